"""The demonstration's equality work: screened, assessed in full, with an action plan, approved by another person."""

from datetime import date

from app.actions import commands as actions
from app.demo.files import read
from app.equality import commands as equality
from app.equality import in_welsh
from app.equality.queries import actions_of, place_of
from app.intentions.queries import working
from app.models import ActionOrigin, Assessment, Characteristic, ImpactLine, Person, Round
from workflows.assessment import Impact, Limb, Outcome
from workflows.screening import Finding

LIMBS = {"eliminate": Limb.ELIMINATE, "advance": Limb.ADVANCE, "foster": Limb.FOSTER}


def screen(round_: Round, lead: Person, signatory: Person) -> None:
    """Screen every characteristic and have it approved."""
    screening = equality.start_screening(round_, by=lead)
    findings = {
        row["characteristic"].replace(" ", "-"): (Finding(row["finding"]), row["reason"])
        for row in read("equality")["screening"]["findings"]
    }
    equality.screen(screening, findings, by=lead)
    equality.submit_screening(screening, by=lead)
    equality.approve_screening(screening, by=signatory)


def assess(round_: Round, lead: Person, signatory: Person) -> None:
    """Write the full assessment with its impacts and actions, and have it approved."""
    data = read("equality")["assessment"]
    assessment = equality.start_assessment(round_, by=lead)
    equality.assess(
        assessment,
        evidence=data["evidence"],
        consultation=data["consultation"],
        outcome=Outcome(data["outcome"]),
        necessary=data["justification"]["necessary"],
        less_harmful=data["justification"]["no_less_harmful"],
        proportionate=data["justification"]["fits_the_aim"],
        by=lead,
    )
    lines = _impacts(round_, assessment, lead)
    _plan(round_, lines, lead)
    _say_in_welsh(assessment, lines, lead)
    equality.submit_assessment(assessment, by=lead)
    equality.approve_assessment(assessment, by=signatory)


def _impacts(round_: Round, assessment: Assessment, lead: Person) -> list[ImpactLine]:
    refs = {intention.ref: intention for intention in working(round_)}
    return [
        equality.add_impact(
            assessment,
            _characteristic(round_, row["characteristic"]),
            impact=Impact(row["direction"]),
            level=row["level"] or "low",
            limb=LIMBS[row["limb"]],
            reason=row["reason"],
            intention=refs.get(row["intention"] or ""),
            by=lead,
        )
        for row in read("equality")["assessment"]["impacts"]
    ]


def _say_in_welsh(assessment: Assessment, lines: list[ImpactLine], lead: Person) -> None:
    """What a Welsh page says of it; the rest stands in English there, and is marked so."""
    welsh = read("welsh")
    words = dict(welsh["assessment"])
    words |= {place_of(line): welsh["impacts"][line.reason] for line in lines if line.reason in welsh["impacts"]}
    for action in actions_of(assessment.round):
        said = welsh["actions"].get(action.text, {})
        words |= {in_welsh.place_in(action, name): text for name, text in said.items()}
    in_welsh.say_in_welsh(assessment, words, by=lead)


def _plan(round_: Round, lines: list[ImpactLine], lead: Person) -> None:
    refs = {intention.ref: intention.id for intention in working(round_)}
    for row in read("equality")["action_plan"]:
        about = _characteristic(round_, row["characteristic"])
        harm = next((x for x in lines if x.impact is Impact.NEGATIVE and x.characteristic is about), None)
        action = actions.add(
            round_,
            origin=ActionOrigin.ASSESSMENT,
            text=row["action"],
            lead=row["lead"],
            target_on=date.fromisoformat(row["target_date"]) if row["target_date"] else None,
            review_on=date.fromisoformat(row["review_date"]) if row["review_date"] else None,
            success=row["success"],
            characteristic_id=about.id,
            limb=LIMBS[row["limb"]],
            intention_id=refs.get(row["intention"]),
            impact_id=harm.id if harm else None,
            by=lead,
        )
        if row["status"] != "not started":
            actions.start(action, by=lead)


def _characteristic(round_: Round, name: str) -> Characteristic:
    return next(each for each in round_.characteristics if each.key == name.replace(" ", "-"))

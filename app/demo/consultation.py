"""The demonstration's first half: the round set up, consulted on, answered, screened and published."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

from app.agreements import commands as agreements
from app.answers import commands as answers
from app.assurance import commands as assurance
from app.demo import asked, cast
from app.demo.files import final_wording, read
from app.editions import commands as editions
from app.extensions import db
from app.intentions import commands as intentions
from app.intentions.queries import working
from app.models import EditionKind, Person, Point, Response, Round
from app.responses import commands as responses
from app.rounds import commands as rounds
from workflows.instrument import Instrument

NOON = time(12, tzinfo=UTC)


def noon(day: str | date) -> datetime:
    """Noon of a day, where the rehearsal's clock is put."""
    return datetime.combine(date.fromisoformat(day) if isinstance(day, str) else day, NOON)


def set_up(manager: Person) -> Round:
    """The round with its dates, assumptions, questions, need tables, intentions and standard terms."""
    data = read("round")
    round_ = begin(data, manager)
    for each in read("need")["segments"]:
        wanted = ("setting", "offence", "factors", "other_factors", "bands")
        rounds.add_need_row(round_, by=manager, **{key: each[key] for key in wanted})
    _write_intentions(round_, manager)
    _write_terms(round_, manager)
    rounds.explain_window(round_, data["window_reason"], by=manager)
    _say_in_welsh(round_, manager)
    return round_


def begin(data: dict[str, Any], manager: Person) -> Round:
    """A round of these data with its dates, assumptions and questions; every year asks the same questions."""
    standing = read("round")
    round_ = rounds.start(
        slug=data["slug"],
        title=data["title"],
        starts_on=date.fromisoformat(data["starts_on"]),
        ends_on=date.fromisoformat(data["ends_on"]),
        introduction=data["introduction"],
        groups=data["groups"],
        contact=standing["contact"],
        control_total=data["control_total"]["pounds"],
        savings_target=data["savings_target"]["pounds"],
        illustrative=True,
        by=manager,
    )
    for each in data["dates"]:
        rounds.set_date(round_, each["key"], date.fromisoformat(each["original"]), title=each["title"], by=manager)
    for each in data["planning_assumptions"]:
        rounds.add_assumption(round_, each["ref"], each["title"], each["text"], by=manager)
    for each in standing["equality_questions"]:
        rounds.add_question(round_, each["number"], each["key"], each["text"], by=manager)
    version = "equality-act-2010"
    rounds.set_characteristics(round_, version, standing["characteristics"][version], by=manager)
    return round_


def _say_in_welsh(round_: Round, manager: Person) -> None:
    """What a Welsh page says; most explanations stand in English on it, and are marked so."""
    welsh = read("welsh")
    rounds.edit(round_, welsh=welsh["round"], by=manager)
    for each in working(round_):
        if words := welsh["intentions"].get(each.ref):
            intentions.revise(each, welsh={"summary_title": words["title"], **words}, by=manager)


def _write_intentions(round_: Round, manager: Person) -> None:
    """As the discussion paper had them, with its slips: the lint has something real to find."""
    slips = read("discussion-edition")
    for each in read("intentions")["intentions"]:
        intentions.write(
            round_,
            group=each["group"],
            number=each["number"],
            title=each["title"],
            summary_title=slips["summary_titles"].get(each["ref"], each["summary_title"]),
            in_summary=each["ref"] in slips["summary_refs"],
            explanation=slips["explanations"].get(each["ref"], each["explanation"]),
            direction=each["direction"],
            applies=each["applies"],
            segments=each["segments"],
            partners=each["partners"],
            by=manager,
        )


def _write_terms(round_: Round, manager: Person) -> None:
    for each in read("terms")["terms"]:
        agreements.add_standard_term(
            round_,
            schedule=each["schedule"],
            ref=each["ref"],
            title=each["title"],
            fields=each["values"],
            intentions=each["intentions"],
            applies={key: each[key] for key in ("sectors", "nations", "holds", "providers")},
            by=manager,
        )
    for each in read("returns")["returns"]:
        wanted = ("key", "title", "covers", "sectors", "frequency", "due_after_days", "clock", "evidence_asked")
        assurance.add_kind(round_, by=manager, **{key: each[key] for key in wanted})


def load_templates() -> None:
    """Lock the two national templates."""
    for name in ("template-sla", "template-contract-schedule"):
        data = read(name)
        agreements.load_template(
            instrument=Instrument(data["instrument"]),
            number=data["version"],
            title=data["title"],
            sections=data["sections"],
            glossary=data.get("glossary", ()),
        )


def consult(round_: Round, manager: Person) -> None:
    """Publish the discussion edition as it was, slips and all, invite everyone named, and open the round."""
    editions.publish(
        round_,
        EditionKind.DISCUSSION,
        "First edition, for discussion",
        lint_reason="Published as the real paper was in 2011, slips included, so that they can be seen and put right.",
        welsh=read("welsh")["editions"]["discussion"],
        by=manager,
    )
    asked.fill_register(manager)
    for invitee in rounds.invite_everyone_named(round_, by=manager):
        if not invitee.email:
            rounds.invite(round_, invitee.name, invented_address(invitee.name), by=manager)
    asked.invite(round_, manager)
    rounds.consult(round_, by=manager)
    asked.open_some(round_)


def invented_address(name: str) -> str:
    """An address for a body that the paper names: "NHS" is nhs@example.test."""
    return f"{re.sub('[^a-z0-9]+', '-', name.lower()).strip('-')[:60]}@example.test"


def responses_of(day: date) -> list[dict[str, Any]]:
    """The responses sent on one day."""
    return [each for each in read("feedback")["responses"] if each["sent_on"] == day.isoformat()]


def days_of_responses() -> list[date]:
    """The days on which responses were sent, in order."""
    return sorted({date.fromisoformat(each["sent_on"]) for each in read("feedback")["responses"]})


def respond(round_: Round, data: dict[str, Any], analyst: Person) -> Response:
    """Send one response as its respondent; those on paper are entered by the analyst."""
    on_paper = data["channel"] != "web"
    response, _code = responses.start(
        round_,
        entered_by=analyst if on_paper else None,
        channel=data["channel"],
        received_at=noon(data["sent_on"]) if on_paper else None,
        code=cast.RECEIPT_CODE if data["key"] == cast.FOLLOWED else "",
    )
    by = analyst if on_paper else responses.respondent(response)
    responses.save_about(
        response,
        by=by,
        name=data["name"],
        email=data["email"],
        capacity="organisation" if data["organisation"] else "individual",
        organisation_name=data["organisation"],
        organisation_kind=data["kind"],
        speaks_for=data["speaks_for"],
        nation=data["nation"],
        area=data["area"],
        language=data["language"],
        permission=data["permission"],
    )
    for each in (*data["intentions"], *data["planning_assumptions"]):
        said = {"stance": each.get("stance"), "comment": each.get("comment", each.get("text", ""))}
        responses.save_view(response, each["ref"], by=by, **said)
    if data["general"]:
        responses.save_view(response, "general", by=by, comment=data["general"])
    for each in data["equality"]:
        tags = [name.replace(" ", "-") for name in each["characteristics"]]
        responses.save_view(response, f"EQ-{each['number']}", by=by, comment=each["text"], characteristics=tags)
    responses.submit(response, by=by)
    return response


def answer(round_: Round, analyst: Person, *, share: float = 1.0) -> int:
    """Answer this share of the points, as the data file decides; what came late is answered too."""
    by_place = {(row["email"], each["place"]): each for each, row in decisions()}
    points = db.session.query(Point).filter_by(round_id=round_.id, state="unanswered").order_by(Point.id).all()
    for point in points[: round(len(points) * share)]:
        decided = by_place.get((point.response.email, point.place), read("campaign")["answer"])
        change = decided.get("change")
        answers.answer(
            point,
            disposition=decided["disposition"],
            reason=decided["reason"],
            change=f"{change['ref']}: {change['adds']}" if change else "",
            welsh=read("welsh")["answers"].get(decided["reason"]),
            by=analyst,
        )
    return len(points)


def approve(round_: Round, by: Person, *, share: float = 1.0) -> None:
    """Approve this share of the answers that are drafted, as somebody else than their author."""
    drafted = db.session.query(Point).filter_by(round_id=round_.id, state="answered").order_by(Point.id).all()
    for point in drafted[: round(len(drafted) * share)]:
        answers.approve(point, by=by)


def decisions() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """What the data file decides on each point, with the response that made it."""
    rows = {row["key"]: row for row in read("feedback")["responses"]}
    return [(each, rows[each["response"]]) for each in read("feedback")["dispositions"]]


def settle_intentions(round_: Round, manager: Person) -> None:
    """Put the slips right and take in what feedback changed: the intentions as they will be final."""
    written = {each["ref"]: each for each in read("intentions")["intentions"]}
    final = final_wording()
    for intention in working(round_):
        clean = written[intention.ref]
        intentions.revise(
            intention,
            by=manager,
            explanation=final.get(intention.ref, clean["explanation"]),
            summary_title=clean["summary_title"],
            in_summary=True,
        )

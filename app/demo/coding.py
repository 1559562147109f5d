"""The demonstration's analysis: a campaign, the code frame, who coded what, and a second coder's sample."""

from datetime import date
from typing import Any

from app.campaigns import commands as campaigns
from app.campaigns import work as grouping
from app.coding import codes, frame, sampled, samples
from app.demo.consultation import noon
from app.demo.files import read
from app.extensions import db
from app.jobs import Task
from app.models import Campaign, CodingSample, Person, Point, Response, Round, Theme
from app.points.commands import mark_read
from app.points.concerning import concern
from app.responses import commands as responses
from workflows.point import PointState

SAMPLE, SEED, EVERY = 30, 2012, 7
"""The second coder sees every seventh point of the sample otherwise than the first."""


def campaign_of(day: date) -> list[dict[str, Any]]:
    """Who sent the campaign's letter on one day."""
    return [each for each in read("campaign")["senders"] if each["sent_on"] == day.isoformat()]


def send(round_: Round, data: dict[str, Any]) -> Response:
    """Send the campaign's letter as one of those who took part, with what they added."""
    shared = read("campaign")
    response, _code = responses.start(round_)
    by = responses.respondent(response)
    responses.save_about(
        response,
        by=by,
        name=data["name"],
        email="",
        capacity="individual",
        nation="Wales" if data["area"] == "Wales" else "England",
        area=data["area"],
        language="en",
        permission=data["permission"],
    )
    words = " ".join(part for part in (shared["text"], data["adds"]) if part)
    responses.save_view(response, shared["place"], by=by, stance=shared["stance"], comment=words)
    for ref, stance in data["also"].items():
        responses.save_view(response, ref, by=by, stance=stance)
    responses.submit(response, by=by)
    return response


def group(round_: Round, analyst: Person) -> None:
    """Find campaigns and name the one there is; here and now, as nobody waits while the demonstration is loaded."""
    search = campaigns.look(round_, by=analyst)
    db.session.commit()
    grouping.find(Task(key="demonstration", report=lambda *_: None), search.id)
    found = db.session.scalars(db.select(Campaign).filter_by(round_id=round_.id)).one()
    campaigns.rename(found, title=read("campaign")["title"], by=analyst)


def code(round_: Round, analyst: Person) -> None:
    """Write the code frame, issue it, give every point its themes, and say which characteristics it raises."""
    for each in read("themes")["themes"]:
        frame.add_theme(round_, by=analyst, **{name: each[name] for name in frame.WORDS})
    frame.issue(round_, reason="First version, after reading every response once", by=analyst)
    known = _themes(round_)
    for point in _points(round_):
        codes.code(point, _themes_of(point, known), by=analyst)
        raised = [*point.characteristics, *(key for key in _raised(point) if key not in point.characteristics)]
        concern(point, places=[], characteristics=raised, adverse=point.adverse, by=analyst)
        mark_read([point.id], by=analyst)


def check(round_: Round, analyst: Person, second: Person) -> None:
    """Have a second analyst code a sample without seeing the first's codes, compare, and settle where they differ."""
    sample = samples.draw(round_, size=SAMPLE, coder=second, by=analyst, is_stratified=True, seed=SEED)
    rows = sampled.points_of(sample)
    known = _themes(round_)
    for number, held in enumerate(rows):
        seen = _themes_of(held.point, known)
        samples.code_blind(sample, held, seen[:-1] if number % EVERY == 0 else seen, by=second)
        mark_read([held.point_id], by=second)
    db.session.flush()
    samples.compare(sample, by=second)
    _settle(sample, analyst)


def _settle(sample: CodingSample, analyst: Person) -> None:
    for held in sampled.unresolved(sample):
        reason = "Both read it again together: the narrower theme is only named in passing."
        samples.resolve(sample, held, held.first, reason=reason, by=analyst)


def _points(round_: Round) -> list[Point]:
    wanted = db.select(Point).where(Point.round_id == round_.id, Point.state != PointState.REPLACED).order_by(Point.id)
    return list(db.session.scalars(wanted))


def _themes(round_: Round) -> dict[str, int]:
    return {theme.name: theme.id for theme in db.session.scalars(db.select(Theme).filter_by(round_id=round_.id))}


def _themes_of(point: Point, known: dict[str, int]) -> list[int]:
    """Those of whose words a point has one; at most three."""
    said = point.text.casefold()
    fits = [each["name"] for each in read("themes")["themes"] if any(word in said for word in each["words"])]
    return [known[name] for name in fits[:3]]


def _raised(point: Point) -> list[str]:
    said = point.text.casefold()
    return [key for key, words in read("themes")["characteristics"].items() if any(word in said for word in words)]


def days() -> set[date]:
    """The days on which the campaign's letters were sent."""
    return {noon(each["sent_on"]).date() for each in read("campaign")["senders"]}

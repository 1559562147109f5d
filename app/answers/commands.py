"""What can be done about a point: answer it, approve its answer or send it back, assign it, waive it."""

from collections.abc import Mapping, Sequence

from app import clock
from app.answers.releasing import plan_release, release, release_answers
from app.extensions import db
from app.intentions.queries import fingerprint
from app.languages.content import put, set_aside
from app.mail import post
from app.models import Person, Point
from app.perform import perform, perform_each
from app.permissions import Actor
from workflows.engine import Refused
from workflows.point import Disposition, PointState

__all__ = [
    "answer", "approve", "assign", "plan_release", "release", "release_answers", "say_in_welsh", "send_back", "waive",
]  # fmt: skip


def answer(
    point: Point,
    *,
    disposition: Disposition | str,
    reason: str,
    change: str = "",
    welsh: Mapping[str, str] | None = None,
    by: Actor,
) -> None:
    """Say what was decided about a point and why, and the change it caused. Nobody outside sees it before release.

    `welsh` says the reason and the change in Welsh; without it, the Welsh of words that change is set aside.
    """
    chosen = Disposition(disposition)
    perform(point, "answer", by=by, what=chosen, why=reason, disposition=chosen, reason=reason)
    write(point, chosen, reason, change, welsh=welsh, by=by)


def write(
    point: Point,
    disposition: Disposition,
    reason: str,
    change: str,
    *,
    welsh: Mapping[str, str] | None = None,
    by: Actor,
) -> None:
    """Put the words of an answer, for those who have moved the point: `answer`, and answering many at once."""
    _put(point, {"reason": reason, "change": change}, welsh or {})
    point.disposition = disposition
    point.answered_by_id, point.answered_at = by.id, clock.now()
    point.approved_by_id, point.approved_at, point.sent_back = None, None, ""


def approve(point: Point, *, seen: str = "", by: Actor) -> None:
    """Agree that this is the answer. Raises Refused for one's own: somebody else than the author reads it first.

    `seen` is the mark of the answer on the page that was read (`mark_of`): one that was changed since is read again.
    """
    if seen and seen != mark_of(point) and point.state is PointState.ANSWERED:
        raise Refused("The answer has been changed since you opened this page. Read it again, then approve it.")
    perform(point, "approve", by=by, what=str(point.disposition))
    point.approved_by_id, point.approved_at = by.id, clock.now()


def mark_of(point: Point) -> str:
    """A fingerprint of what is approved: the words that it answers, and the answer in both languages."""
    words = ("text", "place", "disposition", "reason", "change", "welsh")
    return fingerprint({name: getattr(point, name) for name in words})[:16]


def send_back(point: Point, *, reason: str, by: Person) -> None:
    """Give an answer back to its author with the reason; its words stay as a start for the next."""
    perform(point, "send_back", by=by, why=reason, reason=reason)
    point.sent_back, point.approved_by_id, point.approved_at = reason, None, None
    author = point.answered_by
    if author is not None and author.id != by.id:
        post(
            author,
            "sent_back",
            key=f"point {point.id} sent back {point.version}",
            name=author.name,
            by=by.name,
            round=point.round.title,
            link=f"/rounds/{point.round.slug}/feedback/{point.id}",
        )


def assign(point: Point, to: Person | None, *, by: Actor) -> None:
    """Say who answers a point; None takes it from whoever had it."""
    if point.assigned_to_id == (to.id if to else None):
        return
    perform(point, "assign_point", by=by, what=f"given to {to.name}" if to else "given to nobody")
    point.assigned_to = to


def waive(point: Point, *, reason: str, welsh: str = "", by: Person) -> None:
    """Let the final edition go out without an answer to this point, for a reason in words that the public will read.

    The name and post of whoever gives it are published with it. `welsh` is the reason in Welsh.
    """
    perform(point, "waive", by=by, why=reason, reason=reason)
    _put(point, {"waiver": reason}, {"waiver": welsh} if welsh else {})
    point.waived_by = signed_as(by)


def _put(point: Point, words: Mapping[str, str], welsh: Mapping[str, str]) -> None:
    changed = [name for name, said in words.items() if getattr(point, name) != said]
    for name, said in words.items():
        setattr(point, name, said)
    point.welsh = put(set_aside(point.welsh, changed), welsh)


def say_in_welsh(points: Sequence[Point], words: Mapping[str, str], *, by: Person) -> None:
    """Put the Welsh of what we say of points that say the same: of the reason, the change or the waiver.

    Raises Refused where it would change Welsh that is published: what is released stands.
    """
    if any(_stands_otherwise(point, name, said) for point in points for name, said in words.items()):
        raise Refused("What is published stands. Only what has no Welsh yet can be said in it.")
    from app.published.commands import keep_names_out_of_answers  # noqa: PLC0415 - it asks which answers are out

    perform_each(points, "say_in_welsh", by=by)
    for point in points:
        point.welsh = put(point.welsh, words)
    db.session.flush()
    keep_names_out_of_answers(point for point in points if point.state is PointState.RELEASED)


def _stands_otherwise(point: Point, name: str, said: str) -> bool:
    stands = (point.welsh or {}).get(name)
    return point.state is PointState.RELEASED and bool(stands) and stands != said


def signed_as(person: Person) -> str:
    """Name and post, as published under a waiver."""
    return f"{person.name}, {person.post}" if person.post else person.name

"""What can be done about a point: answer it, approve its answer or send it back, assign it, waive it."""

from app import clock
from app.answers.releasing import plan_release, release, release_answers
from app.mail import post
from app.models import Person, Point
from app.perform import perform
from app.permissions import Actor
from workflows.point import Disposition

__all__ = ["answer", "approve", "assign", "plan_release", "release", "release_answers", "send_back", "waive"]


def answer(point: Point, *, disposition: Disposition | str, reason: str, change: str = "", by: Actor) -> None:
    """Say what was decided about a point and why, and the change it caused. Nobody outside sees it before release."""
    chosen = Disposition(disposition)
    perform(point, "answer", by=by, what=chosen, why=reason, disposition=chosen, reason=reason)
    write(point, chosen, reason, change, by=by)


def write(point: Point, disposition: Disposition, reason: str, change: str, *, by: Actor) -> None:
    """Put the words of an answer, for those who have moved the point: `answer`, and answering many at once."""
    point.disposition, point.reason, point.change = disposition, reason, change
    point.answered_by_id, point.answered_at = by.id, clock.now()
    point.approved_by_id, point.approved_at, point.sent_back = None, None, ""


def approve(point: Point, *, by: Actor) -> None:
    """Agree that this is the answer. Raises Refused for one's own: somebody else than the author reads it first."""
    perform(point, "approve", by=by, what=str(point.disposition))
    point.approved_by_id, point.approved_at = by.id, clock.now()


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


def waive(point: Point, *, reason: str, by: Person) -> None:
    """Let the final edition go out without an answer to this point, for a reason in words that the public will read.

    The name and post of whoever gives it are published with it.
    """
    perform(point, "waive", by=by, why=reason, reason=reason)
    point.waiver, point.waived_by = reason, signed_as(by)


def signed_as(person: Person) -> str:
    """Name and post, as published under a waiver."""
    return f"{person.name}, {person.post}" if person.post else person.name

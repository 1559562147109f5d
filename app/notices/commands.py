"""What can be done about a notice of change: write it, issue it, answer it, decide its price, withdraw it."""

from collections.abc import Mapping
from typing import Any

from app import chain, clock
from app.agreements.sides import side_that_negotiates
from app.extensions import db
from app.models import Agreement, Notice, NoticeAnswer, NoticeChange, Term
from app.notices import effect, letters, queries
from app.perform import ensure, perform
from app.permissions import SYSTEM, Actor
from app.wording import money
from workflows.engine import Refused
from workflows.notice import Ground, NoticeKind, NoticeState, Origin
from workflows.schedule import FIGURE_TO_FOLLOW, Schedule

# --- writing ----------------------------------------------------------------------------------------------------------


def draft(agreement: Agreement, *, words: Mapping[str, Any], by: Actor) -> Notice:
    """Start a notice, private to one's own side. `words` are the columns of `Worded`. Raises NotAllowed or Refused."""
    ensure(agreement, "write_notice", by)
    notice = Notice(
        agreement=agreement,
        round_id=agreement.round_id,
        provider_id=agreement.provider_id,
        side=side_that_negotiates(by),
        written_by_id=by.id,
        **worded(words),
    )
    chain.created(notice, by=by, action="write", fresh=True)
    return notice


def edit(notice: Notice, *, words: Mapping[str, Any], by: Actor) -> None:
    """Change what a draft says. Raises NotAllowed or Refused."""
    perform(notice, "write", by=by)
    for name, value in worded(words).items():
        setattr(notice, name, value)
    notice.written_by_id = by.id or notice.written_by_id


def worded(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a notice with its kind and origin as what they are, however they were given."""
    kinds = {"kind": NoticeKind, "origin": Origin, "schedule": Schedule}
    return {name: kinds[name](value) if name in kinds else value for name, value in words.items()}


def change(notice: Notice, term: Term, *, fields: Mapping[str, Any], by: Actor) -> NoticeChange | None:
    """Say what a term is to say; cells that stay as they are are left out. None when that leaves nothing."""
    after = {key: value for key, value in fields.items() if not _same(term.fields.get(key), value)}
    written = queries.change_of(notice, term)
    if not after:
        if written is not None:
            leave_out(notice, term, by=by)
        return None
    perform(notice, "write", by=by, what=f"changes {term.ref}")
    if written is None:
        written = NoticeChange(notice=notice, term=term, cause="notice")
        db.session.add(written)
    written.before, written.after = {key: term.fields.get(key) for key in after}, after
    db.session.flush()
    return written


def _same(was: Any, is_: Any) -> bool:
    """Nothing, an empty cell and a figure to follow are the same."""
    empty = (None, "", FIGURE_TO_FOLLOW)
    return was == is_ or (was in empty and is_ in empty)


def leave_out(notice: Notice, term: Term, *, by: Actor) -> None:
    """Let a term stay as it is after all."""
    written = queries.change_of(notice, term)
    if written is not None:
        perform(notice, "write", by=by, what=f"leaves {term.ref} as it is")
        notice.changes.remove(written)
        db.session.delete(written)
        db.session.flush()


def discard(notice: Notice, *, by: Actor) -> None:
    """Throw a draft away. The other side never learns of it."""
    perform(notice, "discard", by=by)
    notice.withdrawn_at = clock.now()


# --- issuing and answering --------------------------------------------------------------------------------------------


def issue(notice: Notice, *, by: Actor) -> None:
    """Give the notice its number and send it to the other side. Raises NotAllowed or Refused."""
    perform(notice, "issue", by=by, what=notice.title)
    notice.number = queries.next_number(notice.agreement_id)
    notice.issued_by_id, notice.issued_at = by.id, clock.now()
    db.session.flush()
    letters.issued(notice)


def accept(notice: Notice, *, words: str = "", by: Actor) -> None:
    """Accept the notice as it stands. Raises NotAllowed or Refused."""
    perform(notice, "accept", by=by, why=words)
    notice.price_in_question, notice.asked_cost = False, None
    _answered(notice, "accept", words=words, by=by)


def accept_at_a_cost(notice: Notice, *, cost: int | None, words: str, by: Actor) -> None:
    """Accept it for `cost` more a year than it says, in whole pounds. Raises NotAllowed or Refused."""
    what = f"{money(cost)} more than the notice says" if cost is not None else ""
    perform(notice, "accept_at_a_cost", by=by, what=what, why=words, cost=cost, reason=words)
    notice.price_in_question, notice.asked_cost = True, cost
    _answered(notice, "accept_at_a_cost", words=words, cost=cost, by=by)


def object_to(notice: Notice, *, ground: Ground | None, words: str, by: Actor) -> None:
    """Object on a stated ground; to a mandatory notice only on its price. Raises NotAllowed or Refused."""
    ground = Ground(ground) if ground else None
    perform(notice, "object", by=by, what=f"on the ground of {ground}", why=words, ground=ground, reason=words)
    notice.price_in_question = notice.kind is NoticeKind.MANDATORY
    _answered(notice, "object", words=words, ground=ground, by=by)


def _answered(notice: Notice, action: str, *, words: str, by: Actor, **given: Any) -> None:
    notice.answered_at = clock.now()
    notice.answers.append(NoticeAnswer(action=action, words=words, person_id=by.id, at=clock.now(), **given))
    db.session.flush()
    letters.answered(notice)


# --- decision ---------------------------------------------------------------------------------------------------------


def decide(notice: Notice, *, cost: int, reason: str, line: Term | None = None, by: Actor) -> None:
    """Decide what the change costs on top of what the notice says, and put it on a price line.

    Before the notice takes effect the decision waits for that day; after it, the price changes today.
    Raises NotAllowed or Refused.
    """
    in_effect = notice.state is NoticeState.IN_EFFECT
    perform(notice, "decide", by=by, what=f"{money(cost)} on top of the notice", why=reason, cost=cost, reason=reason)
    if cost and line is None:
        raise Refused("Choose the price line that the cost goes on.")
    notice.decided_at, notice.decided_cost, notice.decision = clock.now(), cost, reason
    notice.price_in_question = False
    if cost and line is not None:
        effect.priced(line, cost)
        made = NoticeChange(notice=notice, term=line, cause="decision", before={}, after={})
        db.session.add(made)
        db.session.flush()
        if in_effect:
            said = f"Price of notice of change {notice.number} decided."
            effect.bring_about(notice, [made], on=clock.today(), reason=said, by=by)
    db.session.flush()
    letters.decided(notice)


def withdraw(notice: Notice, *, reason: str, by: Actor) -> None:
    """Take back a notice that has not taken effect. Raises NotAllowed or Refused."""
    perform(notice, "withdraw", by=by, why=reason, reason=reason)
    notice.withdrawn_at, notice.price_in_question = clock.now(), False
    letters.withdrawn(notice)


def undo(notice: Notice, *, reason: str, by: Actor) -> None:
    """Take back a notice, even from its effect, while nobody has built on it. Raises NotAllowed or Refused."""
    in_effect = notice.state is NoticeState.IN_EFFECT
    perform(notice, "undo", by=by, why=reason, reason=reason)
    notice.withdrawn_at, notice.price_in_question = clock.now(), False
    if in_effect:
        said = f"Notice of change {notice.number} undone."
        effect.bring_about(notice, effect.undoing(notice), on=clock.today(), reason=said, by=by)
    letters.withdrawn(notice)


# --- what time does ---------------------------------------------------------------------------------------------------


def come_into_effect(notice: Notice) -> None:
    """Change the agreement as the notice says, on its day. Raises Refused while that is not so."""
    on = effect.effective_day(notice)
    changes = [each for each in notice.changes if each.applied_on is None]
    perform(notice, "come_into_effect", by=SYSTEM)
    notice.took_effect_on = on
    said = f"Notice of change {notice.number} ({notice.kind}): {notice.title}"
    effect.bring_about(notice, changes, on=on, reason=said, by=SYSTEM)


def lapse(notice: Notice) -> None:
    """Close a notice whose agreement is over."""
    perform(notice, "lapse", by=SYSTEM, what="the agreement is over")
    notice.withdrawn_at, notice.price_in_question = clock.now(), False

"""Finding rounds, and the facts their gates need."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload

from app import permissions
from app.extensions import db
from app.intentions.queries import names_of
from app.models import DroppedLetter, Intention, Invitee, Person, Point, Round
from app.perform import facts_of
from app.wording import day, plural
from workflows.deadline import end_of
from workflows.point import PointState
from workflows.round import RoundState

SHOWN = 3
"""How many of many names a sentence gives."""


def get(slug: str) -> Round:
    """The round at this address, or NoResultFound. Rounds are public; what is in one is not."""
    return _with_dates(sa.select(Round).where(Round.slug == slug)).one()


def every() -> list[Round]:
    """All rounds, the newest first."""
    return list(_with_dates(sa.select(Round).order_by(Round.starts_on.desc(), Round.id)).all())


def current() -> Round | None:
    """The round that most people mean: the newest that is not closed, else the newest."""
    rounds = every()
    return next((r for r in rounds if r.state != "closed"), rounds[0] if rounds else None)


def working(slug: str, *, seen_by: Person | None) -> Round:
    """The round, for those who may see its working papers; NoResultFound for everyone else."""
    round_ = get(slug)
    if not permissions.sees_working_papers(seen_by, round_.id):
        raise NoResultFound
    return round_


def invitees(round_: Round) -> list[Invitee]:
    """Who is told when consulting starts, by name. For staff with working papers only."""
    return list(
        db.session.scalars(sa.select(Invitee).where(Invitee.round_id == round_.id).order_by(Invitee.name, Invitee.id))
    )


def _with_dates(statement: Any) -> sa.ScalarResult[Round]:
    """Rounds with their dates in one query."""
    found: sa.ScalarResult[Round] = db.session.scalars(statement.options(joinedload(Round.dates))).unique()
    return found


# --- who is named in intentions --------------------------------------------------------------------------------------


def named(round_: Round) -> dict[str, list[str]]:
    """Everyone named in an intention: partners and providers by name, each with the references that name them."""
    rows = db.session.execute(
        sa.select(Intention.ref, Intention.partners, Intention.applies)
        .where(Intention.round_id == round_.id)
        .order_by(Intention.position, Intention.id)
    ).all()
    providers = names_of({code for _, _, applies in rows for code in applies.get("providers") or ()})
    found: dict[str, list[str]] = {}
    for ref, partners, applies in rows:
        for name in [*partners, *(providers.get(code, code) for code in applies.get("providers") or ())]:
            found.setdefault(name, []).append(ref)
    return found


def uninvited(round_: Round) -> tuple[str, ...]:
    """The names in intentions that are not on the invitation list."""
    listed = {
        name.casefold() for name in db.session.scalars(sa.select(Invitee.name).where(Invitee.round_id == round_.id))
    }
    return tuple(name for name in named(round_) if name.casefold() not in listed)


# --- facts of the gates ----------------------------------------------------------------------------------------------


@facts_of(Round)
def facts(round_: Round) -> dict[str, Any]:
    """What the guards of workflows/round.py need to know; each question is asked only in the state that has it."""
    missing = uninvited(round_) if round_.state is RoundState.PLANNING else ()
    unanswered, letters = _to_answer(round_) if round_.state is RoundState.ANSWERING else (0, 0)
    return {
        "editions": tuple(str(edition.kind) for edition in round_.editions),
        "uninvited": missing,
        "uninvited_words": _some(missing),
        "unanswered_count": unanswered,
        "unanswered": f"{plural(unanswered, 'point')} {'has' if unanswered == 1 else 'have'}",
        "letters_waiting": f"{plural(letters, 'letter')} dropped in {_wait(letters)} to be entered" if letters else "",
        "feedback_closes": day(round_.day("feedback_closes")),
        "cut_off": day(round_.day("answering_cut_off")),
        "agreements_start": day(round_.day("agreements_start")),
        "ends": round_.ends_on,
        "ends_on": day(round_.ends_on),
        "settlement_is_known": settlement_is_known(round_),
        **(_equality(round_) if round_.state is RoundState.ANSWERING else {}),
    }


def _some(names: Sequence[str]) -> str:
    """The first few of many names: "Courts, Police, NHS and 31 more"."""
    shown = ", ".join(names[:SHOWN])
    return f"{shown} and {len(names) - SHOWN} more" if len(names) > SHOWN else shown


def settlement_is_known(round_: Round) -> bool:
    """Whether the budget settlement has come: before it every price is indicative."""
    settlement = round_.date_of("settlement")
    return settlement is not None and settlement.actual is not None


def _wait(number: int) -> str:
    return "waits" if number == 1 else "wait"


def _to_answer(round_: Round) -> tuple[int, int]:
    """Points without an approved answer or a waiver, and letters that nobody has entered, in one question.

    Those that came by the answering cut-off; all, while none is set.
    """
    drafted = sa.and_(Point.state == PointState.ANSWERED, Point.waiver == "")
    points = sa.select(sa.func.count(Point.id)).where(
        Point.round_id == round_.id, sa.or_(Point.state == PointState.UNANSWERED, drafted)
    )
    letters = sa.select(sa.func.count(DroppedLetter.id)).where(
        DroppedLetter.round_id == round_.id, DroppedLetter.response_id.is_(None), DroppedLetter.set_aside_at.is_(None)
    )
    cut_off = round_.day("answering_cut_off")
    if cut_off:
        points = points.where(Point.received_at < end_of(cut_off))
        undated = sa.and_(DroppedLetter.sent_on.is_(None), DroppedLetter.dropped_at < end_of(cut_off))
        letters = letters.where(sa.or_(DroppedLetter.sent_on <= cut_off, undated))
    row = db.session.execute(sa.select(points.scalar_subquery(), letters.scalar_subquery())).one()
    return row[0], row[1]


def _equality(round_: Round) -> dict[str, Any]:
    from app.equality.queries import standing  # noqa: PLC0415 - equality knows rounds; rounds ask it only here

    return dict(standing(round_))


def obstacles(round_: Round, actions: Sequence[str], known: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """For each of the round's gates, the sentences that hold it up, whoever asks."""
    roles = {role for move in round_.workflow.moves for role in move.by}
    return [(action, round_.workflow.obstacles(round_, action, roles, **known)) for action in actions]

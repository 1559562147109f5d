"""Pages of intentions: as published for everyone, as they are being written for staff."""

from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app import permissions
from app.agreements.carrying import Carried, carried
from app.answers.queries import summary_for
from app.editions import queries as editions
from app.intentions import queries, write_routes
from app.intentions.blueprint import bp
from app.languages.spoken import groups_of, intention, spoken
from app.models import Edition, Round
from app.rounds import queries as rounds
from app.web import public
from workflows.round import RoundState

__all__ = ["bp", "write_routes"]
WITH_AGREEMENTS = {RoundState.NEGOTIATING, RoundState.DELIVERING, RoundState.CLOSED}


@bp.get("")
@public
def index(slug: str) -> ResponseReturnValue:
    """The intentions of a round by group: as published; for staff as they are being written."""
    round_ = rounds.get(slug)
    staff = permissions.sees_working_papers(g.person, round_.id)
    newest = editions.newest(round_)
    working = _working(round_) if staff else []
    published = spoken(editions.content(newest))["intentions"] if newest else []
    intentions = working if staff else published
    return render_template(
        "intentions/index.html",
        round=round_,
        groups=[(group, [each for each in intentions if each["group"] == group["key"]]) for group in groups_of(round_)],
        newest=newest,
        staff=staff,
        unpublished=_unpublished(working, newest) if staff else [],
        may_write=_may_write(round_),
        may_reorder=_may_write(round_) and not newest,
        takes_views=round_.state is RoundState.CONSULTING,
    )


@bp.get("/<ref>")
@public
def detail(slug: str, ref: str) -> ResponseReturnValue:
    """One intention: whom it concerns, and after the final edition what was said and decided."""
    round_ = rounds.get(slug)
    newest = editions.newest(round_)
    staff = permissions.sees_working_papers(g.person, round_.id)
    out = list(spoken(editions.content(newest))["intentions"]) if newest else []
    published = any(each["ref"] == ref for each in out)
    every = [queries.said_by(each) | {"group": str(each.group)} for each in queries.working(round_)] if staff else out
    before, after = _neighbours(round_, every, ref)
    intention = queries.shown(queries.get(round_, ref)) if staff else _published(newest, ref)
    return render_template(
        "intentions/detail.html",
        round=round_,
        intention=intention,
        before=before,
        after=after,
        group=next(each for each in groups_of(round_) if each["key"] == intention["group"]),
        newest=newest if published else None,
        changed=editions.last_changed(round_, ref),
        staff=staff,
        is_unpublished=staff and bool(_unpublished([intention], newest)),
        may_write=_may_write(round_),
        carried=_carried(round_, intention) if _is_final(newest) else None,
        sees_agreements=_sees_agreements(round_),
        summary=summary_for(round_, ref) if _is_final(newest) else None,
        changed_by=_changed_by(round_, ref) if published and len(round_.editions) > 1 else [],
        takes_views=round_.state is RoundState.CONSULTING and published,
    )


def _changed_by(round_: Round, ref: str) -> list[Any]:
    from app.changes.queries import of_passages  # noqa: PLC0415 - changes know intentions; asked only here

    return of_passages(round_, [ref], seen_by=g.person)


def _carried(round_: Round, intention: dict[str, Any]) -> Carried | None:
    if round_.state not in WITH_AGREEMENTS:
        return None
    return carried(round_, intention["ref"], intention["applies"], to_everyone=not _sees_agreements(round_))


def _sees_agreements(round_: Round) -> bool:
    """Whether the person sees all agreements of the round, and so which of them carry an intention."""
    return bool(permissions.roles_of(g.person, round_) & permissions.SEES_ALL_AGREEMENTS)


def _neighbours(round_: Round, every: list[dict[str, Any]], ref: str) -> tuple[dict[str, Any] | None, ...]:
    """The intention before and the one after, in the order in which the list of them stands; raises NoResultFound."""
    line = [each for group in round_.groups for each in every if each["group"] == group["key"]]
    at = next((number for number, each in enumerate(line) if each["ref"] == ref), None)
    if at is None:
        raise NoResultFound
    return line[at - 1] if at else None, line[at + 1] if at + 1 < len(line) else None


def _working(round_: Round) -> list[dict[str, Any]]:
    intentions = queries.working(round_)
    names = queries.names_of(queries.codes_in(intentions))
    return [queries.shown(each, names) for each in intentions]


def _published(newest: Edition | None, ref: str) -> dict[str, Any]:
    if newest is None:
        raise NoResultFound
    return intention(editions.published_intention(newest, ref))


def _unpublished(working: list[dict[str, Any]], newest: Edition | None) -> list[str]:
    """References whose words differ from the newest edition's."""
    if newest is None:
        return []
    published = {each["ref"]: each for each in editions.content(newest)["intentions"]}
    return [each["ref"] for each in working if not _same(each, published.get(each["ref"]))]


def _same(working: dict[str, Any], published: dict[str, Any] | None) -> bool:
    return published is not None and all(working[name] == published[name] for name in queries.WORDS)


def _is_final(newest: Edition | None) -> bool:
    return newest is not None and newest.kind == "final"


def _may_write(round_: Round) -> bool:
    """Whether the person may write here now: a manager, before the final edition."""
    mine = round_.workflow.actions(round_, permissions.roles_of(g.person, round_))
    return "write_intentions" in mine and not _is_final(editions.newest(round_))

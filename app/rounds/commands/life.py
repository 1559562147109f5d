"""A round's life: started, edited, and moved from one state to the next."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app import chain, clock
from app.extensions import db
from app.languages.content import OF_ROUND, set_aside
from app.models import Round, RoundDate
from app.perform import perform
from app.permissions import SYSTEM, Actor, roles_of
from app.rounds.commands.dates import record
from app.wording import short_day
from workflows.engine import NotAllowed, Refused
from workflows.roles import Role

EDITABLE = ("title", "introduction", "contact", "control_total", "savings_target", "groups", "welsh")


def start(
    *,
    slug: str,
    title: str,
    starts_on: date,
    ends_on: date,
    introduction: str,
    groups: Sequence[Mapping[str, Any]],
    contact: Mapping[str, Any],
    control_total: int | None,
    illustrative: bool,
    savings_target: int | None = None,
    by: Actor,
) -> Round:
    """Start a round in planning. Only a round manager for the whole service may; raises NotAllowed or Refused."""
    round_ = Round(
        slug=slug,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        introduction=introduction,
        groups=[dict(group) for group in groups],
        contact=dict(contact),
        control_total=control_total,
        savings_target=savings_target,
        illustrative=illustrative,
    )
    if Role.ROUND_MANAGER not in roles_of(by, round_):
        raise NotAllowed("Only a round manager for the whole service can start a round.")
    if ends_on <= starts_on:
        raise Refused("Enter an end that comes after the start.")
    if db.session.query(Round.id).filter_by(slug=slug).first():
        raise Refused(f"There is a round at /rounds/{slug} already. Choose another address.")
    chain.created(round_, by=by, action="start", what=title)
    return round_


def edit(round_: Round, *, by: Actor, **fields: Any) -> None:
    """Change what the round says of itself: its title, introduction, contact, money, groups, and Welsh."""
    unknown = fields.keys() - set(EDITABLE)
    if unknown:
        raise TypeError(f"A round has no {', '.join(sorted(unknown))} to edit.")
    changed = [name for name, value in fields.items() if getattr(round_, name) != value]
    if not changed:
        return
    perform(round_, "edit", by=by, what=f"changed {', '.join(changed).replace('_', ' ')}")
    if "welsh" not in fields:
        round_.welsh = set_aside(round_.welsh, [*changed, *_reworded(round_, fields)])
    for name in changed:
        setattr(round_, name, fields[name])


def _reworded(round_: Round, fields: Mapping[str, Any]) -> Iterator[str]:
    """Where the words within groups and the contact are said in Welsh, if they are about to change."""
    before = {group["key"]: group for group in round_.groups}
    for group in fields.get("groups", ()):
        was = before.get(group["key"], {})
        yield from (f"group {group['key']} {name}" for name in OF_ROUND if was.get(name) != group.get(name))
    if fields.get("contact", round_.contact).get("team") != round_.contact.get("team"):
        yield "contact team"


def close_feedback(round_: Round, *, by: Actor) -> None:
    """Close feedback on the day set for it: what comes later is late."""
    perform(round_, "close_feedback", by=by)
    closes = round_.day("feedback_closes")
    if closes:
        record(round_, "feedback_closes", closes)


def record_settlement(round_: Round, day: date, *, by: Actor) -> None:
    """Write down that the budget settlement came on `day`: prices may be firm from now on."""
    if day > clock.today():
        raise Refused("Enter a day that has come: a settlement is recorded when it is known.")
    perform(round_, "record_settlement", by=by, what=f"known since {short_day(day)}")
    if round_.date_of("settlement") is None:
        round_.dates.append(RoundDate(key="settlement", title="Budget settlement", original=day))
    record(round_, "settlement", day)


def negotiate(round_: Round, *, by: Actor) -> None:
    """Start negotiating. Agreements then move on their own."""
    perform(round_, "negotiate", by=by)


def deliver(round_: Round) -> None:
    """The agreements' year has begun."""
    perform(round_, "deliver", by=SYSTEM)
    starts = round_.day("agreements_start")
    if starts:
        record(round_, "agreements_start", starts)


def close(round_: Round, *, by: Actor) -> None:
    """Close the round when its year is over."""
    perform(round_, "close", by=by)
    record(round_, "agreements_end", round_.ends_on)

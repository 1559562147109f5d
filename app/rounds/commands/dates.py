"""A round's dates: first set, revised with a reason, and written down when they happen."""

from collections.abc import Set
from datetime import date

from app import clock
from app.languages.content import set_aside
from app.models import Round, RoundDate
from app.perform import perform
from app.permissions import Actor
from app.rounds.commands.telling import tell_of_new_deadline
from app.wording import short_day
from workflows.engine import Refused
from workflows.round import RoundState

CUT_OFF_TITLE = "Last day on which feedback counts for the final edition"


def set_date(round_: Round, key: str, day: date, *, title: str, by: Actor) -> RoundDate:
    """Give a step its first date. Raises Refused when it has one: then the date is revised, with the reason."""
    if round_.date_of(key):
        raise Refused("This date is set. Revise it, and give the reason.")
    perform(round_, "edit", by=by, what=f"set “{title}” to {short_day(day)}")
    made = RoundDate(key=key, title=title, original=day, changed_at=clock.now())
    round_.dates.append(made)
    return made


def revise_date(round_: Round, key: str, day: date, *, reason: str, by: Actor) -> None:
    """Move a date that has not happened yet; the first one stays beside it. Raises Refused.

    While consulting, everyone who was asked or has responded is told when feedback closes instead (domain §5); whoever
    follows the round is told of every date.
    """
    date_ = _date(round_, key)
    if date_.actual:
        raise Refused(f"“{date_.title}” happened on {short_day(date_.actual)}, so its date can no longer move.")
    if date_.due == day:
        raise Refused(f"“{date_.title}” is already on {short_day(day)}.")
    _keep_order(round_, key, day)
    moved = f"moved “{date_.title}” from {short_day(date_.due)} to {short_day(day)}"
    perform(round_, "revise_date", by=by, why=reason, what=moved, reason=reason)
    if date_.revised_reason != reason:
        round_.welsh = set_aside(round_.welsh, [f"date {date_.key} reason"])
    date_.revised, date_.revised_reason = day, reason
    _note_change(date_)
    concerned = key == "feedback_closes" and round_.state is RoundState.CONSULTING
    _tell_followers(round_, date_, but=tell_of_new_deadline(round_) if concerned else frozenset())


def record_date(round_: Round, key: str, day: date, *, by: Actor) -> None:
    """Write down when a step happened that no move of the round records."""
    date_ = _date(round_, key)
    if date_.actual == day:
        return
    if day > clock.today():
        raise Refused("Enter a day that has come: what has not happened yet is a date to revise.")
    perform(round_, "edit", by=by, what=f"recorded “{date_.title}” on {short_day(day)}")
    _happened(date_, day)


def set_cut_off(round_: Round, day: date, *, by: Actor) -> None:
    """Say by which day a point must arrive to be answered before the final edition. Not before feedback closes."""
    _keep_order(round_, "answering_cut_off", day)
    perform(round_, "edit", by=by, what=f"set the answering cut-off to the end of {short_day(day)}")
    date_ = round_.date_of("answering_cut_off")
    if date_ is None:
        made = RoundDate(key="answering_cut_off", title=CUT_OFF_TITLE, original=day, changed_at=clock.now())
        round_.dates.append(made)
    elif date_.due != day:
        date_.revised = day
        _note_change(date_)
        _tell_followers(round_, date_)


def explain_window(round_: Round, reason: str, *, by: Actor) -> None:
    """Say in public words why feedback is open for less than twelve weeks."""
    perform(round_, "edit", by=by, what="explained the length of the window for feedback", why=reason)
    if round_.window_reason != reason:
        round_.welsh = set_aside(round_.welsh, ["window_reason"])
    round_.window_reason = reason


def _date(round_: Round, key: str) -> RoundDate:
    date_ = round_.date_of(key)
    if date_ is None:
        raise Refused("This step has no date yet. Set it first.")
    return date_


def _keep_order(round_: Round, key: str, day: date) -> None:
    """Feedback that came in time must not fall after the cut-off."""
    closes, cut_off = round_.day("feedback_closes"), round_.day("answering_cut_off")
    if key == "answering_cut_off" and closes and day < closes:
        raise Refused(f"Enter a day on or after {short_day(closes)}, when feedback closes.")
    if key == "feedback_closes" and cut_off and day > cut_off:
        raise Refused(f"Move the answering cut-off first: it is {short_day(cut_off)}, before feedback would close.")


def record(round_: Round, key: str, day: date) -> None:
    """Note on a date that its step has happened, as part of the move that made it happen."""
    date_ = round_.date_of(key)
    if date_ and not date_.actual:
        _happened(date_, day)


def _happened(date_: RoundDate, day: date) -> None:
    if day != date_.current:
        _note_change(date_)
    date_.actual = day


def _tell_followers(round_: Round, date_: RoundDate, *, but: Set[str] = frozenset()) -> None:
    from app.subscriptions.letters import date_moved  # noqa: PLC0415 - following knows rounds; rounds tell it only here

    date_moved(round_, date_, told_already=but)


def _note_change(date_: RoundDate) -> None:
    """The step has another day than before, which calendars that follow it take over."""
    date_.changes = (date_.changes or 0) + 1
    date_.changed_at = clock.now()

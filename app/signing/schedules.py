"""The terms of an agreement as rows of its document's schedules."""

from collections.abc import Callable, Iterable
from typing import Any

from app.documents.agreement_facts import FIGURE_TO_FOLLOW, ScheduleFacts, schedule
from app.documents.phrases import long_date
from app.wording import money
from workflows.checks import excess
from workflows.schedule import Schedule, number
from workflows.term import TermState

Row = tuple[str, ...]
TO_FOLLOW = FIGURE_TO_FOLLOW.casefold()


def schedules_of(terms: Iterable[Any]) -> tuple[ScheduleFacts, ...]:
    """Every schedule that has a term, in the order of the terms. A term is a Term, or a row with the same names."""
    rows: dict[Schedule, list[Row]] = {}
    notes: dict[Schedule, list[str]] = {}
    for term in terms:
        rows.setdefault(term.schedule, []).append(ROWS[term.schedule](term))
        if excess(term.fields):
            notes.setdefault(term.schedule, []).append(_excess(term))
        if getattr(term, "state", None) is TermState.PARKED:
            notes.setdefault(term.schedule, []).append(_parked(term))
    return tuple(schedule(kind.value, tuple(lines), " ".join(notes.get(kind, []))) for kind, lines in rows.items())


def _excess(term: Any) -> str:
    """Only what the figures say themselves: why it was allowed is for the commissioner's side alone."""
    return f"{term.ref} has a target above its potential referrals."


def _parked(term: Any) -> str:
    """Whoever signs reads what is left until later, with whom and until when; why is on the term's own page."""
    until = long_date(term.parked_until)
    what = f"{term.ref} ({term.title}) is parked"
    return f"{what}: {term.parked_owner} settles it by {until}, and until then it stands as printed here."


def words(value: Any) -> str:
    """A cell as it is printed: whole numbers grouped, yes and no as words, what is missing as a figure to follow."""
    if value is None or (isinstance(value, str) and value.strip().casefold() in ("", TO_FOLLOW)):
        return FIGURE_TO_FOLLOW
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return f"{value:,}" if isinstance(value, int) else str(value)


def pounds(value: Any) -> str:
    """A sum of money as it is printed."""
    figure = number(value)
    return money(figure) if figure is not None else words(value)


def _cells(*keys: str) -> Callable[[Any], Row]:
    return lambda term: tuple(words(term.fields.get(key)) for key in keys)


def _service(term: Any) -> Row:
    return (term.title, *_cells("requirement", "minimum", "delivered_by")(term), ", ".join(term.intentions) or "None")


def _volume(term: Any) -> Row:
    counted = _cells("service", "population", "potential_referrals", "target", "profile")(term)
    return (term.ref, *counted, str(term.fields.get("evidence") or "None given"))


def _service_level(term: Any) -> Row:
    keys = ("definition", "population", "time_limit", "clock", "unit", "target", "tolerance", "source", "frequency")
    return (term.ref, term.title, *_cells(*keys)(term))


def _additional(term: Any) -> Row:
    return (
        term.title,
        *_cells("exceeds", "why")(term),
        pounds(term.fields.get("price_effect")),
        *_cells("from", "to")(term),
    )


def _price(term: Any) -> Row:
    firm = term.fields.get("firm")
    sums = (pounds(term.fields.get(key)) for key in ("baseline", "change", "price"))
    return (term.title, *sums, "Firm" if firm is True else "Indicative" if firm is False else words(firm))


ROWS: dict[Schedule, Callable[[Any], Row]] = {
    Schedule.SERVICES: _service,
    Schedule.VOLUMES: _volume,
    Schedule.SERVICE_LEVELS: _service_level,
    Schedule.ADDITIONAL: _additional,
    Schedule.EXCEPTIONS: lambda term: (
        term.title,
        *_cells("not_met", "reason", "action", "agreed_by", "review_date")(term),
    ),
    Schedule.CAPACITY: _cells("function", "category", "sentence_range", "age_group", "places"),
    Schedule.PRICE: _price,
    Schedule.PARTNERS: _cells("partner", "sector", "service", "contract_kind", "ends"),
    Schedule.INTERFACES: _cells("topic", "other_provider", "who_does_what", "time_limit"),
}

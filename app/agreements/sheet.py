"""What the list of agreements says as a sheet: a row each, with every figure as a number."""

from collections.abc import Mapping
from typing import Any

from app import clock
from app.agreements.filters import NAMES, WHOSE, Seen
from app.agreements.listing import Listing
from app.models import Person, Round
from app.sheets import Heading, Sheet
from app.wording import moment, money, plural, sentence_case
from workflows.deadline import LONDON

HEADINGS = (
    Heading("Provider"), Heading("Code"), Heading("Kind of provider"), Heading("Region"), Heading("Instrument"),
    Heading("State"), Heading("Whose move"), Heading("What it waits for"), Heading("Since"),
    Heading("Working days waiting", "whole"), Heading("Terms", "whole"), Heading("Terms agreed", "whole"),
    Heading("Terms parked", "whole"), Heading("Terms open", "whole"), Heading("Terms disputed", "whole"),
    Heading("Offers sent", "whole"), Heading("Price", "pounds"), Heading("Price last year", "pounds"),
    Heading("Against last year", "share"), Heading("Starts on"), Heading("Needs attention"),
)  # fmt: skip
NEGOTIATOR = Heading("Negotiator")
DEMONSTRATION = "Demonstration: not a real agreement."


def of(round_: Round, found: Listing, asked: Mapping[str, str], *, seen_by: Person) -> Sheet:
    """The lines of a list that somebody was shown, with who took it out and how it was filtered."""
    named = bool(found.negotiators)
    return Sheet(
        title=f"Agreements in {round_.slug}",
        headings=[*HEADINGS, NEGOTIATOR] if named else list(HEADINGS),
        rows=[[*_row(one), *([one.names] if named else [])] for one in found.shown],
        notes=_notes(round_, found, asked, seen_by),
    )


def _row(one: Seen) -> list[Any]:
    row = one.row
    before = row.last_year_price
    return [
        row.name, row.code, sentence_case(row.sector), row.region, sentence_case(row.instrument),
        sentence_case(row.state), WHOSE[one.whose], one.move.sentence,
        f"{row.waiting_since.astimezone(LONDON):%Y-%m-%d}", one.days, row.terms_total, row.terms_agreed,
        row.terms_parked, row.terms_open, row.terms_disputed, row.offers_sent, row.price, before,
        (row.price - before) / before if before else None,
        row.starts_on.isoformat(), ", ".join(one.flags),
    ]  # fmt: skip


def _notes(round_: Round, found: Listing, asked: Mapping[str, str], seen_by: Person) -> list[str]:
    made = f"Taken out by {seen_by.name} on {moment(clock.now())}."
    count = f"{plural(len(found.shown), 'agreement')} of {found.total}, together {money(found.price)}."
    used = [f"{name.replace('_', ' ')}: {asked[name]}" for name in NAMES if asked.get(name)]
    how = f"Filtered and ordered by {'; '.join(used)}." if used else "Not filtered."
    shown = [DEMONSTRATION] if round_.illustrative or clock.rehearsed() else []
    return [*shown, made, count, how, "Terms agreed, parked, open and disputed are part of all terms."]

"""A waterfall: steps that lead from last year to where the round stands, each beginning where the one before ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.across.money import Money, Sum
from app.wording import money, plural

WIDTH = 1000
"""The picture's own units from its left edge to its right."""
MARGIN = 20


@dataclass(frozen=True)
class Step:
    """One bar: from one amount to another, both measured against last year. `kind`: down, up, sum or limit."""

    name: str
    detail: str
    start: int
    end: int
    kind: str

    @property
    def change(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Bar:
    """A step with its place in the picture."""

    step: Step
    x: float
    width: float
    came: float
    goes: float


@dataclass(frozen=True)
class Waterfall:
    """The bars, and where last year and the limits stand."""

    title: str
    bars: list[Bar]
    zero: float
    limits: list[tuple[str, float]]


VIEWS = {"stage": "By how far they are", "sector": "By kind of provider", "region": "By region"}


def of(found: Money, view: str) -> Waterfall:
    """The waterfall of a round's money in one of `VIEWS`."""
    steps = steps_of(found, {"stage": found.stages, "sector": found.sectors, "region": found.regions}[view])
    return drawn(finding(found), steps)


def steps_of(found: Money, parts: Sequence[Sum]) -> list[Step]:
    """From last year by each part to what is offered, on to what is asked, and the two limits beside them."""
    steps, at = [], 0
    for part in parts:
        if part.agreements:
            steps.append(_moved(part.name, plural(part.agreements, "agreement"), at, at + part.change))
            at += part.change
    whole = found.whole
    steps.append(Step("If our offers are accepted", money(whole.offered), 0, at, "sum"))
    if whole.gap:
        steps.append(_moved("What providers ask beyond that", "their last offers", at, at + whole.gap))
        steps.append(Step("If providers get what they ask", money(whole.asked), 0, at + whole.gap, "sum"))
    return [*steps, *_limits(found)]


def _moved(name: str, detail: str, start: int, end: int) -> Step:
    return Step(name, detail, start, end, "down" if end < start else "up")


def _limits(found: Money) -> list[Step]:
    total, target = found.round.control_total, found.round.savings_target
    limits = []
    if total is not None:
        limits.append(Step("Control total", f"at most {money(total)}", 0, total - found.whole.last_year, "limit"))
    if target is not None:
        limits.append(Step("Savings target", f"at least {money(target)} saved", 0, -target, "limit"))
    return limits


def drawn(title: str, steps: Sequence[Step]) -> Waterfall:
    """Place the steps on one scale that has last year, every step and every limit on it."""
    ends = [0, *(amount for step in steps for amount in (step.start, step.end))]
    low, high = min(ends), max(ends)
    scale = (WIDTH - 2 * MARGIN) / ((high - low) or 1)

    def place(amount: int) -> float:
        return round(MARGIN + (amount - low) * scale, 1)

    bars = []
    for step in steps:
        left, right = sorted((place(step.start), place(step.end)))
        bars.append(Bar(step, left, max(round(right - left, 1), 1.0), place(step.start), place(step.end)))
    limits = [(step.name, place(step.end)) for step in steps if step.kind == "limit"]
    return Waterfall(title, bars, place(0), limits)


def finding(found: Money) -> str:
    """What the picture shows, as a sentence: the target first, then the control total."""
    if not found.whole.agreements:
        return "No agreement has a price yet"
    said = f"Our offers {_against_last_year(found.whole.change)}"
    beyond, room = found.beyond_target, found.room
    if beyond is not None:
        said += f", {million(beyond)} {'more than' if beyond >= 0 else 'short of'} the savings target"
    if room is not None:
        said += f", and stay {million(room)} within" if room >= 0 else f", and go {million(room)} over"
        said += " the control total"
    return said


def _against_last_year(change: int) -> str:
    return f"save {million(change)} against last year" if change <= 0 else f"cost {million(change)} more than last year"


def signed(pounds: int) -> str:
    """A change for a label: "-£30.1m", "+£950,000", "£0"."""
    return ("-" if pounds < 0 else "+" if pounds > 0 else "") + million(pounds)


def million(pounds: int) -> str:
    """An amount for a sentence, without its sign: "£74.2m", "£950,000"."""
    size = abs(pounds)
    return f"£{size / 1_000_000:,.1f}m" if size >= 1_000_000 else f"£{size:,}"

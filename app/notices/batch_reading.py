"""One notice to many in the words that its pages show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.models import NoticeBatch
from app.models.notice import EFFECTS
from app.notices.reach import Reached
from app.notices.reading import EFFECT
from app.notices.register import in_words, signed
from app.wording import plural, sentence_case, short_day
from workflows.notice_batch import BatchState


@dataclass(frozen=True)
class Preview:
    """Whom a draft reaches: what would change in each, why not in the others, and both in one sentence."""

    changed: list[tuple[str, str, str, str, str]]
    left: list[tuple[str, str]]
    words: str


def preview(reach: Sequence[Reached]) -> Preview:
    """Rows of provider, term, from, to and price effect; and of provider and why nothing changes."""
    touched = [one for one in reach if one.changes]
    return Preview(
        [
            (
                one.provider,
                f"{term.ref} {term.title}",
                "\n".join(in_words(term.schedule, {key: term.fields.get(key) for key in after})),
                "\n".join(in_words(term.schedule, after)),
                signed(one.price_effect) if term is one.changes[0][0] else "",
            )
            for one in touched
            for term, after in one.changes
        ],
        [(one.provider, one.why_not) for one in reach if not one.changes],
        _summary(touched, len(reach) - len(touched)),
    )


def _summary(touched: Sequence[Reached], left: int) -> str:
    """How many change and stay, and what that does to the annual operating prices together."""
    price = sum(one.price_effect for one in touched)
    said = f"{plural(len(touched), 'agreement changes', 'agreements change')}"
    said += f", {signed(price)} on their annual operating prices together" if price else ""
    return f"{said}. {plural(left, 'agreement stays', 'agreements stay')} as {'it is' if left == 1 else 'they are'}."


def news(batch: NoticeBatch, rows: Sequence[Any]) -> str:
    """Where it stands and what happens next, as one sentence."""
    match batch.state:
        case BatchState.DRAFTED:
            return "Only the commissioner’s side sees it, until a signatory issues it."
        case BatchState.ISSUED:
            waiting = sum(row.state == "issued" for row in rows)
            said = f"{plural(waiting, 'answer')} of {len(rows)} still to come, by {short_day(batch.answer_by)}."
            return said if waiting else f"All {len(rows)} have moved on from being issued."
        case BatchState.UNDONE:
            return f"It was undone as a whole on {short_day(batch.undone_at)}: it changes nothing."
        case _:
            return "The draft was thrown away."


def whom_in_words(batch: NoticeBatch) -> str:
    """Whom it goes to: everyone, or only some kinds of provider or regions."""
    kinds = ", ".join(sentence_case(kind) for kind in batch.whom.get("sector", ()))
    regions = ", ".join(batch.whom.get("region", ()))
    return "; ".join(words for words in (kinds, regions) if words) or "Every provider with a signed agreement"


def effects(batch: NoticeBatch) -> list[tuple[str, str]]:
    """Each effect that it states, by what it is on."""
    return [(EFFECT[effect], getattr(batch, f"effect_{effect}")) for effect in EFFECTS]

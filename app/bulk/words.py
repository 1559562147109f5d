"""Say in words which agreements were chosen and what a bulk change comes to."""

from collections.abc import Mapping

from app.agreements.filters import NAMES, WHOSE
from app.bulk.preview import Preview
from app.wording import money, plural
from workflows.bulk import BulkKind


def chosen_by(asked: Mapping[str, str], names: Mapping[str, str] | None = None) -> str:
    """The filters of an address as a sentence."""
    said = {"whose": {str(key): words for key, words in WHOSE.items()}, "negotiator": names or {}}
    used = [
        f"{name.replace('_', ' ')}: {said.get(name, {}).get(asked[name], asked[name])}"
        for name in NAMES
        if asked.get(name) and name != "sort"
    ]
    return f"Chosen by {'; '.join(used)}." if used else "All that you may see."


def summary(kind: BulkKind, shown: Preview) -> list[str]:
    """What applying it would come to, a sentence a line."""
    lines = []
    for dos, words in (
        (("edit", "add", "remove", "template", "assign"), "{} would change at once."),
        (("offer",), "In {} it goes into your unsent offer. Nothing leaves until you send it."),
        (("reopen",), "In {} the term is agreed and locked. The provider is asked to reopen it; until then it stays."),
        (("send", "counter"), "{} would go to the provider."),
        (("remind",), "In {} whoever has the move is reminded."),
    ):
        count = shown.count(*dos)
        if count:
            lines.append(words.format(plural(count, "agreement")))
    if shown.price:
        more = "more" if shown.price > 0 else "less"
        lines.append(f"Prices would come to {money(abs(shown.price))} {more} altogether.")
    if shown.failing:
        verb = "fails" if kind is BulkKind.SEND else "would fail"
        lines.append(
            f"{plural(shown.failing, 'check')} {verb if shown.failing == 1 else verb.replace('fails', 'fail')}."
        )
    if shown.beyond:
        lines.append(f"{plural(shown.beyond, 'agreement')} would go beyond your range and need leave before sending.")
    if shown.affected:
        lines.append(f"{plural(shown.letters, 'letter')} would go." if shown.letters else "No letter would go.")
    return lines

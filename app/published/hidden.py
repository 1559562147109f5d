"""What no words of ours about a whole round repeat: what is taken out of any response, and names that may not stand."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.published.masks import Many, TakenOut, without
from app.published.queries import taken_out_anywhere

UNTOUCHED = {"quotations", "respondents", "contact", "commissioner"}
"""Parts of a report that are words of others, which have rules of their own, or our own address."""
Clean = Callable[[str], str]


class Hidden:
    """Passages found by their first word: a round may have many thousands.

    One word alone goes only from reasons, for it may be a word like any other.
    """

    def __init__(self, taken_out: Iterable[TakenOut]) -> None:
        every = list(taken_out)
        self._passages = Many(each for each in every if len(each.words.split()) > 1)
        self._single = Many(each for each in every if len(each.words.split()) == 1)

    def clean(self, text: str) -> str:
        """A text of ours without them."""
        return without(text, self._passages.near(text))

    def clean_reason(self, text: str) -> str:
        """The same for the reason of an answer, or what it says was changed."""
        return without(text, [*self._passages.near(text), *self._single.near(text)])

    def clean_report(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """Everything that a report keeps, as it may be read today."""
        found = {key: each if key in UNTOUCHED else _each(each, self.clean) for key, each in content.items()}
        for key in ("refusals", "changes"):
            found[key] = _each(content[key], self.clean_reason)
        welsh = found.get("welsh", {})
        found["welsh"] = {**welsh, "reasons": _each(content.get("welsh", {}).get("reasons", {}), self.clean_reason)}
        found["themes"] = [{**each, "decided": _each(each["decided"], self.clean_reason)} for each in found["themes"]]
        return found


def hidden_in(round_id: int) -> Hidden:
    """Of all responses to a round, in one question."""
    return Hidden(taken_out_anywhere(round_id))


def _each(value: Any, clean: Clean) -> Any:
    """Every text in a value as JSON keeps it."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _each(each, clean) for key, each in value.items()}
    return [_each(each, clean) for each in value] if isinstance(value, list | tuple) else value

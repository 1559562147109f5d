"""A form with one field for each text that can be said in Welsh."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.fields import LongTextField, VersionField
from app.in_welsh.places import Words
from app.languages.content import EARLIER
from app.web import BaseForm

MOST = 8000


class InWelshForm(BaseForm):
    """What the page showed, so that two people do not undo each other's words."""

    version = VersionField()
    texts: Sequence[Words] = ()
    earlier: Mapping[str, str] = {}

    def words(self) -> dict[str, str]:
        """What was typed, by place, empty ones too."""
        return {each.place: self[f"text_{n}"].data or "" for n, each in enumerate(self.texts)}

    def is_saved(self, welsh: Mapping[str, str]) -> bool:
        """Whether all of it is saved already: a second press of the button, or nothing was written."""
        return all(welsh.get(place, "") == words for place, words in self.words().items())

    def said(self) -> dict[str, str]:
        """What was typed, by place; empty ones are left to be shown in English."""
        typed = self.words()
        kept = {f"{EARLIER} {place}": words for place, words in self.earlier.items() if words and not typed[place]}
        return {**{place: words for place, words in typed.items() if words}, **kept}

    def rows(self) -> list[tuple[Words, Any, str]]:
        """Each text with its field, and the Welsh of what it said before."""
        return [(each, self[f"text_{n}"], self.earlier.get(each.place, "")) for n, each in enumerate(self.texts)]


def form_for(texts: Sequence[Words], welsh: Mapping[str, str], version: int) -> InWelshForm:
    """A form for these texts, with what is said in Welsh already."""
    fields = {
        f"text_{n}": LongTextField(each.called, what=f"the Welsh of “{each.called}”", required=False, most=MOST)
        for n, each in enumerate(texts)
    }
    earlier = {each.place: welsh.get(f"{EARLIER} {each.place}", "") for each in texts}
    form_class = type("InWelsh", (InWelshForm,), {**fields, "texts": tuple(texts), "earlier": earlier})
    typed = {f"text_{n}": welsh.get(each.place, "") for n, each in enumerate(texts)}
    form: InWelshForm = form_class(data={**typed, "version": version})
    return form

"""The Welsh of every message, read once from the catalogue that translators edit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

FILE = Path(__file__).parents[1] / "translations" / "cy" / "LC_MESSAGES" / "messages.po"
AWAITING_REVIEW = "awaiting-review"
"""The flag of a translation that no translator has read yet. Take it away when one has."""
FORMS = {0: 0, 1: 1, 2: 2, 3: 3, 6: 4}
"""Which of Welsh's plural forms stands for a number (CLDR: zero, one, two, few, many); all others take the last."""
OTHER = 5
BRACES = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Words:
    """The messages of one language, ready to be looked up."""

    texts: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()
    awaiting_review: int = 0

    def text(self, message: str) -> str:
        """The translation; that of the sentence which this is with its facts put in; or the message itself."""
        known = self.texts.get(message)
        return known if known is not None else self._filled_in(message)

    def _filled_in(self, message: str) -> str:
        """The rules' sentences name facts in braces, and come to a page with the facts in them."""
        small = self.texts.get(message[:1].lower() + message[1:])
        if small is not None:  # a word of a table that begins a line
            return small[:1].upper() + small[1:]
        if not message.endswith("."):
            return message
        for pattern, text in self.patterns:
            if found := pattern.fullmatch(message):
                return text.format(**{name: self.texts.get(said, said) for name, said in found.groupdict().items()})
        return message

    def plural(self, one: str, many: str, count: int) -> str:
        """The translation for this number, or the English for it."""
        forms = self.plurals.get(one)
        if forms is None:
            return one if count == 1 else many
        return forms[FORMS.get(count, OTHER)]


@cache
def welsh() -> Words:
    """The Welsh catalogue. Reading it takes a moment, so it is read once in each process."""
    if not FILE.is_file():
        return Words()
    with FILE.open("rb") as file:
        return words_of(read_po(file, locale="cy"))


def words_of(catalogue: Catalog) -> Words:
    """What a catalogue translates; fuzzy guesses count for nothing."""
    done = [message for message in catalogue if message.id and is_translated(message)]
    texts = {message.id: str(message.string) for message in done if isinstance(message.id, str)}
    return Words(
        texts=texts,
        patterns=tuple((_pattern(message), text) for message, text in texts.items() if BRACES.search(message)),
        plurals={
            message.id[0]: tuple(message.string or ()) for message in done if isinstance(message.id, tuple | list)
        },
        awaiting_review=sum(AWAITING_REVIEW in message.flags for message in done),
    )


def _pattern(message: str) -> re.Pattern[str]:
    """What a sentence with facts in braces looks like once they are filled in."""
    pieces = BRACES.split(message)
    return re.compile("".join(f"(?P<{piece}>.+?)" if n % 2 else re.escape(piece) for n, piece in enumerate(pieces)))


def is_translated(message: Message) -> bool:
    """Whether every form of a message has words."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string or [])
    return bool(forms) and all(forms) and not message.fuzzy

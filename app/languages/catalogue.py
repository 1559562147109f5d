"""The Welsh of every message, read once from the catalogue that translators edit."""

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


@dataclass(frozen=True)
class Words:
    """The messages of one language, ready to be looked up."""

    texts: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    awaiting_review: int = 0

    def text(self, message: str) -> str:
        """The translation, or the message itself."""
        return self.texts.get(message, message)

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
    return Words(
        texts={message.id: str(message.string) for message in done if isinstance(message.id, str)},
        plurals={
            message.id[0]: tuple(message.string or ()) for message in done if isinstance(message.id, tuple | list)
        },
        awaiting_review=sum(AWAITING_REVIEW in message.flags for message in done),
    )


def is_translated(message: Message) -> bool:
    """Whether every form of a message has words."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string or [])
    return bool(forms) and all(forms) and not message.fuzzy

"""What a report says in Welsh: the round's own words, and for each section what somebody wrote, or what is proposed.

Where neither stands, because the English was written over and nobody has put that into Welsh, the English stands.
"""

from collections.abc import Mapping
from typing import Any

from app.languages import WELSH, speaking
from app.languages.content import English
from app.languages.stretches import marked_like
from app.models import ReportWelsh, Round
from app.reports import prose
from app.reports.proposals import proposed
from app.reports.prose import InWelsh
from app.responses.queries import asked

WRITTEN, PROPOSED, IN_ENGLISH = "written", "proposed", "english"
OF_ROUND = ("title", "introduction", "window_reason", "contact team")


def of_round(round_: Round) -> dict[str, Any]:
    """The Welsh of the round's words, of its newest edition's intentions and of its characteristics, where there is."""
    with speaking(WELSH):
        there = asked(round_)
    said = [*((each.ref, each.title) for each in there.by_ref.values()), *there.characteristics]
    return {
        **{name: round_.welsh[name] for name in OF_ROUND if round_.welsh.get(name)},
        "names": {key: str(words) for key, words in said if not isinstance(words, English)},
    }


def of_section(
    key: str, content: Mapping[str, Any], english: str, written: ReportWelsh | None, *, is_proposed: bool
) -> InWelsh:
    """What stands of a section whose English is `english`; `is_proposed` says that nobody has written over that.

    A reason that whoever wrote the Welsh left in English, as it was proposed, stays marked.
    """
    earlier = ""
    if written is not None:
        if written.english == english:
            text = marked_like(written.text, _proposed(key, content))
            return _filled(InWelsh(WRITTEN, text, by=written.by.name), key, content)
        earlier = written.text
    if not is_proposed:
        return InWelsh(IN_ENGLISH, earlier=earlier)
    return _filled(InWelsh(PROPOSED, _proposed(key, content), earlier=earlier), key, content)


def _proposed(key: str, content: Mapping[str, Any]) -> str:
    with speaking(WELSH):
        return proposed(key, content)


def _filled(said: InWelsh, key: str, content: Mapping[str, Any]) -> InWelsh:
    with speaking(WELSH):
        filled = prose.filled(said.text, key, content)
    return InWelsh(said.stands, said.text, filled, said.by, said.earlier)

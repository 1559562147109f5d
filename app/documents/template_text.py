"""Turn a clause of the national template into parts: placeholders filled, paragraphs numbered, lists made."""

import re
from collections.abc import Mapping

from app.documents.agreement_facts import AgreementFacts, TemplateClause
from app.documents.agreement_redactions import price_in_words
from app.documents.parts import Bullets, Clause, Heading, Part
from app.documents.phrases import long_date

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def places(facts: AgreementFacts) -> dict[str, str]:
    """What each placeholder of a template stands for in one agreement."""
    return {
        "provider": facts.provider.name,
        "commissioner": facts.commissioner.name,
        "round": facts.round_title,
        "starts_on": long_date(facts.starts_on),
        "ends_on": long_date(facts.ends_on),
        "price": price_in_words(facts),
        "sector": facts.provider.sector,
        "region": facts.provider.region,
        "nation": facts.provider.nation,
        "reference": facts.reference,
        "template_version": facts.template.version,
    }


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled. Raises KeyError for one that has no value: never print a gap."""
    return _PLACEHOLDER.sub(lambda found: values[found[1]], text)


def clause_parts(clause: TemplateClause, values: Mapping[str, str], anchor: str) -> list[Part]:
    """A clause with a heading numbers its paragraphs beneath it; without one it is a paragraph itself.

    Paragraphs are parted by a blank line; a block of lines that start with "- " is a list.
    """
    blocks = filled(clause.text, values).split("\n\n")
    if not clause.heading:
        return _blocks(blocks, [clause.number])
    heading = Heading(clause.heading, 2, clause.number, anchor)
    return [heading, *_blocks(blocks, [f"{clause.number}.{index}" for index in range(1, len(blocks) + 1)])]


def _blocks(blocks: list[str], numbers: list[str]) -> list[Part]:
    parts: list[Part] = []
    waiting = iter(numbers)
    for block in blocks:
        if block.startswith("- "):
            parts.append(Bullets(tuple(line.removeprefix("- ") for line in block.split("\n"))))
        else:
            parts.append(Clause(next(waiting, ""), block))
    return parts

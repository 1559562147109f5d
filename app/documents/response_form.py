"""What the Word form of a response says: how to use it, then every question with its answer as a field to edit."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.documents.negotiation_copy import NOTHING, Field, FieldTable
from app.documents.parts import Bullets, Column, Document, Facts, Heading, Paragraph, Part, locale
from app.languages import _
from app.wording import short_day


@dataclass(frozen=True, slots=True)
class Answer:
    """One field: the place it belongs to, its name there, what it is called, what it says, and what one may choose."""

    place: str
    name: str
    label: str
    words: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the response with its fields. `title` is its heading in the form, unlike any other."""

    title: str
    text: tuple[str, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions that stand together."""

    title: str
    introduction: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What a form says about itself."""

    number: int
    round: str
    edition: int
    organisation: str
    taken_on: date
    address: str
    demonstration: str | None


def form_of(facts: FormFacts, sections: Iterable[Asked], mark: Callable[[int], str]) -> Document:
    """The form. `mark` signs the fields, which are counted in the order in which they stand."""
    count = iter(range(100_000))
    return Document(
        title=_("Response form %(number)s", number=facts.number),
        subtitle=facts.round,
        reference=_("Form %(number)s", number=facts.number),
        language=locale(),
        demonstration=facts.demonstration,
        dated=facts.taken_on.isoformat(),
        parts=(*_first_page(facts), *_sections(sections, lambda: mark(next(count)))),
    )


def fields_in(sections: Iterable[Asked]) -> list[Answer]:
    """Every field in the order of the form."""
    return [answer for section in sections for question in section.questions for answer in question.answers]


def _sections(sections: Iterable[Asked], next_mark: Callable[[], str]) -> Iterator[Part]:
    for section in sections:
        yield Heading(section.title)
        if section.introduction:
            yield Paragraph(section.introduction)
        for question in section.questions:
            yield Heading(question.title, level=2)
            yield from (Paragraph(words) for words in question.text)
            yield _table(question, next_mark)


def _table(question: Question, next_mark: Callable[[], str]) -> FieldTable:
    fields = [
        Field(next_mark(), f"{question.title}: {a.label}"[:200], a.choices, not a.words) for a in question.answers
    ]
    return FieldTable(
        _("Your answer"),
        (Column(_("What is asked"), 28), Column(_("Your answer"), 72)),
        tuple((answer.label, answer.words or NOTHING) for answer in question.answers),
        description=_("The first column says what is asked; the shaded cells beside it can be changed."),
        fields=tuple((None, field) for field in fields),
    )


def _first_page(facts: FormFacts) -> Iterator[Part]:
    known = [
        (_("Response to"), _("%(round)s, edition %(number)s", round=facts.round, number=facts.edition)),
        (_("Taken on"), short_day(facts.taken_on)),
        (_("Bring it back to"), facts.address),
    ]
    if facts.organisation:
        known.insert(1, (_("Response of"), facts.organisation))
    yield Facts(tuple(known), caption=_("About this form"))
    yield Heading(_("How to use this form"), anchor="how-to-use")
    yield Bullets(
        (
            _("Change the shaded cells. Everything else is there to read, and is locked in Word."),
            _("Where there is a list, choose from it. Leave out what you don’t want to answer."),
            _("You can write several paragraphs in a cell, and pass the form on to colleagues."),
            _("Save it as a Word document (.docx), with any name, and bring it back to the address above."),
            _("You see every change before anything is saved, and nothing is sent until you send your response there."),
        )
    )
    yield Paragraph(
        _("This form holds what was saved when it was taken. Give it only to those who may read that."), "note"
    )

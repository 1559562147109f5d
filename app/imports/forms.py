"""What staff choose and type to import responses: the file, how its rows stand, what its columns and answers mean."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from wtforms import FileField, HiddenField
from wtforms.validators import StopValidation

from app.fields import ConfirmField, DateField, RadioField, SelectField, TextField, VersionField, WholeNumberField
from app.imports import tables
from app.imports.defaults import NO_NAME
from app.imports.guessing import is_mapped
from app.imports.plain_text import ENCODINGS
from app.imports.targets import BLANK, CHOICES, IGNORE, SAID, TARGETS, fits
from app.responses.places import Places
from app.web import BaseForm

NAMES = {"comma": "Comma", "semicolon": "Semicolon", "tab": "Tab", "bar": "Vertical bar"}


class AnswersField(FileField):
    """A spreadsheet or text table; what is in it is looked at by app/imports/tables.py."""

    accept = ",".join(tables.ENDINGS)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the file; a browser sends a nameless one where none was chosen."""
        chosen = valuelist[0] if valuelist else None
        self.data = chosen if getattr(chosen, "filename", "") else None

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Raise StopValidation with the sentence to show."""
        if self.data is None:
            raise StopValidation("Choose the file of answers")


class BringForm(BaseForm):
    """A file of answers."""

    file = AnswersField("The file of answers")
    survey = TextField("Name of the survey", required=False, most=120)

    def brought(self) -> tuple[str, bytes]:
        """The file's name and what is in it, a byte more than is taken at most."""
        file: Any = self.file.data
        file.stream.seek(0)
        return str(file.filename), bytes(file.stream.read(tables.LARGEST + 1))


class LayoutForm(BaseForm):
    """How the rows stand in the file."""

    sheet = SelectField("Which sheet holds the answers?", empty=None, required=False)
    encoding = SelectField("How are its letters written?", choices=list(ENCODINGS.items()), empty=None, required=False)
    delimiter = SelectField("What stands between cells?", choices=list(NAMES.items()), empty=None, required=False)
    first = WholeNumberField("In which row are the headings?", what="the row of the headings", least=1, most=50)
    headings = WholeNumberField("How many rows of headings are there?", what="how many rows", least=1, most=5)
    version = VersionField()

    def wanted(self, layout: Mapping[str, Any]) -> dict[str, Any]:
        """The layout as it is kept; what a kind of file does not have is left away."""
        wanted = {**layout, "first": self.first.data, "headings": self.headings.data}
        if "encoding" in layout:
            return {**wanted, "encoding": self.encoding.data, "delimiter": self.delimiter.data}
        return {**wanted, "sheet": int(self.sheet.data or 0)}


class ColumnsForm(BaseForm):
    """What each column holds: two drop-down lists a column, too many for fields of their own."""

    version = VersionField()

    def read(self, before: Sequence[list[str]], places: Places) -> list[list[str]]:
        """What was chosen; of an empty column, which the page leaves out, what was meant before.

        What makes no sense stands in `faults`, with the column's number.
        """
        self.faults: dict[int, str] = {}
        chosen = []
        for number, kept in enumerate(before):
            if f"what-{number}" not in request.form:
                chosen.append(kept)
                continue
            what = request.form.get(f"what-{number}", IGNORE)
            place = request.form.get(f"place-{number}", "") if what in SAID else ""
            if not fits(what, place, places):
                self.faults[number] = _why(what, place)
            chosen.append([what, place])
        if not self.faults and not is_mapped(chosen):
            self.form_errors = ["Say of at least one column that it holds a view or a comment, and of what"]
        return chosen


def _why(what: str, place: str) -> str:
    if what in SAID and not place:
        return f"Select what the {TARGETS[what].label.split(':')[0].lower()} is about"
    return f"{place} takes comments only: select “Comment”" if place else "Select what the column holds"


class MatchForm(BaseForm):
    """What their answers mean, and what holds for rows that don't say."""

    survey = TextField("Name of the survey", what="a name for the survey", most=120)
    name = TextField("Who has no name is called", required=False, most=200)
    permission = RadioField(
        "May what they say be published, where the row does not say?", choices=CHOICES["permission"]
    )
    language = RadioField("Language, where the row does not say", choices=CHOICES["language"])
    nation = RadioField("Services they write about, where the row does not say", choices=CHOICES["nation"])
    received = DateField("Day it came, where the row does not say", what="the day it came", required=False)
    date_order = RadioField(
        "How are dates like 3/4/2012 written?",
        choices=[("day", "Day first: 3 April"), ("month", "Month first: 4 March")],
    )
    version = VersionField()

    def defaults(self) -> dict[str, str]:
        """What holds for rows that don't say."""
        day = self.received.data.isoformat() if self.received.data else ""
        chosen = {key: str(self[key].data) for key in ("permission", "language", "nation", "date_order")}
        return {**chosen, "name": self.name.data or NO_NAME, "received": day}

    def values(self, asked: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
        """Our answer for each of theirs; empty where none was chosen, so that its rows are named."""
        return {
            what: {plain: _ours(what, number) for number, plain in enumerate(theirs)} for what, theirs in asked.items()
        }


def _ours(what: str, number: int) -> str:
    chosen = request.form.get(f"answer-{what}-{number}", "")
    return chosen if chosen in {BLANK, *(str(value) for value, _ in CHOICES[what])} else ""


class ImportForm(BaseForm):
    """Import what the check showed; `seen` is the digest of it."""

    acknowledges = ConfirmField("Write to those whose email address is in the file that their answers have come")
    seen = HiddenField("Seen")


def sheets(found: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The sheets of a workbook as choices."""
    return [(str(number), f"{sheet['name']} ({sheet['rows']:,} rows)") for number, sheet in enumerate(found)]

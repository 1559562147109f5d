"""The demonstration's survey: 180 invented answers that a contractor keyed in, brought as one file and imported."""

import csv
import random
from io import StringIO
from typing import Any

from app.areas import AREAS
from app.demo.files import read
from app.extensions import db
from app.imports import commands as imports
from app.imports import work
from app.jobs import Task
from app.models import Person, ResponseImport, Round

NAME, ROWS, SEED = "paper-survey-2011.csv", 180, 1912
ANSWERS = {"Agree": "agree", "Partly agree": "partly", "Disagree": "disagree", "No opinion": "no view"}
LEANING = {"CM-3": (1, 2, 8, 1), "CU-4": (2, 2, 6, 1), "CM-5": (3, 3, 5, 2), "CU-7": (3, 3, 4, 2)}
"""How likely each answer is where people mostly disagree; elsewhere USUAL."""
USUAL = (6, 3, 2, 2)
KINDS = ("Member of the public", "Voluntary body", "Provider", "Other")


def bring(round_: Round, analyst: Person) -> ResponseImport:
    """Bring the file, say what its columns hold, check every row and import the good ones, all at once."""
    one = imports.bring(round_, name=NAME, content=_file(), survey="Paper survey", by=analyst)
    imports.match_answers(
        one, survey="Paper survey", values=one.mapping["values"], defaults=one.mapping["defaults"], by=analyst
    )
    imports.check(one, by=analyst)
    db.session.commit()
    work.check(_now(), one.id)
    db.session.commit()
    imports.import_rows(one, seen=one.found["digest"], acknowledges=False, by=analyst)
    db.session.commit()
    work.import_rows(_now(), one.id)
    db.session.commit()
    return one


def _now() -> Task:
    return Task(key="demonstration", report=lambda *_: None)


def _file() -> bytes:
    """A row for each respondent: who they are, and their answer on some of the intentions. The same at every load."""
    drawn = random.Random(SEED)  # noqa: S311 - invented answers
    refs = [each["ref"] for each in read("intentions")["intentions"]]
    out = StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(["Respondent ID", "Name", "Type of respondent", "Region", "May we publish?", "Received", *refs])
    for number in range(1, ROWS + 1):
        rows.writerow([*_who(number, drawn), *(_answer(ref, drawn) for ref in refs)])
    return out.getvalue().encode()


def _who(number: int, drawn: random.Random) -> list[Any]:
    kind = drawn.choices(KINDS, (12, 4, 2, 2))[0]
    allows = drawn.choices(("Yes, without my name", "No"), (14, 1))[0]
    day = drawn.randint(1, 9)
    return [f"P{number:03}", f"Respondent {number}", kind, drawn.choice(AREAS), allows, f"{day:02}/12/2011"]


def _answer(ref: str, drawn: random.Random) -> str:
    if drawn.random() < 0.3:
        return ""
    return drawn.choices(list(ANSWERS), LEANING.get(ref, USUAL))[0]

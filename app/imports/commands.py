"""What can be done with a file of answers: bring it, say what it holds, check, import, undo, discard."""

import hashlib
import re
from pathlib import Path
from typing import Any

from app import chain, clock, jobs
from app.extensions import db
from app.imports import guessing, layout, left_out, plain_text, profiles, queries, tables, telling, tools, undoing
from app.imports.checking import Found
from app.imports.defaults import defaults_for, values_for
from app.models import Person, ResponseImport, Round, SurveyMapping, Upload
from app.perform import ensure, perform
from app.permissions import SYSTEM
from app.responses import queries as responses
from app.uploads import safe_name
from app.wording import plural

CHECK, IMPORT, INDEX, ACKNOWLEDGE = "check_import", "import_responses", "index_import", "acknowledge_import"
UNDO = "undo_import"
JOBS: dict[str, str] = {"checking": CHECK, "importing": IMPORT, "undoing": UNDO}
"""What the worker does in each state that waits for it."""
TYPES = {".xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xls": "vnd.ms-excel",
         ".ods": "vnd.oasis.opendocument.spreadsheet"}  # fmt: skip


def bring(round_: Round, *, name: str, content: bytes, survey: str = "", by: Person) -> ResponseImport:
    """Keep a file of answers, with guesses at how it stands and what its columns hold.

    Raises tables.Unreadable with what to do instead; NotAllowed or Refused where no response may be entered.
    """
    ensure(round_, "enter_response", by)
    sheets = tables.look(name, content)
    number = max(range(len(sheets)), key=lambda each: (sheets[each]["rows"], -each))
    one = ResponseImport(
        round=round_,
        upload=_keep(name, content, by),
        file_name=safe_name(name)[:200],
        survey=survey,
        sheets=sheets,
        brought_by=by,
        brought_at=clock.now(),
    )
    db.session.add(one)
    db.session.flush()
    _lay_out(one, {"sheet": number, **_written(sheets[number]), **layout.guess(sheets[number])})
    chain.created(one, by=by, action="bring", what=f"the file {one.file_name}", fresh=True)
    return one


def _keep(name: str, content: bytes, by: Person) -> Upload:
    """A workbook as it is, which is packed already; text is kept packed, and handed out as it came."""
    is_book = tables.is_book(content)
    ending = TYPES.get(Path(name).suffix.lower(), "octet-stream")
    upload = Upload(
        name=safe_name(name)[:200],
        media_type=f"application/{ending}" if is_book else "text/csv",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by_id=by.id,
        uploaded_at=clock.now(),
        content=content if is_book else plain_text.packed(content),
    )
    db.session.add(upload)
    return upload


def _written(sheet: dict[str, Any]) -> dict[str, str]:
    return {key: sheet[key] for key in ("encoding", "delimiter") if key in sheet}


def lay_out(one: ResponseImport, wanted: dict[str, Any], *, by: Person) -> None:
    """Say how the rows stand: sheet, encoding, delimiter, rows of headings. What the columns hold is guessed anew.

    Raises tables.Unreadable.
    """
    perform(one, "lay_out", by=by)
    _lay_out(one, wanted)


def _lay_out(one: ResponseImport, wanted: dict[str, Any]) -> None:
    content = one.upload.content if one.upload else b""
    first = tables.first_rows(content, wanted)
    names = layout.headings(first, wanted["first"], wanted["headings"])
    if not names or len(names) > tables.MOST_COLUMNS:
        raise tables.Unreadable(
            f"It has {len(names):,} columns, and {tables.MOST_COLUMNS} is the most: take out what is not needed."
            if names
            else "There are no headings in those rows: say in which row they are."
        )
    start = wanted["first"] - 1 + wanted["headings"]
    rows = (row for number, row in enumerate(tables.rows(content, wanted)) if number >= start)
    columns, count = profiles.of(rows, len(names))
    if not count:
        raise tables.Unreadable("There are no rows below the headings: check which rows the headings are in.")
    one.layout, one.names, one.columns = wanted, names, columns
    one.found, one.problems = {"rows": count}, []
    tool = tools.recognise(names, [column["samples"][0] if column["samples"] else "" for column in columns])
    one.tool = tool.name if tool else ""
    _guess(one)


def _guess(one: ResponseImport) -> None:
    """Map the columns as was said before of this survey, else as they seem to be."""
    mended = tuple(one.names[: len(left_out.BEFORE)]) == left_out.BEFORE
    asked, print_ = responses.asked(one.round), layout.fingerprint(one.names[len(left_out.BEFORE) * mended :])
    kept = queries.kept_as(one.round_id, one.survey) if one.survey else queries.kept_for(one.round_id, print_)
    one.survey = one.survey or (kept.name if kept else _survey_of(one.file_name))
    guesses = dict(enumerate(guessing.guess(one.names, one.columns, asked)))
    if kept:
        none = dict.fromkeys(guesses, guessing.Guess()) if kept.fingerprint == print_ else guesses
        known = guessing.carried_over(kept.mapping, kept.names, one.names)
        guesses = {**none, **{n: g for n, g in known.items() if not g.place or g.place in asked.by_ref}}
    chosen = [guesses[number] for number in range(len(one.names))]
    columns = [[guess.what, guess.place] for guess in chosen]
    before = kept.mapping if kept else {}
    one.mapping = {
        "columns": columns,
        "why": [guess.why for guess in chosen],
        "values": values_for(columns, one.columns, before.get("values", {})),
        "defaults": defaults_for(columns, one.columns, before.get("defaults", {})),
        "kept": kept.name if kept else "",
    }


def _survey_of(name: str) -> str:
    plain = re.sub(r"[\s_-]*\(?\d{1,8}([-_. ]\d{1,4})*\)?$", "", Path(name).stem)
    return (plain or Path(name).stem)[:120] or "Survey"


def map_columns(one: ResponseImport, columns: list[list[str]], *, by: Person) -> None:
    """Say what each column holds; answers that come into it are matched by guesses, to be confirmed."""
    perform(one, "map", by=by)
    mapping = dict(one.mapping)
    one.mapping = {
        **mapping,
        "columns": columns,
        "values": values_for(columns, one.columns, mapping.get("values", {})),
        "defaults": defaults_for(columns, one.columns, mapping.get("defaults", {})),
    }


def match_answers(
    one: ResponseImport, *, survey: str, values: dict[str, dict[str, str]], defaults: dict[str, str], by: Person
) -> None:
    """Say what their answers mean and what holds for rows that don't say; the mapping is kept for the next file."""
    perform(one, "map", by=by)
    one.survey = survey
    one.mapping = {**one.mapping, "values": values, "defaults": defaults}
    kept = queries.kept_as(one.round_id, survey) or SurveyMapping(round_id=one.round_id, name=survey)
    kept.fingerprint, kept.names = layout.fingerprint(one.names), list(one.names)
    kept.mapping = {key: one.mapping[key] for key in ("columns", "values", "defaults")}
    kept.saved_at = clock.now()
    db.session.add(kept)


def check(one: ResponseImport, *, by: Person) -> None:
    """Have every row looked at in the background. Raises Refused, as when nothing that is said would be read."""
    perform(one, "check", by=by)
    one.said = ""
    _enqueue(one, CHECK)


def report(one: ResponseImport, found: Found) -> None:
    """Keep what the check found."""
    counts = found.counts
    what = (
        f"{plural(counts['new'] + counts['changed'], 'row')} to import, {counts['left out'] + counts['refused']:,} not"
    )
    perform(one, "report", by=SYSTEM, what=what)
    one.found = {**found.as_dict(), "rows": sum(counts[key] for key in OUTCOMES)}
    one.problems = found.problems


OUTCOMES = ("new", "same", "changed", "refused", "left out")


def import_rows(one: ResponseImport, *, seen: str, acknowledges: bool, by: Person) -> None:
    """Have the good rows imported in the background, as the check showed them. Raises Refused."""
    perform(one, "import_rows", by=by, as_read=seen == one.found.get("digest"))
    one.acknowledges, one.brought_by_id, one.said = acknowledges, by.id, ""
    _enqueue(one, IMPORT)


def finish(one: ResponseImport, new: int, changed: int) -> None:
    """Say that it is imported."""
    what = f"{plural(new, 'response')} imported" + (f", {changed:,} changed" if changed else "")
    perform(one, "finish", by=SYSTEM, what=what)
    one.finished_at, one.said = clock.now(), telling.of_fewer(one, new + changed, what)
    one.found = {**one.found, "imported": new, "rewritten": changed}
    if new:
        _enqueue(one, INDEX)
    if one.acknowledges:
        enqueue_letters(one)


def give_up(one: ResponseImport, why: str) -> None:
    """Say why it could not go on; nothing has been changed."""
    perform(one, "give_up", by=SYSTEM, what=why)
    one.said = why


def go_on(one: ResponseImport, *, by: Person) -> None:
    """Take up again what has stopped: the job that was given up left nothing behind."""
    perform(one, "go_on", by=by)
    _enqueue(one, JOBS[one.state])


def discard(one: ResponseImport, *, by: Person) -> None:
    """Put a file away without importing it; the file itself is not kept."""
    perform(one, "discard", by=by)
    _forget_file(one)


def undo(one: ResponseImport, *, by: Person) -> None:
    """Have everything that it did taken back in the background. Raises Refused when anything has been built on it."""
    perform(one, "undo", by=by)
    one.said = ""
    _enqueue(one, UNDO)


def take_back(one: ResponseImport) -> None:
    """Take back everything that it did, now. Raises Refused when something has been built on it meanwhile."""
    perform(one, "take_back", by=SYSTEM)
    undoing.take_back(one, by=one.brought_by)
    one.undone_at = clock.now()


def _forget_file(one: ResponseImport) -> None:
    upload, one.upload = one.upload, None
    one.sheets, one.columns, one.problems = [], [], []
    db.session.flush()
    if upload is not None:
        db.session.delete(upload)


def _enqueue(one: ResponseImport, job: str) -> None:
    db.session.flush()  # its version counts the saves, and names this try
    jobs.enqueue(job, key=job_of(one, job), import_id=one.id)


def job_of(one: ResponseImport, job: str = "") -> str:
    return f"{job or JOBS.get(one.state, '')} {one.id} {one.version}"


def enqueue_letters(one: ResponseImport, after: int = 0) -> None:
    jobs.enqueue(ACKNOWLEDGE, key=f"{ACKNOWLEDGE} {one.id} {after}", import_id=one.id, after=after)

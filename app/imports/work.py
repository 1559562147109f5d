"""What the worker does for an import: check every row, import the good ones, tell those who asked to be told."""

from collections.abc import Sequence
from tempfile import TemporaryFile

import sqlalchemy as sa

from app.extensions import db, reading
from app.imports import checking, commands, tables
from app.imports.checking import Judged, Outcome
from app.imports.rewriting import content_of, content_of_row, rewrite
from app.imports.writing import Spool, Writer
from app.jobs import Task
from app.languages import speaking
from app.languages.letters import about
from app.mail import post
from app.models import ImportedChange, ImportedRow, Person, Response, ResponseImport
from app.responses import queries as responses
from app.searching.indexing import index_some
from workflows.engine import Refused
from workflows.response_import import ImportState

TO_WRITE = (Outcome.NEW, Outcome.CHANGED)
LETTERS_AT_ONCE = 200


def check(task: Task, import_id: int) -> None:
    """Look through the file while nothing is locked, and keep what was found."""
    try:
        with reading():
            found = checking.look_through(_get(import_id), task.report)
    except tables.Unreadable as why:
        commands.give_up(_get(import_id), str(why))
        return
    one = _get(import_id)
    if one.state is ImportState.CHECKING:
        commands.report(one, found)


def import_rows(task: Task, import_id: int) -> None:
    """Judge every row again while nothing is locked, then write all the good ones in one short transaction.

    So a job that fails has changed nothing, and one that is tried again begins anew. Where another import has come to
    its end meanwhile, which may have brought the same rows, they are judged once more.
    """
    while not _is_imported(task, import_id):
        db.session.rollback()


def _is_imported(task: Task, import_id: int) -> bool:
    """One try; False where what was judged no longer holds."""
    with TemporaryFile() as file:
        spool = Spool(file)
        try:
            with reading():
                one = _get(import_id)
                round_id, before = one.round_id, _ended(one.round_id)
                judged = checking.judge(one, task.report)
                spool.put(row for row in judged if row.outcome in TO_WRITE)
        except tables.Unreadable as why:
            commands.give_up(_get(import_id), str(why))
            return True
        waiting = {each.id: each for each in _in_turn(round_id)}
        if import_id not in waiting or waiting[import_id].state is not ImportState.IMPORTING:
            return True
        if _ended(round_id) != before:
            return False
        try:
            commands.finish(waiting[import_id], *write_all(waiting[import_id], spool))
        except Refused as refused:
            db.session.rollback()
            commands.give_up(_get(import_id), " ".join(refused.reasons))
        return True


def _in_turn(round_id: int) -> Sequence[ResponseImport]:
    """The imports of a round that are being saved or taken back: whoever holds them lets the others wait."""
    moving = (ImportState.IMPORTING, ImportState.UNDOING)
    wanted = sa.select(ResponseImport).where(ResponseImport.round_id == round_id, ResponseImport.state.in_(moving))
    return db.session.scalars(wanted.order_by(ResponseImport.id).with_for_update()).all()


def _ended(round_id: int) -> set[tuple[int, str]]:
    """The imports of a round that have come to an end: when another has, rows may be there, or be there no more."""
    ends = (ImportState.IMPORTED, ImportState.UNDONE)
    rows = db.session.execute(
        sa.select(ResponseImport.id, ResponseImport.state).where(
            ResponseImport.round_id == round_id, ResponseImport.state.in_(ends)
        )
    )
    return {(row[0], str(row[1])) for row in rows}


def write_all(one: ResponseImport, spool: Spool) -> tuple[int, int]:
    """Write all that the spool holds: how many responses were new, and how many changed.

    Raises Refused when the round has closed meanwhile.
    """
    edition = responses.newest_edition(one.round)
    if edition is None or not responses.is_open(one.round):
        raise Refused("This round takes no responses any more, so nothing was imported.")
    by = one.brought_by
    writer = Writer(one, by=by, edition_id=edition.id, count=spool.count)
    new = changed = 0
    for lot in spool.lots():
        fresh = [row for row in lot if row.outcome is Outcome.NEW]
        writer.write(fresh)
        new += len(fresh)
        for row in lot:
            if row.outcome is Outcome.CHANGED:
                _change(one, row, by)
                changed += 1
    return new, changed


def _change(one: ResponseImport, row: Judged, by: Person) -> None:
    came = db.session.get_one(ImportedRow, row.response_id)
    response = db.session.get_one(Response, row.response_id)
    db.session.add(
        ImportedChange(
            response_import_id=one.id,
            response_id=response.id,
            row=row.said.row,
            before=content_of(response),
            content_before=came.content,
            content=row.content,
        )
    )
    rewrite(response, content_of_row(row.said), by=by)
    came.content = row.content


def index(task: Task, import_id: int) -> None:
    """Make the words of the new points searchable, in lots that are committed, so that nobody waits for it."""
    one = _get(import_id)
    round_id, done, after = one.round_id, 0, 0
    total = int(one.found.get("counts", {}).get("views", 0))
    db.session.commit()
    while some := index_some(round_id, after):
        db.session.commit()
        done, after = done + some[0], some[1]
        task.report(min(done, total), total)


def undo(_task: Task, import_id: int) -> None:
    """Take an import back in one transaction: as a whole, or not at all when somebody has built on it meanwhile."""
    one = db.session.scalars(sa.select(ResponseImport).where(ResponseImport.id == import_id).with_for_update()).one()
    if one.state is not ImportState.UNDOING:
        return
    try:
        commands.take_back(one)
    except Refused as refused:
        db.session.rollback()
        commands.give_up(_get(import_id), " ".join(refused.reasons))


def acknowledge(_task: Task, import_id: int, after: int = 0) -> None:
    """Write to those whose address the file gave, some at a time; the last of them hands on to the next."""
    one = _get(import_id)
    if one.state is not ImportState.IMPORTED:
        return
    rows = db.session.execute(
        sa.select(Response.id, Response.name, Response.email, Response.language)
        .join(ImportedRow, ImportedRow.response_id == Response.id)
        .where(ImportedRow.response_import_id == import_id, Response.email != "", Response.id > after)
        .order_by(Response.id)
        .limit(LETTERS_AT_ONCE)
    ).all()
    for row in rows:
        with speaking(row.language):
            post(
                row.email,
                "imported",
                key=f"response {row.id} imported",
                name=row.name,
                **about(one.round, row.language, f"/rounds/{one.round.slug}"),
            )
    if len(rows) == LETTERS_AT_ONCE:
        commands.enqueue_letters(one, after=rows[-1].id)


def _get(import_id: int) -> ResponseImport:
    return db.session.get_one(ResponseImport, import_id)

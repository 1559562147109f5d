"""How long a Word redline of two versions of about 50 pages takes: after one offer, and with every passage rewritten.

Run it as `python -m bench.redlines`. Seconds are CPU time of this process, on one core, from the stored texts to the
bytes of the file.
"""

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

from app.documents.agreement_document import compose
from app.documents.agreement_facts import AgreementFacts, ScheduleFacts
from app.documents.redline import compare
from app.documents.storage import as_dict, from_dict
from app.documents.word import redline as word_redline
from app.documents.word.pages import pages
from tests.documents import specimen

LIMIT_IN_SECONDS = 0.5
AT = datetime(2012, 2, 20, 16, 5, tzinfo=UTC)
LONGER = {"services", "volumes", "service_levels", "interfaces"}


def version() -> AgreementFacts:
    """A full agreement with four times as many services, volumes, service levels and interfaces."""
    facts = specimen.agreement("SLA", "with provider")
    return replace(facts, schedules=tuple(_longer(schedule) for schedule in facts.schedules))


def _longer(schedule: ScheduleFacts) -> ScheduleFacts:
    if schedule.key not in LONGER:
        return schedule
    rows = tuple((f"{row[0]} {copy}", *row[1:]) for copy in range(4) for row in schedule.rows)
    return replace(schedule, rows=rows)


def after_an_offer(facts: AgreementFacts) -> AgreementFacts:
    """Another price, other targets, and one service less."""

    def changed(schedule: ScheduleFacts) -> ScheduleFacts:
        rows = schedule.rows[1:] if schedule.key == "services" else schedule.rows
        if schedule.key == "volumes":
            rows = tuple((*row[:4], "95", *row[5:]) for row in rows)
        return replace(schedule, rows=rows)

    return replace(facts, price_total="£28,500,000", schedules=tuple(map(changed, facts.schedules)))


def rewritten(facts: AgreementFacts) -> AgreementFacts:
    """Every clause and every cell says something else."""

    def otherwise(text: str) -> str:
        return text.replace("the ", "that ").replace(" and ", " or ").replace("1", "2") + " anew"

    sections = tuple(
        replace(section, clauses=tuple(replace(each, text=otherwise(each.text)) for each in section.clauses))
        for section in facts.template.sections
    )
    schedules = tuple(
        replace(schedule, rows=tuple((row[0], *map(otherwise, row[1:])) for row in schedule.rows))
        for schedule in facts.schedules
    )
    return replace(facts, template=replace(facts.template, sections=sections), schedules=schedules)


def seconds(old: AgreementFacts, new: AgreementFacts) -> float:
    before, after = as_dict(compose(old)), as_dict(compose(new))
    start = time.process_time()
    redline = compare(from_dict(before), from_dict(after))
    word_redline.as_bytes(redline, author="A negotiator", at=AT, version="0.4 compared with version 0.3")
    return time.process_time() - start


def main() -> int:
    """Print the figures; fail when one is over its limit."""
    old = version()
    length = max(pages(compose(old)).values())
    first = seconds(old, after_an_offer(old))
    offer, everything = seconds(old, after_an_offer(old)), seconds(old, rewritten(old))
    sys.stdout.write(
        f"A redline of two versions of {length} pages: {offer:.3f} s (the first: {first:.3f} s)\n"
        f"The same with every passage rewritten: {everything:.3f} s (limit {LIMIT_IN_SECONDS} s)\n"
    )
    return int(max(first, offer, everything) > LIMIT_IN_SECONDS)


if __name__ == "__main__":
    sys.exit(main())

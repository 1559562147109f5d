"""Prove 166 Word files, or every one of a folder: valid, opened by LibreOffice, every page marked and numbered.

`python -m tests.documents.check_all` writes an agreement for each provider of the demonstration, in turn in
each state; `python -m tests.documents.check_all FOLDER` takes the files of an export. It names each file
that is wrong, and ends with 1 when there is one.
"""

import csv
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from app.documents import word
from app.documents.agreement_document import compose
from app.documents.agreement_facts import Instrument, ProviderFacts
from tests.documents import specimen, tools


def write_all(folder: Path) -> None:
    """One agreement a provider, by its own instrument."""
    with (specimen.DATA / "providers.csv").open(encoding="utf-8", newline="") as rows:
        for number, row in enumerate(csv.DictReader(rows)):
            instrument: Instrument = "SLA" if row["instrument"] == "SLA" else "contract schedule"
            facts = specimen.agreement(instrument, specimen.STATES[number % len(specimen.STATES)])
            provider = ProviderFacts(row["name"], row["sector"].capitalize(), row["region"], row["nation"], row["code"])
            named = replace(facts, provider=provider, reference=f"2012-13/{row['code']}")
            (folder / f"{row['code']}.docx").write_bytes(word.as_bytes(compose(named)))


def faults(file: Path, pages: list[str]) -> list[str]:
    """What is wrong with one file, in sentences."""
    found = tools.complaints(file)
    for number, page in enumerate(pages, start=1):
        if f"Page {number} of {len(pages)}" not in page:
            found.append(f"Page {number} has no page number.")
    return found


def check(folder: Path) -> int:
    files = sorted(folder.rglob("*.docx"))
    with tempfile.TemporaryDirectory() as name:
        printed = tools.as_pdfs(files, Path(name))
    wrong = {file: found for file in files if (found := faults(file, printed[file.stem]))}
    for file, found in wrong.items():
        sys.stdout.write(f"{file.name}: {' '.join(found)}\n")
    sys.stdout.write(f"{len(files) - len(wrong)} of {len(files)} files are in order.\n")
    return int(bool(wrong) or not files)


def main() -> int:
    """Check the folder that was named, or agreements made for the purpose."""
    if len(sys.argv) > 1:
        return check(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory() as name:
        write_all(Path(name))
        return check(Path(name))


if __name__ == "__main__":
    sys.exit(main())

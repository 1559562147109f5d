"""Prove every Word file of a folder: valid, opens in LibreOffice, every page marked and numbered.

Run it as `python -m tests.documents.check_folder FOLDER`; it names each file that is wrong and ends with 1.
"""

import sys
import tempfile
from pathlib import Path

from tests.documents import tools


def faults(file: Path, pages: list[str]) -> list[str]:
    """What is wrong with one file, in sentences."""
    found = tools.complaints(file)
    for number, page in enumerate(pages, start=1):
        if f"Page {number} of {len(pages)}" not in page:
            found.append(f"Page {number} has no page number.")
    return found


def main(folder: Path) -> int:
    files = sorted(folder.rglob("*.docx"))
    with tempfile.TemporaryDirectory() as name:
        printed = tools.as_pdfs(files, Path(name))
    wrong = {file: found for file in files if (found := faults(file, printed[file.stem]))}
    for file, found in wrong.items():
        sys.stdout.write(f"{file.name}: {' '.join(found)}\n")
    sys.stdout.write(f"{len(files) - len(wrong)} of {len(files)} files are in order.\n")
    return int(bool(wrong) or not files)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""The readers that prove our files: the Open XML SDK, a second opinion, LibreOffice and a PDF reader."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VALIDATORS = ROOT / "node_modules" / "@xarsh"
"""Where npm puts the Open XML SDK: the program for this machine, and a script that does nothing but start it."""


def complaints(file: Path) -> list[str]:
    """What the Open XML SDK finds wrong with a file."""
    validator = next(VALIDATORS.glob("ooxml-validator-*/ooxml-validator"), None)
    if not validator:
        pytest.fail("The Open XML SDK validator is not installed: run `make install`.")
    run = subprocess.run([str(validator), str(file)], capture_output=True, text=True, timeout=120, check=False)
    return [json.dumps(error) for error in json.loads(run.stdout)["errors"]]


def second_opinion(file: Path) -> str:
    """What openxml-audit says; nothing when it is content."""
    tool = Path(sys.executable).parent / "openxml-audit"
    run = subprocess.run([str(tool), str(file)], capture_output=True, text=True, timeout=120, check=False)
    return "" if run.returncode == 0 else run.stdout


def as_pdfs(files: list[Path], folder: Path) -> dict[str, list[str]]:
    """Open the files with LibreOffice; the text of each page, by the file's name without its ending."""
    office = shutil.which("soffice")
    if not office:
        pytest.fail("LibreOffice is not installed: run `make install`.")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, capture_output=True, timeout=900, check=True)
    return {file.stem: pages(folder / f"{file.stem}.pdf") for file in files}


def pages(file: Path) -> list[str]:
    """The words of each page in the order of the file; a form feed ends each."""
    command = ["pdftotext", "-raw", str(file), "-"]
    printed = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return printed.stdout.split("\f")[:-1]

"""Rules the files keep."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted([*ROOT.glob("app/**/*.py"), *ROOT.glob("workflows/**/*.py"), ROOT / "config.py", ROOT / "wsgi.py"])
VAGUE = {
    "helper",
    "helpers",
    "util",
    "utils",
    "manager",
    "handler",
    "service",
    "misc",
    "common",
    "data",
    "info",
    "process",
}
TOP = {
    *("app", "workflows", "migrations", "templates", "tests", "bench", "docs", "config.py", "wsgi.py"),
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "Makefile", "pyproject.toml", ".ci"),
    *("package.json", "package-lock.json", "requirements.in", "requirements.txt", "requirements-dev.in"),
    *(
        "requirements-dev.txt",
        "requirements-node.in",
        "requirements-node.txt",
        ".gitignore",
        ".gitattributes",
        ".npmrc",
    ),
}


def name_of(path):
    return str(path.relative_to(ROOT))


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_file_grows_past_250_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, "ask what second subject has moved in"


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(tree_of(path)), "begin the file with one sentence"


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_names_of_files_say_something(path):
    assert not VAGUE & set(re.split(r"[_.]", path.name)), "name it after what it holds"


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_only_the_seam_sets_a_state(path):
    if name_of(path) in {"app/perform.py", "workflows/engine.py"}:
        return
    writes = [
        target.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Assign | ast.AugAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute) and target.attr == "state"
    ]
    assert not writes, f"use app.perform.perform; do not set .state yourself (line {writes})"


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_only_config_reads_the_environment(path):
    if path.name == "config.py":
        return
    assert not re.search(r"\b(environ|getenv)\b", path.read_text(encoding="utf-8")), "make it a setting in config.py"


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_the_time_comes_from_the_clock(path):
    if name_of(path) == "app/clock.py":
        return
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(datetime\.now|datetime\.utcnow|date\.today)\(", source), "use app.clock"


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_nothing_new_stands_at_the_top():
    top = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert top <= TOP, "put it in the folder of its subject"


def test_no_file_of_the_lock_names_a_registry_or_a_machine():
    for path in ROOT.glob("requirements*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "--index-url" not in text, path
        assert "--find-links" not in text, path
        assert "file://" not in text, path
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_nothing_built_elsewhere_is_committed():
    names = [name_of(path) for path in tracked()]
    assert not [name for name in names if "node_modules/" in name or name.startswith("app/static/build/")]

"""Rules the templates keep."""

import re
from pathlib import Path

import pytest
from jinja2.nodes import Call, CallBlock, FromImport, Name

from app import create_app
from config import for_tests

ROOT = Path(__file__).parents[2] / "templates"
FILES = sorted(ROOT.glob("**/*.html"))
PAGES = [path for path in FILES if '{% extends "base.html" %}' in path.read_text(encoding="utf-8")]
ENVIRONMENT = create_app(for_tests()).jinja_env


def name_of(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_template_compiles(path):
    ENVIRONMENT.compile(path.read_text(encoding="utf-8"), filename=str(path))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_imported_macro_exists_and_is_used(path):
    tree = ENVIRONMENT.parse(path.read_text(encoding="utf-8"))
    used = {node.name for node in tree.find_all(Name)} | {
        node.call.node.name for node in tree.find_all(CallBlock) if isinstance(node.call, Call)
    }
    for imports in tree.find_all(FromImport):
        names = {name if isinstance(name, str) else name[0] for name in imports.names}
        aliases = {name if isinstance(name, str) else name[1] for name in imports.names}
        source = (ROOT / imports.template.value).read_text(encoding="utf-8")
        defined = set(re.findall(r"{%-? (?:macro|set) (\w+)", source))
        assert names <= defined, f"not in {imports.template.value}: {names - defined}"
        assert aliases <= used, f"imported and not used: {aliases - used}"


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_page_has_a_title_and_a_heading(path):
    source = path.read_text(encoding="utf-8")
    assert re.search(r"{%-? block title -?%}\s*\S", source), "fill the title block"
    assert re.search(r"<h1|heading=true|heading=True|panel\(|{%-? include", source), "every page has one h1"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_template_needs_what_the_content_policy_forbids(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\son\w+=\"", source), "no script in attributes"
    assert not re.search(r"\sstyle=\"", source), "no style in attributes"
    assert not re.search(r"(src|href)=\"https?://[^\"]*\.(js|css|woff2?|png|svg)", source), "nothing from elsewhere"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_form_that_saves_carries_its_token(path):
    source = path.read_text(encoding="utf-8")
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", source, re.DOTALL | re.IGNORECASE):
        assert "csrf" in form or "token()" in form, "write {{ csrf(form) }} first in the form"
        if not re.search(r"field\(|control\(|<textarea|<select|type=\"(?!hidden|submit)", form):
            continue
        assert "novalidate" in form, "our own sentences, not the browser's: add novalidate"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_is_marked_safe_in_a_template(path):
    assert not re.search(r"\|\s*safe\b", path.read_text(encoding="utf-8")), "make Markup where the words are made"


def test_the_words_of_the_pages_are_plain():
    banned = re.compile(r">[^<{]*\b(please|invalid|error occurred|click here)\b[^<{]*<", re.IGNORECASE)
    found = [(name_of(path), banned.search(path.read_text(encoding="utf-8"))) for path in FILES]
    assert not [(name, match.group()) for name, match in found if match]

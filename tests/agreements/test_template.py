"""A national template is locked from a file, once, and staff read the one in use."""

import json

import pytest

from app.agreements.cli import group
from app.extensions import db
from app.models import Template
from tests import make
from workflows.roles import Role

SAID = {
    "instrument": "SLA",
    "version": "2012-13 v1.0",
    "title": "National SLA template",
    "sections": [{"number": "1", "title": "Glossary", "clauses": [{"number": "1.1", "text": "Words mean things."}]}],
    "glossary": [{"term": "Return", "meaning": "A submission."}],
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "template.json"
    path.write_text(json.dumps(SAID))
    return path


def load(app, path):
    return app.test_cli_runner().invoke(group, ["load", str(path)])


def test_a_file_is_locked_with_its_glossary(app, file):
    assert "Locked version 2012-13 v1.0 of the SLA template" in load(app, file).output
    template = db.session.query(Template).one()
    assert template.sections == SAID["sections"]
    assert template.glossary == SAID["glossary"]


def test_a_locked_version_cannot_be_loaded_over(app, file):
    load(app, file)
    again = load(app, file)
    assert again.exit_code == 1
    assert "Give the new text a new version" in again.output
    assert db.session.query(Template).count() == 1


def test_a_file_that_is_no_template_says_what_is_missing(app, tmp_path):
    path = tmp_path / "other.json"
    path.write_text('{"instrument": "SLA"}')
    assert "'version'" in load(app, path).output


def test_staff_read_the_template_in_use(browser, file):
    load(browser.application, file)
    page = browser.as_(make.person(Role.ANALYST)).get(f"/rounds/{make.round_().slug}/template/sla")
    assert page.status_code == 200
    assert "Words mean things." in page.text


def test_no_template_of_that_kind(browser):
    slug = make.round_().slug
    browser.as_(make.person(Role.ANALYST))
    assert browser.get(f"/rounds/{slug}/template/sla").status_code == 404
    assert browser.get(f"/rounds/{slug}/template/poem").status_code == 404

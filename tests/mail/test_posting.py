"""Letters carry links and never what is being negotiated; each occasion is told once."""

import pytest
from jinja2 import meta

from app.extensions import db
from app.mail import post
from app.mail.letters import MAY_SAY, TEMPLATES, _environment
from tests import make
from tests.work import waiting_jobs

FACTS = {"agreement": "HMP Example 2012-13", "what": "The provider has made an offer.", "link": "/agreements/7"}


def posted():
    db.session.commit()
    return [job.arguments for job in waiting_jobs()]


def test_a_letter_says_its_one_purpose_in_its_subject_and_links_to_the_page(app):
    kim = make.person(name="Kim Reader", email="kim@example.test")
    post(kim, "your_move", name=kim.name, **FACTS)

    (letter,) = posted()
    assert letter["to"] == "kim@example.test"
    assert letter["subject"] == "HMP Example 2012-13: it is your move"
    assert "Dear Kim Reader" in letter["body"]
    assert "http://localhost/agreements/7\n" in letter["body"]


def test_a_letter_from_a_rehearsal_says_so(app):
    post("kim@example.test", "your_move", name="Kim", **FACTS)

    assert "Demonstration" in posted()[0]["body"]


def test_a_change_that_is_undone_posts_nothing(app):
    post("kim@example.test", "your_move", name="Kim", **FACTS)
    db.session.rollback()

    assert posted() == []


def test_one_occasion_is_told_once_to_each_person(app):
    for person_id in (17, 17, 18):
        post("kim@example.test", "your_move", key=f"agreement 7 offer 2 to {person_id}", name="Kim", **FACTS)
        db.session.commit()

    assert len(posted()) == 2


def test_someone_who_has_left_gets_no_mail(app):
    gone = make.person(active=False)

    assert post(gone, "your_move", name=gone.name, **FACTS) is None
    assert posted() == []


@pytest.mark.parametrize("fact", ["price", "offer", "target", "why", "comment", "value"])
def test_a_letter_cannot_carry_what_is_negotiated(app, fact):
    with pytest.raises(ValueError, match=f"may not say {fact}"):
        post("kim@example.test", "your_move", name="Kim", **FACTS, **{fact: "£1"})


LETTERS = sorted(path.stem for path in TEMPLATES.glob("[!_]*.txt"))


@pytest.mark.parametrize("template", LETTERS)
def test_every_letter_says_only_what_letters_may_say(template):
    environment = _environment()
    source = environment.loader.get_source(environment, f"{template}.txt")[0]

    assert meta.find_undeclared_variables(environment.parse(source)) <= MAY_SAY


@pytest.mark.parametrize("template", sorted(path.stem for path in (TEMPLATES / "cy").glob("[!_]*.txt")))
def test_a_letter_in_welsh_says_what_the_english_one_says(template):
    environment = _environment()
    sources = [environment.loader.get_source(environment, f"{folder}{template}.txt")[0] for folder in ("", "cy/")]

    english, welsh = (meta.find_undeclared_variables(environment.parse(source)) for source in sources)

    assert welsh == english


def test_every_fact_that_letters_may_carry_is_needed_by_one():
    environment = _environment()
    parsed = [environment.parse(path.read_text()) for path in TEMPLATES.glob("*.txt")]
    needed = set().union(*map(meta.find_undeclared_variables, parsed))

    assert needed == MAY_SAY


def test_every_letter_is_posted_by_something():
    code = "".join(path.read_text() for path in (TEMPLATES.parents[1] / "app").rglob("*.py"))

    assert [name for name in LETTERS if f'"{name}"' not in code] == []


@pytest.mark.parametrize("template", LETTERS)
def test_every_letter_has_a_short_subject_and_one_link(template):
    text = (TEMPLATES / f"{template}.txt").read_text()
    subject, greeting, gap, *_ = text.splitlines()

    assert 10 < len(subject) < 100
    assert greeting == "Dear {{ name }}"
    assert gap == ""
    assert text.count("{{ service_url }}{{ link }}") == 1
    assert text.endswith('{% include "_foot.txt" %}\n')

"""A respondent reads what became of each thing they said: nothing before release, and nothing of anybody else's."""

import re
from datetime import UTC, datetime

from sqlalchemy import event

from app.answers import commands as answers
from app.changes import commands as changes
from app.changes import queries as changed
from app.extensions import db
from app.models import Intention, Point, Publication, Return, Term
from app.points import commands as points
from tests import make
from tests.became.conftest import PAGE, SECRET, decide, final, point_saying, send
from tests.changes.conftest import NEW
from workflows.roles import Role


def enter(browser, code):
    return browser.submit(PAGE, code=code)


def page(browser, code):
    assert enter(browser, code).status_code == 303
    return browser.get(PAGE).text


def test_without_a_code_the_page_asks_for_it(browser, round_):
    text = browser.get(PAGE).text
    assert "Your receipt code" in text
    assert "sign in" in text


def test_a_wrong_code_opens_nothing_and_says_nothing_of_what_there_is(browser, round_):
    text = enter(browser, "0000-0000-0000-0000-0000").text
    assert "no response in this round has it" in text


def test_before_release_there_is_only_the_day(browser, round_, analyst):
    code = send(round_, {"CU-1": "Keep it."})
    answers.answer(point_saying("Keep it."), disposition="not accepted", reason=SECRET, by=analyst)
    answers.assign(point_saying("Keep it."), analyst, by=analyst)
    db.session.commit()
    text = page(browser, code)
    assert "planned for Friday 20 January 2012" in text
    for secret in (SECRET, "Not accepted", "Ada Analyst", "Keep it."):
        assert secret not in text


def test_who_gave_views_and_no_comment_is_told_that_nothing_waits_to_be_answered(browser, round_, manager):
    code = send(round_, {"CU-1": ""})
    assert "You gave views and no comment, so there is nothing to answer." in page(browser, code)
    final(round_, manager)
    text = browser.get(PAGE).text
    assert "You gave views and no comment" in text
    assert "Below stands each thing you said" not in text


def test_who_came_after_the_answers_does_not_wait_for_everybody_else(browser, round_, manager):
    final(round_, manager)
    text = page(browser, send(round_, {"CU-1": "Too late?"}))
    assert "Its answer comes later and will stand here." in text
    assert "everybody else" not in text


def test_the_day_that_it_was_sent_reads_right_in_both_languages(browser, round_, analyst, manager):
    code = send(round_, {"CU-1": "Keep it."})
    decide(point_saying("Keep it."), analyst, manager)
    final(round_, manager)
    assert "You sent your response on Monday 21 November 2011." in page(browser, code)
    assert "Anfonoch eich ymateb ar ddydd Llun 21 Tachwedd 2011." in browser.get(f"/cy{PAGE}").text


def test_the_moment_that_is_set_is_told(browser, round_, manager):
    code = send(round_, {"CU-1": "Keep it."})
    answers.plan_release(round_, datetime(2012, 1, 23, 9, 30, tzinfo=UTC), by=manager)
    db.session.commit()
    assert "Your answers come on Monday 23 January 2012 at 9:30am" in page(browser, code)


def test_each_thing_said_stands_with_its_answer_and_reason(browser, round_, analyst, manager):
    code = send(round_, {"CU-1": "Keep it.", "CU-2": "Drop it."})
    decide(point_saying("Keep it."), analyst, manager, disposition="already so", reason="It stays.")
    decide(point_saying("Drop it."), analyst, manager, disposition="not accepted", reason="It is needed.")
    final(round_, manager)
    text = page(browser, code)
    for words in ("Keep it.", "Already so", "It stays.", "Drop it.", "Not accepted", "It is needed."):
        assert words in text
    for name in ("Ada Analyst", "Mo Manager"):
        assert name not in text


def test_nobody_reads_what_another_said(browser, round_, analyst, manager):
    mine, _ = send(round_, {"CU-1": "Mine."}), send(round_, {"CU-1": "Theirs."}, name="Bert Other")
    decide(point_saying("Mine."), analyst, manager)
    decide(point_saying("Theirs."), analyst, manager, reason="Theirs only.")
    final(round_, manager)
    text = page(browser, mine)
    assert "Mine." in text
    for secret in ("Theirs.", "Bert Other", "Theirs only."):
        assert secret not in text


def test_a_draft_beside_released_answers_stays_a_draft(browser, round_, analyst, manager):
    code = send(round_, {"CU-1": "First.", "CU-2": "Second."})
    decide(point_saying("First."), analyst, manager)
    answers.answer(point_saying("Second."), disposition="not accepted", reason=SECRET, by=analyst)
    db.session.commit()
    final(round_, manager)
    text = page(browser, code)
    assert "Its answer comes later and will stand here." in text
    assert SECRET not in text
    assert "Not accepted" not in text


def test_a_waiver_stands_with_whoever_gave_it(browser, round_, manager):
    code = send(round_, {"CU-1": "Keep it."})
    director = make.person(Role.COMMISSIONER_SIGNATORY, name="Dee Director", post="Director of commissioning")
    answers.waive(point_saying("Keep it."), reason="We answer it in May.", by=director)
    db.session.commit()
    assert "We answer it in May." not in page(browser, code)
    final(round_, manager)
    text = browser.get(PAGE).text
    assert "We answer it in May." in text
    assert "Dee Director, Director of commissioning" in text


def test_parts_of_a_split_stand_as_parts_with_an_answer_each(browser, round_, analyst, manager):
    code = send(round_, {"CU-1": "Keep it. Pay more."})
    points.split(point_saying("Keep it. Pay more."), at=[8], by=analyst)
    db.session.commit()
    decide(point_saying("Keep it."), analyst, manager, reason="It stays.")
    decide(point_saying("Pay more."), analyst, manager, disposition="outside remit", reason="Not ours.")
    final(round_, manager)
    text = page(browser, code)
    assert "It was answered in 2 parts." in text
    for words in ("Keep it. Pay more.", "Of that, this part:", "It stays.", "Not ours."):
        assert words in text


def test_the_exact_change_stands_before_and_after_with_its_edition(browser, round_, analyst, manager):
    code = send(round_, {"CU-1": "Women too."})
    decide(point_saying("Women too."), analyst, manager, change="In short.")
    db.session.query(Intention).filter_by(ref="CU-1").one().explanation = NEW
    db.session.commit()
    newest, (hunk,) = changed.so_far(round_)
    link = changes.tie(point_saying("Women too."), hunk, since=newest, by=analyst)
    link.edition = final(round_, manager)
    db.session.commit()
    text = page(browser, code)
    assert "What it changed" in text
    assert re.search(r"<del>.*men.*</del>.*<ins>.*everybody.*</ins>", text, re.DOTALL)
    assert f"/rounds/2012-13/editions/2/changes#change-{link.fingerprint[:12]}" in text


def agreements(round_, number, *, published=True, rating=3):
    from app.models import AgreementVersion

    for n in range(number):
        made = make.agreement(round_, state="in force")
        make.add(
            Term(agreement_id=made.id, schedule="services", ref=f"S-{n}", position=1, title="T", fields={},
                 intentions=["CU-1"]),
            Return(key="r", title="R", round_id=round_.id, agreement_id=made.id, provider_id=made.provider_id,
                   covers_from=round_.starts_on, covers_to=round_.starts_on, due_on=round_.starts_on,
                   state="reviewed", rating=rating),
        )  # fmt: skip
        if published:
            text = {"agreement_id": made.id, "number": "1.0", "text": {}, "digest": "0" * 64}
            version = make.add(AgreementVersion(**text, reason="First", issued_at=make.NOON))
            by = make.person(Role.ROUND_MANAGER).id
            make.add(Publication(agreement_version_id=version.id, published_by_id=by, published_at=make.NOON, text={}))


def test_what_it_led_to_is_told_in_numbers_and_never_of_too_few(browser, round_, analyst, manager):
    code = send(round_, {"CU-1": "Keep it."})
    decide(point_saying("Keep it."), analyst, manager)
    final(round_, manager)
    agreements(round_, 4)
    text = page(browser, code)
    assert "Too few agreements" in text
    assert "HMP Example" not in text
    agreements(round_, 2)
    text = browser.get(PAGE).text
    assert "6 of 6 signed agreements" in text
    assert "6 reports on delivery have come so far" in text
    assert "Delivery so far" in text
    assert "HMP Example" not in text


def test_a_signed_in_respondent_needs_no_code(browser, round_, analyst, manager):
    someone = make.person(at=make.provider(), name="Priya Person")
    code = send(round_, {"CU-1": "Keep it."})
    point = point_saying("Keep it.")
    point.response.person_id = someone.id
    decide(point, analyst, manager, reason="It stays.")
    final(round_, manager)
    assert "It stays." in browser.as_(someone).get(PAGE).text
    other = make.person(at=make.provider())
    assert "It stays." not in browser.as_(other).get(f"{PAGE}?response={point.response_id}").text
    assert code


def test_the_page_asks_the_database_no_more_for_more_to_show(browser, round_, analyst, manager, app):
    few, many = (
        send(round_, {"CU-1": "One."}),
        send(round_, {"CU-1": "A.", "CU-2": "B.", "general": "C.", "EQ-1": "D."}),
    )
    for point in db.session.query(Point):
        decide(point, analyst, manager)
    final(round_, manager)
    seen = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))

    def asked(code):
        enter(browser.signed_out(), code)
        browser.get(PAGE)
        db.session.remove()
        seen.clear()
        browser.get(PAGE)
        return len([one for one in seen if not one.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA"))])

    assert asked(few) == asked(many) <= 8


def test_it_is_read_in_welsh_too(browser, round_, analyst, manager):
    code = send(round_, {"CU-1": "Keep it."})
    decide(point_saying("Keep it."), analyst, manager, reason="It stays.")
    final(round_, manager)
    enter(browser, code)
    text = browser.get(f"/cy{PAGE}").text
    assert '<html lang="cy"' in text
    assert "It stays." in text
    assert 'href="/cy/rounds/2012-13' in text

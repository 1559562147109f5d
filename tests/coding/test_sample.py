"""A second coder codes a sample without seeing the first's codes; then both are compared, and a person settles them."""

import re

import pytest

from app.answers import commands as answers
from app.coding import codes, frame, method, queries, sampled, samples
from app.extensions import db
from app.figures import queries as figures
from app.models import CodingSample, Point, PointRead, PointTheme
from app.points import commands as splitting
from app.published import commands as published
from app.reports import commands as reports
from app.searching.filters import Search
from app.searching.queries import ids_of
from app.timeline import queries as timeline
from tests import make
from tests.coding.conftest import FEEDBACK, HERE, codes_now
from tests.points.conftest import say
from workflows.engine import NotAllowed, Refused
from workflows.roles import Role
from workflows.sample import SampleState


@pytest.fixture
def sample(coded, round_, analyst, second):
    made = samples.draw(round_, size=5, coder=second, by=analyst, seed=7)
    db.session.commit()
    return made


def code_all(sample, second, *, otherwise=()):
    """The second coder agrees with the first, but for the points named here and what they get instead."""
    different = dict(otherwise)
    for held in sampled.points_of(sample):
        samples.code_blind(sample, held, different.get(held.point_id, held.first), by=second)
    db.session.flush()


def test_an_analyst_draws_a_sample_and_its_seed_is_kept(browser, coded, analyst, second):
    given = {"size": "3", "coder": str(second.id), "seed": "42", "is_stratified": "y"}
    answer = browser.as_(analyst).submit(f"{HERE}/samples/draw", **given)
    made = db.session.query(CodingSample).one()
    assert answer.location == f"{HERE}/samples/1"
    assert (made.seed, made.size, made.population, made.is_stratified) == (42, 3, 5, True)
    kinds = [held.point.response.organisation_kind for held in sampled.points_of(made)]
    assert kinds.count("voluntary body") == 1
    page = browser.get(answer.location).text
    assert "3 of 5 that others had coded" in page
    assert ">42<" in page.replace("\n", "").replace(" ", "")


def test_a_share_is_as_good_as_a_number_but_one_of_them_it_must_be(browser, coded, analyst, second):
    page = browser.as_(analyst).submit(f"{HERE}/samples/draw", coder=str(second.id)).text
    assert "Enter how many points to draw, or which share" in page
    browser.submit(f"{HERE}/samples/draw", coder=str(second.id), share="40")
    assert db.session.query(CodingSample).one().size == 2


def test_the_same_seed_draws_the_same_again(coded, round_, analyst, second):
    first = samples.draw(round_, size=3, coder=second, by=analyst, seed=9)
    drawn = [held.point_id for held in sampled.points_of(first)]
    samples.give_up(first, reason="Again.", by=analyst)
    again = samples.draw(round_, size=3, coder=make.person(Role.ANALYST), by=analyst, seed=9)
    assert [held.point_id for held in sampled.points_of(again)] == drawn
    assert again.population_digest == first.population_digest


def test_who_could_look_once_a_sample_was_given_up_is_not_drawn_the_same_points(coded, round_, analyst, second):
    first = samples.draw(round_, size=3, coder=second, by=analyst, seed=9)
    seen = {held.point_id for held in sampled.points_of(first)}
    samples.give_up(first, reason="Again.", by=analyst)
    again = samples.draw(round_, size=5, coder=second, by=analyst, seed=9)
    assert {held.point_id for held in sampled.points_of(again)} == {point.id for point in coded} - seen


def test_nobody_is_their_own_second_coder_and_only_analysts_are(coded, round_, analyst, manager):
    with pytest.raises(Refused, match="a second coder is a second person"):
        samples.draw(round_, size=3, coder=analyst, by=analyst)
    with pytest.raises(Refused, match="Choose an analyst"):
        samples.draw(round_, size=3, coder=manager, by=analyst)


def test_points_that_the_second_coded_themselves_or_that_a_sample_holds_are_not_drawn(
    coded, themes, round_, analyst, second
):
    codes.code(coded[0], [themes[1].id], by=second)
    first = samples.draw(round_, size=3, coder=second, by=analyst)
    rest = samples.draw(round_, size=9, coder=second, by=analyst)
    assert (first.size, rest.size) == (3, 1)
    with pytest.raises(Refused, match="There is no point to draw"):
        samples.draw(round_, size=1, coder=second, by=analyst)


def test_without_a_version_nothing_is_drawn(points, themes, round_, analyst, second):
    codes.code(points[0], [themes[0].id], by=analyst)
    with pytest.raises(Refused, match="Issue the code frame first"):
        samples.draw(round_, size=1, coder=second, by=analyst)


# --- what the second coder does not see -------------------------------------------------------------------------------


def test_no_page_shows_the_second_coder_how_the_first_coded(browser, sample, coded, themes, second, analyst):
    point = coded[0]
    page = browser.as_(second).get(f"{FEEDBACK}/{point.id}").text
    assert "You code this point as the second coder" in page
    assert "Visits" not in re.sub(r"Visits are too short", "", page)
    assert "checked" not in browser.get(f"{HERE}/samples/1/points/1").text
    assert [line.title for line in timeline.of(point, seen_by=second)] == ["Commented"]
    assert [line.title for line in timeline.of(point, seen_by=analyst)] == ["Coded", "Commented"]
    assert "0 points" in browser.get(f"{HERE}/points?theme={themes[0].id}").text
    assert browser.get(f"{HERE}/points/{point.id}").location.startswith(f"{HERE}/samples/1/points/")


def test_no_count_list_or_search_tells_the_second_coder(sample, coded, themes, round_, second, analyst):
    search = Search(theme=str(themes[0].id))
    assert queries.counts(round_.id, seen_by=second) == {}
    assert ids_of(round_, search, seen_by=second) == []
    assert queries.counts(round_.id, seen_by=analyst)[themes[0].id].points == 2
    assert len(ids_of(round_, search, seen_by=analyst)) == 2


def test_no_figure_tells_the_second_coder(sample, coded, round_, second, analyst):
    assert figures.of(round_, seen_by=second).themes.lines == ()
    assert len(figures.of(round_, seen_by=analyst).themes.lines) == 3


def test_what_a_report_may_quote_of_a_theme_does_not_tell_the_second_coder(
    browser, sample, coded, themes, round_, second, analyst
):
    reports.start(round_, by=analyst)
    db.session.commit()
    page = f"{FEEDBACK}/report/sections/theme-{themes[0].id}/quotations"
    assert "Visits are too short" in browser.as_(analyst).get(page).text
    assert "Visits are too short" not in browser.as_(second).get(page).text


def test_open_data_tells_nobody_how_points_were_coded_while_a_second_coder_is_at_work(
    browser, sample, coded, round_, second, analyst, manager
):
    for point in coded:
        answers.answer(point, disposition="not accepted", reason="No room.", change="", by=analyst)
        answers.approve(point, by=manager)
    make.published(round_, "final")
    answers.release(round_, by=manager)
    round_.state = "answering"
    published.publish(published.prepare(round_, by=analyst), by=manager)
    db.session.commit()
    data = "/rounds/2012-13/responses/data/points.csv"
    said = browser.signed_out().get(data).text
    assert "Keep the workshop" in said
    assert ",Work," not in said
    code_all(sample, second)
    samples.compare(sample, by=second)
    db.session.commit()
    assert ",Work," in browser.get(data).text


def test_the_second_coder_does_not_code_it_elsewhere(sample, coded, themes, second):
    with pytest.raises(Refused, match="Code it on the pages of your sample"):
        codes.code(coded[0], [themes[0].id], by=second)


def test_what_the_first_does_later_changes_nothing_in_the_comparison(sample, coded, themes, analyst):
    codes.code(coded[0], [themes[2].id], by=analyst)
    db.session.flush()
    held = next(held for held in sampled.points_of(sample) if held.point_id == coded[0].id)
    assert held.first == [themes[0].id]


def test_the_pages_of_the_sample_are_its_second_coders_alone(browser, sample, analyst, manager, second):
    for who in (analyst, manager):
        assert browser.as_(who).get(f"{HERE}/samples/1/points/1").status_code == 404
    assert browser.as_(second).get(f"{HERE}/samples/1/points/1").status_code == 200
    assert browser.get(f"{HERE}/samples/1/points/99").status_code == 404


def test_nobody_sees_anything_of_the_outcome_before_it_is_finished(browser, sample, analyst, second):
    for who in (analyst, second):
        page = browser.as_(who).get(f"{HERE}/samples/1").text
        assert "kappa" not in page
        assert "Where they differ" not in page


def test_the_sample_waits_on_the_second_coders_own_page(browser, sample, analyst, second):
    assert "5 points to code as the second coder" in browser.as_(second).get("/work").text
    assert "to code as the second coder" not in browser.as_(analyst).get("/work").text


# --- coding, comparing, resolving -------------------------------------------------------------------------------------


def test_the_second_coder_goes_through_the_sample(browser, sample, themes, second):
    answer = browser.as_(second).submit(f"{HERE}/samples/1/points/1", themes=str(themes[0].id))
    assert db.session.query(PointRead).filter_by(person_id=second.id).count() == 1, "who codes a point has read it"
    assert answer.location == f"{HERE}/samples/1/points/2"
    assert "Tick the themes that fit, or tick that none does" in browser.submit(f"{HERE}/samples/1/points/2").text
    for position in range(2, 6):
        answer = browser.submit(f"{HERE}/samples/1/points/{position}", none_fits="y")
    assert answer.location == f"{HERE}/samples/1"
    browser.press(f"{HERE}/samples/1", f"{HERE}/samples/1/compare")
    assert sample.state is SampleState.COMPARED
    assert "Cohen’s kappa" in browser.get(f"{HERE}/samples/1").text


def test_an_unfinished_sample_is_not_compared(sample, analyst, second):
    with pytest.raises(Refused, match="5 of its points are not coded yet"):
        samples.compare(sample, by=second)
    code_all(sample, second)
    with pytest.raises(Refused, match="It is Sam Second’s to code"):
        samples.compare(sample, by=analyst)


def test_who_agree_on_everything_have_nothing_to_resolve(sample, second):
    code_all(sample, second)
    samples.compare(sample, by=second)
    assert sample.state is SampleState.RESOLVED
    figures = {one.name: one.figures for one in sampled.themes_of(sample)}
    assert figures["Visits"].kappa == pytest.approx(1)
    assert sampled.overall(sample).agreed == pytest.approx(1)


def test_a_theme_that_nobody_gave_has_no_kappa_and_the_page_says_why(browser, coded, themes, round_, analyst, second):
    codes.code(coded[3], [], by=analyst)
    made = samples.draw(round_, size=5, coder=second, by=analyst)
    code_all(made, second)
    samples.compare(made, by=second)
    db.session.commit()
    page = browser.as_(analyst).get(f"{HERE}/samples/{made.number}").text
    assert "Cannot be computed: neither gave it to any point." in page


def test_a_difference_is_resolved_by_a_person_with_a_reason_and_then_stands(
    browser, sample, coded, themes, analyst, second, round_
):
    visits, food, _ = (theme.id for theme in themes)
    code_all(sample, second, otherwise={coded[0].id: [food]})
    samples.compare(sample, by=second)
    db.session.commit()
    held = sampled.unresolved(sample)[0]
    address = f"{HERE}/samples/1/differences/{held.position}"
    assert (held.point_id, held.first, held.second) == (coded[0].id, [visits], [food])
    assert "Enter the reason" in browser.as_(analyst).submit(address, themes=str(food)).text
    browser.submit(address, themes=[str(visits), str(food)], reason="Both are named.")
    assert codes_now(coded[0]) == {visits, food}
    assert (held.resolved, held.reason, held.resolved_by_id) == ([visits, food], "Both are named.", analyst.id)
    assert (held.first, held.second) == ([visits], [food])
    assert sample.state is SampleState.RESOLVED
    page = browser.get(f"{HERE}/samples/1").text
    assert "Both are named." in page
    again = browser.post(address, data={"csrf_token": browser._token(), "reason": "No."}, follow_redirects=True).text
    assert "It was resolved already" in again


def test_a_reworded_or_split_point_is_left_out_of_the_comparison(sample, coded, second, analyst):
    with pytest.raises(Refused, match="A second coder is at work on it"):
        splitting.split(coded[2], at=[13], by=analyst)
    say(coded[0].response, "Something else.", characteristics=())
    say(coded[1].response, "", characteristics=())
    code_all(sample, second)
    samples.compare(sample, by=second)
    assert sample.results["points"] == 3


def test_while_a_sample_is_open_the_frame_keeps_its_themes(sample, themes, analyst):
    for do in (
        lambda: frame.retire(themes[0], reason="So.", by=analyst),
        lambda: frame.merge_into(themes[0], themes[1], reason="So.", by=analyst),
        lambda: frame.split_theme(themes[0], ["A", "B"], reason="So.", by=analyst),
    ):
        with pytest.raises(Refused, match="A second coder is at work with this code frame: sample 1"):
            do()


def test_a_sample_is_given_up_with_a_reason_and_then_hides_nothing(
    browser, sample, coded, themes, round_, second, analyst
):
    browser.as_(analyst).submit(f"{HERE}/samples/1/give-up", reason="Sam is ill.")
    assert sample.state is SampleState.GIVEN_UP
    assert queries.counts(round_.id, seen_by=second)[themes[0].id].points == 2
    with pytest.raises(NotAllowed):
        samples.give_up(sample, reason="x", by=make.person(Role.ASSURER))


def test_the_method_note_tells_how_it_was_coded_without_a_name(sample, coded, themes, round_, analyst, second):
    code_all(sample, second, otherwise={coded[0].id: [themes[1].id]})
    samples.compare(sample, by=second)
    held = sampled.unresolved(sample)[0]
    samples.resolve(sample, held, [themes[0].id], reason="Read again.", by=analyst)
    db.session.flush()
    told = method.of(round_)
    one = told.samples[0]
    assert (told.frame_version, told.themes, told.coded, told.points) == (1, 3, 5, 5)
    assert (one.size, one.population, one.seed, one.points, one.same) == (5, 5, 7, 5, 4)
    assert (one.resolved, one.unresolved) == (1, 0)
    assert [theme.name for theme in one.themes] == ["Visits", "Food", "Work"]
    assert one.overall.kappa < 1
    assert "Sam Second" not in str(told)
    assert "Ada" not in str(told)


def test_a_second_sample_draws_other_points(sample, coded, round_, analyst, second, themes):
    code_all(sample, second)
    samples.compare(sample, by=second)
    from tests.answers.conftest import respond

    respond(round_, {"CU-1": ("agree", "Late visits.")})
    late = db.session.query(Point).order_by(Point.id.desc()).first()
    codes.code(late, [themes[0].id], by=analyst)
    again = samples.draw(round_, size=9, coder=second, by=analyst)
    assert (again.number, [held.point_id for held in sampled.points_of(again)]) == (2, [late.id])
    assert db.session.query(PointTheme).filter_by(point_id=late.id).count() == 1

"""Points are split and merged before they are answered; what they were made from is kept, and either can be undone."""

import pytest

from app.answers import commands as answers
from app.coding.uncoding import SPLIT
from app.equality import commands as equality
from app.equality.queries import said_about, screening_facts
from app.extensions import db
from app.models import Point, PointRead, PointTheme, Theme, ThemeSuggestion
from app.points import commands
from app.points.concerning import concern, relocate
from app.timeline import queries as timeline
from tests import make
from tests.answers.conftest import respond
from tests.points.conftest import GYM, VISITS, live, say, texts
from workflows.engine import NotAllowed, Refused
from workflows.point import PointState
from workflows.roles import Role
from workflows.screening import Finding


@pytest.fixture
def parts(whole, analyst):
    made = commands.split(whole, at=[VISITS, GYM], by=analyst)
    db.session.commit()
    return made


def test_each_part_keeps_its_place_its_wording_and_whom_it_concerns(whole, parts):
    assert [(part.begins, part.text) for part in parts] == [
        (0, "Keep the workshop."), (VISITS, "Visits are too short."), (GYM, "Close the gym."),
    ]  # fmt: skip
    for part in parts:
        assert (part.said_in, part.place, part.intention_id) == ("CU-1", "CU-1", whole.intention_id)
        assert (part.characteristics, part.stance, part.received_at) == (["age"], whole.stance, whole.received_at)
        assert part.origins == [whole]
    assert whole.state is PointState.REPLACED


def test_the_history_of_both_says_where_they_came_from(whole, parts, analyst):
    assert timeline.of(whole, seen_by=analyst)[0].detail == "Split into 3 points. From unanswered to replaced."
    assert timeline.of(parts[0], seen_by=analyst)[0].detail.startswith(f"Split from point {whole.id}")


def test_without_a_cut_nothing_is_split(whole, analyst):
    with pytest.raises(Refused, match="Choose where a new point begins"):
        commands.split(whole, at=[0], by=analyst)


def test_what_is_answered_is_not_split(whole, analyst):
    answers.answer(whole, disposition="accepted", reason="Yes.", by=analyst)
    with pytest.raises(Refused):
        commands.split(whole, at=[VISITS], by=analyst)


def test_only_an_analyst_splits(whole, manager):
    with pytest.raises(NotAllowed):
        commands.split(whole, at=[VISITS], by=manager)


def test_codes_of_the_whole_are_only_suggested_for_its_parts(whole, analyst):
    theme = make.add(Theme(round_id=whole.round_id, name="Visits"))
    make.add(PointTheme(point_id=whole.id, theme_id=theme.id, by_id=analyst.id, at=make.NOON))
    parts = commands.split(whole, at=[VISITS], by=analyst)
    db.session.flush()
    assert db.session.query(PointTheme).filter(PointTheme.point_id.in_([part.id for part in parts])).all() == []
    found = db.session.query(ThemeSuggestion).all()
    assert {(one.point_id, one.source) for one in found} == {(part.id, SPLIT) for part in parts}


def test_who_has_read_the_whole_has_read_its_parts(whole, analyst):
    commands.mark_read([whole.id], by=analyst)
    parts = commands.split(whole, at=[VISITS], by=analyst)
    db.session.flush()
    assert db.session.query(PointRead).filter(PointRead.point_id.in_([part.id for part in parts])).count() == 2


def test_a_split_is_undone_while_no_part_is_answered(whole, parts, analyst):
    again = commands.put_together(whole, by=analyst)
    assert (again.text, again.begins, again.state) == (whole.text, 0, PointState.UNANSWERED)
    assert again.origins == [whole]
    assert {part.state for part in parts} == {PointState.REPLACED}
    assert [part.text for part in commands.split(again, at=[GYM], by=analyst)][1] == "Close the gym."


def test_a_split_with_an_answered_part_stays(whole, parts, analyst):
    answers.answer(parts[0], disposition="accepted", reason="Yes.", by=analyst)
    with pytest.raises(Refused, match="1 of its parts is answered"):
        commands.put_together(whole, by=analyst)


def test_merged_points_are_one_that_concerns_the_places_of_all(whole, analyst):
    other = db.session.query(Point).filter_by(place="CU-2").one()
    concern(other, places=["PA-1"], characteristics=["race"], adverse=True, by=analyst)
    made = commands.merge([other, whole], by=analyst)
    assert made.text in (f"{whole.text}\n\nGood.", f"Good.\n\n{whole.text}")
    assert {made.place, *(one.place for one in made.concerns)} == {"CU-1", "CU-2", "PA-1"}
    assert set(made.characteristics) == {"age", "race"}
    assert made.adverse
    assert set(made.origins) == {whole, other}
    with pytest.raises(Refused, match="Take it apart first"):
        commands.split(made, at=[5], by=analyst)


def test_a_merge_is_undone(whole, analyst):
    other = db.session.query(Point).filter_by(place="CU-2").one()
    made = commands.merge([whole, other], by=analyst)
    back = commands.take_apart(made, by=analyst)
    assert sorted((one.said_in, one.text) for one in back) == [("CU-1", whole.text), ("CU-2", "Good.")]
    assert made.state is PointState.REPLACED


def test_points_of_two_responses_are_not_merged(whole, analyst, round_):
    other = respond(round_, {"CU-1": ("agree", "Me too.")})
    with pytest.raises(Refused, match="of the same response"):
        commands.merge([whole, other.points[0]], by=analyst)


def test_a_moved_point_keeps_where_it_was_said(whole, parts, analyst):
    relocate(parts[1], place="CU-10", why="It is about visits.", by=analyst)
    assert (parts[1].place, parts[1].said_in, parts[1].intention.ref) == ("CU-10", "CU-1", "CU-10")
    entry = timeline.of(parts[1], seen_by=analyst)[0]
    assert (entry.title, entry.detail, entry.why) == (
        "Moved to another place", "From CU-1 to CU-10", "It is about visits.",
    )  # fmt: skip


def test_what_the_respondent_named_stays_on_some_part(whole, parts, analyst):
    for part in parts[:2]:
        concern(part, places=[], characteristics=["sex"], adverse=False, by=analyst)
    with pytest.raises(Refused, match="They said themselves that it concerns Age"):
        concern(parts[2], places=[], characteristics=[], adverse=False, by=analyst)
    assert parts[2].characteristics == ["age"]


def test_screening_asks_for_an_answer_to_the_part_that_says_whom_it_harms(round_, analyst):
    harm = "It hits the old. The building is nice."
    respond(round_, {"EQ-4": (None, harm, ["age"])})
    whole = db.session.query(Point).filter_by(place="EQ-4").one()
    screening = equality.start_screening(round_, by=make.person(Role.EQUALITY_LEAD))
    for line in screening.lines:
        line.finding = Finding.NOT_RELEVANT
    first, second = commands.split(whole, at=[harm.index("The building")], by=analyst)
    concern(second, places=[], characteristics=[], adverse=False, by=analyst)
    with pytest.raises(Refused, match="at least one point of that answer keeps the mark"):
        concern(first, places=[], characteristics=["age"], adverse=False, by=analyst)
    assert screening_facts(screening)["adverse_unanswered"] == ("Age",)
    assert said_about(round_) == {"age": [first]}
    answers.answer(first, disposition="accepted", reason="We mend it.", by=analyst)
    db.session.flush()
    assert screening_facts(screening)["adverse_unanswered"] == ()


def test_a_change_elsewhere_in_the_comment_leaves_the_answers_of_standing_parts(whole, parts, analyst):
    response = whole.response
    answers.answer(parts[0], disposition="accepted", reason="Yes.", by=analyst)
    answers.answer(parts[2], disposition="not accepted", reason="No.", by=analyst)
    db.session.commit()
    say(response, "First of all. Keep the workshop. Visits are much too short.")
    assert texts(response) == ["First of all.", "Keep the workshop.", "Visits are much too short."]
    kept = live(response)[1]
    assert (kept.state, kept.reason, kept.begins) == (PointState.ANSWERED, "Yes.", len("First of all. "))
    assert {point.state for point in (parts[1], parts[2])} == {PointState.WITHDRAWN}


def test_words_that_come_back_are_the_point_they_were(whole, parts):
    response = whole.response
    say(response, "Keep the workshop. Close the gym.")
    say(response, "Keep the workshop. Visits are too short. Close the gym.")
    assert [point.id for point in live(response)] == [part.id for part in parts]


def test_a_comment_taken_back_withdraws_all_its_parts(whole, parts):
    say(whole.response, "", characteristics=())
    assert live(whole.response) == []


def test_a_merged_point_of_which_one_half_is_gone_leaves_the_other_half_as_a_new_point(whole, analyst):
    response = whole.response
    other = db.session.query(Point).filter_by(place="CU-2").one()
    made = commands.merge([whole, other], by=analyst)
    db.session.commit()
    say(response, "", characteristics=())
    assert made.state is PointState.WITHDRAWN
    assert texts(response, "CU-2") == ["Good."]


def test_a_new_tag_reaches_every_part_and_an_analysts_own_stays(whole, parts, analyst):
    concern(parts[0], places=[], characteristics=["age", "sex"], adverse=False, by=analyst)
    db.session.commit()
    say(whole.response, whole.text, characteristics=("race",))
    assert [set(point.characteristics) for point in live(whole.response)] == [{"sex", "race"}, {"race"}, {"race"}]


def test_what_is_added_to_a_released_comment_becomes_a_new_point(whole):
    db.session.execute(Point.__table__.update().values(state="released"))
    db.session.commit()
    db.session.expire_all()
    say(whole.response, f"{whole.text} And the food.")
    assert [(point.text, str(point.state)) for point in live(whole.response)] == [
        (whole.text, "released"), ("And the food.", "unanswered"),
    ]  # fmt: skip

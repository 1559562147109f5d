"""Whatever analysts split, merge and undo, and whatever respondents change: every word said is in one live point."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.extensions import db
from app.models import View
from app.points import commands
from app.responses import commands as responses
from app.responses.pieces import live, pieces
from app.responses.points import words
from tests.answers.conftest import respond
from workflows.engine import Refused
from workflows.point import PointState

SENTENCES = ["Keep it.", "Visits are short.", "Close the gym.", "No.", "- More staff", "\n\n", "Keep it."]
comments = st.lists(st.sampled_from(SENTENCES), max_size=5).map(" ".join).map(str.strip)
steps = st.lists(
    st.tuples(st.sampled_from(["split", "merge", "undo", "apart", "change"]), st.integers(0, 9), comments), max_size=6
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=comments, second=comments, doing=steps)
def test_every_word_of_every_comment_is_in_exactly_one_live_point(round_, analyst, first, second, doing):
    response = respond(round_, {"CU-1": ("agree", first), "CU-2": ("disagree", second)})
    everything_is_held_once(response)
    for action, number, comment in doing:
        try:
            act(response, action, number, comment, by=analyst)
        except Refused:
            db.session.rollback()
        db.session.commit()
        db.session.expire_all()
        everything_is_held_once(response)


def act(response, action, number, comment, *, by):
    points = [point for point in live(response.points) if point.state is PointState.UNANSWERED]
    gone = [point for point in response.points if point.state is PointState.REPLACED]
    if action == "change":
        place = "CU-1" if number % 2 else "CU-2"
        them = responses.respondent(response)
        responses.change(response, by=them)
        responses.save_view(response, place, by=them, stance="agree", comment=comment)
        responses.submit(response, by=them)
    elif action == "merge":
        commands.merge(points[number % 2 :: 2] or points, by=by) if points else None
    elif action == "undo" and gone:
        commands.put_together(gone[number % len(gone)], by=by)
    elif points and action in ("split", "apart"):
        point = points[number % len(points)]
        cuts = [found.start() for found in re.finditer(r"(?<=[.\s])\S", point.text)]
        commands.split(point, at=cuts[:2], by=by) if action == "split" else commands.take_apart(point, by=by)


def everything_is_held_once(response):
    held = pieces(response)
    for view in db.session.query(View).filter_by(response_id=response.id):
        said = words(view)
        assert view.sent_text == said
        mine = [part for point in live(response.points) for place, part in held[point.id] if place == view.place]
        assert all(said[part.begins : part.begins + len(part.text)] == part.text for part in mine)
        for word in re.finditer(r"\w+", said):
            holders = [p for p in mine if p.begins <= word.start() and word.end() <= p.begins + len(p.text)]
            assert len(holders) == 1, (said, word, mine)

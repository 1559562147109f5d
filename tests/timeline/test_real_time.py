"""A rehearsal's timeline keeps both times: the round's own, and when it really happened."""

import re
from datetime import UTC, datetime

from app import chain
from app.extensions import db
from app.permissions import SYSTEM
from app.timeline import queries
from tests import make
from workflows.roles import Role


def test_in_a_rehearsal_each_line_says_when_it_was_really_recorded(browser):
    round_ = make.round_()
    chain.created(round_, by=SYSTEM).at_real = datetime(2026, 11, 22, 1, 5, tzinfo=UTC)
    db.session.commit()
    page = browser.as_(make.person(Role.ROUND_MANAGER)).get(f"/rounds/{round_.slug}").text
    line = re.search(r'moj-timeline__date">(.*?)</p>', page).group(1)
    said = re.sub(r"<[^>]+>", "", line)
    assert said == "Monday 21 November 2011 at 12:00pm (recorded 22 November 2026 at 1:05am real time)"


def test_where_both_are_one_nothing_is_added(app):
    round_ = make.round_()
    chain.created(round_, by=SYSTEM).at_real = make.NOON
    db.session.commit()
    (line,) = queries.of(round_, seen_by=None)
    assert line.recorded == ""

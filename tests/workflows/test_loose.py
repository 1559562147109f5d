"""What people type loosely is understood where it can mean one thing only, and asked about everywhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.loose import Unclear, Understood, understand
from workflows.schedule import FIGURE_TO_FOLLOW, Column, Kind

SUM, COUNT, DAY = (
    Column("price", "Price", Kind.MONEY),
    Column("places", "Places", Kind.WHOLE),
    Column("on", "Review date", Kind.DATE),
)
FIRM, WORDS = Column("firm", "Firm or indicative", Kind.YES_NO), Column("partner", "Partner", Kind.TEXT)
LONG, OPTIONAL = Column("why", "Why", Kind.LONG), Column("evidence", "Evidence", Kind.LONG, required=False)


@pytest.mark.parametrize(
    ("column", "typed", "meant"),
    [
        (SUM, "£1.2m", 1_200_000), (SUM, "1.2 million", 1_200_000), (SUM, "£1,200k", 1_200_000),
        (SUM, "GBP 1,200,000", 1_200_000), (SUM, "£1.25 million pounds", 1_250_000), (SUM, "12000 pounds", 12_000),
        (SUM, "£ 12,000.00", 12_000), (SUM, "(£12,000)", -12_000), (SUM, "−£3k", -3_000), (SUM, "-£12,000", -12_000),
        (SUM, "£1 200 000", 1_200_000), (SUM, "nil", 0), (SUM, "£1.5bn", 1_500_000_000),
        (COUNT, "1,200 places", 1_200), (COUNT, "1 200", 1_200), (COUNT, "1.2k", 1_200), (COUNT, "none", 0),
        (COUNT, "90 people on remand", 90),
        (DAY, "31 March 2013", "2013-03-31"), (DAY, "31/03/2013", "2013-03-31"), (DAY, "2013-03-31", "2013-03-31"),
        (DAY, "31st March 2013", "2013-03-31"), (DAY, "March 31, 2013", "2013-03-31"), (DAY, "31.3.13", "2013-03-31"),
        (DAY, "end of March 2013", "2013-03-31"), (DAY, "end Feb 2012", "2012-02-29"),
        (DAY, "start of April 2012", "2012-04-01"), (DAY, "Friday 9 December 2011", "2011-12-09"),
        (FIRM, "Firm", True), (FIRM, "fixed price", True), (FIRM, "indicative", False), (FIRM, "No", False),
        (WORDS, "  Northern   Mentors ", "Northern Mentors"), (LONG, "A.\n\nB.", "A.\n\nB."), (OPTIONAL, " ", ""),
    ],
)  # fmt: skip
def test_one_meaning_is_understood(column, typed, meant):
    assert understand(column, typed) == Understood(meant)


@pytest.mark.parametrize("column", [SUM, COUNT, DAY, FIRM, WORDS])
@pytest.mark.parametrize("typed", ["Figure to follow", "tbc", "TBC.", "to be confirmed", "(figure to follow)", "n/k"])
def test_a_figure_may_follow_in_every_column(column, typed):
    assert understand(column, typed) == Understood(FIGURE_TO_FOLLOW)


@pytest.mark.parametrize(
    ("column", "typed", "guess"),
    [
        (SUM, "1.2", 1_200_000), (SUM, "£12,000.50", 12_000), (SUM, "£1.200", 1_200), (SUM, "about £5,000", 5_000),
        (SUM, "£5,000 per month", 5_000), (SUM, "€5", None), (SUM, "two", None), (SUM, "£5,000-£6,000", None),
        (SUM, "£99,999,999,999", None),
        (COUNT, "1.200", 1_200), (COUNT, "12.5", None), (COUNT, "100-120", None), (COUNT, "120%", 120),
        (COUNT, "120 per month", 120), (COUNT, "about 90", 90), (COUNT, "90 (was 120)", None), (COUNT, "£90", 90),
        (COUNT, "-5", None), (COUNT, "up to 90", 90), (COUNT, "9" * 40, None),
        (DAY, "March 2013", "2013-03-31"), (DAY, "mid-May 2012", None), (DAY, "31 June 2012", None),
        (DAY, "Thursday 9 December 2011", "2011-12-09"), (DAY, "soon", None), (DAY, "29 Feb 2013", None),
        (DAY, "31/13/2012", None), (DAY, "end of March 0000", None),
        (FIRM, "maybe", None), (WORDS, "x" * 301, None), (WORDS, "", FIGURE_TO_FOLLOW), (SUM, "", FIGURE_TO_FOLLOW),
    ],
)  # fmt: skip
def test_a_doubt_is_a_question_with_its_likely_answer(column, typed, guess):
    found = understand(column, typed)
    assert isinstance(found, Unclear)
    assert found.question.endswith((".", "?"))
    assert found.guess == guess


@given(st.sampled_from([SUM, COUNT, DAY, FIRM, WORDS, LONG, OPTIONAL]), st.text(max_size=60))
def test_anything_at_all_gets_an_answer(column, typed):
    assert isinstance(understand(column, typed), Understood | Unclear)

"""Two texts shown as one lose no word of either."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.differences import by_paragraph, newer, older, words

TEXTS = st.lists(st.text(alphabet="ab ., \n", max_size=12), max_size=5).map("\n\n".join)


@pytest.mark.parametrize("compared", [words, by_paragraph])
@given(old=TEXTS, new=TEXTS)
def test_without_what_came_it_is_the_older_text_and_without_what_went_the_newer(compared, old, new):
    runs = compared(old, new)
    assert (older(runs), newer(runs)) == (old, new)


def test_paragraphs_with_little_in_common_are_not_mixed():
    runs = by_paragraph(
        "We buy places in prison.\n\nIn the summary, of care.", "We buy places.\n\nIn Wales, not of us."
    )
    assert [run.text for run in runs if run.kind != "same"] == [
        " in prison", "\n\nIn the summary, of care.", "\n\nIn Wales, not of us."
    ]  # fmt: skip

"""A notice to many: who may issue it and undo it as a whole, and until when."""

from datetime import UTC, date, datetime

from tests.workflows import proof
from workflows.notice import NoticeKind, Origin
from workflows.notice_batch import workflow

READY = proof.Ready(
    workflow,
    thing={
        "kind": NoticeKind.MANDATORY,
        "origin": Origin.LAW,
        "answer_by": date(2012, 6, 29),
        "effective_on": date(2012, 7, 2),
        "sooner_reason": "",
        "written_by_id": 7,
        "undo_by": date(2012, 6, 8),
    },
    facts={
        "now": datetime(2012, 6, 1, 12, tzinfo=UTC),
        "today": date(2012, 6, 1),
        "person_id": 3,
        "affected": 166,
        "earliest_answer": date(2012, 6, 29),
        "earliest": "29 June 2012",
        "built_on": (),
        "undo_by": "8 June 2012",
        "reason": "Sent too soon.",
    },
)
REFUSALS: proof.Refusals = [
    ("issue", {"person_id": 7}, "You wrote this notice, so another signatory must issue it."),
    ("issue", {"affected": 0}, "It would change no agreement. Choose other agreements, or another change."),
    (
        "issue",
        {"origin": Origin.CORRECTION},
        "A proposal and a correction need both sides. Make this notice discretionary, or say where else it comes from.",
    ),
    (
        "issue",
        {"answer_by": date(2012, 6, 28)},
        "Providers have 20 working days: ask for their answers by 29 June 2012 or later. Only a mandatory notice may "
        "give less, with the reason.",
    ),
    (
        "issue",
        {"answer_by": date(2012, 7, 3)},
        "It cannot take effect before the answers are due, nor before today. Move the day on which it takes effect.",
    ),
    ("undo", {"reason": " "}, "Say why, in words that every provider will read."),
    (
        "undo",
        {"now": datetime(2012, 6, 8, 23, tzinfo=UTC)},
        "It could be undone until the end of 8 June 2012. Withdraw the notices one by one, or give another.",
    ),
    (
        "undo",
        {"built_on": ("HMP Durham accepted it on 4 June 2012 (Gary Governor)", "and 3 others")},
        "It can be undone only while nobody has built on it, and since then: "
        "HMP Durham accepted it on 4 June 2012 (Gary Governor), and 3 others.",
    ),
]


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_a_refusal_says_why_and_nothing_else(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_every_condition_is_shown_to_matter():
    assert proof.unproved(READY, REFUSALS) == set()

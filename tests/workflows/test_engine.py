"""The engine under every table: what it asks, in what order, and that a refusal changes nothing."""

from enum import StrEnum
from types import SimpleNamespace

import pytest

from workflows.engine import Move, NotAllowed, Refused, Step, Workflow, guard
from workflows.roles import Role


class LoanState(StrEnum):
    ASKED = "asked"
    LENT = "lent"
    RETURNED = "returned"


@guard("Say who vouches for them: {friends} would.")
def somebody_vouches(_, *, friends=(), vouched=False, **__):
    return vouched


@guard("Wait until the book is back.")
def book_is_here(loan, **_):
    return loan.book_is_here


@guard("The director is away.")
def director_is_here(_, *, director_is_here=True, **__):
    return director_is_here


S = LoanState
READER, LIBRARIAN, DIRECTOR = Role.RESPONDENT, Role.ANALYST, Role.ROUND_MANAGER
loans = Workflow(
    name="loan",
    states=LoanState,
    initial=S.ASKED,
    final={S.RETURNED},
    moves=[
        Move("renew", [S.LENT], to=None, by={READER}),
        Move("lend", [S.ASKED], to=S.LENT, by={LIBRARIAN}, when=[book_is_here, somebody_vouches]),
        Move("lend", [S.ASKED], to=S.LENT, by={DIRECTOR}, when=[director_is_here]),
        Move("renew", [S.ASKED, S.LENT], to=None, by={LIBRARIAN}),
        Move("give_back", [S.LENT], to=S.RETURNED, by={READER, LIBRARIAN}),
    ],
)


def loan(state=S.ASKED, *, book_is_here=True):
    return SimpleNamespace(state=state, book_is_here=book_is_here)


def test_a_move_says_what_happened_and_sets_the_state():
    it = loan()
    assert loans.fire(it, "lend", {LIBRARIAN}, vouched=True) == Step("lend", S.ASKED, S.LENT)
    assert it.state is S.LENT


def test_an_action_without_a_next_state_stays_put():
    it = loan(S.LENT)
    assert loans.fire(it, "renew", {READER}) == Step("renew", S.LENT, S.LENT)
    assert it.state is S.LENT


def test_every_reason_is_given_at_once_and_nothing_changes():
    it = loan(book_is_here=False)
    with pytest.raises(Refused) as refused:
        loans.fire(it, "lend", {LIBRARIAN}, friends=("Ann", "Bob"))
    assert refused.value.reasons == (
        "Wait until the book is back.",
        "Say who vouches for them: Ann, Bob would.",
    )
    assert it.state is S.ASKED


def test_a_fact_that_was_not_given_reads_as_it():
    with pytest.raises(Refused, match=r"^Say who vouches for them: it would\.$"):
        loans.check(loan(), "lend", {LIBRARIAN})


def test_whoever_plays_two_parts_takes_the_row_that_is_open():
    it = loan(book_is_here=False)
    loans.fire(it, "lend", {LIBRARIAN, DIRECTOR})
    assert it.state is S.LENT


def test_whoever_plays_two_parts_hears_what_is_nearest():
    with pytest.raises(Refused, match=r"^The director is away\.$"):
        loans.check(loan(book_is_here=False), "lend", {LIBRARIAN, DIRECTOR}, director_is_here=False)


def test_a_wrong_part_is_told_so_wherever_the_thing_stands():
    for state in S:
        with pytest.raises(NotAllowed, match=r"^Lend: your part in this loan does not include it\.$"):
            loans.check(loan(state), "lend", {READER})


def test_a_part_that_may_later_is_told_so():
    with pytest.raises(NotAllowed, match=r"^Renew: not your move while this loan is asked\.$"):
        loans.check(loan(), "renew", {READER})


def test_the_right_part_at_the_wrong_time_is_told_where_it_stands():
    with pytest.raises(Refused, match=r"^Give back: not possible while this loan is returned\.$"):
        loans.fire(loan(S.RETURNED), "give_back", {READER})


def test_an_action_that_no_table_has_is_nobodys():
    with pytest.raises(NotAllowed):
        loans.check(loan(), "steal", set(Role))


def test_obstacles_are_what_fire_would_refuse_with():
    assert loans.obstacles(loan(), "lend", {DIRECTOR}) == ()
    assert loans.obstacles(loan(book_is_here=False), "lend", {LIBRARIAN}, vouched=True) == (
        "Wait until the book is back.",
    )


def test_actions_are_listed_once_in_the_order_of_the_table():
    assert loans.actions(loan(S.LENT), {READER, LIBRARIAN}) == ["renew", "give_back"]
    assert loans.actions(loan(), {LIBRARIAN, DIRECTOR}) == ["lend", "renew"]
    assert loans.actions(loan(S.RETURNED), set(Role)) == []


def test_two_things_of_one_kind_do_not_know_of_each_other():
    one, other = loan(), loan()
    loans.fire(one, "lend", {DIRECTOR})
    assert (one.state, other.state) == (S.LENT, S.ASKED)


def test_a_thing_that_was_read_from_a_database_keeps_its_state():
    it = loan(S.LENT)
    loans.actions(it, {READER})
    assert it.state is S.LENT


def test_a_state_has_no_back_door():
    with pytest.raises(KeyError):
        loans._machine.events["to_returned"]

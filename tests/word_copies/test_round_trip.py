"""An agreement goes into Word and comes back as an offer that nobody has sent yet."""

import copy as copying
import io

import pytest

from app.agreements import commands as agreements
from app.extensions import db
from app.models import Change, EditedCopy, Offer, Remark, Term, UnplacedChange, Upload, WordCopy
from tests import make
from tests.agreements.pressing import hidden
from tests.signing.people import cast
from tests.word_copies.editing import Edited
from workflows.roles import Role
from workflows.term import Answer


@pytest.fixture
def made(app):
    return cast("with provider")


def take(browser, made, who=None) -> bytes:
    """Press the button for a copy; the Word file."""
    page = f"{made.path}/word"
    browser.as_(who or made.provider_negotiator).get(page)
    answer = browser.post(f"{page}/copy", data=hidden(browser.get(page)))
    assert answer.status_code == 200
    assert answer.mimetype.endswith("wordprocessingml.document")
    return answer.data


def bring(browser, made, content: bytes, who=None, name="edited.docx"):
    """Choose the edited file and send it."""
    page = f"{made.path}/word"
    browser.as_(who or made.provider_negotiator)
    return browser.post(page, data={**hidden(browser.get(page)), "file": (io.BytesIO(content), name)})


def put(browser, made, number=1, **fields):
    page = f"{made.path}/word/{number}"
    return browser.post(page, data={**hidden(browser.get(page)), "reason": "As in our file.", **fields})


def propose(made) -> None:
    words = dict.fromkeys(("need_profile", "rationale", "subcontracting", "delivery_plan"), "Words.")
    agreements.write_opening(made.it, by=made.provider_negotiator, **words)
    agreements.propose(made.it, reason="So.", by=made.provider_negotiator)
    db.session.commit()


def counter(made, ref: str, **fields) -> None:
    by = made.commissioner_negotiator
    agreements.write_change(made.it, term(ref), fields=fields, reason="So.", by=by)
    agreements.counter(made.it, reason="So.", by=by)
    db.session.commit()


def term(ref: str) -> Term:
    return db.session.query(Term).filter_by(ref=ref).one()


def name(ref: str, column: int) -> str:
    return f"v{term(ref).id}-{column}"


def test_what_was_changed_in_word_goes_into_the_offer_and_no_further(browser, made):
    edited = Edited(take(browser, made)).type("VT-1", 3, "95 places").type("PR-1", 2, "£9.2m").type("PR-1", 1, "£200k")
    answer = bring(browser, made, edited.bytes())
    assert answer.status_code == 303
    page = browser.get(answer.location)
    assert "VT-1 Programmes" in page.text
    assert "<del>90</del>" in page.text
    assert "<ins>95</ins>" in page.text
    assert "The file says “95 places”" in page.text
    assert "<ins>£9,200,000</ins>" in page.text
    assert db.session.query(Offer).filter_by(number=None).count() == 0, "looking changes nothing"
    taken = [name("VT-1", 3), name("PR-1", 1), name("PR-1", 2)]
    answer = put(browser, made, take=taken)
    assert answer.status_code == 303, answer.text
    offer = db.session.query(Offer).filter_by(number=None).one()
    assert {c.term.ref: c.after for c in offer.changes} == {
        "VT-1": {"target": 95},
        "PR-1": {"change": 200_000, "price": 9_200_000},
    }
    assert term("VT-1").fields["target"] == 90, "the table stays as it is until the offer is sent"
    assert "Nothing is sent until you send the offer" in browser.get(made.path).text


def test_a_file_that_says_nothing_new_says_so(browser, made):
    answer = bring(browser, made, take(browser, made))
    page = browser.get(answer.location)
    assert "No value differs from what is on the table." in page.text
    assert "Nothing was changed outside the fields." in page.text


def test_only_ticked_values_go_in_and_the_others_stay_to_be_taken_later(browser, made):
    edited = Edited(take(browser, made)).type("VT-1", 3, "95").type("VT-1", 1, "Young men")
    bring(browser, made, edited.bytes())
    put(browser, made, take=[name("VT-1", 1)])
    assert db.session.query(Change).one().after == {"population": "Young men"}
    put(browser, made, take=[name("VT-1", 3)])
    assert db.session.query(Change).one().after == {"population": "Young men", "target": 95}, "neither undoes the other"


def test_pressing_twice_puts_it_in_once(browser, made):
    bring(browser, made, Edited(take(browser, made)).type("VT-1", 3, "95").comment("VT-1", 3, "Cells closed").bytes())
    for _ in range(2):
        assert put(browser, made, take=[name("VT-1", 3)], comments="private").status_code == 303
    assert db.session.query(Change).count() == 1
    assert db.session.query(Remark).count() == 1
    assert "Nothing was written twice" in browser.get(made.path).text


def test_one_button_pressed_twice_in_a_hurry_is_none_the_worse(browser, made):
    bring(browser, made, Edited(take(browser, made)).type("VT-1", 3, "95").bytes())
    page = f"{made.path}/word/1"
    form = {**hidden(browser.get(page)), "reason": "As in our file.", "take": [name("VT-1", 3)]}
    assert [browser.post(page, data=form).status_code for _ in range(2)] == [303, 303]
    assert db.session.query(Change).count() == 1


def test_what_a_colleague_wrote_meanwhile_is_shown_before_it_is_replaced(browser, made):
    bring(browser, made, Edited(take(browser, made)).type("VT-1", 3, "95").bytes())
    page = f"{made.path}/word/1"
    form = {**hidden(browser.get(page)), "reason": "As in our file.", "take": [name("VT-1", 3)]}
    agreements.write_change(made.it, term("VT-1"), fields={"target": 70}, reason="So.", by=made.provider_negotiator)
    db.session.commit()
    answer = browser.post(page, data=form)
    assert "The table or your offer has changed since you opened this page." in answer.text
    assert "Your offer says Target 70." in answer.text
    assert db.session.query(Change).one().after == {"target": 70}
    put(browser, made, take=[name("VT-1", 3)])
    assert db.session.query(Change).one().after == {"target": 95}


def test_what_could_mean_two_things_is_asked_and_the_answer_understood(browser, made):
    bring(browser, made, Edited(take(browser, made)).type("VT-1", 3, "about 95").type("PR-2", 2, "1.2").bytes())
    page = browser.get(f"{made.path}/word/1")
    assert "Is this 95?" in page.text
    assert "Is this £1,200,000?" in page.text
    answer = put(browser, made, **{name("VT-1", 3): "roughly 95"})
    assert "Target: Is this 95?" in answer.text, "a doubtful answer is asked about again"
    assert "roughly 95" in answer.text
    assert put(browser, made, **{name("VT-1", 3): "95 places"}).status_code == 303
    assert db.session.query(Change).one().after == {"target": 95}


def test_a_value_that_the_checks_refuse_is_named_and_nothing_is_put(browser, made):
    bring(browser, made, Edited(take(browser, made)).type("VT-1", 3, "500").bytes())
    answer = put(browser, made, take=[name("VT-1", 3)])
    assert "Enter a target of 240 or fewer" in answer.text
    assert db.session.query(Change).count() == 0


def test_every_change_has_a_reason(browser, made):
    bring(browser, made, Edited(take(browser, made)).type("VT-1", 3, "95").bytes())
    answer = put(browser, made, take=[name("VT-1", 3)], reason="")
    assert "Enter why you change these terms" in answer.text
    put(browser, made, take=[name("VT-1", 3)], reason="", **{f"reason-{term('VT-1').id}": "The wing is closed."})
    assert db.session.query(Change).one().reason == "The wing is closed."


def test_a_comment_is_never_taken_for_a_reason_that_the_other_side_reads(browser, made):
    bring(browser, made, Edited(take(browser, made)).type("VT-1", 3, "95").comment("VT-1", 3, "Go to 80").bytes())
    page = browser.get(f"{made.path}/word/1").text
    assert "Go to 80</p>" in page
    assert "Go to 80</textarea>" not in page
    put(browser, made, take=[name("VT-1", 3)], comments="private")
    assert db.session.query(Change).one().reason == "As in our file."


def test_comments_become_notes_of_ones_own_side_unless_shared(browser, made):
    file = Edited(take(browser, made)).type("VT-1", 3, "95").comment("VT-1", 3, "Too few staff", "Nora").bytes()
    for number, kept in enumerate(("private", "shared", "none"), start=1):
        bring(browser, made, file)
        put(browser, made, number, take=[name("VT-1", 3)], comments=kept)
    private, shared = db.session.query(Remark).order_by(Remark.id)
    assert (private.private, private.term.ref, private.text) == (True, "VT-1", "Too few staff\n\n(From Word: Nora)")
    assert shared.private is False
    assert private.upload_id == db.session.query(Upload).order_by(Upload.id).first().id


def test_the_file_is_kept_exactly_as_it_came(browser, made):
    file = Edited(take(browser, made)).type("VT-1", 3, "95").bytes()
    bring(browser, made, file, name="Our answer (final).docx")
    answer = browser.get(f"{made.path}/word/1/file")
    assert answer.data == file
    assert "Our answer (final).docx" in answer.headers["Content-Disposition"]


def test_what_moved_on_the_table_since_the_copy_is_named_and_not_ticked(browser, made):
    file = Edited(take(browser, made)).type("VT-1", 3, "95").bytes()
    propose(made)
    counter(made, "VT-1", target=80)
    bring(browser, made, file)
    page = browser.get(f"{made.path}/word/1")
    assert "The table has moved on since this copy was made: offer 3 is on it now" in page.text
    assert "It has changed since: your copy said “90”" in page.text
    assert f'value="{name("VT-1", 3)}" checked' not in page.text


def test_an_agreed_term_is_locked_in_word_too(browser, made):
    file = Edited(take(browser, made)).type("VT-1", 3, "95").bytes()
    agreements.answer(made.it, term("VT-1"), answer=Answer.ACCEPT, by=made.provider_negotiator)
    propose(made)
    counter(made, "PR-1", price=9_000_000)
    bring(browser, made, file)
    page = browser.get(f"{made.path}/word/1")
    assert "VT-1 is agreed and locked. Ask to reopen it first" in page.text
    put(browser, made, take=[name("VT-1", 3)])
    assert not any(change.after for change in db.session.query(Change).filter_by(term_id=term("VT-1").id))


def test_the_commissioner_works_on_a_draft_in_word(browser, app):
    made = cast("drafting")
    negotiator = made.commissioner_negotiator
    bring(browser, made, Edited(take(browser, made, negotiator)).type("VT-1", 3, "85").bytes(), negotiator)
    answer = put(browser, made, take=[name("VT-1", 3)], reason="")
    assert answer.status_code == 303, answer.text
    assert term("VT-1").fields["target"] == 85


def test_a_term_that_was_taken_out_of_the_draft_meanwhile_is_left_out(browser, app):
    made = cast("drafting")
    negotiator = made.commissioner_negotiator
    file = Edited(take(browser, made, negotiator)).type("DP-1", 0, "Southern Mentors").type("VT-1", 3, "85")
    file.delete_row("SV-1")
    bring(browser, made, file.bytes(), negotiator)
    agreements.remove_term(term("DP-1"), by=negotiator)
    agreements.remove_term(term("SV-1"), by=negotiator)
    db.session.commit()
    page = browser.get(f"{made.path}/word/1").text
    assert "The file changes a term that is not in the agreement any more. It was left out." in page
    assert bring(browser, made, file.bytes(), negotiator).status_code == 303
    assert put(browser, made, 2, take=[name("VT-1", 3)]).status_code == 303
    assert term("VT-1").fields["target"] == 85


def test_once_the_text_is_agreed_a_file_can_be_read_and_every_term_is_locked(browser, app):
    made = cast("with commissioner")
    who = made.commissioner_negotiator
    file = Edited(take(browser, made, who)).type("VT-1", 3, "85").bytes()
    agreements.accept(made.it, by=who)
    db.session.commit()
    page = browser.get(bring(browser, made, file, who).location).text
    assert "VT-1 is agreed and locked. Ask to reopen it first" in page
    assert "Put these into your offer" not in page
    assert "The text is agreed, so there is nothing to change" in browser.get(f"{made.path}/word").text
    browser.press(f"{made.path}/word", f"{made.path}/word/copy")
    assert db.session.query(WordCopy).count() == 1


# --- who may ----


def test_a_signatory_of_the_side_may_look_and_not_put(browser, made):
    bring(browser, made, Edited(take(browser, made)).type("VT-1", 3, "95").bytes())
    page = browser.as_(made.provider_signatory).get(f"{made.path}/word/1")
    assert "<ins>95</ins>" in page.text
    assert "You can read this, and not use it now." in page.text
    assert "Put these into your offer" not in page.text
    assert put(browser, made, take=[name("VT-1", 3)]).status_code == 403
    assert db.session.query(Change).count() == 0


def test_a_side_whose_move_it_is_not_may_look_and_not_put(browser, made):
    who = made.commissioner_negotiator
    bring(browser, made, Edited(take(browser, made, who)).type("VT-1", 3, "95").bytes(), who)
    assert "not your move" in browser.get(f"{made.path}/word/1").text
    assert put(browser, made, take=[name("VT-1", 3)]).status_code in (403, 409)


def test_the_other_side_never_finds_what_one_side_brought_back(browser, made):
    bring(browser, made, Edited(take(browser, made)).type("VT-1", 3, "95").add_row("VT-1", "SECRET").bytes())
    change = db.session.query(UnplacedChange).first()
    browser.as_(made.commissioner_negotiator)
    for page in ("1", "1/file", f"1/unplaced/{change.id}"):
        assert browser.get(f"{made.path}/word/{page}").status_code == 404
    page = browser.get(f"{made.path}/word").text
    assert "edited.docx" not in page
    assert "SECRET" not in page
    assert "Copies that your side has taken" not in page


@pytest.mark.parametrize("role", [Role.ASSURER, Role.ANALYST, Role.EQUALITY_LEAD])
def test_who_shares_no_sides_notes_finds_nothing(browser, made, role):
    browser.as_(make.person(role))
    assert browser.get(f"{made.path}/word").status_code == 404


def test_another_provider_finds_nothing(browser, made):
    browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider()))
    assert browser.get(f"{made.path}/word").status_code == 404
    assert browser.post(f"{made.path}/word/copy").status_code == 404


def test_numbers_of_copies_tell_nothing_of_the_other_sides(browser, made):
    take(browser, made)
    take(browser, made)
    take(browser, made, made.commissioner_negotiator)
    assert [(copy.side.value, copy.number) for copy in db.session.query(WordCopy).order_by(WordCopy.id)] == [
        ("provider", 1), ("provider", 2), ("commissioner", 1)
    ]  # fmt: skip


def test_a_file_of_another_agreement_is_refused_and_nothing_said_about_it(browser, made):
    other = cast("with provider", round_=made.round, provider=make.provider(name="HMP Elsewhere"))
    file = Edited(take(browser, other, other.provider_negotiator)).type("VT-1", 3, "95").bytes()
    answer = bring(browser, made, file)
    assert answer.status_code == 200
    assert "The file is not a negotiation copy of this agreement." in answer.text
    assert "Elsewhere" not in answer.text
    assert db.session.query(EditedCopy).count() == 0
    assert db.session.query(Upload).count() == 0


def test_a_row_of_another_provider_is_left_out_and_nothing_said_about_it(browser, made):
    other = cast("with provider", round_=made.round, provider=make.provider(name="HMP Elsewhere"))
    theirs = Edited(take(browser, other, other.provider_negotiator)).type("VT-1", 3, "17")
    ours = Edited(take(browser, made)).type("PR-2", 0, "£1,000,001")
    ours.row("PR-2")[0].addnext(copying.deepcopy(theirs.row("VT-1")[0]))
    target = ours.cell("VT-1", 3)
    target.getparent().replace(target, copying.deepcopy(theirs.cell("VT-1", 3)))
    page = browser.get(bring(browser, made, ours.bytes()).location).text
    assert "What stands in VT-1 Target was copied in from elsewhere" in page
    assert "A row under" in page
    assert "Elsewhere" not in page
    assert ">17<" not in page
    assert "£1,000,001" in page


# --- unplaced changes ----


@pytest.fixture
def unplaced(browser, made):
    edited = Edited(take(browser, made)).add_row("VT-1", "VT-9", "Workshops", "Craft", "Men", "30", "25", "even", "")
    clause = edited.paragraph("Potential referrals” is the largest number")
    clause.append(edited.inserted(" And 12 more in winter."))
    bring(browser, made, edited.bytes())
    return {change.sort: change for change in db.session.query(UnplacedChange)}


def test_text_changed_outside_the_fields_is_listed(browser, made, unplaced):
    assert set(unplaced) == {"row added", "changed"}
    page = browser.get(f"{made.path}/word/1").text
    assert "VT-9 | Workshops" in page
    assert "And 12 more in winter." in page
    assert "2 changes outside the fields" in page


def test_it_can_be_placed_at_a_value_and_goes_into_the_offer_from_there(browser, made, unplaced):
    where = f"{made.path}/word/1/unplaced/{unplaced['changed'].id}"
    answer = browser.submit(where, decision="placed", at=f"{term('VT-1').id}-3", text="102")
    assert answer.status_code == 303
    page = browser.get(f"{made.path}/word/1").text
    assert "<ins>102</ins>" in page
    put(browser, made, take=[name("VT-1", 3)])
    assert db.session.query(Change).one().after == {"target": 102}


def test_it_can_be_placed_at_a_term_noted_and_dismissed(browser, made, unplaced):
    where = f"{made.path}/word/1/unplaced/{unplaced['row added'].id}"
    browser.submit(where, decision="placed", at=f"{term('VT-1').id}", text="")
    assert "VT-9 | Workshops" in browser.get(f"{made.path}/word/1").text
    browser.submit(where, decision="noted", at="", text="Ask Gary.")
    assert "Ask Gary." in browser.get(f"{made.path}/word/1").text
    browser.submit(where, decision="dismissed", at="", text="")
    db.session.expire_all()
    assert unplaced["row added"].decision == "dismissed"
    assert unplaced["row added"].decided_by_id == made.provider_negotiator.id


def test_placing_needs_a_place(browser, made, unplaced):
    where = f"{made.path}/word/1/unplaced/{unplaced['changed'].id}"
    assert "Choose where it belongs" in browser.submit(where, decision="placed", at="", text="102").text


def test_all_that_wait_can_be_dismissed_at_once(browser, made, unplaced):
    browser.press(f"{made.path}/word/1", f"{made.path}/word/1/dismiss-rest")
    assert "Every change outside the fields is decided." in browser.get(f"{made.path}/word/1").text

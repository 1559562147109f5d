"""Offers are taken back one after the other, with other things in between: nothing comes loose, and nobody is stuck."""

from datetime import date

import pytest

from app.agreements import commands, queries
from app.disputes import commands as disputes
from app.disputes import rulings
from app.extensions import db
from app.models import Offer, Term
from app.playbooks import commands as playbooks
from tests.agreements.pressing import hidden
from tests.agreements.test_write_change import VOLUME
from tests.disputes.people import WORDS
from tests.signing.people import cast
from workflows.agreement import AgreementState, Side
from workflows.engine import Refused
from workflows.term import Answer, Refusal, TermState


@pytest.fixture
def made(app):
    """The provider asks for another target and price; the commissioner has the move."""
    made = cast("with provider", price=10_150_000)
    words = dict.fromkeys(("need_profile", "rationale", "subcontracting", "delivery_plan"), "Words.")
    commands.write_opening(made.it, by=made.provider_negotiator, **words)
    change(made.it, "VT-1", 80, made.provider_negotiator)
    commands.propose(made.it, reason="Our proposal.", by=made.provider_negotiator)
    db.session.commit()
    return made


def term(ref) -> Term:
    return db.session.query(Term).filter_by(ref=ref).one()


def change(it, ref, target, by):
    commands.write_change(it, term(ref), fields={"target": target}, reason="Because.", by=by)


def say(made, ref, answer, who, **given):
    commands.answer(made.it, term(ref), answer=answer, by=who, **given)


def counter(made, who):
    commands.counter(made.it, reason="Our answer.", by=who)
    db.session.commit()


def back_and_forth(made):
    """The commissioner counters (offer 3), and so does the provider (offer 4)."""
    change(made.it, "VT-1", 85, made.commissioner_negotiator)
    counter(made, made.commissioner_negotiator)
    change(made.it, "VT-1", 82, made.provider_negotiator)
    counter(made, made.provider_negotiator)


def test_a_side_that_began_its_answer_can_still_take_its_own_earlier_offer_back(browser, made):
    back_and_forth(made)
    commands.write_change(
        made.it, term("SV-1"), fields={"minimum": "Weekly"}, reason="More.", by=made.commissioner_negotiator
    )
    change(made.it, "VT-1", 84, made.commissioner_negotiator)
    commands.withdraw(made.it, reason="A mistake.", by=made.provider_negotiator)
    db.session.commit()
    page = browser.as_(made.commissioner_negotiator).submit(f"{made.path}/withdraw", reason="Ours too.")
    assert page.status_code == 303
    assert "Offer 3 is withdrawn." in browser.get(made.path).text
    unsent = queries.unsent(made.it, Side.COMMISSIONER)
    assert {one.term.ref: one.after for one in unsent.changes} == {
        "SV-1": {"minimum": "Weekly"},
        "VT-1": {"target": 84},
    }
    assert db.session.query(Offer).filter_by(number=None, side=Side.COMMISSIONER).count() == 1


def test_what_was_accepted_stays_locked_when_a_later_offer_is_taken_back(made):
    change(made.it, "VT-1", 85, made.commissioner_negotiator)
    counter(made, made.commissioner_negotiator)
    commands.accept(made.it, by=made.provider_negotiator)
    commands.reopen(made.it, reason="One more thing.", by=made.provider_negotiator, terms=[term("SV-1")])
    commands.reopen_term(term("SV-1"), by=made.commissioner_negotiator)
    commands.write_change(
        made.it, term("SV-1"), fields={"minimum": "Weekly"}, reason="More.", by=made.provider_negotiator
    )
    counter(made, made.provider_negotiator)
    commands.withdraw(made.it, reason="A mistake.", by=made.provider_negotiator)
    db.session.commit()
    with pytest.raises(Refused):
        commands.withdraw(made.it, reason="Now ours.", by=made.commissioner_negotiator)
    assert term("VT-1").state is TermState.AGREED


def test_a_disputed_term_stays_so_when_offers_around_it_are_taken_back(made):
    change(made.it, "VT-1", 85, made.commissioner_negotiator)
    counter(made, made.commissioner_negotiator)
    dispute = disputes.open_dispute(made.it, title="Too much", terms=[term("VT-1")], by=made.provider_negotiator)
    shared(dispute, made.provider_negotiator)
    commands.write_change(
        made.it, term("SV-1"), fields={"minimum": "Weekly"}, reason="More.", by=made.provider_negotiator
    )
    counter(made, made.provider_negotiator)
    commands.withdraw(made.it, reason="A mistake.", by=made.provider_negotiator)
    with pytest.raises(Refused):
        commands.withdraw(made.it, reason="Now ours.", by=made.commissioner_negotiator)
    assert term("VT-1").state is TermState.DISPUTED


def shared(dispute, who):
    disputes.write(dispute, by=who, **WORDS)
    disputes.share(dispute, by=who)
    db.session.commit()


def test_a_parked_term_is_parked_with_its_owner_again(made):
    day = date(2012, 5, 1)
    say(made, "VT-1", Answer.PARK, made.commissioner_negotiator, owner="Director", reason="Census.", until=day)
    counter(made, made.commissioner_negotiator)
    change(made.it, "VT-1", 70, made.provider_negotiator)
    counter(made, made.provider_negotiator)
    commands.withdraw(made.it, reason="A mistake.", by=made.provider_negotiator)
    it = term("VT-1")
    assert (it.state, it.parked_owner, it.parked_reason, it.parked_until) == (
        TermState.PARKED, "Director", "Census.", day,
    )  # fmt: skip


def test_a_request_to_reopen_goes_with_the_acceptance_that_is_taken_back(made):
    say(made, "VT-1", Answer.ACCEPT, made.commissioner_negotiator)
    commands.write_change(
        made.it, term("SV-1"), fields={"minimum": "Weekly"}, reason="More.", by=made.commissioner_negotiator
    )
    counter(made, made.commissioner_negotiator)
    commands.ask_to_reopen(term("VT-1"), reason="Hmm.", by=made.provider_negotiator)
    commands.withdraw(made.it, reason="A mistake.", by=made.commissioner_negotiator)
    assert (term("VT-1").state, term("VT-1").reopen_asked_by) == (TermState.COUNTERED, None)


def test_a_dispute_settled_on_a_term_whose_change_was_wanted_leaves_the_agreement_free(made):
    say(made, "VT-1", Answer.WANT, made.commissioner_negotiator, reason="Higher.")
    counter(made, made.commissioner_negotiator)
    dispute = disputes.open_dispute(made.it, title="Too much", terms=[term("VT-1")], by=made.provider_negotiator)
    shared(dispute, made.provider_negotiator)
    rulings.propose_settlement(
        dispute, values={"VT-1": {"target": 83}}, reasons="Between.", by=made.provider_negotiator
    )
    rulings.accept_settlement(dispute, by=made.commissioner_negotiator)
    db.session.commit()
    assert term("VT-1").state is TermState.AGREED
    commands.accept(made.it, by=made.provider_negotiator)
    assert made.it.state is AgreementState.AGREED


def test_an_acceptance_does_not_count_for_a_value_that_came_after_it(browser, made):
    """Written for 85; the commissioner took 85 back and sent 95 before it left."""
    change(made.it, "VT-1", 85, made.commissioner_negotiator)
    counter(made, made.commissioner_negotiator)
    say(made, "VT-1", Answer.ACCEPT, made.provider_negotiator)
    commands.write_change(
        made.it, term("SV-1"), fields={"minimum": "Weekly"}, reason="More.", by=made.provider_negotiator
    )
    commands.withdraw(made.it, reason="A mistake.", by=made.commissioner_negotiator)
    change(made.it, "VT-1", 95, made.commissioner_negotiator)
    counter(made, made.commissioner_negotiator)
    page = browser.as_(made.provider_negotiator).submit(f"{made.path}/counter", reason="Our answer.")
    assert "VT-1 has changed since you accepted it" in page.text
    assert term("VT-1").state is TermState.COUNTERED
    say(made, "VT-1", Answer.ACCEPT, made.provider_negotiator)
    counter(made, made.provider_negotiator)
    assert (term("VT-1").state, term("VT-1").fields["target"]) == (TermState.AGREED, 95)


def test_a_change_typed_on_a_page_that_shows_another_text_is_compared_first(browser, made):
    """The commissioner takes 85 back and sends another profile while the provider types."""
    change(made.it, "VT-1", 85, made.commissioner_negotiator)
    counter(made, made.commissioner_negotiator)
    path = f"{made.path}/terms/VT-1/write-change"
    typed = {**hidden(browser.as_(made.provider_negotiator).get(path)), **VOLUME, "cell_target": "82"}
    commands.withdraw(made.it, reason="A mistake.", by=made.commissioner_negotiator)
    commands.remove_change(made.it, term("VT-1"), by=made.commissioner_negotiator)
    commands.write_change(
        made.it, term("VT-1"), fields={"population": "Women"}, reason="Only they.", by=made.commissioner_negotiator
    )
    counter(made, made.commissioner_negotiator)
    page = browser.post(path, data=typed)
    assert page.status_code == 200
    assert "Somebody else saved this while you had it open" in page.text
    assert queries.unsent(made.it, Side.PROVIDER) is None


def test_refusing_goes_back_only_to_a_value_within_ones_own_range(browser, made):
    """The draft’s 90 was sent before the range was kept; refusing 80 would put 90 on the table again."""
    playbooks.write_for_term(term("VT-1"), by=made.commissioner_signatory, limits={"target": {"most": 85}})
    say(made, "VT-1", Answer.REFUSE, made.commissioner_negotiator, reason="Too low.", refusal=Refusal.NOT_EVIDENCED)
    db.session.commit()
    page = browser.as_(made.commissioner_negotiator).get(f"{made.path}/counter")
    assert page.status_code == 409
    assert "VT-1 goes beyond your range" in page.text


def test_a_refusal_does_not_count_for_a_value_that_came_after_it(made):
    """Written when refusing led back to 80; the commissioner took that back and asked for a change instead."""
    change(made.it, "VT-1", 85, made.commissioner_negotiator)
    counter(made, made.commissioner_negotiator)
    say(made, "VT-1", Answer.REFUSE, made.provider_negotiator, reason="No.", refusal=Refusal.NOT_AFFORDABLE)
    commands.withdraw(made.it, reason="A mistake.", by=made.commissioner_negotiator)
    say(made, "VT-1", Answer.WANT, made.commissioner_negotiator, reason="Higher.")
    counter(made, made.commissioner_negotiator)
    with pytest.raises(Refused, match="VT-1 has changed since you refused it"):
        commands.counter(made.it, reason="Our answer.", by=made.provider_negotiator)

"""The exact text is fixed when it is agreed, and never changes after."""

import sqlalchemy as sa

from app.agreements import commands as agreements
from app.documents.parts import words_of
from app.documents.storage import as_dict, digest, from_dict
from app.extensions import db
from app.models import AgreementVersion, Approval, Signature, Term
from app.signing.facts import text_of
from tests import make
from tests.signing.people import cast


def versions(of):
    rows = db.session.scalars(sa.select(AgreementVersion).where(AgreementVersion.agreement_id == of.id))
    return sorted(rows, key=lambda version: version.id)


def words(agreement):
    return "\n".join(words_of(text_of(agreement)))


def test_every_sent_offer_is_a_numbered_version_with_its_reason(app):
    made = cast("with commissioner")
    assert [(v.number, v.reason) for v in versions(made.it)] == [
        ("0.1", "First draft for this provider."),
        ("0.2", "This is how we will deliver."),
    ]
    assert "Run visits" in words(made.it)


def test_every_version_names_itself_among_the_versions_and_those_before_it(app):
    made = cast("signed")
    for count, version in enumerate(versions(made.it), start=1):
        text = from_dict(version.text)
        assert text.version == version.number
        listed = next(part.rows for part in text.parts if getattr(part, "key", "") == "versions")
        assert len(listed) == count
        assert listed[-1][:2] == (version.number, version.reason)


def test_the_text_that_is_agreed_is_fixed_with_its_fingerprint(app):
    made = cast("agreed in principle")
    fixed = versions(made.it)[-1]
    assert fixed.number == "0.3"
    assert made.it.text_digest == fixed.digest == digest(from_dict(fixed.text))


def test_nothing_done_after_agreement_changes_the_words_or_the_fingerprint(app):
    made = cast("agreed in principle")
    agreed = versions(made.it)[-1]
    kept, fingerprint = agreed.text, agreed.digest
    for state in ("approved", "signed", "in force"):
        bring_on = {"approved": made.approve, "signed": made.sign}.get(state)
        if bring_on:
            bring_on()
        assert digest(text_of(made.it)) == made.it.text_digest == fingerprint
    assert agreed.text == kept
    signed = versions(made.it)[-1]
    assert signed.number == "1.0"
    assert digest(from_dict(signed.text)) == fingerprint


def test_a_term_altered_behind_everyones_back_does_not_reach_the_signed_text(app):
    made = cast("signed")
    before = as_dict(text_of(made.it))
    db.session.execute(sa.update(Term).values(title="Something else", fields={"requirement": "Less"}))
    db.session.commit()
    assert as_dict(text_of(made.it)) == before


def test_a_signed_text_names_who_signed_and_that_it_is_version_1(app):
    made = cast("signed")
    text = words(made.it)
    assert "Gary Governor" in text
    assert "Delegated by the board" in text
    assert text_of(made.it).version == "1.0"
    assert not text_of(made.it).draft


def test_until_both_have_signed_it_is_a_draft(app):
    made = cast("approved")
    made.sign(made.provider_signatory)
    assert text_of(made.it).draft
    assert made.it.state == "approved"


def test_reopening_voids_approvals_and_signatures_of_both_sides(app):
    made = cast("approved")
    made.sign(made.provider_signatory)
    agreements.reopen(made.it, reason="A figure is wrong.", by=made.provider_negotiator)
    db.session.commit()
    assert made.it.text_digest == ""
    assert not any([made.it.commissioner_approved, made.it.provider_approved, made.it.provider_signed])
    assert all(row.voided_at for model in (Approval, Signature) for row in db.session.scalars(sa.select(model)))
    assert "Neither side has approved this text yet." in words(made.it)


def test_the_same_words_agreed_again_need_approvals_and_signatures_again(app):
    made = cast("approved")
    made.sign(made.provider_signatory)
    agreements.reopen(made.it, reason="To think again.", by=made.commissioner_negotiator)
    agreements.accept(made.it, by=made.commissioner_negotiator)
    db.session.commit()
    assert made.it.state == "agreed in principle"
    made.approve()
    made.sign()
    assert made.it.state == "signed"
    assert [v.number for v in versions(made.it)] == ["0.1", "0.2", "0.3", "0.4", "1.0"]


def test_both_instruments_say_what_they_are(app):
    round_ = make.round_("negotiating")
    sla = cast("agreed in principle", round_=round_)
    trust = make.provider(sector="probation trust", instrument="contract schedule", holds="")
    schedule = cast("agreed in principle", round_=round_, provider=trust)
    assert "not legally binding" in words(sla.it)
    assert "Refreshed part of a legally binding contract" in words(schedule.it)


def test_bringing_it_into_force_keeps_the_text(app):
    made = cast("signed")
    before = digest(text_of(made.it))
    bring_into_force = made.it.starts_on
    make.move_clock(bring_into_force)
    assert digest(text_of(made.it)) == before

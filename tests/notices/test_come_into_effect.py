"""On its day a notice changes the terms, and the agreement's next version is issued; what was signed stays."""

from datetime import date

from app.documents.parts import Signature, Table
from app.documents.storage import digest, from_dict
from app.extensions import db
from app.models import AgreementVersion, Entry
from app.notices import commands
from app.signing import facts
from tests import make
from tests.notices.given import JUNE, issued, on, term
from tests.signing.people import cast
from workflows.term import TermState


def versions(made):
    found = db.session.query(AgreementVersion).filter_by(agreement_id=made.it.id).order_by(AgreementVersion.id)
    return {version.number: version for version in found}


def table(document, key):
    return next(part for part in document.parts if isinstance(part, Table) and part.key == key)


def is_record(part):
    """What is said about a text, and not in it."""
    return isinstance(part, Signature) or getattr(part, "record", False)


def text(made, day=None):
    return facts.text_of(made.it, day)


def test_a_mandatory_notice_takes_effect_on_its_day_and_not_before(app):
    made = cast("in force")
    notice = issued(made)
    assert on(date(2012, 5, 31)) == []
    assert term(made, "VT-1").fields["target"] == 90
    assert on(JUNE) == [f"Notice of change 1 to the agreement 2012-13 with {made.it.provider.name} takes effect"]
    assert (notice.state, notice.took_effect_on) == ("in effect", JUNE)
    assert term(made, "VT-1").fields["target"] == 120
    assert made.it.state == "in force"


def test_time_does_nothing_twice(app):
    made = cast("in force")
    issued(made)
    on(JUNE)
    assert on(JUNE) == []
    assert list(versions(made))[-2:] == ["1.0", "2.0"]


def test_the_next_version_names_the_notice_at_every_passage_it_changed(app):
    made = cast("in force")
    issued(made)
    on(JUNE)
    (row,) = table(text(made), "volumes").rows
    assert row[4] == "120 (notice 1)"
    assert row[3] == "240"
    assert table(text(made), "changes").rows == (
        ("1", "Mandatory", "VT-1 Programmes", "Target: 90", "Target: 120", "None", "1 June 2012", "2.0"),
    )
    assert table(text(made), "versions").rows[-1] == (
        "2.0",
        "Notice of change 1 (mandatory): More places on programmes",
        "1 June 2012",
    )


def test_every_other_word_stays_as_it_was_signed(app):
    made = cast("in force")
    before = from_dict(versions(made)["1.0"].text)
    made.it.provider.name = "HMP Renamed"
    db.session.commit()
    issued(made)
    on(JUNE)
    after = from_dict(versions(made)["2.0"].text)
    words = [(old, new) for old, new in zip(before.parts, after.parts, strict=True) if not is_record(old)]
    differ = [getattr(old, "key", "") for old, new in words if old != new]
    assert differ == ["volumes", "changes"]


def test_what_was_signed_never_changes_and_keeps_its_signatures(app):
    made = cast("in force")
    signed = versions(made)["1.0"]
    was, fingerprint = dict(signed.text), made.it.text_digest
    issued(made)
    on(JUNE)
    signed = versions(made)["1.0"]
    assert signed.text == was
    assert digest(from_dict(signed.text)) == signed.digest == made.it.text_digest == fingerprint
    assert len(facts.standing_facts(made.it).signatures) == 2


def test_the_text_of_any_day_is_the_one_that_applied_then(app):
    made = cast("in force")
    issued(made)
    issued(made, title="Fewer again", changes={"VT-1": {"target": 100}}, effective_on=date(2012, 9, 1))
    on(date(2012, 9, 2))
    shown = {day: table(text(made, day), "volumes").rows[0][4] for day in (date(2012, 5, 31), JUNE, date(2012, 9, 1))}
    assert list(shown.values()) == ["90", "120 (notice 1)", "100 (notice 2)"]
    assert text(made, date(2012, 5, 31)).version == "1.0"
    assert [row[0] for row in table(text(made, JUNE), "versions").rows][-1] == "2.0"
    assert [row[7] for row in table(text(made), "changes").rows] == ["2.0", "3.0"]


def test_a_price_changes_wherever_it_is_named(app):
    made = cast("in force")
    before = made.it.price
    issued(made, changes={"PR-1": {"change": 250000, "price": 9250000}})
    on(JUNE)
    document = text(made)
    assert made.it.price == before + 100000
    assert table(document, "price").rows[-1][3] == "£10,250,000 (notice 1)"
    clause = next(part.text for part in document.parts if "lines of which add up" in getattr(part, "text", ""))
    assert "£10,250,000 (notice 1)" in clause
    assert "£10,150,000" not in clause
    assert table(document, "changes").rows[0][5] == "+£100,000"


def test_late_by_a_week_it_still_applies_from_its_day(app):
    made = cast("in force")
    issued(made)
    on(date(2012, 6, 8))
    assert versions(made)["2.0"].applies_from == JUNE


def test_a_parked_term_is_settled_by_the_notice_that_fills_it_in(app):
    made = cast("in force")
    parked = term(made, "VT-1")
    db.session.execute(parked.__table__.update().where(parked.__table__.c.id == parked.id).values(
        state="parked", parked_owner="A. Smith", parked_reason="The census is late.", parked_until=JUNE))  # fmt: skip
    made.it.terms_parked, made.it.terms_agreed = 1, made.it.terms_agreed - 1
    db.session.commit()
    agreed = made.it.terms_agreed
    issued(made)
    on(JUNE)
    assert (parked.state, parked.parked_owner) == (TermState.AGREED, "")
    assert (made.it.terms_parked, made.it.terms_agreed) == (0, agreed + 1)


def test_it_is_on_the_agreements_timeline(app):
    made = cast("in force")
    issued(made)
    on(JUNE)
    entry = db.session.query(Entry).filter_by(action="vary").one()
    assert entry.what == "version 2.0: Notice of change 1 (mandatory): More places on programmes"


def test_a_discretionary_notice_waits_for_consent_and_then_applies_from_that_day(app):
    made = cast("in force")
    notice = issued(made, kind="discretionary", origin="proposal")
    assert on(date(2012, 6, 20)) == []
    commands.accept(notice, by=made.provider_signatory)
    db.session.commit()
    on(date(2012, 6, 20))
    assert (notice.state, notice.took_effect_on) == ("in effect", date(2012, 6, 20))


def test_notices_of_an_agreement_that_is_over_lapse(app):
    made = cast("in force")
    notice = issued(made, kind="discretionary", origin="proposal")
    make.move_clock(date(2013, 4, 2))
    on(date(2013, 4, 2))
    assert (made.it.state, notice.state) == ("expired", "withdrawn")

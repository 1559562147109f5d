"""Any two texts of an agreement are compared on a page, by those who may see the agreement."""

import lxml.html
import pytest
import sqlalchemy as sa

from app.agreements import commands as agreements
from app.extensions import db
from app.models import Term
from tests import make
from tests.signing.people import cast
from workflows.roles import Role


def negotiated():
    """The commissioner has answered the provider's proposal: another target, and words in a requirement."""
    made = cast("with commissioner")
    by = made.commissioner_negotiator
    for ref, fields in {"VT-1": {"target": 95}, "SV-1": {"requirement": "Run visits and family days"}}.items():
        term = db.session.scalars(sa.select(Term).where(Term.ref == ref)).one()
        agreements.write_change(made.it, term, fields=fields, reason=f"About {ref}.", by=by)
    agreements.counter(made.it, reason="More visits, more places.", by=by)
    db.session.commit()
    return made


def last_year_of(made):
    """The same provider's agreement of the round before, signed."""
    earlier = make.round_(slug="2011-12", title="Commissioning round 2011-12")
    was = cast("signed", round_=earlier, provider=made.it.provider,
               starts_on=made.it.starts_on.replace(year=2011), ends_on=made.it.ends_on.replace(year=2012))  # fmt: skip
    return was.it


def page(browser, who, address):
    answer = browser.as_(who).get(address)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.text)


def rows(document, caption):
    """The rows of a table as lists of what a screen reader says."""
    table = document.xpath(f"//table[caption[contains(., '{caption}')]]")[0]
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath("./tbody/tr")]


def options(document, name):
    return document.xpath(f"//select[@name='{name}']/option/@value")


def test_the_last_two_versions_are_compared_unless_one_chooses_others(browser):
    made = negotiated()
    found = page(browser, made.provider_negotiator, f"{made.path}/compare")
    assert found.xpath("//option[@selected]/@value") == ["0.2", "0.3"]
    assert options(found, "from") == ["template", "0.1", "0.2", "0.3", "now"]


def test_terms_that_changed_stand_before_those_that_went_and_came(browser):
    made = negotiated()
    last_year_of(made)
    other = {"requirement": "Open a chapel", "minimum": "Weekly", "delivered_by": "Volunteers"}
    visits = sa.update(Term).where(Term.agreement_id == made.it.id, Term.ref == "SV-1")
    db.session.execute(visits.values(title="Faith", fields=other))
    db.session.commit()
    found = page(browser, made.provider_negotiator, f"{made.path}/compare?from=last-year&to=now")
    cells = [row[1] for row in rows(found, "Terms that differ")]
    assert cells == sorted(cells, key=lambda cell: ("Added" in cell, "Removed" in cell))
    assert {"The whole term Added", "The whole term Removed"} < set(cells)


def test_other_texts_that_one_would_compare_with_are_one_press_away(browser):
    made = negotiated()
    last_year_of(made)
    found = page(browser, made.provider_negotiator, f"{made.path}/compare?from=0.1&to=0.3")
    links = found.xpath("//p[starts-with(., 'Or compare')]/a/@href")
    assert links == [f"{made.path}/compare?from={key}&to=0.3" for key in ("0.2", "last-year", "template")]


def test_terms_that_differ_stand_first_cell_by_cell_and_say_in_words_what_went_and_what_came(browser):
    made = negotiated()
    found = page(browser, made.provider_negotiator, f"{made.path}/compare?from=0.1&to=0.3")
    assert rows(found, "Terms that differ") == [
        ["Visits", "Requirement", "From [deleted: Run visits]", "To [inserted: Run visits and family days]"],
        ["VT-1 Programmes", "Target", "From [deleted: 90]", "To [inserted: 95]"],
    ]
    assert "2 terms differ, and 5 passages of the text differ." in found.text_content()


def test_sections_that_are_the_same_are_folded_and_the_others_are_not(browser):
    made = negotiated()
    found = page(browser, made.provider_negotiator, f"{made.path}/compare")
    folded = [" ".join(words.text_content().split()) for words in found.xpath("//details/summary")]
    assert "1 Glossary: the same" in folded
    assert not [words for words in folded if words.startswith("Annex C")]
    assert "The front of the document: the text is the same, only what is noted about it differs" in folded
    assert not found.xpath("//details[@open]")


def test_what_one_offer_changed_is_found_from_the_offer(browser):
    made = negotiated()
    browser.as_(made.provider_negotiator)
    assert f'href="{made.path}/offers/3/compare"' in browser.get(f"{made.path}/offers/3").text
    assert browser.get(f"{made.path}/offers/3/compare").location == f"{made.path}/compare?from=0.2&to=0.3"
    assert browser.get(f"{made.path}/offers/1/compare").location == f"{made.path}/compare?from=template&to=0.1"
    assert browser.get(f"{made.path}/offers/9/compare").status_code == 404


def test_an_offer_sent_after_one_was_withdrawn_is_still_found_by_its_number(browser):
    made = negotiated()
    agreements.withdraw(made.it, reason="Sent too soon.", by=made.commissioner_negotiator)
    agreements.counter(made.it, reason="More visits, more places.", by=made.commissioner_negotiator)
    db.session.commit()
    address = browser.as_(made.provider_negotiator).get(f"{made.path}/offers/4/compare").location
    assert address == f"{made.path}/compare?from=0.4&to=0.5"


def test_the_agreements_page_leads_to_what_each_version_changed(browser):
    made = negotiated()
    text = browser.as_(made.provider_negotiator).get(made.path).text
    assert f'href="{made.path}/compare?from=0.2&amp;to=0.3"' in text
    assert f'href="{made.path}/compare?from=template&amp;to=0.1"' in text


def test_the_template_is_compared_with_its_places_named(browser):
    made = cast("signed")
    found = page(browser, made.provider_signatory, f"{made.path}/compare?from=template&to=1.0")
    assert "[deleted: [Provider]" in found.text_content()
    added = [row for row in rows(found, "Terms that differ") if row[0] == "VT-1 Programmes"]
    assert added[0][1:3] == ["The whole term Added", "From Nothing"]


def test_last_years_agreement_is_compared_with_this_years(browser):
    made = negotiated()
    last_year_of(made)
    db.session.execute(sa.update(Term).where(Term.agreement_id != made.it.id).values(title="Old"))
    found = page(browser, made.provider_negotiator, f"{made.path}/compare?from=last-year&to=0.3")
    assert "Last year’s agreement (2011-12, version 1.0)" in found.text_content()
    assert ["VT-1 Programmes", "Target", "From [deleted: 90]", "To [inserted: 95]"] in rows(found, "Terms that differ")
    assert found.xpath("//a[@href='/agreements/2011-12/" + made.it.provider.code + "/versions/1.0']")


def test_nobody_is_offered_an_agreement_of_last_year_that_they_may_not_see(browser):
    made = cast("signed")
    last_year_of(made)
    of_this_round = make.person(Role.ASSURER, round_=made.round)
    of_every_round = make.person(Role.ASSURER)
    assert "last-year" in options(page(browser, of_every_round, f"{made.path}/compare"), "from")
    assert "last-year" not in options(page(browser, of_this_round, f"{made.path}/compare"), "from")
    assert browser.get(f"{made.path}/compare?from=last-year").status_code == 404


def test_the_rounds_standard_terms_are_for_the_commissioner_only(browser):
    made = negotiated()
    assert "standard" in options(page(browser, made.commissioner_negotiator, f"{made.path}/compare"), "from")
    assert browser.get(f"{made.path}/compare?from=standard&to=0.3").status_code == 200
    assert "standard" not in options(page(browser, made.provider_negotiator, f"{made.path}/compare"), "from")
    for path in ("compare", "compare/document"):
        assert browser.get(f"{made.path}/{path}?from=standard&to=0.3").status_code == 404


def test_a_draft_that_was_not_sent_is_compared_by_the_commissioner_and_does_not_exist_for_the_provider(browser):
    made = cast("drafting")
    found = page(browser, made.commissioner_negotiator, f"{made.path}/compare")
    assert found.xpath("//option[@selected]/@value") == ["template", "now"]
    for path in ("compare", "compare/document", "offers/1/compare"):
        assert browser.as_(made.provider_negotiator).get(f"{made.path}/{path}").status_code == 404


def test_an_offer_that_is_being_written_reaches_no_comparison(browser):
    made = negotiated()
    term = db.session.scalars(sa.select(Term).where(Term.ref == "VT-1")).one()
    secret = {"evidence": "SECRET EVIDENCE"}
    agreements.write_change(made.it, term, fields=secret, reason="SECRET REASON", by=made.provider_negotiator)
    db.session.commit()
    for who in (made.commissioner_negotiator, made.provider_negotiator):
        browser.as_(who)
        for older, newer in (("0.1", "now"), ("template", "0.3"), ("0.2", "0.3")):
            assert "SECRET" not in browser.get(f"{made.path}/compare?from={older}&to={newer}").text


@pytest.mark.parametrize("role", [Role.ANALYST, Role.EQUALITY_LEAD, Role.ADMINISTRATOR, Role.ASSURER])
def test_staff_without_a_part_in_it_find_nothing_before_signature(browser, role):
    made = cast("with commissioner")
    browser.as_(make.person(role))
    assert browser.get(f"{made.path}/compare").status_code == 404
    assert browser.get(f"{made.path}/compare/document").status_code == 404


def test_another_provider_finds_nothing_and_who_is_signed_out_is_asked_to_sign_in(browser):
    made = cast("signed")
    stranger = make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider())
    assert browser.as_(stranger).get(f"{made.path}/compare").status_code == 404
    assert "/sign-in" in browser.signed_out().get(f"{made.path}/compare").location


@pytest.mark.parametrize("asked", ["from=7.0", "to=7.0", "from=%00", "from=0.1&to=../1"])
def test_a_text_that_does_not_exist_is_not_found(browser, asked):
    made = negotiated()
    assert browser.as_(made.provider_negotiator).get(f"{made.path}/compare?{asked}").status_code == 404


def test_the_same_text_twice_asks_for_two_different_ones(browser):
    made = negotiated()
    found = page(browser, made.provider_negotiator, f"{made.path}/compare?from=0.2&to=0.2")
    assert "Choose two different texts" in found.text_content()


def test_two_versions_with_the_same_words_say_so(browser):
    made = cast("signed")
    found = page(browser, made.provider_negotiator, f"{made.path}/compare?from=0.3&to=1.0")
    assert "No word of the agreement differs." in found.text_content()


def test_words_with_markup_are_shown_as_they_were_typed(browser):
    made = cast("drafting")
    term = db.session.scalars(sa.select(Term).where(Term.ref == "SV-1")).one()
    fields = {"requirement": "<script>alert(1)</script> & “visits”"}
    agreements.edit_term(term, fields=fields, by=made.commissioner_negotiator)
    db.session.commit()
    text = browser.as_(made.commissioner_negotiator).get(f"{made.path}/compare").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “visits”" in text


@pytest.mark.parametrize("asked", ["", "?from=template", "?from=standard", "?from=last-year"])
def test_the_page_asks_the_database_little(browser, asked):
    made = negotiated()
    last_year_of(made)
    browser.as_(made.commissioner_negotiator)
    path, seen = f"{made.path}/compare{asked}", []
    db.session.expunge_all()

    def count(*event):
        seen.append(event[2])

    sa.event.listen(db.engine, "before_cursor_execute", count)
    assert browser.get(path).status_code == 200
    sa.event.remove(db.engine, "before_cursor_execute", count)
    selects = [line for line in seen if line.lstrip().upper().startswith("SELECT")]
    assert len(selects) <= (8 if "standard" not in asked else 12), selects

"""The comparison as a Word file: real tracked changes, and the right person's name on them."""

from app.agreements import commands as agreements
from app.documents import word
from app.documents.storage import from_dict
from app.extensions import db
from app.models import AgreementVersion, Term
from tests.comparing.test_compare import last_year_of, negotiated
from tests.documents import revisions, tools


def download(browser, who, address):
    answer = browser.as_(who).get(address)
    assert answer.status_code == 200
    return answer


def plain(made, number):
    """The text of one version, as its own Word file has it."""
    version = db.session.query(AgreementVersion).filter_by(agreement_id=made.it.id, number=number).one()
    return revisions.blocks(word.as_bytes(from_dict(version.text)))


def test_accepting_all_gives_the_newer_version_and_rejecting_all_the_older(browser):
    made = negotiated()
    content = download(browser, made.provider_negotiator, f"{made.path}/compare/document?from=0.1&to=0.3").data
    assert revisions.rejected(content) == plain(made, "0.1")
    assert revisions.accepted(content) == plain(made, "0.3")
    assert revisions.rejected(content) != revisions.accepted(content)


def test_it_is_a_file_to_keep_whose_name_says_what_is_compared(browser):
    made = negotiated()
    answer = download(browser, made.provider_negotiator, f"{made.path}/compare/document?from=0.1&to=0.3")
    assert answer.headers["Content-Disposition"] == (
        f"attachment; filename=2012-13-{made.it.provider.code}-sla-0.1-to-0.3-redline.docx"
    )
    assert answer.mimetype == word.MIME_TYPE


def test_the_page_leads_to_it(browser):
    made = negotiated()
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/compare?from=0.1&to=0.3").text
    assert f'href="{made.path}/compare/document?from=0.1&amp;to=0.3"' in page


def test_what_one_offer_changed_is_signed_by_who_sent_it(browser):
    made = negotiated()
    content = download(browser, made.provider_negotiator, f"{made.path}/compare/document?from=0.2&to=0.3").data
    assert revisions.signed(content) == {
        ("Nick Negotiator, National Offender Management Service", "2011-11-21T12:00:00Z")
    }


def test_of_several_offers_each_term_is_signed_by_who_changed_it_and_the_rest_by_nobody(browser):
    made = negotiated()
    term = db.session.query(Term).filter_by(agreement_id=made.it.id, ref="PR-1").one()
    agreements.write_change(
        made.it, term, fields={"baseline": 9100000, "price": 9250000}, reason="Costs.", by=made.provider_negotiator
    )
    agreements.counter(made.it, reason="Our costs.", by=made.provider_negotiator)
    db.session.commit()
    content = download(browser, made.provider_negotiator, f"{made.path}/compare/document?from=0.1&to=0.4").data
    nick, nora = "Nick Negotiator, National Offender Management Service", f"Nora Neighbour, {made.it.provider.name}"
    by = revisions.signed_words(content)
    assert {words: who for words, who in by.items() if words in ("95", "£9,250,000", "£10,250,000")} == {
        "95": {nick}, "£9,250,000": {nora}, "£10,250,000": {"Version 0.4 compared with version 0.1"},
    }  # fmt: skip
    assert revisions.accepted(content) == plain(made, "0.4")


def test_what_cannot_be_traced_to_an_offer_is_signed_with_what_was_compared(browser):
    made = negotiated()
    names = {
        (older, newer): {
            who
            for who, _ in revisions.signed(
                download(
                    browser, made.provider_negotiator, f"{made.path}/compare/document?from={older}&to={newer}"
                ).data
            )
        }
        for older, newer in [("0.3", "0.1"), ("template", "0.1")]
    }
    assert names == {
        ("0.3", "0.1"): {"Version 0.1 compared with version 0.3"},
        ("template", "0.1"): {"Version 0.1 compared with the national template"},
    }


def test_a_withdrawal_is_signed_by_nobody_as_an_offer(browser):
    made = negotiated()
    agreements.withdraw(made.it, reason="Sent too soon.", by=made.commissioner_negotiator)
    db.session.commit()
    content = download(browser, made.provider_negotiator, f"{made.path}/compare/document?from=0.3&to=0.4").data
    assert {who for who, _ in revisions.signed(content)} == {"Version 0.4 compared with version 0.3"}


def test_last_year_in_word_is_valid_and_the_same_bytes_every_time(browser, tmp_path):
    made = negotiated()
    last_year_of(made)
    address = f"{made.path}/compare/document?from=last-year&to=0.3"
    content = download(browser, made.commissioner_negotiator, address).data
    assert content == download(browser, made.commissioner_negotiator, address).data
    (tmp_path / "redline.docx").write_bytes(content)
    assert tools.complaints(tmp_path / "redline.docx") == []

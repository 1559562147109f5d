"""One term across everybody: by name for those one works with, as points without a name for the others."""

import re

import pytest
import sqlalchemy as sa

from app.across import comparison, one_term
from app.extensions import db
from app.models import Change, Offer, StandardTerm, Term
from tests import make
from workflows.roles import Role
from workflows.round import RoundState

SECRET = "Zanzibar"
MANY = 7


@pytest.fixture
def round_(app):
    return make.round_(RoundState.NEGOTIATING)


@pytest.fixture
def standard(round_):
    fields = {"service": "Work", "target": {"base": 100}, "potential_referrals": 150, "profile": "25/25/25/25"}
    return make.add(
        StandardTerm(round_id=round_.id, schedule="volumes", ref="VO-3", position=1, title="Full week", fields=fields)
    )


def holder(standard, target, name="", size=1.0, state="with provider", **fields):
    """An agreement whose copy of the term says `target`."""
    of = db.session.get(one_term.Round, standard.round_id)
    named = {"name": name, "code": name.lower().replace(" ", "-")} if name else {}
    agreement = make.agreement(of, make.provider(size=size, **named), state=state, offers_sent=1)
    cells = {"service": "Work", "target": target, "profile": "25/25/25/25", **fields}
    return make.add(
        Term(agreement_id=agreement.id, standard_term_id=standard.id, schedule="volumes", ref="VT-9", position=1,
             title="Full week", fields=cells)
    )  # fmt: skip


def said(term, side, before, after, number, **given):
    who = make.person(Role.COMMISSIONER_NEGOTIATOR)
    made = make.add(
        Offer(agreement_id=term.agreement_id, side=side, number=number, written_by_id=who.id, price=0, **given)
    )
    make.add(Change(offer_id=made.id, term_id=term.id, before={"target": before}, after={"target": after}, reason="R"))
    return made


@pytest.fixture
def mine(standard):
    """The one that the negotiator works with: it asked for 90 of 100 and has been given half."""
    term = holder(standard, 95, "HMP Mine")
    said(term, "provider", 100, 90, 2)
    said(term, "commissioner", 90, 95, 3)
    return term


@pytest.fixture
def others(standard):
    """Enough others for points without a name; one of them is far from the rest."""
    made = [holder(standard, 94 + 2 * n, f"HMP {SECRET} {n}") for n in range(MANY - 1)]
    made.append(holder(standard, 40, f"HMP {SECRET} Far"))
    said(made[0], "provider", 110, 100, 2)
    return made


@pytest.fixture
def negotiator(mine):
    return make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[mine.agreement.provider])


def path(standard, asked=""):
    return f"/rounds/2012-13/standard-terms/{standard.ref}/across{asked}"


def across(standard, person, cell=""):
    return one_term.of(standard, cell, seen_by=person)


# --- what is compared ----


def test_a_manager_sees_everyone_by_name(browser, standard, mine, others):
    page = browser.as_(make.person(Role.ROUND_MANAGER)).get(path(standard))
    assert page.text.count(f"HMP {SECRET}") >= MANY
    assert "without a name" not in page.text


def test_it_says_what_each_has_was_offered_and_asked_for(standard, mine):
    [found] = across(standard, make.person(Role.ROUND_MANAGER)).named
    assert (found.words["now"], found.words["offered"], found.words["asked"]) == ("95", "95", "90")
    assert (found.now, found.offered, found.asked) == (-5, -5, -10)
    assert (found.got, found.settled) == ("part: 50%", False)


def test_figures_are_compared_at_the_size_of_each_provider(standard):
    holder(standard, 200, "HMP Twice", size=2.0)
    [found] = across(standard, make.person(Role.ROUND_MANAGER)).named
    assert found.now == 0


def test_offers_that_are_not_sent_or_were_withdrawn_say_nothing(standard, mine):
    said(mine, "provider", 95, 1, None)
    said(mine, "provider", 95, 2, 4, withdrawn_at=make.NOON)
    [found] = across(standard, make.person(Role.ROUND_MANAGER)).named
    assert found.words["asked"] == "90"


def test_who_is_far_from_the_others_is_marked_and_the_rule_is_stated(browser, standard, mine, others):
    page = browser.as_(make.person(Role.ROUND_MANAGER)).get(path(standard))
    assert "1 of 8 providers lies far from the others: the middle target is 3.0% below the standard term" in page.text
    marked = re.findall(r">([^<]+)</a>[^<]*<strong[^>]*>Far from the others", page.text)
    assert marked == [f"HMP {SECRET} Far"]
    assert "three times the usual distance" in page.text
    assert "mean absolute deviation" in page.text or "median absolute deviation" in page.text


def test_before_conceding_it_says_who_else_asked_and_what_they_got(browser, standard, mine, others):
    db.session.get(Term, others[0].id).agreement.state = "agreed in principle"
    db.session.commit()
    page = browser.as_(make.person(Role.ROUND_MANAGER)).get(path(standard))
    assert "2 of 8 providers asked for something else than they were offered." in page.text
    assert "Of the 1 settled, 1 got all of it. 1 is not settled yet." in page.text
    assert "Part: 50% so far" in page.text


def test_how_far_each_side_moved_is_told_offer_by_offer(standard, mine):
    shown = comparison.of(across(standard, make.person(Role.ROUND_MANAGER))).concessions
    assert [(each.who, each.moved, each.share) for each in shown] == [
        ("Providers’ 1st ask", "-10.0 percentage points", "–"),
        ("Our 1st offer", "-5.0 percentage points", "50%"),
    ]


def test_words_are_compared_as_words(standard, mine, others):
    found = comparison.of(across(standard, make.person(Role.ROUND_MANAGER), "profile"))
    [wording] = found.wordings
    assert (wording.words, len(wording.names), wording.is_standard) == ("25/25/25/25", MANY + 1, True)


def test_every_cell_of_the_term_has_its_page(browser, standard, mine, others, negotiator):
    browser.as_(negotiator)
    page = browser.get(path(standard))
    for cell in re.findall(r"\?cell=(\w+)", page.text):
        assert browser.get(path(standard, f"?cell={cell}")).status_code == 200


def test_a_term_that_nobody_has_says_what_will_come(browser, standard):
    page = browser.as_(make.person(Role.ROUND_MANAGER)).get(path(standard))
    assert "No agreement has this term yet" in page.text


# --- the wall ----


def everywhere(browser, standard):
    """Every form of the page that an address can ask for, as one text with its own address left out."""
    cells = ["", "?cell=profile", "?cell=service", "?cell=potential_referrals", "?cell=nonsense"]
    asked = [*cells, f"?provider=hmp-{SECRET.lower()}-1", "?sort=name", "?sort=-now", "?q=" + SECRET]
    return "\n".join(browser.get(path(standard, each)).text.split("<main")[1] for each in asked)


def test_a_negotiator_sees_the_others_without_a_name(browser, standard, mine, others, negotiator):
    text = everywhere(browser.as_(negotiator), standard)
    assert "HMP Mine" in text
    assert "7 others are shown as points without a name" in text
    assert SECRET.lower() not in text.lower()


def test_names_do_not_even_leave_the_database(standard, mine, others, negotiator):
    unnamed = across(standard, negotiator).unnamed
    assert len(unnamed) == MANY
    assert {(each.name, each.code, each.ref) for each in unnamed} == {("", "", "")}


def test_the_order_of_the_points_says_nothing_of_whose_they_are(standard, negotiator, mine):
    """The same values belong to other providers: the page stays the same to the letter."""
    values = [70, 80, 90, 100, 110]
    terms = [holder(standard, value, f"HMP {SECRET} {n}") for n, value in enumerate(values)]
    before = comparison.of(across(standard, negotiator))
    for term, value in zip(terms, reversed(values), strict=True):
        term.fields = {**term.fields, "target": value}
    db.session.commit()
    after = comparison.of(across(standard, negotiator))
    assert (after.strips, after.counts, after.title) == (before.strips, before.counts, before.title)


def test_too_few_others_are_left_out_of_everything(browser, standard, mine, negotiator):
    for n in range(one_term.FEWEST_UNNAMED - 1):
        holder(standard, 41 + n, f"HMP {SECRET} {n}")
    found = across(standard, negotiator)
    assert (found.unnamed, found.hidden) == ([], one_term.FEWEST_UNNAMED - 1)
    text = everywhere(browser.as_(negotiator), standard)
    assert "too few to be shown without saying who they are" in text
    assert "1 provider that you work with" in text
    for value in ("41", "-59", "-58", "-57", "-56"):
        assert f">{value}" not in text


def test_a_figure_without_a_name_is_not_so_exact_that_it_tells_whose_it_is(browser, standard, mine, negotiator):
    for n in range(6):
        holder(standard, 331 + n, f"HMP {SECRET} {n}", size=3.37)
    counts = comparison.of(across(standard, negotiator)).counts
    assert all(float(each.value.rstrip("%")) * 2 % 1 == 0 for each in counts if each.value != "as standard")
    assert "331" not in browser.as_(negotiator).get(path(standard)).text


def test_a_wording_that_only_others_have_is_not_repeated(browser, standard, mine, others, negotiator):
    others[1].fields = {**others[1].fields, "service": f"Only at {SECRET}"}
    db.session.commit()
    text = everywhere(browser.as_(negotiator), standard)
    assert SECRET.lower() not in text.lower()
    assert "Other wordings, not shown" in text


@pytest.mark.parametrize("role", [Role.ANALYST, Role.EQUALITY_LEAD, Role.ASSURER, Role.ADMINISTRATOR])
def test_other_staff_do_not_find_it(browser, standard, mine, role):
    assert browser.as_(make.person(role)).get(path(standard)).status_code == 404


def test_a_provider_does_not_find_it(browser, standard, mine):
    provider = mine.agreement.provider
    browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, Role.PROVIDER_SIGNATORY, at=provider))
    assert browser.get(path(standard)).status_code == 404
    assert browser.get(f"/agreements/2012-13/{provider.code}/terms/VT-9/across").status_code == 404


def test_a_negotiator_of_another_round_does_not_find_it(browser, standard, mine):
    other = make.round_(slug="2013-14")
    person = make.person(Role.COMMISSIONER_NEGOTIATOR, round_=other, works_with=[mine.agreement.provider])
    assert browser.as_(person).get(path(standard)).status_code == 404


# --- from a term of an agreement, and from the standard terms ----


@pytest.mark.parametrize("role", [Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY])
def test_the_standard_terms_lead_there_for_those_who_find_it(browser, standard, role):
    page = browser.as_(make.person(role)).get("/rounds/2012-13/standard-terms")
    assert f'href="{path(standard)}"' in page.text
    page = browser.as_(make.person(Role.ANALYST)).get("/rounds/2012-13/standard-terms")
    assert "/across" not in page.text


def test_the_page_of_a_term_leads_there_for_the_commissioner_alone(browser, standard, mine, negotiator):
    place = "/agreements/2012-13/hmp-mine/terms/VT-9"
    assert f'href="{place}/across"' in browser.as_(negotiator).get(place).text
    browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=mine.agreement.provider))
    assert "/across" not in browser.get(place).text


def test_the_way_there_from_an_agreement_keeps_where_one_came_from(browser, standard, mine, others, negotiator):
    answer = browser.as_(negotiator).get("/agreements/2012-13/hmp-mine/terms/VT-9/across")
    assert answer.location == path(standard, "?provider=hmp-mine")
    page = browser.get(answer.location)
    assert "You came from here" in page.text
    assert 'href="/agreements/2012-13/hmp-mine#VT-9"' in page.text


def test_from_an_agreement_one_may_not_see_there_is_no_way(browser, standard, mine, others, negotiator):
    code = others[0].agreement.provider.code
    assert browser.as_(negotiator).get(f"/agreements/2012-13/{code}/terms/VT-9/across").status_code == 404


def test_a_term_of_one_agreement_only_says_so(browser, standard, mine, negotiator):
    mine.standard_term_id = None
    db.session.commit()
    page = browser.as_(negotiator).get("/agreements/2012-13/hmp-mine/terms/VT-9/across")
    assert "VT-9 is only in this agreement" in page.text


def test_the_number_of_questions_to_the_database_does_not_grow(browser, standard, mine, negotiator):
    browser.as_(negotiator)
    few = questions(browser, standard)
    for n in range(165):
        said(holder(standard, 100 + n), "provider", 100, 90, 2)
    assert questions(browser, standard) == few <= 8


def questions(browser, standard):
    address = path(standard)
    db.session.expire_all()
    asked = []
    listener = lambda *given: asked.append(given[2])  # noqa: E731
    sa.event.listen(db.engine, "before_cursor_execute", listener)
    assert browser.get(address).status_code == 200
    sa.event.remove(db.engine, "before_cursor_execute", listener)
    return len([statement for statement in asked if statement.startswith("SELECT")])

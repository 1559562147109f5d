"""A round with agreements in every state that a bulk change can meet, and the way from the filters to the result."""

import re
from dataclasses import dataclass

from app.agreements import commands as agreements
from app.extensions import db
from app.models import Agreement, BulkChange, Offer, Person, Round, Term
from tests import make
from tests.signing.people import national_template
from tests.work import do_jobs
from workflows.roles import Role
from workflows.round import RoundState
from workflows.term import Answer

DRAFT, SENT, OURS, PARTLY, ALL_AGREED = "draft", "sent", "ours", "partly", "all agreed"
PRICE = {"baseline": {"base": 1_000_000}, "change": {"base": 10_001}, "price": {"base": 1_010_001}, "firm": False}
VOLUME = {
    "service": "Programmes", "population": "Men", "potential_referrals": {"base": 200}, "target": {"base": 100},
    "profile": "even", "evidence": "",
}  # fmt: skip
EXCEPTION = {"not_met": "Night cover", "reason": "Size", "action": "figure to follow", "agreed_by": "figure to follow",
             "review_date": "2012-10-01"}  # fmt: skip


@dataclass
class Many:
    """Five agreements by what stands in the way, and the people who change them."""

    round: Round
    by_state: dict[str, Agreement]
    negotiator: Person
    manager: Person
    theirs: dict[str, Person]

    def term(self, state: str, ref: str = "PR-1") -> Term:
        return db.session.query(Term).filter_by(agreement_id=self.by_state[state].id, ref=ref).one()

    def code(self, state: str) -> str:
        return self.by_state[state].provider.code

    def unsent(self, state: str) -> Offer | None:
        return db.session.query(Offer).filter_by(agreement_id=self.by_state[state].id, number=None).one_or_none()

    def address(self, kind: str, term: str = "", **filters: str) -> str:
        asked = {**({"term": term} if term else {}), **filters}
        return f"/rounds/{self.round.slug}/agreements/change/{kind}?" + "&".join(f"{k}={v}" for k, v in asked.items())


def build(states=(DRAFT, SENT, OURS, PARTLY, ALL_AGREED)) -> Many:
    """Drafted from three standard terms, and then brought by both sides to where the names say."""
    round_ = make.round_(RoundState.NEGOTIATING)
    national_template("SLA")
    make.commissioner()
    manager = make.person(Role.ROUND_MANAGER, name="Morgan Manager")
    standard(round_, manager)
    providers = {
        state: make.provider(name=f"HMP {state.capitalize()}", code=f"hmp-{state.replace(' ', '-')}")
        for state in states
    }
    negotiator = make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=list(providers.values()), name="Nick Negotiator")
    theirs = {
        state: make.person(Role.PROVIDER_NEGOTIATOR, at=at, name=f"Nora {state}") for state, at in providers.items()
    }
    agreements.draft_agreements(round_, by=manager)
    found = {state: db.session.query(Agreement).filter_by(provider_id=at.id).one() for state, at in providers.items()}
    made = Many(round_, found, negotiator, manager, theirs)
    for state in states:
        bring(made, state)
    db.session.commit()
    return made


def standard(round_: Round, manager: Person) -> None:
    for schedule, ref, title, fields in (
        ("price", "PR-1", "Prison operations", PRICE),
        ("volumes", "VT-1", "Programmes", VOLUME),
        ("exceptions", "EX-1", "Night cover", EXCEPTION),
    ):
        agreements.add_standard_term(
            round_, schedule=schedule, ref=ref, title=title, fields=fields, intentions=[], applies={}, by=manager
        )


def bring(made: Many, state: str) -> None:
    """Only what the name says: a draft stays a draft."""
    it, ours, theirs = made.by_state[state], made.negotiator, made.theirs[state]
    if state == DRAFT:
        return
    if state == ALL_AGREED:  # an exception without its action plan keeps an agreement from being agreed
        agreements.remove_term(made.term(state, "EX-1"), by=ours)
    agreements.send(it, by=ours)
    if state == SENT:
        return
    opening = dict.fromkeys(("need_profile", "rationale", "subcontracting", "delivery_plan"), "Words.")
    agreements.write_opening(it, **opening, by=theirs)
    if state in (PARTLY, ALL_AGREED):
        agreements.answer(it, made.term(state), answer=Answer.ACCEPT, by=theirs)
    agreements.propose(it, reason="As offered.", by=theirs)
    if state == ALL_AGREED:
        agreements.accept(it, by=ours)


def prepared(browser, made: Many, kind: str, term: str = "", filters=None, by=None, **fields) -> BulkChange:
    """Fill in the form; what it makes is the newest bulk change."""
    page = browser.as_(by or made.negotiator).submit(made.address(kind, term, **(filters or {})), **fields)
    assert page.status_code == 303, page.text
    return newest()


def newest() -> BulkChange:
    db.session.expire_all()
    return db.session.query(BulkChange).order_by(BulkChange.id.desc()).first()


def path(bulk: BulkChange) -> str:
    return f"/rounds/{bulk.round.slug}/bulk/{bulk.id}"


def applied(app, browser, bulk: BulkChange) -> BulkChange:
    """Press Apply on the preview, and let the worker do it."""
    place = path(bulk)
    page = browser.post(f"{place}/apply", data=hidden(browser.get(place).text, "/apply"))
    assert page.status_code == 303
    do_jobs(app)
    return newest()


def hidden(page: str, action: str) -> dict[str, str]:
    """What the form that posts to `action` carries unseen."""
    form = next(part for part in page.split("<form") if f'{action}"' in part.split(">", 1)[0])
    return hidden_of(form.split("</form>")[0])


def hidden_of(form: str) -> dict[str, str]:
    """Every hidden field of a form."""
    return {
        re.search(r'name="([^"]+)"', one).group(1): re.search(r'value="([^"]*)"', one).group(1)
        for one in re.findall(r'<input[^>]*type="hidden"[^>]*>', form)
    }


def undone(browser, bulk: BulkChange):
    return browser.press(path(bulk), f"{path(bulk)}/undo")

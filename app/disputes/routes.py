"""Read disputes; open one, and write its report with its evidence."""

from functools import partial
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, uploads
from app.agreements import queries as agreements
from app.disputes import commands, folder, positions, queries
from app.disputes.blueprint import bp
from app.disputes.forms import EvidenceForm, OpenForm, ReportForm
from app.disputes.parties import name_of, party_of
from app.disputes.steps import here
from app.extensions import db
from app.models import Agreement, Dispute, Organisation
from app.perform import choices, ensure
from app.permissions import parts
from app.timeline import queries as timeline
from app.web import ConfirmForm, commits, for_both_sides
from app.wording import short_day
from workflows.agreement import SIGNED_STATES
from workflows.dispute import (
    WAITS,
    DisputeState,
    Party,
    between_providers,
    is_a_party,
    is_originator,
    is_other_side,
    not_between_providers,
    settlement_is_proposed,
    settlement_is_the_other_sides,
)
from workflows.dispute_route import SERVICE_GOES_ON, WORDS, Route
from workflows.dispute_waiting import waiting
from workflows.roles import PROVIDER_ROLES

LABELS = {
    "write": "Write the report",
    "share": "Share it with the other side",
    "ask_advice": "Ask the commissioner for advice",
    "advise": "Advise both providers",
    "comment": "Comment",
    "attach": "Add evidence",
    "decide": "Record the decision",
    "propose_settlement": "Propose a settlement",
    "accept_settlement": "Accept the settlement",
    "withdraw": "Withdraw it",
}
ORDER = (
    "share", "ask_advice", "advise", "decide", "accept_settlement", "write", "comment", "refer", "propose_settlement",
    "attach", "withdraw",
)  # fmt: skip
"""What moves it on comes first."""
NEXT = {
    DisputeState.SHARED: "Take it further without a reply",
    DisputeState.SUB_COMMITTEE: "Send it on to the executive committee",
    DisputeState.SUB_DECIDED: "Ask for the executive committee",
    DisputeState.SENIOR: "Call on a mediator or an expert",
    DisputeState.EXPERT: "Take it to an arbitrator or a court",
    DisputeState.ADVISED: "Take it to the senior official",
}
"""What "refer" is called, by where the dispute stands."""
NOT_YOURS = {
    guard.reason
    for guard in (
        is_originator, is_other_side, is_a_party, between_providers, not_between_providers, settlement_is_proposed,
        settlement_is_the_other_sides,
    )
}  # fmt: skip
"""What will never be this person's to do here, or has not come up: no need to say that it cannot be done."""


@bp.get("/disputes")
@for_both_sides
def index() -> ResponseReturnValue:
    """Every dispute that one may see, open ones first."""
    return render_template("disputes/index.html", lines=_lines(None), agreement=None, may_open=False)


@bp.get("/agreements/<slug>/<code>/disputes")
@for_both_sides
def of_agreement(slug: str, code: str) -> ResponseReturnValue:
    """The disputes of one agreement, and the way to open one."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    may_open = any(choice.action == "open_dispute" for choice in choices(agreement, g.person, gathered={}))
    return render_template("disputes/index.html", lines=_lines(agreement), agreement=agreement, may_open=may_open)


@bp.route("/agreements/<slug>/<code>/disputes/open", methods=["GET", "POST"])
@commits
@for_both_sides
def open_dispute(slug: str, code: str) -> ResponseReturnValue:
    """Begin a report: on which terms, or with which other provider."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    ensure(agreement, "open_dispute", g.person)
    terms = queries.disputable(agreement, seen_by=g.person)
    asked = [str(term.id) for term in terms if term.ref == request.args.get("term")]
    form = OpenForm()
    form.terms.offer([(term.id, f"{term.ref} {term.title}") for term in terms])
    if PROVIDER_ROLES & parts(g.person):
        form.other_provider.offer(queries.other_providers(agreement))
    else:
        form.for_commissioner()
    if asked and request.method == "GET":
        form.suggest(asked)
    if form.submitted():
        dispute = _open(agreement, form, terms)
        flash("The report is yours to write. The other side sees nothing of it until you share it.")
        return redirect(url_for(".write", dispute_id=dispute.id), 303)
    return render_template("disputes/open.html", agreement=agreement, form=form, terms=terms, goes_on=SERVICE_GOES_ON)


def _open(agreement: Agreement, form: OpenForm, terms: list[Any]) -> Dispute:
    if form.with_provider():
        other = db.session.get_one(Organisation, int(form.other_provider.data))
        return commands.open_dispute(agreement, title=form.title.data, other_provider=other, by=g.person)
    chosen = [term for term in terms if str(term.id) in form.terms.data]
    return commands.open_dispute(agreement, title=form.title.data, terms=chosen, by=g.person)


@bp.get("/disputes/<int:dispute_id>")
@for_both_sides
def detail(dispute_id: int) -> ResponseReturnValue:
    """One dispute: whom it waits for, its report, both positions, what was said and decided, and its timeline."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    beside, party = folder.of(dispute), party_of(dispute, g.person)
    possible = choices(dispute, g.person, gathered=_gathered(dispute, beside))
    possible = [choice for choice in possible if not NOT_YOURS & set(choice.obstacles)]
    possible.sort(key=lambda choice: ORDER.index(choice.action))
    return render_template(
        "disputes/detail.html",
        dispute=dispute,
        beside=beside,
        apart=positions.apart(dispute.terms, beside),
        choices=possible,
        urls={choice.action: f"/disputes/{dispute.id}/{choice.action.replace('_', '-')}" for choice in possible},
        labels={**LABELS, "refer": NEXT.get(dispute.state, "Take it further"), **_reply(dispute, party)},
        waiting=_waiting(dispute),
        overdue=is_overdue(dispute),
        words=WORDS[dispute.route],
        names={each: name_of(dispute, each) for each in Party},
        private=dispute.shared_at is None,
        between_providers=dispute.route is Route.PROVIDERS,
        signed=dispute.agreement.state in SIGNED_STATES,
        may_write="write" in {choice.action for choice in possible},
        rows_of=partial(positions.in_words, dispute.terms),
        standing_of=partial(positions.standing_of, dispute),
        goes_on=SERVICE_GOES_ON,
        entries=timeline.of(dispute, seen_by=g.person if party is Party.ORIGINATOR else None),
    )


@bp.route("/disputes/<int:dispute_id>/write", methods=["GET", "POST"])
@commits
@for_both_sides
def write(dispute_id: int) -> ResponseReturnValue:
    """Write the report, as far as it goes; nothing is shared."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    ensure(dispute, "write", g.person)
    form = ReportForm(obj=dispute.report, data={"title": dispute.title})
    if form.submitted() and form.is_of(dispute.report):
        commands.write(dispute, title=form.title.data, by=g.person, **form.said())
        flash("The report is saved. Only your side sees it until you share it.")
        return redirect(here(dispute), 303)
    return render_template("disputes/write.html", dispute=dispute, form=form, words=WORDS[dispute.route])


@bp.route("/disputes/<int:dispute_id>/attach", methods=["GET", "POST"])
@commits
@for_both_sides
def attach(dispute_id: int) -> ResponseReturnValue:
    """Add one file of evidence."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    ensure(dispute, "write" if dispute.state is DisputeState.OPENED else "attach", g.person)
    form = EvidenceForm()
    if form.submitted() and form.file.data is not None:
        commands.attach(dispute, uploads.store(form.file.data, by=g.person), title=form.title.data, by=g.person)
        flash("Evidence added.")
        return redirect(here(dispute), 303)
    return render_template("disputes/attach.html", dispute=dispute, form=form)


@bp.post("/disputes/<int:dispute_id>/evidence/<int:evidence_id>/detach")
@commits
@for_both_sides
def detach(dispute_id: int, evidence_id: int) -> ResponseReturnValue:
    """Take a file out of a report that is not shared."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    ensure(dispute, "write", g.person)
    if ConfirmForm().submitted():
        commands.detach(dispute, queries.evidence(dispute, evidence_id), by=g.person)
        flash("Evidence removed.")
    return redirect(here(dispute), 303)


@bp.get("/disputes/<int:dispute_id>/evidence/<int:evidence_id>")
@for_both_sides
def evidence(dispute_id: int, evidence_id: int) -> ResponseReturnValue:
    """The file itself, only ever as an attachment."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    return uploads.as_download(queries.evidence(dispute, evidence_id).upload)


def is_overdue(dispute: Dispute) -> bool:
    """Whether somebody owes a paper that should have come by now."""
    return dispute.state in WAITS and dispute.due_on is not None and dispute.due_on < clock.today()


def _waiting(dispute: Dispute) -> Any:
    return waiting(dispute, name_of(dispute, Party.ORIGINATOR), name_of(dispute, Party.OTHER), short_day)


def _lines(agreement: Agreement | None) -> list[tuple[Dispute, str, bool]]:
    found = queries.every(seen_by=g.person, agreement=agreement)
    return [(dispute, _waiting(dispute).sentence, is_overdue(dispute)) for dispute in found]


def _gathered(dispute: Dispute, beside: folder.Folder) -> dict[str, Any]:
    settled = queries.settled_since(dispute) if dispute.shared_at is None else ()
    proposed_by = beside.settlement.proposed_by if beside.settlement else None
    known = {"settled": settled, "proposed_by": proposed_by, "took_part": beside.took_part}
    return queries.plain_facts(dispute, g.person) | known


def _reply(dispute: Dispute, party: Party | None) -> dict[str, str]:
    replies = dispute.state is DisputeState.SHARED and party is Party.OTHER
    return {"comment": "Reply"} if replies else {}

"""Read notices of change: those of one agreement, and one of them."""

from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue

from app.agreements import queries as agreements
from app.models import Agreement, Notice
from app.notices import queries, reading
from app.notices.blueprint import bp
from app.perform import choices
from app.permissions import roles_of
from app.signing.letters import title
from app.timeline import queries as timeline
from app.web import for_both_sides
from workflows.notice import NoticeState
from workflows.notice_waiting import waiting
from workflows.schedule import LAYOUTS

HERE = "/agreements/<slug>/<code>/notices"
LABELS = {
    "edit": "Change the words",
    "issue": "Issue the notice",
    "answer": "Answer the notice",
    "decide": "Decide on the price",
    "withdraw": "Withdraw the notice",
}
ANSWERS = ("accept", "accept_at_a_cost", "object")


@bp.get(HERE)
@for_both_sides
def of_agreement(slug: str, code: str) -> ResponseReturnValue:
    """Every notice of one agreement, and the text on any day."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    found = queries.of_agreement(agreement, seen_by=g.person)
    name = agreement.provider.name
    return render_template(
        "notices/of_agreement.html",
        agreement=agreement,
        called=title(agreement),
        place=_place(agreement),
        rows=[(one, queries.ref_of(one), waiting(one, name).sentence, reading.price_of(one)) for one in found],
        may_write="write_notice" in agreement.workflow.actions(agreement, roles_of(g.person, agreement)),
    )


@bp.get(f"{HERE}/<notice>")
@for_both_sides
def detail(slug: str, code: str, notice: str) -> ResponseReturnValue:
    """One notice: where it stands, what it changes, why, what was answered and decided."""
    found = queries.get(slug, code, notice, seen_by=g.person)
    agreement = found.agreement
    place = _place(agreement)
    possible = _choices(found)
    here = f"{place}/{queries.ref_of(found)}"
    return render_template(
        "notices/detail.html",
        notice=found,
        agreement=agreement,
        called=called(found),
        place=place,
        here=here,
        actions=possible,
        urls={action: f"{here}/{action}" for action in LABELS},
        labels=LABELS,
        waiting=waiting(found, agreement.provider.name),
        lines=reading.lines(found.changes),
        effects=reading.effects(found),
        price=reading.price_of(found),
        answers=reading.answers(found),
        terms=_terms(found) if found.state is NoticeState.DRAFTED else [],
        timeline=timeline.of(found, seen_by=g.person),
    )


def called(notice: Notice) -> str:
    """What a notice is called in a heading."""
    number = f"Notice of change {notice.number}" if notice.number else "Draft notice of change"
    return f"{number}: {notice.title}"


def _choices(notice: Notice) -> list[Any]:
    """What one can do, with the three answers as one button, and editing under its own name."""
    shown: list[Any] = []
    for choice in choices(notice, g.person):
        name = "answer" if choice.action in ANSWERS else {"write": "edit"}.get(choice.action, choice.action)
        if name not in [one["action"] for one in shown]:
            shown.append({"action": name, "obstacles": choice.obstacles})
    return shown


def _terms(notice: Notice) -> list[Any]:
    """The terms that a draft can change, by schedule."""
    found = agreements.terms_of(notice.agreement)
    by_schedule = [(layout.title, [t for t in found if t.schedule is kind]) for kind, layout in LAYOUTS.items()]
    return [(name, terms) for name, terms in by_schedule if terms]


def _place(agreement: Agreement) -> str:
    return f"/agreements/{agreement.round.slug}/{agreement.provider.code}/notices"

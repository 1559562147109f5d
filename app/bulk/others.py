"""What the kinds of bulk change that set no value do to one agreement: terms, templates, people, sending, reminding."""

from collections.abc import Callable
from typing import Any

from app.agreements import facts, limits
from app.agreements.drafting import at_size
from app.bulk.gathering import Gathered
from app.bulk.steps import Outcome, Step
from app.models import Agreement, BulkChange
from app.wording import money, plural
from workflows.agreement import NEGOTIABLE, AgreementState, Side
from workflows.applies import applies
from workflows.bulk import BulkKind
from workflows.clearance import Step as Leave
from workflows.roles import Role
from workflows.schedule import Schedule, number

S = AgreementState
NOT_ASSIGNED = "You see it, and are not assigned to it: its own negotiators change it."
SENT = "It has been sent. A term comes or goes only while the agreement is drafted."


def _add(bulk: BulkChange, row: Any, found: Gathered) -> Outcome:
    standard, provider = bulk.standard_term, found.providers[row.provider_id]
    if standard is None:
        raise LookupError
    if row.provider_id not in found.mine:
        return Outcome(left_out=NOT_ASSIGNED)
    if row.state != S.DRAFTING:
        return Outcome(left_out=SENT)
    if any(term.standard_term_id == standard.id for term in found.terms.get(row.id, [])):
        return Outcome(left_out="It has this term already.")
    if not applies(standard.applies, provider):
        return Outcome(left_out="The term is not for this provider.")
    fields = at_size(standard.schedule, standard.fields, provider.size)
    mine = set(found.applicable(row))
    carried = [ref for ref in standard.intentions if ref in mine]
    shown = [["Term", "None", standard.title]]
    if standard.schedule is Schedule.PRICE:
        shown.append(["Price", money(0), money(number(fields.get("price")))])
    step = Step("add", standard.ref, None, {"fields": fields, "intentions": carried}, {}, shown)
    return Outcome((step,))


def _withdraw(bulk: BulkChange, row: Any, found: Gathered) -> Outcome:
    if row.provider_id not in found.mine:
        return Outcome(left_out=NOT_ASSIGNED)
    terms = [t for t in found.terms.get(row.id, []) if t.standard_term_id == bulk.standard_term_id]
    if not terms:
        return Outcome(left_out="It does not have this term.")
    if row.state != S.DRAFTING:
        return Outcome(left_out=SENT)
    return Outcome(tuple(Step("remove", t.ref, t.id, {}, dict(t.fields), [["Term", t.title, "None"]]) for t in terms))


def _template(bulk: BulkChange, row: Any, found: Gathered) -> Outcome:
    template, now = bulk.template, found.rests_on[row.id]
    if template is None:
        raise LookupError
    if not (found.manages or row.provider_id in found.mine):
        return Outcome(left_out=NOT_ASSIGNED)
    if row.instrument != template.instrument:
        return Outcome(left_out=f"It is a {row.instrument}: this template is not for it.")
    if row.state not in NEGOTIABLE:
        return Outcome(left_out=f"It is {row.state}, so its text is fixed.")
    if now.template_id == template.id:
        return Outcome(left_out="It rests on this version already.")
    shown = [["Template", f"version {now.number}", f"version {template.number}"]]
    step = Step("template", "", None, {"template": template.id}, {"template": now.template_id}, shown)
    return Outcome((step,))


def _assign(bulk: BulkChange, row: Any, found: Gathered) -> Outcome:
    who = bulk.negotiator
    if who is None:
        raise LookupError
    works = found.works_with.get(row.provider_id, {})
    now = sorted(works)
    gone = [one for one in now if works[one] and one != who.id] if bulk.change.get("instead") else []
    if who.id in now and not gone:
        return Outcome(left_out=f"{who.name} works with it already.")
    names = bulk.change.get("names", {})
    before = ", ".join(sorted(names.get(str(one), "somebody else") for one in now)) or "Nobody"
    stay = {names.get(str(one), "somebody else") for one in now if one not in gone}
    after = sorted({who.name} | stay)
    fields = {"person": who.id, "adds": who.id not in now, "ends": gone}
    return Outcome((Step("assign", "", None, fields, {}, [["Negotiator", before, ", ".join(after)]]),))


def _send(bulk: BulkChange, row: Any, found: Gathered) -> Outcome:
    if row.provider_id not in found.mine:
        return Outcome(left_out=NOT_ASSIGNED)
    if row.state == S.WITH_PROVIDER:
        return Outcome(left_out="It is the provider’s move.")
    if row.state not in (S.DRAFTING, S.WITH_COMMISSIONER):
        return Outcome(left_out=f"It is {row.state}: there is nothing to send.")
    said = found.said.get(row.id, {})
    if row.state == S.WITH_COMMISSIONER and not said:
        return Outcome(left_out="You have written nothing in an offer.")
    why = _obstacles(bulk, row, found, said)
    if why:
        return Outcome(left_out=" ".join(why))
    number_ = row.offers_sent + 1
    what = "The draft" if row.state == S.DRAFTING else plural(len(said), "term")
    do = "send" if row.state == S.DRAFTING else "counter"
    was = {"offers_sent": row.offers_sent, "says": limits.digest_of(Leave.OFFER, {}, said)}
    return Outcome((Step(do, "", None, {}, was, [["Offer", what, f"offer {number_}"]]),))  # type: ignore[arg-type]


def _obstacles(bulk: BulkChange, row: Any, found: Gathered, said: dict[int, Any]) -> tuple[str, ...]:
    """What keeps a draft or an offer from leaving: the same guards as when it is sent by itself."""
    terms = found.terms.get(row.id, [])
    answers = {term_id: change.answer for term_id, change in said.items()}
    known = facts.standing_facts(terms, answers, Side.COMMISSIONER)
    beyond = limits.facts(terms, said, Side.COMMISSIONER, found.lines(terms), found.cleared.get(row.id, {}))
    action = "send" if row.state == S.DRAFTING else "counter"
    roles = {Role.COMMISSIONER_NEGOTIATOR}
    return Agreement.workflow.obstacles(
        row, action, roles, side=Side.COMMISSIONER, reason=bulk.reason, **known, **beyond
    )


def _remind(_: BulkChange, row: Any, found: Gathered) -> Outcome:
    if not (found.manages or row.provider_id in found.mine):
        return Outcome(left_out=NOT_ASSIGNED)
    if row.state not in (S.WITH_PROVIDER, S.WITH_COMMISSIONER, S.AGREED, S.APPROVED):
        return Outcome(left_out=f"It is {row.state}: it waits for nobody outside.")
    return Outcome((Step("remind", "", None, {}, {"state": str(row.state)}, []),))


OTHERS: dict[BulkKind, Callable[[BulkChange, Any, Gathered], Outcome]] = {
    BulkKind.ADD: _add,
    BulkKind.WITHDRAW: _withdraw,
    BulkKind.TEMPLATE: _template,
    BulkKind.ASSIGN: _assign,
    BulkKind.SEND: _send,
    BulkKind.REMIND: _remind,
}

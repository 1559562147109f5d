"""Draft a round's agreements: lock the templates, write the standard terms, and make one draft per provider."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app import chain, clock
from app.agreements.standard_terms import predecessor_prices
from app.extensions import db
from app.models import Agreement, Intention, Organisation, OrganisationKind, Round, StandardTerm, Template, Term
from app.perform import perform
from app.permissions import Actor
from workflows.agreement import AgreementState
from workflows.applies import applies
from workflows.engine import Refused
from workflows.instrument import Instrument
from workflows.schedule import LAYOUTS, Schedule, number

TERMS_AT_ONCE = 500


def load_template(
    *,
    instrument: Instrument,
    number: str,
    title: str,
    sections: Sequence[Mapping[str, Any]],
    glossary: Sequence[Mapping[str, str]] = (),
) -> Template:
    """Lock a version of a national template. Raises Refused for a version that is locked already."""
    locked = sa.select(Template.id).where(Template.instrument == instrument, Template.number == number)
    if db.session.scalar(locked):
        raise Refused(f"Version {number} of the {instrument} template is locked. Give the new text a new version.")
    template = Template(
        instrument=Instrument(instrument),
        number=number,
        title=title,
        sections=[dict(section) for section in sections],
        glossary=[dict(entry) for entry in glossary],
        locked_at=clock.now(),
    )
    db.session.add(template)
    db.session.flush()
    return template


def templates_in_use() -> dict[Instrument, Template]:
    """For each instrument, the version locked last: what agreements are drafted from."""
    every = db.session.scalars(sa.select(Template).order_by(Template.locked_at, Template.id))
    return {template.instrument: template for template in every}


def add_standard_term(
    round_: Round,
    *,
    schedule: Schedule,
    ref: str,
    title: str,
    fields: Mapping[str, Any],
    intentions: Sequence[str],
    applies: Mapping[str, Any],
    by: Actor,
) -> StandardTerm:
    """Add a line that the round's agreements are drafted from. Raises Refused when the ref is taken."""
    places = sa.select(sa.func.max(StandardTerm.position)).where(StandardTerm.round_id == round_.id)
    taken = sa.select(StandardTerm.id).where(StandardTerm.round_id == round_.id, StandardTerm.ref == ref)
    if db.session.scalar(taken):
        raise Refused(f"{ref} is another standard term of this round. Give this one a ref of its own.")
    perform(round_, "edit", by=by, what=f"adds standard term {ref}")
    term = StandardTerm(
        round_id=round_.id,
        schedule=Schedule(schedule),
        ref=ref,
        position=(db.session.scalar(places) or 0) + 1,
        title=title,
        fields=dict(fields),
        intentions=list(intentions),
        applies=dict(applies),
    )
    db.session.add(term)
    db.session.flush()
    return term


def edit_standard_term(
    term: StandardTerm,
    round_: Round,
    *,
    title: str,
    fields: Mapping[str, Any],
    intentions: Sequence[str],
    applies: Mapping[str, Any],
    by: Actor,
) -> None:
    """Change a standard term. Agreements drafted before keep what they were drafted with."""
    perform(round_, "edit", by=by, what=f"changes standard term {term.ref}")
    term.title, term.fields = title, {**term.fields, **fields}
    term.intentions, term.applies = list(intentions), dict(applies)


def draft_agreements(round_: Round, *, by: Actor) -> list[Agreement]:
    """Draft one agreement for every provider that has none in this round and that a standard term is for.

    Raises Refused when there is no template or no standard term to draft from.
    """
    standard = _standard_terms(round_)
    templates = templates_in_use()
    _ensure_there_is_something_to_draft_from(standard, templates)
    perform(round_, "draft_agreements", by=by)
    made = list(_drafts(round_, standard, templates))
    db.session.add_all(draft.agreement for draft in made)
    db.session.flush()
    _insert([{**line, "agreement_id": draft.agreement.id} for draft in made for line in draft.lines])
    for draft in made:
        template = templates[draft.agreement.instrument]
        what = f"drafts it from template {template.number} with {len(draft.lines)} terms"
        chain.created(draft.agreement, by=by, what=what, action="draft")
    return [draft.agreement for draft in made]


@dataclass(frozen=True)
class Draft:
    agreement: Agreement
    lines: list[dict[str, Any]]


def _drafts(round_: Round, standard: list[Any], templates: Mapping[Instrument, Template]) -> Iterable[Draft]:
    intentions = _limits_of_intentions(round_)
    prices = predecessor_prices(round_)
    for provider in _providers_without(round_):
        lines = lines_for(provider, standard, intentions)
        template = templates.get(provider.instrument) if provider.instrument else None
        if lines and template:
            yield Draft(_agreement(round_, provider, template, lines, prices.get(provider.id)), lines)


def lines_for(provider: Organisation, standard: Iterable[Any], intentions: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The terms that `provider` starts with: standard ones that admit it, at its size, renumbered by schedule."""
    counted: Counter[Schedule] = Counter()
    mine = {ref for ref, limits in intentions.items() if applies(limits, provider)}
    lines: list[dict[str, Any]] = []
    for term in standard:
        if applies(term.applies, provider):
            counted[term.schedule] += 1
            lines.append(
                {
                    "standard_term_id": term.id,
                    "schedule": term.schedule,
                    "ref": f"{LAYOUTS[term.schedule].prefix}-{counted[term.schedule]}",
                    "position": len(lines) + 1,
                    "title": term.title,
                    "fields": at_size(term.schedule, term.fields, provider.size),
                    "intentions": [ref for ref in term.intentions if ref in mine],
                    "excess_reason": "",
                    "version": 1,
                }
            )
    return lines


def standard_lines(agreement: Agreement) -> list[dict[str, Any]]:
    """The terms that this agreement would be drafted with now."""
    standard, limits = _standard_terms(agreement.round), _limits_of_intentions(agreement.round)
    return lines_for(agreement.provider, standard, limits)


def at_size(schedule: Schedule, fields: Mapping[str, Any], size: float) -> dict[str, Any]:
    """Fields with every {"base": n} scaled; a price stays the sum of what it is made of after rounding."""
    scaled = {key: _scaled(value, size) for key, value in fields.items()}
    if schedule is Schedule.PRICE:
        baseline, change = number(scaled.get("baseline")), number(scaled.get("change"))
        if baseline is not None and change is not None and number(scaled.get("price")) is not None:
            scaled["price"] = baseline + change
    return scaled


def _scaled(value: Any, size: float) -> Any:
    return round(value["base"] * size) if isinstance(value, dict) else value


def _agreement(
    round_: Round, provider: Organisation, template: Template, lines: list[dict[str, Any]], last_year: int | None
) -> Agreement:
    priced = [line["fields"] for line in lines if line["schedule"] is Schedule.PRICE]
    baselines = sum(number(fields.get("baseline")) or 0 for fields in priced)
    return Agreement(
        round_id=round_.id,
        provider_id=provider.id,
        template_id=template.id,
        instrument=template.instrument,
        state=AgreementState.DRAFTING,
        starts_on=round_.day("agreements_start") or round_.starts_on,
        ends_on=round_.day("agreements_end") or round_.ends_on,
        waiting_since=clock.now(),
        price=sum(number(fields.get("price")) or 0 for fields in priced),
        terms_total=len(lines),
        terms_open=len(lines),
        last_year_price=last_year if last_year is not None else baselines,
        illustrative=round_.illustrative,
    )


def _ensure_there_is_something_to_draft_from(standard: list[Any], templates: Mapping[Instrument, Template]) -> None:
    missing = []
    if not standard:
        missing.append("Write the round's standard terms first: agreements are drafted from them.")
    if not templates:
        missing.append("Load and lock a template first: every agreement rests on one.")
    if missing:
        raise Refused(*missing)


def _standard_terms(round_: Round) -> list[Any]:
    columns = (StandardTerm.id, StandardTerm.schedule, StandardTerm.title, StandardTerm.fields, StandardTerm.intentions)
    rows = db.session.execute(
        sa.select(*columns, StandardTerm.applies)
        .where(StandardTerm.round_id == round_.id)
        .order_by(StandardTerm.position)
    )
    order = list(LAYOUTS)
    return sorted(rows, key=lambda row: order.index(row.schedule))


def _limits_of_intentions(round_: Round) -> dict[str, Any]:
    rows = db.session.execute(sa.select(Intention.ref, Intention.applies).where(Intention.round_id == round_.id))
    return {row.ref: row.applies for row in rows}


def _providers_without(round_: Round) -> list[Organisation]:
    have = sa.select(Agreement.provider_id).where(Agreement.round_id == round_.id)
    return list(
        db.session.scalars(
            sa.select(Organisation)
            .where(Organisation.kind == OrganisationKind.PROVIDER, Organisation.id.not_in(have))
            .order_by(Organisation.name)
        )
    )


def _insert(lines: list[dict[str, Any]]) -> None:
    for start in range(0, len(lines), TERMS_AT_ONCE):
        db.session.execute(sa.insert(Term), lines[start : start + TERMS_AT_ONCE])

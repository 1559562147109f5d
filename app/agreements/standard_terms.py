"""What a round's agreements are drafted from: its standard terms, and the templates in use."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound

from app.extensions import db
from app.intentions.queries import names_of
from app.languages.concerns import concerns
from app.models import Agreement, Intention, Person, Round, StandardTerm, Template
from app.permissions import roles_of, sees_working_papers
from workflows.agreement import AgreementState
from workflows.instrument import Instrument
from workflows.roles import Role


def round_for_staff(slug: str, *, seen_by: Person) -> Round:
    """The round, or NoResultFound for whoever does not see its working papers."""
    round_ = db.session.scalars(sa.select(Round).where(Round.slug == slug)).one()
    if not sees_working_papers(seen_by, round_.id):
        raise NoResultFound
    return round_


def manages(round_: Round, person: Person) -> bool:
    """Whether this person may change the round's standard terms."""
    return Role.ROUND_MANAGER in roles_of(person, round_)


def standard_terms(round_: Round) -> list[StandardTerm]:
    return list(
        db.session.scalars(
            sa.select(StandardTerm).where(StandardTerm.round_id == round_.id).order_by(StandardTerm.position)
        )
    )


def for_whom(terms: list[StandardTerm]) -> dict[str, str]:
    """Whom each standard term is for, in words, by its ref."""
    names = names_of(code for term in terms for code in term.applies.get("providers") or ())
    return {term.ref: concerns(term.applies, [], names) for term in terms}


def get_standard_term(round_: Round, ref: str) -> StandardTerm:
    """The round's standard term with this ref, or NoResultFound."""
    return db.session.scalars(
        sa.select(StandardTerm).where(StandardTerm.round_id == round_.id, StandardTerm.ref == ref)
    ).one()


def in_use() -> dict[Instrument, Any]:
    """For each instrument, number, title and moment of the template locked last, without its text."""
    columns = (Template.id, Template.instrument, Template.number, Template.title, Template.locked_at)
    rows = db.session.execute(sa.select(*columns).order_by(Template.locked_at, Template.id))
    return {row.instrument: row for row in rows}


def get_template(instrument: Instrument | None) -> Template:
    """The template in use for an instrument, or NoResultFound."""
    newest = sa.select(Template).where(Template.instrument == instrument).order_by(Template.id.desc()).limit(1)
    return db.session.scalars(newest).one()


def refs_of_intentions(round_: Round) -> list[tuple[str, str]]:
    """Ref, and ref with title, of every intention of a round, to choose from."""
    rows = db.session.execute(
        sa.select(Intention.ref, Intention.title)
        .where(Intention.round_id == round_.id)
        .order_by(Intention.group, Intention.position)
    )
    return [(row.ref, f"{row.ref} {row.title}") for row in rows]


def predecessor_prices(round_: Round) -> dict[int, int]:
    """The price of each provider's latest agreement of an earlier round, by provider."""
    rows = db.session.execute(
        sa.select(Agreement.provider_id, Agreement.price)
        .where(Agreement.starts_on < round_.starts_on, Agreement.state != AgreementState.DRAFTING)
        .order_by(Agreement.starts_on)
    )
    return {provider_id: price for provider_id, price in rows}  # noqa: C416 - rows are not pairs

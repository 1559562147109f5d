"""What can be done with templates of answers, and finding them. They are the team's working papers."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.languages.content import put
from app.models import AnswerTemplate, Person, Round
from app.permissions import roles_of
from workflows.engine import NotAllowed
from workflows.point import Disposition
from workflows.roles import Role


def of(round_: Round) -> Sequence[AnswerTemplate]:
    """Those in use, by title. For those who see responses."""
    wanted = sa.select(AnswerTemplate).where(AnswerTemplate.round_id == round_.id, AnswerTemplate.retired_at.is_(None))
    return db.session.scalars(wanted.order_by(AnswerTemplate.title)).all()


def get(round_: Round, template_id: int) -> AnswerTemplate:
    """One that is in use, or NoResultFound."""
    wanted = sa.select(AnswerTemplate).where(
        AnswerTemplate.id == template_id,
        AnswerTemplate.round_id == round_.id,
        AnswerTemplate.retired_at.is_(None),
    )
    return db.session.scalars(wanted).one()


def is_free(round_: Round, title: str, *, but: int = 0) -> bool:
    """Whether no other template has this title, put away ones included: they stay named on what was done with them."""
    same = sa.exists().where(
        AnswerTemplate.round_id == round_.id, AnswerTemplate.title == title, AnswerTemplate.id != but
    )
    return not db.session.scalar(sa.select(same))


def write(
    round_: Round,
    *,
    title: str,
    disposition: str,
    reason: str,
    change: str = "",
    welsh: Mapping[str, str] | None = None,
    by: Person,
) -> AnswerTemplate:
    """Add one; `welsh` says its reason and change in Welsh. Raises NotAllowed for anyone but the round's analysts."""
    _ensure(round_, by)
    made = AnswerTemplate(
        round_id=round_.id,
        title=title,
        disposition=Disposition(disposition),
        reason=reason,
        change=change,
        welsh=put(None, welsh or {}),
        made_by_id=by.id,
    )
    db.session.add(made)
    db.session.flush()
    return made


def change(
    template: AnswerTemplate,
    *,
    by: Person,
    title: str,
    disposition: str,
    reason: str,
    change: str,
    welsh: Mapping[str, str] | None = None,
) -> None:
    """Change its words; answers given with it stay as they are. Without `welsh` there is none any more."""
    _ensure(template, by)
    template.title, template.disposition = title, Disposition(disposition)
    template.reason, template.change = reason, change
    template.welsh = put(None, welsh or {})


def retire(template: AnswerTemplate, *, by: Person) -> None:
    """Put it away: it is offered no more."""
    _ensure(template, by)
    template.retired_at = clock.now()


def _ensure(of_round: Round | AnswerTemplate, by: Person) -> None:
    if Role.ANALYST not in roles_of(by, of_round):
        raise NotAllowed("Your part in this round does not include writing templates of answers.")

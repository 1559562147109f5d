"""Move an agreement that is being drafted or negotiated to another version of its locked template."""

import sqlalchemy as sa

from app.agreements.letters import tell_of_template
from app.extensions import db
from app.models import Agreement, Template
from app.perform import perform
from app.permissions import Actor
from workflows.agreement import AgreementState
from workflows.engine import Refused


def move_template(agreement: Agreement, template: Template, *, by: Actor) -> None:
    """Rest the agreement on this version from now on; a provider that has the draft is told.

    Raises Refused for a template of another instrument, or once the text is agreed.
    """
    if template.instrument is not agreement.instrument:
        raise Refused(f"It is a {agreement.instrument}: this template is for a {template.instrument}.")
    now = db.session.scalar(sa.select(Template.number).where(Template.id == agreement.template_id))
    perform(
        agreement,
        "move_template",
        by=by,
        what=f"version {now} to version {template.number}",
        template=template.number,
        template_is_another=template.id != agreement.template_id,
    )
    agreement.template_id = template.id
    db.session.flush()
    if agreement.state is not AgreementState.DRAFTING:
        tell_of_template(agreement)

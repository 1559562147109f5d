"""Pages of the register: who is asked for views, round after round."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.areas import AREAS
from app.areas import NOT_KNOWN as NO_AREA
from app.handing_out import as_sheet
from app.permissions import SEES_RESPONSES, parts
from app.sheet_reading import LARGEST, Unreadable
from app.stakeholders import queries, reading, register, sheet
from app.stakeholders.blueprint import bp
from app.stakeholders.forms import EditForm, SheetForm, StakeholderForm
from app.stakeholders.kinds import KINDS
from app.stakeholders.kinds import NOT_KNOWN as NO_KIND
from app.timeline import queries as timeline
from app.web import commits, for_parts, pressed
from app.wording import plural
from workflows.engine import Refused
from workflows.roles import Role
from workflows.stakeholder import StakeholderState

SHOWN = 30
"""Problems of a sheet shown at once: whoever mends these sees the rest."""


def choices() -> dict[str, list[tuple[str, str]]]:
    """What the filters by kind and area offer."""
    return {
        "kinds": [*KINDS.items(), (queries.NONE, NO_KIND)],
        "areas": [*((area, area) for area in AREAS), (queries.NONE, NO_AREA)],
    }


@bp.get("/stakeholders")
@for_parts(*SEES_RESPONSES)
def index() -> ResponseReturnValue:
    """The register, filtered by the address."""
    asked = queries.kept(request.args)
    return render_template(
        "stakeholders/index.html",
        found=queries.register(asked),
        asked={name: asked.get(name, "") for name in queries.FILTERS},
        filtered=bool(asked),
        query=asked,
        may_edit=Role.ROUND_MANAGER in parts(g.person),
        **choices(),
    )


@bp.get("/stakeholders.<any(csv, xlsx):ending>")
@for_parts(*SEES_RESPONSES)
def sheet_of_register(ending: str) -> ResponseReturnValue:
    """The same, to open in a spreadsheet and to bring back."""
    return as_sheet(sheet.of_register(queries.register(queries.kept(request.args))), ending, "stakeholders")


@bp.route("/stakeholders/add", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def add() -> ResponseReturnValue:
    """Put somebody on the register."""
    form = StakeholderForm()
    if form.submitted():
        try:
            made = register.add(by=g.person, **_typed(form))
        except Refused as refused:
            form.name.errors = list(refused.reasons)
        else:
            flash(f"{made.name} is on the register.")
            return redirect(url_for(".index"), 303)
    return render_template("stakeholders/add.html", form=form)


@bp.route("/stakeholders/<int:stakeholder_id>", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def edit(stakeholder_id: int) -> ResponseReturnValue:
    """Correct what the register says of somebody."""
    found = queries.get(stakeholder_id)
    form = EditForm(obj=found)
    if form.submitted() and form.is_of(found):
        try:
            register.edit(found, by=g.person, **_typed(form))
        except Refused as refused:
            form.name.errors = list(refused.reasons)
        else:
            flash(f"{found.name} is saved.")
            return redirect(url_for(".index"), 303)
    return render_template(
        "stakeholders/edit.html",
        form=form,
        stakeholder=found,
        invitations=queries.invitations(found),
        timeline=timeline.of(found, seen_by=g.person),
    )


@bp.post("/stakeholders/<int:stakeholder_id>/retire")
@commits
@for_parts(Role.ROUND_MANAGER)
def retire(stakeholder_id: int) -> ResponseReturnValue:
    """Ask them no more in rounds to come."""
    found = queries.get(stakeholder_id)
    if found.state is StakeholderState.LISTED:
        pressed(lambda: register.retire(found, by=g.person), f"{found.name} is not asked any more in rounds to come.")
    return redirect(url_for(".edit", stakeholder_id=found.id), 303)


@bp.post("/stakeholders/<int:stakeholder_id>/reinstate")
@commits
@for_parts(Role.ROUND_MANAGER)
def reinstate(stakeholder_id: int) -> ResponseReturnValue:
    """Let them be asked again."""
    found = queries.get(stakeholder_id)
    if found.state is StakeholderState.RETIRED:
        pressed(lambda: register.reinstate(found, by=g.person), f"{found.name} can be asked again.")
    return redirect(url_for(".edit", stakeholder_id=found.id), 303)


@bp.route("/stakeholders/import", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def take_in() -> ResponseReturnValue:
    """Take in a sheet: all of it, or none with every problem named."""
    form = SheetForm()
    problems: list[str] = []
    if form.submitted():
        read = _read(form)
        if read and not read.problems:
            taken = register.take_in(read.lines, by=g.person)
            flash(f"{plural(taken.added, 'name')} added, {taken.changed} changed, {taken.same} as they were.")
            return redirect(url_for(".index"), 303)
        if read:
            problems = read.problems
            form.file.errors = [f"Mend {plural(len(problems), 'problem')} in the sheet and choose it again"]
    left = len(problems) - SHOWN
    return render_template("stakeholders/import.html", form=form, problems=problems[:SHOWN], left=left)


def _read(form: SheetForm) -> reading.Read | None:
    file: Any = form.file.data
    file.stream.seek(0)
    try:
        return reading.read(file.filename or "", file.stream.read(LARGEST + 1))
    except Unreadable as why:
        form.file.errors = [str(why)]
        return None


def _typed(form: StakeholderForm) -> dict[str, str]:
    return {name: form[name].data or "" for name in register.EDITABLE}

"""Choose agreements by the filters of their list, and what is to be changed in them; applying it comes later."""

from collections.abc import Mapping
from typing import Any

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, seen
from app.agreements import filters, listing
from app.agreements.standard_terms import standard_terms
from app.bulk import commands, kinds, queries, sheet
from app.bulk.blueprint import bp, for_changing, for_reading
from app.bulk.forms import FORMS, AssignForm, CellForm, HoursForm, KindForm, SheetForm, TemplateForm
from app.bulk.gathering import terms_of
from app.bulk.words import chosen_by
from app.models import Person, Round, StandardTerm, Upload
from app.permissions import roles_of
from app.rounds import queries as rounds
from app.uploads import store
from app.web import commits
from workflows.bulk import BulkKind
from workflows.engine import NotAllowed
from workflows.roles import Role
from workflows.schedule import Schedule


@bp.get("/rounds/<slug>/bulk")
@for_reading
def index(slug: str) -> ResponseReturnValue:
    """The bulk changes of a round that one may see."""
    round_ = rounds.get(slug)
    found = queries.newest(round_, seen_by=g.person)
    return render_template(
        "bulk/index.html",
        round=round_,
        bulks=[(bulk, kinds.title_of(bulk)) for bulk in found],
        hours=queries.hours_to_undo(round_.id),
        manages=Role.ROUND_MANAGER in roles_of(g.person, round_),
        may_change=bool(kinds.allowed(g.person, round_)),
    )


@bp.route("/rounds/<slug>/bulk/time-to-undo", methods=["GET", "POST"])
@commits
@for_changing
def time_to_undo(slug: str) -> ResponseReturnValue:
    """Say for how long a bulk change can be undone."""
    round_ = rounds.get(slug)
    if Role.ROUND_MANAGER not in roles_of(g.person, round_):
        abort(404)
    saved = {"hours": queries.hours_to_undo(round_.id)}
    form = HoursForm(data=seen.start(saved))
    if form.submitted() and seen.is_as_shown(form, saved):
        commands.set_hours_to_undo(round_, form["hours"].data, by=g.person)
        return redirect(url_for(".index", slug=slug), 303)
    return render_template("bulk/time_to_undo.html", round=round_, form=form)


@bp.route("/rounds/<slug>/agreements/change", methods=["GET", "POST"])
@commits
@for_changing
def choose(slug: str) -> ResponseReturnValue:
    """What to do to the agreements that the filters in the address choose."""
    round_ = rounds.get(slug)
    asked = filters.kept(request.args)
    allowed = kinds.allowed(g.person, round_)
    if not allowed:
        raise NotAllowed("Your part in this round does not include changing agreements in bulk.")
    form = KindForm()
    form.kind.offer([(kind.key, kinds.CHOICES[kind][0]) for kind in allowed])
    if form.submitted():
        return redirect(_address(slug, form.kind.data or "", asked), 303)
    return render_template(
        "bulk/choose.html",
        form=form,
        hints={kind.key: kinds.CHOICES[kind][1] for kind in allowed},
        **_chosen(round_, asked),
    )


@bp.route("/rounds/<slug>/agreements/change/<kind>", methods=["GET", "POST"])
@commits
@for_changing
def prepare(slug: str, kind: str) -> ResponseReturnValue:
    """Say exactly what is to be changed: kept, and then shown as a preview."""
    round_, what = rounds.get(slug), kinds.from_key(kind)
    if what is None:
        abort(404)
    if what not in kinds.allowed(g.person, round_):
        raise NotAllowed(f"Your part in this round does not include it: {kinds.CHOICES[what][0].lower()}.")
    asked = filters.kept(request.args)
    standard = None
    if what in kinds.OF_A_TERM:
        ref = request.args.get("term", "")
        if not ref:
            return _which_term(round_, what, asked)
        standard = queries.standard_term(round_, ref)
    form = _form(round_, what, standard)
    if form.submitted():
        given = _given(round_, form, asked, g.person)
        if given is not None:
            change, columns = given
            if standard is not None:
                columns["standard_term_id"] = standard.id
            bulk = commands.prepare(round_, kind=what, asked=asked, change=change, by=g.person, **columns)
            return redirect(url_for(".detail", slug=slug, bulk_id=bulk.id), 303)
    return render_template(
        "bulk/prepare.html",
        form=form,
        kind=what,
        title=kinds.CHOICES[what][0],
        standard=standard,
        **_chosen(round_, asked),
    )


def _address(slug: str, kind: str, asked: Mapping[str, str]) -> str:
    values: dict[str, Any] = {**asked, "slug": slug, "kind": kind}
    return url_for(".prepare", **values)


def _chosen(round_: Round, asked: Mapping[str, str]) -> dict[str, Any]:
    """What pages say about the agreements that were chosen."""
    found = listing.chosen(round_, asked, seen_by=g.person, today=clock.today())
    names = {str(number): name for one in found for number, name in one.negotiators}
    return {"round": round_, "asked": dict(asked), "count": len(found), "chosen_by": chosen_by(asked, names)}


def _which_term(round_: Round, kind: BulkKind, asked: Mapping[str, str]) -> ResponseReturnValue:
    terms = [term for term in standard_terms(round_) if kind is not BulkKind.RAISE or term.schedule is Schedule.PRICE]
    return render_template(
        "bulk/which_term.html", terms=terms, kind=kind, title=kinds.CHOICES[kind][0], **_chosen(round_, asked)
    )


def _form(round_: Round, kind: BulkKind, standard: StandardTerm | None) -> Any:
    form = FORMS[kind]()
    if isinstance(form, CellForm) and standard is not None:
        form.offer(standard.schedule)
    if isinstance(form, TemplateForm):
        form.template.offer([(t.id, f"{t.instrument}: version {t.number}, {t.title}") for t in queries.templates()])
    if isinstance(form, AssignForm):
        form.offer(queries.negotiators(round_))
    return form


def _given(
    round_: Round, form: Any, asked: Mapping[str, str], person: Person
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """What the form says, as it is kept; None when its sheet must be mended first."""
    change, columns = form.change(), form.given()
    if isinstance(form, SheetForm):
        read = _read(round_, form, asked, person)
        if read is None:
            return None
        change["values"], upload = read
        columns["upload_id"] = upload.id
    return change, columns


def _read(
    round_: Round, form: SheetForm, asked: Mapping[str, str], person: Person
) -> tuple[dict[str, dict[str, Any]], Upload] | None:
    schedule, key = form.chosen
    found = listing.chosen(round_, asked, seen_by=person, today=clock.today())
    terms = terms_of([one.row.id for one in found])
    refs = {
        one.row.code.lower(): (
            one.row.id,
            frozenset(term.ref for term in terms.get(one.row.id, ()) if term.schedule is schedule),
        )
        for one in found
    }
    file: Any = form.file.data
    file.stream.seek(0)
    content = file.stream.read(sheet.LARGEST + 1)
    try:
        read = sheet.read(file.filename, content, kinds.column_of(schedule, key), refs)
    except sheet.Unreadable as why:
        form.file.errors = [str(why)]
        return None
    if read.errors:
        form.file.errors = [f"Mend {len(read.errors)} rows of the sheet and choose it again" if len(read.errors) > 1
                            else "Mend one row of the sheet and choose it again"]  # fmt: skip
        form.form_errors = read.shown
        return None
    return read.values, store(file, by=person)

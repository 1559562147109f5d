"""Pages where analysts say which point caused which change of wording, and what is still to be tied."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app.addresses import number_in, numbers_in
from app.answers import queries as answers
from app.answers.blueprint import seen_round
from app.changes import candidates, commands, hunks, offering, queries
from app.changes.forms import ChangesForm, PointsForm
from app.editions import queries as editions
from app.models import Edition, Point
from app.perform import ensure
from app.permissions import SEES_RESPONSES
from app.searching import pages
from app.searching.options import LABELS
from app.web import commits, for_parts, pressed
from app.wording import plural
from workflows.roles import Role

bp = Blueprint("changes", __name__)


@bp.get("/rounds/<slug>/feedback/untied")
@for_parts(*SEES_RESPONSES)
def untied(slug: str) -> ResponseReturnValue:
    """Accepted points that are tied to no change of wording yet."""
    round_ = seen_round(slug)
    after = request.args.get("after", "")
    number, points = queries.untied(round_, after=number_in(after))
    return render_template("changes/untied.html", round=round_, number=number, points=points)


@bp.route("/rounds/<slug>/feedback/<int:point_id>/changes", methods=["GET", "POST"])
@commits
@for_parts(Role.ANALYST)
def of_point(slug: str, point_id: int) -> ResponseReturnValue:
    """Which changes of wording one point caused."""
    round_ = seen_round(slug)
    point = answers.get(round_, point_id, seen_by=g.person)
    everywhere = bool(request.args.get("everywhere"))
    offered = offering.to_point(round_, point, everywhere=everywhere)
    tied = queries.of_point(point)
    form = ChangesForm()
    form.changes.offer((each.value, each.label) for each in offered if each.value not in offering.taken(tied))
    if request.method == "POST":
        ensure(point, "tie", g.person)
    if form.submitted():
        _tie(point, [each for each in offered if each.value in (form.changes.data or [])], others=form.campaign.data)
        return redirect(url_for("changes.of_point", slug=slug, point_id=point.id), 303)
    return render_template(
        "changes/of_point.html",
        round=round_,
        point=point,
        form=form,
        tied=tied,
        offered={each.value: each for each in offered},
        everywhere=everywhere,
        alike=offering.how_many_alike(point),
        newest=editions.newest(round_),
    )


def _tie(point: Point, ticked: list[offering.Offered], *, others: bool) -> None:
    """Tie a point to these changes; with `others`, those of its campaign that were accepted too."""
    made, more = 0, set()
    for each in ticked:
        made += commands.tie(point, each.hunk, since=each.since, edition=each.edition, by=g.person) is not None
        for other in offering.alike(point, each.hunk, each.since) if others else ():
            commands.tie(other, each.hunk, since=each.since, edition=each.edition, by=g.person)
            more.add(other.id)
    with_it = f", and with it {plural(len(more), 'other point')} of its campaign" if more else ""
    flash(f"Tied to {plural(made, 'change')}{with_it}.")


@bp.post("/rounds/<slug>/feedback/<int:point_id>/changes/<int:link_id>/untie")
@commits
@for_parts(Role.ANALYST)
def untie(slug: str, point_id: int, link_id: int) -> ResponseReturnValue:
    """Take a tie back before its edition is out."""
    point = answers.get(seen_round(slug), point_id, seen_by=g.person)
    link = next((each for each in queries.of_point(point) if each.id == link_id), None)
    if link is None:
        flash("That tie is gone already.")
    else:
        pressed(lambda: commands.untie(link, by=g.person), "Untied.")
    return redirect(url_for("changes.of_point", slug=slug, point_id=point.id), 303)


@bp.route("/rounds/<slug>/editions/<int:number>/changes/<fingerprint>/tie", methods=["GET", "POST"])
@commits
@for_parts(Role.ANALYST)
def tie(slug: str, number: int, fingerprint: str) -> ResponseReturnValue:
    """Which points caused one published change."""
    round_ = seen_round(slug)
    new = editions.get(round_, number)
    old = _since(new)
    hunk = hunks.by_fingerprint(queries.bound_to(old, new)).get(fingerprint)
    if hunk is None:
        raise NoResultFound
    here: dict[str, Any] = {"slug": slug, "number": number, "since": old.number}
    form = PointsForm()
    ids = _ids(form)
    if form.submitted():
        points = candidates.ticked(round_, hunk, old, ids)
        for point in points:
            commands.tie(point, hunk, since=old, edition=new, by=g.person)
        flash(_tied(len(points), len(ids)))
        return redirect(url_for("editions.changes", **here) + f"#{hunk.anchor}", 303)
    return render_template(
        "changes/tie.html",
        round=round_,
        edition=new,
        hunk=hunk,
        form=form,
        here=here,
        found=candidates.of(round_, hunk, old, request.values, ids=ids, seen_by=g.person),
        labels=LABELS,
        excerpt=pages.EXCERPT,
    )


def _ids(form: PointsForm) -> list[int]:
    """The points that are ticked, as many as one press ties: in the form, or in the address while one looks on."""
    named = form.points.data or request.args.getlist("points")
    if len(named) > candidates.MOST_TICKED:
        flash(
            f"One press ties {plural(candidates.MOST_TICKED, 'point')}: tick the last ones again afterwards.", "problem"
        )
    ids = numbers_in(named[: candidates.MOST_TICKED])
    form.points.data = [str(each) for each in ids]
    form.points.offer((str(each), str(each)) for each in ids)
    return ids


def _tied(number: int, ticked: int) -> str:
    left = (
        f" {plural(ticked - number, 'other')} had been tied or answered otherwise meanwhile." if ticked > number else ""
    )
    return f"{plural(number, 'point')} tied to this change.{left}"


def _since(new: Edition) -> Edition:
    """The edition that the page compared with: the one before, unless the address names another."""
    named = request.args.get("since", "")
    return editions.get(new.round, number_in(named) or new.number - 1)

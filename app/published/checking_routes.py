"""Pages where staff list what may be published, check it, and publish it."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.addresses import number_in
from app.perform import choices, ensure
from app.permissions import SEES_RESPONSES, roles_of
from app.published import commands, forms, listing, queries
from app.published.blueprint import STAFF, bp, seen_round
from app.timeline import queries as timeline
from app.web import commits, for_parts, pressed
from workflows.roles import Role
from workflows.volume import VolumeState

CHECKS = for_parts(Role.ANALYST, Role.ROUND_MANAGER)


@bp.get(f"{STAFF}/publication")
@for_parts(*SEES_RESPONSES)
def publication(slug: str) -> ResponseReturnValue:
    """How many responses would be published, how, and who does what next."""
    round_ = seen_round(slug)
    volumes = queries.volumes(round_)
    waiting = next((each for each in volumes if each.state is VolumeState.PREPARED), None)
    return render_template(
        "published/publication.html",
        round=round_,
        ways=listing.ways(round_),
        to_look_at=listing.to_look_at(round_),
        volumes=volumes,
        waiting=waiting,
        possible=choices(waiting, g.person) if waiting else [],
        may_prepare=bool(roles_of(g.person, round_) & {Role.ANALYST, Role.ROUND_MANAGER}),
        timeline=timeline.of(waiting or volumes[0], seen_by=g.person) if volumes else [],
    )


@bp.get(f"{STAFF}/publication/list")
@for_parts(*SEES_RESPONSES)
def checklist(slug: str) -> ResponseReturnValue:
    """Each response with how it would be published, fifty at a time."""
    round_ = seen_round(slug)
    chosen, after = request.args.get("way", ""), request.args.get("after", "0")
    look = chosen == "look"
    rows = listing.page(round_, chosen=chosen, look=look, after=number_in(after))
    return render_template(
        "published/checklist.html",
        round=round_,
        rows=rows[:50],
        more=rows[49].Response.id if len(rows) > 50 else None,
        chosen=chosen,
        ways=listing.WAYS,
    )


@bp.post(f"{STAFF}/publication/prepare")
@commits
@CHECKS
def prepare(slug: str) -> ResponseReturnValue:
    """Make the list that somebody else checks."""
    round_ = seen_round(slug)
    pressed(
        lambda: commands.prepare(round_, by=g.person), "The list is made. Somebody else checks it and publishes it."
    )
    return redirect(url_for(".publication", slug=slug), 303)


@bp.post(f"{STAFF}/publication/<int:volume_number>/publish")
@commits
@for_parts(Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY)
def publish(slug: str, volume_number: int) -> ResponseReturnValue:
    """Publish a list that somebody else made."""
    volume = queries.volume(seen_round(slug), volume_number)
    if volume.state is VolumeState.PUBLISHED:
        flash("This list is published already.")
    else:
        ensure(volume, "publish", g.person)
        pressed(lambda: commands.publish(volume, by=g.person), "The responses are published.")
    return redirect(url_for(".publication", slug=slug), 303)


@bp.post(f"{STAFF}/publication/<int:volume_number>/discard")
@commits
@for_parts(Role.ANALYST, Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY)
def discard(slug: str, volume_number: int) -> ResponseReturnValue:
    """Drop a list."""
    volume = queries.volume(seen_round(slug), volume_number)
    if volume.state is VolumeState.PREPARED:
        pressed(lambda: commands.discard(volume, by=g.person), "The list is dropped. Make a new one.")
    return redirect(url_for(".publication", slug=slug), 303)


@bp.route(f"{STAFF}/responses/<int:response_id>/withhold", methods=["GET", "POST"])
@commits
@CHECKS
def withhold(slug: str, response_id: int) -> ResponseReturnValue:
    """Keep one response from publication, or take it down."""
    round_ = seen_round(slug)
    found = queries.seen(round_, response_id, seen_by=g.person)
    entry = queries.entry_of(found)
    back = url_for(".redactions", slug=slug, response_id=found.id)
    if entry is not None and entry.withheld_at is not None:
        return redirect(back, 303)
    ensure(found, "withhold", g.person)
    form = forms.WithholdForm()
    if form.submitted():
        welsh = form.reason_in_welsh.data or ""
        commands.withhold(found, reason=form.reason.data or "", welsh=welsh, by=g.person)
        flash("The response is not published.")
        return redirect(back, 303)
    return render_template("published/withhold.html", round=round_, response=found, entry=entry, form=form)


@bp.post(f"{STAFF}/responses/<int:response_id>/allow-publication")
@commits
@CHECKS
def allow_publication(slug: str, response_id: int) -> ResponseReturnValue:
    """Let a withheld response be listed again."""
    found = queries.seen(seen_round(slug), response_id, seen_by=g.person)
    pressed(lambda: commands.allow_publication(found, by=g.person), "It stands on the next list that somebody makes.")
    return redirect(url_for(".redactions", slug=slug, response_id=found.id), 303)

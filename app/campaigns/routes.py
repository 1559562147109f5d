"""Pages of campaigns: look for them, read one with what each person added, and correct what was grouped."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.answers import queries as answers
from app.campaigns import commands, forms, queries
from app.campaigns.words import compared
from app.models import Round
from app.perform import choices, ensure
from app.permissions import SEES_RESPONSES, roles_of, sees_responses
from app.rounds import queries as rounds
from app.searching import queries as searching
from app.searching.filters import Search
from app.timeline import queries as timeline
from app.web import ConfirmForm, commits, for_parts, pressed
from workflows.campaign import CampaignState
from workflows.roles import Role

bp = Blueprint("campaigns", __name__)
bp.add_app_template_global(compared, "beside_campaign")


@bp.app_template_global("may_group")
def _may_group(round_: Round) -> bool:
    """Whether whoever looks decides what is counted together."""
    return Role.ANALYST in roles_of(g.person, round_)


@bp.get("/rounds/<slug>/feedback/campaigns")
@for_parts(*SEES_RESPONSES)
def of_round(slug: str) -> ResponseReturnValue:
    """The campaigns found, with their numbers."""
    return _list(_seen_round(slug), forms.LookForm())


@bp.post("/rounds/<slug>/feedback/campaigns/look")
@commits
@for_parts(Role.ANALYST)
def look(slug: str) -> ResponseReturnValue:
    """Have the round's points looked through for near-identical texts."""
    round_ = _analysts_round(slug)
    form = forms.LookForm()
    if not form.submitted():
        return _list(round_, form)
    commands.look(round_, thresholds=form.thresholds, by=g.person)
    flash("The points are being looked through. You can go on working meanwhile.")
    return redirect(url_for(".of_round", slug=slug), 303)


def _list(round_: Round, form: forms.LookForm) -> ResponseReturnValue:
    search = queries.newest_search(round_)
    return render_template(
        "campaigns/list.html",
        round=round_,
        campaigns=queries.of_round(round_, seen_by=g.person),
        numbers=searching.numbers_of(round_, Search(), seen_by=g.person),
        search=search,
        progress=queries.progress(search) if search else None,
        form=form if Role.ANALYST in roles_of(g.person, round_) else None,
    )


@bp.get("/rounds/<slug>/feedback/campaigns/<int:campaign_id>")
@for_parts(*SEES_RESPONSES)
def detail(slug: str, campaign_id: int) -> ResponseReturnValue:
    """One campaign: its shared text, its numbers, and what each person added."""
    round_ = _seen_round(slug)
    found = queries.get(round_, campaign_id, seen_by=g.person)
    only_own = request.args.get("own") == "yes"
    return render_template(
        "campaigns/detail.html",
        round=round_,
        found=found,
        campaign=found.campaign,
        page=queries.points_of(
            found.campaign, seen_by=g.person, after=request.args.get("after", ""), only_own=only_own
        ),
        only_own=only_own,
        choices=choices(found.campaign, g.person),
        timeline=timeline.of(found.campaign, seen_by=g.person),
    )


@bp.route("/rounds/<slug>/feedback/campaigns/<int:campaign_id>/rename", methods=["GET", "POST"])
@commits
@for_parts(Role.ANALYST)
def rename(slug: str, campaign_id: int) -> ResponseReturnValue:
    """Give a campaign another name."""
    round_ = _seen_round(slug)
    campaign = queries.get(round_, campaign_id, seen_by=g.person).campaign
    ensure(campaign, "rename", g.person)
    form = forms.RenameForm(obj=campaign)
    if form.submitted() and (form.title.data == campaign.title or form.is_of(campaign)):
        if form.title.data != campaign.title:
            commands.rename(campaign, title=form.title.data or "", by=g.person)
        return redirect(url_for(".detail", slug=slug, campaign_id=campaign_id), 303)
    return render_template("campaigns/rename.html", round=round_, campaign=campaign, form=form)


@bp.route("/rounds/<slug>/feedback/campaigns/<int:campaign_id>/break-up", methods=["GET", "POST"])
@commits
@for_parts(Role.ANALYST)
def break_up(slug: str, campaign_id: int) -> ResponseReturnValue:
    """Find that a group is no campaign: each of its points stands for itself."""
    round_ = _seen_round(slug)
    found = queries.get(round_, campaign_id, seen_by=g.person)
    here = url_for(".detail", slug=slug, campaign_id=campaign_id)
    if found.campaign.state is CampaignState.BROKEN_UP:
        return redirect(here, 303)
    ensure(found.campaign, "break_up", g.person)
    form = ConfirmForm()
    if form.submitted():
        commands.break_up(found.campaign, by=g.person)
        flash("Broken up. Each of its points is counted as a text of its own, and no later search groups them again.")
        return redirect(here, 303)
    return render_template("campaigns/break_up.html", round=round_, found=found, campaign=found.campaign, form=form)


@bp.post("/rounds/<slug>/feedback/campaigns/<int:campaign_id>/points/<int:point_id>/take-out")
@commits
@for_parts(Role.ANALYST)
def take_point_out(slug: str, campaign_id: int, point_id: int) -> ResponseReturnValue:
    """Let one point stand for itself."""
    round_ = _seen_round(slug)
    campaign = queries.get(round_, campaign_id, seen_by=g.person).campaign
    point = answers.get(round_, point_id, seen_by=g.person)
    pressed(
        lambda: commands.take_point_out(campaign, point, by=g.person),
        f"Point {point.id} taken out. No later search puts it back.",
    )
    return redirect(url_for(".detail", slug=slug, campaign_id=campaign_id), 303)


@bp.route("/rounds/<slug>/feedback/<int:point_id>/campaign", methods=["GET", "POST"])
@commits
@for_parts(Role.ANALYST)
def add_point(slug: str, point_id: int) -> ResponseReturnValue:
    """Count a point with a campaign that the search did not see it belongs to."""
    round_ = _analysts_round(slug)
    point = answers.get(round_, point_id, seen_by=g.person)
    form, alike = forms.ChooseForm(), queries.alike(point)
    form.campaign.offer([(str(each.id), f"{each.title} ({percent}% alike)") for each, percent in alike])
    if form.submitted():
        campaign = queries.get(round_, int(form.campaign.data), seen_by=g.person).campaign
        commands.add_point(campaign, point, by=g.person)
        flash(f"{point.place} is counted with the campaign “{campaign.title}”.")
        return redirect(url_for("answers.point", slug=slug, point_id=point_id), 303)
    given: dict[str, Any] = {"round": round_, "point": point, "form": form, "any": bool(alike)}
    return render_template("campaigns/add_point.html", **given)


def _seen_round(slug: str) -> Round:
    """The round, for those who see its responses; for everyone else its feedback does not exist."""
    round_ = rounds.get(slug)
    if not sees_responses(g.person, round_.id):
        raise NotFound
    return round_


def _analysts_round(slug: str) -> Round:
    """The round, for its analysts: nobody else changes what is counted together."""
    round_ = _seen_round(slug)
    if not _may_group(round_):
        raise NotFound
    return round_

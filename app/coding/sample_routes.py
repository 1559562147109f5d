"""Pages of samples: drawing one, coding it blind, how far two people agree, resolving where they differ."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.coding import queries, sampled, samples
from app.coding.blueprint import bp, for_coding, for_reading, seen_round
from app.coding.forms import BlindForm, DrawForm, GiveUpForm, ResolveForm
from app.extensions import db
from app.models import CodingSample, Person, Round, SamplePoint
from app.perform import choices, ensure
from app.points.commands import mark_read
from app.timeline import queries as timeline
from app.web import commits, in_time
from workflows.engine import Refused
from workflows.point import GONE
from workflows.sample import SampleState


@bp.route("/rounds/<slug>/coding/samples/draw", methods=["GET", "POST"])
@commits
@for_coding
def draw_sample(slug: str) -> ResponseReturnValue:
    """Draw points that others have coded, for a second person to code without seeing how."""
    round_ = seen_round(slug)
    ensure(round_, "draw_sample", g.person)
    version = queries.newest_version(round_.id)
    if version is None:
        raise Refused(samples.NO_FRAME)
    coders = sampled.coders(round_, but=g.person)
    coded, total = queries.progress(round_.id)
    form = DrawForm()
    form.coder.offer([(one.id, one.name) for one in coders])
    if form.submitted() and _says_how_many(form):
        return redirect(url_for(".sample", slug=slug, number=_draw(round_, form).number), 303)
    return render_template(
        "coding/draw.html", round=round_, form=form, version=version, coders=coders, coded=coded, total=total
    )


def _says_how_many(form: DrawForm) -> bool:
    if (form.size.data is None) == (form.share.data is None):
        form.size.errors = ["Enter how many points to draw, or which share in per cent: one of the two"]
        return False
    return True


def _draw(round_: Round, form: DrawForm) -> CodingSample:
    coder = db.session.get_one(Person, form.coder.data)
    size, stratified = form.size.data, bool(form.is_stratified.data)
    if size is None:
        found = samples.population_of(round_.id, coder.id, is_stratified=stratified)
        size = max(1, round(sum(map(len, found.values())) * (form.share.data or 0) / 100))
    made = samples.draw(round_, size=size, coder=coder, by=g.person, is_stratified=stratified, seed=form.seed.data)
    flash(f"Sample {made.number} drawn for {coder.name}: {made.size} points of {made.population:,}, seed {made.seed}.")
    return made


@bp.get("/rounds/<slug>/coding/samples/<int:number>")
@for_reading
def sample(slug: str, number: int) -> ResponseReturnValue:
    """Where a sample stands; once both have coded it, how far they agree and where they differ."""
    round_ = seen_round(slug)
    found = sampled.get(round_, number)
    facts = sampled.facts(found)
    done, of, following = sampled.coded(found) if found.state is SampleState.DRAWN else (0, 0, None)
    return render_template(
        "coding/sample.html",
        round=round_,
        sample=found,
        done=done,
        of=of,
        following=following,
        is_mine=found.coder_id == g.person.id,
        possible={one.action: one.obstacles for one in choices(found, g.person, facts)},
        themes=sampled.themes_of(found),
        overall=sampled.overall(found),
        differences=sampled.differences(found),
        names=_names(found),
        gone=GONE,
        timeline=timeline.of(found, seen_by=g.person),
    )


@bp.route("/rounds/<slug>/coding/samples/<int:number>/points/<int:position>", methods=["GET", "POST"])
@commits
@for_coding
def code_blind(slug: str, number: int, position: int) -> ResponseReturnValue:
    """One point of the sample for its second coder: what was said, and the frame; nothing of what the first did."""
    round_ = seen_round(slug)
    found, held = _held(round_, number, position)
    if found.coder_id != g.person.id or found.state is not SampleState.DRAWN:
        raise NotFound
    form = BlindForm(data={"themes": held.second or [], "none_fits": held.second == [], "version": held.version})
    form.themes.offer([(one["id"], one["name"]) for one in found.frame_version.content])
    if form.submitted() and _says_something(form) and form.is_of(held):
        samples.code_blind(found, held, form.themes.data or [], by=g.person)
        mark_read([held.point_id], by=g.person)
        db.session.flush()
        return redirect(_onward(slug, found, position), 303)
    return render_template("coding/code_blind.html", round=round_, sample=found, held=held, form=form)


def _says_something(form: BlindForm) -> bool:
    if bool(form.themes.data) == bool(form.none_fits.data):
        form.themes.errors = ["Tick the themes that fit, or tick that none does"]
        return False
    return True


def _onward(slug: str, found: CodingSample, position: int) -> str:
    """To the next point, and after the last one to the first that was left out."""
    _, _, uncoded = sampled.coded(found)
    if position < found.size:
        return url_for(".code_blind", slug=slug, number=found.number, position=position + 1)
    if uncoded is not None:
        return url_for(".code_blind", slug=slug, number=found.number, position=uncoded)
    return url_for(".sample", slug=slug, number=found.number)


@bp.post("/rounds/<slug>/coding/samples/<int:number>/compare")
@commits
@for_coding
def compare(slug: str, number: int) -> ResponseReturnValue:
    """Finish the sample and see how far the two agree."""
    round_ = seen_round(slug)
    found = sampled.get(round_, number)
    if found.state is not SampleState.DRAWN:
        flash("It was finished the first time you pressed.")
    elif in_time():
        samples.compare(found, by=g.person)
        flash("Finished. The first’s codes are open to you now.")
    return redirect(url_for(".sample", slug=slug, number=number), 303)


@bp.route("/rounds/<slug>/coding/samples/<int:number>/differences/<int:position>", methods=["GET", "POST"])
@commits
@for_coding
def resolve(slug: str, number: int, position: int) -> ResponseReturnValue:
    """Settle how a point is coded that two people coded differently."""
    round_ = seen_round(slug)
    found, held = _held(round_, number, position)
    back = url_for(".sample", slug=slug, number=number)
    if found.state in (SampleState.DRAWN, SampleState.GIVEN_UP) or set(held.first) == set(held.second or []):
        raise NotFound
    if held.resolved is not None and request.method == "POST":
        flash("It was resolved already. What stands is below.")
        return redirect(back, 303)
    form = ResolveForm(data={"themes": held.resolved or [], "reason": held.reason, "version": held.version})
    form.themes.offer([(one["id"], one["name"]) for one in found.frame_version.content])
    if form.submitted() and form.is_of(held):
        samples.resolve(found, held, form.themes.data or [], reason=form.reason.data or "", by=g.person)
        flash(f"Point {held.point_id} resolved. These codes stand from now on.")
        return redirect(back, 303)
    return render_template("coding/resolve.html", round=round_, sample=found, held=held, form=form, names=_names(found))


@bp.route("/rounds/<slug>/coding/samples/<int:number>/give-up", methods=["GET", "POST"])
@commits
@for_coding
def give_up(slug: str, number: int) -> ResponseReturnValue:
    """Give a sample up before it is finished."""
    round_ = seen_round(slug)
    found = sampled.get(round_, number)
    back = url_for(".sample", slug=slug, number=number)
    if found.state is SampleState.GIVEN_UP:
        return redirect(back, 303)
    ensure(found, "give_up", g.person)
    form = GiveUpForm(obj=found)
    if form.submitted() and form.is_of(found):
        samples.give_up(found, reason=form.reason.data or "", by=g.person)
        flash(f"Sample {number} is given up. Its points may be drawn again.")
        return redirect(back, 303)
    return render_template("coding/give_up.html", round=round_, sample=found, form=form)


def _held(round_: Round, number: int, position: int) -> tuple[CodingSample, SamplePoint]:
    found = sampled.get(round_, number)
    return found, sampled.point_at(found, position)


def _names(found: CodingSample) -> dict[int, str]:
    """What the themes were called in the version that was used."""
    return {one["id"]: one["name"] for one in found.frame_version.content}

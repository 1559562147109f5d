"""What can be done with a sample: draw it, code it blind, compare the two, resolve each difference, or give it up."""

import secrets
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from app import chain, clock
from app.coding import codes, drawing, kappa, queries, sampled
from app.extensions import db
from app.models import CodingSample, Person, Point, PointCoding, PointTheme, Response, Round, SamplePoint
from app.perform import ensure, perform
from app.permissions import parts
from app.wording import plural
from workflows.engine import Refused
from workflows.point import GONE
from workflows.roles import Role
from workflows.sample import SampleState

NO_FRAME = "Issue the code frame first: the second coder works with a version that nobody changes meanwhile."
OWN = "Choose somebody else: a second coder is a second person."
NOT_ANALYST = "Choose an analyst of this round: only they code."
NOTHING = "There is no point to draw: it needs points that somebody else than {name} has coded, and no sample holds."
MOST = 2000


def draw(
    round_: Round, *, size: int, coder: Person, by: Person, is_stratified: bool = False, seed: int | None = None
) -> CodingSample:
    """Draw points that others have coded for `coder` to code again without seeing how. Raises Refused.

    The seed, the size and what it was drawn from are kept, so that the same points can be drawn again.
    """
    version = queries.newest_version(round_.id)
    if version is None:
        raise Refused(NO_FRAME)
    if coder.id == by.id:
        raise Refused(OWN)
    if Role.ANALYST not in parts(coder):
        raise Refused(NOT_ANALYST)
    population = population_of(round_.id, coder.id, is_stratified=is_stratified)
    number = sum(map(len, population.values()))
    if not number:
        raise Refused(NOTHING.format(name=coder.name))
    seed = secrets.randbelow(1_000_000) if seed is None else seed
    ids = drawing.draw(population, min(size, MOST), seed=seed)
    perform(round_, "draw_sample", by=by, what=f"{plural(len(ids), 'point')} of {number:,}, seed {seed}")
    last = db.session.scalar(sa.select(sa.func.max(CodingSample.number)).where(CodingSample.round_id == round_.id))
    sample = CodingSample(
        round_id=round_.id, number=(last or 0) + 1, seed=seed, size=len(ids), is_stratified=is_stratified,
        population=number, population_digest=drawing.digest(population), frame_version_id=version.id,
        coder_id=coder.id, drawn_by_id=by.id, drawn_at=clock.now(),
    )  # fmt: skip
    db.session.add(sample)
    db.session.flush()
    chain.created(sample, by=by, what=f"{plural(len(ids), 'point')} for {coder.name}, code frame {version.number}")
    _fill(sample, ids, {one["id"] for one in version.content})
    return sample


def population_of(round_id: int, coder_id: int, *, is_stratified: bool) -> dict[str, list[int]]:
    """The points that may be drawn, by kind of respondent if stratified: coded by others and in no other sample.

    Of a sample that was given up nobody is drawn the same points again: they may have seen the first codes since.
    """
    held = (
        sa.select(SamplePoint.point_id)
        .join(CodingSample, CodingSample.id == SamplePoint.sample_id)
        .where(sa.or_(CodingSample.state != SampleState.GIVEN_UP, CodingSample.coder_id == coder_id))
    )
    rows = db.session.execute(
        sa.select(Point.id, Response.organisation_kind)
        .join(PointCoding, PointCoding.point_id == Point.id)
        .join(Response, Response.id == Point.response_id)
        .where(
            Point.round_id == round_id,
            Point.state.not_in(GONE),
            PointCoding.by_id != coder_id,
            Point.id.not_in(held),
        )
    )
    strata: dict[str, list[int]] = {}
    for point_id, kind in rows:
        strata.setdefault((kind or "public") if is_stratified else "all", []).append(point_id)
    return strata


def _fill(sample: CodingSample, ids: list[int], themes: Collection[int]) -> None:
    """Keep with each point what it carries now: what the first does later changes nothing in the comparison."""
    first: dict[int, list[int]] = {point_id: [] for point_id in ids}
    rows = db.session.execute(sa.select(PointTheme.point_id, PointTheme.theme_id).where(PointTheme.point_id.in_(ids)))
    for point_id, theme_id in rows:
        if theme_id in themes:
            first[point_id].append(theme_id)
    by = dict(
        iter(
            db.session.execute(sa.select(PointCoding.point_id, PointCoding.by_id).where(PointCoding.point_id.in_(ids)))
        )
    )
    db.session.add_all(
        [
            SamplePoint(
                sample_id=sample.id, point_id=point_id, position=position, first=sorted(first[point_id]),
                first_by_id=by[point_id],
            )
            for position, point_id in enumerate(ids, 1)
        ]
    )  # fmt: skip


def code_blind(sample: CodingSample, held: SamplePoint, themes: Collection[int], *, by: Person) -> None:
    """Keep which themes the second coder gives a point. Only they may, and only of the version they work with."""
    ensure(sample, "code_blind", by)
    known = {one["id"] for one in sample.frame_version.content}
    held.second, held.second_at = sorted(set(themes) & known), clock.now()


def compare(sample: CodingSample, *, by: Person) -> None:
    """Finish the sample: its figures are worked out and kept, and the second coder may see the first's codes."""
    rows = sampled.points_of(sample)
    for held in rows:
        held.is_left_out = held.is_left_out or held.point.state in GONE
    used = [held for held in rows if not held.is_left_out]
    uncoded = sum(held.second is None for held in used)
    left_out = len(rows) - len(used)
    said = plural(len(used), "point") + (f", {left_out} left out" if left_out else "")
    perform(sample, "compare", by=by, what=said, uncoded=uncoded, comparable=len(used))
    sample.compared_at = clock.now()
    sample.results = results_of(sample, used)
    _settle_if_done(sample, by=by)


def results_of(sample: CodingSample, used: Collection[SamplePoint]) -> dict[str, Any]:
    """The figures of agreement, theme by theme and of all together, as they are kept."""
    pairs = [(frozenset(held.first), frozenset(held.second or [])) for held in used]
    themes = [(one["id"], one["name"]) for one in sample.frame_version.content]
    return {
        "points": len(pairs),
        "same": sum(first == second for first, second in pairs),
        "themes": [{"id": id_, "name": name, **vars(kappa.of_theme(pairs, id_))} for id_, name in themes],
        "overall": vars(kappa.of_all(pairs, [id_ for id_, _ in themes], seed=sample.seed)),
    }


def resolve(sample: CodingSample, held: SamplePoint, themes: Collection[int], *, reason: str, by: Person) -> None:
    """Settle how a point is coded that two people coded differently; what is resolved is what stands from now on."""
    ensure(sample, "resolve", by, reason=reason)
    perform(sample, "resolve", by=by, what=f"Point {held.point_id}", why=reason, reason=reason)
    codes.code(held.point, themes, by=by, why=reason)
    held.resolved, held.reason = sorted(set(themes)), reason
    held.resolved_by_id, held.resolved_at = by.id, clock.now()
    db.session.flush()
    _settle_if_done(sample, by=by)


def give_up(sample: CodingSample, *, reason: str, by: Person) -> None:
    """Give a sample up before it is finished; its points may be drawn again."""
    perform(sample, "give_up", by=by, why=reason, reason=reason)


def _settle_if_done(sample: CodingSample, *, by: Person) -> None:
    if sample.state is SampleState.COMPARED and not sampled.unresolved(sample):
        perform(sample, "settle", by=by, unresolved=0)

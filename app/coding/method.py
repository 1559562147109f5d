"""What the method note of a report says about the coding: in figures that anybody may read, and without names."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.coding import queries, sampled
from app.coding.kappa import Agreement
from app.coding.sampled import ThemeAgreement
from app.extensions import db
from app.languages import word
from app.models import CodingSample, Round, ThemeSuggestion, Verdict
from workflows.sample import SampleState


@dataclass(frozen=True)
class Sampled:
    """One sample whose codes were compared. Who coded it is told by their part, never by name."""

    number: int
    size: int
    population: int
    seed: int
    is_stratified: bool
    frame_version: int
    compared_at: datetime | None
    points: int
    same: int
    themes: tuple[ThemeAgreement, ...]
    overall: Agreement | None
    resolved: int
    unresolved: int
    coded_by: str = word("a second analyst")


@dataclass(frozen=True)
class Method:
    """How the points of a round were coded."""

    frame_version: int | None
    frame_issued_at: datetime | None
    themes: int
    coded: int
    points: int
    suggestions_confirmed: int
    suggestions_dismissed: int
    samples: tuple[Sampled, ...]


def of(round_: Round) -> Method:
    """The coding of a round as it stands: frame in force, points coded, samples with their agreement."""
    version = queries.newest_version(round_.id)
    coded, points = queries.progress(round_.id)
    verdicts = _verdicts(round_.id)
    compared = (SampleState.COMPARED, SampleState.RESOLVED)
    return Method(
        frame_version=version.number if version else None,
        frame_issued_at=version.issued_at if version else None,
        themes=len(version.content) if version else 0,
        coded=coded,
        points=points,
        suggestions_confirmed=verdicts.get(Verdict.CONFIRMED, 0),
        suggestions_dismissed=verdicts.get(Verdict.DISMISSED, 0),
        samples=tuple(_sampled(one) for one in reversed(sampled.of_round(round_.id)) if one.state in compared),
    )


def _sampled(sample: CodingSample) -> Sampled:
    differences = sampled.differences(sample)
    results = sample.results or {}
    return Sampled(
        number=sample.number,
        size=sample.size,
        population=sample.population,
        seed=sample.seed,
        is_stratified=sample.is_stratified,
        frame_version=sample.frame_version.number,
        compared_at=sample.compared_at,
        points=results.get("points", 0),
        same=results.get("same", 0),
        themes=tuple(sampled.themes_of(sample)),
        overall=sampled.overall(sample),
        resolved=sum(held.resolved is not None for held in differences),
        unresolved=len(sampled.unresolved(sample)),
    )


def _verdicts(round_id: int) -> dict[Verdict, int]:
    rows = db.session.execute(
        sa.select(ThemeSuggestion.verdict, sa.func.count())
        .where(ThemeSuggestion.theme_id.in_([theme.id for theme in queries.in_order(round_id)]))
        .group_by(ThemeSuggestion.verdict)
    )
    return {verdict: number for verdict, number in rows}  # noqa: C416 - rows are not tuples to mypy

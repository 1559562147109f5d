"""Have this machine look for themes and for points that may say the same: what the worker does, batch by batch.

No text leaves the machine. What it finds is a suggestion until a person confirms it, and counts for nothing.
"""

from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa

from app import clock, jobs
from app.coding.likeness import Centres, Neighbours, Rarity, threshold
from app.extensions import db, reading
from app.jobs import Progress, Task
from app.models import (
    Person,
    Point,
    PointCoding,
    PointTheme,
    Round,
    SimilarPoint,
    SuggestionRun,
    Theme,
    ThemeSuggestion,
    Verdict,
)
from app.perform import perform
from workflows.point import GONE
from workflows.theme import ThemeState

BY_WORDS = "by its words"
BATCH = 2000
FEWEST = 3
"""A theme that fewer points carry says too little about itself to be suggested."""
MOST = 3
"""So many themes at most are suggested for one point."""
Texts = list[tuple[int, str, bool]]


def ask(round_: Round, *, by: Person) -> SuggestionRun:
    """Have suggestions looked for in the background. What is being done is not done twice."""
    running = newest(round_.id)
    if running is not None and running.finished_at is None and progress(running).state != "failed":
        return running
    perform(round_, "suggest_themes", by=by)
    run = SuggestionRun(round_id=round_.id, asked_by_id=by.id, asked_at=clock.now())
    db.session.add(run)
    db.session.flush()
    jobs.enqueue("suggest_themes", key=f"suggestions {run.id}", run_id=run.id)
    return run


def newest(round_id: int) -> SuggestionRun | None:
    """The latest time that somebody asked."""
    found = sa.select(SuggestionRun).where(SuggestionRun.round_id == round_id)
    return db.session.scalars(found.order_by(SuggestionRun.id.desc()).limit(1)).first()


def progress(run: SuggestionRun) -> Progress:
    """How far it is; its own row says so once it is finished."""
    if run.finished_at:
        return Progress("done", run.points, run.points)
    return jobs.progress(f"suggestions {run.id}") or Progress("failed")


def make(task: Task, run_id: int) -> None:
    """Look through every point of the round. A second try begins anew; what persons have decided stays."""
    run = db.session.get_one(SuggestionRun, run_id)
    round_id = run.round_id
    _forget(round_id)
    db.session.commit()
    with reading():
        rarity, total = _rarity(round_id)
        centres, least = _centres(round_id, rarity)
    neighbours, found, alike, done = Neighbours(), 0, 0, 0
    after: int | None = 0
    while after is not None:
        with reading():
            batch = _texts(round_id, after)
        found += _suggest_themes(batch, rarity, centres, least)
        alike += _suggest_similar(batch, rarity, neighbours)
        db.session.commit()
        done += len(batch)
        task.report(done, total)
        after = batch[-1][0] if batch else None
    run = db.session.get_one(SuggestionRun, run_id)
    run.points, run.suggestions, run.similar, run.finished_at = total, found, alike, clock.now()


def _forget(round_id: int) -> None:
    """What nobody has decided is worked out anew."""
    mine = sa.select(Point.id).where(Point.round_id == round_id)
    unsynced = {"synchronize_session": False}
    db.session.execute(
        sa.delete(ThemeSuggestion)
        .where(
            ThemeSuggestion.verdict == Verdict.SUGGESTED,
            ThemeSuggestion.source == BY_WORDS,
            ThemeSuggestion.point_id.in_(mine),
        )
        .execution_options(**unsynced)
    )
    db.session.execute(
        sa.delete(SimilarPoint)
        .where(SimilarPoint.verdict == Verdict.SUGGESTED, SimilarPoint.point_id.in_(mine))
        .execution_options(**unsynced)
    )


def _texts(round_id: int, after: int) -> Texts:
    """The next points by number: their words, and whether somebody has coded them."""
    rows = db.session.execute(
        sa.select(Point.id, Point.text, PointCoding.point_id.is_not(None))
        .outerjoin(PointCoding, PointCoding.point_id == Point.id)
        .where(Point.round_id == round_id, Point.state.not_in(GONE), Point.id > after)
        .order_by(Point.id)
        .limit(BATCH)
    )
    return [(point_id, text, bool(is_coded)) for point_id, text, is_coded in rows]


def _batches(round_id: int) -> Iterator[Texts]:
    batch = _texts(round_id, 0)
    while batch:
        yield batch
        batch = _texts(round_id, batch[-1][0])


def _rarity(round_id: int) -> tuple[Rarity, int]:
    rarity = Rarity()
    for batch in _batches(round_id):
        for _, text, _ in batch:
            rarity.add(text)
    return rarity, rarity.texts


def _centres(round_id: int, rarity: Rarity) -> tuple[Centres, dict[int, float]]:
    """The centre of each theme in use that enough points carry, and how like it a point must be."""
    centres, own = Centres(), defaultdict[int, list[float]](list)
    for theme_id, text in _coded(round_id):
        centres.add(theme_id, rarity.vector(text))
    centres.settle()
    for theme_id, text in _coded(round_id):
        own[theme_id].append(centres.likeness_without(theme_id, rarity.vector(text)))
    return centres, {theme: threshold(scores) for theme, scores in own.items() if len(scores) >= FEWEST}


def _coded(round_id: int) -> Iterator[tuple[int, str]]:
    rows = db.session.execute(
        sa.select(PointTheme.theme_id, Point.text)
        .join(Point, Point.id == PointTheme.point_id)
        .join(Theme, Theme.id == PointTheme.theme_id)
        .where(Point.round_id == round_id, Point.state.not_in(GONE), Theme.state == ThemeState.IN_USE)
        .order_by(PointTheme.point_id, PointTheme.theme_id)
        .execution_options(yield_per=BATCH)
    )
    yield from ((row[0], row[1]) for row in rows)


def _suggest_themes(batch: Texts, rarity: Rarity, centres: Centres, least: dict[int, float]) -> int:
    """Suggest themes for the points of a batch that nobody has coded."""
    rows = [
        {
            "point_id": point_id, "theme_id": theme_id, "source": BY_WORDS, "score": round(min(score, 1.0), 4),
            "verdict": Verdict.SUGGESTED, "suggested_at": clock.now(),
        }
        for point_id, text, is_coded in batch
        if not is_coded
        for theme_id, score in _best(centres.likeness(rarity.vector(text)), least)
    ]  # fmt: skip
    known = _known(batch) if rows else set()
    rows = [row for row in rows if (row["point_id"], row["theme_id"]) not in known]
    if rows:
        db.session.execute(sa.insert(ThemeSuggestion), rows)
    return len(rows)


def _best(likeness: dict[int, float], least: dict[int, float]) -> list[tuple[int, float]]:
    enough = [(theme, score) for theme, score in likeness.items() if score >= least.get(theme, 2.0)]
    return sorted(enough, key=lambda one: (-one[1], one[0]))[:MOST]


def _known(batch: Texts) -> set[tuple[int, int]]:
    """What was suggested before for these points and decided, or suggested by something else than words."""
    rows = db.session.execute(
        sa.select(ThemeSuggestion.point_id, ThemeSuggestion.theme_id).where(
            ThemeSuggestion.point_id.between(batch[0][0], batch[-1][0])
        )
    )
    return {(row[0], row[1]) for row in rows}


def _suggest_similar(batch: Texts, rarity: Rarity, neighbours: Neighbours) -> int:
    """Suggest, for each point of a batch, earlier ones that may say the same."""
    rows = [
        {
            "point_id": other, "other_id": point_id, "score": round(min(score, 1.0), 4),
            "verdict": Verdict.SUGGESTED, "suggested_at": clock.now(),
        }
        for point_id, text, _ in batch
        for other, score in neighbours.add(point_id, rarity.vector(text))
    ]  # fmt: skip
    if not rows:
        return 0
    decided = db.session.execute(
        sa.select(SimilarPoint.point_id, SimilarPoint.other_id).where(
            SimilarPoint.other_id.between(batch[0][0], batch[-1][0])
        )
    )
    known = {(row[0], row[1]) for row in decided}
    rows = [row for row in rows if (row["point_id"], row["other_id"]) not in known]
    if rows:
        db.session.execute(sa.insert(SimilarPoint), rows)
    return len(rows)

"""What can be done with the code frame: add and change themes, order, merge, split and retire them, issue it."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from app import chain, clock
from app.coding import queries
from app.extensions import db
from app.models import FrameVersion, Person, PointTheme, Round, Theme, ThemeOrigin, ThemeSuggestion, Verdict
from app.perform import ensure, perform
from app.wording import plural
from workflows.engine import Refused
from workflows.theme import ThemeState

WORDS = ("name", "name_cy", "definition", "includes", "excludes")
UNCHANGED = "Nothing in the code frame has changed since version {number}. Change it first, then issue it."
EMPTY = "Add a theme first: an empty code frame is no use to anybody."
FEW = "Name two themes or more that take its place."


def add_theme(round_: Round, *, by: Person, **words: str) -> Theme:
    """Add a theme at the end of the frame. `words`: its name and definition, and what it includes and excludes."""
    ensure(round_, "add_theme", by)
    last = db.session.scalar(sa.select(sa.func.max(Theme.position)).where(Theme.round_id == round_.id))
    theme = Theme(round_id=round_.id, position=(last or 0) + 1, **_known(words))
    db.session.add(theme)
    db.session.flush()
    chain.created(theme, by=by, what=theme.name)
    return theme


def edit_theme(theme: Theme, *, by: Person, **words: str) -> None:
    """Change what a theme is called and what belongs to it.

    Welsh that says what it was called before is set aside, as that of any other words (app/languages/content.py).
    """
    before = theme.name_cy
    renamed = _known(words).get("name", theme.name) != theme.name
    if renamed and words.get("name_cy", before) == before:
        words["name_cy"] = ""
    changed = [name for name, value in words.items() if getattr(theme, name) != value]
    if not changed:
        return
    perform(theme, "edit", by=by, what=", ".join(name.replace("_cy", " in Welsh") for name in changed))
    for name in changed:
        setattr(theme, name, words[name])
    if theme.name_cy:
        theme.earlier_name_cy = ""
    elif renamed and before:
        theme.earlier_name_cy = before


def is_saved(theme: Theme, words: Mapping[str, str], *, is_stale: bool) -> bool:
    """Whether just this is saved: a second press, too, of the button that set its Welsh aside."""
    now = {name: getattr(theme, name) for name in WORDS}
    set_aside = {**now, "name_cy": theme.earlier_name_cy} if is_stale and not theme.name_cy else now
    return words in (now, set_aside)


def move(theme: Theme, *, way: str, by: Person) -> None:
    """Put a theme one place up or down in the frame."""
    ensure(theme, "edit", by)
    order = [one for one in queries.in_order(theme.round_id) if one.state is ThemeState.IN_USE]
    at = order.index(theme)
    to = at + (-1 if way == "up" else 1)
    if 0 <= to < len(order):
        order.insert(to, order.pop(at))
    for position, one in enumerate(order, 1):
        if one.position != position:
            one.position = position


def retire(theme: Theme, *, reason: str, by: Person) -> None:
    """Take a theme out of use. It keeps the points it has and takes no more."""
    perform(theme, "retire", by=by, why=reason, reason=reason)
    theme.retired_at = clock.now()


def use_again(theme: Theme, *, by: Person) -> None:
    """Let a retired theme take points again."""
    perform(theme, "use_again", by=by)
    theme.retired_at = None


def merge_into(theme: Theme, into: Theme, *, reason: str, by: Person) -> int:
    """Give every point of one theme the other instead, and retire it. Gives how many points it had."""
    perform(theme, "merge_into", by=by, what=into.name, why=reason, reason=reason, into=into)
    theme.retired_at = clock.now()
    number = _hand_over(theme.id, into.id)
    db.session.add(ThemeOrigin(theme_id=into.id, origin_id=theme.id, at=clock.now()))
    perform(into, "edit", by=by, what=f"took over {plural(number, 'point')} of {theme.name}")
    return number


def split_theme(theme: Theme, names: Sequence[str], *, reason: str, by: Person) -> list[Theme]:
    """Add themes that take the place of one, which is retired. Its points keep it until somebody codes them anew."""
    if len(set(names)) < 2:
        raise Refused(FEW)
    perform(theme, "split_theme", by=by, what=", ".join(names), why=reason, reason=reason)
    theme.retired_at = clock.now()
    round_ = db.session.get_one(Round, theme.round_id)
    made = [add_theme(round_, by=by, name=name) for name in names]
    for one in made:
        db.session.add(ThemeOrigin(theme_id=one.id, origin_id=theme.id, at=clock.now()))
    return made


def issue(round_: Round, *, reason: str, by: Person) -> FrameVersion:
    """Fix the code frame as it stands now, as its next version. Raises Refused when it is empty or unchanged."""
    content = content_of(queries.in_order(round_.id))
    last = queries.newest_version(round_.id)
    if not content:
        raise Refused(EMPTY)
    if last is not None and last.content == content:
        raise Refused(UNCHANGED.format(number=last.number))
    number = last.number + 1 if last else 1
    perform(round_, "issue_frame", by=by, what=f"Version {number}", why=reason, reason=reason)
    version = FrameVersion(
        round_id=round_.id, number=number, reason=reason, content=content, issued_by_id=by.id, issued_at=clock.now()
    )
    db.session.add(version)
    db.session.flush()
    return version


def content_of(themes: Sequence[Theme]) -> list[dict[str, Any]]:
    """What a version keeps: every theme in use, with its words, in order."""
    in_use = [theme for theme in themes if theme.state is ThemeState.IN_USE]
    return [{"id": theme.id, **{name: getattr(theme, name) for name in WORDS}} for theme in in_use]


def _known(words: dict[str, str]) -> dict[str, str]:
    if unknown := set(words) - set(WORDS):
        raise TypeError(f"A theme has no {', '.join(sorted(unknown))}")
    return words


def _hand_over(theme_id: int, into_id: int) -> int:
    """Set-based: a theme may have a hundred thousand points."""
    has_both = sa.select(PointTheme.point_id).where(PointTheme.theme_id == into_id)
    of_theme = PointTheme.theme_id == theme_id
    number = db.session.scalar(sa.select(sa.func.count()).select_from(PointTheme).where(of_theme)) or 0
    unsynced = {"synchronize_session": False}
    db.session.execute(
        sa.delete(PointTheme).where(of_theme, PointTheme.point_id.in_(has_both)).execution_options(**unsynced)
    )
    db.session.execute(sa.update(PointTheme).where(of_theme).values(theme_id=into_id).execution_options(**unsynced))
    db.session.execute(
        sa.delete(ThemeSuggestion)
        .where(ThemeSuggestion.theme_id == theme_id, ThemeSuggestion.verdict == Verdict.SUGGESTED)
        .execution_options(**unsynced)
    )
    return number

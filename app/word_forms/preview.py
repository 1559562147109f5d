"""What a form that came back would change: each answer as it was, as it is saved now, and as the file has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.differences import Runs, words
from app.languages import _
from app.models import Response, View
from app.responses.places import Places
from app.rooms.queries import ABOUT
from app.rooms.team import Team
from app.rooms.wordings import said_about, said_in
from app.word_copies.sameness import same
from app.word_forms.fields import NotUnderstood, meant, shown
from app.wording import moment


@dataclass(frozen=True, slots=True)
class Line:
    """One answer that the file changes. `obstacle` says why it cannot be taken; `meanwhile` who else changed it."""

    key: str
    place: str
    name: str
    heading: str
    label: str
    was: str
    now: str
    new: str
    value: Any
    runs: Runs
    meanwhile: str = ""
    obstacle: str = ""
    is_done: bool = False

    @property
    def is_taken(self) -> bool:
        """Whether it is ticked to begin with: nothing speaks against it, and it removes nothing."""
        return not self.obstacle and not self.meanwhile and bool(self.new)


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything in a file, answer by answer."""

    lines: tuple[Line, ...]
    troubles: tuple[tuple[str, str], ...]
    outside: tuple[str, ...]
    comments: tuple[Mapping[str, str], ...]

    @property
    def open(self) -> list[Line]:
        """What could be put into the response now."""
        return [line for line in self.lines if not line.obstacle and not line.is_done]

    @property
    def beside(self) -> dict[str, str]:
        """What is saved now where the file says something else: whoever decides has seen exactly this."""
        return {line.key: line.now for line in self.lines}


def preview(
    found: Mapping[str, Any], response: Response, places: Places, views: Mapping[str, View], *,
    team: Team | None, me_id: int | None, changed_by: Mapping[str, tuple[str, Any]],
) -> Preview:  # fmt: skip
    """What was read in a file beside what is saved now."""
    held = _held(team, me_id)
    lines = []
    for answer in found["answers"]:
        place = places.by_ref.get(answer["place"])
        if place is None and answer["place"] != ABOUT:
            continue
        said = said_about(response) if place is None else said_in(views.get(place.ref))
        now = shown(answer["name"], said[answer["name"]], places.characteristics)
        holder = held.get(ABOUT if place is None else place.section, "")
        meanwhile = "" if same(now, answer["before"]) else _meanwhile(changed_by.get(answer["place"]))
        value, obstacle = _meaning(place, places, answer)
        if holder and not obstacle:
            obstacle = _("%(name)s is writing this section now. Come back to this page when they have finished.",
                         name=holder)  # fmt: skip
        new = answer["text"] if obstacle else shown(answer["name"], value, places.characteristics)
        lines.append(
            Line(
                key=f"answer-{answer['field']}", place=answer["place"], name=answer["name"], heading=answer["where"],
                label=answer["label"], was=answer["before"], now=now, new=new, value=value, runs=words(now, new),
                meanwhile="" if same(now, new) else meanwhile, obstacle=obstacle, is_done=same(now, new),
            )
        )  # fmt: skip
    return Preview(
        tuple(lines), tuple((one[0], one[1]) for one in found["troubles"]), tuple(found["outside"]),
        tuple(found["comments"]),
    )  # fmt: skip


def _meaning(place: Any, places: Places, answer: Mapping[str, Any]) -> tuple[Any, str]:
    try:
        return meant(place, places, answer["name"], answer["text"]), ""
    except NotUnderstood as why:
        return None, str(why)


def _held(team: Team | None, me_id: int | None) -> dict[str, str]:
    """The sections that others write now, each with who does."""
    if team is None:
        return {}
    return {lock.section: lock.colleague.name for lock in team.locks if lock.colleague_id != me_id}


def _meanwhile(changed: tuple[str, Any] | None) -> str:
    if changed is None:
        return _("This was changed after the form was taken.")
    name, at = changed
    return _("%(name)s changed this on %(moment)s, after the form was taken.", name=name, moment=moment(at))

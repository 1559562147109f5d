"""What each filter of the list offers, and how a search reads in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models import Campaign, Person, Point, Round, Theme
from app.responses import listing, places
from app.responses.queries import asked
from app.searching.filters import Search
from app.wording import sentence_case
from workflows.campaign import CampaignState
from workflows.point import Disposition, PointState
from workflows.response import Permission, Stance

Pairs = list[tuple[str, str]]
LABELS = {
    "words": "Words", "place": "About", "state": "State", "theme": "Theme", "read": "Read by you", "stance": "View",
    "kind": "From", "area": "Area", "late": "Arrived", "language": "Language", "characteristic": "Concerns",
    "coded": "Coding", "disposition": "Disposition", "assigned": "Given to", "campaign": "Campaign",
    "permission": "May be published",
}  # fmt: skip
FIRST = ("place", "state", "theme", "read", "stance")
"""Filters that always show; the others are folded away until one of them is used."""
STANCES = [(Stance.AGREE, "Agree"), (Stance.PARTLY, "Agree in part"), (Stance.DISAGREE, "Disagree"),
           (Stance.NO_VIEW, "No view")]  # fmt: skip
PERMISSIONS = [(Permission.YES, "Yes, with name"), (Permission.WITHOUT_NAME, "Yes, without name"),
               (Permission.NO, "No: count, do not quote")]  # fmt: skip
LONGEST = 60
MOST = 200
"""Campaigns offered, the largest first; any is reached from its own page."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What each filter offers, by name, as pairs of value and words."""

    by_name: dict[str, Pairs]

    def in_words(self, search: Search) -> str:
        """ "About: CU-1. View: Disagree." """
        return " ".join(
            f"{LABELS[name]}: {dict(self.by_name.get(name, ())).get(value, value)}."
            for name, value in search.as_arguments().items()
        )


def of(round_: Round) -> Offered:
    """What the filters of a round's list offer."""
    known = asked(round_)
    themes, people, campaigns = _known(round_)
    return Offered(
        {
            "place": [(place.ref, _place(place)) for place in known.by_ref.values()],
            "state": [(str(state), sentence_case(state)) for state in PointState],
            "theme": themes,
            "read": [("unread", "Not read"), ("read", "Read")],
            "stance": [(str(value), label) for value, label in STANCES],
            "characteristic": list(known.characteristics),
            "coded": [("uncoded", "Without a theme"), ("coded", "With a theme")],
            "disposition": [(str(each), sentence_case(each)) for each in Disposition],
            "assigned": [("me", "You"), ("nobody", "Nobody"), *people],
            "campaign": [("any", "In a campaign"), ("none", "In no campaign"), *campaigns],
            **listing.options(),
            "permission": [*[(str(value), label) for value, label in PERMISSIONS], ("unknown", "Not said")],
        }
    )


def _known(round_: Round) -> tuple[Pairs, Pairs, Pairs]:
    """Themes, people who have points and campaigns of a round, in one query."""
    has_some = sa.exists().where(Point.assigned_to_id == Person.id, Point.round_id == round_.id)
    rows = db.session.execute(
        sa.union_all(
            sa.select(sa.literal("theme"), Theme.id, Theme.name, Theme.position).where(Theme.round_id == round_.id),
            sa.select(sa.literal("person"), Person.id, Person.name, sa.literal(0)).where(has_some),
            sa.select(sa.literal("campaign"), Campaign.id, Campaign.title, sa.literal(0)).where(
                Campaign.round_id == round_.id, Campaign.state == CampaignState.STANDING
            ),
        )
    ).all()
    return (
        _pairs([row for row in rows if row[0] == "theme"]),
        _pairs([row for row in rows if row[0] == "person"]),
        _pairs([row for row in rows if row[0] == "campaign"])[:MOST],
    )


def _pairs(rows: Sequence[Any]) -> Pairs:
    return [(str(row[1]), _short(row[2])) for row in sorted(rows, key=lambda row: (row[3], row[2], row[1]))]


def _place(place: places.Place) -> str:
    title = _short(place.title)
    return title if place.kind in (places.Kind.GENERAL, places.Kind.EQUALITY) else f"{place.ref} {title}"


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 3]}…"

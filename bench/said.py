"""A consultation as large as one likes: responses, what they say, campaigns in it. Illustrative, written in bulk."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.areas import AREAS
from app.editions.content import gather
from app.extensions import db
from app.intentions.queries import fingerprint
from app.models import Edition, Person, Point, PointRead, PointTheme, Response, Round, Theme, View
from app.searching.indexing import index_missing
from tests import make
from workflows.roles import Role
from workflows.round import RoundState

POINTS = 6
"""Points of one response."""
PLACES = [f"{group}-{number}" for group, most in (("CO", 9), ("CM", 14), ("CU", 16)) for number in range(1, most + 1)]
KINDS = ["public", "public", "public", "provider", "voluntary body", "department", "representative body"]
STANCES = ["agree", "partly", "disagree", "no view"]
LETTERS, THEMES, AT_ONCE = 25, 20, 2_000
IN_CAMPAIGNS, WORD_FOR_WORD = 0.4, 0.75
"""Of the points, how many are from a letter; of those, how many as it stands. The others change words and add some."""
_syllables = ["pri", "son", "pro", "ba", "tion", "re", "set", "tle", "ment", "ser", "vice", "com", "mu", "ni", "ty",
              "of", "fen", "der", "wo", "men", "vol", "ume", "tar", "get", "cu", "sto", "dy", "le", "ing"]  # fmt: skip
_draw = random.Random(1)
VOCABULARY = list(dict.fromkeys("".join(_draw.choices(_syllables, k=_draw.randint(1, 3))) for _ in range(12_000)))
_WEIGHTS, _total = [], 0.0
for _rank in range(len(VOCABULARY)):
    _total += 1 / (_rank + 3)
    _WEIGHTS.append(_total)


class Said:
    """What a crowd says: each text once, by a generator of its own, so that it is the same on every run."""

    def __init__(self) -> None:
        self.draw = random.Random(2012)
        self.letters = [self._words(self.draw.randint(30, 110)) for _ in range(LETTERS)]

    def text(self) -> str:
        if self.draw.random() >= IN_CAMPAIGNS:
            return " ".join(self._words(self.draw.randint(8, 70)))
        letter = self.draw.choice(self.letters)
        if self.draw.random() < WORD_FOR_WORD:
            return " ".join(letter)
        changed = list(letter)
        for _ in range(self.draw.randint(0, 3)):
            changed[self.draw.randrange(len(changed))] = self.draw.choice(VOCABULARY)
        return " ".join([*changed, *self._words(self.draw.choice([0, 6, 20]))])

    def _words(self, count: int) -> list[str]:
        return self.draw.choices(VOCABULARY, cum_weights=_WEIGHTS, k=count)


def begin() -> tuple[Round, Person]:
    """A round that consults on 39 intentions, with a code frame, and its analyst."""
    round_ = make.round_(RoundState.CONSULTING, illustrative=True)
    for ref in PLACES:
        make.intention(round_, ref)
    content = gather(round_)
    make.edition(round_, content=content, content_digest=fingerprint(content))
    for number in range(THEMES):
        db.session.add(Theme(round_id=round_.id, name=f"Theme {number}", position=number))
    db.session.commit()
    return round_, make.person(Role.ANALYST)


def add(round_: Round, analyst: Person, said: Said, first: int, last: int) -> None:
    """Responses number `first` to `last` with views, points, codes and marks, indexed; in statements of thousands."""
    themes = list(db.session.scalars(sa.select(Theme.id).where(Theme.round_id == round_.id)))
    edition = _edition(round_)
    for start in range(first, last, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, last))
        db.session.execute(
            sa.insert(Response), [_response(round_.id, edition, number, said.draw) for number in numbers]
        )
        ids = _newest_ids(Response, len(numbers))
        rows = [row for id_ in ids for row in _points(round_.id, id_, said)]
        db.session.execute(sa.insert(Point), [row for row, _ in rows])
        db.session.execute(sa.insert(View), [view for _, view in rows])
        points = _newest_ids(Point, len(rows))
        codes = [(id_, theme) for id_ in points for theme in said.draw.sample(themes, said.draw.choice([0, 1, 1, 2]))]
        db.session.execute(sa.insert(PointTheme), [{"point_id": a, "theme_id": b, "at": make.NOON} for a, b in codes])
        read = [{"point_id": id_, "person_id": analyst.id, "at": make.NOON} for id_ in points[::5]]
        db.session.execute(sa.insert(PointRead), read)
        db.session.commit()
    index_missing(round_.id)
    db.session.commit()


def _edition(round_: Round) -> int:
    return int(db.session.scalars(sa.select(Edition.id).where(Edition.round_id == round_.id)).one())


def _newest_ids(model: Any, count: int) -> list[int]:
    return sorted(db.session.scalars(sa.select(model.id).order_by(model.id.desc()).limit(count)))


def _response(round_id: int, edition_id: int, number: int, draw: random.Random) -> dict[str, Any]:
    kind = draw.choice(KINDS)
    at = make.NOON + timedelta(minutes=number)
    return {
        "round_id": round_id, "edition_id": edition_id, "state": "submitted", "code_hash": f"{number:064}",
        "name": f"Illustrative person {number}", "capacity": "individual" if kind == "public" else "organisation",
        "organisation_name": "" if kind == "public" else f"Illustrative body {number}", "organisation_kind": kind,
        "area": draw.choice(AREAS), "language": draw.choice(["en"] * 9 + ["cy"]), "started_at": at, "submitted_at": at,
        "permission": draw.choice(["yes", "without my name", "no"]), "late_days": draw.choice([0] * 9 + [4]),
    }  # fmt: skip


def _points(round_id: int, response_id: int, said: Said) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for place in said.draw.sample(PLACES, POINTS):
        both = {"response_id": response_id, "place": place, "stance": said.draw.choice(STANCES),
                "characteristics": said.draw.choice([[], [], ["age"], ["sex", "race"]])}  # fmt: skip
        text = said.text()
        yield (
            {**both, "round_id": round_id, "text": text, "received_at": make.NOON + timedelta(minutes=response_id),
             "state": said.draw.choice(["unanswered"] * 3 + ["answered"])},
            {**both, "sent_stance": both["stance"], "comment": text, "saved_at": make.NOON},
        )  # fmt: skip

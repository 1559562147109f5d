"""What a look for campaigns found, held against what analysts have decided: pure, so that it can be tried out.

A point that is in a campaign stays there; one that an analyst took out stays out; and a campaign that was broken up
does not come back, also when more of its text arrive.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from app.campaigns.likeness import DEFAULT, Thresholds, groups


@dataclass(frozen=True, slots=True)
class Said:
    """A point as a look for campaigns sees it. `words` are its words with single spaces between them."""

    id: int
    response_id: int
    words: str
    campaign_id: int | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What analysts decided: for each point the campaigns that it is out of, and which campaigns were broken up."""

    left_out: Mapping[int, Set[int]] = field(default_factory=dict)
    broken_up: Set[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """Points that belong together: to a campaign that stands already, or to a new one (`campaign_id` is None).

    The new one's shared text is that of the point `centre`.
    """

    campaign_id: int | None
    centre: int
    points: tuple[int, ...]


def look(
    said: Sequence[Said],
    decided: Decided,
    thresholds: Thresholds = DEFAULT,
    *,
    report: Callable[[int, int], None] = lambda *_: None,
) -> tuple[list[Found], int]:
    """What to group, the points in the order in which they arrived; and how many different texts were looked at."""
    by_text: dict[str, list[int]] = {}
    for place, each in enumerate(said):
        if each.words.count(" ") + 1 >= thresholds.least_words:
            by_text.setdefault(each.words, []).append(place)
    texts = list(by_text)
    alike = groups(texts, [len(by_text[text]) for text in texts], thresholds, report=report)
    grouped = {index for group in alike for index in group}
    alike += [[index] for index, text in enumerate(texts) if index not in grouped and len(by_text[text]) > 1]
    found = [_found([said[place] for index in group for place in by_text[texts[index]]], decided, thresholds)
             for group in alike]  # fmt: skip
    return [each for each in found if each is not None and each.points], len(texts)


def _found(members: list[Said], decided: Decided, thresholds: Thresholds) -> Found | None:
    """One group of like texts, its centre first, as far as analysts' decisions leave it; None for nothing to do."""
    out = [decided.left_out.get(each.id, frozenset()) for each in members]
    if any(decided.broken_up & campaigns for campaigns in out):
        return None
    standing = Counter(each.campaign_id for each in members if each.campaign_id is not None)
    if standing:
        to = standing.most_common(1)[0][0]
        new = [each.id for each, campaigns in zip(members, out, strict=True) if _is_free(each) and to not in campaigns]
        return Found(to, members[0].id, tuple(new))
    free = [each for each, campaigns in zip(members, out, strict=True) if not campaigns]
    if len({each.response_id for each in free}) < thresholds.least_responses:
        return None
    return Found(None, free[0].id, tuple(each.id for each in free))


def _is_free(point: Said) -> bool:
    return point.campaign_id is None

"""Draw points for a second coder: by a seed that is kept, so that anybody can draw the same again."""

import hashlib
import random
from collections.abc import Mapping, Sequence


def draw(population: Mapping[str, Sequence[int]], size: int, *, seed: int) -> list[int]:
    """`size` ids out of the strata of `population`, each stratum by its share, in a drawn order; at most all there are.

    The same strata, size and seed always give the same ids, whatever order they came in. A sample that is not
    stratified is one stratum.
    """
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    shares = allot({name: len(ids) for name, ids in population.items()}, size)
    drawn = [id_ for name in sorted(shares) for id_ in chance.sample(sorted(population[name]), shares[name])]
    chance.shuffle(drawn)
    return drawn


def allot(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many of each stratum: in proportion, by largest remainder, and at least one of each while there is room."""
    strata = {name: number for name, number in sizes.items() if number}
    total, size = sum(strata.values()), min(size, sum(strata.values()))
    if size <= 0:
        return dict.fromkeys(strata, 0)
    exact = {name: size * number / total for name, number in strata.items()}
    given = {name: int(share) for name, share in exact.items()}
    if size >= len(strata):
        given = {name: max(1, number) for name, number in given.items()}
    while sum(given.values()) != size:
        short = sum(given.values()) < size
        room = [
            name for name in strata if (given[name] < strata[name] if short else given[name] > 1 or size < len(strata))
        ]
        by_need = sorted(room, key=lambda name: (given[name] - exact[name], name))
        given[by_need[0 if short else -1]] += 1 if short else -1
    return given


def digest(population: Mapping[str, Sequence[int]]) -> str:
    """A fingerprint of what was drawn from: with it, a second drawing can be seen to be from the same points."""
    lines = [f"{name}: {','.join(map(str, sorted(ids)))}" for name, ids in sorted(population.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()

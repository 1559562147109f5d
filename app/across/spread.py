"""What is usual among some numbers, and which lie far from it, by a rule that a few far ones do not upset."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

FAR = 3
"""How many times the usual distance from the median is far."""
FROM_MEDIAN_DEVIATION, FROM_MEAN_DEVIATION = 1.4826, 1.2533
"""What makes either deviation as large as a standard deviation where values are spread normally (Iglewicz and Hoaglin,
"How to detect and handle outliers", 1993, who fall back on the mean when the median deviation is nought)."""
FEWEST = 5
"""Of fewer values none can be called unusual."""


@dataclass(frozen=True)
class Spread:
    """The median of some numbers, and the fences beyond which a number lies far from it."""

    count: int
    median: float
    low: float
    high: float
    rule: str

    def is_far(self, value: float | None) -> bool:
        """Whether a value lies beyond the fences."""
        return value is not None and not self.low - 1e-9 <= value <= self.high + 1e-9


def of(values: Sequence[float]) -> Spread | None:
    """The spread of `values`; None when there are too few to say what is usual.

    The fences stand three times the scaled median absolute deviation from the median. Where more than half the values
    are the same that deviation is nought, and the mean absolute deviation stands in for it.
    """
    if len(values) < FEWEST:
        return None
    middle = median(values)
    distances = [abs(value - middle) for value in values]
    usual, rule = FROM_MEDIAN_DEVIATION * median(distances), "median"
    if not usual:
        usual, rule = FROM_MEAN_DEVIATION * fmean(distances), "mean"
    return Spread(len(values), middle, middle - FAR * usual, middle + FAR * usual, rule)

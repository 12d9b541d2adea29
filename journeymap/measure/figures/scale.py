"""The scale on which a question is answered, and which of its answers count as good."""

from __future__ import annotations

from journeymap.records import NamedTuple


class ScoreScale(NamedTuple):
    """A scale of answers: its least and greatest score, and whether a higher score is the better answer."""

    low: float
    high: float
    higher_is_better: bool = True


FINE = 11
"""A scale of more points than this, such as 0 to 100, has no boxes: its best fifth counts instead."""


def top_boxes(scale: ScoreScale) -> int:
    """Returns how many of a scale's points are its top boxes: two, or one on a scale of two or three points."""
    return 2 if scale.high - scale.low + 1 > 3 else 1


def is_top_box(score: float, scale: ScoreScale, boxes: int | None = None) -> bool:
    """Whether a score is one of the best on its scale: in the top `boxes`, by default `top_boxes`.

    Those are 4 and 5 of 1 to 5, 6 and 7 of 1 to 7, 9 and 10 of 0 to 10, 3 of 1 to 3, 1 of 0 and 1, and the lowest ones
    where lower is better. Without `boxes`, of 0 to 100 they are 80 and more. Raises ValueError for fewer than one box.
    """
    if boxes is not None and boxes < 1:
        raise ValueError("at least one box counts")
    if boxes is None and scale.high - scale.low + 1 > FINE:
        reach = (scale.high - scale.low) / 5
    else:
        reach = (boxes or top_boxes(scale)) - 1
    return score >= scale.high - reach if scale.higher_is_better else score <= scale.low + reach


def is_above_middle(score: float, scale: ScoreScale) -> bool:
    """Whether a score is on the better side of its scale's middle: 5 to 7 of 1 to 7, and 1 to 3 if lower is better."""
    middle = (scale.low + scale.high) / 2
    return score > middle if scale.higher_is_better else score < middle

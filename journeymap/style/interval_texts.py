"""A value's interval as a text, with no more decimals than it lets count."""

from __future__ import annotations

from journeymap.style.locale import Words

_LOPSIDED = 0.25
"""How much of half an interval its sides may differ by, if it is to be told as `±`."""


def interval_text(words: Words, value: float, low: float, high: float) -> tuple[int, str]:
    """Returns how many decimals of a value count, and its interval: `±5`, or `6–17` where its sides differ."""
    half = (high - low) / 2
    decimals = 0 if half >= 1 else 1 if half >= 0.1 else 2
    if abs(high + low - 2 * value) <= _LOPSIDED * half:
        return decimals, words.plus_minus(half, decimals)
    return decimals, words.between(*(words.axis(round(end, decimals), signed=False) for end in (low, high)))

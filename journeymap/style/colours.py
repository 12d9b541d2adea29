"""Colours as `#RRGGBB`: their luminance, contrast and hue, mixed with each other, and held at a contrast."""

from __future__ import annotations

from collections.abc import Iterable
from colorsys import hls_to_rgb, rgb_to_hls
from functools import cache

BLACK, WHITE = "#000000", "#FFFFFF"
_STEPS = 255
_COLOURLESS = 0.12
"""The saturation under which a colour has no hue that could be taken for another's."""


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(min(max(each, 0), 255)):02X}" for each in channels)


@cache
def luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """A colour of which a share, from 0 to 1, is another."""
    return _hex(a + (b - a) * share for a, b in zip(_channels(colour), _channels(other), strict=True))


def is_grey(colour: str) -> bool:
    """Whether a colour is pure grey."""
    return len(set(_channels(colour))) == 1


def hue(colour: str) -> float | None:
    """The hue of a colour in degrees; None for one that is nearly grey."""
    found, lightness, saturation = rgb_to_hls(*(each / 255 for each in _channels(colour)))
    if saturation < _COLOURLESS or lightness in (0, 1):
        return None
    return found * 360


def apart(one: str, other: str) -> float | None:
    """How many degrees of hue two colours are apart, up to 180; None where one of them has none."""
    first, second = hue(one), hue(other)
    if first is None or second is None:
        return None
    return abs((first - second + 180) % 360 - 180)


def of_hue(degrees: float, lightness: float, saturation: float) -> str:
    """The colour of a hue in degrees; `lightness` and `saturation` are from 0 to 1, as in HSL."""
    return _hex(each * 255 for each in hls_to_rgb(degrees % 360 / 360, lightness, saturation))


def held(colour: str, grounds: Iterable[str], least: float) -> str:
    """The colour nearest to a given one that has at least a contrast on all grounds, or the most that there is.

    On light grounds it is mixed with black; on dark ones it becomes lighter and keeps its hue and saturation, which are
    lost in white.
    """
    grounds = tuple(grounds)
    if least_contrast(colour, grounds) >= least:
        return colour
    towards = further_from(grounds)
    shares = (step / _STEPS for step in range(1, _STEPS + 1))
    steps = (mixed(colour, BLACK, share) if towards == BLACK else _lighter(colour, share) for share in shares)
    return next((each for each in steps if least_contrast(each, grounds) >= least), towards)


def _lighter(colour: str, share: float) -> str:
    found, lightness, saturation = rgb_to_hls(*(each / 255 for each in _channels(colour)))
    return of_hue(found * 360, lightness + (1 - lightness) * share, saturation)


def further_from(grounds: Iterable[str]) -> str:
    """Black or white, whichever has the greater contrast on all grounds."""
    grounds = tuple(grounds)
    return max((BLACK, WHITE), key=lambda each: least_contrast(each, grounds))


def least_contrast(colour: str, grounds: Iterable[str]) -> float:
    """The least contrast that a colour has on any of some grounds."""
    return min(contrast(colour, ground) for ground in grounds)

"""A hue for each stage: a rule, a tint, a numeral and rings around stations; never the colour of text or of a curve."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count, islice

from journeymap.brand import AUTO
from journeymap.style.colours import apart, contrast, held, hue, is_grey, luminance, mixed, of_hue

_TOKEN = "stage-hue-"
_TINT = 0.20
_HUES = 5
_GOLDEN = 137.508
"""Degrees: hues so far apart are never close to each other, however many there are (the golden angle)."""
_NEAR_PAIN = 25.0
_SATURATION, _LIGHTNESS, _LIGHTNESS_ON_DARK = 0.30, 0.45, 0.65
_MIDDLE = 0.18


def with_hues(tokens: Mapping[str, str], hues: tuple[str, ...], least: float) -> dict[str, str]:
    """Tokens with the given hues of stages or, for `auto`, with chosen ones.

    Each is held at a contrast on its own tint. Where all tokens are grey, the hues are.
    """
    paper, inks = tokens["paper"], (tokens["ink"], tokens["ink2"])
    if all(map(is_grey, tokens.values())):
        hues = (tokens["ink3"],) * (_HUES if hues == (AUTO,) else len(hues))
    found = {token: colour for token, colour in tokens.items() if not token.startswith(_TOKEN)}
    chosen = _chosen(tokens) if hues == (AUTO,) else hues
    for number, colour in enumerate(chosen, 1):
        tints = (mixed(paper, colour, _TINT * step / 20) for step in range(20, -1, -1))
        tint = next((each for each in tints if all(contrast(ink, each) >= least for ink in inks)), paper)
        found[f"{_TOKEN}{number}"] = held(colour, [paper, tint], least)
        found[f"{_TOKEN}{number}-tint"] = tint
    return found


def hue_of(tokens: Mapping[str, str], number: int) -> str:
    """The token of the hue of the stage with this number, from 1; that of its tint ends with `-tint`."""
    hues = sum(token.startswith(_TOKEN) for token in tokens) // 2
    return f"{_TOKEN}{(number - 1) % hues + 1}"


def _chosen(tokens: Mapping[str, str]) -> list[str]:
    """Muted hues that begin with that of the first curve and are all far from that of pains."""
    start = hue(tokens["persona-1"]) or hue(tokens["persona-2"]) or 0.0
    lightness = _LIGHTNESS if luminance(tokens["paper"]) > _MIDDLE else _LIGHTNESS_ON_DARK
    turned = (of_hue(start + _GOLDEN * step, lightness, _SATURATION) for step in count())
    return list(islice((each for each in turned if (apart(each, tokens["pain"]) or 180) >= _NEAR_PAIN), _HUES))

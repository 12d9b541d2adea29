"""Themes: text can be read in all of them, print is grey, and a wrong theme file says where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.errors import UserError
from journeymap.model.steps import CHANNEL_COLOURS
from journeymap.style.theme import built_in, load_theme

PERSONAS = [f"persona-{number}" for number in range(1, 7)]
# What is set in text, and every ground it is set on.
PAIRS = [
    *((ink, ground) for ink in ("ink", "ink2", "ink3") for ground in ("paper", "moment-wash")),
    *(
        (ink, ground)
        for ink in ("ink", "ink2")
        for ground in ("zone-high", "zone-low", "pain-tint", "gain-tint", "opportunity-tint")
    ),
    ("stage-text", "stage"),
    ("stage-text2", "stage"),
    *(
        (mark, ground)
        for mark in ("pain", "gain", "opportunity")
        for ground in ("paper", "moment-wash", f"{mark}-tint")
    ),
    ("ink2", "wash"),
    ("overdue-text", "overdue"),
    ("paper", "opportunity"),
    ("moment-text", "moment"),
    *((persona, ground) for persona in PERSONAS for ground in ("paper", "moment-wash", "zone-high", "zone-low")),
    *((persona, f"{persona}-tint") for persona in PERSONAS),
    *((f"channel-{colour}", ground) for colour in CHANNEL_COLOURS for ground in ("paper", "moment-wash")),
]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", built_in())
def test_text_has_a_contrast_of_four_and_a_half(name):
    tokens = load_theme(name).tokens
    weak = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


def test_all_themes_name_the_same_tokens():
    wanted = set(load_theme("default").tokens)
    assert [name for name in built_in() if set(load_theme(name).tokens) != wanted] == []


def test_print_is_pure_grey():
    for token, colour in load_theme("print").tokens.items():
        assert colour[1:3] == colour[3:5] == colour[5:7], token


def write(folder: Path, text: str) -> str:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_theme_of_ones_own_changes_only_what_it_names(tmp_path):
    path = write(tmp_path, 'name: client\nextends: dark\ntokens:\n  stage: "#aa1122"\ndrawing:\n  moment-edges: true\n')
    own, dark = load_theme(path), load_theme("dark")
    assert own.name == "client"
    assert own.tokens == {**dark.tokens, "stage": "#AA1122"}
    assert own.drawing.moment_edges and not dark.drawing.moment_edges


@pytest.mark.parametrize("width", [0, 4])
def test_an_outline_may_be_as_wide_as_is_said(tmp_path, width):
    assert load_theme(write(tmp_path, f"drawing: {{pain-outline: {width}}}\n")).drawing.pain_outline == width


@pytest.mark.parametrize(
    "text, said",
    [
        ("tokens:\n  stage: red\n", "own.yaml:2:10: `red` is not a colour"),
        ('tokens:\n  stagge: "#FF0000"\n', "own.yaml:2:3: there is no token `stagge`"),
        ("tokens: 5\n", "own.yaml:1:1: `tokens` wants"),
        ("drawing:\n  zones: 7\n", "own.yaml:2:10: `zones` wants `true` or `false`"),
        ("drawing:\n  pain-outline: wide\n", "own.yaml:2:17: `pain-outline` wants a number"),
        ("drawing:\n  pain-outline: 4.1\n", "own.yaml:2:17: `pain-outline` wants a number"),
        ("drawing:\n  pain-outline: -0.1\n", "own.yaml:2:17: `pain-outline` wants a number"),
        ("colour: 5\n", "own.yaml:1:1: a theme has no `colour`"),
        ("extends: midnight\n", "own.yaml:1:1: there is no built-in theme `midnight`"),
        ("a: [\n", "own.yaml:2:1:"),
    ],
)
def test_a_wrong_theme_file_says_where(tmp_path, text, said):
    with pytest.raises(UserError) as raised:
        load_theme(write(tmp_path, text))
    assert said in raised.value.message


def test_an_unknown_theme_names_the_known_ones():
    with pytest.raises(UserError) as raised:
        load_theme("midnight")
    assert "contrast, dark, default, editorial, print" in raised.value.hint

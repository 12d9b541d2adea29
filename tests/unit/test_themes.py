"""Themes: text can be read in all of them, print is grey, and a wrong theme file says where it is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import uharfbuzz as hb
from journeys import journey_from, scene_of, svg_of

from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.model.steps import CHANNEL_COLOURS
from journeymap.render.pinned import fonts_for
from journeymap.style.fallback import own_family, runs
from journeymap.style.fonts import text_width
from journeymap.style.theme import _read, built_in, load_theme
from journeymap.style.typography import script_of, set_in

SMALL = {
    "journeymap": 1,
    "id": "small",
    "title": "Small",
    "stages": [{"id": "one", "name": "One", "touchpoints": [{"id": "a", "name": "A", "doing": "B"}]}],
}
SANS = "families: {sans: {latin: fontpkg-inter}}\n"
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
    ("stage-text", "stage-alternate"),
    ("stage-text2", "stage-alternate"),
    *((text, "head") for text in ("head-text", "head-text2", "head-accent")),
    *((f"stage-hue-{number}", f"stage-hue-{number}-tint") for number in range(1, 6)),
    *((ink, f"stage-hue-{number}-tint") for ink in ("ink", "ink2") for number in range(1, 6)),
    ("paper", "pain"),
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


@pytest.mark.parametrize("name", [each for each in built_in() if load_theme(each).drawing.overview == "columns"])
def test_what_is_done_about_a_pain_can_be_read(name):
    tokens = load_theme(name).tokens
    pairs = [("head-accent", "opportunity"), ("head", "head-accent"), ("pain-tint", "pain"), ("ink2", "paper")]
    assert [pair for pair in pairs if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5] == []


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
        ("drawing: {band: ribbons}\n", "own.yaml:1:17: `band` cannot be `ribbons`"),
        ("drawing: {lanes: [{a: 1}]}\n", "own.yaml:1:18: `lanes` wants a list of names"),
        ("drawing: {corners: 21}\n", "own.yaml:1:20: `corners` wants a number from 0 to 20"),
        ("families: 5\n", "own.yaml:1:1: `families` wants"),
        ("families: {sans: fontpkg-inter}\n", "own.yaml:1:12: `sans` wants a font for a script"),
        ("families: {sans: {greek: fontpkg-inter}}\n", "own.yaml:1:19: there is no script `greek`"),
        ("families: {sans: {latin: [a]}}\n", "own.yaml:1:19: a script wants a package of fonts"),
        ("type: 5\n", "own.yaml:1:1: `type` wants"),
        ("type: {text: {family: sans}}\n", "own.yaml:1:23: `text` wants a family"),
        (f"{SANS}type: {{titel: {{family: sans}}}}\n", "own.yaml:2:8: no text has the role `titel`"),
        (f"{SANS}type: {{text: sans}}\n", "own.yaml:2:8: `text` wants a family"),
        (f"{SANS}type: {{text: {{family: sans, size: 14}}}}\n", "own.yaml:2:29: `text` has the sizes of many texts"),
        (f"{SANS}type: {{title: {{family: sans, size: 999}}}}\n", "own.yaml:2:30: `size` wants a number from 8 to 120"),
        (f"{SANS}type: {{title: {{family: sans, colour: 9}}}}\n", "own.yaml:2:30: a role has no `colour`"),
        (f"{SANS}type: {{title: {{family: sans}}}}\n", "own.yaml:2:1: `type` wants a family for `text`"),
        ("families: {a: {latin: fontpkg-nowhere}}\ntype: {text: {family: a}}\n", "own.yaml:1:23: there is no font"),
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
    assert "contrast, dark, default, editorial, print, wall" in raised.value.hint


def test_a_theme_of_ones_own_is_set_in_fonts_of_its_own(tmp_path):
    theme = load_theme(
        write(tmp_path, f"{SANS}type: {{text: {{family: sans}}, title: {{family: sans, weight: 800}}}}\n")
    )
    with set_in(theme.type, "en"):
        assert own_family().name == "Inter"
        wide = text_width("Wide", 10, theme.type.roles["title"].weight)
        assert wide > text_width("Wide", 10, 400)
        svg = svg_of(scene_of(journey_from(SMALL), theme=str(tmp_path / "own.yaml")), theme=str(tmp_path / "own.yaml"))
    assert own_family() is None
    assert "font-family:'Inter';font-weight:805" not in svg
    assert set(re.findall(r"font-family:'?Inter'?;font-weight:(\d+)", svg)) == {"400", "500", "600", "801"}


def test_a_theme_that_extends_one_has_its_type(tmp_path):
    own = load_theme(write(tmp_path, "extends: editorial\ndrawing: {corners: 9}\n"))
    assert own.type == load_theme("editorial").type and own.drawing.band == "tints" and own.drawing.corners == 9


def test_fonts_that_are_missing_are_named_and_never_replaced(monkeypatch):
    def nowhere(name: str, folder: Path) -> object:
        raise UserError(f"there is no font in a package {name!r}")

    monkeypatch.setattr("journeymap.style.theme_type.find_family", nowhere)
    monkeypatch.setattr("journeymap.io.resources.cached_until_changed", lambda function: function)
    with pytest.raises(UserError) as raised:
        _read(resources.templates() / "themes" / "editorial.yaml", complete=True)
    assert "'editorial'" in raised.value.message and "fontpkg-" in raised.value.message
    assert raised.value.hint == "install them with: pip install 'journeymap[themes]'"


def test_each_script_has_its_font_first():
    roles = load_theme("editorial").type
    for language, name in (
        ("en", "Source Sans 3"),
        ("he", "Assistant"),
        ("fa", "Noto Sans Arabic"),
        ("ur", "Noto Sans Arabic"),
    ):
        with set_in(roles, language):
            assert own_family().name == name
            assert {run.place for run in runs("12", 400)} == {0}
    assert script_of("he-Latn") == "Latn" and script_of("prs") == "Arab" and script_of("yi") == "Hebr"


def test_a_picture_has_the_signs_that_markup_escapes():
    with set_in(load_theme("wall").type, "en"), fonts_for("<text>Dana&#39;s</text>") as fonts:
        cuts = [path for folder in fonts.folders for path in folder.glob("0-*.ttf")]
        assert cuts and all(ord("'") in hb.Face(hb.Blob.from_file_path(str(path))).unicodes for path in cuts)

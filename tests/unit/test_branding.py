"""A theme in the colours of a brand: text can be read, meanings stay, grey is grey, and what is given up is told."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_themes import PAIRS, contrast, luminance

from journeymap.brand import NO_BRAND, Brand, BrandError, Logo, read_branding
from journeymap.errors import UserError
from journeymap.style.colours import apart, held, hue, is_grey, mixed
from journeymap.style.stage_hues import hue_of
from journeymap.style.theme import built_in, load_theme, themed

SEVEN = [
    ("#FFD400", "#1B1B1B"),
    ("#7FE0C3", "#FF7F6B"),
    ("#0B2A5B", "#FF8A00"),
    ("#D7263D", "#F4B400"),
    ("#FF6A00", "#0B2545"),
    ("#808080", "#404040"),
    ("#00857C", "#8E3B8A"),
]
"""Yellow, mint, navy, red, orange, grey and teal, each with its accent."""
HEX = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")
HUED = [(text, f"stage-hue-{number}-tint") for number in range(1, 6) for text in ("ink", "ink2", f"stage-hue-{number}")]
"""What is set on the tints of stages."""
HEAD = [("head-text", "head"), ("head-text2", "head"), ("head-accent", "head")]
MEANINGS = ("pain", "pain-tint", "opportunity", "opportunity-tint", "gain", "gain-tint", "overdue", "overdue-text")
COLOURED = [name for name in built_in() if not all(map(is_grey, load_theme(name).tokens.values()))]


def weakest(name: str, primary: str, accent: str, pairs: list[tuple[str, str]], hues: tuple[str, ...] = ()) -> float:
    tokens = themed(name, Brand(primary, accent), hues).tokens
    return min(contrast(tokens[text], tokens[ground]) for text, ground in pairs)


@pytest.mark.parametrize("name", built_in())
@pytest.mark.parametrize(("primary", "accent"), SEVEN)
def test_seven_brands_can_be_read_in_every_theme(name: str, primary: str, accent: str) -> None:
    assert weakest(name, primary, accent, [*PAIRS, *HEAD]) >= 4.5


@settings(max_examples=150)
@given(HEX, HEX, st.sampled_from(COLOURED))
def test_any_two_colours_can_be_read(primary: str, accent: str, name: str) -> None:
    assert weakest(name, primary, accent, [*PAIRS, *HEAD]) >= 4.5


@settings(max_examples=60)
@given(HEX, HEX)
def test_a_theme_of_high_contrast_keeps_it(primary: str, accent: str) -> None:
    tokens = themed("contrast", Brand(primary, accent)).tokens
    kept = load_theme("contrast").tokens
    assert [tokens[name] for name in ("paper", "ink", "ink2", "ink3")] == [
        kept[name] for name in ("paper", "ink", "ink2", "ink3")
    ]
    for text, ground in PAIRS:
        assert contrast(tokens[text], tokens[ground]) >= min(7, contrast(kept[text], kept[ground])), (text, ground)


@settings(max_examples=60)
@given(st.lists(HEX, min_size=5, max_size=5), st.sampled_from(built_in()))
def test_any_hues_of_stages_can_be_read_on_their_tints(hues: list[str], name: str) -> None:
    assert weakest(name, "", "", HUED, tuple(hues)) >= 4.5


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize(("primary", "accent"), [*SEVEN, ("", "")])
def test_chosen_hues_can_be_read_and_are_apart_from_pains_and_their_neighbours(
    name: str, primary: str, accent: str
) -> None:
    assert weakest(name, primary, accent, HUED, ("auto",)) >= 4.5
    tokens = themed(name, Brand(primary, accent), ("auto",)).tokens
    hues = [tokens[hue_of(tokens, number)] for number in range(1, 6)]
    assert all((apart(each, tokens["pain"]) or 180) >= 20 for each in hues)
    assert all((apart(one, other) or 0) >= 40 for one, other in itertools.pairwise(hues))


@settings(max_examples=60)
@given(HEX, HEX, st.sampled_from(built_in()))
def test_what_colours_mean_is_not_for_sale(primary: str, accent: str, name: str) -> None:
    plain, tokens = load_theme(name).tokens, themed(name, Brand(primary, accent)).tokens
    meaning = [*MEANINGS, *(token for token in plain if token.startswith("channel-"))]
    assert {token: tokens[token] for token in meaning} == {token: plain[token] for token in meaning}
    first = apart(tokens["persona-1"], tokens["pain"])
    assert first is None or first >= 29 or tokens["persona-1"] == plain["persona-1"] or hue(primary) is None


def test_grey_stays_grey() -> None:
    assert themed("print", Brand("#FFD400", "#1B1B1B")).tokens == load_theme("print").tokens
    assert themed("print", Brand("#FFD400", "#1B1B1B")).notes == ()
    hued = themed("print", NO_BRAND, ("#76875F", "#B4704F"))
    assert all(map(is_grey, hued.tokens.values()))
    assert hued.drawing.band == load_theme("print").drawing.band


def test_the_tokens_follow_from_two_colours() -> None:
    tokens = themed("default", Brand("#0B2A5B", "#FF8A00")).tokens
    assert tokens["stage"] == tokens["persona-1"] == "#0B2A5B"
    assert tokens["ink"] == mixed("#0B2A5B", "#000000", 0.62)
    assert tokens["ink2"] == mixed(tokens["ink"], "#FFFFFF", 0.30)
    assert tokens["moment-wash"] == mixed("#FFFFFF", "#FF8A00", 0.14)
    assert tokens["persona-1-tint"] == mixed("#FFFFFF", "#0B2A5B", 0.18)
    assert tokens["stage-text"] == "#FFFFFF"


@pytest.mark.parametrize(
    ("name", "brand", "told"),
    [
        ("default", ("#FFD400", "#1B1B1B"), ["curve FFD400 -> 776300: 4.5 : 1 on paper and tints"]),
        ("contrast", ("#FFD400", "#1B1B1B"), ["curve FFD400 -> 504500: 7 : 1 on paper and tints"]),
        ("default", ("#D7263D", "#0B2545"), ["curve D7263D -> 155FA8: the brand's is too near that of pains"]),
        ("default", ("#FFFFFF", "#0B2A5B"), ["band FFFFFF -> EAEAEA: seen on paper"]),
        ("default", ("#0B2A5B", "#0B2A5B"), []),
    ],
)
def test_what_colours_give_up_is_told(name: str, brand: tuple[str, str], told: list[str]) -> None:
    notes = themed(name, Brand(*brand)).notes
    for each in told:
        assert f"brand in the theme {name}: {each}" in notes
    assert told or not any("curve" in note for note in notes)


@settings(max_examples=100)
@given(HEX, HEX)
def test_what_is_not_told_has_the_brands_colour(primary: str, accent: str) -> None:
    theme = themed("default", Brand(primary, accent))
    said = " ".join(theme.notes)
    assert theme.tokens["stage"] == primary or f"band {primary[1:]}" in said
    assert theme.tokens["persona-1"] == primary or f"curve {primary[1:]}" in said


@settings(max_examples=100)
@given(HEX, st.sampled_from(COLOURED))
def test_both_texts_of_a_band_are_light_or_both_are_dark(primary: str, name: str) -> None:
    tokens = themed(name, Brand(primary, primary)).tokens
    text, text2, band = (luminance(tokens[each]) for each in ("stage-text", "stage-text2", "stage"))
    assert (text > band) == (text2 > band)


def test_a_band_below_a_filled_head_has_the_accent() -> None:
    filled = [name for name in built_in() if load_theme(name).drawing.head == "filled"]
    assert filled
    for name in filled:
        tokens = themed(name, Brand("#0B2A5B", "#FF8A00")).tokens
        assert (tokens["head"], tokens["stage"]) == ("#0B2A5B", "#FF8A00")


def test_a_colour_is_held_no_further_than_needed() -> None:
    assert held("#767676", ["#FFFFFF"], 4.5) == "#767676"
    drawn = held("#FFD400", ["#FFFFFF"], 4.5)
    assert 4.5 <= contrast(drawn, "#FFFFFF") < 4.7
    assert (apart(drawn, "#FFD400") or 0) < 1
    assert held("#0B2A5B", ["#111111"], 4.5) != "#0B2A5B"
    assert held("#FFD400", ["#FFFFFF", "#000000"], 21) in ("#000000", "#FFFFFF"), "the nearest that there is"


def theme_file(folder: Path, text: str) -> str:
    (folder / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 1'/>", encoding="utf-8")
    (folder / "ours.yaml").write_text(text, encoding="utf-8")
    return str(folder / "ours.yaml")


def test_a_theme_names_a_brand(tmp_path: Path) -> None:
    text = 'brand: {primary: "#ffd400", accent: "#1b1b1b", font: [own.ttf, fontpkg-inter], logo: logo.svg}\n'
    brand = themed(theme_file(tmp_path, text + 'stage-hues: ["#76875F"]\n')).brand
    assert brand == Brand(
        "#FFD400", "#1B1B1B", (str(tmp_path / "own.ttf"), "fontpkg-inter"), Logo(tmp_path / "logo.svg")
    )
    theme = themed(str(tmp_path / "ours.yaml"), Brand("#00FF00", "#00FF00"), ("auto",))
    assert theme.brand == brand, "its own is before that of the settings"
    assert theme.stage_hues == ("auto",), "hues of the settings are before its own"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("brand: 5\n", "ours.yaml:1:8: `brand` has no keys"),
        ("brand:\n  primary: red\n", "ours.yaml:2:12: `red` is not a colour"),
        ('brand:\n  colour: "#FF0000"\n', "ours.yaml:2:11: a brand has no `colour`"),
        ('brand:\n  accent: "#FF0000"\n', "ours.yaml:2:11: there is an `accent` without a `primary`"),
        ("brand:\n  font: 5\n", "ours.yaml:2:9: a font is the path"),
        ("brand:\n  logo: nowhere.svg\n", "ours.yaml:2:9: there is no picture"),
        ("logo: nowhere.svg\n", "ours.yaml:1:7: there is no picture"),
        ("logo:\n  light: logo.svg\n", "ours.yaml:1:1: a logo wants one for light paper"),
        ("logo:\n  dark: logo.svg\n  light: no.svg\n", "ours.yaml:3:10: there is no picture"),
        ("logo:\n  black: logo.svg\n", "ours.yaml:2:10: a logo has no `black`"),
        ("logo: [a]\n", "ours.yaml:1:1: a logo is the path"),
        ("logo: logo.svg\nbrand:\n  logo: logo.svg\n", "ours.yaml:1:7: there are two logos"),
        ('stage-hues:\n- "#76875F"\n- green\n', "ours.yaml:3:3: `green` is not a colour"),
        ("stage-hues: many\n", "ours.yaml:1:13: `stage-hues` wants `auto`"),
        ("contrast: high\n", "ours.yaml:1:11: `contrast` wants a number"),
        ("contrast: 22\n", "ours.yaml:1:11: `contrast` wants a number"),
    ],
)
def test_a_wrong_brand_says_where(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UserError) as raised:
        load_theme(theme_file(tmp_path, text))
    assert said in raised.value.message


def test_no_file_has_a_sign_that_no_name_has() -> None:
    with pytest.raises(BrandError):
        read_branding({"logo": "a\0b.svg"}, Path())


@pytest.mark.parametrize(("name", "light", "dark"), [("default", "paper", "ink"), ("dark", "#FFFFFF", "paper")])
def test_each_logo_has_the_ground_that_it_is_for(name: str, light: str, dark: str) -> None:
    tokens = themed(name, Brand("#0B2A5B", "#FF8A00", logo=Logo(Path("ours.svg")))).tokens
    assert tokens["logo-plate"] == tokens.get(light, light)
    assert tokens["logo-light-plate"] == tokens.get(dark, dark)

"""A brand in the settings, from end to end: its colours, logo and font in all that is drawn, and what is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commandline import GOOD, Run, Write

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20"><rect width="80" height="20" fill="#1B1B1B"/>'
    '<circle cx="10" cy="10" r="6" fill="#FFD400"/></svg>'
)
BRAND = '[brand]\nprimary = "#FFD400"\naccent = "#1B1B1B"\nlogo = "logo.svg"\n'
TOLD = "journeymap: note: brand in the theme default: curve FFD400 -> 776300: 4.5 : 1 on paper and tints\n"
IMAGE = re.compile(r'<image x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"')
TEXT = re.compile(r'<text x="([\d.]+)" y="([\d.]+)" text-anchor="middle"[^>]*font-size="([\d.]+)"')
HEBREW = GOOD.replace("journeymap: 1", "journeymap: 1\nlanguage: he")


@pytest.fixture
def branded(write: Write) -> Write:
    write("a.journey.yaml", GOOD)
    write("logo.svg", LOGO)
    write("journeymap.toml", BRAND)
    return write


def drawn(cli: Run, *options: str) -> str:
    done = cli("render", "a.journey.yaml", "-q", "-o", "-", "--format", "svg", *options)
    assert done.status == 0, done.err
    return done.out


@pytest.mark.usefixtures("branded")
def test_what_the_brands_colours_give_up_is_told_once_and_with_quiet_not(cli: Run, write: Write) -> None:
    write("b.journey.yaml", GOOD.replace("id: shop", "id: other"))
    done = cli("render", "-o", "maps", "--format", "svg")
    assert (done.status, done.err) == (0, TOLD + "2 journeys drawn: 2 files in maps\n")
    assert cli("render", "-o", "maps", "--format", "svg", "-q").err == ""
    assert cli("render", "a.journey.yaml", "-o", "-", "--format", "svg").err == TOLD
    assert TOLD in cli("build", "-o", "site").err
    assert TOLD in cli("print", "a.journey.yaml", "--theme", "default", "-o", "a.pdf").err
    assert "note: brand" not in cli("print", "a.journey.yaml", "-o", "a.pdf").err


@pytest.mark.usefixtures("branded")
@pytest.mark.parametrize("view", ["full", "standard", "overview"])
@pytest.mark.parametrize("language", [GOOD, HEBREW], ids=["en", "he"])
def test_the_logo_starts_the_head_and_keeps_its_distance(cli: Run, write: Write, view: str, language: str) -> None:
    write("a.journey.yaml", language)
    svg = drawn(cli, "--view", view)
    assert "#FFD400" in svg
    ((x, y, width, height),) = [tuple(map(float, each)) for each in IMAGE.findall(svg)]
    assert (width, height) == (176, 44)
    page = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])
    margin = 36 if view == "overview" else 48
    assert x == (page - margin - width if language == HEBREW else margin)
    assert y >= 22
    for middle, baseline, size in (tuple(map(float, each)) for each in TEXT.findall(svg)):
        below = baseline - size * 0.75 >= y + height + 16  # the letters of the largest text begin 6 below its ascent
        beside = x + width + 22 <= middle or middle <= x - 22
        assert below or beside, (middle, baseline)


@pytest.mark.usefixtures("branded")
@pytest.mark.parametrize("form", ["png", "pdf", "html"])
@pytest.mark.parametrize("view", ["full", "overview"])
def test_every_format_has_the_logo(cli: Run, tmp_path: Path, form: str, view: str) -> None:
    def made() -> bytes:
        assert cli("render", "a.journey.yaml", "-o", "maps", "--format", form, "--view", view).status == 0
        (path,) = (tmp_path / "maps").iterdir()
        return path.read_bytes()

    with_logo = made()
    assert form != "html" or b'href="data:image/png;base64,' in with_logo
    assert form != "pdf" or b"/Subtype/Image" in with_logo
    (tmp_path / "logo.svg").write_text(LOGO.replace("#1B1B1B", "#00857C"), encoding="utf-8")
    assert made() != with_logo


@pytest.mark.usefixtures("branded")
def test_a_dark_ground_has_the_light_logo_else_a_plate(cli: Run, write: Write) -> None:
    def plate(svg: str) -> str:
        return re.search(r'<g class="logo">\n<rect [^>]*fill="(#\w+)"', svg)[1]

    assert plate(drawn(cli)) == "#FFFFFF", "the paper itself"
    dark = drawn(cli, "--theme", "dark")
    assert plate(dark) == "#FFFFFF"
    assert IMAGE.findall(drawn(cli))[0][0] == "48"
    assert IMAGE.findall(dark)[0][0] == "56", "the plate that is seen begins at the margin"
    plain = re.search("<image.*", drawn(cli))[0]
    write("light.svg", LOGO.replace("#1B1B1B", "#FFFFFF"))
    write("journeymap.toml", BRAND.replace('"logo.svg"', '{dark = "logo.svg", light = "light.svg"}'))
    assert plate(drawn(cli, "--theme", "dark")) == "#11161E", "the paper itself"
    assert re.search("<image.*", drawn(cli))[0] == plain
    assert re.search("<image.*", drawn(cli, "--theme", "dark"))[0] != plain


@pytest.mark.usefixtures("branded")
def test_grey_print_has_the_logo_in_grey_and_no_colour(cli: Run) -> None:
    svg = drawn(cli, "--theme", "print")
    colours = re.findall(r'(?:fill|stroke|stop-color)="#(..)(..)(..)"', svg)
    assert colours and all(len(set(each)) == 1 for each in colours)
    assert len(IMAGE.findall(svg)) == 1
    assert re.search("<image.*", svg)[0] != re.search("<image.*", drawn(cli))[0]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (BRAND.replace("logo.svg", "nowhere.svg"), 4, "there is no picture"),
        ('strict = false\nlogo = "nowhere.png"\n', 2, "there is no picture"),
        ('brand = {primary = "#FFD400",\n', None, "not valid TOML"),
        ('brand.primary = "#FFD400"\nbrand.accent = "black"\n', 2, "`black` is not a colour"),
        ('stage-hues = [\n  "#FFD400",\n  "black",\n]\n', 1, "`black` is not a colour"),
        ('[brand]\nprimary = "#FFD400"\n\n[brand.logo]\ndark = "logo.svg"\nlight = "no.svg"\n', 6, "no picture"),
    ],
)
def test_wrong_settings_say_in_which_line(cli: Run, branded: Write, text: str, line: int | None, said: str) -> None:
    branded("journeymap.toml", text)
    done = cli("render", "a.journey.yaml", "-o", "maps")
    assert done.status == 2
    assert said in done.err
    assert line is None or f"journeymap.toml:{line}: " in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script>1</script></svg>", "has a script"),
        ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><image href='/etc/passwd'/></svg>", "another file"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "entities"),
        ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><g></svg>", "damaged"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "viewBox"),
        ("hello", "neither a PNG nor"),
    ],
)
def test_a_hostile_logo_is_refused(cli: Run, branded: Write, tmp_path: Path, text: str, said: str) -> None:
    branded("logo.svg", text)
    done = cli("render", "a.journey.yaml", "-o", "maps", "--format", "svg")
    assert done.status == 2
    assert "the logo `" in done.err and said in done.err
    assert not list((tmp_path / "maps").glob("*.svg"))


@pytest.mark.usefixtures("branded", "forks")
def test_a_byte_of_the_brand_builds_anew(cli: Run, write: Write, tmp_path: Path) -> None:
    font = tmp_path / "own.ttf"
    _write_font(font, "abc")
    write("journeymap.toml", BRAND + 'font = "own.ttf"\n')
    pages = []

    def build() -> bool:
        done = cli("build", "-o", "site")
        assert done.status == 0, done.err
        pages.append((tmp_path / "site/index.html").read_text(encoding="utf-8"))
        return "1 journey built" in done.err

    assert build()
    assert '<img class="logo" src="data:image/png;base64,' in pages[-1]
    assert not build()
    write("logo.svg", LOGO.replace("#1B1B1B", "#1B1B1C"))
    assert build()
    assert pages[-1] != pages[-2]
    write("logo.svg", LOGO.replace("#1B1B1B", "#1B1B1C") + "\n<!-- the same picture -->")
    assert build()
    _write_font(font, "abcd")
    assert build()
    write("journeymap.toml", BRAND.replace("FFD400", "FFD401") + 'font = "own.ttf"\n')
    assert build()
    write("journeymap.toml", BRAND.replace("FFD400", "FFD401") + 'font = "own.ttf"\n[build]\nformats = ["svg"]\n')
    assert build()
    write("journeymap.toml", 'stage-hues = "auto"\n' + BRAND.replace("FFD400", "FFD401") + 'font = "own.ttf"\n')
    assert build()
    assert not build()


def _write_font(path: Path, characters: str) -> None:
    from journeymap.style.fallback import rubik

    path.write_bytes(rubik().cut(400, characters, "Own"))


def test_the_letters_that_the_brands_font_lacks_are_told_and_drawn_in_another(cli: Run, write: Write) -> None:
    write("a.journey.yaml", GOOD.replace("The fitting room", "שלום"))
    write("journeymap.toml", '[brand]\nfont = "fontpkg-inter"\n')
    done = cli("validate", "a.journey.yaml")
    assert "a.journey.yaml:4:11 JM423 info: the brand's font lacks ו (U+05D5), ל (U+05DC)" in done.out
    svg = drawn(cli)
    assert "font-family=\"'Inter', Arial" in svg and "unicode-range:U+5D5" in svg
    write("journeymap.toml", "")
    assert "JM423" not in cli("validate", "a.journey.yaml").out


@pytest.mark.usefixtures("branded")
def test_hues_of_stages_are_in_the_band_and_at_stations_and_grey_print_has_none(cli: Run, write: Write) -> None:
    write("journeymap.toml", 'stage-hues = ["#76875F", "#B4704F"]\n')
    svg = drawn(cli)
    assert 'height="4" fill="#5E6C4C"' in svg, "the rule"
    assert 'stroke="#5E6C4C"' in svg, "rings"
    assert 'fill="#E4E7DF"' in svg, "the tint"
    assert "5E6C4C" not in drawn(cli, "--theme", "print")


@pytest.mark.usefixtures("branded")
def test_a_theme_of_ones_own_keeps_its_brand(cli: Run, write: Write) -> None:
    write("client.yaml", 'brand: {primary: "#0B2A5B"}\n')
    svg = drawn(cli, "--theme", "client.yaml")
    assert "#0B2A5B" in svg and "#FFD400" not in svg
    assert not IMAGE.findall(svg), "nor does it take the logo of another"

"""Pictures and links from the command line: found by every command, in every format, and known to every build."""

from __future__ import annotations

import json
import os
import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from commandline import GOOD, Run, Write
from PIL import Image
from sample_pictures import SVG, door, written

from journeymap.build.request import build_request
from journeymap.cli.reading import Reading
from journeymap.io.ignoring import FolderRules
from journeymap.style.fallback import rubik

LINK = "https://example.com/a?b=1&c=2"
PICTURED = (
    GOOD.replace("name: Mia}", "name: Mia, image: {file: mia.jpg, alt: Mia}}")
    .replace("name: Enters,", "name: Enters, image: {file: door.svg, alt: A blue door},")
    .replace("name: Pays,", f'name: Pays, links: {{title: "The till [1]", url: "{LINK}"}},')
    + f'actions: [{{id: a1, title: A queue, links: ["{LINK}", notes/a_(b).pdf]}}]\n'
)
_EMBEDDED = re.compile(r'href="data:image/(png|jpeg);base64,([A-Za-z0-9+/=]+)"')

pytestmark = pytest.mark.usefixtures("forks")


@pytest.fixture
def shop(write: Write, tmp_path: Path) -> Path:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps/mia.jpg").write_bytes(written(door(), "JPEG"))
    (tmp_path / "maps/door.svg").write_text(SVG)
    return write("maps/shop.journey.yaml", PICTURED)


def embedded(svg: str) -> list[Image.Image]:
    return [Image.open(BytesIO(b64decode(data))) for _, data in _EMBEDDED.findall(svg)]


def test_pictures_are_in_the_svg(cli: Run, shop: Path) -> None:
    done = cli("render", shop, "-o", "-", "--format", "svg")
    assert (done.status, len(embedded(done.out))) == (0, 2)
    assert "<title>A blue door</title></image>" in done.out
    assert done.out == cli("render", shop, "-o", "-", "--format", "svg").out


def test_the_print_theme_makes_pictures_grey_in_their_pixels(cli: Run, shop: Path) -> None:
    for picture in embedded(cli("render", shop, "-o", "-", "--format", "svg", "--theme", "print").out):
        assert picture.mode == "L"


def test_pictures_are_seen_in_the_png(cli: Run, shop: Path, tmp_path: Path) -> None:
    def blue(theme: str) -> int:
        cli("render", shop, "-o", theme, "--format", "png", "--theme", theme)
        counted = Image.open(tmp_path / theme / "shop.png").convert("RGB").getcolors(1 << 24) or []
        return sum(count for count, (red, green, blue) in counted if (red, green, blue) == (0x15, 0x5F, 0xA8))  # type: ignore[misc]

    assert blue("default") > 1000 and blue("print") == 0


def test_pictures_and_links_are_in_the_pdf(cli: Run, shop: Path, tmp_path: Path) -> None:
    for standard in ((), ("--pdf-standard", "a-2b"), ("--pdf-standard", "ua-1")):
        assert cli("render", shop, "-o", "out", "--format", "pdf", *standard).status == 0
        pdf = (tmp_path / "out/shop.pdf").read_bytes()
        assert pdf.count(b"/Subtype/Image") >= 2
        assert pdf.count(b"/URI(" + LINK.encode()) == 2 and b"/URI(notes/a_(b).pdf)" in pdf
    assert cli("print", shop, "-o", "a3.pdf", "-q").status == 0
    assert (tmp_path / "a3.pdf").read_bytes().count(b"/Subtype/Link") == 3
    assert cli("print", shop, "-o", "tiles.pdf", "-q", "--paper", "A2", "--tile", "A4").status == 0


def test_links_are_in_the_svg(cli: Run, shop: Path) -> None:
    svg = cli("render", shop, "-o", "-", "--format", "svg").out
    assert svg.count('<a class="link" href="https://example.com/a?b=1&amp;c=2" rel="noreferrer">') == 2
    assert "<title>The till [1]</title>" in svg and "</a>" in svg
    assert '<svg xmlns="http://www.w3.org/2000/svg" role="group"' in svg, "an image could hold no links"


def test_the_page_lists_links_and_shows_pictures(cli: Run, shop: Path) -> None:
    page = cli("render", shop, "-o", "-", "--format", "html").out
    text = page.partition('<section id="text"')[2]
    assert f'<a href="{LINK.replace("&", "&amp;")}" rel="noreferrer">The till [1]</a>' in text
    assert '<a href="notes/a_(b).pdf" rel="noreferrer">notes/a_(b).pdf</a>' in text
    assert re.search(r'<img class="picture" src="data:image/png;base64,[^"]+" alt="A blue door">', text)
    assert re.search(r'<img class="portrait" src="data:image/jpeg;base64,[^"]+" alt="Mia">', text)


def test_the_plan_links(cli: Run, shop: Path) -> None:
    plan = cli("plan", shop).out
    assert "- **Links:** [https:/<!-- -->/example.com/a?b=1&c=2](https://example.com/a?b=1&amp;c=2)" in plan
    assert "[notes/a\\_(b).pdf](notes/a_%28b%29.pdf)" in plan
    assert "- **Pays (2):** [The till \\[1\\]](https://example.com/a?b=1&amp;c=2)" in plan


def test_a_picture_that_is_missing_is_an_error_everywhere(cli: Run, shop: Path, tmp_path: Path) -> None:
    (tmp_path / "maps/door.svg").unlink()
    place = "maps/shop.journey.yaml:16:49"
    for command in (("validate",), ("render", "-o", "out"), ("print", "-o", "a.pdf"), ("plan",), ("build",)):
        done = cli(command[0], "maps/shop.journey.yaml", *command[1:])
        said = done.out + done.err
        assert done.status == 1 and place in said and "JM120" in said and "there is no file `door.svg`" in said, command
    assert not (tmp_path / "a.pdf").exists()


def test_a_picture_cannot_be_let_off(cli: Run, shop: Path, tmp_path: Path) -> None:
    (tmp_path / "maps/door.svg").write_text("no picture")
    done = cli("validate", shop, "--ignore", "JM121", "--severity", "JM1=off")
    assert done.status == 1 and "JM121" in done.out


def test_a_bomb_is_one_line(cli: Run, shop: Path, tmp_path: Path) -> None:
    bomb = written(Image.new("1", (9000, 9000)), "PNG")
    (tmp_path / "maps/mia.jpg").write_bytes(bomb)
    done = cli("validate", shop, "-q", "--output-format", "concise", "--select", "JM121")
    assert done.status == 1 and len(done.out.splitlines()) == 1
    assert "50 million pixels" in done.out


def test_standard_input_is_relative_to_the_working_folder(
    cli: Run, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    class Given:
        buffer = io.BytesIO()

    monkeypatch.setattr(sys, "stdin", Given)
    Given.buffer = io.BytesIO(shop.read_bytes())
    assert "JM120" in cli("validate", "-").out
    Given.buffer = io.BytesIO(shop.read_bytes())
    assert "JM120" not in cli("validate", "-", "--stdin-filename", "maps/x.journey.yaml").out
    monkeypatch.chdir(tmp_path / "maps")
    Given.buffer = io.BytesIO(shop.read_bytes())
    assert "JM120" not in cli("validate", "-").out


def test_a_house_template_gets_the_pictures_as_well(cli: Run, shop: Path, tmp_path: Path, write: Write) -> None:
    write("house/map.j2.svg", "{{ opening }}{{ style }}{% for part in drawing %}{{ part }}{% endfor %}</svg>")
    done = cli("render", shop, "-o", "-", "--format", "svg", "--templates", tmp_path / "house")
    assert (done.status, len(embedded(done.out))) == (0, 2)
    assert cli("render", shop, "-o", "out", "--format", "png", "--templates", tmp_path / "house").status == 0


# Builds


def test_a_changed_picture_is_built_again_and_nothing_else(cli: Run, shop: Path, write: Write, tmp_path: Path) -> None:
    write("maps/other.journey.yaml", GOOD.replace("id: shop", "id: other"))
    assert "2 journeys built" in cli("build").err
    assert "0 journeys built, 2 unchanged" in cli("build").err
    before = (tmp_path / "site/shop.svg").read_bytes()
    (tmp_path / "maps/mia.jpg").write_bytes(written(door().rotate(180), "JPEG"))
    assert cli("build", "--check").status == 1
    assert "1 journey built, 1 unchanged" in cli("build").err
    assert (tmp_path / "site/shop.svg").read_bytes() != before
    assert "0 journeys built, 2 unchanged" in cli("build").err
    entries = json.loads((tmp_path / "site/build-manifest.json").read_bytes())["journeys"]
    assert set(entries["maps/shop.journey.yaml"]["pictures"]) == {"mia.jpg", "door.svg"}
    assert "pictures" not in entries["maps/other.journey.yaml"]


def test_a_picture_that_has_gone_is_told_by_the_next_build(cli: Run, shop: Path, tmp_path: Path) -> None:
    cli("build")
    (tmp_path / "maps/mia.jpg").unlink()
    for _ in range(2):
        done = cli("build")
        assert done.status == 1 and "JM120" in done.err
    (tmp_path / "maps/mia.jpg").write_bytes(written(door(), "JPEG"))
    assert cli("build").status == 0


def test_a_watch_looks_at_pictures_found_or_not(
    shop: Path, tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "maps/mia.jpg").unlink()
    write("maps/hostile.journey.yaml", PICTURED.replace("mia.jpg", "/").replace("door.svg", ".."))
    request = build_request(Reading().settings(None), rules_of=lambda folder: FolderRules())
    looked_at = {os.path.relpath(path, tmp_path) for path in request.read_paths}
    assert {"maps/mia.jpg", "maps/door.svg"} <= looked_at
    assert not {".", "/", "maps"} & looked_at


def test_a_watch_looks_at_all_else_that_is_drawn_with(
    shop: Path, tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write("logo.svg", "<svg/>")
    for name in ("song.ttc", "ours.ttf"):
        (tmp_path / name).write_bytes(rubik().path.read_bytes())
    write("journeymap.toml", 'fonts = "song.ttc#0"\n[brand]\nfont = "ours.ttf"\nlogo = "logo.svg"\n')
    settings = Reading().settings(None)
    request = build_request(settings, rules_of=lambda folder: FolderRules())
    looked_at = {os.path.relpath(path, tmp_path) for path in request.read_paths}
    beside = {f"maps/{shop.name.partition('.')[0]}.{kind}.json" for kind in ("measures", "simulation")}
    assert {"song.ttc", "ours.ttf", "logo.svg", *beside} <= looked_at


def test_a_map_of_changes_shows_the_pictures_of_the_working_folder(cli: Run, shop: Path, tmp_path: Path) -> None:
    old = shop.with_name("old.journey.yaml")
    old.write_text(PICTURED.replace("Pays", "Paid"))
    done = cli("diff", old, shop, "--output-format", "svg")
    assert len(embedded(done.out)) == 2, done.err

"""Every command draws with the user's own templates where the configuration names them, and in the sandbox."""

from __future__ import annotations

import base64
import io
import re
import sys
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from commandline import GOOD, Run, Write
from PIL import Image

from journeymap.io import resources

PINK = b"#FF00FF"


@pytest.fixture
def house(write: Write, tmp_path: Path) -> Path:
    """Templates with a mark in each: a pink square on every map, a line on every page, plan and guide."""
    built_in = resources.templates()
    write("journeymap.toml", 'templates = "house"\n')
    write("a.journey.yaml", GOOD)
    square = '<rect width="24" height="24" fill="#FF00FF"/></svg>'
    write("house/map.j2.svg", (built_in / "map.j2.svg").read_text("utf-8").replace("</svg>", square))
    write(
        "house/page.j2.html", (built_in / "page.j2.html").read_text("utf-8").replace("</body>", "<p>HOUSE</p></body>")
    )
    for name in ("plan.j2.md", "guide.j2.md"):
        write(f"house/{name}", (built_in / name).read_text("utf-8") + "\nHOUSE\n")
    write("house/index.j2.html", '{% extends "builtin/index.j2.html" %}{# HOUSE #}\n')
    return tmp_path


def is_pink(data: bytes) -> bool:
    """Whether a file, of whatever format, has the mark of the house's map."""
    if data.startswith(b"\x89PNG"):
        return Image.open(io.BytesIO(data)).convert("RGB").getpixel((5, 5)) == (255, 0, 255)
    if data.startswith(b"%PDF"):
        streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S)
        drawn = b"".join(zlib.decompressobj().decompress(each) for each in streams if each[:1] == b"x")
        return re.search(rb"\b1 0 1 (sc|scn|rg)\b", drawn) is not None
    return PINK in data


def git(folder: Path, *arguments: str) -> None:
    import subprocess

    who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("form", ["svg", "html", "png", "pdf"])
def test_render_draws_with_them(cli: Run, house: Path, request: pytest.FixtureRequest, form: str) -> None:
    if form != "pdf":
        request.getfixturevalue("forks")
    assert cli("render", "a.journey.yaml", "-o", "maps", "--format", form).status == 0
    assert is_pink((house / f"maps/shop.{form}").read_bytes())


def test_pages_plans_and_guides_are_the_houses(cli: Run, house: Path) -> None:
    assert cli("render", "a.journey.yaml", "-o", "maps", "--format", "html,plan").status == 0
    assert cli("workshop", "a.journey.yaml", "-o", "kit").status == 0
    for name in ("maps/shop.html", "maps/shop.plan.md", "kit/guide.md"):
        assert "HOUSE" in (house / name).read_text("utf-8"), name


@pytest.mark.parametrize("options", [(), ("--tile", "A4")], ids=["one piece", "tiles"])
def test_a_workshops_canvas_and_cards_are_drawn_with_them(cli: Run, house: Path, options: tuple[str, ...]) -> None:
    assert cli("workshop", "a.journey.yaml", "-o", "kit", *options).status == 0
    assert is_pink((house / "kit/canvas.pdf").read_bytes())
    assert is_pink((house / "kit/cards.pdf").read_bytes())


@pytest.mark.parametrize("options", [(), ("--paper", "A2", "--tile", "A4"), ("--fit", "pages")], ids=str)
def test_prints_are_drawn_with_them(cli: Run, house: Path, options: tuple[str, ...]) -> None:
    assert cli("print", "a.journey.yaml", "-o", "a.pdf", *options).status == 0
    assert is_pink((house / "a.pdf").read_bytes())


@pytest.mark.usefixtures("forks")
@pytest.mark.parametrize("form", ["svg", "html"])
def test_a_difference_is_drawn_with_them(cli: Run, house: Path, write: Write, form: str) -> None:
    write("old/a.journey.yaml", GOOD.replace("Pays", "Queues"))
    done = cli("diff", "old/a.journey.yaml", "a.journey.yaml", "--output-format", form, "-o", f"d.{form}")
    assert done.status == 0, done.err
    assert is_pink((house / f"d.{form}").read_bytes())


def test_a_site_and_what_changed_in_it_are_drawn_with_them(cli: Run, house: Path, write: Write) -> None:
    write("house/index.j2.html", "HOUSE\n")
    git(house, "init", "-q")
    git(house, "add", ".")
    git(house, "commit", "-qm", "One")
    write("a.journey.yaml", GOOD.replace("Pays", "Queues"))
    done = cli("build", "--since", "HEAD", "--format", "svg", "--paper", "A3")
    assert done.status == 0, done.err
    assert (house / "site/index.html").read_text("utf-8").strip() == "HOUSE"
    for name in ("shop.svg", "shop.diff.html", "shop.a3.pdf"):
        assert is_pink((house / "site" / name).read_bytes()), name


@pytest.mark.usefixtures("forks")
def test_a_timeline_is_drawn_with_them(cli: Run, house: Path) -> None:
    git(house, "init", "-q")
    git(house, "add", ".")
    git(house, "commit", "-qm", "One")
    done = cli("log", "a.journey.yaml", "--output-format", "svg", "-o", "log.svg")
    assert done.status == 0, done.err
    assert is_pink((house / "log.svg").read_bytes())


BESIDE_THE_MAP: dict[str, tuple[str, ...]] = {
    "an open book": ("render", "after.yaml", "--beside", "before.yaml", "--format", "svg,html"),
    "a flow": ("flow", "before.yaml", "--format", "svg,html"),
    "a funnel": ("flow", "before.yaml", "--as", "funnel"),
    "trees": ("flow", "trees.yaml", "--trees", "--format", "svg,html"),
    "a ranking of actions": ("simulate", "before.yaml", "--actions", "--format", "svg"),
    "a plan of experiments": ("experiment", "plan", "before.yaml", "--format", "svg"),
    "a report of measures": ("measure", "report", "measured.yaml", "--format", "html"),
}


@pytest.mark.usefixtures("forks")
@pytest.mark.parametrize("command", BESIDE_THE_MAP.values(), ids=BESIDE_THE_MAP)
def test_what_stands_beside_the_map_is_drawn_with_them_in_the_houses_theme(
    cli: Run, house: Path, write: Write, command: tuple[str, ...]
) -> None:
    write("journeymap.toml", 'templates = "house"\ntheme = "ours.yaml"\n')
    write("ours.yaml", 'extends: default\ntokens: {paper: "#FFFEFD"}\n')
    for name, sample in (("before", "loyalty-project-as-is"), ("after", "loyalty-project-to-be"),
                         ("trees", "online-clothing-shop"), ("measured", "airline")):  # fmt: skip
        write(f"{name}.yaml", (resources.samples() / f"{sample}.journey.yaml").read_text("utf-8"))
    measures = (resources.samples() / "airline.measures.json").read_text("utf-8")
    write("measured.measures.json", measures)
    done = cli(*command, "--today", "2026-11-21", "-o", "drawn")
    assert done.status == 0, done.err
    files = list((house / "drawn").iterdir())
    assert files
    for file in files:
        assert is_pink(file.read_bytes()) and "#FFFEFD" in file.read_text("utf-8"), file.name


def test_they_are_used_in_a_new_process_where_a_fork_is_not_safe(
    cli: Run, house: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole request has to be sent then, what changed and the words for it too."""
    monkeypatch.setattr("journeymap.io.processes._forks_forbidden", True)
    write("old.journey.yaml", GOOD.replace("Pays", "Queues"))
    done = cli("diff", "old.journey.yaml", "a.journey.yaml", "--output-format", "html", "-o", "d.html")
    assert done.status == 0, done.err
    assert is_pink((house / "d.html").read_bytes())


COMMANDS: dict[str, tuple[str, ...]] = {
    "render": ("render", "a.journey.yaml", "-o", "maps", "--format", "png"),
    "print": ("print", "a.journey.yaml", "-o", "a.pdf"),
    "diff": ("diff", "old.journey.yaml", "a.journey.yaml", "--output-format", "svg", "-o", "d.svg"),
    "workshop": ("workshop", "a.journey.yaml", "-o", "kit"),
}


@pytest.mark.usefixtures("forks")
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_templates_without_end_are_stopped_whoever_draws(
    cli: Run, house: Path, write: Write, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr("journeymap.io.confined.SECONDS", 1)
    write("old.journey.yaml", GOOD.replace("Pays", "Queues"))
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    write("house/map.j2.svg", endless)
    done = cli(*command)
    assert done.status == 2
    assert "the templates take" in done.err


@pytest.mark.usefixtures("forks")
@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit the memory")
def test_templates_that_fill_the_memory_are_stopped(cli: Run, house: Path, write: Write) -> None:
    write("house/map.j2.svg", "{{ ('a' * 700000000) | length }}")
    done = cli("render", "a.journey.yaml", "-o", "maps", "--format", "svg")
    assert done.status == 2
    assert "the templates take more than 512 MB" in done.err


@pytest.mark.usefixtures("forks")
@pytest.mark.parametrize("form", ["png", "pdf"])
@pytest.mark.parametrize(
    "drawn, said",
    [
        ('<image href="{here}/secret.png" width="9" height="9"/></svg>', "<image> links to"),
        ('<image xlink:href="secret.png" width="9" height="9"/></svg>', "<image> links to 'secret.png'"),
        ("<g></svg>", "what it draws is no SVG: mismatched tag, in line"),
        ("<!DOCTYPE svg [<!ENTITY e \"<image &#104;ref='secret.png'/>\">]><svg>&e;</svg>", "a document type is not"),
    ],
)
def test_what_reaches_out_or_is_no_svg_is_refused(
    cli: Run, house: Path, write: Write, form: str, drawn: str, said: str
) -> None:
    Image.new("RGB", (9, 9), (255, 0, 255)).save(house / "secret.png")
    built_in = (resources.templates() / "map.j2.svg").read_text("utf-8").replace("<svg ", "<svg xmlns:xlink='x' ", 1)
    drawn = drawn.replace("{here}", house.as_posix())
    write("house/map.j2.svg", drawn if drawn.startswith("<!") else built_in.replace("</svg>", drawn))
    done = cli("render", "a.journey.yaml", "-o", "maps", "--format", form)
    assert done.status == 2
    assert f"map.j2.svg: {said}" in done.err


def test_what_a_template_has_inside_is_drawn(cli: Run, house: Path, write: Write) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (9, 9), (255, 0, 255)).save(picture, "PNG")
    url = f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"
    inside = f'<a href="https://example.org"><image href=" {url}" width="24" height="24"/></a></svg>'
    write("house/map.j2.svg", (resources.templates() / "map.j2.svg").read_text("utf-8").replace("</svg>", inside))
    assert cli("render", "a.journey.yaml", "-o", "maps", "--format", "png,pdf").status == 0
    assert is_pink((house / "maps/shop.png").read_bytes())
    write("house/map.j2.svg", '<svg><image href="a.png"/></svg>')
    assert "data: URL" in cli("render", "a.journey.yaml", "-o", "maps", "--format", "png").err


def test_a_child_that_draws_leaves_nothing_behind(
    cli: Run, house: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    passing = tmp_path_factory.mktemp("passing")
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    monkeypatch.setattr("journeymap.render.pinned._rubik_folder", _forgotten())
    assert cli("render", "a.journey.yaml", "-o", "maps", "--format", "pdf,png").status == 0
    assert list(passing.iterdir()) == []


def _forgotten() -> Callable[[], Path]:
    """The function that makes the folder of fonts, as in a process that has made none yet."""
    from functools import cache

    from journeymap.render.pinned import _rubik_folder

    return cache(_rubik_folder.__wrapped__)

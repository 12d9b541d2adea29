"""`--view` and `--lanes`: what is drawn of a journey, on every command that draws."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commandline import GOOD, Run, Write
from journeys import TODAY, journey_from, made_up

from journeymap.io import resources
from journeymap.pipeline.paper import fit_of, on_best_paper
from journeymap.settings import Settings

pytestmark = pytest.mark.usefixtures("forks")
TOLD = GOOD.replace("{id: enter,", "{id: enter, doing: Looks around, pains: {text: A queue, severity: 4},")
OVERVIEW = 'viewBox="0 0 1440 '


def lanes_in(svg: Path) -> list[str]:
    return re.findall(r'id="band-lane-([a-z]+)"', svg.read_text())


@pytest.fixture
def shop(write: Write) -> Path:
    return write("a.journey.yaml", TOLD)


def test_an_overview_is_a_file_of_its_own_beside_the_map(cli: Run, shop: Path, tmp_path: Path) -> None:
    assert (
        cli("render", "a.journey.yaml", "-o", "maps", "--view", "overview", "--format", "svg,png,pdf,html").status == 0
    )
    assert cli("render", "a.journey.yaml", "-o", "maps", "--format", "svg").status == 0
    assert sorted(path.name for path in (tmp_path / "maps").iterdir()) == [
        "shop.overview.html", "shop.overview.pdf", "shop.overview.png", "shop.overview.svg", "shop.svg",
    ]  # fmt: skip
    assert OVERVIEW in (tmp_path / "maps/shop.overview.svg").read_text()
    assert OVERVIEW not in (tmp_path / "maps/shop.svg").read_text()


def test_in_a_theme_for_paper_it_has_the_proportions_of_a_sheet(cli: Run, shop: Path, tmp_path: Path) -> None:
    cli("render", "a.journey.yaml", "-o", "maps", "--view", "overview", "--format", "svg", "--theme", "print")
    assert 'viewBox="0 0 1360 ' in (tmp_path / "maps/shop.overview.svg").read_text()


def test_the_view_of_a_persona_has_both_in_its_name(cli: Run, shop: Path, tmp_path: Path) -> None:
    assert cli("render", "a.journey.yaml", "-o", "maps", "--view", "overview", "--persona", "mia").status == 0
    assert (tmp_path / "maps/shop.mia.overview.svg").exists()


@pytest.mark.parametrize(
    ("options", "opens"),
    [
        ([], ""), (["--view", "overview"], "overview"), (["--view", "standard"], "full"), (["--view", "full"], "full"),
        (["--lanes", "pains"], "full"), (["--view", "overview", "--lanes", "pains"], "full"),
    ],
)  # fmt: skip
def test_a_page_has_overview_and_map_and_opens_on_what_is_asked_for(
    cli: Run, shop: Path, tmp_path: Path, options: list[str], opens: str
) -> None:
    assert cli("render", "a.journey.yaml", "-o", "maps", "--format", "html", *options).status == 0
    (page,) = (tmp_path / "maps").iterdir()
    text = page.read_text()
    assert 'viewBox="0 0 1424 ' in text and 'id="map-title"' in text and 'id="overview-title"' in text
    assert re.findall(r' data-opens="([a-z]+)"', text) == ([opens] if opens else [])


def test_what_a_page_opens_on_may_stand_in_the_configuration(
    cli: Run, shop: Path, write: Write, tmp_path: Path
) -> None:
    write("journeymap.toml", 'view = "full"\n')
    assert cli("render", "a.journey.yaml", "-o", "maps", "--format", "html").status == 0
    assert '<main data-opens="full">' in (tmp_path / "maps/shop.html").read_text()


def test_a_page_of_changes_has_no_overview(cli: Run, shop: Path, write: Write, tmp_path: Path) -> None:
    write("b.journey.yaml", (tmp_path / "a.journey.yaml").read_text().replace("Pays", "Settles"))
    assert cli("diff", "a.journey.yaml", "b.journey.yaml", "-o", "maps", "--output-format", "html").status in (0, 1)
    text = (tmp_path / "maps/shop.diff.html").read_text()
    assert 'href="#map" data-view="full"' in text and 'id="overview"' not in text


def test_full_is_what_is_drawn_without_a_view(cli: Run, shop: Path, tmp_path: Path) -> None:
    cli("render", "a.journey.yaml", "-o", "maps", "--format", "svg", "--view", "full")
    cli("render", "a.journey.yaml", "-o", "plain", "--format", "svg")
    assert (tmp_path / "maps/shop.svg").read_bytes() == (tmp_path / "plain/shop.svg").read_bytes()
    assert lanes_in(tmp_path / "plain/shop.svg") == ["doing", "feeling", "pains", "channels"]


def test_lanes_beat_the_view_which_beats_the_file(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", TOLD + "lanes: [channels]\n")
    cli("render", "a.journey.yaml", "-o", "file", "--format", "svg")
    cli("render", "a.journey.yaml", "-o", "view", "--format", "svg", "--view", "standard")
    cli("render", "a.journey.yaml", "-o", "lanes", "--format", "svg", "--view", "overview", "--lanes", "pains,doing")
    assert lanes_in(tmp_path / "file/shop.svg") == ["channels"]
    assert lanes_in(tmp_path / "view/shop.standard.svg") == ["doing", "feeling", "pains"]
    assert lanes_in(tmp_path / "lanes/shop.svg") == ["pains", "doing"]


def test_the_settings_may_have_both_and_the_command_line_beats_them(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", TOLD)
    write("journeymap.toml", 'lanes = ["pains"]\nview = "standard"\n')
    cli("render", "a.journey.yaml", "-o", "maps", "--format", "svg")
    assert lanes_in(tmp_path / "maps/shop.svg") == ["pains"]
    cli("render", "a.journey.yaml", "-o", "maps", "--format", "svg", "--view", "overview")
    assert OVERVIEW in (tmp_path / "maps/shop.overview.svg").read_text()


@pytest.mark.parametrize(
    "options, told",
    [
        (["--view", "overviw"], "there is no view 'overviw'\n  hint: did you mean `overview`?"),
        (
            ["--lanes", "pains,feelin"],
            "lanes: the journey 'shop' has no lane 'feelin'\n  hint: did you mean `feeling`?",
        ),
        (["--view", "overview", "--beside", "a.journey.yaml"], "an overview has no room for a second journey"),
    ],
)
def test_what_there_is_not_is_said(cli: Run, shop: Path, options: list[str], told: str) -> None:
    done = cli("render", "a.journey.yaml", "-o", "maps", *options)
    assert done.status == 2
    assert told in done.err


def test_an_overview_is_printed_on_one_sheet(cli: Run, shop: Path) -> None:
    done = cli("print", "a.journey.yaml", "-o", "a.pdf", "--view", "overview")
    assert (done.status, done.err) == (0, "a.pdf: 1 page; the smallest text is 9.4 pt on A3\n")
    small = cli("print", "a.journey.yaml", "-o", "a.pdf", "--view", "overview", "--paper", "A5")
    assert "A4 would give 6.5 pt" in small.err and "--lanes" not in small.err and "--fit" not in small.err
    several = cli("print", "a.journey.yaml", "-o", "a.pdf", "--view", "overview", "--fit", "pages")
    assert several.status == 2 and "an overview is one sheet" in several.err
    tiled = cli("print", "a.journey.yaml", "-o", "a.pdf", "--view", "overview", "--paper", "A2", "--tile", "A4")
    assert tiled.status == 0 and tiled.err.startswith("a.pdf: 5 pages")


@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_the_standard_view_on_a3_has_text_that_can_be_read(language: str) -> None:
    data = made_up(4, language=language, stages=6, touchpoints=18, personas=3, longest=60)
    settings = Settings(today=TODAY, view="standard", theme="print")
    drawing = on_best_paper(
        journey_from(data), settings, [(420.0, 297.0)], name="A3", **fit_of(settings, "", tiled=False)
    )
    assert drawing.fitted is not None
    assert drawing.fitted.smallest_text >= 7
    assert 2 <= drawing.sheets <= 8


def test_the_standard_view_is_one_sheet_where_that_is_asked_for(cli: Run) -> None:
    path = str(resources.samples() / "online-clothing-shop.journey.yaml")

    def printed(*options: str) -> tuple[int, float]:
        told = cli("print", path, "-o", "map.pdf", "--view", "standard", *options).err
        found = re.search(r"(\d+) pages?; the smallest text is ([\d.]+) pt on A3", told)
        assert found, told
        return int(found[1]), float(found[2])

    sheets, least = printed()
    assert sheets > 1
    assert least >= 7
    sheets, smaller = printed("--fit", "one")
    assert sheets == 1
    assert smaller < least


def test_a_site_has_the_view_it_is_asked_for(cli: Run, shop: Path, tmp_path: Path) -> None:
    assert cli("build", "-o", "site", "--format", "svg").status == 0
    assert OVERVIEW not in (tmp_path / "site/shop.svg").read_text()
    done = cli("build", "-o", "site", "--format", "svg", "--view", "overview")
    assert "1 journey built" in done.err
    assert OVERVIEW in (tmp_path / "site/shop.svg").read_text()


def test_a_difference_is_drawn_with_the_lanes_asked_for(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", TOLD)
    write("b.journey.yaml", TOLD.replace("A queue", "A long queue"))
    done = cli("diff", "a.journey.yaml", "b.journey.yaml", "--output-format", "svg", "-o", "d.svg", "--lanes", "pains")
    assert done.status == 0
    assert lanes_in(tmp_path / "d.svg") == ["pains"]
    write("journeymap.toml", 'view = "overview"\n')
    cli("diff", "a.journey.yaml", "b.journey.yaml", "--output-format", "svg", "-o", "d.svg")
    assert lanes_in(tmp_path / "d.svg") == ["doing", "feeling", "pains", "channels"]


def test_a_theme_may_have_a_view_and_lanes_of_its_own(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", TOLD)
    write("wall.yaml", "drawing: {view: overview}\n")
    write("story.yaml", "drawing: {lanes: [feeling, doing]}\n")
    for theme in ("wall", "story"):
        cli("render", "a.journey.yaml", "-o", theme, "--format", "svg", "--theme", f"{theme}.yaml")
        cli("render", "a.journey.yaml", "-o", theme, "--format", "svg", "--theme", f"{theme}.yaml", "--view", "full")
    assert OVERVIEW in (tmp_path / "wall/shop.svg").read_text()
    assert lanes_in(tmp_path / "wall/shop.full.svg") == ["doing", "feeling", "pains", "channels"]
    assert lanes_in(tmp_path / "story/shop.svg") == ["doing", "feeling", "pains", "channels"]  # `--view full` came last
    cli("render", "a.journey.yaml", "-o", "story", "--format", "svg", "--theme", "story.yaml")
    assert lanes_in(tmp_path / "story/shop.svg") == ["feeling", "doing"]
    write("a.journey.yaml", TOLD + "lanes: [channels]\n")
    cli("render", "a.journey.yaml", "-o", "story", "--format", "svg", "--theme", "story.yaml")
    assert lanes_in(tmp_path / "story/shop.svg") == ["channels"]


def test_a_theme_that_names_an_unknown_lane_is_told(cli: Run, shop: Path, write: Write) -> None:
    write("story.yaml", "drawing: {lanes: [feelings]}\n")
    ended = cli("render", "a.journey.yaml", "-o", "maps", "--theme", "story.yaml")
    assert ended.status == 2 and "has no lane 'feelings'" in ended.err and "feeling" in ended.err

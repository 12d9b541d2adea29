"""The workspace reads a journey again when something that it depends on has changed, and only then."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap.cli.reading import Reading
from journeymap.settings import Settings
from journeymap.style.fallback import rubik
from journeymap.workspace import Document, Workspace

SAMPLES = Path(__file__).parents[2] / "samples"
JOURNEY = """journeymap: 1
id: visit
title: A visit
owners:
  - {id: desk, name: The desk}
image: {file: desk.svg, alt: The desk}
stages:
  - id: come
    name: Come
    touchpoints:
      - {id: arrives, name: Arrives, owner: desk}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "visit.journey.yaml").write_text(JOURNEY, "utf-8")
    shutil.copy(SAMPLES / "pictures/bus.svg", tmp_path / "desk.svg")
    age(tmp_path)
    return tmp_path


@pytest.fixture
def workspace(folder: Path) -> Workspace:
    return Reading().workspace([str(folder)], "2026-11-21")


def age(folder: Path) -> None:
    """Gives all files a time so long ago that any change gives them another."""
    for each in (folder, *folder.rglob("*")):
        os.utime(each, (1_700_000_000, 1_700_000_000))


def name_of(folder: Path) -> str:
    return str(folder / "visit.journey.yaml")


def test_paths_are_those_of_the_command_line(folder: Path, workspace: Workspace) -> None:
    (folder / "left-out").mkdir()
    (folder / "left-out/other.journey.yaml").write_text(JOURNEY, "utf-8")
    assert workspace.paths() == [str(folder / "left-out/other.journey.yaml"), name_of(folder)]
    (folder / "journeymap.toml").write_text('exclude = ["left-out"]', "utf-8")
    assert workspace.paths() == [name_of(folder)]
    (folder / "visit.journey.yaml").unlink()
    assert workspace.paths() == []


def test_a_document_that_nothing_has_changed_for_stays(folder: Path, workspace: Workspace) -> None:
    first = workspace.document(name_of(folder))
    assert first.checked.journey is not None
    assert workspace.document(name_of(folder)) is first


def _the_text(folder: Path) -> None:
    (folder / "visit.journey.yaml").write_text(JOURNEY.replace("A visit", "A_visit"), "utf-8")


def _its_picture(folder: Path) -> None:
    (folder / "desk.svg").unlink()


def _measures_appear(folder: Path) -> None:
    (folder / "visit.measures.json").write_text("{}", "utf-8")


def _configuration_appears(folder: Path) -> None:
    (folder / "journeymap.toml").write_text('ignore = ["JM3"]', "utf-8")


@pytest.mark.parametrize("change", [_the_text, _its_picture, _measures_appear, _configuration_appears])
def test_what_a_document_depends_on_is_seen(folder: Path, workspace: Workspace, change: Callable[[Path], None]) -> None:
    first = workspace.document(name_of(folder))
    change(folder)
    assert workspace.document(name_of(folder)) is not first


def test_changes_of_what_settings_name_are_seen(folder: Path, workspace: Workspace) -> None:
    (folder / "templates").mkdir()
    (folder / "journeymap.toml").write_text('templates = "templates"\ntheme = "own.yaml"', "utf-8")
    (folder / "own.yaml").write_text("extends: default", "utf-8")
    age(folder)
    first = workspace.document(name_of(folder))
    assert first.problem is None
    (folder / "templates/added.j2.html").write_text("", "utf-8")
    second = workspace.document(name_of(folder))
    assert second is not first
    (folder / "own.yaml").write_text("extends: print", "utf-8")
    assert workspace.document(name_of(folder)) is not second


def test_a_font_of_the_brand_that_is_written_over_is_seen(folder: Path, workspace: Workspace) -> None:
    (folder / "ours.ttf").write_bytes(rubik().path.read_bytes())
    (folder / "journeymap.toml").write_text('[brand]\nfont = "ours.ttf"', "utf-8")
    age(folder)
    first = workspace.document(name_of(folder))
    assert first.problem is None
    assert workspace.document(name_of(folder)) is first
    (folder / "ours.ttf").write_bytes(b"no font")
    assert workspace.document(name_of(folder)) is not first


def test_settings_are_those_that_the_configuration_has_now(folder: Path, workspace: Workspace) -> None:
    assert "JM301" not in workspace.document(name_of(folder)).settings.ignore
    (folder / "journeymap.toml").write_text('ignore = ["JM301"]', "utf-8")
    assert workspace.document(name_of(folder)).settings.ignore == ("JM301",)
    (folder / "journeymap.toml").unlink()
    assert workspace.document(name_of(folder)).settings.ignore == ()


@pytest.mark.parametrize("setting", ["themes = 3", 'ignore = ["JM999"]', 'templates = "nowhere"', "= x"])
def test_a_wrong_configuration_is_a_problem_of_a_journey_that_is_still_checked(
    folder: Path, workspace: Workspace, setting: str
) -> None:
    (folder / "journeymap.toml").write_text(setting, "utf-8")
    document = workspace.document(name_of(folder))
    assert document.problem is not None and document.problem.message
    assert document.checked.journey is not None


def test_a_mended_configuration_is_seen(folder: Path, workspace: Workspace) -> None:
    (folder / "journeymap.toml").write_text('theme = "own.yaml"', "utf-8")
    (folder / "own.yaml").write_text("ink: 3", "utf-8")
    age(folder)
    broken = workspace.document(name_of(folder))
    assert broken.problem is not None
    assert workspace.document(name_of(folder)) is broken
    (folder / "own.yaml").write_text("extends: print", "utf-8")
    assert workspace.document(name_of(folder)).problem is None


def test_a_change_within_the_time_that_files_are_stamped_with_is_seen(folder: Path, workspace: Workspace) -> None:
    path = folder / "visit.journey.yaml"
    path.write_text(JOURNEY.replace("Come", "Cxme"), "utf-8")
    stat = path.stat()
    first = workspace.document(str(path))
    path.write_text(JOURNEY.replace("Come", "Cyme"), "utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert "Cyme" in workspace.document(str(path)).source.text
    assert workspace.document(str(path)) is workspace.document(str(path)) is not first


def test_what_an_editor_holds_counts_in_place_of_the_file(folder: Path, workspace: Workspace) -> None:
    name = name_of(folder)
    workspace.open(name, JOURNEY.replace("A visit", "Held"), 1)
    document = workspace.document(name)
    assert document.checked.journey is not None and document.checked.journey.title == "Held"
    assert (document.version, document.path) == (1, Path(name))
    workspace.close(name)
    closed = workspace.document(name)
    assert closed.version is None and "A visit" in closed.source.text


def test_a_text_in_no_file_is_checked_by_the_settings_of_its_folder(folder: Path, workspace: Workspace) -> None:
    (folder / "journeymap.toml").write_text('select = ["JM337"]', "utf-8")
    workspace.open(str(folder / "Untitled-1"), JOURNEY, 1, in_file=False)
    document = workspace.document(str(folder / "Untitled-1"))
    assert document.path is None and document.diagnostics == ()
    assert str(folder / "Untitled-1") in workspace.paths()


def test_the_last_good_document_stays_under_a_slip(folder: Path, workspace: Workspace) -> None:
    name = name_of(folder)
    workspace.open(name, JOURNEY, 1)
    good = workspace.document(name)
    for version, slip in enumerate(('title: "', "title: [", "\t- :", ""), start=2):
        workspace.open(name, slip, version)
        broken = workspace.document(name)
        assert broken.tree is None and broken.last_good is good
    workspace.open(name, "id: x", 9)
    assert workspace.document(name).last_good is workspace.document(name)


def test_a_file_that_goes_leaves_its_last_good_document(folder: Path, workspace: Workspace) -> None:
    name = name_of(folder)
    good = workspace.document(name)
    assert good.last_good is good
    Path(name).unlink()
    gone = workspace.document(name)
    assert gone.problem is not None and gone.last_good is good and gone.source.text == ""


def test_a_text_with_halves_of_characters_is_taken(folder: Path, workspace: Workspace) -> None:
    workspace.open(name_of(folder), "title: \ud83d", 1)
    assert workspace.document(name_of(folder)).source.text == "title: ?"


@pytest.mark.parametrize("before", ["journeymap", "id: visit", "stages"])
def test_what_stood_where_something_is_typed_stays_before_it(before: str) -> None:
    settings = Settings(today=dt.date(2026, 11, 21))
    good = Document("x", None, JOURNEY.encode(), settings)
    at = JOURNEY.index(before)
    typed = Document("x", None, f"{JOURNEY[:at]}[{JOURNEY[at:]}".encode(), settings, last_good=good)
    assert typed.last_good is good
    assert [typed.now(each) for each in (at - 1, at, at + 1) if each >= 0] == [
        each for each in (at - 1, at, at + 2) if each >= 0
    ]

"""The keys of a build: whatever decides bytes is in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from journeys import journey_from

from journeymap.brand import Brand
from journeymap.build.drawing import files_of
from journeymap.build.keys import drawing_key, index_key
from journeymap.diagnostics import Severity
from journeymap.io.ignoring import Patterns
from journeymap.settings import BuildSettings, PerFileIgnore, Settings

TODAY = dt.date(2026, 11, 21)
BUILD = BuildSettings(formats=("svg", "plan"), themes=("default",), papers=("A4",))
BASE = Settings(today=TODAY, theme="default", build=BUILD)
STAGE = {"id": "a", "name": "A", "touchpoints": [{"id": "b", "name": "B", "pains": ["Slow"]}]}
WHO = {"segments": [{"id": "new", "name": "New"}], "personas": [{"id": "dana", "name": "Dana"}]}
JOURNEY = {"journeymap": 1, "id": "shop", "title": "A visit", "stages": [STAGE], **WHO}

Change = Callable[[Path], Any]
FILES: dict[str, Change] = {
    "compact": lambda _: True,
    "dpi": lambda _: 300,
    "width": lambda _: 700,
    "pdf_standard": lambda _: "a-2b",
    "templates": lambda folder: folder,
    "fonts": lambda _: ("fontpkg-noto-sans-thai",),
    "allow_missing": lambda _: True,
    "persona": lambda _: "dana",
    "segment": lambda _: "new",
    "view": lambda _: "overview",
    "brand": lambda _: Brand("#FFD400", "#1B1B1B"),
    "stage_hues": lambda _: ("auto",),
    "lanes": lambda _: ("doing",),
    "build.formats": lambda _: ("svg",),
    "build.themes": lambda _: ("dark",),
    "build.papers": lambda _: ("A3",),
    "build.paper_theme": lambda _: "default",
}
"""The settings that the files of a journey depend on, with other values than those they have."""

NOT_FILES: dict[str, tuple[Any, str]] = {
    "select": (("JM3",), "what is found is kept whole, and weighed by each build"),
    "ignore": (("JM3",), "what is found is kept whole, and weighed by each build"),
    "per_file_ignores": (
        (PerFileIgnore(Patterns("/", ("*",)), ("JM3",)),),
        "what is found is kept whole, and weighed by each build",
    ),
    "severity": ({"JM301": Severity.ERROR}, "what is found is kept whole, and weighed by each build"),
    "strict": (True, "what is found is kept whole, and weighed by each build"),
    "theme": ("dark", "a build has its own themes, which this one fills in"),
    "formats": (("html",), "a build has its own formats, which these fill in"),
    "build.root": (Path("elsewhere"), "journeys are known by their names from here"),
    "build.inputs": (("elsewhere",), "each journey is looked at by itself"),
    "build.output": ("elsewhere", "the manifest lies in that folder"),
    "build.fail_on": (("JM301",), "it fails a build whose files are made all the same"),
    "build.language": ("he", "it is the language of the index"),
}
BESIDE = {
    "today": "the day stands beside the key: the facts tell on which days the files hold",
    "build": "it counts by its fields",
}

INDEX = {"templates", "fonts", "allow_missing", "brand", "stage_hues", "build.themes", "build.language"}
"""The settings that the index depends on, beside what its rows say."""


def changed(name: str, value: Any) -> Settings:
    if name.startswith("build."):
        return BASE.replace(build=BUILD.replace(**{name.removeprefix("build."): value}))
    return BASE.replace(**{name: value})


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    (tmp_path / "map.j2.svg").write_text("<svg/>")
    return tmp_path


def test_every_setting_is_known_to_decide_bytes_or_not_to() -> None:
    settings = [*Settings.fields(), *(f"build.{each}" for each in BuildSettings.fields())]
    assert sorted(settings) == sorted([*FILES, *NOT_FILES, *BESIDE])


@pytest.mark.parametrize("name", FILES)
def test_what_decides_the_files_of_a_journey_is_in_their_key(name: str, templates: Path) -> None:
    settings = changed(name, FILES[name](templates))
    assert settings != BASE
    assert drawing_key(settings, "code") != drawing_key(BASE, "code")


def test_what_is_in_the_key_changes_a_file_of_the_journey(templates: Path) -> None:
    """So every setting reaches what draws."""
    build = BUILD.replace(formats=("svg", "png", "pdf"))
    journey = journey_from({**JOURNEY, "scenario": "It rains ฝนตก"})
    as_it_was, _ = files_of(journey, BASE.replace(build=build))
    for name, change in FILES.items():
        if name == "allow_missing":
            continue  # without it, a file with what no font has is not made at all
        value = change(templates)
        if name.startswith("build."):
            settings = BASE.replace(build=build.replace(**{name.removeprefix("build."): value}))
        else:
            settings = BASE.replace(build=build, **{name: value})
        files, _ = files_of(journey, settings)
        assert files != as_it_was, name


def test_what_is_not_in_the_key_changes_no_file_of_a_journey() -> None:
    journey = journey_from(JOURNEY)
    as_it_was = files_of(journey, BASE)
    for name, (value, reason) in NOT_FILES.items():
        settings = changed(name, value)
        assert drawing_key(settings, "code") == drawing_key(BASE, "code"), name
        assert files_of(journey, settings) == as_it_was, f"{name}: {reason}"


@pytest.mark.parametrize("name", [*FILES, *NOT_FILES])
def test_what_decides_the_index_is_in_its_key(name: str, templates: Path) -> None:
    value = FILES[name](templates) if name in FILES else NOT_FILES[name][0]
    differs = index_key([], changed(name, value), "code") != index_key([], BASE, "code")
    assert differs == (name in INDEX)


@pytest.mark.parametrize("key", [drawing_key, lambda settings, code: index_key([], settings, code)])
def test_what_a_theme_and_a_template_say_counts(key: Callable[[Settings, str], str], templates: Path) -> None:
    theme = templates.parent / "ours.yaml"
    theme.write_text("tokens: {ink: '#111111'}")
    settings = changed("build.themes", (str(theme),)).replace(templates=templates)
    keys = [key(settings, "code")]
    theme.write_text("tokens: {ink: '#222222'}")
    keys.append(key(settings, "code"))
    (templates / "map.j2.svg").write_text("<svg></svg>")
    keys.append(key(settings, "code"))
    keys.append(key(settings, "other code"))
    assert len(set(keys)) == 4

"""A process that goes on sees a file that has changed, and does not read again one that has not."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from journeymap.io import resources
from journeymap.render.environment import _built_in, environment
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The built-in templates, as a copy that can be changed."""
    import shutil

    copy = shutil.copytree(resources.templates(), tmp_path / "templates")
    monkeypatch.setattr(resources, "folder", lambda name: tmp_path / name)
    return copy


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def aged(path: Path, text: str) -> Path:
    """The file with this text, as if it had been written a while ago."""
    path.write_text(text, "utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    return path


def test_a_changed_theme_file_is_seen(tmp_path: Path) -> None:
    path = aged(tmp_path / "ours.yaml", 'tokens: {stage: "#111111"}\n')
    before = load_theme(str(path))
    assert load_theme(str(path)) is before
    path.write_text('tokens: {stage: "#222222"}\n', "utf-8")
    assert load_theme(str(path)).tokens["stage"] == "#222222"


def test_a_change_of_the_theme_that_one_extends_is_seen(tmp_path: Path, copied: Path) -> None:
    parent = copied / "themes/night.yaml"  # a name that no other test has loaded from elsewhere
    aged(parent, (copied / "themes/dark.yaml").read_text("utf-8"))
    path = aged(tmp_path / "ours.yaml", "extends: night\n")
    before = load_theme(str(path)).tokens["paper"]
    change(parent, before, "#0A0B0C")
    assert load_theme(str(path)).tokens["paper"] == "#0A0B0C"


def test_changed_words_are_seen_and_a_new_language_too(copied: Path) -> None:
    words = resources.cached_until_changed(load_words.__wrapped__)  # another test may have loaded those from elsewhere
    aged(copied / "locales/en.yaml", (copied / "locales/en.yaml").read_text("utf-8"))
    before = words("en-GB")
    assert words("en-GB") is before
    change(copied / "locales/en.yaml", before["stages"], "Legs of it")
    assert words("en-GB")["stages"] == "Legs of it"
    (copied / "locales/en-GB.yaml").write_text(
        (copied / "locales/en.yaml").read_text("utf-8").replace("Legs of it", "Bits"), "utf-8"
    )
    assert words("en-GB")["stages"] == "Bits"


def test_users_templates_are_seen_when_they_change_come_and_go(tmp_path: Path) -> None:
    plan = tmp_path / "plan.j2.md"

    def file() -> str | None:
        return environment(tmp_path).get_template("plan.j2.md").filename

    built_in = file()
    plan.write_text("One", "utf-8")
    assert environment(tmp_path).get_template("plan.j2.md").render() == "One"
    plan.write_text("Another", "utf-8")
    assert environment(tmp_path).get_template("plan.j2.md").render() == "Another"
    plan.unlink()
    assert file() == built_in


def test_a_changed_built_in_template_is_seen(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journeymap.render.environment._built_in", cache(_built_in.__wrapped__))
    path = aged(copied / "guide.j2.md", "One")
    assert environment().get_template("guide.j2.md").render() == "One"
    path.write_text("Another", "utf-8")
    assert environment().get_template("guide.j2.md").render() == "Another"
    assert environment() is environment()


def test_what_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    reads: list[str] = []

    def read(name: str) -> tuple[str, list[Path]]:
        reads.append(name)
        return (tmp_path / name).read_text("utf-8"), [tmp_path / name]

    text: Callable[[str], str] = resources.cached_until_changed(read)
    aged(tmp_path / "a", "one")
    assert (text("a"), text("a"), reads) == ("one", "one", ["a"])
    (tmp_path / "a").write_text("two", "utf-8")
    assert (text("a"), reads) == ("two", ["a", "a"])
    assert (text("a"), reads) == ("two", ["a", "a", "a"]), "it may have changed again within the tick of the clock"

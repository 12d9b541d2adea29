"""What built-in files say is read in one run for all, and again as soon as a file or what reads it is another."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from journeymap.io import resources
from journeymap.io.kept import KeptValue
from journeymap.io.owned import owned_folder
from journeymap.source import built_in, loader
from journeymap.source.built_in import built_in_texts
from journeymap.style import theme, word_files
from journeymap.style.theme import load_theme

LONG_AGO = 1_000_000_000


@pytest.fixture(autouse=True)
def _caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder for caches, which is written to."""
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read as YAML from now on."""
    names: list[str] = []

    def load(data: bytes, name: str) -> loader.Loaded:
        names.append(Path(name).name)
        return original(data, name)

    original = loader.load
    monkeypatch.setattr(loader, "load", load)
    monkeypatch.setattr(theme, "load", load)
    return names


def _source(folder: Path, text: str = "words: {one: eins}\n") -> Path:
    """A file that was written long ago."""
    path = folder / "de.yaml"
    path.write_text(text, "utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_a_file_is_read_in_the_first_run_alone(tmp_path: Path, read: list[str]) -> None:
    path = _source(tmp_path, 'words: {one: "1", none: ~}\nquotes: [«, »]\nlocale: de\n')
    said = {"words": {"one": "1", "none": "~"}, "quotes": ["«", "»"], "locale": "de"}
    assert [built_in_texts(path), built_in_texts(path)] == [said, said]
    assert read == ["de.yaml"]


def test_a_changed_file_is_read_again(tmp_path: Path, read: list[str]) -> None:
    assert built_in_texts(_source(tmp_path)) == {"words": {"one": "eins"}}
    assert built_in_texts(_source(tmp_path, "words: {one: zwei}\n")) == {"words": {"one": "zwei"}}  # as long and as old
    assert read == ["de.yaml"] * 2


def test_a_file_that_has_just_changed_is_not_kept(tmp_path: Path, read: list[str]) -> None:
    path = _source(tmp_path)
    ahead = time.time() + 3600
    os.utime(path, (ahead, ahead))
    assert built_in_texts(path) == built_in_texts(path)
    assert read == ["de.yaml"] * 2
    assert not owned_folder().exists()


def test_a_change_while_the_value_is_made_is_seen(tmp_path: Path) -> None:
    """The stamps are those from before the file was read."""
    kept = KeptValue("texts", "x", [_source(tmp_path)])
    _source(tmp_path, "words: {one: zwei}\n")
    kept.write("of the old text")
    assert KeptValue("texts", "x", [tmp_path / "de.yaml"]).read() is None


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        built_in_texts(_source(tmp_path / name, f"is: {name}\n"))
    assert [built_in_texts(tmp_path / name / "de.yaml")["is"] for name in ("one", "two")] == ["one", "two"]
    assert len(list(owned_folder().iterdir())) == 2


def test_another_reader_reads_again(tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    path, reader = _source(tmp_path), tmp_path / "reader.py"
    monkeypatch.setattr(built_in, "READERS", (reader,))
    for text in ("one", "another"):
        reader.write_text(text, "utf-8")
        os.utime(reader, (LONG_AGO, LONG_AGO))
        for _ in range(2):
            built_in_texts(path)
    assert read == ["de.yaml"] * 2


def test_what_is_damaged_is_read_again(tmp_path: Path, read: list[str]) -> None:
    path = _source(tmp_path)
    built_in_texts(path)
    (kept,) = owned_folder().iterdir()
    whole = kept.read_bytes()
    for damaged in (whole[:-1], whole[:2], b"", whole[:20] + bytes(len(whole) - 20), whole[:20] + b"x" + whole[21:]):
        kept.write_bytes(damaged)
        assert built_in_texts(path) == {"words": {"one": "eins"}}
    assert len(read) == 6


def test_nothing_is_kept_where_no_bytecode_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert built_in_texts(_source(tmp_path)) == {"words": {"one": "eins"}}
    assert not owned_folder().exists()


def test_words_are_kept_and_those_of_users_are_not(tmp_path: Path, read: list[str]) -> None:
    own = tmp_path / "own"
    (own / "locales").mkdir(parents=True)
    shutil.copy(resources.templates() / "locales" / "sv.yaml", own / "locales")
    uncached = word_files._read.__wrapped__  # type: ignore[attr-defined]
    built, paths = uncached(resources.templates() / "locales" / "sv.yaml")
    assert uncached(resources.templates() / "locales" / "sv.yaml") == (built, paths)
    assert read == ["sv.yaml"]
    files = len(list(owned_folder().iterdir()))
    assert uncached(own / "locales" / "sv.yaml", is_own=True)[0] == built
    assert len(list(owned_folder().iterdir())) == files


@pytest.mark.parametrize("name", ["default", "contrast", "print", "editorial"])
def test_a_theme_is_the_same_again(name: str, read: list[str]) -> None:
    uncached = load_theme.__wrapped__  # type: ignore[attr-defined]
    first, again = uncached(name), uncached(name)
    assert first == again
    assert type(again[0].drawing) is type(first[0].drawing)
    assert again[0].drawing == first[0].drawing
    has_fonts = bool(first[0].type.files)
    assert read == [f"{name}.yaml"] * (2 if has_fonts else 1)  # fonts may have gone meanwhile
    assert has_fonts == (name == "editorial")

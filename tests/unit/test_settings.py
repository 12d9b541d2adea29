"""Settings: where they come from, and what is said when they are wrong."""

import datetime as dt
import os
import re
from pathlib import Path

import pytest

from journeymap.configuration import read_configuration, read_configuration_file
from journeymap.diagnostics import Severity
from journeymap.errors import UserError
from journeymap.settings import reference_day


def test_the_nearest_file_is_read_and_its_paths_stand_beside_it(tmp_path: Path) -> None:
    (tmp_path / "journeymap.toml").write_text(
        'select = ["JM3"]\nignore = "JM4"\nstrict = true\ntheme = "our.yaml"\ntemplates = "t"\n'
        'format = ["svg"]\nseverity = { JM301 = "off", JM302 = "error" }\n'
    )
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert read_configuration(below) == {
        "select": ("JM3",),
        "ignore": ("JM4",),
        "strict": True,
        "theme": str(tmp_path / "our.yaml"),
        "templates": tmp_path / "t",
        "formats": ("svg",),
        "severity": {"JM301": None, "JM302": Severity.ERROR},
    }
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.journeymap]\ntheme = 'dark'\n")
    assert read_configuration(below) == {"theme": "dark"}


@pytest.mark.parametrize(
    "text",
    [
        "[tool.journeymap]\ntheme = 'dark'",
        "[ tool . \"journeymap\" ]\ntheme = 'dark'",
        "['tool'.journeymap]\ntheme = 'dark'",
        "[tool]\njourneymap.theme = 'dark'",
        "[tool]\njourneymap = { theme = 'dark' }",
        "x = 1\ntool.journeymap.theme = 'dark'",
        "  tool = { journeymap = { theme = 'dark' } }",
        '["t\\u006fol".journeymap]\ntheme = "dark"',
        "[project]\nname = 'x'\n[tool.x]\ny = 1\n\n\t[tool.journeymap]\ntheme = 'dark'",
    ],
)
def test_the_table_is_found_however_it_is_written(tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text)
    assert read_configuration(tmp_path) == {"theme": "dark"}


def test_a_file_of_other_programs_is_none_of_our_business(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'journeymap'\n[tool.x]\nbroken = ")
    assert read_configuration(tmp_path) == {}
    with pytest.raises(UserError, match=re.escape("there is no `[tool.journeymap]` in it")):
        read_configuration_file(tmp_path / "pyproject.toml")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("stric = true", "there is no setting `stric`", "did you mean `strict`?"),
        ("strict = 1", "`strict` is neither true nor false", ""),
        ("select = [1]", "`select` is not a list of texts", 'write ["JM301", "JM4"], say'),
        ("severity = { JM301 = 'grave' }", "`severity`, JM301: 'grave' is not a severity", "choose one of off"),
        ("theme = 3", "`theme` is not a text", ""),
        ("strict = ", "not valid TOML", ""),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, message: str, hint: str) -> None:
    path = tmp_path / "journeymap.toml"
    path.write_text(text)
    with pytest.raises(UserError) as caught:
        read_configuration(tmp_path)
    assert caught.value.message.startswith(f"{path}: ")
    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no devices, nor pipes with names")
@pytest.mark.parametrize("kind", ["a link to nowhere", "a device", "a pipe"])
def test_settings_that_are_no_file_are_not_passed_over(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "journeymap.toml"
    if kind == "a pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("gone.toml" if kind == "a link to nowhere" else os.devnull)
    with pytest.raises(UserError, match=r"journeymap\.toml: (No such file|it is not a regular file)"):
        read_configuration(tmp_path)


def test_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86399")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert reference_day(None) == dt.date(1970, 1, 1)
    assert reference_day("2026-11-21") == dt.date(2026, 11, 21)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(UserError, match="SOURCE_DATE_EPOCH"):
        reference_day(None)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert reference_day(None) == dt.date.today()  # noqa: DTZ011

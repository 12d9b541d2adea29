"""Where in the file stands what is clicked on, and how editors are asked for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from previews import journey

from journeymap.errors import UserError
from journeymap.model import read_journey
from journeymap.serve import editors
from journeymap.serve.editors import EDITORS, editor_named, open_in
from journeymap.serve.places import place_at, place_of
from journeymap.source import load


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        ({"touchpoint": "pay"}, "- id: pay"),
        ({"touchpoint": "pay", "lane": "doing"}, "doing: Queues"),
        ({"touchpoint": "pay", "lane": "feeling"}, "emotions: [{persona: mia, score: -1}, {persona: tom, score: 0}]"),
        ({"touchpoint": "pay", "lane": "goal"}, "- id: pay"),
        ({"touchpoint": "pay", "lane": "funnel"}, "- id: pay"),
        ({"touchpoint": "pay", "stage": "visit", "action": "till"}, "actions: [{id: till, title: A second till,"),
        ({"stage": "after"}, "- id: after"),
        ({"persona": "tom"}, "personas: [{id: mia, name: Mia}, {id: tom, name: Tom}]"),
        ({"touchpoint": "gone", "stage": "visit"}, "- id: visit"),
        ({"touchpoint": "gone"}, None),
        ({}, None),
    ],
)
def test_a_thing_on_the_map_has_its_line(marks: dict[str, str], text: str | None) -> None:
    loaded = load(journey().encode(), "shop.journey.yaml")
    assert loaded.tree is not None
    read, _ = read_journey(loaded.tree)
    assert read is not None
    place = place_of(read, loaded.source, marks)
    assert (None if place is None else place.text[: len(text or "")]) == text
    if place is not None:
        assert loaded.source.line(place.line).strip() == place.text


def test_a_line_that_is_not_there_has_no_place() -> None:
    source = load(b"a: 1\nb: 2\n", "x").source
    assert place_at(source, 2, 0) == (2, 1, "b: 2")
    assert place_at(source, 0, 1) is place_at(source, 9, 1) is None
    assert place_at(load(b"a: 1\nb: 2", "x").source, 2, 1) == (2, 1, "b: 2")


FILE = Path("/work folder/a%b.journey.yaml")


@pytest.mark.parametrize("name", [each for each in EDITORS if each != "sublime"])
def test_an_editor_that_is_not_installed_has_an_address(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(editors.shutil, "which", lambda _: None)
    address = open_in(editor_named(name), FILE, 12, 3)
    assert address.partition(":")[0] == name
    assert "/work%20folder/a%25b.journey.yaml" in address and "12" in address


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    editor = editor_named("my://open?file={file}&line={line}")
    assert open_in(editor, Path("/{line}"), 1, 2) == "my://open?file=/%7Bline%7D&line=1"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("code", "there is no 'code'"),
        ("no-such-program-here {file}", "there is no program 'no-such-program-here'"),
        ("x 'y {file}", "cannot be read"),
        ("sublime", "there is no program `subl`"),
    ],
)
def test_what_is_no_editor_is_told(monkeypatch: pytest.MonkeyPatch, said: str, message: str) -> None:
    monkeypatch.setattr(editors.shutil, "which", lambda _: None)
    with pytest.raises(UserError, match=message) as error:
        editor_named(said)
    assert error.value.hint

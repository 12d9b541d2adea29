"""What the paper asks comes back: every place to write has a lane and a column of the form, and a field of the file."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import Any

import openpyxl
import pytest

from journeymap.layout import Scene
from journeymap.layout.scene import Group
from journeymap.model import Journey, read_journey
from journeymap.source import load
from journeymap.source.splice import splice
from journeymap.source.tree import to_json
from journeymap.style.locale import load_words
from journeymap.workshop.asks import ASKS, OWN, lanes_beside
from journeymap.workshop.capture.notes import read_notes
from journeymap.workshop.capture.read_back import capture
from journeymap.workshop.columns import COLUMNS, headings
from journeymap.workshop.grid import Grid
from journeymap.workshop.kit.canvas import draw_canvas
from journeymap.workshop.kit.cards import draw_cards
from journeymap.workshop.kit.forms import capture_xlsx
from journeymap.workshop.kit.paper import frame_for
from journeymap.workshop.kit.sheet import MillimetreCanvas
from journeymap.workshop.kit.true_sizes import NoteSize

FILE = """\
journeymap: 1
id: shop
title: A visit
language: {language}
lanes: [gains]
personas: [{{id: mia, name: Mia}}, {{id: bo, name: Bo}}]
stages:
  - id: visit
    name: Visit
    touchpoints:
      - {{id: enter, name: Enters}}
      - {{id: pay, name: Pays}}
custom: [{{id: smells, name: Smells}}]
"""
LANGUAGES = ("en", "he", "fa", "ar")
SAID: dict[str, tuple[str, Any]] = {
    "text": ("Said on the wall", "Said on the wall"),
    "persona": ("Bo", "bo"),
    "score": ("-1.5", -1.5),
    "votes": ("3", 3),
    "severity": ("4", 4),
    "moment": ("x", True),
    "owner": ("Dana Levi", "dana-levi"),
    "due": ("2027-01-31", "2027-01-31"),
    "impact": ("5", 5),
    "effort": ("2", 2),
    "measure": ("Complaints", "Complaints"),
}


def journey_of(data: bytes) -> Journey:
    tree = load(data, "x").tree
    assert tree is not None
    journey, findings = read_journey(tree)
    assert journey is not None and not findings, findings
    return journey


def asked(scenes: Iterable[Scene]) -> Iterator[tuple[str, str]]:
    for scene in scenes:
        for element in scene.elements():
            if isinstance(element, Group) and element.kind == "ask":
                yield element.data["lane"], element.data["column"]


def test_all_that_canvas_and_cards_ask_is_in_the_table_and_the_other_way_round() -> None:
    journey = journey_of(FILE.format(language="en").encode())
    words = load_words("en")
    grid = Grid.of(journey, words)
    canvas = draw_canvas(journey, frame_for(journey, grid, NoteSize()), words)
    found = set(asked([canvas, *(page.scene for page in draw_cards(journey, grid, words))]))
    in_words = {("feeling", "text"), ("owners", "text")}  # a word on the curve; the name of an owner on any card
    whose = {each for each in ASKS if each[1] == "persona"}
    assert found == set(ASKS) - in_words - whose


def values(data: Any, keys: list[str]) -> Iterator[Any]:
    """All that stands under a path of keys, through lists, and mappings of touchpoints."""
    if isinstance(data, list):
        for item in data:
            yield from values(item, keys)
    elif not keys:
        yield from data.values() if isinstance(data, dict) else [data]
    elif isinstance(data, dict) and keys[0] in data:
        yield from values(data[keys[0]], keys[1:])
    elif isinstance(data, str) and keys == ["text"]:
        yield data


def row_for(lane: str, column: str, language: str) -> dict[str, str]:
    """The cells of a row that says one thing in one lane, as a person would fill it in."""
    words = load_words(language)
    grid = Grid.of(journey_of(FILE.format(language=language).encode()), words)
    on_wall = {each.name if not each.custom else OWN: each for each in grid.lanes}
    cells = {"text": "Said on the wall"} if column != "score" else {}
    if lane in on_wall:
        cells["ref"] = f"A{on_wall[lane].number}.1"
    else:
        cells["lane"] = next(each.title for each in lanes_beside(words) if each.name == lane)
    if lane in ("feeling", "quote", "goals", "needs", "frustrations"):
        cells["persona"] = "Mia"
    if lane == "date":
        return {**cells, "text": "2027-01-31"}
    return {**cells, column: SAID[column][0]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("lane", "column"), ASKS)
def test_what_is_asked_comes_back(lane: str, column: str, language: str) -> None:
    """Through the workbook, into the file, into the field that the table names; and a second time nothing changes."""
    data = FILE.format(language=language).encode()
    journey, words = journey_of(data), load_words(language)
    book = openpyxl.load_workbook(io.BytesIO(capture_xlsx(journey, words, dt.date(2026, 11, 21))))
    sheet = book.worksheets[0]
    row = sheet.max_row + 1
    for index, each in enumerate(COLUMNS, 1):
        if value := row_for(lane, column, language).get(each.name):
            sheet.cell(row, index, value)
    file = io.BytesIO()
    book.save(file)
    notes = read_notes(file.getvalue(), "wall.xlsx", words)
    back = capture(notes, journey, words)
    assert back.unplaced == ()
    assert [each for each in back.remarks if "left out" in each] == []
    after = splice(data, "x", back.edits)
    there = list(values(to_json(load(after, "x").tree), ASKS[lane, column].split(".")))  # type: ignore[arg-type]
    said = SAID[column][1]
    if lane in ("date", "names", "facilitator", "team"):
        (line,) = there
        assert line.startswith(words["workshop"]) and ("Said on the wall" in line or "2027" in line or lane == "date")
    elif (column, lane) == ("persona", "quote") or (column == "persona" and lane in ("goals", "needs", "frustrations")):
        assert any(
            person.get("id") == "bo" and len(person) > 2 for person in to_json(load(after, "x").tree)["personas"]
        )  # type: ignore
    else:
        assert said in there
    again = capture(notes, journey_of(after), words)
    assert (again.edits, again.unplaced) == ((), ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lanes_beside_the_wall_are_told_apart(language: str) -> None:
    words = load_words(language)
    grid = Grid.of(journey_of(FILE.format(language=language).encode()), words)
    titles = [lane.title.casefold() for lane in (*grid.lanes, *lanes_beside(words))]
    assert len(titles) == len(set(titles))
    assert len(headings(words)) == len(COLUMNS)


def test_a_new_ask_that_has_no_way_back_cannot_be_drawn() -> None:
    with pytest.raises(KeyError):
        MillimetreCanvas(10, 10, rtl=False).asking("pains", "colour")

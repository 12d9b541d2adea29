"""A journey is exported as a workbook, and imported from it as the same journey, with what a person has changed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from journey_trees import journeys, same, tree_of
from journeys import made_up

from journeymap.errors import UserError
from journeymap.exchange.export.request import JourneyToExport
from journeymap.exchange.export.xlsx import export
from journeymap.exchange.importing.draft import Imported
from journeymap.exchange.importing.reading import read_foreign
from journeymap.exchange.importing.writing import text_of
from journeymap.exchange.sheets.flatten import flatten
from journeymap.exchange.sheets.from_grid import put_grid
from journeymap.exchange.sheets.grid import take_grid
from journeymap.exchange.sheets.restore import restore
from journeymap.exchange.sheets.tables import VALUE, all_tables
from journeymap.io import resources
from journeymap.model import Journey, read_journey
from journeymap.settings import Settings
from journeymap.source import Mapping, load
from journeymap.source.tree import to_json

SETTINGS = Settings(today=dt.date(2026, 11, 26))
ROOT = Path(__file__).parents[2]
EVERY_FIELD = ROOT / "tests/golden/diff/before.journey.yaml"
FOUND = [Phase.explicit, Phase.reuse, Phase.generate]
"""No smaller example is looked for: of journeys this takes minutes."""
FILES = [*sorted(resources.samples().glob("*.journey.yaml")), EVERY_FIELD]


def tree_at(path: Path) -> Mapping:
    tree = load(path.read_bytes(), path.name).tree
    assert isinstance(tree, Mapping)
    return tree


def workbook_of(tree: Mapping) -> bytes:
    journey, _ = read_journey(tree)
    assert journey is not None
    return export(JourneyToExport(journey=journey, settings=SETTINGS)).data


def data_of(imported: Imported) -> object:
    """What the file has that is written of a draft."""
    tree = load(text_of(imported.journey, "made-up.journey.yaml").encode(), "made-up").tree
    assert tree is not None
    return to_json(tree)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.partition(".")[0])
def test_a_journey_comes_back_as_it_is(path: Path) -> None:
    tree = tree_at(path)
    imported = read_foreign(workbook_of(tree), "journey.xlsx")
    assert same(data_of(imported), to_json(tree))
    assert imported.remarks == imported.unplaced == []


@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_large_journeys_come_back_as_they_are(language: str) -> None:
    data = made_up(7, language=language, stages=6, touchpoints=40, personas=4, longest=300)
    assert same(data_of(read_foreign(workbook_of(tree_of(data)), "journey.xlsx")), data)


@settings(phases=FOUND)
@given(journeys())
def test_any_journey_is_the_same_as_its_tables_and_grid(data: dict[str, Any]) -> None:
    tables = flatten(tree_of(data))
    grid = take_grid(tables)
    told: list[object] = []
    put_grid({row.key: [*map(str, row.cells)] for row in grid.rows}, tables, lambda *texts: told.append(texts))
    assert same(restore(tables, lambda *texts: told.append(texts)), data)
    assert told == []


@settings(max_examples=12, phases=FOUND)
@given(journeys())
def test_any_journey_is_the_same_after_the_bytes_of_a_workbook(data: dict[str, Any]) -> None:
    head = {"journeymap": 1, "id": "made-up", "title": "Made up", "language": "en", "emotion_scale": [-2, 2]}
    imported = read_foreign(workbook_of(tree_of(data | head)), "journey.xlsx")
    assert same(imported.journey, data | head)
    assert imported.remarks == []
    assert same(data_of(imported), data | head)


def test_every_field_has_a_cell() -> None:
    """What has none would be kept as JSON, which a person cannot well change."""
    kept = flatten(tree_at(EVERY_FIELD)).kept
    assert [part for part in kept if part.form == VALUE] == []


def test_columns_are_told_apart() -> None:
    for table in all_tables().values():
        assert len({*table.columns}) == len(table.columns), table.name
        assert not {"of", "stage"}.intersection(table.columns), table.name
        assert len(table.name) <= 31, "a sheet has no longer name"
        assert table.is_of_steps or len(table.holders) <= 1, "`of` says no more than one table"
        assert not (table.is_of_steps and "touchpoint" in table.columns), table.name


def test_the_same_journey_gives_the_same_bytes() -> None:
    assert workbook_of(tree_at(FILES[0])) == workbook_of(tree_at(FILES[0]))


@pytest.mark.parametrize(
    ("name", "rtl"), [("online-clothing-shop", False), ("home-loan-fa", True), ("book-shop-he", True)]
)
def test_the_first_sheet_is_a_grid_that_a_person_can_read(name: str, rtl: bool) -> None:
    tree = tree_at(resources.samples() / f"{name}.journey.yaml")
    journey, _ = read_journey(tree)
    assert journey is not None
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(tree)))
    grid = book.worksheets[0]
    assert bool(grid.sheet_view.rightToLeft) is rtl
    assert [bool(sheet.sheet_view.rightToLeft) for sheet in book] == [rtl] * len(book.worksheets)
    assert grid["C1"].value == journey.title
    assert [cell.value for cell in grid[4][2:]] == [step.name for step in journey.touchpoints]
    merged = sorted(each.coord for each in grid.merged_cells.ranges if each.min_row == 2)
    widths = [len(stage.touchpoints) for stage in journey.stages]
    assert len(merged) == sum(width > 1 for width in widths)
    assert {cell.value for cell in grid[2][2:]} - {None} == {stage.name for stage in journey.stages}


SHOP = {
    "journeymap": 1,
    "id": "coat",
    "title": "A coat",
    "personas": [{"id": "maya", "name": "Maya"}, {"id": "tom", "name": "Tom"}],
    "stages": [
        {
            "id": "buys",
            "name": "Buys",
            "goal": "A coat",
            "touchpoints": [
                {
                    "id": "looks",
                    "name": "Looks",
                    "doing": ["Looks", "Asks"],
                    "emotions": [
                        {"persona": "maya", "score": 1, "evidence": "observed"},
                        {"persona": "tom", "score": 0.5},
                    ],
                    "pains": [{"id": "dear", "text": "Too dear", "severity": 4}, "Too far"],
                    "metrics": {"nps": {"value": 41, "n": 300}},
                },
                {"id": "pays", "name": "Pays", "x-note": {"a": [1]}},
            ],
        }
    ],
}


def changed(change: Callable[[Any], None], data: dict[str, Any] = SHOP) -> Imported:
    """What is imported of the workbook after a change of it."""
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(tree_of(data))))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return read_foreign(file.getvalue(), "coat.xlsx")


def cell(sheet: Any, key: str, column: int) -> Any:
    """The cell of a row of the grid, by its key."""
    return next(row[column + 2] for row in sheet.iter_rows() if row[1].value == key)


def first_step(imported: Imported) -> dict[str, Any]:
    step: dict[str, Any] = imported.journey["stages"][0]["touchpoints"][0]
    return step


def test_what_a_person_changes_in_the_grid_is_imported() -> None:
    def change(book: Any) -> None:
        grid = book["map"]
        for key, column, value in (
            ("title", 0, "A warm coat"),
            ("touchpoint", 1, "Pays at the till"),
            ("stage/goal", 0, "To be warm"),
            ("doing", 0, "Looks\nAsks a friend\nWaits"),
            ("emotions/maya", 0, -1.5),
            ("emotions/tom", 1, 2),
            ("pains", 0, "Too dear for me\nToo far"),
            ("metrics/nps", 0, 44),
        ):
            cell(grid, key, column).value = value

    imported = changed(change)
    journey = imported.journey
    step = first_step(imported)
    assert journey["title"] == "A warm coat"
    assert journey["stages"][0]["goal"] == "To be warm"
    assert journey["stages"][0]["touchpoints"][1] == {
        "id": "pays", "name": "Pays at the till", "x-note": {"a": [1]}, "emotions": [{"persona": "tom", "score": 2}],
    }  # fmt: skip
    assert step["doing"] == ["Looks", "Asks a friend", "Waits"]
    assert step["emotions"] == [
        {"persona": "maya", "score": -1.5, "evidence": "observed"},
        {"persona": "tom", "score": 0.5},
    ]
    assert step["pains"] == [{"id": "dear", "text": "Too dear for me", "severity": 4}, "Too far"]
    assert step["metrics"] == {"nps": {"value": 44, "n": 300}}
    assert [each.text for each in imported.remarks] == ['"Too dear" is "Too dear for me" now, as the grid says']


def test_lines_that_are_moved_added_and_gone_keep_what_is_told_of_the_others() -> None:
    imported = changed(lambda book: setattr(cell(book["map"], "pains", 0), "value", "Too loud\nToo far\nToo dear"))
    assert first_step(imported)["pains"][2] == {"id": "dear", "text": "Too dear", "severity": 4} or imported.remarks
    imported = changed(lambda book: setattr(cell(book["map"], "pains", 0), "value", "Too far"))
    assert first_step(imported)["pains"] == "Too far"
    assert [each.text for each in imported.remarks] == ['"Too dear" is not in the grid; it is left out']


def test_a_new_column_is_a_new_step() -> None:
    def change(book: Any) -> None:
        grid = book["map"]
        cell(grid, "touchpoint", 1).offset(0, 1).value = "Goes home"
        cell(grid, "doing", 1).offset(0, 1).value = "Walks"

    steps = changed(change).journey["stages"][0]["touchpoints"]
    assert steps[2] == {"id": "goes-home", "name": "Goes home", "doing": "Walks"}


def test_a_step_that_is_gone_takes_what_is_told_of_it_along_with_a_word() -> None:
    def change(book: Any) -> None:
        for row in book["map"].iter_rows(min_row=4):
            row[2].value = row[2].value if row[1].value.startswith("stage/") else None

    imported = changed(change)
    assert [step["id"] for step in imported.journey["stages"][0]["touchpoints"]] == ["pays"]
    assert any('there is no "looks"' in each.text and "Too dear" in each.text for each in imported.remarks)
    imported = changed(lambda book: book["map"].delete_cols(4))
    told = [(each.at, each.text) for each in imported.remarks]
    assert told == [
        (
            '"/stages/buys/touchpoints/pays/x-note" of the file',
            'there is no /stages/buys/touchpoints/pays; {"a": [1]} is left out',
        )
    ]


def test_what_is_changed_in_a_table_is_imported() -> None:
    def change(book: Any) -> None:
        pains = book["pains"]
        keys = [cell.value for cell in pains[2]]
        pains.cell(3, keys.index("severity") + 1).value = 2
        pains.cell(2, len(keys) + 1).value = "evidence"
        pains.cell(3, len(keys) + 1).value = "measured"
        book["personas"].cell(3, 2).value = "Maya Levi"

    imported = changed(change)
    assert first_step(imported)["pains"][0] == {"id": "dear", "text": "Too dear", "severity": 2, "evidence": "measured"}
    assert imported.journey["personas"][0]["name"] == "Maya Levi"
    assert imported.remarks == []


def test_what_no_table_knows_is_told() -> None:
    def change(book: Any) -> None:
        book.create_sheet("Notes")["A1"] = "Ask Noa"
        book["pains"].cell(2, 9).value = "colour"
        book["pains"].cell(3, 9).value = "red"
        grid = book["map"]
        grid.append(["Weather", "weather", "Rain"])
        grid.append(["Nobody knows", None, "Sun"])

    told = [f"{each.at}: {each.text}" for each in changed(change).remarks]
    assert told == [
        'sheet "pains", cell I2: no field is called "colour"; the column is left out',
        'sheet "Notes": no table is called so; it is left out',
        "row 13 of the grid: it has no key in column B, as `doing`; it is left out",
        'row "weather" of the grid: no field is called so; it is left out',
    ]


def test_no_text_is_a_formula() -> None:
    data = SHOP | {"title": "=1+1", "goal": "@now", "tags": ["-x", "+y"]}
    file = workbook_of(tree_of(data))
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(file)) for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert not any(str(cell.value)[:1] in "=@+-" for cell in cells if cell.data_type == "s")
    assert same(read_foreign(file, "coat.xlsx").journey, data)


def test_what_is_larger_than_a_workbook_is_refused() -> None:
    with pytest.raises(UserError, match="longer than a cell"):
        workbook_of(tree_of(SHOP | {"goal": "long " * 8_000}))
    steps = [{"id": f"s{number}", "name": "S"} for number in range(255)]
    with pytest.raises(UserError, match="too large for a workbook"):
        workbook_of(tree_of(SHOP | {"stages": [{"id": "a", "name": "A", "touchpoints": steps}]}))


def test_two_steps_of_one_id_are_refused() -> None:
    steps = [{"id": "pays", "name": name} for name in "AB"]
    with pytest.raises(UserError, match="two of its touchpoints have one id"):
        workbook_of(tree_of(SHOP | {"stages": [{"id": "a", "name": "A", "touchpoints": steps}]}))


def test_another_workbook_is_no_exported_one() -> None:
    book = openpyxl.Workbook()
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(UserError):
        read_foreign(file.getvalue(), "other.xlsx")


def test_a_language_that_is_named_takes_the_place_of_its_own() -> None:
    assert read_foreign(workbook_of(tree_of(SHOP)), "coat.xlsx", "he").journey["language"] == "he"


def test_a_journey_is_read_back_without_an_error() -> None:
    imported = read_foreign(workbook_of(tree_of(SHOP)), "coat.xlsx")
    tree = load(text_of(imported.journey, "coat.journey.yaml").encode(), "coat").tree
    assert tree is not None
    journey, findings = read_journey(tree)
    assert isinstance(journey, Journey) and findings == ()

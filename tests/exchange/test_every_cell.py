"""Every cell of a table that is not in the journey file is in the crosswalk: cells are counted in, and out."""

from __future__ import annotations

import datetime as dt

from grids import LABELS, MadeGrid, made_grids
from hypothesis import example, given
from hypothesis import strategies as st

from journeymap.errors import UserError
from journeymap.exchange.importing.draft import Imported
from journeymap.exchange.importing.reading import read_foreign
from journeymap.exchange.importing.tables.crosswalk import crosswalk_text, read_crosswalk
from journeymap.exchange.importing.writing import text_of
from journeymap.io.sheets import cell_name
from journeymap.pipeline.check import check
from journeymap.settings import Settings

SETTINGS = Settings(today=dt.date(2026, 11, 26))


def counted(grid: MadeGrid, imported: Imported) -> list[str]:
    """The cells that are neither in the file nor in the crosswalk."""
    assert imported.crosswalk is not None
    text = text_of(imported.journey, "made.journey.yaml")
    lost = []
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            if not cell.strip() or cell_name(row, column) in {
                **imported.crosswalk.ignored,
                **imported.crosswalk.headings,
            }:
                continue
            items = grid.items.get((row, column), [])
            items = items or [cell] * (cell == LABELS[grid.language]["custom"])
            in_file = bool(items) and all(_stands(item, text) for item in items)
            in_crosswalk = cell in imported.crosswalk.lanes
            if not (in_file or in_crosswalk or cell in ("1", "2", "3", "4", "5")):
                lost.append(f"{cell_name(row, column)}: {cell}")
    return lost


def _stands(item: str, text: str) -> bool:
    """Whether an item is in a text, and not as the beginning of one with a longer number."""
    return any(not rest[:1].isdigit() for rest in text.split(item)[1:])


@given(made_grids(), st.booleans(), st.booleans(), st.sampled_from(["csv", "xlsx", "markdown"]))
def test_each_cell_is_in_the_file_or_in_the_crosswalk(grid: MadeGrid, down: bool, title: bool, kind: str) -> None:
    grid = grid.turned() if down else grid
    grid = grid.titled("Journey of all cells") if title and kind != "markdown" else grid
    data: bytes = getattr(grid, kind)()
    imported = read_foreign(data, f"made.{'md' if kind == 'markdown' else kind}", grid.language)
    assert counted(grid, imported) == []
    assert imported.crosswalk is not None
    known = {label: meaning for meaning, label in LABELS[grid.language].items()}
    assert imported.crosswalk.lanes == {key: known[key] for key in imported.crosswalk.lanes}
    checked = check(text_of(imported.journey, "made.journey.yaml").encode(), "made.journey.yaml", SETTINGS)
    assert [each for each in checked.diagnostics if each.severity.name == "ERROR"] == []
    assert checked.journey is not None
    assert sorted(felt.known_score for part in checked.journey.parts for felt in part.emotions) == sorted(grid.scores)


@given(made_grids(), st.booleans())
def test_the_crosswalk_of_an_import_leads_to_the_same_journey_again(grid: MadeGrid, down: bool) -> None:
    grid = grid.turned() if down else grid
    first = read_foreign(grid.csv(), "made.csv")
    assert first.crosswalk is not None
    written = crosswalk_text(first.crosswalk, "made.csv")
    told = read_crosswalk(written.encode(), "map.yaml")
    assert told == first.crosswalk
    again = read_foreign(grid.csv(), "made.csv", crosswalk=told)
    assert text_of(again.journey, "a.yaml") == text_of(first.journey, "a.yaml")
    assert again.crosswalk == first.crosswalk
    assert not [each for each in again.remarks if each.at == "crosswalk"], "all that it says is in the table"


CELLS = st.one_of(
    st.sampled_from(
        [*LABELS["en"].values(), *LABELS["he"].values(), "Stage", "Step", "Persona: Mo", "=1+1", "😟 3", "2/5"]
    ),
    st.text(max_size=8),
    st.sampled_from(
        ["", "a; b", "- x\n- y", "#", "null", "yes", "a: b", "'quoted", "\u202ea", "exit", "12:30", "1e9", "x,y"]
    ),
)


@example([["User goals", "What they do", "0", "0"], ["User goals", "What they do", "User goals"]], "a.csv")
@given(st.lists(st.lists(CELLS, max_size=5), max_size=7), st.sampled_from(["a.csv", "a.md"]))
def test_any_table_is_a_journey_or_refused_and_its_crosswalk_is_read_again(rows: list[list[str]], name: str) -> None:
    width = max(map(len, rows), default=0)
    made = MadeGrid("en", [[*row, *[""] * (width - len(row))] for row in rows or [[""]]])
    data = made.csv() if name == "a.csv" else made.markdown()
    try:
        imported = read_foreign(data, name)
    except UserError:
        return
    assert imported.crosswalk is not None
    text = text_of(imported.journey, "a.journey.yaml")
    checked = check(text.encode(), "a.journey.yaml", SETTINGS)
    assert [each.message for each in checked.diagnostics if each.severity.name == "ERROR"] == []
    told = read_crosswalk(crosswalk_text(imported.crosswalk, name).encode(), "map.yaml")
    assert text_of(read_foreign(data, name, crosswalk=told).journey, "a") == text


WORDS = st.one_of(
    st.sampled_from(["", "Stage", "Step", *sorted(LABELS["en"].values())]),
    st.integers(100, 999).map(lambda number: f"word{number}"),
)


@example([["Stage", "A", "", "B"], ["Step", "C", "D", "E"], ["Touchpoints", "word101", "word102", "word103"]])
@example([["Stage", "A"], ["What they do", "word101"], ["Touchpoints", "word102"], ["Touchpoints", "word103"]])
@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), max_size=7))
def test_no_word_of_a_table_of_any_shape_is_lost(rows: list[list[str]]) -> None:
    width = max(map(len, rows), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in rows or [[""]]]
    try:
        imported = read_foreign(MadeGrid("en", rows).csv(), "a.csv")
    except UserError:
        return
    crosswalk = imported.crosswalk
    assert crosswalk is not None
    text = text_of(imported.journey, "a.journey.yaml").casefold()
    told = {**crosswalk.ignored, **crosswalk.headings}
    words = {cell_name(row, column): cell for row, cells in enumerate(rows) for column, cell in enumerate(cells)}
    words = {at: word for at, word in words.items() if word.startswith("word") and word not in crosswalk.lanes}
    assert [f"{at}: {word}" for at, word in words.items() if word not in text and at not in told] == []

"""From the tables in a file to a draft: the table with the journey is found, turned, read into a grid, and placed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from journeymap.errors import UserError
from journeymap.exchange.importing.draft import Draft, Imported, head_of
from journeymap.exchange.importing.labels import language_of_labels
from journeymap.exchange.importing.languages import language_by_letters
from journeymap.exchange.importing.tables.crosswalk import Crosswalk
from journeymap.exchange.importing.tables.grid import JourneyGrid
from journeymap.exchange.importing.tables.gridding import grid_of, without_ignored
from journeymap.exchange.importing.tables.placing import place
from journeymap.exchange.importing.tables.shape import TableShape, shape_of
from journeymap.exchange.importing.tables.table import SourceTable

_MOST_STAGES = 200
_MOST_STEPS = 2_000
_MOST_CELLS = 100_000
_MOST_TEXT = 1_000_000
_LONGEST_CELL = 32_767
"""The characters that a cell of a spreadsheet can hold."""
_MOST_ITEMS = 20_000
_LABELS_WITHIN = 20
"""In how many of the first rows and columns labels tell the language."""


def read_tables(
    tables: Mapping[str, SourceTable], name: str, language: str = "", told: Crosswalk | None = None
) -> Imported:
    """The draft of the journey in one of the tables of a file called `name`, and the crosswalk by which it was read.

    `told` is a crosswalk that is to be followed. Raises UserError where no table is one of a journey.
    """
    told = told or Crosswalk()
    title, table, shape, spoken = _chosen(tables, name, language, told)
    imported = Imported(Draft())
    found = Crosswalk(sheet=title, language=spoken, ignored=dict(told.ignored))
    imported.crosswalk = found
    if spoken and not (language or told.language or language_by_letters(table.text(*cell) for cell in table.filled())):
        said = f"its labels are in `{spoken}`, which is taken for its language; `--language` says another one"
        imported.mended("language", said)
    others = [f'"{other}"' for other, each in tables.items() if other != title and any(each.filled())]
    if others:
        imported.mended(f'"{title}"', f"only this table is read; not {', '.join(others)}")
    if table.around:
        lines = f"line {table.around[0]}" if len(table.around) == 1 else f"{len(table.around)} lines"
        imported.mended(f"line {table.around[0]}", f"only the table is read; not the text around it ({lines})")
    grid = grid_of(shape, told, found, imported, spoken)
    if table.title:
        grid.head.insert(0, ("title", table.title, "the heading"))
    fill(imported, grid, name, told, spoken)
    return imported


def fill(imported: Imported, grid: JourneyGrid, name: str, told: Crosswalk, language: str) -> None:
    """Put a grid of a file called `name` into what is imported. Raises UserError where it has too much, or nothing."""
    assert imported.crosswalk is not None
    if not grid.stages:
        raise UserError(
            f"{name}: its table names no stages", hint="a crosswalk says where they stand: `stage-names: row 3`"
        )
    items = [len(cell) for row in grid.rows for cell in row.cells.values()]
    if sum(items) > _MOST_ITEMS:
        raise UserError(f"{name}: its cells say {sum(items):,} things", hint=f"a journey may have {_MOST_ITEMS:,}")
    steps = sum(len(each.columns) for each in grid.stages)
    if not grid.has_steps:
        of_steps = (row for row in grid.rows if row.meaning in ("touchpoints", "doing"))
        steps = max([steps, *(sum(map(len, row.cells.values())) for row in of_steps)])
    if len(grid.stages) > _MOST_STAGES or steps > _MOST_STEPS:
        raise UserError(
            f"{name}: this table has {len(grid.stages):,} stages and {steps:,} steps",
            hint=f"it may have {_MOST_STAGES} and {_MOST_STEPS:,}; a crosswalk says which way they go: `stages: down`",
        )
    title = next((text for what, text, _ in grid.head if what == "title"), "")
    head_of(imported, title, PurePath(name).name.partition(".")[0], language, grid.texts())
    imported.crosswalk.language = imported.journey["language"]
    place(grid, told, imported.crosswalk, imported, imported.journey["language"])
    if unused := _unused(told, imported.crosswalk, grid):
        imported.mended("crosswalk", f"it names what the table does not have: {unused}")


def _unused(told: Crosswalk, used: Crosswalk, grid: JourneyGrid) -> str:
    """The lines of a crosswalk that name nothing in a table, for messages: `lanes "Risk"; people "Mo", "Jo"`."""
    felt = " ".join(item.text for row in grid.rows for item in row.items())
    feelings = {word for word in told.feelings if word in used.feelings or word in felt}
    there = {"lanes": used.lanes, "feelings": feelings, "people": used.people, "headings": used.headings}
    unused = {key: [f'"{word}"' for word in getattr(told, key) if word not in known] for key, known in there.items()}
    return "; ".join(f"{key} {', '.join(words)}" for key, words in unused.items() if words)


def _check_size(table: SourceTable, name: str) -> None:
    filled = [*table.filled()]
    if len(filled) > _MOST_CELLS:
        raise UserError(f"{name}: its table has {len(filled):,} cells", hint=f"it may have {_MOST_CELLS:,}")
    characters = sum(len(table.text(*cell)) for cell in filled)
    if characters > _MOST_TEXT:
        raise UserError(f"{name}: its table has {characters:,} characters", hint=f"it may have {_MOST_TEXT:,}")
    for cell in filled:
        if len(table.text(*cell)) > _LONGEST_CELL:
            most = f"a cell may have {_LONGEST_CELL:,} characters"
            raise UserError(f"{name}: {table.place(*cell)}: {most}", hint="split it over several cells")


def language_of(texts: Iterable[str]) -> str:
    """The language of the texts of a table, by their letters, or by the labels among them; empty where none tells."""
    found = [*texts]
    return language_by_letters(found) or language_of_labels(found)


def _language_of_table(table: SourceTable) -> str:
    cells = [*table.filled()]
    labels = (table.text(*cell) for cell in cells if min(cell) < _LABELS_WITHIN)
    return language_by_letters(table.text(*cell) for cell in cells) or language_of_labels(labels)


def _chosen(
    tables: Mapping[str, SourceTable], name: str, language: str, told: Crosswalk
) -> tuple[str, SourceTable, TableShape, str]:
    """The first table that has a shape, or the one that the crosswalk names, with its shape and language."""
    if told.sheet and told.sheet not in tables:
        there = ", ".join(f'"{each}"' for each in tables)
        raise UserError(f'{name}: it has no table "{told.sheet}", which the crosswalk names', hint=f"it has {there}")
    for title in [told.sheet] if told.sheet else tables:
        _check_size(tables[title], name)
        table = without_ignored(tables[title], told.ignored)
        spoken = language or told.language or _language_of_table(table)
        shape = shape_of(table, told, spoken)
        if shape is not None:
            return title, table, shape, spoken
    raise UserError(
        f"{name}: it has no table of a journey: neither a row nor a column has labels such as Actions, Pain points",
        hint="a crosswalk says where they stand: `crosswalk: 1`, `stages: across`, `labels: column A`, "
        "`stage-names: row 2`, and `lanes`",
    )

"""The formats that journeys are exported in: one record each, from which help, choices and names of files follow.

A new format is a module in this folder and a record here. A module has one of two functions: `export(journey)` returns
the `ExportedFile` of a `JourneyToExport`; in a format that `gathers`, `export(journeys)` returns those of all journeys
together, by their names without a suffix. The module is not imported before it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from journeymap.exchange.export.request import ExportedFile, JourneyToExport
from journeymap.records import NamedTuple


class ExportFormat(NamedTuple):
    """A format: what its files end in, and which `module` writes it.

    `libraries` are packages that are not there without the `extra`. A format that `gathers` has all journeys in the
    same files; any other has a file for each.
    """

    name: str
    suffix: str
    help: str
    module: str
    libraries: tuple[str, ...] = ()
    extra: str = ""
    gathers: bool = False


EXPORT_FORMATS = {
    each.name: each
    for each in (
        ExportFormat("xlsx", ".xlsx", "a workbook that can be imported again", "journeymap.exchange.export.xlsx"),
        ExportFormat(
            "csv", ".csv", "tables of touchpoints, feelings, points, metrics and actions",
            "journeymap.exchange.export.csv_tables", gathers=True,
        ),
        ExportFormat("json", ".json", "the same tables", "journeymap.exchange.export.json_tables", gathers=True),
        ExportFormat(
            "parquet", ".parquet", "the same with types, for analysts",
            "journeymap.exchange.export.parquet", ("duckdb",), "data", gathers=True,
        ),
        ExportFormat("mermaid", ".mmd", "a journey of Mermaid", "journeymap.exchange.export.mermaid"),
        ExportFormat(
            "drawio", ".drawio", "overview and map for draw.io, every text and shape editable",
            "journeymap.exchange.export.drawio",
        ),
        ExportFormat(
            "pptx", ".pptx", "slides with tables, a chart and cards, for PowerPoint",
            "journeymap.exchange.export.slides.write", ("pptx",), "office",
        ),
    )
}  # fmt: skip


def exported(form: ExportFormat, journeys: Sequence[JourneyToExport]) -> dict[str, ExportedFile]:
    """Returns the files of the journeys in a format, by their names. Raises UserError where one cannot be made."""
    module = import_module(form.module)
    if form.gathers:
        gathered: dict[str, ExportedFile] = module.export(journeys)
        return {f"{name}{form.suffix}": file for name, file in gathered.items()}
    return {f"{each.journey.id}{form.suffix}": module.export(each) for each in journeys}

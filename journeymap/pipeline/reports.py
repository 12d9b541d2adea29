"""Makes the report on a journey's measures in each format. It prints and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from journeymap.errors import UserError
from journeymap.measure.measured import Measures
from journeymap.measure.overlay import read_beside_journey
from journeymap.measure.report import ReportPage, report_page
from journeymap.model import Journey
from journeymap.pipeline.draw import drawing_request
from journeymap.pipeline.sheets import REPORT, draw_sheet
from journeymap.records import NamedTuple
from journeymap.render.drawing import Drawing
from journeymap.settings import Settings

_WITH_SCIPY = frozenset({"t", "poisson"})
"""Methods whose figures cannot be compared without scipy."""


class MadeReport(NamedTuple):
    """The bytes of a report by file name, and what to tell about it in one line."""

    files: dict[str, bytes]
    remark: str


def make_report(
    journey: Journey, path: Path, settings: Settings, formats: Sequence[str], language: str = ""
) -> MadeReport:  # fmt: skip
    """Makes the report of the journey in the file at `path`, in formats of `REPORT`, in its language or another one.

    Raises UserError where nothing is measured, for a wrong file of measures, where scipy is needed and not installed,
    and as `draw` does.
    """
    measures = read_beside_journey(path)
    if measures is None:
        raise UserError(f"{path.as_posix()} has never been measured", hint=f"journeymap measure {path.as_posix()}")
    _require_scipy(measures)
    if language:
        journey = journey.replace(language=language)
    page = report_page(journey, measures, settings.today, settings.templates)
    made = draw_sheet(REPORT, _request(journey, page, settings), formats, page)
    return MadeReport({REPORT.file_name(form, journey.id, REPORT.name): made[form] for form in formats}, page.title)


def _request(journey: Journey, page: ReportPage, settings: Settings) -> Drawing:
    """The request to draw the report on A4; its pages are laid out here, not where a user's templates run."""
    from journeymap.layout.papers import Paper, paper_size
    from journeymap.measure.report.drawing import report_scenes

    request = drawing_request(journey, settings, overlays=(), title=f"{page.title} · {page.kicker}")
    with request.typeset():
        scenes = report_scenes(page, request.words, request.theme)
    return request.replace(scenes=scenes, paper=Paper(size=paper_size("A4", "portrait"), name="A4", margin=0.0))


def _require_scipy(measures: Measures) -> None:
    if any(cell.method in _WITH_SCIPY for cell in measures.cells) and find_spec("scipy") is None:
        raise UserError(
            "comparing means needs scipy, which is not installed", hint="pip install 'journeymap[data]'"
        )  # fmt: skip

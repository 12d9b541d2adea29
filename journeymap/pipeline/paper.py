"""From a journey to a PDF for a paper: laid out anew for it, and measured for whoever is to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from journeymap.errors import UserError
from journeymap.layout.papers import length, next_larger, paper_size
from journeymap.model import Journey
from journeymap.settings import Settings

if TYPE_CHECKING:
    from journeymap.layout.brief import Brief
    from journeymap.layout.sheets import Fitted

FITS = ("one", "width", "pages")
_POINTS_AT_ONE_METRE = 12.0
_DISTANCES = {"arm": 0.5, "wall": 1.0}
_TILE_MARGIN = 8.0  # what most office printers leave white


@dataclass(frozen=True, kw_only=True)
class Job:
    """What to print on: sizes in millimetres, and how far away the reader stands in metres."""

    paper: tuple[float, float]
    name: str
    margin: float = 5.0
    fit: str = "one"
    distance: float = _DISTANCES["arm"]
    tile: tuple[float, float] | None = None
    overlap: float = 10.0
    standard: str | None = None

    @property
    def least(self) -> float:
        """The smallest text that can be read at the distance, in points: 6 at arm's length, 12 at one metre."""
        return _POINTS_AT_ONE_METRE * self.distance


class Printed(NamedTuple):
    """A PDF; what to say of it; and what to warn of, empty when all of it can be read."""

    pdf: bytes
    remark: str
    warning: str


def reading_distance(text: str) -> float:
    """A reading distance in metres: `arm`, `wall`, or a length. Raises UserError for anything else."""
    return _DISTANCES[text] if text in _DISTANCES else length(text, what="--distance") / 1000


def print_map(journey: Journey, job: Job, settings: Settings) -> Printed:
    """The journey's map as a PDF for the paper of a job."""
    from journeymap.layout.brief import Brief
    from journeymap.layout.sheets import fit_one, fit_pages, fit_width
    from journeymap.style.locale import load_words
    from journeymap.style.theme import load_theme

    theme, words = load_theme(settings.theme), load_words(journey.language)
    brief = Brief(journey, words, theme, settings.today, settings.compact)
    width, height = (side - 2 * job.margin for side in job.paper)
    if min(width, height) < 40:
        raise UserError(f"margins of {job.margin:g} mm leave no room on {job.name}", hint="ask for smaller --margin")
    if job.tile and job.fit != "one":
        raise UserError("--tile prints one poster", hint="leave out --fit, or --tile")
    if job.fit == "one":
        fitted = fit_one(brief, width, height)
    else:
        fit = fit_width if job.fit == "width" else fit_pages
        fitted = fit(brief, width, height, least=job.least)
    pdf, count = _tiled(brief, job, fitted) if job.tile else _paged(brief, job, fitted)
    pages = "1 page" if count == 1 else f"{count} pages"
    remark = f"{pages}; the smallest text is {fitted.smallest_text:.1f} pt on {job.name}"
    return Printed(pdf, remark, _warning(job, fitted))


def _paged(brief: Brief, job: Job, fitted: Fitted) -> tuple[bytes, int]:
    from journeymap.render.pdf import sheets, sheets_to_pdf

    pages = sheets(fitted, job.paper, job.margin, brief.words)
    journey = brief.journey
    pdf = sheets_to_pdf(
        pages, brief.theme, title=journey.title, language=journey.language, today=brief.today, standard=job.standard
    )
    return pdf, len(pages)


def _tiled(brief: Brief, job: Job, fitted: Fitted) -> tuple[bytes, int]:
    from journeymap.layout.tiles import printed, tile
    from journeymap.render.pdf import sheets, tiles_to_pdf

    assert job.tile is not None
    journey = brief.journey
    (poster,) = sheets(fitted, job.paper, job.margin, brief.words)
    tiling = tile(job.paper, job.tile, margin=_TILE_MARGIN, overlap=job.overlap, rtl=journey.is_rtl)
    marked = printed(tiling, fitted.scene, fitted.scale, (poster.x, poster.y))
    pdf = tiles_to_pdf(
        poster,
        tiling,
        marked,
        brief.theme,
        words=brief.words,
        title=journey.title,
        language=journey.language,
        today=brief.today,
        standard=job.standard,
    )
    return pdf, len(marked) + 1


def _warning(job: Job, fitted: Fitted) -> str:
    """What to say when the text is too small to read at the distance, with what would help."""
    smallest = fitted.smallest_text
    if smallest >= job.least - 0.05:
        return ""
    said = f"the smallest text is {smallest:.1f} pt; at {job.distance:g} m it takes {job.least:.1f} pt to read"
    larger = [(name, smallest * factor) for name, factor in next_larger(*job.paper)]
    enough = [(name, size) for name, size in larger if size >= job.least]
    help_with = [f"{name} would give {size:.1f} pt" for name, size in (enough[:1] or larger[-1:])]
    if job.fit == "one" and not enough:
        help_with.append("`--fit pages` breaks it over several sheets")
    help_with.append("fewer `lanes` make everything larger")
    return f"{said}: {'; '.join(help_with)}"


def paper_named(name: str, orientation: str, columns: int) -> tuple[float, float]:
    """The paper of a name; `auto` lays it on its side, save for the few columns that stand better upright."""
    if orientation == "auto" and columns <= _FEW_COLUMNS and "x" not in name.lower():
        orientation = "portrait"
    return paper_size(name, orientation)


_FEW_COLUMNS = 3

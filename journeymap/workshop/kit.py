"""The whole kit for a workshop: canvas, cards, guide, and the form that brings the wall back. It writes nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from journeymap.errors import UserError
from journeymap.layout.papers import paper_size
from journeymap.layout.tiles import Tile, Tiling, printed, tile
from journeymap.model import Journey
from journeymap.render.environment import environment
from journeymap.render.pdf import Sheet, sheets_to_pdf, tiles_to_pdf, whole
from journeymap.style.locale import Words, load_words
from journeymap.style.theme import Theme
from journeymap.workshop.agenda import agenda
from journeymap.workshop.canvas import draw_canvas
from journeymap.workshop.cards import draw_cards
from journeymap.workshop.forms import capture_csv, capture_xlsx
from journeymap.workshop.frame import Frame
from journeymap.workshop.grid import Grid
from journeymap.workshop.guide import Kit, guide_view, render_guide, typeset_guide
from journeymap.workshop.measures import Note
from journeymap.workshop.paper import AUTO, frame_for

_TILE_MARGIN, _TILE_OVERLAP = 8.0, 10.0  # millimetres: what office printers leave white, what is taped over


@dataclass(frozen=True, kw_only=True)
class Job:
    """What the kit is for: the notes, the paper, the sheets to tile the canvas over, and how long the workshop is."""

    note: Note
    paper: str = AUTO
    orientation: str = AUTO
    tile: str | None = None
    minutes: int = 180
    filled: bool = False


@dataclass(frozen=True)
class Made:
    """The files of a kit by their names, and the size of the canvas with the number of its sheets."""

    files: dict[str, bytes]
    width: float
    height: float
    sheets: int


def make_kit(journey: Journey, job: Job, *, theme: Theme, today: dt.date) -> Made:
    """The kit of a journey. Raises UserError when the paper, the minutes or the journey leave none to be made."""
    if not journey.stages:
        raise UserError("a journey without stages has no canvas", hint="name its `stages`, or use a --starter")
    agenda(job.minutes)  # before anything is drawn
    words = load_words(journey.language)
    grid = Grid.of(journey, words)
    frame = frame_for(journey, grid, job.note, paper=job.paper, orientation=job.orientation, tiled=job.tile is not None)
    canvas, count = _canvas(journey, frame, job, words, theme, today)
    cards = draw_cards(journey, grid, words)
    kit = Kit(job.note, frame.width, frame.height, count, _called(job.tile), len(cards))
    guide = guide_view(journey, grid, words, kit, minutes=job.minutes, today=today)
    files = {
        "canvas.pdf": canvas,
        "cards.pdf": sheets_to_pdf(
            [whole(page.scene) for page in cards],
            theme,
            title=words.say("cards-of", title=journey.title),
            language=journey.language,
            today=today,
        ),
        "guide.md": render_guide(guide, environment()).encode(),
        "guide.pdf": typeset_guide(guide, theme, language=journey.language, today=today),
        "capture.xlsx": capture_xlsx(journey, words, today),
        "capture.csv": capture_csv(journey, words),
    }
    return Made(files, frame.width, frame.height, count)


def _called(tile_name: str | None) -> str:
    """The sheet as the guide calls it: `A4`, `letter`."""
    name = tile_name or ""
    return name.upper() if name[:1] in "aA" else name


def _canvas(journey: Journey, frame: Frame, job: Job, words: Words, theme: Theme, today: dt.date) -> tuple[bytes, int]:
    """The canvas as a PDF, and how many sheets it is printed on."""
    scene = draw_canvas(journey, frame, words, filled=job.filled)
    poster = whole(scene)
    if job.tile is None:
        pdf = sheets_to_pdf([poster], theme, title=scene.title, language=journey.language, today=today)
        return pdf, 1
    tiling, marked = _tiles(poster, job.tile, rtl=journey.is_rtl)
    pdf = tiles_to_pdf(
        poster, tiling, marked, theme, words=words, title=scene.title, language=journey.language, today=today
    )
    return pdf, len(marked)


def _tiles(poster: Sheet, name: str, *, rtl: bool) -> tuple[Tiling, tuple[Tile, ...]]:
    """The sheets for a canvas, and those of them with anything on them."""
    size = (poster.width, poster.height)
    tiling = tile(size, paper_size(name, "portrait"), margin=_TILE_MARGIN, overlap=_TILE_OVERLAP, rtl=rtl)
    return tiling, printed(tiling, poster.scene, poster.scale, (poster.x, poster.y))

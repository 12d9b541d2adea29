"""Makes the files of the kit for a workshop: canvas, cards, guide and form. It does not write them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from journeymap.errors import UserError
from journeymap.layout.mentions import with_numbers
from journeymap.layout.papers import Paper, paper_size
from journeymap.model import Journey
from journeymap.pipeline.draw import draw, drawing_request, with_templates
from journeymap.pipeline.fonts import typeset
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment
from journeymap.settings import Settings
from journeymap.style.locale import Words, load_words
from journeymap.workshop.grid import Grid
from journeymap.workshop.kit.agenda import agenda
from journeymap.workshop.kit.canvas import draw_canvas
from journeymap.workshop.kit.cards import draw_cards
from journeymap.workshop.kit.forms import capture_csv, capture_xlsx
from journeymap.workshop.kit.frame import Frame
from journeymap.workshop.kit.guide import Guide, KitFacts, guide_view, render_guide, typeset_guide
from journeymap.workshop.kit.paper import AUTO, frame_for
from journeymap.workshop.kit.true_sizes import NoteSize


@dataclass(frozen=True, kw_only=True)
class KitRequest:
    """What kit to make: size of notes, paper, sheets to tile the canvas over, and length of the workshop in minutes."""

    note: NoteSize
    paper: str = AUTO
    orientation: str = AUTO
    tile: str | None = None
    minutes: int = 180
    filled: bool = False


@dataclass(frozen=True)
class KitFiles:
    """The files of a kit by name, the size of the canvas in millimetres, and the number of its sheets."""

    files: dict[str, bytes]
    width: float
    height: float
    sheets: int


def make_kit(journey: Journey, request: KitRequest, settings: Settings) -> KitFiles:
    """Make the kit of a journey. Raises UserError for a journey without stages, and for a wrong paper or length."""
    if not journey.stages:
        raise UserError("a journey without stages has no canvas", hint="name its `stages`, or use a --starter")
    agenda(request.minutes)  # fails before anything is drawn
    own, today = settings.templates, settings.today
    words = load_words(journey.language, calendar=journey.calendar, own=own)
    typed, journey = journey, with_numbers(journey, words)
    grid = Grid.of(journey, words)
    frame = frame_for(
        journey,
        grid,
        request.note,
        paper=request.paper,
        orientation=request.orientation,
        tiled=request.tile is not None,
    )
    with typeset(settings, journey.language):
        canvas = _canvas(journey, frame, request, words, settings)
        pages = draw_cards(journey, grid, words)
    scenes = tuple(page.scene for page in pages)
    cards = drawing_request(journey, settings, scenes=scenes, title=words.say("cards-of", title=journey.title))
    sheets = 1 if canvas.tiles is None else len(canvas.tiles[1])
    kit = KitFacts(request.note, frame.width, frame.height, sheets, _sheet_name(request.tile), len(pages))
    guide = guide_view(journey, grid, kit, minutes=request.minutes, today=today, own=own)
    files = {
        "canvas.pdf": draw(canvas, ("pdf",))["pdf"],
        "cards.pdf": draw(cards, ("pdf",))["pdf"],
        **with_templates(partial(_guide, guide), settings.templates),
        "guide.pdf": typeset_guide(guide, canvas.theme, today=today),
        "capture.xlsx": capture_xlsx(typed, words, today),
        "capture.csv": capture_csv(typed, words),
    }
    return KitFiles(files, frame.width, frame.height, sheets)


def _canvas(journey: Journey, frame: Frame, request: KitRequest, words: Words, settings: Settings) -> Drawing:
    """The canvas in one piece, or tiled over sheets."""
    scene = draw_canvas(journey, frame, words, filled=request.filled)
    if request.tile is None:
        return drawing_request(journey, settings, scenes=(scene,))
    paper = Paper(size=(frame.width, frame.height), name=request.paper, tile=paper_size(request.tile, "portrait"))
    return drawing_request(journey, settings, scenes=(scene,), paper=paper)


def _guide(guide: Guide, environment: Environment) -> dict[str, bytes]:
    return {"guide.md": render_guide(guide, environment).encode()}


def _sheet_name(tile_name: str | None) -> str:
    """The name of the sheets in the guide: `A4`, `letter`."""
    name = tile_name or ""
    return name.upper() if name[:1] in "aA" else name

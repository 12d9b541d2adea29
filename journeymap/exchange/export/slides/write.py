"""Writes a journey as a deck: a slide of the whole, those of each stage, and those of the plan."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.exchange.export.left_out import left_out
from journeymap.exchange.export.request import ExportedFile, JourneyToExport
from journeymap.exchange.export.slides.content import SlideContent
from journeymap.exchange.export.slides.deck import Deck
from journeymap.exchange.export.slides.plan import add_plan
from journeymap.exchange.export.slides.stage import add_stage
from journeymap.exchange.export.slides.whole import add_whole
from journeymap.model import Item, Journey
from journeymap.model.shape import fields_of
from journeymap.style.fallback import own_family
from journeymap.style.typography import NO_TYPE, set_in

FONT = "Arial"
"""The font of decks without one of a brand: it has Hebrew, Arabic and Persian, and is where PowerPoint is."""


def export(journey: JourneyToExport) -> ExportedFile:
    """The deck of a journey, and what of the journey is not in it. Raises UserError as drawing does.

    It is set in the font of the brand, if it has one. Those of a theme come with journeymap and not with PowerPoint.
    """
    drawing = journey.drawing
    with set_in(NO_TYPE, drawing.journey.language):
        content = SlideContent.of(journey)
        family = own_family()
        deck = Deck(
            content.journey.title, content.theme, content.tongue, family.name if family else FONT, drawing.today
        )
        add_whole(deck, content)
        for stage in content.journey.stages:
            add_stage(deck, content, stage)
        add_plan(deck, content)
        return ExportedFile(deck.data(), left_out(drawing.journey, _HELD))


class _Held(dict[type[Item], tuple[str, ...]]):
    """The fields that a deck holds, by the class that has them: all but those that are named here."""

    def __missing__(self, model: type[Item]) -> tuple[str, ...]:
        without = _WITHOUT.get(model, ())
        held = self[model] = tuple(field.name for field in fields_of(model) if field.name not in without)
        return held


_WITHOUT: Mapping[type[Item], tuple[str, ...]] = {
    Journey: ("segments", "owners", "swot", "competitors", "trees", "capabilities", "experiments", "sources",
              "signals", "links", "lanes", "channels", "parking_lot"),
}  # fmt: skip
_HELD = _Held()

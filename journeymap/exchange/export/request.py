"""What a module of `export` is given, and what it gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeymap.records import Record, cached_property

if TYPE_CHECKING:
    from journeymap.model import Journey
    from journeymap.render.drawing import Drawing
    from journeymap.settings import Settings
    from journeymap.style.locale import Words


class JourneyToExport(Record):
    """A journey, and the settings of its file. Its words and its drawing are made when they are first asked for.

    `journey.node` is the tree of its file, with all that stands there.
    """

    journey: Journey
    settings: Settings

    @cached_property
    def words(self) -> Words:
        """The words of the journey's language."""
        from journeymap.style.locale import load_words

        return load_words(self.journey.language, calendar=self.journey.calendar, own=self.settings.templates)

    @cached_property
    def drawing(self) -> Drawing:
        """The request to draw it as the settings say: `drawing.scene` is its map. Raises UserError as drawing does."""
        from journeymap.pipeline.draw import drawing_request

        return drawing_request(self.journey, self.settings)


class ExportedFile(NamedTuple):
    """The bytes of a file, and what is not in it: a phrase each, as `pains (7)`."""

    data: bytes
    left_out: tuple[str, ...] = ()

"""What a deck tells: the journey with numbers in place of its mentions, its texts as the page has them, its curves."""

from __future__ import annotations

from journeymap.exchange.export.request import JourneyToExport
from journeymap.exchange.export.slides.writing import Tongue
from journeymap.layout.feeling.series import Series
from journeymap.layout.feeling.stated import series_of
from journeymap.layout.spec import MapSpec
from journeymap.model import Journey, Stage, Touchpoint
from journeymap.records import Record, cached_property
from journeymap.render.drawing import Drawing
from journeymap.render.page_records import PageView
from journeymap.render.page_view import page_view
from journeymap.render.phrases import Phrases
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

_REGION = 2
"""The letters of the code of a region."""
_REGIONS = {
    "ar": "SA", "de": "DE", "es": "ES", "fa": "IR", "fr": "FR", "he": "IL", "hi": "IN", "it": "IT", "ja": "JP",
    "ko": "KR", "nl": "NL", "ru": "RU", "sv": "SE", "tr": "TR", "uk": "UA", "ur": "PK", "zh": "CN",
}  # fmt: skip
"""The region that PowerPoint writes with a language for which a journey names none."""


class SlideColumn(Record):
    """A column of a deck: a touchpoint, or a stage that has none. `number` is the touchpoint's on the map, else 0."""

    stage: Stage
    touchpoint: Touchpoint | None
    number: int


class SlideContent(Record):
    """A journey as its deck tells it."""

    drawing: Drawing
    words: Words

    @classmethod
    def of(cls, journey: JourneyToExport) -> SlideContent:
        """The content for a journey. Raises UserError as drawing does."""
        return cls(drawing=journey.drawing, words=journey.words)

    @cached_property
    def journey(self) -> Journey:
        """The journey with numbers and codes in place of the mentions in its texts."""
        return self.drawing.numbered

    @property
    def theme(self) -> Theme:
        """The theme, in its brand."""
        return self.drawing.theme

    @cached_property
    def tongue(self) -> Tongue:
        """The language, with a region, by which PowerPoint knows the languages that it can spell."""
        code = self.words.locale.partition("-u-")[0] if self.words.has_words else self.journey.language
        language = code.partition("-")[0]
        has_region = len(code.rpartition("-")[2]) == _REGION and "-" in code
        region = _REGIONS.get(language)
        return Tongue(f"{language}-{region}" if region and not has_region else code, self.journey.is_rtl)

    @cached_property
    def phrases(self) -> Phrases:
        """Writes single facts."""
        return Phrases(self.journey, self.words, self.drawing.today)

    @cached_property
    def page(self) -> PageView:
        """All texts of the journey."""
        return page_view(self.phrases, self.drawing.map)

    @cached_property
    def spec(self) -> MapSpec:
        """The journey, and how it is drawn."""
        return MapSpec(
            journey=self.journey, words=self.words, theme=self.theme, today=self.drawing.today, compact=False
        )

    @cached_property
    def series(self) -> list[Series]:
        """The feelings of each persona."""
        return series_of(self.spec)

    @cached_property
    def columns(self) -> tuple[SlideColumn, ...]:
        """A column for each touchpoint, and for each stage without any."""
        found = []
        for stage in self.journey.stages:
            for touchpoint in stage.touchpoints:
                number = self.journey.number_of[touchpoint.id]
                found.append(SlideColumn(stage=stage, touchpoint=touchpoint, number=number))
            if not stage.touchpoints:
                found.append(SlideColumn(stage=stage, touchpoint=None, number=0))
        return tuple(found)

    def label(self, column: SlideColumn) -> str:
        """What a column is called: `7 Checks out`."""
        if column.touchpoint is None:
            return column.stage.name
        return f"{self.words.number(column.number)} {column.touchpoint.name}"

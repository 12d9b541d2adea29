"""What figures on the page are of."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.overlays.measures import MeasuresOverlay
from journeymap.render.phrases import Phrases
from journeymap.render.texts import joined

_FEW = "*"


class AboutFigures:
    """Says what figures on a page are of: the group of customers, the period, and how many there were."""

    def __init__(self, phrases: Phrases, measures: MeasuresOverlay) -> None:
        self._words = phrases.words
        self._few = measures.few
        self._is_rtl = phrases.journey.is_rtl
        self._names = {"other": phrases.words["other-customers"]}
        self._names |= {segment.id: segment.name for segment in phrases.journey.segments}

    def group(self, segments: Sequence[str]) -> str:
        """Returns the name of a group of customers: of its segments, by their ids, or of all."""
        return joined(*(self._names.get(id_, id_) for id_ in segments)) if segments else self._words["all-customers"]

    def period(self, period: str) -> str:
        """Returns a period as it stands in a sentence."""
        if period == "all":
            return self._words["all-periods"]
        return f"\u2066{period}\u2069" if self._is_rtl else period

    def counted(self, n: int, *, few: bool) -> str:
        """Returns how many there were, with a mark where they are `few`; what it means says `few_marked`."""
        return f"{self._words.number(n)}{_FEW}" if few else self._words.number(n)

    def few_marked(self, *, any_few: bool) -> str:
        """Returns what the mark of few means; nothing where there are not `any_few`."""
        return f"{_FEW} {self._few}" if any_few else ""

    def n(self, n: int, *, few: bool) -> str:
        """Returns how many there were, and that they are `few`."""
        return joined(self._words.number(n), self._few if few else "")

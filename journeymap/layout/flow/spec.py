"""What the drawing of a flow is made from, as every part of it receives it, and its distances in pixels."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from journeymap.flow import FlowGraph, FlowWay
from journeymap.layout.type_styles import TypeStyles
from journeymap.records import Record, cached_property
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

if TYPE_CHECKING:
    from journeymap.simulation.passages import Passages

CARD = 131.0
LEAST_GAP = 62.0
EDGE = 48.0
ROW_GAP = 72.0
CLUSTER_GAP = 4.0
BAND = 38.0


class FlowSpec(Record):
    """The graph to draw: `words` are those of the map, `texts` those of flows, `today` is the day of the sheet."""

    graph: FlowGraph
    words: Words
    texts: Words
    theme: Theme
    today: dt.date

    @property
    def styles(self) -> TypeStyles:
        """The styles in which the theme sets texts in the journey's language."""
        return TypeStyles(self.theme, self.graph.journey.language)

    @cached_property
    def passages(self) -> Passages | None:
        """How often each way is taken; None where that hangs on shares that nobody knows, or has no end."""
        from journeymap.simulation.chain import ChainError, chain_of  # noqa: PLC0415  texts of graphs do without
        from journeymap.simulation.passages import passages_of  # noqa: PLC0415

        try:
            chain = chain_of(self.graph.journey, self.graph.behaviour)
        except ChainError:
            return None
        return None if chain.assumptions else passages_of(chain)

    def number(self, touchpoint: str) -> str:
        """The number of a touchpoint, in the digits of the language."""
        return self.words.number((self.graph.journey.whole or self.graph.journey).number_of[touchpoint])

    def share_text(self, way: FlowWay) -> str:
        """The share of a way in percent, as measured or else assumed; a question mark where it is unknown.

        Of a way that some take otherwise than others, it is that of each.
        """
        if way.measured is not None:
            return way.measured.text
        if way.is_untaken:
            return self.words.percent(0)
        shares = [part.share for part in way.parts] or [way.share]
        return self.words["list-comma"].join("?" if each is None else self.words.percent(each) for each in shares)

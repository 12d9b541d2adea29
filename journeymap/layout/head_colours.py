"""The colours of the head of a map: on paper, or on a ground of its own."""

from __future__ import annotations

from journeymap.layout.spec import persona_token
from journeymap.records import NamedTuple
from journeymap.style.theme import Theme


class HeadColours(NamedTuple):
    """The colours of texts from the strongest to the faintest, of lines, and of texts that stand out.

    `ground` is that of the head, empty for paper.
    """

    ink: str = "ink"
    ink2: str = "ink2"
    ink3: str = "ink3"
    rule: str = "rule"
    accent: str = "ink2"
    ground: str = ""

    def quote(self, index: int) -> str:
        """The colour of what the persona with this index says."""
        return self.accent if self.ground else persona_token(index)


_ON_PAPER = HeadColours()
_FILLED = HeadColours("head-text", "head-text2", "head-text2", "head-text2", "head-accent", "head")


def head_colours(theme: Theme) -> HeadColours:
    """The colours of a theme's head."""
    return _FILLED if theme.drawing.head == "filled" else _ON_PAPER

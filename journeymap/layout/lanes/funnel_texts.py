"""The texts of the funnel's blocks: as many of them as there is room for, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, LABEL, Type
from journeymap.overlays.behaviour import MeasuredShare
from journeymap.records import NamedTuple
from journeymap.style.locale import Words

LEAST_SHOWN = 0.1
"""The smallest loss whose missing part is drawn; a smaller one is only told."""
DROP = 12.0
GAP = 5.0
_IN_BLOCK = 7.0


class BlockLine(NamedTuple):
    """A line of texts beside each other, each with its style and colour; maybe with the sign of a leak before them."""

    texts: tuple[tuple[str, Type, str], ...]
    is_leak: bool = False
    is_number: bool = True

    @property
    def width(self) -> float:
        """Its width in pixels."""
        widths = [style.width(text) for text, style, _ in self.texts]
        return sum(widths) + GAP * (len(widths) - 1) + (DROP if self.is_leak else 0)

    @property
    def height(self) -> float:
        """Its height in pixels."""
        return max(style.leading for _, style, _ in self.texts)


class PlacedLine(NamedTuple):
    """A line, and how far above the foot of the block its baseline is, in pixels."""

    line: BlockLine
    baseline: float


def came_lines(words: Words, came: MeasuredShare, room: float) -> Iterator[BlockLine]:
    """The share of those who came and their number: in one line, else in two; the number only where it fits."""
    exact = 2 if came.value >= LEAST_SHOWN or not came.value else 3
    share, count = (
        (words.percent(round(came.value, exact)), LABEL, "ink"),
        (words.number(came.counted), CAPTION, "ink2"),
    )
    beside = BlockLine((share, count))
    if beside.width <= room:
        yield beside
        return
    yield BlockLine((share,))
    if BlockLine((count,)).width <= room:
        yield BlockLine((count,))


def lost_line(words: Words, lost: MeasuredShare, room: float, *, is_leak: bool) -> BlockLine | None:
    """What was lost before a step: as many of its words, then its interval, as there is room for."""
    if not lost.counted:
        return None
    style, colour = (CAPTION_BOLD, "pain") if is_leak else (CAPTION, "ink2")
    if lost.value <= LEAST_SHOWN and not is_leak:
        return BlockLine(((f"−{lost.text}", style, colour),))
    said = words.say("lost-before", share=_isolated(lost.with_interval))
    sentences = [words.labelled(words["leak"], said), words.labelled(words["leak"], _isolated(lost.with_interval))]
    numbers = [_isolated(lost.with_interval), lost.text]
    tried = [*(sentences if is_leak else [said]), *numbers]
    lines = [BlockLine(((text, style, colour),), is_leak, text in numbers) for text in tried]
    return next((line for line in lines if line.width <= room), lines[-1])


def _isolated(number: str) -> str:
    """A number that stays one run from left to right in any text."""
    return f"\u2066{number}\u2069"


def placed_lines(
    came: Sequence[BlockLine], lost: BlockLine | None, height: float, missing: float, *, is_free: bool
) -> Iterator[PlacedLine]:
    """Places the lines above each other: in the block and in the missing part where there is room, else over both.

    `is_free` is whether the missing part has room for texts.
    """
    needed = sum(line.height for line in came)
    top = height + missing
    bottom = _IN_BLOCK if height >= needed + 4 else height + 5 if is_free and missing >= needed + 4 else top + 5
    floor = height if bottom < height else bottom + needed - 2
    for line in reversed(came):
        yield PlacedLine(line, bottom)
        bottom += line.height
    if lost is not None:
        inside = is_free and top - floor >= lost.height + 3
        yield PlacedLine(lost, (top + floor) / 2 - 3.6 if inside else max(top, floor) + 5)

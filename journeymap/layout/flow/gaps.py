"""What stands between two cards, around the way from one to the next, and how far apart cards are for that."""

from __future__ import annotations

from journeymap.flow import FlowPart, FlowWay
from journeymap.layout.canvas import CAPTION
from journeymap.layout.flow.labels import Pieces, assumed_piece, is_expected, measured_piece, part_lines, words_of
from journeymap.layout.flow.spec import LEAST_GAP, FlowSpec
from journeymap.layout.track_labels import LEADING, LabelPiece

BESIDE_LABEL = 6.0
_AROUND_SHARE = 8.0
_BELOW_CARD = 12.0
_WIDEST = 104.0
_STEP = 14.0


def lines_of_gap(card_height: float) -> int:
    """How many lines there is room for below a way to the next card, down to a little below the cards."""
    return int((card_height / 2 + _BELOW_CARD) / LEADING)


def lines_below(spec: FlowSpec, way: FlowWay, room: float, most: int) -> tuple[Pieces, ...]:
    """The lines below a way to the next card, at most so many: what is assumed, and in which case or of whom."""
    if way.parts:
        each = max(most // len(way.parts) - 1, 1)
        lines = (line for part in way.parts for line in part_lines(spec, _briefly(part), "ink2", room, each))
        return tuple(lines)[:most]
    assumed = () if is_expected(way) else assumed_piece(spec, way, "ink2")
    words = words_of(spec, way)
    cases = CAPTION.lines(words, room, most=most - bool(assumed)) if words else ()
    return (*((assumed,) if assumed else ()), *((LabelPiece(line, CAPTION, "ink2", 0.0),) for line in cases))


def _briefly(part: FlowPart) -> FlowPart:
    """A part with whom it is about alone, where it says that: there is no room for more."""
    return part._replace(when=None) if part.whose else part


def gap_of(spec: FlowSpec, card_height: float) -> float:
    """How far apart cards are: as the widest share between two needs, and more where words would else be cut off."""
    following = [way for way in spec.graph.ways if spec.graph.course(way) == "next" or way.completes]
    pieces = [part for way in following for part in (measured_piece(spec, way, "ink"), assumed_piece(spec, way, "ink"))]
    gap = max(LEAST_GAP, max((part[-1].end for part in pieces if part), default=0.0) + _AROUND_SHARE)
    most = lines_of_gap(card_height)
    wanted = [gap + _STEP * step for step in range(max(int((_WIDEST - gap) / _STEP), 0) + 1)]
    return min(wanted, key=lambda each: (sum(_is_cut(spec, way, each, most) for way in following), each))


def _is_cut(spec: FlowSpec, way: FlowWay, gap: float, most: int) -> bool:
    """Whether the words of a way do not fit between two cards."""
    return len(lines_below(spec, way, gap - BESIDE_LABEL, 1000)) > most

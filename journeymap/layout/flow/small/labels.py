"""The texts at the ways of small cards: shares on the straight pieces, and on the ways above."""

from __future__ import annotations

from journeymap.flow import FlowWay
from journeymap.flow.wording import is_measured
from journeymap.layout.canvas import CAPTION, CAPTION_BOLD
from journeymap.layout.flow.labels import assumed_piece, joined, measured_piece
from journeymap.layout.flow.small.routes import SmallPort
from journeymap.layout.flow.small.shape import ZONE, SmallShape
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.track_labels import LabelPiece, TrackLabel

_BESIDE = 3.0
_APART = 6.0
_ALL = 1 - 1e-6
_EXIT_ROOM = 50.0


def small_shape(spec: FlowSpec) -> SmallShape:
    """The distances that the shares of a graph need."""
    shares = [port_pieces(spec, way) for way in spec.graph.ways]
    widest = max((piece.end for pieces in shares for piece in pieces), default=0.0)
    return SmallShape(max(ZONE, widest + _BESIDE), any(len(pieces) > 1 for pieces in shares))


def port_pieces(spec: FlowSpec, way: FlowWay) -> tuple[LabelPiece, ...]:
    """The texts on the straight piece of a way: above it, and below it. Nothing for a way that all are to take.

    Where anything was measured, the measured share is above and the assumed one below; one alone is above.
    """
    measured = measured_piece(spec, way, "ink")[:1] if way.measured is None else _value(spec, way)
    is_expected = not measured and way.assumed is not None and way.assumed >= _ALL
    assumed = () if is_expected else assumed_piece(spec, way, "ink2" if measured else "ink")
    if not is_measured(spec.graph):
        return tuple(piece._replace(style=CAPTION_BOLD, sign="") for piece in assumed)
    return (*measured, *assumed)


def _value(spec: FlowSpec, way: FlowWay) -> tuple[LabelPiece, ...]:
    """The measured share without its interval, for which there is no room."""
    assert way.measured is not None
    return (LabelPiece(way.measured.text, CAPTION_BOLD, "ink", 0.0, "measured"),)


def more_pieces(spec: FlowSpec, port: SmallPort) -> tuple[LabelPiece, ...]:
    """The text of a port with many ways: how many."""
    return (LabelPiece(f"+{spec.words.number(len(port.ways))}", CAPTION_BOLD, "ink2", 0.0),)


def return_label(spec: FlowSpec, way: FlowWay) -> TrackLabel:
    """The label of a way above the cards: its shares, and that it goes back."""
    measured = measured_piece(spec, way, "ink")
    assumed = assumed_piece(spec, way, "ink2" if measured else "ink")
    if not is_measured(spec.graph):
        assumed = tuple(piece._replace(style=CAPTION_BOLD, sign="") for piece in assumed)
    shares = joined(measured, assumed)
    if spec.graph.course(way) != "back":
        return TrackLabel((shares,))
    end = shares[-1].end + _APART if shares else 0.0
    return TrackLabel(((*shares, LabelPiece(spec.texts["go-back"], CAPTION, "ink2", end)),))


def exit_pieces(spec: FlowSpec, way: FlowWay) -> tuple[LabelPiece, ...]:
    """The text of a way out: its share, with the word for leaving where there is room."""
    colour = "pain" if spec.graph.is_loss(way) else "ink2"
    share = (*measured_piece(spec, way, colour), *assumed_piece(spec, way, colour))[:1]
    sign = share[0].sign if share and is_measured(spec.graph) else ""
    text = spec.share_text(way)
    piece = LabelPiece(text, CAPTION_BOLD, colour, 0.0, sign)
    word = LabelPiece(spec.texts["leave"], CAPTION, colour, piece.end + _BESIDE)
    return (piece, word) if word.end <= _EXIT_ROOM else (piece,)

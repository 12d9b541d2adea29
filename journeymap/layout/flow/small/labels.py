"""The texts at the ways of small cards: shares on the straight pieces, and on the ways above."""

from __future__ import annotations

from journeymap.flow import FlowWay
from journeymap.layout.canvas import CAPTION, CAPTION_BOLD
from journeymap.layout.flow.labels import assumed_piece, joined, measured_piece
from journeymap.layout.flow.small.cards import card_width, disc_width
from journeymap.layout.flow.small.routes import SmallPort
from journeymap.layout.flow.small.shape import AROUND_EXIT_TEXT, BESIDE_DISC, ZONE, SmallShape
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.track_labels import LabelPiece, Sign, TrackLabel

_BESIDE = 3.0
_APART = 6.0
_ALL = 1 - 1e-6


def small_shape(spec: FlowSpec, *, with_discs: bool) -> SmallShape:
    """The distances that the names and shares of a graph need; `with_discs`, those of discs between columns too."""
    graph = spec.graph
    shares = [port_pieces(spec, way) for way in graph.ways]
    widest = max((piece.end for pieces in shares for piece in pieces), default=0.0)
    discs = max((disc_width(spec.number(node.touchpoint.id)) for node in graph.nodes), default=0.0)
    width = card_width(graph)
    exits = [_exit_share(spec, way) for way in graph.ways if way.target is None and not way.completes]
    return SmallShape(
        card=width,
        zone=max(ZONE, widest + _BESIDE),
        discs=discs + BESIDE_DISC if with_discs else 0.0,
        two_lines=any(len(pieces) > 1 for pieces in shares),
        exits_in_words=all(_exit_word(spec, share).end <= width - AROUND_EXIT_TEXT for share in exits),
    )


def port_pieces(spec: FlowSpec, way: FlowWay) -> tuple[LabelPiece, ...]:
    """The texts on the straight piece of a way: above it, and below it. Nothing for a way that all are to take.

    Where anything was measured, the measured share is above and the assumed one below; one alone is above.
    """
    measured = measured_piece(spec, way, "ink")[:1] if way.measured is None else _value(spec, way)
    is_expected = not measured and way.assumed is not None and way.assumed >= _ALL
    assumed = () if is_expected else assumed_piece(spec, way, "ink2" if measured else "ink")
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
    shares = joined(measured, assumed)
    if spec.graph.course(way) != "back":
        return TrackLabel((shares,))
    end = shares[-1].end + _APART if shares else 0.0
    return TrackLabel(((*shares, LabelPiece(spec.texts["go-back"], CAPTION, "ink2", end)),))


def exit_pieces(spec: FlowSpec, shape: SmallShape, way: FlowWay) -> tuple[LabelPiece, ...]:
    """The text of a way out: its share and, where there is room for that at every way out, the word for leaving."""
    share = _exit_share(spec, way)
    return (share, _exit_word(spec, share)) if shape.exits_in_words else (share,)


def _exit_share(spec: FlowSpec, way: FlowWay) -> LabelPiece:
    colour = "pain" if spec.graph.is_loss(way) else "ink2"
    sign: Sign = "assumed" if way.is_assumed else "measured"
    return LabelPiece(spec.share_text(way), CAPTION if way.is_assumed else CAPTION_BOLD, colour, 0.0, sign)


def _exit_word(spec: FlowSpec, share: LabelPiece) -> LabelPiece:
    return LabelPiece(spec.texts["leave"], CAPTION, share.colour, share.end + _BESIDE)

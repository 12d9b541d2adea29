"""The labels of ways: the measured share with its interval, the assumed one, and in which case customers go there."""

from __future__ import annotations

from journeymap.flow import FlowPart, FlowWay
from journeymap.layout.canvas import CAPTION, CAPTION_BOLD
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.track_labels import LabelPiece, TrackLabel

_APART = 9.0
_WITHIN = 3.0
_WRAP_ROOM = 420.0
Pieces = tuple[LabelPiece, ...]


def measured_piece(spec: FlowSpec, way: FlowWay, colour: str) -> Pieces:
    """The measured share with its interval, as one run from left to right; nothing where nothing was measured."""
    if way.is_untaken:
        return (LabelPiece(spec.words.percent(0), CAPTION_BOLD, colour, 0.0, "measured"),)
    if way.measured is None:
        return ()
    value, interval = way.measured.text, way.measured.interval
    if not interval:
        return (LabelPiece(value, CAPTION_BOLD, colour, 0.0, "measured"),)
    interval = interval if interval.startswith("±") else f"({interval})"
    if spec.graph.journey.is_rtl:  # reading starts with what stands last in the run
        first = LabelPiece(interval, CAPTION, colour, 0.0, "measured")
        return (first, LabelPiece(value, CAPTION_BOLD, colour, first.end + _WITHIN))
    first = LabelPiece(value, CAPTION_BOLD, colour, 0.0, "measured")
    return (first, LabelPiece(interval, CAPTION, colour, first.end + _WITHIN))


def assumed_piece(spec: FlowSpec, way: FlowWay, colour: str) -> Pieces:
    """The assumed share; nothing where the file does not have the way, or has it for all."""
    if not way.is_written:
        return ()
    if way.assumed is None:
        return (LabelPiece("?", CAPTION, colour, 0.0, "assumed"),)
    return (LabelPiece(spec.words.percent(way.assumed), CAPTION, colour, 0.0, "assumed"),)


def is_expected(way: FlowWay) -> bool:
    """Whether all are assumed to take a way, which needs no word."""
    return way.is_assumed and way.assumed is not None and way.assumed >= 1 - 1e-6


def wrap_label(spec: FlowSpec, way: FlowWay) -> TrackLabel | None:
    """The label of the way to the next row; None where there is nothing to say."""
    is_silent = is_expected(way) and not words_of(spec, way)
    return None if is_silent else way_label(spec, way, "ink", _WRAP_ROOM, 1)


def words_of(spec: FlowSpec, way: FlowWay) -> str:
    """In which case customers take a way and, of a way of some, who they are."""
    return spec.words["list-comma"].join([*([way.when] if way.when else []), *way.whose])


def way_label(spec: FlowSpec, way: FlowWay, colour: str, room: float, most: int = 0) -> TrackLabel:
    """The label of a way in lines of at most about `room` pixels: its shares, and its words after them or below.

    Of a way that some take otherwise than others, it has the share of each. With `most`, words have at most so many
    lines.
    """
    words_colour = "pain" if colour == "pain" else "ink2"
    measured = measured_piece(spec, way, colour)
    if way.parts:
        parts = (line for part in way.parts for line in part_lines(spec, part, colour, room, most))
        return TrackLabel((*_rows(measured, room), *parts))
    shares = joined(measured, assumed_piece(spec, way, colour))
    return TrackLabel(_with_words(shares, words_of(spec, way), words_colour, room, most))


def part_lines(spec: FlowSpec, part: FlowPart, colour: str, room: float, most: int = 0) -> tuple[Pieces, ...]:
    """The lines about a part of a way: its share, and who they are and in which case, as `way_label` has them."""
    share = "?" if part.share is None else spec.words.percent(part.share)
    names = spec.words["list-comma"].join(part.whose)
    text = spec.words.labelled(names, part.when) if names and part.when else names or part.when or ""
    pieces = (LabelPiece(share, CAPTION, colour, 0.0, "assumed"),)
    return _with_words(pieces, text, "pain" if colour == "pain" else "ink2", room, most)


def _with_words(shares: Pieces, text: str, colour: str, room: float, most: int) -> tuple[Pieces, ...]:
    """Shares with words after them on their line, or below where there is no room."""
    if not text:
        return _rows(shares, room)
    end = shares[-1].end + _APART if shares else 0.0
    if shares and end + CAPTION.width(text) <= room:
        return ((*shares, LabelPiece(text, CAPTION, colour, end)),)
    lines = CAPTION.lines(text, room, most=most)
    return (*_rows(shares, room), *((LabelPiece(line, CAPTION, colour, 0.0),) for line in lines))


def joined(*parts: Pieces) -> Pieces:
    """Pieces one after the other on a line."""
    found: list[LabelPiece] = []
    for part in parts:
        start = found[-1].end + _APART if found else 0.0
        found += [piece._replace(x=start + piece.x) for piece in part]
    return tuple(found)


def _rows(shares: Pieces, room: float) -> tuple[Pieces, ...]:
    """Shares on one line or, where there is no room, a line each: what was measured, its interval, what was assumed."""
    if not shares or shares[-1].end <= room:
        return (shares,) if shares else ()
    at = next((index for index, piece in enumerate(shares) if piece.sign == "assumed"), len(shares))
    rows = []
    for run in (shares[:at], shares[at:]):
        if run and run[-1].end - run[0].x <= room:
            rows.append(_from_start(run))
        elif run:
            value = next((piece for piece in run if piece.style is CAPTION_BOLD), run[0])
            others = [piece for piece in run if piece is not value]
            rows.append((value._replace(x=0.0, sign=run[0].sign),))
            rows += [(each._replace(x=0.0, sign=""),) for each in others]
    return tuple(rows)


def _from_start(run: Pieces) -> Pieces:
    return tuple(piece._replace(x=piece.x - run[0].x) for piece in run)

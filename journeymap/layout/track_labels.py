"""The labels of the ways on the spine: a share in bold, then its condition; or a share that the file does not write."""

from __future__ import annotations

from typing import NamedTuple

from journeymap.insight.transitions import Transition
from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, CAPTION_STRONG, Align, Canvas, Type
from journeymap.layout.marks import closed_path
from journeymap.layout.spec import MapSpec

LEADING = CAPTION.leading
_GAP = 4.0
_NARROW = 40.0
_ARROW = 14.0


class _Piece(NamedTuple):
    text: str
    style: Type
    colour: str
    x: float


class TrackLabel(NamedTuple):
    """Lines of pieces, each at its distance from the label's start; maybe after an arrow that points ahead."""

    lines: tuple[tuple[_Piece, ...], ...]
    arrow: bool = False

    @property
    def width(self) -> float:
        """Its width in pixels."""
        return max((piece.x + piece.style.width(piece.text) for line in self.lines for piece in line), default=0.0)

    @property
    def height(self) -> float:
        """The height of its lines in pixels."""
        return len(self.lines) * CAPTION.leading

    def draw(self, canvas: Canvas, x: float, baseline: float, *, align: Align = "start", forward: bool = True) -> None:
        """Draws it with the baseline of its last line at a y, its start, middle or end at x."""
        width = self.width
        start = x if align == "start" else x - width if align == "end" else x - width / 2
        for index, line in enumerate(reversed(self.lines)):
            y = baseline - index * CAPTION.leading
            for piece in line:
                canvas.text(start + piece.x, y, piece.text, piece.style, piece.colour)
        if self.arrow:
            y = baseline - (len(self.lines) - 1) * CAPTION.leading - CAPTION.size * 0.34
            tip, tail = (start + 9, start) if forward else (start, start + 9)
            canvas.line(tail, y, tip, y, "ink", 1.4)
            back = -4 if forward else 4
            canvas.path(
                closed_path([(tip + back, y - 3), (tip + back, y + 3), (tip + (1 if forward else -1), y)]), "ink"
            )


def label_of(spec: MapSpec, transition: Transition, room: float) -> TrackLabel | None:
    """The label of a transition in lines of about `room` pixels; None where there is nothing to say."""
    words, written = spec.words, transition.written
    leaves = transition.target is None
    everybody = transition.share == 1 and not transition.share_is_written
    share = "" if transition.share is None or everybody else words.percent(transition.share)
    if written is None:
        text = words.say("share-not-written", share=share) if transition.source.next else ""
        return TrackLabel(_column(text, CAPTION, "ink3", room)) if text else None
    style = CAPTION_BOLD if transition.share_is_written else CAPTION
    colour = "pain" if leaves else "ink"
    if leaves and not written.when:
        rest = words.say("exit-share", share="").strip() if share else words["exit"]
        return _share_and_condition(share, rest, room, style, colour)
    return _share_and_condition(share, written.when or "", room, style, colour)


def _share_and_condition(share: str, when: str, room: float, style: Type, colour: str) -> TrackLabel | None:
    rest = "pain" if colour == "pain" else "ink2"
    if not share:
        return TrackLabel(_column(when, CAPTION, rest, room)) if when else None
    first = _Piece(share, style, colour, 0)
    if not when:
        return TrackLabel(((first,),))
    after = style.width(share) + _GAP
    if room - after < _NARROW < CAPTION.width(when):
        return TrackLabel(((first,), *_column(when, CAPTION, rest, room)))
    beside = [_Piece(line, CAPTION, rest, after) for line in CAPTION.lines(when, max(room - after, _NARROW))]
    return TrackLabel(((first, beside[0]), *((piece,) for piece in beside[1:])))


def target_label(spec: MapSpec, transition: Transition, room: float) -> TrackLabel | None:
    """Where a way leads whose target is in another row: an arrow, then the touchpoint's number and name."""
    if transition.target is None:
        return None
    number = spec.words.number(spec.journey.number_of[transition.target.id])
    lines = CAPTION_STRONG.lines(f"{number} {transition.target.name}", max(room - _ARROW, _NARROW))
    return TrackLabel(tuple((_Piece(line, CAPTION_STRONG, "ink", _ARROW),) for line in lines), arrow=True)


def _column(text: str, style: Type, colour: str, room: float) -> tuple[tuple[_Piece, ...], ...]:
    return tuple((_Piece(line, style, colour, 0),) for line in style.lines(text, max(room, _NARROW)))

"""The labels of the ways on the spine: a share in bold, then its condition; or a share that the file does not write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from journeymap.insight.lanes import map_lanes
from journeymap.insight.transitions import Transition, whose_way
from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, CAPTION_STRONG, Align, Canvas, Type
from journeymap.layout.icons import draw_icon
from journeymap.layout.marks import closed_path
from journeymap.layout.spec import MapSpec
from journeymap.model import Touchpoint
from journeymap.records import NamedTuple

LEADING = CAPTION.leading
_GAP = 4.0
_NARROW = 40.0
_ARROW = 14.0
_MOST_NUMBERS = 3
_CLOCK = 10.0
DOT = 2.9
Sign = Literal["", "wait", "measured", "assumed"]
_ROOM_OF_SIGN: dict[Sign, float] = {"": 0.0, "wait": _CLOCK + 3.0, "measured": 2 * DOT + 3, "assumed": 2 * DOT + 3}


class LabelPiece(NamedTuple):
    """A text, and its distance from the label's start.

    It may have a sign before it: a clock for a wait, and for a share a filled dot where it was measured, or a hollow
    one where it is assumed.
    """

    text: str
    style: Type
    colour: str
    x: float
    sign: Sign = ""

    @property
    def text_x(self) -> float:
        """The distance of its text from the label's start, in pixels."""
        return self.x + _ROOM_OF_SIGN[self.sign]

    @property
    def end(self) -> float:
        """The distance of its end from the label's start, in pixels."""
        return self.text_x + self.style.width(self.text)

    def draw(self, canvas: Canvas, start: float, baseline: float) -> None:
        """Draws it in a label that starts at the x `start`."""
        x = start + self.x
        if self.sign == "wait":
            draw_icon(canvas, "time", x, baseline - 8.6, self.colour, size=_CLOCK)
        elif self.sign:
            draw_share_dot(canvas, x + DOT, baseline - 3.7, self.colour, hollow=self.sign == "assumed")
        is_number = self.sign in ("measured", "assumed") and not any(letter.isalpha() for letter in self.text)
        canvas.text(start + self.text_x, baseline, self.text, self.style, self.colour, rtl=False if is_number else None)


def draw_share_dot(canvas: Canvas, x: float, y: float, colour: str, *, hollow: bool) -> None:
    """Draws the dot before a share around a point: filled where it was measured, hollow where it is assumed."""
    if hollow:
        canvas.circle(x, y, DOT - 0.6, "paper", stroke=colour, stroke_width=1.2)
    else:
        canvas.circle(x, y, DOT, colour)


class TrackLabel(NamedTuple):
    """Lines of pieces, each at its distance from the label's start; maybe with an arrow at such a distance."""

    lines: tuple[tuple[LabelPiece, ...], ...]
    arrow: float | None = None
    arrow_line: int = 0

    @property
    def width(self) -> float:
        """Its width in pixels."""
        width = max((piece.end for line in self.lines for piece in line), default=0.0)
        return width if self.arrow is None else max(width, self.arrow + _ARROW - _GAP)

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
                piece.draw(canvas, start, y)
        if self.arrow is not None:
            y = baseline - (len(self.lines) - 1 - self.arrow_line) * CAPTION.leading - CAPTION.size * 0.34
            start += self.arrow
            tip, tail = (start + 9, start) if forward else (start, start + 9)
            canvas.line(tail, y, tip, y, "ink", 1.4)
            back = -4 if forward else 4
            canvas.path(
                closed_path([(tip + back, y - 3), (tip + back, y + 3), (tip + (1 if forward else -1), y)]), "ink"
            )


def label_of(spec: MapSpec, transition: Transition, room: float) -> TrackLabel | None:
    """The label of a transition in lines of about `room` pixels; None where there is nothing to say.

    The wait on a way to the following step is not there but in the lane of time, unless the map does not show that.
    """
    label, wait = _who_and_when(spec, transition, room), wait_of(spec, transition)
    if wait is None:
        return label
    if label is None:
        return TrackLabel(((wait,),))
    *lines, last = label.lines
    beside = wait._replace(x=max(piece.end for piece in last) + 2 * _GAP)
    return TrackLabel((*lines, (*last, beside)) if beside.end <= room else (*lines, last, (wait,)))


def wait_of(spec: MapSpec, transition: Transition) -> LabelPiece | None:
    """The wait on a way, unless the lane of time shows it."""
    after = transition.written.after if transition.written is not None else None
    if after is None or is_in_lane(spec, transition):
        return None
    return LabelPiece(spec.words.span(after.number, after.unit), CAPTION, "ink2", 0, "wait")


def is_in_lane(spec: MapSpec, transition: Transition) -> bool:
    """Whether the lane of time shows the wait on a transition: on one to the following step, where the map has it."""
    target, numbers = transition.target, spec.journey.number_of
    if target is None or numbers[target.id] != numbers[transition.source.id] + 1:
        return False
    own = {lane.id for lane in spec.journey.custom}
    return "time" not in own and any(name == "time" for name, _ in map_lanes(spec.journey))


def _who_and_when(spec: MapSpec, transition: Transition, room: float) -> TrackLabel | None:
    words, written = spec.words, transition.written
    leaves = transition.target is None
    everybody = transition.share == 1 and not transition.share_is_written
    share = "" if transition.share is None or everybody else words.percent(transition.share)
    whose = words["list-comma"].join(whose_way(spec.journey, transition)) if transition.who is not None else ""
    if written is None:
        rest = words.say("share-not-written", share=share) if share and transition.source.next else ""
        text = _dotted(rest, whose)
        return TrackLabel(_column(text, CAPTION, "ink2" if whose else "ink3", room)) if text else None
    style = CAPTION_BOLD if transition.share_is_written else CAPTION
    colour = "pain" if leaves else "ink"
    sample = words.say("sample", n=written.n) if share and written.n is not None else ""
    if leaves and not written.when:
        rest = words.say("exit-share", share="").strip() if share else words["exit"]
        return _share_and_condition(share, _dotted(sample, whose, rest), room, style, colour)
    return _share_and_condition(share, _dotted(sample, whose, written.when or ""), room, style, colour)


def _dotted(*texts: str) -> str:
    return " · ".join(filter(None, texts))


def _share_and_condition(
    share: str, when: str, room: float, style: Type, colour: str, sign: Sign = ""
) -> TrackLabel | None:
    rest = "pain" if colour == "pain" else "ink2"
    if not share:
        return TrackLabel(_column(when, CAPTION, rest, room)) if when else None
    first = LabelPiece(share, style, colour, 0, sign)
    if not when:
        return TrackLabel(((first,),))
    after = first.end + _GAP
    if room - after < min(_NARROW, CAPTION.width(when)):
        return TrackLabel(((first,), *_column(when, CAPTION, rest, room)))
    beside = [LabelPiece(line, CAPTION, rest, after) for line in CAPTION.lines(when, max(room - after, _NARROW))]
    return TrackLabel(((first, beside[0]), *((piece,) for piece in beside[1:])))


def target_label(spec: MapSpec, transition: Transition, room: float) -> TrackLabel | None:
    """Where a way leads whose target is in another row: an arrow, then the touchpoint's number and name."""
    if transition.target is None:
        return None
    number = spec.words.number(spec.journey.number_of[transition.target.id])
    lines = CAPTION_STRONG.lines(f"{number} {transition.target.name}", max(room - _ARROW, _NARROW))
    return TrackLabel(tuple((LabelPiece(line, CAPTION_STRONG, "ink", _ARROW),) for line in lines), arrow=0.0)


def label_of_all(spec: MapSpec, members: Sequence[Transition], room: float) -> TrackLabel | None:
    """The labels of several transitions below each other, as `label_of` has them; with what was measured of them."""
    ways = spec.ways
    if ways is not None:
        from journeymap.layout.measured_labels import measured_label  # noqa: PLC0415  few maps have events

        return measured_label(spec, ways, members, room)
    if len(members) == 1:
        return label_of(spec, members[0], room)
    labels = [label for each in members if (label := label_of(spec, each, room))]
    return TrackLabel(tuple(line for label in labels for line in label.lines)) if labels else None


def gathered_label(spec: MapSpec, members: Sequence[Transition], room: float) -> TrackLabel:
    """The label of transitions whose conditions are in the foot: their share together, an arrow, and their targets."""
    words = spec.words
    known = all(each.share is not None and not whose_way(spec.journey, each) for each in members)
    share = words.percent(sum(each.share or 0 for each in members)) if known else ""
    style = CAPTION_BOLD if all(each.share_is_written for each in members) else CAPTION
    sign: Sign = ""
    ways = spec.ways
    if ways is not None:
        measured = ways.together(members)
        sign, style = ("assumed", CAPTION) if measured is None else ("measured", CAPTION_BOLD)
        share = share if measured is None else words.percent(round(measured, 2))
    if all(each.target is None for each in members):
        text = words.say("exit-share", share="").strip() if share else words["exit"]
        label = _share_and_condition(share, text, room, style, "pain", sign)
        assert label is not None
        return label
    targets = step_numbers(spec, [each.target for each in members])
    of_share = tuple(LabelPiece(each, style, "ink", 0, sign) for each in (share,) if each)
    before = max((each.end + _GAP for each in of_share), default=0.0)
    beside = bool(share) and before + _ARROW + CAPTION_STRONG.width(targets) <= room
    if not beside:
        before = 0.0
    texts = CAPTION_STRONG.lines(targets, max(room - before - _ARROW, _NARROW))
    lines = [(LabelPiece(text, CAPTION_STRONG, "ink", before + _ARROW),) for text in texts]
    if beside:
        return TrackLabel(((*of_share, *lines[0]), *lines[1:]), arrow=before)
    return TrackLabel((of_share, *lines) if share else tuple(lines), arrow=0.0, arrow_line=1 if share else 0)


def arriving_label(spec: MapSpec, members: Sequence[Transition]) -> TrackLabel:
    """The label where ways arrive that are not drawn: the numbers of their sources, then an arrow."""
    piece = LabelPiece(step_numbers(spec, [each.source for each in members]), CAPTION_STRONG, "ink", 0)
    return TrackLabel(((piece,),), arrow=CAPTION_STRONG.width(piece.text) + _GAP)


def step_numbers(spec: MapSpec, touchpoints: Iterable[Touchpoint | None]) -> str:
    """The numbers of a few touchpoints; how many there are, if they are more than three."""
    numbers = sorted({spec.journey.number_of[each.id] for each in touchpoints if each is not None})
    if len(numbers) > _MOST_NUMBERS:
        return spec.words.say("steps-count", count=len(numbers))
    return spec.words["list-comma"].join(map(spec.words.number, numbers))


def _column(text: str, style: Type, colour: str, room: float) -> tuple[tuple[LabelPiece, ...], ...]:
    return tuple((LabelPiece(line, style, colour, 0),) for line in style.lines(text, max(room, _NARROW)))

"""The labels of ways on a map with measures: the measured share, filled, and the assumed one beside it, hollow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.insight.transitions import Transition, whose_way
from journeymap.layout.canvas import CAPTION, CAPTION_BOLD
from journeymap.layout.measured_ways import MeasuredWays
from journeymap.layout.spec import MapSpec
from journeymap.layout.track_labels import LabelPiece, TrackLabel, wait_of
from journeymap.overlays.behaviour import MeasuredShare

_BETWEEN = 8.0
_NARROW = 40.0


def measured_label(spec: MapSpec, ways: MeasuredWays, members: Sequence[Transition], room: float) -> TrackLabel | None:
    """The label of the ways from one touchpoint to another, in lines of about `room` pixels; None without anything.

    Where there are several, what was measured is of all of them together and stands first.
    """
    share = ways.share(members)
    first = members[0]
    if first.target is None and first.written is None and not first.source.next:
        return None  # the end of the journey
    heads = [_measured(spec, share, room, leaves=first.target is None)] if share and _says(share, members) else []
    lines: list[tuple[LabelPiece, ...]] = []
    for each in members:
        said = _Said(
            spec, each, is_seen=share is not None or not ways.is_measurable(each), is_told=_is_told(ways, each)
        )
        pieces = [*heads, *said.share()]
        heads = []
        lines += _wrapped(pieces, said.words(), room, "pain" if each.target is None else "ink2")
        wait = wait_of(spec, each)
        if wait is not None:
            lines += _wrapped([*(lines.pop() if lines else ()), wait], "", room, "ink2")
    return TrackLabel(tuple(lines)) if lines else None


def _says(share: MeasuredShare, members: Sequence[Transition]) -> bool:
    """Whether a share says more than the file: not where all go on, as they do where it is silent."""
    return members[0].written is not None or bool(members[0].source.next) or share.counted < share.n


def _is_told(ways: MeasuredWays, transition: Transition) -> bool:
    """Whether all ways that were taken from where it begins are told."""
    return transition.source.id not in ways.behaviour.group.gaps


def _measured(spec: MapSpec, share: MeasuredShare, room: float, *, leaves: bool) -> LabelPiece:
    n = f" {spec.words.say('sample', n=share.n)}" if share.few else ""
    colour = "pain" if leaves else "ink"
    tried = [share.with_interval + n, share.text + n, share.text]
    pieces = [LabelPiece(text, CAPTION_BOLD, colour, 0, "measured") for text in tried]
    return next((piece for piece in pieces if piece.end <= room), pieces[-1])


class _Said:
    """What the file says of a way: its share, who takes it, and when."""

    def __init__(self, spec: MapSpec, transition: Transition, *, is_seen: bool, is_told: bool) -> None:
        self._spec = spec
        self._transition = transition
        self._missing = "" if is_seen else spec.words["not-seen" if is_told else "held-back-or-not-seen"]

    def share(self) -> Iterator[LabelPiece]:
        """The share that is assumed, if the file has or implies one."""
        transition, words = self._transition, self._spec.words
        if transition.share is None or (transition.share == 1 and not transition.share_is_written):
            return
        text, style, colour = words.percent(transition.share), CAPTION, "ink2"
        if transition.written is None:
            text, colour = words.say("share-not-written", share=text), "ink3"
        yield LabelPiece(text, style, colour, 0, "assumed")

    def words(self) -> str:
        """The words after the shares."""
        transition, words = self._transition, self._spec.words
        whose = whose_way(self._spec.journey, transition) if transition.who is not None else ()
        when = transition.written.when if transition.written is not None else ""
        if transition.target is None and not when:
            has_share = transition.share_is_written or not self._missing
            when = words.say("exit-share", share="").strip() if has_share else words["exit"]
        return " · ".join(filter(None, (words["list-comma"].join(whose), when, self._missing)))


def _wrapped(pieces: Sequence[LabelPiece], words: str, room: float, colour: str) -> Iterator[tuple[LabelPiece, ...]]:
    """Pieces in lines of about `room` pixels, and words after the last of them, or below them."""
    line: list[LabelPiece] = []
    end = 0.0
    for piece in pieces:
        start = end + _BETWEEN if line else 0.0
        placed = piece._replace(x=start)
        if line and placed.end > room:
            yield tuple(line)
            line, placed = [], piece._replace(x=0.0)
        line.append(placed)
        end = placed.end
    if words and line and end + _BETWEEN / 2 + CAPTION.width(words) <= room:
        line.append(LabelPiece(words, CAPTION, colour, end + _BETWEEN / 2))
        words = ""
    if line:
        yield tuple(line)
    if words:
        yield from ((LabelPiece(text, CAPTION, colour, 0),) for text in CAPTION.lines(words, max(room, _NARROW)))

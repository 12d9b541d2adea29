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
        said = _Said(spec, each, "" if share is not None else _why_none(spec, ways, each))
        pieces = [*heads, *said.share(room, is_measured=share is not None)]
        heads = []
        lines += _wrapped(pieces, said.words(), room, "pain" if each.target is None else "ink2")
        wait = wait_of(spec, each)
        if wait is not None:
            lines += _wrapped([*(lines.pop() if lines else ()), wait], "", room, "ink2")
    return TrackLabel(tuple(lines)) if lines else None


def _says(share: MeasuredShare, members: Sequence[Transition]) -> bool:
    """Whether a share says more than the file: not where all take the only way, and it need not say so."""
    return share.counted < share.n or any(each.share != 1 or each.share_is_written for each in members)


def _why_none(spec: MapSpec, ways: MeasuredWays, transition: Transition) -> str:
    """Why no share is told of a way, where customers who take it would have been seen."""
    group = ways.group((transition,))
    if group is None or not ways.is_measurable(transition):
        return ""
    return spec.words["held-back-or-not-seen" if transition.source.id in group.gaps else "not-seen"]


def _measured(spec: MapSpec, share: MeasuredShare, room: float, *, leaves: bool) -> LabelPiece:
    n = f" {spec.words.say('sample', n=share.n)}" if share.few else ""
    colour = "pain" if leaves else "ink"
    tried = [share.with_interval + n, share.text + n, share.text]
    pieces = [LabelPiece(text, CAPTION_BOLD, colour, 0, "measured") for text in tried]
    return next((piece for piece in pieces if piece.end <= room), pieces[-1])


class _Said:
    """What the file says of a way: its share, who takes it, and when."""

    def __init__(self, spec: MapSpec, transition: Transition, missing: str) -> None:
        self._spec = spec
        self._transition = transition
        self._missing = missing

    def share(self, room: float, *, is_measured: bool) -> Iterator[LabelPiece]:
        """The share that the file has or implies: assumed, or with its n measured before, unless it `is_measured`."""
        transition, words = self._transition, self._spec.words
        n = transition.written.n if transition.written is not None else None
        if n is not None and transition.share is not None:
            if not is_measured:
                text = f"{words.percent(transition.share)} {words.say('sample', n=n)}"
                yield LabelPiece(text, CAPTION_BOLD, "ink", 0, "measured")
            return
        if transition.share is None or (transition.share == 1 and not transition.share_is_written):
            return
        share = LabelPiece(words.percent(transition.share), CAPTION, "ink2", 0, "assumed")
        if transition.written is None:
            said = share._replace(text=words.say("share-not-written", share=share.text), colour="ink3")
            share = said if said.end <= room else share
        yield share

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

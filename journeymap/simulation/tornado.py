"""What the first place hangs on: the gain of a set as each input goes from low to high, the others as is likely.

An input is the size of an effect, or a share of today that was measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.records import NamedTuple
from journeymap.simulation.candidates import Candidates
from journeymap.simulation.today import ShareToday

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np

    from journeymap.simulation.what_if import WhatIf

    Array = np.ndarray[Any, np.dtype[np.float64]]
    World = Callable[[ShareToday, float], WhatIf]

_BEYOND = 1e-9
_HALVINGS = 30


class LostLead(NamedTuple):
    """Where another set comes first: from the size, or the share, `beyond` on; at the end, it brings `gain`.

    `actions` is empty where doing nothing comes first, as no set brings anything there.
    """

    beyond: float
    actions: tuple[str, ...]
    gain: float


class Bar(NamedTuple):
    """The gain of the best set with the input of this number at its low and its high end; None where it leads there.

    Inputs are the effects and, after them, the shares of today.
    """

    input: int
    low: float
    high: float
    lost_low: LostLead | None
    lost_high: LostLead | None

    @property
    def width(self) -> float:
        """How far the gain moves."""
        return abs(self.high - self.low)

    @property
    def is_turning(self) -> bool:
        """Whether another set comes first at one of its ends."""
        return self.lost_low is not None or self.lost_high is not None


def tornado(candidates: Candidates, what_if: WhatIf, best: int, sets: list[int], slack: float) -> tuple[Bar, ...]:
    """Returns a bar for each input of the best set, the widest first, and for others that take the lead from it.

    Another set takes the lead where it brings more by over `slack`, as gains are counted.
    """
    import numpy as np

    count, sets = len(what_if.inputs), [0, *sets]  # to do nothing may also be best
    sizes = np.tile(what_if.likely[:, None], (1, 2 * count))
    for place, each in enumerate(what_if.inputs):
        sizes[place, 2 * place], sizes[place, 2 * place + 1] = each.low, each.high
    own, most, rivals = _compared(candidates, what_if, best, sets, sizes)
    chosen = candidates.chosen(best)
    found = []
    for place, each in enumerate(what_if.inputs):
        lost = []
        for end in (2 * place, 2 * place + 1):
            rival = rivals[end]
            is_lost = most[end] > own[end] + slack
            to = (each.low, each.high)[end % 2]
            beyond = _turn(candidates, what_if, (best, rival), place, to, slack) if is_lost else 0.0
            lost.append(LostLead(beyond, candidates.chosen(rival), float(most[end])) if is_lost else None)
        moves = abs(own[2 * place + 1] - own[2 * place]) > _BEYOND
        if (each.action in chosen and moves) or any(lost):
            found.append(Bar(place, float(own[2 * place]), float(own[2 * place + 1]), *lost))
    return tuple(sorted(found, key=lambda bar: (-round(bar.width, 9), what_if.inputs[bar.input].action, bar.input)))


def tornado_of_today(
    candidates: Candidates, shares: Sequence[ShareToday], world: World, first: int, best: int, sets: list[int],
    slack: float,
) -> tuple[Bar, ...]:  # fmt: skip
    """Returns a bar for each share of today that moves the gain of the best set, or gives the lead to another.

    `world` gives what actions bring if a share is another one; the inputs are numbered from `first` on.
    """
    sets, found = [0, *sets], []
    for number, share in enumerate(shares, first):
        gains: list[float] = []
        lost: list[LostLead | None] = []
        for to in (share.low, share.high):
            what_if = world(share, to)
            own, most, rivals = _compared(candidates, what_if, best, sets, what_if.likely[:, None])
            gains.append(float(own[0]))
            is_lost = most[0] > own[0] + slack
            beyond = _turn_of_today(candidates, world, (best, rivals[0]), share, to, slack) if is_lost else 0.0
            lost.append(LostLead(beyond, candidates.chosen(rivals[0]), float(most[0])) if is_lost else None)
        bar = Bar(number, gains[0], gains[1], lost[0], lost[1])
        if bar.width > _BEYOND or bar.is_turning:
            found.append(bar)
    return tuple(found)


def widest_first(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    """Returns bars by how far the gain moves; those that are equally wide stay as they are."""
    return tuple(sorted(bars, key=lambda bar: -round(bar.width, 9)))


def _compared(
    candidates: Candidates, what_if: WhatIf, best: int, sets: list[int], sizes: Array
) -> tuple[Array, Array, list[int]]:
    """The gain of the best set at each size, the largest of all sets, and which of these has it."""
    import numpy as np

    own = what_if.gains(candidates.masks([best]), sizes)[0]
    most, rivals = np.full(sizes.shape[1], -np.inf), np.zeros(sizes.shape[1], dtype=np.int64)
    for first in range(0, len(sets), 256):
        gains = what_if.gains(candidates.masks(sets[first : first + 256]), sizes)
        top = gains.argmax(axis=0)
        better = gains.max(axis=0) > most + _BEYOND
        rivals = np.where(better, top + first, rivals)
        most = np.where(better, gains.max(axis=0), most)
    return own, most, [sets[each] for each in rivals.tolist()]


def _turn_of_today(
    candidates: Candidates, world: World, sets: tuple[int, int], share: ShareToday, end: float, slack: float
) -> float:
    """The share, from the likely one to an end, at which the second set begins to bring more."""
    near, far = share.likely, end
    masks = candidates.masks(list(sets))
    for _ in range(_HALVINGS):
        middle = (near + far) / 2
        what_if = world(share, middle)
        own, other = what_if.gains(masks, what_if.likely[:, None])[:, 0]
        near, far = (near, middle) if other > own + slack else (middle, far)
    return far


def _turn(
    candidates: Candidates, what_if: WhatIf, sets: tuple[int, int], place: int, end: float, slack: float
) -> float:
    """The size of an input, from its likely one to an end, at which the second set begins to bring more."""
    near, far = what_if.inputs[place].likely, end
    masks = candidates.masks(list(sets))
    for _ in range(_HALVINGS):
        middle = (near + far) / 2
        sizes = what_if.likely[:, None].copy()
        sizes[place] = middle
        own, other = what_if.gains(masks, sizes)[:, 0]
        near, far = (near, middle) if other > own + slack else (middle, far)
    return far

"""The agenda of a workshop: its parts and breaks, in minutes that add up exactly to its length."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.errors import UserError

LEAST, MOST = 45, 480

# The parts in order, each with its share of the working time.
_PARTS = {
    "welcome": 7,
    "customer": 8,
    "steps": 18,
    "inside": 14,
    "feeling": 14,
    "behind": 10,
    "pains": 14,
    "opportunities": 14,
    "vote": 7,
    "actions": 20,
    "close": 8,
}
# The breaks of workshops from a length in minutes: (after which part, which break, minutes).
_BREAKS: tuple[tuple[int, tuple[tuple[str, str, int], ...]], ...] = (
    (360, (("inside", "break", 15), ("behind", "lunch", 45), ("opportunities", "break", 15))),
    (270, (("inside", "break", 15), ("pains", "break", 15))),
    (180, (("feeling", "break", 15),)),
    (120, (("feeling", "break", 10),)),
    (0, ()),
)
_ROUND = 5  # minutes; no workshop keeps to a plan of single minutes
_ROUND_FROM = 75

LINES = {
    "welcome": ("welcome-1", "welcome-2"),
    "customer": ("customer-1",),
    "steps": ("steps-1", "steps-2", "steps-3"),
    "inside": ("inside-1", "inside-2"),
    "feeling": ("feeling-1", "feeling-2", "feeling-3"),
    "behind": ("behind-1", "behind-2"),
    "pains": ("pains-1", "pains-2", "pains-3"),
    "opportunities": ("opportunities-1", "opportunities-2"),
    "vote": ("vote-1", "vote-2"),
    "actions": ("actions-1", "actions-2", "actions-4", "actions-3"),
    "close": ("close-1", "close-2", "close-3"),
    "break": (),
    "lunch": (),
}
"""The keys of the sentences that the guide has for each part of the agenda."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of the agenda; its start, from that of the workshop, and its length are in minutes."""

    part: str
    start: int
    minutes: int


def agenda(minutes: int) -> tuple[Slot, ...]:
    """The parts of a workshop and its breaks, whose lengths add up to `minutes`.

    The working time is divided by the largest remainder method, in steps of five minutes if possible.
    Raises UserError below 45 and above 480 minutes.
    """
    if not LEAST <= minutes <= MOST:
        raise UserError(
            f"--minutes: a workshop of {minutes} minutes has no agenda", hint=f"choose from {LEAST} to {MOST}"
        )
    breaks = {after: (name, length) for after, name, length in _breaks(minutes)}
    shares = _shared(minutes - sum(length for _, length in breaks.values()))
    slots: list[Slot] = []
    start = 0
    for part, length in shares.items():
        for name, taken in ((part, length), *((breaks[part],) if part in breaks else ())):
            slots.append(Slot(name, start, taken))
            start += taken
    return tuple(slots)


def _breaks(minutes: int) -> tuple[tuple[str, str, int], ...]:
    return next(breaks for least, breaks in _BREAKS if minutes >= least)


def _shared(minutes: int) -> dict[str, int]:
    """Minutes for each part: one step each, and the rest by the parts' shares."""
    step = _ROUND if minutes % _ROUND == 0 and minutes >= _ROUND_FROM else 1
    rest = minutes // step - len(_PARTS)
    total = sum(_PARTS.values())
    exact = {part: rest * share / total for part, share in _PARTS.items()}
    given = {part: int(value) for part, value in exact.items()}
    order = sorted(_PARTS, key=lambda part: (given[part] - exact[part], list(_PARTS).index(part)))
    for part in order[: rest - sum(given.values())]:
        given[part] += 1
    return {part: (given[part] + 1) * step for part in _PARTS}

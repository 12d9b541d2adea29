"""What counting the events of a source gives."""

from __future__ import annotations

from typing import Literal, NamedTuple

EXIT, COMPLETED = -1, -2
"""Where a visit leads to that ends its session, in place of a touchpoint's number."""

ShareOf = Literal["reach", "drop-off", "returns", "conversion", "transition", "journey", "any"]
"""What a share is of. `transition` is of the visits to a touchpoint, all others of sessions: `reach` of all, `drop-off`
and `returns` of those that came to the touchpoint, `conversion` of those that came to the step of the funnel before in
the order of the journey, and `journey` and `any`, the funnel's orders, of those that came to its first step."""


class CountedShare(NamedTuple):
    """How many of the sessions or visits of a cell did something, with their sums over cases.

    `touchpoint` and `other` are numbers of `CountedEvents.touchpoints`; `other` is that of the next touchpoint, or EXIT
    or COMPLETED, for a transition, that of the step before for a conversion, else `touchpoint` again. `segments` has
    the segment's id, or `other`, for each dimension of the source, and an empty text for all. A case has m sessions or
    visits, of which y did it: m, m2, y, y2 and my are Σm, Σm², Σy, Σy² and Σmy. `cases` have an m above 0, `y_cases`
    a y.
    """

    of: ShareOf
    touchpoint: int
    other: int
    segments: tuple[str, ...]
    period: str
    cases: int
    m: int
    m2: int
    y_cases: int
    y: int
    y2: int
    my: int


class CountedTime(NamedTuple):
    """How long it took from one touchpoint to another in a cell, in microseconds.

    `between` is `first` or `next`, as in the file of measures. There are n times of so many `cases`. `middle` are the
    two in the middle (one and the same for an odd n), `low` and `high` the ends of the interval of the median, None
    where there is none.
    """

    between: Literal["first", "next"]
    touchpoint: int
    to: int
    segments: tuple[str, ...]
    period: str
    n: int
    cases: int
    middle: tuple[int, int]
    low: int | None
    high: int | None


class CountedEvents(NamedTuple):
    """The sessions of a source, counted.

    `touchpoints` are all of the journey, in its order, `dimensions` all of the source, and `funnel` the numbers of its
    touchpoints. `open_sessions` may go on, as they end less than `session_gap` before the last event of all. `back` are
    the visits that stand in a file before the event that is the last one before them in time.
    """

    touchpoints: tuple[str, ...]
    dimensions: tuple[str, ...]
    funnel: tuple[int, ...]
    cases: int
    sessions: int
    open_sessions: int
    back: int
    shares: tuple[CountedShare, ...]
    times: tuple[CountedTime, ...]

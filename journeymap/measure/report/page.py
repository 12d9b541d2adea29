"""The report on measures with finished texts. Its drawing and its templates only place them.

Points are those of 100 of a figure's scale. A `direction` is 1 for what became better, -1 for worse, 0 for neither.
"""

from __future__ import annotations

from journeymap.records import NamedTuple


class ReportFact(NamedTuple):
    """A label and its text."""

    label: str
    text: str


class ReportStep(NamedTuple):
    """A touchpoint: its number on the map, whether it is a moment of truth, and its name."""

    number: str
    is_moment: bool
    name: str


class ReportDot(NamedTuple):
    """A figure's change in points, to the side of better, and whether it moved beyond noise.

    `mover` is the index of the mover whose change this is; None for that of another segment of it, and for noise.
    """

    points: float
    has_moved: bool
    mover: int | None


class ReportTick(NamedTuple):
    """A place on the axis of changes, in points, and its text."""

    points: float
    text: str


class ReportPoint(NamedTuple):
    """A figure in a period, with the ends of its interval; all None where nothing is told."""

    period: str
    value: float | None
    low: float | None
    high: float | None
    told: str


class ReportParts(NamedTuple):
    """A change in two parts, in points: what the groups changed, and what comes from other groups; and their texts.

    `told` is both texts in one.
    """

    within: float
    mix: float
    within_text: str
    mix_text: str
    told: str


class ReportTask(NamedTuple):
    """An action that answers a change: its code, title and owners; when it is due, and whether that has passed."""

    code: str
    title: str
    owner: str
    due: str
    is_late: bool


class ReportMover(NamedTuple):
    """What moved: where, which metric of whom, how much, and in which periods; what it is made of; who answers it.

    `counts` says from what to what, and the number of answers; `also` has the other segments in which it moved. `first`
    and `last` name the ends of the series. `further` has the codes of actions beside the `task`. Without a task,
    `unanswered` says so, with a note. `done` names the actions that have been done there, and when.
    """

    step: ReportStep
    what: str
    direction: int
    change: str
    unit: str
    interval: str
    counts: str
    also: tuple[str, ...]
    series: tuple[ReportPoint, ...]
    first: str
    last: str
    parts: ReportParts | None
    why: str
    task: ReportTask | None
    further: str
    unanswered: str
    unanswered_note: str
    done: tuple[str, ...]


class ReportQuote(NamedTuple):
    """A comment in its own words, in quotation marks, and who said it when, with the score beside it."""

    step: ReportStep
    text: str
    note: str


class ReportSignals(NamedTuple):
    """How many of the comments at a touchpoint have each signal, the most first."""

    step: ReportStep
    signals: tuple[ReportFact, ...]
    note: str


class ReportWhisker(NamedTuple):
    """A figure as it is drawn and told: value and ends of its interval in its unit, and both as texts."""

    value: float
    low: float | None
    high: float | None
    text: str
    interval: str


class ReportStanding(NamedTuple):
    """A figure of all customers in the newest period: how it stands on its scale, from 0 to 1, and its texts.

    `few` says that it rests on fewer answers than are wanted.
    """

    step: ReportStep
    what: str
    whisker: ReportWhisker
    sample: str
    few: bool


class ReportEffect(NamedTuple):
    """A figure before an action was done and since, and what that says; `is_said` where it says anything.

    `done` says since when, and `what` which figure it is; empty where there is none.
    """

    code: str
    title: str
    done: str
    what: str
    before: ReportWhisker | None
    after: ReportWhisker | None
    verdict: str
    is_said: bool


class ReportWay(NamedTuple):
    """A way that customers take otherwise than the journey says: from a step, where to, and of whom.

    `stated` is its share as the journey has it, None where it has none, and `measured` that of the visits, both from 0
    to 1. `said` says in a word or two what the journey says, and `sample` the number of visits.
    """

    step: ReportStep
    to: str
    stated: ReportWhisker | None
    measured: ReportWhisker
    said: str
    sample: str


class ReportRemark(NamedTuple):
    """A label and what is to be told under it, each text on its own."""

    label: str
    texts: tuple[str, ...]


class ReportDisagreements(NamedTuple):
    """What customers do otherwise than the journey says: ways, the largest gaps first, and what else is to be told."""

    ways: tuple[ReportWay, ...]
    note: str
    remarks: tuple[ReportRemark, ...]


class ReportLegend(NamedTuple):
    """Which marks the report has, each as its finished text; empty for a mark that is not there."""

    parts: str
    series: str
    noise: str
    also: str
    moment: str
    late: str


class ReportPage(NamedTuple):
    """The whole report, in order. `words` has its headings by key, and `said_in` their language.

    `standing` is told where nothing moved, or where nothing can be compared; `otherwise` where there is anything.
    """

    language: str
    said_in: str
    is_rtl: bool
    kicker: str
    title: str
    lead: str
    facts: tuple[ReportFact, ...]
    words: dict[str, str]
    family: str
    dots: tuple[ReportDot, ...]
    ticks: tuple[ReportTick, ...]
    movers: tuple[ReportMover, ...]
    standing: tuple[ReportStanding, ...]
    standing_note: str
    quotes: tuple[ReportQuote, ...]
    quotes_heading: str
    quotes_note: str
    signals: tuple[ReportSignals, ...]
    effects: tuple[ReportEffect, ...]
    effects_note: str
    experiments: tuple[ReportRemark, ...]
    otherwise: ReportDisagreements | None
    counted: str
    legend: ReportLegend
    closing: str

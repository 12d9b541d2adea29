"""Experiments: what was tried on some customers and not on others, what was planned, and what came of it."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, Literal

from journeymap.digits import DIGIT, latin
from journeymap.model.effects import SHIFT, Shift
from journeymap.model.item import BY_ID, HOW_READ, INTERNAL, Item
from journeymap.model.kinds import Choice, Date, Id, Number, Share, Text, number_of
from journeymap.model.reading import Json, Report, exactly, wrong
from journeymap.model.shape import ListOf, MapOf, Omitted, Struct
from journeymap.records import NamedTuple
from journeymap.source.tree import Node, Scalar

_NAMED = Omitted("the page has its name, not its key", ("page",))


class Level(NamedTuple):
    """Where a metric stands: `20%` is 20 with `is_share`, and `4.2` is a mean in the metric's own unit."""

    number: float
    is_share: bool

    @property
    def written(self) -> str:
        """The same as a file has it."""
        return f"{self.number:.12g}{'%' if self.is_share else ''}"


class LevelKind:
    """Where a metric stands: `20%` for a share of customers, or a number in the metric's unit for a mean."""

    _PATTERN = exactly(rf"[-−]?{DIGIT}{{1,12}}(?:[.٫]{DIGIT}{{1,6}})? ?[%٪]?")

    def read(self, node: Node, report: Report) -> Any:
        hint = "write `20%` for a share of customers, or a number in the metric's unit for a mean"
        value = number_of(node)
        if isinstance(value, str) and isinstance(node, Scalar) and re.search(self._PATTERN, node.text):
            share = float(latin(node.text).rstrip("% "))
            if not 0 <= share <= 100:
                return report.add("JM106", f"{share:g}% is out of range for a share", node.span, hint)
            return Level(share, is_share=True)
        if value is None or isinstance(value, str | bool):
            return wrong(node, "a share or a number", report, hint)
        if abs(value) > 1e12:
            return report.add("JM106", f"{value:g} is out of range", node.span, hint)
        return Level(float(value), is_share=False)

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"type": ["number", "string"], "minimum": -1e12, "maximum": 1e12, "pattern": self._PATTERN}


class ExperimentVariant(Item):
    """One of the ways in which customers are treated in an experiment."""

    NOUN: ClassVar[str] = "a variant"

    id: Annotated[str, Id(), "The variant's id; unique in the experiment.", INTERNAL]
    name: Annotated[str | None, Text(), "What is done, in a few words; left out, its id."] = None
    share: Annotated[
        float | None,
        Share(),
        "The part of the experiment's customers who get it: `50%`; left out, all get equal parts.",
    ] = None

    @property
    def called(self) -> str:
        """Its name, or else its id."""
        return self.name or self.id


class ExperimentSource(Item):
    """Where the outcome of an experiment is read from: a source whose rows say which variant a customer got."""

    NOUN: ClassVar[str] = "a source of an experiment"

    id: Annotated[str, Id(of="source"), "The id of the source.", HOW_READ]
    column: Annotated[str, Text(), "The column that says which variant a customer got.", HOW_READ]
    map: Annotated[
        Mapping[str, str],
        MapOf(Id(), free=True),
        "The variant's id for each value of the column; left out, the values are the ids.",
        HOW_READ,
    ] = {}
    covariate: Annotated[
        str | None,
        Text(),
        "A column with the same figure from before the start, by which chance differences are evened out (CUPED).",
        HOW_READ,
    ] = None


class ExperimentArm(Item):
    """What was counted of the customers of one variant."""

    NOUN: ClassVar[str] = "an arm of an experiment"
    ONE_OF: ClassVar[tuple[str, ...]] = ("events", "mean")

    variant: Annotated[str, Id(), "The id of the variant.", _NAMED]
    n: Annotated[int, Number(0, 1e12, whole=True), "How many customers got it."]
    events: Annotated[int | None, Number(0, 1e12, whole=True), "Of a share, how many of them did what is counted."] = (
        None
    )
    mean: Annotated[float | None, Number(), "Of a mean, the mean of what was measured."] = None
    sd: Annotated[float | None, Number(0), "Of a mean, its standard deviation."] = None


class ExperimentComparison(Item):
    """The difference between a variant and the control."""

    NOUN: ClassVar[str] = "a comparison"

    variant: Annotated[str, Id(), "The id of the variant that is compared with the control.", _NAMED]
    difference: Annotated[
        float, Number(), "The variant less the control: of a share in points, else in the metric's unit."
    ]
    low: Annotated[float, Number(), "The lower end of the difference's interval."]
    high: Annotated[float, Number(), "The upper end of the difference's interval."]
    p: Annotated[float, Number(0, 1), "The p-value; of several comparisons, Holm's."]
    exact: Annotated[
        float | None, Number(0, 1), "The p-value of an exact test, where it tells something else than `p`."
    ] = None


class ExperimentResult(Item):
    """What came of an experiment: what was counted, and the difference that follows from it."""

    NOUN: ClassVar[str] = "a result"

    date: Annotated[dt.date, Date(), "The day on which it was read."]
    arms: Annotated[
        tuple[ExperimentArm, ...],
        ListOf(Struct(ExperimentArm), identified_by=(("variant",),)),
        "What was counted of each variant.",
    ] = ()
    difference: Annotated[
        float | None,
        Number(),
        "Of two variants, the second less the control: of a share in points, else in the metric's unit.",
    ] = None
    low: Annotated[float | None, Number(), "The lower end of its interval."] = None
    high: Annotated[float | None, Number(), "The upper end of its interval."] = None
    p: Annotated[float | None, Number(0, 1), "Its p-value."] = None
    exact: Annotated[
        float | None, Number(0, 1), "The p-value of an exact test, where it tells something else than `p`."
    ] = None
    comparisons: Annotated[
        tuple[ExperimentComparison, ...],
        ListOf(Struct(ExperimentComparison), identified_by=(("variant",),)),
        "Of more than two variants, the difference of each to the control.",
    ] = ()
    split: Annotated[
        float | None,
        Number(0, 1),
        "The p-value of the sample ratio check: under 0.001 the split is broken, and nothing is judged.",
    ] = None
    method: Annotated[str | None, Text(), "How the difference and its interval were computed."] = None
    stopped: Annotated[
        Literal["planned", "early"] | None,
        Choice(("planned", "early"), locale_prefix="stopped-"),
        "Whether it ran as long as planned, or was stopped `early`.",
    ] = None


class Experiment(Item):
    """Something that is tried on some customers and not on others, to see whether it helps."""

    NOUN: ClassVar[str] = "an experiment"

    id: Annotated[str, Id(), "The experiment's id; short ids such as `x1` are shown on the map.", INTERNAL]
    name: Annotated[str | None, Text(), "What it is called; left out, as its action is."] = None
    touchpoint: Annotated[str, Id(of="touchpoint"), "The id of the touchpoint at which it is tried."]
    action: Annotated[str | None, Id(of="action"), "The id of the action that it tries out."] = None
    hypothesis: Annotated[str | None, Text(), "What is expected to happen, and why."] = None
    variants: Annotated[
        tuple[ExperimentVariant, ...],
        ListOf(Struct(ExperimentVariant), identified_by=BY_ID),
        "The ways in which customers are treated; the first is the control.",
    ]
    metric: Annotated[
        str,
        Id(),
        "What it should change: `conversion`, `csat`, or another metric of the touchpoint or a later one.",
        _NAMED,
    ]
    baseline: Annotated[
        Level | None,
        LevelKind(),
        "Where the metric stands without it: `20%` for a share, a number in the metric's unit for a mean.",
    ] = None
    sd: Annotated[float | None, Number(0), "Of a mean, the standard deviation from customer to customer."] = None
    smallest_effect: Annotated[
        Shift | None,
        SHIFT,
        "The smallest change worth seeing: `5pp` (points), a number in the metric's unit, or `10%` of the baseline.",
    ] = None
    power: Annotated[float, Share(), "How likely it is that such a change is seen; left out, 80%."] = 0.8
    alpha: Annotated[float, Share(), "How likely it is that a change is seen where there is none; left out, 5%."] = 0.05
    per_day: Annotated[
        float | None, Number(0, 1e9), "How many customers come into the experiment in a day, all variants together."
    ] = None
    start: Annotated[dt.date | None, Date(), "The first day."] = None
    end: Annotated[dt.date | None, Date(), "The last day; from the day after, its result is due."] = None
    owner: Annotated[str | None, Id(of="owner"), "The id of the owner who answers for it."] = None
    source: Annotated[
        ExperimentSource | None, Struct(ExperimentSource), "Where its outcome is read from.", HOW_READ
    ] = None
    result: Annotated[ExperimentResult | None, Struct(ExperimentResult), "What came of it."] = None

    @property
    def called(self) -> str:
        """Its own name, or else its id; `insight.experiments.name_of` takes its action's before the id."""
        return self.name or self.id


EXPERIMENTS = ListOf(Struct(Experiment, each="experiment"), identified_by=BY_ID)

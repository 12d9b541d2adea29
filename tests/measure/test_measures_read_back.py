"""Whatever stands in a file of measures is read back as it was written, and what cannot be is refused at its place."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from journeymap.errors import UserError
from journeymap.measure.measured import (
    MeasuredCell,
    MeasuredComments,
    MeasuredExperience,
    MeasuredFunnelStep,
    MeasuredQuestion,
    MeasuredQuote,
    MeasuredSource,
    MeasuredTime,
    MeasuredTransition,
    MeasureOptions,
    Measures,
)
from journeymap.measure.measures import read_measures, written
from journeymap.measure.period_days import PERIODS

MOST = 1e15
KINDS = {
    "csat": ("wilson", 0, 100), "nps": ("adjusted-wald", -100, 100), "tgw": ("poisson", 0, MOST),
    "importance": ("wilson", 0, 10), "opportunity": ("ulwick", 0, 20), "on-time": ("wilson", 0, 100),
    "minutes": ("t", -MOST, MOST),
}  # fmt: skip
TEXTS = st.text(max_size=8)
COUNTS = st.integers(0, (1 << 53) - 1)
SEGMENTS = st.dictionaries(TEXTS, TEXTS, max_size=2)
CONFIDENCES = st.sampled_from([90, 95, 99])
WORDS = st.text("abc-", min_size=1, max_size=4)


@cache
def numbers(low: float = -MOST, high: float = MOST) -> st.SearchStrategy[float]:
    """Numbers with nine digits that count, as the file has them."""
    return st.floats(low, high).map(lambda number: float(f"{number:.9g}"))


@st.composite
def intervals(draw: st.DrawFn, low: float, high: float) -> tuple[float, float | None, float | None]:
    """A figure with its interval, or without one."""
    least, middle, most = sorted(draw(st.tuples(*[numbers(low, high)] * 3)))
    return (middle, least, most) if draw(st.booleans()) else (middle, None, None)


@st.composite
def scales(draw: st.DrawFn) -> tuple[float, float]:
    low, high = sorted(draw(st.lists(numbers(-1e6, 1e6), min_size=2, max_size=2, unique=True)))
    return low, high


def questions() -> st.SearchStrategy[MeasuredQuestion]:
    better = st.sampled_from(["higher", "lower"])
    return st.builds(MeasuredQuestion, TEXTS, st.sampled_from(list(KINDS)),
                     st.none() | scales(), better)  # fmt: skip


def sources() -> st.SearchStrategy[MeasuredSource]:
    asked = st.lists(questions(), max_size=3, unique_by=lambda each: each[:2]).map(tuple)
    some = st.none() | COUNTS
    return st.builds(MeasuredSource, TEXTS, st.lists(TEXTS, max_size=2).map(tuple), TEXTS, COUNTS, COUNTS,
                     st.dictionaries(TEXTS, COUNTS, max_size=2), COUNTS, st.none() | TEXTS, some, asked, some,
                     some)  # fmt: skip


@st.composite
def figures(draw: st.DrawFn, low: float, high: float, scale: tuple[float, float] | None) -> dict[str, Any]:
    """What a cell and the experience share, but for the source and the method."""
    value = dict(zip(("value", "low", "high"), draw(intervals(low, high)), strict=True))
    answered = draw(st.just((None, None, None)) | intervals(*(scale or (-MOST, MOST))))
    return {
        "segment": draw(SEGMENTS), "period": draw(TEXTS), "n": draw(COUNTS), "respondents": draw(st.none() | COUNTS),
        "n_effective": draw(numbers()), "confidence": draw(CONFIDENCES), **value,
        **dict(zip(("mean", "mean_low", "mean_high"), answered, strict=True)),
    }  # fmt: skip


@st.composite
def cells(draw: st.DrawFn, listed: tuple[MeasuredSource, ...]) -> MeasuredCell:
    """A cell, of a question of one of the sources if there is any."""
    asked = [(source.id, each) for source in listed for each in source.questions]
    metric = draw(st.sampled_from(list(KINDS)))
    touchpoint, source, scale = draw(TEXTS), draw(TEXTS), None
    if asked and draw(st.booleans()):
        source, (touchpoint, metric, scale, _) = draw(st.sampled_from(asked))
    elif any((source, touchpoint, metric) == (id_, *each[:2]) for id_, each in asked):
        source += "+"
    method, low, high = KINDS[metric]
    figure = draw(figures(low, high, scale))
    return MeasuredCell(touchpoint, metric, source, method=method, **figure)


@st.composite
def shares(draw: st.DrawFn) -> dict[str, Any]:
    """What a transition and a step of the funnel share."""
    value = dict(zip(("value", "low", "high"), draw(intervals(0, 100)), strict=True))
    n = draw(COUNTS)
    return {
        "source": draw(TEXTS), "segment": draw(SEGMENTS), "period": draw(TEXTS), "n": n,
        "counted": draw(st.integers(0, n)), "cases": draw(COUNTS), "n_effective": draw(numbers()), **value,
        "method": draw(TEXTS), "confidence": draw(CONFIDENCES),
    }  # fmt: skip


@st.composite
def times(draw: st.DrawFn) -> MeasuredTime:
    between = draw(st.sampled_from(["first", "next"]))
    named = (draw(TEXTS), draw(TEXTS), between, draw(TEXTS), draw(SEGMENTS), draw(TEXTS), draw(COUNTS), draw(COUNTS))
    return MeasuredTime(*named, *draw(intervals(0, MOST)), draw(TEXTS), draw(CONFIDENCES))


@st.composite
def measures(draw: st.DrawFn) -> Measures:
    """Everything that a file of measures may hold, all of it anything that may stand there."""

    def some(kind: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        return tuple(draw(st.lists(kind, max_size=1)))

    listed = tuple(draw(st.lists(sources(), max_size=2, unique_by=lambda each: each.id)))
    cuts = st.lists(st.lists(WORDS, min_size=1, max_size=2).map(tuple), max_size=2).map(tuple)
    options = MeasureOptions(draw(st.sampled_from(PERIODS)), draw(cuts), draw(CONFIDENCES), draw(COUNTS), draw(COUNTS))
    felt = figures(-2, 2, None).map(
        lambda figure: MeasuredExperience(measure="peak-end", of="curve", source="s", method="t", **figure)
    )
    comments = st.builds(MeasuredComments, TEXTS, TEXTS, SEGMENTS, TEXTS, COUNTS, st.dictionaries(TEXTS, COUNTS))
    days = st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)).map(dt.date.isoformat)
    quotes = st.builds(MeasuredQuote, TEXTS, TEXTS, SEGMENTS, TEXTS, st.none() | days, st.none() | numbers(),
                       st.none() | scales(), st.lists(TEXTS, max_size=2).map(tuple), st.text())  # fmt: skip
    steps = shares().map(lambda share: MeasuredFunnelStep("pay", "any", **share))
    ways = shares().map(lambda share: MeasuredTransition("cart", "pay", **share))
    return Measures(options, listed, some(cells(listed)), some(felt), some(comments), some(quotes), some(ways),
                    some(steps), some(times()))  # fmt: skip


@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])  # shrinking takes minutes
@given(measures())
def test_what_is_written_is_read_back(found: Measures) -> None:
    data = written(found)
    again = read_measures(data, "shop.measures.json")
    assert again == found
    assert written(again) == data


@pytest.mark.parametrize(
    ("metric", "method", "wrong", "said"),
    [
        ("on-time", "wilson", 100.5, "from 0 to 100"), ("on-time", "wilson", -0.5, "from 0 to 100"),
        ("csat", "wilson", 101, "from 0 to 100"), ("importance", "wilson", 10.5, "from 0 to 10"),
        ("opportunity", "ulwick", 21, "from 0 to 20"), ("nps", "adjusted-wald", -101, "from -100 to 100"),
        ("tgw", "poisson", -1, "0 or more"),
    ],
)  # fmt: skip
def test_a_figure_that_its_metric_cannot_have_is_refused_at_its_place(
    metric: str, method: str, wrong: float, said: str
) -> None:
    cell = MeasuredCell("pay", metric, "s", {}, "all", 50, None, 50, 5, None, None, None, None, None, method, 95)
    data = written(Measures(MeasureOptions(), (), (cell._replace(value=wrong),)))
    column = data.splitlines()[4].index(b'"value": ') + len(b'"value": ') + 1
    with pytest.raises(UserError) as caught:
        read_measures(data, "shop.measures.json")
    assert caught.value.message == f"shop.measures.json:5:{column}: `value` is not {said}"


def test_a_feeling_beyond_its_scale_is_refused_at_its_place() -> None:
    felt = MeasuredExperience("peak-end", "curve", "s", {}, "all", 9, None, 9, 2.5, None, None, 2.5, None, None, "", 95)
    with pytest.raises(UserError, match=r"shop\.measures\.json:6:\d+: `value` is not from -2 to 2"):
        read_measures(written(Measures(MeasureOptions(), (), (), (felt,))), "shop.measures.json")

"""Puts what an experiment shows into its journey's file as its `result`, and leaves all else of the file as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from journeymap.calendars import in_calendar
from journeymap.errors import UserError
from journeymap.experiments.arms import Arm, ShareArm
from journeymap.experiments.readings import ArmsReading, VariantReading
from journeymap.experiments.trial_readings import TrialReading
from journeymap.insight.experiments import is_exact_alone
from journeymap.model import Experiment, Journey
from journeymap.model.item import Item
from journeymap.source.splice import Edit, Path, SetValue, splice
from journeymap.source.writing import Value, rounded

_FIGURES, _DECIMALS = 6, 6
_Facts = dict[str, Value]


class WrittenResults(NamedTuple):
    """The bytes of a journey's file with results, and the ids of the experiments whose result is new, or another."""

    data: bytes
    new: tuple[str, ...]
    changed: tuple[str, ...]


def write_results(
    data: bytes, name: str, journey: Journey, readings: Mapping[str, TrialReading], today: dt.date
) -> WrittenResults:
    """Returns the file with what experiments show, by their ids; numbers have six significant figures, and six
    decimals at most.

    `data` are the bytes of the file called `name`, and `journey` what is read in them. The day is `today` where
    anything is new, in the journey's calendar; a result that is there already keeps its own. Where the split is broken
    or people do not vary, no difference is written, and an exact p-value only where it tells something else than the
    test beside it. Raises UserError where the file cannot be edited so, and where something that stands there would
    have to go.
    """
    edits: list[Edit] = []
    new, changed = [], []
    day = in_calendar(today, journey.calendar)
    for number, experiment in enumerate(journey.experiments):
        if experiment.id not in readings:
            continue
        facts = _facts(experiment, readings[experiment.id])
        path: Path = ("experiments", number, "result")
        if experiment.result is None:
            edits.append(SetValue(path, {"date": day, **facts}))
            new.append(experiment.id)
        elif found := list(_changes(name, experiment, experiment.result, facts, path)):
            edits += [SetValue((*path, "date"), day), *found]
            changed.append(experiment.id)
    return WrittenResults(splice(data, name, edits) if edits else data, tuple(new), tuple(changed))


def _facts(experiment: Experiment, found: TrialReading) -> _Facts:
    reading = found.reading
    facts: _Facts = {"arms": [_arm(arm) for arm in found.arms]}
    if not reading.split.mismatch:
        told = [_compared(reading, each, *ends) for each in reading.compared if (ends := _interval(each))]
        if len(reading.compared) > 1:
            facts |= {"comparisons": list[Value](told)} if told else {}
        else:
            facts |= {key: fact for one in told for key, fact in one.items() if key != "variant"}
    return facts | {"split": _short(reading.split.p), "method": found.method}


def _arm(arm: Arm) -> _Facts:
    told: _Facts = {"variant": arm.variant, "n": arm.n}
    return told | ({"events": arm.events} if isinstance(arm, ShareArm)
                   else {"mean": _short(arm.mean), "sd": _short(arm.sd)})  # fmt: skip


def _interval(each: VariantReading) -> tuple[float, float] | None:
    """The interval of a difference; None where people do not vary: a difference without one is no result."""
    low, high = each.difference.low, each.difference.high
    return None if low is None or high is None else (low, high)


def _compared(reading: ArmsReading, each: VariantReading, low: float, high: float) -> _Facts:
    facts: _Facts = {"variant": each.variant, "difference": _short(each.difference.value)}
    facts |= {"low": _short(low), "high": _short(high), "p": _short(each.p_adjusted)}
    is_alone = is_exact_alone((low, high), each.p_adjusted, each.exact, reading.alpha / 100)
    return facts | ({"exact": _short(each.exact or 0.0)} if is_alone else {})


def _short(number: float) -> float:
    return round(float(f"{number:.{_FIGURES}g}"), _DECIMALS)


def _changes(name: str, experiment: Experiment, there: Item, facts: _Facts, path: Path) -> Iterator[Edit]:
    """The edits that make of a result, an arm or a comparison what is found; what else it says stays."""
    figures = ("arms", "difference", "low", "high", "p", "exact", "comparisons", "split", "events", "mean", "sd")
    if any(getattr(there, key, None) not in (None, ()) and key not in facts for key in figures):
        raise _other(name, experiment)
    for key, fact in facts.items():
        stated = getattr(there, key)
        if not isinstance(fact, list):
            if stated is None or rounded(stated) != rounded(fact):
                yield SetValue((*path, key), fact)
            continue
        if not stated:
            yield SetValue((*path, key), fact)
            continue
        named = {each.variant: number for number, each in enumerate(stated)}
        rows = [row for row in fact if isinstance(row, dict)]
        if {row["variant"] for row in rows} != set(named):
            raise _other(name, experiment)
        for row in rows:
            number = named[str(row["variant"])]
            yield from _changes(name, experiment, stated[number], row, (*path, key, number))


def _other(name: str, experiment: Experiment) -> UserError:
    return UserError(
        f"{name}: the result of `{experiment.id}` has figures that are none as it is counted now",
        hint="take out its `result`, and write again",
    )

"""The experiments of a journey in the report: which are to be read, which run, and which nobody has read in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from journeymap.insight.experiments import State, name_of, state
from journeymap.measure.report.page import ReportRemark
from journeymap.measure.report.values import ReportValues
from journeymap.model import Experiment

_TOLD: tuple[State, ...] = ("overdue", "to-read", "running")


def tried(values: ReportValues, today: dt.date) -> tuple[ReportRemark, ...]:
    """Returns the experiments that wait for somebody on a day, the most urgent first, a remark for each state."""
    found = []
    for wanted in _TOLD:
        texts = [_told(values, each, wanted, today) for each in _in_order(values, wanted, today)]
        if texts:
            found.append(ReportRemark(values.texts[f"experiments-{wanted}"], tuple(texts)))
    return tuple(found)


def _in_order(values: ReportValues, wanted: State, today: dt.date) -> list[Experiment]:
    """Those in a state, the first to end before the others, and those without an end last."""
    some = [each for each in values.journey.experiments if state(each, today) == wanted]
    return sorted(some, key=lambda each: (each.end is None, each.end or dt.date.max))


def _told(values: ReportValues, experiment: Experiment, wanted: State, today: dt.date) -> str:
    code = values.journey.experiment_codes[experiment.id]
    parts = [f"{code} {name_of(values.journey, experiment)}", *_when(values, experiment, wanted, today)]
    owner = values.journey.owner_by_id.get(experiment.owner or "")
    return " · ".join((values.words["list-comma"].join(parts), *([owner.name] if owner else [])))


def _when(values: ReportValues, experiment: Experiment, wanted: State, today: dt.date) -> Iterator[str]:
    words, texts, end = values.words, values.texts, experiment.end
    if end is None:
        return
    if wanted == "running":
        yield texts.say("runs-to", date=words.day(end))
    elif wanted == "overdue":
        yield texts.say("ended-late", date=words.day(end), days=(today - end).days)
    else:
        yield texts.say("ended-on", date=words.day(end))

"""The experiments of a journey in the report: which are to be read, run, or are overdue, and what was read of late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from journeymap.insight.experiments import State, is_of_share, name_of, standard_of, state
from journeymap.layout.experiment_texts import experiment_texts, verdict_texts
from journeymap.measure.report.page import ReportRemark
from journeymap.measure.report.values import ReportValues
from journeymap.model import Experiment

_TOLD: tuple[State, ...] = ("overdue", "to-read", "running")


def experiment_remarks(values: ReportValues, today: dt.date, since: dt.date | None) -> tuple[ReportRemark, ...]:
    """Returns the experiments that wait for somebody on a day, the most urgent first, a remark for each state.

    Then come those that were read after the day `since`, with what they tell; without that day, all that were read.
    """
    found = []
    for wanted in _TOLD:
        texts = [_told(values, each, wanted, today) for each in _in_order(values, wanted, today)]
        if texts:
            found.append(ReportRemark(values.texts[f"experiments-{wanted}"], tuple(texts)))
    read = [each for each in values.journey.experiments
            if each.result is not None and (since is None or each.result.date > since)]  # fmt: skip
    if read:
        found.append(ReportRemark(values.texts["experiments-read"], tuple(_read(values, each) for each in read)))
    return tuple(found)


def _in_order(values: ReportValues, wanted: State, today: dt.date) -> list[Experiment]:
    """Those in a state, the first to end before the others, and those without an end last."""
    some = [each for each in values.journey.experiments if state(each, today) == wanted]
    return sorted(some, key=lambda each: (each.end is None, each.end or dt.date.max))


def _told(values: ReportValues, experiment: Experiment, wanted: State, today: dt.date) -> str:
    parts = [_name(values, experiment), *_when(values, experiment, wanted, today)]
    owner = values.journey.owner_by_id.get(experiment.owner or "")
    return " · ".join((values.words["list-comma"].join(parts), *([owner.name] if owner else [])))


def _name(values: ReportValues, experiment: Experiment) -> str:
    return f"{values.journey.experiment_codes[experiment.id]} {name_of(values.journey, experiment)}"


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


def _read(values: ReportValues, experiment: Experiment) -> str:
    """What came of an experiment, in a sentence or two for each variant."""
    journey, names = values.journey, {each.id: each.called for each in experiment.variants}
    said = experiment_texts(
        values.texts.language, journey.calendar, values.own, is_share=is_of_share(journey, experiment),
        unit=standard_of(journey, experiment).unit,
    )  # fmt: skip
    told = verdict_texts(journey, experiment, said)
    parts = [f"{names[variant]}: {text}" if len(told) > 1 and variant in names else text for variant, text in told]
    return f"{_name(values, experiment)}: {' '.join(parts)}"

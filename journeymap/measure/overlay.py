"""The measured values beside a journey: what its file of measures says, in the journey's words, as an overlay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from journeymap.insight.feelings import by_persona, is_assumed
from journeymap.measure.beside import bytes_beside
from journeymap.measure.cells_by_name import CellName, CellsByName
from journeymap.measure.figures.estimate import Estimate
from journeymap.measure.figures.feelings import disagrees, distance, feeling_of, near_end
from journeymap.measure.figures.scale import ScoreScale
from journeymap.measure.foot_texts import figure_rules, flag_rules, source_texts
from journeymap.measure.measured import MeasuredCell, MeasuredQuestion, MeasuredSource, Measures
from journeymap.measure.measures import path_of, read_measures
from journeymap.measure.said_texts import comment_texts, experience_text
from journeymap.measure.stated_metrics import figures_of, is_as_measured, last_day_of, last_day_of_cell
from journeymap.model import Journey, Metric, Touchpoint
from journeymap.model.metrics import standard
from journeymap.overlays import ItemPath
from journeymap.overlays.measures import (
    AssumedOtherwise,
    MeasuredFeeling,
    MeasuredPart,
    MeasuredSegment,
    MeasuresOverlay,
    feeling_path,
)
from journeymap.style.locale import Words

MOST_SEGMENTS = 4
"""The most segments without a persona that the map tells apart."""
_FELT = ("csat", "ces", "nps")
"""The metrics whose answers say how it feels, the best first; `nps` only where its source says so."""


def read_beside_journey(journey: Path) -> Measures | None:
    """Returns the measures beside the file of a journey; None without any. Raises UserError for a wrong file."""
    data = bytes_beside(journey)
    return None if data is None else read_measures(data, path_of(journey).as_posix())


def measures_overlay(journey: Journey, measures: Measures, words: Words) -> MeasuresOverlay:
    """Returns what was measured as an overlay, of the newest period of each source.

    What is about touchpoints that the journey no longer has is left out: `measure --check` tells that it is stale. A
    persona has the answers of its segment, else those of all. Beside personas stand the first segments without one. Of
    several sources of one figure, the first counts.
    """
    return _Telling(journey, measures, words).overlay()


def with_measured_metrics(journey: Journey, measures: Measures) -> Journey:
    """Returns the journey with its metrics as measured of all customers in the newest period, where the file has none.

    Of what customers did, the file has to have the metric at the touchpoint.
    Metrics with a value in the file stay; it was typed, or written as measured. Of those that are planned, target, name
    and unit stay. Intervals are those of 95 %, which is what they mean in a journey: others are left out.
    """
    events = {source.id for source in measures.sources if source.sessions is not None}
    by_touchpoint = cells_of_all(measures)
    stages = tuple(
        stage.replace(
            touchpoints=tuple(_with_metrics(each, by_touchpoint.get(each.id, ()), events) for each in stage.touchpoints)
        )
        for stage in journey.stages
    )
    return journey.replace(stages=stages)


def cells_of_all(measures: Measures) -> dict[str, list[MeasuredCell]]:
    """Returns the cells of all customers in the newest period, by touchpoint: one for each metric, of the first source
    that has it."""
    newest: dict[tuple[str, str], MeasuredCell] = {}
    for cell in newest_cells(measures):
        if not cell.segment:
            newest.setdefault((cell.touchpoint, cell.metric), cell)
    by_touchpoint: dict[str, list[MeasuredCell]] = {}
    for cell in newest.values():
        by_touchpoint.setdefault(cell.touchpoint, []).append(cell)
    return by_touchpoint


def _with_metrics(touchpoint: Touchpoint, cells: Iterable[MeasuredCell], events: Collection[str]) -> Touchpoint:
    metrics = dict(touchpoint.metrics)
    for cell in cells:
        if cell.source in events and cell.metric not in metrics:
            continue  # what customers did is told by the funnel and the ways
        stated = metrics.get(cell.metric) or Metric(node=touchpoint.node)
        if stated.value is None:
            metrics[cell.metric] = stated.replace(n=cell.n, date=last_day_of(cell.period), **figures_of(cell))
    return touchpoint.replace(metrics=metrics) if metrics != touchpoint.metrics else touchpoint


def newest_cells(measures: Measures) -> list[MeasuredCell]:
    """Returns the cells of the newest period of each source, those of the first source first."""
    newest: dict[str, str] = {}
    for cell in measures.cells:
        newest[cell.source] = max(newest.get(cell.source, ""), cell.period)
    order = {source.id: number for number, source in enumerate(measures.sources)}
    found = [cell for cell in measures.cells if cell.period == newest[cell.source]]
    return sorted(found, key=lambda cell: order.get(cell.source, len(order)))


class _Telling:
    def __init__(self, journey: Journey, measures: Measures, words: Words) -> None:
        self._journey = journey
        self._measures = measures
        self._words = words
        self._newest = [cell for cell in newest_cells(measures) if cell.touchpoint in journey.touchpoint_by_id]
        self._told = CellsByName(measures, self._newest, words)
        told = {id_ for cell in self._newest if len(cell.segment) == 1 for id_ in cell.segment.values()}
        represented = {persona.segment for persona in journey.personas}
        beside = [each for each in journey.segments if each.id in told and each.id not in represented]
        self._beside, self._not_drawn = beside[:MOST_SEGMENTS], len(beside[MOST_SEGMENTS:])

    def overlay(self) -> MeasuresOverlay:
        journey, words, options = self._journey, self._words, self._measures.options
        personas = {each.id: each.segment for each in journey.personas} or {"": None}
        values: dict[ItemPath, MeasuredFeeling] = {}

        def has_feelings(segment: str | None, persona: str, beside: str = "") -> bool:
            found = dict(self._feelings(segment, or_all=not beside))
            has_any = any(each.feeling is not None for each in found.values())
            if has_any:
                values.update({feeling_path(id_, persona, beside): each for id_, each in found.items()})
            return has_any

        felt_by = tuple([persona for persona, segment in personas.items() if has_feelings(segment, persona)])
        segments = tuple([
            MeasuredSegment(each.id, each.name) for each in self._beside if has_feelings(each.id, "", each.id)
        ])  # fmt: skip
        flagged = self._flagged(values)
        values |= flagged
        confidence = words["interval"].replace(words.number(95), words.number(options.confidence))
        return MeasuresOverlay(
            name="measures", title=words["lane-metrics"], values=values, felt_by=felt_by, segments=segments,
            metrics=self._metrics(), texts=self._texts(flagged), not_asked=words["not-measured"],
            few=words.say("few-answers", n=options.min_n), interval=confidence, measured=words["measured"],
            sources=tuple(source_texts(words, journey, self._measures)),
            rules=figure_rules(words, confidence, options, self._not_drawn, asked=self._asks()),
            flag_rules=flag_rules(words, journey),
            newest=self._newest_period(),
            experience=experience_text(journey, self._measures, words, self._period),
        )  # fmt: skip

    def _asks(self) -> bool:
        """Whether any source has answers; what customers did has none."""
        return any(source.sessions is None for source in self._measures.sources)

    def _texts(self, flagged: Mapping[ItemPath, MeasuredFeeling]) -> dict[ItemPath, tuple[str, ...]]:
        """The figures of each touchpoint, what is flagged there, and its comments, a line each.

        Of what customers did, only the figures of all are there; those of segments stand in the tables.
        """
        texts: dict[ItemPath, list[str]] = {}
        events = {source.id for source in self._measures.sources if source.sessions is not None}
        for cell in self._newest:
            if cell.segment and cell.source in events:
                continue
            if not cell.segment or set(cell.segment.values()) <= {each.id for each in self._journey.segments}:
                texts.setdefault(ItemPath.to(touchpoint=cell.touchpoint), []).append(self._text(cell))
        for path, felt in flagged.items():
            whose = self._journey.persona_by_id.get(path.steps[-1][1])
            said = felt.assumed_otherwise.text if felt.assumed_otherwise else ""
            texts.setdefault(path.root, []).append(self._words.labelled(whose.name, said) if whose else said)
        for touchpoint, said in comment_texts(self._journey, self._measures, self._words, self._period):
            texts.setdefault(ItemPath.to(touchpoint=touchpoint), []).append(said)
        return {path: tuple(each) for path, each in texts.items()}

    def _newest_period(self) -> tuple[str, dt.date | None]:
        dated = [(period, last_day_of(period)) for period in {cell.period for cell in self._newest}]
        return max(dated, key=lambda each: (each[1] or dt.date.min, each[0]), default=("", None))

    def _metrics(self) -> dict[ItemPath, tuple[MeasuredPart, ...]]:
        """What was measured of each metric that the file has no value of, or the one that was measured."""
        personas = self._journey.personas
        whose: list[tuple[str, int | None]] = [(each.segment or "", index) for index, each in enumerate(personas)]
        whose = whose or [("", 0)]
        whose += [(each.id, len(whose) + index) for index, each in enumerate(self._beside)]
        whole = {
            (each.touchpoint, each.metric): each for cells in cells_of_all(self._measures).values() for each in cells
        }
        found = {}
        for touchpoint, metric in self._told.metrics():
            stated = self._journey.touchpoint_by_id[touchpoint].metrics.get(metric)
            if stated is None or stated.value is None or self._is_measured(stated, whole.get((touchpoint, metric))):
                parts = self._told.parts(touchpoint, metric, whose, of_all=None if personas else 0)
                found[ItemPath.to(touchpoint=touchpoint, metric=metric)] = parts
        return found

    def _is_measured(self, stated: Metric, cell: MeasuredCell | None) -> bool:
        return cell is not None and is_as_measured(stated, cell, last_day_of_cell(self._journey, cell))

    def _feelings(self, segment: str | None, *, or_all: bool) -> Iterator[tuple[str, MeasuredFeeling]]:
        """The feeling at each touchpoint where the customers of a segment were asked for it.

        With `or_all`, those of all customers where a source does not tell the segment apart.
        """
        for touchpoint in self._journey.touchpoints:
            asked = self._asked(touchpoint.id)
            if asked is None:
                continue
            source, question = asked
            is_told = segment is not None and self._told.has_segment(source.id, segment)
            if is_told or or_all:
                yield touchpoint.id, self._feeling(source.id, question, segment if segment and is_told else "")

    def _flagged(self, values: Mapping[ItemPath, MeasuredFeeling]) -> dict[ItemPath, MeasuredFeeling]:
        """The values that contradict what was assumed, with what was assumed; the clearest first."""
        found: list[tuple[float, ItemPath, float]] = []
        for touchpoint in self._journey.touchpoints:
            for persona, emotion in by_persona(self._journey, touchpoint).items():
                path = ItemPath.to(touchpoint=touchpoint.id, emotion=persona)
                felt = values.get(path)
                if felt is None or felt.feeling is None or felt.few or emotion.score is None or not is_assumed(emotion):
                    continue
                estimate = _estimate(felt, felt.feeling)
                assumed = self._journey.feeling(emotion.score)
                if disagrees(assumed, estimate):
                    found.append((-distance(assumed, estimate), path, assumed))
        low, high = self._journey.emotion_scale
        flagged = {}
        for rank, (_, path, assumed) in enumerate(sorted(found, key=lambda each: (each[0], str(each[1]))), 1):
            felt = values[path]
            apart = (felt.feeling or 0.0) - assumed
            by = self._words.tenths(abs(apart) * (high - low) / 4)
            said = self._words.say("worse-than-assumed" if apart < 0 else "better-than-assumed", by=by)
            flagged[path] = felt._replace(assumed_otherwise=AssumedOtherwise(assumed, rank, apart < 0, said))
        return flagged

    def _asked(self, touchpoint: str) -> tuple[MeasuredSource, MeasuredQuestion] | None:
        """The question whose answers say how a touchpoint feels: of the first source, of the best metric."""
        feeling = {source.id: source.feeling for source in self._journey.sources}
        for source in self._measures.sources:
            by_metric = {each.metric: each for each in source.questions if each.touchpoint == touchpoint and each.scale}
            for metric in _FELT:
                if metric in by_metric and (metric != "nps" or feeling.get(source.id)):
                    return source, by_metric[metric]
        return None

    def _feeling(self, source: str, question: MeasuredQuestion, segment: str) -> MeasuredFeeling:
        asked = CellName(source, question.touchpoint, question.metric, segment)
        cell = self._told.newest(asked)
        if cell is None or cell.mean is None or question.scale is None:
            return MeasuredFeeling(None, None, None, False, self._told.why_none(asked))
        scale = ScoreScale(*question.scale, question.better == "higher")
        few = cell.n < self._measures.options.min_n
        count = self._words.number(cell.n)
        low = high = None
        if cell.mean_low is not None and cell.mean_high is not None:
            ends = (feeling_of(cell.mean_low, scale), feeling_of(cell.mean_high, scale))
            low, high = max(min(ends), -2.0), min(max(ends), 2.0)
        felt = MeasuredFeeling(feeling_of(cell.mean, scale), low, high, few, count)
        return felt._replace(near_end=None if few else _near_end(felt), rests_on=self._rests_on(cell))

    def _rests_on(self, cell: MeasuredCell) -> str:
        """How many answers of whom, and when: `n=150 · Business · 2026-Q3`."""
        names = {each.id: each.name for each in self._journey.segments}
        whose = (names.get(each, "") for each in cell.segment.values())
        return " · ".join(filter(None, (self._words.say("sample", n=cell.n), *whose, self._period(cell.period))))

    def _text(self, cell: MeasuredCell) -> str:
        """A figure in one line: `CSAT 65% (57%–72%) · n=150 · Business · 2026-Q3`."""
        words = self._words
        value, *ends = (
            "" if each is None else self._number(cell, each) for each in (cell.value, cell.low, cell.high)
        )  # fmt: skip
        interval = f" ({words.between(*ends)})" if all(ends) else ""
        return f"{words.get(f'metric-{cell.metric}', cell.metric)} {value}{interval} · {self._rests_on(cell)}"

    def _number(self, cell: MeasuredCell, value: float) -> str:
        touchpoint = self._journey.touchpoint_by_id[cell.touchpoint]
        metric = touchpoint.metrics.get(cell.metric) or Metric(node=touchpoint.node)
        if standard(cell.metric, metric).unit == "%":
            return self._words.percent(round(value / 100, 3))
        return self._words.axis(round(value, 1), signed=False)

    def _period(self, period: str) -> str:
        day = last_day_of(period)
        return self._words.day(day) if day else ""


def _estimate(felt: MeasuredFeeling, feeling: float) -> Estimate:
    return Estimate(feeling, felt.low, felt.high, 0, 0.0, None, "t")


def _near_end(felt: MeasuredFeeling) -> float | None:
    return None if felt.feeling is None else near_end(_estimate(felt, felt.feeling))

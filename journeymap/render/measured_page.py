"""What was measured, for the page: tables of all figures, charts by period, comments, and what all of it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup

from journeymap.insight.feelings import score_of
from journeymap.layout.lanes.metrics import metric_name, metric_target, metric_value
from journeymap.layout.measure_chart import MOST_GROUPS, Chart, ChartLine, chart_scene
from journeymap.layout.mentions import with_numbers
from journeymap.model import Journey, Metric
from journeymap.model.metrics import standard
from journeymap.overlays import Overlay
from journeymap.overlays.figures import Figure, FigureLine, FiguresOverlay, FigureTable, ToldQuote
from journeymap.overlays.measures import MeasuresOverlay
from journeymap.records import NamedTuple
from journeymap.render.about_figures import AboutFigures
from journeymap.render.measured import feeling_interval, feeling_text
from journeymap.render.metric_tables import MetricTables
from journeymap.render.phrases import Phrases
from journeymap.render.svg import inline_chart
from journeymap.render.tables import Table
from journeymap.render.texts import Phrase, joined
from journeymap.style.locale import Words
from journeymap.style.signs import keep_signs, keep_signs_in

if TYPE_CHECKING:
    from journeymap.overlays.behaviour import BehaviourOverlay
    from journeymap.render.behaviour_page import BehaviourTable

_SHARES = (0.0, 100.0)


class MeasuredMetric(NamedTuple):
    """A metric of one source: the figures of the newest period of each group and, if there are several, of all.

    `id` is that of its heading, and of its chart in `MeasuredPage.charts` where it has one; `note` says what the chart
    leaves out.
    """

    id: str
    name: str
    about: str
    note: str
    newest: Table
    every: Table | None


class MeasuredStep(NamedTuple):
    """A touchpoint, its metrics, and comments in the customers' own words; `id` is that of its heading.

    What customers did is of no touchpoint, and stands before them.
    """

    id: str
    name: str
    metrics: tuple[MeasuredMetric | BehaviourTable, ...]
    quotes: tuple[Phrase, ...]


class MeasuredView(NamedTuple):
    """All that was measured, with finished texts."""

    title: str
    rules: str
    experience: str
    disagreements: Table | None
    flag_rules: str
    steps: tuple[MeasuredStep, ...]
    comments: Table | None
    sources: Table | None


class MeasuredPage(NamedTuple):
    """What was measured, and the charts of its metrics as SVG, by their ids."""

    view: MeasuredView
    charts: dict[str, Markup]


def measured_page(
    journey: Journey, words: Words, today: dt.date, overlays: Sequence[Overlay[Any]]
) -> MeasuredPage | None:
    """What was measured of a journey, for its page; None where nothing was."""
    figures, measures = FiguresOverlay.among(overlays), MeasuresOverlay.among(overlays)
    behaviour = next((each for each in overlays if each.name == "behaviour"), None)
    if figures is None or measures is None or not (figures.tables or figures.comments or behaviour):
        return None
    phrases = Phrases(with_numbers(journey, words), words, today)
    writer = _MeasuredWriter(phrases, figures, measures)
    view = MeasuredView(
        title=figures.title,
        rules=measures.rules,
        experience=measures.experience,
        disagreements=_disagreements(phrases, measures),
        flag_rules=measures.flag_rules,
        steps=(*_behaviour(phrases, behaviour, figures, measures), *writer.steps()),
        comments=writer.comments(),
        sources=_sources(words, measures),
    )
    return MeasuredPage(keep_signs_in(view, rtl=journey.is_rtl), writer.charts)


def _behaviour(
    phrases: Phrases, behaviour: Overlay[Any] | None, figures: FiguresOverlay, measures: MeasuresOverlay
) -> Iterator[MeasuredStep]:
    """What customers did, if that was measured."""
    if behaviour is not None:
        from journeymap.render.behaviour_page import BehaviourWriter  # noqa: PLC0415  few maps have events

        writer = BehaviourWriter(phrases, cast("BehaviourOverlay", behaviour), measures)
        yield MeasuredStep("measured-behaviour", behaviour.title, tuple(writer.tables(figures.tables)), ())


def _disagreements(phrases: Phrases, measures: MeasuresOverlay) -> Table | None:
    """Where customers feel other than was assumed, in the order of the flags on the map."""
    journey, words = phrases.journey, phrases.words
    rows = []
    for path, felt, otherwise in measures.disagreements:
        touchpoint = journey.touchpoint_by_id.get(path.steps[0][1])
        persona = journey.persona_by_id.get(path.steps[1][1])
        if touchpoint is None or (persona is None and path.steps[1][1]):
            continue
        assumed = phrases.score(score_of(journey, otherwise.assumed))
        interval = feeling_interval(phrases, felt)
        where = phrases.listed(filter(None, (phrases.touchpoint(touchpoint), persona.name if persona else "")))
        rank = words.number(otherwise.rank)
        measured = feeling_text(phrases, felt)
        rows.append((f"{rank} · {where}", assumed, measured, interval, felt.rests_on, otherwise.text))
    heads = ("touchpoint", "assumed-heading", "measured-heading", "", "answers", "difference")
    return Table(tuple(words[head] if head else measures.interval for head in heads), tuple(rows)) if rows else None


def _sources(words: Words, measures: MeasuresOverlay) -> Table | None:
    keys = ("source", "dates", "rows-used", "invited", "response-rate", "left-out-and-why")
    rows = tuple(map(tuple, measures.sources))
    return Table(tuple(words[key] for key in keys), rows) if rows else None


class _MeasuredWriter:
    """Writes the figures of each touchpoint, and draws their charts."""

    def __init__(self, phrases: Phrases, figures: FiguresOverlay, measures: MeasuresOverlay) -> None:
        self._phrases = phrases
        self._words = phrases.words
        self._figures = figures
        self._about = AboutFigures(phrases, measures)
        self._tables = MetricTables(phrases, measures)
        self.charts: dict[str, Markup] = {}

    def steps(self) -> Iterator[MeasuredStep]:
        """The touchpoints about which anything is told, in the order of the map."""
        tables: dict[str, list[FigureTable]] = {}
        for table in self._figures.tables:
            tables.setdefault(table.touchpoint, []).append(table)
        quotes: dict[str, list[ToldQuote]] = {}
        for quote in self._figures.quotes:
            quotes.setdefault(quote.touchpoint, []).append(quote)
        for touchpoint in self._phrases.journey.touchpoints:
            of_it, said = tables.get(touchpoint.id, ()), quotes.get(touchpoint.id, ())
            if of_it or said:
                metrics = tuple(self._metric(number, table) for number, table in enumerate(of_it, 1))
                yield MeasuredStep(
                    f"measured.{touchpoint.id}",
                    self._phrases.touchpoint(touchpoint),
                    metrics,
                    tuple(map(self._quote, said)),
                )

    def _metric(self, number: int, table: FigureTable) -> MeasuredMetric:
        id_ = f"measured.{table.touchpoint}.{number}"
        words, metric = self._words, self._stated(table)
        name = metric_name(words, table.metric, metric)
        by_period = zip(*(line.figures for line in table.lines), strict=True)
        several = sum(any(isinstance(figure, Figure) for figure in figures) for figures in by_period) > 1
        shown = table.lines[: MOST_GROUPS + 1]
        if several:
            self.charts[id_] = Markup(inline_chart(chart_scene(self._chart(table, name, metric, shown)), id_))
        left_out = len(table.lines) - len(shown) if several else 0
        return MeasuredMetric(
            id=id_,
            name=name,
            about=joined(words.labelled(words["source"], table.source), metric_target(words, table.metric, metric)),
            note=words.say("segments-not-drawn", n=left_out) if left_out else "",
            newest=self._tables.newest(table, metric),
            every=self._tables.every(table, metric) if several else None,
        )

    def _stated(self, table: FigureTable) -> Metric:
        touchpoint = self._phrases.journey.touchpoint_by_id[table.touchpoint]
        return touchpoint.metrics.get(table.metric) or Metric(node=touchpoint.node)

    def _chart(self, table: FigureTable, name: str, metric: Metric, lines: Sequence[FigureLine]) -> Chart:
        words, journey = self._words, self._phrases.journey
        shown = tuple(
            ChartLine(
                keep_signs(self._about.group(line.segments), rtl=journey.is_rtl), line.marker,
                tuple(figure if isinstance(figure, Figure) else None for figure in line.figures),
            )
            for line in lines
        )  # fmt: skip
        unit, scale = standard(table.metric, metric).unit, standard(table.metric, metric).scale
        return Chart(
            title=joined(name, self._phrases.touchpoint(journey.touchpoint_by_id[table.touchpoint])),
            description=self._described(table, metric, lines),
            language=journey.language,
            rtl=journey.is_rtl,
            periods=table.periods,
            places=table.places,
            lines=shown,
            target=metric.target,
            target_text=metric_target(words, table.metric, metric),
            ends=_SHARES if unit == "%" else scale,
            told=lambda value: metric_value(words, table.metric, metric, value),
        )

    def _described(self, table: FigureTable, metric: Metric, lines: Sequence[FigureLine]) -> str:
        """The figures of a chart in words, for those who do not see it."""
        words, said = self._words, []
        for line in lines:
            told = []
            for period, figure in zip(table.periods, line.figures, strict=True):
                if isinstance(figure, Figure):
                    value = self._tables.value(table, metric, figure.value)
                    n = words.say("sample", n=figure.n)
                    notes = self._phrases.listed(filter(None, (self._tables.interval(table, metric, figure), n)))
                    told.append(f"{self._about.period(period)} {value} ({notes})")
                else:
                    told.append(f"{self._about.period(period)} {words[figure]}")
            said.append(words.labelled(self._about.group(line.segments), self._phrases.sentences(told)))
        return " · ".join((*said, metric_target(words, table.metric, metric))).removesuffix(" · ")

    def comments(self) -> Table | None:
        """How many comments there are at each touchpoint, with which signals."""
        words, known = self._words, self._phrases.journey.touchpoint_by_id
        rows = tuple(
            (
                self._phrases.touchpoint(known[each.touchpoint]), self._about.group(each.segments),
                words.number(each.n),
                self._phrases.listed(f"{name} {words.number(n)}" for name, n in each.signals),
                self._about.period(each.period), each.source,
            )
            for each in self._figures.comments
            if each.touchpoint in known
        )  # fmt: skip
        heads = ("touchpoint", "segment", "comments-measured", "signals", "period", "source")
        return Table(tuple(words[head] for head in heads), rows) if rows else None

    def _quote(self, quote: ToldQuote) -> Phrase:
        words = self._words
        score = ""
        if quote.score is not None and quote.scale is not None:
            score = words.say("position", n=words.number(quote.score), total=words.number(quote.scale[1]))
        when = words.day(dt.date.fromisoformat(quote.date)) if quote.date else self._about.period(quote.period)
        who = self._about.group(quote.segments) if quote.segments else ""
        return Phrase(words.quote(quote.text), joined(score, who, when, self._phrases.listed(quote.signals)))

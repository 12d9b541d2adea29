"""Counts the answers of one source in an engine that is not DuckDB: from its user's tables to cells with scores."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from journeymap.io.scratch import scratch_folder
from journeymap.measure.answers.counted import ClusterMeasure, ClusterSums, Counted
from journeymap.measure.answers.gathering import Gathering, batches, rounded
from journeymap.measure.answers.meanings import AnswerMeanings, measures_of
from journeymap.measure.answers.peak_ends import FELT, MOST_TEXTS
from journeymap.measure.answers.periods import AnyPeriod, period_of_all
from journeymap.measure.answers.problems import AnswerReport, LeftOutTally
from journeymap.measure.answers.queries import MOST_ANSWERS, Counting
from journeymap.measure.answers.table_rows import (
    answers_sql,
    clusters_sql,
    feelings,
    felt_sql,
    meanings,
    one_each_sql,
    read_sql,
    texts_sql,
)
from journeymap.measure.answers.tables import preset_of
from journeymap.measure.engines.addresses import EngineAddress
from journeymap.measure.engines.engine import TableEngine
from journeymap.measure.engines.opening import opened
from journeymap.measure.engines.source_tables import source_in_tables
from journeymap.measure.engines.times import telling_of_forms
from journeymap.measure.figures.feelings import feeling_of
from journeymap.measure.figures.scale import ScoreScale
from journeymap.model import Journey, Source

_MEASURES: tuple[ClusterMeasure, ...] = ("score", "top", "net")
_READ, _FELT, _SCORED = "answers_read", "answers_felt", "answers_scored"


def count_in_engine(
    journey: Journey, source: Source, address: EngineAddress, *, folder: Path, data: Path | None = None,
    period: AnyPeriod = "all", by: Sequence[tuple[str, ...]] = (), today: dt.date | None = None,
) -> Counted:  # fmt: skip
    """Counts the answers of a source's `table` in the engine at an address, or of files that the engine reads itself.

    What is counted, and all else, is as for `counting.count_answers`; comments are not counted. Raises an AnswersError
    for a table or column that is not there, or that cannot be counted so, and EngineError where the engine cannot be
    reached, or fails.
    """
    dimensions = list(source.segments)
    cuts = [tuple(dimensions.index(name) for name in cut) for cut in by if set(cut) <= set(dimensions)]
    with scratch_folder("journeymap-") as scratch, opened(address, Path(scratch)) as engine, telling_of_forms(source):
        preset = preset_of(source)
        columns, tables, files = source_in_tables(journey, source, preset, engine, folder, data)
        used = tuple(sorted({index for cut in cuts for index in cut}))
        known = AnswerMeanings(journey, source, columns, preset)
        counting = Counting(source, (), columns, period, used, preset, felt_by=known.felt_by, today=today)
        engine.keep(_READ, read_sql(engine.dialect, counting, tables))
        whole = "" if columns.has("t") else period_of_all(source, period)
        counter = _TableCounter(engine, counting, known, whole, list(dict.fromkeys(((), *cuts))))
        return counter.counted(files)


class _TableCounter:
    """Counts the rows that an engine keeps."""

    def __init__(
        self,
        engine: TableEngine,
        counting: Counting,
        known: AnswerMeanings,
        whole: str,
        cuts: Sequence[tuple[int, ...]],
    ) -> None:
        self._engine = engine
        self._counting = counting
        self._known = known
        self._cuts = cuts
        self._tally = LeftOutTally()
        self._found = Gathering(counting, known, self._tally, whole)
        self._seen = 0

    def counted(self, files: tuple[str, ...]) -> Counted:
        """Counts all that is asked of the source."""
        found, source = self._found, self._counting.source
        for number, answers in enumerate(batches(self._counting.answers, MOST_ANSWERS)):
            found.add(self._rows(texts_sql(self._counting, _READ, answers)), answers, first=number == 0)
        table = self._felt() if self._counting.felt_by else _READ
        clusters, unnamed = self._repeated(table) if source.repeats is not None and found.good else ((), 0)
        rows = found.kept + found.left_out_rows
        report = AnswerReport(
            rows, found.kept, found.answers, self._tally.left_out(), source.repeats is not None, found.clock_times,
            unnamed, source.invited or (rows if self._counting.preset.asked else None), later=found.later,
        )  # fmt: skip
        return Counted(
            source.id, tuple(self._known.questions), self._known.dimensions,
            found.scores(self._cuts, len(source.segments)), clusters, report, files, self._fingerprint(files),
        )  # fmt: skip

    def _rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, whose digests are added up for the fingerprint: they come in any order."""
        for row in self._engine.rows(sql):
            said = repr([rounded(each) if isinstance(each, float) else each for each in row])
            self._seen += int.from_bytes(hashlib.sha256(said.encode()).digest())
            yield row

    def _felt(self) -> str:
        """Counts the respondents' peak–ends, and returns the name of the table that has them.

        With texts beyond number, nothing is made of them.
        """
        texts = {number: self._found.good.get(number, {}) for number, _ in self._counting.felt_by}
        if sum(map(len, texts.values())) > MOST_TEXTS:
            self._counting = self._counting._replace(felt_by=())
            return _READ
        engine = self._engine
        engine.put("feelings", feelings(engine.dialect), [
            (number, text, feeling_of(score, ScoreScale(*scale.ends, scale.better == "higher")))
            for number, scale in self._counting.felt_by for text, score in texts[number].items()
        ])  # fmt: skip
        engine.keep(_FELT, felt_sql(engine.dialect, self._counting, _READ))
        engine.drop(_READ)
        self._found.add(self._rows(texts_sql(self._counting, _FELT, (FELT,))), (FELT,), first=False)
        return _FELT

    def _repeated(self, table: str) -> tuple[tuple[ClusterSums, ...], int]:
        """Replaces the cells by one answer a customer, or adds up all answers by customer, as the source says.

        Returns the sums, and how many of the answers say no customer.
        """
        counting, found = self._counting, self._found
        scores, segments = self._tell_meanings()
        self._engine.keep(_SCORED, answers_sql(counting, table))
        if counting.source.repeats == "all":
            return self._clusters(segments), 0
        found.cells.clear()
        repeated = unnamed = 0
        for q, p, *at, x, n, w, w2, again, without in self._rows(one_each_sql(counting, _SCORED)):
            by = tuple(segments[index][each] for index, each in zip(counting.dimensions, at, strict=True))
            if n:
                found.put((q, by, found.period(p)), scores[x], (n, w, w2))
            if q < len(counting.answers) or not counting.felt_by:  # what is made of answers is no answer
                repeated += again
                unnamed += without
        found.answers -= repeated
        self._tally.add("repeated", counting.columns.named("who"), repeated)
        return (), unnamed

    def _tell_meanings(self) -> tuple[list[float], dict[int, list[str]]]:
        """Tells the engine what the texts mean. Returns the scores, and the segments of each dimension, by number."""
        found, engine = self._found, self._engine
        scores = sorted({score for texts in found.good.values() for score in texts.values()})
        numbers = {score: number for number, score in enumerate(scores)}
        segments: dict[int, list[str]] = {index: [] for index in self._counting.dimensions}
        for (dimension, _), segment in sorted(found.segments.items()):
            if segment not in segments[dimension]:
                segments[dimension].append(segment)
        rows: dict[str, list[tuple[Any, ...]]] = {
            "scored": [
                (question, text, numbers[score], *measures_of(asked.metric, asked.scale, score))
                for question, texts in found.good.items() for asked in (self._known.questions[question],)
                for text, score in texts.items()
            ],
            "asked": [(*found.both(said), question) for said, question in found.asked.items()],
            "named": [(dimension, said, segments[dimension].index(segment))
                      for (dimension, said), segment in found.segments.items()],
        }  # fmt: skip
        for name, columns in meanings(engine.dialect).items():
            engine.put(name, columns, rows[name])
        return scores, segments

    def _clusters(self, segments: dict[int, list[str]]) -> tuple[ClusterSums, ...]:
        sums: list[ClusterSums] = []
        size = len(self._counting.source.segments)
        for cut in self._cuts:
            for q, p, *values in self._rows(clusters_sql(cut, _SCORED)):
                by = {index: segments[index][at] for index, at in zip(cut, values, strict=False)}
                cell = tuple(by.get(index, "") for index in range(size))
                respondents, m, m2, *rest = values[len(cut) :]
                for index, measure in enumerate(_MEASURES):
                    y = [rounded(each) for each in rest[3 * index : 3 * index + 3]]
                    sums.append(ClusterSums(q, cell, self._found.period(p), measure, respondents, rounded(m),
                                            rounded(m2), *y))  # fmt: skip
        return tuple(sorted(sums))

    def _fingerprint(self, files: Sequence[str]) -> str:
        """A fingerprint of what was counted, as tables have no bytes of their own."""
        whole = "\0".join([*files, str(self._seen)])
        return f"sha256:{hashlib.sha256(whole.encode()).hexdigest()}"

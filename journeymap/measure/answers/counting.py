"""Counts the answers of one source: from its files to cells with scores."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.io.scratch import scratch_folder, told
from journeymap.measure.answers.comments import count_comments
from journeymap.measure.answers.counted import ClusterMeasure, ClusterSums, Counted
from journeymap.measure.answers.engine import MEMORY, engine_errors
from journeymap.measure.answers.fingerprint import LookedThrough, look_through
from journeymap.measure.answers.first_places import add_first_places
from journeymap.measure.answers.gathering import Gathering, batches, decoded, rounded
from journeymap.measure.answers.in_engine import LOST, NoFileError, SourceInEngine
from journeymap.measure.answers.likely_dates import likely_dates
from journeymap.measure.answers.locations import AnswerFile, files_of
from journeymap.measure.answers.meanings import AnswerMeanings, measures_of
from journeymap.measure.answers.peak_ends import FELT, MOST_TEXTS
from journeymap.measure.answers.periods import AnyPeriod, period_of_all
from journeymap.measure.answers.problems import AnswerReport
from journeymap.measure.answers.queries import BAD_TIME, MOST_ANSWERS, Counting, texts_sql
from journeymap.measure.answers.refusal import refused
from journeymap.measure.answers.repeats import TABLES, clusters_sql, one_each_sql
from journeymap.measure.answers.tables import SourceTables
from journeymap.model import Journey, Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FETCHED = 10_000
_MEASURES: tuple[ClusterMeasure, ...] = ("score", "top", "net")


def count_answers(
    journey: Journey, source: Source, *, folder: Path, data: Path | None = None, period: AnyPeriod = "all",
    by: Sequence[tuple[str, ...]] = (), memory: int = MEMORY,
    today: dt.date | None = None,
) -> Counted:  # fmt: skip
    """Counts the answers of a source by touchpoint, metric, segment, period and score.

    `folder` is the journey's, and `data` one that the user names, where files are looked for first. `by` has the cuts
    beside that of all: each the dimensions by which answers are told apart, such as `("class", "country")`; a cut with
    a dimension that the source does not have is passed over. The answers of a source without times count in its own
    period. A row or answer that cannot be counted is left out and reported; times after the day `today` count, and it
    is told how many they are. Beyond `memory` bytes, what is counted is kept in temporary files.

    Raises NoFileError where there is no file; an AnswersError, with its place in the journey, for a column that is not
    there and all else that no row can mend; UserError without DuckDB, and where there is no room for temporary files or
    too little memory.
    """
    files = files_of(source, folder, data)
    if not files:
        raise NoFileError("there is no such file", source.at("location"),
                          hint="save it there, or name the folder that it is in with --data")  # fmt: skip
    dimensions = list(source.segments)
    cuts = [tuple(dimensions.index(name) for name in cut) for cut in by if set(cut) <= set(dimensions)]
    cuts = list(dict.fromkeys(((), *cuts)))
    with scratch_folder("journeymap-") as scratch, ThreadPoolExecutor(1) as beside:
        looked = beside.submit(look_through, files)
        counter = _Counter(journey, source, files, Path(scratch), period, cuts, memory, today)
        return counter.counted(looked.result)._replace(fingerprint=looked.result().fingerprint)


class _Counter(SourceInEngine):
    """Counts one source once."""

    def __init__(
        self, journey: Journey, source: Source, files: Sequence[AnswerFile], scratch: Path, period: AnyPeriod,
        cuts: Sequence[tuple[int, ...]], memory: int, today: dt.date | None,
    ) -> None:  # fmt: skip
        self._today = today
        self._journey = journey
        self._source = source
        self._files = files
        self._scratch = scratch
        self._period: AnyPeriod = period
        self._cuts = cuts
        self._memory = memory

    def counted(self, looked: Callable[[], LookedThrough]) -> Counted:
        """Counts, while all bytes of the files are looked through beside: `looked` waits for what they show.

        A file that turns out not to be plain, or that the engine stumbles over, is written anew, row by row, for a
        second try.
        """
        anew = frozenset(file.path for file in self._files)
        try:
            found, left_to_engine = self._count(frozenset())
            anew = left_to_engine & looked().not_plain
            if not anew:
                return found
        except engine_errors():
            pass
        try:
            return self._count(anew)[0]
        except engine_errors() as error:
            kind = type(error).__name__
            raise refused(self._source, "location", f"the files cannot be counted ({kind})",
                          "check `format` and `preset`; other files of this kind may tell more") from None  # fmt: skip

    def _count(self, anew: frozenset[Path]) -> tuple[Counted, frozenset[Path]]:
        """Counts once. Returns with the counts which text files the engine read as they are."""
        with told():
            opened = SourceTables(self._journey, self._source, self._files, self._scratch, anew)
        whole = "" if opened.columns.has("t") else period_of_all(self._source, self._period)
        used = tuple(sorted({index for cut in self._cuts for index in cut}))
        self._check_zones(opened)
        meanings = AnswerMeanings(self._journey, self._source, opened.columns, opened.preset)
        counting = Counting(self._source, opened.tables, opened.columns, self._period, used, opened.preset,
                            felt_by=meanings.felt_by, felt_texts=meanings.usual_scores(),
                            today=self._today)  # fmt: skip
        with opened.engine(self._scratch, self._memory) as database:
            self._check_dates(database, counting)
            counting = counting._replace(years=self._years(database, counting))
            found = Gathering(counting, meanings, opened.tally, whole)
            for number, answers in enumerate(batches(counting.counted, MOST_ANSWERS)):
                result = database.execute(texts_sql(counting, answers))
                found.add(_fetched(result), answers, first=number == 0)
            counting = self._felt_by_all_texts(database, counting, found)
            add_first_places(database, counting, found, opened)
            rejected = self._rejected(database, counting, opened)
            clusters, unnamed = self._repeated(database, counting, found, meanings, opened)
            dates = likely_dates(database, counting, found.why.get(BAD_TIME, 0), found.kept + found.left_out_rows)
            comments = count_comments(database, self._journey, counting, found, meanings, self._cuts)
        lost = sum(count for (reason, _), count in opened.tally.counts.items() if reason in LOST) - rejected
        rows = found.kept + found.left_out_rows + rejected + lost
        asked = self._source.invited or (rows if opened.preset.asked else None)
        report = AnswerReport(rows, found.kept, found.answers, opened.tally.left_out(),
                              self._source.repeats is not None, found.clock_times, unnamed, asked,
                              comments.told, comments.about_the_whole, found.later, dates)  # fmt: skip
        size = len(self._source.segments)
        found_all = Counted(self._source.id, tuple(meanings.questions), meanings.dimensions,
                            found.scores(self._cuts, size), clusters, report,
                            tuple(file.name for file in self._files), "", comments.cells,
                            comments.quotable)  # fmt: skip
        return found_all, frozenset(table.path for table in opened.tables if table.kind == "csv")

    @staticmethod
    def _felt_by_all_texts(database: DuckDBPyConnection, counting: Counting, found: Gathering) -> Counting:
        """Counts the respondents' peak–end again where answers have other texts than the scales have.

        With texts beyond number, nothing is made of them.
        """
        texts = {number: found.good.get(number, {}) for number, _ in counting.felt_by}
        if all(texts[number].keys() <= counting.felt_texts[number].keys() for number in texts):
            return counting
        felt = len(counting.answers)
        found.forget(felt)
        if sum(map(len, texts.values())) > MOST_TEXTS:
            return counting._replace(felt_by=())
        counting = counting._replace(felt_texts=texts)
        found.add(_fetched(database.execute(texts_sql(counting, (FELT,)))), (FELT,), first=False)
        return counting

    def _repeated(
        self, database: DuckDBPyConnection, counting: Counting, found: Gathering, meanings: AnswerMeanings,
        opened: SourceTables,
    ) -> tuple[tuple[ClusterSums, ...], int]:  # fmt: skip
        """Replaces the cells by one answer a customer, or adds up all answers by customer, as the source says."""
        if self._source.repeats is None or not found.good:
            return (), 0
        scores, segments = _fill(database, found, meanings)
        if self._source.repeats == "all":
            return self._clusters(database, counting, found, segments), 0
        sizes = [len(segments[dimension]) for dimension in counting.dimensions]
        names = [list(segments[dimension]) for dimension in counting.dimensions]
        found.cells.clear()
        repeated = unnamed = 0
        result = database.execute(one_each_sql(counting, sizes, len(scores)))
        for q, p, code, n, w, w2, again, without in _fetched(result):
            x, *at = decoded(code, [*sizes, len(scores)])
            by = tuple(names[index][each] for index, each in enumerate(reversed(at)))
            found.put((q, by, found.period(p)), scores[x], (n, w, w2))
            if q < len(counting.answers) or not counting.felt_by:  # what is made of answers is no answer
                repeated += int(again)
                unnamed += int(without)
        found.answers -= repeated
        opened.tally.add("repeated", counting.columns.named("who"), repeated)
        return (), unnamed

    def _clusters(
        self, database: DuckDBPyConnection, counting: Counting, found: Gathering, segments: dict[int, dict[str, int]]
    ) -> tuple[ClusterSums, ...]:
        sums: list[ClusterSums] = []
        for cut in self._cuts:
            for q, p, *values in _fetched(database.execute(clusters_sql(counting, cut))):
                by = {index: list(segments[index])[at] for index, at in zip(cut, values, strict=False)}
                cell = tuple(by.get(index, "") for index in range(len(self._source.segments)))
                respondents, m, m2, *rest = values[len(cut) :]
                for index, measure in enumerate(_MEASURES):
                    y = [rounded(each) for each in rest[3 * index : 3 * index + 3]]
                    sums.append(
                        ClusterSums(q, cell, found.period(p), measure, respondents, rounded(m), rounded(m2), *y)
                    )
        return tuple(sorted(sums))


def _fill(
    database: DuckDBPyConnection, found: Gathering, meanings: AnswerMeanings
) -> tuple[list[float], dict[int, dict[str, int]]]:
    """Tells the engine what the texts mean. Returns the scores by number, and the numbers of segments by dimension."""
    database.execute(TABLES)
    scores = sorted({score for texts in found.good.values() for score in texts.values()})
    rows: list[tuple[Any, ...]] = []
    for question, texts in found.good.items():
        _, metric, scale = meanings.questions[question]
        rows += [(question, answer, scores.index(score), *measures_of(metric, scale, score))
                 for answer, score in texts.items()]  # fmt: skip
    database.executemany("INSERT INTO scored VALUES (?, ?, ?, ?, ?, ?)", rows)
    asked = [(*found.both(said), question) for said, question in found.asked.items()]
    if asked:
        database.executemany("INSERT INTO asked VALUES (?, ?, ?)", asked)
    segments: dict[int, dict[str, int]] = {}
    for (dimension, _), segment in sorted(found.segments.items()):
        numbers = segments.setdefault(dimension, {})
        numbers.setdefault(segment, len(numbers))
    named = [(dimension, answer, segments[dimension][segment])
             for (dimension, answer), segment in found.segments.items()]  # fmt: skip
    if named:
        database.executemany("INSERT INTO named VALUES (?, ?, ?)", named)
    return scores, segments


def _fetched(result: DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := result.fetchmany(_FETCHED):
        yield from rows

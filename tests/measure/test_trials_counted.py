"""The arms of experiments, counted from answers and events, and one row after the other in plain Python."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import fmean, stdev
from typing import Any

import pytest
from answer_files import FIVE, answers
from journeys import journey_from

from journeymap.experiments.arms import MeanArm, ShareArm
from journeymap.experiments.covariates import CovariateArm
from journeymap.experiments.trials import TrialCounts, count_trial
from journeymap.measure.answers import AnswersError

START, END = dt.date(2026, 9, 1), dt.date(2026, 9, 30)
ARMS = {"A": "control", "B": "bill", "C": "other"}
"""One variant is called as what no map names is called elsewhere."""
SURVEY: Mapping[str, Any] = {
    "id": "survey", "location": "answers.csv", "time": "At", "scale": FIVE,
    "segments": {"class": {"column": "Class", "map": {"Business": "business", "Eco": "leisure"}}},
    "questions": [
        {"column": "Sat", "touchpoint": "checkout", "metric": "csat"},
        {"column": "Eff", "touchpoint": "checkout", "metric": "ces"},
        {"column": "Rec", "touchpoint": "leaves", "metric": "nps"},
    ],
}  # fmt: skip
HEAD = ["At", "Who", "Arm", "Class", "Sat", "Eff", "Rec", "Before"]


def counts_of(
    folder: Path, metric: str, *, source: Mapping[str, Any] = SURVEY, by: str | None = None, dates: bool = True,
    touchpoint: str = "checkout", **told: Any,
) -> TrialCounts:  # fmt: skip
    experiment: dict[str, Any] = {
        "id": "x1", "touchpoint": touchpoint, "metric": metric,
        "variants": [{"id": "control"}, {"id": "bill"}, {"id": "other"}],
        "source": {"id": source["id"], "column": "Arm", "map": ARMS} | told,
    }  # fmt: skip
    if dates:
        experiment |= {"start": START.isoformat(), "end": END.isoformat()}
    journey = journey_from({
        "journeymap": 1, "id": "stay", "title": "A stay", "sources": [dict(source)], "experiments": [experiment],
        "segments": [{"id": "business", "name": "Business"}, {"id": "leisure", "name": "Leisure"}],
        "stages": [{"id": "s", "name": "S", "touchpoints": [
            {"id": "arrives", "name": "Arrives"}, {"id": "checkout", "name": "Check-out"},
            {"id": "leaves", "name": "Leaves"}]}],
    })  # fmt: skip
    return count_trial(journey, journey.experiments[0], folder=folder, by=by)


def made_up(seed: int, rows: int, people: int = 100_000) -> list[list[str]]:
    """Answers, of which many are on the first and the last day or just outside, and many cells are blank or wrong."""
    random = Random(seed)
    edges = ["2026-08-31 23:59:59", "2026-09-01 00:00:00", "2026-09-30 23:59:59", "2026-10-01 00:00:00", "soon", ""]
    return [
        [
            random.choice([*edges, *(f"2026-09-{random.randint(1, 30):02d} 12:00:{random.randint(0, 59):02d}",) * 6]),
            f"w{random.randrange(people)}",
            random.choice(["A", "A", "b", " B ", "B", "C", "D", "", "Ａ"]),
            random.choice(["Business", "Eco", "First", ""]),
            random.choice(["1", "2", "3", "4", "5", "٥", "4 - good", "", "6", "x"]),
            random.choice(["1", "2", "3.5", "5", ""]),
            random.choice(["0", "6", "7", "9", "10", ""]),
            random.choice(["1", "2.5", "۴", "4,5", "-3", "", "none"]),
        ]
        for _ in range(rows)
    ]


def text_of(rows: Iterable[Sequence[str]], head: Sequence[str] = HEAD) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    return text.getvalue()


SCORES = {"٥": 5.0, "4 - good": 4.0} | {each: float(each) for each in ("1", "2", "3", "3.5", "4", "5")}
RECOMMENDS = {"0": -100.0, "6": -100.0, "7": 0.0, "9": 100.0, "10": 100.0}
VARIANTS = {"A": "control", "Ａ": "control", "b": "bill", " B ": "bill", "B": "bill", "C": "other"}
BEFORE = {"1": 1.0, "2.5": 2.5, "۴": 4.0, "4,5": 4.5, "-3": -3.0}
CLASSES = {"Business": "business", "Eco": "leisure"}


def kept(data: Iterable[Sequence[str]], column: str, scores: Mapping[str, float]) -> list[tuple[Sequence[str], float]]:
    """The rows with a time and an answer to a question, and its score."""
    return [(row, scores[row[HEAD.index(column)]]) for row in data
            if row[0] not in ("soon", "") and row[HEAD.index(column)] in scores]  # fmt: skip


def is_within(row: Sequence[str]) -> bool:
    return "2026-09-01" <= row[0][:10] <= "2026-09-30"


def of(found: Iterable[tuple[Sequence[str], float]], variant: str, segment: str = "") -> list[float]:
    return [score for row, score in found if is_within(row) and VARIANTS.get(row[2]) == variant
            and segment in ("", CLASSES.get(row[3], "other"))]  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_a_satisfaction_is_a_share_of_the_best_boxes(tmp_path: Path, seed: int) -> None:
    data = made_up(seed, 4_000)
    found = counts_of(answers(tmp_path, text_of(data)), "csat", by="class")
    rows = kept(data, "Sat", SCORES)
    assert set(found.arms) == {"", "business", "leisure", "other"}
    for segment, arms in found.arms.items():
        assert arms == tuple(
            ShareArm(variant, len(of(rows, variant, segment)), sum(each >= 4 for each in of(rows, variant, segment)))
            for variant in ("control", "bill", "other")
        )
    assert found.outside == sum(not is_within(row) and row[2] in VARIANTS for row, _ in rows) > 0
    assert found.unknown == sum(is_within(row) and row[2] not in VARIANTS for row, _ in rows) > 0
    assert (found.counted, found.files, found.customers) == ("answer", ("answers.csv",), None)


@pytest.mark.parametrize(("metric", "column", "scores"), [("ces", "Eff", SCORES), ("nps", "Rec", RECOMMENDS)])
def test_an_effort_is_a_mean_and_a_recommendation_that_of_the_net_score(
    tmp_path: Path, metric: str, column: str, scores: Mapping[str, float]
) -> None:
    """The NPS is asked for at a later touchpoint than that of the experiment."""
    data = made_up(3, 3_000)
    found = counts_of(answers(tmp_path, text_of(data)), metric, by="class")
    rows = kept(data, column, scores)
    for segment, arms in found.arms.items():
        for arm, variant in zip(arms, ("control", "bill", "other"), strict=True):
            told = of(rows, variant, segment)
            assert isinstance(arm, MeanArm) and (arm.variant, arm.n) == (variant, len(told))
            assert (arm.mean, arm.sd) == pytest.approx((fmean(told), stdev(told)))


def test_without_days_all_count_and_without_a_map_the_ids_are_the_values(tmp_path: Path) -> None:
    rows = [["2020-01-01", "", each, "", "5", "", "", ""] for each in ("control", "Bill", "bill", "other", "A")]
    answers(tmp_path, text_of(rows))
    found = counts_of(tmp_path, "csat", dates=False, map={})
    assert [arm.n for arm in found.arms[""]] == [1, 2, 1] and (found.outside, found.unknown) == (0, 1)


def test_of_several_answers_of_a_customer_the_latest_within_the_days_counts(tmp_path: Path) -> None:
    rows = [["2026-09-02", "a", "A", "", "5", "", "", ""], ["2026-09-05", "a", "A", "", "1", "", "", ""],
            ["2026-10-05", "a", "A", "", "5", "", "", ""], ["2026-09-02", "b", "B", "", "5", "", "", ""]]  # fmt: skip
    answers(tmp_path, text_of(rows))
    for repeats in ("latest", "all"):
        source = {**SURVEY, "repeats": repeats, "respondent": "Who"}
        found = counts_of(tmp_path, "csat", source=source)
        assert found.arms[""][:2] == (ShareArm("control", 1, 0), ShareArm("bill", 1, 1)) and found.outside == 1
    found = counts_of(tmp_path, "csat", source={**SURVEY, "repeats": "first", "respondent": "Who"})
    assert found.arms[""][0] == ShareArm("control", 1, 1)


def test_a_figure_from_before_stands_beside_every_answer(tmp_path: Path) -> None:
    data = made_up(4, 3_000)
    found = counts_of(answers(tmp_path, text_of(data)), "ces", by="class", covariate="Before")
    assert found.covariate is not None and found.covariate.column == "Before"
    rows = kept(data, "Eff", SCORES)
    within = [(row, score) for row, score in rows if is_within(row) and row[2] in VARIANTS]
    assert found.covariate.without == sum(row[7] not in BEFORE for row, _ in within) > 0
    for segment, arms in found.covariate.arms.items():
        own = [(row, score) for row, score in within if segment in ("", CLASSES.get(row[3], "other"))]
        usual = fmean(BEFORE[row[7]] for row, _ in own if row[7] in BEFORE)
        for arm in arms:
            told = [(score, BEFORE.get(row[7], usual)) for row, score in own if VARIANTS[row[2]] == arm.variant]
            y, x = fmean(each for each, _ in told), fmean(each for _, each in told)
            assert arm[1:] == pytest.approx((
                len(told), y, x, math.fsum((a - y) ** 2 for a, _ in told), math.fsum((b - x) ** 2 for _, b in told),
                math.fsum((a - y) * (b - x) for a, b in told),
            ))  # fmt: skip
            assert isinstance(arm, CovariateArm)
    plain = counts_of(tmp_path, "ces", by="class")
    assert found.arms == plain.arms and plain.covariate is None


EVENTS: Mapping[str, Any] = {
    "id": "shop", "kind": "events", "location": "events.csv", "time": "at", "case": "who", "event": "what",
    "session_gap": "1 hour", "segments": {"class": {"column": "class", "map": {"b": "business"}}},
}  # fmt: skip


def test_of_events_the_sessions_that_went_on_are_counted(tmp_path: Path) -> None:
    random, rows, expected = Random(5), [], {}
    customers: dict[str, set[str]] = {}
    for number in range(2_000):
        who, day, arm, kind = f"c{number % 1500}", random.choice([1, 15, 30, 31]), random.choice("ABD"), random.choice(
            ["b", ""])  # fmt: skip
        at = dt.datetime.fromisoformat("2026-08-31 08:00") + dt.timedelta(days=day, hours=number // 1500 * 4)
        path = ["arrives", "checkout", "leaves"][: random.randint(1, 3)]
        if random.random() < 0.1:
            path = path[1:] or path
        rows += [[(at + dt.timedelta(minutes=step)).isoformat(" "), who, what, arm, kind]
                 for step, what in enumerate(path)]  # fmt: skip
        cell = expected.setdefault((day <= 30, arm), [0, 0])
        if path[:2] == ["arrives", "checkout"]:
            cell[0] += 1
            cell[1] += path == ["arrives", "checkout", "leaves"]
            if day <= 30:
                customers.setdefault(arm, set()).add(who)
    answers(tmp_path, text_of(rows, ["at", "who", "what", "Arm", "class"]), "events.csv")
    found = counts_of(tmp_path, "conversion", source=EVENTS, touchpoint="checkout", by="class")
    arms = [ShareArm(id_, *expected[True, arm]) for id_, arm in (("control", "A"), ("bill", "B"))]
    assert found.arms[""] == (*arms, ShareArm("other", 0, 0))
    assert found.outside == expected[False, "A"][0] + expected[False, "B"][0]
    assert found.unknown == expected[True, "D"][0]
    assert (found.counted, found.customers) == ("session", len(customers["A"]) + len(customers["B"]))
    parts = [arms for segment, arms in found.arms.items() if segment]
    assert [sum(each) for each in zip(*((arm.n for arm in part) for part in parts), strict=True)] == [
        arm.n for arm in found.arms[""]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("metric", "told", "message"),
    [
        ("csat", {"covariate": "Before"}, "a covariate evens out means, and `csat` is a share"),
        ("ces", {"covariate": "Bfore"}, 'there is no column "Bfore"'),
        ("ces", {"column": "Group"}, 'there is no column "Group"'),
        ("ces", {"id": "shop"}, "there is no source `shop`"),
        ("tgw", {}, "the source `survey` has no answers on tgw at `checkout` or later"),
    ],
)
def test_what_cannot_be_counted_is_told(tmp_path: Path, metric: str, told: dict[str, str], message: str) -> None:
    answers(tmp_path, text_of(made_up(1, 5)))
    with pytest.raises(AnswersError) as caught:
        counts_of(tmp_path, metric, **told)
    assert message in caught.value.message
    with pytest.raises(AnswersError, match="no such segments"):
        counts_of(tmp_path, "csat", by="country")


@pytest.mark.parametrize(
    ("metric", "told", "message"),
    [
        ("csat", {}, "events do not tell `csat`"),
        ("conversion", {}, "no session tells conversion at `leaves` or later"),
        ("conversion", {"covariate": "class"}, "a covariate evens out means"),
        ("returns", {}, "no session tells returns at `leaves` or later"),
    ],
)
def test_what_events_do_not_tell_is_told(tmp_path: Path, metric: str, told: dict[str, str], message: str) -> None:
    answers(tmp_path, "at,who,what,Arm,class\n2026-09-02,a,arrives,A,b\n", "events.csv")
    with pytest.raises(AnswersError) as caught:
        counts_of(tmp_path, metric, source=EVENTS, touchpoint="leaves", **told)
    assert message in caught.value.message

"""A result that was read is told in a sentence by what it shows; its figures are not told one by one."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from journeys import journey_from

from journeymap.history.compare import difference
from journeymap.history.describe import Describer

RESULT = {
    "date": "2026-10-13", "arms": [{"variant": "a", "n": 200, "events": 60}, {"variant": "b", "n": 200, "events": 90}],
    "difference": 15, "low": 5.5, "high": 24.1, "p": 0.002, "split": 1, "method": "Newcombe, pooled z",
}  # fmt: skip
TWO = [{"variant": "b", "difference": 15, "low": 5.5, "high": 24.1, "p": 0.002},
       {"variant": "c", "difference": 0.5, "low": -8.9, "high": 9.9, "p": 0.9}]  # fmt: skip


def told(before: dict[str, Any] | None, after: dict[str, Any] | None, language: str = "en") -> list[str]:
    versions = []
    for result in (before, after):
        experiment = {"id": "x1", "name": "The bill", "touchpoint": "t", "metric": "conversion",
                      "variants": [{"id": each} for each in "abc"], "baseline": "30%",
                      "smallest_effect": "5pp"}  # fmt: skip
        data = {"journeymap": 1, "id": "stay", "title": "A stay", "language": language,
                "stages": [{"id": "s", "name": "S", "touchpoints": [
                    {"id": "t", "name": "T", "metrics": {"conversion": {"value": 30}}}]}],
                "experiments": [experiment | ({} if result is None else {"result": result})]}  # fmt: skip
        versions.append(journey_from(copy.deepcopy(data)))
    return [line.whole for line in Describer(difference(*versions)).lines()]


def test_a_new_result_is_told_by_what_it_shows() -> None:
    said = "The bill: Helped: between 6 and 24 points. The smallest effect worth seeing, 5 points, is reached."
    assert told(None, RESULT) == [said]
    assert told(RESULT | {"date": "2026-10-01", "p": 0.5}, RESULT) == [said]


def test_several_variants_and_a_broken_split_too() -> None:
    several = {"date": "2026-10-13", "comparisons": TWO}
    (line,) = told(None, several)
    assert line.startswith("The bill: b: Helped: ") and " c: No difference shown; anything beyond ±10 points" in line
    broken = {key: RESULT[key] for key in ("date", "arms")} | {"split": 0.0001}
    assert told(None, broken) == ["The bill: Not judged: the split is broken (p < 0.001)."]


@pytest.mark.parametrize(("language", "word"), [("he", "עזר"), ("fa", "کمک کرد"), ("ar", "نقطة")])
def test_it_is_told_in_the_language_of_the_journey(language: str, word: str) -> None:
    (line,) = told(None, RESULT, language)
    assert word in line and "Helped" not in line


def test_a_figure_that_changed_alone_and_a_result_that_went_are_told_as_they_are() -> None:
    assert told(RESULT | {"p": 0.003}, RESULT) == ["The bill: p: from 0.003 to 0.002"]
    (line,) = told(RESULT | {"date": "2026-10-01"}, RESULT)
    assert line.startswith("The bill: Read on: ")
    assert len(told(RESULT, None)) == len(RESULT)
    assert len(told(None, RESULT | {"stopped": "early"})) == 2

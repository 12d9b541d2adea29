"""The guide for assistants is short, whole and right, and llms.txt has it."""

from __future__ import annotations

import datetime as dt
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeymap.assistants.fields import FieldLines, kind_name
from journeymap.assistants.guide import LEFT_OUT, TOLD, guide
from journeymap.cli import run
from journeymap.diagnostics import Severity
from journeymap.model import Item, Journey, Metric, Point
from journeymap.model.shape import field_of, fields_of
from journeymap.pipeline.check import check
from journeymap.settings import Settings

ROOT = Path(__file__).parents[2]
GUIDE = guide()
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, flags=re.M | re.S)
(KEYS,) = re.findall(r"^```text\n(.*?)^```$", GUIDE, flags=re.M | re.S)


def classes(base: type = Item) -> Iterator[type]:
    for each in base.__subclasses__():
        if each.__module__.startswith("journeymap.") and fields_of(each):
            yield each
        yield from classes(each)


def keys_of(model: type) -> dict[str, str]:
    """The keys of a class in the guide, each with what is said of it."""
    (block,) = re.findall(rf"^{model.__name__}\b[^\n]*\n((?:  .*\n)+)", KEYS, flags=re.M)
    return dict(re.match(r"  (\w+)(.*)", line).groups() for line in block.splitlines())


def test_it_has_at_most_3000_words() -> None:
    assert 1500 < len(GUIDE.split()) <= 3000


def test_every_class_is_told_or_left_out_for_a_reason() -> None:
    left_out = [model for each in LEFT_OUT for model in each.models]
    assert sorted([*TOLD, *left_out], key=id) == sorted(classes(), key=id)
    for each in LEFT_OUT:
        assert f"- {each.keys}: {each.why}\n" in GUIDE
        (page,) = re.findall(r"\((docs/\w+\.md)\)", each.why)
        assert (ROOT / page).is_file()


@pytest.mark.parametrize("model", TOLD, ids=lambda model: model.__name__)
def test_every_key_is_told_as_the_model_has_it(model: type) -> None:
    told = keys_of(model)
    assert list(told) == [field.name for field in fields_of(model)]
    for field in fields_of(model):
        said = told[field.name]
        assert said.startswith("*") == field.required
        assert kind_name(field.kind) in said
        assert field.doc in GUIDE
        if isinstance(field.default, str):
            assert f"default {field.default})" in said


def test_keys_that_are_needed_in_turn_are_told() -> None:
    assert "\nEmotion (score or label is needed)\n" in KEYS


@pytest.mark.parametrize(
    ("model", "name", "kind"),
    [
        (Journey, "stages", "[Stage]"),
        (Journey, "converts", "[id]"),
        (Journey, "tags", "[text]"),
        (Journey, "kind", "as-is|to-be"),
        (Point, "severity", "1–5"),
        (Metric, "value", "number"),
    ],
)
def test_kinds_have_names(model: type, name: str, kind: str) -> None:
    assert kind_name(field_of(model, name).kind) == kind


def test_what_is_said_of_a_key_stands_once() -> None:
    lines = FieldLines()
    first, again = list(lines.of(Point)), list(lines.of(Point))
    assert again[0] == "id" and len(first[0]) > len(again[0])


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_examples_have_no_errors_and_the_fuller_one_nothing_at_all(number: int) -> None:
    checked = check(EXAMPLES[number].encode(), "guide.journey.yaml", Settings(today=dt.date(2026, 11, 21)))
    worst = max((each.severity for each in checked.diagnostics), default=Severity.INFO)
    assert checked.journey is not None and worst < Severity.ERROR
    assert number == 0 or checked.diagnostics == ()


def test_there_are_examples_from_left_to_right_and_from_right_to_left() -> None:
    assert ["language: he" in example for example in EXAMPLES] == [False, True]


def test_llms_txt_is_fresh() -> None:
    made = runpy.run_path(str(ROOT / "docs/make_llms_txt.py"))["page"]()
    assert (ROOT / "llms.txt").read_text(encoding="utf-8") == made, "run `python docs/make_llms_txt.py`"
    assert made.startswith(GUIDE) and "(docs/format.md)" in made.removeprefix(GUIDE)


def test_the_command_prints_it_or_writes_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["guide"]) == 0
    assert capfd.readouterr().out == GUIDE
    assert run(["guide", "-o", str(tmp_path / "guide.md")]) == 0
    assert (capfd.readouterr().out, (tmp_path / "guide.md").read_text("utf-8")) == ("", GUIDE)

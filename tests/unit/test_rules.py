"""Every rule: its manual, its examples and its cases; and that table, modules and case files agree."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from rule_cases import CASES, bytes_of, case_file, cases_of, examples, found_in

import journeymap.rules
from journeymap.diagnostics import Finding, Severity
from journeymap.rules import RULES, rule_named
from journeymap.rules.base import Rule

SEVERITY = {rule.code: rule.severity for rule in RULES}
LACKING = "包裹晚到"
LACKING_IN_BRAND = "Ξ"
by_code = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def found_in_example(rule: Rule, title: str) -> list[tuple[int, Finding]]:
    example = examples(rule)[title]
    beside = {name: getattr(example, name) for name in ("overlay", "measures", "answers")}
    return found_in(example.data, lacking=LACKING, lacking_in_brand=LACKING_IN_BRAND, **beside)


def _cases() -> list[Any]:
    return [
        pytest.param(rule, case, id=f"{rule.code}: {case['name']}")
        for rule in RULES
        if case_file(rule).exists()
        for case in cases_of(rule)
    ]


def test_there_are_the_rules_that_were_asked_for() -> None:
    assert len(RULES) >= 45
    assert {rule.code[2] for rule in RULES} == {"0", "1", "2", "3", "4", "5", "6"}


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    names = [rule.name for rule in RULES]
    assert codes == sorted(set(codes))
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"JM[0-6]\d\d", code) for code in codes)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


def test_every_module_is_in_the_table_and_the_other_way_round() -> None:
    folder = Path(journeymap.rules.__file__).parent
    modules = {path.stem for path in folder.glob("jm*.py")}
    assert modules == {f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in RULES}


def test_every_rule_has_a_case_file_and_the_other_way_round() -> None:
    assert {path.name for path in CASES.glob("jm*.yaml")} == {case_file(rule).name for rule in RULES}


def test_the_base_journey_is_clean() -> None:
    assert found_in((CASES / "_base.journey.yaml").read_bytes()) == []


@pytest.mark.parametrize("asked", ["JM201", "jm201", "unknown-owner"])
def test_rules_are_found_by_code_and_name(asked: str) -> None:
    rule = rule_named(asked)
    assert rule is not None
    assert rule.code == "JM201"


def test_what_names_no_rule_finds_none() -> None:
    assert rule_named("JM999") is None


@by_code
def test_manual_has_its_parts(rule: Rule) -> None:
    lines = rule.manual.splitlines()
    assert re.fullmatch(r"[A-Z`].+\.", lines[0]), "the first line is a sentence"
    assert lines[1] == "", "and a paragraph of its own"
    assert [line for line in lines if line.startswith("## ")] == ["## Bad", "## Good"]
    assert set(examples(rule)) == {"Bad", "Good"}


@by_code
def test_module_checks_unless_reading_does(rule: Rule) -> None:
    assert hasattr(rule.module, "check") is not rule.from_reading


@by_code
def test_bad_example_is_found(rule: Rule) -> None:
    found = found_in_example(rule, "Bad")
    assert rule.code in {finding.code for _, finding in found}


@by_code
def test_good_example_is_good(rule: Rule) -> None:
    found = found_in_example(rule, "Good")
    bad = [finding for _, finding in found if finding.code == rule.code or SEVERITY[finding.code] is Severity.ERROR]
    assert bad == []


@by_code
def test_findings_say_what_and_how_to_mend(rule: Rule) -> None:
    own = [f for _, f in found_in_example(rule, "Bad") if f.code == rule.code]
    for finding in own:
        assert not finding.message.endswith(".")
        assert "\n" not in finding.message + finding.hint
        assert finding.span.start <= finding.span.end
        assert finding.hint or rule.from_reading


@by_code
def test_rule_has_cases_that_find_and_cases_that_do_not(rule: Rule) -> None:
    outcomes = {bool(case["finds"]) for case in cases_of(rule)}
    assert outcomes == {True, False}


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_case(rule: Rule, case: dict[str, Any]) -> None:
    options = {
        key: case[key]
        for key in ("today", "lacking", "lacking_in_brand", "overlay", "measures", "answers")
        if key in case
    }
    found = [(line, f) for line, f in found_in(bytes_of(case), **options) if f.code == rule.code]
    told = [f"line {line}: {finding.message} — {finding.hint}" for line, finding in found]
    assert len(found) == len(case["finds"]), told
    for (line, finding), wanted in zip(found, case["finds"], strict=True):
        assert set(wanted) <= {"line", "says", "hint"}
        assert line == wanted.get("line", line), told
        assert wanted.get("says", "") in finding.message
        assert wanted.get("hint", "") in finding.hint

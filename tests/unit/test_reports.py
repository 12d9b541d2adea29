"""Reports for CI systems: read back by real readers, and safe whatever a file says."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml
from sarif_pydantic import Level, Sarif

from journeymap.diagnostics import Diagnostic, Severity
from journeymap.report import FORMATS, Manual, Run, report
from journeymap.report.text import coloured

texts = st.text(max_size=60) | st.text("#[:\ufffe\uffff \n", max_size=9)
diagnostics = st.builds(
    Diagnostic,
    path=st.sampled_from(["a.journey.yaml", "maps/ב ג.journey.yaml", "c,d:e%.journey.yaml"]),
    line=st.integers(1, 500),
    column=st.integers(1, 80),
    end_line=st.just(500),
    end_column=st.integers(80, 90),
    code=st.sampled_from(["JM101", "JM301", "JM402"]),
    name=st.just("a-rule"),
    severity=st.sampled_from(list(Severity)),
    message=texts.map(lambda text: text or "something"),
    hint=texts,
    excerpt=texts,
)
PATHS = ("a.journey.yaml", "maps/ב ג.journey.yaml", "c,d:e%.journey.yaml", "clean.journey.yaml")


def manual(code: str) -> Manual:
    return Manual(f"What {code} says", f"# {code}\n\nAt length.", Severity.WARNING)


runs = st.lists(diagnostics, max_size=8).map(lambda found: Run(tuple(found), PATHS, (), Severity.ERROR, manual))


@given(runs)
def test_no_format_lets_a_control_character_or_a_lone_surrogate_through(run):
    for form in FORMATS:
        text = report(run, form)
        assert not re.search(
            "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]", text
        ), form
        text.encode("utf-8")


def unescaped(text: str) -> str:
    for written, meant in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(written, meant)
    return text


@given(runs)
def test_a_workflow_command_is_one_line_and_nothing_in_it_starts_another(run):
    lines = report(run, "github").splitlines()
    assert len(lines) == len(run.diagnostics)
    for line, diagnostic in zip(lines, run.diagnostics, strict=True):
        command, properties, data = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line).groups()
        assert command == {"error": "error", "warning": "warning", "info": "notice"}[diagnostic.severity.word]
        given_ = dict(part.split("=", 1) for part in properties.split(","))
        assert unescaped(given_["file"]) == diagnostic.path
        assert int(given_["line"]) == diagnostic.line
        assert ":" not in given_["file"] and "\r" not in data


def test_a_title_cannot_start_a_workflow_command():
    hostile = Diagnostic(
        "a.yaml", 1, 1, 1, 2, "JM101", "n", Severity.ERROR, "x\n::set-env name=A::b\r\n::error::%0A::stop", "", ""
    )
    (line,) = report(Run((hostile,), ("a.yaml",)), "github").splitlines()
    assert line.startswith("::error file=a.yaml") and line.count(r"%0A\x3a:set-env") == 1


HOSTILE = [
    "::error file=x::y",
    " \u3000::stop-commands::x",
    "a ##[error]b",
    "##vso[task.x]y",
    "##teamcity[x]",
    "\ufffe\uffff",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", [form for form in FORMATS if form != "github"])
def test_no_line_of_a_report_is_a_command_of_ci(form: str, text: str) -> None:
    found = Diagnostic(text, 1, 1, 1, 2, "JM101", text, Severity.ERROR, text, f"{text}\n{text}", text)
    for written in (report(Run((found,), (text, "b"), (("b", text),)), form), coloured(found)):
        for line in written.splitlines():
            assert not line.strip().startswith("::")
            assert not re.search(r"##(vso|teamcity)?\[", line)
    if form == "junit":
        assert len(list(JUnitXml.fromstring(report(Run((found,), (text,)), form).encode()))) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_json_says_what_the_file_says(text: str) -> None:
    found = Diagnostic(text, 1, 1, 1, 2, "JM101", "n", Severity.ERROR, text, "", text)
    assert json.loads(report(Run((found,), (text,)), "json"))["diagnostics"][0]["message"] == text


@given(st.lists(diagnostics, max_size=12))
def test_gitlab_fingerprints_are_unique_and_outlive_lines_that_move(found):
    issues = json.loads(report(Run(tuple(found), PATHS), "gitlab"))
    marks = [issue["fingerprint"] for issue in issues]
    assert len(set(marks)) == len(found)
    moved = tuple(each._replace(line=each.line + 7, column=1) for each in found)
    assert [issue["fingerprint"] for issue in json.loads(report(Run(moved, PATHS), "gitlab"))] == marks
    for issue, diagnostic in zip(issues, found, strict=True):
        assert issue["location"]["path"] == diagnostic.path
        assert issue["location"]["lines"]["begin"] == diagnostic.line
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}


@given(runs)
def test_sarif_is_read_by_a_reader_of_sarif(run):
    log = json.loads(report(run, "sarif"))
    (only,) = log["runs"]
    rules = only["tool"]["driver"]["rules"]
    for result, diagnostic in zip(only["results"], run.diagnostics, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == diagnostic.code
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9/%._~-]+", uri)
    assert all(rule["help"]["markdown"].startswith(f"# {rule['id']}") for rule in rules)


def test_a_real_reader_reads_what_sarif_says():
    found = (
        Diagnostic("a.yaml", 1, 2, 1, 4, "JM101", "unknown-key", Severity.ERROR, "no", "hint", "x"),
        Diagnostic("a.yaml", 3, 2, 3, 4, "JM301", "unowned", Severity.WARNING, "who", "", "x"),
    )
    run = Run(found, ("a.yaml", "b.yaml"), (("b.yaml", "no such file"),), Severity.ERROR, manual)
    read = Sarif.model_validate_json(report(run, "sarif"))
    (only,) = read.runs
    assert [rule.id for rule in only.tool.driver.rules] == ["JM101", "JM301"]
    assert [result.level for result in only.results] == [Level.ERROR, Level.WARNING]
    places = [result.locations[0].physical_location for result in only.results]
    assert [(place.artifact_location.uri, place.region.start_line) for place in places] == [
        ("a.yaml", 1),
        ("a.yaml", 3),
    ]
    assert only.invocations[0].execution_successful is False


@given(runs)
def test_junit_has_a_case_a_file(run):
    suites = JUnitXml.fromstring(report(run, "junit").encode())
    cases = {case.name: case for suite in suites for case in suite}
    assert set(cases) == set(PATHS)
    for path, case in cases.items():
        failing = [each for each in run.diagnostics if each.path == path and each.severity is Severity.ERROR]
        assert any(isinstance(result, Failure) for result in case.result) == bool(failing)


def test_junit_says_what_could_not_be_read_and_strict_makes_warnings_fail():
    warning = Diagnostic("a", 1, 1, 1, 2, "JM301", "n", Severity.WARNING, "who", "", "")
    run = Run((warning,), ("a", "b"), (("b", "no such file"),), Severity.WARNING)
    first, second = next(iter(JUnitXml.fromstring(report(run, "junit").encode())))
    assert isinstance(first.result[0], Failure) and "JM301" in first.result[0].message
    assert isinstance(second.result[0], Error) and second.result[0].message == "no such file"


def test_concise_is_a_line_a_problem():
    found = Diagnostic("a.yaml", 4, 2, 4, 5, "JM101", "unknown-key", Severity.ERROR, "a journey has no `x`", "hint", "")
    assert report(Run((found,), ("a.yaml",)), "concise") == "a.yaml:4:2 JM101 error: a journey has no `x`\n"


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_a_clean_run(form):
    text = report(Run((), ("a.yaml",)), form)
    assert "JM" not in text

"""Diagnostics as JUnit XML, which most CI systems show: one test case for each file.

A case fails when its file has a diagnostic that makes the run fail, and has an error when its file could not be read.
Its milder diagnostics are in its output.
"""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree

from journeymap.diagnostics import Diagnostic
from journeymap.report import Run, counted
from journeymap.report.safe import visible
from journeymap.report.text import plain


def report(run: Run) -> str:
    """The run as one test suite."""
    by_path: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in run.diagnostics:
        by_path[diagnostic.path].append(diagnostic)
    unreadable = dict(run.unreadable)
    cases = [_case(path, by_path[path], unreadable.get(path), run) for path in run.paths]
    counts = {
        "tests": len(cases),
        "failures": sum(case.find("failure") is not None for case in cases),
        "errors": sum(case.find("error") is not None for case in cases),
    }
    numbers = {name: str(count) for name, count in counts.items()}
    suites = ElementTree.Element("testsuites", {"name": "journeymap", **numbers})
    suite = ElementTree.SubElement(suites, "testsuite", {"name": "journeymap", **numbers})
    suite.extend(cases)
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


def _case(path: str, diagnostics: list[Diagnostic], unreadable: str | None, run: Run) -> ElementTree.Element:
    name = visible(path)
    case = ElementTree.Element("testcase", {"name": name, "classname": "journeymap.validate", "file": name})
    failing = [diagnostic for diagnostic in diagnostics if diagnostic.severity >= run.fails_from]
    milder = [diagnostic for diagnostic in diagnostics if diagnostic.severity < run.fails_from]
    if unreadable is not None:
        error = ElementTree.SubElement(case, "error", {"message": visible(unreadable), "type": "unreadable"})
        error.text = _lines(failing)
    elif failing:
        first = failing[0]
        also = f", and {counted(len(failing) - 1, 'other')}" if len(failing) > 1 else ""
        message = f"{first.code} {visible(first.message)}{also}"
        ElementTree.SubElement(case, "failure", {"message": message, "type": first.code}).text = _lines(failing)
    if milder:
        ElementTree.SubElement(case, "system-out").text = _lines(milder)
    return case


def _lines(diagnostics: list[Diagnostic]) -> str:
    return "".join(plain(diagnostic) for diagnostic in diagnostics)

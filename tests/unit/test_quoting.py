"""Errors around quotes, colons and commas in Hebrew and Persian prose show the very line as it should be."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from journeymap.diagnostics import Finding
from journeymap.model import read_journey
from journeymap.pipeline.check import check
from journeymap.report.text import plain
from journeymap.settings import Settings
from journeymap.source import load
from journeymap.source.tree import Mapping, Node, Scalar

CASES = yaml.safe_load(Path(__file__).with_name("prose.yaml").read_text(encoding="utf-8"))
TOP = ("title", "takeaway", "scenario", "goal", "evidence")


def journey_with(lines: str) -> str:
    """A journey with lines among those at its top, or in its touchpoint, whichever has the key of the first one."""
    top = lines.startswith(TOP)
    title = "" if lines.startswith("title") else "title: כותרת\n"
    inside = "" if top else "".join(f"        {line}\n" for line in lines.split("\n"))
    return (
        f"journeymap: 1\nid: x\n{title}" + (f"{lines}\n" if top else "") + "language: he\n"
        "stages:\n  - id: s\n    name: ש\n    touchpoints:\n      - id: pays\n        name: נ\n" + inside
    )


def findings_in(text: str) -> tuple[Finding, ...]:
    loaded = load(text.encode(), "x")
    return loaded.findings if loaded.tree is None else loaded.findings + read_journey(loaded.tree, text)[1]


def texts_in(node: Node) -> set[str]:
    if isinstance(node, Scalar):
        return {node.text}
    inner = node.entries.values() if isinstance(node, Mapping) else node.items
    return {text for each in inner for text in texts_in(each)}


def shown_in(hint: str) -> str:
    return hint.partition(":\n")[2] if ":\n" in hint else hint.partition("write `")[2].rpartition("`")[0]


@pytest.mark.parametrize("case", CASES, ids=[case["typed"] for case in CASES])
def test_the_line_is_shown_as_it_should_be(case: dict[str, str]) -> None:
    findings = findings_in(journey_with(case["typed"]))
    assert findings
    assert shown_in(findings[0].hint) == case["shown"], findings[0]
    loaded = load(case["shown"].encode(), "x")
    assert loaded.tree is not None and case["text"] in texts_in(loaded.tree)


@pytest.mark.parametrize(
    "text",
    [
        "title: [a, b\nid: x\n",
        "title: {a: b, c\nid: x\n",
        "id: x\n  title: y\n",
        'a: "x"\n   b: c\n',
        "a: - b\n",
        "a:\n\t- b\n",
        "- id: x\n  name: y\n    goal: z\n",
    ],
)
def test_no_quotes_are_shown_where_they_would_not_help(text: str) -> None:
    (finding,) = load(text.encode(), "x").findings
    assert finding.code == "JM001" and "'" not in finding.hint


def test_brackets_in_a_text_inside_of_braces() -> None:
    (finding,) = load(b"a: {id: u, title: See [[u]]}\n", "x").findings
    assert "brackets" in finding.message and finding.hint == "write `a: {id: u, title: 'See [[u]]'}`"


def test_the_place_is_where_the_text_begins_if_the_reader_stumbles_on_a_later_line() -> None:
    (finding,) = load('id: x\ntitle: "עו"ד\ngoal: "ב"\n'.encode(), "x").findings
    assert finding.span.start == len('id: x\ntitle: "עו"')
    (finding,) = load('id: x\ntitle: "דירה\ngoal: "ב"\n'.encode(), "x").findings
    assert (finding.message, finding.span.start) == ("a quote is not closed", len("id: x\ntitle: "))


def test_lines_of_a_hint_stand_below_each_other() -> None:
    source = "title: ג'ירפה: סמנכ\"ל\nid: x\n"
    (diagnostic,) = check(source.encode(), "x", Settings(today=dt.date(2027, 1, 1))).diagnostics
    assert plain(diagnostic).endswith(
        "  hint: put the text below a `>-`, where it needs no quotes:\n        title: >-\n          ג'ירפה: סמנכ\"ל\n"
    )


def test_other_characters_in_the_shown_lines_are_made_safe() -> None:
    source = "title: a: \u2066b\n"
    diagnostic = check(source.encode(), "x", Settings(today=dt.date(2027, 1, 1))).diagnostics[-1]
    assert "\\u2066" in plain(diagnostic)

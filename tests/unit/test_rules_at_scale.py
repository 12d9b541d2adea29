"""Rules stay cheap when a file is large or means harm. Counted, not timed."""

from __future__ import annotations

import datetime as dt
import sys

import pytest

from journeymap.diagnostics import Span
from journeymap.model import Journey, read_journey
from journeymap.rules import RULES, Context, check, references
from journeymap.rules.references import KnownIds
from journeymap.source import load

CONTEXT = Context(dt.date(2026, 1, 15))


def _journey(touchpoints: int) -> Journey:
    lines = ["journeymap: 1", "id: big", "title: Big", "personas: [{id: a, name: A}]", "stages:"]
    lines += ["  - id: s", "    name: S", "    touchpoints:"]
    for n in range(touchpoints):
        lines += [
            f"      - id: t{n}",
            f"        name: T{n}",
            f"        next: [{{to: t{n * 7 % touchpoints}, share: 5%}}]",
            "        emotions: {score: -1.5}",
            f"        pains: {{id: p{n}, text: It hurts, severity: 4}}",
            "        metrics: {csat: 84}",
            f"        message: Returns within {n} days",
        ]
    lines.append("actions:")
    lines += [
        f"  - {{id: a{n}, title: Do, owner: o{n}, depends_on: [a{n + 1}, a0], touchpoints: t{n}, addresses: p{n}}}"
        for n in range(touchpoints)
    ]
    tree = load("\n".join(lines).encode(), "big").tree
    assert tree is not None
    journey, _ = read_journey(tree)
    assert journey is not None
    return journey


def _lines_run(journey: Journey) -> int:
    """How many lines of Python the checks of a journey run."""
    count = 0

    def trace(frame: object, event: str, argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        check(journey, CONTEXT)
    finally:
        sys.settrace(None)
    return count


def test_ten_times_the_journey_is_at_most_eleven_times_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(references, "_COMPARISONS", 0)
    check(_journey(2), CONTEXT)  # imports
    small, large = _journey(30), _journey(300)
    assert _lines_run(large) <= 11 * _lines_run(small)


def test_looking_for_near_ids_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(references, "did_you_mean", lambda word, known: asked.append(word) or "")
    known = KnownIds("owner", "owners", [f"o{n}" for n in range(1000)])
    for n in range(1000):
        known.finding("JM201", f"x{n}", Span(0, 1))
    assert len(asked) == 20


def test_asking_for_a_rule_imports_that_one_alone() -> None:
    import subprocess

    code = (
        "import sys; from journeymap.rules import rule_named; rule_named('JM201').check; "
        "print(*(name for name in sys.modules if name.startswith('journeymap.rules.jm')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["journeymap.rules.jm201_unknown_owner"]


def test_rules_that_reading_reports_are_not_imported_to_check() -> None:
    assert all(rule.check is None for rule in RULES if rule.from_reading)

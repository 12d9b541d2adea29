"""The action plan: its order, its quadrants, what it leaves out, and what it makes of hostile texts."""

import datetime as dt
import os
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from journeymap.io import resources
from journeymap.model import Journey, read_journey
from journeymap.render.environment import environment
from journeymap.render.plan import plan_view, render_plan
from journeymap.source import load
from journeymap.style.locale import load_words

TODAY = dt.date(2026, 11, 21)
GOLDEN = Path(__file__).parent.parent / "golden" / "plan"
SAMPLES = sorted(resources.samples().glob("*.journey.yaml"))

PLAIN = """
journeymap: 1
id: shop
title: Shop
owners: [{id: noa, name: Noa, role: CX lead}]
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: look
        name: Looks
        emotions: [{score: -2}, {score: 1}]
        pains: [{id: deep, text: Deep, severity: 3}, {id: mild, text: Mild, severity: 1}]
      - id: pay
        name: Pays
        moment_of_truth: true
        emotions: {score: 1}
        pains: [{id: fee, text: Fee, severity: 2}]
      - id: wait
        name: Waits
        pains: [Unrated]
actions:
  - {id: a1, title: Late one, addresses: deep, owner: noa, due: 2026-11-01, status: planned, impact: 5, effort: 1}
  - {id: a2, title: Done one, addresses: mild, owner: noa, due: 2026-10-01, status: done, impact: 2, effort: 2}
  - {id: a3, title: Given up, addresses: fee, status: dropped}
"""


def journey(text: str) -> Journey:
    tree = load(text.encode(), "shop.journey.yaml").tree
    assert tree is not None
    read, findings = read_journey(tree)
    assert read is not None and not findings, findings
    return read


def plan(text: str) -> str:
    read = journey(text)
    return render_plan(read, words=load_words(read.language), today=TODAY, environment=environment())


def test_only_open_actions_are_overdue() -> None:
    read = journey(PLAIN)
    view = plan_view(read, load_words("en"), TODAY)
    assert [(task.title, task.overdue) for task in view.overdue] == [("Late one", "20 days overdue")]
    assert [task.title for task in view.by_due_date] == ["Done one", "Late one", "Given up"]


def test_a_dropped_action_addresses_nothing() -> None:
    view = plan_view(journey(PLAIN), load_words("en"), TODAY)
    assert [pain.text for pain in view.unaddressed] == ["Fee", "Unrated"]


def test_a_dropped_action_is_over_and_in_no_quadrant() -> None:
    view = plan_view(journey(PLAIN), load_words("en"), TODAY)
    assert [task.is_done for task in view.by_due_date] == [True, False, True]
    assert [task.title for group in view.quadrants for task in group.tasks] == ["Late one", "Done one"]


def test_the_page_and_the_plan_show_the_same_plan_made_once() -> None:
    read, words = journey(PLAIN), load_words("en")
    assert plan_view(read, words, TODAY) is plan_view(read, words, TODAY)


def test_sections_without_content_are_left_out() -> None:
    bare = plan("journeymap: 1\nid: a\ntitle: A\nstages: [{id: s, name: S, touchpoints: [{id: t, name: T}]}]\n")
    assert bare.startswith("# Action plan: A\n")
    assert "##" not in bare


def test_a_right_to_left_plan_is_wrapped_so() -> None:
    text = plan(PLAIN.replace("title: Shop", "title: חנות\nlanguage: he"))
    assert text.startswith('<div dir="rtl">\n\n# ') and text.endswith("\n\n</div>\n")


@pytest.mark.parametrize(("language", "comma"), [("en", ", "), ("he", ", "), ("fa", "، "), ("ar", "، ")])
def test_lists_are_joined_as_the_language_joins_them(language: str, comma: str) -> None:
    text = plan(PLAIN.replace("title: Shop\n", f"title: Shop\nlanguage: {language}\n"))
    assert f"Pays ({load_words(language).number(2)}){comma}Buy" in text
    assert f"Late one – Noa{comma}" in text.replace("**", "")


def test_hostile_texts_change_no_structure() -> None:
    hostile = '"a | b <img src=x> [c](javascript:d) @e **f** | `g`"'
    parser = MarkdownIt("gfm-like", {"linkify": False})
    calm, wild = (
        [token.type for token in parser.parse(plan(PLAIN.replace("Deep", text).replace("Late one", text)))]
        for text in ("Calm", hostile)
    )
    assert calm == wild


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_the_plans_of_the_samples_are_as_they_were_read_by_a_person(sample: Path) -> None:
    """Set UPDATE_GOLDEN=1 to write them anew, and read what changed before it is committed."""
    golden = GOLDEN / f"{sample.name.partition('.')[0]}.plan.md"
    text = plan(sample.read_text(encoding="utf-8"))
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")

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


TOLD = """
owners: [{id: noa, name: Noa}, {id: dan, name: Dan}, {id: ben, name: Ben}]
actions:
  - {id: a1, title: First, owner: [noa, dan], with: [dan, ben], budget: 100.10 EUR, release: May, due: 2027-05-01}
  - {id: a2, title: Second, owner: noa, budget: 50.20 EUR, status: blocked, blocked_by: No permit, depends_on: a1}
  - {id: a3, title: Third, budget: 7 USD, release: May, status: blocked}
  - {id: a4, title: Fourth, owner: noa, budget: 900 EUR, status: dropped, release: April}
swot:
  strengths: [{text: A name, priority: 3, leads_to: [a4, a2, a1]}]
  threats: [{text: A rival, priority: 5, leads_to: a4}, A tax]
competitors:
  - {id: c, name: Rival, considered: 40%, strengths: [Near, Cheap]}
  - {id: d, name: Other, scores: {look: 1}}
"""


def told() -> Journey:
    kept = PLAIN[: PLAIN.index("actions:")].replace("owners: [{id: noa, name: Noa, role: CX lead}]\n", "")
    steps = kept.replace("name: Looks\n", "name: Looks\n        objections: [Dear, {text: Far, answer: We come}]\n")
    return journey(steps.replace("emotions: {score: 1}", "emotions: {label: at ease}") + TOLD)


class TestWhatThePlanTells:
    def test_an_action_is_with_who_answers_and_those_who_support_see_it(self) -> None:
        groups = plan_view(told(), load_words("en"), TODAY).by_owner
        found = {
            group.name: ([task.id for task in group.tasks], [task.id for task in group.supports]) for group in groups
        }
        answering = {"Noa": (["a1", "a2", "a4"], []), "No owner": (["a3"], [])}
        assert found == answering | {"Dan": ([], ["a1"]), "Ben": ([], ["a1"])}
        assert groups[0].tasks[0].owner == "Noa, with Dan, Ben"

    def test_what_holds_an_action_up(self) -> None:
        view = plan_view(told(), load_words("en"), TODAY)
        assert [(task.id, task.held_up_by) for task in view.held_up] == [("a2", "No permit, A1"), ("a3", "")]

    def test_budgets_are_added_up_by_owner_and_currency_without_what_was_dropped(self) -> None:
        view = plan_view(told(), load_words("en"), TODAY)
        assert view.budget == (("Noa", "€150.30"), ("No owner", "US$7"), ("In all", "€150.30; US$7"))

    def test_releases_come_in_the_order_in_which_they_are_due(self) -> None:
        view = plan_view(told(), load_words("en"), TODAY)
        assert [(group.name, [task.id for task in group.tasks]) for group in view.by_release] == [
            ("May", ["a1", "a3"]), ("April", ["a4"]), ("No release", ["a2"])]  # fmt: skip

    def test_the_analysis_ends_in_priorities(self) -> None:
        view = plan_view(told(), load_words("en"), TODAY)
        assert view.priorities == (("A rival", "Threats", "5 of 5", ""), ("A name", "Strengths", "3 of 5", "A2, A1"))

    def test_objections_competitors_and_feelings_in_words(self) -> None:
        view = plan_view(told(), load_words("en"), TODAY)
        assert view.objections == (("“Dear”", "Looks (1)"),)
        assert view.competitors == (("Rival", "Considered by: 40% · Does better: Near, Cheap"),)
        assert (view.pains[0].text, view.pains[0].feeling) == ("Fee", "at ease")

    @pytest.mark.parametrize("language", ["en", "he", "fa"])
    def test_in_markdown(self, language: str) -> None:
        words = load_words(language)
        text = render_plan(told(), words=words, today=TODAY, environment=environment())
        keys = (
            "held-up",
            "actions-by-release",
            "budget",
            "objections-without-answer",
            "priorities",
            "lane-competitors",
        )
        assert all(f"\n## {words[key]}\n" in text for key in keys)
        assert f"**{words['supports']}{words['colon'].rstrip()}**\n\n- **A1** · First" in text


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


@pytest.mark.parametrize(("votes", "said"), [("", False), (", votes: 4", True)])
def test_votes_are_a_column_where_somebody_voted(votes: str, said: bool) -> None:
    text = plan(PLAIN.replace("        pains: [Unrated]", f"        gains: [A seat, {{text: Tea{votes}}}]"))
    heads = next(line for line in text.splitlines() if line.startswith("| Works well"))
    (tea,) = (line for line in text.splitlines() if line.startswith("| Tea"))
    assert ("Votes" in heads, "| 4 |" in tea) == (said, said)
    assert heads.count("|") == tea.count("|")

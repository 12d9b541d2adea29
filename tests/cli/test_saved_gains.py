"""`simulate --actions --save`: what actions should bring stands in plan and page, and is told when it is stale."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import Run, Write
from test_simulate import PLAN, WALK

ROOT = Path(__file__).parents[2]
FIRST = "Which action first?"


@pytest.fixture
def saved(cli: Run, write: Write) -> Path:
    write("walk.journey.yaml", WALK + PLAN)
    assert cli("simulate", "walk.journey.yaml", "--actions", "--save", "--runs", "500").status == 0
    return Path("walk.simulation.json")


def test_plan_and_page_tell_it_beside_impact_and_effort(cli: Run, saved: Path) -> None:
    told = json.loads(saved.read_bytes())
    assert told["schema"] == 1 and told["actions"][0]["actions"] == ["a1"]
    plan = cli("plan", "walk.journey.yaml").out
    assert f"**{FIRST}** A1: +" in plan and plan.count("points of conversion") == 3
    assert cli("render", "walk.journey.yaml", "--format", "html", "-o", "out").status == 0
    page = (Path("out") / "walk.html").read_text("utf-8")
    assert FIRST in page and "points of conversion</small>" in page


def test_it_is_stale_with_another_journey_or_other_measures(cli: Run, write: Write, saved: Path) -> None:
    write("walk.journey.yaml", (WALK + PLAN).replace("share: 80%", "share: 80%") + "# more\n")
    plan = cli("plan", "walk.journey.yaml").out
    assert FIRST in plan and "another version" in plan and "points of conversion" not in plan
    write("walk.journey.yaml", WALK + PLAN)
    assert "points of conversion" in cli("plan", "walk.journey.yaml").out
    write("walk.measures.json", "{}")
    assert "another version" in cli("plan", "walk.journey.yaml").out


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": 1}', "[" * 100_000, '{"schema": 2, "of": ""}'])
def test_a_file_that_cannot_be_read_is_told(cli: Run, saved: Path, content: str) -> None:
    saved.write_text(content, "utf-8")
    assert "cannot be read" in cli("plan", "walk.journey.yaml").out


def test_a_link_is_not_followed(cli: Run, saved: Path) -> None:
    other = saved.rename("elsewhere.json")
    saved.symlink_to(other.name)
    assert "cannot be read" in cli("plan", "walk.journey.yaml").out


def test_a_journey_without_a_simulation_says_nothing_of_it(cli: Run, write: Write) -> None:
    write("walk.journey.yaml", WALK + PLAN)
    assert FIRST not in cli("plan", "walk.journey.yaml").out


def test_a_budget_that_buys_nothing_is_told_in_words(cli: Run, write: Write) -> None:
    write("walk.journey.yaml", WALK + PLAN)
    told = cli("simulate", "walk.journey.yaml", "--actions", "--budget", "5", "--save", "--runs", "500").out
    assert "No set of actions within €5 brings anything." in told
    assert "The cheapest that does: A1, +" in told and "for €30." in told
    assert "No set of actions within €5 brings anything." in cli("plan", "walk.journey.yaml").out


def test_what_is_drawn_is_told_too_and_time_is_somebodys(cli: Run, write: Write) -> None:
    write("walk.journey.yaml", WALK + PLAN)
    asked = ("simulate", "walk.journey.yaml", "--actions", "--runs", "500")
    drawn = cli(*asked, "--format", "svg", "-o", "out")
    assert drawn.out == cli(*asked).out and Path("out/walk.actions.svg").is_file()
    assert '"tornado"' in cli(*asked, "--format", "svg", "-o", "out", "--output-format", "json").out


def test_a_site_is_built_again_when_it_changes(cli: Run, saved: Path) -> None:
    cli("build", ".", "-o", "site")
    assert "points of conversion" in Path("site/walk.html").read_text("utf-8")
    saved.unlink()
    assert cli("build", ".", "-o", "site").status == 0
    assert "points of conversion" not in Path("site/walk.html").read_text("utf-8")


def test_no_plan_needs_numpy(saved: Path) -> None:
    code = (
        "import sys; from journeymap.cli import run; run(['plan', 'walk.journey.yaml']); "
        "sys.exit(3 if 'numpy' in sys.modules else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, encoding="utf-8")
    assert FIRST in done.stdout and done.returncode == 0


def test_it_is_saved_beside_a_file_alone(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((WALK + PLAN).encode())))
    done = cli("simulate", "-", "--actions", "--save")
    assert done.status == 2 and "standard input" in done.err


def test_the_ranking_in_the_docs_is_what_the_sample_gives(cli: Run) -> None:
    page = (ROOT / "docs" / "simulate.md").read_text("utf-8")
    section = page[page.index("## Which action first?") :]
    (command,) = re.findall(r"^journeymap (.*--seed 7)$", section, re.M)
    shown = section[section.index("```text") :].splitlines()[1:]
    shown = shown[: shown.index("```")]
    told = cli(*[each.replace("samples/", f"{ROOT}/samples/") for each in command.split()]).out.splitlines()
    assert [line for line in shown if line and line != " …" and line not in told] == []


def test_the_sample_is_ranked_as_it_is_now(cli: Run) -> None:
    plan = cli("plan", ROOT / "samples" / "loyalty-project-as-is.journey.yaml").out
    again = "simulate samples/loyalty-project-as-is.journey.yaml --actions --objective value --budget 50000 --save"
    assert "€ a customer" in plan and "another version" not in plan, again

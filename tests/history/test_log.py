"""`journeymap log`: the life of a journey, told from a real git."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from commandline import GOOD, UNREADABLE
from repositories import Repo
from test_diff_command import SLIPPED, SLIPPED_AGAIN, Cli

from journeymap.errors import UserError
from journeymap.history.report.log import sparkline
from journeymap.history.timeline import timeline
from journeymap.history.timeline_picture import multiples
from journeymap.layout.scene import Path

__all__ = ["cli"]


@pytest.fixture
def cli(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, repo: Repo) -> Cli:
    monkeypatch.chdir(repo.path)
    return Cli(capfdbinary)


def life(repo: Repo) -> None:
    """Five commits: one of them broken, the last a renaming."""
    repo.commit("First", shop=GOOD)
    repo.commit("A plan", shop=SLIPPED)
    repo.commit("Oops", shop=UNREADABLE)
    repo.commit("Mended", shop=SLIPPED)
    repo.git("mv", "shop.journey.yaml", "store.journey.yaml")
    repo.commit("Slipped", store=SLIPPED_AGAIN)


def test_a_scale_of_one_value_is_no_fault(cli: Cli, repo: Repo) -> None:
    """It is an error that `validate` finds; an old version may still have it."""
    scale = GOOD.replace("title:", "emotion_scale: [1, 1]\ntitle:").replace("score: -1", "score: 1")
    repo.commit("First", shop=scale)
    repo.commit("Second", shop=scale.replace("Enters", "Comes in"))
    for arguments in (("log", "shop.journey.yaml"), ("diff", "HEAD~1..HEAD")):
        done = cli(*arguments)
        assert (done.status, done.err) == (0, ""), arguments


def test_mentions_are_shown_as_on_the_map(cli: Cli, repo: Repo) -> None:
    mentioning = GOOD.replace("A visit to the shop", "Up to [[pay]]").replace("Pays", "'Pays after [[enter]]'")
    repo.commit("First", shop=mentioning)
    repo.commit("Second", shop=mentioning.replace("The fitting room decides", "Then [[pay]] decides"))
    for form in ("text", "markdown", "json", "svg"):
        out = cli("log", "shop.journey.yaml", "--output-format", form).out
        assert ("[[" not in out and "Up to 2" in out) or form == "json"
        assert ("after 1" in out) == (form != "svg")


def test_the_table_and_the_curves(cli: Cli, repo: Repo) -> None:
    life(repo)
    done = cli("log", "store.journey.yaml")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "How it changed: A visit to the shop"
    assert lines[2].split()[:3] == ["Commit", "Date", "Author"]
    assert "The feeling rose by 1.5" in lines[3] and "(+1)" in lines[3]
    assert "+0.5 · Pays · Mia" in lines[3] and "6 Jan 2026" in lines[3] and "Dana Levi" in lines[3]
    assert "  Slipped  " in lines[3] and "from 31 Jan" not in lines[3]
    assert "Nothing has changed" in lines[4], "since the last version that could be read"
    assert "cannot be read" in lines[5]
    assert "Action added" in lines[6]
    assert "first version" in lines[7]
    assert "\nMia\n" in done.out and done.out.count("  ▆▅\n") == 1
    assert len(cli("log", "store.journey.yaml", "-n", "2").out.splitlines()) < len(lines)


def test_the_new_value_and_the_message_are_told(cli: Cli, repo: Repo) -> None:
    repo.commit("First", shop=GOOD)
    new = "The queue decides, and whoever waits longer than ten minutes goes to the next shop in the street"
    repo.commit("Say who goes", shop=GOOD.replace("The fitting room decides", new))
    for form in ("text", "markdown", "json"):
        out = cli("log", "shop.journey.yaml", "--output-format", form).out
        assert new in out and "Say who goes" in out


def test_json_follows_a_renaming(cli: Cli, repo: Repo) -> None:
    life(repo)
    shape = json.loads(cli("log", "store.journey.yaml", "--output-format", "json").out)
    assert [each["subject"] for each in shape["versions"]] == ["Slipped", "Mended", "Oops", "A plan", "First"]
    assert [each["path"] for each in shape["versions"]] == ["store.journey.yaml"] + ["shop.journey.yaml"] * 4
    newest = shape["versions"][0]
    assert newest["lowest"] == {"feeling": 0.5, "touchpoint": "Pays", "persona": "Mia"}
    assert (newest["mean"], newest["open"], newest["overdue"], newest["changes"]) == (0.75, 1, 0, 2)
    assert newest["curves"] == {"Mia": [1.0, 0.5]}


def test_actions_are_overdue_on_the_day_of_the_commit(repo: Repo) -> None:
    repo.commit("First", shop=SLIPPED.replace("2027-01-31", "2025-12-01"))
    (moment,) = timeline(repo.path / "shop.journey.yaml")
    assert moment.facts is not None and moment.facts.overdue == 1


def test_curves_of_equal_feelings_stand_beside_each_other(repo: Repo) -> None:
    felt = "[{persona: ann, score: 1}, {persona: bob, score: 1}]"
    steps = f"[{{id: a, name: A, emotions: {felt}}}, {{id: b, name: B, emotions: {felt}}}]"
    shop = (
        "journeymap: 1\nid: shop\ntitle: Shop\npersonas: [{id: ann, name: Ann}, {id: bob, name: Bob}]\n"
        f"stages: [{{id: s, name: S, touchpoints: {steps}}}]\n"
    )
    repo.commit("First", shop=shop)
    scene = multiples(timeline(repo.path / "shop.journey.yaml"))
    curve = {mark.stroke: mark.segments[0][1] for mark in scene.elements() if isinstance(mark, Path) and not mark.fill}
    ann, bob = curve["persona-1"], curve["persona-2"]
    assert ann[0] == bob[0] and bob[1] - ann[1] == pytest.approx(4)


def test_the_curves_follow_the_ways_that_somebody_takes(repo: Repo) -> None:
    first = "{id: a, name: A, emotions: {score: 1}, next: [{to: b, share: 70%}, {to: c, share: 30%}]}"
    others = "{id: b, name: B, emotions: {score: 2}, next: exit}, {id: c, name: C, emotions: {score: -2}}"
    steps = f"[{first}, {others}]"
    shop = f"journeymap: 1\nid: shop\ntitle: Shop\nstages: [{{id: s, name: S, touchpoints: {steps}}}]\n"
    repo.commit("First", shop=shop)
    scene = multiples(timeline(repo.path / "shop.journey.yaml"))
    joins = [
        mark for mark in scene.elements() if isinstance(mark, Path) and mark.stroke == "persona-1" and not mark.fill
    ]
    ends = [(join.segments[0][1], join.segments[-1][1][-2:], join.stroke_width) for join in joins]
    (start, glad, wide), (again, crushed, thin) = ends
    assert start == again and wide == 2 * thin == 2
    assert glad[1] < start[1] < crushed[1]  # up to b, and down to c; nothing from b to c


def test_a_branch_that_was_merged(repo: Repo) -> None:
    repo.commit("First", shop=SLIPPED)
    repo.git("checkout", "-q", "-b", "other")
    repo.commit("There", shop=SLIPPED.replace("A visit to the shop", "A visit"))
    repo.git("checkout", "-q", "main")
    repo.commit("Here", shop=SLIPPED.replace("2027-01-31", "2027-03-01"))
    repo.git("merge", "-q", "--no-edit", "other")
    subjects = [moment.commit.subject for moment in timeline(repo.path / "shop.journey.yaml")]
    assert len(subjects) == 4 and subjects[-1] == "First" and {"There", "Here"} < set(subjects)


def test_a_journey_that_was_away(repo: Repo) -> None:
    repo.commit("First", shop=GOOD)
    repo.git("rm", "-q", "shop.journey.yaml")
    repo.commit("Away")
    repo.commit("Back", shop=GOOD)
    moments = timeline(repo.path / "shop.journey.yaml")
    assert [(m.commit.subject, m.journey is None, m.difference is None) for m in moments] == [
        ("Back", False, True),
        ("Away", True, False),
        ("First", False, True),
    ]


def test_a_journey_that_had_another_name_for_a_while_is_told_once(repo: Repo) -> None:
    repo.commit("First", shop=GOOD)
    repo.git("mv", "shop.journey.yaml", "store.journey.yaml")
    repo.commit("There")
    repo.git("mv", "store.journey.yaml", "shop.journey.yaml")
    repo.commit("Back")
    moments = timeline(repo.path / "shop.journey.yaml")
    assert [moment.commit.subject for moment in moments] == ["Back", "There", "First"]


@pytest.mark.parametrize("form", ["markdown", "svg"])
def test_other_formats(cli: Cli, repo: Repo, form: str) -> None:
    life(repo)
    done = cli("log", "store.journey.yaml", "--output-format", form)
    assert (done.status, done.err) == (0, "")
    if form == "svg":
        root = ElementTree.fromstring(done.out)
        assert len(root.findall(".//{*}g[@id='band-versions']/{*}g")) == 4, "all that can be read"
        assert "Nothing has changed in meaning" in done.out
    else:
        rows = [line for line in done.out.splitlines() if line.startswith("|")]
        assert len(rows) == 7 and all(row.count("|") == rows[0].count("|") for row in rows)


def test_wrong_use(cli: Cli, repo: Repo) -> None:
    for message in ("nothing has been committed", "no commit has a file", "is a folder"):
        done = cli("log", "." if "folder" in message else "shop.journey.yaml")
        assert (done.status, message in done.err) == (2, True), done.err
        repo.commit("Empty")


def test_a_file_outside(repo: Repo) -> None:
    with pytest.raises(UserError, match="not in a git repository"):
        timeline(repo.path.parent / "shop.journey.yaml")


def test_bars() -> None:
    assert sparkline([-2, 0, 2, None, -9, 9]) == "▁▅█·▁█"

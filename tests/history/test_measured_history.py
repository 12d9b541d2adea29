"""What moved in the measures beside a journey, between revisions and over commits: counted from real answers."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import pytest
from commandline import GOOD
from repositories import Repo
from test_diff_command import Cli

from journeymap.history.changes_overlay import overlays_of
from journeymap.history.git import Repository
from journeymap.history.timeline import timeline
from journeymap.overlays import ItemPath

SHOP = (
    GOOD
    + """\
segments: [{id: new, name: New customers, dimension: kind}, {id: old, name: Old customers, dimension: kind}]
sources:
  - id: survey
    location: answers.csv
    time: Date
    scale: {from: 1, to: 5}
    segments: {kind: {column: Kind, map: {N: new, O: old}}}
    questions:
      - {column: Entering, touchpoint: enter, metric: csat}
      - {column: Paying, touchpoint: pay, metric: csat}
      - {column: Paying, touchpoint: pay, metric: ease}
"""
)


@pytest.fixture
def cli(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, repo: Repo) -> Cli:
    monkeypatch.chdir(repo.path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return Cli(capfdbinary)


def measure(cli: Cli, repo: Repo, day: str, paying: int, n: int = 200) -> None:
    """Measure the shop by answers of one day, of which so many like to enter, and so many to pay."""
    rows = [f"{day},O,{5 if number < n // 2 + 3 else 1},{5 if number < paying else 1}\n" for number in range(n)]
    repo.write("answers.csv", "Date,Kind,Entering,Paying\n" + "".join(rows))
    assert cli("measure", "--period", "quarter", "--by", "kind", "-q").status == 0


@pytest.fixture
def shop(cli: Cli, repo: Repo) -> Repo:
    """A journey that was measured in two quarters, a commit each; only its measures differ."""
    repo.write(".gitignore", "answers.csv\n")
    repo.write("shop.journey.yaml", SHOP)
    measure(cli, repo, "2026-02-01", 132)
    repo.commit("Measured")
    measure(cli, repo, "2026-05-01", 102)
    repo.commit("Measured again")
    return repo


def changes(cli: Cli, *arguments: str) -> list[dict[str, Any]]:
    done = cli("diff", *arguments, "--output-format", "json")
    assert done.status == 0 and not done.err, done.err
    journeys = json.loads(done.out)["journeys"]
    found: list[dict[str, Any]] = journeys[0]["changes"] if journeys else []
    return found


STORY = """\
What changed: A visit to the shop
HEAD~1:shop.journey.yaml → HEAD:shop.journey.yaml: 5 changes

Measures
  ~ 1  Pays: CSAT, measured: from 66% to 51% (−15); for the worse; more than chance explains
  ~ 1  Pays · Old customers: CSAT, measured: from 66% to 51% (−15); for the worse; more than chance explains
  ~ 1  Pays: ease, measured: from 3.6 to 3 (−0.6); for the worse; more than chance explains
  ~ 1  Pays · Old customers: ease, measured: from 3.6 to 3 (−0.6); for the worse; more than chance explains
  ~    Measured: from 2026-Q1 to 2026-Q2
"""


def test_what_moved_is_told_though_the_journey_is_the_same(cli: Cli, shop: Repo) -> None:
    done = cli("diff", "HEAD~1..HEAD")
    assert (done.status, done.out, done.err) == (0, STORY, "")
    assert cli("diff", "HEAD~1..HEAD", "--exit-code").status == 1
    assert cli("diff", "HEAD~1..HEAD", "shop.journey.yaml").out == STORY, "the path of the journey is enough"
    assert cli("diff", "HEAD~1:shop.journey.yaml", "HEAD:shop.journey.yaml").out == STORY
    assert cli("diff", "HEAD..HEAD").out == ""


def test_every_report_tells_it(cli: Cli, shop: Repo) -> None:
    found = changes(cli, "HEAD~1..HEAD")[0]
    keys = ("how", "what", "id", "field", "old", "new", "size", "beyond", "better", "segment")
    told = ("changed", "measured", "csat", "value", 66, 51, -15, True, False, None)
    assert tuple(found[key] for key in keys) == told
    assert changes(cli, "HEAD~1..HEAD")[1]["segment"] == {"id": "old", "name": "Old customers"}
    markdown = cli("diff", "HEAD~1..HEAD", "--output-format", "markdown").out
    assert "- `~` 1 · **Pays**: CSAT, measured: from 66% to 51%" in markdown
    for form in ("svg", "html"):
        done = cli("diff", "HEAD~1..HEAD", "--output-format", form)
        assert done.status == 0 and "CSAT, measured: from 66% to 51%" in done.out, form


def test_noise_is_called_noise_and_marks_nothing(cli: Cli, shop: Repo) -> None:
    measure(cli, shop, "2026-08-01", 110)
    found = changes(cli)
    assert [(each["field"], each["beyond"]) for each in found] == [("value", False), ("value", False), ("period", None)]
    assert (
        found[0]["text"] == "Pays: CSAT, measured: from 51% to 55% (+4); for the better; no more than chance explains"
    )
    assert "CSAT, measured" in cli("diff", "--output-format", "svg").out
    shop.commit("Noise")
    noise, moved, _ = timeline(shop.path / "shop.journey.yaml")
    pays = ItemPath.to(touchpoint="pay")
    assert moved.difference and overlays_of(moved.difference)[0].at(pays).how == "changed"
    assert noise.difference and overlays_of(noise.difference)[0].at(pays).how is None


def test_working_files_are_compared_with_a_commit(cli: Cli, shop: Repo) -> None:
    assert cli("diff").out == "", "the measures are as they were committed"
    measure(cli, shop, "2026-08-01", 160)
    (first, *_) = changes(cli)
    assert (first["old"], first["new"], first["better"]) == (51, 80, True)


def test_a_family_is_judged_together(cli: Cli, shop: Repo) -> None:
    """A segment of which nothing is known before is no part of it, and a figure of few answers is none either."""
    measure(cli, shop, "2026-08-01", 10, 20)
    assert [each["field"] for each in changes(cli)] == ["period"]


def test_measures_on_one_side_only(cli: Cli, repo: Repo) -> None:
    repo.write(".gitignore", "answers.csv\n")
    repo.commit("First", shop=SHOP)
    measure(cli, repo, "2026-02-01", 132)
    assert [(each["how"], each["text"]) for each in changes(cli)] == [("added", "Measured for the first time")]
    repo.commit("Measured")
    (repo.path / "shop.measures.json").unlink()
    assert [each["text"] for each in changes(cli)] == ["No longer measured"]


def test_a_touchpoint_and_a_segment_may_have_another_id(cli: Cli, shop: Repo) -> None:
    renamed = SHOP.replace("id: pay,", "id: pays,").replace("touchpoint: pay,", "touchpoint: pays,")
    renamed = renamed.replace("id: old", "id: known").replace("O: old", "O: known")
    shop.write("shop.journey.yaml", renamed)
    measure(cli, shop, "2026-08-01", 160)
    told = [each["text"] for each in changes(cli) if each["what"] == "measured"]
    assert "Pays: CSAT, measured: from 51% to 80% (+29); for the better; more than chance explains" in told
    assert any(each.startswith("Pays · Old customers: CSAT") for each in told)


def test_measures_that_cannot_be_read_are_left_out_and_said(cli: Cli, shop: Repo) -> None:
    shop.write("shop.measures.json", "{}")
    done = cli("diff")
    assert done.status == 0 and "shop.measures.json:1:1: `schema` is missing; it is left out" in done.err


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_no_link_is_followed(cli: Cli, shop: Repo) -> None:
    beside = shop.path / "shop.measures.json"
    beside.rename(shop.path.parent / "elsewhere.json")
    beside.symlink_to(shop.path.parent / "elsewhere.json")
    done = cli("diff")
    assert "a link leads to `shop.measures.json`" in done.err
    shop.commit("A link")
    told = [each["text"] for each in changes(cli, "HEAD~1..HEAD")]
    assert told == ["No longer measured"], "what a commit has is a link, and no file of measures"


def test_a_map_of_one_persona_has_what_moved(cli: Cli, shop: Repo) -> None:
    assert "CSAT, measured" in cli("diff", "HEAD~1..HEAD", "--output-format", "svg", "--persona", "mia").out


def test_a_log_has_commits_of_measures_in_its_lines(cli: Cli, shop: Repo) -> None:
    shop.commit("Reviewed", shop=SHOP.replace("A Saturday", "A Sunday"))
    versions = json.loads(cli("log", "shop.journey.yaml", "--output-format", "json").out)["versions"]
    assert [(each["subject"], each["changes"]) for each in versions] == [
        ("Reviewed", 1), ("Measured again", 5), ("Measured", None),
    ]  # fmt: skip
    assert versions[1]["change"].startswith("Pays: CSAT, measured: from 66% to 51%")
    assert "CSAT, measured: from 66% to 51%" in cli("log", "shop.journey.yaml").out


def test_a_log_has_the_feelings_that_were_measured_by_then(cli: Cli, shop: Repo) -> None:
    (shop.path / "shop.measures.json").unlink()
    shop.commit("Not asked any more")
    versions = json.loads(cli("log", "shop.journey.yaml", "--output-format", "json").out)["versions"]
    lowest = [(each["lowest"]["touchpoint"], each["lowest"]["feeling"]) for each in versions]
    assert lowest == [("Pays", -1), ("Pays", pytest.approx(0.04)), ("Enters", pytest.approx(0.06))]


def test_what_was_never_measured_is_not_asked_for(cli: Cli, repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit("First", shop=GOOD)
    repo.commit("Second", shop=GOOD.replace("Saturday", "Sunday"))
    for name in [name for name in sys.modules if name.startswith("journeymap.measure")]:
        monkeypatch.delitem(sys.modules, name)
    asked: list[str] = []
    whole = Repository.contents

    def contents(self: Repository, blob: str, *more: int) -> bytes:
        asked.append(blob)
        return whole(self, blob, *more)

    monkeypatch.setattr(Repository, "contents", contents)
    assert "Sunday" in cli("diff", "HEAD~1..HEAD").out
    assert len(asked) == 2
    assert not [name for name in sys.modules if name.startswith("journeymap.measure.")]


def test_means_are_judged_without_scipy(cli: Cli, shop: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("scipy")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "scipy", None)
    monkeypatch.setitem(sys.modules, "scipy.special", None)
    assert cli("diff", "HEAD~1..HEAD").out == STORY

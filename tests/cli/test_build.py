"""`journeymap build`: what is built again and what is left alone, whatever happens meanwhile."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from commandline import BAD, GOOD, UNREADABLE, Run, Write

from journeymap.io import resources

pytestmark = pytest.mark.usefixtures("forks")
ROOT = Path(__file__).parents[2]
HANGS = 600
"""Seconds that no build takes on any machine, however busy it is, unless it waits for ever."""
INDEX = {"index.html", "index.csv", "index.json"}
LATE = """\
actions:
  - {id: a1, title: A shorter queue, owner: lead, due: 2026-12-01, measure: time, target: 1 min, check_date: 2027-01-01}
"""


def journey(number: int) -> str:
    return GOOD.replace("id: shop", f"id: shop-{number}").replace("A visit", f"Visit {number}")


@pytest.fixture
def three(write: Write) -> list[Path]:
    """Three journeys in a folder."""
    return [write(f"maps/{number}.journey.yaml", journey(number)) for number in range(3)]


def state(folder: Path) -> dict[str, tuple[str, int]]:
    """The files of a folder: what they say and when they were written."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return {path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in files}


def content(folder: Path) -> dict[str, str]:
    return {name: said for name, (said, _) in state(folder).items()}


def touched(before: dict[str, tuple[str, int]], after: dict[str, tuple[str, int]]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def process(folder: Path, *arguments: object, err: object = subprocess.PIPE) -> subprocess.Popen[str]:
    """A build of its own, on a day that stands still."""
    home = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1795219200"}
    command = [sys.executable, "-m", "journeymap", "build", *map(str, arguments)]
    return subprocess.Popen(command, cwd=folder, env=home, stderr=err, text=True, start_new_session=True)


# What is built


def test_a_site_has_every_journey_and_an_index(cli: Run, three: list[Path], tmp_path: Path) -> None:
    done = cli("build")
    assert (done.status, done.out) == (0, "")
    assert done.err == "3 journeys built, 0 unchanged; 12 files written in site\n"
    names = {f"shop-{number}.{end}" for number in range(3) for end in ("html", "svg", "plan.md")}
    assert state(tmp_path / "site").keys() == names | INDEX | {"build-manifest.json"}


def test_maps_are_those_that_render_draws(cli: Run, three: list[Path], tmp_path: Path) -> None:
    cli("build")
    cli("render", "maps", "--format", "svg,html,plan", "-o", "drawn")
    drawn = content(tmp_path / "drawn")
    assert {name: said for name, said in content(tmp_path / "site").items() if name in drawn} == drawn


def test_the_configuration_says_what_to_build(cli: Run, three: list[Path], write: Write, tmp_path: Path) -> None:
    write("client.yaml", 'name: client\nextends: default\ntokens: {stage: "#0B3D2E"}\n')
    write("other/x.journey.yaml", GOOD.replace("id: shop", "id: other"))
    write(
        "journeymap.toml",
        '[build]\ninputs = "maps"\noutput = "public"\nformats = ["svg", "plan"]\n'
        'themes = ["dark", "client.yaml"]\npapers = ["A1"]\n',
    )
    assert cli("build").status == 0
    names = set(state(tmp_path / "public"))
    for number in range(3):
        ends = {"svg", "client.svg", "plan.md", "a1.pdf"}
        assert {f"shop-{number}.{end}" for end in ends} <= names
    assert not any(name.startswith("other") or name.endswith("0.html") for name in names)
    assert b"#0B3D2E" in (tmp_path / "public/shop-0.client.svg").read_bytes()
    assert (tmp_path / "public/shop-0.a1.pdf").read_bytes().startswith(b"%PDF")


def test_the_site_is_the_same_from_below_its_configuration(
    cli: Run, three: list[Path], write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("journeymap.toml", "[build]\n")
    cli("build")
    before = state(tmp_path / "site")
    monkeypatch.chdir(tmp_path / "maps")
    assert cli("build").err.startswith("0 journeys built, 3 unchanged; 0 files written")
    assert state(tmp_path / "site") == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[build]\nformat = 'svg'", "there is no setting `build.format`"),
        ("[build]\nformats = ['jpg']", "there is no format 'jpg'"),
        ("[build]\nthemes = ['pink']", "there is no theme 'pink'"),
        ("[build]\nfail-on = ['overdue']", "there is no rule `overdue`"),
        ("[build]\npapers = ['Z9']", "Z9"),
        ("[build]\nthemes = ['default', 'diff.yaml']", "diff.yaml: files cannot be named after this theme"),
        ("[build]\npaper-theme = 'our_theme.yaml'", "our_theme.yaml: files cannot be named after this theme"),
        ("build = 3", "`build` is not a table"),
    ],
)
def test_what_cannot_be_built_is_said_first(
    cli: Run, three: list[Path], write: Write, tmp_path: Path, text: str, said: str
) -> None:
    write("journeymap.toml", text)
    for name in ("diff.yaml", "our_theme.yaml"):
        write(name, "extends: default\n")
    done = cli("build")
    assert done.status == 2
    assert said in done.err
    assert not (tmp_path / "site").exists()


# What is built again


def test_nothing_is_touched_when_nothing_changed(cli: Run, three: list[Path], tmp_path: Path) -> None:
    cli("build")
    before = state(tmp_path / "site")
    for path in three:
        os.utime(path)  # only content counts
    done = cli("build")
    assert done.err == "0 journeys built, 3 unchanged; 0 files written in site\n"
    assert state(tmp_path / "site") == before


def test_what_changed_is_built_and_nothing_else(cli: Run, three: list[Path], write: Write, tmp_path: Path) -> None:
    cli("build")
    before = state(tmp_path / "site")
    write("maps/1.journey.yaml", journey(1).replace("Enters", "Comes in"))
    assert cli("build").status == 0
    after = state(tmp_path / "site")
    own = {f"shop-1.{end}" for end in ("html", "svg")}  # the plan names no touchpoint without a pain
    assert touched(before, after) == own | {"build-manifest.json"}
    cli("build", "-o", "anew")
    assert content(tmp_path / "anew") == content(tmp_path / "site")


def test_a_comment_changes_no_output(cli: Run, three: list[Path], tmp_path: Path) -> None:
    cli("build")
    before = state(tmp_path / "site")
    three[0].write_text(f"# a comment\n{journey(0)}", "utf-8")
    assert cli("build").err.startswith("1 journey built, 2 unchanged; 0 files written")
    assert touched(before, state(tmp_path / "site")) == {"build-manifest.json"}


@pytest.mark.parametrize("change", ["theme", "template", "option", "settings"])
def test_everything_that_maps_are_made_of_counts(
    cli: Run, three: list[Path], write: Write, tmp_path: Path, change: str
) -> None:
    theme = write("our.yaml", 'name: our\nextends: default\ntokens: {ink: "#111111"}\n')
    template = write("templates/page.j2.html", '{% extends "builtin/page.j2.html" %}\n')
    arguments: list[object] = ["build", "--theme", theme, "--templates", template.parent, "--format", "html,svg"]
    cli(*arguments)
    assert cli(*arguments).err.startswith("0 journeys built")
    before = state(tmp_path / "site")
    if change == "theme":
        theme.write_text(theme.read_text().replace("#111111", "#222222"))
    elif change == "template":
        template.write_text('{% extends "builtin/page.j2.html" %}{% block plan %}ours{% endblock %}\n')
    elif change == "option":
        arguments[-1] = "html,svg,plan"
    else:
        write("journeymap.toml", 'ignore = ["JM3"]\n')
    done = cli(*arguments)
    after = touched(before, state(tmp_path / "site"))
    if change == "settings":
        assert done.err.startswith("0 journeys built, 3 unchanged"), done.err
    else:
        assert done.err.startswith("3 journeys built"), done.err
    expected = {"theme": "shop-0.svg", "template": "shop-0.html", "option": "shop-0.plan.md", "settings": None}[change]
    assert expected is None or expected in after


def test_a_new_version_builds_anew(cli: Run, three: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    cli("build")
    monkeypatch.setattr("journeymap.build.keys.__version__", "99")
    assert cli("build").err.startswith("3 journeys built")


def test_an_output_that_was_changed_or_lost_is_mended(cli: Run, three: list[Path], tmp_path: Path) -> None:
    cli("build")
    before = content(tmp_path / "site")
    (tmp_path / "site/shop-0.svg").write_text("mine")
    (tmp_path / "site/shop-1.html").unlink()
    (tmp_path / "site/index.csv").write_text("")
    assert cli("build", "--check").status == 1
    assert cli("build").err.startswith("2 journeys built, 1 unchanged; 3 files written")
    assert content(tmp_path / "site") == before


def test_a_journey_that_is_gone_takes_its_files_along(cli: Run, three: list[Path], tmp_path: Path) -> None:
    cli("build")
    site = tmp_path / "site"
    (site / "notes.html").write_text("mine")
    (site / "shop-2.html").write_text("mine too")
    three[1].unlink()
    three[2].unlink()
    assert cli("build", "--check").status == 1
    done = cli("build")
    assert done.err.endswith("; 5 removed\n")
    left = set(state(site)) - INDEX - {"build-manifest.json"}
    assert left == {"shop-0.html", "shop-0.svg", "shop-0.plan.md", "notes.html", "shop-2.html"}
    assert cli("build", "--check").status == 0


def test_a_format_that_is_dropped_takes_its_files_along(cli: Run, three: list[Path], tmp_path: Path) -> None:
    cli("build")
    cli("build", "--format", "svg")
    assert {name for name in state(tmp_path / "site") if name.startswith("shop")} == {f"shop-{n}.svg" for n in range(3)}


def test_some_journeys_leave_the_rest_as_it_is(cli: Run, three: list[Path], tmp_path: Path) -> None:
    cli("build")
    before = content(tmp_path / "site")
    three[0].write_text(journey(0).replace("Enters", "Comes in"), "utf-8")
    three[1].write_text(journey(1).replace("Enters", "Comes in"), "utf-8")
    assert cli("build", three[0]).err.startswith("1 journey built, 0 unchanged")
    after = content(tmp_path / "site")
    assert after["shop-0.svg"] != before["shop-0.svg"]
    assert after["shop-1.svg"] == before["shop-1.svg"]
    assert len(json.loads((tmp_path / "site/index.json").read_bytes())["journeys"]) == 3
    three[2].unlink()
    assert cli("build", three[0]).status == 0
    assert not (tmp_path / "site/shop-2.svg").exists(), "what is gone is gone for the rest too"
    assert len(json.loads((tmp_path / "site/index.json").read_bytes())["journeys"]) == 2


def test_a_manifest_that_is_none_is_none(cli: Run, three: list[Path], tmp_path: Path) -> None:
    cli("build")
    before = content(tmp_path / "site")
    path = tmp_path / "site/build-manifest.json"
    victim = tmp_path / "victim.html"
    victim.write_text("precious")
    good = json.loads(path.read_bytes())
    first = next(iter(good["journeys"].values()))
    digest = hashlib.sha256(b"precious").hexdigest()
    hostile = json.dumps({**good, "journeys": {"gone": {**first, "files": {"../victim.html": digest}}}})
    untyped = json.dumps({**good, "journeys": {"gone": {**first, "facts": {**first["facts"], "since": 5}}}})
    for text in ("", "{}", "[]", "[" * 100_000, '{"version": 1, "journeys": 3, "index": {}}', hostile, untyped):
        path.write_text(text)
        assert cli("build").status == 0, text[:60]
        assert content(tmp_path / "site") == before
    assert victim.exists()


# The day


def test_a_day_that_changes_nothing_builds_nothing(
    cli: Run, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock's day counts as far as it has an effect; a day that is asked for is an option as any other."""
    write("a.journey.yaml", GOOD + LATE)  # due on 1 December, to be reviewed by 1 February
    monkeypatch.delenv("SOURCE_DATE_EPOCH")

    def on(day: str) -> str:
        monkeypatch.setattr(
            "journeymap.cli.options.reference_day", lambda asked: __import__("datetime").date.fromisoformat(day)
        )
        return cli("build").err[:18]

    assert on("2026-11-21") == "1 journey built, 0"
    assert on("2026-11-30") == "0 journeys built, "
    assert on("2026-12-01") == "0 journeys built, "
    assert on("2026-12-02") == "1 journey built, 0"
    assert on("2026-12-02") == "0 journeys built, "
    assert on("2026-12-03") == "1 journey built, 0"  # it says by how many days it is overdue
    assert on("2026-09-30") == "1 journey built, 0"  # the last review has yet to come
    monkeypatch.undo()
    for day in ("1", "2"):
        done = cli("build", tmp_path, "--today", f"2026-11-0{day}", "-o", tmp_path / "site")
        assert done.err.startswith("1 journey built")
        assert f"As of {day} Nov 2026" in (tmp_path / "site/index.html").read_text("utf-8")


# Journeys that cannot be drawn


def test_what_cannot_be_drawn_stays_as_it_was_and_is_told_each_time(
    cli: Run, three: list[Path], write: Write, tmp_path: Path
) -> None:
    cli("build")
    before = content(tmp_path / "site")
    write("maps/1.journey.yaml", BAD.replace("id: broken", "id: shop-1"))
    for _ in range(2):
        done = cli("build")
        assert done.status == 1
        assert "maps/1.journey.yaml:4:1 JM101 error" in done.err
        assert done.err.endswith("; 1 not drawn\n")
    after = content(tmp_path / "site")
    assert {name for name in before if before[name] != after[name]} == {*INDEX, "build-manifest.json"}
    (row,) = [row for row in json.loads((tmp_path / "site/index.json").read_bytes())["journeys"] if not row["drawn"]]
    assert (row["id"], row["health"]["errors"]) == ("shop-1", 1)
    write("maps/2.journey.yaml", UNREADABLE)
    assert cli("build").status == 2
    assert cli("build", "--check").status == 2


def test_strict_counts_for_what_is_built_already(cli: Run, write: Write) -> None:
    write("a.journey.yaml", GOOD.replace("review:", "# review:"))
    assert cli("build").status == 0
    write("journeymap.toml", "strict = true\n")
    done = cli("build")
    assert done.status == 1
    assert "JM315 warning" in done.err


def test_two_journeys_with_one_id(cli: Run, write: Write, tmp_path: Path) -> None:
    b = write("b.journey.yaml", GOOD)
    cli("build")
    made = {name: said for name, said in content(tmp_path / "site").items() if name.startswith("shop")}
    a = write("a.journey.yaml", GOOD.replace("A visit", "Another visit"))
    for arguments in ((), (), ("--jobs", "2"), (a,)):
        done = cli("build", *arguments)
        assert done.status == 2
        assert "a.journey.yaml: its output shop.html is already that of b.journey.yaml" in done.err
        assert content(tmp_path / "site").items() >= made.items()
    b.write_text(GOOD.replace("Enters", "Comes in"), "utf-8")
    assert "already that of b.journey.yaml" in cli("build").err
    b.write_text(UNREADABLE, "utf-8")
    assert "already that of b.journey.yaml" in cli("build").err
    b.write_text(GOOD, "utf-8")
    a.unlink()
    assert cli("build").status == 0
    assert content(tmp_path / "site").items() >= made.items()


def test_two_journeys_with_one_id_in_a_new_site(cli: Run, write: Write, tmp_path: Path) -> None:
    write("b.journey.yaml", GOOD)
    a = write("a.journey.yaml", GOOD.replace("A visit", "Another visit"))
    done = cli("build")
    assert done.status == 2
    assert "b.journey.yaml: its output shop.html is already that of a.journey.yaml" in done.err
    a.unlink()
    assert cli("build").status == 0
    assert {"shop.html", "shop.svg"} <= content(tmp_path / "site").keys()
    assert "A visit" in (tmp_path / "site/shop.html").read_text("utf-8")


def test_two_journeys_may_change_names(cli: Run, three: list[Path], tmp_path: Path) -> None:
    cli("build")
    one, two = three[0].read_text("utf-8"), three[1].read_text("utf-8")
    three[0].write_text(two, "utf-8")
    three[1].write_text(one, "utf-8")
    assert cli("build").status == 0
    assert cli("build", "-o", "anew").status == 0
    assert content(tmp_path / "site") == content(tmp_path / "anew")


# What no build has made


@pytest.mark.parametrize("there", ["index.html", "thesis.txt", "shop-0.svg"])
def test_a_folder_with_files_of_others_is_no_site(cli: Run, three: list[Path], write: Write, there: str) -> None:
    kept = write(f"mine/{there}", "precious")
    done = cli("build", "-o", "mine")
    assert done.status == 2
    assert f"mine: this folder is not a site of journeymap's, and has files: {there}" in done.err
    assert "`--force`" in done.err
    assert kept.read_text("utf-8") == "precious" and [*kept.parent.iterdir()] == [kept]
    assert cli("build", "-o", "mine", "--force").status == 0
    assert cli("build", "-o", "mine").status == 0


def test_a_file_of_others_in_a_site_is_kept(cli: Run, three: list[Path], write: Write, tmp_path: Path) -> None:
    assert cli("build").status == 0
    kept = write("site/shop-3.svg", "precious")
    write("maps/3.journey.yaml", journey(3))
    write("maps/4.journey.yaml", journey(4))
    for _ in range(2):
        done = cli("build")
        assert done.status == 2
        assert "maps/3.journey.yaml: its output shop-3.svg is there already, and no build has made it" in done.err
        assert "move it elsewhere, or replace it with `--force`" in done.err
        assert kept.read_text("utf-8") == "precious"
        assert (tmp_path / "site/shop-4.svg").exists() and not (tmp_path / "site/shop-3.html").exists()
    assert cli("build", "--force").status == 0
    assert "<svg" in kept.read_text("utf-8")
    kept.write_text("changed by hand", "utf-8")
    assert cli("build").status == 0, "from now on it is the site's own"
    assert "<svg" in kept.read_text("utf-8")
    assert not [path for path in (tmp_path / "site").iterdir() if path.name.startswith(".")]


def test_a_hidden_file_is_in_nobodys_way(cli: Run, three: list[Path], write: Write) -> None:
    write("site/.nojekyll", "")
    assert cli("build").status == 0


@pytest.mark.parametrize("output", ["../victim", "/tmp", "link", "link/deeper"])
def test_the_configuration_cannot_lead_outside(
    cli: Run, three: list[Path], write: Write, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, output: str
) -> None:
    (tmp_path / "link").symlink_to(tmp_path_factory.mktemp("victim"), target_is_directory=True)
    write("journeymap.toml", f'[build]\noutput = "{output}"')
    done = cli("build")
    assert done.status == 2
    assert f"`build.output`: {output} is outside the folder of the configuration" in done.err


def test_the_command_line_may_lead_outside(
    cli: Run, three: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("elsewhere")
    assert cli("build", "-o", folder).status == 0
    assert (folder / "index.html").exists()


@pytest.mark.skipif(os.name != "posix", reason="links, pipes and devices as POSIX has them")
def test_links_pipes_and_devices_in_a_site_are_replaced(
    cli: Run, three: list[Path], write: Write, tmp_path: Path
) -> None:
    victim = write("victim.txt", "precious")
    cli("build")
    site, made = tmp_path / "site", content(tmp_path / "site")
    for name in ("index.html", "shop-0.svg", "shop-1.svg"):
        (site / name).unlink()
    (site / "index.html").symlink_to(victim)
    (site / "shop-0.svg").symlink_to("/dev/zero")
    os.mkfifo(site / "shop-1.svg")
    assert cli("build").status == 0
    assert victim.read_text("utf-8") == "precious"
    assert content(site) == made
    assert not any(path.is_symlink() for path in site.iterdir())
    (site / "build-manifest.json").unlink()
    (site / "build-manifest.json").symlink_to("/dev/zero")
    assert cli("build").status == 0
    assert content(site) == made


def test_a_comment_in_a_theme_changes_no_output(cli: Run, three: list[Path], write: Write) -> None:
    theme = write("ours.yaml", 'tokens: {ink: "#102030"}\n')
    cli("build", "--theme", "ours.yaml")
    theme.write_text('# Ours.\ntokens: {ink: "#102030"}\n', "utf-8")
    assert "0 journeys built, 3 unchanged; 0 files" in cli("build", "--theme", "ours.yaml").err
    theme.write_text('tokens: {ink: "#102031"}\n', "utf-8")
    assert "3 journeys built" in cli("build", "--theme", "ours.yaml").err


def test_a_journey_cannot_be_the_index(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", GOOD.replace("id: shop", "id: index"))
    done = cli("build")
    assert done.status == 2
    assert "index.html is the site's own" in done.err


# --check and --shard


def test_check_writes_nothing(cli: Run, three: list[Path], tmp_path: Path) -> None:
    done = cli("build", "--check")
    assert done.status == 1
    assert "stale: maps/0.journey.yaml: its files are not what a build would make" in done.err
    assert not (tmp_path / "site").exists()
    cli("build")
    before = state(tmp_path / "site")
    assert cli("build", "--check").err == "nothing to build\n"
    three[0].write_text(journey(0).replace("Enters", "Comes in"), "utf-8")
    assert cli("build", "--check").status == 1
    assert state(tmp_path / "site") == before


@pytest.mark.parametrize("apart", [True, False])
def test_shards_come_to_the_whole(cli: Run, write: Write, tmp_path: Path, *, apart: bool) -> None:
    """Built on machines of their own and brought together, or one after the other in one folder."""
    for number in range(5):
        write(f"maps/{number}.journey.yaml", journey(number))
    cli("build", "-o", "whole")
    for number in range(1, 4):
        assert cli("build", "-o", f"part-{number}" if apart else "together", "--shard", f"{number}/3").status == 0
    if apart:
        assert {"shop-0.svg", "shop-3.svg"} <= content(tmp_path / "part-1").keys(), "the first has the first"
    together = tmp_path / "together"
    if apart:
        together.mkdir()
        for number in range(1, 4):
            for path in (tmp_path / f"part-{number}").iterdir():
                assert not (together / path.name).exists()
                path.rename(together / path.name)
    assert not (together / "index.html").exists()
    assert cli("build", "-o", "together", "--check").status == 1
    done = cli("build", "-o", "together")
    assert done.err.startswith("0 journeys built, 5 unchanged; 3 files written")
    assert content(together) == content(tmp_path / "whole")


@pytest.mark.parametrize("shard", ["0/2", "3/2", "2", "a/b", "1/0", "-1/2"])
def test_a_shard_that_is_none(cli: Run, three: list[Path], shard: str) -> None:
    assert cli("build", f"--shard={shard}").status == 2


# What changed


@pytest.fixture
def repository(three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The three journeys in git, and after that the second of them changed."""
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    for command in (["init", "-q"], ["add", "maps"], [*identity, "commit", "-qm", "first"], ["tag", "v1"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    three[1].write_text(journey(1).replace("score: -1", "score: -2"), "utf-8")
    return tmp_path


def test_a_site_tells_what_changed_since_a_revision(cli: Run, repository: Path) -> None:
    done = cli("build", "--since", "v1")
    assert (done.status, done.err) == (0, "3 journeys built, 0 unchanged; 15 files written in site\n")
    site = repository / "site"
    before = state(site)
    assert {"shop-1.diff.html", "changes.md", "changes.json"} <= before.keys()
    assert "Visit 1 to the shop" in (site / "changes.md").read_text("utf-8")
    page = (site / "index.html").read_text("utf-8")
    assert page.count('href="shop-1.diff.html"') == 1
    assert "shop-0.diff.html" not in page
    assert cli("build", "--since", "v1").err.startswith("0 journeys built, 3 unchanged; 0 files written")
    assert state(site) == before
    assert cli("build", "--since", "v1", "--check").status == 0
    (site / "changes.md").unlink()
    assert cli("build", "--since", "v1", "--check").status == 1
    cli("build", "--since", "v1")
    assert content(site) == {name: said for name, (said, _) in before.items()}


def test_a_map_of_changes_replaces_no_file_of_others(cli: Run, repository: Path) -> None:
    assert cli("build").status == 0
    kept = repository / "site/shop-1.diff.html"
    kept.write_text("precious", "utf-8")
    done = cli("build", "--since", "v1")
    assert done.status == 2
    assert "the changes: its output shop-1.diff.html is there already, and no build has made it" in done.err
    assert kept.read_text("utf-8") == "precious"
    assert cli("build", "--since", "v1", "--force").status == 0
    assert "<svg" in kept.read_text("utf-8")


def test_what_changed_goes_when_it_is_not_asked_for(cli: Run, repository: Path) -> None:
    cli("build", "-o", "plain")
    cli("build", "--since", "v1")
    before = content(repository / "site")
    assert cli("build", "maps/0.journey.yaml").status == 0
    assert content(repository / "site") == before, "of a build of some journeys, the rest stays"
    assert cli("build", "--check").status == 1
    assert cli("build").err.endswith("; 3 removed\n")
    assert content(repository / "site") == content(repository / "plain")


def test_a_change_that_is_taken_back_takes_its_map_along(cli: Run, repository: Path, three: list[Path]) -> None:
    cli("build", "--since", "v1")
    three[1].write_text(journey(1), "utf-8")
    cli("build", "--since", "v1")
    assert "shop-1.diff.html" not in state(repository / "site")


def test_a_revision_that_is_none(cli: Run, repository: Path) -> None:
    done = cli("build", "--since", "v2")
    assert done.status == 2
    assert "'v2'" in done.err
    assert cli("build", "--since", "--output=x").status == 2


# Gates


@pytest.mark.parametrize(
    ("gate", "codes"),
    [
        ("overdue-action", {"JM317"}),
        ("no-review", {"JM315"}),
        ("unowned", {"JM301", "JM306"}),
        ("JM309", {"JM309"}),
    ],
)
def test_a_gate_fails_the_build_that_is_made_all_the_same(
    cli: Run, write: Write, tmp_path: Path, gate: str, codes: set[str]
) -> None:
    write("journeymap.toml", 'ignore = ["JM3"]\n')  # a gate that is asked for counts
    text = GOOD + LATE.replace("target: 1 min, ", "")
    text = text.replace("owner: lead\nreview", "review").replace("review: {", "x-review: {")
    text += "  - {id: a2, title: Another till}\n"
    write("a.journey.yaml", text)
    for _ in range(2):  # what is unchanged fails no less
        done = cli("build", "--fail-on", gate, "--today", "2026-12-24")
        assert done.status == 1
        assert set(re.findall(r" (JM\d+) error: ", done.err)) == codes
    assert (tmp_path / "site/shop.svg").exists()
    assert cli("build", "--today", "2026-12-24").status == 0
    assert cli("build", "--fail-on", "overdue-review", "--today", "2026-12-24").status == 0
    assert cli("build", "--fail-on", gate, "--check", "--today", "2026-12-24").status == 1


def test_a_gate_leaves_out_what_is_known_and_wanted(cli: Run, write: Write) -> None:
    write("a.journey.yaml", "# journeymap: ignore[JM315]\n" + GOOD.replace("review:", "x-review:"))
    assert cli("build", "--fail-on", "no-review").status == 0


# The index


def test_the_index_says_how_each_journey_is(cli: Run, write: Write, tmp_path: Path) -> None:
    write("shop.journey.yaml", GOOD + LATE)
    write(
        "sum.journey.yaml",
        GOOD.replace("id: shop", "id: sum").replace("A visit", '"=SUM(A1)"').replace(" to the", " #"),
    )
    write("none.journey.yaml", UNREADABLE)
    cli("build", "--today", "2027-03-01")
    told = json.loads((tmp_path / "site/index.json").read_bytes())
    rows = {row["path"]: row for row in told["journeys"]}
    shop = rows["shop.journey.yaml"]
    assert told["as_of"] == "2027-03-01"
    assert shop["owner"] == "Ines"
    assert shop["review"] == {"last": "2026-10-01", "due": "2027-02-01", "overdue": True}
    assert shop["lowest"] == {"touchpoint": "Pays", "persona": "Mia", "score": -1, "feeling": -1.0, "signed": True}
    assert shop["actions"] == {"open": 1, "overdue": 1}
    assert (shop["health"]["errors"], shop["health"]["emotions_beyond_assumed"]) == (0, 2)
    assert shop["files"] == {"svg": "shop.svg", "html": "shop.html", "plan": "shop.plan.md"}
    assert rows["none.journey.yaml"]["drawn"] is False
    table = list(csv.DictReader(io.StringIO((tmp_path / "site/index.csv").read_text("utf-8-sig"))))
    assert [row["path"] for row in table] == sorted(rows)
    assert [row["title"][:2] for row in table if row["id"] == "sum"] == ["'="]
    page = (tmp_path / "site/index.html").read_text("utf-8")
    assert 'href="shop.html"' in page
    assert "1 Feb 2027" in page


def test_the_page_of_the_index_is_safe_and_can_be_replaced(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", GOOD.replace("A visit to the shop", "'<script>alert(1)</script>'"))
    write(
        "ours/index.j2.html",
        '{% extends "builtin/index.j2.html" %}{% block table %}<p>ours</p>{{ super() }}{% endblock %}',
    )
    assert cli("build", "--templates", "ours").status == 0
    page = (tmp_path / "site/index.html").read_text("utf-8")
    assert "<p>ours</p>" in page
    assert "<script>alert" not in page
    write("ours/index.j2.html", "{% for a in range(99999) %}{{ 'x' * 99999 }}{% endfor %}")
    done = cli("build", "--templates", "ours")
    assert done.status == 2
    assert "the templates take more than" in done.err


# Whatever happens meanwhile


# Builds the whole site, and then once more for each number it is given: a build that kills itself, with its workers,
# before it opens, makes, renames or removes a file for that many times. Says how each ended, and how often it did.
STRIKING = """\
import os, signal, sys
from journeymap.cli import run

at = count = 0

def strike(event, arguments):
    global count
    if event in ("open", "os.rename", "os.remove", "os.mkdir") and "site" in str(arguments[0]):
        count += 1
        if count == at:
            os.killpg(0, signal.SIGKILL)

run(["build", "-q", "-o", "whole"])
sys.addaudithook(strike)
for line in sys.stdin:
    at = int(line)
    if not (child := os.fork()):
        os.setsid()
        status = run(["build", "-q", "--jobs", "2"])
        print(count, flush=True)
        os._exit(status)
    print(os.waitpid(child, 0)[1], flush=True)
"""


@contextmanager
def striking(folder: Path, journeys: int) -> Iterator[tuple[Callable[[int], int], int]]:
    """A function that builds a site of so many journeys in the folder, and kills that at a moment; how many there are.

    The function gets the moment, 0 for none, and says how the build ended. There is a whole site to start with.
    """
    (folder / "maps").mkdir()
    for number in range(journeys):
        (folder / f"maps/{number}.journey.yaml").write_text(journey(number), "utf-8")
    home = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1795219200"}
    command, pipe = [sys.executable, "-c", STRIKING], subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, env=home, stdin=pipe, stdout=pipe, text=True) as builder:
        assert builder.stdin is not None and builder.stdout is not None

        def build(at: int) -> int:
            builder.stdin.write(f"{at}\n")
            builder.stdin.flush()
            if (said := builder.stdout.readline()) != f"{signal.SIGKILL.value}\n":
                moments.append(int(said))
                said = builder.stdout.readline()
            return int(said)

        moments: list[int] = []
        assert build(0) == 0
        yield build, moments[0]
        builder.stdin.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks each build")
def test_what_a_killed_build_left_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    """The first build of a site is killed at any moment, and what it had not made yet is there from somebody else."""
    site = tmp_path / "site"
    left: set[str] = set()
    kept: set[str] = set()
    with striking(tmp_path, 3) as (build, moments):
        whole = content(tmp_path / "whole")
        for moment in range(moments // 8, moments, moments // 8):
            shutil.rmtree(site)
            assert build(moment) == signal.SIGKILL, moment
            made = {path.name for path in site.iterdir() if not path.name.startswith(".")}
            for path in site.glob("shop-*"):
                path.write_text("made by the build, then changed", "utf-8")
            plan = site / ".journeymap-build.names"
            planned = plan.read_text("utf-8").split() if plan.exists() else ()
            foreign = {"shop-1.svg", "shop-2.html", "index.html"} - made.union(planned)
            for name in foreign:
                (site / name).write_text("precious", "utf-8")
            left |= made
            kept |= foreign
            assert (build(0) != 0) == bool(foreign), moment
            for name in foreign:
                assert (site / name).read_text("utf-8") == "precious", moment
                (site / name).unlink()
            assert build(0) == 0, moment
            assert content(site) == whole
            assert not [path for path in site.iterdir() if path.name.startswith(".")]
    assert left > {"shop-0.svg", "shop-2.html"}
    assert kept == {"shop-1.svg", "shop-2.html", "index.html"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks each build")
def test_a_build_that_is_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path) -> None:
    """Every file is whole at every moment, and the next build comes to the same site as one that was never killed."""
    with striking(tmp_path, 12) as (build, moments):
        assert moments > 40
        whole, earlier = content(tmp_path / "whole"), "of an earlier build"
        before = hashlib.sha256(earlier.encode()).hexdigest()
        assert content(tmp_path / "site") == whole
        for moment in range(moments // 16, moments, moments // 16):
            for path in (tmp_path / "site").glob("shop-*"):  # so that there is something to do each time
                path.write_text(earlier) if path.suffix == ".svg" else path.unlink()
            assert build(moment) == signal.SIGKILL, moment
            found = content(tmp_path / "site")
            wrong = {name for name, said in found.items() if not name.startswith(".") and whole.get(name) != said}
            assert {name for name in wrong if found[name] != before} <= {"build-manifest.json"}
        assert build(0) == 0
    assert content(tmp_path / "site") == whole
    assert not [path for path in (tmp_path / "site").iterdir() if path.name.startswith(".")]


def test_the_workers_of_a_build_that_is_killed_hold_up_nobody(tmp_path: Path) -> None:
    """Only the parent is killed: its workers end too, and with them the lock of the folder."""
    (tmp_path / "maps").mkdir()
    for number in range(60):
        (tmp_path / f"maps/{number}.journey.yaml").write_text(journey(number), "utf-8")
    child = process(tmp_path, "--jobs", "2", err=subprocess.DEVNULL)
    hung = time.monotonic() + HANGS
    while not list(tmp_path.glob("site/shop-2*.svg")):
        assert child.poll() is None and time.monotonic() < hung
        time.sleep(0.01)
    child.kill()
    child.wait()
    finished = process(tmp_path)
    try:
        assert finished.wait(timeout=HANGS) == 0
    finally:
        finished.kill()
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def test_two_builds_at_once_come_to_the_same_site(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    for number in range(14):
        (tmp_path / f"maps/{number}.journey.yaml").write_text(journey(number), "utf-8")
    builds = [process(tmp_path) for _ in range(3)]
    said = sorted(build.communicate()[1].splitlines()[-1] for build in builds)
    assert [build.returncode for build in builds] == [0, 0, 0]
    assert [line.split(" ", 1)[0] for line in said] == ["0", "0", "14"], "one builds, the others find nothing to do"
    assert process(tmp_path, "-o", "whole").wait() == 0
    assert content(tmp_path / "site") == content(tmp_path / "whole")


def test_a_full_disk_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    """As full as one can make a disk without being its owner: no file may grow beyond a few kilobytes."""
    resource = pytest.importorskip("resource")
    (tmp_path / "maps").mkdir()
    path = tmp_path / "maps/0.journey.yaml"
    path.write_text(journey(0), "utf-8")
    assert process(tmp_path).wait() == 0
    before = state(tmp_path / "site")
    path.write_text(journey(0).replace("Enters", "Comes in"), "utf-8")
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); sys.argv[0] = 'journeymap';"
        "from journeymap.cli import main; main()"
    )
    assert resource
    home = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1795219200", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", code, "build"]
    done = subprocess.run(command, cwd=tmp_path, env=home, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "cannot write: File too large" in done.stderr
    assert state(tmp_path / "site") == before
    assert process(tmp_path).wait() == 0
    assert state(tmp_path / "site")["shop-0.svg"] != before["shop-0.svg"]


def test_watch_builds_again_after_each_change(tmp_path: Path) -> None:
    path = tmp_path / "a.journey.yaml"
    path.write_text(GOOD, "utf-8")
    said = tmp_path / "said.txt"
    with said.open("w") as file:
        child = process(tmp_path, "--watch", err=file)
    picture = tmp_path / "site/shop.svg"

    def until(holds: Callable[[], bool]) -> None:
        while not holds():
            assert child.poll() is None, said.read_text()
            assert time.monotonic() < hung
            time.sleep(0.05)

    hung = time.monotonic() + HANGS

    try:
        until((tmp_path / "site/index.html").exists)
        first = picture.read_bytes()
        path.write_text(UNREADABLE, "utf-8")
        until(lambda: "JM001" in said.read_text())
        path.write_text(GOOD.replace("Enters", "Comes in"), "utf-8")
        until(lambda: picture.read_bytes() != first)
        (tmp_path / "our.yaml").write_text("tokens: {ink: '#111111'}\n")
        (tmp_path / "ours").mkdir()
        (tmp_path / "journeymap.toml").write_text(
            "templates = 'ours'\n[build]\nformats = ['plan', 'svg']\nthemes = ['our.yaml']\n"
        )
        until(lambda: not (tmp_path / "site/shop.html").exists())
        (tmp_path / "our.yaml").write_text("tokens: {ink: '#ABCDEF'}\n")
        until(lambda: b"#ABCDEF" in picture.read_bytes())
        (tmp_path / "ours/plan.j2.md").write_text("our plan\n")
        until(lambda: "our plan" in (tmp_path / "site/shop.plan.md").read_text())
        (tmp_path / "b.journey.yaml").write_text(GOOD.replace("id: shop", "id: market"), "utf-8")
        until((tmp_path / "site/market.svg").exists)
        (tmp_path / "b.journey.yaml").unlink()
        until(lambda: not (tmp_path / "site/market.svg").exists())
    finally:
        os.killpg(child.pid, signal.SIGINT)
        child.wait(timeout=HANGS)
    assert child.returncode == 0
    assert "Traceback" not in said.read_text()


def test_the_samples_are_built_in_every_language(cli: Run, tmp_path: Path) -> None:
    for language in ("en", "he", "fa", "ar"):
        (tmp_path / "journeymap.toml").write_text(f'[build]\nlanguage = "{language}"\nformats = ["plan"]\n')
        assert cli("build", resources.samples(), "-o", language).status == 0
    page = (tmp_path / "he/index.html").read_text("utf-8")
    assert '<html lang="he" dir="rtl">' in page
    assert '<bdi lang="en" dir="ltr">A weekend away, and then never again</bdi>' in page

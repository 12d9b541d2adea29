"""`journeymap diff`: the sides it takes, what it says, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import GOOD, UNREADABLE, Done
from markdown_it import MarkdownIt
from repositories import Repo

from journeymap.cli import run

SLIPPED = (
    GOOD
    + """\
actions: [{id: a1, title: Mend the door, owner: lead, due: 2027-01-31, touchpoints: [enter]}]
"""
)
SLIPPED_AGAIN = SLIPPED.replace("2027-01-31", "2027-02-21").replace("score: -1", "score: 0.5")


class Cli:
    """Runs commands in a repository."""

    def __init__(self, capture: pytest.CaptureFixture[bytes]) -> None:
        self._capture = capture

    def __call__(self, *arguments: object) -> Done:
        status = run([str(argument) for argument in arguments])
        captured = self._capture.readouterr()
        return Done(int(status), captured.out.decode(), captured.err.decode())


@pytest.fixture
def cli(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, repo: Repo) -> Cli:
    monkeypatch.chdir(repo.path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return Cli(capfdbinary)


STORY = """\
What changed: A visit to the shop
old.journey.yaml → new.journey.yaml: 2 changes

Feelings
  ~ 1  Pays · Mia: The feeling rose by 1.5, from −1 to +0.5

The plan
  ~ 2  A1 Mend the door: Due slipped by 21 days, from 31 Jan 2027 to 21 Feb 2027
"""


def test_two_files(cli: Cli, repo: Repo) -> None:
    repo.write("old.journey.yaml", SLIPPED)
    repo.write("new.journey.yaml", SLIPPED_AGAIN)
    done = cli("diff", "old.journey.yaml", "new.journey.yaml")
    assert (done.status, done.out, done.err) == (0, STORY, "")
    assert cli("diff", "old.journey.yaml", "new.journey.yaml", "--exit-code").status == 1
    assert cli("diff", "old.journey.yaml", "old.journey.yaml", "--exit-code") == Done(0, "", "")
    assert cli("diff", "old.journey.yaml", "new.journey.yaml", "--exit-code", "-q") == Done(1, "", "")


def test_numbers_below_zero_have_a_minus_sign(cli: Cli, repo: Repo) -> None:
    metrics = "metrics: {drift: {name: Drift, value: 4, unit: days}}"
    old = GOOD.replace("channels: shop, emotions: {score: -1,", f"channels: shop, {metrics}, emotions: {{score: -1,")
    repo.write("old.journey.yaml", old)
    repo.write("new.journey.yaml", old.replace("value: 4", "value: -3.5"))
    out = cli("diff", "old.journey.yaml", "new.journey.yaml").out
    assert "from 4 to −3.5 (−7.5)" in out and "-3.5" not in out


def test_colour_only_when_wanted(cli: Cli, repo: Repo) -> None:
    repo.write("old.journey.yaml", SLIPPED)
    repo.write("new.journey.yaml", SLIPPED_AGAIN)
    files = ("old.journey.yaml", "new.journey.yaml")
    assert "\x1b[" not in cli("diff", *files).out
    assert "\x1b[33m" in cli("diff", *files, "--color", "always").out
    assert "\x1b[" not in cli("diff", *files, "--color", "always", "--output-format", "markdown").out


@pytest.mark.parametrize(
    "sides",
    [
        ["HEAD~1:maps/shop.journey.yaml", "maps/shop.journey.yaml"],
        ["HEAD~1:maps/shop.journey.yaml", "HEAD:maps/shop.journey.yaml"],
        ["HEAD~1:./maps/shop.journey.yaml", "HEAD:maps"],
        ["HEAD^{/First}:maps", "maps"],
        ["HEAD^{/First: the shop}:maps", "HEAD:maps"],
        ["HEAD~1:maps", "HEAD:maps"],
        ["HEAD~1:", "."],
        ["HEAD~1..HEAD"],
        ["HEAD~1.."],
        ["HEAD~1...HEAD"],
        ["HEAD~1"],
        ["HEAD~1", "HEAD"],
        ["HEAD~1", "HEAD", "maps"],
        ["HEAD~1", "HEAD", "--", "maps"],
        ["HEAD~1", "--"],
        ["HEAD~1", "--", "maps/shop.journey.yaml"],
        ["HEAD~1", "maps"],
        ["HEAD~1", "maps/shop.journey.yaml"],
        ["HEAD~1..main", "maps"],
    ],
)
def test_sides_of_a_repository(cli: Cli, repo: Repo, sides: list[str]) -> None:
    repo.write("maps/shop.journey.yaml", SLIPPED)
    repo.commit("First: the shop", other=GOOD.replace("id: shop", "id: other"))
    repo.write("maps/shop.journey.yaml", SLIPPED_AGAIN)
    repo.commit("Second")
    done = cli("diff", *sides)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[2:] == STORY.splitlines()[2:]


@pytest.mark.parametrize("arguments", [["HEAD~1", "HEAD"], ["HEAD~1..HEAD"], ["HEAD~1", "HEAD", "--", "HEAD"]])
def test_a_file_that_is_called_like_a_revision_hides_nothing(cli: Cli, repo: Repo, arguments: list[str]) -> None:
    repo.write("HEAD/shop.journey.yaml", SLIPPED)
    (repo.path / "HEAD~1").symlink_to("nowhere")
    repo.write("HEAD~1..HEAD", "")
    repo.commit("First")
    repo.write("HEAD/shop.journey.yaml", SLIPPED_AGAIN)
    repo.commit("Second")
    assert cli("diff", "--exit-code", *arguments).status == 1


def test_that_nothing_was_compared_is_told(cli: Cli, repo: Repo) -> None:
    repo.write("notes/README", "No journey")
    repo.commit("First", shop=SLIPPED)
    for arguments in (["HEAD", "notes"], ["HEAD..HEAD", "notes"]):
        done = cli("diff", *arguments)
        assert (done.status, done.out) == (0, "")
        assert "nothing was compared" in done.err
        assert cli("diff", *arguments, "-q").err == ""
    assert cli("diff", "HEAD..HEAD") == Done(0, "", ""), "compared, and alike"


def test_one_language_for_all_journeys(cli: Cli, repo: Repo) -> None:
    hebrew = SLIPPED.replace("id: shop", "id: shop\nlanguage: he")
    names = {"a": hebrew.replace("id: shop", "id: a"), "b": SLIPPED.replace("id: shop", "id: b"), "c": SLIPPED}
    repo.commit("First", **names)
    repo.commit("Second", **{name: text.replace("score: -1", "score: 0.5") for name, text in names.items()})
    for form in ("text", "markdown", "json"):
        arguments = ("diff", "HEAD~1", "HEAD", "--output-format", form)
        assert cli(*arguments).out.count("The feeling rose by 1.5") == 3
        assert cli(*arguments, "--language", "he").out.count("The feeling") == 0
    assert "The feeling" not in cli("diff", "HEAD~1", "HEAD", "a.journey.yaml").out


def test_three_dots_compare_with_where_a_branch_began(cli: Cli, repo: Repo) -> None:
    repo.commit("First", shop=SLIPPED)
    repo.git("checkout", "-q", "-b", "work")
    repo.commit("Work", shop=SLIPPED_AGAIN)
    repo.git("checkout", "-q", "main")
    repo.commit("Meanwhile", shop=SLIPPED.replace("A visit to the shop", "A visit"))
    assert cli("diff", "main...work").out.splitlines()[2:] == STORY.splitlines()[2:]
    assert "to “A visit to the shop”" in cli("diff", "main..work").out


def test_what_a_search_leaves_out_is_not_compared(cli: Cli, repo: Repo) -> None:
    kept = {"shop": SLIPPED, "drafts/idea": GOOD.replace("id: shop", "id: idea"), "old/tracked": GOOD}
    repo.write(".gitignore", "gen/\n")
    repo.commit("one", **kept)
    repo.write("journeymap.toml", 'exclude = ["drafts"]\n')
    repo.write(".gitignore", "gen/\nold/\n")
    repo.commit("two", **{name: text.replace("score: -1", "score: -2") for name, text in kept.items()})
    repo.write("gen/built.journey.yaml", GOOD.replace("id: shop", "id: built"))

    def compared(*arguments: str) -> set[str]:
        done = cli("diff", *arguments)
        assert done.status == 0
        return {name for name in ("shop", "idea", "tracked", "built") if f"{name}.journey.yaml" in done.out}

    for sides in (["HEAD~1", "HEAD"], ["HEAD~1"], ["HEAD~1..HEAD"]):
        assert compared(*sides) == {"shop", "tracked"}, "git goes on with a file that it has"
        assert compared(*sides, "--isolated") == {"shop", "tracked", "idea"}
        assert compared(*sides, "--exclude", "shop.journey.yaml") == {"tracked", "idea"}
        assert compared(*sides, "--", "drafts") == compared(*sides, "--", "drafts/idea.journey.yaml") == {"idea"}
        assert compared(*sides, "--force-exclude", "--", "drafts") == set()
        assert compared(*sides, "--force-exclude", "--", "drafts/idea.journey.yaml") == set()
    assert compared("HEAD~1", "--", "gen") == {"built"}
    assert compared("HEAD~1:drafts", "drafts") == {"idea"}
    repo.write("drafts/idea.journey.yaml", GOOD)
    assert compared() == set()
    cli("build", "-o", "site", "--since", "HEAD~1", "--format", "plan")
    assert "drafts" not in (repo.path / "site" / "changes.md").read_text("utf-8")


@pytest.mark.parametrize("command", [["diff", "HEAD~1", "HEAD"], ["log", "shop.journey.yaml"]])
def test_the_settings_of_a_picture_can_be_another_file(cli: Cli, repo: Repo, command: list[str]) -> None:
    repo.commit("one", shop=SLIPPED)
    repo.commit("two", shop=SLIPPED_AGAIN)
    repo.write("journeymap.toml", 'theme = "nowhere.yaml"\n')
    repo.write("house/dark.toml", 'theme = "dark"\n')
    assert "nowhere.yaml" in cli(*command, "--output-format", "svg").err
    plain = cli(*command, "--output-format", "svg", "--isolated")
    dark = cli(*command, "--output-format", "svg", "--config", "house/dark.toml")
    assert plain.status == dark.status == 0 and plain.out != dark.out


def test_the_working_folder_against_the_last_commit(cli: Cli, repo: Repo) -> None:
    repo.commit("First", shop=SLIPPED)
    assert cli("diff") == Done(0, "", "")
    repo.write("shop.journey.yaml", SLIPPED_AGAIN)
    for arguments in ([], ["shop.journey.yaml"], ["."]):
        assert cli("diff", *arguments).out.splitlines()[2:] == STORY.splitlines()[2:]


def test_journeys_that_came_went_and_were_renamed(cli: Cli, repo: Repo) -> None:
    repo.commit("First", shop=SLIPPED, gone=GOOD.replace("id: shop", "id: gone"))
    repo.git("mv", "shop.journey.yaml", "store.journey.yaml")
    repo.git("rm", "-q", "gone.journey.yaml")
    repo.commit("Second", fresh=GOOD.replace("id: shop", "id: fresh"))
    shape = json.loads(cli("diff", "HEAD~1..HEAD", "--output-format", "json").out)
    assert [(each["id"], each["status"]) for each in shape["journeys"]] == [("fresh", "added"), ("gone", "removed")]


def test_json_is_whole(cli: Cli, repo: Repo) -> None:
    repo.write("old.journey.yaml", SLIPPED)
    repo.write("new.journey.yaml", SLIPPED_AGAIN)
    shape = json.loads(cli("diff", "old.journey.yaml", "new.journey.yaml", "--output-format", "json").out)
    assert shape["version"] == 1
    assert shape["summary"] == {"journeys": 1, "changes": 2}
    feeling, due = shape["journeys"][0]["changes"]
    assert (feeling["touchpoint"], feeling["persona"]) == ({"id": "pay", "name": "Pays"}, {"id": "mia", "name": "Mia"})
    assert (feeling["size"], feeling["better"], feeling["beyond"]) == (1.5, True, None)
    assert (due["old"], due["new"], due["size"]) == ("2027-01-31", "2027-02-21", 21)
    assert due["text"].startswith("A1 Mend the door: Due slipped by 21 days")


def test_markdown_stays_under_what_a_comment_may_have(cli: Cli, repo: Repo) -> None:
    def journey(number: int, score: float, text: str) -> str:
        touchpoints = "".join(
            f"      - {{id: t{index}, name: T{index} {'n' * 60}, doing: {text * 30}, emotions: {{score: {score}}}}}\n"
            for index in range(100)
        )
        return (
            f"journeymap: 1\nid: j{number}\ntitle: Journey {number}\nversion: {text}\nstages:\n"
            f"  - id: s\n    name: S\n    touchpoints:\n{touchpoints}"
        )

    repo.commit("First", **{f"j{number}": journey(number, 0, "old") for number in range(5)})
    repo.commit("Second", **{f"j{number}": journey(number, 1.5, "new") for number in range(5)})
    text = cli("diff", "HEAD~1..HEAD", "--output-format", "markdown").out
    assert 50_000 < len(text) <= 65_536
    assert text.count("The feeling rose by 1.5") == 500 - text.count("x" * 999) or "left out here" in text
    assert "Version" not in text, "the lightest are left out first"
    assert text.rstrip().endswith("smaller changes are left out here.*")


def test_what_a_file_says_is_no_markup(cli: Cli, repo: Repo) -> None:
    hostile = "<img src=x> [a](javascript:x) @everyone #1 `x` *y* | z"
    repo.write("old.journey.yaml", GOOD)
    repo.write("new.journey.yaml", GOOD.replace("The fitting room decides", json.dumps(hostile + " \\u001b[31m")))
    shown = cli("diff", "old.journey.yaml", "new.journey.yaml", "--output-format", "markdown").out
    html = MarkdownIt("gfm-like").render(shown)
    assert "<img" not in html and "href" not in html
    assert "\x1b" not in cli("diff", "old.journey.yaml", "new.journey.yaml").out
    assert "@everyone" not in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.yaml", "shop.journey.yaml"], "neither a file nor a folder nor a revision"),
        (["HEAD:nothing.yaml", "shop.journey.yaml"], "no such file there"),
        (["nowhere:shop.journey.yaml", "shop.journey.yaml"], "names no commit"),
        (["--", "--all", "shop.journey.yaml"], "neither a file nor a folder nor a revision"),
        (["--", "--output=x:shop", "shop.journey.yaml"], "neither a file nor a folder nor a revision"),
        (["HEAD", "shpo.journey.yaml"], "'shpo.journey.yaml' is neither a file nor a folder nor a revision"),
        (["HEAD..HEAD", "shpo.journey.yaml"], "'shpo.journey.yaml' is neither"),
        (["HEAD", "--", "HEAD"], "'HEAD' is neither"),
        (["shop.journey.yaml", "HEAD"], "'HEAD' is neither"),
        (["shop.journey.yaml", "--"], "'shop.journey.yaml' is no revision"),
        (["HEAD", "HEAD", "nothing"], "'nothing' is neither"),
        (["HEAD..nowhere"], "'nowhere' names no commit"),
        (["HEAD", "--language", "../en"], "is no language"),
        (["-", "-"], "both sides"),
        (["HEAD", "/"], "not inside the repository"),
        (["HEAD:shop.journey.yaml"], "is to be compared with one other file"),
    ],
)
def test_wrong_use_is_one_line(cli: Cli, repo: Repo, arguments: list[str], message: str) -> None:
    repo.commit("First", shop=GOOD)
    done = cli("diff", *arguments)
    assert done.status == 2
    assert message in done.err.splitlines()[0]
    assert done.out == ""


def test_outside_of_a_repository(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = cli("diff", "HEAD")
    assert (done.status, "not in a git repository" in done.err) == (2, True)


@pytest.mark.parametrize("broken", ["before", "after"])
def test_what_cannot_be_read_is_told_and_the_rest_compared(cli: Cli, repo: Repo, broken: str) -> None:
    other = GOOD.replace("id: shop", "id: other")
    repo.commit("First", shop=SLIPPED, other=UNREADABLE if broken == "before" else other)
    repo.commit("Second", shop=SLIPPED_AGAIN, other=other if broken == "before" else UNREADABLE)
    done = cli("diff", "HEAD~1..HEAD")
    assert done.status == 2
    where = "HEAD~1" if broken == "before" else "HEAD"
    assert f"{where}:other.journey.yaml:" in done.err and "cannot be compared" in done.err
    assert "Due slipped by 21 days" in done.out and "other" not in done.out


def test_a_part_that_does_not_fit_is_told(cli: Cli, repo: Repo) -> None:
    repo.write("old.journey.yaml", GOOD)
    repo.write("new.journey.yaml", GOOD.replace("score: -1", "score: much"))
    done = cli("diff", "old.journey.yaml", "new.journey.yaml")
    assert done.status == 0
    assert "left out of the comparison" in done.err


@pytest.mark.parametrize("form", ["svg", "html"])
def test_the_new_map_is_marked(cli: Cli, repo: Repo, form: str) -> None:
    repo.write("old.journey.yaml", SLIPPED.replace("{id: enter", "{id: gone, name: Rings}\n      - {id: enter"))
    added = "      - {id: leave, name: Leaves, channels: shop, pains: Too far}\nactions"
    repo.write("new.journey.yaml", SLIPPED_AGAIN.replace("actions", added))
    done = cli("diff", "old.journey.yaml", "new.journey.yaml", "--output-format", form)
    assert (done.status, done.err) == (0, "")
    for how in ("added", "removed", "changed"):
        assert f'class="change {how}"' in done.out
    assert 'class="change moved"' not in done.out
    assert 'class="before" data-persona="mia"' in done.out
    assert "Removed here: Rings" in done.out
    assert "Due slipped by 21 days" in done.out


@pytest.mark.parametrize("output_format", ["svg", "html"])
@pytest.mark.parametrize("output", ["changes", "changes.out", ""])
def test_where_nothing_changed_no_map_is_drawn_and_that_is_said(
    cli: Cli, repo: Repo, output: str, output_format: str
) -> None:
    shop = repo.write("shop.journey.yaml", SLIPPED)
    arguments = ["diff", shop, shop, "--output-format", output_format, *(["-o", output] if output else [])]
    done = cli(*arguments)
    assert (done.status, done.out) == (0, "")
    assert done.err == "journeymap: nothing changed, so there is no map to draw\n"
    assert not list(repo.path.glob("changes*/*")) and not (repo.path / "changes.out").exists()
    assert cli(*arguments, "-q").err == ""
    broken = repo.write("broken.journey.yaml", UNREADABLE)
    assert "nothing changed" not in cli("diff", shop, broken, "--output-format", output_format).err


def test_several_maps_go_into_a_folder(cli: Cli, repo: Repo) -> None:
    repo.commit("First", shop=SLIPPED, other=SLIPPED.replace("id: shop", "id: other"))
    repo.commit("Second", shop=SLIPPED_AGAIN, other=SLIPPED_AGAIN.replace("id: shop", "id: other"))
    assert cli("diff", "HEAD~1..HEAD", "--output-format", "svg").status == 2
    assert cli("diff", "HEAD~1..HEAD", "--output-format", "svg", "-o", "out").status == 0
    assert sorted(path.name for path in (repo.path / "out").iterdir()) == ["other.diff.svg", "shop.diff.svg"]


def test_links_and_hidden_folders_are_no_changes(cli: Cli, repo: Repo) -> None:
    repo.write("maps/shop.journey.yaml", SLIPPED)
    repo.write(".hidden/other.journey.yaml", GOOD)
    (repo.path / "link.journey.yaml").symlink_to("maps/shop.journey.yaml")
    (repo.path / "linked").symlink_to("maps")
    repo.commit("First")
    assert cli("diff", "--exit-code") == Done(0, "", "")


def test_a_file_that_is_gone(cli: Cli, repo: Repo) -> None:
    repo.commit("First", shop=SLIPPED)
    (repo.path / "shop.journey.yaml").unlink()
    assert "Journey removed" in cli("diff").out
    assert "Journey removed" in cli("diff", "HEAD", "shop.journey.yaml").out

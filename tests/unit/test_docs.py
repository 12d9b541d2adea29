"""What the documents show is true: their commands run, their journeys are valid, their links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from previews import RunningPreview

from journeymap import report
from journeymap.cli import run
from journeymap.exchange.export.formats import EXPORT_FORMATS
from journeymap.history.report import DIFFERENCES
from journeymap.model import read_journey
from journeymap.pipeline.formats import FORMATS
from journeymap.pipeline.plans import PLAN_FORMATS
from journeymap.source import load
from journeymap.style.fallback import typefaces
from journeymap.style.theme import load_theme

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.M | re.S)


def blocks(kind: str) -> list[tuple[Path, str]]:
    return [
        (page, text) for page in PAGES for info, text in FENCE.findall(page.read_text("utf-8")) if info.strip() == kind
    ]


def pages_with_commands() -> dict[Path, list[str]]:
    """The journeymap commands of each page, in order; those that install something are `.ci/run`'s to try."""
    found: dict[Path, list[str]] = {}
    for page, text in blocks("sh"):
        commands = [line for line in text.splitlines() if line.startswith("journeymap ")]
        if commands:
            found.setdefault(page, []).extend(commands)
    return found


@pytest.mark.parametrize("page", pages_with_commands(), ids=lambda page: page.name)
def test_the_commands_of_a_page_run_in_order(page, tmp_path, monkeypatch, capfd, request):
    if not any(re.search("pdf|print|workshop", command) for command in pages_with_commands()[page]):
        request.getfixturevalue("forks")
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")  # 2026-11-21
    monkeypatch.chdir(tmp_path)
    for command in pages_with_commands()[page]:
        words = shlex.split(command, comments=True)
        if words[1] == "serve":  # until it is interrupted
            preview = RunningPreview(tmp_path, *words[2:])
            assert preview.address.startswith("http://127.0.0.1:") and preview.ask("/")[0] == 200
            assert preview.end()[0] == 0
            continue
        if {"<", ">", "|"} & set(words):  # a shell's work
            line = re.sub(r"^journeymap ", lambda _: f"{sys.executable} -m journeymap ", command)
            done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        else:
            status = run(words[1:])
            said = capfd.readouterr()
            assert status == 0, f"{command}\n{said.out}{said.err}"


def test_there_are_commands_to_run():
    assert {page.name for page in pages_with_commands()} >= {"README.md", "drawing.md"}


def test_the_journey_in_the_readme_is_whole():
    (text,) = [text for page, text in blocks("yaml") if page.name == "README.md"]
    loaded = load(text.encode(), "README.md")
    journey, findings = read_journey(loaded.tree)
    assert journey is not None and not findings and not loaded.findings


def test_the_tree_in_the_docs_is_right(tmp_path, capsys):
    ((_, text),) = blocks("yaml tree")
    owners = "owners: [{id: field, name: Field}, {id: service, name: Service}]"
    steps = "stages: [{id: use, name: Use, touchpoints: [{id: asks-service, name: Asks, channels: [WhatsApp, Phone]}]}]"
    plan = "actions: [{id: a4, title: Call back, owner: service}]"
    path = tmp_path / "x.journey.yaml"
    path.write_text("\n".join(("journeymap: 1", "id: x", "title: X", owners, steps, plan, text)), encoding="utf-8")
    assert run(["validate", str(path), "--select", "JM1,JM2,JM6", "--today", "2026-11-21"]) == 0
    assert "nothing found" in capsys.readouterr().err
    assert run(["flow", str(path), "--trees", "-o", str(tmp_path), "-q"]) == 0


def test_the_experiment_in_the_docs_is_read_and_written_as_they_say(tmp_path, monkeypatch, capsys):
    ((page, text),) = blocks("yaml experiment")
    shown = {
        info: "".join(f"{line.removeprefix('   ')}\n" for line in inner.splitlines())
        for info, inner in re.findall(r"^   ```(text experiment|yaml result)\n(.*?)^   ```$", page.read_text("utf-8"),
                                      re.M | re.S)
    }  # fmt: skip
    steps = "stages: [{id: leave, name: Leave, touchpoints: [{id: checkout, name: Check-out, metrics: {csat: {}}}]}]"
    plan = "actions: [{id: p3, title: The bill at breakfast, touchpoints: [checkout]}]"
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "stay.journey.yaml"
    path.write_text("\n".join(("journeymap: 1", "id: stay", "title: A stay", steps, plan, text)), encoding="utf-8")
    rows = [("A", 5, 912), ("A", 3, 608), ("B", 4, 1010), ("B", 1, 530)]
    lines = [line for arm, score, n in rows for line in [f"2026-09-20,{arm},{score}"] * n]
    (tmp_path / "answers.csv").write_text("\n".join(["Answered,Arm,Leaving", *lines, "2026-08-31,A,5", ""]))
    assert run(["experiment", "read", str(path), "--write", "--today", "2026-10-13"]) == 0
    assert capsys.readouterr().out == shown["text experiment"]
    assert path.read_text("utf-8").endswith(shown["yaml result"])
    assert run(["validate", str(path), "--select", "JM1,JM6", "--today", "2026-10-13"]) == 0


def test_the_theme_in_the_docs_loads(tmp_path):
    ((_, text),) = blocks("yaml theme")
    (tmp_path / "client.yaml").write_text(text, encoding="utf-8")
    assert load_theme(str(tmp_path / "client.yaml")).tokens["stage"] == "#0B3D2E"


def test_the_brand_in_the_docs_dresses_a_map_and_is_told_as_they_say(tmp_path, monkeypatch, capsys):
    ((page, text),) = blocks("toml brand")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/brand.ttf").write_bytes(typefaces()[1].path.read_bytes())
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"/>', encoding="utf-8")
    (tmp_path / "journeymap.toml").write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "samples/online-clothing-shop-he.journey.yaml", tmp_path / "shop.journey.yaml")
    assert run(["render", "shop.journey.yaml", "-o", "-", "--format", "svg"]) == 0
    drawn = capsys.readouterr()
    assert drawn.err in page.read_text("utf-8") and drawn.err.startswith("journeymap: note: brand")
    assert "font-family=\"'Assistant', Arial" in drawn.out and '<g class="logo">' in drawn.out
    assert load_theme("default").tokens["moment-wash"] not in drawn.out


def test_the_type_in_the_docs_loads(tmp_path):
    ((_, text),) = blocks("yaml type")
    (tmp_path / "client.yaml").write_text(text, encoding="utf-8")
    title = load_theme(str(tmp_path / "client.yaml")).type.roles["title"]
    assert (title.size, title.leading, title.drawn_weight, title.axes) == (36, 42, 700, (("opsz", 32),))


def test_the_pictures_in_the_readme_are_what_its_commands_draw(tmp_path):
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in re.findall(r"`journeymap (render [^`]+ --format svg --today [^`]+)`", readme):
        arguments = command.replace("-o docs", f"-o {tmp_path}").split()
        subprocess.run([sys.executable, "-m", "journeymap", *arguments], cwd=ROOT, check=True, capture_output=True)
    drawn = {picture.name: picture.read_bytes() for picture in tmp_path.iterdir()}
    shown = re.findall(r"\(docs/([^)]+\.svg)\)", readme)
    assert drawn == {name: (ROOT / "docs" / name).read_bytes() for name in shown}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#\s]+)\)", page.read_text("utf-8"))
    missing = [t for t in targets if not t.startswith("http") and not (page.parent / t).exists()]
    assert missing == []


def rows(page: str) -> set[tuple[str, ...]]:
    """The rows of the tables of a page, cell by cell."""
    lines = (ROOT / "docs" / page).read_text("utf-8").splitlines()
    return {tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("|")}


def test_the_tables_of_formats_say_what_their_records_say():
    assert rows("drawing.md") >= {(f"`{each.name}`", each.help, f"`{each.template}`") for each in FORMATS.values()}
    assert rows("checking.md") >= {(f"`{name}`", each.help) for name, each in report.FORMATS.items()}
    assert rows("exporting.md") >= {(f"`{each.name}`", each.help) for each in EXPORT_FORMATS.values()}
    assert rows("trackers.md") >= {(f"`{each.name}`", each.help) for each in PLAN_FORMATS.values()}
    assert rows("git.md") >= {(f"`--output-format {name}`", each.help) for name, each in DIFFERENCES.items()}


LARGE = ("ibis", "spark")
"""The extras that take close to a gigabyte, and are asked for by name."""


def test_one_extra_has_all_that_users_may_add_and_the_readme_says_so():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert extras["all"] == [f"journeymap[{name}]" for name in extras if name not in ("all", "test", "dev", *LARGE)]
    assert "[all]" in (ROOT / "README.md").read_text("utf-8")

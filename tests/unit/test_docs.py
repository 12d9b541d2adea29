"""What the documents show is true: their commands run, their journeys are valid, their links lead somewhere."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from previews import RunningPreview
from typer.main import get_command

from journeymap import report
from journeymap.cli import application, run
from journeymap.configuration import read_configuration_file
from journeymap.exchange.export.formats import EXPORT_FORMATS
from journeymap.history.report import DIFFERENCES
from journeymap.model import read_journey
from journeymap.pipeline.formats import FORMATS
from journeymap.pipeline.plans import PLAN_FORMATS
from journeymap.source import load
from journeymap.style.fallback import typefaces
from journeymap.style.theme import load_theme

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.M | re.S)
TITLE = re.compile(r'title="([^"]+)"')
TRIED = {
    "lua", "sh", "console", "toml", "toml brand", "json", "yaml", "yaml fragment", "yaml crosswalk", "yaml experiment",
    "yaml github", "yaml gitlab", "yaml pre-commit", "yaml theme", "yaml tree", "yaml type", "yaml effect", "csv",
}  # fmt: skip
"""The kinds of snippets, each of which some test reads, writes or runs."""
ANSWERS = {"", "text", "bash"}
"""What is only shown: what commands print, and a loop in a shell that needs an account."""


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def snippets(page: Path) -> list[tuple[str, str, str]]:
    """The kind, the title and the text of each snippet of a page, in order."""
    found = []
    for info, text in FENCE.findall(page.read_text("utf-8")):
        title = TITLE.search(info)
        found.append((TITLE.sub("", info).strip(), title[1] if title else "", text))
    return found


def blocks(kind: str) -> list[tuple[Path, str]]:
    return [(page, text) for page in PAGES for info, title, text in snippets(page) if info == kind and not title]


def pages_with_commands() -> dict[Path, list[str]]:
    """The journeymap commands of each page, in order; those that install something are `.ci/run`'s to try."""
    found: dict[Path, list[str]] = {}
    for page, text in blocks("sh"):
        commands = commands_in(text)
        if commands:
            found.setdefault(page, []).extend(commands)
    return found


def commands_in(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("journeymap ")]


@pytest.mark.parametrize("page", pages_with_commands(), ids=name_of)
def test_the_commands_of_a_page_run_in_order(page, tmp_path, monkeypatch, capfd, request):
    """A snippet with a file's name as its title is written there first, or added at the file's end."""
    if not any(re.search("pdf|print|workshop", command) for command in pages_with_commands()[page]):
        request.getfixturevalue("forks")
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")  # 2026-11-21
    monkeypatch.chdir(tmp_path)
    for kind, title, text in snippets(page):
        if title:
            with Path(title).open("a", encoding="utf-8") as file:
                file.write(text)
        for command in commands_in(text) if kind == "sh" else ():
            run_as_written(command, capfd)


def run_as_written(command, capfd):
    words = shlex.split(command, comments=True)
    if words[1] == "serve":  # until it is interrupted
        preview = RunningPreview(Path.cwd(), *words[2:])
        assert preview.address.startswith("http://127.0.0.1:") and preview.ask("/")[0] == 200
        assert preview.end()[0] == 0
    elif {"<", ">", "|"} & set(words):  # a shell's work
        line = re.sub(r"^journeymap ", lambda _: f"{sys.executable} -m journeymap ", command)
        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    else:
        status = run(words[1:])
        said = capfd.readouterr()
        assert status == 0, f"{command}\n{said.out}{said.err}"


def test_there_are_commands_to_run():
    assert {name_of(page) for page in pages_with_commands()} >= {
        "README.md", "docs/drawing.md", "docs/start.md", "docs/he/index.md", "docs/fa/index.md",
    }  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_snippet_is_of_a_kind_that_is_tried(page):
    assert {kind for kind, _, _ in snippets(page)} - TRIED - ANSWERS == set()


def test_commands_that_are_shown_and_not_run_have_options_that_there_are():
    shown = [line.removeprefix("$ ") for _, text in blocks("console") for line in text.splitlines()]
    assert len(shown) >= 10
    for words in (shlex.split(line, comments=True) for line in shown):
        root = get_command(application(words[1:]))
        command = getattr(root, "commands", {}).get(words[1], root)
        known = {each for parameter in command.params for each in parameter.opts}
        assert [word for word in words[2:] if word.startswith("--") and word != "--" and word not in known] == [], words


SETTINGS = [(page, text) for page, text in blocks("toml") if page.name != "editors.md"]
"""Settings of journeymap; those of editors are tried by `tests/lsp/test_editors_page.py`."""


@pytest.mark.parametrize("number", range(len(SETTINGS)))
def test_settings_that_are_shown_are_read(number, tmp_path):
    page, text = SETTINGS[number]
    (tmp_path / "journeymap.toml").write_text(text, encoding="utf-8")
    assert read_configuration_file(tmp_path / "journeymap.toml"), page


def test_reports_for_machines_are_shown_as_they_are(tmp_path, monkeypatch, capsys):
    shown = [json.loads(text) for page, text in blocks("json") if page.name == "checking.md"]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.journey.yaml").write_text("journeymap: 1\nid: x\ntitle: X\ntakeway: No\nstages: []\n")
    assert run(["validate", "shop.journey.yaml", "--output-format", "json", "--select", "JM101"]) == 1
    assert [json.loads(capsys.readouterr().out)] == shown


@pytest.mark.parametrize(
    ("page", "text"),
    [each for each in blocks("yaml fragment") if each[0].name != "format.md"],
    ids=lambda each: each.name if isinstance(each, Path) else "",
)
def test_fragments_fit_into_a_journey(page, text):
    whole = text + "".join(
        f"{key}: {value}\n"
        for key, value in {"journeymap": "1", "id": "x", "title": "x", "stages": "[]"}.items()
        if f"\n{key}:" not in f"\n{text}"
    )
    loaded = load(whole.encode(), page.name)
    assert not loaded.findings and not read_journey(loaded.tree)[1]


def test_effects_that_are_shown_fit_into_an_action():
    ((_, text),) = blocks("yaml effect")
    inner = "".join(f"    {line}\n" for line in text.splitlines())
    loaded = load(
        f"journeymap: 1\nid: x\ntitle: x\nstages: []\nactions:\n  - id: a\n    title: A\n{inner}".encode(), ""
    )
    assert not loaded.findings and not read_journey(loaded.tree)[1]


def test_what_is_shown_of_silencing_silences(tmp_path, capsys):
    ((_, text),) = [each for each in blocks("yaml") if each[0].name == "rules.md"]
    (tmp_path / "x.journey.yaml").write_text(f"journeymap: 1\nid: x\ntitle: X\n{text}", encoding="utf-8")
    assert run(["validate", str(tmp_path / "x.journey.yaml"), "--select", "JM303"]) == 0
    assert "JM303" not in capsys.readouterr().out


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


def test_the_picture_for_the_index_of_packages_is_that_of_the_readme(tmp_path):
    """Which is a PNG; its pixels may differ a little with the version of what makes them."""
    sample = str(ROOT / "samples" / "online-clothing-shop.journey.yaml")
    asked = ["--view", "overview", "--format", "png", "--dpi", "144", "--today", "2026-11-21"]
    assert run(["render", sample, *asked, "-o", str(tmp_path)]) == 0
    (drawn,) = tmp_path.iterdir()
    pictures = [Image.open(each).convert("L") for each in (drawn, ROOT / "docs" / drawn.name)]
    difference = ImageChops.difference(*pictures)
    assert ImageStat.Stat(difference).mean[0] < 0.5


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#\s]+)\)", page.read_text("utf-8"))
    made = {DOCS / name for name in ("gallery.md",)}
    there = [page.parent / target for target in targets if not target.startswith("http")]
    assert [path for path in there if not path.exists() and path.resolve() not in made] == []


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


OF_DEVELOPERS = ("test", "docs", "dev")
LARGE = ("ibis", "spark")
"""The extras that take close to a gigabyte, and are asked for by name."""


def test_one_extra_has_all_that_users_may_add_and_the_readme_says_so():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert extras["all"] == [f"journeymap[{name}]" for name in extras if name not in ("all", *OF_DEVELOPERS, *LARGE)]
    assert "[all]" in (ROOT / "README.md").read_text("utf-8")

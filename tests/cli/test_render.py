"""`journeymap render`, `plan`, `templates`, `new`: what is written, what is left alone, and what is safe."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commandline import BAD, GOOD, UNREADABLE, Run, Write

from journeymap.io import resources

pytestmark = pytest.mark.usefixtures("forks")
ROOT = Path(__file__).parents[2]
SAMPLE = resources.samples() / "online-clothing-shop.journey.yaml"
ALL = ["--format", "svg,html,plan"]


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_formats_are_written_and_named_after_the_id(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", GOOD)
    done = cli("render", "a.journey.yaml", "-o", "maps", *ALL)
    assert (done.status, done.out) == (0, "")
    assert done.err == "1 journey drawn: 3 files in maps\n"
    assert _files(tmp_path / "maps") == ["shop.html", "shop.plan.md", "shop.svg"]


def test_a_file_with_errors_is_left_out_and_its_earlier_map_stays(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", BAD)
    write("b.journey.yaml", GOOD)
    write("c.journey.yaml", UNREADABLE)
    write("maps/broken.svg", "earlier")
    done = cli("render", ".", "-o", "maps", "--format", "svg")
    assert done.status == 2
    assert (tmp_path / "maps/broken.svg").read_text() == "earlier"
    assert _files(tmp_path / "maps") == ["broken.svg", "shop.svg"]
    assert "a.journey.yaml:4:1 JM101 error" in done.err
    assert done.err.endswith("1 journey drawn: 1 file in maps; 2 not drawn\n")
    assert cli("render", "a.journey.yaml", "-o", "maps").status == 1


def test_standard_input_is_read_beside_files_and_with_several_processes(write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", GOOD)
    command = [sys.executable, "-m", "journeymap", "render", "a.journey.yaml", "-", "-o", "maps", "--format", "plan"]
    done = subprocess.run(
        [*command, "--jobs", "2"], cwd=tmp_path, input=GOOD.replace("id: shop", "id: fair"), text=True, check=False
    )
    assert done.returncode == 0
    assert _files(tmp_path / "maps") == ["fair.plan.md", "shop.plan.md"]


def test_two_journeys_with_one_id_are_both_named(cli: Run, write: Write) -> None:
    write("a.journey.yaml", GOOD)
    write("b.journey.yaml", GOOD)
    done = cli("render", ".", "--format", "plan")
    assert done.status == 2
    assert "b.journey.yaml: its output shop.plan.md is already that of a.journey.yaml" in done.err


def test_one_map_goes_to_standard_output(cli: Run, write: Write) -> None:
    write("a.journey.yaml", GOOD)
    done = cli("render", "a.journey.yaml", "-o", "-", "--format", "svg")
    assert (done.status, done.err) == (0, "")
    assert "<svg" in done.out
    assert done.out.rstrip().endswith("</svg>")
    assert cli("render", "a.journey.yaml", "-o", "-") == done
    assert cli("render", "a.journey.yaml", "-o", "-", "--format", "svg,html").status == 2


def test_the_map_of_a_persona_or_a_segment(cli: Run, write: Write, tmp_path: Path) -> None:
    text = GOOD.replace("name: Mia}", "name: Mia, segment: new}") + "segments: [{id: new, name: New}]\n"
    path = write("who.journey.yaml", text)
    for option in (["--persona", "mia"], ["--segment", "new"]):
        assert cli("render", str(path), "-o", str(tmp_path / "out"), "--format", "svg", *option).status == 0
    assert [Path(name).name.split(".", 1)[1] for name in _files(tmp_path / "out")] == ["mia.svg", "new.svg"]
    unknown = cli("render", str(path), "-o", str(tmp_path / "out"), "--persona", "mai")
    assert unknown.status == 2 and "did you mean `mia`?" in unknown.err
    both = cli("render", str(path), "-o", str(tmp_path / "out"), "--persona", "mia", "--segment", "new")
    assert both.status == 2 and "do not go together" in both.err


def test_the_plan_goes_to_standard_output(cli: Run, write: Write) -> None:
    write("a.journey.yaml", GOOD)
    done = cli("plan", "a.journey.yaml")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("# ")


def test_many_are_drawn_alike_by_one_process_and_by_several(cli: Run, write: Write, tmp_path: Path) -> None:
    for number in range(20):
        text = BAD if number == 7 else GOOD
        write(f"in/{number:02}.journey.yaml", text.replace("id: shop", f"id: shop-{number}"))
    said = [cli("render", "in", "-o", f"out{jobs}", "--format", "svg,plan", "--jobs", jobs) for jobs in (1, 2)]
    assert said[0].status == said[1].status == 1
    assert said[0].err == said[1].err.replace("out2", "out1")
    names = _files(tmp_path / "out1")
    assert len(names) == 38
    assert names == _files(tmp_path / "out2")
    for name in names:
        assert (tmp_path / "out1" / name).read_bytes() == (tmp_path / "out2" / name).read_bytes()


def _render(where: Path, folder: Path, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "journeymap", "render", SAMPLE, "-o", folder, *ALL, "--today", "2026-11-21"]
    home = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    subprocess.run(command, cwd=where, env=home, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_bytes_depend_on_nothing_but_the_journey(tmp_path: Path) -> None:
    first = _render(tmp_path, tmp_path / "a", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    other = _render(ROOT, tmp_path / "b", PYTHONHASHSEED="2", TZ="Asia/Tehran", LC_ALL="C.UTF-8", LANG="fa_IR")
    assert set(first) == {"online-clothing-shop.svg", "online-clothing-shop.html", "online-clothing-shop.plan.md"}
    assert first == other


@pytest.mark.skipif(os.name != "posix", reason="sends a POSIX signal")
def test_an_interrupt_is_one_line_and_leaves_no_half(write: Write, tmp_path: Path) -> None:
    for number in range(400):
        write(f"in/{number:03}.journey.yaml", GOOD.replace("id: shop", f"id: shop-{number}"))
    out = tmp_path / "out"
    command = [sys.executable, "-m", "journeymap", "render", "in", "-o", out, "--format", "svg,plan", "--jobs", "2"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        # A background job of a shell is started deaf to interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as process:
        until = time.monotonic() + 600
        while not (out.is_dir() and list(out.glob("*.svg"))) and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=600)
    assert process.returncode == 130, err
    assert err.startswith("journeymap: interrupted")
    assert len(err.splitlines()) == 1
    names = _files(out)
    assert 0 < len(names) < 800
    assert not [name for name in names if name.startswith(".")]
    assert {name.split(".")[0] for name in names if name.endswith(".svg")} == {name.split(".")[0] for name in names}


def test_neither_rich_nor_the_other_commands_are_imported_to_draw(tmp_path: Path) -> None:
    shutil.copy(ROOT / "samples" / "online-clothing-shop.journey.yaml", tmp_path / "a.journey.yaml")
    program = (
        "import sys; from journeymap.cli import run\n"
        "assert run(['render', 'a.journey.yaml', '--format', 'svg,html,plan', '-q']) == 0\n"
        "unwanted = {'rich', 'pydantic', 'pyphen', 'multiprocessing', 'concurrent.futures', 'journeymap.cli.new'}\n"
        "assert not unwanted & set(sys.modules), unwanted & set(sys.modules)\n"
    )
    home = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=home, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ nothing }}", "t/plan.j2.md:1: 'nothing' is undefined"),
        ("\n{% for %}", "t/plan.j2.md:2: "),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "t/plan.j2.md:1: "),
        ("{% include '../../etc/passwd' %}", "no such template: "),
        ("{{ 1 / 0 }}", "t/plan.j2.md:1: division by zero"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "t: the templates take"),
        ("{{ 'x' * 10 ** 9 }}", "t: the templates take more than"),
    ],
)
def test_a_template_of_ones_own_is_kept_in_bounds(
    cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch, template: str, said: str
) -> None:
    monkeypatch.setattr("journeymap.io.confined.SECONDS", 1)
    write("a.journey.yaml", GOOD)
    write("t/plan.j2.md", template)
    done = cli("plan", "a.journey.yaml", "--templates", "t")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("journeymap: ")
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_template_that_is_no_utf_8_is_named(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", GOOD)
    write("ours/plan.j2.md", "").write_bytes(b"\xff")
    done = cli("render", "a.journey.yaml", "-o", "out", "--format", "plan", "--templates", "ours")
    assert done.status == 2
    assert done.err.startswith("journeymap: ours/plan.j2.md: not UTF-8")
    assert not (tmp_path / "out/shop.plan.md").exists()


def test_a_template_of_ones_own_may_extend_the_built_in_one(cli: Run, write: Write) -> None:
    write("a.journey.yaml", GOOD.replace("A visit to the shop", "'*A* <visit>'"))
    write("t/plan.j2.md", "Ours: {{ '<b>' }}\n{% include 'builtin/plan.j2.md' %}")
    done = cli("plan", "a.journey.yaml", "--templates", "t")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Ours: &lt;b\\>\n")
    assert "\\*A\\* &lt;visit\\>" in done.out


def test_copied_templates_draw_the_same(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", GOOD)
    listed = cli("templates", "list").out.splitlines()
    assert {"map.j2.svg", "page.j2.html", "plan.j2.md"} <= set(listed)
    assert not {"preview.j2.html", "partials/problems.j2.html"} & set(listed)
    assert cli("templates", "copy", "mine").status == 0
    assert cli("templates", "copy", "mine").status == 2
    cli("render", "a.journey.yaml", "-o", "one", *ALL)
    done = cli("render", "a.journey.yaml", "-o", "two", *ALL, "--templates", "mine")
    assert done.status == 0, done.err
    for name in _files(tmp_path / "one"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


STARTERS = sorted((resources.templates() / "starters").glob("*.yaml"))


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.stem)
def test_a_new_journey_validates_clean_and_renders(cli: Run, tmp_path: Path, path: Path) -> None:
    starter, language = path.stem.split(".")
    done = cli("new", "Our Shop", "--starter", starter, "--language", language)
    assert done.status == 0, done.err
    text = (tmp_path / "our-shop.journey.yaml").read_text("utf-8")
    assert "\nid: our-shop\n" in text
    assert '\ntitle: "Our Shop"\n' in text
    assert "{{" not in text
    checked = cli("validate", "our-shop.journey.yaml", "--strict")
    assert (checked.status, checked.out) == (0, "")
    assert cli("render", "our-shop.journey.yaml", *ALL).status == 0


def test_a_new_journey_is_not_written_over(cli: Run, tmp_path: Path) -> None:
    assert cli("new", "shop").status == 0
    path = tmp_path / "shop.journey.yaml"
    path.write_text("mine")
    done = cli("new", "shop")
    assert done.status == 2
    assert "is there already" in done.err
    assert path.read_text() == "mine"
    assert cli("new", "shop", "--force").status == 0
    assert path.read_text() != "mine"


@pytest.mark.parametrize("name", ["חנות", "a\u202eb", "..", ""])
def test_a_name_that_cannot_be_a_file_is_refused(cli: Run, tmp_path: Path, name: str) -> None:
    assert cli("new", name).status == 2
    assert _files(tmp_path) == []


def test_a_new_journey_is_never_called_by_the_name_of_a_device(cli: Run, tmp_path: Path) -> None:
    done = cli("new", "con")
    assert done.status == 0 and done.err.startswith("con-1.journey.yaml is written")
    assert cli("validate", "con-1.journey.yaml").status == 0


@pytest.mark.parametrize(
    ("name", "meant"),
    [("shop.journey.yaml", "shop"), ("maps/shop.yml", "shop -o maps"), ("our shop.journey.yml", "'our shop'")],
)
def test_a_file_is_no_name_of_a_journey(cli: Run, tmp_path: Path, name: str, meant: str) -> None:
    done = cli("new", name)
    assert done.status == 2 and f"hint: `journeymap new {meant}`" in done.err
    assert _files(tmp_path) == []


def test_a_new_journey_may_be_called_by_a_number(cli: Run) -> None:
    assert cli("new", "2026").status == 0
    assert cli("validate", "2026.journey.yaml").status == 0


def test_pdfs_are_made_by_several_processes(write: Write, tmp_path: Path) -> None:
    """Typst has threads of its own, which a fork of a process that has used it waits for without end."""
    for name in ("a", "b", "c"):
        write(f"{name}.journey.yaml", GOOD.replace("id: shop", f"id: {name}"))
    command = [sys.executable, "-m", "journeymap", "render", ".", "-o", "maps", "--format", "pdf", "--jobs", "2"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "maps").iterdir()) == ["a.pdf", "b.pdf", "c.pdf"]


def test_a_new_journey_names_a_schema_that_is_there(cli: Run, tmp_path: Path) -> None:
    cli("new", "one", "-o", "maps/shop")
    cli("new", "two", "-o", "maps/shop/deep")
    for path, schema in (("one", "journey.schema.json"), ("deep/two", "../journey.schema.json")):
        file = tmp_path / f"maps/shop/{path}.journey.yaml"
        assert file.read_text("utf-8").startswith(f"# yaml-language-server: $schema={schema}\n")
        assert json.loads((file.parent / schema).read_text("utf-8"))["title"] == "journeymap journey"
    assert [path.parent.name for path in tmp_path.rglob("journey.schema.json")] == ["shop"]
    (tmp_path / "maps/shop/other/.git").mkdir(parents=True)
    cli("new", "three", "-o", "maps/shop/other")
    assert (tmp_path / "maps/shop/other/journey.schema.json").exists()

"""The recipes of CONTRIBUTING.md are whole: what they name is all that it takes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import GOOD

ROOT = Path(__file__).parents[1]
MODULE = '''\
"""The journey's touchpoints as a list."""

from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment


def render(drawing: Drawing, environment: Environment) -> bytes:
    """The list."""
    return environment.get_template("steps.j2.md").render(journey=drawing.journey).encode()
'''
TEMPLATE = "{% for touchpoint in journey.touchpoints %}* {{ touchpoint.name }}\n{% endfor %}"
RECORD = """\
        Format(
            "steps", ".steps.md", "the touchpoints as a list",
            "journeymap.render.steps", "steps.j2.md", ("typst",), _JOURNEY, themed=False,
        ),
"""
REPORT = '''\
"""How many problems there are."""

from journeymap.report import Run


def report(run: Run) -> str:
    """The number."""
    return f"{len(run.diagnostics)} in all\\n"
'''
RULE = '''\
"""A takeaway is not a question.

## Bad
```yaml
takeaway: Do customers like it?
```

## Good
```yaml
takeaway: Customers like it.
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a takeaway that asks."""
    if journey.takeaway and journey.takeaway.endswith("?"):
        yield Finding("JM499", "the takeaway is a question", journey.at("takeaway"), "answer it")
'''
COMMAND = '''\
"""`journeymap count`: how many touchpoints."""

from journeymap.cli import options
from journeymap.cli.console import write_result


def count(paths: options.Paths = None) -> int:
    """Count the journey files."""
    from journeymap.io.discovery import find_inputs

    write_result(f"{len(find_inputs(paths))}\\n")
    return 0
'''


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of journeymap that can be changed, with a journey beside it."""
    for folder in ("journeymap", "templates", "samples"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "a.journey.yaml").write_text(GOOD, "utf-8")
    return tmp_path


def put_in(path: Path, before: str, line: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, line + before), "utf-8")


def run(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(house), "SOURCE_DATE_EPOCH": "1795219200"}
    command = [sys.executable, "-m", "journeymap", *arguments]
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False, timeout=600)


def key_of(house: Path) -> str:
    manifest = json.loads((house / "site/build-manifest.json").read_text("utf-8"))
    return str(manifest["journeys"]["a.journey.yaml"]["key"])


def test_a_format_is_a_module_a_template_and_a_record(house: Path) -> None:
    (house / "journeymap/render/steps.py").write_text(MODULE, "utf-8")
    (house / "templates/steps.j2.md").write_text(TEMPLATE, "utf-8")
    put_in(house / "journeymap/pipeline/formats.py", "    )\n}  # fmt: skip\n", RECORD)

    assert "steps: the touchpoints as a list" in " ".join(run(house, "render", "--help").stdout.split())
    done = run(house, "render", "a.journey.yaml", "-o", "-", "--format", "steps")
    assert (done.returncode, done.stdout) == (0, "* Enters\n* Pays\n")
    (house / "ours").mkdir()
    (house / "ours/steps.j2.md").write_text("Ours", "utf-8")
    done = run(house, "render", "a.journey.yaml", "-o", "-", "--format", "steps", "--templates", "ours")
    assert (done.returncode, done.stdout) == (0, "Ours")

    build = ("build", "a.journey.yaml", "--format", "svg,steps", "--theme", "default,dark")
    done = run(house, *build)
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (house / "site").iterdir()}
    assert made >= {"shop.svg", "shop.dark.svg", "shop.steps.md"} and "shop.dark.steps.md" not in made
    (index,) = json.loads((house / "site/index.json").read_text("utf-8"))["journeys"]
    assert index["files"]["steps"] == "shop.steps.md"

    before = key_of(house)
    newer = house / "typst-999.dist-info"
    newer.mkdir()
    (newer / "METADATA").write_text("Metadata-Version: 2.1\nName: typst\nVersion: 999\n", "utf-8")
    assert run(house, *build).returncode == 0
    assert key_of(house) != before, "the version of a library of the format is part of what its files were made from"


def test_a_form_of_reports_is_a_module_and_a_line(house: Path) -> None:
    (house / "journeymap/report/number.py").write_text(REPORT, "utf-8")
    line = '    "number": ReportFormat("journeymap.report.number:report", "How many"),\n'
    put_in(house / "journeymap/report/__init__.py", '    "junit": ReportFormat(', line)
    assert "number" in run(house, "validate", "--help").stdout
    done = run(house, "validate", "a.journey.yaml", "--output-format", "number")
    assert done.stdout.endswith(" in all\n") and done.returncode == 0, done.stderr


def test_a_theme_is_a_file(house: Path) -> None:
    shutil.copyfile(house / "templates/themes/dark.yaml", house / "templates/themes/night.yaml")
    assert "night" in run(house, "render", "--help").stdout
    assert run(house, "render", "a.journey.yaml", "-o", "maps", "--theme", "night").returncode == 0


def test_a_rule_is_a_module_and_a_line(house: Path) -> None:
    (house / "journeymap/rules/jm499_takeaway_asks.py").write_text(RULE, "utf-8")
    put_in(house / "journeymap/rules/registry.py", '    Rule("JM418",', '    Rule("JM499", "takeaway-asks", _INFO),\n')
    asking = re.sub(r"(?m)^takeaway:.*$", "takeaway: Is it good?", GOOD)
    (house / "b.journey.yaml").write_text(asking, "utf-8")
    done = run(house, "validate", "b.journey.yaml")
    assert "b.journey.yaml" in done.stdout and "JM499 info: the takeaway is a question" in done.stdout, done.stderr
    assert run(house, "rules", "JM499").stdout.startswith(
        "# JM499 takeaway-asks (info)\n\nA takeaway is not a question."
    )


def test_a_command_is_a_module_and_a_line(house: Path) -> None:
    (house / "journeymap/cli/count.py").write_text(COMMAND, "utf-8")
    put_in(house / "journeymap/cli/__init__.py", '"build", "export"', '"count", ')
    assert "Count the journey files." in run(house, "--help").stdout
    done = run(house, "count", "a.journey.yaml")
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr

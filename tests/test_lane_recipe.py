"""The recipe for a lane with a field of its own: four files are changed, and everything tells it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# The files that are changed: after which text, and what is put there.
RECIPE = {
    "journeymap/model/steps.py": (
        "    channels: Annotated[\n",
        '    tools: Annotated[tuple[str, ...], TEXTS, "What the customer works with here.", InLane(45)] = ()\n',
    ),
    "journeymap/layout/icons.py": ("_DRAWINGS = {\n", '    "tools": "M3 3 L13 13",\n'),
    "templates/locales/en.yaml": ("words:\n", "  lane-tools: Tools at hand\n"),
    "templates/stories/en.yaml": ("words:\n", "  field-tools: Tools\n"),
}
JOURNEY = """\
journeymap: 1
id: x
title: X
language: {language}
stages:
  - id: s
    name: S
    touchpoints:
      - id: t
        name: T
        doing: Cuts
        tools: [{tool}]
"""
RUN = """\
from journeymap.cli import run
run(["render", "new.journey.yaml", "--format", "svg,html", "-o", "maps"])
run(["schema", "-o", "schema.json"])
run(["diff", "old.journey.yaml", "new.journey.yaml"])
run(["git", "textconv", "new.journey.yaml"])
"""


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_lane_with_a_field_is_told_everywhere(tmp_path: Path, language: str) -> None:
    for name in ("journeymap", "samples", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "starters"))
    assert len(RECIPE) <= 4
    for name, (after, line) in RECIPE.items():
        path = tmp_path / name
        text = path.read_text("utf-8")
        assert after in text, name
        before_it = name.endswith("steps.py")
        path.write_text(text.replace(after, line + after if before_it else after + line, 1), "utf-8")
    for name, tool in (("old", "Scissors"), ("new", "A knife")):
        text = JOURNEY.format(language=language, tool=tool)
        (tmp_path / f"{name}.journey.yaml").write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", RUN], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert "Tools" in done.stdout, done.stderr
    changed, plain = done.stdout.split("[x]")
    assert "Scissors" in changed and "A knife" in changed
    assert "    Tools: A knife\n" in plain
    svg, page = ((tmp_path / "maps" / f"x.{kind}").read_text("utf-8") for kind in ("svg", "html"))
    assert "Tools at hand" in svg and "A knife" in svg
    told = page[page.index('<section id="text"') :]
    assert "<dt>Tools at hand</dt><dd>A knife</dd>" in told
    schema = json.loads((tmp_path / "schema.json").read_text("utf-8"))
    assert schema["$defs"]["Touchpoint"]["properties"]["tools"]["description"] == "What the customer works with here."

"""The maps of two rich differences, as they were when somebody last looked at them, in English and in Hebrew.

The goldens leave out the font data; of a page's map, which says the same with the page's colours, the digest is
kept. To accept a change, look at the maps, then run
`JOURNEYMAP_UPDATE_GOLDENS=1 pytest tests/history/test_diff_map_goldens.py`.
"""

from __future__ import annotations

import copy
import hashlib
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from journeymap.cli import run
from journeymap.io import resources

GOLDEN = Path(__file__).parent.parent / "golden" / "diff-svg"
NAMES = ("online-clothing-shop", "decision-journey")


def changed(data: dict[str, Any]) -> dict[str, Any]:
    """Another version of a journey, with changes of every kind that a map marks."""
    new = copy.deepcopy(data)
    stages = new["stages"]
    steps = [stage["touchpoints"] for stage in stages]
    del steps[0][0]
    del steps[2][-1]
    stages[1]["name"] += "!"
    steps[1].append({"id": "fresh", "name": stages[1]["name"], "doing": stages[0]["name"], "owner": new["owner"]})
    steps[-1].insert(0, steps[0].pop(0))
    new["takeaway"] = stages[0]["name"]
    for number, touchpoint in enumerate(each for path_in in steps for each in path_in):
        if touchpoint.get("emotions"):
            _feel_otherwise(touchpoint, number)
        if number % 3 == 0:
            touchpoint["channels"] = [stages[0]["name"]]
            touchpoint["backstage"] = [*_listed(touchpoint.get("backstage", [])), stages[1]["name"]]
        if number % 4 == 1:
            touchpoint["pains"] = [{"text": stages[2]["name"], "severity": 5}]
        if touchpoint.get("metrics"):
            touchpoint["metrics"] = {"nps": 31}
    kept = {touchpoint["id"] for path_in in steps for touchpoint in path_in}
    points = {point["id"] for path_in in steps for touchpoint in path_in for kind in ("pains", "opportunities")
              for point in _listed(touchpoint.get(kind, [])) if isinstance(point, dict) and "id" in point}  # fmt: skip
    for touchpoint in (each for path_in in steps for each in path_in):
        touchpoint.pop("next", None)
    for action in new["actions"]:
        action["touchpoints"] = [each for each in _listed(action.get("touchpoints", [])) if each in kept]
        action["addresses"] = [each for each in _listed(action.get("addresses", [])) if each in points]
        action.pop("depends_on", None)
    new["actions"][0]["due"] = "2027-03-01"
    new["actions"].append({"id": "a99", "title": stages[2]["name"], "owner": new["owner"], "status": "planned"})
    for competitor in new.get("competitors", []):
        competitor["scores"] = {each: -1 for each in competitor["scores"] if each in kept}
    for lane in new.get("custom", []):
        lane["texts"] = {each: stages[0]["name"] for each in lane["texts"] if each in kept}
    return new


def _feel_otherwise(touchpoint: dict[str, Any], number: int) -> None:
    emotions = _listed(touchpoint["emotions"])
    touchpoint["emotions"] = emotions[:1] if number % 5 == 4 else emotions
    low, high = (0, 1) if number % 2 else (-2, -1)
    touchpoint["emotions"][0] |= {"score": (low + high) / 2, "low": low, "high": high}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def drawn(name: str, form: str, folder: Path) -> str:
    """What `journeymap diff` draws of the sample of this name."""
    sample = resources.samples() / f"{name}.journey.yaml"
    old = yaml.safe_load(sample.read_bytes())
    new = folder / "new.journey.yaml"
    new.write_text(yaml.safe_dump(changed(old), allow_unicode=True, sort_keys=False), encoding="utf-8")
    maps = folder / "maps"
    told = ["diff", str(sample), str(new), "--output-format", form, "-o", str(maps), "--today", "2026-11-21"]
    assert run(told) == 0
    (path,) = maps.iterdir()
    return path.read_text(encoding="utf-8")


def hold(text: str, golden: Path) -> None:
    """Hold a text against its golden."""
    if os.environ.get("JOURNEYMAP_UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_map_of_a_difference_is_as_it_was(name: str, tmp_path: Path) -> None:
    svg = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", drawn(name, "svg", tmp_path))
    for mark in ("added", "removed", "moved", "changed"):
        assert f"change {mark}" in svg
    assert "before" in svg
    hold(svg, GOLDEN / f"{name}.svg")


@pytest.mark.parametrize("name", NAMES)
def test_the_map_in_the_page_of_a_difference_is_as_it_was(name: str, tmp_path: Path) -> None:
    page = drawn(name, "html", tmp_path)
    start = page.index("<svg", page.index('id="viewport"'))
    svg = page[start : page.index("</svg>", start) + 6]
    assert "change added" in svg
    hold(hashlib.sha256(svg.encode()).hexdigest() + "\n", GOLDEN / f"{name}.page.sha256")

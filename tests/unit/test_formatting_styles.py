"""The canonical form of a journey in any style, with comments in every place, is a fixed point after one run.

The styles follow from their numbers, so that each run tries the same; `JOURNEYMAP_STYLES=5000` tries more.
"""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from journeymap.formatting import reformat
from journeymap.source import Mapping, load
from journeymap.source.concrete import read
from journeymap.source.tree import to_json

STYLES = int(os.environ.get("JOURNEYMAP_STYLES", "200"))
SAMPLES = [path.read_bytes() for path in sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))]


def shuffled(value: Any, chance: random.Random) -> Any:
    """Data with its keys in another order, and a few items of each list."""
    if isinstance(value, dict):
        keys = chance.sample([*value], len(value)) if chance.random() < 0.7 else [*value]
        return {key: shuffled(value[key], chance) for key in keys}
    if isinstance(value, list):
        return [shuffled(each, chance) for each in value[: chance.randint(1, 3)]]
    return value


def dumped(chance: random.Random) -> list[str]:
    """The lines of a part of a sample as PyYAML writes it, in one of its many styles."""
    tree = load(chance.choice(SAMPLES), "x").tree
    assert tree is not None
    data = shuffled(to_json(tree), chance)
    kept = chance.sample([*data], min(len(data), chance.randint(2, 8)))
    text = yaml.safe_dump(
        {key: value for key, value in data.items() if key in kept},
        allow_unicode=True,
        default_flow_style=chance.choice([None, True, *[False] * 6]),
        default_style=chance.choice([*[None] * 5, '"', "'", "|", ">"]),
        indent=chance.randint(2, 6),
        width=chance.choice([20, 80, 1000]),
        sort_keys=False,
    )
    return text.rstrip("\n").split("\n")


def strewn(lines: list[str], chance: random.Random) -> str:
    """The lines with comments and blank lines before them, beside them and after the last."""
    density = chance.choice([0.05, 0.2, 0.5, 0.9])
    found: list[str] = []
    for line in lines:
        while chance.random() < density * 0.7:
            margin = len(line) - len(line.lstrip()) if chance.random() < 0.7 else chance.randint(0, 10)
            found.append("" if chance.random() < 0.25 else f"{' ' * margin}# note {len(found)}")
        found.append(line + (f"  # said {len(found)}" if chance.random() < density else ""))
    while chance.random() < density:
        found.append(chance.choice(["", "# end", "  # end"]))
    return "\n".join(found) + chance.choice(["", "\n", "\n\n"])


def style(number: int) -> str:
    """The style with this number; lines in which a comment would break a text are tried again."""
    for attempt in range(100):
        chance = random.Random(number * 100 + attempt)
        text = strewn(dumped(chance), chance)
        loaded = load(text.encode(), "x")
        if loaded.is_whole and isinstance(loaded.tree, Mapping):
            return text
    raise AssertionError(number)


@pytest.mark.parametrize("start", range(0, STYLES, 25))
def test_one_run_is_enough(start: int) -> None:
    for number in range(start, min(start + 25, STYLES)):
        text = style(number)
        once = reformat(text.encode(), "x").text
        assert once is not None
        assert sorted(each.text for each in read(once).comments) == sorted(each.text for each in read(text).comments)
        assert reformat(once.encode(), "x").text == once, f"style {number}:\n{text}"


def test_a_comment_inside_an_item_goes_above_its_dash() -> None:
    text = "owners:\n  - name: Ann\n    # hers\n    id: ann\n  - {id: bo, name: Bo}\n"
    once = "owners:\n  # hers\n  - {id: ann, name: Ann}\n  - {id: bo, name: Bo}\n"
    assert reformat(text.encode(), "x").text == once
    assert reformat(once.encode(), "x").text == once


def test_an_item_with_a_comma_of_another_script_stays_on_its_line() -> None:
    once = "tags:\n  - سایت، چت\n  - a\n"
    assert reformat(once.encode(), "x").text == once
    assert reformat('tags: ["سایت، چت", a]\n'.encode(), "x").text == once

"""docs/format.md says everything about the format, and what it shows is right."""

import re
from pathlib import Path

import pytest

from journeymap.model import LANES, Item, Journey, read_journey
from journeymap.model.metrics import STANDARDS
from journeymap.model.shape import fields_of
from journeymap.source import load

PAGE = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```yaml( fragment)?\n(.*?)^```$", PAGE, flags=re.M | re.S)
WHOLE = [text for fragment, text in SNIPPETS if not fragment]
FRAGMENTS = [text for fragment, text in SNIPPETS if fragment]


def findings(text: str) -> list[str]:
    loaded = load(text.encode(), "format.md")
    assert loaded.tree is not None, loaded.findings
    return [finding.message for finding in (*loaded.findings, *read_journey(loaded.tree)[1])]


def as_journey(fragment: str) -> str:
    """The fragment with what a whole journey needs around it."""
    if fragment.startswith("touchpoints:"):
        inner = "".join(f"    {line}\n" for line in fragment.splitlines())
        fragment = f"stages:\n  - id: stage\n    name: Stage\n{inner}"
    needed = {"journeymap": "1", "id": "x", "title": "x", "stages": "[]"}
    return fragment + "".join(
        f"{key}: {value}\n" for key, value in needed.items() if f"\n{key}:" not in f"\n{fragment}"
    )


@pytest.mark.parametrize("text", WHOLE)
def test_whole_examples_are_journeys(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize("text", FRAGMENTS)
def test_fragments_fit_into_a_journey(text: str) -> None:
    assert findings(as_journey(text)) == []


def test_snippets_were_found() -> None:
    assert len(WHOLE) >= 1
    assert len(FRAGMENTS) >= 15
    assert len(SNIPPETS) == len(re.findall(r"^```\w", PAGE, flags=re.M))


@pytest.mark.parametrize("model", [Journey, *Item.__subclasses__()], ids=lambda model: model.__name__)
def test_every_key_is_told_of(model: type) -> None:
    told = set(re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```$|``.+?``", "", PAGE, flags=re.M | re.S)))
    shown = set(re.findall(r"\b([a-z_]+):", "".join(text for _, text in SNIPPETS)))
    assert [field.name for field in fields_of(model) if field.name not in told | shown] == []


def test_every_lane_and_every_known_metric_is_told_of() -> None:
    assert [name for name in (*LANES, *STANDARDS) if f"`{name}`" not in PAGE] == []

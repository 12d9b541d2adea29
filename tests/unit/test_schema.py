"""The JSON Schema: it is checked in fresh, describes every field, and accepts exactly what the reader accepts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from journeymap.model import Journey, read_journey
from journeymap.model.schema import json_schema
from journeymap.model.shape import fields_of, struct_of
from journeymap.source import load
from journeymap.source.tree import to_json

ROOT = Path(__file__).parents[2]
VALIDATOR = Draft202012Validator(json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)

WHOLE = {
    "journeymap": 1,
    "id": "shop",
    "title": "A shop",
    "language": "en",
    "kind": "as-is",
    "takeaway": "It leaks",
    "objectives": ["sell", 3],
    "review": {"last": "2026-01-31", "every": "4 months"},
    "links": ["https://example.org", {"url": "x", "title": "X"}],
    "emotion_scale": [1, 5],
    "owners": [{"id": "o", "name": "O", "contact": "o@example.org"}],
    "segments": [{"id": "new", "name": "New", "share": "34%"}],
    "personas": [{"id": "p", "name": "P", "segment": "new", "goals": "one"}],
    "stages": [
        {
            "id": "s",
            "name": "S",
            "focus": ["f"],
            "touchpoints": [
                {
                    "id": "t",
                    "name": "T",
                    "channels": "web",
                    "thinking": [{"text": "hm", "persona": "p"}, "no"],
                    "emotions": {"persona": "p", "score": 1.5, "evidence": "measured", "low": 1, "high": 2},
                    "pains": [{"id": "x", "text": "slow", "severity": 5}, "dear"],
                    "moment_of_truth": "zmot",
                    "metrics": {"nps": 12, "own one": {"value": 1.5, "n": 3, "better": "lower", "scale": [0, 10]}},
                    "next": [{"to": "exit", "share": 0.4, "when": "never"}, "t"],
                }
            ],
        }
    ],
    "actions": [
        {"id": "a1", "title": "Do", "addresses": "x", "due": "2026-12-01", "impact": 5, "confidence": "80%", "reach": 9}
    ],
    "swot": {"strengths": "s"},
    "competitors": [{"id": "c", "name": "C", "scores": {"t": 2}}],
    "custom": [{"id": "l", "name": "L", "texts": {"t": ["x"]}}],
    "lanes": ["doing", "l"],
    "x-mine": {"anything": [None]},
}  # fmt: skip

TEXTS = [
    "", " ", "\n", "\u00a0", "\u0085", "\u2028", "\ufeff", "\x1f", "a", "A", "a b", "exit", "a-", "-a",
    "a" * 64, "a" * 65, "a\n", "é", "أ", "NO", "12:30", "010", "1e3", ".5", "+1", "0x1F", "0o7", "1.", "true",
    "True", "~", "null", "34%", "100%", "100.5%", "101%", "34 %", "7.1234567%", "٣٤%", "2026-02-29",
    "2024-02-29", "2026-13-01", "0000-01-01", "2026-1-1", "2026-01-01\n", "4 months", "0 days", "1 day ",
    "999 years", "1000 years", "en", "pt-BR", "EN", "e", "he-", "zmot", "assumed", "higher", "as-is",
    "in-progress",
]  # fmt: skip
NUMBERS = [0, 1, -1, 2, 5, 6, 0.5, 1.0, 1.5, 5.0, -0.0, 1e3, 1e12, 1e13, 1000, 1001, -1000, 1e300, 10**30, 1e-9]
ATOMS = st.one_of(st.sampled_from(TEXTS), st.sampled_from(NUMBERS), st.booleans(), st.none(), st.text(max_size=3))
VALUES = st.one_of(
    ATOMS,
    st.lists(ATOMS, max_size=3),
    st.dictionaries(st.sampled_from(["id", "name", "text", "value", "x-y", "q"]), ATOMS, max_size=3),
)
WITHOUT_EXAMPLE = {
    "Action.release", "Action.ticket", "ActionTree.interaction", "Activity.text",
    "ChannelUse.text", "Competitor.name", "Competitor.strengths", "CustomLane.name",
    "CustomLane.texts", "Emotion.quote", "EventPlace.column", "ExperimentSource.column",
    "ExperimentSource.covariate", "Journey.parking_lot", "Message.channel", "Objection.answer",
    "Objection.text", "Signal.patterns", "Signal.words", "Source.case",
    "Source.comment", "Source.event", "Source.metric", "Source.respondent",
    "Source.score", "Source.table", "Source.timezone", "Source.touchpoint",
    "Source.weight", "SourceFormat.date", "SwotEntry.text",
}  # fmt: skip
"""Texts that no English sample has."""
KEYS = st.sampled_from(["x-", "x", "X-a", "id", "names", "text", "", "x-\n", "to", " id", "a" * 65, "nps", "\u00a0"])


def _containers(node: Any) -> list[Any]:
    found = [node]
    for child in node.values() if isinstance(node, dict) else node:
        if isinstance(child, dict | list):
            found += _containers(child)
    return found


@st.composite
def documents(draw: st.DrawFn) -> Any:
    """A whole journey in which a few things are changed, left out or added."""
    document = deepcopy(WHOLE)
    for _ in range(draw(st.integers(0, 3))):
        container = draw(st.sampled_from(_containers(document)))
        key: Any
        if isinstance(container, list):
            key = draw(st.integers(0, max(len(container) - 1, 0)))
            container[key : key + 1] = draw(st.lists(VALUES, max_size=2))
            continue
        key = draw(st.one_of(KEYS, st.sampled_from(sorted(container)))) if container else draw(KEYS)
        deed = draw(st.sampled_from(["set", "drop", "wrap"]))
        if deed == "drop":
            container.pop(key, None)
        elif deed == "wrap" and key in container:
            container[key] = [container[key]]
        else:
            container[key] = draw(VALUES)
    return document


def _yaml(value: Any, plain: bool) -> str:
    """The value as flow YAML; with `plain`, texts that can stand without quotes do, and so may be read otherwise."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)}: {_yaml(inner, plain)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_yaml(inner, plain) for inner in value) + "]"
    if isinstance(value, str) and not (
        plain and value in TEXTS and value.isascii() and value.strip(" \n\x1f-") == value
    ):
        return _quoted(value)
    return value if isinstance(value, str) and value else json.dumps(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=True)


@settings(max_examples=400)
@given(documents(), st.booleans())
def test_schema_and_reader_accept_the_same_documents(document: Any, plain: bool) -> None:
    loaded = load(_yaml(document, plain).encode(), "x")
    if loaded.tree is None:
        return
    _, findings = read_journey(loaded.tree)
    said = to_json(loaded.tree)
    if bool(findings) == VALIDATOR.is_valid(said):
        pytest.fail(f"{findings} {[error.message for error in VALIDATOR.iter_errors(said)]}")


@pytest.mark.parametrize(
    ("share", "fits"),
    [(0, True), (1, True), ("0%", True), ("100%", True), (1.000001, False), (-0.000001, False), ("100.1%", False)],
)
def test_a_share_is_from_none_to_all(share: float | str, *, fits: bool) -> None:
    document = deepcopy(WHOLE)
    document["segments"][0]["share"] = share  # type: ignore[index]
    tree = load(_yaml(document, False).encode(), "x").tree
    assert tree is not None
    assert (read_journey(tree)[1] == ()) is fits
    assert VALIDATOR.is_valid(to_json(tree)) is fits


def test_the_whole_journey_is_accepted_by_both() -> None:
    tree = load(_yaml(WHOLE, False).encode(), "x").tree
    assert tree is not None
    assert read_journey(tree)[1] == ()
    assert VALIDATOR.is_valid(to_json(tree))


def test_the_schema_is_a_schema_and_describes_every_field() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    objects = [schema, *schema["$defs"].values()]
    assert len(objects) > 10
    for each in objects:
        for name, field in each["properties"].items():
            assert len(field["description"]) > 10, name


def test_the_schema_that_is_checked_in_is_fresh() -> None:
    """`journeymap schema -o schema/journey.schema.json` brings it up to date."""
    assert json.loads((ROOT / "schema/journey.schema.json").read_text("utf-8")) == json_schema()


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.journey.yaml")), ids=lambda path: path.stem)
def test_samples_fit_the_schema(path: Path) -> None:
    tree = load(path.read_bytes(), path.name).tree
    assert tree is not None
    assert [error.message for error in VALIDATOR.iter_errors(to_json(tree))] == []


def test_editors_show_what_each_part_is_called_and_offer_no_null() -> None:
    schema = json_schema()
    titles = {name: each["title"] for name, each in schema["$defs"].items()}
    assert (
        titles["CustomLane"] == "Custom lane"
        and titles["Swot"] == "SWOT"
        and titles["Point"] == "Pain, gain or opportunity"
    )
    assert len(set(titles.values())) == len(titles)
    assert "null" not in json.dumps(schema)


def _properties() -> Iterator[tuple[str, Any, Any]]:
    """Each field with its class, as the schema tells it and as the model declares it."""
    schema = json_schema()
    waiting: list[type] = [Journey]
    for model in waiting:  # grows while it is read
        told = schema if model is Journey else schema["$defs"][model.__name__]
        for field in fields_of(model):
            struct = struct_of(field.kind)
            if struct is not None and struct.model not in waiting:
                waiting.append(struct.model)
            yield f"{model.__name__}.{field.name}", told["properties"][field.name], field


def test_editors_are_told_of_every_field() -> None:
    without = set()
    for name, told, field in _properties():
        assert told["title"] and told["description"] == field.doc
        assert told["markdownDescription"].startswith(f"{field.doc}\n\n")
        if struct_of(field.kind) is None and not told.get("examples"):
            without.add(name)
    assert without <= WITHOUT_EXAMPLE


def test_every_example_is_one() -> None:
    schema = json_schema()
    for name, told, _ in _properties():
        for example in told.get("examples", ()):
            assert Draft202012Validator({**told, "$defs": schema["$defs"]}).is_valid(example), name


@pytest.mark.parametrize("draft", [Draft7Validator, Draft202012Validator])
def test_it_is_a_schema_of_old_and_new_drafts(draft: Any) -> None:
    draft.check_schema(json_schema())
    assert draft(json_schema()).is_valid(WHOLE)
    assert not draft(json_schema()).is_valid(WHOLE | {"emotion_scale": [1, "x"]})

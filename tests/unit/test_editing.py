"""Edits by path: where parts stand, what is written, what is refused."""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journeymap.diagnostics import Severity
from journeymap.editing.edited import EditRefused, edited
from journeymap.editing.operations import AddItem, MoveItem, Operation, RemoveItem, RenameId, SetField
from journeymap.editing.places import place_of
from journeymap.errors import UserError
from journeymap.history.compare import difference
from journeymap.insight.transitions import transitions
from journeymap.model import Journey, read_journey
from journeymap.pipeline.check import check
from journeymap.settings import Settings
from journeymap.source import load
from journeymap.source.concrete import read

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
SETTINGS = Settings(today=dt.date(2026, 11, 28))
SMALL = """\
journeymap: 1
id: small  # of the id
title: Small
language: he
personas: [{id: lea, name: לאה}]
stages:
  - id: buy
    name: Buys
    touchpoints:
      # how they pay
      - id: pays
        name: Pays
        doing: [looks, pays]
        emotions: {score: -1, label: tense}
        pains:
          - slow
          - {id: queue, text: A queue, severity: 4}  # seen
        metrics: {csat: 61, "a/b": 3}
        next: thanks
      - {id: thanks, name: Is thanked, pains: cold}
  - id: later
    name: Later
actions:
  - {id: a1, title: A second till, addresses: queue, touchpoints: pays}
"""


def made(text: str, *operations: Operation) -> str:
    return edited(text.encode(), "x", operations, SETTINGS, folder=None).data.decode()


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("", ()),
        ("journey", ()),
        ("stage:later", ("stages", 1)),
        ("touchpoint:pays", ("stages", 0, "touchpoints", 0)),
        ("stage:buy/touchpoint:thanks", ("stages", 0, "touchpoints", 1)),
        ("pain:queue", ("stages", 0, "touchpoints", 0, "pains", 1)),
        ("touchpoint:pays/pain:queue", ("stages", 0, "touchpoints", 0, "pains", 1)),
        ("touchpoint:pays/pains:1", ("stages", 0, "touchpoints", 0, "pains", 0)),
        ("touchpoint:thanks/pains:1", ("stages", 0, "touchpoints", 1, "pains", 0)),
        ("touchpoint:pays/emotion:lea", ("stages", 0, "touchpoints", 0, "emotions", 0)),
        ("touchpoint:pays/metric:csat", ("stages", 0, "touchpoints", 0, "metrics", "csat")),
        ("touchpoint:pays/metric:a%2Fb", ("stages", 0, "touchpoints", 0, "metrics", "a/b")),
        ("touchpoint:pays/next:thanks", ("stages", 0, "touchpoints", 0, "next", 0)),
        ("touchpoint:pays/doing:2", ("stages", 0, "touchpoints", 0, "doing", 1)),
        ("persona:lea", ("personas", 0)),
        ("actions:1", ("actions", 0)),
        ("action:a1/touchpoints:1", ("actions", 0, "touchpoints", 0)),
    ],
)
def test_a_path_leads_to_its_part(path: str, place: tuple[str | int, ...]) -> None:
    tree = load(SMALL.encode(), "x").tree
    assert tree is not None
    assert place_of(tree, path).path == place


def test_a_feeling_that_names_nobody_is_of_nobody_among_several_personas() -> None:
    tree = load(SMALL.replace("personas: [", "personas: [{id: dan, name: Dan}, ").encode(), "x").tree
    assert tree is not None
    for persona in ("dan", "lea"):
        with pytest.raises(UserError, match=f"there is no emotion `{persona}`"):
            place_of(tree, f"touchpoint:pays/emotion:{persona}")


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("touchpoint:pay", "there is no touchpoint `pay`", "did you mean `pays`?"),
        ("touchpoint:pays/pain:q", "there is no pain `q`", "queue"),
        ("touchpoint", "there is no `touchpoint`", "say which: `touchpoint:pays`"),
        ("stage:buy/thing:x", "there is no thing `x`", "paths are as in"),
        ("touchpoint:pays/doing:3", "there is no doing `3`", "1, 2"),
    ],
)
def test_a_path_that_leads_nowhere_says_what_there_is(path: str, message: str, hint: str) -> None:
    with pytest.raises(UserError, match=message) as refused:
        made(SMALL, RemoveItem("remove", path))
    assert hint in refused.value.hint


@pytest.mark.parametrize(
    ("operation", "before", "after"),
    [
        (SetField("set", "touchpoint:pays", "name", "Pays: twice"), "name: Pays\n", 'name: "Pays: twice"\n'),
        (SetField("set", "touchpoint:pays/pains:1", "severity", 2), "- slow\n", "- {text: slow, severity: 2}\n"),
        (SetField("set", "touchpoint:pays/pains:1", "text", "sluggish"), "- slow\n", "- sluggish\n"),
        (SetField("set", "pain:queue", "severity", 3), "severity: 4}  # seen", "severity: 3}  # seen"),
        (SetField("set", "touchpoint:pays/metric:csat", "n", 40), "csat: 61,", "csat: {value: 61, n: 40},"),
        (SetField("set", "touchpoint:pays/metrics", "nps", {"n": 9, "value": 3}), ', "a/b": 3}',
         ', "a/b": 3, nps: {value: 3, n: 9}}'),
        (SetField("set", "touchpoint:pays/emotion:lea", "evidence", "observed"), "label: tense}",
         "label: tense, evidence: observed}"),
        (SetField("set", "touchpoint:pays", "doing", "waits"), "doing: [looks, pays]", "doing: waits"),
        (SetField("set", "touchpoint:pays", "doing", None), "        doing: [looks, pays]\n", ""),
        (SetField("set", "journey", "takeaway", "Tills"), "severity: 4}  # seen", "severity: 4}  # seen"),
        (AddItem("add", "touchpoint:pays", "doing", "sighs", 2), "[looks, pays]", "[looks, sighs, pays]"),
        (AddItem("add", "touchpoint:thanks", "pains", {"severity": 1, "text": "far"}), "pains: cold}",
         "pains: [cold, {text: far, severity: 1}]}"),
        (AddItem("add", "stage:later", "touchpoints", {"id": "t", "name": "Tells"}), "name: Later\n",
         "name: Later\n    touchpoints:\n      - {id: t, name: Tells}\n"),
        (RemoveItem("remove", "touchpoint:pays/metric:csat"), 'csat: 61, "a/b": 3', '"a/b": 3'),
        (RemoveItem("remove", "touchpoint:thanks/pains:1"), ", pains: cold}", "}"),
        (RemoveItem("remove", "touchpoint:pays/emotions:1"), "        emotions: {score: -1, label: tense}\n", ""),
        (RenameId("rename", "action:a1", "till"), "id: a1", "id: till"),
        (MoveItem("move", "touchpoint:pays/doing:1"), "[looks, pays]", "[pays, looks]"),
    ],
)  # fmt: skip
def test_only_what_is_asked_is_written(operation: Operation, before: str, after: str) -> None:
    expected = SMALL.replace(before, after)
    if getattr(operation, "field", "") == "takeaway":
        expected += "takeaway: Tills\n"
    assert made(SMALL, operation) == expected


def test_a_part_moves_with_its_comments() -> None:
    moved = made(SMALL, MoveItem("move", "touchpoint:thanks", into="stage:later"))
    assert moved == SMALL.replace("      - {id: thanks, name: Is thanked, pains: cold}\n", "").replace(
        "name: Later\n", "name: Later\n    touchpoints:\n      - {id: thanks, name: Is thanked, pains: cold}\n"
    )
    swapped = made(SMALL, MoveItem("move", "touchpoint:pays", 2), SetField("set", "touchpoint:pays", "next", None))
    assert swapped.index("thanks, name") < swapped.index("# how they pay") < swapped.index("id: pays")


def test_all_edits_are_made_or_none() -> None:
    gone = RemoveItem("remove", "pain:queue"), SetField("set", "action:a1", "addresses", None)
    assert "queue" not in made(SMALL, *gone)
    with pytest.raises(EditRefused) as refused:
        made(SMALL, gone[0])
    assert [each.code for each in refused.value.diagnostics] == ["JM207"]
    with pytest.raises(UserError, match="edit 2: `pain:queue`"):
        made(SMALL, *gone[:1], SetField("set", "pain:queue", "severity", 1))


def test_a_file_with_errors_can_be_mended() -> None:
    wrong = SMALL.replace("severity: 4", "severity: 9").replace("score: -1", "score: -7")
    mended = made(wrong, SetField("set", "pain:queue", "severity", 4))
    assert mended == SMALL.replace("score: -1", "score: -7")


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        (SetField("set", "touchpoint:pays", "nmae", "x"), "a touchpoint has no key `nmae`"),
        (SetField("set", "touchpoint:pays", "id", "x"), "its id is set by `rename`"),
        (SetField("set", "touchpoint:pays", "name", None), "it needs its `name`"),
        (SetField("set", "touchpoint:pays", "owner", None), "there is no `owner`"),
        (SetField("set", "touchpoint:pays", "name", {"a": None}), "null is no value"),
        (SetField("set", "touchpoint:pays", "name", "bell\a"), r"U\+0007"),
        (SetField("set", "touchpoint:pays/doing:1", "owner", "x"), "has no key `owner`"),
        (SetField("set", "action:a1/touchpoints:1", "x", 1), "a text has no keys"),
        (AddItem("add", "touchpoint:pays", "name", "x"), "`name` is no list"),
        (AddItem("add", "touchpoint:pays", "doing", "x", 4), "position 4 is not between 1 and 3"),
        (MoveItem("move", "touchpoint:pays", 3), "position 3 is not between 1 and 2"),
        (MoveItem("move", "touchpoint:pays", into="action:a1"), "has no key `touchpoints`|no place for"),
        (MoveItem("move", "touchpoint:pays/metric:csat"), "only the items of lists"),
        (RemoveItem("remove", "journey"), "the journey itself"),
        (RenameId("rename", "touchpoint:pays", "thanks"), "there is a touchpoint `thanks` already"),
        (RenameId("rename", "touchpoint:pays", "Not an id"), "cannot be an id"),
        (RenameId("rename", "touchpoint:pays/doing:1", "x"), "it has no id"),
    ],
)
def test_what_has_no_place_is_refused_in_words(operation: Operation, why: str) -> None:
    with pytest.raises(UserError, match=why):
        made(SMALL, operation)


@functools.cache
def read_sample(number: int) -> tuple[bytes, Journey]:
    data = SAMPLES[number].read_bytes()
    tree = load(data, "x").tree
    assert tree is not None
    journey = read_journey(tree)[0]
    assert journey is not None
    return data, journey


VALUES = st.sampled_from(
    ["x", "a: b", "", "כן", 3, -1.5, True, None, ["a", "b, c"], {"text": "t", "severity": 9}, {"id": "n", "name": "N"}]
)
KEYS = st.sampled_from(
    ["name", "text", "title", "doing", "pains", "emotions", "owner", "severity", "evidence", "next", "metrics", "goal"]
)
LISTS = st.sampled_from(["doing", "pains", "gains", "opportunities", "thinking", "focus", "addresses", "name"])


@st.composite
def asked(draw: st.DrawFn) -> tuple[int, str, Operation]:
    """A sample, the id of the part of it that an edit is about, and the edit."""
    number = draw(st.integers(0, len(SAMPLES) - 1))
    journey = read_sample(number)[1]
    part = draw(st.sampled_from([("touchpoint", each.id) for each in journey.touchpoints] + [
        ("stage", each.id) for each in journey.stages] + [("action", each.id) for each in journey.actions] + [
        ("persona", each.id) for each in journey.personas]))  # fmt: skip
    at = ":".join(part)
    inner = draw(st.sampled_from(["", "", "/pains:1", "/emotions:1", "/doing:1", "/next:1"]))
    operations = (
        st.builds(SetField, st.just("set"), st.just(at + inner), KEYS, VALUES),
        st.builds(AddItem, st.just("add"), st.just(at), LISTS, VALUES, st.none() | st.integers(0, 3)),
        st.builds(RemoveItem, st.just("remove"), st.just(at + inner)),
        st.builds(MoveItem, st.just("move"), st.just(at + inner), st.none() | st.integers(0, 4)),
        st.builds(RenameId, st.just("rename"), st.just(at), st.sampled_from(["new-id", "exit", "pays"])),
    )
    return number, part[1], draw(st.one_of(operations))


@given(asked())
@example((1, "excerpt", RemoveItem("remove", "touchpoint:excerpt/next:1")))  # it leads to what follows anyway
def test_an_edit_changes_what_is_asked_or_nothing(case: tuple[int, str, Operation]) -> None:
    number, part, operation = case
    data, old = read_sample(number)
    try:
        after = edited(data, "x", [operation], SETTINGS, folder=None).data
    except UserError:
        return
    checked = check(after, "x", SETTINGS)
    assert checked.journey is not None
    assert not [each for each in checked.diagnostics if each.severity is Severity.ERROR]
    comments = Counter(each.text for each in read(after.decode()).comments)
    assert not comments - Counter(each.text for each in read(data.decode()).comments)
    changes = difference(old, checked.journey).changes
    assert changes or after == data or is_silent(operation, old, checked.journey)
    known = {part, getattr(operation, "id", part)}
    for change in changes:
        places = {change.item.id, *(each.id for each in change.place or () if each is not None)}
        mentions = isinstance(operation, RenameId) and operation.id in str(change.new)
        assert places & known or mentions or change.how == "moved" or change.what in ("way", "touchpoint"), change


def is_silent(operation: Operation, old: Journey, new: Journey) -> bool:
    """Whether it may change nothing that a comparison tells.

    That is the same value, the order of texts, and a way taken out that the file implies as well.
    """
    if isinstance(operation, SetField | MoveItem):
        return True
    before, after = ([(each.source.id, each.to, each.share) for each in transitions(one)] for one in (old, new))
    return operation.at.endswith("/next:1") and before == after


def test_values_of_any_shape_never_fail_in_another_way() -> None:
    deep: Any = "x"
    for _ in range(80):
        deep = [deep]
    for value in (deep, {"a": {"b": [1, {"c": "d"}]}}, float("nan"), {"": ""}):
        with pytest.raises(UserError):
            made(SMALL, SetField("set", "touchpoint:pays", "pains", value))

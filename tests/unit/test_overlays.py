"""Paths and overlays: written and read again, known and unknown, and with one digest however they came about."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journeys import journey_from, made_up
from overlay_files import CountsOverlay, counts_from

import journeymap.model
from journeymap.build.keys import key_with_overlays
from journeymap.model import Item, Journey, Point, Touchpoint
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of
from journeymap.overlays import ItemPath, Overlay
from journeymap.overlays.names import FIRST, KINDS, PathNames, UnknownStep, kinds_within

UNADDRESSED = {
    "Link": "its address is all there is to know of it",
    "Review": "a journey has one, and nothing is measured of it",
    "Swot": "a journey has one, and nothing is measured of it",
    "Thought": "a text without an id",
    "Activity": "a text without an id",
    "ChannelUse": "the channel itself is meant",
    "Message": "nothing is measured of it",
    "Objection": "a text without an id",
    "Improvement": "nothing is measured of it",
    "ServiceStep": "nothing is measured of it",
    "SwotEntry": "nothing is measured of it",
    "Source": "what is measured from it stands at touchpoints",
    "Signal": "what has a signal stands at touchpoints",
    "CommentColumn": "nothing is measured of it",
    "EventPlace": "nothing is measured of it",
    "SourceFormat": "a source has one, and nothing is measured of it",
    "SourceSegment": "nothing is measured of it",
    "Question": "what is measured by it stands at touchpoints",
    "AnswerScale": "nothing is measured of it",
    "Capability": "nothing is measured of it",
    "ActionTree": "nothing is measured of it yet",
    "TreeQuestion": "nothing is measured of it yet",
    "TreeBranch": "nothing is measured of it yet",
    "Effect": "an action's own, of which nothing is measured",
    "WayMoved": "the way itself is meant",
    "Experiment": "what was measured of it stands in it",
    "ExperimentVariant": "what was measured of it stands in the result",
    "ExperimentSource": "nothing is measured of it",
    "ExperimentResult": "it is what was measured",
    "ExperimentArm": "it is what was measured",
    "ExperimentComparison": "it follows from what was measured",
    "Image": "a part has one, and nothing is measured of it",
}
"""The classes of the model that no path leads to."""
OF_CLASS = {"CustomLane": "lane", "Point": "pain"}


def data() -> dict[str, Any]:
    found = made_up(7, language="en", stages=3, touchpoints=9, personas=2, longest=30)
    return found | {
        "competitors": [{"id": "rival", "name": "Rival", "scores": {"t1": 1}}],
        "custom": [{"id": "legal", "name": "Legal", "texts": {"t1": "Check"}}],
        "channels": [{"id": "care", "name": "Care line"}],
    }


@given(st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.text()), min_size=1, max_size=4))
def test_a_path_is_written_and_read_again(steps: list[tuple[str, str]]) -> None:
    path = ItemPath(tuple(steps))
    assert ItemPath.parse(str(path)) == path


@given(st.text())
def test_any_text_is_read_as_a_path_that_stays_itself(text: str) -> None:
    path = ItemPath.parse(text)
    assert ItemPath.parse(str(path)) == path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("touchpoint:pays/emotion:dana", ItemPath.to(touchpoint="pays", emotion="dana")),
        ("touchpoint:pays/metric:csat", ItemPath.to(touchpoint="pays", metric="csat")),
        ("touchpoint:pays/metric:a%2Fb: %25", ItemPath.to(touchpoint="pays", metric="a/b: %")),
        ("touchpoint:pays/metric:a%252Fb", ItemPath.to(touchpoint="pays", metric="a%2Fb")),
        ("touchpoint:pays/next:exit", ItemPath.to(touchpoint="pays", next="exit")),
        ("touchpoint:pays/emotion", ItemPath.to(touchpoint="pays", emotion="")),
        ("stage:buy", ItemPath.to(stage="buy")),
        ("journey", ItemPath.to(journey="")),
    ],
)
def test_how_paths_are_written(text: str, path: ItemPath) -> None:
    assert ItemPath.parse(text) == path
    assert str(path) == text


def _paths_of_a(journey: Journey) -> Iterator[ItemPath]:
    """The path of everything in a journey."""
    yield ItemPath.to(journey="")
    for kind in ("stage", "action", "owner", "persona", "segment", "channel", "competitor"):
        yield from (ItemPath.to(**{kind: item.id}) for item in getattr(journey, f"{kind}s"))
    yield from (ItemPath.to(lane=lane.id) for lane in journey.custom)
    yield from (ItemPath.to(**{kind: point.id}) for _, point, kind in journey.points() if point.id)
    for touchpoint in journey.touchpoints:
        yield ItemPath.to(touchpoint=touchpoint.id)
        yield ItemPath.to(touchpoint=touchpoint.id, lane="pains")
        yield ItemPath.to(touchpoint=touchpoint.id, lane="legal")
        yield ItemPath.to(touchpoint=touchpoint.id, competitor="rival")
        for emotion in touchpoint.emotions:
            yield ItemPath.to(touchpoint=touchpoint.id, emotion=journey.persona_of(emotion) or "")
            yield ItemPath.to(touchpoint=touchpoint.id, emotion=journey.persona_of(emotion) or "", segment="s1")
        yield from (ItemPath.to(touchpoint=touchpoint.id, metric=key, segment="s1") for key in touchpoint.metrics)
        yield from (ItemPath.to(touchpoint=touchpoint.id, next=way.to) for way in touchpoint.next)


@pytest.mark.parametrize("personas", [0, 2])
def test_every_part_of_a_journey_has_a_path_that_leads_to_it(personas: int) -> None:
    said = made_up(7, language="en", stages=3, touchpoints=9, personas=personas, longest=30)
    said["stages"][0]["gains"] = {"id": "quick", "text": "Quick"}
    if not personas:
        said["stages"][0]["touchpoints"][0]["emotions"] = {"score": 1}
    said["stages"][0]["touchpoints"][0]["gains"] = {"id": "quick", "text": "It is quick"}
    journey = journey_from(data() | {key: said[key] for key in ("personas", "stages")})
    names = PathNames(journey)
    paths = list(_paths_of_a(journey))
    assert {kind for path in paths for kind, _ in path.steps} >= set(KINDS) - ({"persona"} if not personas else set())
    assert [str(path) for path in paths if names.unknown_in(path)] == []


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("touchpoint:t99", UnknownStep(FIRST, "touchpoint", "t99")),
        ("touchpoint", UnknownStep(FIRST, "touchpoint", "")),
        ("touchpoint:t1/emotion:nobody", UnknownStep("touchpoint", "emotion", "nobody")),
        ("touchpoint:t1/emotion", UnknownStep("touchpoint", "emotion", "")),
        ("touchpoint:t1/metric:csatt", UnknownStep("touchpoint", "metric", "csatt")),
        ("touchpoint:t1/next:t99", UnknownStep("touchpoint", "next", "t99")),
        ("touchpoint:t1/lane:pain", UnknownStep("touchpoint", "lane", "pain")),
        ("touchpoint:t1/touchpoint:t2", UnknownStep("touchpoint", "touchpoint", "t2")),
        ("touchpoint:t1/metric:csat/segment:s9", UnknownStep("metric", "segment", "s9")),
        ("touchpont:t1", UnknownStep(FIRST, "touchpont", "t1")),
        ("journey:made-up", UnknownStep(FIRST, "journey", "made-up")),
        ("", UnknownStep(FIRST, "", "")),
    ],
)
def test_the_first_step_that_names_nothing_is_found(text: str, unknown: UnknownStep) -> None:
    assert PathNames(journey_from(data())).unknown_in(ItemPath.parse(text)) == unknown


def _classes(kind: Any, found: dict[type, bool]) -> None:
    """The classes of the model that a kind of field is made of."""
    if isinstance(kind, Struct):
        if kind.model not in found:
            found[kind.model] = True
            for field in fields_of(kind.model):
                _classes(field.kind, found)
    elif isinstance(kind, (ListOf, MapOf)):
        _classes(kind.item if isinstance(kind, ListOf) else kind.value, found)


def test_every_class_of_the_model_has_a_kind_of_path_or_a_reason_to_have_none() -> None:
    found: dict[type, bool] = {}
    _classes(Struct(Journey), found)
    assert {Touchpoint, Point} < set(found) and all(issubclass(each, Item) for each in found)
    names = {each.__name__ for each in found}
    assert set(UNADDRESSED) <= names
    kinds = {OF_CLASS.get(name, name.lower()) for name in names - set(UNADDRESSED)}
    assert kinds <= set(KINDS), "a class of the model that no overlay can speak of"
    assert {each.__name__ for each in found} <= set(journeymap.model.__all__)


def test_every_kind_stands_somewhere() -> None:
    assert all(within == FIRST or within in KINDS for kind in KINDS.values() for within in kind.within)
    assert "emotion" in kinds_within("touchpoint") and "emotion" not in kinds_within(FIRST)


class Count(NamedTuple):
    value: float
    day: dt.date
    segments: frozenset[str] = frozenset()


def overlay(values: dict[ItemPath, Any], **more: Any) -> Overlay[Any]:
    return Overlay(**{"name": "counts", "title": "Counts", "values": values} | more)


PAYS, ENTERS = ItemPath.to(touchpoint="pays"), ItemPath.to(touchpoint="enters")
COUNTS: dict[ItemPath, Any] = {PAYS: {"a": 1, "b": (2, None)}, ENTERS: Count(0.5, dt.date(2026, 1, 2))}


def test_the_digest_knows_no_order() -> None:
    turned = {ENTERS: COUNTS[ENTERS], PAYS: {"b": (2, None), "a": 1}}
    assert overlay(COUNTS).digest == overlay(turned).digest


def test_the_digest_knows_no_place() -> None:
    here, there = counts_from(b'{"stage:buy": 1}', "a.json"), counts_from(b'{\n "stage:buy": 1.0}', "b.json")
    assert here.spans != there.spans
    assert here.digest == there.digest


@pytest.mark.parametrize(
    "other",
    [
        overlay({**COUNTS, PAYS: {"a": 1, "b": (2, 0)}}),
        overlay({**COUNTS, PAYS: {"a": 1, "b": (None, 2)}}),
        overlay({**COUNTS, PAYS: {"a": "1", "b": (2, None)}}),
        overlay({**COUNTS, ENTERS: Count(0.5, dt.date(2026, 1, 3))}),
        overlay({**COUNTS, ENTERS: Count(0.5, dt.date(2026, 1, 2), frozenset({"new"}))}),
        overlay({PAYS: COUNTS[PAYS]}),
        overlay(COUNTS, name="measures"),
        overlay(COUNTS, title="Measures"),
        overlay(COUNTS, texts={PAYS: ("one",)}),
        CountsOverlay(name="counts", title="Counts", values=COUNTS),
    ],
)
def test_the_digest_knows_everything_that_is_said(other: Overlay[Any]) -> None:
    assert overlay(COUNTS).digest != other.digest


def test_what_has_no_lasting_form_has_no_digest() -> None:
    with pytest.raises(TypeError, match="object"):
        _ = overlay({PAYS: object()}).digest


def test_the_digest_is_the_same_in_every_process() -> None:
    code = (
        "from journeymap.overlays import ItemPath, Overlay\n"
        "segments = frozenset({'new', 'old', 'returning', 'lost'})\n"
        "values = {ItemPath.to(stage='buy'): segments}\n"
        "print(Overlay(name='n', title='t', values=values).digest)"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1 and digests != {b""}


def test_overlays_enter_the_key_of_what_is_drawn_with_them() -> None:
    counts, other = overlay(COUNTS), overlay({PAYS: 1}, name="other")
    assert key_with_overlays("key", []) == "key"
    keys = [key_with_overlays(*each) for each in (("key", [counts]), ("key", [other]), ("key", [counts, other]),
                                              ("another", [counts]))]  # fmt: skip
    assert len({"key", *keys}) == 5
    assert key_with_overlays("key", [other, counts]) == keys[2]


def test_where_an_overlay_was_written_enters_the_key_too() -> None:
    here, there = counts_from(b'{"stage:buy": 1}', "a.json"), counts_from(b'\n{"stage:buy": 1}', "a.json")
    assert key_with_overlays("key", [here]) != key_with_overlays("key", [there])


def test_texts_come_together_under_what_they_are_about() -> None:
    texts = {ItemPath.to(touchpoint="pays", metric="csat"): ("A",), ENTERS: ("B",), PAYS: ("C", "D")}
    assert overlay({}, texts=texts).texts_by_root == {PAYS: ("A", "C", "D"), ENTERS: ("B",)}

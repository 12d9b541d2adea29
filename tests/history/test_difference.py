"""What two versions differ by: exactly the mutation, nothing for formatting, the same in both directions."""

from __future__ import annotations

import copy
import datetime as dt
import functools
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys import journey_from, made_up

from journeymap.history.changes import Change, Difference
from journeymap.history.compare import difference
from journeymap.history.describe import Describer
from journeymap.history.intervals import IntervalEstimate, is_beyond
from journeymap.history.matching import PartText, likeness, pair_parts, unmoved
from journeymap.io import resources
from journeymap.model import Journey, read_journey
from journeymap.source import load

SAMPLES = sorted(resources.samples().glob("*.journey.yaml"))
SHOP = resources.samples() / "online-clothing-shop.journey.yaml"


@functools.cache
def read(text: str) -> Journey:
    loaded = load(text.encode(), "x")
    assert loaded.tree is not None
    journey, _ = read_journey(loaded.tree)
    assert journey is not None
    return journey


class _Texts(yaml.CSafeLoader):
    """Reads dates as the texts they are."""


_Texts.yaml_implicit_resolvers = {
    key: [each for each in resolvers if each[0] != "tag:yaml.org,2002:timestamp"]
    for key, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def data_of(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text("utf-8"), _Texts)


def small() -> dict[str, Any]:
    return made_up(7, language="en", stages=3, touchpoints=9, personas=2, longest=60)


def told(changes: Difference) -> list[tuple[str, str, str]]:
    return [(change.how, change.what, change.field) for change in changes.changes]


def changed(mutate: Callable[[dict[str, Any]], object], data: dict[str, Any] | None = None) -> Difference:
    old = data or data_of(SHOP)
    new = copy.deepcopy(old)
    mutate(new)
    return difference(journey_from(old), journey_from(new))


def tp(data: dict[str, Any], stage: int, number: int) -> dict[str, Any]:
    return data["stages"][stage]["touchpoints"][number]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
class TestSamples:
    def test_nothing_changed_is_nothing(self, path: Path) -> None:
        text = path.read_text("utf-8")
        assert not difference(read(text), read(text))

    def test_formatting_is_no_change(self, path: Path) -> None:
        written = yaml.dump(data_of(path), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=True, width=40)
        assert told(difference(read(path.read_text("utf-8")), read("# a comment\n" + written))) == []


@pytest.mark.parametrize("one", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("other", SAMPLES, ids=lambda path: path.stem)
def test_both_directions_tell_as_much(one: Path, other: Path) -> None:
    first, second = read(one.read_text("utf-8")), read(other.read_text("utf-8"))
    there, back = difference(first, second).changes, difference(second, first).changes
    opposite = {"added": "removed", "removed": "added"}
    key = lambda change: (change.how, change.what, change.field)  # noqa: E731
    assert sorted(map(key, there)) == sorted((opposite.get(h, h), w, f) for h, w, f in map(key, back))


def _renamed_touchpoint(data: dict[str, Any]) -> None:
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    data.clear()
    data.update(yaml.load(text.replace("gets-an-answer", "has-an-answer"), _Texts))


MUTATIONS: list[tuple[str, Callable[[dict[str, Any]], object], list[tuple[str, str, str]]]] = [
    ("a title", lambda d: d.update(title="Another title altogether"), [("changed", "journey", "name")]),
    ("a takeaway", lambda d: d.update(takeaway="Now it is fine"), [("changed", "journey", "takeaway")]),
    ("no takeaway", lambda d: d.pop("takeaway"), [("changed", "journey", "takeaway")]),
    ("a stage's name", lambda d: d["stages"][0].update(name="Meet"), [("changed", "stage", "name")]),
    ("a stage gone", lambda d: d["stages"].pop(1), [("removed", "stage", "")]),
    ("stages swapped", lambda d: d["stages"].insert(0, d["stages"].pop(1)), [("moved", "stage", "")]),
    ("a touchpoint's name", lambda d: tp(d, 0, 0).update(name="Hm"), [("changed", "touchpoint", "name")]),
    (
        "touchpoints swapped",
        lambda d: d["stages"][0]["touchpoints"].insert(0, d["stages"][0]["touchpoints"].pop(1)),
        [("moved", "touchpoint", "")],
    ),
    (
        "a touchpoint in another stage",
        lambda d: d["stages"][0]["touchpoints"].append(d["stages"][2]["touchpoints"].pop(0)),
        [("moved", "touchpoint", "")],
    ),
    (
        "a touchpoint more",
        lambda d: d["stages"][0]["touchpoints"].append({"id": "brand-new", "name": "Something else", "pains": ["No"]}),
        [("added", "touchpoint", "")],
    ),
    ("an action's title", lambda d: d["actions"][0].update(title="Do it"), [("changed", "action", "title")]),
    ("an action gone", lambda d: d["actions"].pop(), [("removed", "action", "")]),
    ("a status", lambda d: d["actions"][0].update(status="dropped"), [("changed", "action", "status")]),
    ("a persona's quote", lambda d: d["personas"][0].update(quote="Oh"), [("changed", "persona", "quote")]),
    ("an owner's role", lambda d: d["owners"][0].update(role="Other"), [("changed", "owner", "role")]),
    ("a review", lambda d: d["review"].update(last="2026-11-11"), [("changed", "journey", "review")]),
    ("tags", lambda d: d.update(tags=["new"]), [("changed", "journey", "tags")]),
    ("lanes", lambda d: d.update(lanes=["feeling", "pains"]), [("changed", "journey", "lanes")]),
    ("a swot", lambda d: d.setdefault("swot", {}).update(threats=["Rain"]), [("changed", "journey", "swot-threats")]),
]


@pytest.mark.parametrize(("mutate", "expected"), [m[1:] for m in MUTATIONS], ids=[m[0] for m in MUTATIONS])
def test_exactly_the_mutation_is_found(mutate: Callable[[dict[str, Any]], object], expected: list[Any]) -> None:
    expected = [(how, what, "name" if field == "title" else field) for how, what, field in expected]
    assert told(changed(mutate)) == expected


def journey(**touchpoint: Any) -> dict[str, Any]:
    """A journey of three touchpoints; the keywords are those of the second."""
    return {
        "journeymap": 1,
        "id": "small",
        "title": "Small",
        "owners": [{"id": "ada", "name": "Ada"}, {"id": "bo", "name": "Bo"}],
        "personas": [{"id": "lea", "name": "Lea"}, {"id": "omar", "name": "Omar"}],
        "stages": [
            {
                "id": "all",
                "name": "All",
                "touchpoints": [
                    {"id": "first", "name": "First"},
                    {"id": "second", "name": "Second", **touchpoint},
                    {"id": "third", "name": "Third"},
                ],
            }
        ],
    }


def one(old: dict[str, Any], new: dict[str, Any]) -> Change:
    (change,) = difference(journey_from(journey(**old)), journey_from(journey(**new))).changes
    return change


def test_a_feeling_has_its_size_and_its_persona() -> None:
    change = one(
        {"emotions": {"persona": "lea", "score": -1.5, "low": -1.8, "high": -1.2}},
        {"emotions": {"persona": "lea", "score": 0.5, "low": -1.8, "high": -1.2}},
    )
    assert (change.what, change.field, change.size, change.better) == ("emotion", "score", 2.0, True)
    assert change.persona == ("lea", "Lea")
    assert change.place is not None and change.place.touchpoint == ("second", "Second")


def test_another_scale_changes_no_feeling() -> None:
    old, new = journey(emotions={"persona": "lea", "score": 1}), journey(emotions={"persona": "lea", "score": 4})
    new["emotion_scale"] = [1, 5]
    assert told(difference(journey_from(old), journey_from(new))) == [("changed", "journey", "emotion_scale")]


@pytest.mark.parametrize(("old", "new", "how"), [([], ["It hurts"], "added"), (["It hurts"], [], "removed")])
def test_a_pain_gained_or_lost(old: list[str], new: list[str], how: str) -> None:
    change = one({"pains": old}, {"pains": new})
    assert (change.how, change.what, change.item.name) == (how, "pain", "It hurts")
    assert change.better is (how == "removed")


def test_a_pain_reworded_and_weighed_anew() -> None:
    found = difference(
        journey_from(journey(pains=[{"text": "The queue is far too long", "severity": 2}, "Cold"])),
        journey_from(journey(pains=["Cold", {"text": "The queue is much too long", "severity": 4}])),
    )
    assert sorted(told(found)) == [("changed", "pain", "severity"), ("changed", "pain", "text")]
    assert {change.better for change in found.changes if change.field == "severity"} == {False}


def test_a_pain_that_moved() -> None:
    old = journey(pains=[{"id": "queue", "text": "The queue"}])
    new = journey()
    tp(new, 0, 2)["pains"] = [{"id": "queue", "text": "The queue"}]
    (change,) = difference(journey_from(old), journey_from(new)).changes
    assert (change.how, change.old, change.new) == ("moved", ("second", "Second"), ("third", "Third"))


def test_a_part_that_moved_says_from_which_place_to_which() -> None:
    def last_action_first(data: dict[str, Any]) -> None:
        data["actions"].insert(0, data["actions"].pop())

    (change,) = changed(last_action_first, small()).changes
    assert (change.how, change.what, change.old, change.new) == ("moved", "action", 8, 1)


def test_a_due_date_that_slipped() -> None:
    old, new = journey(), journey()
    old["actions"] = [{"id": "a1", "title": "Mend it", "due": "2027-01-31", "owner": "ada"}]
    new["actions"] = [{"id": "a1", "title": "Mend it", "due": "2027-02-21", "owner": "bo"}]
    found = difference(journey_from(old), journey_from(new))
    due = next(change for change in found.changes if change.field == "due")
    assert (due.old, due.new, due.size) == (dt.date(2027, 1, 31), dt.date(2027, 2, 21), 21)
    owner = next(change for change in found.changes if change.field == "owner")
    assert (owner.old, owner.new) == (("ada", "Ada"), ("bo", "Bo"))


@pytest.mark.parametrize(
    ("low", "beyond"), [({"low": 66, "high": 76}, True), ({"low": 55, "high": 87}, False), ({}, None)]
)
def test_a_measure_is_held_against_its_intervals(low: dict[str, int], beyond: bool | None) -> None:
    old = {"metrics": {"csat": {"value": 60, **({"low": 55, "high": 65} if low else {})}}}
    change = next(
        change
        for change in difference(
            journey_from(journey(**old)), journey_from(journey(metrics={"csat": {"value": 71, **low}}))
        ).changes
        if change.field == "value"
    )
    assert (change.size, change.beyond, change.better) == (11, beyond, True)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({"target": 90}, {"value": 84, "target": 90}, "CSAT, Value added: 84"),
        ({"value": 84, "target": 90}, {"target": 90}, "CSAT, Value removed: 84"),
        ({"target": 90}, {"target": 95}, "CSAT, Target: from 90 to 95"),
    ],
)
def test_a_planned_measure_gets_a_value_or_loses_it(old: dict[str, int], new: dict[str, int], told: str) -> None:
    found = difference(journey_from(journey(metrics={"csat": old})), journey_from(journey(metrics={"csat": new})))
    (change,) = found.changes
    assert (change.better, change.beyond) == (None, None)
    (line,) = Describer(found).lines()
    assert told in line.whole, line.whole


@pytest.mark.parametrize(
    ("metric", "told"), [({"target": 90}, "Measure added: “CSAT”"), (0, "Measure added: “CSAT” (0)")]
)
def test_a_measure_that_is_added_is_told_with_its_value_if_it_has_one(metric: Any, told: str) -> None:
    (line,) = Describer(difference(journey_from(journey()), journey_from(journey(metrics={"csat": metric})))).lines()
    assert line.whole.endswith(told), line.whole


def test_less_is_better_where_it_is() -> None:
    assert one({"metrics": {"tgw": 60}}, {"metrics": {"tgw": 40}}).better is True


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            IntervalEstimate(60, 55, 65),
            IntervalEstimate(68, 63, 73),
            True,
        ),  # the intervals overlap, and yet they differ
        (IntervalEstimate(60, 55, 65), IntervalEstimate(66, 61, 71), False),
        (
            IntervalEstimate(60, 50, 62),
            IntervalEstimate(65, 62, 80),
            True,
        ),  # the bounds that face each other count: 2 and 3
        (IntervalEstimate(60, 58, 70), IntervalEstimate(65, 55, 67), False),  # 10 and 10
        (
            IntervalEstimate(60, 59, 64),
            IntervalEstimate(65, 62, 66),
            False,
        ),  # 4 and 3, so zero is the very edge of the interval
        (IntervalEstimate(60, 59, 63.9), IntervalEstimate(65, 62, 66), True),
    ],
)
def test_a_change_is_beyond_chance_where_zero_is_outside_its_interval(
    old: IntervalEstimate, new: IntervalEstimate, *, expected: bool
) -> None:
    assert is_beyond(old, new) is expected
    assert is_beyond(new, old) is expected


@pytest.mark.parametrize("number", range(4))
def test_without_a_bound_nothing_is_said_of_chance(number: int) -> None:
    bounds = [None if each == number else value for each, value in enumerate((55, 65, 63, 73))]
    assert is_beyond(IntervalEstimate(60, *bounds[:2]), IntervalEstimate(68, *bounds[2:])) is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], "third", []),
        ([], "exit", [("added", "exit"), ("removed", "third")]),
        ("exit", "third", [("added", "third"), ("removed", "exit")]),
        (
            [{"to": "exit", "share": "20%"}],
            [{"to": "exit", "share": "35%"}],
            [("changed", "exit"), ("changed", "third")],
        ),
        ([], [{"to": "exit", "share": "8%"}], [("added", "exit"), ("changed", "third")]),
        ([{"to": "exit", "share": "8%"}], "exit", [("changed", "exit"), ("removed", "third")]),
        ([{"to": "exit", "share": "8%"}], [{"to": "exit", "share": "8%"}, {"to": "third", "share": "92%"}], []),
        ([{"to": "exit", "when": "it rains"}], [{"to": "exit", "when": "it snows"}], [("changed", "exit")]),
        ([], [{"to": "third", "when": "it rains"}], [("changed", "third")]),
        ([{"to": "third", "when": "it rains"}], [], [("changed", "third")]),
        (
            [{"to": "exit", "share": "20%"}, "third"],
            ["third", {"to": "exit", "share": "20%"}],
            [],
        ),
    ],
)
def test_where_customers_go(old: Any, new: Any, expected: list[tuple[str, str]]) -> None:
    found = difference(journey_from(journey(next=old)), journey_from(journey(next=new)))
    assert sorted((change.how, change.item.id) for change in found.changes) == expected


def test_a_renaming_is_found_and_what_refers_to_it_follows() -> None:
    old = journey(doing="Stands in the queue and looks at a phone", next=["first", "third"], owner="ada",
                  emotions={"persona": "lea", "score": 1})  # fmt: skip
    old["actions"] = [{"id": "a1", "title": "Mend", "touchpoints": ["second"], "owner": "ada"}]
    old["competitors"] = [{"id": "c", "name": "C", "scores": {"second": 1}}]
    old["custom"] = [{"id": "mine", "name": "Mine", "texts": {"second": "here"}}]
    text = yaml.safe_dump(old, sort_keys=False)
    for before, after in (("second", "waits"), ("ada", "adele"), ("lea", "leah"), ("a1", "a-one")):
        text = text.replace(f" {before}\n", f" {after}\n").replace(f" {before}:", f" {after}:")
    found = difference(journey_from(old), read(text))
    assert sorted(told(found)) == sorted(
        ("changed", what, "id") for what in ("touchpoint", "owner", "persona", "action")
    )


def test_a_persona_that_left_takes_its_feelings_along() -> None:
    old = journey(emotions=[{"persona": "lea", "score": 1}, {"persona": "omar", "score": 0}])
    new = journey(emotions=[{"persona": "omar", "score": 0}])
    new["personas"] = new["personas"][1:]
    assert told(difference(journey_from(old), journey_from(new))) == [("removed", "persona", "")]


def test_the_most_important_come_first() -> None:
    def mutate(data: dict[str, Any]) -> None:
        data["stages"].pop(0)
        data["version"] = "next"
        data["takeaway"] = "Other"

    weights = [change.weight for change in changed(mutate).changes]
    assert weights == sorted(weights, reverse=True)
    assert told(changed(mutate))[0] == ("removed", "stage", "")


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.data())
def test_any_two_journeys(seed: int, data: st.DataObject) -> None:
    """Whatever is shuffled, dropped and renamed: nothing to itself, as much there as back, and nothing raises."""
    random = Random(seed)
    first = made_up(seed, language="en", stages=3, touchpoints=8, personas=2, longest=40)
    second = copy.deepcopy(first)
    for stage in second["stages"]:
        random.shuffle(stage["touchpoints"])
        for touchpoint in list(stage["touchpoints"]):
            if random.random() < 0.2:
                stage["touchpoints"].remove(touchpoint)
            elif random.random() < 0.3:
                touchpoint["id"] += "-again"
            for key in ("name", "doing", "pains", "emotions", "metrics", "next"):
                if random.random() < 0.1:
                    touchpoint.pop(key, None) if key != "name" else touchpoint.update(name=touchpoint["name"][::-1])
    random.shuffle(second["actions"])
    old, new = journey_from(first), journey_from(second)
    assert not difference(old, old) and not difference(new, new)
    assert len(difference(old, new).changes) == len(difference(new, old).changes)


def test_the_fewest_have_moved() -> None:
    assert unmoved([1, 2, 3]) == {0, 1, 2}
    assert unmoved([3, 1, 2]) == {1, 2}
    assert unmoved([]) == set()


@given(st.permutations(range(8)))
def test_as_many_move_there_as_back(order: list[int]) -> None:
    back = [order.index(value) for value in range(8)]
    assert len(unmoved(order)) == len(unmoved(back))
    kept = [order[position] for position in sorted(unmoved(order))]
    assert kept == sorted(kept)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Gets the quote", "Gets a quote", True),
        ("Compares models", "Compares the models", True),
        ("Orders and pays", "Books installation", False),
        ("מקבלת הצעת מחיר", "מקבלת הצעת המחיר", True),
        ("נכנסת לאולם", "מזמינה ומשלמת", False),
    ],
)
def test_likeness_of_names(old: str, new: str, *, same: bool) -> None:
    looks = [PartText.of(old, ()), PartText.of(new, ())]
    assert (likeness(*looks) >= 0.6) is same
    assert likeness(*looks) == likeness(*reversed(looks))


@pytest.mark.parametrize(("shared", "is_one"), [(28, True), (27, False)])
def test_parts_are_one_from_three_fifths_of_likeness_on(shared: int, *, is_one: bool) -> None:
    """Of two names of 50 letters 28 in common come to 0.9 × 0.56 + 0.1 = 0.604, and 27 to 0.586."""
    old, new = ["a" * shared + "b" * (50 - shared)], ["a" * shared + "c" * (50 - shared)]
    found = pair_parts(old, new, lambda text: None, lambda text: PartText.of(text, ()))
    assert bool(found.pairs) is is_one
    assert (len(found.removed), len(found.added)) == ((0, 0) if is_one else (1, 1))


@pytest.mark.parametrize(("place", "is_one"), [(0, True), (3, False)])
def test_where_two_parts_stand_is_a_tenth_of_their_likeness(place: int, *, is_one: bool) -> None:
    """The same two names, 0.604 alike at the same place, and 0.504 from the first place to the last."""
    kept = ["one", "two", "three"]
    old, new = ["a" * 28 + "b" * 22, *kept], list(kept)
    new.insert(place, "a" * 28 + "c" * 22)
    found = pair_parts(old, new, lambda text: text if text in kept else None, lambda text: PartText.of(text, ()))
    assert len(found.pairs) == 3 + is_one


def test_parts_of_one_name_are_told_apart_by_what_else_they_say() -> None:
    cash, card = "coins and notes in the drawer", "a card held to the reader"
    found = pair_parts([cash, card], [card, cash], lambda text: None, lambda text: PartText.of("Pays", (text,)))
    assert found.pairs == [(card, card), (cash, cash)]


def test_many_renamed_parts_find_each_other_by_words_that_a_few_have() -> None:
    """No word is in one part alone on both sides; that of its group is in three."""
    old = [f"group{number // 3} step{number}" for number in range(60)]
    new = [f"{name}b" for name in old]
    found = pair_parts(old, new, lambda text: None, lambda text: PartText.of(text, ()))
    assert found.pairs == list(zip(old, new, strict=True))


def test_many_renamed_parts_find_each_other() -> None:
    old = [f"part {number} word{number} word{number + 1}" for number in range(300)]
    new = [f"Part {number} word{number} words{number + 1}" for number in range(300)]
    found = pair_parts(old, new, lambda text: None, lambda text: PartText.of(text, ()))
    assert len(found.pairs) == 300
    assert all(before.split()[1] == after.split()[1] for before, after in found.pairs)

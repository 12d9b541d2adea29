"""Three versions merged by id: no conflict but at the very field that two people changed."""

from __future__ import annotations

import copy
import functools
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.history.merge import Unmergeable, merge
from journeymap.io import resources

SAMPLES = sorted(resources.samples().glob("*.journey.yaml"))
BASE = """\
# The shop, as we know it
journeymap: 1
id: shop
title: A visit
owners:
  - {id: ada, name: Ada}
  - {id: bo, name: Bo}
stages:
  # Before
  - id: find
    name: Find
    touchpoints:
      - id: sees-ad
        name: Sees the ad # on the tram
        doing:
          - Looks up
          - Smiles
        emotions: {score: 1}
  - id: buy
    name: Buy
    touchpoints:
      - id: pays
        name: Pays
        emotions:
          score: -1
actions:
  - id: a1
    title: Mend the till
    due: 2027-01-31
    status: idea
# the end
"""


def merged(ours: str, theirs: str, base: str = BASE) -> str:
    found = merge(base.encode(), ours.encode(), theirs.encode())
    assert found.conflicts == found.text.count("<<<<<<< ours\n")
    return found.text


def change(*pairs: tuple[str, str], base: str = BASE) -> str:
    for old, new in pairs:
        assert old in base
        base = base.replace(old, new, 1)
    return base


def test_nothing_or_one_side_changed() -> None:
    changed = change(
        ("A visit", "Another"), ("# on the tram", "# on the bus"), ("      - id: pays", "      # hm\n      - id: pays")
    )
    assert merged(BASE, BASE) == BASE
    assert merged(changed, BASE) == changed
    assert merged(BASE, changed) == changed
    assert merged(changed, changed) == changed


NEW_STAGE = "  - id: {id}\n    name: {id}\n    touchpoints: []\n"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([("Sees the ad", "Sees a poster")], [("score: -1", "score: 0")]),
        ([("due: 2027-01-31", "due: 2027-03-31")], [("status: idea", "status: done")]),
        ([("title: A visit", "title: A short visit")], [("{id: bo, name: Bo}", "{id: bo, name: Bo Berg}")]),
        ([("name: Pays", "name: Pays at once")], [("        emotions:\n          score: -1\n", "")]),
        ([("# Before", "# Long before")], [("name: Find", "name: Finding")]),
        ([("          - Smiles\n", "          - Smiles\n          - Nods\n")], [("Looks up", "Looks down")]),
        (
            [("    title: Mend the till\n", "    title: Mend the till\n    owner: ada\n")],
            [("status: idea", "status: done")],
        ),
    ],
)
def test_different_fields_do_not_meet(ours: list[tuple[str, str]], theirs: list[tuple[str, str]]) -> None:
    both = change(*ours, *theirs)
    assert merged(change(*ours), change(*theirs)) == both
    assert merged(change(*theirs), change(*ours)) == both


@pytest.mark.parametrize(
    ("key", "items"),
    [
        ("links", ["url: https://example.org/a\n    title: A", "url: https://example.org/b\n    title: B"]),
        ("personas", ["id: mia\n    name: A", "id: bo\n    name: B"]),
    ],
)
def test_items_of_a_list_are_told_apart(key: str, items: list[str]) -> None:
    base = BASE + f"{key}:\n" + "".join(f"  - {item}\n" for item in items)
    one, other = (" A\n", " one\n"), (" B\n", " other\n")
    assert merged(change(one, base=base), change(other, base=base), base) == change(one, other, base=base)


def test_two_stages_at_the_same_place() -> None:
    place = "  - id: buy\n"
    one, other = NEW_STAGE.format(id="one"), NEW_STAGE.format(id="other")
    text = merged(change((place, one + place)), change((place, other + place)))
    assert text == change((place, one + other + place))


def test_what_one_removed_and_the_other_left_alone_goes() -> None:
    gone = change(("  - {id: bo, name: Bo}\n", ""))
    assert merged(gone, change(("A visit", "Another"))) == change(("A visit", "Another"), base=gone)


def test_another_indentation_is_no_change() -> None:
    data = yaml.load(BASE, yaml.CSafeLoader)
    wide = yaml.safe_dump(data, sort_keys=False, indent=6)
    text = merged(change(("score: -1", "score: 2")), wide.replace("Pays", "Pays cash"))
    assert yaml.load(text, yaml.CSafeLoader) == yaml.load(
        change(("score: -1", "score: 2"), ("name: Pays", "name: Pays cash")), yaml.CSafeLoader
    )


def test_the_same_field_is_in_conflict_and_it_alone() -> None:
    text = merged(
        change(("due: 2027-01-31", "due: 2027-02-28")), change(("due: 2027-01-31", "due: 2027-03-31"), ("idea", "done"))
    )
    assert text == change(
        (
            "    due: 2027-01-31\n",
            "<<<<<<< ours\n    due: 2027-02-28\n=======\n    due: 2027-03-31\n>>>>>>> theirs\n",
        ),
        ("idea", "done"),
    )


def test_changed_here_and_removed_there_is_a_conflict() -> None:
    stage = BASE[BASE.index("  - id: buy") : BASE.index("actions:")]
    text = merged(change(("name: Pays", "name: Pays cash")), change((stage, "")))
    assert text.count("<<<<<<<") == 1 and "=======\n>>>>>>> theirs" in text


def test_a_text_that_both_reworded_is_a_conflict() -> None:
    text = merged(change(("Smiles", "Laughs")), change(("Smiles", "Cries")))
    assert "<<<<<<< ours\n          - Laughs\n=======\n          - Cries\n>>>>>>> theirs\n" in text


@pytest.mark.parametrize("text", ["a: [", "[]", "{a: 1}", "&x a: 1\nb: *x\n\r\n"])
def test_what_cannot_be_merged_by_id_is_refused(text: str) -> None:
    with pytest.raises(Unmergeable):
        merge(BASE.encode(), text.encode(), BASE.encode())


def dumped(data: Any) -> bytes:
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=60).encode()


@functools.cache
def rewritten(path: Path) -> tuple[Any, bytes]:
    """What a sample says, which nobody may change, and the text that PyYAML writes of it."""
    data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return data, dumped(data)


@functools.cache
def starts(path: Path) -> list[int]:
    """The lines of a sample before which a comment may stand: within a text of many lines it would be no comment."""
    text = path.read_text("utf-8")
    inside: set[int] = set()
    for token in yaml.scan(text, yaml.CSafeLoader):
        if isinstance(token, yaml.ScalarToken):
            block = token.style in ("|", ">")  # which ends at the beginning of the line after it
            inside.update(range(token.start_mark.line + 1, token.end_mark.line + (not block)))
    return [number for number in range(1, text.count("\n")) if number not in inside]


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.sampled_from(SAMPLES))
def test_two_people_in_different_touchpoints(seed: int, path: Any) -> None:
    """Whatever each does to touchpoints of their own, both are in the merged journey, and nothing else changed."""
    random = Random(seed)
    data, before = rewritten(path)
    ids = [touchpoint["id"] for stage in data["stages"] for touchpoint in stage["touchpoints"]]
    mine = set(random.sample(ids, len(ids) // 2))
    sides = [copy.deepcopy(data), copy.deepcopy(data)]
    both = copy.deepcopy(data)
    for number, side in enumerate(sides):
        for version in (side, both):
            for stage in version["stages"]:
                for touchpoint in stage["touchpoints"]:
                    if (touchpoint["id"] in mine) == (number == 0):
                        touchpoint["name"] += f" {number}"
                        touchpoint["backstage"] = [f"Told by {number}"]
    found = merge(before, *map(dumped, sides))
    assert found.conflicts == 0
    assert yaml.load(found.text, yaml.CSafeLoader) == both


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.sampled_from(SAMPLES))
def test_every_line_that_anybody_wrote_is_there(seed: int, path: Any) -> None:
    """Comments put anywhere by one side, and words changed by the other, are all in the merged text."""
    random = Random(seed)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    ours = list(lines)
    for number, index in enumerate(sorted(random.choices(starts(path), k=5), reverse=True)):
        indent = len(lines[index]) - len(lines[index].lstrip(" "))
        ours.insert(index, f"{' ' * indent}# remark {number}\n")
    theirs = [
        line.rstrip("\n") + " indeed\n"
        if re.fullmatch(r" +(- )?(name|title): [^'\"{]*\n", line) and random.random() < 0.3
        else line
        for line in lines
    ]
    found = merge(*("".join(side).encode() for side in (lines, ours, theirs)))
    assert found.conflicts == 0
    written = "".join(theirs)
    assert sorted(re.sub(r" *# remark \d\n", "", found.text).splitlines()) == sorted(written.splitlines())
    assert found.text.count("# remark") == 5
    assert yaml.load(found.text, yaml.CSafeLoader) == yaml.load(written, yaml.CSafeLoader)


WAYS = """\
        next:
          - to: exit
            share: 0.2
            when: it rains
          - to: exit
            share: 0.1
            when: it is late
          - to: pays
            when: it is dry
"""


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("share: 0.2", "share: 0.3"), ("share: 0.1", "share: 0.4")),
        (("share: 0.2", "share: 0.3"), ("when: it is dry", "when: the sun shines")),
        (("when: it is dry", "when: the sun shines"), ("- to: pays\n", "- to: pays\n            share: 0.5\n")),
    ],
    ids=["two ways out", "a way out and another", "one way that says more and is reworded"],
)  # fmt: skip
def test_ways_are_told_apart_by_where_they_lead_and_when(ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    base = change(("        emotions: {score: 1}\n", WAYS))
    together = change(ours, theirs, base=base)
    if ours[0].startswith("when"):  # two goals alike would hide which of them has been reworded
        base, together = (text.replace("to: exit", "to: sees-ad", 1) for text in (base, together))
    found = merged(change(ours, base=base), change(theirs, base=base), base)
    assert yaml.load(found, yaml.CSafeLoader) == yaml.load(together, yaml.CSafeLoader)


def test_nobodys_feeling_stands_beside_a_persona_s() -> None:
    feelings = "        emotions:\n          - score: 1\n          - persona: ada\n            score: 2\n"
    base = change(("        emotions: {score: 1}\n", feelings))
    found = merged(change(("- score: 1", "- score: 0"), base=base), change(("score: 2", "score: 1.5"), base=base), base)
    assert yaml.load(found, yaml.CSafeLoader)["stages"][0]["touchpoints"][0]["emotions"] == [
        {"score": 0}, {"persona": "ada", "score": 1.5}
    ]  # fmt: skip

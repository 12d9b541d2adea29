"""Three versions merged by id: no conflict but at the very field that two people changed."""

from __future__ import annotations

import copy
import functools
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
import random_merges
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.history.merge import Style, Unmergeable, merge
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
    data = yaml.load(BASE, random_merges.Loader)
    wide = yaml.safe_dump(data, sort_keys=False, indent=6)
    text = merged(change(("score: -1", "score: 2")), wide.replace("Pays", "Pays cash"))
    assert yaml.load(text, random_merges.Loader) == yaml.load(
        change(("score: -1", "score: 2"), ("name: Pays", "name: Pays cash")), random_merges.Loader
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
    data = yaml.load(path.read_text("utf-8"), random_merges.Loader)
    return data, dumped(data)


@functools.cache
def starts(path: Path) -> list[int]:
    """The lines of a sample before which a comment may stand: within a text of many lines it would be no comment."""
    text = path.read_text("utf-8")
    inside: set[int] = set()
    for token in yaml.scan(text, random_merges.Loader):
        if isinstance(token, yaml.ScalarToken):
            block = token.style in ("|", ">")  # which ends at the beginning of the line after it
            inside.update(range(token.start_mark.line + 1, token.end_mark.line + (not block)))
    return [number for number in range(1, text.count("\n")) if number not in inside]


@settings(max_examples=20)
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
    assert yaml.load(found.text, random_merges.Loader) == both


@settings(max_examples=20)
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
    assert yaml.load(found.text, random_merges.Loader) == yaml.load(written, random_merges.Loader)


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
    assert yaml.load(found, random_merges.Loader) == yaml.load(together, random_merges.Loader)


def test_nobodys_feeling_stands_beside_a_persona_s() -> None:
    feelings = "        emotions:\n          - score: 1\n          - persona: ada\n            score: 2\n"
    base = change(("        emotions: {score: 1}\n", feelings))
    found = merged(change(("- score: 1", "- score: 0"), base=base), change(("score: 2", "score: 1.5"), base=base), base)
    assert yaml.load(found, random_merges.Loader)["stages"][0]["touchpoints"][0]["emotions"] == [
        {"score": 0}, {"persona": "ada", "score": 1.5}
    ]  # fmt: skip


AD, PAYS = "        name: Sees the ad # on the tram\n", "        name: Pays\n"
PAY = BASE[BASE.index("      - id: pays") : BASE.index("actions:")]


@pytest.mark.parametrize(
    ("ours", "theirs", "kept"),
    [
        ((AD, AD.replace("tram", "bus")), (AD, AD.replace("tram", "train")), "on the bus # on the train\n"),
        ((PAYS, "        name: Pays # a\n"), (PAYS, "        name: Pays # b\n"), "name: Pays # a # b\n"),
        ((AD, AD.replace("tram", "bus")), ("Sees the ad", "Hears it"), "name: Hears it # on the bus\n"),
        (("# Before", "# Long before"), ("# Before", "# Before that"), "# Long before\n  # Before that\n"),
        (("journeymap: 1", "# a\njourneymap: 1"), ("# The shop", "# b\n# The shop"), "# b\n# The shop"),
        (("# the end\n", "# the end\n# a\n"), ("# the end\n", "# the end\n# b\n"), "# the end\n# a\n# b\n"),
        (("# the end\n", "# the end!\n"), ("# the end\n", "# over\n"), "# the end!\n# over\n"),
        (("doing:\n", "doing: # a\n"), ("doing:\n", "doing: # b\n"), "doing: # a # b\n"),
    ],
)
def test_comments_of_both_sides_stay(ours: tuple[str, str], theirs: tuple[str, str], kept: str) -> None:
    assert kept in merged(change(ours), change(theirs))
    for text in (merged(change(ours), change(theirs)), merged(change(theirs), change(ours))):
        assert "<<<<" not in text
        assert all(comment in text for side in (ours, theirs) for comment in re.findall("#.*", side[1]))


def test_a_comment_in_what_the_other_side_removed_is_a_conflict() -> None:
    for commented in (
        change((PAYS, "        # why?\n" + PAYS)),
        change(("      - id: pays", "      # so\n      - id: pays")),
    ):
        gone = change((PAY, ""), ("    name: Buy\n    touchpoints:\n", "    name: Buy\n"))
        text = merged(commented, gone)
        assert "<<<<<<< ours" in text and re.search("# (why\\?|so)\n", text)


@pytest.mark.parametrize("flow", [False, True])
def test_another_id_meets_an_edit_of_the_same_touchpoint(flow: bool) -> None:
    base = BASE
    if flow:
        base = change((PAY, "      - {id: pays, name: Pays, emotions: {score: -1}}\n"))
    other_id = ("id: pays", "id: buys")
    edits = [
        ("- id: pays\n", "- id: pays # so\n"),
        (PAYS, PAYS + "        backstage: Till\n"),
        ("score: -1", "score: 2"),
    ]
    for edit in edits if not flow else edits[2:]:
        found = merged(change(other_id, base=base), change(edit, base=base), base)
        assert flow == ("<<<<" in found), "what is in brackets is one piece"
        if not flow:
            assert found == change(edit, other_id, base=base)


RENAMED = [
    ("      - id: pays\n", "      - id: {}\n"),
    ("  - {id: bo, name: Bo}\n", "  - {{id: {}, name: Bo}}\n"),
    ("          - Smiles\n", "          - {}\n"),
    ("    url: https://a.example\n", "    url: https://{}.example\n"),
    ("      nps:\n", "      {}:\n"),
    ("      - to: exit\n", "      - to: {}\n"),
    ("id: shop\n", "id: {}\n"),
]


@pytest.mark.parametrize(("old", "new"), RENAMED, ids=[old.strip() for old, _ in RENAMED])
def test_what_identifies_an_item_changed_in_two_ways_is_a_conflict(old: str, new: str) -> None:
    more = "        metrics:\n          nps:\n            value: 3\n        next:\n          - to: exit\n"
    base = (
        change(("          score: -1\n", "          score: -1\n" + more))
        + "links:\n  - title: A\n    url: https://a.example\n"
    )
    old = "".join(" " * (4 if old.lstrip().startswith(("nps", "- to")) else 0) + old)
    text = merged(
        change((old.strip(), new.format("sees-ad").strip()), base=base),
        change((old.strip(), new.format("buys").strip()), base=base),
        base,
    )
    assert text.count("<<<<<<<") == 1
    assert text.count("sees-ad") == BASE.count("sees-ad") + 1 and text.count("buys") == 1


def test_a_touchpoint_that_both_moved_elsewhere_is_a_conflict() -> None:
    stage = "  - id: {0}\n    name: {0}\n    touchpoints:\n      - id: t-{0}\n        name: T\n"
    base = change(
        ("actions:\n", stage.format("c") + stage.format("d") + "actions:\n"), (PAY, PAY + PAY.replace("pays", "stays"))
    )
    moved = [change((PAY, ""), (f"      - id: t-{to}\n", f"{PAY}      - id: t-{to}\n"), base=base) for to in "cd"]
    found = merge(*(text.encode() for text in (base, *moved)))
    assert found.conflicts == 1 and "JM212" in found.reasons[0]
    assert "<<<<<<< ours\n=======\n      - id: pays\n" in found.text


@pytest.mark.parametrize("turned", [False, True])
def test_what_one_moved_elsewhere_and_the_other_removed_is_a_conflict(*, turned: bool) -> None:
    stage = "  - id: c\n    name: C\n    touchpoints:\n      - id: t\n        name: T\n"
    base = change(("actions:\n", stage + "actions:\n"), (PAY, PAY + PAY.replace("pays", "stays")))
    removed = change((PAY, ""), base=base)
    moved = change((PAY, ""), ("      - id: t\n", f"{PAY}      - id: t\n"), base=base)
    sides = (moved, removed) if turned else (removed, moved)
    found = merge(*(text.encode() for text in (base, *sides)))
    assert found.conflicts == 1
    marked = "<<<<<<< ours\n{}=======\n{}>>>>>>> theirs\n".format(*((PAY, "") if turned else ("", PAY)))
    assert f"{marked}      - id: t\n" in found.text


def test_a_list_and_a_mapping_in_its_place_are_in_conflict_as_a_whole() -> None:
    items = [
        f"          - id: {name}\n            text: It {text}\n" for name, text in (("p1", "is slow"), ("p2", "beeps"))
    ]
    several = "        pains:\n" + "".join(items)
    one = "        pains:\n          id: p1\n          text: It is slow\n          severity: 3\n"
    base = change(("        name: Pays\n", f"        name: Pays\n{several}"))
    ours, theirs = change(("is slow", "takes long"), base=base), change((several, one), base=base)
    for sides in ((ours, theirs), (theirs, ours)):
        text = merged(*sides, base)
        assert tuple(random_merges.decided(text, side) for side in ("ours", "theirs")) == sides


def test_a_reword_against_a_removal_is_a_conflict() -> None:
    for sides in (
        (("Smiles", "Grins"), ("          - Smiles\n", "")),
        (("          - Smiles\n", ""), ("Smiles", "Grins")),
    ):
        text = merged(*map(change, sides))
        assert "          - Grins\n" in text and text.count("<<<<<<<") == 1


def order_of(*names: str) -> str:
    return change(("          - Looks up\n          - Smiles\n", "".join(f"          - {name}\n" for name in names)))


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        ("bacde", "abced", "baced"),
        ("bacde", "acbde", None),
        ("bcade", "bacde", None),
        ("bacde", "bacde", "bacde"),
        ("eabcd", "abcde", "eabcd"),
        ("bacdex", "aybced", "baycedx"),
    ],
)
def test_an_order_that_both_changed(ours: str, theirs: str, both: str | None) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        text = merged(order_of(*one), order_of(*other), order_of(*"abcde"))
        if both is None:
            assert text.count("<<<<<<<") == 1
        elif "y" not in both:
            assert text == order_of(*both)
        else:
            assert sorted(re.findall("- ([a-y])\n", text)) == sorted(both) and "<<<<" not in text


def test_an_error_that_neither_side_had_is_a_conflict_where_it_is() -> None:
    ours = change(("  - {id: bo, name: Bo}\n", ""))
    theirs = change(("    status: idea\n", "    status: idea\n    owner: bo\n"))
    found = merge(BASE.encode(), ours.encode(), theirs.encode())
    assert (found.conflicts, found.reasons[0].split()[-1]) == (1, "(JM201)")
    assert "<<<<<<< ours\n=======\n    owner: bo\n>>>>>>> theirs\n" in found.text
    assert merge(ours.encode(), ours.encode(), theirs.encode()).conflicts == 0, "theirs has it already"


def test_what_both_have_in_common_stands_outside_of_a_conflict() -> None:
    ours, theirs = "a\nb\nc\nd\n", "a\nx\nd\n"
    assert Style().write("a\nd\n", ours, theirs) == "a\n<<<<<<< ours\nb\nc\n=======\nx\n>>>>>>> theirs\nd\n"
    written = Style(form="zdiff3").write("a\nd\n", ours, theirs)
    assert written == "a\n<<<<<<< ours\nb\nc\n||||||| base\na\nd\n=======\nx\n>>>>>>> theirs\nd\n"
    written = Style("one", "two", "three", 9, "diff3").write("a\n", ours, theirs)
    assert written == f"<<<<<<<<< one\n{ours}||||||||| two\na\n=========\n{theirs}>>>>>>>>> three\n"
    assert Style(favour="theirs").write("", ours, theirs) == theirs


@pytest.mark.parametrize(("mark", "end"), [(b"", b"\r\n"), (b"\xef\xbb\xbf", b"\n"), (b"\xef\xbb\xbf", b"\r\n")])
def test_line_ends_and_the_byte_order_mark_stay(mark: bytes, end: bytes) -> None:
    ours, theirs = change(("A visit", "Another")), change(("name: Pays", "name: Pays cash"))
    written = [mark + text.encode().replace(b"\n", end) for text in (BASE, ours, theirs)]
    found = merge(*written)
    assert found.data == mark + change(("A visit", "Another"), ("name: Pays", "name: Pays cash")).encode().replace(
        b"\n", end
    )
    plain = merge(BASE.encode(), ours.encode(), written[2])
    assert plain.data == found.data, "the side that changed them"


def test_random_merges_lose_and_double_nothing() -> None:
    """More of them: `python tests/history/random_merges.py 500`."""
    clean = 0
    for seed in range(6):
        versions = random_merges.versions(Random(seed))
        try:
            found = merge(*(text.encode() for text in versions))
        except Unmergeable:
            continue
        clean += not found.conflicts
        assert random_merges.faults(versions, found.text, is_clean=not found.conflicts) == [], f"seed {seed}"
    assert clean


def test_what_one_calls_otherwise_and_the_other_adds_is_not_one_item() -> None:
    """Theirs has both: the old one still, and one that is called as ours calls it."""
    text = merged(
        change(("Smiles", "Grins")), change(("          - Smiles\n", "          - Smiles\n          - Grins\n"))
    )
    assert text.count("- Grins\n") == 1 and "- Smiles\n" not in text
    bo = "  - {id: bo, name: Bo}\n"
    text = merged(change((bo, bo.replace("id: bo", "id: cy"))), change((bo, bo + "  - {id: cy, name: Bo}\n")))
    assert text.count("id: cy") == 1


def test_what_stands_in_the_place_of_another_does_not_take_its_edits() -> None:
    other = "      - id: rings\n        name: Rings the bell\n        backstage: Porter\n"
    text = merged(change((PAY, other)), change((PAY, PAY + "        owner: ada\n")))
    ours, theirs = text.partition("<<<<<<< ours\n")[2].split("=======\n")
    assert ours == other and theirs.startswith(PAY + "        owner: ada\n>>>>>>> theirs\n")


def test_what_both_moved_to_one_place_has_the_edits_of_both() -> None:
    smiles = PAY + "        doing:\n          - Waits\n"
    base = change((PAY, smiles + PAY.replace("pays", "stays")))
    place = "      - id: sees-ad\n"
    moved = change((smiles, ""), (place, smiles + place), base=base)
    ours, theirs = (
        change(("score: -1", "score: 0"), base=moved),
        change(("        doing:\n          - Waits\n", ""), base=moved),
    )
    assert merged(ours, theirs, base) == change(("score: -1", "score: 0"), base=theirs)


def test_what_both_add_has_nothing_to_do_with_its_like_elsewhere() -> None:
    feeling = "        emotions:\n          - persona: mia\n            score: {}\n"
    base = change(
        ("        emotions: {score: 1}\n", feeling.format(1)), ("        emotions:\n          score: -1\n", "")
    )
    sides = [base.replace("        name: Pays\n", "        name: Pays\n" + feeling.format(score)) for score in (1, 2)]
    assert "<<<<<<< ours" in merged(sides[0], sides[1], base)


def test_the_branches_of_a_tree_are_told_apart_by_whom_they_are_for() -> None:
    base = """\
journeymap: 1
id: x
title: X
stages: []
trees:
  - id: care
    title: Care
    interaction: A call
    questions:
      - id: who
        question: Who?
        by: segment
        branches:
          - {segments: [home, flat], do: Call}
          - {segments: shop, do: Write}
          - {do: Wait}
"""
    ours = base.replace("do: Call", "do: Call at once").replace("do: Wait", "do: Wait a day")
    theirs = base.replace("do: Write", "do: Write today")
    done = merge(base.encode(), ours.encode(), theirs.encode())
    assert not done.conflicts
    text = done.data.decode()
    assert "{segments: [home, flat], do: Call at once}" in text
    assert "{segments: shop, do: Write today}" in text and "{do: Wait a day}" in text

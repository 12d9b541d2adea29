"""Whatever is written on the notes, the journey that comes of them reads back, and the second time changes nothing."""

from __future__ import annotations

import datetime as dt
import functools
import json
import operator
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.diagnostics import Severity
from journeymap.model import Journey, read_journey
from journeymap.pipeline.check import check
from journeymap.settings import Settings
from journeymap.source import load
from journeymap.source.splice import splice
from journeymap.source.tree import to_json
from journeymap.style.locale import load_words
from journeymap.workshop.asks import lanes_beside
from journeymap.workshop.capture.edits import Captured
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.capture.read_back import capture
from journeymap.workshop.cells import tidy
from journeymap.workshop.grid import Grid

SAMPLES = {path.name: path.read_bytes() for path in sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))}
FEW = ["slow", "Slow ", "a: b, c", "איטי", "# no", "=1", 'it\'s "it"', "", "12", "{x}", "exit", "- y"]
TEXTS = st.sampled_from(FEW) | st.text(max_size=20)
LOOSE = """\
journeymap: 1
id: loose
title: x
personas: [{id: mia, name: Mia}, {id: bo, name: Bo}]
owners: [{id: ann, name: Ann}]
stages:
- id: a
  name: A
  touchpoints:
  - id: t
    name: T
    doing: >-
      folded
      text
    channels:
    thinking: {text: hm, persona: mia}
    emotions:
      persona: mia
      # mia's view
      score: 1
    pains: |
      block text

    # after the pains
    opportunities: ~
  - {id: u, name: U, doing: 'one, two', pains: [], emotions: [{persona: bo, score: -1}]}
- {id: b, name: B, touchpoints: [{id: v, name: V, pains: alone}]}
- id: c
  name: C
custom:
- id: own
  name: Own
  texts:
- {id: more, name: More, texts: {t: x}}
- {id: none, name: None}
"""
FILES = {**SAMPLES, "loose": LOOSE.encode(), "json": json.dumps(to_json(load(LOOSE.encode(), "x").tree)).encode()}  # type: ignore[arg-type]


@functools.cache
def journey_of(data: bytes) -> Journey:
    loaded = load(data, "x")
    assert loaded.tree is not None and not [each for each in loaded.findings if each.code != "JM006"], loaded.findings
    journey, findings = read_journey(loaded.tree)
    assert journey is not None and not findings, findings
    return journey


def captured(data: bytes, notes: list[Note]) -> Captured:
    journey = journey_of(data)
    return capture(notes, journey, load_words(journey.language))


@functools.cache
def errors(data: bytes) -> set[tuple[str, str]]:
    checked = check(data, "x", Settings(today=dt.date(2026, 11, 21)))
    return {(each.code, each.message) for each in checked.diagnostics if each.severity is Severity.ERROR}


@st.composite
def walls(draw: st.DrawFn) -> tuple[str, list[Note]]:
    name = draw(st.sampled_from(sorted(FILES)))
    journey = journey_of(FILES[name])
    wall = Grid.of(journey, load_words("en"))
    places = [
        wall.ref(stage, lane, position)
        for stage in wall.stages[:3]
        for lane in wall.lanes
        for position in (None, 1, 2, 3, 9)
    ]
    beside = [lane.title for lane in lanes_beside(load_words(journey.language))]
    place = st.fixed_dictionaries({"ref": st.sampled_from(places)}) | st.fixed_dictionaries(
        {"lane": st.sampled_from(beside)}
    )
    cells = st.fixed_dictionaries(
        {"text": TEXTS},
        optional={
            "touchpoint": st.sampled_from([each.id for each in journey.touchpoints] + ["new-one"]),
            "persona": st.sampled_from([each.id for each in journey.personas] or [""]) | st.just("Noa"),
            "score": st.sampled_from(["1", "-1.5", "0", "2,0", "9"]),
            "votes": st.sampled_from(["0", "3", "4"]),
            "owner": st.sampled_from([*(each.id for each in journey.owners), "Dana Levi", "Dana", "Dana Cohen", "Rut"]),
            "due": st.sampled_from(["2027-01-31", "31.1.2027", "soon"]),
            "severity": st.sampled_from(["1", "5", "6"]),
            "moment": st.sampled_from(["x", "zmot", "late"]),
            "impact": st.sampled_from(["2", "4"]),
            "effort": st.sampled_from(["1", "3", "high"]),
            "measure": st.sampled_from(["Calls", "Returns: by size"]),
        },
    )
    rows = draw(st.lists(st.builds(operator.or_, place, cells), min_size=1, max_size=12))
    return name, [Note(number, {key: tidy(cell) for key, cell in row.items()}) for number, row in enumerate(rows, 2)]


@settings(max_examples=50)
@given(walls())
def test_any_wall_comes_back_whole_and_once(wall: tuple[str, list[Note]]) -> None:
    data, notes = FILES[wall[0]], wall[1]
    first = captured(data, notes)
    after = splice(data, "x", first.edits)
    journey = journey_of(after)
    again = captured(after, notes)
    assert again.edits == ()
    assert [why.split(":")[0] for why in again.unplaced] == [why.split(":")[0] for why in first.unplaced]
    assert len({each.id for each in journey.touchpoints}) == len(journey.touchpoints)
    assert errors(after) <= errors(data)
    kept = {line.strip() for line in after.decode().splitlines()}
    comments = [line.strip() for line in data.decode().splitlines() if line.lstrip().startswith("#")]
    assert [line for line in comments if line not in kept] == []


ALONE = """\
journeymap: 1
id: alone
title: x
personas: [{id: mia, name: Mia}]
stages:
- {id: a, name: A, emotions: {score: 2}, touchpoints: [{id: t, name: T, emotions: {score: 1}}]}
- {id: b, name: B, touchpoints: [{id: u, name: U, emotions: {label: glad}}]}
"""


def test_who_was_alone_keeps_her_feelings_when_others_join():
    data = ALONE.encode()
    notes = [Note(2, {"lane": "personas", "text": "Noa"}), Note(3, {"ref": "A4.1", "persona": "Noa", "score": "-2"})]
    first = captured(data, notes)
    assert first.unplaced == ()
    after = splice(data, "x", first.edits)
    journey = journey_of(after)
    felt = [each.persona for stage in journey.stages for part in (stage, *stage.touchpoints) for each in part.emotions]
    assert felt == ["mia", "mia", "noa", "mia"]
    assert errors(after) == set() and captured(after, notes).edits == ()


def test_nobody_joins_where_feelings_do_not_say_whose_they_are():
    data = ALONE.replace("personas: [{id: mia, name: Mia}]\n", "").encode()
    found = captured(data, [Note(2, {"lane": "personas", "text": "Noa"})])
    assert found.edits == () and "do not say whose they are" in found.unplaced[0]


@pytest.mark.parametrize("data", [FILES["loose"], FILES["json"]], ids=["yaml", "json"])
def test_every_form_that_a_list_can_have_takes_a_note(data: bytes) -> None:
    notes = [
        Note(number, {"ref": ref, "text": text, **more})
        for number, (ref, text, more) in enumerate(
            [
                ("A2.1", "done", {}),
                ("A3.1", "thought", {"persona": "bo"}),
                ("A4.1", "glad", {"persona": "mia", "score": "2"}),
                ("A4.1", "sad", {"persona": "bo", "score": "-2"}),
                ("A5.1", "block text", {"votes": "2"}),
                ("A5.1", "pain", {}),
                ("A7.1", "chance", {"votes": "1"}),
                ("A8.1", "App", {}),
                ("A2.2", "three", {}),
                ("A5.2", "pain two", {}),
                ("B5", "alone", {"votes": "5"}),
                ("B5", "not alone", {}),
                ("A10.1", "own", {}),
                ("A10.2", "own", {}),
                ("A11.1", "more", {}),
                ("A12.1", "none", {}),
                ("C1", "First", {}),
                ("C13", "Act", {"owner": "ann"}),
            ],
            2,
        )
    ]
    first = captured(data, notes)
    assert (first.unplaced, first.remarks) == ((), ())
    journey = journey_of(splice(data, "x", first.edits))
    t, u, v, new = journey.touchpoints
    assert [each.text for each in t.doing] == ["folded text", "done"]
    assert (t.channel_texts, [each.text for each in u.doing]) == (("App",), ["one, two", "three"])
    assert [(each.text, each.persona) for each in t.thinking] == [("hm", "mia"), ("thought", "bo")]
    assert [(each.persona, each.score, each.label, each.evidence) for each in t.emotions] == [
        ("mia", 2, "glad", "observed"), ("bo", -2, "sad", "observed")]  # fmt: skip
    assert [(each.text, each.votes) for each in t.pains] == [("block text", 2), ("pain", None)]
    assert [(each.id, each.text, each.votes) for each in t.opportunities] == [("chance", "chance", 1)]
    assert [(each.text, each.votes) for each in v.pains] == [("alone", 5), ("not alone", None)]
    assert [dict(each.texts) for each in journey.custom] == [
        {"t": ("own",), "u": ("own",)}, {"t": ("x", "more")}, {"t": ("none",)}]  # fmt: skip
    assert (new.id, journey.actions[0].stages, journey.actions[0].answerable) == ("first", ("c",), "ann")
    assert len({each.id for each in [*t.pains, *u.pains, *v.pains] if each.id}) == 3


def test_ids_are_short_and_never_taken_twice() -> None:
    text = "A very long step that says all there is to say about it"
    steps = [("B1", text), ("A1", text), ("A1", "ב"), ("A1", "Exit"), ("A1", "10")]
    notes = [Note(row, {"ref": ref, "text": name}) for row, (ref, name) in enumerate(steps, 2)]
    journey = journey_of(splice(LOOSE.encode(), "x", captured(LOOSE.encode(), notes).edits))
    ids = [each.id for each in journey.touchpoints]
    long = "a-very-long-step-that-says-all-there-is"
    assert ids == ["t", "u", f"{long}-2", "a-step-2", "exit-2", "a-step-4", "v", long]


def test_a_new_step_needs_no_way_where_the_rest_of_the_customers_comes_to_it() -> None:
    data = b"""\
journeymap: 1
id: x
title: x
stages:
  - id: a
    name: A
    touchpoints:
      - {id: t, name: T, next: [{to: exit, share: 40%}]}
      - {id: u, name: U}
"""
    done = captured(data, [Note(2, {"ref": "A1.2", "text": "New"})])
    first, new, _ = journey_of(splice(data, "x", done.edits)).touchpoints
    assert [(way.to, way.share) for way in first.next] == [("exit", 0.4)]
    assert new.id == "new"
    assert done.remarks == ("row 2: it stands at A1.2; the touchpoints after it count one further",)


@pytest.mark.parametrize(
    ("ways", "after"),
    [
        ("[{to: u, share: 60%}, {to: exit, share: 40%}]", "[{to: new, share: 60%}, {to: exit, share: 40%}]"),
        ("u", "new"),
        ("[exit, u]", "[exit, new]"),
        ("{to: u, when: hungry}", "{to: new, when: hungry}"),
        ("[exit]", "[exit, {to: new}]"),
        ("exit", "\n          - exit\n          - {to: new}"),
    ],
)
def test_a_new_step_is_on_the_way(ways: str, after: str) -> None:
    data = f"""\
journeymap: 1
id: x
title: x
stages:
  - id: a
    name: A
    touchpoints:
      - id: t
        name: T
        next: {ways}
      - id: u
        name: U
""".encode()
    done = captured(data, [Note(2, {"ref": "A1.2", "text": "New"})])
    text = splice(data, "x", done.edits).decode()
    assert f"next: {after}\n".replace(": \n", ":\n") in text
    assert [way.to for way in journey_of(text.encode()).touchpoints[0].next].count("new") == 1
    assert any("customers come to it first" in each or "a way from" in each for each in done.remarks)


def test_a_channel_comes_back_as_the_journey_writes_it() -> None:
    data = b"""\
journeymap: 1
id: x
title: X
channels: [{id: care, name: Care line}]
stages:
- id: a
  name: A
  touchpoints:
  - {id: t, name: T, channels: [care]}
  - {id: u, name: U, channels: Web shop}
"""
    told = [("A8.1", "CARE LINE"), ("A8.1", "WEB  SHOP"), ("A8.2", "Fax")]
    notes = [Note(number, {"ref": ref, "text": text}) for number, (ref, text) in enumerate(told, 2)]
    t, u = journey_of(splice(data, "x", captured(data, notes).edits)).touchpoints
    assert (t.channel_texts, u.channel_texts) == (("care", "Web shop"), ("Web shop", "Fax"))


def _lines_run(lane: str, rows: int) -> int:
    """How many lines of Python it takes to place so many notes of one cell."""
    notes = [Note(number, {"ref": lane, "text": f"Note {number}"}) for number in range(2, rows + 2)]
    journey, words = journey_of(FILES["loose"]), load_words("en")
    count = 0

    def trace(frame: object, event: str, argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        capture(notes, journey, words)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("lane", ["A1", "A1.1", "A2.1", "A5.1", "A10.1", "A11.1"])
def test_ten_times_the_rows_are_at_most_eleven_times_the_work(lane: str) -> None:
    _lines_run(lane, 2)  # imports
    assert _lines_run(lane, 300) <= 11 * _lines_run(lane, 30)


def test_texts_that_give_one_id_are_counted_on() -> None:
    notes = [Note(number, {"ref": "A5.1", "text": f"Slow{'!' * number}"}) for number in range(2, 302)]
    after = journey_of(splice(FILES["loose"], "x", captured(FILES["loose"], notes).edits))
    ids = [pain.id for pain in after.touchpoints[0].pains]
    assert ids[1:] == ["slow", *(f"slow-{count}" for count in range(2, 301))]


def test_of_several_owners_a_wall_changes_the_one_who_answers() -> None:
    data = MANY_OWNERS.encode()
    notes = [Note(2, {"ref": "C10", "text": "Do", "owner": "bo"}), Note(3, {"ref": "A1.1", "text": "T", "owner": "bo"})]
    back = captured(data, notes)
    assert back.unplaced == ()
    found = journey_of(splice(data, "x", back.edits))
    assert (found.actions[0].owner, found.touchpoints[0].owner) == (("bo", "cy"), ("bo", "cy"))


MANY_OWNERS = """\
journeymap: 1
id: x
title: X
owners: [{id: ann, name: Ann}, {id: bo, name: Bo}, {id: cy, name: Cy}]
stages:
  - {id: a, name: A, touchpoints: [{id: t, name: T, owner: [ann, cy]}]}
  - {id: b, name: B, touchpoints: [{id: u, name: U}]}
  - {id: c, name: C, touchpoints: [{id: v, name: V}]}
actions:
  - id: a1
    title: Do
    owner: [ann, cy]
"""


def test_every_wall_has_a_lane_for_what_works_well() -> None:
    plain = b"""\
journeymap: 1
id: x
title: X
stages:
- id: a
  name: A
  touchpoints:
  - {id: t, name: T, pains: Dark, opportunities: A lamp}
"""
    lit = plain.replace(b"pains: Dark", b"gains: Warm")
    listed = plain.replace(b"stages:", b"lanes: [gains]\nstages:", 1)
    words = load_words("en")
    assert [len(Grid.of(journey_of(data), words).lanes) for data in (plain, lit, listed)] == [10, 10, 10]
    notes = [Note(2, {"ref": "A6.1", "text": "warm", "votes": "3"}), Note(3, {"ref": "A6.1", "text": "Quick"})]
    (step,) = journey_of(splice(lit, "x", captured(lit, notes).edits)).touchpoints
    assert [(gain.text, gain.votes) for gain in step.gains] == [("Warm", 3), ("Quick", None)]
    assert [each.text for each in step.opportunities] == ["A lamp"]

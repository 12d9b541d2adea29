"""The canvas keeps its promises: notes of true size, a reference in every cell, nothing over anything else."""

from __future__ import annotations

import functools
import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys import journey_from, made_up

from journeymap.errors import UserError
from journeymap.layout import Scene
from journeymap.layout.scene import Group, Rect, TextLine
from journeymap.model import Journey
from journeymap.style.locale import load_words
from journeymap.workshop.grid import Grid
from journeymap.workshop.kit.canvas import draw_canvas
from journeymap.workshop.kit.frame import Frame
from journeymap.workshop.kit.paper import frame_for
from journeymap.workshop.kit.true_sizes import MM, NoteSize, note_size

NOTES = (NoteSize(), NoteSize(51, 51), NoteSize(127, 127), NoteSize(127, 76))


@functools.cache
def journey_of(language: str = "en", *, stages: int = 4, touchpoints: int = 9, custom: bool = False) -> Journey:
    source = language if language != "ar" else "fa"
    data = made_up(5, language=source, stages=stages, touchpoints=touchpoints, personas=2, longest=120)
    data["language"] = language
    if custom:
        data["custom"] = [{"id": "steps", "name": "Questions to ask"}, {"id": "proof", "name": "Proof"}]
    return journey_from(data)


@functools.cache
def canvas_of(journey: Journey, note: NoteSize = NOTES[0], **asked: Any) -> tuple[Scene, Frame, Grid]:
    words = load_words(journey.language)
    grid = Grid.of(journey, words)
    frame = frame_for(journey, grid, note, **asked)
    return draw_canvas(journey, frame, words, filled=True), frame, grid


def groups(scene: Scene, kind: str) -> list[Group]:
    return [element for element in scene.elements() if isinstance(element, Group) and element.kind == kind]


def box(text: TextLine) -> tuple[float, float, float, float]:
    half = text.width / 2
    return text.middle - half, text.baseline - 0.7 * text.size, text.middle + half, text.baseline + 0.1 * text.size


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    air = 0.1
    return one[0] < other[2] - air and other[0] < one[2] - air and one[1] < other[3] - air and other[1] < one[3] - air


@pytest.mark.parametrize("note", NOTES, ids=str)
@pytest.mark.parametrize("language", ["en", "he", "fa", "ar"])
class TestCanvas:
    def test_a_place_for_a_note_has_the_true_size_of_the_note(self, language: str, note: NoteSize) -> None:
        scene, _, _ = canvas_of(journey_of(language), note)
        slots = groups(scene, "slot")
        assert len(slots) == 9 * sum(max(2, n) for n in (3, 2, 2, 2))
        for slot in slots:
            (mark,) = slot.children
            assert isinstance(mark, Rect)
            assert (mark.width / MM, mark.height / MM) == pytest.approx((note.width, note.height), abs=0.001)

    def test_every_cell_says_its_reference_and_the_grid_finds_it(self, language: str, note: NoteSize) -> None:
        scene, _, grid = canvas_of(journey_of(language, custom=True), note)
        cells = groups(scene, "cell")
        assert len(cells) == len(grid.stages) * len(grid.lanes) == 4 * 12
        for cell in cells:
            place = grid.place(cell.data["ref"])
            assert place is not None
            assert (place.stage.stage.id, place.lane.name) == (cell.data["stage"], cell.data["lane"])
            said = [text for text in cell.children if isinstance(text, TextLine) and text.string == cell.data["ref"]]
            assert len(said) == 1
            assert said[0].size * 72 / 96 >= 10

    def test_nothing_lies_on_anything_else(self, language: str, note: NoteSize) -> None:
        scene, _, grid = canvas_of(journey_of(language), note)
        slots = [slot.children[0] for slot in groups(scene, "slot")]
        boxes = [(m.x, m.y, m.x + m.width, m.y + m.height) for m in slots if isinstance(m, Rect)]
        assert not [pair for pair in itertools.combinations(boxes, 2) if overlap(*pair)]
        texts = list(scene.texts())
        hits = [(a.string, b.string) for a, b in itertools.combinations(texts, 2) if overlap(box(a), box(b))]
        assert hits == []
        references = [text for text in texts if grid.place(text.string)]
        assert not [text.string for text in references for slot in boxes if overlap(box(text), slot)]

    def test_the_names_of_stages_stay_in_their_band(self, language: str, note: NoteSize) -> None:
        scene, frame, _ = canvas_of(journey_of(language), note)
        (band,) = (group for group in groups(scene, "band") if group.id == "band-stages")
        for stage, (_, place) in zip((g for g in band.children if isinstance(g, Group)), frame.stages, strict=True):
            start = frame.width - place.end if scene.rtl else place.x
            for text in (child for child in stage.children if isinstance(child, TextLine)):
                left, top, right, bottom = (edge / MM for edge in box(text))
                assert start <= left and right <= start + place.width, text.string
                air = 2 * note.scale  # above and below; the band ends above the first lane
                assert place.y + air <= top and bottom <= place.bottom - 4 * note.scale - air, text.string

    def test_everything_is_on_the_sheet(self, language: str, note: NoteSize) -> None:
        scene, frame, _ = canvas_of(journey_of(language), note)
        assert (scene.width / MM, scene.height / MM) == pytest.approx((frame.width, frame.height))
        for text in scene.texts():
            left, top, right, bottom = box(text)
            assert left >= 0 and top >= 0 and right <= scene.width and bottom <= scene.height, text.string


@settings(max_examples=15)
@given(
    stages=st.integers(1, 12),
    touchpoints=st.integers(1, 40),
    note=st.builds(NoteSize, st.floats(25, 250), st.floats(25, 250)),
)
def test_the_cells_fill_the_frame_whatever_the_journey(stages: int, touchpoints: int, note: NoteSize) -> None:
    journey = journey_of(stages=stages, touchpoints=touchpoints)
    _, frame, _ = canvas_of(journey, note)
    for cell in frame.cells:
        for slot in cell.slots:
            assert cell.box.x <= slot.x and slot.end <= cell.box.end + 0.01
            assert cell.box.y < slot.y and slot.bottom <= cell.box.bottom + 0.01
        assert cell.box.end <= frame.width and cell.box.bottom <= frame.foot.y + 0.01
    for one, other in itertools.combinations(frame.stages, 2):
        assert one[1].end <= other[1].x


def test_a_stage_has_a_place_for_each_touchpoint_from_two_to_six() -> None:
    journey = journey_of(stages=3, touchpoints=24)
    data = [len(cell.slots) for cell in canvas_of(journey)[1].cells[:3]]
    assert data == [6, 6, 6]
    assert [len(cell.slots) for cell in canvas_of(journey_of(stages=2, touchpoints=1))[1].cells[:2]] == [2, 2]


def test_a_mirrored_canvas_starts_on_the_right() -> None:
    def first_cell(language: str) -> float:
        scene, _, _ = canvas_of(journey_of(language))
        cell = next(group for group in groups(scene, "cell") if group.data["ref"] == "A1")
        return next(child.middle for child in cell.children if isinstance(child, TextLine)) / scene.width

    assert first_cell("en") < 0.3
    assert first_cell("he") > 0.7


class TestPaper:
    def test_auto_takes_the_smallest_sheet_that_holds_it(self) -> None:
        journey = journey_of(stages=2, touchpoints=4)
        small = canvas_of(journey, NoteSize(25, 25))[1]
        assert sorted((small.width, small.height)) in ([297, 420], [420, 594])
        large = canvas_of(journey)[1]
        assert sorted((large.width, large.height)) == [841, 1189]

    def test_beyond_the_largest_sheet_it_is_as_large_as_it_needs(self) -> None:
        _, frame, _ = canvas_of(journey_of(stages=6, touchpoints=24))
        assert frame.width > 1189
        assert frame.width == int(frame.width)

    def test_a_sheet_that_is_too_small_is_refused_with_what_would_help(self) -> None:
        with pytest.raises(UserError) as refused:
            canvas_of(journey_of(stages=2, touchpoints=4), paper="A2")
        assert "76 × 76 mm notes need" in refused.value.message
        assert "--note 25" in refused.value.hint
        assert "--paper A0" in refused.value.hint
        assert "--tile A4" in refused.value.hint

    def test_tiled_it_is_drawn_at_true_size_whatever_the_sheet(self) -> None:
        _, frame, _ = canvas_of(journey_of(stages=2, touchpoints=4), paper="A2", tiled=True)
        assert frame.height > 594
        assert frame.cells[0].slots[0].width == 76

    def test_the_orientation_that_is_asked_for_is_kept(self) -> None:
        _, frame, _ = canvas_of(journey_of(stages=2, touchpoints=4), paper="A0", orientation="portrait")
        assert (frame.width, frame.height) == (841, 1189)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("76x76mm", (76, 76)), ("51", (51, 51)), ("127x76", (127, 76)), ("3in", (76.2, 76.2)), ("7.6 cm", (76, 76))],
)
def test_sizes_of_notes(asked: str, expected: tuple[float, float]) -> None:
    note = note_size(asked)
    assert (note.width, note.height) == pytest.approx(expected)


@pytest.mark.parametrize("asked", ["", "big", "0", "10", "76x", "9999", "-5", "76x76px"])
def test_what_is_no_note_is_refused(asked: str) -> None:
    with pytest.raises(UserError):
        note_size(asked)


@pytest.mark.parametrize(("language", "digits"), [("en", "1234"), ("he", "1234"), ("fa", "۱۲۳۴")])
def test_rows_and_steps_are_numbered_in_the_digits_of_the_language(language: str, digits: str) -> None:
    scene, _, grid = canvas_of(journey_of(language))
    rows = {int(each.id.rsplit("-", 1)[1]): each for each in groups(scene, "band") if "lane" in each.data}
    assert len(rows) == len(grid.lanes) > 4
    for number, digit in enumerate(digits, 1):
        strings = [mark.string for mark in rows[number].children if isinstance(mark, TextLine)]
        assert digit in strings
    steps = [mark.string for mark in scene.elements() if isinstance(mark, TextLine) and mark.string in "12۱۲"]
    assert steps.count(digits[1]) > 1 and not set(steps) - set(digits)

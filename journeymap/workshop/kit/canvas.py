"""The canvas for the wall: stages and lanes of the map, with a reference and empty slots for notes in each cell.

It is drawn at true size, so that a sticky note covers its slot exactly. The reference of a cell is above its notes,
where none covers it.
"""

from __future__ import annotations

from journeymap.layout import Scene
from journeymap.layout.standing_texts import kind_of
from journeymap.model import Journey
from journeymap.style.locale import Words
from journeymap.workshop.asks import DATE, FACILITATOR, NAMES, OWN, PERSONAS, TEAM
from journeymap.workshop.grid import ACTIONS, FEELING, STEPS, GridLane, GridStage
from journeymap.workshop.kit.foot import draw_foot
from journeymap.workshop.kit.frame import PAD, STAGE_GAP, CanvasBox, CanvasCell, Frame
from journeymap.workshop.kit.sheet import MillimetreCanvas
from journeymap.workshop.kit.true_sizes import MM, fitting
from journeymap.workshop.kit.types import CanvasTypes

_ICONS = {
    "steps": "person",
    "doing": "doing",
    "thinking": "thinking",
    "feeling": "feeling",
    "pains": "pains",
    "gains": "gains",
    "opportunities": "opportunities",
    "channels": "channels",
    "backstage": "backstage",
    "actions": "improvements",
}
_VOTES = 5
_STEPS = (2, 1, 0, -1, -2)
_FACES = {2: "face-high", 0: "face-neutral", -2: "face-low"}


def draw_canvas(journey: Journey, frame: Frame, words: Words, *, filled: bool = False) -> Scene:
    """The canvas of a journey in a frame; with `filled`, the names of its touchpoints are printed faintly."""
    drawing = _Drawing(journey, frame, words, filled=filled)
    drawing.draw()
    return drawing.scene()


class _Drawing:
    """A canvas under construction."""

    def __init__(self, journey: Journey, frame: Frame, words: Words, *, filled: bool) -> None:
        self._journey = journey
        self._frame = frame
        self._words = words
        self._filled = filled
        self._scale = frame.note.scale
        self._types = CanvasTypes.scaled(self._scale)
        self._sheet = MillimetreCanvas(frame.width, frame.height, rtl=journey.is_rtl)

    def scene(self) -> Scene:
        title = f"{self._journey.title} – {self._words['workshop-canvas']}"
        stages = self._words["list-comma"].join(f"{stage.letter} {stage.stage.name}" for stage, _ in self._frame.stages)
        return self._sheet.scene(
            title, f"{self._words.labelled(self._words['stages'], stages)}.", self._journey.language
        )

    def draw(self) -> None:
        group = self._sheet.group
        with group("corners"):
            self._draw_corners()
        with group("band-head", "band"):
            self._draw_head()
        with group("band-stages", "band"):
            for index, (stage, box) in enumerate(self._frame.stages):
                self._draw_stage(stage, box, first=index == 0, last=index == len(self._frame.stages) - 1)
        for lane, box in self._frame.lanes:
            with group(f"band-lane-{lane.number}", "band", lane=lane.name):
                self._draw_lane(lane, box)
        with group("band-foot", "band"):
            draw_foot(self._sheet, self._types, self._frame, self._words)

    def _draw_corners(self) -> None:
        """Draw a mark in each corner of the sheet, with which a photo of the wall can be straightened."""
        sheet, inset, arm = self._sheet, 10.0, 5.0
        for x in (inset, sheet.width - inset):
            for y in (inset, sheet.height - inset):
                sheet.circle(x, y, 3, stroke="ink", width=1.5)
                sheet.circle(x, y, 1, "ink")
                sheet.line(x - arm, y, x + arm, y, "ink", 1.2)
                sheet.line(x, y - arm, x, y + arm, "ink", 1.2)

    def _draw_head(self) -> None:
        sheet, types, words, box, scale = self._sheet, self._types, self._words, self._frame.head, self._scale
        fields = min(box.width * 0.36, 330 * scale)
        room = box.width - fields - 16 * scale
        kind = kind_of(self._journey, words)
        y = sheet.lines(box.x, box.y, f"{words['workshop-canvas']} · {kind}", room, types.lead, "ink2", most=1)
        y = sheet.lines(box.x, y + 1.5 * scale, self._journey.title, room, types.title, most=2) + 3 * scale
        for key, text in (("scenario", self._journey.scenario), ("goal", self._journey.goal)):
            most = int((box.bottom - 8 * scale - y) / (types.lead.leading / MM))
            if not text and y < box.bottom - 16 * scale:
                y += 11 * scale
                start = box.x + sheet.text(box.x, y, words[key], types.lead_strong) + 4 * scale
                with sheet.asking(key):
                    sheet.writing_line(start, y + 1, box.x + room - start)
            if text and most > 0:
                width = sheet.text(box.x, y + types.lead.leading / MM * 0.75, words[key], types.lead_strong)
                start = box.x + width + 4 * scale
                y = sheet.lines(start, y, text, room - width - 4 * scale, types.lead, "ink2", most=min(most, 2))
                y += 1.5 * scale
        self._draw_fields(box.end - fields, box.y, fields)

    def _draw_fields(self, x: float, top: float, width: float) -> None:
        """Draw the lines on which the team writes names, date and persona."""
        sheet, types, words, scale = self._sheet, self._types, self._words, self._scale
        gap, step = 8 * scale, 14.5 * scale
        half = (width - gap) / 2
        rows = (
            ((NAMES, "workshop-names", width),),
            ((NAMES, "", width),),
            ((FACILITATOR, "facilitator", half), (DATE, "date", half)),
            ((PERSONAS, "persona", half), (TEAM, "workshop-team", half)),
        )
        for index, row in enumerate(rows):
            y, start = top + step * (index + 1) - 3 * scale, x
            for lane, key, room in row:
                label = sheet.text(start, y, words[key], types.label, "ink2") + 3 * scale if key else 0
                with sheet.asking(lane):
                    sheet.writing_line(start + label, y + 1, room - label)
                start += room + gap

    def _draw_stage(self, stage: GridStage, box: CanvasBox, *, first: bool, last: bool) -> None:
        sheet, types, scale = self._sheet, self._types, self._scale
        height, tip = box.height - 4 * scale, 6 * scale
        top, bottom, middle = box.y, box.y + height, box.y + height / 2
        start, end = box.x if first else box.x - 1.5, box.end
        tipped = [("L", (end + tip, middle))] if not last else []
        notch = [("L", (start + tip, middle))] if not first else []
        sheet.path(
            [("M", (start, top)), ("L", (end, top)), *tipped, ("L", (end, bottom)), ("L", (start, bottom)), *notch,
             ("Z", ())], "stage",
        )  # fmt: skip
        with sheet.group(stage=stage.stage.id):
            x = box.x + tip + 5 * scale
            x += sheet.text(x, middle + types.letter.size / MM * 0.355, stage.letter, types.letter, "stage-text2")
            x += 5 * scale
            room = box.end - x - 3 * scale
            style = types.stage
            if style.width(stage.stage.name) > room * MM:
                style = fitting(types.stage_long, stage.stage.name, room * MM)
            lines = style.lines(stage.stage.name, room * MM, most=2)
            y = middle - len(lines) * style.leading / MM / 2
            sheet.canvas.lines(x * MM, y * MM, lines, style, "stage-text")

    def _draw_lane(self, lane: GridLane, box: CanvasBox) -> None:
        sheet = self._sheet
        sheet.line(box.x, box.bottom, box.end, box.bottom, "rule2", 1)
        self._draw_gutter(lane, box)
        if lane.is_standard(FEELING):
            self._draw_scale(box)
        for cell in self._frame.cells:
            if cell.lane.number == lane.number:
                self._draw_cell(cell)

    def _draw_gutter(self, lane: GridLane, box: CanvasBox) -> None:
        sheet, types, words, scale = self._sheet, self._types, self._words, self._scale
        y = box.y + 4 * scale
        height = types.letter.size / MM * 0.72
        width = sheet.text(box.x, y + height, words.number(lane.number), types.letter, "ink3")
        icon = 6.5 * scale
        sheet.icon("custom" if lane.custom else _ICONS[lane.name], box.x, y + height + 3.5 * scale, icon, "ink")
        x = box.x + max(width, 8 * scale) + 4 * scale
        room = self._start - 4 * scale - x
        y = sheet.lines(x, y, lane.title, room, fitting(types.lane, lane.title, room * MM), most=3)
        if lane.is_standard(FEELING):
            room -= 22 * scale  # beside the faces
        prompt = words["prompt-custom" if lane.custom else f"prompt-{lane.name}"]
        most = int((box.bottom - 3 * scale - y - 2 * scale) / (types.prompt.leading / MM))
        if most > 0:
            sheet.lines(x, y + 2 * scale, prompt, room, types.prompt, "ink2", most=min(most, 6))

    @property
    def _start(self) -> float:
        """The x where the first stage starts, in millimetres."""
        return self._frame.stages[0][1].x if self._frame.stages else self._frame.head.end

    def _draw_cell(self, cell: CanvasCell) -> None:
        sheet, types, scale, box = self._sheet, self._types, self._scale, cell.box
        with sheet.group(f"cell-{cell.ref}", "cell", ref=cell.ref, stage=cell.stage.stage.id, lane=cell.lane.name):
            if cell.stage != self._frame.stages[-1][0]:
                edge = box.end + STAGE_GAP / 2
                sheet.line(edge, box.y, edge, box.bottom, "rule2", 0.75)
            baseline = box.y + 2.5 * scale + types.reference.size / MM * 0.72
            sheet.text(box.x + PAD, baseline, cell.ref, types.reference, "ink")
            left_out = () if cell.lane.is_standard(ACTIONS) else cell.stage.left_out()
            for position, slot in enumerate(cell.slots, 1):
                if position not in left_out:
                    with sheet.asking(OWN if cell.lane.custom else cell.lane.name):
                        self._draw_slot(slot)
            if cell.lane.is_standard(STEPS):
                self._draw_stations(cell)
            elif cell.lane.is_standard(FEELING):
                with sheet.asking(FEELING, "score"):
                    self._draw_ticks(cell)
            elif cell.lane.is_standard(ACTIONS):
                with sheet.asking(ACTIONS, "votes"):
                    self._draw_votes(cell)

    def _draw_slot(self, slot: CanvasBox) -> None:
        with self._sheet.group(kind="slot"):
            self._sheet.rect(
                slot.x, slot.y, slot.width, slot.height, stroke="rule2", stroke_width=0.75, dash=(4, 4), radius=1.5
            )

    def _draw_stations(self, cell: CanvasCell) -> None:
        """Draw the number of each step above its slot and, if the canvas is to be filled, its name in the slot."""
        sheet, types, scale = self._sheet, self._types, self._scale
        radius = 3.6 * scale
        y = cell.box.y + 2.5 * scale + radius
        left_out = cell.stage.left_out()
        for position, slot in enumerate(cell.slots, 1):
            if position in left_out:
                continue
            middle = slot.x + slot.width / 2
            sheet.circle(middle, y, radius, stroke="ink3", width=1)
            number = self._words.number(position)
            sheet.text(middle, y + types.small.size / MM * 0.355, number, types.small, "ink2", align="middle")
        for position, touchpoint in cell.stage.placed() if self._filled else ():
            if position > len(cell.slots):
                break
            slot = cell.slots[position - 1]
            room = slot.width - 8
            most = int((slot.height - 8) / (types.prompt.leading / MM))
            sheet.lines(slot.x + 4, slot.y + 4, touchpoint.name, room, types.prompt, "ink3", most=min(most, 4))

    def _draw_ticks(self, cell: CanvasCell) -> None:
        """Draw a tick for each step on the line of neutral feeling."""
        room = self._scale_room(cell.box)
        middle, reach = room.y + room.height / 2, 2 * self._scale
        left_out = cell.stage.left_out()
        for position, x in enumerate(cell.columns, 1):
            if position not in left_out:
                self._sheet.line(x, middle - reach, x, middle + reach, "ink3", 1)

    def _draw_votes(self, cell: CanvasCell) -> None:
        """Draw a row of circles for votes below the slot of each action."""
        radius = min(4 * self._scale, (cell.slots[0].width / _VOTES - 1.5) / 2)
        for slot in cell.slots:
            step = slot.width / _VOTES
            y = slot.bottom + (cell.box.bottom - slot.bottom) / 2
            for index in range(_VOTES):
                self._sheet.circle(slot.x + step * (index + 0.5), y, radius, stroke="ink3", width=0.75)

    def _draw_scale(self, box: CanvasBox) -> None:
        """Draw the scale of feelings across all stages, with faces at its ends and in its middle."""
        sheet, types, scale = self._sheet, self._types, self._scale
        start = self._start
        end = self._frame.stages[-1][1].end if self._frame.stages else box.end
        low, high = self._journey.emotion_scale
        room = self._scale_room(box)
        for step in _STEPS:
            y = room.y + (2 - step) / 4 * room.height
            if step:
                sheet.line(start, y, end, y, "ink3", 1.2, (2, 6))
            else:
                sheet.line(start, y, end, y, "ink3", 1)
            value = self._words.axis(low + (step + 2) / 4 * (high - low), signed=low < 0)
            sheet.text(start - 4 * scale, y + types.axis.size / MM * 0.355, value, types.axis, "ink2", align="end")
            if step in _FACES:
                size = 9 * scale
                sheet.icon(_FACES[step], start - 15 * scale - size, y - size / 2, size, "ink")

    def _scale_room(self, box: CanvasBox) -> CanvasBox:
        """The part of the feeling lane between its highest and its lowest line."""
        above, below = 20 * self._scale, 10 * self._scale
        return CanvasBox(box.x, box.y + above, box.width, box.height - above - below)

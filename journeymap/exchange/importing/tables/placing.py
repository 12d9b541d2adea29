"""Puts the grid of a journey into a draft of its file. What it assumes is said, and what has no place is a comment."""

from __future__ import annotations

import re

from journeymap.exchange.importing.draft import Draft, Ids, Imported
from journeymap.exchange.importing.tables.cells import CellItem
from journeymap.exchange.importing.tables.crosswalk import Crosswalk
from journeymap.exchange.importing.tables.dealing import Dealing
from journeymap.exchange.importing.tables.emotions import Emotions
from journeymap.exchange.importing.tables.fields import (
    COMMENT,
    IGNORE,
    OWN_LANE,
    POINTS,
    STAGE_LISTS,
    STAGE_TEXT,
    STEP_LISTS,
)
from journeymap.exchange.importing.tables.grid import ColumnsOfStage, GridColumn, GridRow, JourneyGrid
from journeymap.exchange.importing.tables.measures import put_metric
from journeymap.exchange.importing.tables.people import NamedPersonas, owners_of

_SPAN = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})? (?:minute|hour|day|week|month)s?")
_ORDER_OF_STAGE = ("id", "name", "duration", "goal", "focus", "example", "owner", "emotions", "pains", "gains",
                   "opportunities", "improvements", "metrics", "touchpoints")  # fmt: skip
_ORDER_OF_STEP = ("id", "name", "personas", "channels", "doing", "duration", "thinking", "emotions", "pains", "gains",
                  "opportunities", "objections", "moment_of_truth", "message", "content", "physical_evidence",
                  "frontstage", "backstage", "systems", "metrics", "owner", "with")  # fmt: skip


def place(grid: JourneyGrid, told: Crosswalk, found: Crosswalk, imported: Imported, language: str) -> None:
    """Put a grid into the draft that is imported, of which the head is there."""
    _GridPlacing(grid, told, found, imported, language).place()


class _GridPlacing:
    def __init__(self, grid: JourneyGrid, told: Crosswalk, found: Crosswalk, imported: Imported, language: str) -> None:
        self._grid = grid
        self._imported = imported
        self._journey = imported.journey
        self._owners = owners_of(told, found)
        self._personas = NamedPersonas(imported)
        self._emotions = Emotions(told, found, imported, language)
        self._step_ids, self._stage_ids, self._action_ids = Ids(), Ids(), Ids()
        self._step_ids.fresh("exit", "step")
        self._dealing = Dealing(imported)

    def place(self) -> None:
        self._place_head()
        for row in self._grid.rows:
            if row.meaning == "personas":
                for item in row.items():
                    self._personas.ids_of(item.text, item.at)
        self._emotions.begin(self._grid, self._personas)
        stages = [self._stage(stage, number) for number, stage in enumerate(self._grid.stages, 1)]
        self._emotions.finish()
        for name, people in (("owners", self._owners), ("personas", self._personas)):
            if drafts := people.drafts():
                self._journey[name] = drafts
        self._journey["stages"] = [self._in_order(stage) for stage in stages]
        if actions := self._journey.pop("actions", None):
            self._journey["actions"] = actions
        self._dealing.finish(self._grid)

    def _place_head(self) -> None:
        for field, text, at in self._grid.head:
            if field == "personas":
                self._personas.ids_of(text, at)
            elif field in ("scenario", "goal") and field not in self._journey:
                self._journey[field] = text
            elif field == "focus":
                self._journey.add("objectives", text)
            elif field == "owner" and "owner" not in self._journey and (id_ := self._owners.id_of(text)):
                self._journey["owner"] = id_
            elif field != "title" or text != self._journey["title"]:
                self._imported.leave(at, text, self._journey, field)

    def _stage(self, stage: ColumnsOfStage, number: int) -> Draft:
        name = stage.name or (self._journey["title"] if len(self._grid.stages) == 1 else str(number))
        if not stage.name:
            self._imported.mended(stage.at, f'a stage without a name is called "{name}"')
        draft = Draft(id=self._stage_ids.fresh(name, "stage"), name=name, touchpoints=[])
        if self._grid.has_steps:
            of = len(stage.columns)
            names = [self._name_of_step(column, name, place, of) for place, column in enumerate(stage.columns, 1)]
            draft["touchpoints"] += [self._step(each) for each in names]
            for row in self._grid.rows:
                self._put_row(row, stage, draft)
            return draft
        column = stage.columns[0]
        steps, made_of = self._steps_of(column, name)
        draft["touchpoints"] += steps
        for row in self._grid.rows:
            if row is not made_of:
                self._put(row, row.cells.get(column.place, []), draft, steps, is_step=False)
        return draft

    def _step(self, name: str) -> Draft:
        return Draft(id=self._step_ids.fresh(name, "step"), name=name)

    def _name_of_step(self, column: GridColumn, stage: str, number: int, of: int) -> str:
        if column.name:
            return column.name
        for field in ("touchpoints", "doing"):
            for row in self._grid.rows:
                if row.meaning == field and (cell := row.cells.get(column.place)):
                    if field == "doing":
                        self._imported.mended(
                            column.at, f'a step without a name is called as what is done: "{cell[0].text}"'
                        )
                    return cell[0].text if field == "doing" else ", ".join(item.text for item in cell)
        name = f"{stage} {number}" if of > 1 else stage
        self._imported.mended(column.at, f'a step without a name is called "{name}"')
        return name

    def _steps_of(self, column: GridColumn, stage: str) -> tuple[list[Draft], GridRow | None]:
        """The touchpoints of a column that is a stage, one an item of the row that has them; and that row."""
        for field in ("touchpoints", "doing"):
            for row in self._grid.rows:
                cell = row.cells.get(column.place, [])
                if row.meaning == field and cell:
                    if field == "doing":
                        self._dealing.note(row, "each item becomes a touchpoint", stage)
                    steps = [self._step(item.text) for item in cell]
                    for step, item in zip(steps, cell, strict=True):
                        self._put_what_else_is_said(row, [item], step, [step])
                    return steps, row
        needs = (*STEP_LISTS, "moment_of_truth", OWN_LANE, "personas")
        if any(row.meaning in needs and row.cells.get(column.place) for row in self._grid.rows):
            self._imported.mended(
                column.at, f'"{stage}" has no steps; what it has stands at one that is called as it is'
            )
            return [self._step(stage)], None
        return [], None

    def _put_row(self, row: GridRow, stage: ColumnsOfStage, draft: Draft) -> None:
        """Put the cells of a row at the steps of their columns; one that covers several, at these or at the stage."""
        steps = draft["touchpoints"]
        is_whole = row.meaning == "owner" and self._is_of_stages(row)
        for number, column in enumerate(stage.columns):
            items = row.cells.get(column.place, [])
            last = row.covers.get(column.place, column.place)
            covered = [
                step for each, step in zip(stage.columns, steps, strict=True) if column.place <= each.place <= last
            ]
            if items and last > stage.columns[-1].place and row.meaning not in STAGE_TEXT:
                self._imported.mended(items[0].at, f'it covers more than "{draft["name"]}"; it is read there alone')
            if (is_whole or len(covered) == len(steps) > 1) and row.meaning not in STEP_LISTS:
                self._put(row, items, draft, steps, is_step=False)
                continue
            is_of_each = row.meaning in (*STEP_LISTS, "owner")
            if items and len(covered) > 1 and not is_of_each and row.meaning not in STAGE_TEXT:
                self._imported.mended(items[0].at, f"it covers {len(covered)} steps; it is read at the first")
            for step in covered if is_of_each else [steps[number]]:
                self._put(row, items, draft, [step], is_step=True)

    def _is_of_stages(self, row: GridRow) -> bool:
        """Whether a row has something below the first column of stages only, as a file without merged cells has it."""
        later = [column.place for stage in self._grid.stages for column in stage.columns[1:]]
        return bool(later) and not any(row.cells.get(place) for place in later)

    def _put(self, row: GridRow, items: list[CellItem], stage: Draft, steps: list[Draft], *, is_step: bool) -> None:
        """Put the items of a cell where they belong: at the step of the column, or at the stage or its steps."""
        meaning = row.meaning
        if not items or meaning == IGNORE:
            return
        target = steps[0] if is_step else stage
        self._put_what_else_is_said(row, items, target, steps)
        if meaning == "touchpoints":
            self._leave_what_names_no_step(row, items, target, steps)
        elif meaning in STAGE_TEXT:
            self._put_text(meaning, items, stage, steps, is_step=is_step)
        elif meaning in (*STAGE_LISTS, *POINTS):
            self._put_list(meaning, items, stage if meaning in STAGE_LISTS else target)
        elif meaning == "metrics":
            for item in items:
                put_metric(target.setdefault("metrics", Draft()), item.text)
        elif meaning == "emotions":
            self._put_feelings(row, items, target, steps, stage, is_step=is_step)
        elif meaning == "owner":
            self._put_owners(items, stage, steps, is_step=is_step)
        else:
            self._put_at_steps(row, items, stage, steps)

    def _leave_what_names_no_step(self, row: GridRow, items: list[CellItem], target: Draft, steps: list[Draft]) -> None:
        """Leave the touchpoints of a row where other cells name the steps, but for those that are named alike."""
        names = [step["name"] for step in steps]
        for item in items:
            if not any(item.text in name for name in names):
                self._imported.leave(item.at, item.text, target, row.label)

    def _put_list(self, meaning: str, items: list[CellItem], target: Draft) -> None:
        for item in items:
            target.add(meaning, Draft(text=item.text, severity=item.severity) if item.severity else item.text)

    def _put_what_else_is_said(self, row: GridRow, items: list[CellItem], target: Draft, steps: list[Draft]) -> None:
        for item in items:
            if item.severity is not None and row.meaning not in POINTS:
                self._imported.leave(item.at, f"{item.text}: severity {item.severity}", target)
            if (item.score is not None or item.feeling) and row.meaning != "emotions":
                self._emotions.add(target, row, item)
            if item.is_moment and steps:
                steps[0]["moment_of_truth"] = True
            elif item.is_moment:
                self._imported.leave(item.at, f"{item.text}: a moment of truth", target)

    def _put_feelings(
        self, row: GridRow, items: list[CellItem], target: Draft, steps: list[Draft], stage: Draft, *, is_step: bool
    ) -> None:  # fmt: skip
        dealt = not is_step and len(items) == len(steps) > 1
        for place, item in enumerate(items):
            self._emotions.add(steps[place] if dealt else target, row, item)
        if dealt:
            self._dealing.note(row, "one goes to each touchpoint, in order", stage["name"])

    def _put_text(
        self, field: str, items: list[CellItem], stage: Draft, steps: list[Draft], *, is_step: bool
    ) -> None:  # fmt: skip
        text = "; ".join(item.text for item in items)
        if field == "duration" and is_step and _SPAN.fullmatch(text):
            steps[0]["duration"] = text
        elif text not in stage.get(field, "").split("; "):
            stage[field] = f"{stage[field]}; {text}" if field in stage else text

    def _put_owners(self, items: list[CellItem], stage: Draft, steps: list[Draft], *, is_step: bool) -> None:
        ids = [id_ for item in items if (id_ := self._owners.id_of(item.text))]
        if is_step and ids:
            for id_ in ids:
                steps[0].add("owner", id_)
        elif ids:
            first, *others = dict.fromkeys([*([stage["owner"]] if "owner" in stage else []), *ids])
            stage["owner"] = first
            for id_ in others:
                for step in steps:
                    step.add("with", id_)
                if not steps:
                    self._imported.leave(items[0].at, id_, stage, "another owner")

    def _put_at_steps(self, row: GridRow, items: list[CellItem], stage: Draft, steps: list[Draft]) -> None:
        """Put what only touchpoints have, and what belongs to the whole journey."""
        if row.meaning == COMMENT or not (steps or row.meaning == "actions"):
            for item in items:
                self._imported.leave(item.at, item.text, steps[0] if len(steps) == 1 else stage, row.label)
            return
        if row.meaning == "actions":
            for item in items:
                self._add_action(item, stage, steps)
            return
        if row.meaning == "personas":
            for step in steps:
                for item in items:
                    for id_ in self._personas.ids_of(item.text, item.at):
                        step.add("personas", id_)
            return
        self._dealing.deal(row, items, stage["name"], steps)

    def _add_action(self, item: CellItem, stage: Draft, steps: list[Draft]) -> None:
        where = {"touchpoints": [steps[0]["id"]]} if self._grid.has_steps else {"stages": [stage["id"]]}
        action = Draft(id=self._action_ids.fresh("", "a").replace("-", ""), title=item.text, **where)
        self._journey.add("actions", action)

    def _in_order(self, stage: Draft) -> Draft:
        steps = [_sorted(step, _ORDER_OF_STEP) for step in stage["touchpoints"]]
        stage["touchpoints"] = steps
        if not steps:
            del stage["touchpoints"]
        return _sorted(stage, _ORDER_OF_STAGE)


def _sorted(draft: Draft, order: tuple[str, ...]) -> Draft:
    made = Draft(**{key: draft[key] for key in order if key in draft})
    made.comments = draft.comments
    assert made.keys() == draft.keys(), draft.keys() - made.keys()
    return made

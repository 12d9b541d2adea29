"""An action tree as a sheet: what is asked and checked, what is done or said, and what was checked of the tree."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.insight.tree_ends import lacking
from journeymap.insight.tree_ways import contradicting_messages, ways_at_points, ways_through
from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, CAPTION_STRONG, HEADING, TABLE_STRONG, Canvas
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.marks import check, overdue_disc
from journeymap.layout.scene import Group, Scene
from journeymap.layout.sheet import (
    SheetFact,
    SheetFrame,
    SheetHead,
    closing_line,
    draw_legend_strip,
    draw_sheet_head,
    legend_strip_height,
)
from journeymap.layout.stage_grounds import draw_stage_ground, stage_ground
from journeymap.layout.tree.leaves import (
    EndBox,
    TreeColumns,
    columns_for,
    draw_row,
    row_height,
)
from journeymap.layout.tree.placing import PlacedTree, place
from journeymap.layout.tree.questions import draw_branches, draw_question, draw_question_box
from journeymap.layout.tree.texts import TreeTeller, TreeTexts
from journeymap.layout.type_styles import TypeStyles
from journeymap.model import ActionTree
from journeymap.style.theme import DrawingStyle, Theme

_MARGIN = 48.0
_TOP = 36.0
_BAND = 34.0
_POINT = 12.0
_LEAST = 1240.0
_LEAD = 600.0


def tree_scenes(teller: TreeTeller, theme: Theme) -> tuple[Scene, ...]:
    """Returns a sheet for each tree of a journey that has no errors."""
    return tuple(_TreeSheet(tree, teller, theme).scene() for tree in teller.journey.trees)


class _TreeSheet:
    def __init__(self, tree: ActionTree, teller: TreeTeller, theme: Theme) -> None:
        self._journey, self._tree, self._teller = teller.journey, tree, teller
        self._theme, self._style = theme, theme.drawing
        self._words, self._map_words = teller.words, teller.map_words
        self._told: TreeTexts = teller.tree(tree)
        answers = tuple(answer for step in self._told.steps for answer in step.answers)
        headings = (self._words["owner"], self._words["needs"])
        width = columns_for(answers, 0, headings).owner_width
        self._placed: PlacedTree = place(self._told, lambda answer: row_height(answer, width))
        natural = _MARGIN + self._placed.end + columns_for(answers, 0, headings).end + _MARGIN
        self._width = max(_LEAST, natural)
        spare = self._width - natural
        self._columns: TreeColumns = columns_for(answers, _MARGIN + self._placed.end + spare, headings)
        self._placed = self._placed._replace(end=self._placed.end + spare)
        self._frame = SheetFrame(_MARGIN, self._width - _MARGIN)

    def scene(self) -> Scene:
        """The sheet."""
        canvas = Canvas(self._width, rtl=self._journey.is_rtl)
        with canvas.group("band-head", "band"):
            styles = TypeStyles(self._theme, self._journey.language)
            y = draw_sheet_head(
                canvas, self._frame, _TOP, self._head(), styles, lead_most=_LEAD, facts_beside=True
            ) + 30  # fmt: skip
            y = self._draw_band(canvas, styles, y)
        with canvas.group("band-tree", "band"):
            y = self._draw_tree(canvas, y + 16)
        with canvas.group("band-legend", "band"):
            y = self._draw_checks(canvas, y + 30)
            entries = self._legend()
            closing = closing_line(self._journey, self._map_words, self._teller.today)
            draw_legend_strip(canvas, self._frame, y, entries, closing)
            y += legend_strip_height(self._frame, entries, closing)
        return Scene(
            width=self._width,
            height=y,
            title=" · ".join(filter(None, (self._told.title, self._journey.title))),
            description=self._words["lead"],
            language=self._journey.language,
            rtl=self._journey.is_rtl,
            bands=[element for element in canvas.elements if isinstance(element, Group)],
        )

    def _head(self) -> SheetHead:
        words, told = self._words, self._told
        touchpoint = self._journey.touchpoint_by_id.get(self._tree.touchpoint or "")
        if touchpoint is not None:
            kind = words.say("of-touchpoint", number=words.number(self._journey.number_of[touchpoint.id]))
        else:
            kind = words["of-interaction"]
        kicker = " · ".join(filter(None, (self._journey.organisation, self._journey.title, kind)))
        lacks = sum(answer.lacks for step in told.steps for answer in step.answers)
        marked = words.say("lead-missing", count=lacks) if lacks else ""
        lead = " ".join(filter(None, (words["lead"], marked)))
        facts = (
            ("touchpoint", told.touchpoint),
            ("interaction", told.interaction),
            ("owner", told.owner),
            ("checked", words.day(self._teller.today)),
        )
        shown = tuple(SheetFact(words[key], text) for key, text in facts if text)
        return SheetHead(kicker, told.title, (lead,), shown, told.audience)

    def _draw_band(self, canvas: Canvas, styles: TypeStyles, top: float) -> float:
        """Draws the band with the heads of both parts, as that of two stages; between them it has a gap."""
        columns, middle = self._columns, top + _BAND / 2
        split = columns.card - 14
        parts = ((self._frame.start, split), (split + 5, self._frame.end))
        for number, ends in enumerate(parts, 1):
            draw_stage_ground(
                canvas, self._theme, number, ends, top, _BAND,
                pointed=number == 1, notched=number == 2, applies=True, tip=_POINT,
            )  # fmt: skip
        asked, done = (stage_ground(self._theme, number) for number in (1, 2))
        style = styles.face("stage", HEADING)
        canvas.text(self._frame.start + 16, middle + 5.3, self._words["ask-and-check"], style, asked.text)
        canvas.text(columns.card + 18, middle + 5.3, self._words["do-or-say"], style, done.text)
        for x, key in ((columns.owner, "owner"), (columns.needs, "needs")):
            canvas.text(x, middle + 4, self._words[key], CAPTION_STRONG, done.text2)
        return top + _BAND

    def _draw_tree(self, canvas: Canvas, top: float) -> float:
        placed, columns = self._placed, self._columns
        y = top
        for row in placed.rows:
            canvas.line(columns.card, y, self._frame.end, y, "rule")
            y += row.height
        canvas.line(columns.card, y, self._frame.end, y, "rule")
        for question in placed.questions.values():
            draw_branches(canvas, _MARGIN, top, placed, question)
        for question in placed.questions.values():
            with canvas.group("", "question", question.step.question, question=question.step.id):
                draw_question(canvas, _MARGIN, top, question, self._words)
        for row in placed.rows:
            with canvas.group("", "answer", row.answer.text):
                draw_row(canvas, columns, top, row, self._words, self._style)
        return y

    def _draw_checks(self, canvas: Canvas, top: float) -> float:
        """Draws what was checked of the tree; returns the y below it."""
        canvas.line(self._frame.start, top, self._frame.end, top, "ink", 1.5)
        y = top + 22
        x = self._frame.start + canvas.text(self._frame.start, y + 4, self._words["tree-checked"], TABLE_STRONG, "ink")
        x += 24
        first = x
        for text, is_right in self._checks():
            style = CAPTION if is_right else CAPTION_BOLD
            lines = style.lines(text, self._frame.end - first - 20)
            if x + 20 + style.width(lines[0]) > self._frame.end and x > first:
                x, y = first, y + 20
            if is_right:
                check(canvas, x, y - 5, "ink2")
            else:
                overdue_disc(canvas, x + 6, y)
            canvas.lines(x + 20, y - style.leading / 2, lines, style, "ink2" if is_right else "pain")
            y += (len(lines) - 1) * style.leading
            x += 20 + max(map(style.width, lines)) + 24
        return y + 22

    def _checks(self) -> list[tuple[str, bool]]:
        """What was checked, and whether it is right. A tree with a hole or a circle is never drawn.

        Of a part, it is the whole tree that was checked: without the branches of others, its own seem out of reach.
        Only the capabilities are those that the sheet shows, and marks where they are missing.
        """
        words = self._words
        journey = self._journey.whole or self._journey
        tree = next(each for each in journey.trees if each.id == self._tree.id)
        ways = ways_through(journey, tree)
        told = {id(way.tree) for each in ways_at_points(journey) for pair in contradicting_messages(each)
                for way in pair}  # fmt: skip
        branches = {id(branch) for question in tree.questions for branch in question.branches}
        in_reach = branches <= ways.taken or not ways.is_whole
        missing = lacking(self._journey, self._tree, self._teller.today)
        found = [(words["every-way-ends"], True), (words["no-cycle"], True)]
        found.append((words["all-in-reach" if in_reach else "out-of-reach"], in_reach))
        agree = id(tree) not in told
        found.append((words["one-message" if agree else "several-messages"], agree))
        if missing:
            names = self._map_words["list-comma"].join(need.name for need in missing)
            found.append((words.say("capabilities-missing", count=len(missing), names=names), False))
        else:
            found.append((words["nothing-missing"], True))
        return found

    def _legend(self) -> list[LegendEntry]:
        """The marks that the sheet has."""
        words, placed = self._words, self._placed
        kinds = {row.answer.kind for row in placed.rows}
        asked = {question.step.is_asked for question in placed.questions.values()}
        entries = [
            (True in asked, 26, "legend-ask", _question(is_asked=True)),
            (False in asked, 26, "legend-known", _question(is_asked=False)),
            ("action" in kinds, 26, "legend-action", _end("action", self._style)),
            ("message" in kinds, 26, "legend-message", _end("message", self._style)),
            ("question" in kinds, 26, "legend-go-on", _end("question", self._style)),
            (any(row.answer.lacks for row in placed.rows), 12, "legend-missing",
             lambda canvas, x, y: overdue_disc(canvas, x + 6, y)),
        ]  # fmt: skip
        return [LegendEntry(width, words[key], draw) for shown, width, key, draw in entries if shown]


def _question(*, is_asked: bool) -> Callable[[Canvas, float, float], None]:
    return lambda canvas, x, y: draw_question_box(canvas, x, y - 8, 26, 16, is_asked=is_asked)


def _end(kind: str, style: DrawingStyle) -> Callable[[Canvas, float, float], None]:
    return lambda canvas, x, y: EndBox(x, y - 8, 26, 16).draw(canvas, kind, style)

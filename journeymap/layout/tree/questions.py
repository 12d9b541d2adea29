"""The questions of a tree and the lines of its answers. In pixels."""

from __future__ import annotations

from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, LABEL, STEP, Canvas
from journeymap.layout.icons import CIRCLE_CONTROL, draw_icon
from journeymap.layout.marks import closed_path
from journeymap.layout.scene import Segment
from journeymap.layout.tree.placing import CARD, CARD_PAD, HEAD_LINE, STUB, PlacedBranch, PlacedQuestion, PlacedTree
from journeymap.style.locale import Words

_CORNER = 10.0
_STROKE = 1.5
_HEAD = 8.0
_BEFORE_CARD = 2.0
_ABOVE_LINE = 4.5
_BELOW_LINE = 4.0


def draw_question(canvas: Canvas, start: float, top: float, placed: PlacedQuestion, words: Words) -> None:
    """Draws the card of a question of a tree whose first card starts at the x `start`, and its rows at the y `top`."""
    x, y = start + placed.x, top + placed.y - placed.height / 2
    draw_question_box(canvas, x, y, CARD, placed.height, is_asked=placed.step.is_asked)
    line = y + CARD_PAD + 4
    colour = "ink" if placed.step.is_asked else "ink2"
    draw_icon(canvas, placed.step.icon, x + CARD_PAD, line - 7, colour, size=14)
    canvas.text(x + CARD_PAD + 21, line + 4, placed.step.how, CAPTION, "ink2")
    if placed.is_referred_to:
        number = words.number(placed.step.number)
        canvas.text(x + CARD - CARD_PAD, line + 4, number, CAPTION_BOLD, "ink2", align="end")
    canvas.lines(x + CARD_PAD, y + CARD_PAD + HEAD_LINE - 4, placed.lines, STEP, "ink")


def draw_question_box(canvas: Canvas, x: float, y: float, width: float, height: float, *, is_asked: bool) -> None:
    """Draws the box of a question: paper with a line of ink where it is asked, a wash where it is known already."""
    radius = min(7.0, height / 2.4)
    if is_asked:
        canvas.rect(x + 0.75, y + 0.75, width - 1.5, height - 1.5, "paper", radius=radius, stroke="ink",
                    stroke_width=1.5)  # fmt: skip
    else:
        canvas.rect(x + 0.5, y + 0.5, width - 1, height - 1, "wash", radius=radius, stroke="ink3")


def draw_branches(canvas: Canvas, start: float, top: float, tree: PlacedTree, placed: PlacedQuestion) -> None:
    """Draws the lines from a question to what follows, with the answers above them."""
    x = start + placed.x + CARD
    middle = top + placed.y
    for branch in placed.branches:
        end = start + (tree.questions[branch.child].x if branch.child is not None else tree.end)
        canvas.path(_way(x, middle, x + STUB, top + branch.y, end - _BEFORE_CARD - _HEAD), stroke="ink2",
                    stroke_width=_STROKE)  # fmt: skip
        tip, y = end - _BEFORE_CARD, top + branch.y
        canvas.path(closed_path([(tip, y), (tip - _HEAD, y - 3.8), (tip - _HEAD, y + 3.8)]), "ink2")
        _draw_answer(canvas, x + STUB + 8, y, branch)


def _draw_answer(canvas: Canvas, x: float, y: float, branch: PlacedBranch) -> None:
    canvas.lines(x, y - _ABOVE_LINE - len(branch.lines) * LABEL.leading, branch.lines, LABEL, "ink")
    if branch.answer.takers:
        width = max(*map(LABEL.width, branch.lines), 90.0)
        canvas.lines(x, y + _BELOW_LINE, CAPTION.lines(branch.answer.takers, width, most=2), CAPTION, "ink2")


def _way(x: float, middle: float, trunk: float, y: float, end: float) -> list[Segment]:
    """A line that leaves a card, turns up or down along the trunk, and runs on to the end; straight at one height."""
    down = y - middle
    if abs(down) < 0.5:
        return [("M", (x, middle)), ("L", (end, y))]
    corner = min(_CORNER, abs(down) / 2)
    turn = corner if down > 0 else -corner
    k = 1 - CIRCLE_CONTROL
    return [
        ("M", (x, middle)),
        ("L", (trunk - corner, middle)),
        ("C", (trunk - corner * k, middle, trunk, middle + turn * k, trunk, middle + turn)),
        ("L", (trunk, y - turn)),
        ("C", (trunk, y - turn * k, trunk + corner * k, y, trunk + corner, y)),
        ("L", (end, y)),
    ]

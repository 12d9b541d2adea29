"""Where the parts of a tree stand: its answers in rows, its questions in columns. Positions are in pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeymap.layout.canvas import LABEL, STEP
from journeymap.layout.tree.texts import TreeAnswer, TreeStep, TreeTexts
from journeymap.records import NamedTuple

CARD = 148.0
CARD_PAD = 12.0
HEAD_LINE = 22.0
"""The height of the first line of a card with the air above and below it."""
_BOTTOM = 11.0
STUB = 16.0
_AFTER_ANSWER = 36.0
_LEAST_ROW = 84.0
_AIR = 8.0
_MOST_LINES = 3
_WIDTHS = (130.0, 180.0, 240.0, 320.0, 460.0)
_ROUNDS = 40
MOST_COLUMNS = 5
"""A question further on begins in the first column again, below, where its answer says its number."""


class AnswerRow(NamedTuple):
    """An answer that ends in a row: something to do or to say, or a question that stands elsewhere."""

    answer: TreeAnswer
    y: float
    height: float


class PlacedBranch(NamedTuple):
    """An answer of a question, in lines; the y at which its line runs, and the question it leads to, None for a row."""

    answer: TreeAnswer
    lines: tuple[str, ...]
    y: float
    child: int | None


class PlacedQuestion(NamedTuple):
    """A question: its column, the x of its start and the y of its middle, its lines, its height, and its branches."""

    step: TreeStep
    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    is_referred_to: bool
    branches: tuple[PlacedBranch, ...]


class PlacedTree(NamedTuple):
    """A tree in place: questions by their numbers, rows from the y 0 on, the x of the rows, and the height of all."""

    questions: dict[int, PlacedQuestion]
    rows: tuple[AnswerRow, ...]
    end: float
    height: float


class _Met(NamedTuple):
    """A question where it is first come to: its column, and for each branch the question or the row it leads to."""

    step: TreeStep
    column: int
    branches: list[tuple[TreeAnswer, int | None, int]]
    first: int
    last: int


def place(tree: TreeTexts, row_height: Callable[[TreeAnswer], float]) -> PlacedTree:
    """Places a tree. `row_height` gives the height that an answer needs in its row."""
    gathering = _Gathering(tree)
    met, answers = gathering.met, gathering.rows
    heights = [max(_LEAST_ROW, row_height(answer)) for answer in answers]
    shapes = {number: _shape(each.step) for number, each in met.items()}
    middles = _middles(met, heights, shapes)
    tops = _tops(heights)
    xs, end = _columns(met)
    referred = {answer.go_to for answer in answers if answer.go_to}
    questions = {
        number: PlacedQuestion(
            each.step, xs[each.column], middles[number], shapes[number][1], shapes[number][0], number in referred,
            tuple(
                PlacedBranch(answer, answer_lines(answer), _y(child, row, middles, tops, heights), child)
                for answer, child, row in each.branches
            ),
        )
        for number, each in met.items()
    }  # fmt: skip
    rows = tuple(
        AnswerRow(answer, top + height / 2, height) for answer, top, height in zip(answers, tops, heights, strict=True)
    )
    return PlacedTree(questions, rows, end, sum(heights))


class _Gathering:
    """Follows the answers in order. A question that is met again is not followed: its answer has a row.

    Neither is one beyond the last column: it is followed from the first column on, below all that was met before.
    """

    def __init__(self, tree: TreeTexts) -> None:
        self.met: dict[int, _Met] = {}
        self.rows: list[TreeAnswer] = []
        self._steps = {step.number: step for step in tree.steps}
        self._waiting = [1]
        while self._waiting:
            number = self._waiting.pop(0)
            if number not in self.met:
                self._follow(number)

    def _follow(self, number: int) -> None:
        steps = self._steps
        open_questions = [self._meet(steps[number], 0)]
        while open_questions:
            here, answers = open_questions[-1]
            answer = next(answers, None)
            if answer is None:
                self.met[here.step.number] = here._replace(last=len(self.rows))
                open_questions.pop()
                continue
            is_new = answer.go_to in steps and answer.go_to not in self.met
            if is_new and here.column + 1 < MOST_COLUMNS:
                here.branches.append((answer, answer.go_to, -1))
                open_questions.append(self._meet(steps[answer.go_to], here.column + 1))
            else:
                here.branches.append((answer, None, len(self.rows)))
                self.rows.append(answer)
                self._waiting += [answer.go_to] if is_new else []

    def _meet(self, step: TreeStep, column: int) -> tuple[_Met, Iterator[TreeAnswer]]:
        self.met[step.number] = _Met(step, column, [], len(self.rows), 0)
        return self.met[step.number], iter(step.answers)


def _shape(step: TreeStep) -> tuple[tuple[str, ...], float]:
    lines = STEP.lines(step.question, CARD - 2 * CARD_PAD)
    return lines, CARD_PAD + HEAD_LINE + len(lines) * STEP.leading + _BOTTOM


def _tops(heights: list[float]) -> list[float]:
    tops, y = [], 0.0
    for height in heights:
        tops.append(y)
        y += height
    return tops


def _middles(
    met: dict[int, _Met], heights: list[float], shapes: dict[int, tuple[tuple[str, ...], float]]
) -> dict[int, float]:
    """The y of the middle of each question: half-way between its first and last branch.

    Rows are made higher, in `heights`, until each card is within the rows of its own answers, so that no card can meet
    another one, nor a line that belongs to another question.
    """
    for number in reversed(met):
        for _ in range(_ROUNDS):
            middles = _between(met, heights)
            over = _beyond(met[number], middles[number], shapes[number][1] / 2 + _AIR, heights)
            if over <= 0:
                break
            own = met[number]
            for row in range(own.first, own.last):
                heights[row] += 2 * over / (own.last - own.first) + 0.1
    return _between(met, heights)


def _between(met: dict[int, _Met], heights: list[float]) -> dict[int, float]:
    tops = _tops(heights)
    middles: dict[int, float] = {}
    for number, each in reversed(met.items()):
        ys = [_y(child, row, middles, tops, heights) for _, child, row in each.branches]
        middles[number] = (ys[0] + ys[-1]) / 2
    return middles


def _beyond(met: _Met, middle: float, half: float, heights: list[float]) -> float:
    """How far a card reaches beyond the rows of its answers."""
    top = sum(heights[: met.first])
    bottom = top + sum(heights[met.first : met.last])
    return max(top - (middle - half), middle + half - bottom)


def _y(child: int | None, row: int, middles: dict[int, float], tops: list[float], heights: list[float]) -> float:
    return middles[child] if child is not None else tops[row] + heights[row] / 2


def _columns(met: dict[int, _Met]) -> tuple[list[float], float]:
    """The x of each column of questions, and that of the rows after them."""
    count = max(each.column for each in met.values()) + 1
    xs, x = [], 0.0
    for column in range(count):
        xs.append(x)
        answers = [answer for each in met.values() if each.column == column for answer, _, _ in each.branches]
        x += CARD + STUB + 8 + max(map(_width, answers)) + _AFTER_ANSWER
    return xs, x


def answer_lines(answer: TreeAnswer) -> tuple[str, ...]:
    """The lines of an answer, which stands above the line that leads on."""
    lines: tuple[str, ...] = ()
    for width in _WIDTHS:
        lines = LABEL.lines(answer.answer, width)
        if len(lines) <= _MOST_LINES:
            break
    return lines


def _width(answer: TreeAnswer) -> float:
    return max(map(LABEL.width, answer_lines(answer)))

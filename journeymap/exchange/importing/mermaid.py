"""Reads a `journey` of Mermaid, as Mermaid 11 reads it.

Its grammar: https://github.com/mermaid-js/mermaid/tree/develop/packages/mermaid/src/diagrams/user-journey/parser
"""

from __future__ import annotations

import math
import re
from pathlib import PurePath

from journeymap.errors import UserError
from journeymap.exchange.importing.draft import Draft, Ids, Imported, head_of, tidy
from journeymap.exchange.importing.feelings import feeling_of, language_of_feeling
from journeymap.exchange.importing.mermaid_tasks import MermaidTask, decoded, read_task
from journeymap.source import Mapping, Scalar, load

LEAST, MOST = 1, 5
"""The scores that Mermaid has faces for."""
MOST_TASKS = 5_000
MOST_FEELINGS = 100_000
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<yaml>.*?)\n[ \t]*---[ \t]*(?:\n|$)", re.DOTALL)
_COMMENT = re.compile(r"^[ \t]*%(?!%?\{).*$", re.MULTILINE)
_DESCRIPTION = re.compile(r"^[ \t]*accDescr\s*\{(?P<text>[^}]*)\}?", re.MULTILINE | re.IGNORECASE)
_ACCESSIBLE = re.compile(r"acc(?P<what>Title|Descr)\s*:(?P<text>.*)", re.IGNORECASE)
_KEYWORD = re.compile(r"(?P<what>title|section)\s+(?P<text>.+)", re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(?P<fence>```+|~~~+)[ \t]*(?P<info>[^`\n]*)")
_KINDS = {
    "flowchart": "a flowchart", "flowchart-elk": "a flowchart", "graph": "a flowchart",
    "sequenceDiagram": "a sequence diagram", "zenuml": "a sequence diagram",
    "classDiagram": "a class diagram", "classDiagram-v2": "a class diagram",
    "stateDiagram": "a state diagram", "stateDiagram-v2": "a state diagram",
    "erDiagram": "an entity relationship diagram", "gantt": "a Gantt chart", "pie": "a pie chart",
    "mindmap": "a mind map", "timeline": "a timeline", "gitGraph": "a Git graph", "quadrantChart": "a quadrant chart",
    "requirementDiagram": "a requirement diagram", "sankey-beta": "a Sankey diagram", "sankey": "a Sankey diagram",
    "xychart-beta": "a chart", "xychart": "a chart", "block-beta": "a block diagram", "block": "a block diagram",
    "packet-beta": "a packet diagram", "packet": "a packet diagram", "kanban": "a Kanban board",
    "architecture-beta": "an architecture diagram", "radar-beta": "a radar chart", "treemap-beta": "a treemap",
    "C4Context": "a C4 diagram", "C4Container": "a C4 diagram",
}  # fmt: skip
"""The other diagrams of Mermaid, by the word that each begins with."""


def has_mermaid(text: str) -> bool:
    """Whether a text in Markdown has a diagram of Mermaid."""
    return bool(_fenced(text))


def read_mermaid(text: str, name: str, language: str = "") -> Imported:
    """The draft of the journey in a text, which may be Markdown with one in it; `name` is what messages call it.

    `language` is that of its texts; left out, it is found by their letters. Raises UserError for another diagram than
    a journey, and for several of them.
    """
    body, first_line = _diagram(text.replace("\r\n", "\n").replace("\r", "\n"), name)
    reader = _MermaidReader(name, first_line)
    reader.read(body)
    return reader.imported(language)


def _diagram(text: str, name: str) -> tuple[str, int]:
    """The one journey in a text, and on which line it begins, from 1."""
    found = _fenced(text)
    journeys = [each for each in found if _first_word(each[0]) == "journey"]
    if len(journeys) > 1:
        lines = ", ".join(str(line) for _, line in journeys)
        raise UserError(
            f"{name}: it has {len(journeys)} journeys, from lines {lines} on", hint="put each in a file of its own"
        )
    return (journeys or found or [(text, 1)])[0]


def _fenced(text: str) -> list[tuple[str, int]]:
    """The diagrams in a text in Markdown, each with the line on which it begins, from 1."""
    found: list[tuple[str, int]] = []
    fence, first, lines = "", 0, text.split("\n")
    for number, line in enumerate(lines):
        mark = _FENCE.fullmatch(line)
        if not fence and mark and mark["info"].split()[:1] == ["mermaid"]:
            fence, first = mark["fence"], number + 1
        elif fence and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            found.append(("\n".join(lines[first:number]), first + 1))
            fence = ""
    return found


def _first_word(body: str) -> str:
    head = _FRONT_MATTER.match(body)
    plain = _COMMENT.sub("", _without_directives(body[head.end() :] if head else body))
    return re.split(r"[\s;:{]", plain.strip(), maxsplit=1)[0]


class _MermaidReader:
    """Reads the statements of one diagram. `first_line` is the number that its first line has in the file."""

    def __init__(self, name: str, first_line: int) -> None:
        self._name = name
        self._first_line = first_line
        self._found = Imported(Draft())
        self._sections: list[tuple[str, list[MermaidTask]]] = []
        self._titles: dict[str, str] = {}

    def read(self, body: str) -> None:
        """Read the diagram. Raises UserError where it is another one than a journey."""
        first = _first_word(body)
        if first.lower() == "journey" != first:
            raise UserError(
                f'{self._name}: it begins with "{first}", which Mermaid does not know', hint="write `journey`"
            )
        if first != "journey":
            kind = _KINDS.get(first)
            what = (
                f"this is {kind} of Mermaid"
                if kind
                else "this is no journey of Mermaid: it does not begin with `journey`"
            )
            raise UserError(f"{self._name}: {what}", hint="a journey begins with `journey`, and has sections and tasks")
        for number, line in enumerate(self._statements_alone(body).split("\n"), self._first_line):
            statements, comment = _statements_of(line)
            for statement in statements:
                self._statement(number, statement)
            if comment:
                self._found.journey.comments.append(f"comment (line {number}): {comment}")

    def _statements_alone(self, text: str) -> str:
        """The text without what is no statement; every line keeps its number."""
        head = _FRONT_MATTER.match(text)
        if head:
            tree = load(head["yaml"].encode(), self._name).tree
            title = tree.entries.get("title") if isinstance(tree, Mapping) else None
            self._titles["front matter"] = decoded(title.text) if isinstance(title, Scalar) else ""
            text = _line_ends_of(head) + text[head.end() :]
        text = _without_directives(text)
        for each in _DESCRIPTION.finditer(text):
            self._describe(text.count("\n", 0, each.start()) + self._first_line, each["text"])
        return _DESCRIPTION.sub(_line_ends_of, text)

    def _statement(self, line: int, statement: str) -> None:
        accessible, keyword = _ACCESSIBLE.fullmatch(statement), _KEYWORD.fullmatch(statement)
        if statement == "journey":
            return
        if accessible and accessible["what"].lower() == "title":
            self._titles["accTitle"] = decoded(accessible["text"])
        elif accessible:
            self._describe(line, accessible["text"])
        elif keyword and keyword["what"].lower() == "title":
            self._titles["title"] = decoded(keyword["text"])
        elif keyword:
            self._sections.append((decoded(keyword["text"]), []))
        else:
            if not self._sections:
                self._sections.append(("", []))
            task = read_task(line, statement, lambda text: self._found.mended(f"line {line}", text))
            self._sections[-1][1].append(task)

    def _describe(self, line: int, text: str) -> None:
        if decoded(text):
            self._found.leave(f"line {line}", decoded(text), self._found.journey, "description for screen readers")

    def imported(self, language: str) -> Imported:
        """What the statements come to. Raises UserError where they have no task."""
        tasks = [task for _, section in self._sections for task in section]
        if not tasks:
            raise UserError(f"{self._name}: this journey has no tasks", hint="a task is a line `Name: 3: Who`")
        actors = {actor for task in tasks for actor in task.actors}
        if len(tasks) > MOST_TASKS or len(tasks) * len(actors) > MOST_FEELINGS:
            raise UserError(
                f"{self._name}: this journey has {len(tasks):,} tasks and {len(actors):,} actors",
                hint=f"it may have {MOST_TASKS:,} tasks, and tasks times actors {MOST_FEELINGS:,}",
            )
        stem = PurePath(self._name).name.partition(".")[0]
        titles = {where: title for where in ("title", "front matter", "accTitle") if (title := self._titles.get(where))}
        title = next(iter(titles.values()), "")
        for where, other in titles.items():
            if other != title:
                self._found.leave("line 1", other, self._found.journey, f"the title in {where}")
        texts = [*titles.values(), *(name for name, _ in self._sections), *(task.name for task in tasks)]
        head_of(self._found, title, stem, language, texts)
        self._fill(tasks, title or stem)
        return self._found

    def _fill(self, tasks: list[MermaidTask], title: str) -> None:
        journey = self._found.journey
        scores = [task.score for task in tasks if task.score is not None]
        scale = [min([LEAST, *map(math.floor, scores)]), max([MOST, *map(math.ceil, scores)])]
        journey["emotion_scale"] = scale
        if scale != [LEAST, MOST]:
            self._found.mended("line 1", f"its scores go beyond 1 to 5; the scale is {scale[0]} to {scale[1]}")
        ids = Ids()
        actors = dict.fromkeys(actor for task in tasks for actor in task.actors)
        personas = {actor: ids.fresh(actor, "persona") for actor in actors}
        if personas:
            journey["personas"] = [Draft(id=id_, name=actor) for actor, id_ in personas.items()]
        stage_ids, step_ids = Ids(), Ids()
        journey["stages"] = []
        for name, section in self._sections:
            stage = Draft(id=stage_ids.fresh(name or title, "stage"), name=name or title, touchpoints=[])
            stage["touchpoints"] += [self._touchpoint(task, step_ids, personas, scale) for task in section]
            journey["stages"].append(stage)

    def _touchpoint(self, task: MermaidTask, ids: Ids, personas: dict[str, str], scale: list[int]) -> Draft:
        name = task.name or "?"
        touchpoint = Draft(id=ids.fresh(name, "step"), name=name)
        for text in task.left:
            self._found.leave(f"line {task.line}", text, touchpoint, "beside the score")
        here = [personas[actor] for actor in task.actors]
        felt = self._emotion(task, scale)
        if here and not felt:  # `personas` would say that the others pass by it, which no journey of Mermaid does
            self._found.leave(f"line {task.line}", ", ".join(task.actors), touchpoint, "who takes part")
        whose = here or ([*personas.values()] if len(personas) > 1 else [])
        if felt and whose and not here:
            self._found.mended(f"line {task.line}", f'"{name}" names no actor; its score is given to all of them')
        if felt:
            touchpoint["emotions"] = [Draft(**({"persona": each} if each else {}), **felt) for each in whose or [""]]
        return touchpoint

    def _emotion(self, task: MermaidTask, scale: list[int]) -> dict[str, float | str]:
        felt: dict[str, float | str] = {}
        feeling = feeling_of(task.word, language_of_feeling(task.word) or "en") if task.word else None
        score = task.score
        if score is None and feeling is not None and feeling.score is not None:
            score = scale[0] + (feeling.score + 2) * (scale[1] - scale[0]) / 4
        if score is not None:
            felt["score"] = score
        if feeling is not None and feeling.label:
            felt["label"] = feeling.label
        return felt


def _without_directives(text: str) -> str:
    """The text without what `%%{` and `}%%` enclose, save its line ends."""
    kept: list[str] = []
    end = 0
    while (start := text.find("%%{", end)) >= 0 and (stop := text.find("}%%", start)) >= 0:
        kept += [text[end:start], "\n" * text.count("\n", start, stop)]
        end = stop + len("}%%")
    return "".join([*kept, text[end:]])


def _line_ends_of(found: re.Match[str]) -> str:
    return "\n" * found.group().count("\n")


def _statements_of(line: str) -> tuple[list[str], str]:
    """The statements on a line, between semicolons, and its comment; `#35;` is a character and begins none."""
    comment = re.search(r"#(?!\w{1,8};)(.*)|(?:^\s*%|\s%%)%*(?!\{)(.*)", line)
    kept = line[: comment.start()] if comment else line
    pieces = re.split(r"(?<!#\w)(?<!#\w\w)(?<!#\w\w\w)(?<!#\w\w\w\w)(?<!#\w\w\w\w\w);", kept)
    statements = [" ".join(piece.split()) for piece in pieces]
    if re.match(r"journey\s", statements[0]):
        statements[:1] = ["journey", statements[0].removeprefix("journey ")]
    return [*filter(None, statements)], tidy(comment[1] or comment[2] or "") if comment else ""

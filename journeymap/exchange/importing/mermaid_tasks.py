"""The tasks of a Mermaid journey: who takes part in each and how it feels, with what people often get wrong mended."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from journeymap.exchange.importing.draft import tidy
from journeymap.exchange.importing.feelings import feeling_of, language_of_feeling

_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_WITH_REMARK = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?)\s*(?:%%|//|--|[(\[,]|\s)\s*(.*?)\s*[)\]]?")
_ENTITY = re.compile(r"#(\w{1,8});")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(slots=True)
class MermaidTask:
    """A task: the line it is on, its name, its score if it has one, and who takes part.

    `word` is a feeling that stood in place of the score, after it or among the actors. `left` is what is none of these.
    """

    line: int
    name: str
    score: float | None = None
    actors: list[str] = field(default_factory=list)
    word: str = ""
    left: list[str] = field(default_factory=list)


def read_task(line: int, statement: str, mended: Callable[[str], None]) -> MermaidTask:
    """The task that a statement is. `mended` is called with what was read otherwise than Mermaid reads it."""
    name, colon, data = statement.partition(":")
    task = MermaidTask(line, decoded(name))
    pieces = [piece.strip() for piece in data.split(":")]
    place = next((index for index, piece in enumerate(pieces) if _NUMBER.fullmatch(piece)), None)
    if place is None:
        place = next((index for index, piece in enumerate(pieces) if _WITH_REMARK.fullmatch(piece)), None)
        if place is not None:
            pieces[place] = _without_remark(task, pieces[place], mended)
    if not colon:
        mended(f'"{task.name}" has no score')
    elif place is None:
        _fill_without_score(task, pieces, mended)
    else:
        _fill(task, pieces, place, mended)
    task.actors = [*dict.fromkeys(task.actors)]
    _take_feelings_from_actors(task, mended)
    return task


def decoded(text: str) -> str:
    """A text of a diagram as it is shown: on one line, without the entities (`#35;`) and the breaks of Mermaid."""
    return tidy(_ENTITY.sub(_character, _BREAK.sub(" ", text)))


def _character(entity: re.Match[str]) -> str:
    return html.unescape(f"&#{entity[1]};" if entity[1].isdecimal() else f"&{entity[1]};")


def _fill(task: MermaidTask, pieces: list[str], place: int, mended: Callable[[str], None]) -> None:
    """Set the score, which is the piece at a place, and who takes part, which follows it."""
    task.score = float(pieces[place])
    if place == 1 and len(pieces) == 2:
        task.actors = _actors(pieces[0])
        mended(f'"{task.name}": its score and its actors were swapped')
        return
    if place:
        task.name = ": ".join([task.name, *map(decoded, pieces[:place])])
        mended(f'"{task.name}" has a colon in its name')
    task.actors = [actor for piece in pieces[place + 1 :] for actor in _actors(piece)]
    if len(pieces) > place + 2:
        mended(f'"{task.name}": what follows the last colon is read as actors, too; Mermaid drops it')


def _fill_without_score(task: MermaidTask, pieces: list[str], mended: Callable[[str], None]) -> None:
    said = decoded(pieces[0])
    task.actors = [actor for piece in pieces[1:] for actor in _actors(piece)]
    if said and _is_feeling(said):
        task.word = said
        mended(f'"{task.name}": its score "{said}" is no number; it is read as a feeling')
    elif said and len(pieces) == 1:
        task.actors = _actors(said)
        mended(f'"{task.name}" has no score; "{said}" is read as who takes part')
    elif said:
        task.left.append(said)
    else:
        mended(f'"{task.name}" has no score')


def _without_remark(task: MermaidTask, piece: str, mended: Callable[[str], None]) -> str:
    """The score in a piece that has more than one; the rest is a feeling, or is left."""
    said = _WITH_REMARK.fullmatch(piece)
    assert said is not None
    rest = decoded(said[2])
    if _is_feeling(rest):
        task.word = rest
        mended(f'"{task.name}": "{rest}" after its score is read as its feeling')
    elif rest:
        task.left.append(rest)
    return said[1]


def _take_feelings_from_actors(task: MermaidTask, mended: Callable[[str], None]) -> None:
    felt = [actor for actor in task.actors if _is_feeling(actor)]
    if felt:
        task.actors = [actor for actor in task.actors if actor not in felt]
        task.word = ", ".join([*filter(None, [task.word]), *felt])
        mended(f'"{task.name}": "{", ".join(felt)}" among its actors is read as its feeling')


def _actors(piece: str) -> list[str]:
    return [actor for each in piece.split(",") if (actor := decoded(each))]


def _is_feeling(text: str) -> bool:
    return feeling_of(text, language_of_feeling(text) or "en").score is not None

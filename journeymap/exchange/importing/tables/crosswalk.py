"""The crosswalk: which rows, columns and words of a table are which of a journey; written once, then edited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from journeymap.errors import UserError
from journeymap.exchange.importing.tables.fields import IGNORE, MEANINGS
from journeymap.exchange.importing.tables.table import NAME_OF_CELL, index_of
from journeymap.model.reading import ID_PATTERN
from journeymap.source import Loaded, Mapping, Node, Scalar, Sequence, load
from journeymap.source.writing import Value, entry
from journeymap.spelling import did_you_mean

UNKNOWN = "unknown"
"""What a crosswalk says of a word for a feeling that nobody has put a number to."""
_HEAD = """\
# How {name} is read. Change what is wrong, and import it again with this file.
# lanes: what each row of the map is: {meanings}.
# feelings: how good a word feels, from -2 (awful) to 2 (wonderful). people: the id of each owner.
# ignored: the cells that are in no journey file, and why; add those that are not to be read.
"""


@dataclass(slots=True)
class Crosswalk:
    """What is told, or was found, about a table. What is empty or None is not told.

    Lines are named as in `row 3` and `column C`, cells as in `C5`. `lanes` are the meanings of labels, or of the names
    of lines without one. `feelings` go from -2 to 2, None where it is not known how a word feels. `people` are the ids
    of owners by what the table calls them, or `ignore`. `ignored` are cells with the reason.
    """

    sheet: str = ""
    language: str = ""
    stages: str = ""
    stage_names: str = ""
    step_names: str = ""
    labels: str = ""
    scale: tuple[float, float] | None = None
    lanes: dict[str, str] = field(default_factory=dict)
    feelings: dict[str, float | None] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    ignored: dict[str, str] = field(default_factory=dict)


_TEXTS = {"sheet": "sheet", "language": "language", "stages": "stages", "stage-names": "stage_names",
          "step-names": "step_names", "labels": "labels"}  # fmt: skip
_MAPS = ("lanes", "feelings", "people", "ignored")
_KEYS = ("crosswalk", *_TEXTS, "scale", *_MAPS)


def crosswalk_text(found: Crosswalk, name: str) -> str:
    """The file of a crosswalk for the table in a file called `name`."""
    written = [_HEAD.format(name=" ".join(name.split()), meanings=", ".join(MEANINGS)), "crosswalk: 1\n"]
    for key, attribute in _TEXTS.items():
        if getattr(found, attribute):
            written += _lines(key, getattr(found, attribute))
    if found.scale:
        written += _lines("scale", list[Value](found.scale))
    written += _mapping("lanes", found.lanes)
    written += _mapping(
        "feelings", {word: UNKNOWN if score is None else score for word, score in found.feelings.items()}
    )
    written += _mapping("people", found.people)
    written += _mapping("ignored", found.ignored)
    return "".join(written)


def _lines(key: str, value: Value) -> list[str]:
    return [f"{line}\n" for line in entry(key, value, 0, 2)]


def _mapping(key: str, values: dict[str, str] | dict[str, str | float]) -> Iterator[str]:
    if values:
        yield f"{key}:\n"
        for name, value in values.items():
            yield from (f"{line}\n" for line in entry(name, value, 2, 2))


def read_crosswalk(data: bytes, name: str) -> Crosswalk:
    """The crosswalk in a file called `name`. Raises UserError, with line and column, where it is wrong."""
    loaded = load(data, name)
    if loaded.findings:
        first = loaded.findings[0]
        raise _wrong(loaded, first.span.start, first.message, first.hint)
    if not isinstance(loaded.tree, Mapping) or "crosswalk" not in loaded.tree.entries:
        raise UserError(f"{name}:1:1: this is no crosswalk", hint="an import writes one, which begins `crosswalk: 1`")
    return _CrosswalkReader(loaded).read(loaded.tree)


class _CrosswalkReader:
    """Reads the values of a crosswalk, and raises UserError with the place of the first that is wrong."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._read = Crosswalk()

    def read(self, tree: Mapping) -> Crosswalk:
        for key, node in tree.pairs():
            if key.text not in _KEYS:
                hint = did_you_mean(key.text, _KEYS) or f"it has {', '.join(_KEYS)}"
                raise _wrong(self._loaded, key.start, f"a crosswalk has no `{key.text}`", hint)
            if key.text in _TEXTS:
                setattr(self._read, _TEXTS[key.text], self._text(node, key.text))
            elif key.text == "scale":
                self._read.scale = self._scale(node)
            elif key.text != "crosswalk":
                self._map(key.text, node)
            elif self._text(node, key.text) != "1":
                raise _wrong(
                    self._loaded, node.start, "this version of crosswalks is not known", "write `crosswalk: 1`"
                )
        return self._read

    def _text(self, node: Node, key: str) -> str:
        text = self._scalar(node).text.strip()
        if key == "stages" and text not in ("across", "down"):
            raise _wrong(self._loaded, node.start, f'"{text}" is not how stages go', "write `across` or `down`")
        if key in ("stage-names", "step-names", "labels") and index_of(text) is None:
            raise _wrong(self._loaded, node.start, f'"{text}" names no row or column', "write `row 3` or `column C`")
        return text

    def _scale(self, node: Node) -> tuple[float, float]:
        ends = [self._number(each) for each in node.items] if isinstance(node, Sequence) else []
        if len(ends) != 2 or not ends[0] < ends[1]:
            raise _wrong(self._loaded, node.start, "a scale has a lowest and a highest score", "write `[1, 5]`")
        return ends[0], ends[1]

    def _map(self, key: str, node: Node) -> None:
        if not isinstance(node, Mapping):
            raise _wrong(self._loaded, node.start, f"`{key}` has a line for each word, as `word: meaning`", "")
        for word, value in node.pairs():
            text = self._scalar(value).text.strip()
            if key == "lanes":
                if text not in MEANINGS:
                    hint = did_you_mean(text, MEANINGS) or f"one of {', '.join(MEANINGS)}"
                    raise _wrong(self._loaded, value.start, f'"{text}" is nothing that a row can be', hint)
                self._read.lanes[word.text] = text
            elif key == "feelings":
                self._read.feelings[word.text] = None if text == UNKNOWN else self._feeling(value)
            elif key == "people":
                if not re.fullmatch(ID_PATTERN, text):
                    raise _wrong(self._loaded, value.start, f'"{text}" cannot be an id', f"or `{IGNORE}`")
                self._read.people[word.text] = text
            else:
                if not NAME_OF_CELL.fullmatch(word.text):
                    raise _wrong(self._loaded, word.start, f'"{word.text}" names no cell', "write `C5: why`")
                self._read.ignored[word.text.upper()] = text

    def _feeling(self, node: Node) -> float:
        score = self._number(node)
        if not -2 <= score <= 2:
            raise _wrong(self._loaded, node.start, f"{score:g} is no feeling from -2 to 2", f"or `{UNKNOWN}`")
        return score

    def _number(self, node: Node) -> float:
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _wrong(self._loaded, node.start, "a number is meant here", "")
        return float(value)

    def _scalar(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            raise _wrong(self._loaded, node.start, "a text is meant here", "")
        return node


def _wrong(loaded: Loaded, offset: int, message: str, hint: str) -> UserError:
    line, column = loaded.source.place(offset)
    return UserError(f"{loaded.source.name}:{line}:{column}: {message}", hint=hint)

"""What stands at a place in brackets or braces of YAML text that may be half written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from journeymap.source.offsets import line_end, line_start

Slot = Literal["key", "value", "either", "text", "none"]
Step = str | None
"""A step of a path: the key of a mapping, or None for an item of a list."""

QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""", re.DOTALL)
"""A text in quotes, which may run over several lines."""
_PLAIN_IN_FLOW = re.compile(r"(?:[^\s,\[\]{}:#]|:(?![\s,\[\]{}]|$)|(?<!\s)#|[ \t]+(?![\s#,\[\]{}:]|$))+")
_COLON = re.compile(r"[ \t]*:")
_MOST_LINES = 60


class Cursor(NamedTuple):
    """A place in the text: the steps to it, what may stand there, and the word that does, from `start` to `end`.

    A "key" is one of the mapping at the path, of which `present` has the other keys; a "value" is what the path leads
    to; "either" may be the one or the other. In a "text" that runs over several lines there is no word. `quote` is the
    quotation mark around the word, and `flow` says whether it stands in brackets or braces. `has_colon` says whether a
    colon follows it already.
    """

    path: tuple[Step, ...]
    slot: Slot
    start: int
    end: int
    present: frozenset[str] = frozenset()
    quote: str = ""
    flow: bool = False
    has_colon: bool = False


class _OpenBrackets:
    """Brackets or braces that are open: the keys in them, and the key whose value comes next."""

    def __init__(self, opening: str) -> None:
        self.opening = opening
        self.key: str | None = None
        self.keys: set[str] = set()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps from the brackets to what stands at the place."""
        item: tuple[Step, ...] = (None,) if self.opening == "[" else ()
        return item if self.key is None else (*item, self.key)


class _Token(NamedTuple):
    """A mark, a word or a comment in brackets, with its span."""

    kind: Literal["mark", "word", "comment"]
    start: int
    end: int


def in_brackets(text: str, begin: int, at: int, path: tuple[Step, ...]) -> Cursor | None:
    """What stands at a place after the opening of brackets at `begin`; None where they are closed before it."""
    frames: list[_OpenBrackets] = []
    word: _Token | None = None
    for token in _tokens(text, begin):
        if token.start >= at and not (token.kind == "word" and token.start == at):
            break
        if token.start == at or (token.kind != "mark" and token.start < at <= token.end):
            if token.kind == "comment" or not frames:
                return Cursor(path, "none", at, at)
            return _word_in_brackets(text, frames, token, at, path)
        if token.kind == "comment":
            continue
        if token.kind == "word":
            word = token
            continue
        mark = text[token.start]
        if mark in "[{":
            frames.append(_OpenBrackets(mark))
        elif mark in "]}":
            frames.pop()
            if not frames:
                return None if line_start(text, at) > token.start else Cursor(path, "none", at, at)
        elif mark == ":" and word is not None:
            frames[-1].key = _unquoted(text[word.start : word.end])
            frames[-1].keys.add(frames[-1].key)
        elif mark == ",":
            frames[-1].key = None
        word = None
    return _word_in_brackets(text, frames, None, at, path)


def _word_in_brackets(
    text: str, frames: list[_OpenBrackets], token: _Token | None, at: int, path: tuple[Step, ...]
) -> Cursor:
    steps = tuple(step for frame in frames for step in frame.steps)
    frame = frames[-1]
    quote, start, end = "", at, at
    if token is not None:
        quote = text[token.start] if text[token.start] in "\"'" else ""
        closed = bool(quote) and token.end - token.start > 1 and text[token.end - 1] == quote
        start, end = token.start + bool(quote), token.end - closed
        if quote and at > end:
            return Cursor((*path, *steps), "none", at, at, flow=True)
    colon = _COLON.match(text, token.end if token else at)
    slot: Slot = "value" if frame.key is not None else "key" if frame.opening == "{" else "either"
    present = frame.keys | _keys_behind(text, token.end if token else at) if slot != "value" else set()
    return Cursor((*path, *steps), slot, start, end, frozenset(present), quote, True, bool(colon) and slot != "value")


def _keys_behind(text: str, at: int) -> set[str]:
    """The keys behind an offset in the braces that are open there; those on its line, if they are never closed."""
    depth, last = 0, line_end(text, at)
    found: set[tuple[str, int]] = set()
    word: _Token | None = None
    for lines, token in _counted(text, at):
        if lines > _MOST_LINES or text.startswith("- ", token.start):  # an item of a list that is in no brackets
            break
        mark = text[token.start] if token.kind == "mark" else ""
        if mark and mark in "]}":
            if depth == 0:
                return {key for key, _ in found}
            depth -= 1
        elif mark and mark in "[{":
            depth += 1
        elif mark == ":" and depth == 0 and word is not None and word.start > at:
            found.add((_unquoted(text[word.start : word.end]), word.start))
        word = token if token.kind == "word" else None
    return {key for key, start in found if start < last}


def _counted(text: str, at: int) -> Iterator[tuple[int, _Token]]:
    lines, reached = 0, at
    for token in _tokens(text, at):
        lines += text.count("\n", reached, token.start)
        reached = token.start
        yield lines, token


def _tokens(text: str, at: int) -> Iterator[_Token]:
    """Yields what stands in brackets from an offset on, also beyond their end."""
    while at < len(text):
        character = text[at]
        if character.isspace() or character == "\ufeff":
            at += 1
        elif character in "[]{},":
            yield _Token("mark", at, at + 1)
            at += 1
        elif character == "#" and (at == 0 or text[at - 1].isspace()):
            end = line_end(text, at)
            yield _Token("comment", at, end)
            at = end
        elif character in "\"'":
            quoted = QUOTED.match(text, at)
            end = quoted.end() if quoted else line_end(text, at)
            yield _Token("word", at, end)
            at = end
        else:
            plain = _PLAIN_IN_FLOW.match(text, at)
            if plain is None:
                yield _Token("mark", at, at + 1)
                at += 1
            else:
                yield _Token("word", at, plain.end())
                at = plain.end()


def _unquoted(word: str) -> str:
    return word[1:-1] if word[:1] in ("'", '"') and word[-1:] == word[0] and len(word) > 1 else word

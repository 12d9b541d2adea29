"""What stands at a place in YAML text that may be half written: the path of keys to it, and the word there.

It looks at the lines above and at the brackets around the place, and never at the text as a whole, so that it knows the
place in a text that cannot be read: while somebody types, most texts cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from journeymap.source.bracketed import QUOTED, Cursor, Slot, Step, in_brackets
from journeymap.source.offsets import line_end, line_start

_BLANK = re.compile(r"\s*")
_INDENT = re.compile(r"[ \t]*")
_DASH = re.compile(r"-(?=[ \t]|$)[ \t]*")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:[ \t]+|(?=[\r\n])|\Z))*")
_PLAIN_KEY = re.compile(r"""[^\s"'\[\]{},#&*!|>%@`](?:[^:#]|:(?!\s|$)|(?<!\s)#)*?(?=[ \t]*:(?:[ \t]|$))""")
_COLON = re.compile(r"[ \t]*:(?=[ \t]|$)[ \t]*")
_COMMENT = re.compile(r"(?:^|(?<=\s))#")
_OUTSIDE = re.compile(r"---|\.\.\.|%")
_LONGEST = 2000
"""Of the beginning of a line, in characters, in which a key is looked for."""


class _LineApart(NamedTuple):
    """A line taken apart: the columns of its dashes, its key with its column, and its value's column.

    `content` is the column of what stands after the dashes: of the key or, without one, of the value.
    """

    dashes: tuple[int, ...]
    content: int
    key: str | None
    key_end: int
    value: int
    end: int


class _Parent(NamedTuple):
    """What a place stands in: the dash of an item (`key` is None) or a key, at a column of the line from `start`."""

    key: str | None
    start: int
    column: int
    value: int
    end: int


def cursor_at(text: str, at: int) -> Cursor:
    """Returns what stands at an offset of a text. It never raises."""
    at = min(max(at, 0), len(text))
    start = line_start(text, at)
    line = _taken_apart(text[start : line_end(text, at)])
    column = at - start
    own, limits = _on_its_line(line, start, column)
    above = list(_above(text, start, *limits))
    parents = [*reversed(above), *own]
    first = _first_content(text)
    if first < at and text[first : first + 1] in ("[", "{"):
        return in_brackets(text, first, at, ()) or Cursor((), "none", at, at)
    for index, parent in enumerate(parents):
        if parent.key is None and index + 1 < len(parents):
            continue
        path = tuple(each.key for each in parents[: index + 1])
        inside = _inside_value(text, parent, at, path)
        if inside is not None:
            return inside
    path = tuple(each.key for each in parents)
    if _is_in_comment(text, start + (parents[-1].value if own else 0), at):
        return Cursor(path, "none", at, at)
    if own and own[-1].key is not None:
        return _value(text, own[-1].start + own[-1].value, at, path)
    return _first_word(text, line, start, at, path)


def _taken_apart(whole: str) -> _LineApart:
    line = whole[:_LONGEST]
    at = _end(_INDENT, line, 0)
    dashes = []
    while dash := _DASH.match(line, at):
        dashes.append(at)
        at = dash.end()
    after = _end(_PROPERTIES, line, at)
    key = QUOTED.match(line, after) or _PLAIN_KEY.match(line, after)
    colon = _COLON.match(line, key.end()) if key else None
    if key is None or colon is None:
        return _LineApart(tuple(dashes), at, None, at, at, len(whole))
    name = key[0][1:-1] if key[0][0] in "\"'" else key[0]
    return _LineApart(tuple(dashes), after, name, key.end(), colon.end(), len(whole))


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """The offset behind what a pattern matches at an offset, which may be nothing."""
    match = pattern.match(text, at)
    return match.end() if match else at


def _on_its_line(line: _LineApart, start: int, column: int) -> tuple[list[_Parent], tuple[int, int]]:
    """The parents on the line of a place, and the columns left of which those above it stand: of keys, of dashes."""
    own = [_Parent(None, start, dash, dash + 1, line.end) for dash in line.dashes if dash < column]
    has_key = line.key is not None and line.key_end < column
    if has_key:
        own.append(_Parent(line.key, start, line.content, line.value, line.end))
    if line.dashes and line.dashes[0] < column:
        return own, (line.dashes[0] + 1, line.dashes[0])
    content = line.content if line.content < line.end else column
    outer = min(content, line.content) if has_key else content
    return own, (outer, outer)


def _above(text: str, start: int, of_key: int, of_dash: int) -> Iterator[_Parent]:
    """Yields the parents of a place on the lines above the one that begins at `start`, the innermost first."""
    while start > 0 and (of_key > 0 or of_dash > 0):
        end = start - 1
        if text[end - 1 : start] == "\r\n":
            end -= 1
        start = line_start(text, end)
        line = text[start:end]
        if len(line) - len(line.lstrip(" \t")) >= max(of_key, of_dash) or not _has_content(line):
            continue
        apart = _taken_apart(line)
        if apart.key is not None and apart.content < of_key:
            yield _Parent(apart.key, start, apart.content, apart.value, apart.end)
            of_key = of_dash = apart.content
        elif apart.key is None and not apart.dashes and apart.content < min(of_key, of_dash):
            of_key = of_dash = max(apart.content, 0)  # a line of a text, or one that is half written
        for dash in reversed(apart.dashes):
            if dash < of_dash:
                yield _Parent(None, start, dash, dash + 1, apart.end)
                of_key, of_dash = dash + 1, dash


def _first_content(text: str) -> int:
    """The offset of the first character of a text that is no blank, comment or directive."""
    at = 0
    while at < len(text):
        end = line_end(text, at)
        line = text[at:end]
        if _has_content(line):
            return at + len(line) - len(line.lstrip())
        at = end + 1
    return len(text)


def _inside_value(text: str, parent: _Parent, at: int, path: tuple[Step, ...]) -> Cursor | None:
    """What stands at a place in the value of a parent, in brackets or in a text that began on a line above.

    None where it is in neither, so that it is on the line of the parent or in what stands below it.
    """
    begin = _value_start(text, parent.start + parent.value, at)
    opening = text[begin : begin + 1] if begin < at else ""
    if opening in ("[", "{"):
        return in_brackets(text, begin, at, path)
    row = line_start(text, at)
    if not opening or parent.key is None or row <= begin:
        return None
    quoted = QUOTED.match(text, begin)
    is_text = begin < line_end(text, parent.start) or (quoted is not None and quoted.end() > at)
    return Cursor(path, "text", at, at) if is_text else None


def _value_start(text: str, at: int, until: int) -> int:
    """The offset of what follows blanks, line ends, comments, anchors and tags from an offset on."""
    while at < until:
        reached = _end(_PROPERTIES, text, _end(_BLANK, text, at))
        if text[reached : reached + 1] == "#" and text[reached - 1].isspace():
            reached = line_end(text, reached)
        if reached == at:
            break
        at = reached
    return at


def _is_in_comment(text: str, start: int, at: int) -> bool:
    """Whether a comment begins between the offsets, which are on one line; `#` in quotes begins none."""
    while start < at:
        quoted = QUOTED.match(text, start) if text[start] in "\"'" else None
        if quoted:
            start = quoted.end()
            continue
        if text[start] == "#" and (start == 0 or text[start - 1].isspace()):
            return True
        start += 1
    return False


def _value(text: str, begin: int, at: int, path: tuple[Step, ...]) -> Cursor:
    """The word of a value on its line, behind the colon of its key."""
    end = line_end(text, at)
    begin = min(begin, at)
    mark = text[begin : begin + 1]
    if mark in ("|", ">"):
        return Cursor(path, "none", at, at)
    if mark in ("'", '"'):
        quoted = QUOTED.match(text, begin)
        stop = quoted.end() - 1 if quoted and quoted.end() <= end else end
        if at > stop:
            return Cursor(path, "none", at, at)
        return Cursor(path, "value", begin + 1, max(stop, begin + 1), quote=mark)
    comment = _COMMENT.search(text, begin, end)
    stop = begin + len(text[begin : comment.start() if comment else end].rstrip())
    return Cursor(path, "value", begin, max(stop, at))


def _first_word(text: str, line: _LineApart, start: int, at: int, path: tuple[Step, ...]) -> Cursor:
    """The first word of a line, or behind its dashes, which may become a key."""
    begin = min(start + line.content, at)
    if line.key is not None and begin <= at <= start + line.key_end:
        quote = text[begin] if text[begin] in "\"'" else ""
        span = (begin + bool(quote), start + line.key_end - bool(quote))
        present = _siblings(text, start, line.content, skip=line.key)
        return Cursor(path, "key", *span, present, quote, has_colon=True)
    column = begin - start
    present = _siblings(text, start, column, skip=None)
    word = _value(text, begin, at, path)
    slot: Slot = word.slot if word.slot == "none" else "key" if present else "either"
    return word._replace(slot=slot, present=present)


def _siblings(text: str, start: int, column: int, skip: str | None) -> frozenset[str]:
    """The keys at a column of the mapping in which the line from `start` stands, without `skip` on that line."""
    own = _taken_apart(text[start : line_end(text, start)])
    found = {own.key} if own.key is not None and own.key != skip and own.content == column else set()
    if not (own.dashes and own.dashes[-1] < column):
        for line in _lines_above(text, start):
            if line.content == column and line.key is not None:
                found.add(line.key)
            if line.content < column or any(dash < column for dash in line.dashes):
                break
    for line in _lines_below(text, start):
        if min(line.content, *line.dashes, line.content) < column:
            break
        if line.content == column and line.key is not None:
            found.add(line.key)
    return frozenset(found)


def _lines_above(text: str, start: int) -> Iterator[_LineApart]:
    while start > 0:
        end = start - 1
        if text[end - 1 : start] == "\r\n":
            end -= 1
        start = line_start(text, end)
        if _has_content(text[start:end]):
            yield _taken_apart(text[start:end])


def _lines_below(text: str, start: int) -> Iterator[_LineApart]:
    at = line_end(text, start)
    while at < len(text):
        at += 2 if text[at : at + 2] == "\r\n" else 1
        end = line_end(text, at)
        if _has_content(text[at:end]):
            yield _taken_apart(text[at:end])
        at = end


def _has_content(line: str) -> bool:
    return bool(line.strip()) and line.lstrip()[0] != "#" and not _OUTSIDE.match(line)

"""Shows the line as it should be where quotes, colons or commas of a text are taken for YAML's own.

Hebrew abbreviations have a quotation mark inside (`סמנכ"ל`), and prose has colons: a text that needs quotes is shown
in the quotes that it does not have itself or, with both, below a `>-`. A line is shown only if the file can be read
further with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not export it

from journeymap.source.offsets import line_end, line_start
from journeymap.source.requoting import (
    CLOSING,
    GOES_ON,
    below,
    content_of,
    is_value,
    mended_flow,
    problem_of,
    written,
)

_FARTHEST = 400
"""How many lines above the place of an error are looked at."""
_MOST_TRIED = 12
_MOST_READ = 20_000_000
"""How many characters are read in all to try lines out."""
_LONGEST = 600
_DASHES = r"(?: *(?:- +)*)"
_KEY = re.compile(rf"({_DASHES}[a-z][a-z0-9_-]*:[ \t]+)(\S.*)")
_ITEM = re.compile(r"( *(?:- +)+)(\S.*)")
_ANY_KEY = re.compile(rf"({_DASHES}[^\s:#\-\[{{\"'][^:]*:[ \t]+)(\S.*)")
_NO_SPACE = re.compile(rf"({_DASHES}[a-z][a-z_]*:)([^\s:/].*)")
_OTHER_COMMA = re.compile(r"[،、，](?=\s*[a-z][a-z0-9_-]*:(?:\s|$))")
_INSIDE = re.compile(r"( +)(\S.*)")
_COMMENT = re.compile(r"\s+#.*$")


class Mended(NamedTuple):
    """A line as it should be, or several; what is wrong with it as it is; and the offset where its text starts."""

    lines: str
    problem: str
    start: int


class _Variant(NamedTuple):
    """A way to read some lines: what stands before the text, the text, and the comment after it."""

    head: str
    value: str
    comment: str = ""


def mended(text: str, at: int) -> Mended | None:
    """Returns the lines near an offset, at which a file cannot be read further, as they should be.

    Returns None where the trouble is not with the quotes, colons or commas of a text.
    """
    tries = min(_MOST_TRIED, _MOST_READ // (len(text) or 1))
    for start, end, lines, problem, value in _candidates(text, at):
        if tries == 0:
            return None
        tries -= 1
        if _is_read_past(text[:start] + lines + text[end:], max(start + len(lines), at + len(lines) - (end - start))):
            shown = lines if len(lines) <= _LONGEST else lines[:_LONGEST] + "…"
            return Mended(_dedented(shown), problem, value)
    return None


def hint_for(lines: str) -> str:
    """Returns the hint that shows lines as they should be."""
    if "\n" in lines:
        return f"put the text below a `>-`, where it needs no quotes:\n{lines}"
    return f"write `{lines}`"


def line_in_quotes(text: str, start: int, end: int) -> str:
    """Returns the line of an offset with the span put in quotes; empty where the span is more than one line."""
    first, last = line_start(text, start), line_end(text, start)
    if end > last or last - first > _LONGEST:
        return ""
    head, after = text[first:start], text[end:last].rstrip()
    flow = bool(after) and not _COMMENT.fullmatch(after)
    return _dedented(written(text[start:end].strip(), head, flow=flow) + after)


def _candidates(text: str, at: int) -> Iterator[tuple[int, int, str, str, int]]:
    """Yields spans of whole lines near an offset, what to write there, what is wrong, and where the value starts."""
    first = line_start(text, at)
    yield from _mended_commas(text, first)
    yield from _mended_line(text, first, inside=True)
    yield from _mended_lines(text, first)
    start = first
    for distance in range(_FARTHEST):
        if start == 0:
            return
        start = line_start(text, start - 1)
        yield from _mended_line(text, start, inside=False)
        if distance == 0:
            yield from _mended_line(text, start, inside=True)


def _mended_commas(text: str, start: int) -> Iterator[tuple[int, int, str, str, int]]:
    """Yields a line with `,` in place of the commas of other scripts that stand before a key."""
    line = text[start : line_end(text, start)]
    commas = list(_OTHER_COMMA.finditer(line))
    if commas:
        problem = f"`{commas[0].group()}` does not separate two entries, only `,` does"
        yield start, start + len(line), _OTHER_COMMA.sub(",", line), problem, start + commas[0].start()


def _mended_line(text: str, start: int, *, inside: bool) -> Iterator[tuple[int, int, str, str, int]]:
    """Yields one line as it could be meant; `inside` also takes it for one inside brackets that start above."""
    end = line_end(text, start)
    line = text[start:end]
    for head, value, comment in _variants(line):
        if is_value(value):
            continue
        opening = value[0]
        if opening in CLOSING:
            flow, inner = mended_flow(value)
            if flow:
                yield start, end, head + flow + comment, problem_of(inner), start + line.index(inner, len(head))
            if not GOES_ON.search(value):
                continue
        if not value.startswith("- "):
            yield start, end, written(content_of(value), head, comment=comment), problem_of(value), start + len(head)
    missing = _NO_SPACE.fullmatch(line)
    if missing:
        yield start, end, f"{missing[1]} {missing[2]}", "there is no space after the colon of the key", start
    within = _INSIDE.fullmatch(line) if inside else None
    for opening in CLOSING if within else ():
        assert within is not None
        flow, inner = mended_flow(opening + within[2])
        if flow:
            yield start, end, within[1] + flow[1:], problem_of(inner), start + line.index(inner)


def _mended_lines(text: str, start: int) -> Iterator[tuple[int, int, str, str, int]]:
    """Yields a text over several lines, of which one starts at the offset, below a `>-`."""
    line = text[start : line_end(text, start)]
    indent = len(line) - len(line.lstrip())
    above = start
    if indent and not _KEY.match(line):
        while above > 0:
            above = line_start(text, above - 1)
            other = text[above : line_end(text, above)]
            if other.strip() and len(other) - len(other.lstrip()) < indent:
                break
    for first in dict.fromkeys((start, above)):
        end = line_end(text, first)
        for head, value, _ in list(_variants(text[first:end]))[:1]:
            column = len(head) - len(head.lstrip(" -"))
            parts = [value]
            last = end
            while last < len(text):
                following = text[last + 1 : line_end(text, last + 1)]
                if following.strip() and len(following) - len(following.lstrip()) <= column - 2 * head.endswith("- "):
                    break
                parts.append(following.strip())
                last = line_end(text, last + 1)
            while parts and not parts[-1]:
                parts.pop()
                last = text.rfind("\n", 0, last)
            if len(parts) > 1 and value[0] not in "[{|>":
                content = content_of("\n".join(parts)).split("\n")
                yield first, last, below(head, content), problem_of("\n".join(parts)), first + len(head)


def _variants(line: str) -> Iterator[_Variant]:
    """Yields the ways to read a line: as a known key and its value, as a list item, as any other key."""
    for pattern in (_KEY, _ITEM, _ANY_KEY):
        match = pattern.fullmatch(line.rstrip())
        if match:
            comment = _COMMENT.search(match[2]) if match[2][0] not in "\"'" else None
            if comment and comment.start():
                yield _Variant(match[1], match[2][: comment.start()], comment.group())
            else:
                yield _Variant(match[1], match[2])


def _is_read_past(text: str, end: int) -> bool:
    parser: Any = CParser(text)
    try:
        while parser.check_event():
            if parser.get_event().start_mark.index > end:
                return True
    except yaml.YAMLError:
        return False
    finally:
        parser.dispose()
    return True


def _dedented(lines: str) -> str:
    """Returns lines without the indentation of the first one."""
    margin = len(lines) - len(lines.lstrip(" "))
    return "\n".join(line[margin:] if not line[:margin].strip() else line for line in lines.split("\n"))

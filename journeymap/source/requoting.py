"""Puts texts in the quotes that they do not have themselves, alone and inside brackets and braces."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not export it

from journeymap.source.writing import in_quotes

_FLOW_KEY = re.compile(r"(?:(?<=^\{)|,)\s*[a-z][a-z0-9_-]*:(?=\s)")
GOES_ON = re.compile(r"[\]}]\s*[^\s\]},]")
"""A text that goes on after a bracket."""
CLOSING = {"{": "}", "[": "]"}

_RIGHT_ESCAPES = re.compile(
    r'"(?:[^"\\]|\\(?:[0abt\tnvfre "/\\N_LP\n]|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}'
    r"|U00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}))*"
)
"""A text in double quotes as far as each `\\` begins one of YAML's escapes."""
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
"""A character as JSON writes it in two escapes, which are none in YAML."""

_LONGEST_FLOW = 4_000
_DEEPEST_FLOW = 16


def content_of(value: str) -> str:
    """Returns a text without the quotes that are meant to stand around all of it."""
    quote = value[0]
    if quote not in "\"'":
        return value
    depth = 0
    closes_inside = False
    for index, character in enumerate(value):
        if character != quote:
            continue
        before, after = value[index - 1 : index], value[index + 1 : index + 2]
        if before.isalnum() and after.isalnum():
            continue  # in the middle of a word, such as gershayim
        opens = not before or before.isspace() or before in "([{"
        depth += 1 if opens else -1
        closes_inside = closes_inside or (depth == 0 and index < len(value) - 1)
    if closes_inside and depth == 0:
        return value  # the quotes are of words in the text
    if value[-1] == quote and len(value) > 1:
        value = value[:-1]
    elif closes_inside:
        return value
    inner = value[1:].strip()
    if quote == '"':
        inner = _PAIR.sub(lambda pair: bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be"), inner)
    return (inner.replace('\\"', '"') if quote == '"' else inner.replace("''", "'")) or value


def written(content: str, head: str, *, comment: str = "", flow: bool = False) -> str:
    """Returns what stands before a text, and the text in quotes that it does not have itself, or below a `>-`."""
    if not ('"' in content and "'" in content):
        return head + in_quotes(content, '"' if "'" in content else "'") + comment
    if flow or not head.strip():
        return head + in_quotes(content, "'") + comment
    return below(head, [content], comment)


def below(head: str, lines: list[str], comment: str = "") -> str:
    """Returns a text below a `>-`, indented by two columns more than its key or its dash."""
    dashes = re.match(r" *(?:- +)*", head)
    column = len(dashes.group()) if dashes else 0
    if head[column:].strip() == "":
        column = head.rindex("-")
    margin = " " * (column + 2)
    return "\n".join([f"{head}>-{comment}", *(f"{margin}{line}" if line else "" for line in lines)])


def mended_flow(value: str) -> tuple[str, str]:
    """Returns a list in brackets or a mapping in braces with its texts in quotes where needed, and the first of these.

    Both are empty where no text needs quotes, and for brackets that are too long or too deep for a person to have
    written. The closing bracket may be missing, since it may stand on a later line.
    """
    if len(value) > _LONGEST_FLOW or max(_depths(value)) > _DEEPEST_FLOW:
        return "", ""
    closing = CLOSING[value[0]]
    end = len(value) - 1 if value.endswith(closing) else len(value.rstrip(" ,"))
    result, reached, first = "", 0, ""
    for start, stop in _values_in_braces(value, end) if value[0] == "{" else _items_in_brackets(value, end):
        inner = value[start:stop].strip()
        if not inner or is_value(inner, flow=True):
            continue
        new, culprit = mended_flow(inner) if inner[0] in CLOSING else ("", inner)
        if not new and inner[0] in CLOSING and not GOES_ON.search(inner):
            continue
        at = value.index(inner, start)
        result += value[reached:at] + (new or written(content_of(inner), "", flow=True))
        reached, first = at + len(inner), first or culprit or inner
    return (result + value[reached:], first) if first else ("", "")


def _values_in_braces(value: str, end: int) -> Iterator[tuple[int, int]]:
    """Yields the start and end of the values, each of which goes on to the comma before the next key."""
    depths = _depths(value)
    keys = [match for match in _FLOW_KEY.finditer(value, 1, end) if depths[match.end() - 1] == 1]
    if not keys and value[1:2].strip():
        first = re.compile(r"\s*[^,:]+:(?=\s)").match(value, 1)
        keys = [first] if first else []
    for match, stop in zip(keys, [*(following.start() for following in keys[1:]), end], strict=False):
        yield match.end(), stop


def _items_in_brackets(value: str, end: int) -> Iterator[tuple[int, int]]:
    """Yields the start and end of the items; one that starts with a quote goes on to a comma after such a quote."""
    depths = _depths(value)
    commas = [index for index in range(1, end) if value[index] == "," and depths[index] == 1] + [end]
    start = 1
    for number, comma in enumerate(commas):
        item = value[start:comma].strip()
        quote = item[:1]
        if quote in ('"', "'") and (len(item) < 2 or item[-1] != quote) and number < len(commas) - 1:
            ends = (value[start:other].rstrip().endswith(quote) for other in commas[number + 1 :])
            if any(ends):
                continue
        if start <= comma:
            yield start, comma
        start = comma + 1


def _depths(value: str) -> list[int]:
    """Returns how many brackets and braces are open at each character."""
    depth = 0
    found = []
    for character in value:
        if character in "[{":
            depth += 1
        found.append(depth)
        if character in "]}":
            depth -= 1
    return found


def is_value(value: str, *, flow: bool = False) -> bool:
    """Whether a value is read as it stands; with `flow`, as one item inside brackets that is no pair."""
    parser = CParser(f"[{value}\n]" if flow else f"k: {value}\n")
    items = depth = 0
    try:
        while parser.check_event():
            event = parser.get_event()
            name = type(event).__name__
            if depth == 1 and name.endswith(("StartEvent", "ScalarEvent", "AliasEvent")):
                items += 1
                if flow and name == "MappingStartEvent" and value[0] != "{":
                    return False
            depth += name in ("MappingStartEvent", "SequenceStartEvent")
            depth -= name in ("MappingEndEvent", "SequenceEndEvent")
    except yaml.YAMLError:
        return False
    finally:
        parser.dispose()
    return items == 1 if flow else True


def problem_of(value: str) -> str:
    """Says in plain words why a text needs quotes, or others than it has."""
    quote = value[0]
    right = _RIGHT_ESCAPES.match(value)
    if right and value.startswith("\\", right.end()):
        escape = value[right.end() : right.end() + 2]
        return f"in double quotes a `\\` begins a special character, and `{escape}` here is none"
    if quote in "\"'":
        return f"the text goes on after its closing quote ({quote})" if quote in value[1:] else "a quote is not closed"
    if quote in "[{@`%*&!|>?#,":
        return f"a text without quotes cannot start with `{quote}`"
    if ": " in f"{value} ".replace("\n", " "):
        return "a colon followed by a space stands in a text without quotes"
    return "a text inside `[…]` or `{…}` needs quotes when it has brackets or commas"

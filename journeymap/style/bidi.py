"""The order in which the parts of a line stand side by side, by the Unicode bidirectional algorithm (UAX #9).

Only a line in several faces needs it, since it is drawn in parts. Lines have no embeddings of their own, so the rules
for these (X1 to X8) are left out; signs kept by marks of direction come out right, since marks are strong letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

_BRACKETS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "（": "）", "「": "」"}  # fmt: skip
_IN_NUMBERS = (["EN", "ES", "EN"], ["EN", "CS", "EN"], ["AN", "CS", "AN"])
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_AS_RTL = frozenset({"R", "AN", "EN"})


def levels(text: str, *, rtl: bool) -> list[int]:
    """The embedding level of each character of a line whose own direction is right to left, or not."""
    base = int(rtl)
    start = "R" if rtl else "L"
    kinds = [unicodedata.bidirectional(each) or "L" for each in text]
    _weak(kinds, start)
    _brackets(text, kinds, start)
    _neutral(kinds, start)
    found: list[int] = []
    for kind in kinds:
        if kind == "BN":
            found.append(found[-1] if found else base)
        elif base:
            found.append(1 if kind == "R" else 2)
        else:
            found.append({"L": 0, "R": 1}.get(kind, 2))
    return found


def visual_order(levels: Sequence[int]) -> list[int]:
    """The parts of a line from left to right, by their index; `levels` has the level of each (rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        at = 0
        for inside, group in groupby(order, key=lambda index: levels[index] >= level):
            length = len(list(group))
            if inside:
                order[at : at + length] = order[at : at + length][::-1]
            at += length
    return order


def _weak(kinds: list[str], start: str) -> None:
    """Rules W1 to W7: marks, numbers and what belongs to numbers."""
    last = strong = start
    for at, kind in enumerate(kinds):
        if kind == "BN":
            continue
        last = last if kind == "NSM" else kind
        strong = last if last in ("L", "R", "AL") else strong
        kinds[at] = "AN" if last == "EN" and strong == "AL" else last
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        if kinds[at - 1 : at + 2] in _IN_NUMBERS:
            kinds[at] = kinds[at - 1]
    for begin, end in _stretches(kinds, frozenset({"ET", "BN"})):
        if "EN" in kinds[max(begin - 1, 0) : begin] + kinds[end : end + 1]:
            kinds[begin:end] = ["EN"] * (end - begin)
    strong = start
    for at, kind in enumerate(kinds):
        strong = kind if kind in ("L", "R") else strong
        if kind == "EN" and strong == "L":
            kinds[at] = "L"
        elif kind in ("ES", "CS", "ET"):
            kinds[at] = "ON"


def _brackets(text: str, kinds: list[str], start: str) -> None:
    """Rule N0: a pair of brackets goes with what is inside it, or before it."""
    for begin, end in sorted(_pairs(text)):
        inside = {"R" if kind in _AS_RTL else kind for kind in kinds[begin + 1 : end]} & {"L", "R"}
        if not inside:
            continue
        direction = start
        if start not in inside:
            before = next((kind for kind in reversed(kinds[:begin]) if kind == "L" or kind in _AS_RTL), start)
            other = "L" if start == "R" else "R"
            direction = other if ("L" if before == "L" else "R") == other else start
        kinds[begin] = kinds[end] = direction


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    opened: list[tuple[int, str]] = []
    for at, character in enumerate(text):
        if character in _BRACKETS:
            opened.append((at, _BRACKETS[character]))
        elif any(character == closing for _, closing in opened):
            while opened:
                begin, closing = opened.pop()
                if closing == character:
                    yield begin, at
                    break


def _neutral(kinds: list[str], start: str) -> None:
    """Rules N1 and N2: what has no direction goes with both its sides where they agree, else with the line."""
    for begin, end in _stretches(kinds, _NEUTRAL | {"BN"}):
        before = kinds[begin - 1] if begin else start
        after = kinds[end] if end < len(kinds) else start
        sides = {"R" if kind in _AS_RTL else kind for kind in (before, after)}
        kinds[begin:end] = [sides.pop() if len(sides) == 1 else start] * (end - begin)


def _stretches(kinds: Sequence[str], wanted: frozenset[str]) -> list[tuple[int, int]]:
    """The stretches of characters of the wanted kinds, each as where it begins and ends."""
    found, at = [], 0
    for inside, group in groupby(kinds, key=lambda kind: kind in wanted):
        length = len(list(group))
        if inside:
            found.append((at, at + length))
        at += length
    return found

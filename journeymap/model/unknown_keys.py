"""Reports keys that a mapping may not have, with a hint what was meant."""

from __future__ import annotations

from journeymap.model.reading import Report, did_you_mean, quoting_hint, short
from journeymap.source.tree import Mapping, Node, Scalar


def report_unknown(noun: str, names: list[str], node: Mapping, report: Report) -> None:
    """Reports the keys of a mapping that are not among the known names, and do not start with `x-`."""
    for key, value in node.pairs():
        name = key.text
        if name in names or name.startswith("x-"):
            continue
        if is_cut_off(key, value):
            hint = "a comma ends a text inside `{…}`: " + (
                _whole_text(node, key, report) or "put a text that has one in quotes"
            )
        else:
            hint = did_you_mean(name, names) or f"known here: {', '.join(names)}; a key of your own starts with `x-`"
        report.add("JM101", f"{noun} has no `{short(name)}`", key.span, hint)


def is_cut_off(key: Scalar, value: Node) -> bool:
    """Whether an entry is a part of a text that a comma in braces has cut in two: `{share: 12,5 %}`."""
    return isinstance(value, Scalar) and value.plain and not value.text and value.start == key.end


def _whole_text(node: Mapping, part: Scalar, report: Report) -> str:
    """Returns a hint with the text, of which commas have cut off a part, in quotes; empty if there is none."""
    start = 0
    last = part
    for key, value in node.pairs():
        if is_cut_off(key, value):
            last = key
        elif key.start > part.start:
            break
        else:
            start = value.start if isinstance(value, Scalar) else 0
    return quoting_hint(start, last, report) if start else ""

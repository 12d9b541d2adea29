"""Hints how to write a number that was written as people write it: `"1,8"`, `34%`, `180/month`, `"+38"`."""

from __future__ import annotations

import re

from journeymap.digits import latin
from journeymap.source.tree import Node, Scalar

_WRITTEN = re.compile(r"([+\-−]?) ?(\d+(?:[.,'’   ]\d+)*) ?([^\s\d][^\d]{0,40})?")
_GROUP = r"[1-9]\d{0,2}"


def number_hint(node: Node, whole: bool) -> str:
    """Returns how to write the number that a text begins with; an empty string where it has none, or may be two."""
    text = node.text.strip() if isinstance(node, Scalar) else ""
    match = _WRITTEN.fullmatch(latin(text).replace("،", ","))
    if match is None:
        return ""
    sign, digits, _ = match.groups(default="")
    rest = text[match.start(3) - match.end() :] if match[3] else ""
    numbers = [("-" if sign in ("-", "−") else "") + number for number in _readings(digits)]
    if not numbers or (whole and any("." in number for number in numbers)):
        return ""
    hint = "write " + ", or ".join(f"`{number}`" for number in numbers)
    return f"{hint}: a number stands without `{rest.strip()}`" if rest.strip() else hint


def _readings(digits: str) -> list[str]:
    """The numbers that digits with separators can be, as YAML writes them: `1,8` is 1.8, `1,250` 1250 or 1.25."""
    marks = re.findall(r"\D", digits)
    if not marks:
        return [digits]
    *thousands, last = marks
    if re.fullmatch(rf"{_GROUP}(?:\D\d{{3}})+", digits) and len(set(marks)) == 1:
        together = re.sub(r"\D", "", digits)
        decimal = digits.replace(last, ".")
        return [together, decimal] if last == "," and not thousands else [decimal if marks == ["."] else together]
    if last not in ".," or last in thousands or len(set(thousands)) > 1:
        return []
    before, after = digits[: digits.rindex(last)], digits[digits.rindex(last) + 1 :]
    if thousands and not re.fullmatch(rf"{_GROUP}(?:\D\d{{3}})+", before):
        return []
    return [re.sub(r"\D", "", before) + "." + after]

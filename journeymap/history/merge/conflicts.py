"""Writes conflicts as git does: with its markers, in the style that git is set to, or as the side that is favoured."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Form = Literal["merge", "diff3", "zdiff3"]
FORMS: tuple[Form, ...] = get_args(Form)
Favour = Literal["", "ours", "theirs"]


class Style(NamedTuple):
    """How conflicts are written.

    The labels stand beside the markers, which have `size` characters. `diff3` shows the base too, `zdiff3` as well but
    what both sides have in common stands outside, as it does for `merge`. With `favour` there are no markers: that side
    is taken.
    """

    ours: str = "ours"
    base: str = "base"
    theirs: str = "theirs"
    size: int = 7
    form: Form = "merge"
    favour: Favour = ""

    def write(self, base: str, ours: str, theirs: str) -> str:
        """A conflict between texts of whole lines; only the last of them may lack its line end."""
        base, ours, theirs = (text if text.endswith("\n") or not text else f"{text}\n" for text in (base, ours, theirs))
        if self.favour:
            return ours if self.favour == "ours" else theirs
        mine, yours = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
        head, tail = (0, 0) if self.form == "diff3" else _common(mine, yours)
        middle = "".join(mine[head : len(mine) - tail]), "".join(yours[head : len(yours) - tail])
        lines = [
            *mine[:head],
            f"{'<' * self.size} {self.ours}\n",
            middle[0],
            *((f"{'|' * self.size} {self.base}\n", base) if self.form != "merge" else ()),
            f"{'=' * self.size}\n",
            middle[1],
            f"{'>' * self.size} {self.theirs}\n",
            *mine[len(mine) - tail :],
        ]
        return "".join(lines)


def _common(one: list[str], other: list[str]) -> tuple[int, int]:
    """How many lines two texts have in common at the beginning, and how many after that at the end."""
    most = min(len(one), len(other))
    head = next((index for index in range(most) if one[index] != other[index]), most)
    tail = next((index for index in range(most - head) if one[-1 - index] != other[-1 - index]), most - head)
    return head, tail

"""The groups of marks that are open while a page is drawn."""

from __future__ import annotations

from journeymap.layout.scene import Element, Group


class Groups:
    """The elements of the page itself, and then the children of each group that is open, the innermost last.

    As a context it is the innermost group, which stands in the one around it from the start; it closes that, and leaves
    it out if it is empty. There are many groups: a class is faster than a generator, and one object for all of them
    faster than one for each.
    """

    __slots__ = ("children",)

    def __init__(self) -> None:
        self.children: list[list[Element]] = [[]]

    def __enter__(self) -> Group:
        return self.children[-2][-1]  # type: ignore[return-value]  # it was added as it was opened

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        children = self.children
        if not children.pop():
            children[-1].pop()

"""The groups of marks that are open while a page is drawn."""

from __future__ import annotations

from journeymap.layout.scene import Element, Group


class Groups:
    """The groups that are open, the innermost last, and the children of each after those of the page itself.

    As a context it closes the innermost group, and leaves it out if it is empty. There are many groups: a class is
    faster than a generator, and one object for all of them faster than one for each.
    """

    __slots__ = ("_groups", "children")

    def __init__(self) -> None:
        self.children: list[list[Element]] = [[]]
        self._groups: list[Group] = []

    def open(self, group: Group) -> Groups:
        """Opens a group, in a `with` statement, at the end of which it is closed."""
        self._groups.append(group)
        self.children.append(group.children)
        return self

    def __enter__(self) -> Group:
        return self._groups[-1]

    def __exit__(self, *_: object) -> None:
        group = self._groups.pop()
        if self.children.pop():
            self.children[-1].append(group)

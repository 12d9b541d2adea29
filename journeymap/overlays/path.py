"""Paths: places in a journey, named by the ids that its file gives."""

from __future__ import annotations

from typing import NamedTuple


class ItemPath(NamedTuple):
    """A place in a journey, as steps of a kind and a name each: `touchpoint:pays/emotion:dana`.

    `journeymap.overlays.names` says which kinds there are. The name is an id or, of a metric, its key; it is empty
    where there is only one such thing: `journey`, or `touchpoint:pays/emotion` in a journey without personas. A path
    names a place whether or not the file says something there: a feeling can be measured where none is assumed.
    """

    steps: tuple[tuple[str, str], ...]

    @classmethod
    def to(cls, **names: str) -> ItemPath:
        """The path of these kinds and names in order: `ItemPath.to(touchpoint="pays", emotion="dana")`."""
        return cls(tuple(names.items()))

    @classmethod
    def parse(cls, text: str) -> ItemPath:
        """The path that a text stands for. Any text stands for one, though it may name nothing in any journey."""
        steps = (step.partition(":") for step in text.split("/"))
        return cls(tuple((kind, name.replace("%2F", "/").replace("%25", "%")) for kind, _, name in steps))

    def __str__(self) -> str:
        return "/".join(f"{kind}:{_escaped(name)}" if name else kind for kind, name in self.steps)

    @property
    def root(self) -> ItemPath:
        """The path of its first step: of what stands in a touchpoint, the touchpoint."""
        return ItemPath(self.steps[:1])


def _escaped(name: str) -> str:
    """A name without the slash that parts steps; only the keys of metrics can have one."""
    return name.replace("%", "%25").replace("/", "%2F")

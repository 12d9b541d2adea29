"""Paths: places in a journey, given by ids."""

from __future__ import annotations

from journeymap.records import NamedTuple


class ItemPath(NamedTuple):
    """A place in a journey: steps with a kind and a name each, such as `touchpoint:pays/emotion:dana`.

    The kinds are in `journeymap.overlays.names`. The name is an id or, for a metric, its key; it is empty where there
    is only one such item: `journey`, or `touchpoint:pays/emotion` in a journey without personas. A path can name a
    place where the file has no value: a feeling can be measured where none is assumed.
    """

    steps: tuple[tuple[str, str], ...]

    @classmethod
    def to(cls, **names: str) -> ItemPath:
        """Returns the path with these kinds and names, in order: `ItemPath.to(touchpoint="pays", emotion="dana")`."""
        return cls(tuple(names.items()))

    @classmethod
    def parse(cls, text: str) -> ItemPath:
        """Returns the path for a text. Any text gives a path, though it may name nothing in any journey."""
        steps = (step.partition(":") for step in text.split("/"))
        return cls(tuple((kind, name.replace("%2F", "/").replace("%25", "%")) for kind, _, name in steps))

    def __str__(self) -> str:
        return "/".join(f"{kind}:{_escaped(name)}" if name else kind for kind, name in self.steps)

    @property
    def root(self) -> ItemPath:
        """The path of the first step alone: for something in a touchpoint, that of the touchpoint."""
        return ItemPath(self.steps[:1])


def _escaped(name: str) -> str:
    """Returns a name with its slashes escaped; only the keys of metrics can have any."""
    return name.replace("%", "%25").replace("/", "%2F")

"""What changed since a revision, for the site: the story of it, and each changed journey as a map with marks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.build.keys import digest, drawing_key
from journeymap.build.request import BuildRequest

if TYPE_CHECKING:
    from journeymap.history.revisions import Sides


class ChangesSince:
    """The two versions to compare, read when it is made. Raises UserError when there is no such revision."""

    def __init__(self, request: BuildRequest, revision: str) -> None:
        from journeymap.history.revisions import since  # noqa: PLC0415  most builds compare nothing

        self.request = request
        self.revision = revision
        self.sides: Sides = since(revision, request.searched)
        self.problems: list[str] = []

    def key(self, code: str, days: Mapping[str, str]) -> str:
        """What decides the files, but for the day that was asked for; `days` are those the maps were drawn on.

        The overlays that mark the changes follow from the two versions and from the code, so their digests add nothing.
        """
        old, new = ({(each.path, digest(each.data)) for each in side} for side in (self.sides.old, self.sides.new))
        said = [self.revision, sorted(old - new), sorted(new - old), sorted(days.items())]
        return digest(json.dumps([*said, drawing_key(self.request.settings, code)]).encode())

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The files by their names."""
        from journeymap.history.pairing import Problem, compare  # noqa: PLC0415
        from journeymap.history.report import DIFFERENCES  # noqa: PLC0415
        from journeymap.history.report.maps import difference_maps  # noqa: PLC0415

        problems: list[Problem] = []
        compared = list(compare(self.sides, problems))
        self.problems = [problem.text for problem in problems]
        settings = self.request.settings
        maps = difference_maps(compared, "html", settings.replace(theme=settings.build.themes[0]))
        told = {"changes.md": "markdown", "changes.json": "json"}
        return maps | {name: DIFFERENCES[form].write(compared).encode() for name, form in told.items()}

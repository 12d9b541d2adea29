"""What changed since a revision, as files of the site: two reports, and a map with marks for each changed journey."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from journeymap.build.keys import digest, drawing_key
from journeymap.build.request import BuildRequest
from journeymap.records import cached_property

if TYPE_CHECKING:
    from journeymap.history.revisions import Sides, Version


def _content(version: Version) -> tuple[str, str, str]:
    return version.path, digest(version.data), version.beside.blob if version.beside else ""


class ChangesSince:
    """The comparison with a revision. Raises UserError when there is no such revision."""

    def __init__(self, request: BuildRequest, revision: str) -> None:
        from journeymap.history.revisions import sides_since  # noqa: PLC0415  most builds compare nothing

        self.request = request
        self.revision = revision
        self.sides: Sides = sides_since(revision, request.search_paths, request.rules_of)
        self.problems: list[str] = []

    def key(self, code: str, days: Mapping[str, str]) -> str:
        """The key of everything that the files depend on, except the day given. `days` are when the maps were drawn.

        The overlays that mark changes follow from the two versions and the code, so they need no part in the key.
        """
        from journeymap.pipeline.pictures import digests_in  # noqa: PLC0415  see above

        old, new = ({_content(each) for each in side} for side in (self.sides.old, self.sides.new))
        changed = [each.file for each in self.sides.new if each.file and _content(each) not in old]
        pictures = sorted([file.as_posix(), sorted(found.items())] for file in changed if (found := digests_in(file)))
        parts = [self.revision, sorted(old - new), sorted(new - old), sorted(days.items()), pictures]
        return digest(json.dumps([*parts, drawing_key(self.request.settings, code)]).encode())

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The bytes of the files by name. Sets `problems`."""
        from journeymap.history.pairing import Problem, compare, in_one_language  # noqa: PLC0415
        from journeymap.history.report import DIFFERENCES  # noqa: PLC0415
        from journeymap.history.report.maps import difference_maps  # noqa: PLC0415

        problems: list[Problem] = []
        compared = in_one_language(list(compare(self.sides, problems)))
        self.problems = [problem.text for problem in problems]
        settings = self.request.settings
        maps = difference_maps(compared, "html", settings.replace(theme=settings.build.themes[0]))
        reports = {"changes.md": "markdown", "changes.json": "json"}
        return maps | {name: DIFFERENCES[report].write(compared).encode() for name, report in reports.items()}

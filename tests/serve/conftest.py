"""What the tests of the preview share: a running one, and one without a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from previews import RunningPreview, previews_of

from journeymap.cli.reading import Reading
from journeymap.serve.preview import Preview
from journeymap.settings import Settings


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[..., RunningPreview]]:
    """Starts a preview of the empty folder, with further arguments."""
    with previews_of(tmp_path) as run:
        yield run


@pytest.fixture
def preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Preview]:
    """Makes a preview of the empty folder, without a server; the arguments are options, by their names in settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")

    def made(**given: object) -> Preview:
        reading = Reading()

        def settings_of_index() -> Settings:
            settings = reading.settings(None, **given)
            return settings.replace(build=settings.build.replace(themes=(settings.theme,)))

        return Preview(reading.workspace(["."], None, **given), settings_of_index)

    return made

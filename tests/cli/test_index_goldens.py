"""The index of a site and its manifest, as they were when somebody last read them.

The goldens leave out digests, the version and font data. To accept a change, read it, then run
`JOURNEYMAP_UPDATE_GOLDENS=1 pytest tests/cli/test_index_goldens.py`.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from commandline import BAD, GOOD, UNREADABLE, Run, Write

from journeymap import __version__
from journeymap.io import resources

GOLDEN = Path(__file__).parents[1] / "golden" / "index"
NAMES = ("index.html", "index.csv", "index.json", "build-manifest.json")
UNUSUAL = GOOD.replace("id: shop", "id: unusual").replace("A visit", '"=1+1"').replace(" to the shop", " #")


def stable(text: str) -> str:
    """The text without what depends on the version, the libraries and the drawing of the maps."""
    text = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", text)
    text = re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256-…", text)
    text = re.sub(r'(?<=")[0-9a-f]{64}(?=")', "…", text)
    return text.replace(f'"version": "{__version__}"', '"version": "…"')


@pytest.fixture
def site(cli: Run, write: Write, tmp_path: Path) -> Path:
    """A site of all samples and of journeys that something is wrong with, one of them drawn before it was."""
    shutil.copytree(resources.samples(), tmp_path / "maps")
    write("maps/unusual.journey.yaml", UNUSUAL)
    write("maps/untitled.journey.yaml", GOOD.replace("id: shop", "id: untitled").replace("title:", "x-title:"))
    write("maps/earlier.journey.yaml", GOOD.replace("id: shop", "id: earlier"))
    write("journeymap.toml", 'ignore = ["JM4"]\n[build]\nformats = ["svg", "plan"]\nthemes = ["default", "dark"]\n')
    cli("build", "--today", "2027-03-01")
    write("maps/earlier.journey.yaml", BAD.replace("id: broken", "id: earlier"))
    write("maps/unreadable.journey.yaml", UNREADABLE)
    assert cli("build", "--today", "2027-03-01").status == 2
    return tmp_path / "site"


def test_the_index_and_the_manifest_are_as_they_were(site: Path) -> None:
    for name in NAMES:
        text = stable((site / name).read_bytes().decode("utf-8"))
        golden = GOLDEN / name
        if os.environ.get("JOURNEYMAP_UPDATE_GOLDENS"):
            golden.parent.mkdir(exist_ok=True)
            golden.write_bytes(text.encode())
        assert text == golden.read_bytes().decode("utf-8"), name

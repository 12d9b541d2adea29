"""The records of the formats say what is so."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from journeymap.pipeline.formats import FORMATS

_WRITE = """
import datetime as dt, sys
from importlib import import_module
from pathlib import Path
from journeymap.io import resources
from journeymap.model import read_journey
from journeymap.source import load
text = (resources.samples() / "shop-five-stages.journey.yaml").read_text("utf-8")
longer_than_a_line = "doing: pneumonoultramicroscopicsilicovolcanoconiosis "
text = text.replace("language: he", "language: en").replace("doing: ", longer_than_a_line)
tree = load(text.encode(), "").tree
journey = read_journey(tree)[0]
read_with = set(sys.modules)
from journeymap.pipeline.draw import drawing_request
from journeymap.pipeline.formats import FORMATS
from journeymap.render.environment import environment
from journeymap.settings import Settings
drawing = drawing_request(journey, Settings(today=dt.date(2026, 11, 21)))
for templates in (None, Path(sys.argv[2])):
    import_module(FORMATS[sys.argv[1]].module).render(drawing, environment(templates))
print(*{name.partition(".")[0] for name in {*sys.modules} - read_with})
"""


@pytest.mark.parametrize("form", FORMATS)
def test_libraries_are_those_that_writing_the_format_imports(form: str, tmp_path: Path) -> None:
    template = tmp_path / FORMATS[form].template
    template.write_text(f"{{% extends 'builtin/{template.name}' %}}", "utf-8")
    written = subprocess.run(
        [sys.executable, "-c", _WRITE, form, tmp_path], capture_output=True, encoding="utf-8", check=True
    )
    owners = packages_distributions()
    imported = {_normal(owner) for module in written.stdout.split() for owner in owners.get(module, ())}
    assert "uharfbuzz" in imported
    shapes_texts = "scene" in FORMATS[form].needs
    assert set(FORMATS[form].libraries) == (imported if shapes_texts else imported - {"uharfbuzz"})


def _normal(name: str) -> str:
    """A distribution's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()

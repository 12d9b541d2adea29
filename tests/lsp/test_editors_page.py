"""The settings in docs/editors.md can be read, and name the files and the command that there are."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from pathlib import Path

from journeymap.cli import COMMANDS
from journeymap.io.discovery import SUFFIXES

PAGE = (Path(__file__).parents[2] / "docs/editors.md").read_text("utf-8")
SNIPPETS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
PATTERNS = [f"*{suffix}" for suffix in SUFFIXES]


def test_every_snippet_can_be_read() -> None:
    read = {"json": json.loads, "toml": tomllib.loads, "lua": str}
    assert [read[language](text) for language, text in SNIPPETS]


def test_files_are_named_as_they_are_found() -> None:
    schemas = [json.loads(text) for language, text in SNIPPETS if language == "json"]
    (settings,) = (each["yaml.schemas"] for each in schemas if "yaml.schemas" in each)
    (entry,) = (each for each in schemas if "fileMatch" in each)
    assert list(settings.values()) == [PATTERNS] and entry["fileMatch"] == PATTERNS


def test_the_command_is_one() -> None:
    assert "lsp" in COMMANDS
    assert shutil.which("journeymap", path=str(Path(sys.executable).parent))
    servers = [text for _, text in SNIPPETS if "lsp" in text and "schemas" not in text and "fileMatch" not in text]
    assert len(servers) == 4 and all("journeymap" in text for text in servers)

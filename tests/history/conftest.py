"""What the tests of histories share."""

from __future__ import annotations

from pathlib import Path

import pytest
from repositories import Repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """An empty repository."""
    return Repo(tmp_path / "repo")

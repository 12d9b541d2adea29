"""Real repositories for the tests, in passing folders, with a git that listens to no settings of this machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class Repo:
    """A repository to write in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")
        self.commits = 0

    def git(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run git as a user of the repository would."""
        day = f"2026-01-{1 + getattr(self, 'commits', 0) % 28:02d}T12:00:00Z"
        names = {"NAME": "Dana Levi", "EMAIL": "dana@example.org", "DATE": day}
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment |= {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in names.items()}
        environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": "true"}
        return subprocess.run(
            ["git", *arguments], cwd=self.path, env=environment, check=check, capture_output=True, text=True
        )

    def write(self, name: str, text: str) -> Path:
        """Write a file without committing it."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def commit(self, subject: str, **files: str) -> str:
        """Commit everything, and return the hash."""
        for name, text in files.items():
            self.write(f"{name}.journey.yaml", text)
        self.commits += 1
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", subject)
        return self.git("rev-parse", "HEAD").stdout.strip()

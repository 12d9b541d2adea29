"""What a rule is, and what a check may ask for beside the journey."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from journeymap.diagnostics import Finding, Severity
from journeymap.model import Journey

if TYPE_CHECKING:
    from journeymap.overlays import Overlay
    from journeymap.rules.rewriting import File
    from journeymap.source.replacements import Replacement


class Context(NamedTuple):
    """What checks may know beside the journey: the day to judge dates by, what the map's font lacks, and overlays.

    `lacking(text)` gives the characters of a text that the font cannot draw. What is found in the text of an
    overlay's own file says so with `Finding.overlay`.
    """

    today: dt.date
    lacking: Callable[[str], str] = lambda text: ""
    overlays: Sequence[Overlay[Any]] = ()


Check = Callable[[Journey, Context], Iterator[Finding]]
Fix = Callable[[Finding, "File"], list["Replacement"]]


class Rule(NamedTuple):
    """One rule: a lasting code and name, and a default severity (None: off unless it is asked for).

    Its module is called after both, `jm201_unknown_owner` say. The module's docstring is the rule's
    manual page. A rule `from_reading` is reported while the file is read, before there is a journey
    to check; its module only documents it.
    """

    code: str
    name: str
    severity: Severity | None
    from_reading: bool = False

    @property
    def module(self) -> ModuleType:
        """The rule's module, imported when it is first asked for."""
        return import_module(f"journeymap.rules.{self.code.lower()}_{self.name.replace('-', '_')}")

    @property
    def manual(self) -> str:
        """The rule's manual page, in Markdown."""
        return (self.module.__doc__ or "").strip() + "\n"

    @property
    def summary(self) -> str:
        """What is wrong, in a sentence: the first line of the manual page."""
        return self.manual.splitlines()[0]

    @property
    def check(self) -> Check | None:
        """The function that finds breaches of the rule, if it is checked on the journey."""
        return None if self.from_reading else self.module.check

    @property
    def fix(self) -> Fix | None:
        """The function that mends what the rule found, if there can be one right answer."""
        found: Fix | None = getattr(self.module, "fix", None)
        return found

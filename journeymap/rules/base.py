"""The definition of a rule, and the context that its check gets beside the journey."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from journeymap.diagnostics import Finding, Severity
from journeymap.model import Journey
from journeymap.records import NamedTuple

if TYPE_CHECKING:
    from journeymap.overlays import Overlay
    from journeymap.rules.rewriting import File
    from journeymap.source.text import Replacement


AnOverlay = TypeVar("AnOverlay", bound="Overlay[Any]")


class Context(NamedTuple):
    """What a check gets beside the journey: the day to compare dates with, what the font lacks, overlays and the text.

    `lacking(text)` returns the characters of a text that no font can draw, `lacking_in_brand(text)` the letters that
    those of the brand cannot; none without any. `text` is the whole file. `folder` is
    the absolute path of the journey's folder, and `project` that of its project; both are empty where nobody knows, and
    in a journey that names no files of answers. A finding in the file of an overlay names the overlay in
    `Finding.overlay`.
    """

    today: dt.date
    lacking: Callable[[str], str] = lambda text: ""
    overlays: Sequence[Overlay[Any]] = ()
    text: str = ""
    folder: str = ""
    project: str = ""
    lacking_in_brand: Callable[[str], str] = lambda text: ""

    def overlay(self, kind: type[AnOverlay]) -> AnOverlay | None:
        """Returns the overlay of this class; None if there is none."""
        return next((each for each in self.overlays if isinstance(each, kind)), None)


Check = Callable[[Journey, Context], Iterator[Finding]]
Fix = Callable[[Finding, "File"], list["Replacement"]]


@cache
def _module(code: str, name: str) -> ModuleType:
    return import_module(f"journeymap.rules.{code.lower()}_{name.replace('-', '_')}")


class Rule(NamedTuple):
    """One rule: a code and a name that never change, and a default severity (None: off unless it is selected).

    Its module is named after both, such as `jm201_unknown_owner`. The module's docstring is the rule's
    manual page. A rule `from_reading` is reported while the file, or a file of answers, is read;
    its module only documents it. One that is `about` a key of the journey finds nothing in a
    journey without it, and its module is not even imported for that.
    """

    code: str
    name: str
    severity: Severity | None
    from_reading: bool = False
    about: str = ""

    @property
    def module(self) -> ModuleType:
        """The rule's module, imported on first use."""
        return _module(self.code, self.name)

    @property
    def manual(self) -> str:
        """The rule's manual page, in Markdown."""
        return (self.module.__doc__ or "").strip() + "\n"

    @property
    def page(self) -> str:
        """The manual page under a heading with code, name and severity."""
        return f"# {self.code} {self.name} ({self.severity.word if self.severity else 'off'})\n\n{self.manual}"

    @property
    def summary(self) -> str:
        """What is wrong, in a sentence: the first line of the manual page."""
        return self.manual.splitlines()[0]

    @property
    def check(self) -> Check | None:
        """The function that finds violations of the rule; None for a rule that is reported while reading."""
        return None if self.from_reading else self.module.check

    @property
    def fix(self) -> Fix | None:
        """The function that fixes a finding of the rule; None if the rule has no fix."""
        found: Fix | None = getattr(self.module, "fix", None)
        return found

"""What the tests of rules share: the base journey, examples out of manuals, cases out of files, and checking them.

A fragment of YAML is laid over the base by its top-level keys, and comes first, so that line 1 of the
fragment is line 1 of the file.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import yaml
from measured_files import measures_file
from overlay_files import counts_from
from sample_pictures import folder_of_pictures

from journeymap.diagnostics import Finding
from journeymap.measure.answers.misfits import misfits
from journeymap.model import Journey, read_journey
from journeymap.overlays import Overlay
from journeymap.pipeline.pictures import with_pictures
from journeymap.pipeline.suppressions import suppressions_in
from journeymap.rules import RULES, check
from journeymap.rules.base import Context, Rule
from journeymap.source import load

CASES = Path(__file__).parents[1] / "rules"
TODAY = dt.date(2026, 1, 15)
_BLOCK = re.compile(r"^[a-z_-]+:.*\n(?:(?:[ #].*)?\n)*", re.MULTILINE)
_EXAMPLE = re.compile(
    r"^## (Bad|Good)\n+```yaml( file| bytes)?\n(.*?)^```$"
    r"(?:\n+```(?:json|csv) (overlay|measures|answers)\n(.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)


@cache
def _base() -> dict[str, str]:
    text = (CASES / "_base.journey.yaml").read_text(encoding="utf-8")
    return {block.partition(":")[0]: block for block in _BLOCK.findall(text)}


def laid_over_base(fragment: str) -> bytes:
    """The journey file that a fragment stands for."""
    given = {block.partition(":")[0] for block in _BLOCK.findall(fragment)}
    rest = [block for key, block in _base().items() if key not in given]
    return (fragment.rstrip("\n") + "\n" + "".join(rest)).encode()


def with_bytes(text: str) -> bytes:
    r"""A text in which `\xNN` stands for one byte."""
    return re.sub(rb"\\x([0-9a-f]{2})", lambda match: bytes.fromhex(match[1].decode()), text.encode())


class Example(NamedTuple):
    """A journey file, and the files of an overlay, of measures and of answers beside it, if there are any."""

    data: bytes
    overlay: str = ""
    measures: str = ""
    answers: str = ""


@cache
def examples(rule: Rule) -> dict[str, Example]:
    """The files that the Bad and Good examples of a rule's manual stand for."""
    found = {}
    for title, form, text, kind, beside in _EXAMPLE.findall(rule.manual):
        data = {"": laid_over_base, " file": str.encode, " bytes": with_bytes}[form](text)
        found[title] = Example(data)._replace(**{kind: beside} if kind else {})
    return found


def case_file(rule: Rule) -> Path:
    """The file that holds a rule's cases; it is named after the rule's module."""
    return CASES / f"{rule.module.__name__.rpartition('.')[2]}.yaml"


@cache
def cases_of(rule: Rule) -> list[dict[str, Any]]:
    """A rule's cases: `name`, one of `journey`, `file` and `bytes`, what it `finds`, `today`, `lacking` and
    `lacking_in_brand`, and the files beside it, `overlay`, `measures` and `answers` (`answers.csv`)."""
    with case_file(rule).open(encoding="utf-8") as stream:
        cases: list[dict[str, Any]] = yaml.load(stream, yaml.CSafeLoader)
    return cases


def bytes_of(case: dict[str, Any]) -> bytes:
    """The journey file of a case."""
    if "journey" in case:
        return laid_over_base(case["journey"])
    return case["file"].encode() if "file" in case else with_bytes(case["bytes"])


def found_in(
    data: bytes,
    *,
    today: dt.date = TODAY,
    lacking: str = "",
    overlay: str = "",
    measures: str = "",
    answers: str = "",
    lacking_in_brand: str = "",
) -> list[tuple[int, Finding]]:
    """All that reading and every rule find in a file and those beside it, each with its line, in order of place."""
    loaded = load(data, "test")
    overlays: list[Overlay[Any]] = [counts_from(overlay.encode(), "test.counts.json")] if overlay else []
    findings = [*loaded.findings, *suppressions_in(loaded.source).findings]
    if loaded.tree is not None:
        journey, shape = read_journey(loaded.tree)
        findings += shape
        if journey is not None:
            journey = with_pictures(journey, folder_of_pictures())
            overlays += [measures_file(journey, measures)] if measures else []
            context = Context(
                today, lambda text: "".join(c for c in text if c in lacking), overlays, loaded.source.text,
                "/home/project/maps", "/home/project", lambda text: "".join(c for c in text if c in lacking_in_brand),
            )  # fmt: skip
            findings += check(journey, context, RULES)
            findings += _misfits(journey, answers) if answers else []
    sources = {"": loaded.source} | {each.name: each.source for each in overlays if each.source}
    lines = ((sources[finding.overlay].place(finding.span.start)[0], finding) for finding in findings)
    return sorted(lines, key=lambda pair: pair[1].span.start)


def _misfits(journey: Journey, answers: str) -> list[Finding]:
    with TemporaryDirectory() as folder:
        Path(folder, "answers.csv").write_text(answers, encoding="utf-8")
        return [Finding("JM515", each.message, each.span, each.hint) for each in misfits(journey, Path(folder))]

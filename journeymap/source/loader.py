"""Bytes to positioned tree: decodes a file and builds its tree."""

from __future__ import annotations

from journeymap.diagnostics import Finding
from journeymap.records import NamedTuple
from journeymap.source import limits
from journeymap.source.builder import Builder
from journeymap.source.refusal import Refused
from journeymap.source.text import SourceText
from journeymap.source.tree import Node


class Loaded(NamedTuple):
    """The result of reading a file: its text, its tree (None when it could not be built) and the findings."""

    source: SourceText
    tree: Node | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings because of which the file must not be rewritten: all but invisible controls (JM006)."""
        return tuple(finding for finding in self.findings if finding.code != "JM006")

    @property
    def is_whole(self) -> bool:
        """Whether the whole file was read, so that it can be rewritten without losing anything."""
        return self.tree is not None and not self.errors


def load(data: bytes, name: str) -> Loaded:
    """Read the bytes of one file, called `name` in messages, into a tree.

    Never raises on bad input: `tree` is None when the bytes hold no usable YAML document, and the
    findings say why.
    """
    try:
        source = SourceText(_decode(data), name)
    except Refused as refused:
        shown = SourceText(data[: limits.MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff"), name)
        return Loaded(shown, None, (refused.finding,))
    builder = Builder(source.text)
    try:
        tree = builder.build()
    except Refused as refused:
        builder.findings.append(refused.finding)
        tree = None
    return Loaded(source, tree, tuple(builder.findings))


def _decode(data: bytes) -> str:
    if len(data) > limits.MAX_BYTES:
        raise Refused(
            "JM002", "the file is larger than the 5 MB that a journey file may have", 0, 0,
            "split it: one journey a file",
        )  # fmt: skip
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        at = len(data[: error.start].decode("utf-8").removeprefix("\ufeff"))
        raise Refused(
            "JM003", f"the file is not UTF-8: byte 0x{data[error.start]:02x} does not fit", at, at + 1,
            "save it as UTF-8 in your editor",
        ) from None  # fmt: skip

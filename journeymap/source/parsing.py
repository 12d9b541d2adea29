"""A parser of YAML's events, fast by libyaml, which reads the names of anchors wrongly when they are not plain.

A name may have any character but blanks, commas and brackets: in `&an:chor text` it is `an:chor`. libyaml ends a name
at the first character that is neither a letter or digit of ASCII nor `-` nor `_`, and takes the rest for the text. So
a text with such a name is read by PyYAML's own parser, which is slower by far, with names as YAML 1.2 has them.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not export it
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

from journeymap.source.refusal import Refused

_ODD_NAME = re.compile(r"[&*][0-9A-Za-z_-]*[^\s,\[\]{}0-9A-Za-z_-]")
_NAME = r"[^\0\s,\[\]{}]+"
_AFTER = r"[\0\s,\]}]"
_LONGEST = 200_000
"""Of a text with such a name, in characters, which takes some seconds."""


def parser_of(text: str) -> Any:
    """Returns a parser of a text, which has `get_event()`, where None comes after the end, and `dispose()`.

    Raises Refused when the text is too long to be read with the names of anchors that it has.
    """
    if ("&" in text or "*" in text) and _ODD_NAME.search(text):  # few texts have either, and the pattern takes longer
        at = _odd_anchor(text)
        if at is not None:
            if len(text) > _LONGEST:
                raise Refused(
                    "JM002", "the name of an anchor has other characters than letters, digits, `-` and `_`, which takes"
                    " too long to read in a file of this length", at, at + 1, "give it another name",
                )  # fmt: skip
            return _WholeNames(text)
    return CParser(text)


def _odd_anchor(text: str) -> int | None:
    """Where the first anchor or alias stands whose name libyaml does not read whole."""
    parser = CParser(text)
    try:
        while True:
            event: Any = parser.get_event()
            if event is None:
                return None
            if getattr(event, "anchor", None) is not None and _ODD_NAME.match(text, event.start_mark.index):
                return int(event.start_mark.index)
    except yaml.YAMLError as error:
        mark = getattr(error, "context_mark", None)
        return mark.index if mark is not None and _ODD_NAME.match(text, mark.index) else None
    except UnicodeDecodeError:  # from the `%` escapes of a tag, which libyaml decodes
        return None
    finally:
        parser.dispose()


class _WholeNames(Reader, Scanner, Parser):
    """PyYAML's parser, with the names of anchors as YAML 1.2 has them."""

    def __init__(self, text: str) -> None:
        self._text = text
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_anchor(self, TokenClass: Any) -> Any:  # noqa: N803  PyYAML's name
        start = self.get_mark()
        name = re.compile(_NAME).match(self._text, start.index + 1)
        length = len(name[0]) if name else 0
        self.forward(1 + length)
        if not length or not re.match(_AFTER, self.peek()):
            raise ScannerError(
                "while scanning an anchor", start, "an anchor without a name, or without a space after it",
                self.get_mark(),
            )  # fmt: skip
        return TokenClass(name[0] if name else "", start, self.get_mark())

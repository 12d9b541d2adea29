"""Reads text files of answers as streams: in any encoding, with any line ends, with bounded memory."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from journeymap.measure.answers.problems import AnswerPlace, LeftOutTally

MOST_LINE = 2_000_000
"""The characters of the longest line, and field, that is read."""
_SAMPLE = 1 << 16
_CHUNK = 1 << 18
PIECE = 1 << 17
"""The bytes of a piece of a file that is looked through; pieces of this size stay in the processor's memory."""
_MOST_PLAIN = 1_000_000
"""The bytes of the longest line of a plain file, well below what the engine reads."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = (",", ";", "\t", "|")
_LF, _CR = b"\n\r"
_LINE_END = re.compile("\r\n|\r|\n")
_LONG = "\0"
"""Stands for a line that is too long. No line has this character: it is taken out of all others."""


class TextForm(NamedTuple):
    """How a text file is written: its encoding, as Python calls it, and what stands between two fields."""

    encoding: str
    delimiter: str


def form_of(path: Path, encoding: str | None, delimiter: str | None) -> TextForm | int:
    """Returns how a file is written: as said, else as its first bytes show.

    Where it is not in UTF-8 and nothing says how it is written, the number of the line that shows it. Raises OSError.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    marked = next((name for mark, name in _MARKS if sample.startswith(mark)), None)
    used = marked or encoding or ("utf-16-le" if _looks_like_utf_16(sample) else "utf-8")
    try:
        text = codecs.getincrementaldecoder(used)(errors="strict").decode(sample)
    except UnicodeDecodeError as error:
        if encoding is None and marked is None:
            return len(re.findall(b"\r\n|\r|\n", sample[: error.start])) + 1
        text = sample.decode(used, errors="replace")
    first = _outside_quotes(_LINE_END.split(text, maxsplit=1)[0])
    found = delimiter or max(_DELIMITERS, key=first.count)
    return TextForm(used, "\t" if found == "tab" else found)


class PlainLook:
    """Looks through a text file in UTF-8, piece by piece, and tells whether the engine reads it as it is.

    The engine passes without a word over a line that is longer than its memory for one, and over empty lines, after
    which its rows have other numbers than a spreadsheet's; and it cannot do with lines that end in several ways.
    """

    def __init__(self) -> None:
        self._is_plain = True
        self._ends = self._returns = self._pairs = 0
        self._length = 0  # of the line that is begun
        self._before = b""

    def add(self, chunk: bytes) -> None:
        """Look at the next piece, of at most `PIECE` bytes."""
        import numpy as np

        if not self._is_plain:
            return
        first = chunk.find(b"\n")
        if b"\0" in chunk or self._length + (len(chunk) if first < 0 else first) > _MOST_PLAIN:
            self._is_plain = False
            return
        self._length = self._length + len(chunk) if first < 0 else len(chunk) - chunk.rfind(b"\n") - 1
        known = len(self._before)
        data = np.frombuffer(self._before + chunk, dtype=np.uint8)
        ends = data == _LF
        if b"\r" in chunk or b"\r" in self._before:
            returns = data == _CR
            pairs = returns[:-1] & ends[1:]
            self._returns += int(np.count_nonzero(returns[known:]))
            self._pairs += int(np.count_nonzero(pairs[max(known - 1, 0) :]))
            self._is_plain = not (ends[:-2] & pairs[1:]).any()
            self._ends += int(np.count_nonzero(ends[known:]))
        else:
            self._ends += first >= 0  # one LF alone is enough to tell it from a file of CRLF
        self._is_plain &= not (ends[:-1] & ends[1:]).any()
        self._before = chunk[-2:]

    @property
    def is_plain(self) -> bool:
        """Whether lines end in LF or CRLF all through what was looked at, none is too long and none is empty."""
        return self._is_plain and (self._returns == 0 or self._returns == self._pairs == self._ends)


def begins_plain(path: Path, form: TextForm) -> bool:
    """Whether a file is in UTF-8 and plain (`PlainLook`) as far as its first piece shows. Raises OSError."""
    if form.encoding not in ("utf-8", "utf-8-sig"):
        return False
    look = PlainLook()
    with path.open("rb") as file:
        chunk = file.read(PIECE)
    end = chunk.rfind(b"\n") + 1 if len(chunk) == PIECE else 0  # a CR may have its LF in the next piece
    look.add(chunk[:end] if end else chunk)
    return look.is_plain


def _looks_like_utf_16(sample: bytes) -> bool:
    return len(sample) >= 4 and sample[1:200:2].count(0) * 2 > len(sample[1:200:2])


def _outside_quotes(line: str) -> str:
    return re.sub('"[^"]*"?', "", line)


def lines_of(path: Path, encoding: str) -> Iterator[str]:
    """Yields the lines of a file with their ends as LF; one that is too long as `_LONG`. Raises OSError.

    Bytes that are no letters of the encoding become U+FFFD.
    """
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    begun: list[str] = []  # the pieces of a line whose end is not read yet
    length, held = 0, ""
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            text = held + decoder.decode(chunk, final=not chunk).replace(_LONG, "")
            held = "\r" if chunk and text.endswith("\r") else ""  # its LF may come with the next chunk
            pieces = _LINE_END.split(text.removesuffix(held) if held else text)
            for piece in pieces[:-1]:
                length += len(piece)
                yield _LONG if length > MOST_LINE else "".join((*begun, piece, "\n"))
                begun, length = [], 0
            length += len(pieces[-1])
            begun = [*begun, pieces[-1]] if length <= MOST_LINE else []
            if not chunk:
                if length:
                    yield _LONG if length > MOST_LINE else "".join(begun)
                return


def records_of(path: Path, form: TextForm, name: str, tally: LeftOutTally) -> Iterator[tuple[int, list[str]]]:
    """Yields the number of each record of a CSV file, from 1, with its fields; empty lines are passed over.

    Rows that cannot be read are counted in the tally. Raises OSError. How long a field may be is a setting of the whole
    process: it is larger while this runs.
    """
    before = csv.field_size_limit(MOST_LINE)
    try:
        yield from _records(path, form, name, tally)
    finally:
        csv.field_size_limit(before)


def _records(path: Path, form: TextForm, name: str, tally: LeftOutTally) -> Iterator[tuple[int, list[str]]]:
    number = 0
    lines = lines_of(path, form.encoding)
    reader = _reader(lines, form.delimiter)
    while True:
        try:
            fields = next(reader, None)
        except csv.Error:  # a field without end: the rest of it is lost, and the next line begins anew
            number += 1
            tally.add("quote", place=AnswerPlace(name, number))
            reader = _reader(lines, form.delimiter)
            continue
        if fields is None:
            return
        number += 1
        if not fields:
            continue
        if any(_LONG in each for each in fields):
            tally.add("too-long", place=AnswerPlace(name, number))
        else:
            yield number, fields


def _reader(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    return csv.reader((line if line != _LONG else _LONG + "\n" for line in lines), delimiter=delimiter, strict=True)

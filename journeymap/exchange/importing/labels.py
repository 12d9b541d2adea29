"""What other tools call the parts of a journey. The words are in `templates/labels/`, a file a language."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from journeymap.insight.channel_kinds import plain_form
from journeymap.io import resources
from journeymap.source import Mapping, Scalar, Sequence, load

_NUMBERING = re.compile(r"^\s*(?:\(?[0-9۰-۹٠-٩]{1,2}[.):،-]\s*|[•*·-]\s+)")


class KnownLabel(NamedTuple):
    """A label that is known: the field that it names, as the files of labels call it, and the language it is in."""

    field: str
    language: str


def label_of(text: str, language: str = "") -> KnownLabel | None:
    """What a label names; a word of `language` counts first, then of English, then of any other. None: unknown."""
    form = _form(text)
    main = language.partition("-")[0]
    for each in dict.fromkeys((main, "en", *languages())) if form else ():
        if form in _words(each):
            return KnownLabel(_words(each)[form], each)
    return None


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file of labels."""
    return tuple(sorted(path.stem for path in (resources.templates() / "labels").glob("*.yaml")))


@cache
def _words(language: str) -> dict[str, str]:
    path = resources.templates() / "labels" / f"{language}.yaml"
    tree = load(path.read_bytes(), path.name).tree if path.is_file() else None
    return {
        _form(word.text): field
        for field, words in (tree.entries.items() if isinstance(tree, Mapping) else ())
        for word in (words.items if isinstance(words, Sequence) else ())
        if isinstance(word, Scalar)
    }


def _form(text: str) -> str:
    plain = plain_form(_NUMBERING.sub("", text))
    return re.sub(r"[\W_]+", "", plain)

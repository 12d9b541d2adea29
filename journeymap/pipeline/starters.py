"""Makes a journey file from a starter, `templates/starters/STARTER.LANGUAGE.yaml`, with another id and title.

A starter is a whole journey. Its first line names the schema for editors, `{{schema}}`. Its dates can be
`{{today}}` or `{{today+30d}}`, so that none has passed when it is used.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.model.reading import slug
from journeymap.source import Mapping, Scalar, load
from journeymap.source.text import Replacement, with_replacements
from journeymap.source.tree import to_json
from journeymap.source.writing import entry

_DAY = re.compile(r"\{\{today(?:(?P<days>[+-][0-9]{1,4})d)?\}\}")


def new_journey(
    name: str, starter: str, language: str, today: dt.date, schema: str = "", *, empty: bool = False
) -> tuple[str, str]:
    """Returns the id and the text of a new journey. Raises UserError when the name gives no id or cannot be a title.

    `schema` is where editors find the schema, relative to the file; without one, the file names none. An `empty` one
    has the stages and the lanes of the starter, and nothing of its example.
    """
    journey_id = slug(name)
    if not journey_id:
        raise UserError(f"{name!r} gives no id: it has no Latin letters or digits",
                        hint="name the file in Latin letters; the title inside it can be in any script")  # fmt: skip
    path = resources.templates() / "starters" / f"{starter}.{language}.yaml"
    text = _DAY.sub(lambda match: _day(match, today), path.read_text("utf-8"))
    text = _emptied(text, path.name, language) if empty else text
    line, rest = text.split("\n", 1)
    text = f"{line.replace('{{schema}}', schema)}\n{rest}" if schema else rest
    changes = {"id": _scalar(journey_id)}
    if journey_id != name:
        changes["title"] = _scalar(name)
    text = _changed(text, changes, path.name)
    refused = load(text.encode("utf-8", "surrogatepass"), name).findings
    if refused:
        raise UserError(f"{name!r} cannot be the name of a journey: {refused[0].message}")
    return journey_id, text


def _emptied(text: str, name: str, language: str) -> str:
    """Returns the text of a starter without its example: what it says of the map, its stages, and lanes of its own."""
    from journeymap.formatting import reformat
    from journeymap.style.locale import load_words

    head = text.split("\n", 1)[0]
    tree = load(text.encode(), name).tree
    assert tree is not None
    data: Any = to_json(tree)
    kept = {key: data[key] for key in ("journeymap", "id", "title", "language", "kind")}
    kept["title"] = load_words(language)["map"]
    kept["stages"] = [
        {**{key: stage[key] for key in ("id", "name", "phase") if key in stage}, "touchpoints": []}
        for stage in data["stages"]
    ]
    if "custom" in data:
        kept["custom"] = [{key: lane[key] for key in ("id", "name")} for lane in data["custom"]]
    lines = (line for key, value in kept.items() for line in entry(key, value, 0, 2))
    formatted = reformat("\n".join([head, *lines, ""]).encode(), name).text
    assert formatted is not None
    return formatted


def _scalar(text: str) -> str:
    """Returns the text as YAML: plain where it is read back as the same text, else in quotes."""
    plain = text == slug(text) and Scalar(text, True, 0, 0).value == text
    return text if plain else json.dumps(text, ensure_ascii=False)


def _day(match: re.Match[str], today: dt.date) -> str:
    return (today + dt.timedelta(days=int(match["days"] or 0))).isoformat()


def _changed(text: str, changes: dict[str, str], name: str) -> str:
    """Returns the text with the values of some keys replaced, and nothing else changed."""
    tree = load(text.encode("utf-8", "surrogatepass"), name).tree
    assert isinstance(tree, Mapping)
    assert all(isinstance(tree.entries[key], Scalar) for key in changes)
    return with_replacements(text, (Replacement(*tree.entries[key].span, value) for key, value in changes.items()))

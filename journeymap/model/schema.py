"""The JSON Schema (2020-12) of a journey file, made from the model classes.

It has no keyword that means something else in draft 07, which many editors read it as.
"""

from __future__ import annotations

import json
import re
from typing import Any

from journeymap.io import resources
from journeymap.model.journey import Journey
from journeymap.model.kinds import Text
from journeymap.model.manual import examples_of, field_manual
from journeymap.model.reading import Json, Kind
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of
from journeymap.source import Mapping, Node, Scalar, Sequence, load

SCHEMA_ID = "urn:journeymap:schema:journey-1"
FILE_NAME = "journey.schema.json"
"""What the file of the schema is called beside journeys, whose first lines name it."""
_LONGEST = 200
"""Of a text that is an example, in characters."""

_EMPTY: Json = {"not": {"type": ["string", "number", "boolean", "object", "array"]}}
"""Null alone: a key without a value counts as left out. Said as `null`, editors would offer it as a value."""


def json_schema() -> dict[str, Any]:
    """Returns the schema as plain data; every field has what editors show of it on hover, and examples.

    Those of texts are from the English samples that come with journeymap.
    """
    definitions: dict[str, Json] = {}
    texts = _texts_of_samples()

    def define(model: type) -> str:
        name = model.__name__
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _object(model)
        return f"#/$defs/{name}"

    def _object(model: type) -> Json:
        properties: Json = {}
        fields = fields_of(model)
        for field in fields:
            described = field.kind.schema(define)
            if not field.required:
                described = {"anyOf": [described, _EMPTY]}
            properties[field.name] = {
                "title": field.name.replace("_", " ").capitalize(),
                "description": field.doc,
                "markdownDescription": field_manual(field),
                **described,
            }
            examples = examples_of(field.kind) or texts.get((model, field.name), ())
            if examples:
                properties[field.name]["examples"] = list(examples)
            if field.default not in (None, (), {}) and not isinstance(field.default, tuple):
                properties[field.name]["default"] = field.default
        doc = (model.__doc__ or "").strip().splitlines()[0]
        one_of = [_with_value(name) for name in getattr(model, "ONE_OF", ())]
        return {
            "title": _title(model),
            "type": "object",
            "description": doc,
            "properties": properties,
            "patternProperties": {"^x-": {"description": "Yours: kept, and left alone."}},
            "additionalProperties": False,
            "required": [field.name for field in fields if field.required],
        } | ({"anyOf": one_of} if one_of else {})

    root = _object(Journey) | {"title": "journeymap journey"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _texts_of_samples() -> dict[tuple[type, str], tuple[object, ...]]:
    """The first short text of each field of texts, by class and field, as a value of the field."""
    found: dict[tuple[type, str], tuple[object, ...]] = {}
    for path in sorted(resources.samples().glob("*.yaml")):
        tree = load(path.read_bytes(), path.name).tree
        language = tree.entries.get("language") if isinstance(tree, Mapping) else None
        if tree is not None and (language is None or (isinstance(language, Scalar) and language.text == "en")):
            _collect_texts(tree, Struct(Journey), found)
    return found


def _collect_texts(node: Node, kind: Kind | None, found: dict[tuple[type, str], tuple[object, ...]]) -> None:
    if isinstance(kind, ListOf | MapOf):
        inner = kind.item if isinstance(kind, ListOf) else kind.value
        many = (
            node.items
            if isinstance(node, Sequence)
            else list(node.entries.values())
            if isinstance(node, Mapping)
            else []
        )
        for each in [node] if isinstance(kind, ListOf) and not isinstance(node, Sequence) else many:
            _collect_texts(each, inner, found)
    elif isinstance(kind, Struct) and isinstance(node, Mapping):
        for field in fields_of(kind.model):
            value = node.entries.get(field.name)
            if value is None:
                continue
            single = value.items[0] if isinstance(value, Sequence) and value.items else value
            of_texts = field.kind.item if isinstance(field.kind, ListOf) else field.kind
            if isinstance(of_texts, Text) and isinstance(single, Scalar) and 0 < len(single.text) <= _LONGEST:
                found.setdefault((kind.model, field.name), (single.text.strip(),))
            _collect_texts(value, field.kind, found)


def _with_value(name: str) -> Json:
    """What a mapping must fit that has a value under a key."""
    return {"required": [name], "properties": {name: {"not": _EMPTY}}}


def schema_text() -> str:
    """Returns the schema as the text of a JSON file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _title(model: type) -> str:
    """Returns the noun of a class without its article, as a title: `Custom lane`."""
    noun = re.sub(r"\ban? ", "", str(model.NOUN))  # type: ignore[attr-defined]
    return noun[0].upper() + noun[1:]

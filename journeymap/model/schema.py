"""The JSON Schema (2020-12) of a journey file, made from the model classes."""

from __future__ import annotations

import json
import re
from typing import Any

from journeymap.model.journey import Journey
from journeymap.model.reading import Json
from journeymap.model.shape import fields_of

SCHEMA_ID = "urn:journeymap:schema:journey-1"
FILE_NAME = "journey.schema.json"
"""What the file of the schema is called beside journeys, whose first lines name it."""

_EMPTY: Json = {"not": {"type": ["string", "number", "boolean", "object", "array"]}}
"""Null alone: a key without a value counts as left out. Said as `null`, editors would offer it as a value."""


def json_schema() -> dict[str, Any]:
    """Returns the schema as plain data; every field has its description, which editors show on hover."""
    definitions: dict[str, Json] = {}

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
            properties[field.name] = {"description": field.doc, **described}
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

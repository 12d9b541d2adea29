"""The JSON Schema (2020-12) of a journey file, made from the model classes."""

from __future__ import annotations

from typing import Any

from journeymap.model.journey import Journey
from journeymap.model.reading import Json
from journeymap.model.shape import fields_of

SCHEMA_ID = "https://journeymap.dev/schema/journey-1.json"


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
                described = {"anyOf": [described, {"type": "null"}]}
            properties[field.name] = {"description": field.doc, **described}
            if field.default not in (None, (), {}) and not isinstance(field.default, tuple):
                properties[field.name]["default"] = field.default
        doc = (model.__doc__ or "").strip().splitlines()[0]
        return {
            "type": "object",
            "description": doc,
            "properties": properties,
            "patternProperties": {"^x-": {"description": "Yours: kept, and left alone."}},
            "additionalProperties": False,
            "required": [field.name for field in fields if field.required],
        }

    root = _object(Journey)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "journeymap journey",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }

"""The request and the answer as JSON Schema (2020-12), for programs and for editors.

``python -m buying.service.costing.schema`` writes ``docs/cost.schema.json`` again.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from buying.service.costing.answer import Answer
from buying.service.costing.request import Request
from buying.settings import ROOT

UNUSED = "Spread"
"""Every figure is described where it stands, and not by the type that it is kept as."""


def schema() -> dict[str, Any]:
    """A schema that the request follows; that of the answer is ``#/$defs/Answer`` in it."""
    _, made = models_json_schema([(Request, "validation"), (Answer, "serialization")])
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": "Whole-life costs of options",
        "$ref": "#/$defs/Request",
        "$defs": {name: part for name, part in made["$defs"].items() if name != UNUSED},
    }


def as_text() -> str:
    """The schema as the file ``docs/cost.schema.json`` holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (ROOT / "docs" / "cost.schema.json").write_text(as_text(), encoding="utf-8")

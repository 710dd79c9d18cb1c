"""The part of SARIF 2.1.0 that the reporter uses, as a JSON schema written here from the standard's sections 3.13 to 3.57.

The official schema carries no licence that lets it be copied here. Nothing beyond what stands here is allowed, so a new
property has to be looked up in the standard first.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
TEXT = {"type": "string", "minLength": 1}


def record(required: str, **properties: Any) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def array(items: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": items, **more}


from_one: Schema = {"type": "integer", "minimum": 1}
message = record("text", text=TEXT)
multiformat = record("text", text=TEXT, markdown=TEXT)
level = {"enum": ["none", "note", "warning", "error"]}
region = record(
    "startLine", startLine=from_one, startColumn=from_one, endLine=from_one, endColumn=from_one
)  # fmt: skip
file = record("uri", uri={"type": "string", "format": "uri-reference"}, uriBaseId=TEXT)
physical = record("artifactLocation region", artifactLocation=file, region=region)
logical = record("name", name=TEXT)
location = record(
    "physicalLocation", id={"type": "integer", "minimum": -1}, physicalLocation=physical, message=message,
    logicalLocations=array(logical, uniqueItems=True), properties={"type": "object"},
)  # fmt: skip
replacement = record("deletedRegion", deletedRegion=region, insertedContent=record("text", text={"type": "string"}))
change = record("artifactLocation replacements", artifactLocation=file, replacements=array(replacement, minItems=1))
fix = record("artifactChanges", description=message, artifactChanges=array(change, minItems=1, uniqueItems=True))
result = record(
    "message", ruleId=TEXT, ruleIndex={"type": "integer", "minimum": -1}, level=level, message=message,
    locations=array(location), relatedLocations=array(location, uniqueItems=True), fixes=array(fix, uniqueItems=True),
)  # fmt: skip
rule = record(
    "id", id=TEXT, name=TEXT, shortDescription=multiformat, help=multiformat, helpUri={"type": "string", "format": "uri"},
    defaultConfiguration=record("", level=level),
)  # fmt: skip
driver = record(
    "name", name=TEXT, version=TEXT, informationUri={"type": "string", "format": "uri"},
    rules=array(rule, uniqueItems=True),
)  # fmt: skip
run = record(
    "tool", tool=record("driver", driver=driver), columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations=array(record("executionSuccessful", executionSuccessful={"type": "boolean"})), results=array(result),
)  # fmt: skip
LOG = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    **record("version runs", **{"$schema": {"type": "string"}}, version={"const": "2.1.0"}, runs=array(run)),
}

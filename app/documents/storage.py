"""Keep a document as JSON, read it back, and fingerprint its words: what people sign is exactly this."""

import hashlib
import json
from dataclasses import fields
from typing import Any

from app.documents import parts
from app.documents.parts import Column, Document, Part, Signature

KINDS: dict[str, type[Any]] = {
    kind.kind: kind
    for kind in (
        parts.Heading,
        parts.Clause,
        parts.Paragraph,
        parts.Bullets,
        parts.Definitions,
        parts.Facts,
        parts.Table,
        parts.Contents,
        parts.PageBreak,
        parts.Signature,
    )
}
_FIELDS = {name: tuple(field.name for field in fields(kind)) for name, kind in KINDS.items()}
ABOUT = {"draft", "version", "dated"}
"""What a document says about itself, and not what it says."""


def to_json(document: Document) -> str:
    """The document as canonical JSON: the same document is always the same text."""
    return _canonical(as_dict(document))


def from_json(text: str) -> Document:
    """The document that `to_json` wrote. Raises ValueError (KeyError, TypeError) for anything else."""
    return from_dict(json.loads(text))


def from_dict(stored: Any) -> Document:
    """The document that `as_dict` gave, read back. Raises ValueError (KeyError, TypeError) for anything else."""
    if not isinstance(stored, dict) or not isinstance(stored.get("parts"), list):
        raise ValueError("Not a stored document: it has no parts.")  # noqa: TRY004 (stored text, not a caller)
    return Document(**{**stored, "parts": tuple(_part(part) for part in stored["parts"])})


def digest(document: Document) -> str:
    """SHA-256 of the words agreed to.

    Signatures, approvals, versions and where the document stands are said about the text, so they are left
    out: the fingerprint stays the same from agreement in principle to the last signature.
    """
    return fingerprinted(document)[1]


def fingerprinted(document: Document) -> tuple[dict[str, Any], str]:
    """The document as plain values, to keep, and the digest of its words."""
    kept = as_dict(document)
    words = {name: value for name, value in kept.items() if name not in ABOUT}
    both = zip(document.parts, kept["parts"], strict=True)
    words["parts"] = [stored for part, stored in both if not _is_record(part)]
    return kept, hashlib.sha256(_canonical(words).encode()).hexdigest()


def _is_record(part: Part) -> bool:
    return isinstance(part, Signature) or bool(getattr(part, "record", False))


def as_dict(document: Document) -> dict[str, Any]:
    """The document as plain values, for a JSON column."""
    words = {field.name: getattr(document, field.name) for field in fields(document)}
    words["parts"] = [_part_as_dict(part) for part in document.parts]
    return words


def _part_as_dict(part: Part) -> dict[str, Any]:
    """By hand, because dataclasses.asdict copies every word of it."""
    values = {name: getattr(part, name) for name in _FIELDS[part.kind]}
    if isinstance(part, parts.Table):
        values["columns"] = [{"header": c.header, "share": c.share, "align": c.align} for c in part.columns]
    return {"kind": part.kind, **values}


def _part(stored: dict[str, Any]) -> Part:
    values = dict(stored)
    kind = KINDS[values.pop("kind")]
    if kind is parts.Table:
        values["columns"] = tuple(Column(**column) for column in values["columns"])
    made: Part = kind(**{name: _frozen(value) for name, value in values.items()})
    return made


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

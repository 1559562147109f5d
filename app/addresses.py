"""What an address may hold: numbers that a row can have, and words that a database takes. No other page exists."""

from collections.abc import Iterable

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1
"""The largest number of a column of whole numbers, on both databases."""


class RowNumber(IntegerConverter):
    """`<int:…>` in a route, but never more than a database can look for."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST)


def number_in(written: str) -> int:
    """A row's number as somebody wrote it behind the question mark; 0 for anything that no row can have."""
    is_one = written.isascii() and written.isdecimal() and len(written) <= len(str(LARGEST))
    return int(written) if is_one and int(written) <= LARGEST else 0


def numbers_in(written: Iterable[str]) -> list[int]:
    """The rows' numbers among what somebody ticked."""
    return [number for each in written if (number := number_in(each))]


def init_app(app: Flask) -> None:
    """Before any route is added: routes look their converters up once."""
    app.url_map.converters["int"] = RowNumber
    app.before_request(_refuse_nothing_characters)


def _refuse_nothing_characters() -> None:
    """Nobody types the character of code nought; PostgreSQL fails on it and SQLite cuts words short at it."""
    if "\x00" in request.path or b"%00" in request.query_string or b"\x00" in request.query_string:
        abort(404)

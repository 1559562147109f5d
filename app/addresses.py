"""Numbers in addresses: only those that a row can have. Any other is a page that does not exist."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1
"""The largest number of a column of whole numbers, on both databases."""


class RowNumber(IntegerConverter):
    """`<int:…>` in a route, but never more than a database can look for."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST)


def init_app(app: Flask) -> None:
    """Before any route is added: routes look their converters up once."""
    app.url_map.converters["int"] = RowNumber

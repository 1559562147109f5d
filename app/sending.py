"""Send a file while it is made, so that its first bytes come at once and memory holds one block of it."""

from collections.abc import Iterable, Iterator

from flask import Response
from flask.ctx import AppContext, RequestContext
from flask.globals import app_ctx, request_ctx

from app.extensions import only_reads

BLOCK = 64 * 1024
"""Bytes that are sent at a time."""


def while_made(pieces: Iterable[str], *, mimetype: str, name: str) -> Response:
    """A file to save, of pieces of any size. What fails before the first block is a page that says so.

    The database is let go after every block: whoever reads slowly, or goes away, holds nothing. So each question that
    the pieces ask sees the newest, and what they have fetched before stands on its own.
    """
    blocks = _in_blocks(pieces)
    answer = Response(_sent(next(blocks, b""), blocks), mimetype=mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.cache_control.no_cache = True
    return answer


def _in_blocks(pieces: Iterable[str]) -> Iterator[bytes]:
    block = bytearray()
    for piece in pieces:
        block += piece.encode()
        if len(block) >= BLOCK:
            yield bytes(block)
            block.clear()
    if block:
        yield bytes(block)


def _sent(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    """Each block after the first is made within the request again; between them nothing stands open.

    Flask's own `stream_with_context` keeps the request, its session and a connection until the last block is sent.
    """
    application: AppContext = app_ctx._get_current_object()  # type: ignore[attr-defined]
    request: RequestContext = request_ctx._get_current_object()  # type: ignore[attr-defined]

    def made() -> Iterator[bytes]:
        block: bytes | None = first
        while block:
            yield block
            with application, request:
                only_reads.set(True)
                block = next(others, None)

    return made()

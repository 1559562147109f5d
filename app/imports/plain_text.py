"""Tables kept as text: how their letters are written (the encoding) and what stands between cells (the delimiter)."""

import codecs
import csv
import gzip
from collections.abc import Iterator
from io import BytesIO, StringIO, TextIOWrapper
from typing import BinaryIO, cast

from app.imports.cells import clean, looks_mangled, unmangle

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8 mangled": "UTF-8, once saved wrongly (donâ€™t for don’t)",
    "utf-16": "UTF-16, as Excel saves “Unicode text”",
    "cp1252": "Windows (Western European)",
    "mac_roman": "Macintosh (Western European)",
    "cp850": "DOS (Western European)",
    "iso8859_15": "ISO 8859-15 (Latin-9)",
    "cp1250": "Windows (Central European)",
}
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
USUAL = frozenset("âêîôûáéíóúàèìòùäëïöüÿçñãõøÂÊÎÔÛÁÉÍÓÚÀÈÌÒÙÄËÏÖÜÇÑ‘’“”–—…•€")
"""Letters of Welsh and of names, and signs of word processors: each encoding keeps them at places of its own."""
SAMPLE = 200_000  # bytes or characters that guesses are made from
SAMPLE_RECORDS = 60

csv.field_size_limit(1 << 28)  # a file is smaller than that; what is too long is named with its row and column


def guess_encoding(content: bytes) -> str:
    """The likeliest encoding: what the file says itself, then UTF-8 if it is sound, then Windows or Macintosh."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_bare_utf_16(content):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        text = decoder.decode(content[:SAMPLE])
        for start in range(SAMPLE, len(content) + 1, SAMPLE):
            decoder.decode(content[start : start + SAMPLE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return max(("cp1252", "mac_roman"), key=lambda encoding: _usual(content[:SAMPLE], encoding))
    return "utf-8 mangled" if looks_mangled(text) else "utf-8"


def _usual(content: bytes, encoding: str) -> int:
    """How many letters and signs beyond plain English are such as people here write."""
    return sum(letter in USUAL for letter in content.decode(encoding, "replace"))


def opened(content: bytes, encoding: str) -> TextIOWrapper:
    """The text, read as it is needed: a large file is never in memory as a whole.

    Bytes that the encoding has no letter for become �, so that a wrong choice shows instead of failing.
    """
    file = unpacked(content)
    order, skip = _order(file.read(4), encoding)
    file.seek(skip)
    return TextIOWrapper(file, order, "replace", newline="")


def read(content: bytes) -> str:
    """The whole text of something short, as it is: nothing in it is unpacked."""
    order, skip = _order(content[:4], guess_encoding(content))
    return content[skip:].decode(order, "replace")


PACKED = b"\x1f\x8b"


def packed(content: bytes) -> bytes:
    """Text as it is kept: a third of its size, or less."""
    return gzip.compress(content, compresslevel=1, mtime=0)


def unpacked(content: bytes) -> BinaryIO:
    """A file of the text, packed or not; only what we packed ourselves comes here packed."""
    file = BytesIO(content)
    return cast(BinaryIO, gzip.GzipFile(fileobj=file)) if content.startswith(PACKED) else file


def _order(start: bytes, encoding: str) -> tuple[str, int]:
    """The codec, and how many bytes say which it is."""
    if encoding != "utf-16":
        return ("utf-8-sig" if encoding.startswith("utf-8") else encoding), 0
    if start.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be", 2
    if start.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le", 2
    return ("utf-16-be" if start[:1] == b"\0" else "utf-16-le"), 0


def guess_delimiter(content: bytes, encoding: str) -> str:
    """The delimiter that makes the most even table of the first records."""
    start = opened(content, encoding).read(SAMPLE)
    return max(DELIMITERS, key=lambda name: _evenness(start, DELIMITERS[name]))


def records(content: bytes, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """The cells of each record, cleaned. Quotes that never close end with the file, as spreadsheets read them."""
    rows = csv.reader(opened(content, encoding), delimiter=DELIMITERS[delimiter])
    if encoding == "utf-8 mangled":
        return ([clean(unmangle(cell)) for cell in row] for row in rows)
    return ([clean(cell) for cell in row] for row in rows)


def _is_bare_utf_16(content: bytes) -> bool:
    """Every other byte of plain English is nought in UTF-16."""
    start = content[:2000]
    return len(start) > 8 and max(start[::2].count(0), start[1::2].count(0)) > len(start) * 0.3


def _evenness(text: str, delimiter: str) -> float:
    widths: list[int] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            if any(row):
                widths.append(len(row))
            if len(widths) == SAMPLE_RECORDS:
                break
    except csv.Error:
        return 0
    if not widths:
        return 0
    usual = max(set(widths), key=widths.count)
    return 0 if usual == 1 else widths.count(usual) / len(widths) + usual / 1000

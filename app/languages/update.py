"""`make translations`: bring the Welsh catalogue up to the messages that the code and the templates hold now.

New messages come without Welsh, for a translator (tests/languages says which); those that are gone are dropped. The
file is sorted and carries no places and no times, so that it changes only where words do.
"""

import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from app.languages.catalogue import FILE, is_translated

ROOT = Path(__file__).parents[2]
KEYWORDS = {"_": None, "gettext": None, "lazy": None, "word": None, "ngettext": (1, 2)}
METHODS = [("app/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
OPTIONS = {"templates/**.html": {"trimmed": "true", "encoding": "utf-8"}, "templates/**.txt": {"encoding": "utf-8"}}
HEADER = """# Welsh for what the service says. `make translations` adds what is new and drops what is gone.
# A translation flagged awaiting-review was not written or read by a translator: take the flag away when one has."""
PLURAL_FORMS = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"


def messages(root: Path = ROOT) -> Iterator[str | tuple[str, str]]:
    """Every message of the code and the templates; one that counts as a pair of singular and plural."""
    for folder in ("app", "templates"):
        methods = [(pattern.removeprefix(f"{folder}/"), how) for pattern, how in METHODS if pattern.startswith(folder)]
        options = {pattern.removeprefix(f"{folder}/"): option for pattern, option in OPTIONS.items()}
        found = extract_from_dir(root / folder, methods, options, KEYWORDS, directory_filter=_is_searched)
        for _file, _line, message, _comments, _context in found:
            yield message if isinstance(message, str) else (message[0], message[1])


def _is_searched(folder: str | os.PathLike[str]) -> bool:
    """Babel would leave out folders whose name begins with a line, and so our macros."""
    return Path(folder).name not in ("__pycache__", "static", "translations")


def brought_up_to_date(old: Catalog) -> Catalog:
    """A new catalogue of the messages there are now, with the translations that the old one has for them."""
    new = Catalog(locale="cy", fuzzy=False)
    new.mime_headers = [("Plural-Forms", PLURAL_FORMS)]
    for message in sorted(set(messages()), key=str):
        known = old.get(message if isinstance(message, str) else message[0])
        if known is not None and is_translated(known) and isinstance(known.id, str) == isinstance(message, str):
            new.add(message, known.string, flags=known.flags, user_comments=known.user_comments)
        else:
            new.add(message, "" if isinstance(message, str) else ("",) * 6)
    return new


def text_of(catalogue: Catalog) -> str:
    """The catalogue as its file has it: without places and times, and with Welsh's own plural forms."""
    written = BytesIO()
    write_po(written, catalogue, width=116, sort_output=True, no_location=True, omit_header=True)
    head = 'msgid ""\nmsgstr ""\n"Language: cy\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    return f'{HEADER}\n{head}"Plural-Forms: {PLURAL_FORMS}\\n"\n\n{written.getvalue().decode()}'


def read() -> Catalog:
    """The catalogue as it is kept; an empty one at the very beginning."""
    if not FILE.is_file():
        return Catalog(locale="cy")
    with FILE.open("rb") as file:
        return read_po(file, locale="cy")


def main() -> int:
    """Write the file again, and say how much is translated and how much of it waits for a translator."""
    catalogue = brought_up_to_date(read())
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(text_of(catalogue), encoding="utf-8")
    every = [message for message in catalogue if message.id]
    done = [message for message in every if is_translated(message)]
    waiting = sum("awaiting-review" in message.flags for message in done)
    sys.stdout.write(f"{len(every)} messages, {len(done)} in Welsh, {waiting} of them awaiting a translator's review\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Two documents of which the second is the first after somebody worked on it, made up by hypothesis."""

from hypothesis import strategies as st

from app.documents.parts import (
    Bullets,
    Clause,
    Column,
    Contents,
    Definitions,
    Document,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Signature,
    Table,
    numbered,
)

WORDS = [
    "the",
    "provider",
    "delivers",
    "90",
    "£9,150,000",
    "places",
    "by",
    "March",
    "“quoted”",
    "a\nb",
    "c\td",
    "&",
    "<w>",
    "é",
    "",
]
TEXT = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=12)
REFERENCE = st.sampled_from([f"V-{n}" for n in range(5)])
CELLS = st.tuples(REFERENCE, TEXT, TEXT)
ROWS = st.lists(CELLS, max_size=5)
NUMBER = st.sampled_from(["", "1", "1.1", "2", "Annex A"])
PAIRS = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4).map(tuple)
COLUMNS = st.sampled_from([("Ref", "Service", "Target"), ("Ref", "Service delivered", "Target"), ("Ref", "Service")])


def _table(columns, rows, key, record, total):
    rows = tuple(row[: len(columns)] for row in rows)
    shown = tuple(Column(header, 1, "right" if header == "Target" else "left") for header in columns)
    return Table(f"Table of {key}", shown, rows, empty=f"No {key}.", key=key, record=record, total=total)


PART: st.SearchStrategy[Part] = st.one_of(
    st.builds(Heading, TEXT, st.integers(1, 3), NUMBER),
    st.builds(Clause, NUMBER, TEXT),
    st.builds(Paragraph, TEXT, st.sampled_from(["body", "note", "strong"]), st.booleans()),
    st.builds(Bullets, st.lists(TEXT, max_size=4).map(tuple)),
    st.builds(Definitions, PAIRS),
    st.builds(Facts, PAIRS, st.sampled_from(["About this", "About that"]), st.booleans()),
    st.builds(_table, COLUMNS, ROWS, st.sampled_from(["volumes", "price"]), st.booleans(), st.booleans()),
    st.builds(Contents),
    st.builds(PageBreak, st.sampled_from(["portrait", "landscape"])),
    st.builds(Signature, TEXT, TEXT, PAIRS),
)  # fmt: skip


@st.composite
def two_drafts(draw) -> tuple[Document, Document]:
    """A document, and the same with parts left alone, rewritten, dropped, moved and added."""
    old = draw(st.lists(PART, max_size=8))
    new: list[Part] = []
    for part in old:
        match draw(st.sampled_from(["leave", "leave", "leave", "rewrite", "drop", "add", "move"])):
            case "leave":
                new.append(part)
            case "rewrite":
                new.append(draw(_rewritten(part)))
            case "add":
                new += [draw(PART), part]
            case "move":
                new.insert(0, part)
    return draw(_document(old)), draw(_document(new))


@st.composite
def _rewritten(draw, part: Part) -> Part:
    """The same part with a few words, rows or cells other than before."""
    if isinstance(part, Table) and part.rows:
        rows = [row for row in part.rows if draw(st.integers(0, 3))]
        rows += draw(st.lists(CELLS, max_size=2).map(lambda cells: [cell[: len(part.columns)] for cell in cells]))
        return _table([column.header for column in part.columns], rows, part.key, part.record, part.total)
    if isinstance(part, Clause | Heading | Paragraph):
        words = part.text.split(" ")
        words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(WORDS))
        given = {"text": " ".join(words)}
        return type(part)(**{name: given.get(name, getattr(part, name)) for name in part.__slots__})
    if isinstance(part, Bullets):
        return Bullets(tuple(draw(st.permutations(part.items))[:3]))
    return draw(PART)


def _document(parts: list[Part]):
    return st.builds(
        Document,
        title=TEXT,
        subtitle=TEXT,
        reference=st.just("2012-13/DM"),
        version=st.just("0.1"),
        marking=st.just("NOT PROTECTIVELY MARKED"),
        draft=st.booleans(),
        parts=st.just(numbered(parts)),
    )

"""Files that nobody should open carelessly, made here: none is kept."""

import io
import zipfile
from collections.abc import Callable
from functools import cache

from tests.word_copies import specimens
from tests.word_copies.editing import COMMENTS, Edited

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
OUTSIDE = ' TargetMode="External"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

copy = cache(specimens.copy)
"""What most of these files are made from."""
Maker = Callable[[], bytes]
FILES: dict[str, tuple[Maker, str]] = {}
"""By name: how it is made, and words of the sentence that refuses it."""


def hostile(sentence: str) -> Callable[[Maker], Maker]:
    def keep(make: Maker) -> Maker:
        FILES[make.__name__.replace("_", " ")] = (make, sentence)
        return make

    return keep


def with_document(xml: str | bytes, head: str = HEAD) -> bytes:
    """A Word file whose text is this XML."""
    edited = Edited(copy())
    raw = xml if isinstance(xml, bytes) else (head + xml).encode()
    edited.parts["word/document.xml"] = raw
    return packed(edited.parts)


def body(inside: str) -> str:
    return f"<w:document {NS}><w:body>{inside}</w:body></w:document>"


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def related(kind: str, target: str, mode: str = OUTSIDE) -> bytes:
    edited = Edited(copy())
    edited.relate(REL + kind, target, mode)
    return edited.bytes()


def in_field(code: str) -> bytes:
    edited = Edited(copy())
    runs = (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>')  # fmt: skip
    return with_part(edited, runs)


def with_part(edited: Edited, runs: str) -> bytes:
    raw = edited.bytes()
    parts = Edited(raw).parts
    text = parts["word/document.xml"].decode()
    end = text.rindex("<w:sectPr")
    parts["word/document.xml"] = f"{text[:end]}<w:p>{runs}</w:p>{text[end:]}".encode()
    return packed(parts)


# --- bombs ----


@hostile("far more than an agreement does")
def zip_bomb() -> bytes:
    return with_document(body("<w:p><w:r><w:t>" + "A" * 150_000_000 + "</w:t></w:r></w:p>"))


@hostile("far more than an agreement does")
def bomb_beside_the_text() -> bytes:
    parts = Edited(copy()).parts
    return packed({**parts, **{f"word/media/{n}.png": b"\0" * 45_000_000 for n in range(5)}})


@hostile("damaged")
def bomb_that_lies_about_its_size() -> bytes:
    content = with_document(body("<w:p/>" + " " * 60_000_000))
    size = (60_000_000 + len(HEAD + body("<w:p/>"))).to_bytes(4, "little")
    assert size in content
    return content.replace(size, (1000).to_bytes(4, "little"))


@hostile("far more than an agreement does")
def a_hundred_thousand_parts() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for number in range(60_000):
            package.writestr(f"word/{number}.xml", b"")
    return file.getvalue()


@hostile("far more than an agreement does")
def absurd_depth() -> bytes:
    return with_document(body("<w:sdt><w:sdtContent>" * 40_000 + "</w:sdtContent></w:sdt>" * 40_000))


@hostile("far more than an agreement does")
def a_million_rows() -> bytes:
    return with_document(body("<w:tbl>" + "<w:tr/>" * 1_000_000 + "</w:tbl>"))


@hostile("more rows than an agreement")
def as_many_rows_as_are_let_through() -> bytes:
    row = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
    return with_document(body("<w:tbl>" + row * 28_000 + "</w:tbl>"))


@hostile("not a negotiation copy")
def as_much_text_as_is_let_through() -> bytes:
    return with_document(body("".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(24_500))))


@hostile("far more than an agreement does")
def attributes_without_end() -> bytes:
    return with_document(body("<w:p " + " ".join(f'a{n}=""' for n in range(350_000)) + "/>"))


@hostile("not a negotiation copy")
def as_many_attributes_as_are_let_through() -> bytes:
    return with_document(body("<w:p " + " ".join(f'a{n}=""' for n in range(290_000)) + "/>"))


# --- entities and links ----

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@hostile("defines words of its own")
def a_billion_laughs() -> bytes:
    return with_document(body("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>"),
                         HEAD + f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>')  # fmt: skip


@hostile("defines words of its own")
def external_entity() -> bytes:
    return with_document(body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"),
                         HEAD + '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')  # fmt: skip


@hostile("defines words of its own")
def external_entity_in_utf_16() -> bytes:
    doctype = '<!DOCTYPE x [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>'
    return with_document(('<?xml version="1.0" encoding="UTF-16"?>' + doctype + body("&x;")).encode("utf-16"))


@hostile("damaged")
def an_encoding_that_hides_things() -> bytes:
    return with_document(b'<?xml version="1.0" encoding="UTF-7"?>' + body("").encode("utf-7"))


@hostile("defines words of its own")
def entity_in_the_comments() -> bytes:
    edited = Edited(copy())
    xml = f'{HEAD}<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:comments {NS}>&x;</w:comments>'
    edited.add_part("word/comments.xml", xml.encode(), COMMENTS, f"{REL}comments")
    return edited.bytes()


@hostile("draws on something outside it")
def external_template() -> bytes:
    return related("attachedTemplate", "http://127.0.0.1:9/template.dotm")


@hostile("draws on something outside it")
def external_picture() -> bytes:
    return related("image", "http://127.0.0.1:9/seen.png")


@hostile("draws on something outside it")
def linked_object() -> bytes:
    return related("oleObject", "file:///c:/secret.xlsx")


@hostile("draws on something outside it")
def link_to_a_machine() -> bytes:
    return related("hyperlink", "file://server/share")


@hostile("fetches or runs something")
def field_that_runs_a_program() -> bytes:
    return in_field(r' DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc.exe" ')


@hostile("fetches or runs something")
def field_that_fetches() -> bytes:
    return with_part(Edited(copy()), '<w:fldSimple w:instr=" INCLUDEPICTURE http://127.0.0.1:9/x "/>')


# --- what is inside ----


@hostile("holds macros")
def macros() -> bytes:
    parts = Edited(copy()).parts
    return packed({**parts, "word/vbaProject.bin": OLE + b"x"})


@hostile("holds macros")
def a_document_made_for_macros() -> bytes:
    edited = Edited(copy())
    types = edited.parts["[Content_Types].xml"].decode()
    edited.parts["[Content_Types].xml"] = types.replace(
        MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml"
    ).encode()
    return packed(edited.parts)


@hostile("another file or object inside it")
def embedded_object() -> bytes:
    parts = Edited(copy()).parts
    return packed({**parts, "word/embeddings/oleObject1.bin": OLE})


@hostile("another file or object inside it")
def a_web_page_inside() -> bytes:
    return related("aFChunk", "afchunk.xml", "")


# --- what it is not ----


@hostile("damaged or not complete")
def truncated() -> bytes:
    content = copy()
    return content[: len(content) // 2]


@hostile("damaged or not complete")
def spoilt_in_the_middle() -> bytes:
    content = bytearray(copy())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as package:
        at = package.getinfo("word/document.xml").header_offset + 200
    content[at : at + 2000] = b"\xff" * 2000
    return bytes(content)


@hostile("locked by a password")
def encrypted() -> bytes:
    return OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4000


@hostile("locked by a password")
def encrypted_zip() -> bytes:
    content = bytearray(copy())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


@hostile("Word 2003 or older")
def an_old_word_document() -> bytes:
    return OLE + b"\0" * 5000


@hostile("is not a Word document")
def not_a_zip() -> bytes:
    return b"Dear Sir or Madam, " * 500


@hostile("is not a Word document")
def empty() -> bytes:
    return b""


@hostile("is a PDF")
def a_pdf() -> bytes:
    return b"%PDF-1.7\n%\xe2\xe3"


@hostile("rich text")
def rich_text() -> bytes:
    return rb"{\rtf1\ansi Hello}"


@hostile("a web page or XML")
def flat_xml() -> bytes:
    return b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package/>'


def other(kind: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    types = f'<Types xmlns="{namespace}"><Override PartName="/x" ContentType="{kind}"/></Types>'
    return packed({"[Content_Types].xml": types.encode(), "_rels/.rels": b"<x/>"})


@hostile("a workbook or a presentation")
def a_workbook() -> bytes:
    return other("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")


@hostile("a workbook or a presentation")
def a_presentation() -> bytes:
    return other("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml")


@hostile("is a template")
def a_template() -> bytes:
    return other("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml")


@hostile("an OpenDocument file")
def an_open_document() -> bytes:
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})


@hostile("is not a Word document")
def any_zip() -> bytes:
    return packed({"photos/cat.jpg": b"cat"})


@hostile("not a negotiation copy")
def a_word_document_of_another_kind() -> bytes:
    return with_document(body("<w:p><w:r><w:t>Minutes of the meeting</w:t></w:r></w:p>"))

"""What a file is, told from its content and never from its extension; what is no workbook is refused with a sentence."""

from __future__ import annotations

import re
from pathlib import Path

from loaders.formats import ole
from loaders.guard import Parts, refuse
from progress.findings import UnreadableWorkbook
from progress.wording import berkas
from progress.wording.berkas import Kalimat

_HEAD = 64 * 1024
_LOCK_FILE_SIZE = 165
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_BARE_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08](?:\x04|\x06|\x08|\x10)\x00")
_OLE_STREAMS: dict[str, Kalimat | None] = {
    "EncryptedPackage": berkas.TERSANDI,
    "Workbook": None,
    "Book": None,
    "WordDocument": berkas.WORD,
    "PowerPoint Document": berkas.POWERPOINT,
}
_WORKBOOK = re.compile(rb"<(?:[A-Za-z]+:)?Workbook\b")
_TABLE = re.compile(rb"<table\b[^>]*>\s*<(?:tr|thead|tbody|caption|colgroup|col)\b", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style|div|tr|script)\b", re.IGNORECASE)


ZIP = "zip"


def kind_of(path: Path, name: str) -> str:
    """'xls', 'csv', 'html' or 'xml2003', or ZIP, whose parts are judged by `kind_of_parts`; anything else is refused."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if name.startswith("~$") or _is_lock_file(head):
        refuse(berkas.KUNCI)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP
    if head.startswith(ole.SIGNATURE):
        return _inside_ole(path.read_bytes())
    if not head.strip(b"\0"):
        refuse(berkas.HANYA_NOL)
    if not head.strip():
        refuse(berkas.KOSONG)
    return _plain_file(head)


def kind_of_parts(parts: Parts) -> str:
    """'xlsx', 'xlsb' or 'ods'; any other zip is refused: what is opened was asked `archive.unpack` before."""
    names = parts.names
    if "xl/workbook.xml" in parts:
        return "xlsx"
    if "xl/workbook.bin" in parts:
        return "xlsb"
    if "mimetype" in parts:
        return _open_document(parts.read("mimetype", 200))
    if "content.xml" in parts and "META-INF/manifest.xml" in parts:
        return _open_document(parts.read("META-INF/manifest.xml", 4096))
    for folder, kalimat in (
        ("word/", berkas.WORD),
        ("ppt/", berkas.POWERPOINT),
        ("index/document.iwa", berkas.NUMBERS),
        ("index.zip", berkas.NUMBERS),
    ):
        if any(n.startswith(folder) for n in names):
            refuse(kalimat)
    return refuse(berkas.RUSAK if "[content_types].xml" in parts else berkas.ZIP_BERSARANG)


def _is_lock_file(head: bytes) -> bool:
    """Excel's owner file: the length of the user's name, the name, blanks up to 165 bytes."""
    return len(head) == _LOCK_FILE_SIZE and 0 < head[0] <= 54 and head.endswith(b" \0 \0")


def _inside_ole(content: bytes) -> str:
    """By the streams at the root: a Word document may hold an embedded workbook, and the other way round."""
    try:
        names = {name.lower() for name in ole.CompoundFile(content).streams()}
    except UnreadableWorkbook:
        names = {name.lower() for name in _OLE_STREAMS if _has_ole_entry(content, name)}
        if not names and ole.has_header(content):
            raise  # cut off before its directory, which most programs write last
    for stream, kalimat in _OLE_STREAMS.items():
        if stream.lower() in names:
            if kalimat is None:
                return "xls"
            refuse(kalimat)
    return refuse(berkas.TAK_DIKENAL)


def _has_ole_entry(content: bytes, stream: str) -> bool:
    """Directory entries are 128 bytes, aligned, and begin with the name in UTF-16."""
    wanted = stream.encode("utf-16-le") + b"\0\0"
    at = content.find(wanted)
    while at >= 0 and at % 128:
        at = content.find(wanted, at + 1)
    return at >= 0


def _open_document(kind: bytes) -> str:
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    if b"opendocument.presentation" in kind:
        refuse(berkas.POWERPOINT)
    return refuse(berkas.WORD if b"opendocument.text" in kind else berkas.TAK_DIKENAL)


def _plain_file(head: bytes) -> str:
    if b"%PDF-" in head[:1024]:
        refuse(berkas.PDF)
    if head.startswith(_IMAGES) or head[8:12] == b"WEBP" or head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        refuse(berkas.GAMBAR)
    if head.startswith(_ARCHIVES):
        refuse(berkas.ARSIP)
    if _BARE_BIFF.match(head):
        return "xls"
    if head.startswith(b"{\\rtf"):
        refuse(berkas.WORD)
    return _text(head)


def _text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in head and _WORKBOOK.search(head):
            return "xml2003"
        if _HTML.search(head):
            return "html"
        refuse(berkas.TAK_DIKENAL)
    if start[:13].lower() == b"mime-version:":
        refuse(berkas.MHTML)
    return "html" if _TABLE.search(head) else "csv"  # a table may follow a program's warnings in plain text

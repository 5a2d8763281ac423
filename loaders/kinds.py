"""What a file is, told from its content and never from its extension; all but an xlsx is refused with a sentence."""

from __future__ import annotations

import re
from pathlib import Path

from loaders.guard import Parts, refuse
from progress.wording import berkas
from progress.wording.berkas import Kalimat

_HEAD = 64 * 1024
_LOCK_FILE_SIZE = 165
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_BARE_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08](?:\x04|\x06|\x08|\x10)\x00")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style|div|tr|script)\b", re.IGNORECASE)


def check_kind(path: Path, name: str) -> None:
    """Refuse whatever is not a zip; the parts inside a zip are judged by `check_parts`."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if name.startswith("~$") or _is_lock_file(head):
        refuse(berkas.KUNCI)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        refuse(_inside_ole(path.read_bytes()))
    if not head.strip(b"\0"):
        refuse(berkas.HANYA_NOL)
    if not head.strip():
        refuse(berkas.KOSONG)
    refuse(_plain_file(head))


def check_parts(parts: Parts) -> None:
    """Refuse a zip that is not an Office Open XML workbook with XML parts."""
    names = parts.names
    if "xl/workbook.xml" in parts:
        return
    if "mimetype" in parts:
        refuse(_open_document(parts.read("mimetype", 200)))
    for folder, kalimat in (
        ("xl/workbook.bin", berkas.XLSB),
        ("word/", berkas.WORD),
        ("ppt/", berkas.POWERPOINT),
        ("index/document.iwa", berkas.NUMBERS),
        ("index.zip", berkas.NUMBERS),
    ):
        if any(n.startswith(folder) for n in names):
            refuse(kalimat)
    refuse(berkas.RUSAK if "[content_types].xml" in parts else berkas.ARSIP)


def _is_lock_file(head: bytes) -> bool:
    """Excel's owner file: the length of the user's name, the name, blanks up to 165 bytes."""
    return len(head) == _LOCK_FILE_SIZE and 0 < head[0] <= 54 and head.endswith(b" \0 \0")


def _inside_ole(content: bytes) -> Kalimat:
    for stream, kalimat in (
        ("EncryptedPackage", berkas.TERSANDI),
        ("Workbook", berkas.XLS_LAMA),
        ("Book", berkas.XLS_LAMA),
        ("WordDocument", berkas.WORD),
        ("PowerPoint Document", berkas.POWERPOINT),
    ):
        if _has_ole_entry(content, stream):
            return kalimat
    return berkas.TAK_DIKENAL


def _has_ole_entry(content: bytes, stream: str) -> bool:
    """Directory entries are 128 bytes, aligned, and begin with the name in UTF-16."""
    wanted = stream.encode("utf-16-le") + b"\0\0"
    at = content.find(wanted)
    while at >= 0 and at % 128:
        at = content.find(wanted, at + 1)
    return at >= 0


def _open_document(kind: bytes) -> Kalimat:
    if b"spreadsheet" in kind:
        return berkas.ODS
    if b"presentation" in kind:
        return berkas.POWERPOINT
    return berkas.WORD if b"text" in kind else berkas.TAK_DIKENAL


def _plain_file(head: bytes) -> Kalimat:
    if b"%PDF-" in head[:1024]:
        return berkas.PDF
    if head.startswith(_IMAGES) or head[8:12] == b"WEBP" or head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return berkas.GAMBAR
    if head.startswith(_ARCHIVES):
        return berkas.ARSIP
    if _BARE_BIFF.match(head):
        return berkas.XLS_LAMA
    if head.startswith(b"{\\rtf"):
        return berkas.WORD
    return _text(head)


def _text(head: bytes) -> Kalimat:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
            return berkas.XML_2003
        return berkas.HTML if _HTML.search(head) else berkas.TAK_DIKENAL
    if start[:13].lower() == b"mime-version:":
        return berkas.HTML
    return berkas.TAK_DIKENAL if b"\0" in head else berkas.TEKS

"""What a column's header says: a meaning, and to which month, quarter, year, kind of figure and money unit it belongs."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from progress.model import NAMA_BULAN, Sifat

LALU = "lalu"

_BULAN = {nama.casefold(): n for n, nama in enumerate(NAMA_BULAN, 1)} | {
    "jan": 1, "feb": 2, "peb": 2, "pebruari": 2, "febuari": 2, "mar": 3, "mrt": 3, "apr": 4, "mey": 5, "jun": 6, "jul": 7,
    "agt": 8, "ags": 8, "agu": 8, "agust": 8, "aug": 8, "agst": 8, "sep": 9, "sept": 9, "okt": 10, "oct": 10, "oktobr": 10,
    "nov": 11, "nop": 11, "nopember": 11, "des": 12, "dec": 12, "desem": 12,
}  # fmt: skip
_ODD_MONTHS = (
    _BULAN.keys()
    - {nama.casefold() for nama in NAMA_BULAN}
    - {nama[:3].casefold() for nama in NAMA_BULAN}
    - {"agt", "ags", "sept"}
)
_TIME_WORDS = ("bulan", "triwulan", *(nama.casefold() for nama in NAMA_BULAN if len(nama) > 5))
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
BULAN_PATTERN = "|".join(sorted(_BULAN, key=len, reverse=True))
_SPAN = re.compile(rf"(?<![a-z])(?:{BULAN_PATTERN})\s*[-–]\s*({BULAN_PATTERN})(?![a-z])")  # Jan-Okt runs to date
_TW = re.compile(r"\b(?:tw|triwulan|tri wulan|triwulanan|kuartal|q)\s*[-.]?\s*(iv|iii|ii|i|[1-4])\b")
_B_CODE = re.compile(r"\bb(0[1-9]|1[0-2])\b")
_TAHUN = re.compile(r"\b(20[0-9]{2})\b")
_WORD = re.compile(r"[a-z]+")
_NO_WORD = re.compile(r"[^a-z0-9%]+")
_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_IN_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_PERCENT = re.compile(r"\bpersen")
_RUPIAH = re.compile(r"\brp\b|\brupiah\b")
_UNIT_WORDS = re.compile(r"\brp\b\.?|\brupiah\b|\bjuta\b|%")
_IN_YEAR = re.compile(r"\b(?:pada\s+)?(?:tahun|th|thn|ta|tahun anggaran)?\s*\.?\s*20[0-9]{2}\b")
_ONLY_TOTAL = re.compile(r"\W*total\W*")
_ONLY_YEAR = re.compile(r"\W*(?:tahun|th|thn)\W*")
_HANGING = re.compile(r"\b(?:di|pada|tahun|dengan|dgn|di)\s*$")
_QUARTER_WORD = re.compile(r"\b(?:tw|triwulan)\b")
_JOINTS = re.compile(r"[/,&]|\bdan\b")
_LONE_PERCENT = re.compile(r"%|persen|\(%\)")
_SHARE = re.compile(r"(persen\s*)?%?\s*(kum|ttb|tertimbang)?\s*%?")
_MONTH_NAME = re.compile(rf"(?<![a-z])(?:bulan\s+)?({BULAN_PATTERN})(?![a-z])")
_SD_LALU = re.compile(
    r"\bs\W{0,2}d\b\W*bulan\s+(?:yang\s+)?(?:lalu|sebelumnya)|bulan\s+(?:yang\s+)?(?:lalu|sebelumnya)|periode\s+(?:lalu|sebelumnya)"
)
_SD = re.compile(r"\bs\s*[./\\-]?\s*d\b\.?|\bsampai\b|\bkumulatif\b|\bkum\b|\bsdbi\b|\bhingga\b|\bakumulatif\b")
_INI = re.compile(r"\b(?:pada\s+)?(?:bulan|periode)\s+(?:ini|berjalan|laporan|pelaporan)\b|\bbln ini\b|^\W*bi\W*$")
_TAHUNAN = re.compile(
    r"\bsetahun\b|\btahunan\b|\bsatu tahun\b|\b1 tahun\b|\btahun ini\b|\btahun berjalan\b|\bper tahun\b|\bakhir tahun\b"
)


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """Whole labels to meanings, and by their first word the beginnings of labels, longest first."""
    tables = tomllib.loads((Path(__file__).parent / "layouts" / "header.toml").read_text("utf-8"))
    same = {word: field for field, t in tables.items() for word in t["sama"]}
    begin: dict[str, list[tuple[str, str]]] = {}
    for field, t in tables.items():
        for word in t.get("awal", ()):
            begin.setdefault(word.split()[0], []).append((word.strip(), field))
    for words in begin.values():
        words.sort(key=lambda p: -len(p[0]))
    return same, begin


@lru_cache(maxsize=1)
def _plain_titles() -> dict[str, str]:
    """Titles of letters alone that say nothing of time, unit or money: they need no closer look."""
    same, _ = _vocabulary()
    return {
        t: arti
        for t, arti in same.items()
        if t.replace(" ", "").isalpha()
        and _time_words(t)[:4] == (None,) * 4
        and not (_RUPIAH.search(t) or _PERCENT.search(t))
    }


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    same, begin = _vocabulary()
    return frozenset(w.split()[0] for w in same) | frozenset(begin)


def may_be_label(text: str) -> bool:
    """Whether a text begins with a word that column titles begin with; cheap, and blind to typos in that word."""
    known, first = _first_words(), text[:32].casefold().split(None, 1)[0].strip("().:*-")
    return first in known or ("/" in first and first.split("/", 1)[0] in known)


_TIMES = (
    (re.compile(r"\b[0-9]{1,2}[./-][0-9]{1,2}[./-](?:20)?[0-9]{2}\b"), " <tanggal> "),
    (_TAHUN, " <tahun> "),
    (_TW, " <triwulan> "),
    (re.compile(rf"(?:\b[0-9]{{1,2}}\s+)?{_MONTH_NAME.pattern}|{_B_CODE.pattern}"), " <bulan> "),
)
_NO_SIGN = re.compile(r"[^\w%<>]+|_+")


@lru_cache(maxsize=8192)
def timeless(text: str) -> str:
    """A title's words in lower case without punctuation, every month, quarter, date and year replaced by its kind."""
    low = _WORD.sub(lambda m: _spelt(m[0]), " ".join(text.casefold().split()))
    for pattern, kind in _TIMES:
        low = pattern.sub(kind, low)
    return _NO_SIGN.sub(" ", low).strip() or text.strip()


def month_number(text: str) -> int | None:
    """1-12 for a month in any spelling that is read: 'Nopember', 'PEB'; None for anything else."""
    return _BULAN.get(text.casefold())


def is_month(text: str) -> bool:
    """A month and nothing else: 'Nov', 'Pebruari'."""
    return text.casefold() in _BULAN


@dataclass(frozen=True, slots=True)
class Label:
    """One header cell. `skor` 100 exact, 92 by its beginning, 78-99 by likeness, 0 no meaning known."""

    arti: str | None
    skor: int
    bulan: int | None = None
    triwulan: int | None = None
    tahun: int | None = None
    waktu: str | None = None  # Sifat, LALU or "tahun"
    pengali: float | None = None
    persen: bool = False
    uang: bool = False
    teks: str = ""
    mirip: bool = False  # read through a slip or an unusual spelling


_MULTIPLIERS = (
    (re.compile(r"1[.,]000[.,]000[.,]000"), 1e9),
    (re.compile(r"1[.,]000[.,]000|\(\s*[.,]?000[.,]000\s*\)"), 1e6),
    (re.compile(r"\(\s*[.,]?000\s*\)|(?:rp\.?|x)\s*(?:rp\.?)?\s*1[.,]?000\b"), 1e3),
    (re.compile(r"rp\.?\s*[.,]?000[.,]000[.,]000|milya?r|miliar"), 1e9),
    (re.compile(r"rp\.?\s*[.,]?000[.,]000|\bjuta|\bjt\b"), 1e6),
    (re.compile(r"rp\.?\s*[.,]?000\b|\bribu|\brb\b"), 1e3),
)
_MULTIPLIED = re.compile("000|mil|ju?t|ri?b")  # each pattern above holds one of these


def money_unit(text: str) -> float | None:
    """The multiplier that a header names for money: 'Rp juta', '(Rp.000.000)', 'dalam ribuan rupiah'; None when it names none."""
    low = text.casefold()
    if not _MULTIPLIED.search(low):
        return None
    return next((factor for pattern, factor in _MULTIPLIERS if pattern.search(low)), None)


def _folded(text: str) -> str:
    return _NO_WORD.sub(" ", text).strip()


@lru_cache(maxsize=8192)
def read_label(text: str) -> Label:
    """One header cell's text to its meaning and the time, unit and money it names."""
    low = " ".join(text.casefold().replace("\u00a0", " ").split())
    if len(low) > 120:
        return Label(None, 0)  # a sentence, no title of a column
    if low in _plain_titles():
        return Label(_plain_titles()[low], 100, teks=low)
    written, low = low, _WORD.sub(lambda m: _spelt(m[0]), low)
    bare = _BRACKETED.sub(" ", low)
    inside = " ".join(_IN_BRACKETS.findall(low))
    pengali = money_unit(low)
    persen = "%" in low or bool(_PERCENT.search(low))
    uang = bool(_RUPIAH.search(low))
    bulan, triwulan, tahun, waktu, rest = _time_words(bare)
    if waktu is None and inside:
        _, _, _, waktu, _ = _time_words(inside)
    if tahun is None and (found := _TAHUN.search(inside)):
        tahun = int(found[1])
    arti, skor, alike = _meaning(rest, _folded(_UNIT_WORDS.sub(" ", rest)))
    if (arti is None or alike) and (name := _joint_name(bare)):
        arti, skor, alike = name, 95, False
    mirip = alike or written != low or bool(bulan and odd_month(bare))
    return Label(arti, skor, bulan, triwulan, tahun, waktu, pengali, persen, uang, _folded(low), mirip)


def odd_month(text: str) -> str | None:
    """A month spelled neither in full nor in its usual short form: 'peb', 'nopember'; None where there is none."""
    found = _MONTH_NAME.search(text.casefold())
    return found[1] if found and found[1] in _ODD_MONTHS else None


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    """'novmber', 'triulan' and 'bln' as they are meant: one slip in a word of time; shorter months are too alike to guess."""
    if word == "bln":
        return "bulan"
    if len(word) < 4 or word in _TIME_WORDS or word == "wulan" or not word.isalpha():  # 'tri wulan' is a quarter
        return word
    return next((right for right in _TIME_WORDS if OSA.distance(word, right, score_cutoff=1) <= 1), word)


def names_month(text: str) -> bool:
    """Whether a lower-case text holds the name of a month as a word; far cheaper than a search for all names."""
    return not _BULAN.keys().isdisjoint(_WORD.findall(text))


def _time_words(text: str) -> tuple[int | None, int | None, int | None, str | None, str]:
    """Month, quarter, year and kind of figure named in a label, and the label without them."""
    rest, waktu, bulan, triwulan, tahun = text, None, None, None, None
    if _SD_LALU.search(rest):
        waktu, rest = LALU, _SD_LALU.sub(" ", rest)
    elif _SD.search(rest):
        waktu, rest = str(Sifat.SD), _SD.sub(" ", rest)
        rest = _INI.sub(" ", rest)
    elif _INI.search(rest):
        waktu, rest = str(Sifat.BULAN_INI), _INI.sub(" ", rest)
    elif _TAHUNAN.search(rest):
        waktu, rest = "tahun", _TAHUNAN.sub(" ", rest)
    if years := _TAHUN.findall(rest):
        tahun = int(years[0]) if len(set(years)) == 1 else None
        rest = _IN_YEAR.sub(" ", rest)
        if tahun and waktu is None:
            waktu = "tahun"
    if found := _TW.search(rest):
        triwulan = _ROMAN.get(found[1]) or int(found[1])
        rest = _TW.sub(" ", rest)
    if names_month(rest) and (span := _SPAN.search(rest)):
        waktu = str(Sifat.SD)
        rest = rest[: span.start()] + " " + span[1] + " " + rest[span.end() :]
    if names_month(rest) and (found_month := _MONTH_NAME.search(rest)):
        bulan = _BULAN[found_month[1]]
        rest = rest[: found_month.start()] + " " + rest[found_month.end() :]
    elif found := _B_CODE.search(rest):
        bulan, rest = int(found[1]), _B_CODE.sub(" ", rest)
    if (bulan or triwulan) and waktu == "tahun":
        waktu = None
    if waktu is None and _ONLY_TOTAL.fullmatch(rest):
        waktu = str(Sifat.SD)
    if waktu is None and _ONLY_YEAR.fullmatch(rest):
        waktu = "tahun"
    rest = _HANGING.sub(" ", rest.strip())
    return bulan, triwulan, tahun, waktu, _folded(rest)


_REMARKS = ("kendala", "tindak_lanjut", "bukti", "keterangan")
_NAME_LEVELS = {"area", "sasaran", "program", "kegiatan", "rencana_aksi"}


def _joint_name(text: str) -> str | None:
    """'Program / Kegiatan / Rencana Aksi' names one column by all the levels that stand in it; the lowest is its meaning.

    Of several kinds of remark, as in 'Ket / Kendala', the one that says most.
    """
    parts = _JOINTS.split(text)
    if len(parts) < 2:
        return None
    same, _ = _vocabulary()
    levels = {same.get(_folded(p)) for p in parts}
    if levels <= {*_REMARKS}:
        return next(kind for kind in _REMARKS if kind in levels)
    if not levels <= _NAME_LEVELS:
        return None
    return next((level for level in ("rencana_aksi", "kegiatan") if level in levels), None)


def _meaning(full: str, without_unit: str) -> tuple[str | None, int, bool]:
    """Meaning, score, and whether it was found by likeness alone."""
    same, begin = _vocabulary()
    for text in (full, without_unit):
        if text in same:
            return same[text], 100, False
    if not without_unit:
        return None, 0, False
    for word, field in begin.get(without_unit.split(" ", 1)[0], ()):
        if without_unit.startswith(word) and len(without_unit) <= len(word) + 40:
            return field, 92, False
    if len(without_unit) < 4 or len(without_unit) > 60:
        return None, 0, False
    size = len(without_unit)
    if not process.extractOne(without_unit, _labels_of_length(size), scorer=fuzz.ratio, score_cutoff=85):
        return None, 0, False  # most texts are like no title at all: few need to be held against every one
    best = process.extractOne(without_unit, same.keys(), scorer=fuzz.ratio, score_cutoff=85)
    if best and abs(len(best[0]) - size) <= 3 and len(best[0]) >= 5:
        return same[best[0]], int(best[1]), True
    return None, 0, False


@lru_cache(maxsize=64)
def _labels_of_length(size: int) -> list[str]:
    """The known labels as long as this one, give or take three letters."""
    return [t for t in _vocabulary()[0] if abs(len(t) - size) <= 3]


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column of a table: what it holds, of what time, in which money unit. `skor` 0: no meaning known."""

    c: int
    arti: str | None
    skor: int
    bulan: int | None = None
    triwulan: int | None = None
    tahun: int | None = None
    waktu: str | None = None
    pengali: float | None = None
    persen: bool = False
    jalur: str = ""
    mirip: bool = False  # one of its labels was read through a slip or an unusual spelling
    pengali_pasti: bool = False  # `pengali` was told by a person; no title says otherwise


_MONEY = {"anggaran", "realisasi_anggaran"}
_TIME = {"batas_waktu"}
_MONTH_NUMBERS = frozenset(str(n) for n in range(1, 13))
_PHYSICAL = {"fisik", "kinerja", "output", "kinerja output", "capaian output", "keluaran"}
_IN_MONEY = {
    "target": "anggaran",
    "realisasi": "realisasi_anggaran",
    "capaian": "capaian_anggaran",
    "anggaran": "anggaran",
}


def read_path(c: int, path: tuple[str, ...]) -> Kolom:
    """The labels above one column, top to bottom, as one meaning: ('ANGGARAN', 'REALISASI') is realisasi_anggaran."""
    return _meant(c, path)


@lru_cache(maxsize=8192)
def _meant(c: int, path: tuple[str, ...]) -> Kolom:
    """Forms repeat their headers, so each path is read once."""
    labels = [read_label(t) for t in path]
    arti, skor = _combined(labels)
    if arti == "realisasi_anggaran" and any(x.persen for x in labels) and not labels[-1].uang:
        arti = "capaian_anggaran"
    first = {
        name: next((getattr(x, name) for x in reversed(labels) if getattr(x, name) is not None), None)
        for name in ("bulan", "triwulan", "tahun", "waktu", "pengali")
    }
    if first["pengali"] is None and any(x.uang for x in labels):
        first["pengali"] = 1.0
    if first["triwulan"] is None and len(labels) > 1 and any(_QUARTER_WORD.search(x.teks) for x in labels[:-1]):
        first["triwulan"] = _ROMAN.get(labels[-1].teks) or {"1": 1, "2": 2, "3": 3, "4": 4}.get(labels[-1].teks)
    below_figures = any(x.arti in ("target", "realisasi", "anggaran", "realisasi_anggaran") for x in labels[:-1])
    if first["bulan"] is None and first["triwulan"] is None and below_figures and labels[-1].teks in _MONTH_NUMBERS:
        first["bulan"] = int(labels[-1].teks)
    waktu = first["waktu"]
    times = [x.waktu for x in labels if x.waktu]
    if LALU in times:
        waktu = LALU
    elif str(Sifat.SD) in times:
        waktu = str(Sifat.SD)
    elif str(Sifat.BULAN_INI) in times:
        waktu = str(Sifat.BULAN_INI)
    if (first["bulan"] or first["triwulan"]) and waktu == "tahun":
        waktu = None
    return Kolom(
        c, arti, skor, first["bulan"], first["triwulan"], first["tahun"], waktu, first["pengali"],
        any(x.persen for x in labels), " > ".join(" ".join(t.split()) for t in path), any(x.mirip for x in labels),
    )  # fmt: skip


def _combined(labels: list[Label]) -> tuple[str | None, int]:
    known = [x for x in labels if x.arti]
    last_is_percent = bool(_LONE_PERCENT.fullmatch(labels[-1].teks)) and len(labels) > 1
    if (
        last_is_percent
        and any(x.teks in _PHYSICAL for x in labels[:-1])
        and all(x.arti in (None, "indikator") for x in labels)
    ):
        return "capaian", 100
    if not known:
        return None, 0
    leaf, above = known[-1], known[:-1]
    leaf_is_last = labels[-1].arti is not None
    last = labels[-1]
    arti = leaf.arti
    meanings = {x.arti for x in above}
    if arti in ("target", "realisasi", "capaian") and meanings & _TIME:
        return "batas_waktu", leaf.skor
    if "baseline" in meanings:
        return ("baseline" if arti in ("target", "realisasi") else None), leaf.skor
    if arti in _IN_MONEY and (meanings & _MONEY or (last.uang and leaf_is_last and arti != "capaian" and last is leaf)):
        arti = "realisasi_anggaran" if "realisasi_anggaran" in meanings and arti != "capaian" else _IN_MONEY[arti]
    if arti == "target" and "realisasi" in meanings:
        arti = "realisasi"
    if arti == "anggaran" and "realisasi" in meanings:
        arti = "realisasi_anggaran"
    if arti == "satuan" and (meanings & _MONEY):
        arti = None
    physical = last_is_percent and any(x.teks in _PHYSICAL for x in labels[:-1])  # measured in percent itself
    if not leaf_is_last and not (physical and arti in ("target", "realisasi")):
        arti = _below(arti, last)
    return arti, leaf.skor


def _below(arti: str | None, last: Label) -> str | None:
    """The meaning under a known group when the lowest label is no word of its own: 'Rp', '%', 'Oktober', 'TW I', 'K' …"""
    text = last.teks
    if text in _MONTH_NUMBERS:
        return arti
    if _folded(_UNIT_WORDS.sub(" ", text)) in _PHYSICAL:
        return arti  # 'Fisik (%)' below Target is the target itself
    time_only = (
        last.bulan or last.triwulan or last.waktu or last.tahun or text in _ROMAN or text in ("1", "2", "3", "4")
    )
    if last.uang and arti in _IN_MONEY:
        return "realisasi_anggaran" if arti == "realisasi" else _IN_MONEY[arti]
    if text in {"%", "persen"} or _SHARE.fullmatch(text):
        return "capaian_anggaran" if arti == "anggaran" else (arti if arti in ("capaian", "capaian_anggaran") else None)
    if time_only or text in {"k", "kinerja", "output", "fisik", "angka", "volume", "vol", "jumlah", "nilai", "rp", ""}:
        return arti
    return None

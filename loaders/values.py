"""One cell's text or number becomes a value, a reason why there is none, or a finding. Nothing is guessed in silence.

The order of decisions is the cell's type, its number format, the unit, the evidence of its column; what still has two
readings is AMBIGU and gives no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from progress.findings import TingkatTemuan
from progress.model import Kosong

GALAT, PERINGATAN, CATATAN = TingkatTemuan.GALAT, TingkatTemuan.PERINGATAN, TingkatTemuan.CATATAN


class Satuan(StrEnum):
    """What a unit implies for reading digits."""

    PERSEN = "persen"
    UANG = "uang"
    CACAH = "cacah"
    NILAI = "nilai"
    ORDINAL = "ordinal"
    LAIN = "lain"


class Tanda(StrEnum):
    """How a column writes the ambiguous forms 1.234 and 1,234, as its other cells show."""

    INDONESIA = "indonesia"
    INGGRIS = "inggris"
    TIDAK_TAHU = "tidak tahu"


@dataclass(frozen=True, slots=True)
class Nilai:
    """What a cell says. `nilai` number or kept text; `kosong` why there is none; `masalah` (tingkat, kode, extra) or None."""

    nilai: float | str | None
    kosong: Kosong | None = None
    masalah: tuple[TingkatTemuan, str, str] | None = None


_UNIT_WORD = re.compile(r"%|[a-z/-]+")
_MOST_DIGITS = 100  # far beyond any figure, and well before a float becomes infinite
_BLANK_GROUPS = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?")
_WHOLE = re.compile(r"[0-9]+")
_DOT_GROUPS_DECIMAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_DOT_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_COMMA_GROUPS_DECIMAL = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")
_COMMA_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}")
_ONE_MARK = re.compile(r"([0-9]+)([.,])([0-9]+)")
_MARKED = re.compile(r"(?<![0-9.,/])[0-9]+(?:[.,][0-9]+)+(?![0-9.,/])")
_DIGIT = re.compile("[0-9]")
_LEVEL = re.compile(r"(level|tingkat)\s+[0-9]+([.,][0-9]+)?")
_ANY_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_SECOND_NUMBER = re.compile(r"(?<![a-z])[0-9]")
_NO_LETTER = re.compile("[^a-z0-9]")
_ERROR_TEXT = re.compile(
    r"#(REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|ERROR!?|SPILL!|CALC!|GETTING_DATA)", re.IGNORECASE
)
_MAY_BE_EMPTY = frozenset("-–—_.…:(rintRINTİı \t\n\xa0")  # what the two patterns below can begin with
_STRIP = re.compile(
    r"(?:(?:rp\.?|idr)?\s*(?:[-–—_]+|\.+|…+)(?:\s*[-–—_.…]+)*\s*(?:,-)?|n\s*/?\s*a\.?|n\.a\.?|tad|t\.a\.d\.?|-\s*dll\.?|:)",
    re.IGNORECASE,
)
_NIHIL = re.compile(r"[-(]?\s*nihil\s*[.)-]?", re.IGNORECASE)
_DATE_TEXT = re.compile(r"[0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}\s*[/.-]\s*(?:19|20)[0-9]{2}")
_RATIO = re.compile(r"[0-9][0-9.,]*\s*(?:dari|/|:|per)\s*[0-9][0-9.,]*(?:\s+[A-Za-z ()]+)?", re.IGNORECASE)
_RANGE = re.compile(
    r"[0-9][0-9.,]*\s*%?\s*(?:-|–|—|s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|hingga)\s*[0-9][0-9.,]*\s*%?", re.IGNORECASE
)
_GRADE = re.compile(
    r"(?:nilai\s*)?(?:[≥≤<>]=?\s*)?[0-9][0-9.,]*\s*(?:/\s*[A-Za-z][A-Za-z+-]{0,2}|\(\s*[A-Za-z][A-Za-z+-]{0,2}\s*\))"
    r"|[A-Da-d]{1,2}\s*(?:/|\()\s*[0-9][0-9.,]*\s*\)?",
    re.IGNORECASE,
)
_OPERATOR = re.compile(
    r"(≥|≤|>=|=>|<=|=<|>|<|minimal|maksimal|min\.?|maks\.?|sekurang-kurangnya|paling sedikit|paling banyak|paling rendah"
    r"|paling tinggi|harus)\s*",
    re.IGNORECASE,
)
_NUMBER = r"[+-]?\s?[0-9](?:[0-9.,]|(?<=[0-9]) (?=[0-9]{3}(?![0-9])))*"
_NUMBER_UNIT = re.compile(rf"({_NUMBER})\s*(%|[A-Za-z][A-Za-z0-9 /.()&-]*)?")
_MONEY = re.compile(
    rf"(?P<paren>\()?\s*(?P<rp>rp\.?|idr)?\s*(?P<number>{_NUMBER})\s*(?P<word>ribu|rb|juta|jt|miliar|milyar|mily|triliun|trilyun|m|t)?"
    r"\.?\s*(?P<rupiah>rupiah)?\s*(?:,\s*[-–—]+|,=|\.-)?\s*(?P<close>\))?",
    re.IGNORECASE,
)
_MULTIPLIER = {"ribu": 1e3, "rb": 1e3, "juta": 1e6, "jt": 1e6, "miliar": 1e9, "milyar": 1e9, "mily": 1e9} | {
    "triliun": 1e12,
    "trilyun": 1e12,
}

YA = frozenset(
    [
        "ya",
        "y",
        "v",
        "√",
        "✓",
        "✔",
        "☑",
        "x",
        "sudah",
        "ada",
        "selesai",
        "terlaksana",
        "dilaksanakan",
        "tercapai",
        "terpenuhi",
        "lengkap",
        "true",
        "benar",
        "terbit",
        "ditetapkan",
    ]
)
TIDAK = frozenset({
    "tidak", "t", "belum", "tidak ada", "belum ada", "belum selesai", "belum terlaksana", "belum dilaksanakan", "tidak tercapai",
    "belum tercapai", "tidak terlaksana", "tidak dilaksanakan", "belum terpenuhi", "tidak terpenuhi", "belum lengkap", "false",
    "salah", "✗", "✘", "×", "belum terbit", "belum ditetapkan", "tdk",
})  # fmt: skip
_YA_FRASA = frozenset({"sudah ada", "sudah selesai", "sudah terlaksana", "sudah dilaksanakan", "sudah tercapai", "sudah terbit",
                       "telah selesai", "telah terlaksana", "telah dilaksanakan", "sudah lengkap", "sudah ditetapkan"})  # fmt: skip

_PERSEN = frozenset(["%", "persen", "prosen", "persentase", "prosentase", "presentase", "pct", "percent"])
_ORDINAL = frozenset(
    [
        "level",
        "tingkat",
        "predikat",
        "opini",
        "kategori",
        "huruf",
        "kualifikasi",
        "zona",
        "status",
        "peringkat",
        "klasifikasi",
        "kriteria",
        "ya/tidak",
    ]
)
_NILAI = frozenset(
    ["indeks", "index", "nilai", "skor", "score", "poin", "point", "angka", "ipk", "rasio", "rata-rata", "ikm", "skm"]
)
_CACAH = frozenset(
    [
        "dokumen",
        "dok",
        "laporan",
        "lap",
        "orang",
        "org",
        "unit",
        "kegiatan",
        "keg",
        "kali",
        "paket",
        "pkt",
        "buah",
        "opd",
        "pd",
        "skpd",
        "desa",
        "kelurahan",
        "kecamatan",
        "sekolah",
        "pegawai",
        "asn",
        "pns",
        "layanan",
        "jenis",
        "aplikasi",
        "sistem",
        "perda",
        "perbup",
        "perwali",
        "perkada",
        "peraturan",
        "regulasi",
        "sop",
        "berkas",
        "surat",
        "rekomendasi",
        "temuan",
        "pengaduan",
        "aduan",
        "kasus",
        "peserta",
        "angkatan",
        "lembar",
        "buku",
        "media",
        "publikasi",
        "konten",
        "berita",
        "inovasi",
        "agen",
        "tim",
        "forum",
        "rapat",
        "sosialisasi",
        "pelatihan",
        "bimtek",
        "kelompok",
        "lembaga",
        "lokasi",
        "titik",
        "set",
        "item",
        "data",
        "modul",
        "peta",
        "arsip",
        "instansi",
        "perusahaan",
        "umkm",
        "posyandu",
        "puskesmas",
        "siswa",
        "guru",
        "kk",
        "jiwa",
        "rumah",
        "unit/kerja",
        "kebijakan",
        "sk",
        "naskah",
        "dataset",
        "produk",
        "responden",
        "jabatan",
        "putusan",
        "pd/upt",
        "upt",
        "puskesmas",
        "sampel",
        "komputer",
        "stakeholder",
    ]
)


@lru_cache(maxsize=4096)
def unit_class(satuan: str | None) -> Satuan:
    """What kind of unit this text is; LAIN when it is blank or unknown."""
    if not satuan:
        return Satuan.LAIN
    text = satuan.strip().casefold()
    words = _UNIT_WORD.findall(text)
    if any(w in _PERSEN for w in words):
        return Satuan.PERSEN
    if words and (words[0] in {"rp", "rupiah"} or "rupiah" in words):
        return Satuan.UANG
    if words and (words[0] in _ORDINAL or "/".join(words) in {"ya/tidak", "sudah/belum", "ada/tidak"}):
        return Satuan.ORDINAL
    if words and words[0] in _NILAI:
        return Satuan.NILAI
    if words and (words[0] in _CACAH or words[0].rstrip("s") in _CACAH):
        return Satuan.CACAH
    return Satuan.LAIN


def squeeze(value: object) -> str:
    """Trimmed text, runs of blanks collapsed, line breaks kept; '' for nothing."""
    if type(value) is not str:
        return "" if value is None else plain(value)
    if value.isprintable() and "  " not in value:  # of all blanks only the plain one is printable
        return value.strip()
    lines = value.replace("\u200b", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip("\n")


def plain(value: object) -> str:
    """A cell as a person would read it aloud: 1.0 is '1', a date is day/month/year."""
    if type(value) is float:
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime) and not (value.hour or value.minute):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.strftime("%d/%m/%Y")
    return str(value)


def empty_reason(text: str) -> Kosong | None:
    """Why this text is no value (blank, dash or dots, NIHIL); None when it may be one."""
    if not text:
        return Kosong.KOSONG
    if text[0] not in _MAY_BE_EMPTY:
        return None
    if _NIHIL.fullmatch(text):
        return Kosong.NIHIL
    return Kosong.STRIP if _STRIP.fullmatch(text) else None


_DITTO = re.compile(
    r"(?:sda|s\.d\.a\.?|idem|sama dengan (?:di )?atas|-?\s*(?:\"|''|”|“|〃|,,)+\s*-?)\.?", re.IGNORECASE
)


def is_ditto(text: str) -> bool:
    """'sda', 'idem' or ditto marks: what stands above holds here too."""
    return len(text) <= 20 and _DITTO.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class _Digits:
    value: float | None
    ambiguous: tuple[float, float] | None = None


def _digits(text: str, unit: Satuan, marks: Tanda) -> _Digits:
    """Digits with separators to a number; None when they fit no rule, both readings when two fit."""
    body = text.replace(" ", "")
    sign = -1.0 if body.startswith("-") else 1.0
    body = body.lstrip("+-")
    if len(body) > _MOST_DIGITS:
        return _Digits(None)
    if " " in text.strip("+- "):
        if not _BLANK_GROUPS.fullmatch(text.strip("+- ")):
            return _Digits(None)
        return _Digits(sign * float(body.replace(",", ".")))
    if _WHOLE.fullmatch(body):
        return _Digits(sign * float(body))
    if _DOT_GROUPS_DECIMAL.fullmatch(body) or _DOT_GROUPS.fullmatch(body):
        return _Digits(sign * float(body.replace(".", "").replace(",", ".")))
    if _COMMA_GROUPS_DECIMAL.fullmatch(body) or _COMMA_GROUPS.fullmatch(body):
        return _Digits(sign * float(body.replace(",", "")))
    if not (found := _ONE_MARK.fullmatch(body)):
        return _Digits(None)
    whole, mark, rest = found.groups()
    as_decimal = sign * float(f"{whole}.{rest}")
    if len(rest) != 3 or len(whole) > 3 or whole.startswith("0"):
        return _Digits(as_decimal)
    as_thousands = sign * float(whole + rest)
    if unit in (Satuan.PERSEN, Satuan.NILAI):
        return _Digits(as_decimal)
    if mark == "." and unit in (Satuan.UANG, Satuan.CACAH):
        return _Digits(as_thousands) if marks is not Tanda.INGGRIS else _Digits(None, (as_thousands, as_decimal))
    if marks is Tanda.INDONESIA:
        return _Digits(as_thousands if mark == "." else as_decimal)
    if marks is Tanda.INGGRIS:
        return _Digits(as_thousands if mark == "," else as_decimal)
    return _Digits(None, (as_thousands, as_decimal))


def column_marks(cells: Iterable[object]) -> Tanda:
    """What the unambiguous texts of a column tell about its separators; TIDAK_TAHU when none or both kinds occur."""
    seen = set()
    for cell in cells:
        if not isinstance(cell, str):
            continue
        for found in _MARKED.findall(cell):
            marks = _DIGIT.sub("", found)
            last = found.rsplit(marks[-1], 1)[1]
            if len(set(marks)) == 2:
                seen.add(Tanda.INDONESIA if marks[-1] == "," else Tanda.INGGRIS)
            elif len(marks) > 1:
                seen.add(Tanda.INDONESIA if marks[0] == "." else Tanda.INGGRIS)
            elif len(last) != 3 or found.startswith("0"):
                seen.add(Tanda.INDONESIA if marks == "," else Tanda.INGGRIS)
    return seen.pop() if len(seen) == 1 else Tanda.TIDAK_TAHU


def _no_value(tingkat: TingkatTemuan, kode: str, extra: str = "") -> Nilai:
    return Nilai(None, Kosong.GALAT, (tingkat, kode, extra))


def _broken(value: object, error: str | None, uncached: bool) -> Nilai | None:
    """What no reading of the cell may overrule: error cells, formulas without a stored value, dates."""
    if error:
        return _no_value(GALAT, "SEL_GALAT", error)
    if uncached:
        return _no_value(GALAT, "RUMUS_TANPA_NILAI")
    if isinstance(value, datetime | date | time | timedelta):
        return _no_value(GALAT, "TANGGAL_DI_KOLOM_ANGKA")
    if isinstance(value, str) and _ERROR_TEXT.fullmatch(value.strip()):
        return _no_value(GALAT, "SEL_GALAT", value.strip())
    return None


def _two_readings(readings: tuple[float, float]) -> Nilai:
    return _no_value(PERINGATAN, "AMBIGU", " atau ".join(f"{r:.10g}".replace(".", ",") for r in readings))


def measure(
    value: object,
    satuan: str | None,
    *,
    percent_format: bool = False,
    error: str | None = None,
    uncached: bool = False,
    marks: Tanda = Tanda.TIDAK_TAHU,
    words: frozenset[str] = frozenset(),
) -> Nilai:
    """A target or realisasi in the unit of `satuan`. Texts that are levels of a scale (`words`, casefolded) stay text."""
    if broken := _broken(value, error, uncached):
        return broken
    unit = unit_class(satuan)
    if isinstance(value, bool):
        return Nilai("Ya" if value else "Tidak")
    if isinstance(value, int | float):
        return _measured_number(float(value), unit, percent_format)
    text = " ".join(squeeze(value).replace("−", "-").replace("\u00a0", " ").split())
    if reason := empty_reason(text):
        return Nilai(None, reason)
    return _measured_text(text, satuan, unit, marks, words)


def _measured_number(number: float, unit: Satuan, percent_format: bool) -> Nilai:
    if number != number or number in (float("inf"), float("-inf")):
        return _no_value(GALAT, "BUKAN_ANGKA")
    if percent_format:
        if unit is Satuan.PERSEN:
            # 85 typed into a cell already formatted as 0% shows 8500%: nobody reports that on purpose
            return Nilai(_clean(number * 100)) if abs(number) <= 10 else _two_readings((number, _clean(number * 100)))
        if unit is Satuan.LAIN:
            return Nilai(_clean(number * 100), None, (CATATAN, "PERSEN_DARI_FORMAT", ""))
        return _two_readings((number, _clean(number * 100)))
    if not is_sure_measure(number, unit):
        return _two_readings((number, _clean(number * 100)))
    return Nilai(number)


def is_sure_measure(number: float, unit: Satuan) -> bool:
    """Whether a stored number without a percent format has one reading in this unit: 0.85 in percent has two."""
    return unit is not Satuan.PERSEN or not 0 < abs(number) <= 1


def is_sure_percent(number: float, own_pct: float | None) -> bool:
    """Whether a reported percentage without a percent format has one reading: near our own, or clearly no fraction."""
    return abs(number - own_pct) <= 0.5 if own_pct is not None else not 0 < abs(number) <= 1.5


def is_sure_money(number: float) -> bool:
    """Whether a stored amount in full rupiah has one reading: nobody spends a fraction of a rupiah."""
    return abs(number) >= 1000 or number.is_integer()


def _clean(number: float) -> float:
    """0.57 * 100 is 57, not 56.99999999999999: fifteen digits are what a spreadsheet stores."""
    return float(f"{number:.15g}")


def _measured_text(text: str, satuan: str | None, unit: Satuan, marks: Tanda, words: frozenset[str]) -> Nilai:
    folded = text.casefold().strip(" .")
    if folded in words or is_yes_no(text) is not None or _LEVEL.fullmatch(folded):
        return Nilai(text)
    if _DATE_TEXT.fullmatch(text):
        return _no_value(GALAT, "TANGGAL_DI_KOLOM_ANGKA")
    if _GRADE.fullmatch(text):
        return Nilai(text)
    if _RATIO.fullmatch(text):
        return Nilai(text, None, (PERINGATAN, "RASIO", ""))
    if not text.startswith("-") and _RANGE.fullmatch(text):
        return Nilai(text, None, (PERINGATAN, "RENTANG", ""))
    if unit is Satuan.UANG:
        return money(text)
    if _BULLET.fullmatch(text):
        return _no_value(PERINGATAN, "AMBIGU", "tanda minus atau tanda daftar")
    if spelled := _SPELLED.fullmatch(text):
        return _spelled_out(spelled, satuan, unit, marks)
    operator = _OPERATOR.match(text)
    body = text[operator.end() :] if operator else text
    found = _NUMBER_UNIT.fullmatch(body.strip())
    if not found:
        several = len(_ANY_NUMBER.findall(text)) > 1
        return _no_value(PERINGATAN, "AMBIGU", "lebih dari satu angka") if several else _no_value(GALAT, "BUKAN_ANGKA")
    return _with_unit(found[1].strip(), (found[2] or "").strip(), satuan, unit, marks, bool(operator))


_ONES = {
    "nol": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
}
_SPELLED = re.compile(r"([0-9][0-9.,]*)\s*\(\s*([a-z ]+?)\s*\)\s*([A-Za-z][A-Za-z /]*)?", re.IGNORECASE)
_ONE_WORDS = {"sepuluh": "satu puluh", "sebelas": "satu belas", "seratus": "satu ratus", "seribu": "satu ribu"}


def _spelled_out(found: re.Match[str], satuan: str | None, unit: Satuan, marks: Tanda) -> Nilai:
    """'3 (tiga) laporan' is 3 when the words say the same; other words in brackets are no number."""
    said = number_in_words(found[2])
    read = _with_unit(found[1], (found[3] or "").strip(), satuan, unit, marks, False)
    if said is None:
        return _no_value(GALAT, "BUKAN_ANGKA")
    if isinstance(read.nilai, float) and read.nilai != said:
        return _two_readings((read.nilai, float(said)))
    return read


def number_in_words(text: str) -> int | None:
    """'dua puluh lima' -> 25, up to the thousands; None when a word is no numeral."""
    words = " ".join(_ONE_WORDS.get(w, w) for w in text.casefold().split()).split()
    total = part = 0
    for word in words:
        if word in _ONES:
            part += _ONES[word]
        elif word == "belas":
            part += 10
        elif word == "puluh":
            part += 9 * (part % 10)
        elif word == "ratus":
            part *= 100
        elif word == "ribu":
            total, part = total + part * 1000, 0
        else:
            return None
    return total + part


_QUALIFIERS = frozenset({
    "belum", "tidak", "tdk", "bukan", "lebih", "kurang", "masih", "proses", "draft", "draf", "konsep", "sisa", "dari", "target", "hampir",
    "sekitar", "gagal", "batal", "tertunda", "ditunda", "rencana",
})  # fmt: skip
"""Behind a number they say that it counts something else: '5 dokumen belum selesai'."""


def _with_unit(number: str, suffix: str, satuan: str | None, unit: Satuan, marks: Tanda, operator: bool) -> Nilai:
    suffix_unit = unit_class(suffix) if suffix else unit
    if (
        suffix
        and suffix_unit is Satuan.PERSEN
        and unit not in (Satuan.PERSEN, Satuan.LAIN)
        and number.strip("0,.") != ""
    ):
        return _no_value(PERINGATAN, "AMBIGU", f"{number} % atau {number} {satuan}")
    same = suffix and satuan and _same_unit(suffix, satuan)
    if suffix and not _QUALIFIERS.isdisjoint(suffix.casefold().replace("(", " ").replace(")", " ").split()):
        return _no_value(GALAT, "BUKAN_ANGKA")
    if _SECOND_NUMBER.search(suffix.casefold()):
        return _no_value(PERINGATAN, "AMBIGU", "lebih dari satu angka")
    if suffix and not same and suffix_unit is Satuan.LAIN:
        return _no_value(GALAT, "BUKAN_ANGKA")
    read = _digits(number, suffix_unit if unit is Satuan.LAIN else unit, marks)
    if read.ambiguous:
        return _two_readings(read.ambiguous)
    if read.value is None:
        return _no_value(GALAT, "BUKAN_ANGKA")
    if unit is Satuan.PERSEN and not suffix and 0 < abs(read.value) <= 1:
        return _two_readings((read.value, _clean(read.value * 100)))
    if suffix and not same and satuan and suffix_unit is not unit_class(satuan):
        return Nilai(read.value, None, (PERINGATAN, "SATUAN_BERBEDA", suffix))
    if suffix and not same and satuan and suffix_unit is Satuan.CACAH:
        return Nilai(read.value, None, (PERINGATAN, "SATUAN_BERBEDA", suffix))
    if operator:
        return Nilai(read.value, None, (CATATAN, "OPERATOR_DIABAIKAN", ""))
    return Nilai(read.value, None, (CATATAN, "SATUAN_DI_SEL", suffix) if suffix and suffix != "%" else None)


def _same_unit(left: str, right: str) -> bool:
    if unit_class(left) is unit_class(right) is Satuan.PERSEN:
        return True
    a, b = (_NO_LETTER.sub("", t.casefold()) for t in (left, right))
    return bool(a) and bool(b) and (a == b or (min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a))))


def is_yes_no(text: str) -> bool | None:
    """True for ya/sudah/V/√ …, False for tidak/belum …, None for anything else."""
    folded = text.casefold().strip(" .!")
    if folded in YA or folded in _YA_FRASA:
        return True
    return False if folded in TIDAK else None


def graded_number(text: str) -> float | None:
    """The number of a number with a grade: '57/CC', 'Nilai 72,35 (BB)', '>60/B'; None where there is none."""
    if not _GRADE.fullmatch(text.strip()):
        return None
    found = _ANY_NUMBER.search(text)
    return _digits(found[0], Satuan.NILAI, Tanda.TIDAK_TAHU).value if found else None


def grade_of(text: str) -> str | None:
    """The grade beside a number: 'CC' of '57/CC'; None where there is none."""
    return next(iter(_GRADE_LETTERS.findall(text.strip())), None) if _GRADE.fullmatch(text.strip()) else None


_GRADE_LETTERS = re.compile(r"(?<![A-Za-z])[A-Za-z][A-Za-z+-]{0,2}(?![A-Za-z])")


def range_bounds(text: str, satuan: str | None) -> tuple[float, float] | None:
    """Both ends of '75-80', '75 % s.d. 80 %'; None where they are not two sure numbers, the lower one first."""
    if not _RANGE.fullmatch(text.strip()):
        return None
    ends = [measure(part, satuan) for part in _BETWEEN.split(text.strip(), maxsplit=1)]
    sure = [e.nilai for e in ends if isinstance(e.nilai, float) and (e.masalah is None or e.masalah[0] is CATATAN)]
    return (sure[0], sure[1]) if len(ends) == len(sure) == 2 and 0 <= sure[0] <= sure[1] else None


_BETWEEN = re.compile(r"\s*(?:-|–|—|s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|hingga)\s*", re.IGNORECASE)
_BULLET = re.compile(r"[-–—]\s+(?:rp\.?\s*)?[0-9].*", re.IGNORECASE)  # '- 12' is a list as often as a minus
_PLAUSIBLE_RP = 1e12  # no single rencana aksi of a region costs a trillion; such a sum was typed in full rupiah


def money(
    value: object,
    multiplier: float = 1.0,
    *,
    error: str | None = None,
    uncached: bool = False,
    percent_format: bool = False,
) -> Nilai:
    """An amount in rupiah; `multiplier` is what the header says (Rp juta: 1e6). (1.250) is negative here."""
    if broken := _broken(value, error, uncached):
        return broken
    if isinstance(value, bool) or percent_format:
        return _no_value(GALAT, "BUKAN_UANG")
    if isinstance(value, int | float):
        number = float(value) * multiplier
        if multiplier > 1 and abs(number) > _PLAUSIBLE_RP:
            return _two_readings((float(value), number))
        if multiplier == 1 and not is_sure_money(number):
            return _two_readings((number, number * 1e6))
        return Nilai(_clean(number)) if multiplier != 1 else Nilai(float(value))
    text = " ".join(squeeze(value).replace("−", "-").replace("\u00a0", " ").split())
    if reason := empty_reason(text):
        return Nilai(None, reason)
    if _BULLET.fullmatch(text):
        return _no_value(PERINGATAN, "AMBIGU", "tanda minus atau tanda daftar")
    found = _MONEY.fullmatch(text)
    if not found or bool(found["paren"]) != bool(found["close"]):
        return _no_value(GALAT, "BUKAN_UANG")
    word = (found["word"] or "").casefold()
    # '1.250 juta' is a milliard to some and a million to others
    read = _digits(found["number"].strip(), Satuan.LAIN if word else Satuan.UANG, Tanda.TIDAK_TAHU)
    if word in {"m", "t"} or (word and multiplier > 1):
        return _no_value(PERINGATAN, "AMBIGU", f"'{found['word']}' pada nilai uang")
    if read.ambiguous:
        return _two_readings(read.ambiguous)
    if read.value is None:
        return _no_value(GALAT, "BUKAN_UANG")
    number = read.value * _MULTIPLIER.get(word, multiplier) * (-1 if found["paren"] else 1)
    if multiplier == 1 and not word and not is_sure_money(number):
        return _two_readings((read.value, read.value * 1e6))
    if multiplier > 1 and abs(number) > _PLAUSIBLE_RP:
        return _two_readings((read.value, number))
    return Nilai(_clean(number))


def reported_percent(
    value: object,
    own_pct: float | None,
    *,
    percent_format: bool = False,
    error: str | None = None,
    uncached: bool = False,
) -> Nilai:
    """The sender's own percentage in points. A bare fraction is scaled only when our own figure shows that it is one."""
    if error or uncached:
        return Nilai(None, Kosong.GALAT, (CATATAN, "SEL_GALAT" if error else "RUMUS_TANPA_NILAI", error or ""))
    if isinstance(value, bool | datetime | date | time | timedelta):
        return _no_value(PERINGATAN, "BUKAN_ANGKA")
    if isinstance(value, int | float):
        number = float(value)
        if percent_format:
            return Nilai(_clean(number * 100))
        if own_pct is not None and abs(number * 100 - own_pct) <= 0.5 < abs(number - own_pct):
            return Nilai(_clean(number * 100), None, (CATATAN, "PERSEN_DISKALAKAN", ""))
        if 0 < abs(number) <= 1.5 and (own_pct is None or abs(number - own_pct) > 0.5):
            return _two_readings((number, _clean(number * 100)))
        return Nilai(number)
    text = " ".join(squeeze(value).split())
    if reason := empty_reason(text):
        return Nilai(None, reason)
    found = re.fullmatch(rf"({_NUMBER})\s*(%|persen)?", text, re.IGNORECASE)
    read = _digits(found[1], Satuan.PERSEN, Tanda.TIDAK_TAHU) if found else _Digits(None)
    if read.value is None:
        return _no_value(PERINGATAN, "BUKAN_ANGKA")
    return Nilai(read.value)

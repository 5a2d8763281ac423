"""Names as OPD write them -> the register's. An alias decides; likeness only where it is close, unique and of the same kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from progress.model import Kerangka, Opd, Pemda

ACCEPT, MARGIN, ASK = 90, 5, 75
SHEET_NAME = 31
_TYPES = (
    "dinas",
    "badan",
    "bagian",
    "kecamatan",
    "kelurahan",
    "rsud",
    "sekretariat",
    "inspektorat",
    "satuan",
    "puskesmas",
)
_WORDS = {
    "kec": "kecamatan", "kel": "kelurahan", "bag": "bagian", "din": "dinas", "sekr": "sekretariat", "set": "sekretariat",
    "setda": "sekretariat daerah", "setdakab": "sekretariat daerah", "setdako": "sekretariat daerah", "kab": "kabupaten", "org": "organisasi", "pend": "pendidikan", "kes": "kesehatan", "pem": "pemerintahan", "adm": "administrasi",
    "ptsp": "pelayanan terpadu satu pintu", "ukm": "usaha kecil dan menengah", "kb": "keluarga berencana", "sda": "sumber daya alam",
    "pupr": "pekerjaan umum dan penataan ruang", "sdm": "sumber daya manusia", "lh": "lingkungan hidup", "drh": "daerah",
}  # fmt: skip
_NO_WORD = re.compile(r"[^a-z0-9]+")
_BRACKETED = re.compile(r"\([^)]*\)")
_LETTER_WORDS = re.compile(r"\b(?:kepada|yth|tembusan|kepala)\b")
_NOISE = {"dan", "serta", "pada", "di", "dr", "drs", "h"}


@dataclass(frozen=True, slots=True)
class NamaOpd:
    """A name resolved: `opd` (None: unknown), whether only by likeness, and up to three to choose from."""

    opd: Opd | None
    mirip: bool = False
    pilihan: tuple[Opd, ...] = ()


def fold(text: str) -> str:
    """Lower case, '&' as 'dan', everything but letters and digits a single blank."""
    return " ".join(_NO_WORD.sub(" ", text.casefold().replace("&", " dan ")).split())


def _expand(folded: str) -> str:
    return " ".join(_WORDS.get(w, w) for w in folded.split())


def _core(folded: str) -> str:
    return " ".join(w for w in _expand(folded).split() if w not in _NOISE)


class OpdNames:
    """The register of one pemda as a lookup; build once, ask often."""

    def __init__(self, opd: Sequence[Opd], pemda: Pemda) -> None:
        self.opd = tuple(opd)
        self._exact: dict[str, Opd] = {}
        self._risky: dict[str, list[Opd]] = {}
        place = fold(re.sub(r"^(kabupaten|kota|kab\.?)\s+", "", pemda.nama.casefold()))
        spelled = {place, place.replace(" ", "")}
        if place.startswith("tanjung") and " " not in place:
            spelled.add("tanjung " + place[7:])
        choices = "|".join(sorted((re.escape(p) for p in spelled), key=len, reverse=True))
        self._place = re.compile(
            rf"\s+(?:pada\s+)?(?:(?:pemerintah|pemkab|pemkot)\s+)?(?:kabupaten|kota|kab|pemerintah daerah)\s+(?:kabupaten\s+|kota\s+)?(?:{choices})$"
        )
        for o in self.opd:
            for text in o.rawan:
                self._risky.setdefault(fold(text), []).append(o)
        for o in self.opd:
            for text in (o.nama, o.singkatan, o.kode, *o.alias):
                if text and fold(text) not in self._risky:
                    self._exact.setdefault(fold(text), o)
        for key, o in list(self._exact.items()):
            self._exact.setdefault(_core(key), o)
        self._cores = [(_core(fold(o.nama)), o) for o in self.opd]
        self.find = lru_cache(maxsize=4096)(self._find)

    def _find(self, text: str) -> NamaOpd:
        """Resolve one name as typed. A risky or merely similar name is never accepted; it comes back with choices."""
        folded = self._place.sub("", fold(text))
        if not folded:
            return NamaOpd(None)
        if folded in self._risky:
            alike = [o for name, o in self._cores if set(folded.split()) <= set(name.split())]
            return NamaOpd(None, pilihan=tuple(dict.fromkeys([*self._risky[folded], *alike]))[:3])
        if hit := self._by_alias(folded):
            return NamaOpd(hit)
        return self._alike(folded)

    def _by_alias(self, folded: str) -> Opd | None:
        if folded in self._risky:
            return None
        return self._exact.get(folded) or self._exact.get(_core(folded))

    def _alike(self, folded: str) -> NamaOpd:
        core = _core(folded)
        if len(core) < 4:
            return NamaOpd(None)
        close = process.extract(core, [name for name, _ in self._cores], scorer=fuzz.token_sort_ratio, limit=3)
        ranked = [(score, self._cores[i][1]) for _, score, i in close]
        (best, first), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0
        choices = tuple(o for score, o in ranked if score >= ASK)
        same_type = _type(core) is not None and _type(core) == _type(_core(fold(first.nama)))
        if best >= ACCEPT and best - second >= MARGIN and same_type:
            return NamaOpd(first, mirip=True, pilihan=choices)
        words = set(core.split())
        subset = [o for name, o in self._cores if words and (words <= set(name.split()) or set(name.split()) <= words)]
        return NamaOpd(None, pilihan=tuple(dict.fromkeys([*choices, *subset]))[:3])

    def known(self, text: str) -> bool:
        """Whether this whole text is a name of the register, exactly or by alias."""
        return self._by_alias(self._place.sub("", fold(text))) is not None

    def inside(self, text: str) -> Opd | None:
        """The one OPD that a title line names among other words: 'CAPAIAN RENCANA AKSI RB DINAS KESEHATAN TAHUN 2026'."""
        folded = fold(text)
        if _LETTER_WORDS.search(folded):
            return None
        words = self._place.sub("", folded).split()
        found: dict[str, tuple[int, int, Opd]] = {}
        for i in range(len(words)):
            for j in range(len(words), i, -1):
                name = " ".join(words[i:j])
                if (j - i > 1 or len(name) >= 5) and (o := self._by_alias(name)):
                    if not any(a <= i and j <= b for a, b, _ in found.values()):
                        found[o.kode] = (i, j, o)
                    break
        return next(iter(found.values()))[2] if len(found) == 1 else None


def _type(core: str) -> str | None:
    first = core.split(" ", 1)[0]
    return first if first in _TYPES else None


@dataclass(frozen=True, slots=True)
class NamaArea:
    kode: str | None
    mirip: bool = False


_PREFIX = re.compile(
    r"^(?:area(?:\s+perubahan)?\s*)?(?:\(?(?:[0-9]{1,2}|[ivx]{1,4}|[a-h])\s*[.):\-–]\s*|area(?:\s+perubahan)?\s+[0-9]{1,2}\s+|area(?:\s+perubahan)?\s*(?:[0-9]{1,2}|[ivx]{1,4}|[a-h])?\s*[:.\-–]\s*"
    r"|a[1-8]\s*[.:\-–)]?\s+|bidang\s+|area(?:\s+perubahan)?\s+)",
    re.IGNORECASE,
)


class AreaNames:
    """The groups of one framework as a lookup."""

    def __init__(self, kerangka: Kerangka) -> None:
        self.kerangka = kerangka
        self.nama = {g.kode: g.nama for g in kerangka.grup}
        self._exact: dict[str, str] = {}
        for g in kerangka.grup:
            for text in (g.kode, g.nama, *g.alias):
                self._exact.setdefault(fold(text), g.kode)
        self._names = [(fold(t), g.kode) for g in kerangka.grup for t in (g.nama, *g.alias) if len(t) > 8]
        self.find = lru_cache(maxsize=2048)(self._find)

    def cut_off(self, sheet_name: str) -> str | None:
        """The area whose name a sheet's name begins with: Excel keeps 31 characters."""
        stripped = fold(_PREFIX.sub("", sheet_name, count=1))
        found = {kode for name, kode in self._names if len(sheet_name) == SHEET_NAME and name.startswith(stripped)}
        return found.pop() if len(found) == 1 else None

    def _find(self, text: str) -> NamaArea:
        """By its name with or without numbering before it, then by its code, then by likeness with a clear margin."""
        squeezed = " ".join(text.split())
        if "/" in squeezed:  # two names of one area: 'Penataan Peraturan Perundang-undangan / Deregulasi Kebijakan'
            both = {self._exact.get(fold(_PREFIX.sub("", part.strip(), count=1))) for part in squeezed.split("/")}
            if len(both) == 1 and (only := both.pop()):
                return NamaArea(only)
        bare = _PREFIX.sub("", _BRACKETED.sub(" ", squeezed).strip() or squeezed, count=1)
        stripped = fold(bare)
        if stripped not in self._exact:
            stripped = fold(_PREFIX.sub("", bare, count=1))  # 'Area : 1. Manajemen Perubahan'
        for key in (stripped, fold(squeezed), stripped.removeprefix("area ").removeprefix("perubahan ")):
            if key in self._exact and (len(key) > 3 or key == fold(squeezed)):
                return NamaArea(self._exact[key])
        if len(stripped) < 6:
            return NamaArea(self._exact.get(fold(squeezed)))
        best: dict[str, float] = {}
        close = process.extract(
            stripped,
            [name for name, _ in self._names],
            scorer=fuzz.token_sort_ratio,
            limit=None,
            score_cutoff=ACCEPT - MARGIN,
        )
        for _, score, i in close:
            kode = self._names[i][1]
            best[kode] = max(best.get(kode, 0), score)
        ranked = sorted(best.items(), key=lambda p: -p[1])
        if ranked and ranked[0][1] >= ACCEPT and (len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= MARGIN):
            return NamaArea(ranked[0][0], mirip=True)
        return NamaArea(None)

"""Frozen values that every layer shares; they know no file, no database and no screen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

NAMA_BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


class Arah(StrEnum):
    """Which way is better; RENTANG: inside two bounds."""

    NAIK = "naik"
    TURUN = "turun"
    RENTANG = "rentang"


class Akumulasi(StrEnum):
    """How the values of several months become one value to date; PER_BULAN: they do not, each month stands alone."""

    JUMLAH = "jumlah"
    POSISI_AKHIR = "posisi_akhir"
    RATA_RATA = "rata_rata"
    KUMULATIF = "kumulatif"
    PER_BULAN = "per_bulan"


class Rumus(StrEnum):
    """How an item that is better when lower is counted; none given is BAKU."""

    BAKU = "baku"  # (2T-R)/T
    RASIO = "rasio"  # T/R
    JENJANG = "jenjang"  # the steps of the rules


class CaraTarget(StrEnum):
    """How a target becomes a target to date; none given is TANGGA."""

    TANGGA = "tangga"
    LINEAR = "linear"


class CaraPelaksana(StrEnum):
    """Whose reports make the value of an item that several OPD carry out; none given is KOORDINATOR."""

    KOORDINATOR = "koordinator"
    JUMLAH = "jumlah"
    RATA_RATA = "rata_rata"


class CaraGabung(StrEnum):
    """Of what the pemda's figure is the mean."""

    RENCANA_AKSI = "rencana_aksi"
    RATA_OPD = "rata_opd"
    RATA_AREA = "rata_area"


class Jenis(StrEnum):
    """What kind of thing target and realisasi are."""

    ANGKA = "angka"
    ORDINAL = "ordinal"
    YA_TIDAK = "ya_tidak"


class Sebab(StrEnum):
    """Why a percentage that somebody else worked out is not ours."""

    DIBATASI = "dibatasi"
    PEMBULATAN = "pembulatan"
    TARGET_TAHUN = "target tahun"
    TARGET_LAPORAN = "target laporan"
    MAKIN_RENDAH = "makin rendah"
    MAKIN_TINGGI = "makin tinggi"
    BULAN_INI = "bulan ini"
    UANG = "uang"
    TERBALIK = "terbalik"
    SERATUS = "seratus"
    TIDAK_DIKETAHUI = "tidak diketahui"


class Sifat(StrEnum):
    """Whether a number belongs to its month alone or runs from January to its month."""

    BULAN_INI = "bulan_ini"
    SD = "sd"


class Kosong(StrEnum):
    """Why a cell gives no value."""

    NIHIL = "nihil"
    STRIP = "strip"
    KOSONG = "kosong"
    GALAT = "galat"


class Keadaan(StrEnum):
    """What an item is in one month; the first that holds, in the order product rule 11 gives."""

    TANPA_TARGET = "tanpa target"
    BELUM_JATUH_TEMPO = "belum jatuh tempo"
    ORDINAL = "ordinal"
    BELUM_LAPOR = "belum lapor"
    NIHIL = "nihil"
    DINILAI = "dinilai"


class Kelompok(StrEnum):
    """OPD of one kind are ranked among themselves, in this official order."""

    SEKRETARIAT = "sekretariat/inspektorat"
    DINAS = "dinas"
    BADAN = "badan"
    KECAMATAN = "kecamatan"
    RSUD = "rsud/upt"


@dataclass(frozen=True, slots=True, order=True)
class Periode:
    """A calendar month; ordered in time; prints as YYYY-MM."""

    tahun: int
    bulan: int

    def __post_init__(self) -> None:
        if not (1 <= self.bulan <= 12 and 2000 <= self.tahun <= 2100):
            raise ValueError(f"bukan bulan yang dikenal: {self.tahun}-{self.bulan}")

    @classmethod
    def parse(cls, text: str) -> Periode:
        """Read YYYY-MM; anything else raises ValueError."""
        if not (found := re.fullmatch(r"([0-9]{4})-([0-9]{2})", text.strip())):
            raise ValueError(f"bukan periode YYYY-MM: {text!r}")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Periode:
        return cls(day.year, day.month)

    @property
    def ordinal(self) -> int:
        """Months since year 0; consecutive months differ by 1."""
        return self.tahun * 12 + self.bulan - 1

    @property
    def triwulan(self) -> int:
        return (self.bulan - 1) // 3 + 1

    @property
    def hari_terakhir(self) -> date:
        """The day on which a month asks who there is."""
        after = self.shift(1)
        return date(after.tahun, after.bulan, 1) - timedelta(days=1)

    @property
    def nama(self) -> str:
        """'Oktober 2026'."""
        return f"{NAMA_BULAN[self.bulan - 1]} {self.tahun}"

    @property
    def akhir_triwulan(self) -> Periode:
        """The last month of its triwulan: there a triwulan is scored."""
        return Periode(self.tahun, self.triwulan * 3)

    def shift(self, months: int) -> Periode:
        tahun, bulan = divmod(self.ordinal + months, 12)
        return Periode(tahun, bulan + 1)

    def __str__(self) -> str:
        return f"{self.tahun:04d}-{self.bulan:02d}"


@dataclass(frozen=True, slots=True)
class Opd:
    """One row of the register. `alias` may be accepted; `rawan` fits several bodies: always ask."""

    kode: str
    nama: str
    singkatan: str
    kelompok: Kelompok
    urutan: int
    alias: tuple[str, ...] = ()
    rawan: tuple[str, ...] = ()
    berlaku_mulai: date | None = None
    berlaku_sampai: date | None = None
    pendahulu: tuple[str, ...] = ()

    def valid_on(self, day: date) -> bool:
        return (self.berlaku_mulai is None or self.berlaku_mulai <= day) and (
            self.berlaku_sampai is None or day <= self.berlaku_sampai
        )


@dataclass(frozen=True, slots=True)
class Grup:
    """One group of a framework: an area perubahan, a kegiatan utama or a tema."""

    kode: str
    nama: str
    alias: tuple[str, ...] = ()
    sasaran: str | None = None
    bobot: float | None = None
    padanan: tuple[str, ...] = ()  # groups of the pemda's own framework whose items belong here as well


@dataclass(frozen=True, slots=True)
class Kerangka:
    """A framework: its groups in order, with the document it rests on."""

    id: str
    nama: str
    sebutan_grup: str
    dasar_hukum: str
    grup: tuple[Grup, ...]


@dataclass(frozen=True, slots=True)
class Tingkat:
    """One level of an ordinal scale; `urutan` 1 is the worst. None means unknown, also for whether a bound belongs."""

    skala: str
    tingkat: str
    label: str | None
    urutan: int
    batas_bawah: float | None = None
    batas_atas: float | None = None
    bawah_termasuk: bool | None = None
    atas_termasuk: bool | None = None


@dataclass(frozen=True, slots=True)
class Kelas:
    """A class of capaian: the first whose lower bound is not above the displayed value."""

    kode: str
    nama: str
    batas_bawah: float


@dataclass(frozen=True, slots=True)
class Tahap:
    """One stage of a milestone and the percent it stands for."""

    nama: str
    pct: float


def baca_tahap(text: str) -> tuple[Tahap, ...] | None:
    """'draf 25; pembahasan 50; penetapan 100' as stages; None unless every part has a name and the percents rise to 100."""
    found: list[Tahap] = []
    for part in re.split(r"[;\n]+", text.strip().strip(";")):
        read = re.fullmatch(r"(.*?\S)\s*[:=(]?\s*([0-9]{1,3}(?:,[0-9]+)?)\s*%?\s*\)?", part.strip())
        if read is None or not re.search(r"[A-Za-z]", read[1]):
            return None
        found.append(Tahap(" ".join(read[1].rstrip(" :=(").split()), float(read[2].replace(",", "."))))
    rising = [t.pct for t in found]
    names = {t.nama.casefold() for t in found}
    fits = rising == sorted(set(rising)) and len(names) == len(found) and rising[0] > 0 and rising[-1] == 100
    return tuple(found) if fits else None


def tulis_tahap(tahap: Sequence[Tahap]) -> str:
    """The one spelling that is kept."""
    return "; ".join(f"{t.nama} {t.pct:g}".replace(".", ",") for t in tahap)


def pct_tahap(tahap: Sequence[Tahap], nilai: float | str) -> float | None:
    """The percent of a stage by its name or its percent; 1 is the finished thing. None: no stage of these."""
    if isinstance(nilai, str):
        said = " ".join(nilai.casefold().split()).strip(" .")
        return next((t.pct for t in tahap if t.nama.casefold() == said), None)
    if any(t.pct == nilai for t in tahap):
        return nilai
    return tahap[-1].pct if nilai == 1 else (0.0 if nilai == 0 else None)


@dataclass(frozen=True, slots=True)
class Langkah:
    """One step of the jenjang formula: up to so many percent of the target the capaian is `nilai`."""

    sampai_pct: float
    nilai: float


@dataclass(frozen=True, slots=True)
class Butir:
    """One rule as it is shown to people: what, why, and the document it rests on."""

    kunci: str
    nama: str
    uraian: str
    dasar_hukum: str


@dataclass(frozen=True, slots=True)
class Aturan:
    """The scoring rules of one version. All percentages are 0-100."""

    versi: str
    batas_atas_pct: float = 100.0
    ambang_cakupan_pct: float = 80.0
    minimal_item_peringkat: int = 5
    toleransi_target: float = 1e-9
    kelas: tuple[Kelas, ...] = ()
    belum_dapat_dinilai: str = "belum dapat dinilai"
    butir: tuple[Butir, ...] = ()
    cara_gabung: CaraGabung = CaraGabung.RENCANA_AKSI
    toleransi_bobot: float = 0.5  # how far weights may miss 100 before it is asked
    target_hampir_nol: float = 3.0  # up to this target a lower-is-better item is asked about
    jenjang: tuple[Langkah, ...] = (Langkah(100, 100), Langkah(125, 75), Langkah(150, 50), Langkah(200, 25))


@dataclass(frozen=True, slots=True)
class SelContoh:
    """One cell of a worked example as the files of a year would hold it; bulan 0: the year's target."""

    tahun: int
    bulan: int
    nilai: float | None = None
    atas: float | None = None
    teks: str | None = None
    kosong: Kosong | None = None
    sifat: Sifat | None = None


@dataclass(frozen=True, slots=True)
class ItemContoh:
    """One rencana aksi of a worked example; `ciri` are fields of frames.ITEM."""

    ciri: tuple[tuple[str, str | float], ...]
    target: tuple[SelContoh, ...]
    realisasi: tuple[SelContoh, ...]


@dataclass(frozen=True, slots=True)
class Contoh:
    """A worked example of one rule: with one item `hasil` names its columns, with several those of the pemda."""

    kunci: str
    nama: str
    periode: Periode
    item: tuple[ItemContoh, ...]
    hasil: tuple[tuple[str, float | str | None], ...]


@dataclass(frozen=True, slots=True)
class Jabatan:
    """Who leads, from when to when; a title, never a person's name."""

    sebutan: str
    berlaku_mulai: date | None = None
    berlaku_sampai: date | None = None


@dataclass(frozen=True, slots=True)
class Pemda:
    id: str
    nama: str
    jenis: str
    pimpinan: tuple[Jabatan, ...]
    zona_waktu: str
    tenggat_hari: int
    kerangka_baku: str
    contoh: bool = False
    hari_ini: str | None = None


@dataclass(frozen=True, slots=True)
class Indeks:
    """A yearly snapshot of an outside evaluator's index; never part of our score.

    `predikat` is as the evaluator gave it; `skala` names the scale of that year, a key of Acuan.skala.
    """

    kode: str
    nama: str
    tahun: int
    nilai: float | None
    predikat: str | None
    penilai: str | None
    sumber: str
    catatan: str | None = None
    tanggal: date | None = None
    skala: str | None = None


@dataclass(frozen=True, slots=True)
class Acuan:
    """Everything data/acuan/<pemda> says, checked."""

    pemda: Pemda
    opd: tuple[Opd, ...]
    kerangka: dict[str, Kerangka]
    aturan: Aturan
    skala: dict[str, tuple[Tingkat, ...]]
    indeks: tuple[Indeks, ...] = ()
    aturan_tersimpan: Mapping[str, Aturan] = field(default_factory=dict)  # every version kept, by versi
    contoh: tuple[Contoh, ...] = ()
    _opd_by_kode: dict[str, Opd] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._opd_by_kode.update({o.kode: o for o in self.opd})

    @property
    def kerangka_baku(self) -> Kerangka:
        return self.kerangka[self.pemda.kerangka_baku]

    def opd_by_kode(self, kode: str) -> Opd:
        return self._opd_by_kode[kode]

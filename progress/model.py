"""Frozen values that every layer shares; they know no file, no database and no screen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

NAMA_BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


class Arah(StrEnum):
    """Which way is better."""

    NAIK = "naik"
    TURUN = "turun"


class Akumulasi(StrEnum):
    """How the values of several months become one value to date (domain/regulasi.md 8.4)."""

    JUMLAH = "jumlah"
    POSISI_AKHIR = "posisi_akhir"
    RATA_RATA = "rata_rata"
    KUMULATIF = "kumulatif"


class Jenis(StrEnum):
    """What kind of thing target and realisasi are."""

    ANGKA = "angka"
    ORDINAL = "ordinal"
    YA_TIDAK = "ya_tidak"


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
    def nama(self) -> str:
        """'Oktober 2026'."""
        return f"{NAMA_BULAN[self.bulan - 1]} {self.tahun}"

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
    """A yearly snapshot of an outside evaluator's index; never part of our score."""

    kode: str
    nama: str
    tahun: int
    nilai: float | None
    predikat: str | None
    penilai: str | None
    sumber: str
    catatan: str | None = None


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
    _opd_by_kode: dict[str, Opd] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._opd_by_kode.update({o.kode: o for o in self.opd})

    @property
    def kerangka_baku(self) -> Kerangka:
        return self.kerangka[self.pemda.kerangka_baku]

    def opd_by_kode(self, kode: str) -> Opd:
        return self._opd_by_kode[kode]

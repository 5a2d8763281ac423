"""What reading one file gives: rows that keep every cell's address, findings, and the public JSON form of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from progress.findings import BATAL, Finding, TingkatTemuan, has_galat
from progress.model import Kosong, Sifat
from progress.wording.temuan import sentence


class Status(StrEnum):
    TERBACA = "terbaca"
    SEBAGIAN = "sebagian"
    DITOLAK = "ditolak"


TEXT_FIELDS = ("rencana_aksi", "indikator", "satuan", "kendala", "tindak_lanjut", "bukti")
NUMBER_FIELDS = ("target", "realisasi", "capaian_dilaporkan_pct", "anggaran_rp", "realisasi_anggaran_rp")


@dataclass(slots=True)
class Baris:
    """One leaf row of a report. Numbers in the unit of `satuan`, money in rupiah; a missing value has its reason in `kosong`."""

    lembar: str
    baris: int
    area: str | None = None
    kode: str | None = None
    rencana_aksi: str | None = None
    indikator: str | None = None
    satuan: str | None = None
    target: float | str | None = None
    realisasi: float | str | None = None
    capaian_dilaporkan_pct: float | None = None
    anggaran_rp: float | None = None
    realisasi_anggaran_rp: float | None = None
    kendala: str | None = None
    tindak_lanjut: str | None = None
    bukti: str | None = None
    sel: dict[str, str] = field(default_factory=dict)
    kosong: dict[str, Kosong] = field(default_factory=dict)
    sifat: Sifat | None = None
    sifat_anggaran: Sifat | None = None
    opd: str | None = None
    periode: str | None = None
    terisi_otomatis: list[str] = field(default_factory=list)
    sifat_target: str | None = None  # 'sd', 'bulan_ini', 'tahun'; None: the header does not say
    target_tahun: float | str | None = None  # where a column of its own states it beside `target`
    realisasi_bulan_ini: float | None = None  # where a column of its own states it beside one to date

    def to_json(self) -> dict[str, Any]:
        return {
            "lembar": self.lembar,
            "baris": self.baris,
            "area": self.area,
            "rencana_aksi": self.rencana_aksi,
            "indikator": self.indikator,
            "satuan": self.satuan,
            "target": _whole(self.target),
            "realisasi": _whole(self.realisasi),
            "capaian_dilaporkan_pct": _whole(self.capaian_dilaporkan_pct),
            "anggaran_rp": _whole(self.anggaran_rp),
            "realisasi_anggaran_rp": _whole(self.realisasi_anggaran_rp),
            "kendala": self.kendala,
            "tindak_lanjut": self.tindak_lanjut,
            "bukti": self.bukti,
            "sel": self.sel,
            "kosong": self.kosong,
            "sifat": self.sifat,
            "opd": self.opd,
            "periode": self.periode,
            "kode": self.kode,
            "sifat_anggaran": self.sifat_anggaran,
            "terisi_otomatis": self.terisi_otomatis,
            "sifat_target": None if self.sifat_target is None else str(self.sifat_target),
            "target_tahun": _whole(self.target_tahun),
            "realisasi_bulan_ini": _whole(self.realisasi_bulan_ini),
        }


def _whole(value: float | str | None) -> float | int | str | None:
    """85.0 prints as 85; what JSON cannot hold is never produced by the readers."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


_BY_TEXT = frozenset({"AREA_MIRIP", "OPD_MIRIP", "KOLOM_MIRIP", "PENGALI", "BARIS_COCOK_MIRIP"})
TOLERANSI = _BY_TEXT | {
    "TERISI_OTOMATIS", "PERSEN_DARI_FORMAT", "PERSEN_DISKALAKAN", "SATUAN_DI_SEL", "OPERATOR_DIABAIKAN", "OPD_DARI_NAMA_BERKAS",
    "PERIODE_DARI_NAMA", "PERIODE_DIEJA", "TRIWULAN_SEBAGAI_BULAN", "BARIS_TERSEMBUNYI", "BARIS_JUDUL",
}  # fmt: skip
"""Findings that tell of a repair made in reading; each can be taken back before a file is accepted."""


def reversal_key(kode: str, lembar: str | None, tertulis: str | None) -> str:
    """The key among the answers that takes a repair back: per sheet, and per text where a text was read as another."""
    return f"{BATAL}{kode}:{lembar or ''}:{tertulis or '' if kode in _BY_TEXT else ''}"


class Temuan:
    """Collects findings; equal ones once. `batal` holds the reversal keys of repairs that must not be made."""

    def __init__(self, batal: Iterable[str] = ()) -> None:
        self.rows: list[Finding] = []
        self._seen: set[Finding] = set()
        self._batal = frozenset(k for k in batal if k.startswith(BATAL))

    def taken_back(self, kode: str, lembar: str | None = None, tertulis: str | None = None) -> bool:
        """Whether a person has forbidden this repair."""
        return bool(self._batal) and reversal_key(kode, lembar, tertulis) in self._batal

    def tolerate(
        self,
        kode: str,
        *,
        lembar: str | None = None,
        sel: str | None = None,
        tertulis: str | None = None,
        extra: str = "",
    ) -> bool:
        """Write a repair into the log; False where it was taken back: then the caller must not make it."""
        if not self.taken_back(kode, lembar, tertulis):
            self.add(TingkatTemuan.CATATAN, kode, lembar=lembar, sel=sel, tertulis=tertulis, extra=extra)
            return True
        said = sentence(kode, lembar=lembar, sel=sel, tertulis=tertulis, extra=extra)
        self.add(TingkatTemuan.CATATAN, "PERBAIKAN_DIBATALKAN", lembar=lembar, sel=sel, tertulis=tertulis, extra=said)
        return False

    def add(
        self,
        tingkat: TingkatTemuan,
        kode: str,
        *,
        lembar: str | None = None,
        sel: str | None = None,
        tertulis: str | None = None,
        extra: str = "",
    ) -> None:
        pesan = sentence(kode, lembar=lembar, sel=sel, tertulis=tertulis, extra=extra)
        finding = Finding(tingkat, kode, pesan, lembar, sel, tertulis)
        if finding not in self._seen:
            self._seen.add(finding)
            self.rows.append(finding)


_ORDER = {TingkatTemuan.GALAT: 0, TingkatTemuan.PERINGATAN: 1, TingkatTemuan.CATATAN: 2}


@dataclass(slots=True)
class Bacaan:
    """One file read. `opd` is the register's official name; None where unknown or where the book holds several.

    `pengesahan`: what each signature block says of itself (signature.Pengesahan), never a name.
    """

    berkas: str
    kerangka: str
    opd: str | None = None
    periode: str | None = None
    baris: list[Baris] = field(default_factory=list)
    temuan: list[Finding] = field(default_factory=list)
    jenis: str = "laporan"
    pengesahan: list[dict[str, Any]] = field(default_factory=list)

    @property
    def status(self) -> Status:
        if not self.baris:
            return Status.DITOLAK
        return Status.SEBAGIAN if has_galat(self.temuan) else Status.TERBACA

    def to_json(self) -> dict[str, Any]:
        """The public contract of `python -m loaders periksa --json`."""
        return {
            "berkas": self.berkas,
            "status": str(self.status),
            "opd": self.opd,
            "periode": self.periode,
            "kerangka": self.kerangka,
            "baris": [b.to_json() for b in self.baris],
            "temuan": [f.to_json() for f in sorted(self.temuan, key=lambda f: _ORDER[f.tingkat])],
            "jenis": self.jenis,
            "pengesahan": self.pengesahan,
        }


def refused(berkas: str, kerangka: str, finding: Finding) -> Bacaan:
    """A file that gives no rows: exactly one galat says why and what to do."""
    return Bacaan(berkas, kerangka, temuan=[finding])

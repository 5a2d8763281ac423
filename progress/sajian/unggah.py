"""A checked file as it is shown before anybody accepts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from progress.findings import Finding, TingkatTemuan, fields_of, grouped
from progress.model import Jenis
from progress.wording import unggah as kata
from progress.wording.asal import bersatuan
from progress.wording.formats import KOSONG
from progress.wording.sel import daftar_sel
from progress.wording.temuan import PALING_BANYAK

URUTAN = (TingkatTemuan.GALAT, TingkatTemuan.PERINGATAN, TingkatTemuan.CATATAN)
CONTOH_BARIS = 60


def finding_rows(
    temuan: Sequence[Finding], baris: Sequence[Mapping[str, Any]] = ()
) -> list[tuple[str, str, str, str, str]]:
    """Equal findings in one row, the costliest first; `baris` of the report tell what stands in which cell."""
    return [
        (
            kata.TINGKAT[g.tingkat],
            g.lembar or KOSONG,
            daftar_sel(g.sel, PALING_BANYAK) or KOSONG,
            g.tertulis or KOSONG,
            g.pesan,
        )
        for g in grouped(temuan, fields_of(baris))
    ]


def count_findings(temuan: Sequence[Finding]) -> tuple[int, int, int]:
    galat, peringatan, catatan = (sum(f.tingkat is t for f in temuan) for t in URUTAN)
    return galat, peringatan, catatan


def report_rows(baris: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """The first rows of a report as they were read."""
    return [
        (
            str(b["rencana_aksi"] or KOSONG),
            _value(b["target"]),
            _value(b["realisasi"]),
            str(b["satuan"] or KOSONG),
            str(b["area"] or KOSONG),
            _cell(b),
        )
        for b in baris[:CONTOH_BARIS]
    ]


def road_map_rows(items: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """The first rows of a road map as they were read."""
    fields = ("rencana_aksi", "opd", "area", "indikator", "satuan", "baris")
    return [tuple(str(i.get(f) or KOSONG) for f in fields) for i in items[:CONTOH_BARIS]]


def years(targets: Sequence[Mapping[str, Any]]) -> tuple[int, ...]:
    return tuple(sorted({int(t["tahun"]) for t in targets}))


def _value(value: object) -> str:
    if isinstance(value, int | float):
        return bersatuan(float(value), None, None, Jenis.ANGKA)
    return KOSONG if value is None else str(value)


def _cell(baris: Mapping[str, Any]) -> str:
    sel = baris["sel"].get("realisasi")
    return f"{baris['lembar']}!{sel}" if sel else KOSONG

"""The demo year of Kabupaten Contoh as real workbooks: same seed, same bytes, nothing taken from a real region."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from progress.demo import naskah
from progress.demo.buku import write_book
from progress.demo.laporan import WIB, Kebenaran, RencanaLaporan, plan_opd
from progress.demo.lembar import draw
from progress.demo.matriks import draw_road_map
from progress.demo.naskah import Layout
from progress.demo.petunjuk import readme
from progress.demo.rencana import Item, make_items
from progress.model import Acuan, Periode

__all__ = ["WIB", "DemoFiles", "DemoPlan", "DemoReport", "Item", "RencanaLaporan", "generate", "plan",
           "write_readme", "write_report", "write_road_map"]  # fmt: skip

ROAD_MAP = "road-map-rb-2025-2029.xlsx"


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """The whole demo as data: nothing is written yet. `reports` in order of month, then official order of OPD.

    `truth` holds one dict per data row of every report, as a correct reader must return it: berkas, opd (kode),
    periode, lembar, baris, kode, area, rencana_aksi, indikator, satuan, sifat, target, realisasi,
    capaian_dilaporkan_pct, anggaran_rp, realisasi_anggaran_rp (rupiah), kendala, tindak_lanjut, bukti,
    sel {field: address},
    kosong {field: reason} for the numeric fields that the layout shows. `kode` is the road map's, also
    where the layout does not show it; `kekeliruan` names a scripted mistake in the row.
    """

    acuan: Acuan
    items: tuple[Item, ...]
    reports: tuple[RencanaLaporan, ...]
    truth: tuple[Kebenaran, ...]

    def of(self, periode: Periode) -> tuple[RencanaLaporan, ...]:
        return tuple(r for r in self.reports if r.periode == periode)


@dataclass(frozen=True, slots=True)
class DemoReport:
    """One written report; `diterima` is when it reached Bagian Organisasi (WIB)."""

    path: Path
    opd_kode: str
    periode: Periode
    diterima: datetime
    layout: str


@dataclass(frozen=True, slots=True)
class DemoFiles:
    road_map: Path
    reports: list[DemoReport]
    truth: list[Kebenaran]


def plan(acuan: Acuan) -> DemoPlan:
    """Decide everything: rencana aksi, what happened, who wrote what when. Depends on the register alone."""
    layouts = {o.kode: _layout_of(o.kode, o.urutan) for o in acuan.opd}
    items = make_items(acuan, layouts)
    reports: list[RencanaLaporan] = []
    truth: list[Kebenaran] = []
    for opd in sorted(acuan.opd, key=lambda o: o.urutan):
        own = [i for i in items if i.opd == opd.kode]
        sent, rows = plan_opd(opd, own, layouts[opd.kode], acuan)
        reports += sent
        truth += rows
    reports.sort(key=lambda r: (r.periode, r.opd.urutan))
    return DemoPlan(acuan, tuple(items), tuple(reports), tuple(truth))


def write_road_map(folder: Path, demo: DemoPlan) -> Path:
    path = folder / ROAD_MAP
    path.parent.mkdir(parents=True, exist_ok=True)
    write_book(path, [draw_road_map(demo.items, demo.acuan)], "Road Map Reformasi Birokrasi 2025-2029")
    return path


def write_report(folder: Path, demo: DemoPlan, report: RencanaLaporan) -> DemoReport:
    path = folder / "laporan" / str(report.periode) / report.nama_berkas
    path.parent.mkdir(parents=True, exist_ok=True)
    sheets = draw(
        report.layout,
        report.opd,
        report.periode,
        report.baris,
        demo.acuan,
        alias=report.alias_area,
        ditandatangani=report.diterima.date(),
    )
    write_book(path, sheets, f"Laporan Rencana Aksi {report.opd.nama} {report.periode.nama}")
    return DemoReport(path, report.opd.kode, report.periode, report.diterima, str(report.layout))


def write_readme(folder: Path, demo: DemoPlan) -> Path:
    """DATA CONTOH: what each scripted case is and which page shows it."""
    path = folder / "README.md"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(readme(demo.acuan), encoding="utf-8")
    return path


def generate(folder: Path, acuan: Acuan, on_progress: Callable[[int, int, str], None] | None = None) -> DemoFiles:
    """Write road map, all reports and the README below `folder`; on_progress gets (done, total, sentence)."""
    demo = plan(acuan)
    total = len(demo.reports) + 1
    tell = on_progress or (lambda done, total, sentence: None)
    road_map = write_road_map(folder, demo)
    write_readme(folder, demo)
    tell(1, total, f"Road map 2025-2029 dengan {len(demo.items)} rencana aksi selesai ditulis.")
    reports: list[DemoReport] = []
    for done, report in enumerate(demo.reports, start=2):
        reports.append(write_report(folder, demo, report))
        tell(done, total, f"Menulis laporan {report.periode.nama}: {report.opd.nama}.")
    return DemoFiles(road_map, reports, list(demo.truth))


def _layout_of(kode: str, urutan: int) -> Layout:
    return naskah.LAYOUT_KHUSUS.get(kode, naskah.URUTAN_LAYOUT[urutan % len(naskah.URUTAN_LAYOUT)])

"""The store: accepted road maps and reports of every pemda, kept append-only in SQLite or PostgreSQL.

Frames and records in, frames and records out; no other package knows SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from progress.findings import Finding
from progress.model import Periode
from progress.store import accept, database, originals, read
from progress.store.values import (
    PEMETAAN,
    TENTANG_ANGKA,
    Asumsi,
    Beku,
    Berkas,
    Ingatan,
    Laporan,
    Penerimaan,
    StoreError,
)

__all__ = [
    "PEMETAAN",
    "TENTANG_ANGKA",
    "Asumsi",
    "Beku",
    "Berkas",
    "Ingatan",
    "Laporan",
    "Penerimaan",
    "Store",
    "StoreError",
]


class Store:
    """One database with its folder of original files; threads may share it. Every method may raise StoreError."""

    def __init__(self, url: str, originals: Path) -> None:
        """Open the database of this SQLAlchemy URL, or create it with its folder and tables."""
        self._originals = originals
        self._engine = database.open_database(url)

    @staticmethod
    def exists(url: str) -> bool:
        """Whether this database holds a road map; creates nothing."""
        return database.holds_road_map(url)

    def close(self) -> None:
        """Let go of the database; the next call opens it again."""
        self._engine.dispose()

    def accept_road_map(
        self,
        pemda: str,
        *,
        nama_pemda: str,
        berkas: Berkas,
        items: Sequence[Mapping[str, object]],
        targets: Sequence[Mapping[str, object]],
        temuan: Iterable[Finding],
        asumsi: Iterable[Asumsi],
        kerangka: str,
        waktu: datetime,
        oleh: str,
        berlaku_mulai: Periode | None = None,
    ) -> Penerimaan:
        """Put a road map in force. Items have the fields of frames.ITEM with "n" for item_id; targets name their "n".

        An item that an earlier version had keeps its item_id, and with it its realisasi.
        """
        self._keep(berkas)
        with database.writing(self._engine) as conn:
            return accept.road_map(
                conn, pemda, nama_pemda, berkas, items, targets, temuan, asumsi, kerangka, waktu, oleh, berlaku_mulai
            )

    def accept_report(
        self,
        pemda: str,
        *,
        nama_pemda: str,
        berkas: Berkas,
        opd: str,
        periode: Periode,
        bagian: str = "",
        baris: Sequence[Mapping[str, object]],
        temuan: Iterable[Finding],
        asumsi: Iterable[Asumsi],
        kerangka: str,
        diterima: datetime,
        waktu: datetime,
        oleh: str,
        ringkasan: Mapping[str, object],
    ) -> Penerimaan:
        """Put a month's report of one OPD (and part) in force; the version it replaces is kept.

        A row has lembar, baris, item_id (None: fits no item), area, rencana_aksi, indikator, satuan, target (number or
        text), the value fields of frames.REALISASI, anggaran_rp, and the maps sel and kosong by field.
        """
        laporan = Laporan(opd, periode, bagian, kerangka, baris, tuple(temuan), tuple(asumsi), ringkasan)
        return self.accept_book(
            pemda, nama_pemda=nama_pemda, berkas=berkas, laporan=[laporan], diterima=diterima, waktu=waktu, oleh=oleh
        )[0]

    def accept_book(
        self,
        pemda: str,
        *,
        nama_pemda: str,
        berkas: Berkas,
        laporan: Sequence[Laporan],
        diterima: datetime,
        waktu: datetime,
        oleh: str,
        ingatan: Sequence[Ingatan] = (),
    ) -> list[Penerimaan]:
        """Put every report that one file holds in force, and remember what was confirmed for it: one transaction."""
        self._keep(berkas)
        with database.writing(self._engine) as conn:
            done = [
                accept.report(
                    conn, pemda, nama_pemda, berkas,
                    accept.Kiriman(
                        p.opd, p.bagian, p.periode, p.kerangka, diterima, waktu, oleh, p.ringkasan, p.juga_menggantikan, p.lagi
                    ),
                    p.baris, p.temuan, p.asumsi,
                )
                for p in laporan
            ]  # fmt: skip
            accept.remember(conn, pemda, ingatan, waktu, oleh)
            return done

    def remember(self, pemda: str, ingatan: Sequence[Ingatan], *, waktu: datetime, oleh: str) -> None:
        """Remember what was confirmed or edited; an earlier one of the same OPD and kunci is revoked."""
        with database.writing(self._engine) as conn:
            accept.remember(conn, pemda, ingatan, waktu, oleh)

    def forget(self, pemda: str, ingatan_id: int, *, waktu: datetime, oleh: str) -> None:
        """Revoke one; reports accepted with it stay as they are."""
        with database.writing(self._engine) as conn:
            accept.forget(conn, pemda, ingatan_id, waktu, oleh)

    def recall(self, pemda: str, jenis: str, opd: str | None = None) -> list[Ingatan]:
        """What is remembered and not revoked, of one OPD or of all, oldest first."""
        with database.reading(self._engine) as conn:
            return read.recall(conn, pemda, jenis, opd)

    def road_map(self, pemda: str) -> dict[str, Any] | None:
        """The road map in force: versi, sha256, nama_berkas, kerangka, dibuat_pada …; None before there is one."""
        with database.reading(self._engine) as conn:
            return read.road_map(conn, pemda)

    def kerangka(self, pemda: str) -> str | None:
        """The id of the framework that the road map in force speaks."""
        found = self.road_map(pemda)
        return None if found is None else str(found["kerangka"])

    def in_force(self, pemda: str, opd: str, periode: Periode) -> list[dict[str, Any]]:
        """The reports in force of one OPD and month: kiriman_id, bagian, sha256, nama_berkas, and `baris` with item_id,
        rencana_aksi, indikator, nilai, teks, kosong, lembar and the cell of the realisasi."""
        with database.reading(self._engine) as conn:
            return read.in_force(conn, pemda, opd, periode)

    def latest_before(self, pemda: str, opd: str, periode: Periode) -> dict[int, tuple[int, float, str | None]]:
        """item_id -> (month, value, sifat) of the last earlier month of the year with a value in force."""
        with database.reading(self._engine) as conn:
            return read.latest_before(conn, pemda, opd, periode)

    def month_before(self, pemda: str, opd: str, periode: Periode) -> tuple[Periode, list[dict[str, Any]]] | None:
        """The last earlier month of this OPD in force with its matched rows (item_id, nilai, teks, money and texts)."""
        with database.reading(self._engine) as conn:
            return read.month_before(conn, pemda, opd, periode)

    def versi_data(self, pemda: str) -> int:
        """Rises with every commit that changes what is shown; 0 for an unknown pemda."""
        with database.reading(self._engine) as conn:
            return read.versi_data(conn, pemda)

    def has_data(self, pemda: str) -> bool:
        """Whether a road map of this pemda was accepted."""
        with database.reading(self._engine) as conn:
            return read.has_data(conn, pemda)

    def periods(self, pemda: str) -> list[Periode]:
        """Months with a report in force, ascending."""
        with database.reading(self._engine) as conn:
            return read.periods(conn, pemda)

    def items(self, pemda: str, *, road_map: int | None = None) -> pd.DataFrame:
        """frames.ITEM of the road map in force, or of another road_map_id, in its order."""
        with database.reading(self._engine) as conn:
            return read.items(conn, pemda, road_map)

    def targets(self, pemda: str, tahun: int | None = None, *, road_map: int | None = None) -> pd.DataFrame:
        """frames.TARGET of the road map in force, or of another road_map_id; of one year or of all."""
        with database.reading(self._engine) as conn:
            return read.targets(conn, pemda, tahun, road_map)

    def realisasi(
        self,
        pemda: str,
        tahun: int,
        *,
        sejak: int | None = None,
        road_map: int | None = None,
        pada: datetime | None = None,
        sampai: int | None = None,
    ) -> pd.DataFrame:
        """frames.REALISASI of this year's reports in force, or since an earlier one; now or at the moment `pada`.

        `sampai` is the last kiriman_id there was then, where reports may have come at that very moment.
        Only rows of the items of the road map in force now, or of another road_map_id.
        """
        with database.reading(self._engine) as conn:
            first = tahun if sejak is None else min(sejak, tahun)
            then = None if pada is None else accept.moment(pada)
            return read.realisasi(conn, pemda, first, tahun, road_map, then, sampai)

    def freeze(self, pemda: str, periode: Periode, *, isi: str, aturan: str, waktu: datetime, oleh: str) -> Beku:
        """Keep what was presented of a month, once and for all: a month that is kept already stays, and is given back."""
        with database.writing(self._engine) as conn:
            if read.frozen(conn, pemda, periode) is None:
                accept.freeze(conn, pemda, periode, isi, aturan, waktu, oleh)
            kept = read.frozen(conn, pemda, periode)
        if kept is None:
            raise StoreError("Bulan itu tidak bisa disimpan. Coba lagi.")
        return kept

    def frozen(self, pemda: str, periode: Periode) -> Beku | None:
        """What was presented of a month; None while nothing was kept."""
        with database.reading(self._engine) as conn:
            return read.frozen(conn, pemda, periode)

    def road_maps(self, pemda: str) -> list[dict[str, Any]]:
        """Every road map that was ever in force, oldest first, with the fields of road_map()."""
        with database.reading(self._engine) as conn:
            return read.road_maps(conn, pemda)

    def road_map_at(self, pemda: str, pada: datetime) -> int | None:
        """The road_map_id that was in force at a moment; None before the first one."""
        with database.reading(self._engine) as conn:
            return read.road_map_at(conn, pemda, accept.moment(pada))

    def first_upload(self, pemda: str, periode: Periode) -> datetime | None:
        """When the first report of a month was stored."""
        with database.reading(self._engine) as conn:
            found = read.first_upload(conn, pemda, periode)
        return None if found is None else datetime.fromisoformat(found)

    def stated(self, pemda: str, tahun: int) -> dict[tuple[int, int], tuple[float | None, float | None]]:
        """(kiriman_id, item_id) -> the target and the budget that the reports in force state themselves; neither scores."""
        with database.reading(self._engine) as conn:
            return read.stated(conn, pemda, tahun)

    def kiriman(self, pemda: str, periode: Periode | None = None, opd: str | None = None) -> pd.DataFrame:
        """All versions of the reports, newest first; moments are ISO texts in UTC, ringkasan is JSON."""
        with database.reading(self._engine) as conn:
            return read.kiriman(conn, pemda, periode, opd)

    def baris(self, pemda: str, kiriman_id: int) -> list[dict[str, Any]]:
        """The rows of one report as accepted, in its order."""
        with database.reading(self._engine) as conn:
            return read.baris(conn, pemda, kiriman_id)

    def temuan(self, pemda: str, kiriman_id: int) -> list[Finding]:
        """What was found in one accepted report."""
        with database.reading(self._engine) as conn:
            return read.temuan(conn, pemda, f"kiriman:{kiriman_id}")

    def temuan_road_map(self, pemda: str, road_map_id: int) -> list[Finding]:
        """What was found in one accepted road map."""
        with database.reading(self._engine) as conn:
            return read.temuan(conn, pemda, f"road_map:{road_map_id}")

    def asumsi(self, pemda: str) -> list[Asumsi]:
        """What is taken as true in the road map and the reports in force."""
        with database.reading(self._engine) as conn:
            return read.asumsi(conn, pemda)

    def asal(self, pemda: str, kiriman_id: int) -> dict[str, Any]:
        """Where the rows of this report come from: one line of kiriman(), with ringkasan as a map."""
        with database.reading(self._engine) as conn:
            return read.asal(conn, pemda, kiriman_id)

    def original(self, pemda: str, sha256: str) -> Path | None:
        """The original file, byte for byte; None when this pemda has no such file or it is gone from the disk."""
        with database.reading(self._engine) as conn:
            known = read.holds_file(conn, pemda, sha256)
        path = self._originals / sha256
        return path if known and path.is_file() else None

    def known_file(self, pemda: str, sha256: str) -> list[dict[str, Any]]:
        """Every road map and report that came from these bytes; `jenis` tells which it is."""
        with database.reading(self._engine) as conn:
            return read.known_file(conn, pemda, sha256)

    def _keep(self, berkas: Berkas) -> None:
        """Before the transaction, so that no accepted file can be without its original."""
        try:
            originals.keep(self._originals, berkas)
        except OSError as error:
            raise StoreError(
                f"Berkas {berkas.nama} tidak bisa disimpan di folder berkas asli. Periksa izin dan sisa ruangnya."
            ) from error

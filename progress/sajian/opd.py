"""One OPD in one month: its state, its place among its kind, its rencana aksi, and what it has sent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from statistics import median

import pandas as pd

from progress.model import Acuan, Periode
from progress.sajian.nilai import Nilai, number
from progress.scoring import Skor
from progress.wording import halaman as kata


@dataclass(frozen=True, slots=True)
class Kiriman:
    """One version of a report, for the history."""

    periode: Periode
    bagian: str
    versi: int
    berlaku: bool
    berkas: str
    diterima: str
    sha256: str
    baris: int | None


def rank_words(skor: Skor, opd: str) -> str:
    """Its place within its kelompok by the lower edge, or why it has none."""
    table = skor.opd
    found = table[table["opd"] == opd]
    if found.empty:
        return kata.TANPA_RENCANA_OPD
    row, nilai = found.iloc[0], Nilai.of(found.astype(object).to_dict("records")[0])
    kelompok = row["kelompok"]
    if kelompok is None:
        return kata.PERINGKAT_DI_LUAR
    ranked = table[(table["kelompok"] == kelompok) & table["peringkat"].notna()]
    if pd.isna(row["peringkat"]):
        return kata.tanpa_peringkat(nilai.wajib_lapor, nilai.judged(skor.aturan), skor.aturan.minimal_item_peringkat,
                                    skor.aturan.ambang_cakupan_pct)  # fmt: skip
    edges = [v for v in map(number, ranked["tepi_bawah_pct"]) if v is not None]
    return kata.peringkat(int(row["peringkat"]), len(ranked), str(kelompok), nilai.tepi_bawah_pct, median(edges))


def history(kiriman: pd.DataFrame, tahun: int) -> tuple[Kiriman, ...]:
    """Every version the OPD sent in this year, newest month first."""
    rows = [
        Kiriman(
            Periode.parse(r["periode"]), r["bagian"], int(r["versi"]), r["status"] == "aktif", r["nama_berkas"],
            r["diterima_pada"], r["sha256"], _count(r["ringkasan"]),
        )
        for r in kiriman.to_dict("records")
    ]  # fmt: skip
    mine = [k for k in rows if k.periode.tahun == tahun]
    return tuple(sorted(mine, key=lambda k: (-k.periode.ordinal, k.bagian, -k.versi)))


def choices(acuan: Acuan, skor: Skor) -> dict[str, str]:
    """kode -> name of every OPD a page can show: the register in its order, then those only the road map names."""
    known = {o.kode: o.nama for o in sorted(acuan.opd, key=lambda o: o.urutan)}
    return known | {k: k for k in skor.opd["opd"] if k not in known}


def _count(ringkasan: str | None) -> int | None:
    found = json.loads(ringkasan or "{}").get("baris")
    return int(found) if isinstance(found, int) else None

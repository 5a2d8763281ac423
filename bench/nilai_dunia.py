"""Generated observations for `python -m bench nilai`: one road map, its targets and every month's reports, all in frames.py's shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from progress import frames
from progress.model import Akumulasi, Kelompok, Kosong, Opd, Sifat

ITEM_TIAP_OPD = 40
GRUP = tuple(f"A{n}" for n in range(1, 9))


@dataclass(frozen=True)
class Dunia:
    """`tahun` holds every year with observations; `opd` is the register."""

    items: pd.DataFrame
    targets: pd.DataFrame
    realisasi: pd.DataFrame
    opd: tuple[Opd, ...]
    tahun: tuple[int, ...]


def dunia(banyak_opd: int, tahun: tuple[int, ...], benih: int = 7) -> Dunia:
    """`banyak_opd` × 40 items × 12 months × years: 45 and five years make 108,000 observations.

    Quarterly targets to date; jumlah and rata-rata report "bulan ini", the others as they stand. Of all reports 8 % are
    missing, 3 % of jumlah and kumulatif are NIHIL, a fifth names no money; some weights are given.
    """
    acak = np.random.default_rng(benih)
    kelompok = list(Kelompok)
    opd = tuple(
        Opd(f"D{n:04}", f"Dinas {n}", f"D{n}", kelompok[n % len(kelompok)], n) for n in range(1, banyak_opd + 1)
    )
    n = banyak_opd * ITEM_TIAP_OPD
    nomor = np.arange(1, n + 1)
    akumulasi = np.array([str(a) for a in Akumulasi], dtype=object)[acak.integers(0, 4, n)]
    items = _frame(
        frames.ITEM,
        n,
        item_id=nomor,
        opd=np.array([o.kode for o in opd], dtype=object)[(nomor - 1) // ITEM_TIAP_OPD],
        area=np.array(GRUP, dtype=object)[acak.integers(0, len(GRUP), n)],
        rencana_aksi=np.array([f"Rencana aksi {k}" for k in nomor], dtype=object),
        jenis="angka",
        arah=np.where(acak.random(n) < 0.85, "naik", "turun").astype(object),
        akumulasi=akumulasi,
        bobot=np.where(acak.random(n) < 0.3, np.nan, acak.integers(1, 6, n).astype(float)),
        anggaran_rp=acak.integers(1, 100, n) * 1e6,
        baris=nomor,
        sel="{}",
    )
    targets, realisasi = [], []
    adds = np.isin(akumulasi, [Akumulasi.JUMLAH, Akumulasi.RATA_RATA])
    counts = np.isin(akumulasi, [Akumulasi.JUMLAH, Akumulasi.KUMULATIF])
    for t in tahun:
        akhir = acak.integers(20, 400, n).astype(float)
        for bulan in (0, 3, 6, 9, 12):
            nilai = akhir if bulan == 0 else np.round(akhir * bulan / 12, 1)
            targets.append(
                _frame(
                    frames.TARGET, n, item_id=nomor, tahun=t, bulan=bulan, nilai=nilai, sifat=str(Sifat.SD) if bulan else None
                )
            )  # fmt: skip
        for bulan in range(1, 13):
            there = acak.random(n) >= 0.08
            nihil = counts & (acak.random(n) < 0.03)
            whole = akhir * acak.uniform(0.5, 1.3, n) * np.where(akumulasi == Akumulasi.JUMLAH, 1 / 12, bulan / 12)
            uang = np.where(
                acak.random(n) < 0.2, np.nan, items["anggaran_rp"].to_numpy() * acak.uniform(0.6, 1.0, n) * bulan / 12
            )
            month = _frame(
                frames.REALISASI, n, item_id=nomor, tahun=t, bulan=bulan, nilai=np.where(nihil, np.nan, np.round(whole, 2)),
                kosong=np.where(nihil, str(Kosong.NIHIL), None), sifat=np.where(adds, str(Sifat.BULAN_INI), str(Sifat.SD)),
                realisasi_anggaran_rp=uang, sifat_anggaran=str(Sifat.SD), kiriman_id=(t * 12 + bulan) * 10_000, baris=nomor,
                lembar="Laporan", sel='{"realisasi": "H9"}',
            )  # fmt: skip
            realisasi.append(month[there])
    return Dunia(items, _joined(targets), _joined(realisasi), opd, tahun)


def _frame(schema: object, n: int, **columns: object) -> pd.DataFrame:
    found: dict[str, pd.Series] = {}
    for name, column in schema.columns.items():  # type: ignore[attr-defined]
        kind = str(column.dtype)
        value = columns.get(name, np.nan if kind.startswith("float") else None)
        found[name] = pd.Series(
            np.broadcast_to(np.asarray(value, dtype=None if kind != "object" else object), n), dtype=kind
        )
    return pd.DataFrame(found)


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts, ignore_index=True)

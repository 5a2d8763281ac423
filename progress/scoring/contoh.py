"""Worked examples of the rules, run through the same arithmetic that scores a month."""

from __future__ import annotations

import math
from collections.abc import Mapping

from progress.frames import ITEM, REALISASI, TARGET, from_records
from progress.model import Akumulasi, Arah, Aturan, Contoh, Jenis, Kelompok, Opd, SelContoh, Tingkat
from progress.scoring import score
from progress.wording.formats import round_half_away

BIASA = {
    "opd": "A",
    "area": "A1",
    "jenis": str(Jenis.ANGKA),
    "arah": str(Arah.NAIK),
    "akumulasi": str(Akumulasi.JUMLAH),
}
DESIMAL = 6  # 200 : 3 is written with so many digits in an example


def hitung(contoh: Contoh, aturan: Aturan, skala: Mapping[str, tuple[Tingkat, ...]]) -> dict[str, object]:
    """What the rules make of an example, for the names its `hasil` has; missing is None."""
    items: list[dict[str, object]] = []
    targets: list[dict[str, object]] = []
    reports: list[dict[str, object]] = []
    for n, item in enumerate(contoh.item, 1):
        items.append(
            {**BIASA, **dict(item.ciri), "item_id": n, "rencana_aksi": f"Rencana {n}", "baris": n, "sel": "{}"}
        )
        targets += [_cell(n, s) | {"nilai_atas": s.atas} for s in item.target]
        reports += [
            _cell(n, s) | {"kosong": s.kosong, "kiriman_id": 1, "baris": n, "sel": "{}"} for s in item.realisasi
        ]
    opd = [Opd(k, k, k, Kelompok.DINAS, n) for n, k in enumerate(sorted({str(i["opd"]) for i in items}), 1)]
    areas = sorted({str(i["area"]) for i in items})
    frames = (from_records(items, ITEM), from_records(targets, TARGET), from_records(reports, REALISASI))
    skor = score(*frames, opd, contoh.periode, aturan, skala, areas)
    row = skor.ringkas if len(items) > 1 else skor.item.iloc[0].to_dict()
    return {name: _plain(row[name]) for name, _ in contoh.hasil}


def benar(contoh: Contoh, aturan: Aturan, skala: Mapping[str, tuple[Tingkat, ...]]) -> bool:
    """Whether the example holds under these rules; a region that changes the rules may leave some behind."""
    found = hitung(contoh, aturan, skala)
    return all(_same(found[name], expected) for name, expected in contoh.hasil)


def _cell(n: int, sel: SelContoh) -> dict[str, object]:
    return {
        "item_id": n,
        "tahun": sel.tahun,
        "bulan": sel.bulan,
        "nilai": sel.nilai,
        "teks": sel.teks,
        "sifat": sel.sifat,
    }


def _plain(value: object) -> object:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return "ya" if value is True else "tidak" if value is False else value
    number = float(str(value))
    return None if math.isnan(number) else number


def _same(found: object, expected: object) -> bool:
    if isinstance(found, float) and isinstance(expected, float):
        return math.isclose(round_half_away(found, DESIMAL), expected, rel_tol=0, abs_tol=10**-DESIMAL)
    return found == expected

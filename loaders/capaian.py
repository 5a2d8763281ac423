"""The percentage that a report states for itself beside realisasi divided by target: where they differ, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from loaders.contract import Baris, Temuan
from loaders.values import CATATAN, PERINGATAN
from progress.findings import Finding
from progress.model import Sebab
from progress.selisih import BEDA, sebab
from progress.wording import selisih as kata
from progress.wording.formats import angka
from progress.wording.sel import excel_order

# what people do on purpose, and what is likely a slip
_USUAL = {
    Sebab.DIBATASI, Sebab.PEMBULATAN, Sebab.TARGET_TAHUN, Sebab.MAKIN_RENDAH, Sebab.BULAN_INI,
}  # fmt: skip


def note_differences(rows: Sequence[Baris], of_month: Mapping[int, float], temuan: Temuan) -> None:
    """One finding per reason, with all its cells. `of_month`: baris -> realisasi of the month alone."""
    found: dict[Sebab, list[tuple[Baris, float]]] = defaultdict(list)
    for row in rows:
        theirs, ours = row.capaian_dilaporkan_pct, own_pct(row)
        if theirs is None or ours is None or abs(theirs - ours) <= BEDA:
            continue
        why = sebab(
            theirs, ours, realisasi=float(row.realisasi or 0), target=float(row.target or 0),
            target_tahun=row.target_tahun if isinstance(row.target_tahun, float) else None,
            realisasi_bulan=of_month.get(row.baris), serapan_pct=_serapan(row),
        )  # fmt: skip
        if why is not None:
            found[why].append((row, ours))
    for why, members in found.items():
        cells = [(r.sel["capaian_dilaporkan_pct"], r.capaian_dilaporkan_pct or 0.0, ours) for r, ours in members]
        cells.sort(key=lambda cell: excel_order(cell[0]))
        lembar, (sel, theirs, _) = members[0][0].lembar, cells[0]
        tingkat = CATATAN if why in _USUAL else PERINGATAN
        pesan = kata.temuan(lembar, cells, why)
        temuan.rows.append(Finding(tingkat, "CAPAIAN_BERBEDA", pesan, lembar, sel, angka(theirs)))


def own_pct(row: Baris) -> float | None:
    if isinstance(row.target, float) and isinstance(row.realisasi, float) and row.target:
        return row.realisasi / row.target * 100
    return None


def _serapan(row: Baris) -> float | None:
    if row.anggaran_rp and row.realisasi_anggaran_rp is not None:
        return row.realisasi_anggaran_rp / row.anggaran_rp * 100
    return None

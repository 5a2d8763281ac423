"""The end of the year as it is read: forecasts of every level from the year's scores, and the pace an item needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from progress.model import Jenis, Keadaan, Periode
from progress.sajian.nilai import number
from progress.sajian.rencana import Rencana
from progress.scoring import Skor
from progress.scoring.laju import required_pace
from progress.scoring.prakiraan import MINIMAL_TITIK, MINIMAL_UJI, Deret, Prakiraan, Sebab, Tanpa, outlook
from progress.wording import prakiraan as kata

AREA, OPD, ITEM = "area", "opd", "item"
PEMDA = "pemda"
"""The key of the pemda among its areas."""
Hasil = Prakiraan | Tanpa


def look_ahead(
    tahun: Mapping[Periode, Skor], lalu: Mapping[Periode, Skor], periode: Periode, tingkat: str
) -> dict[str, Hasil]:
    """The forecasts of one level made in `periode`: of all areas and of the pemda, of all OPD, or of all items by item_id.

    `tahun` and `lalu` hold the scores of this year's months and of last year's. Only forecasts of the same level (of
    items: of the same accumulation) are called alike.
    """
    cap = tahun[periode].aturan.batas_atas_pct
    kinds = _kinds(tahun[periode]) if tingkat == ITEM else None
    return outlook(_series(tahun, tingkat, cap), periode.bulan, cap, serupa=kinds, lalu=_series(lalu, tingkat, cap))


def words(found: Hasil | None) -> str:
    """The forecast with its record, or why there is none; nothing in December."""
    if found is None:
        return kata.TANPA_NILAI
    if isinstance(found, Prakiraan):
        return kata.prakiraan(found.bawah_pct, found.atas_pct, found.jarak, found.uji, found.tepat)
    minimal = MINIMAL_TITIK if found.sebab is Sebab.KURANG_TITIK else MINIMAL_UJI
    return kata.tanpa(found.sebab, found.titik, found.jarak, found.uji, found.tepat, minimal)


def of_items(rows: Sequence[Rencana], prakiraan: Mapping[str, Hasil], periode: Periode) -> dict[int, str]:
    """item_id -> its required pace and its forecast in one line; items of which neither can be said are left out."""
    lines = {}
    for r in rows:
        pace = required_pace(
            r.jenis, r.arah, r.akumulasi, r.realisasi_sd, r.target_tahun, periode.bulan, r.target_tahun_atas
        )
        found = prakiraan.get(str(r.item_id))
        parts = (
            kata.laju(pace.perlu, pace.nilai, pace.bulan_sisa, pace.selama_ini, r.satuan) if pace else "",
            kata.prakiraan_ringkas(found.bawah_pct, found.atas_pct, found.uji, found.tepat)
            if isinstance(found, Prakiraan)
            else "",
        )
        if any(parts):
            lines[r.item_id] = " ".join(filter(None, parts))
    return lines


def _series(tahun: Mapping[Periode, Skor], level: str, cap: float) -> Mapping[str, Deret]:
    series: dict[str, dict[int, float]] = {}
    for periode, skor in tahun.items():
        for key, value in _values(skor, level):
            series.setdefault(key, {})[periode.bulan] = min(value, cap)
    return series


def _values(skor: Skor, level: str) -> list[tuple[str, float]]:
    """Every value of one month that was judged; what is not judged is no point of a trend."""
    if level == ITEM:
        item = skor.item
        judged = item[
            item["keadaan"].isin([Keadaan.DINILAI, Keadaan.NIHIL])
            & (item["jenis"] == Jenis.ANGKA)
            & item["capaian_pct"].notna()
        ]
        return [(str(i), float(c)) for i, c in zip(judged["item_id"], judged["capaian_pct"], strict=True)]
    rows = (skor.area if level == AREA else skor.opd).astype(object).to_dict("records")
    named = [(str(r[level]), r) for r in rows]
    if level == AREA:
        named.append((PEMDA, skor.ringkas))
    unjudged = (None, skor.aturan.belum_dapat_dinilai)
    return [(key, v) for key, r in named if r["kelas"] not in unjudged and (v := number(r["capaian_pct"])) is not None]


def _kinds(skor: Skor) -> dict[str, str]:
    return {str(i): str(a) for i, a in zip(skor.item["item_id"], skor.item["akumulasi"], strict=True)}

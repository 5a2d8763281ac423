"""A month as the leader reads it: who reported, who has been silent for how long, the map, the trend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from progress.model import Acuan, Kerangka, Periode
from progress.sajian.nilai import Nilai, change, middle, previous, text
from progress.sajian.perubahan import words
from progress.scoring import Skor
from progress.scoring.perubahan import Jalur


@dataclass(frozen=True, slots=True)
class Bagian:
    """One area or OPD beside its month before."""

    kode: str
    nama: str
    nilai: Nilai
    lalu: Nilai | None


@dataclass(frozen=True, slots=True)
class Diam:
    """An OPD that must report and has not: the last month with a report this year, and months of silence since."""

    kode: str
    nama: str
    terakhir: Periode | None
    bulan: int


@dataclass(frozen=True, slots=True)
class Titik:
    """One month of a trend; `nilai` is None where nobody reported."""

    periode: Periode
    nilai: Nilai | None


@dataclass(frozen=True, slots=True)
class BarisPeta:
    """One OPD of the map: its own value, then one per area; None where it has no rencana aksi."""

    kode: str
    nama: str
    singkatan: str
    nilai: Nilai
    sel: tuple[Nilai | None, ...]


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """The pemda in one month."""

    periode: Periode
    nilai: Nilai
    lalu: Nilai | None
    perubahan: float | None
    area: tuple[Bagian, ...]
    peta: tuple[BarisPeta, ...]
    diam: tuple[Diam, ...]
    sebagian: tuple[Bagian, ...]
    tanpa_rencana: tuple[str, ...]
    tren: tuple[Titik, ...]
    belum_jatuh_tempo: int
    di_bawah: tuple[Bagian, ...]
    belum_dinilai: tuple[Bagian, ...]
    sebab: str = ""


def name_of(acuan: Acuan, kode: str) -> str:
    """The official name; an OPD of the road map that the register does not know keeps its code."""
    return next((o.nama for o in acuan.opd if o.kode == kode), kode)


def short_name(acuan: Acuan, kode: str) -> str:
    return next((o.singkatan or o.nama for o in acuan.opd if o.kode == kode), kode)


def summarise(
    tahun: Mapping[Periode, Skor], periode: Periode, acuan: Acuan, kerangka: Kerangka, jalur: Jalur | None = None
) -> Ringkasan:
    """`tahun` holds the scores of the year's months up to `periode` that have reports; `jalur` leads to `periode` from
    the month before as it was presented, without which the month before is taken as it is now."""
    kini = tahun[periode]
    lalu = jalur.awal if jalur else _before(tahun, periode)
    nilai, sebelum = Nilai.of(kini.ringkas), Nilai.of(lalu.ringkas) if lalu else None
    area = areas(kini, lalu, kerangka)
    ambang = middle(kini.aturan)
    opd = _rows(kini, "opd")
    return Ringkasan(
        periode=periode,
        nilai=nilai,
        lalu=sebelum,
        perubahan=change(nilai, sebelum, kini.aturan),
        area=area,
        peta=_peta(kini, acuan, kerangka),
        diam=_silent(tahun, periode, acuan),
        sebagian=tuple(
            Bagian(k, name_of(acuan, k), n, None)
            for k, n in opd.items()
            if n.opd_sudah_lapor and not n.judged(kini.aturan) and n.wajib_lapor
        ),
        tanpa_rencana=_without_items(kini, acuan, periode),
        tren=trend({p: Nilai.of(s.ringkas) for p, s in tahun.items()}, periode),
        belum_jatuh_tempo=int((kini.item["keadaan"] == "belum jatuh tempo").sum()),
        di_bawah=tuple(
            a for a in area if ambang and a.nilai.judged(kini.aturan) and (a.nilai.tampil_pct or 0) < ambang.batas_bawah
        ),
        belum_dinilai=tuple(a for a in area if a.nilai.wajib_lapor and not a.nilai.judged(kini.aturan)),
        sebab=words(jalur) if jalur else "",
    )


def areas(kini: Skor, lalu: Skor | None, kerangka: Kerangka) -> tuple[Bagian, ...]:
    """Every area in the framework's order."""
    before = _rows(lalu, "area") if lalu else {}
    now = _rows(kini, "area")
    return tuple(Bagian(g.kode, g.nama, now[g.kode], before.get(g.kode)) for g in kerangka.grup if g.kode in now)


def areas_of(opd: str, kini: Skor, lalu: Skor | None, kerangka: Kerangka) -> tuple[Bagian, ...]:
    """The areas in which this OPD has rencana aksi."""
    now, before = pairs(kini), pairs(lalu) if lalu else {}
    return tuple(
        Bagian(g.kode, g.nama, now[opd, g.kode], before.get((opd, g.kode)))
        for g in kerangka.grup
        if (opd, g.kode) in now
    )


def opds_of(area: str, kini: Skor, lalu: Skor | None, acuan: Acuan) -> tuple[Bagian, ...]:
    """The OPD that have rencana aksi in this area, in official order."""
    now, before = pairs(kini), pairs(lalu) if lalu else {}
    return tuple(
        Bagian(k, name_of(acuan, k), now[k, area], before.get((k, area))) for k in kini.opd["opd"] if (k, area) in now
    )


def pairs(skor: Skor) -> dict[tuple[str, str | None], Nilai]:
    """Value of every OPD in every area it has rencana aksi in."""
    return {(str(r["opd"]), text(r["area"])): Nilai.of(r) for r in skor.opd_area.astype(object).to_dict("records")}


def value_of(skor: Skor, opd: str | None = None, area: str | None = None) -> Nilai | None:
    """Value of an OPD, of an area, of both together, or of the pemda; None where there is no rencana aksi."""
    if opd and area:
        return pairs(skor).get((opd, area))
    if opd or area:
        return _rows(skor, "opd" if opd else "area").get(opd or area or "")
    return Nilai.of(skor.ringkas)


def trend_of(tahun: Mapping[Periode, Skor], periode: Periode, opd: str | None, area: str | None) -> tuple[Titik, ...]:
    found = {p: value_of(s, opd, area) for p, s in tahun.items()}
    return trend({p: n for p, n in found.items() if n is not None}, periode)


def trend(values: Mapping[Periode, Nilai], periode: Periode) -> tuple[Titik, ...]:
    """January to `periode`; a month that nobody reported, or with nothing due, stays a gap."""
    months = (Periode(periode.tahun, m) for m in range(1, periode.bulan + 1))
    return tuple(Titik(p, values.get(p)) for p in months)


def _before(tahun: Mapping[Periode, Skor], periode: Periode) -> Skor | None:
    before = previous(periode)
    return tahun.get(before) if before else None


def _rows(skor: Skor, table: str) -> dict[str, Nilai]:
    frame = skor.opd if table == "opd" else skor.area
    return {str(r[table]): Nilai.of(r) for r in frame.astype(object).to_dict("records")}


def _peta(skor: Skor, acuan: Acuan, kerangka: Kerangka) -> tuple[BarisPeta, ...]:
    sel = pairs(skor)
    return tuple(
        BarisPeta(
            kode,
            name_of(acuan, kode),
            short_name(acuan, kode),
            nilai,
            tuple(sel.get((kode, g.kode)) for g in kerangka.grup),
        )
        for kode, nilai in _rows(skor, "opd").items()
    )


def _silent(tahun: Mapping[Periode, Skor], periode: Periode, acuan: Acuan) -> tuple[Diam, ...]:
    reported: dict[str, Periode] = {}
    for month in sorted(tahun):
        reported |= {k: month for k, n in _rows(tahun[month], "opd").items() if n.opd_sudah_lapor}
    silent = [k for k, n in _rows(tahun[periode], "opd").items() if n.opd_wajib_lapor and not n.opd_sudah_lapor]
    start = Periode(periode.tahun, 1).shift(-1)
    return tuple(
        Diam(k, name_of(acuan, k), reported.get(k), periode.ordinal - reported.get(k, start).ordinal) for k in silent
    )


def _without_items(skor: Skor, acuan: Acuan, periode: Periode) -> tuple[str, ...]:
    last_day = date(periode.shift(1).tahun, periode.shift(1).bulan, 1) - timedelta(days=1)
    present: Sequence[str] = list(skor.opd["opd"])
    return tuple(o.nama for o in acuan.opd if o.valid_on(last_day) and o.kode not in present)

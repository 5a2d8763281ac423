"""Ten months of reports: what really happened, what each OPD wrote of it, and what a reader must find in it."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from progress.demo import naskah
from progress.demo.lembar import BENTUK, Bentuk, Isi, Isian, Sel, address, area_names, data_rows, sheet_name
from progress.demo.naskah import Kekeliruan, Layout, Peran, Watak
from progress.demo.rencana import Item, Nilai
from progress.model import Acuan, Akumulasi, Arah, Jenis, Kosong, Opd, Periode, Sifat
from progress.wording.formats import angka, round_half_away

WIB = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian time has no summer time, so a fixed offset is exact."""

Kebenaran = dict[str, object]
"""One data row as a correct reader must return it; keys as in `truth` of DemoPlan."""

_ALASAN = {"-": Kosong.STRIP, "": Kosong.KOSONG, "n/a": Kosong.STRIP, "......": Kosong.STRIP, "NIHIL": Kosong.NIHIL}
_SATUAN_BANYAK = frozenset({"orang", "dokumen", "laporan", "kali", "unit"})


@dataclass(frozen=True, slots=True)
class Tulisan:
    """The handwriting of one OPD, the same all year."""

    layout: Layout
    berkas: int
    kosong: str
    belum_ada_target: str
    sudah: str
    belum: str
    spasi_ganda: bool
    alias_area: bool
    angka_teks: bool


@dataclass(frozen=True, slots=True)
class RencanaLaporan:
    """One report before it is a file: the rows as written."""

    opd: Opd
    periode: Periode
    layout: Layout
    nama_berkas: str
    diterima: datetime
    alias_area: bool
    baris: tuple[Isian, ...]
    kekeliruan: Kekeliruan | None = None


@dataclass(frozen=True, slots=True)
class Perjalanan:
    """What really happened to one item: value to date and of the month alone, January first; and money to date."""

    sd: tuple[Nilai, ...]
    bulan: tuple[Nilai, ...]
    anggaran: tuple[float, ...] | None
    diam: frozenset[int]


def handwriting(opd: Opd, layout: Layout) -> Tulisan:
    rng = _random("tulisan", opd.kode)
    sudah, belum = rng.choice((("Sudah", "Belum"), ("Ya", "Tidak"), ("sudah", "belum")))
    return Tulisan(
        layout=layout,
        berkas=rng.randrange(6),
        kosong=rng.choice(("-", "", "n/a", "......", "-", "")),
        belum_ada_target=rng.choice(("-", "")),
        sudah=sudah,
        belum=belum,
        spasi_ganda=rng.random() < 0.2,
        alias_area=rng.random() < 0.3,
        angka_teks=layout is Layout.DUA_BARIS,
    )


def plan_opd(
    opd: Opd, items: Sequence[Item], layout: Layout, acuan: Acuan
) -> tuple[list[RencanaLaporan], list[Kebenaran]]:
    """Every report this OPD sends in the year, and the rows a reader must find in them."""
    peran = naskah.PERAN.get(opd.kode, naskah.PERAN_BIASA)
    tulisan = handwriting(opd, layout)
    perjalanan = _live(opd, items, peran)
    reports: list[RencanaLaporan] = []
    truth: list[Kebenaran] = []
    for periode in naskah.BULAN_LAPORAN:
        sent = periode.bulan in peran.bulan_lapor and opd.valid_on(date(periode.tahun, periode.bulan, 28))
        if sent and items:
            report, rows = _write(opd, items, perjalanan, peran, tulisan, periode, acuan)
            reports.append(report)
            truth += rows
    return reports, truth


# What really happened ------------------------------------------------------------------------------------------------


def _live(opd: Opd, items: Sequence[Item], peran: Peran) -> list[Perjalanan]:
    rng = _random("jalan", opd.kode)
    tingkat = rng.uniform(-0.09, 0.09) if peran.watak is Watak.STABIL else 0.0
    serapan = 0.9 if peran.watak is Watak.SERAPAN_TANPA_CAPAIAN else rng.uniform(0.5, 0.85)
    nol = [i.kode for i in items if i.akumulasi is Akumulasi.JUMLAH][1:4] if peran.nol_diketik else []
    return [_live_item(item, peran, tingkat, serapan, item.kode in nol, rng) for item in items]


def _live_item(item: Item, peran: Peran, tingkat: float, serapan: float, nol: bool, rng: random.Random) -> Perjalanan:
    nasib = 0.0 if nol else _luck(peran.watak, rng)
    tingkat += naskah.PENGARUH_AREA.get(item.area, 0.0)
    usaha = [max(0.0, (_curve(peran.watak, m) + tingkat) * nasib) for m in range(1, naskah.BULAN_TERAKHIR + 1)]
    sd, bulan = _values(item, usaha, rng)
    diam = _silence(item, sd, peran, rng)
    return Perjalanan(tuple(sd), tuple(bulan), _spend(item, serapan, rng), diam)


def _luck(watak: Watak, rng: random.Random) -> float:
    """Most items follow their OPD; some stand still, a few run ahead."""
    dice = rng.random()
    if watak is Watak.SERAPAN_TANPA_CAPAIAN:
        return rng.uniform(0.7, 1.2)
    if dice < 0.05:
        return rng.uniform(0.05, 0.3)
    if dice > 0.95:
        return rng.uniform(1.25, 1.5)
    return min(max(rng.gauss(1.0, 0.16), 0.5), 1.3)


def _curve(watak: Watak, bulan: int) -> float:
    awal, akhir = naskah.KURVA[watak]
    return awal + (akhir - awal) * (bulan - 1) / (naskah.BULAN_TERAKHIR - 1)


def _values(item: Item, usaha: Sequence[float], rng: random.Random) -> tuple[list[Nilai], list[Nilai]]:
    if item.jenis is Jenis.YA_TIDAK:
        return _milestone(item, usaha, rng)
    if item.jenis is Jenis.ORDINAL:
        return _level(item, usaha)
    if item.akumulasi is Akumulasi.RATA_RATA:
        return _mean(item, usaha, rng)
    if item.akumulasi is Akumulasi.POSISI_AKHIR:
        posisi = _position(item, usaha, rng)
        return posisi, list(posisi)
    sd = _flow(item, usaha)
    bulan: list[Nilai] = [v - (sd[m - 1] if m else 0.0) for m, v in enumerate(sd)]
    return list(sd), list(sd) if item.akumulasi is Akumulasi.KUMULATIF else bulan


def _milestone(item: Item, usaha: Sequence[float], rng: random.Random) -> tuple[list[Nilai], list[Nilai]]:
    due = min(item.bulan)
    dice = rng.random()
    selesai = next((m for m, u in enumerate(usaha, start=1) if m >= due and u > 0.35 + dice * 0.65), 99)
    status: list[Nilai] = ["Ya" if m >= selesai else "Tidak" for m in range(1, len(usaha) + 1)]
    return status, list(status)


def _level(item: Item, usaha: Sequence[float]) -> tuple[list[Nilai], list[Nilai]]:
    due = min(item.bulan)
    hasil = item.target if usaha[min(due, len(usaha)) - 1] > 0.72 else item.baseline
    status: list[Nilai] = [str(hasil if m >= due else item.baseline) for m in range(1, len(usaha) + 1)]
    return status, list(status)


def _mean(item: Item, usaha: Sequence[float], rng: random.Random) -> tuple[list[Nilai], list[Nilai]]:
    tinggi = float(item.target or item.baseline or 90.0)
    bulan = [min(100.0, round_half_away(tinggi * max(u, 0.02) ** 0.5 * rng.uniform(0.97, 1.02), 1)) for u in usaha]
    sd: list[Nilai] = [round_half_away(math.fsum(bulan[: m + 1]) / (m + 1), 1) for m in range(len(bulan))]
    return sd, list(bulan)


def _position(item: Item, usaha: Sequence[float], rng: random.Random) -> list[Nilai]:
    """Indices are measured once a quarter; percentages and days every month."""
    out: list[Nilai] = []
    for m, u in enumerate(usaha, start=1):
        if item.satuan in ("indeks", "nilai") and m % 3 != 1 and out:
            out.append(out[-1])
            continue
        target = _number(item.target_sd(m)) or _number(item.target) or _number(item.target_tahun.get(2027)) or 1.0
        capai = max(u, 0.0) ** 0.7 * rng.uniform(0.97, 1.03)
        nilai = target * capai if item.arah is Arah.NAIK else target * max(2 - capai, 0.4)
        if item.satuan == "%":
            nilai = min(nilai, 100.0)
        if item.satuan == "indeks":
            nilai = min(max(nilai, 1.0), 5.0)
        out.append(round_half_away(nilai, item.desimal))
    return out


def _flow(item: Item, usaha: Sequence[float]) -> list[float]:
    """Counts to date; they never fall."""
    out: list[float] = []
    awal = float(item.baseline or 0.0) if item.akumulasi is Akumulasi.KUMULATIF else 0.0
    for m, u in enumerate(usaha, start=1):
        rencana = _planned(item, m, awal)
        nilai = awal + (rencana - awal) * u if item.akumulasi is Akumulasi.KUMULATIF else rencana * u
        out.append(max(round_half_away(nilai, 0), out[-1] if out else 0.0))
    return out


def _planned(item: Item, bulan: int, awal: float) -> float:
    """Where the plan stands this month, straight between its steps."""
    knots = {0: awal}
    for m in range(1, 13):
        now = _number(item.target_sd(m))
        if now is not None and (m in item.bulan or (m % 3 == 0 and item.triwulan)):
            knots[m] = now
    knots.setdefault(12, _number(item.target) or max(knots.values()) or 6.0)
    left = max(m for m in knots if m <= bulan)
    right = min(m for m in knots if m >= bulan)
    if left == right:
        return knots[left]
    return knots[left] + (knots[right] - knots[left]) * (bulan - left) / (right - left)


def _spend(item: Item, serapan: float, rng: random.Random) -> tuple[float, ...] | None:
    if item.anggaran_rp is None:
        return None
    porsi = min(1.0, serapan * rng.uniform(0.85, 1.12))
    months = range(1, naskah.BULAN_TERAKHIR + 1)
    return tuple(
        float(round(item.anggaran_rp * porsi * (m / naskah.BULAN_TERAKHIR) ** 1.3 / 1000) * 1000) for m in months
    )


def _silence(item: Item, sd: Sequence[Nilai], peran: Peran, rng: random.Random) -> frozenset[int]:
    """The months in which this row comes back without a value."""
    if peran.lengkap:
        return frozenset()
    if peran.selektif:
        nilai = {m: capaian(item, item.target_sd(m), sd[m - 1]) for m in range(3, naskah.BULAN_TERAKHIR + 1)}
        return frozenset(m for m, pct in nilai.items() if pct is not None and pct < naskah.BATAS_SELEKTIF_PCT)
    dice = rng.random()
    if dice < 0.03:
        return frozenset(range(1, 11))
    if dice < 0.12:
        start = rng.randrange(1, 10)
        return frozenset(range(start, min(start + rng.randrange(1, 4), 11)))
    return frozenset()


def capaian(item: Item, target: Nilai | None, realisasi: Nilai | None) -> float | None:
    """Percent of target as an OPD computes it, floor 0; None where a number makes no sense."""
    if target is None or realisasi is None or item.jenis is Jenis.ORDINAL:
        return None
    if item.jenis is Jenis.YA_TIDAK:
        return 100.0 if realisasi == "Ya" else 0.0
    t, r = float(target), float(realisasi)
    if t == 0:
        return None
    return max(0.0, (2 * t - r) / t * 100 if item.arah is Arah.TURUN else r / t * 100)


# What the OPD wrote of it --------------------------------------------------------------------------------------------


def _write(
    opd: Opd, items: Sequence[Item], perjalanan: Sequence[Perjalanan], peran: Peran, tulisan: Tulisan,
    periode: Periode, acuan: Acuan,
) -> tuple[RencanaLaporan, list[Kebenaran]]:  # fmt: skip
    rng = _random("laporan", opd.kode, str(periode))
    bentuk = BENTUK[tulisan.layout]
    keliru = naskah.KEKELIRUAN.get((opd.kode, periode.bulan))
    korban = _victim(items, perjalanan, keliru, periode.bulan)
    diterima = _received(peran, periode, rng)
    nama = _file_name(opd, periode, tulisan, diterima)
    rows = data_rows(bentuk, [i.area for i in items])
    areas = area_names(acuan, tulisan.alias_area)
    baris: list[Isian] = []
    truth: list[Kebenaran] = []
    for n, (item, jalan, row) in enumerate(zip(items, perjalanan, rows, strict=True)):
        fakta = _facts(item, jalan, peran, tulisan, bentuk, periode.bulan)
        if n == korban and keliru is not None:
            fakta.spoil(keliru, jalan, periode.bulan)
        sel = _cells(n + 1, item, fakta, tulisan, bentuk, areas[item.area], rng)
        baris.append(Isian(item.area, sel))
        truth.append(
            _truth(opd, periode, nama, item, fakta, sel, bentuk, sheet_name(tulisan.layout, opd, periode), row)
        )
    report = RencanaLaporan(opd, periode, tulisan.layout, nama, diterima, tulisan.alias_area, tuple(baris), keliru)
    return report, truth


@dataclass(slots=True)
class _Fakta:
    """The values of one row before they become cells. A `kosong` text is what stands where a value is missing."""

    target_bulan: Nilai | None
    target_sd: Nilai | None
    realisasi_bulan: Nilai | None
    realisasi_sd: Nilai | None
    kosong: str
    realisasi_anggaran: float | None
    capaian: float | None
    rusak_anggaran: bool = False
    keliru: Kekeliruan | None = None

    def spoil(self, keliru: Kekeliruan, jalan: Perjalanan, bulan: int) -> None:
        self.keliru = keliru
        if keliru is Kekeliruan.SEL_RUSAK:
            self.realisasi_anggaran, self.rusak_anggaran = None, True
        elif keliru is Kekeliruan.TARGET_BERBEDA:
            self.target_sd = round_half_away(float(self.target_sd or 0) * 0.8, 0)
            self.capaian = float(self.realisasi_sd or 0) / self.target_sd * 100
        elif keliru is Kekeliruan.KUMULATIF_TURUN:
            self.realisasi_sd = float(jalan.sd[bulan - 2]) - 2
            self.capaian = self.realisasi_sd / float(self.target_sd or 1) * 100
        else:
            self.realisasi_bulan = self.realisasi_sd = self.capaian = None
            self.kosong = "NIHIL" if keliru is Kekeliruan.NIHIL_PADA_POSISI else "masih direkap"


def _facts(item: Item, jalan: Perjalanan, peran: Peran, tulisan: Tulisan, bentuk: Bentuk, bulan: int) -> _Fakta:
    sd: Nilai | None = jalan.sd[bulan - 1]
    ini: Nilai | None = jalan.bulan[bulan - 1]
    kosong = tulisan.kosong
    shown = sd if bentuk.sifat is Sifat.SD else ini
    if item.akumulasi is Akumulasi.JUMLAH and shown == 0 and (peran.nihil or (sd == 0 and bulan <= 2)):
        sd, ini, kosong = None, None, "NIHIL"
    if bulan in jalan.diam:
        sd, ini, kosong = None, None, tulisan.kosong
    target_bulan, target_sd = item.target_bulan(bulan), item.target_sd(bulan)
    pasangan = (target_sd, sd) if bentuk.sifat is Sifat.SD else (target_bulan, ini)
    belanja = jalan.anggaran[bulan - 1] if jalan.anggaran else None
    return _Fakta(target_bulan, target_sd, ini, sd, kosong, belanja, capaian(item, *pasangan))


def _victim(
    items: Sequence[Item], perjalanan: Sequence[Perjalanan], keliru: Kekeliruan | None, bulan: int
) -> int | None:
    """The first row on which this mistake shows."""
    for n, (item, jalan) in enumerate(zip(items, perjalanan, strict=True)):
        if keliru is None or bulan in jalan.diam or item.jenis is not Jenis.ANGKA or item.target_sd(bulan) is None:
            continue
        posisi_persen = item.satuan == "%" and item.akumulasi is Akumulasi.POSISI_AKHIR
        fits = {
            Kekeliruan.BUKAN_ANGKA: posisi_persen,
            Kekeliruan.NIHIL_PADA_POSISI: posisi_persen,
            Kekeliruan.SEL_RUSAK: item.anggaran_rp is not None,
            Kekeliruan.TARGET_BERBEDA: item.akumulasi is Akumulasi.JUMLAH and float(item.target_sd(bulan) or 0) >= 10,
            Kekeliruan.KUMULATIF_TURUN: item.akumulasi is Akumulasi.KUMULATIF,
        }
        if fits[keliru]:
            return n
    return None


def _cells(
    nomor: int, item: Item, fakta: _Fakta, tulisan: Tulisan, bentuk: Bentuk, area: str, rng: random.Random
) -> dict[str, Sel]:
    buruk = fakta.capaian is not None and fakta.capaian < 85
    ada = (fakta.realisasi_sd if bentuk.sifat is Sifat.SD else fakta.realisasi_bulan) is not None
    kendala = rng.choice(naskah.KENDALA) if buruk and rng.random() < 0.8 else None
    money = _money(item.anggaran_rp, bentuk, tulisan)
    spent = ("#REF!", "galat") if fakta.rusak_anggaran else _money(fakta.realisasi_anggaran, bentuk, tulisan)
    return {
        "no": (nomor, "tengah"),
        "kode": (item.kode, "tengah"),
        "area": (area, "teks"),
        "rencana_aksi": (_spaced(item.rencana_aksi, tulisan), "teks"),
        "indikator": (item.indikator, "teks"),
        "satuan": (item.satuan, "tengah"),
        "target_tahun": _value(item, item.target, tulisan.belum_ada_target, tulisan, bentuk, None),
        "target_bulan": _value(item, fakta.target_bulan, tulisan.belum_ada_target, tulisan, bentuk, None),
        "target_sd": _value(item, fakta.target_sd, tulisan.belum_ada_target, tulisan, bentuk, None),
        "realisasi_bulan": _value(item, fakta.realisasi_bulan, fakta.kosong, tulisan, bentuk, rng),
        "realisasi_sd": _value(item, fakta.realisasi_sd, fakta.kosong, tulisan, bentuk, rng),
        "capaian": _ratio(item, fakta, tulisan, bentuk),
        "anggaran": money,
        "realisasi_anggaran": spent,
        "kendala": (kendala, "teks"),
        "tindak_lanjut": (rng.choice(naskah.TINDAK_LANJUT) if kendala else None, "teks"),
        "bukti": (rng.choice(naskah.BUKTI) if ada and rng.random() < 0.6 else None, "teks"),
    }


def _value(
    item: Item, nilai: Nilai | None, kosong: str, tulisan: Tulisan, bentuk: Bentuk, rng: random.Random | None
) -> Sel:
    """A target or realisasi as this OPD types it; only realisasi (`rng` given) is sometimes typed as text."""
    if nilai is None:
        return (kosong or None, "tengah")
    if isinstance(nilai, str):
        words = {"Ya": tulisan.sudah, "Tidak": tulisan.belum} if rng and item.jenis is Jenis.YA_TIDAK else {}
        return (words.get(nilai, nilai), "tengah")
    if item.satuan == "%" and bentuk.persen_pecahan:
        return (nilai / 100, "persen0" if nilai == int(nilai) else "persen1")
    if rng and tulisan.angka_teks and rng.random() < 0.15:
        return (_typed(item, nilai, rng), "tengah")
    return (nilai, f"angka{0 if nilai == int(nilai) else item.desimal}")


def _typed(item: Item, nilai: float, rng: random.Random) -> str:
    """'87,5', '1.250', '12 Dokumen': a number typed as Indonesian text."""
    text = angka(nilai)
    if item.satuan == "%":
        return f"{text} %" if rng.random() < 0.3 else text
    if item.satuan in _SATUAN_BANYAK and nilai < 1000 and rng.random() < 0.6:
        return f"{text} {item.satuan.capitalize()}"
    return text


def _money(rupiah: float | None, bentuk: Bentuk, tulisan: Tulisan) -> Sel:
    if rupiah is None:
        return (tulisan.belum_ada_target or None, "tengah")
    return (round(rupiah / 1e6, 3), "juta") if bentuk.rp_juta else (rupiah, "rp")


def _ratio(item: Item, fakta: _Fakta, tulisan: Tulisan, bentuk: Bentuk) -> Sel:
    if fakta.capaian is None:
        return (None, "angka2")
    if bentuk.persen_pecahan:
        return (round_half_away(fakta.capaian, 2) / 100, "persen2")
    rumus = tulisan.layout in (Layout.SATU_BARIS, Layout.SATU_BARIS_BULAN_INI)
    naik_angka = item.jenis is Jenis.ANGKA and item.arah is Arah.NAIK
    return (round_half_away(fakta.capaian, 2), "rasio" if rumus and naik_angka else "angka2")


def _spaced(teks: str, tulisan: Tulisan) -> str:
    """Some type two blanks after the first word and one at the end."""
    return teks.replace(" ", "  ", 1) + " " if tulisan.spasi_ganda else teks


# What a reader must find ---------------------------------------------------------------------------------------------

_KOLOM_BACA = {
    "rencana_aksi": "rencana_aksi",
    "indikator": "indikator",
    "satuan": "satuan",
    "capaian_dilaporkan_pct": "capaian",
    "anggaran_rp": "anggaran",
    "realisasi_anggaran_rp": "realisasi_anggaran",
    "kendala": "kendala",
    "tindak_lanjut": "tindak_lanjut",
    "bukti": "bukti",
}


def _truth(
    opd: Opd, periode: Periode, nama: str, item: Item, fakta: _Fakta, sel: Mapping[str, Sel], bentuk: Bentuk,
    lembar: str, row: int,
) -> Kebenaran:  # fmt: skip
    akhir = "sd" if bentuk.sifat is Sifat.SD else "bulan"
    kolom = {**_KOLOM_BACA, "target": f"target_{akhir}", "realisasi": f"realisasi_{akhir}"}
    shown = {baca: (c, sel[isi]) for baca, isi in kolom.items() if (c := bentuk.index(isi)) is not None}
    nilai = {
        "target": fakta.target_sd if akhir == "sd" else fakta.target_bulan,
        "realisasi": _read(
            item, fakta.realisasi_sd if akhir == "sd" else fakta.realisasi_bulan, sel[kolom["realisasi"]]
        ),
        "capaian_dilaporkan_pct": None if fakta.capaian is None else round_half_away(fakta.capaian, 2),
        "anggaran_rp": item.anggaran_rp,
        "realisasi_anggaran_rp": fakta.realisasi_anggaran,
    }
    truth: Kebenaran = {
        "berkas": nama,
        "opd": opd.kode,
        "periode": str(periode),
        "lembar": lembar,
        "baris": row + 1,
        "kode": item.kode,
        "area": item.area,
        "rencana_aksi": item.rencana_aksi,
        "indikator": item.indikator,
        "satuan": item.satuan,
        "sifat": str(bentuk.sifat),
        **{baca: nilai[baca] if baca in shown else None for baca in nilai},
        **{baca: sel[baca][0] if baca in shown else None for baca in ("kendala", "tindak_lanjut", "bukti")},
        "sel": {baca: address(row, c) for baca, (c, _) in shown.items()},
        "kosong": {b: _reason(v[1][0]) for b, v in shown.items() if b in nilai and nilai[b] is None},
        "realisasi_sebenarnya_sd": fakta.realisasi_sd,
        "kekeliruan": fakta.keliru,
    }
    return truth


def _read(item: Item, nilai: Nilai | None, written: Sel) -> Nilai | None:
    """Words stay as typed; everything else is the number."""
    return str(written[0]) if isinstance(nilai, str) and item.jenis is not Jenis.ANGKA else nilai


def _reason(written: Isi) -> str:
    return str(_ALASAN.get("" if written is None else str(written), Kosong.GALAT))


# Files and times -----------------------------------------------------------------------------------------------------


def _received(peran: Peran, periode: Periode, rng: random.Random) -> datetime:
    """On time: the 1st to the 5th of the next month; late: the 8th to the 17th; October's late ones on 6 November."""
    depan = periode.shift(1)
    jam, menit = rng.randrange(8, 17), rng.randrange(60)
    if periode.bulan not in peran.bulan_terlambat:
        return datetime(depan.tahun, depan.bulan, rng.randrange(2, 6), jam, menit, tzinfo=WIB)
    if periode.bulan == naskah.BULAN_TERAKHIR:
        return datetime(depan.tahun, depan.bulan, 6, rng.randrange(7, 9), menit, tzinfo=WIB)
    return datetime(depan.tahun, depan.bulan, rng.randrange(8, 18), jam, menit, tzinfo=WIB)


def _file_name(opd: Opd, periode: Periode, tulisan: Tulisan, diterima: datetime) -> str:
    singkat = opd.singkatan.replace("/", "-")
    bln, bulan = naskah.SINGKATAN_BULAN[periode.bulan - 1], periode.nama.split()[0]
    nama = (
        f"Lap RB {singkat} {bln} {periode.tahun}",
        f"DOC-{diterima:%Y%m%d}-WA{opd.urutan:04d}",
        f"Laporan Renaksi RB {singkat} bulan {bulan} {periode.tahun}",
        f"{singkat.replace(' ', '_')}_RB_{periode.bulan:02d}_{periode.tahun}",
        f"RB {singkat.upper()} {bulan.upper()} {periode.tahun} (FIX)",
        f"laporan rb {singkat.lower()} {bulan.lower()} rev1",
    )
    return f"{nama[tulisan.berkas]}.xlsx"


def _number(nilai: Nilai | None) -> float | None:
    return nilai if isinstance(nilai, float) else None


def _random(*kunci: str) -> random.Random:
    return random.Random(":".join((str(naskah.BENIH), *kunci)))  # noqa: S311 - invented data, repeatable on purpose

"""The rules of the score written a second time, in plain loops, and random road maps that both must agree on.

A world is a road map workbook and the monthly reports of its OPD, written in varied layouts with their truth kept aside. It goes
the way of a user, `impor` and then `skor`, into a fresh database. `hitung` below knows no module of the project: it reads the
register, the scales and the classes from data/acuan and counts in exact fractions.
"""

from __future__ import annotations

import csv
import json
import random
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from kit import write_book

from progress.__main__ import main

ACUAN = Path(__file__).resolve().parents[1] / "data" / "acuan"
ATURAN = tomllib.loads((ACUAN / "_umum" / "aturan.toml").read_text(encoding="utf-8"))
KODE_AREA = [f"A{n}" for n in range(1, 9)]
NILAI_PCT = ("capaian_pct", "capaian_tahun_pct", "tepi_bawah_pct", "tepi_atas_pct", "serapan_pct")
NILAI_LAIN = (
    "sudah_lapor", "wajib_lapor", "opd_sudah_lapor", "opd_wajib_lapor", "kelas",
    "capaian_road_map_pct", "item_road_map", "ordinal_terpenuhi", "ordinal_dinilai",
)  # fmt: skip
JENJANG = [(F(step["sampai_pct"]), F(step["nilai"])) for step in ATURAN["jenjang"]]


def _csv(*path: str) -> list[dict[str, str]]:
    with (ACUAN.joinpath(*path)).open(encoding="utf-8") as berkas:
        return list(csv.DictReader(berkas))


SKALA: dict[str, dict[str, int]] = {}
for _row in _csv("_umum", "skala.csv"):
    SKALA.setdefault(_row["scale"], {})[_row["level"]] = int(_row["order"])


# ---------------------------------------------------------------- the rules, a second time


@dataclass
class Aksi:
    """One rencana aksi as the road map means it; amounts are exact, an ordinal target is its level."""

    kode: str | None
    opd: str
    kelompok: str
    rencana_aksi: str
    indikator: str
    satuan: str
    jenis: str = "angka"  # angka, ordinal, ya_tidak
    arah: str = "naik"
    akumulasi: str = "jumlah"
    skala: str | None = None
    area: str | None = None
    bobot: F | None = None
    anggaran: F | None = None
    tahunan: dict[int, Any] = field(default_factory=dict)
    bulanan: dict[int, Any] = field(default_factory=dict)  # month of the world's year -> target
    sifat: str = "sd"  # of the month targets
    rumus: str | None = None
    linear: bool = False
    baseline: F | None = None
    tahap: str | None = None

    @property
    def kunci(self) -> tuple[str, str, str]:
        return self.opd, self.rencana_aksi, self.indikator


@dataclass
class Lapor:
    """One row of a report as it is meant; neither a value nor NIHIL: not reported."""

    nilai: Any = None
    nihil: bool = False
    sifat: str = "sd"
    uang: F | None = None
    sifat_uang: str = "sd"
    sel: str = ""


Laporan = dict[tuple[tuple[str, str, str], int], Lapor]  # of one year: (item, month) -> the row in force


def _target(aksi: Aksi, tahun: int, bulan: int) -> tuple[str, Any, Any]:
    """State that ends the matter ("" if none), target to date, target of the year; a range is both its ends."""
    setahun, jatuh = aksi.tahunan.get(tahun), aksi.bulanan
    if setahun is None:
        return "tanpa target", None, None
    if aksi.jenis != "ordinal" and aksi.arah == "naik" and setahun == 0:
        return "tanpa target", None, None if aksi.akumulasi == "per_bulan" else setahun
    if aksi.akumulasi == "per_bulan":
        setahun = jatuh[max(jatuh)] if jatuh else setahun
        jatuh = {b: jatuh[b] for b in jatuh if b == bulan} or ({} if jatuh else {bulan: setahun})
        return ("", jatuh[bulan], setahun) if jatuh else ("belum jatuh tempo", None, setahun)
    if aksi.linear:
        sd = _garis(aksi, tahun, bulan)
        return ("belum jatuh tempo" if sd is None else ""), sd, setahun
    jatuh = jatuh or {12: setahun}
    if bulan < min(jatuh):
        return "belum jatuh tempo", None, setahun
    lewat = [b for b in sorted(jatuh) if b <= bulan]
    sd = sum((jatuh[b] for b in lewat), F(0)) if aksi.sifat == "bulan_ini" else jatuh[lewat[-1]]
    return "ordinal" if aksi.jenis == "ordinal" else "", sd, setahun


def _garis(aksi: Aksi, tahun: int, bulan: int) -> F | None:
    """The target to date on straight lines from stated point to stated point; None before the first one."""
    titik: dict[int, F] = {}
    if aksi.akumulasi in ("jumlah", "kumulatif"):
        titik[0] = F(0)
    elif aksi.tahunan.get(tahun - 1) is not None:
        titik[0] = aksi.tahunan[tahun - 1]
    elif aksi.baseline is not None:
        titik[0] = aksi.baseline
    jalan = F(0)
    for b in sorted(aksi.bulanan):
        jalan = jalan + aksi.bulanan[b] if aksi.sifat == "bulan_ini" else aksi.bulanan[b]
        titik[b] = jalan
    if 12 not in titik:
        titik[12] = aksi.tahunan[tahun]
    kiri = [b for b in titik if b <= bulan]
    kanan = [b for b in titik if b >= bulan]
    if not kiri:
        return None
    a, z = max(kiri), min(kanan)
    return titik[a] if a == z else titik[a] + (titik[z] - titik[a]) * (bulan - a) / (z - a)


def _sudah_lapor(aksi: Aksi, lapor: Lapor | None) -> bool:
    if lapor is None:
        return False
    if lapor.nihil:
        return aksi.jenis == "angka" and aksi.akumulasi in ("jumlah", "kumulatif", "per_bulan")
    return lapor.nilai is not None


def _realisasi_sd(aksi: Aksi, laporan: Laporan, bulan: int) -> Any:
    """The value to date of whatever was reported until this month; None: nothing ever."""
    sd, sebulan = None, []
    if aksi.jenis == "angka" and aksi.akumulasi == "per_bulan":
        lapor = laporan.get((aksi.kunci, bulan))
        return None if lapor is None else F(0) if lapor.nihil else lapor.nilai
    for b in range(1, bulan + 1):
        lapor = laporan.get((aksi.kunci, b))
        if lapor is None or not _sudah_lapor(aksi, lapor):
            continue
        if lapor.nihil:
            sd = F(0) if sd is None else sd
        elif aksi.jenis != "angka" or lapor.sifat == "sd" or aksi.akumulasi in ("posisi_akhir", "kumulatif"):
            sd = lapor.nilai
        elif aksi.akumulasi == "jumlah":
            sd = (sd or F(0)) + lapor.nilai
        else:
            sebulan.append(lapor.nilai)
            sd = sum(sebulan, F(0)) / len(sebulan)
    return sd


def _capaian(aksi: Aksi, realisasi: F, target: Any) -> F:
    if aksi.arah == "rentang":
        bawah, atas = target if isinstance(target, tuple) else (target, target)
        if realisasi < bawah:
            return max(F(0), realisasi / bawah * 100)
        if realisasi > atas:
            return max(F(0), (2 * atas - realisasi) / atas * 100) if atas else F(0)
        return F(100)
    if aksi.arah == "turun":
        if target == 0:
            return F(100) if realisasi == 0 else F(0)
        if aksi.rumus == "rasio":
            return F(200) if realisasi <= 0 else min(F(200), target / realisasi * 100)
        if aksi.rumus == "jenjang":
            for sampai, nilai in JENJANG:
                if realisasi / target * 100 <= sampai:
                    return nilai
            return F(0)
        return max(F(0), (2 * target - realisasi) / target * 100)
    return max(F(0), realisasi / target * 100)


def _seluruh_road_map(aksi: Aksi, sd: F, tahun: int) -> F | None:
    """From the first day of the road map to its last year; earlier years are never in these reports."""
    if aksi.jenis == "ordinal" or aksi.akumulasi == "per_bulan":
        return None
    target = {t: n for t, n in aksi.tahunan.items() if n is not None and not (aksi.arah == "naik" and n == 0)}
    akhir = target[max(target)]
    if aksi.arah == "rentang":
        return _capaian(aksi, sd, akhir)
    if aksi.jenis == "ya_tidak" or aksi.akumulasi in ("jumlah", "kumulatif"):
        if aksi.arah == "turun" or min(target) < tahun:
            return None
        return sd / sum(target.values()) * 100
    if aksi.baseline is None:
        return None
    jalan, sudah = akhir - aksi.baseline, sd - aksi.baseline
    if aksi.arah == "turun":
        jalan, sudah = -jalan, -sudah
    return max(F(0), sudah / jalan * 100) if jalan > 0 else _capaian(aksi, sd, akhir)


def _uang_sd(aksi: Aksi, laporan: Laporan, bulan: int) -> F | None:
    kini = laporan.get((aksi.kunci, bulan))
    if kini is None or kini.uang is None or aksi.anggaran is None:
        return None
    if kini.sifat_uang == "sd":
        return kini.uang
    total = F(0)
    for b in range(1, bulan + 1):
        lapor = laporan.get((aksi.kunci, b))
        if lapor is not None and lapor.uang is not None:
            total += lapor.uang
    return total


def _bobot(items: list[Aksi]) -> dict[tuple[str, str, str], F]:
    hasil = {}
    for opd in {aksi.opd for aksi in items}:
        milik = [aksi for aksi in items if aksi.opd == opd]
        tertulis = [aksi.bobot for aksi in milik if aksi.bobot is not None]
        rata = sum(tertulis, F(0)) / len(tertulis) if tertulis else F(1)
        mentah = {aksi.kunci: rata if aksi.bobot is None else aksi.bobot for aksi in milik}
        total = sum(mentah.values(), F(0))
        for kunci, bobot in mentah.items():
            hasil[kunci] = bobot * len(milik) / total
    return hasil


def _kelas(capaian_pct: F | None, sudah: int, wajib: int) -> str | None:
    if wajib == 0:
        return None
    if capaian_pct is None or sudah * 100 < wajib * ATURAN["ambang_cakupan_pct"]:
        return str(ATURAN["belum_dapat_dinilai"])
    tampil = F(int(capaian_pct * 10 + F(1, 2)), 10)
    for kelas in ATURAN["kelas"]:
        if tampil >= kelas["batas_bawah"]:
            return str(kelas["nama"])
    return None


def _rata(rows: list[dict[str, Any]], kolom: str) -> F | None:
    total = sum((row["bobot"] for row in rows), F(0))
    return sum((row["bobot"] * row[kolom] for row in rows), F(0)) / total if total else None


def _nilai(rows: list[dict[str, Any]], *, per_area: bool = False) -> dict[str, Any]:
    wajib = [row for row in rows if row["wajib"]]
    sudah = [row for row in wajib if row["sudah"]]
    dibayar = [row for row in rows if row["uang"] is not None]
    anggaran = sum((row["aksi"].anggaran for row in dibayar), F(0))
    pembagi, pembilang = (wajib, sudah) if per_area else (rows, [row for row in rows if row["sudah"]])
    capaian_pct = _rata(sudah, "dibatasi")
    jalan = [row for row in sudah if row["capaian_road_map_pct"] is not None]
    ordinal = [row for row in rows if row["keadaan"] == "ordinal"]
    return {
        "capaian_pct": capaian_pct,
        "capaian_tahun_pct": _rata(sudah, "tahun_dibatasi"),
        "tepi_bawah_pct": _rata(wajib, "bawah"),
        "tepi_atas_pct": _rata(wajib, "atas"),
        "serapan_pct": sum((row["uang"] for row in dibayar), F(0)) / anggaran * 100 if anggaran else None,
        "sudah_lapor": len(sudah),
        "wajib_lapor": len(wajib),
        "opd_sudah_lapor": len({row["aksi"].opd for row in pembilang}),
        "opd_wajib_lapor": len({row["aksi"].opd for row in pembagi}),
        "kelas": _kelas(capaian_pct, len(sudah), len(wajib)),
        "capaian_road_map_pct": _rata(jalan, "jalan_dibatasi"),
        "item_road_map": len(jalan),
        "ordinal_terpenuhi": sum(row["terpenuhi"] is True for row in ordinal),
        "ordinal_dinilai": len(ordinal),
    }


def _item(aksi: Aksi, bobot: F, laporan: Laporan, tahun: int, bulan: int) -> dict[str, Any]:
    state, target_sd, target_tahun = _target(aksi, tahun, bulan)
    lapor = laporan.get((aksi.kunci, bulan))
    sudah, angka = _sudah_lapor(aksi, lapor), aksi.jenis != "ordinal"
    sd = _realisasi_sd(aksi, laporan, bulan)
    row = {
        "aksi": aksi, "bobot": bobot, "wajib": not state, "sudah": sudah,
        "uang": _uang_sd(aksi, laporan, bulan), "sel": lapor.sel if sudah and lapor else None,
        "target_sd": _bawah(target_sd) if not state else None, "target_tahun": _bawah(target_tahun) if angka else None,
        "target_sd_atas": target_sd[1] if not state and isinstance(target_sd, tuple) else None, "capaian_road_map_pct": None,
        "realisasi_sd": sd if sudah and angka else None, "capaian_pct": None, "capaian_tahun_pct": None, "terpenuhi": None,
        "keadaan": state or ("belum lapor" if not sudah else "nihil" if lapor and lapor.nihil else "dinilai"),
    }  # fmt: skip
    if state == "ordinal" and sudah:
        row["terpenuhi"] = SKALA[aksi.skala or ""][sd] >= SKALA[aksi.skala or ""][target_sd]
    if not state and sudah:
        row["capaian_pct"], row["capaian_tahun_pct"] = _capaian(aksi, sd, target_sd), _capaian(aksi, sd, target_tahun)
        row["dibatasi"] = row["bawah"] = row["atas"] = min(F(100), row["capaian_pct"])
        row["tahun_dibatasi"] = min(F(100), row["capaian_tahun_pct"])
        row["capaian_road_map_pct"] = _seluruh_road_map(aksi, sd, tahun)
        row["jalan_dibatasi"] = min(F(100), row["capaian_road_map_pct"] or F(0))
    elif not state:
        bertahan = aksi.jenis == "angka" and aksi.arah == "naik" and aksi.akumulasi in ("jumlah", "kumulatif")
        row["bawah"] = min(F(100), _capaian(aksi, sd, target_sd)) if bertahan and sd is not None else F(0)
        row["atas"] = F(100)
    return row


def _bawah(target: Any) -> Any:
    return target[0] if isinstance(target, tuple) else target


def _rata_kelompok(kelompok: dict[Any, dict[str, Any]]) -> F | None:
    ada = [nilai["capaian_pct"] for nilai in kelompok.values() if nilai["capaian_pct"] is not None]
    return sum(ada, F(0)) / len(ada) if ada else None


def hitung(items: list[Aksi], laporan: Laporan, tahun: int, bulan: int) -> dict[str, Any]:
    """What `skor` must print for this month, by name instead of in lists."""
    bobot = _bobot(items)
    rows = [_item(aksi, bobot[aksi.kunci], laporan, tahun, bulan) for aksi in items]
    opd: dict[str, Any] = {}
    opd_area: dict[tuple[str, str | None], Any] = {}
    for nama in {aksi.opd for aksi in items}:
        milik = [row for row in rows if row["aksi"].opd == nama]
        opd[nama] = {**_nilai(milik), "kelompok": milik[0]["aksi"].kelompok, "peringkat": None}
        for kode in {row["aksi"].area for row in milik}:
            opd_area[nama, kode] = _nilai([row for row in milik if row["aksi"].area == kode], per_area=True)
    layak = [
        nilai for nilai in opd.values()
        if nilai["wajib_lapor"] >= ATURAN["minimal_item_peringkat"]
        and nilai["sudah_lapor"] * 100 >= nilai["wajib_lapor"] * ATURAN["ambang_cakupan_pct"]
    ]  # fmt: skip
    for nilai in layak:
        sekelompok = [lain for lain in layak if lain["kelompok"] == nilai["kelompok"]]
        nilai["peringkat"] = 1 + sum(lain["tepi_bawah_pct"] > nilai["tepi_bawah_pct"] for lain in sekelompok)
    area = {kode: _nilai([row for row in rows if row["aksi"].area == kode], per_area=True) for kode in KODE_AREA}
    ringkas = _nilai(rows)
    ringkas |= {"capaian_rencana_aksi_pct": ringkas["capaian_pct"], "cara_gabung": "rencana_aksi"}
    ringkas |= {"capaian_rata_opd_pct": _rata_kelompok(opd), "capaian_rata_area_pct": _rata_kelompok(area)}
    return {"ringkas": ringkas, "area": area, "opd": opd, "opd_area": opd_area, "item": rows}


def _berbeda(di: str, kita: Any, skor: Any) -> Iterator[str]:
    if isinstance(kita, F) and isinstance(skor, (int, float)) and not isinstance(skor, bool):
        sama = abs(float(kita) - skor) <= 1e-9 * max(1.0, abs(float(kita)))
    else:
        sama = kita == skor and isinstance(kita, bool) == isinstance(skor, bool)
    if not sama:
        yield f"{di}: mandiri {float(kita) if isinstance(kita, F) else kita!r}, skor {skor!r}"


def perbedaan(kita: dict[str, Any], skor: dict[str, Any]) -> list[str]:
    """Every place where the printed scores differ from ours by more than 1e-9; empty when they agree."""
    hasil: list[str] = []

    def kelompok(di: str, kita: dict[Any, Any], baris: dict[Any, Any], kolom: Iterable[str]) -> None:
        hasil.extend(_berbeda(f"{di}, susunan", sorted(map(str, kita)), sorted(map(str, baris))))
        for kunci in kita.keys() & baris.keys():
            for k in kolom:
                hasil.extend(_berbeda(f"{di} {kunci} {k}", kita[kunci][k], baris[kunci][k]))

    nilai = NILAI_PCT + NILAI_LAIN
    kelompok("ringkas", {"": kita["ringkas"]}, {"": skor["ringkas"]}, kita["ringkas"])
    kelompok("area", kita["area"], {a["kode"]: a for a in skor["area"]}, nilai)
    kelompok("opd", kita["opd"], {o["opd"]: o for o in skor["opd"]}, (*nilai, "kelompok", "peringkat"))
    kelompok("opd_area", kita["opd_area"], {(o["opd"], o["kode"]): o for o in skor["opd_area"]}, nilai)
    dicetak = {(i["opd"], i["rencana_aksi"], i["indikator"]): i for i in skor["item"]}
    hasil.extend(_berbeda("item, banyaknya", len(kita["item"]), len(skor["item"])))
    for row in kita["item"]:
        aksi, lain = row["aksi"], dicetak.get(row["aksi"].kunci)
        di = f"item {aksi.kunci} [{aksi.jenis} {aksi.arah} {aksi.akumulasi}]"
        if lain is None:
            hasil.append(f"{di} tidak dicetak")
            continue
        kolom = ["keadaan", "target_sd", "realisasi_sd", "target_tahun", "capaian_pct", "terpenuhi", "bobot"]
        if row["wajib"]:  # before the due month the year's figure may already be shown
            kolom += ["capaian_tahun_pct", "capaian_road_map_pct"]
        kolom.append("target_sd_atas")
        if row["sudah"]:  # a dash in the report may be pointed at, or not
            kolom.append("sel")
        for k in kolom:
            hasil.extend(_berbeda(f"{di} {k}", row[k], lain[k]))
        hasil.extend(_berbeda(f"{di} kode", aksi.kode, lain["kode"]))
        hasil.extend(_berbeda(f"{di} area", aksi.area, lain["area"]))
    return hasil


# ---------------------------------------------------------------- random worlds

BULAN = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"]  # fmt: skip
BULAN_PENDEK = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Ags", "Sep", "Okt", "Nov", "Des"]
SEBUTAN_AREA = {
    "A1": ("A1", "Manajemen Perubahan", "Mental Aparatur", "Area 1"),
    "A2": ("A2", "Deregulasi Kebijakan", "Penataan Peraturan Perundang-undangan"),
    "A3": ("A3", "Penataan dan Penguatan Organisasi", "Kelembagaan"),
    "A4": ("A4", "Penataan Tatalaksana", "Tata Laksana"),
    "A5": ("A5", "Penataan Sistem Manajemen SDM Aparatur", "SDM Aparatur"),
    "A6": ("A6", "Penguatan Akuntabilitas", "akuntabilitas"),
    "A7": ("A7", "Penguatan Pengawasan", "PENGAWASAN"),
    "A8": ("A8", "Peningkatan Kualitas Pelayanan Publik", "Pelayanan Publik"),
}
AREA_ASING = "Urusan Luar Kerangka"
RENCANA_AKSI = (
    "Menyusun standar pelayanan", "Membentuk tim agen perubahan", "Menata arsip dinamis", "Memperbarui peta jabatan",
    "Melatih petugas loket", "Mengevaluasi peraturan bupati", "Menerapkan presensi daring", "Membangun ruang laktasi",
    "Mengukur kepuasan warga", "Menindaklanjuti hasil audit", "Menginventarisasi aset kantor", "Mendigitalkan surat masuk",
    "Menyelenggarakan forum konsultasi", "Menyederhanakan alur perizinan", "Memublikasikan laporan keuangan",
    "Merancang kamus kompetensi", "Memetakan risiko kecurangan", "Mengelola pengaduan masyarakat", "Menghitung beban kerja",
    "Mengintegrasikan basis data penduduk", "Menyebarkan maklumat layanan", "Memasang kotak saran", "Mengadakan lomba inovasi",
)  # fmt: skip
INDIKATOR = {
    "dokumen": "Jumlah dokumen tersusun", "kegiatan": "Jumlah kegiatan terlaksana", "orang": "Jumlah peserta", "aduan": "Jumlah keluhan masuk",
    "%": "Persentase penyelesaian", "persen": "Persentase kesesuaian", "indeks": "Indeks kualitas", "nilai": "Nilai evaluasi mandiri",
}  # fmt: skip
PERSEN = ("%", "persen")
POSISI = (*PERSEN, "indeks", "nilai")
ORDINAL = {"OPINI_BPK": ("opini", "Opini BPK atas laporan keuangan"), "SAKIP": ("predikat", "Predikat SAKIP")}
AKUMULASI = {
    "jumlah": "Jumlah", "posisi_akhir": "Posisi Akhir", "rata_rata": "Rata-rata", "kumulatif": "Kumulatif", "per_bulan": "Per Bulan",
}  # fmt: skip
TAHAP = {"Draf": F(25), "Pembahasan": F(50), "Penetapan": F(100)}
JUTA = 1_000_000


def _koma(nilai: F) -> str:
    """12.5 -> '12,5'; never with a point, so that it reads one way only."""
    return f"{float(nilai):.4f}".rstrip("0").rstrip(".").replace(".", ",")


class Dunia:
    """One random road map with its reports, written to `folder`, and what they mean in `items` and `laporan`."""

    def __init__(self, seed: int, folder: Path, paling_banyak_opd: int = 4) -> None:
        self.acak = acak = random.Random(seed)  # noqa: S311
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.pemda = acak.choice(["pamekasan", "tanjungbalai", "contoh"])
        self.tahun = acak.choice([2025, 2026, 2026])
        register = _csv(self.pemda, "opd.csv")
        jenis = acak.choice(["dinas", "kecamatan", ""])  # of one kind: ranks mean something
        sekelompok = [o for o in register if o["kelompok"].startswith(jenis)]
        self.opd = acak.sample(sekelompok, min(len(sekelompok), acak.randint(1, paling_banyak_opd)))
        self.blok = acak.choice(["tahun", "bulan", "triwulan"])
        self.dua_baris, self.tahun_angka, self.area_digabung = (acak.random() < p for p in (0.5, 0.5, 0.3))
        self.punya = {
            k: acak.random() < 0.7
            for k in (
                "kode",
                "area",
                "arah",
                "akumulasi",
                "sifat",
                "bobot",
                "anggaran",
                "rumus",
                "cara",
                "baseline",
                "tahap",
            )
        }
        self.juta = acak.random() < 0.5
        self.campur = acak.random() < 0.2  # column kinds change from month to month
        self.bulan_akhir = 12 if self.blok == "tahun" else acak.choice([3, 6, 9, 12])
        self.items: list[Aksi] = [aksi for opd in self.opd for aksi in self._aksi_opd(opd)]
        self.laporan: Laporan = {}
        self.road_map = self._tulis_road_map()
        self.kiriman: list[list[Path]] = []  # files of one OPD and month, in the order sent
        for opd in self.opd:
            self._laporan_opd(opd)

    # ---- what the road map says

    def _angka(self, bawah: float, atas: float, desimal: int) -> F:
        return F(str(round(self.acak.uniform(bawah, atas), desimal)))

    def _aksi_opd(self, opd: dict[str, str]) -> Iterator[Aksi]:
        acak = self.acak
        for n, rencana_aksi in enumerate(acak.sample(RENCANA_AKSI, acak.choice([1, 4, 5, 6, 9, 12])), 1):
            kode = f"{opd['kode']}.{n:02d}" if self.punya["kode"] else None
            aksi = Aksi(kode, opd["nama"], opd["kelompok"], rencana_aksi, "", "")
            undian = acak.random()
            if undian < 0.09:
                aksi.jenis, aksi.satuan, aksi.indikator, aksi.akumulasi = (
                    "ya_tidak",
                    "ya/tidak",
                    "Tersedianya keputusan kepala",
                    "posisi_akhir",
                )
            elif undian < 0.18:
                aksi.jenis, aksi.akumulasi, aksi.skala = "ordinal", "posisi_akhir", acak.choice(list(ORDINAL))
                aksi.satuan, aksi.indikator = ORDINAL[aksi.skala]
            elif undian < 0.25 and self.punya["tahap"]:
                aksi.satuan, aksi.indikator, aksi.akumulasi = "dokumen", "Tersusunnya rancangan peraturan", "kumulatif"
                aksi.tahap = "; ".join(f"{nama} {pct}" for nama, pct in TAHAP.items())
            else:
                aksi.satuan = acak.choice(list(INDIKATOR))
                aksi.indikator = INDIKATOR[aksi.satuan]
                aksi.akumulasi = "posisi_akhir" if aksi.satuan in POSISI else "jumlah"
                if self.punya["arah"] and acak.random() < 0.25:
                    aksi.arah = "turun"
                if self.punya["akumulasi"] and acak.random() < 0.6:
                    aksi.akumulasi = acak.choice(
                        ["posisi_akhir", "rata_rata", "per_bulan"] if aksi.satuan in PERSEN else list(AKUMULASI)
                    )
                if aksi.arah == "turun" and self.punya["rumus"]:
                    aksi.rumus = acak.choice([None, "baku", "rasio", "jenjang"])
                elif self.punya["arah"] and aksi.akumulasi in ("posisi_akhir", "rata_rata") and acak.random() < 0.15:
                    aksi.arah = "rentang"
                if aksi.arah != "rentang" and aksi.akumulasi != "per_bulan" and self.punya["cara"]:
                    aksi.linear = acak.random() < 0.3
                if self.punya["baseline"] and acak.random() < 0.7:
                    aksi.baseline = self._angka(2, 60, 0)
            if self.punya["area"] and acak.random() < 0.94:
                aksi.area = acak.choice(KODE_AREA)
            if self.punya["bobot"] and acak.random() < 0.8:
                aksi.bobot = F(acak.choice(["1", "2", "5", "10", "12.5", "20", "33.3"]))
            if self.punya["anggaran"] and acak.random() < 0.9:
                aksi.anggaran = F(acak.choice(["50", "125.5", "300", "1000"])) * JUTA
            if acak.random() > 0.06:
                self._beri_target(aksi)
            yield aksi

    def _beri_target(self, aksi: Aksi) -> None:
        acak, tahun = self.acak, self.tahun
        slot = {"tahun": [], "bulan": list(range(1, 13)), "triwulan": [3, 6, 9, 12]}[self.blok]
        rinci = bool(slot) and acak.random() < 0.75
        if aksi.tahap:
            aksi.tahunan[tahun] = F(100)
            if rinci:
                aksi.bulanan = {acak.choice(slot): acak.choice(list(TAHAP.values()))}
            return
        if aksi.jenis != "angka":
            nilai = F(1) if aksi.jenis == "ya_tidak" else acak.choice(list(SKALA[aksi.skala or ""])[2:])
            aksi.tahunan[tahun] = nilai
            if rinci:
                aksi.bulanan = {acak.choice(slot): nilai}
            return
        if acak.random() < 0.05:
            aksi.tahunan[tahun] = F(0)
            return
        desimal = acak.choice([0, 0, 1, 2])
        akhir = self._angka(5, 90, desimal)
        aksi.tahunan = {y: akhir + (y - tahun) for y in range(2025, 2030)}
        if aksi.arah == "rentang":
            aksi.tahunan = {y: (n, n + self._angka(1, 30, desimal)) for y, n in aksi.tahunan.items()}
            if rinci:
                aksi.bulanan = {acak.choice(slot): (akhir, akhir + self._angka(1, 30, desimal))}
            return
        if not rinci:
            return
        jatuh = sorted(acak.sample(slot, acak.randint(1, len(slot))))
        if self.blok == "bulan" and aksi.akumulasi == "jumlah" and acak.random() < 0.5:
            aksi.sifat = "bulan_ini"
            aksi.bulanan = {b: self._angka(2, 9, desimal) for b in jatuh}
            aksi.tahunan[tahun] = sum(aksi.bulanan.values(), F(0))
            return
        naik = [*sorted(self._angka(2, float(akhir), desimal) for _ in jatuh[1:]), akhir]
        if len(naik) > 1 and sum(naik, F(0)) == akhir:
            jatuh, naik = jatuh[-1:], naik[-1:]
        aksi.bulanan = dict(zip(jatuh, naik, strict=True))

    # ---- the road map workbook

    def _sel_target(self, aksi: Aksi, nilai: Any) -> Any:
        if nilai is None or isinstance(nilai, str):
            return nilai
        if aksi.jenis == "ya_tidak":
            return "Ya"
        if isinstance(nilai, tuple):
            return self.acak.choice(["-", " - ", " s.d. "]).join(_koma(n) for n in nilai)
        if aksi.tahap:
            nama = next(k for k, pct in TAHAP.items() if pct == nilai)
            return self.acak.choice([nama, nama.upper(), float(nilai), *(["Ya", 1] if nilai == 100 else [])])
        return float(nilai) if self.acak.random() < 0.8 else _koma(nilai)

    def _sebutan(self, nama: str) -> str:
        opd = next(o for o in self.opd if o["nama"] == nama)
        return self.acak.choice([nama, opd["singkatan"], *(a for a in opd["alias"].split("|") if a)])

    def _kolom_road_map(self) -> list[tuple[str, str, Any]]:
        """(group header, header, what an item has there)."""
        acak, punya = self.acak, self.punya
        kolom: list[tuple[str, str, Any]] = [("", "No", lambda a: self.items.index(a) + 1)]
        if punya["kode"]:
            kolom.append(("", "Kode", lambda a: a.kode))
        kolom.append(("", acak.choice(["OPD", "Perangkat Daerah"]), lambda a: self._sebutan(a.opd)))
        if punya["area"]:
            kolom.append(("", "Area Perubahan", lambda a: acak.choice(SEBUTAN_AREA[a.area]) if a.area else AREA_ASING))
        kolom += [
            ("", "Rencana Aksi", lambda a: a.rencana_aksi),
            ("", "Indikator", lambda a: a.indikator),
            ("", "Satuan", lambda a: a.satuan),
            ("", "Skala", lambda a: a.skala),
        ]
        if punya["arah"]:
            kolom.append(("", "Arah", self._kata_arah))
        if punya["akumulasi"]:
            kolom.append(
                ("", "Akumulasi", lambda a: AKUMULASI[a.akumulasi] if a.jenis == "angka" and not a.tahap else None)
            )
        if punya["rumus"]:
            kolom.append(
                ("", "Rumus", lambda a: a.rumus or ("realisasi : target x 100 %" if a.arah == "naik" else None))
            )
        if punya["cara"]:
            kolom.append(("", "Cara Target", lambda a: "Linear" if a.linear else acak.choice([None, "tangga"])))
        if punya["baseline"]:
            kolom.append(("", "Baseline", lambda a: None if a.baseline is None else float(a.baseline)))
        if punya["tahap"]:
            kolom.append(("", "Tahap", lambda a: a.tahap))
        if punya["sifat"]:
            kolom.append(
                ("", "Sifat Target", lambda a: {"sd": "s.d.", "bulan_ini": "bulan ini"}[a.sifat] if a.bulanan else None)
            )
        for y in range(2025, 2030):
            kolom.append(("Target Tahun", str(y), lambda a, y=y: self._sel_target(a, a.tahunan.get(y))))
        if self.blok == "bulan":
            for b, nama in enumerate(BULAN_PENDEK, 1):
                kolom.append(
                    (f"Target Bulanan {self.tahun}", nama, lambda a, b=b: self._sel_target(a, a.bulanan.get(b)))
                )
        if self.blok == "triwulan":
            for nama, b in (("TW I", 3), ("TW II", 6), ("TW III", 9), ("TW IV", 12)):
                kolom.append(
                    (f"Target Triwulan {self.tahun}", nama, lambda a, b=b: self._sel_target(a, a.bulanan.get(b)))
                )
        if punya["bobot"]:
            kolom.append(("", "Bobot", lambda a: None if a.bobot is None else float(a.bobot)))
        if punya["anggaran"]:
            kali = JUTA if self.juta else 1
            judul = "Anggaran (Rp juta)" if self.juta else "Anggaran (Rp)"
            kolom.append(("", judul, lambda a: None if a.anggaran is None else float(a.anggaran / kali)))
        return kolom

    def _kata_arah(self, aksi: Aksi) -> str | None:
        return {"turun": "Turun", "rentang": "Rentang"}.get(aksi.arah) or self.acak.choice(["Naik", None])

    def _satu_baris(self, grup: str, judul: str) -> str:
        """A header of one row says year and month itself."""
        if not grup:
            return judul
        return f"Target {judul}" if judul.isdigit() else f"Target {judul} {self.tahun}"

    def _tulis_road_map(self) -> Path:
        kolom, path = self._kolom_road_map(), self.folder / "road-map.xlsx"
        buku = xlsxwriter.Workbook(str(path))
        lembar = buku.add_worksheet(self.acak.choice(["Road Map", "Sheet1", "Matriks"]))
        lembar.write(0, 0, "ROAD MAP REFORMASI BIROKRASI")
        atas = self.acak.choice([2, 3])
        for c, (grup, judul, _) in enumerate(kolom):
            if not self.dua_baris:
                lembar.write(atas, c, self._satu_baris(grup, judul))
            elif not grup:
                lembar.merge_range(atas, c, atas + 1, c, judul)
            else:
                lembar.write(atas + 1, c, int(judul) if judul.isdigit() and self.tahun_angka else judul)
        for grup in dict.fromkeys(grup for grup, _, _ in kolom if grup and self.dua_baris):
            isi = [c for c, (g, _, _) in enumerate(kolom) if g == grup]
            lembar.merge_range(atas, isi[0], atas, isi[-1], grup)
        awal, urut = atas + 1 + self.dua_baris, list(self.items)
        if self.area_digabung:
            urut.sort(key=lambda a: (a.opd, a.area or ""))
        elif self.acak.random() < 0.3:
            self.acak.shuffle(urut)
        for r, aksi in enumerate(urut, awal):
            for c, (_, judul, isi_sel) in enumerate(kolom):
                if (nilai := isi_sel(aksi)) is not None and not (self.area_digabung and judul == "Area Perubahan"):
                    lembar.write(r, c, nilai)
        if self.area_digabung and self.punya["area"]:
            c = [judul for _, judul, _ in kolom].index("Area Perubahan")
            self._gabung_area(lembar, c, awal, urut)
        buku.close()
        return path

    def _gabung_area(self, lembar: Any, c: int, awal: int, urut: list[Aksi]) -> None:
        r = 0
        while r < len(urut):
            s = r
            while s + 1 < len(urut) and (urut[s + 1].opd, urut[s + 1].area) == (urut[r].opd, urut[r].area):
                s += 1
            area = urut[r].area
            teks = self.acak.choice(SEBUTAN_AREA[area]) if area else AREA_ASING
            if s > r:
                lembar.merge_range(awal + r, c, awal + s, c, teks)
            else:
                lembar.write(awal + r, c, teks)
            r = s + 1

    # ---- the reports

    def _laporan_opd(self, opd: dict[str, str]) -> None:
        acak = self.acak
        milik = [aksi for aksi in self.items if aksi.opd == opd["nama"]]
        jumlah = dict.fromkeys((aksi.kunci for aksi in milik), F(0))
        gaya, uang = acak.choice(["sd", "bulan_ini", "dua"]), acak.choice(["", "sd", "bulan_ini"])
        gaya_tetap = not self.campur or any(aksi.akumulasi == "rata_rata" for aksi in milik)
        rajin, self.lalai = acak.choice([0.3, 0.5, 0.9]), acak.choice([0.0, 0.04, 0.15])
        for bulan in range(1, self.bulan_akhir + 1):
            if acak.random() > (0.95 if bulan == self.bulan_akhir else rajin):
                continue
            dipakai = gaya if gaya_tetap else acak.choice(["sd", "bulan_ini", "dua"])
            bentuk = {
                "gaya": dipakai,
                "uang": uang if self.punya["anggaran"] else "",
                "kode": self.punya["kode"] and acak.random() < 0.7,
            }
            undian = acak.random()
            if undian < 0.08 and len(milik) > 3:  # two bidang report apart
                bagian = [milik[::2], milik[1::2]]
            elif undian < 0.16:  # a second version replaces the first
                bagian = [milik, milik]
            else:
                bagian = [milik]
            berkas, versi = [], {}
            for n, isi in enumerate(bagian):
                rows = [(aksi, *self._baris(aksi, bentuk, jumlah, bulan)) for aksi in isi]
                if len(bagian) == 1:
                    rows = [row for row in rows if acak.random() >= self.lalai]
                if rows:
                    berkas.append(self._tulis_laporan(opd, bulan, n, bentuk, rows))
                    versi |= {(aksi.kunci, bulan): lapor for aksi, lapor, _, _ in rows}
            self.laporan |= versi
            if berkas:
                self.kiriman.append(berkas)

    def _baris(
        self, aksi: Aksi, bentuk: dict[str, Any], jumlah: dict[Any, F], bulan: int
    ) -> tuple[Lapor, list[Any], Any]:
        """The row's meaning, what stands in its bulan ini and s.d. cells, and in its money cell."""
        acak = self.acak
        lapor, undian = Lapor(sifat="bulan_ini" if bentuk["gaya"] == "bulan_ini" else "sd"), acak.random()
        if undian < self.lalai:
            teks: list[Any] = [acak.choice(["-", None, "n/a", "..."])] * 2
        elif undian < self.lalai + 0.06:
            lapor.nihil, teks = True, [acak.choice(["NIHIL", "Nihil"])] * 2
        elif aksi.jenis == "ya_tidak":
            ya = acak.random() < 0.6
            lapor.nilai, teks = F(ya), [acak.choice(["Ya", "Sudah"] if ya else ["Tidak", "Belum"])] * 2
        elif aksi.jenis == "ordinal":
            lapor.nilai = acak.choice(list(SKALA[aksi.skala or ""]))
            teks = [lapor.nilai] * 2
        elif aksi.tahap:
            nama, lapor.nilai = acak.choice(list(TAHAP.items()))
            teks = [acak.choice([nama, nama.lower(), float(lapor.nilai)])] * 2
        else:
            sebulan, sd = self._nilai_bulan(aksi, jumlah)
            lapor.nilai = sebulan if lapor.sifat == "bulan_ini" else sd
            if aksi.akumulasi == "per_bulan" and bentuk["gaya"] == "dua" and bulan > 1:
                lapor.nilai, lapor.sifat = sebulan, "bulan_ini"
            elif aksi.akumulasi == "per_bulan" and bentuk["gaya"] == "sd" and bulan > 1:
                lapor.nilai = None
            teks = [self._ketik(aksi, sebulan), self._ketik(aksi, sd)]
        if not bentuk["uang"] or acak.random() < 0.2:
            return lapor, teks, acak.choice([None, "-"])
        lapor.sifat_uang = bentuk["uang"]
        lapor.uang = F(acak.choice(["0", "10", "25.5", "60"])) * JUTA * (bulan if bentuk["uang"] == "sd" else 1)
        return lapor, teks, float(lapor.uang / JUTA)

    def _nilai_bulan(self, aksi: Aksi, jumlah: dict[Any, F]) -> tuple[F, F]:
        acak, patokan = self.acak, float(_bawah(aksi.tahunan.get(self.tahun)) or 20)
        desimal = acak.choice([0, 1, 2])
        if aksi.akumulasi in ("jumlah", "kumulatif"):
            tambah = F(0) if acak.random() < 0.1 else self._angka(0, patokan / 5 + 1, desimal)
            jumlah[aksi.kunci] += tambah
            sd = jumlah[aksi.kunci]
            return (sd if aksi.akumulasi == "kumulatif" else tambah), sd
        # a percentage of at most 1 could be meant as a fraction, and would be asked about
        nilai = self._angka(max(2.0, patokan * 0.5), patokan * 1.4 + 3, desimal)
        return nilai, nilai

    def _ketik(self, aksi: Aksi, nilai: F) -> Any:
        undian = self.acak.random()
        if undian < 0.7:
            return float(nilai)
        return (
            f"{_koma(nilai)} {aksi.satuan}"
            if undian > 0.85 and aksi.satuan in ("%", "dokumen", "orang")
            else _koma(nilai)
        )

    def _tulis_laporan(
        self,
        opd: dict[str, str],
        bulan: int,
        n: int,
        bentuk: dict[str, Any],
        rows: list[tuple[Aksi, Lapor, list[Any], Any]],
    ) -> Path:
        acak, gaya = self.acak, bentuk["gaya"]
        path = self.folder / f"{opd['kode']}-{bulan:02d}-{n}.xlsx".lower()
        buku, nama = xlsxwriter.Workbook(str(path)), acak.choice(["Realisasi", "Laporan", "Sheet1"])
        lembar = buku.add_worksheet(nama)
        lembar.write(0, 0, "LAPORAN RENCANA AKSI REFORMASI BIROKRASI")
        lembar.write(1, 0, f"{acak.choice(['OPD', 'Perangkat Daerah'])} : {self._sebutan(opd['nama'])}")
        lembar.write(2, 0, f"{acak.choice(['Bulan', 'Periode'])} : {BULAN[bulan - 1]} {self.tahun}")
        kolom = ["No", *(["Kode"] if bentuk["kode"] else []), "Rencana Aksi", "Indikator", "Satuan"]
        kolom += [j for j, ada in (("Bulan Ini", gaya != "sd"), ("s.d. Bulan Ini", gaya != "bulan_ini")) if ada]
        if bentuk["uang"]:
            kolom.append(f"Realisasi Anggaran {'s.d. ' if bentuk['uang'] == 'sd' else ''}Bulan Ini (Rp juta)")
        kolom.append("Kendala")
        self._judul_laporan(lembar, kolom, dua_baris=gaya == "dua" and acak.random() < 0.5)
        if acak.random() < 0.2:
            acak.shuffle(rows)
        for r, (aksi, lapor, teks, uang) in enumerate(rows, 6):
            isi = [r - 5, *([aksi.kode] if bentuk["kode"] else []), aksi.rencana_aksi, aksi.indikator, aksi.satuan]
            isi += {"sd": teks[1:], "bulan_ini": teks[:1], "dua": teks}[gaya]
            sebelum = aksi.akumulasi == "per_bulan" and gaya == "dua" and bulan > 1 and lapor.sifat == "bulan_ini"
            lapor.sel = f"{nama}!{chr(64 + len(isi) - sebelum)}{r + 1}"
            isi += ([uang] if bentuk["uang"] else []) + [f"kendala {bulan}-{acak.randint(1, 999)}"]
            for c, nilai in enumerate(isi):
                if nilai is not None:
                    lembar.write(r, c, nilai)
        if acak.random() < 0.5:
            lembar.write(len(rows) + 8, 4, "Mengetahui, Kepala Perangkat Daerah")
        buku.close()
        return path

    def _judul_laporan(self, lembar: Any, kolom: list[str], *, dua_baris: bool) -> None:
        pasangan = [c for c, judul in enumerate(kolom) if judul in ("Bulan Ini", "s.d. Bulan Ini")]
        for c, judul in enumerate(kolom):
            if c not in pasangan:
                (lembar.merge_range(4, c, 5, c, judul) if dua_baris else lembar.write(5, c, judul))
            else:
                lembar.write(5, c, judul if dua_baris else f"Realisasi {judul}")
        if dua_baris:
            lembar.merge_range(4, pasangan[0], 4, pasangan[-1], "Realisasi")


# ---------------------------------------------------------------- the way of a user


class Basisdata:
    """A fresh database that files are sent to by `impor` and read from by `skor`."""

    def __init__(self, pemda: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.bersama = ["--pemda", pemda, "--database", f"sqlite:///{(folder / 'uji.db').as_posix()}"]
        self.capsys = capsys

    def impor(self, berkas: Iterable[Path]) -> str:
        status = main(["impor", *map(str, berkas), *self.bersama, "--terima"])
        keluar = self.capsys.readouterr()
        assert status == 0, keluar.out + keluar.err
        return keluar.out

    def skor(self, tahun: int, bulan: int) -> dict[str, Any]:
        status = main(["skor", *self.bersama, "--periode", f"{tahun}-{bulan:02d}", "--json"])
        keluar = self.capsys.readouterr()
        assert status == 0, keluar.err
        return dict(json.loads(keluar.out))


def _bulan_uji(dunia: Dunia) -> list[int]:
    return sorted({dunia.bulan_akhir, dunia.acak.randint(1, dunia.bulan_akhir), dunia.acak.randint(1, 12)})


def _periksa(seed: int, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dunia = Dunia(seed, folder / "berkas")
    basisdata = Basisdata(dunia.pemda, folder / "db", capsys)
    basisdata.impor([dunia.road_map, *(path for berkas in dunia.kiriman for path in berkas)])
    for bulan in _bulan_uji(dunia):
        kita = hitung(dunia.items, dunia.laporan, dunia.tahun, bulan)
        beda = perbedaan(kita, basisdata.skor(dunia.tahun, bulan))
        assert not beda, f"dunia {seed}, {dunia.tahun}-{bulan:02d}:\n" + "\n".join(beda[:20])


@pytest.mark.parametrize("seed", range(20))
def test_both_implementations_agree(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every number, state, class and rank that `skor` prints is what plain loops over the same workbooks count, to 1e-9."""
    _periksa(seed, tmp_path, capsys)


@pytest.mark.lambat
@pytest.mark.parametrize("seratus", range(10))
def test_both_implementations_agree_on_a_thousand(
    seratus: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every number, state, class and rank that `skor` prints is what plain loops count, on a thousand road maps."""
    for seed in range(1000 + 100 * seratus, 1100 + 100 * seratus):
        _periksa(seed, tmp_path / str(seed), capsys)


@pytest.mark.parametrize("seed", range(100, 105))
def test_order_and_repetition_change_nothing(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Reports before the road map, months shuffled and every file sent twice give the same scores, to the last digit."""
    dunia = Dunia(seed, tmp_path / "berkas", paling_banyak_opd=3)
    rapi, acak = (Basisdata(dunia.pemda, tmp_path / nama, capsys) for nama in ("rapi", "acak"))
    rapi.impor([dunia.road_map, *(path for berkas in dunia.kiriman for path in berkas)])
    kiriman = list(dunia.kiriman)
    dunia.acak.shuffle(kiriman)
    for giliran in (kiriman[::2], [[dunia.road_map]], kiriman, kiriman):
        if giliran:
            acak.impor(path for berkas in giliran for path in berkas)
    for bulan in _bulan_uji(dunia):
        assert acak.skor(dunia.tahun, bulan) == rapi.skor(dunia.tahun, bulan)
    assert rapi.impor([dunia.road_map]).count("tidak ada yang berubah") == 1


def _satu_opd(capaian: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The score of an OPD whose items reach these percentages of a target of 20."""
    aksi = list(zip(RENCANA_AKSI, capaian, strict=False))
    road_map = [["OPD", "Rencana Aksi", "Indikator", "Satuan", "Target 2026", "Target Jan 2026"]]
    road_map += [["Dinas Kesehatan", nama, "Nilai evaluasi", "nilai", 20, 20] for nama, _ in aksi]
    laporan = [
        ["OPD : Dinas Kesehatan"],
        ["Bulan : Januari 2026"],
        ["Rencana Aksi", "Indikator", "Satuan", "Realisasi s.d. Bulan Ini"],
    ]
    laporan += [[nama, "Nilai evaluasi", "nilai", float(F(pct) / 5)] for nama, pct in aksi]
    basisdata = Basisdata("pamekasan", folder, capsys)
    basisdata.impor(write_book(folder / f"{n}.xlsx", {"Sheet1": rows}) for n, rows in enumerate((road_map, laporan)))
    return dict(basisdata.skor(2026, 1)["opd"][0])


@pytest.mark.parametrize(
    ("capaian", "kelas"),
    [  # the mean is exactly half a tenth below a bound, where division of binary numbers leaves 90.94999999999999 and the like
        (["91", "91", "90.85"], "Sangat Tinggi"),
        (["91", "91", "90.84"], "Tinggi"),
        (["87", "56", "84.85"], "Tinggi"),
        (["87", "56", "84.84"], "Sedang"),
        (["87", "58", "52.85"], "Sedang"),
        (["87", "58", "52.84"], "Rendah"),
        (["78", "63", "11.85"], "Rendah"),
        (["78", "63", "11.84"], "Sangat Rendah"),
    ],
)
def test_a_class_is_taken_from_the_shown_decimal(
    capaian: list[str], kelas: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mean that is exactly half a tenth below a class belongs to it: half goes up, whatever binary division left over."""
    nilai = _satu_opd(capaian, tmp_path, capsys)
    rata = sum((F(pct) for pct in capaian), F(0)) / len(capaian)
    assert (abs(nilai["capaian_pct"] - float(rata)) < 1e-9, nilai["kelas"]) == (True, kelas)
    assert _kelas(rata, 1, 1) == kelas

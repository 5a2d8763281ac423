"""Menghitung ulang nilai satu bulan dari CSV di folder ini, hanya dengan pustaka baku Python 3.11 atau lebih baru.

    python hitung_ulang.py [FOLDER]

Skrip ini ditulis dari ketentuan yang dicetak di halaman Metode, bukan dari program Pantau RB, supaya keduanya dapat diperiksa silang.
Hasilnya dicetak dan ditulis ke hitungan.json, lalu dibandingkan dengan hasil.json (angka program). Status keluar 0 bila semua cocok
sampai 1e-9, 1 bila ada yang berbeda, 2 bila ada ketentuan yang tidak dikenal skrip ini: lebih baik menolak daripada salah hitung.
"""

import calendar
import csv
import json
import math
import re
import sys
import tomllib
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

BERKAS = ("rencana_aksi", "target", "realisasi", "opd", "area", "skala")
JENIS, ARAH = ("angka", "ordinal", "ya_tidak"), ("naik", "turun", "rentang")
AKUMULASI = ("jumlah", "posisi_akhir", "rata_rata", "kumulatif", "per_bulan")
RUMUS, CARA_TARGET, CARA_PELAKSANA = ("", "baku", "rasio", "jenjang"), ("", "tangga", "linear"), ("", "koordinator")
SIFAT, KOSONG = ("", "sd", "bulan_ini"), ("", "nihil", "strip", "kosong", "galat")
KUNCI_ATURAN = {
    "versi", "batas_atas_pct", "ambang_cakupan_pct", "minimal_item_peringkat", "toleransi_target", "belum_dapat_dinilai",
    "kelas", "butir", "cara_gabung", "toleransi_bobot", "target_hampir_nol", "jenjang",
}  # fmt: skip
CARA_GABUNG = ("rencana_aksi", "rata_opd", "rata_area")
# Kolom yang dipakai, lalu kolom keterangan yang tidak memengaruhi nilai. Kolom lain harus kosong.
KOLOM = {
    "rencana_aksi": (
        "item_id kode opd area jenis arah akumulasi skala bobot anggaran_rp baseline rumus cara_target cara_pelaksana",
        "tahap rencana_aksi indikator satuan koordinator pelaksana berkas sha256 lembar baris sel",
    ),
    "target": ("item_id tahun bulan nilai nilai_atas teks sifat", "berkas sha256 lembar sel"),
    "realisasi": (
        "item_id tahun bulan nilai teks kosong sifat realisasi_anggaran_rp sifat_anggaran kiriman_id baris",
        "berkas sha256 diterima lembar sel_realisasi sel_realisasi_anggaran",
    ),
    "opd": ("kode kelompok urutan berlaku_mulai berlaku_sampai", "nama"),
    "area": ("kode", "nama"),
    "skala": ("skala tingkat label urutan", ""),
}
NILAI = (
    "capaian_pct", "capaian_tahun_pct", "tepi_bawah_pct", "tepi_atas_pct", "serapan_pct", "sudah_lapor", "wajib_lapor",
    "opd_sudah_lapor", "opd_wajib_lapor", "kelas", "capaian_road_map_pct", "item_road_map", "ordinal_terpenuhi",
    "ordinal_dinilai",
)  # fmt: skip
ITEM = (
    "kode", "area", "target_sd", "realisasi_sd", "target_tahun", "capaian_pct", "capaian_tahun_pct", "keadaan", "terpenuhi", "bobot",
    "capaian_road_map_pct", "target_sd_atas",
)  # fmt: skip
RATA = ("capaian_pct", "capaian_tahun_pct", "tepi_bawah_pct", "tepi_atas_pct", "capaian_road_map_pct")
GABUNG = ("cara_gabung", "capaian_rencana_aksi_pct", "capaian_rata_opd_pct", "capaian_rata_area_pct")
JENJANG = ({"sampai_pct": 100, "nilai": 100}, {"sampai_pct": 125, "nilai": 75}, {"sampai_pct": 150, "nilai": 50},
           {"sampai_pct": 200, "nilai": 25})  # fmt: skip
SAMA = 1e-9


class Tolak(Exception):
    """Ada ketentuan atau isi yang tidak dikenal skrip ini; pesannya satu kalimat."""


# --- membaca -----------------------------------------------------------------------------------------------------


def baca(folder):
    """Semua bahan: tabel CSV sebagai daftar baris, aturan, dan bulan yang dihitung."""
    bahan = {}
    for nama in BERKAS:
        with (folder / f"{nama}.csv").open(encoding="utf-8-sig", newline="") as berkas:
            bahan[nama] = list(csv.DictReader(berkas))
    bahan["aturan"] = tomllib.loads((folder / "aturan.toml").read_text("utf-8"))
    bahan["paket"] = json.loads((folder / "paket.json").read_text("utf-8"))
    return bahan


def periksa(bahan):
    """Menolak apa pun yang tidak dikenal; tidak ada yang dilewati diam-diam."""
    for kunci in bahan["aturan"]:
        if kunci not in KUNCI_ATURAN:
            raise Tolak(f"aturan.toml memuat kunci '{kunci}' yang tidak dikenal skrip ini; nilainya tidak dihitung.")
    if bahan["aturan"].get("cara_gabung", "rencana_aksi") not in CARA_GABUNG:
        raise Tolak(f"aturan.toml memilih cara_gabung '{bahan['aturan']['cara_gabung']}' yang tidak dikenal skrip ini.")
    for nama, (dipakai, keterangan) in KOLOM.items():
        dikenal = {*dipakai.split(), *keterangan.split()}
        for nomor, baris in enumerate(bahan[nama], start=2):
            if kurang := [kolom for kolom in dipakai.split() if baris.get(kolom) is None]:
                raise Tolak(f"{nama}.csv baris {nomor} tidak mempunyai kolom '{kurang[0]}'.")
            for kolom, isi in baris.items():
                if kolom not in dikenal and isi:
                    raise Tolak(f"{nama}.csv baris {nomor} berisi {kolom} '{isi}' yang tidak dikenal skrip ini.")
    pilihan = (
        ("rencana_aksi", "jenis", JENIS), ("rencana_aksi", "arah", ARAH), ("rencana_aksi", "akumulasi", AKUMULASI),
        ("target", "sifat", SIFAT), ("realisasi", "sifat", SIFAT), ("realisasi", "sifat_anggaran", SIFAT),
        ("realisasi", "kosong", KOSONG), ("rencana_aksi", "rumus", RUMUS), ("rencana_aksi", "cara_target", CARA_TARGET),
        ("rencana_aksi", "cara_pelaksana", CARA_PELAKSANA),
    )  # fmt: skip
    for nama, kolom, ada in pilihan:
        for nomor, baris in enumerate(bahan[nama], start=2):
            if baris[kolom] not in ada:
                raise Tolak(f"{nama}.csv baris {nomor} berisi {kolom} '{baris[kolom]}' yang tidak dikenal skrip ini.")
    tempat = [(b["item_id"], b["tahun"], b["bulan"]) for b in bahan["target"]]
    if len(tempat) != len(set(tempat)):
        raise Tolak("target.csv memuat dua target untuk satu rencana aksi dan bulan.")


def angka(teks):
    """Angka dari sel CSV; kosong, bukan angka, dan tak hingga: tidak ada."""
    if teks == "":
        return None
    nilai = float(teks)
    return nilai if math.isfinite(nilai) else None


def sebutan(baris):
    """Tingkat sebagaimana diketik; bila hanya angka yang diketik, angkanya."""
    nilai = angka(baris["nilai"])
    return baris["teks"] or (f"{nilai:g}" if nilai is not None else None)


# --- satu rencana aksi -------------------------------------------------------------------------------------------


def berjalan(sel, sampai_dengan):
    """Nilai s.d. tiap bulan: sel 's.d.' menggantikan, sel lain menambah, sel kosong membiarkan."""
    kini, hasil = None, []
    for nilai, sd in zip(sel, sampai_dengan, strict=True):
        if nilai is not None:
            kini = nilai if sd or kini is None else kini + nilai
        hasil.append(kini)
    return hasil


def jenis_hitung(item):
    """Apa yang menentukan cara menghitung satu rencana aksi."""
    angka_, arah, akumulasi = item["jenis"] == "angka", item["arah"], item["akumulasi"]
    turun = angka_ and arah == "turun"
    return {
        "jenis": item["jenis"], "naik": item["jenis"] == "ya_tidak" or arah == "naik", "rentang": angka_ and arah == "rentang",
        "jumlah": angka_ and akumulasi == "jumlah", "kumulatif": angka_ and akumulasi == "kumulatif",
        "rata_rata": angka_ and akumulasi == "rata_rata", "per_bulan": angka_ and akumulasi == "per_bulan",
        "rasio": turun and item["rumus"] == "rasio", "jenjang": turun and item["rumus"] == "jenjang",
        "linear": angka_ and arah != "rentang" and akumulasi != "per_bulan" and item["cara_target"] == "linear",
        "baseline": angka(item["baseline"]),
    }  # fmt: skip


def target_setahun(j, baris_target, toleransi):
    """Sel target satu tahun: sel 0 setahun, sel 1 sampai 12 bulan; dan nilainya s.d. tiap bulan (ketentuan 3 dan 7)."""
    sel, atas, sifat, teks = [None] * 13, [None] * 13, [""] * 13, [None] * 13
    for baris in baris_target:
        b, nilai = int(baris["bulan"]), angka(baris["nilai"])
        sifat[b], teks[b] = baris["sifat"], sebutan(baris)
        if j["jenis"] == "ordinal":
            nilai = 1.0 if teks[b] else None
        elif j["jenis"] == "ya_tidak":
            nilai = 1.0 if nilai is not None and nilai > 0 else None
        elif j["per_bulan"] and j["naik"] and nilai == 0:
            nilai = None  # bulan itu tidak ada yang jatuh tempo
        sel[b] = nilai
        if j["rentang"] and nilai is not None:
            atas[b] = nilai if angka(baris["nilai_atas"]) is None else angka(baris["nilai_atas"])
    setahun, bulanan = sel[0], sel[1:]
    terisi = [nilai for nilai in bulanan if nilai is not None]

    # Target bulanan tanpa keterangan: per bulan bila jumlahnya target setahun, s.d. bila yang terakhir target setahun.
    batas = toleransi * max(1.0, abs(setahun)) if setahun is not None else None
    jumlahnya = batas is not None and abs(sum(terisi) - setahun) <= batas
    terakhirnya = batas is not None and bool(terisi) and abs(terisi[-1] - setahun) <= batas
    tanpa_sifat = any(n is not None and not s for n, s in zip(bulanan, sifat[1:], strict=True))
    tidak_jelas = j["jumlah"] and tanpa_sifat and len(terisi) > 1 and not jumlahnya and not terakhirnya
    sd = [not j["jumlah"] or s == "sd" or (s == "" and not jumlahnya) for s in sifat[1:]]
    jalan, jalan_atas = berjalan(bulanan, sd), berjalan(atas[1:], sd)
    if setahun is not None and not (j["per_bulan"] and terisi):
        tahun, tahun_atas = setahun, atas[0]
    else:
        tahun, tahun_atas = None if tidak_jelas else jalan[11], jalan_atas[11]
    return {
        "sel": sel, "atas": atas, "sifat": sifat, "teks": teks, "jalan": jalan, "jalan_atas": jalan_atas, "n": len(terisi),
        "jumlah": sum(terisi), "jumlahnya": jumlahnya, "terakhirnya": terakhirnya, "terakhir": terisi[-1] if terisi else None,
        "tanpa_sifat": tanpa_sifat, "tidak_jelas": tidak_jelas, "ada": bool(terisi) or setahun is not None,
        "tahun": tahun, "tahun_atas": tahun_atas,
    }  # fmt: skip


def tanpa_rumus(j, nilai, atas):
    return nilai is not None and (nilai < 0 or (j["naik"] and nilai == 0) or (atas is not None and atas < nilai))


def hitung_target(j, target_per_tahun, tahun_ini, bulan, toleransi):
    """Target s.d. bulan ini dan target setahun (ketentuan 2, 3, 7, 16, dan 17)."""
    t = target_setahun(j, target_per_tahun.get(tahun_ini, []), toleransi)
    jatuh = []
    for sel, jalan in ((t["sel"], t["jalan"]), (t["atas"], t["jalan_atas"])):
        if t["n"]:
            jatuh.append(sel[bulan] if j["per_bulan"] else jalan[bulan - 1])
        else:
            jatuh.append(sel[0] if j["per_bulan"] or bulan == 12 else None)
    kini, kini_atas = jatuh
    if j["linear"] and not t["tidak_jelas"]:
        sebelum = target_setahun(j, target_per_tahun.get(tahun_ini - 1, []), toleransi)["tahun"]
        kini = pada_garis(j, t, sebelum, bulan)
    di_bawah_nol = kini is not None and kini < 0
    terbalik = kini is not None and kini_atas is not None and kini_atas < kini
    tanpa_target = (
        t["tidak_jelas"] or tanpa_rumus(j, t["tahun"], t["tahun_atas"]) or di_bawah_nol or terbalik or not t["ada"]
    )
    jatuh_tempo = not tanpa_target and kini is not None and not (j["naik"] and kini == 0)
    ordinal = j["jenis"] == "ordinal"
    return t | {
        "kini": kini, "kini_atas": kini_atas, "tahun_mentah": t["tahun"], "tanpa_target": tanpa_target, "jatuh_tempo": jatuh_tempo,
        "sd": kini if jatuh_tempo and not ordinal else None, "sd_atas": kini_atas if jatuh_tempo else None,
        "tahun": None if ordinal else t["tahun"], "teks": _tingkat_dituju(t["sel"], t["teks"], jatuh_tempo, bulan),
    }  # fmt: skip


def pada_garis(j, t, target_tahun_lalu, bulan):
    """Target pada garis lurus antara titik yang tertulis; titik pertama Desember tahun lalu."""
    awal = 0.0 if j["jumlah"] or j["kumulatif"] else j["baseline"] if target_tahun_lalu is None else target_tahun_lalu
    titik = {0: awal} | {b: t["jalan"][b - 1] for b in range(1, 13) if t["sel"][b] is not None}
    if titik.get(12) is None:
        titik[12] = t["sel"][0]
    titik = {b: nilai for b, nilai in sorted(titik.items()) if nilai is not None}
    if not t["ada"] or not titik or min(titik) > bulan:
        return None
    kiri = max(b for b in titik if b <= bulan)
    kanan = min((b for b in titik if b > bulan), default=None)
    if kanan is None:
        return titik[kiri]
    return titik[kiri] + (titik[kanan] - titik[kiri]) * (bulan - kiri) / (kanan - kiri)


def _tingkat_dituju(sel, teks, jatuh_tempo, bulan):
    ada = [b for b in range(1, 13) if sel[b] is not None]
    lewat = [b for b in ada if b <= bulan] if jatuh_tempo else []
    if lewat:
        return teks[lewat[-1]]
    return teks[0] if teks[0] is not None or not ada else teks[ada[-1]]


def hitung_realisasi(j, baris_realisasi, bulan):
    """Realisasi s.d. bulan ini menurut cara menjumlahkannya (ketentuan 11, 13, dan 16)."""
    laporan = [None] * bulan
    for baris in sorted(baris_realisasi, key=_yang_terakhir_berlaku):
        if int(baris["bulan"]) <= bulan:
            laporan[int(baris["bulan"]) - 1] = baris
    nilai, nihil, per_bulan, satu_bulan = [], [], [], []
    for nomor, baris in enumerate(laporan, start=1):
        bulan_ini = bool(baris) and baris["sifat"] == "bulan_ini"
        angkanya = angka(baris["nilai"]) if baris and not baris["kosong"] else None
        if j["jenis"] == "ya_tidak" and angkanya not in (0.0, 1.0):
            angkanya = None
        if j["per_bulan"] and nomor > 1 and not bulan_ini:
            angkanya = None  # angka s.d. adalah angka bulan itu sendiri hanya pada Januari
        nol = bool(baris) and baris["kosong"] == "nihil" and (j["jumlah"] or j["kumulatif"] or j["per_bulan"])
        nilai.append(angkanya)
        nihil.append(nol)
        satu_bulan.append(bulan_ini)
        per_bulan.append(nol or (bulan_ini and j["jumlah"]))
    suku = [0.0 if nol else angkanya for nol, angkanya in zip(nihil, nilai, strict=True)]
    jalan = berjalan(suku, [not p for p in per_bulan])

    sd = jalan[-1]
    if j["rata_rata"]:
        sendiri = [n for n, satu in zip(nilai, satu_bulan, strict=True) if satu and n is not None]
        sd = nilai[-1] if not satu_bulan[-1] else sum(sendiri) / len(sendiri) if sendiri else None
    if j["per_bulan"]:
        sd = suku[-1]
    kini, teks, ordinal = laporan[-1], None, j["jenis"] == "ordinal"
    if ordinal and kini and not kini["kosong"]:
        teks = sebutan(kini)
    dilaporkan = teks is not None if ordinal else suku[-1] is not None

    rupiah = [angka(baris["realisasi_anggaran_rp"]) if baris else None for baris in laporan]
    uang = berjalan(rupiah, [not (baris and baris["sifat_anggaran"] == "bulan_ini") for baris in laporan])
    return {
        "laporan": laporan, "nilai": nilai, "nihil_bulan": nihil, "jalan": jalan, "uang_jalan": uang,
        "sd": sd if dilaporkan and not ordinal else None, "dilaporkan": dilaporkan, "nihil": nihil[-1], "teks": teks,
        "terbawa": jalan[-1] if j["jumlah"] or j["kumulatif"] else None, "terakhir": None if ordinal else jalan[-1],
        "uang": uang[-1] if rupiah[-1] is not None else None,
    }  # fmt: skip


def _yang_terakhir_berlaku(baris):
    """Dari dua baris untuk satu bulan: yang berisi mengalahkan yang kosong, lalu laporan yang lebih akhir."""
    return baris["kosong"] in ("", "nihil"), int(baris["kiriman_id"]), int(baris["baris"])


def capaian(j, realisasi, target, atas, jenjang):
    """Persen, paling rendah 0, tanpa batas atas; None bila tidak ada rumusnya (ketentuan 1, 3, 14, dan 15)."""
    if realisasi is None or target is None:
        return None
    if j["rentang"]:
        if atas is None or target < 0 or atas < target:
            return None
        if target <= realisasi <= atas:
            return 100.0
        if realisasi < target:
            return max(0.0, realisasi / target * 100) if target > 0 else max(0.0, realisasi * 100)
        return max(0.0, (2 * atas - realisasi) / atas * 100) if atas > 0 else 0.0
    if target > 0:
        if j["rasio"]:
            return min(target / realisasi, 2.0) * 100 if realisasi > 0 else 200.0
        if j["jenjang"]:
            sampai = realisasi / target * 100
            return next((float(langkah["nilai"]) for langkah in jenjang if sampai <= langkah["sampai_pct"] + 1e-9), 0.0)
        return max(0.0, (realisasi / target if j["naik"] else (2 * target - realisasi) / target) * 100)
    if target == 0 and not j["naik"]:
        return 100.0 if realisasi <= 0 else 0.0
    return None


def capaian_road_map(j, target_per_tahun, realisasi_per_tahun, sd, tahun_ini, semua_tahun, toleransi, jenjang):
    """Persen dari jalan seluruh road map, dari baseline sampai tahun terakhir (ketentuan 18)."""
    if sd is None:
        return None
    rencana = {y: target_setahun(j, target_per_tahun.get(y, []), toleransi) for y in semua_tahun}
    tanpa = {
        y: r["tidak_jelas"] or r["tahun"] is None or tanpa_rumus(j, r["tahun"], r["tahun_atas"])
        for y, r in rencana.items()
    }
    terakhir = next((rencana[y] for y in reversed(semua_tahun) if not tanpa[y]), {"tahun": None, "tahun_atas": None})
    ke_akhir = capaian(j, sd, terakhir["tahun"], terakhir["tahun_atas"], jenjang)
    if j["naik"] and (j["jumlah"] or j["kumulatif"] or j["jenis"] == "ya_tidak"):
        seluruh, tercapai = 0.0, sd
        for y, r in rencana.items():
            if not r["ada"] or r["tahun"] == 0:
                continue
            if tanpa[y]:
                return None
            seluruh += r["tahun"]
            if y < tahun_ini:
                dulu = hitung_realisasi(j, realisasi_per_tahun.get(y, []), 12)["terakhir"]
                if dulu is None:
                    return None
                tercapai += dulu
        return tercapai / seluruh * 100 if seluruh > 0 else None
    if j["jenis"] == "angka" and not (j["jumlah"] or j["kumulatif"] or j["per_bulan"] or j["rentang"]):
        if j["baseline"] is None or ke_akhir is None:
            return None
        arah = 1 if j["naik"] else -1
        jalan, ditempuh = arah * (terakhir["tahun"] - j["baseline"]), arah * (sd - j["baseline"])
        return max(0.0, ditempuh / jalan * 100) if jalan > 0 else ke_akhir
    return ke_akhir if j["rentang"] and not j["per_bulan"] else None


def hitung_item(item, target, realisasi, tahun, bulan, semua_tahun, aturan, skala):
    """`target` dan `realisasi`: tahun -> baris-baris rencana aksi ini."""
    batas, toleransi = aturan["batas_atas_pct"], aturan.get("toleransi_target", 1e-9)
    jenjang, j = aturan.get("jenjang", JENJANG), jenis_hitung(item)
    t = hitung_target(j, target, tahun, bulan, toleransi)
    r = hitung_realisasi(j, realisasi.get(tahun, []), bulan)
    ordinal = j["jenis"] == "ordinal"
    wajib = t["jatuh_tempo"] and not ordinal
    nilai = capaian(j, r["sd"], t["sd"], t["sd_atas"], jenjang)
    terbawa = capaian(j, r["terbawa"], t["sd"], t["sd_atas"], jenjang) if j["naik"] else None
    bawah = nilai if r["dilaporkan"] else terbawa or 0.0
    atas = nilai if r["dilaporkan"] else 100.0
    keadaan = (
        "tanpa target" if t["tanpa_target"] else "belum jatuh tempo" if not t["jatuh_tempo"] else "ordinal" if ordinal
        else "belum lapor" if not r["dilaporkan"] else "nihil" if r["nihil"] else "dinilai"
    )  # fmt: skip
    setahun = road_map = None
    if not t["tanpa_target"]:
        setahun = capaian(j, r["sd"], t["tahun"], t["tahun_atas"], jenjang)
        road_map = capaian_road_map(j, target, realisasi, r["sd"], tahun, semua_tahun, toleransi, jenjang)
    return {
        "item": item, "jenis": j, "target": t, "realisasi": r, "naik": j["naik"], "kode": item["kode"] or None, "opd": item["opd"],
        "area": item["area"] or None, "target_sd": t["sd"], "target_sd_atas": t["sd_atas"], "target_tahun": t["tahun"],
        "realisasi_sd": r["sd"], "capaian_pct": nilai, "capaian_tahun_pct": setahun, "capaian_road_map_pct": road_map,
        "keadaan": keadaan, "wajib": wajib, "dilaporkan": r["dilaporkan"], "sudah": wajib and r["dilaporkan"],
        "bawah": min(bawah, batas) if wajib else None, "atas": (min(atas, batas) if r["dilaporkan"] else atas) if wajib else None,
        "anggaran": angka(item["anggaran_rp"]), "uang": r["uang"],
        "terpenuhi": terpenuhi(r["teks"], t["teks"], skala.get(item["skala"], [])) if ordinal and t["jatuh_tempo"] else None,
    }  # fmt: skip


def terpenuhi(tercapai, dituju, skala):
    a, b = urutan(tercapai, skala), urutan(dituju, skala)
    return None if a is None or b is None else a >= b


def urutan(teks, skala):
    """Urutan satu tingkat menurut nama atau labelnya; 'Level 3' sama dengan '3'."""

    def polos(kata):
        return re.sub(r"^(level|tingkat) +(?=\S)", "", " ".join(kata.split()).casefold())

    if teks is None:
        return None
    menurut_nama = {int(s["urutan"]) for s in skala if polos(s["tingkat"]) == polos(teks)}
    menurut_label = {int(s["urutan"]) for s in skala if s["label"] and polos(s["label"]) == polos(teks)}
    ada = menurut_nama or menurut_label
    return ada.pop() if len(ada) == 1 else None


def bagi_bobot(rows):
    """Bobot dalam satu OPD berjumlah sebanyak rencana aksinya; yang kosong sebesar rata-ratanya (ketentuan 6)."""
    for opd in {row["opd"] for row in rows}:
        milik = [row for row in rows if row["opd"] == opd]
        tertulis = [angka(row["item"]["bobot"]) for row in milik]
        ada = [b for b in tertulis if b is not None]
        dipakai = sum(ada) > 0 and min(ada) >= 0
        rata = sum(ada) / len(ada) if dipakai else 1.0
        penuh = [rata if b is None else b for b in tertulis]
        for row, bobot in zip(milik, penuh, strict=True):
            row["bobot"] = bobot * len(milik) / sum(penuh) if dipakai else 1.0


# --- kelompok ----------------------------------------------------------------------------------------------------


def rata(rows, kolom, batas=math.inf):
    total = sum(row["bobot"] for row in rows)
    return sum(row["bobot"] * min(row[kolom], batas) for row in rows) / total if total > 0 else None


def nilai_kelompok(rows, terdaftar, aturan, per_area):
    """Nilai satu kelompok dengan cakupannya (ketentuan 4, 5, 9, dan 10)."""
    batas = aturan["batas_atas_pct"]
    wajib, sudah = [r for r in rows if r["wajib"]], [r for r in rows if r["sudah"]]
    dibayar = [r for r in rows if r["anggaran"] is not None and r["anggaran"] > 0 and r["uang"] is not None]
    anggaran = sum(r["anggaran"] for r in dibayar)
    harus, selesai = (wajib, sudah) if per_area else (rows, [r for r in rows if r["dilaporkan"]])
    menuju = [r for r in sudah if r["capaian_road_map_pct"] is not None]
    nilai = rata(sudah, "capaian_pct", batas)
    return {
        "capaian_pct": nilai,
        "capaian_tahun_pct": rata(sudah, "capaian_tahun_pct", batas),
        "tepi_bawah_pct": rata(wajib, "bawah"),
        "tepi_atas_pct": rata(wajib, "atas"),
        "serapan_pct": sum(r["uang"] for r in dibayar) / anggaran * 100 if anggaran > 0 else None,
        "sudah_lapor": len(sudah),
        "wajib_lapor": len(wajib),
        "opd_sudah_lapor": len({r["opd"] for r in selesai if r["opd"] in terdaftar}),
        "opd_wajib_lapor": len({r["opd"] for r in harus if r["opd"] in terdaftar}),
        "kelas": kelas(nilai, len(sudah), len(wajib), aturan),
        "capaian_road_map_pct": rata(menuju, "capaian_road_map_pct", batas),
        "item_road_map": len(menuju),
        "ordinal_terpenuhi": sum(r["keadaan"] == "ordinal" and r["terpenuhi"] is True for r in rows),
        "ordinal_dinilai": sum(r["keadaan"] == "ordinal" for r in rows),
    }


def cukup(sudah, wajib, aturan):
    return sudah * 100 >= aturan["ambang_cakupan_pct"] * wajib


def kelas(nilai, sudah, wajib, aturan):
    """Dari nilai yang tampil: satu angka di belakang koma, setengah dibulatkan menjauhi nol."""
    if wajib == 0:
        return None
    if nilai is None or not cukup(sudah, wajib, aturan):
        return aturan.get("belum_dapat_dinilai", "belum dapat dinilai")
    tampil = float(Decimal(f"{nilai:.13g}").quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))
    return next((k["nama"] for k in aturan["kelas"] if k["batas_bawah"] <= tampil), None)


def hitung(bahan):
    """Semua nilai bulan itu: ringkas, area, opd, opd_area, item."""
    periksa(bahan)
    aturan = bahan["aturan"]
    tahun, bulan = (int(bagian) for bagian in bahan["paket"]["periode"].split("-"))
    akhir_bulan = date(tahun, bulan, calendar.monthrange(tahun, bulan)[1])
    target, realisasi = {}, {}
    for tabel, tempat in (("target", target), ("realisasi", realisasi)):
        for baris in bahan[tabel]:
            tempat.setdefault(baris["item_id"], {}).setdefault(int(baris["tahun"]), []).append(baris)
    semua_tahun = sorted({int(baris["tahun"]) for baris in bahan["target"]})
    skala = {}
    for baris in bahan["skala"]:
        skala.setdefault(baris["skala"], []).append(baris)

    rows = [
        hitung_item(
            i, target.get(i["item_id"], {}), realisasi.get(i["item_id"], {}), tahun, bulan, semua_tahun, aturan, skala
        )
        for i in sorted(bahan["rencana_aksi"], key=lambda i: int(i["item_id"]))
    ]
    bagi_bobot(rows)

    daftar = {o["kode"]: o for o in sorted(bahan["opd"], key=lambda o: (int(o["urutan"]), o["kode"]))}
    terdaftar = {kode for kode, o in daftar.items() if _berlaku(o, akhir_bulan)}
    ada = {row["opd"] for row in rows}
    semua_opd = [kode for kode in daftar if kode in ada] + sorted(ada - daftar.keys())
    semua_area = [a["kode"] for a in bahan["area"]]
    opd = []
    for kode in semua_opd:
        nilai = nilai_kelompok([r for r in rows if r["opd"] == kode], terdaftar, aturan, per_area=False)
        opd.append({"opd": kode, "kelompok": daftar[kode]["kelompok"] if kode in daftar else None, **nilai})
    beri_peringkat(opd, aturan)
    opd_area = []
    for kode in semua_opd:
        for area in (*semua_area, None):
            milik = [r for r in rows if r["opd"] == kode and (r["area"] if r["area"] in semua_area else None) == area]
            if milik:
                opd_area.append({"opd": kode, "kode": area, **nilai_kelompok(milik, terdaftar, aturan, per_area=True)})
    area = [
        {"kode": a, **nilai_kelompok([r for r in rows if r["area"] == a], terdaftar, aturan, per_area=True)}
        for a in semua_area
    ]
    ringkas = menurut_pilihan(nilai_kelompok(rows, terdaftar, aturan, per_area=False), opd, area, aturan)
    return {"ringkas": ringkas, "area": area, "opd": opd, "opd_area": opd_area, "item": rows}


def menurut_pilihan(ringkas, opd, area, aturan):
    """Angka pemda menurut cara_gabung, dan capaiannya menurut ketiga cara (ketentuan 19)."""

    def rata_biasa(kelompok, kolom):
        ada = [k[kolom] for k in kelompok if k[kolom] is not None]
        return sum(ada) / len(ada) if ada else None

    cara = aturan.get("cara_gabung", "rencana_aksi")
    ketiganya = {
        "cara_gabung": cara,
        "capaian_rencana_aksi_pct": ringkas["capaian_pct"],
        "capaian_rata_opd_pct": rata_biasa(opd, "capaian_pct"),
        "capaian_rata_area_pct": rata_biasa(area, "capaian_pct"),
    }
    if cara != "rencana_aksi":
        pilihan = opd if cara == "rata_opd" else area
        ringkas = ringkas | {kolom: rata_biasa(pilihan, kolom) for kolom in RATA}
        ringkas["kelas"] = kelas(ringkas["capaian_pct"], ringkas["sudah_lapor"], ringkas["wajib_lapor"], aturan)
    return ringkas | ketiganya


def _berlaku(opd, hari):
    mulai, sampai = opd["berlaku_mulai"], opd["berlaku_sampai"]
    return (not mulai or date.fromisoformat(mulai) <= hari) and (not sampai or hari <= date.fromisoformat(sampai))


def beri_peringkat(opd, aturan):
    """1 + banyaknya OPD berperingkat sekelompok yang tepi bawahnya lebih tinggi (ketentuan 8)."""
    layak = [
        o for o in opd
        if o["kelompok"] and o["wajib_lapor"] >= max(1, aturan["minimal_item_peringkat"])
        and cukup(o["sudah_lapor"], o["wajib_lapor"], aturan) and o["tepi_bawah_pct"] is not None
    ]  # fmt: skip
    for o in opd:
        o["peringkat"] = None
    for o in layak:
        tepi = round(o["tepi_bawah_pct"], 9)
        o["peringkat"] = 1 + sum(round(x["tepi_bawah_pct"], 9) > tepi for x in layak if x["kelompok"] == o["kelompok"])


# --- membandingkan -----------------------------------------------------------------------------------------------


def dicetak(hasil):
    """Nilai tanpa hitungan antaranya, siap ditulis sebagai JSON."""
    return {**hasil, "item": [{"opd": r["opd"], **{k: r[k] for k in ITEM}} for r in hasil["item"]]}


def perbedaan(hasil, program, nama_opd):
    """(selisih terbesar, daftar tempat yang berbeda) antara hitungan ini dan angka program."""
    beda, terbesar = [], 0.0

    def banding(tempat, kita, mereka):
        nonlocal terbesar
        angka_saja = all(isinstance(n, int | float) and not isinstance(n, bool) for n in (kita, mereka))
        if angka_saja:
            selisih = abs(kita - mereka) / max(1.0, abs(kita))
            terbesar = max(terbesar, selisih)
        if not (selisih <= SAMA if angka_saja else kita == mereka):
            beda.append(f"{tempat}: hitungan ini {kita!r}, program {mereka!r}")

    def baris(judul, kita, mereka, kolom):
        if len(kita) != len(mereka):
            beda.append(f"{judul}: hitungan ini {len(kita)} baris, program {len(mereka)} baris")
            return
        for nomor, (a, b) in enumerate(zip(kita, mereka, strict=True), start=1):
            if "opd" in a:
                banding(f"{judul} {nomor} opd", nama_opd.get(a["opd"], a["opd"]), b["opd"])
            for k in kolom:
                banding(f"{judul} {nomor} {k}", a[k], b[k])

    baris("item", hasil["item"], program["item"], ITEM)
    baris("ringkas", [hasil["ringkas"]], [program["ringkas"]], (*NILAI, *GABUNG))
    baris("area", hasil["area"], program["area"], ("kode", *NILAI))
    baris("opd", hasil["opd"], program["opd"], ("kelompok", "peringkat", *NILAI))
    baris("opd_area", hasil["opd_area"], program["opd_area"], ("kode", *NILAI))
    return terbesar, beda


def main(folder):
    bahan = baca(folder)
    try:
        hasil = hitung(bahan)
    except Tolak as sebab:
        print(sebab)
        return 2
    (folder / "hitungan.json").write_text(json.dumps(dicetak(hasil), ensure_ascii=False, indent=1), "utf-8")
    program = json.loads((folder / "hasil.json").read_text("utf-8"))
    terbesar, beda = perbedaan(hasil, program, {o["kode"]: o["nama"] for o in bahan["opd"]})
    print(f"{bahan['paket']['pemda']}, {bahan['paket']['periode']}: capaian {hasil['ringkas']['capaian_pct']!r} persen")
    if beda:
        print(f"BERBEDA di {len(beda)} tempat:", *beda[:20], sep="\n  ")
        return 1
    print(f"COCOK: {len(hasil['item'])} rencana aksi dan semua kelompok; selisih terbesar {terbesar:.1e}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent))

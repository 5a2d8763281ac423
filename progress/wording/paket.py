"""What a Paket hitung ulang says about itself, on the command line, on Metode and inside the ZIP."""

from __future__ import annotations

from collections.abc import Sequence

from progress.wording.formats import angka

JUDUL_BUKU = "Hitung ulang Pantau RB"
LEMBAR = {
    "Aturan": "Angka aturan yang dipakai rumus, dan kelas capaian dari batas bawahnya",
    "RencanaAksi": "Rencana aksi road map; area “–” berada di luar kerangka",
    "Target": "Target tahun itu sebagaimana tertulis: setahun, tiap bulan, sifatnya, dan selnya",
    "HitungTarget": "Target sampai dengan bulan ini (ketentuan 2, 3, 7, 15, dan 16)",
    "Realisasi": "Realisasi tiap bulan sebagaimana dilaporkan: nilai, sifat, sebab kosong, berkas dan selnya",
    "HitungRealisasi": "Realisasi sampai dengan tiap bulan (ketentuan 11, 13, dan 16)",
    "Anggaran": "Realisasi anggaran tiap bulan dan sampai dengan bulan itu (ketentuan 5)",
    "HitungItem": "Nilai tiap rencana aksi: capaian, keadaan, bobot, tepi bawah dan atas (ketentuan 1 sampai 6, 11, 14, dan 15)",
    "OPD": "Nilai tiap OPD, bobot dalam OPD, dan peringkat (ketentuan 6 dan 8)",
    "OPDxArea": "Nilai tiap OPD pada tiap area (ketentuan 10)",
    "Area": "Nilai tiap area",
    "Pemda": "Nilai pemda (ketentuan 19)",
}
PAKET = "buat ZIP untuk menghitung ulang nilai satu bulan tanpa program ini"
ARG_KELUARAN = "berkas ZIP yang ditulis; baku: hitung-ulang-PEMDA-PERIODE.zip"
SIAP = "{berkas}: {n} rencana aksi, capaian {capaian}, angka program dan hitungan ulang cocok."
SUDAH_ADA = "Berkas {berkas} sudah ada. Mohon pilih nama lain dengan --keluaran."
TIDAK_BISA_DITULIS = "Berkas {berkas} tidak bisa ditulis. Mohon periksa folder dan izinnya."
BERBEDA = "Paket tidak dibuat: hitungan ulang berbeda dari program di {n} tempat, antara lain {tempat}."
TIDAK_DIKENAL = "Paket tidak dibuat: {sebab}"
JUDUL_UNDUH = "Paket hitung ulang"
UNDUH_KET = (
    "Untuk pemeriksa: semua bahan {bulan} sebagai CSV dengan berkas, lembar, dan selnya, aturannya, buku kerja dengan rumus hidup, dan satu "
    "skrip Python tanpa pustaka tambahan yang menghitung ulang semua nilai."
)
SIAPKAN, UNDUH = "Siapkan paket {bulan}", "Unduh paket {bulan}"


def nama_berkas(pemda: str, periode: str) -> str:
    return f"hitung-ulang-{pemda}-{periode}.zip"


def baca_buku(pemda: str, periode: str, aturan: str) -> Sequence[str]:
    """The first sheet."""
    return (
        f"{JUDUL_BUKU}: {pemda}, {periode}, aturan versi {aturan}",
        "",
        "Setiap nilai adalah rumus. Ubah satu sel di lembar RencanaAksi, Target, Realisasi, atau Aturan, dan semua nilai ikut berubah.",
        "Urutan hitungan: Target dan Realisasi, lalu HitungTarget dan HitungRealisasi, lalu HitungItem, lalu OPD, OPDxArea, Area, Pemda.",
        "Satu rencana aksi berada di baris yang sama pada setiap lembar.",
        "Capaian terhadap seluruh road map (ketentuan 18), sasaran, dan pengelompokan lain tidak dihitung di sini.",
        "Nilai bertingkat (WTP, BB, Level 3) tidak ikut rata-rata; terpenuhi atau tidaknya dihitung skrip, bukan buku kerja ini.",
        "Sel kosong berarti tidak ada nilai; bukan nol.",
    )


def baca_paket(pemda: str, bulan: str, aturan: str, road_map: str, data: int, n: int) -> str:
    """BACA.txt of the ZIP."""
    return f"""{JUDUL_BUKU}
{pemda}, {bulan}

Aturan versi {aturan}; {road_map}; data versi {data}; {angka(n, 0)} rencana aksi.

hitung_ulang.py     skrip Python (3.11 atau lebih baru, tanpa pustaka tambahan): python hitung_ulang.py
hitung_ulang.xlsx   hitungan yang sama sebagai rumus di buku kerja
hasil.json          angka program untuk bulan ini, tanpa pembulatan
rencana_aksi.csv    rencana aksi road map, dengan lembar, baris, dan selnya
target.csv          setiap sel target tahun itu
realisasi.csv       setiap nilai yang dilaporkan s.d. bulan ini, dengan berkas, lembar, sel, dan SHA-256 berkasnya
opd.csv, area.csv, skala.csv, aturan.toml    acuan yang dipakai
SHA256SUMS          kode tiap berkas di dalam paket ini

Skrip dan rumus ditulis dari ketentuan di halaman Metode, bukan dari program. Bila ada ketentuan yang tidak dikenalnya, keduanya
menolak menghitung.
"""


def tanpa_rumus(sebab: Sequence[str]) -> str:
    """The only words of a workbook that would have to calculate what its formulas do not know."""
    return (
        f"Buku kerja ini tidak menghitung: bulan ini memakai {', '.join(sebab)}, yang belum ada rumusnya di sini. Mohon pakai "
        "hitung_ulang.py, yang menghitung semuanya."
    )

"""Questions and sentences between checking a file and accepting it."""

from __future__ import annotations

SIFAT = "Realisasi pada berkas ini: bulan ini saja, atau s.d. bulan ini?"
SIFAT_ANGGARAN = "Realisasi anggaran pada berkas ini: bulan ini saja, atau s.d. bulan ini?"
SIFAT_PILIHAN = {"sd": "s.d. bulan ini (sejak Januari)", "bulan_ini": "bulan ini saja"}
SIFAT_ASUMSI = "{opd}, {periode}: realisasi dianggap angka s.d. bulan ini dan tidak dijumlahkan (berkas {berkas})"
SIFAT_ANGGARAN_ASUMSI = "{opd}, {periode}: realisasi anggaran dianggap s.d. bulan ini (berkas {berkas})"
SIFAT_DIJAWAB = "{opd}, {periode}: realisasi {pilihan} (jawaban saat diterima, berkas {berkas})"
BAGIAN = (
    "{opd} sudah mengirim laporan {periode} dengan rencana aksi lain. Berkas ini tambahan (bidang lain) atau pengganti?"
)
BAGIAN_PILIHAN = {"tambahan": "tambahan dari bidang lain", "pengganti": "pengganti laporan sebelumnya"}
BAGIAN_ASUMSI = "{opd}, {periode}: berkas {berkas} dianggap tambahan dari bidang lain; laporan sebelumnya tetap berlaku"
BARIS_HILANG = (
    "Laporan sebelumnya memuat {n} rencana aksi yang tidak ada lagi di berkas ini: {contoh}. Mohon dipastikan."
)
LAMA = "Berkas ini persis versi {versi} laporan {opd} {periode} yang sudah digantikan. Jadikan berlaku lagi?"
LAMA_BANYAK = "Berkas ini memuat {n} laporan yang sudah digantikan, antara lain {opd} {periode}. Jadikan berlaku lagi?"
LAMA_PILIHAN = {"tidak": "Tidak, biarkan yang sekarang berlaku", "ya": "Ya, jadikan berlaku lagi sebagai versi baru"}
BAGIAN_SEBAGIAN = (
    "Sebagian rencana aksi di berkas ini sama dengan laporan {opd} {periode} yang berlaku, sebagian tidak. Berkas ini pengganti, atau "
    "tambahan (bidang lain)?"
)
PENGGANTI_SATU = "pengganti berkas {berkas} saja"
PENGGANTI_ASUMSI = "{opd}, {periode}: berkas {berkas} dianggap pengganti laporan sebelumnya"
NILAI_HILANG = (
    "Laporan sebelumnya berisi realisasi {n} rencana aksi yang di berkas ini kosong atau belum terbaca: {contoh}. Mohon dipastikan bukan laporan bidang "
    "lain pada formulir yang sama."
)
DI_BAGIAN_LAIN = (
    "{sel} berkas ini dan {lain} berkas {berkas} melaporkan rencana aksi yang sama ({aksi}). Yang dinilai tetap {lain}; baris di berkas "
    "ini tidak dinilai."
)
OPD_TANPA_RENCANA_AKSI = (
    "{opd} tidak punya rencana aksi pada road map yang berlaku. Laporan disimpan, tetapi tidak dinilai."
)
PILIHAN = {
    "naik": "makin tinggi makin baik", "turun": "makin rendah makin baik", "jumlah": "dijumlahkan tiap bulan",
    "posisi_akhir": "nilai bulan terakhir", "rata_rata": "rata-rata", "kumulatif": "sudah kumulatif",
    "sd": "s.d. bulan", "bulan_ini": "per bulan", "per_bulan": "tiap bulan dinilai sendiri", "rentang": "dinilai sebagai rentang",
    "baku": "(2 × target − realisasi) : target", "rasio": "target : realisasi", "jenjang": "menurut jenjang pada aturan",
    "skalakan": "skalakan ke 100", "bagi_rata": "bagi rata",
}  # fmt: skip
ISI_SAMA = "{sama} dari {semua} isian sama dengan laporan {bulan}. Mohon dipastikan bukan berkas bulan lalu yang terkirim lagi."
BERKAS_SAMA = "Berkas yang sama sudah diterima sebagai laporan {opd} {periode}. Mohon dipastikan bukan salah kirim."
OPD_BERBEDA = "Isi berkas menyebut OPD lain daripada yang dipilih. Mohon dipastikan sebelum diterima."
TANPA_OPD = "OPD pada berkas ini belum dikenal, sehingga belum dapat diterima. Mohon pilih OPD-nya."
TANPA_PERIODE = "Periode pada berkas ini belum dikenal, sehingga belum dapat diterima. Mohon pilih periodenya."
BELUM_DAPAT_DIBACA = "Berkas ini belum dapat dibaca, sehingga belum dapat diterima."
BELUM_ADA_ROAD_MAP = "Road map belum ada. Laporan disimpan, tetapi baru dinilai setelah road map diterima."
WAKTU_MENDATANG = "Waktu diterima ada di masa depan. Mohon diperiksa."
BELUM_DIJAWAB = "Masih ada pertanyaan yang belum dijawab: {pertanyaan}"
OPD_TIDAK_DILAPORKAN = "{n} baris tanpa OPD yang dikenal tidak ikut disimpan."
SEL_LAIN = "{kalimat} Juga {n} sel lain."


def sel(lembar: str | None, sel: str | None) -> str:
    """'sel F5 lembar Laporan'."""
    return " ".join(filter(None, (f"sel {sel}" if sel else "", f"lembar {lembar}" if lembar else ""))) or "baris"

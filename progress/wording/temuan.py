"""The sentence of every finding: place, what is there, what to do, an example. One template per code, no names of persons."""

from __future__ import annotations

from collections.abc import Sequence

from progress.wording.sel import daftar_sel

_SENTENCES = {
    # values
    "BUKAN_ANGKA": "{tempat} berisi '{tertulis}'. Mohon ditulis angkanya saja, misalnya 87,5.",
    "BUKAN_UANG": "{tempat} berisi '{tertulis}', belum dapat dibaca sebagai rupiah. Mohon ditulis angkanya saja, misalnya 1.250.000.",
    "AMBIGU": "{tempat} berisi '{tertulis}' yang dapat dibaca lebih dari satu cara ({extra}). Mohon ditulis ulang dengan "
    "tegas, misalnya 85 % atau 12500.",
    "SEL_GALAT": "{tempat} berisi kesalahan rumus Excel ({extra}). Mohon rumusnya diperbaiki atau diganti dengan angkanya.",
    "RUMUS_TANPA_NILAI": "{tempat} berisi rumus yang hasilnya tidak tersimpan. Mohon berkas dibuka lalu disimpan ulang di Excel.",
    "TANGGAL_DI_KOLOM_ANGKA": "{tempat} terbaca sebagai tanggal ('{tertulis}'), biasanya karena Excel mengubah 1.5 atau 3/4. Mohon ditulis ulang "
    "sebagai angka, misalnya 1,5.",
    "RASIO": "{tempat} berisi perbandingan '{tertulis}', disimpan sebagai tulisan dan tidak dihitung. Mohon ditulis satu angka, misalnya 2.",
    "RENTANG": "{tempat} berisi rentang '{tertulis}', disimpan sebagai tulisan dan tidak dihitung. Mohon ditulis satu angka, misalnya 75.",
    "SATUAN_BERBEDA": "{tempat} menyebut satuan '{extra}' yang berbeda dari kolom satuan. Angkanya dipakai; mohon satuannya diperiksa.",
    "SATUAN_DI_SEL": "{tempat} memuat satuan di belakang angka ('{tertulis}'); yang dibaca angkanya.",
    "OPERATOR_DIABAIKAN": "{tempat} berisi '{tertulis}'; yang dibaca angkanya saja.",
    "PERSEN_DARI_FORMAT": "{tempat} ditampilkan sebagai persen dan satuannya tidak ditulis; dibaca dalam persen.",
    "PERSEN_DISKALAKAN": "{tempat} berisi pecahan 0–1 yang cocok dengan realisasi dibagi target; dibaca dalam persen.",
    "CENTANG_GANDA": "{tempat}: kolom Tercapai dan Tidak Tercapai sama-sama dicentang. Mohon pilih salah satu.",
    "CENTANG_TIDAK_DIKENAL": "{tempat} berisi '{tertulis}', bukan tanda centang. Mohon diisi V pada salah satu kolom.",
    "SD_LEBIH_KECIL": "{tempat}: realisasi s.d. bulan ini ({tertulis}) lebih kecil daripada realisasi bulan ini ({extra}). Mohon diperiksa.",
    "SD_KOSONG": "{tempat} kosong, padahal realisasi bulan ini terisi ({extra}). Mohon kolom s.d. bulan ini diisi.",
    "SEL_GABUNG": "{tempat} digabung untuk beberapa baris; angkanya hanya dipakai pada baris pertama. Mohon diisi per baris.",
    # structure
    "SIFAT_TIDAK_DIKETAHUI": "Lembar {lembar}, kolom {extra}: belum jelas apakah realisasi bulan ini saja atau s.d. bulan ini. Mohon dijawab sebelum "
    "angkanya dijumlahkan, atau tulis 'Realisasi s.d. Bulan Ini' pada judul kolom.",
    "SIFAT_ANGGARAN_TIDAK_DIKETAHUI": "Lembar {lembar}, kolom {extra}: belum jelas apakah realisasi anggaran bulan ini saja atau s.d. bulan ini; "
    "dianggap s.d. bulan ini.",
    "AREA_TIDAK_DIKENAL": "{tempat} berisi area '{tertulis}' yang tidak dikenal. Mohon ditulis salah satu nama area, misalnya 'Manajemen Perubahan'.",
    "AREA_KOSONG": "{tempat}: area perubahan tidak diisi, sehingga baris ini tidak masuk area mana pun. Mohon diisi, misalnya 'Manajemen Perubahan'.",
    "AREA_MIRIP": "{tempat} berisi area '{tertulis}'; dibaca sebagai {extra}.",
    "TERISI_OTOMATIS": "Lembar {lembar}: kolom {extra} yang kosong diisi dari baris di atasnya.",
    "FORMAT_TIDAK_TERBACA": "Lembar {lembar}: format angka berkas ini tidak terbaca, sehingga 0,85 dan 85 % tidak dapat dibedakan. Mohon disimpan sebagai .xlsx lalu "
    "dikirim lagi, atau pastikan angka persen ditulis 85.",
    "BARIS_TERSEMBUNYI": "Lembar {lembar}: {extra} baris tersembunyi ikut terbaca.",
    "LEMBAR_TERSEMBUNYI": "Lembar tersembunyi {extra} tidak dibaca.",
    "LEMBAR_LAIN": "Lembar {extra} tidak memuat tabel laporan dan tidak dibaca.",
    "LEMBAR_GANDA": "Lembar {lembar} memuat rencana aksi yang sama dengan lembar {extra}; yang dibaca lembar {extra}. Mohon sisakan satu lembar.",
    "LEMBAR_PERIODE_LAIN": "Lembar {lembar} memuat {extra}, bukan periode yang diminta, dan tidak dibaca.",
    "BARIS_JUDUL": "Lembar {lembar}: baris {extra} dibaca sebagai judul atau subtotal, bukan rencana aksi.",
    "BARIS_TANPA_NAMA": "{tempat}: ada angka tanpa rencana aksi maupun indikator di barisnya, sehingga tidak dimuat. Mohon diisi namanya.",
    "TABEL_KEDUA": "{tempat}: mulai baris ini ada tabel lain dengan susunan kolom berbeda yang tidak dibaca. Mohon dipisah ke lembar tersendiri "
    "atau disamakan kolomnya.",
    "TABEL_DI_SAMPING": "{tempat}: mulai kolom ini ('{tertulis}') ada tabel lain di samping tabel pertama, dan tidak dibaca. Mohon dipindahkan ke "
    "bawahnya atau ke lembar tersendiri.",
    "BARIS_SETELAH_TANDA_TANGAN": "Lembar {lembar}: di bawah blok tanda tangan masih ada baris seperti laporan (baris {extra}) yang tidak dimuat. "
    "Mohon dipindahkan ke dalam tabel.",
    "KOLOM_GANDA": "Lembar {lembar}: kolom {tertulis} sama-sama dapat dibaca sebagai {extra}; baris yang angkanya berbeda tidak dibaca. Mohon judul "
    "kolomnya dibedakan, misalnya 'Realisasi s.d. Bulan Ini'.",
    "KOLOM_BULAN_BERBEDA": "Lembar {lembar}: kolom realisasi berjudul {tertulis}, sedangkan periode laporan {extra}. Mohon diperiksa.",
    "KOLOM_BULAN_TIDAK_ADA": "Lembar {lembar}, kolom {tertulis}: tidak ada yang berjudul {extra}, sehingga tidak ada angka yang dibaca darinya. Mohon "
    "judul kolomnya dilengkapi atau diperbaiki, misalnya 'November'.",
    "KOLOM_DIPETAKAN": "Lembar {lembar}: kolom dibaca menurut pemetaan {tertulis}: {extra}.",
    "KOLOM_BULAN_BERAGAM": "{tempat}: kolom ini menyebut bulan yang berbeda-beda ({extra}), sedangkan setiap rencana aksi hanya ditulis sekali; semua "
    "baris dibaca untuk satu bulan laporan. Mohon dipastikan.",
    "BULAN_TIDAK_DIKENAL": "{tempat} berisi '{tertulis}', belum dapat dibaca sebagai bulan. Mohon ditulis misalnya 'Oktober 2026'.",
    "BARIS_PERIODE_LAIN": "Lembar {lembar}: baris {extra} memuat bulan lain daripada yang diminta dan tidak dibaca.",
    "PENGALI": "Lembar {lembar}: judul kolom {tertulis} menyebut kelipatan; angka dikalikan {extra}.",
    "KOLOM_MIRIP": "Lembar {lembar}: judul kolom '{tertulis}' dibaca sebagai {extra}.",
    "ROAD_MAP_RANCANGAN": "Road map ini bertanda rancangan: kode, arah, akumulasi, skala, dan target di dalamnya belum ditetapkan.",
    "PERBAIKAN_DIBATALKAN": "Dibatalkan oleh penerima: {extra}",
    # identity
    "OPD_TIDAK_DIKENAL": "OPD belum dikenal{extra}. Mohon tulis nama OPD pada judul laporan, misalnya 'Perangkat Daerah : Dinas Kesehatan', atau pilih "
    "OPD saat mengunggah.",
    "OPD_TIDAK_DIKENAL_SEL": "{tempat} menyebut OPD yang belum dikenal{extra}. Mohon ditulis seperti pada daftar OPD, misalnya 'Dinas Kesehatan', atau pilih "
    "OPD saat mengunggah.",
    "OPD_MIRIP": "{tempat} berisi '{tertulis}'; dibaca sebagai {extra}.",
    "OPD_DARI_NAMA_BERKAS": "OPD diambil dari nama berkas atau lembar: {extra}.",
    "OPD_DARI_KOORDINATOR": "{tempat}: judul laporan tidak menyebut OPD yang dikenal, sehingga OPD diambil dari kolom '{tertulis}'. Mohon dipastikan, "
    "atau pilih OPD saat mengunggah.",
    "OPD_BERBEDA": "Isi berkas menyebut {tertulis}, sedangkan yang dipilih {extra}. Yang dipakai pilihan; mohon dipastikan berkasnya benar.",
    "PERIODE_TIDAK_DIKENAL": "Periode laporan belum dikenal. Mohon tulis bulan dan tahun pada judul laporan, misalnya 'Bulan : Oktober 2026', atau pilih "
    "periode saat mengunggah.",
    "PERIODE_BERBEDA": "{tertulis}, sedangkan yang dipakai {extra}. Mohon dipastikan berkasnya benar.",
    "PERIODE_DARI_NAMA": "Periode diambil dari nama berkas atau lembar: {extra}.",
    "PERIODE_DIEJA": "Lembar {lembar}: bulan '{tertulis}' dibaca sebagai {extra}.",
    "TRIWULAN_SEBAGAI_BULAN": "Laporan menyebut triwulan; dibaca sebagai keadaan akhir {extra}.",
    # not a report
    "TABEL_TIDAK_DITEMUKAN": "Tabel laporan tidak ditemukan di lembar {extra}. Mohon kirim lembar yang memuat kolom Rencana Aksi, Target, dan Realisasi, "
    "atau pakai formulir dari Bagian Organisasi.",
    "TANPA_REALISASI": "Berkas ini tidak memuat kolom realisasi (lembar {extra}), sehingga tidak ada yang dapat dimuat sebagai laporan. Mohon tambahkan kolom "
    "'Realisasi s.d. Bulan Ini'.",
    "TANPA_BARIS": "Tabel laporan ditemukan di lembar {extra}, tetapi tidak ada baris rencana aksi yang terisi. Mohon isi tabelnya lalu unggah kembali.",
    "BUKAN_LAPORAN_RB": "Berkas ini {extra}, bukan laporan rencana aksi RB, dan tidak dimuat. Mohon kirim laporan rencana aksi dengan kolom Rencana Aksi, Target, "
    "dan Realisasi.",
    "BUKAN_ROAD_MAP": "Berkas ini belum dapat dibaca sebagai road map: {extra}. Mohon kirim tabel dengan paling sedikit kolom OPD dan Rencana Aksi.",
    # road map
    "ASUMSI_ARAH": "{extra} rencana aksi tanpa keterangan arah dianggap makin tinggi makin baik.",
    "ASUMSI_AKUMULASI": "{extra}.",
    "ASUMSI_SKALA": "{extra}.",
    "ASUMSI_TAHUN": "{extra}.",
    "ASUMSI_SIFAT": "{extra}.",
    "ASUMSI_OPD": "{extra}.",
    "ASUMSI_KODE": "{extra}.",
    "ASUMSI_RENTANG": "{extra}.",
    "ASUMSI_HAMPIR_NOL": "{extra}.",
    "ASUMSI_PER_BULAN": "{extra}.",
    "ASUMSI_LINEAR": "{extra}.",
    "ASUMSI_PELAKSANA": "{extra}.",
    "ASUMSI_BOBOT": "{extra}.",
    "BOBOT_DISKALAKAN": "Jumlah bobot {extra}; selisih sekecil itu diskalakan ke 100.",
    "TAHAP_TIDAK_DIKENAL": "{tempat} berisi tahap '{tertulis}' yang belum dapat dibaca, sehingga tahapnya tidak dipakai. Mohon ditulis nama dan persennya, naik "
    "sampai 100, misalnya 'draf 25; pembahasan 50; penetapan 100'.",
    "TARGET_BUKAN_TAHAP": "{tempat} berisi target '{tertulis}', bukan salah satu tahapnya ({extra}), sehingga tidak dipakai. Mohon ditulis nama tahap atau persennya.",
    "RUMUS_HANYA_TURUN": "{tempat} memilih rumus '{tertulis}', yang hanya berlaku untuk makin rendah makin baik; tidak dipakai.",
    "LINEAR_TIDAK_BERLAKU": "{tempat} meminta target linear, yang tidak berlaku untuk {extra}; target berlaku pada jatuh temponya.",
    "PREDIKAT_TIDAK_COCOK": "{tempat} berisi '{tertulis}', padahal {extra}. Yang dinilai angkanya; mohon diperiksa mana yang benar.",
    "TARGET_NEGATIF": "{tempat} berisi target negatif ({tertulis}); rencana aksinya dihitung tanpa target. Mohon diperiksa.",
    "NILAI_NEGATIF": "{tempat} berisi {tertulis}, padahal yang dihitung jumlah barang atau kegiatan. Mohon diperiksa.",
    "KODE_TEKS_BERBEDA": "{tempat}: kode '{tertulis}' milik rencana aksi lain daripada '{extra}', sehingga baris ini tidak dinilai. Mohon kodenya diperiksa.",
    "TARGET_TIDAK_JELAS": "{tempat}: target bulanan tidak berjumlah target tahun dan tidak berakhir padanya. Mohon isi kolom Sifat Target dengan "
    "'bulan ini' atau 's.d.'.",
    "PILIHAN_TIDAK_DIKENAL": "{tempat} berisi '{tertulis}'; pilihan yang dikenal: {extra}.",
    "KODE_GANDA": "{tempat}: kode '{tertulis}' sudah dipakai baris lain. Mohon setiap rencana aksi diberi kode sendiri.",
    "ITEM_GANDA": "{tempat}: rencana aksi dan indikator yang sama sudah ada pada baris {extra}. Keduanya dimuat; mohon diperiksa.",
    "TAHUN_TIDAK_DIKENAL": "Tahun target belum dikenal. Mohon tulis tahun pada judul kolom, misalnya 'Target 2026'.",
    "GRADE_SEBAGAI_ANGKA": "{tempat} berisi '{tertulis}'; yang dinilai angkanya.",
    # matching a report with the road map
    "BARIS_TIDAK_COCOK": "{tempat}: rencana aksi '{tertulis}' tidak ditemukan pada road map {extra}, sehingga tidak dinilai. Mohon tulis seperti pada road map "
    "atau isi kolom Kode.",
    "BARIS_COCOK_GANDA": "{tempat}: '{tertulis}' cocok dengan lebih dari satu rencana aksi {extra}, sehingga tidak dinilai. Mohon isi kolom Indikator atau Kode.",
    "BARIS_COCOK_MIRIP": "{tempat}: '{tertulis}' dicocokkan dengan '{extra}'.",
    "KECOCOKAN_DIPAKAI": "{tempat}: '{tertulis}' dicocokkan dengan '{extra}', seperti yang sudah dikonfirmasi.",
    "KECOCOKAN_LAWAN_KODE": "{tempat}: kode '{tertulis}' milik rencana aksi lain; yang dipakai kecocokan yang sudah dikonfirmasi, '{extra}'. Mohon kodenya "
    "diperiksa.",
    "KODE_LAWAN_KECOCOKAN": "{tempat}: kode '{tertulis}' menunjuk '{extra}', lain daripada kecocokan yang pernah dikonfirmasi. Yang dipakai kodenya; mohon "
    "diperiksa.",
    "BUKAN_RENCANA_AKSI": "{tempat}: '{tertulis}' sudah dipastikan bukan rencana aksi road map {extra}, sehingga tidak dinilai.",
    "BARIS_GANDA": "{tempat}: rencana aksi ini sudah dilaporkan pada baris {extra}; baris ini tidak dinilai. Mohon sisakan satu baris.",
    "SATUAN_TIDAK_COCOK": "{tempat}: satuan '{tertulis}' berbeda dari road map ('{extra}'), sehingga angkanya tidak dinilai. Mohon disamakan.",
    "TARGET_BERBEDA": "{tempat}: target {tertulis} berbeda dari road map ({extra}). Yang dipakai target road map.",
    "NILAI_BUKAN_JENISNYA": "{tempat} berisi '{tertulis}', sedangkan road map meminta {extra}. Nilainya tidak dinilai; mohon diperbaiki.",
    "BUKAN_ANGKA_BULAN": "{tempat} berisi {tertulis}, bukan angka bulan ini saja, sedangkan rencana aksi ini dinilai per bulan; dihitung belum lapor. Mohon "
    "angkanya ditulis pada kolom 'Realisasi Bulan Ini'.",
    "NIHIL_PADA_POSISI": "{tempat} berisi NIHIL, padahal yang dilaporkan keadaan ({extra}); dihitung belum lapor. Mohon tulis angkanya.",
    "KUMULATIF_TURUN": "{tempat}: nilai s.d. bulan ini ({tertulis}) lebih kecil daripada bulan sebelumnya ({extra}). Mohon diperiksa.",
}

PALING_BANYAK = 12  # ranges of cells that are written out in a sentence
_TEMPAT_TANPA_SEL = "Berkas ini"


def place(lembar: str | None, sel: str | None) -> str:
    """'Sel F17 pada lembar Realisasi'."""
    if sel and lembar:
        return f"Sel {sel} pada lembar {lembar}"
    return f"Lembar {lembar}" if lembar else _TEMPAT_TANPA_SEL


def places(lembar: str | None, cells: Sequence[str]) -> str:
    """'Sel F12, F14–F19 (7 sel) pada lembar Realisasi'."""
    if len(cells) < 2:
        return place(lembar, cells[0] if cells else None)
    return place(lembar, f"{daftar_sel(cells, PALING_BANYAK)} ({len(cells)} sel)")


def sentence(
    kode: str, *, lembar: str | None = None, sel: str | None = None, tertulis: str | None = None, extra: str = ""
) -> str:
    """The sentence of one finding, ready to be sent to an OPD."""
    if kode == "OPD_TIDAK_DIKENAL" and sel:
        kode = "OPD_TIDAK_DIKENAL_SEL"
    return _SENTENCES[kode].format(
        tempat=place(lembar, sel), lembar=lembar or "", sel=sel or "", tertulis=quoted(tertulis), extra=extra
    )


def quoted(tertulis: str | None) -> str:
    """What was written, as a sentence quotes it."""
    return "" if tertulis is None else (tertulis if len(tertulis) <= 80 else tertulis[:79] + "…").replace("\n", " ")


def codes() -> frozenset[str]:
    return frozenset(_SENTENCES)

"""What the web frame says: the gate, the navigation, the two doors, and the texts that replace Streamlit's English."""

from __future__ import annotations

NAMA_APLIKASI = "Pantau RB"
DATA_CONTOH = "DATA CONTOH"
DATA_CONTOH_RINCI = "Semua angka di halaman ini dibuat untuk latihan, bukan capaian pemda mana pun."

HANYA_KOMPUTER_INI = (
    "Pantau RB hanya dapat dibuka dari komputer tempat program ini dijalankan; silakan buka http://localhost di sana."
)
TIDAK_ADA = "Berkas yang diminta tidak ada."

HALAMAN = {
    "ringkasan": "Ringkasan",
    "area": "Area",
    "opd": "OPD",
    "unggah": "Unggah",
    "metode": "Metode",
    "mulai": "Mulai",
}
PERLU_JAVASCRIPT = "Mohon aktifkan JavaScript di peramban ini untuk membuka Pantau RB."

PERIODE = "Periode"
SUMBER_DATA = "Data"
PERIODE_TIDAK_DIKENAL = "Tautan menyebut periode “{tertulis}” yang tidak tersedia; yang ditampilkan adalah {periode}."
OPD_TIDAK_DIKENAL = "Tautan menyebut OPD “{tertulis}” yang tidak ada di daftar OPD; silakan pilih OPD di bawah ini."
AREA_TIDAK_DIKENAL = "Tautan menyebut area “{tertulis}” yang tidak dikenal; silakan pilih area di bawah ini."
PEMDA_TIDAK_DIKENAL = "Tautan menyebut pemda “{tertulis}” yang tidak tersedia; yang ditampilkan adalah {pemda}."
BELUM_ADA_LAPORAN = "Belum ada laporan yang diterima. Silakan unggah laporan bulanan OPD di halaman Unggah."
TERJADI_KESALAHAN = (
    "Halaman ini belum dapat ditampilkan. Mohon muat ulang; bila tetap demikian, sampaikan kepada pengelola Pantau RB "
    "beserta waktu kejadiannya."
)

GRAFIK_GAGAL = "Grafik belum dapat ditampilkan. Mohon muat ulang halaman; angkanya tetap ada di tabel."

MULAI_JUDUL = "Selamat datang di Pantau RB"
MULAI_PENGANTAR = (
    "Pantau RB membaca buku kerja Excel yang sudah dipakai OPD, memeriksanya sel demi sel, lalu menunjukkan kemajuan "
    "Reformasi Birokrasi terhadap target road map. Silakan pilih cara memulai."
)
PINTU_CONTOH = "Coba dengan data contoh"
PINTU_CONTOH_RINCI = (
    "Kabupaten Contoh: 45 OPD, delapan area, laporan Januari–Oktober 2026. Disiapkan sekali di komputer ini, "
    "kurang dari satu menit, dan terpisah dari data pemda Anda."
)
PINTU_PEMDA = "Siapkan pemda saya"
PINTU_PEMDA_RINCI = "Pilih pemda, lalu unggah buku kerja road map. Laporan bulanan OPD menyusul."
PILIH_PEMDA = "Pemda"
PILIH_PEMDA_ISI = "Pilih pemda"
LANGKAH_ROAD_MAP = "Langkah berikutnya: unggah buku kerja road map {pemda}."
BUKA_CONTOH = "Buka data contoh"
PEMDA_ASING = "Pemda “{tertulis}” tidak ada di daftar; silakan pilih salah satu."
BELUM_ADA_PEMDA = "Belum ada berkas acuan pemda di folder data/acuan."
MENYIAPKAN_CONTOH = "Menyiapkan data contoh…"
CONTOH_GAGAL = (
    "Data contoh belum berhasil disiapkan, dan tidak ada yang disimpan. Silakan coba sekali lagi; bila tetap gagal, "
    "jalankan “python -m progress demo” di terminal untuk melihat sebabnya."
)

STREAMLIT: dict[str, tuple[tuple[str, str], ...]] = {
    "FileUploader.": (
        ("`Drag and drop directories here`", "`Letakkan folder di sini`"),
        ("`Drag and drop files here`", "`Letakkan berkas di sini`"),
        ("`Drag and drop a file here`", "`Letakkan berkas di sini`"),
        ("`Upload directories`", "`Pilih folder`"),
        ("`Upload`", "`Pilih berkas`"),
        ("`Add files`", "`Tambah berkas`"),
        (" per file`", " per berkas`"),
        (" files are not allowed.`", " tidak dapat diterima.`"),
    ),
    "utils.": (
        ("`File must be ${", "`Berkas paling besar ${"),
        (" or smaller.`", ".`"),
        (" files are not allowed.`", " tidak dapat diterima.`"),
        ("`File size is too small.`", "`Berkas ini kosong.`"),
        ("`Only one file is allowed.`", "`Mohon pilih satu berkas saja.`"),
        ("`Unexpected error. Please try again.`", "`Terjadi kendala. Mohon dicoba lagi.`"),
        ("`No options to select`", "`Tidak ada pilihan`"),
        ("`Choose an option`", "`Pilih salah satu`"),
        ("`Choose options`", "`Pilih`"),
    ),
    "Selectbox.": (("`No results`", "`Tidak ditemukan`"), ("`Clear value`", "`Kosongkan`"), ("`Open`", "`Buka`")),
    "Multiselect.": (("`No results`", "`Tidak ditemukan`"), ("`Select all`", "`Pilih semua`")),
    "Toolbar.": (("`Close fullscreen`", "`Tutup layar penuh`"), ("`Fullscreen`", "`Layar penuh`")),
    "useCopyToClipboard.": (("`Copied`", "`Tersalin`"), ("`Copy to clipboard`", "`Salin`")),
    "StreamlitMarkdown.": (("`Link to heading`", "`Tautan ke judul ini`"),),
    "index.": (
        ("`Connecting`", "`Menyambung`"),
        ("`Connecting to Streamlit server`", "`Menyambung ke Pantau RB`"),
        ("`Unable to connect to Streamlit server`", "`Pantau RB tidak dapat dihubungi`"),
        (
            (
                "message:`Is Streamlit still running? If you accidentally stopped Streamlit, "
                "just restart it in your terminal:`,codeBlock:`streamlit run yourscript.py`"
            ),
            (
                "message:`Sambungan ke Pantau RB terputus. Bila programnya berhenti, mohon dijalankan kembali; "
                "halaman ini akan menyambung sendiri.`"
            ),
        ),
        (
            "`Streamlit server is not responding. Are you connected to the internet?`",
            "`Sambungan ke Pantau RB terputus. Halaman ini menyambung sendiri begitu programnya berjalan kembali.`",
        ),
        ("`Connection error`", "`Sambungan terputus`"),
        ("`Connection timed out.`", "`Sambungan terlalu lama tidak menjawab.`"),
        ("`Page not found`", "`Halaman tidak ada`"),
        (
            "`You have requested page /${e}, but no corresponding file was found in the app's pages/ directory`",
            "`Halaman /${e} tidak ada`",
        ),
        ("`The page that you have requested does not seem to exist`", "`Halaman yang diminta tidak ada`"),
        ("`${t}. Running the app's main page.`", "`${t}. Yang ditampilkan adalah halaman Ringkasan.`"),
        ('"aria-label":`Running...`', '"aria-label":`Sedang memproses`'),
        ('"aria-label":`App pages`', '"aria-label":`Halaman`'),
        ('"aria-label":`Close`', '"aria-label":`Tutup`'),
        ('"aria-label":`Expand sidebar`', '"aria-label":`Buka menu`'),
        ('"aria-label":`Collapse sidebar`', '"aria-label":`Tutup menu`'),
        ('"aria-label":`Main menu`', '"aria-label":`Menu utama`'),
        ('"aria-label":`Notifications`', '"aria-label":`Pemberitahuan`'),
        ('"aria-label":`Sidebar`', '"aria-label":`Menu samping`'),
        ('"aria-label":`Theme`', '"aria-label":`Tema`'),
        ("children:`Close`", "children:`Tutup`"),
        ("children:`Skip to main content`", "children:`Langsung ke isi`"),
        ("children:`Try again`", "children:`Coba lagi`"),
        ("label:`Light`", "label:`Terang`"),
        ("label:`Dark`", "label:`Gelap`"),
        ("label:`System`", "label:`Ikut perangkat`"),
        ("label:`Print`", "label:`Cetak`"),
    ),
}
"""Texts inside Streamlit's own scripts, by the beginning of the file's name: (as shipped, as served).

The quotes belong to the text: they keep a word of the program from being taken for a word on the screen.
"""

"""What the pages say: sentences of state, labels, legends. Numbers come in unformatted and leave with a decimal comma."""

from __future__ import annotations

from collections.abc import Sequence

from progress.model import NAMA_BULAN, Periode
from progress.wording.formats import KOSONG, angka, persen, round_half_away

BULAN_PENDEK = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des")

# --- words of state ----------------------------------------------------------------------------------------------

BELUM_DINILAI = "belum dapat dinilai"
BELUM_LAPOR = "belum lapor"
TANPA_JATUH_TEMPO = "belum ada yang jatuh tempo"

KEADAAN_URAI = (
    (
        "belum lapor",
        "Sudah jatuh tempo, tetapi laporan bulan ini tidak memuat nilainya. Menurunkan cakupan, bukan capaian.",
    ),
    ("nihil", "OPD melaporkan tidak ada kegiatan. Dihitung sudah lapor dan tidak menambah realisasi."),
    ("tanpa target", "Road map tidak memberi target tahun ini, atau targetnya belum jelas. Tidak dinilai."),
    (
        "belum jatuh tempo",
        "Targetnya baru jatuh tempo pada bulan mendatang. Di luar rata-rata dan dihitung tersendiri.",
    ),
    ("0 yang dilaporkan", "Angka 0 yang memang ditulis. Ini nilai, dan dihitung sebagai 0."),
)


def bulan(periode: Periode) -> str:
    """'Oktober'."""
    return NAMA_BULAN[periode.bulan - 1]


def pendek(periode: Periode) -> str:
    """'Okt'."""
    return BULAN_PENDEK[periode.bulan - 1]


def poin(value: float) -> str:
    """'naik 2,1', 'turun 0,4' or 'tetap'."""
    if value == 0:
        return "tetap"
    return f"{'naik' if value > 0 else 'turun'} {angka(abs(value), 1)}"


def daftar(names: Sequence[str]) -> str:
    """'a', 'a dan b', 'a, b, dan c'."""
    if len(names) < 3:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"


def cakupan(sudah: int, wajib: int) -> str:
    return f"{angka(sudah, 0)} dari {angka(wajib, 0)}"


def cakupan_lengkap(opd: tuple[int, int] | None, item: tuple[int, int]) -> str:
    """'41 dari 45 OPD dan 812 dari 905 rencana aksi yang jatuh tempo sudah lapor'."""
    items = f"{cakupan(*item)} rencana aksi yang jatuh tempo sudah lapor"
    return f"{cakupan(*opd)} OPD dan {items}" if opd else items


# --- the sentence of state ---------------------------------------------------------------------------------------


def keadaan_dinilai(
    periode: Periode, capaian: float | None, perubahan: float | None, coverage: str, sebab: str = ""
) -> str:
    """'Oktober 2026: 71,4 % dari target s.d. Oktober, naik 2,1 dari September (data +3,0; cakupan −0,9); …'."""
    change = ""
    if perubahan is not None:
        before = bulan(periode.shift(-1))
        change = f", {poin(perubahan)} {'seperti' if perubahan == 0 else 'dari'} {before}"
        change += f" ({sebab})" if sebab else ""
    return f"{periode.nama}: {persen(capaian)} dari target s.d. {bulan(periode)}{change}; {coverage}"


def keadaan_belum_dinilai(periode: Periode, capaian: float | None, ambang: float, coverage: str) -> str:
    """Too little is reported: the coverage comes first, and the average only as what it is."""
    known = (
        f"; yang sudah lapor rata-rata {persen(capaian)} dari target s.d. {bulan(periode)}"
        if capaian is not None
        else ""
    )
    return f"{periode.nama} {BELUM_DINILAI}: baru {coverage} (perlu {angka(ambang)} %){known}"


def keadaan_kosong(periode: Periode) -> str:
    return f"{periode.nama}: belum ada rencana aksi yang jatuh tempo s.d. {bulan(periode)}"


def area_di_bawah(n: int, total: int, ambang: float, belum: int) -> str:
    """'3 dari 8 area di bawah 66'; what cannot be judged is said beside it."""
    text = f"{n} dari {total} area di bawah {angka(ambang)}" if n else f"tidak ada area di bawah {angka(ambang)}"
    return f"{text}, {belum} area {BELUM_DINILAI}" if belum else text


# --- cards -------------------------------------------------------------------------------------------------------

KARTU_CAPAIAN = "Capaian s.d. {bulan}"
KARTU_TAHUN = "Terhadap target tahun {tahun}"
KARTU_LAPOR = "Sudah lapor / wajib lapor"
KARTU_SERAPAN = "Serapan anggaran"
SERAPAN_KOSONG = "belum ada realisasi anggaran yang dilaporkan"
SERAPAN_JAUH = "Serapan jauh di atas capaian: {selisih} poin."
SERAPAN_DARI = "dari yang melaporkan anggaran; tidak dicampur ke capaian"


def batas(bawah: float | None, atas: float | None) -> str:
    """What the headline may still become when everybody has reported."""
    if bawah is None or atas is None:
        return ""
    if round_half_away(bawah, 1) == round_half_away(atas, 1):
        return "Semua yang jatuh tempo sudah lapor."
    return f"Batas bawah {persen(bawah)}, batas atas {persen(atas)} setelah semua lapor."


BATAS_URAI = (
    "Batas bawah menghitung yang belum lapor dengan angka terakhirnya atau 0; batas atas menghitungnya 100. "
    "Capaian yang sebenarnya ada di antaranya."
)


# --- charts and their tables -------------------------------------------------------------------------------------

JUDUL_RINGKASAN = "Ringkasan"
SUBJEK_PEMDA = "Capaian"
SEBUTAN_AREA, SEBUTAN_OPD = "area", "OPD"
LIHAT_TABEL = "Lihat sebagai tabel"
KETUK_AREA = "Ketuk satu area untuk rinciannya."
KETUK_AREA_OPD = "Ketuk satu area untuk menyaring rencana aksi di bawah."
AREA_TANPA_RENCANA = "OPD ini tidak mempunyai rencana aksi pada area “{tertulis}”; yang ditampilkan semua area."
KETUK_OPD = "Ketuk satu OPD untuk rinciannya."
GARIS_LALU = "Garis tegak: {bulan}."


def judul_bagian(n: int, total: int, ambang: float, belum: int, sebutan: str) -> str:
    """The finding of a bar chart; with one bar there is nothing to count."""
    if n == 0 and belum == 0:
        return f"{'Semua ' if total > 1 else ''}{total} {sebutan} mencapai {angka(ambang)} atau lebih"
    if n == 0:
        return f"{belum} dari {total} {sebutan} {BELUM_DINILAI}"
    tail = f"; {belum} {BELUM_DINILAI}" if belum else ""
    return f"{n} dari {total} {sebutan} di bawah {angka(ambang)}{tail}"


JUDUL_PETA = "Peta capaian OPD × area: {temuan}"
PETA_SEMUA = "Semua"
PETA_LEGENDA_BELUM = "arsir, misalnya 2/5: baru 2 dari 5 yang lapor, belum dapat dinilai"
PETA_LEGENDA_KOSONG = "·: tidak ada yang jatuh tempo"


def nilai_kata(capaian: float | None, kelas: str | None, sudah: int, wajib: int) -> str:
    """One value in words, with its coverage."""
    if wajib == 0:
        return TANPA_JATUH_TEMPO
    if sudah == 0:
        return f"{BELUM_LAPOR} (0 dari {wajib})"
    return f"{persen(capaian)}, {kelas} ({sudah} dari {wajib} sudah lapor)"


SEMUA_LAPOR = "Semua OPD yang wajib lapor sudah lapor untuk {periode}."
TANPA_RENCANA_AKSI = "Tanpa rencana aksi pada road map: {opd}."


def peta_pengantar(ambang: float) -> str:
    """How the map is read, and what coverage its colours stand on."""
    return (
        f"Urutan resmi OPD. Kotak berwarna: sedikitnya {angka(ambang)} % rencana aksi yang jatuh tempo di situ sudah lapor. "
        "Ketuk nama OPD atau satu kotak untuk rinciannya."
    )


def judul_belum(n: int, total: int, periode: Periode) -> str:
    if n == 0:
        return SEMUA_LAPOR.format(periode=periode.nama)
    return f"{n} dari {total} OPD belum lapor untuk {periode.nama}"


def lama_diam(bulan_diam: int, terakhir: Periode | None, periode: Periode) -> str:
    """'bulan ini saja' or '3 bulan, terakhir Juli'."""
    if terakhir is None:
        return f"belum pernah lapor pada {periode.tahun}"
    if bulan_diam == 1:
        return f"terakhir lapor {bulan(terakhir)}"
    return f"{bulan_diam} bulan berturut-turut, terakhir lapor {bulan(terakhir)}"


def judul_tren(subjek: str, awal: tuple[Periode, float] | None, akhir: tuple[Periode, float] | None) -> str:
    """The finding of the trend."""
    if akhir is None:
        return f"{subjek} belum mempunyai angka"
    if awal is None or awal[0] == akhir[0]:
        return f"{subjek} {persen(akhir[1])} pada {bulan(akhir[0])}"
    change = round_half_away(round_half_away(akhir[1]) - round_half_away(awal[1]), 1)
    return f"{subjek} {poin(change)} poin sejak {bulan(awal[0])}: {persen(awal[1])} menjadi {persen(akhir[1])}"


TREN_KETERANGAN = "Pita: batas bawah sampai batas atas. Titik kosong: belum dapat dinilai. Batang: rencana aksi jatuh tempo yang sudah lapor."
TREN_CAPAIAN, TREN_CAKUPAN = "Capaian (%)", "Sudah lapor (%)"

KOLOM = {
    "bulan": "Bulan",
    "area": "Area",
    "opd": "OPD",
    "capaian": "Capaian s.d. bulan ini",
    "tahun": "Terhadap target tahun",
    "lalu": "Bulan lalu",
    "lapor": "Sudah / wajib lapor",
    "kelas": "Kelas",
    "batas": "Batas bawah–atas",
    "serapan": "Serapan",
    "capaian_item": "Capaian",
}


def rentang(bawah: float | None, atas: float | None) -> str:
    return KOSONG if bawah is None or atas is None else f"{angka(bawah, 1)}–{angka(atas, 1)} %"


def baris_cakupan(sudah: int, wajib: int) -> str:
    return TANPA_JATUH_TEMPO if wajib == 0 else f"{cakupan(sudah, wajib)} sudah lapor"


KARTU_DARI = "{cakupan} rencana aksi sudah lapor"
KARTU_TAHUN_KET = "yang sama, dibanding target setahun"
KARTU_LAPOR_KET = "{cakupan} rencana aksi jatuh tempo ({persen})"
SERAPAN_JAUH_POIN = 20
"""From this many points above capaian on, serapan is pointed out."""


def menuju(kelas: str, batas_bawah: float) -> str:
    """What the next class up asks for."""
    return f"{kelas} mulai {angka(batas_bawah)}"


def legenda(kelas: str, batas_bawah: float, di_atasnya: float | None) -> str:
    """'Sedang (mulai 66)'; the lowest class is named by what it stays below."""
    if batas_bawah == 0 and di_atasnya is not None:
        return f"{kelas} (di bawah {angka(di_atasnya)})"
    return f"{kelas} (mulai {angka(batas_bawah)})"


def judul_sebagian(n: int) -> str:
    return f"{n} OPD baru lapor sebagian dan {BELUM_DINILAI}"


# --- OPD and area ------------------------------------------------------------------------------------------------

TANPA_PILIHAN = "Belum ada yang dapat dipilih di halaman ini."
PILIH_OPD, PILIH_AREA, SEMUA_AREA = "OPD", "Area", "Semua area"
JUDUL_RENCANA = "Rencana aksi"
JUDUL_RIWAYAT = "Riwayat laporan"
JUDUL_ITEM_AREA = "Rencana aksi per OPD"
TANPA_RENCANA_OPD = "Road map tidak memuat rencana aksi untuk OPD ini."
TANPA_RENCANA_AREA = "Road map tidak memuat rencana aksi pada area ini."
PERINGKAT_DI_LUAR = "Tanpa peringkat: OPD ini belum tercatat pada daftar OPD."
JUDUL_FORMULIR = "Formulir {bulan}"
FORMULIR_KET = "Sudah terisi rencana aksi, target, dan realisasi terakhir. OPD cukup mengisi kolom kuning lalu mengirimnya kembali."
SIAPKAN_FORMULIR, UNDUH_FORMULIR = "Siapkan formulir {bulan}", "Unduh formulir {bulan}"
TANPA_RIWAYAT = "Belum ada laporan yang diterima pada {tahun}."
KOLOM_RIWAYAT = ("Periode", "Berkas", "Versi", "Diterima", "Baris", "Kode verifikasi")
KOLOM_ITEM = ("Rencana aksi", "Target s.d. {bulan}", "Realisasi s.d. {bulan}", "Capaian", "Keadaan")
LABEL_TREN = "Capaian tiap bulan"
BUKA_OPD = "Buka rincian OPD ini"
BERLAKU, DIGANTI = "berlaku", "digantikan"
TERPENUHI = {True: "terpenuhi", False: "belum terpenuhi", None: "belum dapat dibandingkan"}
MELAMPAUI = "melampaui"


def peringkat(place: int, total: int, kelompok: str, bawah: float | None, tengah: float) -> str:
    """'Posisi 3 dari 12 dinas menurut batas bawah (71,2 %); nilai tengah kelompok 68,0 %.'"""
    return (
        f"Posisi {place} dari {total} {kelompok} menurut batas bawah ({persen(bawah)}); "
        f"nilai tengah kelompoknya {persen(tengah)}."
    )


def tanpa_peringkat(wajib: int, judged: bool, minimal: int, ambang: float) -> str:
    """Why an OPD stands outside the ranking."""
    if wajib < minimal:
        return f"Tanpa peringkat: baru {wajib} rencana aksi jatuh tempo, perlu sedikitnya {minimal}."
    if not judged:
        return f"Tanpa peringkat: yang sudah lapor belum mencapai {angka(ambang)} % rencana aksi jatuh tempo."
    return "Tanpa peringkat."


def keadaan_belum_lapor(periode: Periode, wajib: int, lama: str) -> str:
    tail = f", {lama}" if lama else ""
    return f"{periode.nama}: {BELUM_LAPOR}{tail}; {angka(wajib, 0)} rencana aksi yang jatuh tempo menunggu laporan"


def jumlah_keadaan(counts: dict[str, int]) -> str:
    """'18 dinilai · 2 belum lapor · 1 belum jatuh tempo'; states that do not occur are left out."""
    return " · ".join(f"{n} {k}" for k, n in counts.items() if n)


def ordinal_terpenuhi(n: int, total: int) -> str:
    return f"Nilai bertingkat (di luar rata-rata): {n} dari {total} terpenuhi."


def label_sd(kata_benda: str, periode: Periode) -> str:
    """'Target s.d. Okt'."""
    return f"{kata_benda} s.d. {pendek(periode)}"


def tren_kata(values: Sequence[float | None]) -> str:
    """A small trend in words, for those who cannot see its bars."""
    return ", ".join(f"{BULAN_PENDEK[n]} {persen(v)}" for n, v in enumerate(values))


def riwayat(n: int, tahun: int) -> str:
    return f"{n} laporan diterima untuk {tahun}, semua versi"


# --- Metode ------------------------------------------------------------------------------------------------------

JUDUL_METODE = "Metode"
METODE_PENGANTAR = (
    "Nilai di sini adalah kemajuan terhadap road map daerah sendiri; bukan Indeks RB, yang diberikan oleh KemenPANRB. "
    "Aturan yang dipakai: versi {versi}."
)
JUDUL_KELAS, JUDUL_KEADAAN, JUDUL_ANGGAPAN = "Kelas capaian", "Bila tidak ada angka", "Anggapan yang berlaku"
JUDUL_KERANGKA, JUDUL_ATURAN, JUDUL_HITUNGAN = "Kerangka dan road map", "Ketentuan", "Cara menghitung"
KEADAAN_PENGANTAR = "Lima keadaan ini dipisahkan dan tidak pernah disamakan; yang tanpa angka ditulis “–”, bukan 0."
KELAS_PENGANTAR = (
    "Kelas diambil dari angka yang tampil. Di bawah {ambang} % laporan masuk: “belum dapat dinilai”, tanpa kelas."
)
TANPA_ANGGAPAN = "Belum ada anggapan: road map dan laporan yang berlaku sudah lengkap keterangannya."
ANGGAPAN_PENGANTAR = (
    "Dipakai karena road map atau laporan tidak menyebutkannya; berubah bila berkas yang lebih lengkap diterima."
)
ANGGAPAN_ROAD_MAP, ANGGAPAN_LAPORAN = "Dari road map ({n})", "Dari laporan OPD ({n})"
DASAR_HUKUM = "Dasar: {dasar}"
JUDUL_GABUNG = "Angka pemda dengan tiga cara"
CARA_GABUNG = {
    "rencana_aksi": "rata-rata berbobot atas rencana aksi", "rata_opd": "rata-rata antar-OPD", "rata_area": "rata-rata antar-area",
}  # fmt: skip
GABUNG_DIPAKAI = "Angka pemda {periode} memakai {cara}. Dua cara lain ditampilkan agar pilihannya dapat diperiksa."
KOLOM_GABUNG = ("Cara", "Capaian")
JUDUL_SASARAN = "Menurut sasaran dan kerangka lain"
KOLOM_SASARAN = ("Kelompok", "Capaian", "Rencana aksi", "Kelas")
SASARAN_URAI = (
    "Rencana aksi yang sama, dikelompokkan menurut sasaran areanya atau menurut kerangka lain; bukan tambahan."
)
JUDUL_PANDANGAN = "Tiga pandangan, tidak pernah dicampur"
KOLOM_PANDANGAN = ("Pandangan", "Capaian", "Dari")
PANDANGAN = ("Target s.d. {bulan}", "Target setahun {tahun}", "Seluruh road map")
PANDANGAN_DARI = "{n} rencana aksi"
PANDANGAN_KURANG = (
    "Rencana aksi yang baseline atau realisasi tahun lalunya belum ada tidak mempunyai angka untuk seluruh road map."
)
SERAPAN_URAI = "“Serapan jauh di atas capaian” ditulis bila selisihnya {poin} poin atau lebih."
ROAD_MAP_BELUM = "Road map belum diterima."


def kerangka(nama: str, dasar_hukum: str, n: int, sebutan: str) -> str:
    return f"{nama}: {n} {sebutan.lower()} ({dasar_hukum})."


def road_map(berkas: str, versi: int, kode_berkas: str, rencana: int) -> str:
    return f"Road map yang berlaku: {berkas}, versi {versi}, {angka(rencana, 0)} rencana aksi, kode verifikasi {kode_berkas}."


def batas_kelas(bawah: float, di_atasnya: float | None) -> str:
    """'66 sampai di bawah 76' or '91 atau lebih'."""
    return f"{angka(bawah)} atau lebih" if di_atasnya is None else f"{angka(bawah)} sampai di bawah {angka(di_atasnya)}"

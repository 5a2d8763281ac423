"""Monthly OPD reports in random handwritings, each with the truth about every row; the same seed gives the same books.

`buku(seed, nomor)` rebuilds one book, and `book.write(path)` puts it on disk for a look in a spreadsheet program.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kit import Sel, acuan, write_book

from progress.model import NAMA_BULAN, Periode

# One choice of each line makes a layout; a choice written twice is drawn twice as often.
PILIHAN: dict[str, tuple[Any, ...]] = {
    "judul": ("satu sel", "pisah sel", "tanpa label", "kop surat", "tanggal", "satu baris", "s.d."),
    "bentuk": (
        "polos", "polos", "bulan ini", "s.d.", "s.d. tanpa target s.d.", "ini dan s.d.", "lalu, ini, s.d.",
        "tahun dan s.d.", "centang", "bulan", "triwulan",
    ),
    "bertingkat": (False, True, True),
    "atap": (None, None, "Kinerja"),
    "matriks": ("bersebelahan", "berselang", "berselang dengan capaian"),
    "bulan nanti": ("kosong", "kosong", "terisi"),
    "gabung kepala": (True, True, True, False),
    "tulisan kepala": ("biasa", "biasa", "kapital", "kapital", "patah baris", "salah ketik"),
    "kolom pemisah": (False, False, False, False, True),
    "kepala ulang": (False, False, False, False, True),
    "area": ("tiap baris", "gabung", "gabung", "baris pertama", "baris judul", "tidak ada"),
    "tulisan area": ("nama", "kapital", "bernomor"),
    "aksi": ("tiap baris", "tiap baris", "gabung"),
    "satuan": ("sebelum", "sesudah"),
    "uang": (None, "rupiah", "teks", "ribu", "juta", "grup", "grup juta"),
    "angka": ("angka", "angka", "persen", "persen harfiah", "persen teks", "teks", "teks Inggris", "bersatuan"),
    "penomoran": (None, None, "{}", "({})", "-{}-", "huruf", "rumus"),
    "jumlah": (False, False, True),
    "sela": (False, False, False, True),
    "kaki": (None, "kanan", "kiri", "dua", "jauh", "gabung", "keterangan"),
    "samping": (False, False, False, False, True),
    "lembar": ("Sheet1", "Laporan", "Lap. Renaksi", "Form A"),
    "lembar lain": (None, None, None, "pengantar", "tersembunyi"),
    "geser": ((0, 0), (0, 0), (1, 0), (3, 1), (0, 2)),
}  # fmt: skip

# bentuk: (field, group, part); a field that begins with _ is a column the reader must leave alone.
BENTUK: dict[str, tuple[tuple[str, str, str], ...]] = {
    "polos": (("target", "Target", ""), ("realisasi", "Realisasi", "")),
    "bulan ini": (("target", "Target", "Bulan Ini"), ("realisasi", "Realisasi", "Bulan Ini")),
    "s.d.": (("target", "Target", "{sd}"), ("realisasi", "Realisasi", "{sd}")),
    "s.d. tanpa target s.d.": (("target", "Target", ""), ("realisasi", "Realisasi", "{sd}")),
    "ini dan s.d.": (
        ("_ini", "Target", "Bulan Ini"), ("target", "Target", "{sd}"),
        ("_ini", "Realisasi", "Bulan Ini"), ("realisasi", "Realisasi", "{sd}"),
    ),
    "lalu, ini, s.d.": (
        ("target", "Target", ""),
        ("_lalu", "Realisasi", "{lalu}"), ("_ini", "Realisasi", "Bulan Ini"), ("realisasi", "Realisasi", "{sd}"),
    ),
    "tahun dan s.d.": (
        ("_tahun", "Target", "Tahun {tahun}"), ("target", "Target", "{sd}"), ("realisasi", "Realisasi", "{sd}"),
    ),
    "centang": (
        ("_mulai", "Periode Pelaksanaan", "Target"), ("_mulai", "Periode Pelaksanaan", "Realisasi"),
        ("realisasi:ya", "Status Capaian (V)", "Tercapai"), ("realisasi:tidak", "Status Capaian (V)", "Tidak Tercapai"),
    ),
}  # fmt: skip
SIFAT = {"polos": None, "bulan": None, "triwulan": None, "bulan ini": "bulan_ini"}  # the others, ticks too: sd

KEPALA: dict[str, tuple[str, ...]] = {
    "no": ("No", "No.", "NO", "Nomor", "No. Urut"),
    "area": ("Area Perubahan", "Area", "Area Perubahan RB", "Area Perubahan Reformasi Birokrasi"),
    "rencana_aksi": (
        "Rencana Aksi",
        "Renaksi",
        "Uraian Rencana Aksi",
        "Kegiatan",
        "Rencana Aksi RB",
        "Uraian Kegiatan",
    ),
    "indikator": (
        "Indikator",
        "Indikator Kinerja",
        "Indikator Output",
        "Indikator Keberhasilan",
        "Tolok Ukur Kegiatan",
    ),
    "satuan": ("Satuan", "Sat.", "Sat", "Satuan Output"),
    "Target": ("Target", "Target", "Target Kinerja", "Tgt", "Target*)"),
    "Realisasi": ("Realisasi", "Realisasi", "Realisasi Kinerja", "Real.", "Realisasi*)"),
    "capaian_dilaporkan_pct": ("Capaian (%)", "% Capaian", "Persentase Capaian", "Tingkat Capaian (%)", "Prosentase"),
    "kendala": (
        "Kendala",
        "Hambatan",
        "Permasalahan",
        "Kendala/Permasalahan",
        "Faktor Penghambat",
        "Kendala yg Dihadapi",
    ),
    "tindak_lanjut": ("Tindak Lanjut", "Rencana Tindak Lanjut", "Solusi", "RTL", "Upaya Pemecahan Masalah"),
    "bukti": ("Bukti Dukung", "Data Dukung", "Eviden", "Evidence", "Link Bukti Dukung", "Dokumen Pendukung"),
    "_pic": ("Penanggung Jawab", "PIC", "Bidang Pengampu"),
    "_keterangan": ("Keterangan", "Ket."),
    "_pendukung": ("Faktor Pendukung", "Faktor Pendorong"),
}
UANG: dict[str, tuple[float, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "rupiah": (1, (("Pagu Anggaran (Rp)",), ("Realisasi Anggaran (Rp)",))),
    "teks": (1, (("Anggaran",), ("Realisasi Anggaran",))),
    "ribu": (1e3, (("Anggaran (ribu Rp)",), ("Realisasi Anggaran (ribu Rp)",))),
    "juta": (1e6, (("Anggaran (Rp juta)",), ("Realisasi Anggaran (Rp.000.000)",))),
    "grup": (1, (("Anggaran (Rp)", "Pagu"), ("Anggaran (Rp)", "Realisasi"))),
    "grup juta": (1e6, (("Keuangan (Rp.000.000)", "Target"), ("Keuangan (Rp.000.000)", "Realisasi"))),
}
BULAN = (
    ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nop", "Des"),
    ("Jan", "Peb", "Mrt", "Apr", "Mei", "Juni", "Juli", "Agust", "Sept", "Okt", "Nov", "Des"),
    tuple(nama.upper() for nama in NAMA_BULAN),
)
TRIWULAN = tuple(
    tuple(f"{kata} {n}" for n in nomor)
    for kata in ("TW", "Triwulan", "TRIWULAN")
    for nomor in (("I", "II", "III", "IV"), ("1", "2", "3", "4"))
)
AREA = {
    "A1": "Manajemen Perubahan",
    "A2": "Deregulasi Kebijakan",
    "A3": "Penataan dan Penguatan Organisasi",
    "A4": "Penataan Tatalaksana",
    "A5": "Penataan Sistem Manajemen SDM Aparatur",
    "A6": "Penguatan Akuntabilitas",
    "A7": "Penguatan Pengawasan",
    "A8": "Peningkatan Kualitas Pelayanan Publik",
}
ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
KERJA = ("Penyusunan", "Pelaksanaan", "Evaluasi", "Pembinaan", "Monitoring", "Sosialisasi", "Integrasi", "Fasilitasi")
HAL = (
    "pohon kinerja", "budaya kerja BerAKHLAK", "peta proses bisnis", "standar pelayanan", "manajemen risiko",
    "zona integritas menuju WBK", "pengaduan SP4N-LAPOR!", "arsip elektronik", "LHKPN dan LHKASN",
    "survei kepuasan masyarakat", "peraturan kepala daerah", "pelayanan terpadu desa/kelurahan", "anjab dan ABK",
)  # fmt: skip
SATUAN = (
    ("Dokumen", "cacah"), ("Laporan", "cacah"), ("Kegiatan", "cacah"), ("Orang/Bulan", "cacah"), ("Kali", "cacah"),
    ("%", "persen"), ("Persen", "persen"), ("persen (%)", "persen"), ("Nilai", "nilai"), ("Indeks", "nilai"),
)  # fmt: skip
NILAI = {
    "cacah": (0, 1, 2, 4, 5, 8, 12, 24, 50, 120, 1250, 2400),
    "persen": (100, 90, 85.5, 66.67, 97.25, 50, 33.3),
    "nilai": (72.35, 88.5, 3.25, 65, 81.4),
}
TEKS: dict[str, tuple[str | None, ...]] = {
    "kendala": (None, None, "-", "Keterbatasan  SDM ", "- Mutasi pejabat\n- SK belum terbit", "Menunggu juknis"),
    "tindak_lanjut": (None, "Koordinasi lanjutan", "Rapat dengan Bagian Organisasi"),
    "bukti": (None, "SK", "https://contoh.id/x", "Notula; foto"),
    "_pic": ("Kasubbag Program", "Sekretaris"),
    "_keterangan": (None, "Selesai", "Proses"),
    "_pendukung": (None, "Komitmen pimpinan"),
    "_mulai": ("Jan", "Mar", "Des"),
}
TANDA_TANGAN = (None, None, "NAMA PEJABAT, S.Sos", "Pembina Tk. I", "NIP. 000000000000000000")
RUSAK = Sel("#REF!", None, "=A1/0")
RAHASIA = ("NAMA PEJABAT", "NIP. 0000")
ANGKA = ("target", "realisasi", "capaian_dilaporkan_pct", "anggaran_rp", "realisasi_anggaran_rp")
MEDAN = ("area", "rencana_aksi", "indikator", "satuan", *ANGKA, "kendala", "tindak_lanjut", "bukti")


@dataclass(frozen=True, slots=True)
class Isi:
    """A cell as it is written, and what it must be read as; `kosong` says why it holds no value.

    `temuan` is what its cell must be given: "catatan" or more, or "galat" or "peringatan" (written "keras").
    """

    tulis: Any = None
    nilai: Any = None
    kosong: str | None = None
    fmt: str | None = None
    temuan: str | None = None

    def shifted(self, kali: float) -> Any:
        return self.tulis / kali if isinstance(self.tulis, (int, float)) else self.tulis


@dataclass(frozen=True, slots=True)
class Baris:
    """The truth about one leaf row: its Excel row, its values, and the cell each stands in."""

    baris: int
    isi: dict[str, Isi]
    sel: dict[str, str]


@dataclass(slots=True)
class Buku:
    """One workbook: what was drawn, what is written, and what must be read."""

    seed: int
    nomor: int
    tata: dict[str, Any]
    opd: str
    periode: Periode
    sifat: str | None
    tinggi_kepala: int = 1
    baris: list[Baris] = field(default_factory=list)
    sel: dict[tuple[int, int], Any] = field(default_factory=dict)
    gabung: list[str] = field(default_factory=list)

    @property
    def asal(self) -> str:
        """How a person gets this very book again."""
        return f"pembangkit.buku({self.seed}, {self.nomor}): {self.opd}, {self.periode}, {self.tata}"

    def put(self, r: int, c: int, value: Any) -> None:
        if value is not None:
            self.sel[r, c] = value

    def merge(self, r: int, c: int, r2: int, c2: int, value: Any) -> None:
        self.put(r, c, value)
        if (r, c) != (r2, c2):
            self.gabung.append(f"{address(r, c)}:{address(r2, c2)}")

    def write(self, path: Path) -> Path:
        lembar = self.tata["lembar"]
        tinggi, lebar = (1 + max(k[i] for k in self.sel) for i in (0, 1))
        isi = [[self.sel.get((r, c)) for c in range(lebar)] for r in range(tinggi)]
        surat = [["Kepada Yth. Sekretaris Daerah"], ["Bersama ini kami sampaikan laporan rencana aksi."]]
        lain = {"pengantar": {"Surat": surat}, "tersembunyi": {"Lama": isi}}.get(self.tata["lembar lain"], {})
        return write_book(path, {**lain, lembar: isi} if "Surat" in lain else {lembar: isi, **lain},
                          {lembar: self.gabung}, tuple(n for n in lain if n == "Lama"))  # fmt: skip


def address(r: int, c: int) -> str:
    """A1 notation of a cell counted from 0; the books have fewer than 702 columns."""
    return f"{chr(64 + c // 26) if c >= 26 else ''}{chr(65 + c % 26)}{r + 1}"


def books(seed: int, n: int) -> Iterator[Buku]:
    """The first `n` books of a seed; each depends on its own number only."""
    return (buku(seed, nomor) for nomor in range(n))


def buku(seed: int, nomor: int) -> Buku:
    acak = random.Random(f"{seed}/{nomor}")  # noqa: S311
    tata = {nama: acak.choice(pilihan) for nama, pilihan in PILIHAN.items()}
    opd = acak.choice(acuan().opd)
    bentuk, judul = tata["bentuk"], tata["judul"]
    periode = Periode(acak.choice((2025, 2026)), acak.randint(1, 12))
    sifat = "sd" if bentuk == "polos" and judul == "s.d." else SIFAT.get(bentuk, "sd")
    book = Buku(seed, nomor, tata, opd.nama, periode, sifat)
    r, c0 = tata["geser"]
    r = put_title(book, acak, opd, r, c0) + acak.randint(0, 2)
    kolom = columns(book, acak)
    r = put_head(book, kolom, r, c0)
    r = put_numbering(book, kolom, r, c0)
    r = put_rows(book, acak, kolom, r, c0)
    put_foot(book, acak, r + acak.randint(0, 2), c0, len(kolom))
    return book


def put_title(book: Buku, acak: random.Random, opd: Any, r: int, c: int) -> int:
    bulan = book.periode.nama.split()[0]
    if bulan == "November" and acak.random() < 0.4:
        bulan = "Nopember"
    tahun = book.periode.tahun
    nama = acak.choice((opd.nama, opd.nama.upper(), opd.singkatan, f"{opd.nama} Kabupaten Pamekasan", *opd.alias))
    sebutan = acak.choice(("OPD", "SKPD", "Perangkat Daerah", "Nama OPD", "Unit Kerja", "Instansi"))
    laporan = acak.choice(("LAPORAN RENCANA AKSI REFORMASI BIROKRASI", "Laporan Pelaksanaan Rencana Aksi RB"))
    baris: list[list[Any]] = {
        "satu sel": [[laporan], [f"{sebutan} : {nama}"], [f"Bulan : {bulan} {tahun}"]],
        "pisah sel": [["LAPORAN BULANAN RB"], [sebutan, None, ":", nama], ["BULAN", None, ":", bulan], ["TAHUN", None, ":", tahun]],
        "tanpa label": [[laporan], [opd.nama.upper()], [f"BULAN {bulan.upper()} {tahun}"]],
        "kop surat": [
            ["PEMERINTAH KABUPATEN PAMEKASAN"], [opd.nama.upper()], ["Jalan Contoh Nomor 143, Telepon (0324) 123456"],
            [], [laporan], [f"BULAN {bulan.upper()} TAHUN {tahun}"],
        ],
        "tanggal": [[laporan], [sebutan, nama], ["Bulan", Sel(date(tahun, book.periode.bulan, 1), "mmmm yyyy")]],
        "satu baris": [[f"RENCANA AKSI REFORMASI BIROKRASI {opd.nama.upper()}"], [f"BULAN {bulan.upper()} {tahun}"]],
        "s.d.": [[laporan], [f"{sebutan} : {nama}"], [f"KEADAAN S.D. BULAN {bulan.upper()} {tahun}"]],
    }[book.tata["judul"]]  # fmt: skip
    lebar = 7 if all(len(isi) < 2 for isi in baris) and acak.random() < 0.4 else 0
    for i, isi in enumerate(baris):
        if lebar and isi:
            book.merge(r + i, c, r + i, c + lebar, isi[0])
        for j, teks in enumerate(isi):
            book.put(r + i, c + j, teks)
    return r + len(baris)


def columns(book: Buku, acak: random.Random) -> list[tuple[str, tuple[str, ...]]]:
    """(field, labels from the top row down); labels that neighbours share are one group."""
    tata = book.tata

    def some(*peluang: tuple[str, float]) -> list[tuple[str, tuple[str, ...]]]:
        return [(kunci, (acak.choice(KEPALA[kunci]),)) for kunci, p in peluang if acak.random() < p]

    area = float(tata["area"] not in ("baris judul", "tidak ada"))
    awal = some(("no", 0.85), ("area", area), ("rencana_aksi", 1), ("indikator", 0.85))
    satuan = some(("satuan", 1))
    kinerja = matrix(book, acak) if tata["bentuk"] in ("bulan", "triwulan") else plain(book, acak)
    if tata["atap"] and len(kinerja) < 6:
        kinerja = [(kunci, (tata["atap"], *label)) for kunci, label in kinerja]
    uang = zip(("anggaran_rp", "realisasi_anggaran_rp"), UANG[tata["uang"]][1], strict=True) if tata["uang"] else ()
    akhir = some(
        ("_pendukung", 0.2),
        ("kendala", 0.7),
        ("tindak_lanjut", 0.6),
        ("bukti", 0.5),
        ("_pic", 0.3),
        ("_keterangan", 0.3),
    )
    tengah = [*satuan, *kinerja] if tata["satuan"] == "sebelum" else [*kinerja, *satuan]
    kolom = [*awal, *tengah, *uang, *akhir]
    if tata["kolom pemisah"]:
        kolom.insert(len(awal), ("", ()))
    ganti = restyled([x for _, label in kolom for x in label], tata["tulisan kepala"], acak)
    return [(k, tuple(ganti(x) for x in label)) for k, label in kolom]


def restyled(labels: list[str], gaya: str, acak: random.Random) -> Callable[[str], str]:
    """Header labels in capitals, broken over two lines, or with one of them lacking a letter wherever it stands."""
    salah = acak.choice([x for x in labels if len(x) > 6])
    return {
        "kapital": str.upper,
        "patah baris": lambda x: x.replace(" ", "\n", 1),
        "salah ketik": lambda x: re.sub(r"^(\w{3})\w(?=\w)", r"\1", x) if x == salah else x,
    }.get(gaya, str)


def plain(book: Buku, acak: random.Random) -> list[tuple[str, tuple[str, ...]]]:
    kata = {
        "sd": acak.choice(("s.d. Bulan Ini", "s/d Bulan Ini", f"s.d. {book.periode.nama}")),
        "lalu": acak.choice(("Bulan Lalu", "s.d. Bulan Lalu")),
        "tahun": book.periode.tahun,
    }
    grup_kata = {grup: acak.choice(KEPALA[grup]) for grup in ("Target", "Realisasi")}
    bagian = [(k, grup_kata.get(grup, grup), sub.format(**kata)) for k, grup, sub in BENTUK[book.tata["bentuk"]]]
    if book.tata["bertingkat"] or book.tata["bentuk"] == "centang":
        kolom = [(kunci, (grup, sub) if sub else (grup,)) for kunci, grup, sub in bagian]
    else:
        kolom = [(kunci, (f"{grup} {sub}".strip(),)) for kunci, grup, sub in bagian]
    if book.tata["bentuk"] != "centang" and acak.random() < 0.5:
        kolom.append(("capaian_dilaporkan_pct", (acak.choice(KEPALA["capaian_dilaporkan_pct"]),)))
    return kolom


def matrix(book: Buku, acak: random.Random) -> list[tuple[str, tuple[str, ...]]]:
    """Every month or triwulan as a column; only that of the reporting period counts."""
    bulanan = book.tata["bentuk"] == "bulan"
    waktu = acak.choice(BULAN if bulanan else TRIWULAN)
    kini = (book.periode.bulan if bulanan else book.periode.triwulan) - 1

    def kunci(medan: str, j: int) -> str:
        return medan if j == kini else f"_{medan}" if j < kini or medan == "target" else "_nanti"

    if book.tata["matriks"] == "bersebelahan":
        return [(kunci(k, j), (k.title(), w)) for k in ("target", "realisasi") for j, w in enumerate(waktu)]
    tiga = (("capaian_dilaporkan_pct", "%"),) if "capaian" in book.tata["matriks"] else ()
    dua = (("target", "Target"), ("realisasi", "Realisasi"), *tiga)
    return [(kunci(k, j), (w, label)) for j, w in enumerate(waktu) for k, label in dua]


def put_head(book: Buku, kolom: list[tuple[str, tuple[str, ...]]], r: int, c0: int) -> int:
    """Group labels over their columns, single labels over the whole height; merged, or only written once."""
    tinggi = book.tinggi_kepala = max(len(label) for _, label in kolom)
    for tingkat in range(tinggi):
        j = 0
        while j < len(kolom):
            label = kolom[j][1]
            akhir = j
            if tingkat < len(label) - 1:
                while akhir + 1 < len(kolom) and kolom[akhir + 1][1][: tingkat + 1] == label[: tingkat + 1] and len(kolom[akhir + 1][1]) > tingkat + 1:  # fmt: skip
                    akhir += 1
            if tingkat < len(label):
                bawah = r + (tinggi - 1 if tingkat == len(label) - 1 else tingkat)
                if book.tata["gabung kepala"]:
                    book.merge(r + tingkat, c0 + j, bawah, c0 + akhir, label[tingkat])
                else:
                    book.put(r + tingkat, c0 + j, label[tingkat])
            j = akhir + 1
    return r + tinggi


def put_numbering(book: Buku, kolom: list[tuple[str, tuple[str, ...]]], r: int, c0: int) -> int:
    gaya = book.tata["penomoran"]
    if gaya is None or (gaya == "huruf" and len(kolom) > 26):
        return r
    for j, (kunci, _) in enumerate(kolom):
        nomor: Any = chr(97 + j) if gaya == "huruf" else j + 1 if gaya in ("{}", "rumus") else gaya.format(j + 1)
        if gaya == "rumus" and kunci == "capaian_dilaporkan_pct":
            nomor = f"{j + 1}=({j}/{j - 1})x100"
        book.put(r, c0 + j, nomor)
    return r + 1


def put_rows(book: Buku, acak: random.Random, kolom: list[tuple[str, tuple[str, ...]]], r: int, c0: int) -> int:
    """Blocks of one area each, with what stands between them."""
    kunci = [k for k, _ in kolom]
    nomor = 0
    for ke, area in enumerate(sorted(acak.sample(list(AREA), acak.randint(2, 6)))):
        if ke == 2 and book.tata["kepala ulang"]:  # a new page
            r = put_head(book, kolom, r, c0)
        nama = {"nama": AREA[area], "kapital": AREA[area].upper(), "bernomor": f"{area[1]}. {AREA[area]}"}[book.tata["tulisan area"]]  # fmt: skip
        if book.tata["area"] == "baris judul":
            depan = acak.choice(
                ("", f"{chr(64 + int(area[1]))}. ", f"{ROMAWI[int(area[1]) - 1]}. ", f"AREA {area[1]} : ")
            )
            book.merge(r, c0, r, c0 + acak.choice((0, len(kunci) - 1)), depan + AREA[area].upper())
            r += 1
        isi = []
        for _ in range(acak.randint(1, 4)):
            nomor += 1
            isi.append(draw_row(book, acak, nomor, area, nama))
            if book.tata["aksi"] == "gabung" and "indikator" in kunci and acak.random() < 0.3:
                mutu = draw_row(book, acak, nomor, area, nama)
                isi.append({**mutu, "rencana_aksi": isi[-1]["rencana_aksi"]})
        r = put_block(book, kunci, isi, r, c0)
        if book.tata["jumlah"] and book.tata["uang"]:
            book.put(r, c0 + kunci.index("rencana_aksi"), acak.choice(("Jumlah", "Sub Jumlah", "JUMLAH", "Total")))
            book.put(r, c0 + kunci.index("anggaran_rp"), 123_000_000 / UANG[book.tata["uang"]][0])
            r += 1
        r += book.tata["sela"]
    return r


def put_block(book: Buku, kunci: list[str], isi: list[dict[str, Isi]], r0: int, c0: int) -> int:
    kali = UANG[book.tata["uang"]][0] if book.tata["uang"] else 1
    gabung_aksi = book.tata["aksi"] == "gabung"
    for i, baris in enumerate(isi):
        r = r0 + i
        benar: dict[str, Isi] = {"area": baris["area"]} if book.tata["area"] == "baris judul" else {}
        sel: dict[str, str] = {}
        for c, k in enumerate(kunci, c0):
            satu, pertama, akhir = baris.get(k, Isi()), i, i
            if (k == "area" and book.tata["area"] in ("gabung", "baris pertama")) or (k == "rencana_aksi" and gabung_aksi):  # fmt: skip
                sama = [n for n, lain in enumerate(isi) if lain[k] == satu]
                pertama, akhir = sama[0], sama[-1]
            nilai = satu.shifted(kali) if k.endswith("anggaran_rp") else satu.tulis
            if i == pertama:
                book.put(r, c, Sel(nilai, satu.fmt) if satu.fmt else nilai)
                if akhir > i and not (k == "area" and book.tata["area"] == "baris pertama"):
                    book.merge(r, c, r0 + akhir, c, nilai)
            medan = k.split(":")[0]
            if medan in MEDAN and (medan not in benar or satu.nilai is not None):
                benar[medan], sel[medan] = satu, address(r0 + pertama, c)
        book.baris.append(Baris(r + 1, benar, sel))
    return r0 + len(isi)


def draw_row(book: Buku, acak: random.Random, nomor: int, area: str, nama_area: str) -> dict[str, Isi]:
    """Every field a column may ask for."""
    p = acak.choice
    satuan, jenis = p(SATUAN)
    target = p(NILAI[jenis])
    realisasi = p(
        (target, target, 0 if jenis == "cacah" else target, target // 2 if jenis == "cacah" else round(target / 2, 2))
    )
    tulis = writer(book.tata["angka"], jenis, satuan, p)
    angka = {"target": tulis(target), "realisasi": tulis(realisasi)}
    undian = acak.random()
    if undian < 0.04:
        angka["realisasi"] = Isi(p(("NIHIL", "Nihil")), None, "nihil")
    elif undian < 0.08:
        angka["realisasi"] = Isi(p(("-", " - ", "–", "n/a", "....")), None, "strip")
    elif undian < 0.12:
        angka["realisasi"] = Isi(None, None, "kosong")
    elif undian < 0.15:
        angka["target"] = (
            Isi(f"{p(('≥', '>='))} {indonesia(target)}", target, temuan="catatan")
            if target < 1000
            else Isi(target, target)
        )
    elif undian < 0.17:
        angka["realisasi"] = Isi(p(("masih direkap", "12 13", RUSAK)), None, "galat", temuan="keras")
    ya = p(("V", "v", "√", "✓", " V "))
    tercapai = p((True, True, False, None))
    kosong = Isi(None, None, "kosong")
    pagu = p((0, 3_500_000, 18_750_000, 250_000_000, 1_200_000_000))
    terpakai = p((0, pagu, pagu // 2))
    teks = {k: text(p(pilihan)) for k, pilihan in TEKS.items()}
    return {
        "no": Isi(nomor),
        "area": Isi(nama_area, area),
        "rencana_aksi": text(f"{p(KERJA)} {p(HAL)}{p((' ', '  '))}tahap {nomor}"),
        "indikator": text(f"{p(('Jumlah', 'Persentase', 'Terlaksananya', 'Total'))} {p(HAL)} {acak.randint(1, 99)}"),
        "satuan": text(satuan),
        **angka,
        "realisasi:ya": Isi(ya, "TERCAPAI") if tercapai else kosong,
        "realisasi:tidak": Isi(ya, "TIDAK TERCAPAI") if tercapai is False else kosong,
        "capaian_dilaporkan_pct": p((Isi(88.5, 88.5), Isi(0.885, 88.5, fmt="0.0%"), Isi("88,5 %", 88.5), kosong)),
        "_capaian_dilaporkan_pct": Isi(77.5),
        "anggaran_rp": money(book.tata["uang"], pagu, p),
        "realisasi_anggaran_rp": money(book.tata["uang"], terpakai, p),
        "_target": tulis(p(NILAI[jenis])),
        "_realisasi": tulis(p(NILAI[jenis])),
        "_nanti": kosong if book.tata["bulan nanti"] == "kosong" else tulis(p(NILAI[jenis])),
        "_tahun": tulis(target * 2 if jenis == "cacah" else target),
        "_lalu": tulis(p(NILAI[jenis])) if angka["realisasi"].nilai is not None else kosong,
        "_ini": tulis(p(NILAI[jenis])) if angka["realisasi"].nilai is not None else kosong,
        **teks,
    }  # fmt: skip


def text(tulis: str | None) -> Isi:
    """Blanks are trimmed and collapsed, lines kept; a dash stands for nothing."""
    if tulis is None:
        return Isi(None, None, "kosong")
    if tulis == "-":
        return Isi("-", None, "strip")
    return Isi(tulis, "\n".join(re.sub(r"[ \t]+", " ", baris).strip() for baris in tulis.split("\n")))


def indonesia(nilai: float) -> str:
    """1234.5 as 1.234,5."""
    return f"{nilai:,}".translate(str.maketrans(",.", ".,"))


def writer(gaya: str, jenis: str, satuan: str, p: Callable[..., Any]) -> Callable[[float], Isi]:
    """How the numbers of one row are written; a style that does not suit the unit leaves plain numbers."""

    def tulis(nilai: float) -> Isi:
        if jenis == "persen" and gaya == "persen":
            return Isi(nilai / 100, nilai, fmt="0.00%")
        if jenis == "persen" and gaya == "persen harfiah":
            return Isi(nilai, nilai, fmt='0.00"%"')
        if jenis == "persen" and gaya == "persen teks":
            return Isi(f"{indonesia(nilai)}{p(('%', ' %'))}", nilai)
        if jenis == "cacah" and gaya == "bersatuan" and nilai < 1000:
            return Isi(f"{nilai} {p((satuan, satuan.lower()))}", nilai)
        if gaya == "teks Inggris":
            return Isi(f"{nilai:,}", nilai)
        return Isi(indonesia(nilai), nilai) if gaya == "teks" else Isi(nilai, nilai)

    return tulis


def money(gaya: str | None, rupiah: int, p: Callable[..., Any]) -> Isi:
    if gaya != "teks":
        return Isi(rupiah, rupiah)
    if not rupiah:
        return Isi("Rp. -", None, "strip")
    return Isi(p(("Rp{}", "Rp. {},-", "Rp {},00", "{},00")).format(indonesia(rupiah)), rupiah)


def put_foot(book: Buku, acak: random.Random, r: int, c0: int, lebar: int) -> None:
    """Signatures, remarks and figures beside the table: nothing of them is a row, nothing of them is kept."""
    kaki = book.tata["kaki"]
    kota = f"Pamekasan, 5 {book.periode.shift(1).nama}"
    kanan = c0 + max(0, lebar - 2)
    blok: list[tuple[int, tuple[str | None, ...]]] = {
        None: [],
        "kanan": [(kanan, (kota, f"Kepala {book.opd}", *TANDA_TANGAN))],
        "kiri": [(c0 + acak.choice((0, 1)), ("Mengetahui,", f"Kepala {book.opd}", *TANDA_TANGAN))],
        "dua": [(kanan, (kota, "Penyusun", *TANDA_TANGAN)), (c0 + 1, ("Mengetahui/Menyetujui", "Sekretaris", *TANDA_TANGAN))],
        "jauh": [(c0 + lebar + 2, (kota, "Plt. Kepala Dinas", *TANDA_TANGAN))],
        "gabung": [(max(c0, kanan - 2), (kota, f"KEPALA {book.opd.upper()}", *TANDA_TANGAN))],
        "keterangan": [(c0, ("Keterangan :", "- Capaian = realisasi / target x 100%", "- Diisi paling lambat tanggal 5 bulan berikutnya"))],
    }[kaki]  # fmt: skip
    for c, baris in blok:
        for i, isi in enumerate(baris):
            if isi and kaki == "gabung":
                book.merge(r + i, c, r + i, c0 + lebar - 1, isi)
            else:
                book.put(r + i, c, isi)
    if book.tata["samping"]:
        for i in range(4):
            book.put(book.baris[0].baris + i, c0 + lebar + 3, i * 1000)

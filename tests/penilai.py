"""What the reader promises of a random book, and whether one reading keeps it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from kit import periksa
from pembangkit import ANGKA, MEDAN, RAHASIA, Buku, Isi


class Janji(StrEnum):
    """What the reader promises of every book."""

    DIBACA = "tidak ada berkas yang ditolak"
    BARIS = "tidak ada baris yang hilang, tidak ada yang dikarang"
    NILAI = "nilai sama dengan yang tertulis, atau kosong dengan galat atau peringatan pada selnya"
    SEL = "setiap nilai menyebut sel asalnya"
    KOSONG = "yang kosong ada alasannya, yang tidak terbaca ada temuannya"
    PENGENAL = "OPD dan periode tepat atau ditanyakan"
    SIFAT = "bulan ini dan s.d. tidak tertukar; yang tidak dikatakan berkas diperingatkan"
    TANDA_TANGAN = "tidak ada isi tanda tangan yang tersimpan"


@dataclass(slots=True)
class Putusan:
    """How readings compare with the truth. Per field: `ada` cells, `benar`, `ditanya` (null and said), `diam` (misread in silence)."""

    salah: dict[Janji, list[str]] = field(default_factory=lambda: {janji: [] for janji in Janji})
    jumlah: Counter[str] = field(default_factory=Counter)
    ada: Counter[str] = field(default_factory=Counter)
    benar: Counter[str] = field(default_factory=Counter)
    ditanya: Counter[str] = field(default_factory=Counter)
    diam: Counter[str] = field(default_factory=Counter)

    def add(self, other: Putusan) -> None:
        for janji, kalimat in other.salah.items():
            self.salah[janji] += kalimat
        for nama in ("jumlah", "ada", "benar", "ditanya", "diam"):
            getattr(self, nama).update(getattr(other, nama))


def check(book: Buku, folder: Path) -> Putusan:
    """Write the book, have it read, compare; an exception leaves with the book's origin."""
    try:
        return judge(book, periksa(book.write(folder / "acak.xlsx")))
    except Exception as problem:
        problem.add_note(book.asal)
        raise


def check_all(books: Iterable[Buku], folder: Path) -> Putusan:
    putusan = Putusan()
    for book in books:
        putusan.add(check(book, folder))
    return putusan


def judge(book: Buku, bacaan: dict[str, Any]) -> Putusan:
    """One reading against the truth; each sentence of `salah` names the book, so that it can be written again."""
    putusan = Putusan()

    def wrong(janji: Janji, kalimat: str) -> None:
        putusan.salah[janji].append(f"{kalimat}\n    {book.asal}")

    lembar = book.tata["lembar"]
    keras = [t for t in bacaan["temuan"] if t["tingkat"] != "catatan"]
    kode = {t["kode"] for t in keras}
    disebut = {"catatan": _cells(bacaan["temuan"], lembar), "keras": _cells(keras, lembar)}
    galat = _cells([t for t in keras if t["tingkat"] == "galat"], lembar)
    dibaca = {(b["lembar"], b["baris"]): b for b in bacaan["baris"]}
    benar = {(lembar, b.baris): b for b in book.baris}
    sama = sorted(dibaca.keys() & benar.keys())
    putusan.jumlah.update(buku=1, baris=len(benar), terbaca=len(sama), ditolak=bacaan["status"] == "ditolak")
    if bacaan["status"] == "ditolak":
        wrong(Janji.DIBACA, bacaan["temuan"][0]["pesan"])
        return putusan
    for nama, nilai, tanya in (("opd", book.opd, "OPD"), ("periode", str(book.periode), "PERIODE")):
        tepat = bacaan[nama] == nilai or (bacaan[nama] is None and any(k.startswith(tanya) for k in kode))
        putusan.jumlah[f"{nama} tepat"] += tepat
        if not tepat:
            wrong(Janji.PENGENAL, f"{nama} {bacaan[nama]!r}, bukan {nilai!r}")
    putusan.jumlah["baris karangan"] += len(dibaca.keys() - benar.keys())
    for k in sorted(dibaca.keys() ^ benar.keys()):
        wrong(
            Janji.BARIS,
            f"baris {k} " + ("hilang" if k in benar else f"bukan rencana aksi: {dibaca[k]['rencana_aksi']!r}"),
        )
    for teks in RAHASIA:
        if teks in str(bacaan):
            wrong(Janji.TANDA_TANGAN, f"tersimpan: {teks!r}")
    for k in sama:
        baris, truth = dibaca[k], benar[k]
        if baris["sifat"] != book.sifat or (book.sifat is None and "SIFAT_TIDAK_DIKETAHUI" not in kode):
            wrong(Janji.SIFAT, f"baris {k[1]}: sifat {baris['sifat']!r}, bukan {book.sifat!r}")
        for medan in MEDAN:
            isi, sel = truth.isi.get(medan, Isi()), truth.sel.get(medan)
            didapat, asal, alasan = baris[medan], baris["sel"].get(medan), baris["kosong"].get(medan)
            ada = medan in truth.isi
            putusan.ada[medan] += ada
            di = f"baris {k[1]}, {medan} {sel}: tertulis {isi.tulis!r}, dibaca {didapat!r}"
            if not same(didapat, isi.nilai):
                ditanya = didapat is None and not {sel, asal}.isdisjoint(disebut["keras"])
                putusan.ditanya[medan] += ditanya
                putusan.diam[medan] += not ditanya
                if not ditanya:
                    wrong(Janji.NILAI, f"{di}, seharusnya {isi.nilai!r} (dari {asal})")
                continue
            putusan.benar[medan] += ada
            if sel and not isi.temuan:
                putusan.jumlah.update(
                    {"sel baik": 1, "temuan palsu": sel in disebut["keras"], "galat palsu": sel in galat}
                )
            if sel and isi.nilai is not None and asal != sel:
                wrong(Janji.SEL, f"{di} dari {asal}")
            if isi.temuan and sel not in disebut[isi.temuan]:
                wrong(Janji.KOSONG, f"{di} tanpa temuan")
            if medan in ANGKA and isi.kosong and alasan != isi.kosong:
                wrong(Janji.KOSONG, f"{di}, kosong {alasan!r}, bukan {isi.kosong!r}")
    return putusan


def _cells(temuan: list[dict[str, Any]], lembar: str) -> set[str]:
    return {a for t in temuan if t["lembar"] == lembar for a in re.findall(r"[A-Z]{1,2}[0-9]+", t["sel"] or "")}


def same(a: Any, b: Any) -> bool:
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= 1e-9 * max(1, abs(b))
    return type(a) is type(b) and a == b

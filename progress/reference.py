"""data/acuan -> one checked, frozen Acuan; a broken file is refused with the file, the row and the cause."""

from __future__ import annotations

import csv
import io
import math
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from progress.model import (
    Acuan,
    Aturan,
    Butir,
    CaraGabung,
    Contoh,
    Grup,
    Indeks,
    ItemContoh,
    Jabatan,
    Kelas,
    Kelompok,
    Kerangka,
    Kosong,
    Langkah,
    Opd,
    Pemda,
    Periode,
    SelContoh,
    Sifat,
    Tingkat,
)
from progress.wording import acuan as kata
from progress.wording.formats import angka

PROJECT = Path(__file__).resolve().parent.parent
BAWAAN = PROJECT / "data" / "acuan"
UMUM = "_umum"

JENIS_PEMDA = ("kabupaten", "kota")
ZONA_WAKTU = ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura")

KOLOM_OPD = (
    "kode", "nama", "singkatan", "kelompok", "urutan", "alias", "rawan",
    "berlaku_mulai", "berlaku_sampai", "pendahulu", "sumber",
)  # fmt: skip
KOLOM_INDEKS = ("kode", "nama", "tahun", "nilai", "predikat", "penilai", "sumber", "catatan")
KOLOM_SKALA = (
    "scale", "level", "label", "order", "lower_bound", "upper_bound", "lower_inclusive", "upper_inclusive",
)  # fmt: skip


class BrokenReference(Exception):
    """A reference file cannot be used; the message names file, row (or key) and cause in one sentence."""


class UnknownPemda(BrokenReference, ReferenceError):
    """No reference data for what was asked; the message lists the choices."""


def load(pemda: str, root: Path | None = None) -> Acuan:
    """Everything one pemda's files say, by id. A pemda's own file wins over the shared one of the same name.

    Raises BrokenReference at the first thing that is wrong, UnknownPemda where there is no such folder.
    """
    root = root or BAWAAN
    if not _is_pemda(root, pemda):
        raise UnknownPemda(kata.pemda_asing(pemda, _ids(root)))
    folder = root / pemda
    profil = _read_pemda(folder)
    kerangka = _read_all_kerangka(root, folder)
    if profil.kerangka_baku not in kerangka:
        raise BrokenReference(
            kata.at_key(
                _show(folder / "pemda.toml"), "kerangka_baku", kata.bukan_pilihan(profil.kerangka_baku, kerangka)
            )
        )
    baku = {g.kode for g in kerangka[profil.kerangka_baku].grup}
    for one in kerangka.values():
        if strange := [kode for g in one.grup for kode in g.padanan if kode not in baku]:
            raise BrokenReference(kata.at_file(one.id, kata.padanan_asing(strange[0], profil.kerangka_baku)))
    aturan = _read_aturan(_find(root, folder, "aturan.toml"))
    return Acuan(
        pemda=profil,
        opd=_read_opd(_find(root, folder, "opd.csv")),
        kerangka=kerangka,
        aturan=aturan,
        contoh=_read_contoh(_find(root, folder, "contoh_hitung.toml"), aturan),
        skala=(skala := _read_skala(_find(root, folder, "skala.csv"))),
        indeks=_read_indeks(_find(root, folder, "indeks.csv"), sorted(skala)),
        aturan_tersimpan=_read_kept_aturan(root, folder),
    )


def aturan_text(pemda: str, versi: str, root: Path | None = None) -> str:
    """The file of one kept version of the rules as it is written; a pemda's own one first. Raises BrokenReference."""
    root = root or BAWAAN
    for place in (root / pemda, root / UMUM):
        for path in sorted(place.glob("aturan*.toml")):
            if _read_aturan(path).versi == versi:
                return _decode(path)
    raise BrokenReference(kata.at_file(_show(root / pemda / f"aturan-{versi}.toml"), kata.BERKAS_TIDAK_ADA))


def available(root: Path | None = None) -> list[Pemda]:
    """Every pemda that has a folder, by id. Reads only pemda.toml; raises BrokenReference as load does."""
    root = root or BAWAAN
    return [_read_pemda(root / pemda) for pemda in _ids(root)]


def resolve(text: str, root: Path | None = None) -> str:
    """The id behind an id or a name, in any case, with or without Kabupaten/Kab./Kota. Raises UnknownPemda."""
    root = root or BAWAAN
    asked = text.strip().casefold()
    if asked in _ids(root):
        return asked
    jenis, nama = _split_name(text)
    pemda = available(root)
    found = [p.id for p in pemda if nama and _split_name(p.nama)[1] == nama and jenis in (None, p.jenis)]
    if len(found) != 1:
        raise UnknownPemda(kata.pemda_asing(text.strip(), (f"{p.id} ({p.nama})" for p in pemda)))
    return found[0]


# --- where the files are -----------------------------------------------------------------------------------------


def _ids(root: Path) -> list[str]:
    if not root.is_dir():
        raise BrokenReference(kata.folder_tidak_ada(_show(root)))
    return sorted(p.name for p in root.iterdir() if _is_pemda(root, p.name))


def _is_pemda(root: Path, pemda: str) -> bool:
    # The id may come from a URL or a command line: nothing but a plain folder name may reach the disk.
    return re.fullmatch(r"[a-z0-9][a-z0-9_-]*", pemda) is not None and (root / pemda).is_dir()


def _find(root: Path, folder: Path, name: str) -> Path:
    own, shared = folder / name, root / UMUM / name
    return shared if shared.is_file() and not own.is_file() else own


def _show(path: Path) -> str:
    return (path.relative_to(PROJECT) if path.is_relative_to(PROJECT) else path).as_posix()


_JENIS_DISEBUT = {
    "kabupaten": "kabupaten", "kab": "kabupaten", "pemkab": "kabupaten", "kota": "kota", "pemkot": "kota",
}  # fmt: skip


def _split_name(text: str) -> tuple[str | None, str]:
    """('kabupaten', 'pamekasan') of 'KAB. PAMEKASAN'; blanks inside the name do not count."""
    words = re.findall(r"\w+", text.casefold())
    if words[:1] == ["pemerintah"]:
        words = words[1:]
    if len(words) > 1 and words[0] in _JENIS_DISEBUT:
        return _JENIS_DISEBUT[words[0]], "".join(words[1:])
    return None, "".join(words)


# --- pemda.toml --------------------------------------------------------------------------------------------------


def _read_pemda(folder: Path) -> Pemda:
    toml = _Toml.read(folder / "pemda.toml")
    toml.only(
        "id", "nama", "jenis", "zona_waktu", "tenggat_hari", "kerangka_baku", "contoh", "hari_ini", "pimpinan"
    )  # fmt: skip
    if toml.text("id") != folder.name:
        raise toml.broken("id", kata.id_bukan_folder(toml.text("id"), folder.name))
    return Pemda(
        id=toml.text("id"),
        nama=toml.text("nama"),
        jenis=toml.choice("jenis", JENIS_PEMDA),
        pimpinan=tuple(_read_jabatan(part) for part in toml.parts("pimpinan")),
        zona_waktu=toml.choice("zona_waktu", ZONA_WAKTU),
        tenggat_hari=toml.whole("tenggat_hari", 1, 28),
        kerangka_baku=toml.text("kerangka_baku"),
        contoh=toml.flag("contoh"),
        hari_ini=toml.moment("hari_ini"),
    )


def _read_jabatan(part: _Toml) -> Jabatan:
    part.only("sebutan", "berlaku_mulai", "berlaku_sampai")
    mulai, sampai = part.day("berlaku_mulai"), part.day("berlaku_sampai")
    if mulai and sampai and sampai < mulai:
        raise part.broken("berlaku_sampai", kata.berakhir_sebelum_mulai(str(mulai), str(sampai)))
    return Jabatan(part.text("sebutan"), mulai, sampai)


# --- opd.csv -----------------------------------------------------------------------------------------------------


def _read_opd(path: Path) -> tuple[Opd, ...]:
    rows = _read_csv(path, KOLOM_OPD)
    if not rows:
        raise BrokenReference(kata.at_file(_show(path), kata.TANPA_BARIS))
    _check_unique(rows, "kode", lambda row: row.need("kode"))
    _check_unique(rows, "urutan", lambda row: str(row.whole("urutan", 1)))
    opd = [_read_one_opd(row) for row in rows]
    _check_names(rows, opd)
    kode = {o.kode for o in opd}
    for row, o in zip(rows, opd, strict=True):
        for lama in o.pendahulu:
            if lama == o.kode or lama not in kode:
                raise row.broken("pendahulu", kata.pendahulu_asing(lama))
    return tuple(sorted(opd, key=lambda o: o.urutan))


def _read_one_opd(row: _Row) -> Opd:
    mulai, sampai = row.day("berlaku_mulai"), row.day("berlaku_sampai")
    if mulai and sampai and sampai < mulai:
        raise row.broken_row(kata.berakhir_sebelum_mulai(str(mulai), str(sampai)))
    return Opd(
        kode=row.need("kode"),
        nama=row.need("nama"),
        singkatan=row["singkatan"],
        kelompok=Kelompok(row.choice("kelompok", tuple(Kelompok))),
        urutan=row.whole("urutan", 1),
        alias=row.parts("alias"),
        rawan=row.parts("rawan"),
        berlaku_mulai=mulai,
        berlaku_sampai=sampai,
        pendahulu=row.parts("pendahulu"),
    )


def _check_names(rows: Sequence[_Row], opd: Sequence[Opd]) -> None:
    """A word that is accepted without asking belongs to one OPD only; names are looked at before aliases."""
    owner: dict[str, Opd] = {}
    # rawan comes last and never owns a word: two OPD may share it, but no OPD may accept it without asking.
    for kolom, words, may_own in (
        ("kode", lambda o: (o.kode,), True),
        ("nama", lambda o: (o.nama,), True),
        ("singkatan", lambda o: (o.singkatan,), True),
        ("alias", lambda o: o.alias, True),
        ("rawan", lambda o: o.rawan, False),
    ):
        for row, o in zip(rows, opd, strict=True):
            for word in words(o):
                if not (key := _fold(word)):
                    continue
                if (other := owner.get(key, o)) is not o:
                    raise row.broken(kolom, kata.milik_dua_opd(word, f"{other.kode} ({other.nama})"))
                if may_own:
                    owner[key] = o
                elif key in owner:
                    raise row.broken(kolom, kata.alias_dan_rawan(word))


def _fold(text: str) -> str:
    """Blind to case, punctuation and runs of blanks: 'KEC. PAKONG' and 'Kec Pakong' are one word."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


# --- kerangka/*.toml ---------------------------------------------------------------------------------------------


def _read_all_kerangka(root: Path, folder: Path) -> dict[str, Kerangka]:
    shared = sorted((root / UMUM / "kerangka").glob("*.toml"))
    own = sorted((folder / "kerangka").glob("*.toml"))
    files = {p.name: p for p in (*shared, *own)}
    if not files:
        raise BrokenReference(kata.at_file(_show(folder / "kerangka"), kata.TANPA_KERANGKA))
    kerangka: dict[str, Kerangka] = {}
    found_in: dict[str, Path] = {}
    for _, path in sorted(files.items()):
        one = _read_kerangka(path)
        if one.id in kerangka:
            raise BrokenReference(kata.at_key(_show(path), "id", kata.berulang(one.id, _show(found_in[one.id]))))
        kerangka[one.id], found_in[one.id] = one, path
    return kerangka


def _read_kerangka(path: Path) -> Kerangka:
    toml = _Toml.read(path)
    toml.only("id", "nama", "sebutan_grup", "dasar_hukum", "grup")
    parts = toml.parts("grup")
    grup = tuple(_read_grup(part) for part in parts)
    _check_unique_parts(parts, "kode", [g.kode for g in grup])
    owner: dict[str, Grup] = {}
    for kunci, words in (
        ("kode", lambda g: (g.kode,)),
        ("nama", lambda g: (g.nama,)),
        ("alias", lambda g: g.alias),
    ):
        for part, g in zip(parts, grup, strict=True):
            for word in words(g):
                if (other := owner.setdefault(_fold(word), g)) is not g:
                    raise part.broken(kunci, kata.milik_dua_grup(word, f"{other.kode} ({other.nama})"))
    return Kerangka(
        id=toml.text("id"),
        nama=toml.text("nama"),
        sebutan_grup=toml.text("sebutan_grup"),
        dasar_hukum=toml.text("dasar_hukum"),
        grup=grup,
    )


def _read_grup(part: _Toml) -> Grup:
    part.only("kode", "nama", "alias", "sasaran", "bobot", "padanan")
    return Grup(
        kode=part.text("kode"),
        nama=part.text("nama"),
        alias=part.texts("alias"),
        sasaran=part.text("sasaran") if "sasaran" in part.table else None,
        bobot=part.number("bobot", 0) if "bobot" in part.table else None,
        padanan=part.texts("padanan"),
    )


# --- aturan.toml -------------------------------------------------------------------------------------------------


def _read_aturan(path: Path) -> Aturan:
    toml = _Toml.read(path)
    toml.only(
        "versi", "batas_atas_pct", "ambang_cakupan_pct", "minimal_item_peringkat", "toleransi_target",
        "belum_dapat_dinilai", "kelas", "butir", "cara_gabung", "toleransi_bobot", "target_hampir_nol", "jenjang",
    )  # fmt: skip
    aturan = Aturan(
        versi=toml.text("versi"),
        batas_atas_pct=toml.number("batas_atas_pct", 1),
        ambang_cakupan_pct=toml.number("ambang_cakupan_pct", 0, 100),
        minimal_item_peringkat=toml.whole("minimal_item_peringkat", 1),
        kelas=_read_kelas(toml.parts("kelas")),
    )
    if "toleransi_target" in toml.table:
        aturan = replace(aturan, toleransi_target=toml.number("toleransi_target", 0, 1))
    if "belum_dapat_dinilai" in toml.table:
        aturan = replace(aturan, belum_dapat_dinilai=toml.text("belum_dapat_dinilai"))
    if "cara_gabung" in toml.table:
        aturan = replace(aturan, cara_gabung=CaraGabung(toml.choice("cara_gabung", tuple(CaraGabung))))
    if "toleransi_bobot" in toml.table:
        aturan = replace(aturan, toleransi_bobot=toml.number("toleransi_bobot", 0, 50))
    if "target_hampir_nol" in toml.table:
        aturan = replace(aturan, target_hampir_nol=toml.number("target_hampir_nol", 0))
    if "jenjang" in toml.table:
        aturan = replace(aturan, jenjang=_read_jenjang(toml.parts("jenjang")))
    return replace(aturan, butir=_read_butir(toml.parts("butir"), aturan))


def _read_kept_aturan(root: Path, folder: Path) -> dict[str, Aturan]:
    """aturan.toml and the older aturan-<versi>.toml beside it; a pemda's own version wins over a shared one."""
    kept: dict[str, Aturan] = {}
    for place in (root / UMUM, folder):
        found_in: dict[str, Path] = {}
        for path in sorted(place.glob("aturan*.toml")):
            one = _read_aturan(path)
            if path.stem not in ("aturan", f"aturan-{one.versi}"):
                raise BrokenReference(kata.at_key(_show(path), "versi", kata.versi_bukan_nama(one.versi)))
            if (first := found_in.setdefault(one.versi, path)) != path and one != kept[one.versi]:
                raise BrokenReference(kata.at_key(_show(path), "versi", kata.berulang(one.versi, _show(first))))
            kept[one.versi] = one
    return kept


def _read_jenjang(parts: Sequence[_Toml]) -> tuple[Langkah, ...]:
    """Further from the target is never worth more."""
    steps: list[Langkah] = []
    for part in parts:
        part.only("sampai_pct", "nilai")
        one = Langkah(part.number("sampai_pct", 0), part.number("nilai", 0))
        if steps and (one.sampai_pct <= steps[-1].sampai_pct or one.nilai > steps[-1].nilai):
            raise part.broken("nilai", kata.JENJANG_TIDAK_MENURUN)
        steps.append(one)
    return tuple(steps)


def _read_kelas(parts: Sequence[_Toml]) -> tuple[Kelas, ...]:
    kelas: list[Kelas] = []
    for part in parts:
        part.only("kode", "nama", "batas_bawah")
        one = Kelas(part.text("kode"), part.text("nama"), part.number("batas_bawah", 0))
        if kelas and one.batas_bawah >= kelas[-1].batas_bawah:
            raise part.broken(
                "batas_bawah", kata.kelas_tidak_menurun(f"{one.batas_bawah:g}", f"{kelas[-1].batas_bawah:g}")
            )
        kelas.append(one)
    if kelas[-1].batas_bawah != 0:
        raise parts[-1].broken("batas_bawah", kata.kelas_tidak_sampai_nol(f"{kelas[-1].batas_bawah:g}"))
    _check_unique_parts(parts, "kode", [k.kode for k in kelas])
    return tuple(kelas)


def _read_butir(parts: Sequence[_Toml], aturan: Aturan) -> tuple[Butir, ...]:
    """What people read is filled from the numbers that count, so that the two cannot differ."""
    numbers = {
        "{batas_atas_pct}": angka(aturan.batas_atas_pct),
        "{ambang_cakupan_pct}": angka(aturan.ambang_cakupan_pct),
        "{minimal_item_peringkat}": angka(aturan.minimal_item_peringkat),
        "{toleransi_bobot}": angka(aturan.toleransi_bobot),
        "{target_hampir_nol}": angka(aturan.target_hampir_nol),
        "{jenjang}": "; ".join(f"sampai {angka(s.sampai_pct)} % dari target: {angka(s.nilai)}" for s in aturan.jenjang),
        "{cara_gabung}": kata.CARA_GABUNG[aturan.cara_gabung],
    }

    def read(part: _Toml) -> Butir:
        part.only("kunci", "nama", "uraian", "dasar_hukum")
        uraian = part.text("uraian")
        for isian, nilai in numbers.items():
            uraian = uraian.replace(isian, nilai)
        if left := re.search(r"\{\w*\}", uraian):
            raise part.broken("uraian", kata.bukan_pilihan(left[0], numbers))
        return Butir(part.text("kunci"), part.text("nama"), uraian, part.text("dasar_hukum"))

    butir = tuple(read(part) for part in parts)
    _check_unique_parts(parts, "kunci", [b.kunci for b in butir])
    return butir


# --- contoh_hitung.toml ------------------------------------------------------------------------------------------

_CIRI_TEKS = (
    "opd", "area", "satuan", "jenis", "arah", "akumulasi", "skala", "rumus", "tahap", "cara_target", "cara_pelaksana",
)  # fmt: skip
_CIRI_ANGKA = ("baseline", "bobot", "anggaran_rp")
_SEL_CONTOH = re.compile(
    r"(?P<tahun>[0-9]{4})(?:-(?P<bulan>[0-9]{2}))?: (?P<isi>.+?)(?: (?P<sifat>s\.d\.|bulan ini))?", re.DOTALL
)
_ANGKA_CONTOH = r"-?[0-9]+(?:,[0-9]+)?"
_SIFAT_CONTOH = {"s.d.": Sifat.SD, "bulan ini": Sifat.BULAN_INI, None: None}


def _read_contoh(path: Path, aturan: Aturan) -> tuple[Contoh, ...]:
    if not path.is_file():  # examples explain the rules; a root of a region's own may do without
        return ()
    toml = _Toml.read(path)
    toml.only("contoh")
    known = [b.kunci for b in aturan.butir]
    return tuple(_read_one_contoh(part) for part in toml.parts("contoh") if part.text("kunci") in known)


def _read_one_contoh(part: _Toml) -> Contoh:
    part.only("kunci", "nama", "periode", "hasil", "item")
    try:
        periode = Periode.parse(part.text("periode"))
    except ValueError:
        raise part.broken("periode", kata.bukan_periode(part.text("periode"))) from None
    hasil = part.need("hasil")
    if not isinstance(hasil, dict):
        raise part.broken("hasil", kata.bukan_bagian("hasil"))
    return Contoh(
        part.text("kunci"),
        part.text("nama"),
        periode,
        tuple(_read_item_contoh(item) for item in part.parts("item")),
        tuple((k, None if v == "–" else v if isinstance(v, str) else float(v)) for k, v in hasil.items()),
    )


def _read_item_contoh(part: _Toml) -> ItemContoh:
    part.only(*_CIRI_TEKS, *_CIRI_ANGKA, "target", "realisasi")
    ciri: list[tuple[str, str | float]] = [(k, part.text(k)) for k in _CIRI_TEKS if k in part.table]
    ciri += [(k, part.number(k, 0)) for k in _CIRI_ANGKA if k in part.table]
    target, realisasi = (
        tuple(_read_sel_contoh(part, k, text) for text in part.texts(k)) for k in ("target", "realisasi")
    )
    return ItemContoh(tuple(ciri), target, realisasi)


def _read_sel_contoh(part: _Toml, kunci: str, text: str) -> SelContoh:
    """'2026: 20', '2026-06: 5 bulan ini', '2026: 75–80', '2026-10: NIHIL', '2026-10: BB'."""
    if not (found := _SEL_CONTOH.fullmatch(text)):
        raise part.broken(kunci, kata.bukan_sel_contoh(text))
    isi, sifat = found["isi"].strip(), _SIFAT_CONTOH[found["sifat"]]
    place = (int(found["tahun"]), int(found["bulan"] or 0))
    if span := re.fullmatch(rf"({_ANGKA_CONTOH})–({_ANGKA_CONTOH})", isi):
        bawah, atas = (float(n.replace(",", ".")) for n in span.groups())
        return SelContoh(*place, nilai=bawah, atas=atas, sifat=sifat)
    if re.fullmatch(_ANGKA_CONTOH, isi):
        return SelContoh(*place, nilai=float(isi.replace(",", ".")), sifat=sifat)
    if isi.casefold() in tuple(Kosong):
        return SelContoh(*place, kosong=Kosong(isi.casefold()), sifat=sifat)
    return SelContoh(*place, teks=isi, sifat=sifat)


# --- skala.csv and indeks.csv ------------------------------------------------------------------------------------


def _read_skala(path: Path) -> dict[str, tuple[Tingkat, ...]]:
    rows = _read_csv(path, KOLOM_SKALA)
    _check_unique(rows, "level", lambda row: f"{row.need('scale')} {row.need('level')}")
    _check_unique(rows, "order", lambda row: f"{row['scale']} {row.whole('order', 1)}")
    skala: dict[str, list[Tingkat]] = {}
    for row in rows:
        bawah, atas = row.number("lower_bound"), row.number("upper_bound")
        if bawah is not None and atas is not None and atas < bawah:
            raise row.broken_row(kata.batas_terbalik(row["lower_bound"], row["upper_bound"]))
        skala.setdefault(row["scale"], []).append(
            Tingkat(
                skala=row["scale"],
                tingkat=row["level"],
                label=row["label"] or None,
                urutan=row.whole("order", 1),
                batas_bawah=bawah,
                batas_atas=atas,
                bawah_termasuk=row.flag("lower_inclusive"),
                atas_termasuk=row.flag("upper_inclusive"),
            )
        )
    return {nama: tuple(sorted(tingkat, key=lambda t: t.urutan)) for nama, tingkat in skala.items()}


def _read_indeks(path: Path, skala: Sequence[str]) -> tuple[Indeks, ...]:
    """Columns tanggal and skala may be left out."""
    rows = _read_csv(path, KOLOM_INDEKS)
    _check_unique(rows, "kode", lambda row: f"{row.need('kode')} tahun {row.whole('tahun', 2000, 2100)}")
    return tuple(
        Indeks(
            kode=row["kode"],
            nama=row.need("nama"),
            tahun=row.whole("tahun", 2000, 2100),
            nilai=row.number("nilai"),
            predikat=row["predikat"] or None,
            penilai=row["penilai"] or None,
            sumber=row.need("sumber"),
            catatan=row["catatan"] or None,
            tanggal=row.day("tanggal") if "tanggal" in row.cells else None,
            skala=row.choice("skala", skala) if row.cells.get("skala") else None,
        )
        for row in rows
    )


# --- CSV rows that know their place ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """One record of a CSV file; `baris` is the line on which it begins, the header being line 1."""

    path: Path
    baris: int
    cells: dict[str, str]

    def __getitem__(self, kolom: str) -> str:
        return self.cells[kolom]

    def broken(self, kolom: str, sebab: str) -> BrokenReference:
        return self.broken_row(kata.kolom(kolom, sebab))

    def broken_row(self, sebab: str) -> BrokenReference:
        return BrokenReference(kata.at_row(_show(self.path), self.baris, sebab))

    def need(self, kolom: str) -> str:
        if not self[kolom]:
            raise self.broken(kolom, kata.KOSONG)
        return self[kolom]

    def choice(self, kolom: str, pilihan: Sequence[str]) -> str:
        if (text := self.need(kolom)) not in pilihan:
            raise self.broken(kolom, kata.bukan_pilihan(text, pilihan))
        return text

    def parts(self, kolom: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self[kolom].split("|") if part.strip())

    def day(self, kolom: str) -> date | None:
        if not (text := self[kolom]):
            return None
        if (day := _parse_day(text)) is None:
            raise self.broken(kolom, kata.bukan_tanggal(text))
        return day

    def whole(self, kolom: str, low: int, high: int | None = None) -> int:
        text = self.need(kolom)
        if not re.fullmatch(r"[0-9]{1,9}", text):
            raise self.broken(kolom, kata.bukan_bulat(text))
        if int(text) < low or (high is not None and int(text) > high):
            raise self.broken(kolom, kata.di_luar(text, str(low), None if high is None else str(high)))
        return int(text)

    def number(self, kolom: str) -> float | None:
        """None where the cell is blank: unknown, never 0."""
        if not (text := self[kolom]):
            return None
        if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]+)?", text):
            raise self.broken(kolom, kata.bukan_angka(text))
        return float(text)

    def flag(self, kolom: str) -> bool | None:
        """1 or 0; None where the cell is blank."""
        return None if not self[kolom] else self.choice(kolom, ("1", "0")) == "1"


def _read_csv(path: Path, needed: Sequence[str]) -> list[_Row]:
    lines = _decode(path)
    # Excel with Indonesian settings saves CSV with semicolons.
    header_line = lines.partition("\n")[0]
    delimiter = ";" if ";" in header_line and "," not in header_line else ","
    records = _records(path, csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter, strict=True))
    if not records:
        raise BrokenReference(kata.at_row(_show(path), 1, kata.BERKAS_KOSONG))
    (baris, header), *body = records
    if missing := [k for k in needed if k not in header]:
        raise BrokenReference(kata.at_row(_show(path), baris, kata.kolom_hilang(missing)))
    if twice := [k for k in needed if header.count(k) > 1]:
        raise BrokenReference(kata.at_row(_show(path), baris, kata.kolom_berulang(twice[0])))
    rows = []
    for baris, cells in body:
        if len(cells) != len(header):
            raise BrokenReference(kata.at_row(_show(path), baris, kata.jumlah_sel(len(cells), len(header))))
        rows.append(_Row(path, baris, dict(zip(header, cells, strict=True))))
    return rows


def _records(path: Path, reader: Any) -> list[tuple[int, list[str]]]:
    """Records with the line on which each begins; records without any text are skipped."""
    records: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            if any(stripped := [cell.strip() for cell in cells]):
                records.append((begins, stripped))
            begins = reader.line_num + 1
    except csv.Error:
        raise BrokenReference(kata.at_row(_show(path), begins, kata.CSV_KELIRU)) from None
    return records


def _check_unique(rows: Iterable[_Row], kolom: str, value: Callable[[_Row], str]) -> None:
    seen: dict[str, _Row] = {}
    for row in rows:
        if (first := seen.setdefault(value(row), row)) is not row:
            raise row.broken(kolom, kata.berulang(value(row), f"baris {first.baris}"))


# --- TOML tables that know their place ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Toml:
    """One table of a TOML file; `place` names it in sentences, such as '[[grup]] ke-2 '."""

    path: Path
    table: dict[str, Any] = field(default_factory=dict)
    place: str = ""

    @classmethod
    def read(cls, path: Path) -> _Toml:
        text = _decode(path)
        try:
            return cls(path, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            # Python says "(at line 3, column 5)" or "(at end of document)".
            found = re.search(r"at line (\d+)", str(error))
            baris = int(found[1]) if found else max(1, len(text.splitlines()))
            raise BrokenReference(kata.at_row(_show(path), baris, kata.TOML_KELIRU)) from None

    def broken(self, kunci: str, sebab: str) -> BrokenReference:
        return BrokenReference(kata.at_key(_show(self.path), f"{self.place}{kunci}", sebab))

    def only(self, *known: str) -> None:
        """A misspelt key would silently leave a default in force."""
        for kunci in self.table:
            if kunci not in known:
                raise self.broken(kunci, kata.kunci_asing(known))

    def need(self, kunci: str) -> Any:
        if kunci not in self.table:
            raise self.broken(kunci, kata.KUNCI_HILANG)
        return self.table[kunci]

    def text(self, kunci: str) -> str:
        return self._as_text(kunci, self.need(kunci))

    def texts(self, kunci: str) -> tuple[str, ...]:
        items = self.table.get(kunci, [])
        if not isinstance(items, list):
            raise self.broken(kunci, kata.bukan_daftar(repr(items)))
        return tuple(self._as_text(kunci, item) for item in items)

    def _as_text(self, kunci: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.broken(kunci, kata.bukan_teks(str(value)))
        if not value.strip():
            raise self.broken(kunci, kata.KOSONG)
        return value.strip()

    def choice(self, kunci: str, pilihan: Sequence[str]) -> str:
        if (text := self.text(kunci)) not in pilihan:
            raise self.broken(kunci, kata.bukan_pilihan(text, pilihan))
        return text

    def flag(self, kunci: str) -> bool:
        value = self.table.get(kunci, False)
        if not isinstance(value, bool):
            raise self.broken(kunci, kata.bukan_ya_tidak(repr(value)))
        return value

    def whole(self, kunci: str, low: int, high: int | None = None) -> int:
        value = self.need(kunci)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.broken(kunci, kata.bukan_bulat(str(value)))
        return int(self.number(kunci, low, high))

    def number(self, kunci: str, low: float, high: float | None = None) -> float:
        value = self.need(kunci)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.broken(kunci, kata.bukan_angka(str(value)))
        if value < low or (high is not None and value > high):
            raise self.broken(kunci, kata.di_luar(f"{value:g}", f"{low:g}", None if high is None else f"{high:g}"))
        return float(value)

    def day(self, kunci: str) -> date | None:
        """A TOML date or the same as text; None where the key is left out: unknown."""
        if (value := self.table.get(kunci)) is None:
            return None
        day = _parse_day(value) if isinstance(value, str) else value
        if not isinstance(day, date) or isinstance(day, datetime):
            raise self.broken(kunci, kata.bukan_tanggal(str(value)))
        return day

    def moment(self, kunci: str) -> str | None:
        if kunci not in self.table:
            return None
        value = self.table[kunci]
        if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", value):
            raise self.broken(kunci, kata.bukan_waktu(str(value)))
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise self.broken(kunci, kata.bukan_waktu(value)) from None
        return value

    def parts(self, kunci: str) -> list[_Toml]:
        value = self.table.get(kunci)
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            raise self.broken(kunci, kata.bukan_bagian(kunci))
        return [_Toml(self.path, item, f"[[{kunci}]] ke-{nth} ") for nth, item in enumerate(value, 1)]


def _check_unique_parts(parts: Sequence[_Toml], kunci: str, values: Sequence[str]) -> None:
    seen: dict[str, _Toml] = {}
    for part, value in zip(parts, values, strict=True):
        if (first := seen.setdefault(value, part)) is not part:
            raise part.broken(kunci, kata.berulang(value, first.place.strip()))


# --- bytes -------------------------------------------------------------------------------------------------------


def _decode(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise BrokenReference(kata.at_file(_show(path), kata.BERKAS_TIDAK_ADA)) from None
    except OSError as error:
        raise BrokenReference(kata.at_file(_show(path), kata.tidak_terbaca(error.strerror or "OSError"))) from None
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        baris = content[: error.start].count(b"\n") + 1
        raise BrokenReference(kata.at_row(_show(path), baris, kata.BUKAN_UTF8)) from None


def _parse_day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

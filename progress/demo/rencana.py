"""The road map of the demo: rencana aksi of every OPD with targets that add up, composed from katalog.csv."""

from __future__ import annotations

import csv
import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from progress.demo import naskah
from progress.demo.naskah import Layout
from progress.model import Acuan, Akumulasi, Arah, Jenis, Kelompok, Opd, Sifat

Nilai = float | str
"""A number in the unit of its satuan, or a text: a level such as 'BB', or 'Ya'."""

_DI_SINI = Path(__file__).parent
_DESIMAL = {"indeks": 2, "nilai": 2, "%": 1, "hari": 1}
_BATAS = {"indeks": 5.0, "nilai": 100.0, "%": 100.0}


@dataclass(frozen=True, slots=True)
class Item:
    """One rencana aksi with its targets of 2026; `bulan` and `triwulan` hold only the cells that are filled."""

    kode: str
    opd: str
    area: str
    rencana_aksi: str
    indikator: str
    satuan: str
    jenis: Jenis
    akumulasi: Akumulasi
    arah: Arah
    skala: str | None = None
    baseline: Nilai | None = None
    target_tahun: Mapping[int, Nilai] = field(default_factory=dict)
    bulan: Mapping[int, Nilai] = field(default_factory=dict)
    triwulan: Mapping[int, Nilai] = field(default_factory=dict)
    sifat_target: Sifat | None = None
    bobot: float | None = None
    anggaran_rp: float | None = None
    koordinator: str | None = None
    pelaksana: str | None = None

    @property
    def target(self) -> Nilai | None:
        """The target of the whole of 2026; None: not planned this year."""
        return self.target_tahun.get(naskah.TAHUN)

    @property
    def desimal(self) -> int:
        return 0 if self.akumulasi in (Akumulasi.JUMLAH, Akumulasi.KUMULATIF) else _DESIMAL.get(self.satuan, 0)

    def target_sd(self, bulan: int) -> Nilai | None:
        """Target to date: a step at each month it is due; None before the first."""
        if self.bulan:
            due = [v for m, v in sorted(self.bulan.items()) if m <= bulan]
            if due and self.akumulasi is Akumulasi.JUMLAH and self.sifat_target is Sifat.BULAN_INI:
                return float(sum(float(v) for v in due))
            return due[-1] if due else None
        if self.triwulan:
            due = [v for t, v in sorted(self.triwulan.items()) if t * 3 <= bulan]
            return due[-1] if due else None
        return self.target if bulan == 12 else None

    def target_bulan(self, bulan: int) -> Nilai | None:
        """Target of this month alone: of a jumlah what is added in it, else the position to be held in it."""
        now = self.target_sd(bulan)
        if self.akumulasi is not Akumulasi.JUMLAH or now is None:
            return now
        before = self.target_sd(bulan - 1) if bulan > 1 else None
        added = float(now) - float(before or 0.0)
        return added if added > 0 else None


@dataclass(frozen=True, slots=True)
class _Contoh:
    """One row of katalog.csv."""

    area: str
    untuk: str
    rencana_aksi: str
    indikator: str
    satuan: str
    jenis: Jenis
    akumulasi: Akumulasi
    arah: Arah
    skala: str | None
    awal: str
    target: str
    pola: str


def make_items(acuan: Acuan, layouts: Mapping[str, Layout]) -> list[Item]:
    """All rencana aksi in official order of OPD, then of area."""
    items: list[Item] = []
    for opd in sorted(acuan.opd, key=lambda o: o.urutan):
        items += _items_of(opd, acuan, layouts[opd.kode])
    return items


def _items_of(opd: Opd, acuan: Acuan, layout: Layout) -> list[Item]:
    rng = random.Random(f"{naskah.BENIH}:rencana:{opd.kode}")  # noqa: S311 - invented data, repeatable on purpose
    kosakata = _kosakata_of(opd)
    kode_area = [g.kode for g in acuan.kerangka_baku.grup]
    items: list[Item] = []
    taken: set[str] = set()
    for area, wanted in zip(kode_area, naskah.PEMBAGIAN_AREA[opd.kelompok], strict=True):
        for nomor, contoh in enumerate(_choose(area, wanted, opd, kosakata, acuan, layout, rng), start=1):
            teks = _fill(contoh.rencana_aksi, opd, kosakata, rng, taken)
            items.append(_make(contoh, f"{opd.kode}.{area}.{nomor:02d}", teks, opd, layout, rng))
    return _with_bobot(items, naskah.PERAN.get(opd.kode, naskah.PERAN_BIASA).jumlah_bobot, rng)


def _choose(
    area: str, wanted: int, opd: Opd, kosakata: Mapping[str, object], acuan: Acuan, layout: Layout, rng: random.Random
) -> list[_Contoh]:
    """What belongs to this OPD alone comes first, then what every OPD of its kind may have."""
    kecamatan = opd.kelompok is Kelompok.KECAMATAN
    umum = {"*", "kec" if kecamatan else "opd"}
    khusus = [c for c in _katalog() if c.area == area and c.untuk == kosakata["kunci"] and c.untuk not in umum]
    biasa = [c for c in _katalog() if c.area == area and c.untuk in umum]
    rng.shuffle(biasa)
    pilihan = [c for c in khusus[: max(wanted - 1, 1)] + biasa if _fits(c, acuan, layout)]
    return sorted(pilihan[:wanted], key=lambda c: c.rencana_aksi)


def _fits(contoh: _Contoh, acuan: Acuan, layout: Layout) -> bool:
    if contoh.skala and contoh.skala not in acuan.skala:
        return False
    return not (layout is Layout.SATU_BARIS_BULAN_INI and contoh.akumulasi is Akumulasi.KUMULATIF)


def _fill(teks: str, opd: Opd, kosakata: Mapping[str, object], rng: random.Random, taken: set[str]) -> str:
    """Put this OPD's words in; the same word is not used twice for the same sentence."""
    for nama in ("layanan", "unit", "aplikasi", "data", "kebijakan", "inovasi"):
        if f"{{{nama}}}" in teks:
            kata = list(kosakata[nama])  # type: ignore[call-overload]
            rng.shuffle(kata)
            kata.sort(key=lambda k: k in taken)
            taken.add(kata[0])
            teks = teks.replace(f"{{{nama}}}", kata[0])
    return teks.replace("{urusan}", str(kosakata["urusan"])).replace("{opd}", opd.nama)


def _make(contoh: _Contoh, kode: str, teks: str, opd: Opd, layout: Layout, rng: random.Random) -> Item:
    anggaran = float(rng.randrange(10, 700) * 500_000) if rng.random() < 0.6 else None
    pelaksana = rng.choice(naskah.PELAKSANA)
    item = Item(
        kode=kode,
        opd=opd.kode,
        area=contoh.area,
        rencana_aksi=teks,
        indikator=contoh.indikator,
        satuan=contoh.satuan,
        jenis=contoh.jenis,
        akumulasi=contoh.akumulasi,
        arah=contoh.arah,
        skala=contoh.skala,
        anggaran_rp=anggaran,
        koordinator=opd.nama,
        pelaksana=pelaksana if rng.random() < 0.7 else None,
    )
    if contoh.jenis is Jenis.ANGKA:
        return _with_numbers(item, contoh, layout, rng)
    return _with_texts(item, contoh, rng)


def _with_texts(item: Item, contoh: _Contoh, rng: random.Random) -> Item:
    if item.jenis is Jenis.YA_TIDAK:
        low, high = (int(v) for v in contoh.pola.split("-"))
        return _replace(item, target_tahun={naskah.TAHUN: "Ya"}, bulan={rng.randint(low, high): "Ya"})
    tahun: dict[int, Nilai] = dict.fromkeys(range(naskah.TAHUN, 2030), contoh.target)
    tahun[2025] = contoh.awal
    due = {int(contoh.pola): contoh.target}
    return _replace(item, baseline=contoh.awal, target_tahun=dict(sorted(tahun.items())), bulan=due)


def _with_numbers(item: Item, contoh: _Contoh, layout: Layout, rng: random.Random) -> Item:
    awal, target = _draw(contoh.awal, item, rng), _draw(contoh.target, item, rng)
    baseline = None if rng.random() < 0.06 else awal
    tahun = _years(item, awal, target)
    if rng.random() < 0.006:  # tanpa target: planned from 2027 on
        return _replace(item, baseline=baseline, target_tahun={y: v for y, v in tahun.items() if y > naskah.TAHUN})
    item = _replace(item, baseline=baseline, target_tahun=tahun)
    pola = rng.choice(contoh.pola)
    if item.akumulasi is Akumulasi.JUMLAH and layout is Layout.SATU_BARIS_BULAN_INI and pola == "T":
        pola = "B"
    if pola == "B":
        return _monthly(item, target, layout, rng)
    if pola in "ST":
        return _positions(item, awal, target, pola, rng)
    return item


def _draw(rentang: str, item: Item, rng: random.Random) -> float:
    low, high = (float(v) for v in rentang.split("-"))
    if item.desimal == 2:
        return round(rng.uniform(low, high), 2)
    return float(rng.randint(int(low), int(high)))


def _years(item: Item, awal: float, target: float) -> dict[int, Nilai]:
    tahun: dict[int, Nilai] = {}
    for y in range(2025, 2030):
        maju = (y - naskah.TAHUN) * (0.5 if y < naskah.TAHUN else 0.12)
        nilai = target + (target - awal) * maju if item.satuan != "laporan" else target
        nilai = min(nilai, _BATAS.get(item.satuan, nilai))
        tahun[y] = round(max(nilai, 1.0), item.desimal if item.desimal == 2 else 0)
    tahun[naskah.TAHUN] = target
    return tahun


def _monthly(item: Item, target: float, layout: Layout, rng: random.Random) -> Item:
    """Cells per month whose sum is the year's target (jumlah), or one constant level (rata-rata)."""
    if item.akumulasi is Akumulasi.RATA_RATA:
        return _replace(item, bulan=dict.fromkeys(range(1, 13), target), sifat_target=Sifat.BULAN_INI)
    total = int(target)
    cells: dict[int, float] = {}
    if total >= 12:
        share, rest = divmod(total, 12)
        cells = {m: float(share + (1 if m > 12 - rest else 0)) for m in range(1, 13)}
    else:
        cells = dict.fromkeys(sorted(rng.sample(range(2, 12), min(total, 10))), 1.0)
        cells[max(cells)] += total - len(cells)
    if layout is not Layout.SATU_BARIS_BULAN_INI and rng.random() < 0.25:
        sd, to_date = 0.0, {}
        for m, v in sorted(cells.items()):
            sd += v
            to_date[m] = sd
        return _replace(item, bulan=to_date, sifat_target=Sifat.SD)
    return _replace(item, bulan=cells, sifat_target=Sifat.BULAN_INI)


def _positions(item: Item, awal: float, target: float, pola: str, rng: random.Random) -> Item:
    """Values to date that walk from the baseline (a jumlah: from nothing) to the year's target."""
    mulai = 0.0 if item.akumulasi is Akumulasi.JUMLAH else awal
    langkah = (3, 6, 9, 12) if pola == "T" else rng.choice(((3, 6, 9, 12), (2, 4, 6, 8, 10, 12), tuple(range(1, 13))))
    desimal = item.desimal if item.desimal == 2 else 0
    cells = {m: round(mulai + (target - mulai) * m / 12, desimal) for m in langkah}
    cells[12] = target
    filled = {m: v for m, v in cells.items() if v > 0}
    if pola == "T":
        return _replace(item, triwulan={m // 3: v for m, v in filled.items()}, sifat_target=Sifat.SD)
    return _replace(item, bulan=filled, sifat_target=Sifat.SD)


def _with_bobot(items: list[Item], jumlah: float | None, rng: random.Random) -> list[Item]:
    if jumlah is None:
        return items
    bobot = [float(rng.randint(2, 6)) for _ in items]
    satuan = [round(b / sum(bobot) * jumlah, 1) for b in bobot]
    satuan[-1] = round(jumlah - sum(satuan[:-1]), 1)
    return [_replace(item, bobot=b) for item, b in zip(items, satuan, strict=True)]


def _replace(item: Item, **changes: object) -> Item:
    values = {name: getattr(item, name) for name in Item.__slots__}
    return Item(**{**values, **changes})


def _kosakata_of(opd: Opd) -> Mapping[str, object]:
    nama = opd.nama.lower()
    return next(k for k in _kosakata() if str(k["kunci"]) in nama)


@lru_cache(maxsize=1)
def _kosakata() -> tuple[Mapping[str, object], ...]:
    with (_DI_SINI / "kosakata.toml").open("rb") as file:
        return tuple(tomllib.load(file)["kosakata"])


@lru_cache(maxsize=1)
def _katalog() -> tuple[_Contoh, ...]:
    with (_DI_SINI / "katalog.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_contoh(row) for row in csv.DictReader(file, delimiter=";"))


def _contoh(row: Mapping[str, str]) -> _Contoh:
    return _Contoh(
        area=row["area"],
        untuk=row["untuk"],
        rencana_aksi=row["rencana_aksi"],
        indikator=row["indikator"],
        satuan=row["satuan"],
        jenis=Jenis(row["jenis"]),
        akumulasi=Akumulasi(row["akumulasi"]),
        arah=Arah(row["arah"]),
        skala=row["skala"] or None,
        awal=row["awal"],
        target=row["target"],
        pola=row["pola"],
    )

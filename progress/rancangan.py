"""A first road map drafted from the reports in force: their own words and targets, each with its cell; nothing is made up."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from loaders.contract import Temuan
from loaders.draft import Figure, Usulan, readable, write_draft
from loaders.matching import match
from loaders.names import fold
from loaders.roadmap import is_level, scale_of, usual_accumulation
from loaders.values import is_yes_no
from progress.intake import Penerima
from progress.model import Acuan, Akumulasi, Arah, Jenis, Opd, Periode, Sifat
from progress.wording import rancangan as kata
from progress.wording.formats import angka

Row = dict[str, Any]
_CAPAIAN_PCT = 0.6  # how far a capaian rounded to whole percents may stand from the formula


@dataclass(frozen=True, slots=True)
class Rancangan:
    """The workbook, how many rencana aksi of how many OPD it holds, and whose reports could not be read again."""

    isi: bytes
    rencana_aksi: int
    opd: int
    tanpa: tuple[str, ...] = ()

    @property
    def kekurangan(self) -> str | None:
        return kata.TIDAK_TERBACA.format(opd=", ".join(self.tanpa)) if self.tanpa else None


def draft(penerima: Penerima, periode: Periode) -> Rancangan | None:
    """From the reports in force of this year up to `periode`, read again from their originals; None without a single row."""
    acuan = penerima.acuan
    reports: dict[str, dict[Periode, list[Row]]] = defaultdict(lambda: defaultdict(list))
    frameworks: Counter[str] = Counter()
    sent = penerima.senders(periode)
    for nama_berkas, bacaan, parts in penerima.reports_in_force(periode):
        for row in bacaan["baris"]:
            if (row["opd"], row["periode"]) in parts and (row["rencana_aksi"] or row["indikator"]):
                reports[row["opd"]][Periode.parse(row["periode"])].append(row | {"berkas": nama_berkas})
        frameworks[bacaan["kerangka"]] += 1
    kerangka = acuan.kerangka[frameworks.most_common(1)[0][0]] if frameworks else acuan.kerangka_baku
    known = {g.kode for g in kerangka.grup}
    rows: list[Usulan] = []
    for opd in sorted((o for o in acuan.opd if o.nama in reports), key=lambda o: o.urutan):
        rows += _Opd(opd, acuan, periode, known).read(reports[opd.nama])
    if not rows:
        return None
    n = len({row.kolom["opd"] for row in rows})
    isi = write_draft(
        rows, pemda_nama=acuan.pemda.nama, periode=periode, kerangka=kerangka, opd=n, contoh=acuan.pemda.contoh
    )
    return Rancangan(isi, len(rows), n, tuple(o.nama for o in acuan.opd if o.kode in sent and o.nama not in reports))


@dataclass(slots=True)
class _Item:
    """One rencana aksi with every report's row about it, latest first."""

    rows: list[Row] = field(default_factory=list)


class _Opd:
    def __init__(self, opd: Opd, acuan: Acuan, periode: Periode, areas: set[str]) -> None:
        self.opd, self.acuan, self.periode, self.areas = opd, acuan, periode, areas
        self.items: list[_Item] = []
        self.words = frozenset(
            t.casefold() for s in acuan.skala.values() for level in s for t in (level.tingkat, level.label or "") if t
        )

    def read(self, months: Mapping[Periode, Sequence[Row]]) -> list[Usulan]:
        """The latest report names the items; an earlier one adds its targets, and what only it holds."""
        for month in sorted(months, reverse=True):
            self._take(months[month])
        kode = self._codes()
        complete = {m.bulan for m in months} >= set(range(1, self.periode.bulan + 1))
        return [self._usulan(item, kode[n], complete) for n, item in enumerate(self.items)]

    def _take(self, rows: Sequence[Row]) -> None:
        known = [self._as_item(n, item) for n, item in enumerate(self.items)]
        found = match(rows, known, {}, {}, self.opd.nama, Temuan()).baris
        same: dict[tuple[str, ...], _Item] = {}
        for row, linked in zip(rows, found, strict=True):
            key = _key(row)
            item = self.items[linked["item_id"]] if linked["item_id"] is not None else same.get(key)
            if item is None:
                item = _Item()
                self.items.append(item)
            same.setdefault(key, item)
            item.rows.append(row)

    def _as_item(self, n: int, item: _Item) -> Row:
        """What the matching of reports asks of an item; ordinal, because no value is compared here."""
        row = item.rows[0]
        return {f: row[f] for f in ("kode", "area", "indikator", "satuan")} | {
            "rencana_aksi": _name(row), "item_id": n, "jenis": Jenis.ORDINAL, "akumulasi": Akumulasi.POSISI_AKHIR, "skala": None,
        }  # fmt: skip

    def _codes(self) -> list[str]:
        """The reports' own kode where it names one item alone, else OPD, area and a number."""
        own = [item.rows[0].get("kode") for item in self.items]
        count = Counter(own)
        kept = {k for k in own if k and count[k] == 1}
        codes: list[str] = []
        for item, kode in zip(self.items, own, strict=True):
            stem = f"{self.opd.kode}.{area}" if (area := self._area(item)) else self.opd.kode
            free = (k for n in itertools.count(1) if (k := f"{stem}.{n:02d}") not in kept and k not in codes)
            codes.append(str(kode) if kode in kept else next(free))
        return codes

    def _area(self, item: _Item) -> str | None:
        area = item.rows[0]["area"]
        return str(area) if area in self.areas else None

    def _usulan(self, item: _Item, kode: str, complete: bool) -> Usulan:
        row = item.rows[0]
        akumulasi = usual_accumulation(row["satuan"])
        sumber = [kata.SUMBER_BARIS.format(**_place(row, "rencana_aksi", "indikator"))]
        year = self._year(item, sumber)
        months, sifat = self._months(item, akumulasi, complete, sumber)
        texts = [t for t in (year, *months.values(), *(r["realisasi"] for r in item.rows)) if isinstance(t, str)]
        return Usulan(
            {
                "kode": kode,
                "area": self._area(item),
                "opd": self.opd.nama,
                "rencana_aksi": _name(row),
                "indikator": row["indikator"],
                "satuan": row["satuan"],
                "arah": str(_arah(item.rows)),
                "akumulasi": str(akumulasi).replace("_", " "),
                "skala": self._scale(row, texts),
                "sifat_target": kata.SIFAT.get(str(sifat)) if sifat else None,
                "anggaran_rp": next((r["anggaran_rp"] for r in item.rows if r["anggaran_rp"] is not None), None),
            },
            year,
            months,
            sumber,
        )

    def _scale(self, row: Row, texts: Sequence[str]) -> str | None:
        if texts and all(is_yes_no(t) is not None for t in texts):
            return kata.YA_TIDAK
        levels = [t for t in texts if is_level(t, self.words)]
        return (
            scale_of(levels, f"{row['indikator'] or ''} {row['rencana_aksi'] or ''}", self.acuan.skala)
            if levels
            else None
        )

    def _year(self, item: _Item, sumber: list[str]) -> Figure | None:
        """The year's target as the latest report that states one has it."""
        for row in item.rows:
            name = "target" if row["sifat_target"] == "tahun" else "target_tahun"
            if row[name] is not None and (value := self._figure(row, name, sumber)) is not None:
                sumber.append(kata.SUMBER_TARGET.format(waktu=self.periode.tahun, **_place(row, name)))
                return value
        return None

    def _months(
        self, item: _Item, akumulasi: Akumulasi, complete: bool, sumber: list[str]
    ) -> tuple[dict[int, Figure], Sifat | None]:
        """Targets by month. What a month alone is to add tells nothing to date unless every month so far is known."""
        rows = {Periode.parse(r["periode"]).bulan: r for r in reversed(item.rows) if r["target"] is not None}
        kinds = {r["sifat_target"] for r in rows.values()} - {"tahun"}
        usable: Sifat | None = Sifat.SD if Sifat.SD in kinds else Sifat.BULAN_INI
        if usable is Sifat.BULAN_INI and akumulasi is Akumulasi.JUMLAH:
            reported = {Periode.parse(r["periode"]).bulan for r in item.rows}
            if kinds != {Sifat.BULAN_INI} or not (complete and reported >= set(range(1, self.periode.bulan + 1))):
                usable = None
        found: dict[int, Figure] = {}
        for month, row in sorted(rows.items()):
            kind = row["sifat_target"]
            if kind == "tahun":
                continue
            if usable is None or kind != usable:
                self._left_out(row, "target", "bulan_ini" if kind else "waktu", sumber)
            elif (value := self._figure(row, "target", sumber)) is not None:
                found[month] = value
                waktu = f"{kata.SIFAT[usable]} {Periode(self.periode.tahun, month).nama}"
                sumber.append(kata.SUMBER_TARGET.format(waktu=waktu, **_place(row, "target")))
        return found, usable if found else None

    def _figure(self, row: Row, name: str, sumber: list[str]) -> Figure | None:
        value = row[name] if isinstance(row[name], str) else float(row[name])
        if (found := readable(value, row["satuan"], self.words)) is None:
            self._left_out(row, name, "bacaan", sumber)
        return found

    def _left_out(self, row: Row, name: str, sebab: str, sumber: list[str]) -> None:
        """A target that cannot be used as it stands is told beside its cell."""
        nilai = row[name] if isinstance(row[name], str) else angka(row[name])
        sumber.append(kata.SUMBER_TERTULIS.format(nilai=nilai, sebab=kata.SEBAB[sebab], **_place(row, name)))


def file_name(acuan: Acuan, periode: Periode) -> str:
    return kata.NAMA_BERKAS.format(pemda=acuan.pemda.nama, tahun=periode.tahun)


def _arah(rows: Sequence[Row]) -> Arah:
    """Turun where the sender's own capaian can only be (2T - R) / T; else the usual direction."""
    said: set[Arah] = set()
    for row in rows:
        target, realisasi, capaian = row["target"], row["realisasi"], row["capaian_dilaporkan_pct"]
        if isinstance(target, str) or isinstance(realisasi, str) or None in (target, realisasi, capaian) or not target:
            continue
        naik, turun = 100 * realisasi / target, 100 * (2 * target - realisasi) / target
        if abs(naik - turun) > 4 * _CAPAIAN_PCT:
            said |= {a for a, pct in ((Arah.NAIK, naik), (Arah.TURUN, turun)) if abs(capaian - pct) <= _CAPAIAN_PCT}
    return Arah.TURUN if said == {Arah.TURUN} else Arah.NAIK


def _name(row: Row) -> str:
    """A report without rencana aksi names its rows by their indikator."""
    return str(row["rencana_aksi"] or row["indikator"])


def _key(row: Row) -> tuple[str, ...]:
    return (
        str(row.get("kode") or ""),
        *(fold(str(row[f] or "")) for f in ("area", "rencana_aksi", "indikator", "satuan")),
    )


def _place(row: Row, *names: str) -> dict[str, str]:
    """File, sheet and the first cell known of these fields."""
    sel = next((row["sel"][n] for n in names if n in row["sel"]), f"baris {row['baris']}")
    return {"berkas": row["berkas"], "lembar": row["lembar"], "sel": sel}

"""One rencana aksi as it is read: its score in words, and how every number came out of which cell."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from progress.model import Akumulasi, Arah, Aturan, CaraTarget, Jenis, Keadaan, Periode, Rumus, Sifat
from progress.sajian.nilai import BELUM, KOSONG, number, text
from progress.scoring import Skor
from progress.scoring.capaian import kelas
from progress.selisih import sebab
from progress.wording import asal as kata
from progress.wording import selisih as kata_selisih

SAMA = 1e-6


@dataclass(frozen=True, slots=True)
class Rencana:
    """One row of the item scores; None is missing."""

    item_id: int
    kode: str | None
    opd: str
    area: str | None
    rencana_aksi: str
    indikator: str | None
    satuan: str | None
    jenis: Jenis
    arah: Arah
    akumulasi: Akumulasi
    keadaan: Keadaan
    target_sd: float | None
    target_tahun: float | None
    target_teks: str | None
    realisasi_sd: float | None
    realisasi_teks: str | None
    capaian_pct: float | None
    capaian_tahun_pct: float | None
    terpenuhi: bool | None
    melampaui: bool
    due: bool
    bobot: float
    anggaran_rp: float | None
    realisasi_anggaran_sd_rp: float | None
    tanpa_bulan: tuple[int, ...]
    kelas: str | None
    status: str
    rumus: Rumus = Rumus.BAKU
    linear: bool = False
    target_sd_atas: float | None = None
    target_tahun_atas: float | None = None
    capaian_road_map_pct: float | None = None
    tanpa_tahun: tuple[int, ...] = ()

    @property
    def per_bulan(self) -> bool:
        return self.jenis is Jenis.ANGKA and self.akumulasi is Akumulasi.PER_BULAN


@dataclass(frozen=True, slots=True)
class Laporan:
    """The accepted file a value stands in; moments are ISO texts in UTC."""

    kiriman_id: int
    berkas: str
    versi: int
    berlaku: bool
    diterima: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Bulanan:
    """What one month's report says about an item, and whether it entered the value to date."""

    periode: Periode
    nilai: float | None
    teks: str | None
    kosong: str | None
    sifat: str | None
    sel: str | None
    laporan: Laporan | None
    dipakai: bool


@dataclass(frozen=True, slots=True)
class Asal:
    """Everything behind one item's numbers, in words and month by month."""

    rencana: Rencana
    rumus: str
    realisasi: str
    target: str
    bulan: tuple[Bulanan, ...]
    tren: tuple[float | None, ...]
    dilaporkan_pct: float | None
    selisih: str | None  # where it is not our capaian: both figures and why
    kendala: str | None
    tindak_lanjut: str | None
    bukti: str | None


def rencana_of(skor: Skor, opd: str | None = None, area: str | None = None) -> tuple[Rencana, ...]:
    """The rencana aksi of an OPD, an area or both, in the road map's order."""
    item = skor.item
    if opd is not None:
        item = item[item["opd"] == opd]
    if area is not None:
        item = item[item["area"] == area]
    return tuple(_rencana(row, skor.aturan) for row in item.astype(object).to_dict("records"))


def trace(
    rows: Sequence[Rencana],
    periode: Periode,
    frames: Frames,
    tahun: Mapping[Periode, Skor],
) -> tuple[Asal, ...]:
    """The origin of every one of these items' numbers in this month."""
    wanted = {r.item_id for r in rows}
    laporan = laporan_of(frames.kiriman)
    reported = _by_item(frames.realisasi, wanted)
    targets = _by_item(frames.targets, wanted)
    places = _by_item(frames.items, wanted)
    capaian = {p: dict(zip(s.item["item_id"], s.item["capaian_pct"], strict=True)) for p, s in tahun.items()}
    return tuple(
        _asal(r, periode, reported.get(r.item_id, []), targets.get(r.item_id, []), places[r.item_id][0], frames, laporan, capaian)
        for r in rows
    )  # fmt: skip


@dataclass(frozen=True)
class Frames:
    """What the store knows of one year: frames.ITEM, TARGET, REALISASI, the list of reports, the road map in force, and by
    (kiriman_id, item_id) the target and budget that a report states itself."""

    items: pd.DataFrame
    targets: pd.DataFrame
    realisasi: pd.DataFrame
    kiriman: pd.DataFrame
    road_map: Mapping[str, Any] | None
    tertulis: Mapping[tuple[int, int], tuple[float | None, float | None]] = field(default_factory=dict)


def laporan_of(kiriman: pd.DataFrame) -> dict[int, Laporan]:
    """Every report by its number."""
    return {
        int(r["kiriman_id"]): Laporan(
            int(r["kiriman_id"]), r["nama_berkas"], int(r["versi"]), r["status"] == "aktif", r["diterima_pada"], r["sha256"]
        )
        for r in kiriman.to_dict("records")
    }  # fmt: skip


def _rencana(row: Mapping[str, Any], aturan: Aturan) -> Rencana:
    keadaan, capaian = Keadaan(row["keadaan"]), number(row["capaian_pct"])
    judged = keadaan in (Keadaan.DINILAI, Keadaan.NIHIL) and capaian is not None
    nama = kelas(capaian, 1, 1, aturan) if judged and capaian is not None else None
    status = next((k.kode for k in aturan.kelas if k.nama == nama), BELUM if keadaan is Keadaan.BELUM_LAPOR else KOSONG)
    return Rencana(
        item_id=int(row["item_id"]),
        kode=text(row["kode"]),
        opd=str(row["opd"]),
        area=text(row["area"]),
        rencana_aksi=str(row["rencana_aksi"]),
        indikator=text(row["indikator"]),
        satuan=kata.SATUAN_TAHAP if text(row["tahap"]) else text(row["satuan"]),
        jenis=Jenis(row["jenis"]),
        arah=Arah(row["arah"]),
        akumulasi=Akumulasi(row["akumulasi"]),
        keadaan=keadaan,
        target_sd=number(row["target_sd"]),
        target_tahun=number(row["target_tahun"]),
        target_teks=text(row["target_teks"]),
        realisasi_sd=number(row["realisasi_sd"]),
        realisasi_teks=text(row["realisasi_teks"]),
        capaian_pct=capaian,
        capaian_tahun_pct=number(row["capaian_tahun_pct"]),
        terpenuhi=None if row["terpenuhi"] is None else bool(row["terpenuhi"]),
        melampaui=bool(row["melampaui"]),
        due=bool(row["due"]),
        bobot=float(row["bobot"]),
        anggaran_rp=number(row["anggaran_rp"]),
        realisasi_anggaran_sd_rp=number(row["realisasi_anggaran_sd_rp"]),
        tanpa_bulan=tuple(row["tanpa_bulan"]),
        kelas=nama,
        status=status,
        rumus=Rumus(text(row["rumus"]) or Rumus.BAKU),
        linear=text(row["cara_target"]) == CaraTarget.LINEAR,
        target_sd_atas=number(row["target_sd_atas"]),
        target_tahun_atas=number(row["target_tahun_atas"]),
        capaian_road_map_pct=number(row["capaian_road_map_pct"]),
        tanpa_tahun=tuple(row["tanpa_tahun"]),
    )


def _asal(
    rencana: Rencana,
    periode: Periode,
    reported: Sequence[Mapping[str, Any]],
    targets: Sequence[Mapping[str, Any]],
    place: Mapping[str, Any],
    frames: Frames,
    laporan: Mapping[int, Laporan],
    capaian: Mapping[Periode, Mapping[int, float]],
) -> Asal:
    by_month = _last_rows(reported, periode)
    terms = _terms(rencana, by_month, periode)
    used = {bulan for bulan, _, _ in terms}
    now = by_month.get(periode.bulan)
    months = [Periode(periode.tahun, m) for m in range(1, periode.bulan + 1)]
    return Asal(
        rencana=rencana,
        rumus=formula(rencana, periode),
        realisasi=kata.realisasi_dari(rencana.akumulasi, rencana.jenis, terms, rencana, periode),
        target=_target_words(rencana, targets, place, frames.road_map, periode),
        bulan=tuple(_bulanan(row, used, laporan) for _, row in sorted(by_month.items())),
        tren=tuple(number(capaian[p].get(rencana.item_id)) if p in capaian else None for p in months),
        dilaporkan_pct=number(now["capaian_dilaporkan_pct"]) if now else None,
        selisih=own_difference(rencana, now, frames) if now else None,
        kendala=text(now["kendala"]) if now else None,
        tindak_lanjut=text(now["tindak_lanjut"]) if now else None,
        bukti=text(now["bukti"]) if now else None,
    )


def own_difference(rencana: Rencana, now: Mapping[str, Any], frames: Frames) -> str | None:
    """The percentage that the OPD wrote beside ours, with the reason; None where they agree or there is none of the two."""
    theirs, ours = number(now["capaian_dilaporkan_pct"]), rencana.capaian_pct
    if theirs is None or ours is None or rencana.realisasi_sd is None or rencana.target_sd is None:
        return None
    target, budget = frames.tertulis.get((int(now["kiriman_id"]), rencana.item_id), (None, None))
    spent = number(now["realisasi_anggaran_rp"])
    value = number(now["nilai"])
    why = sebab(
        theirs, ours, realisasi=rencana.realisasi_sd, target=rencana.target_sd, turun=rencana.arah is Arah.TURUN,
        target_tahun=rencana.target_tahun, target_laporan=target,
        realisasi_bulan=value if value != rencana.realisasi_sd else None,
        serapan_pct=spent / budget * 100 if spent is not None and budget else None,
    )  # fmt: skip
    return None if why is None else kata_selisih.selisih(theirs, ours, why)


def formula(rencana: Rencana, periode: Periode) -> str:
    """Capaian with its figures filled in, or why there is none."""
    if rencana.keadaan not in (Keadaan.DINILAI, Keadaan.NIHIL):
        return kata.tanpa_capaian(rencana, periode)
    if rencana.jenis is Jenis.YA_TIDAK:
        return kata.rumus_ya_tidak(rencana)
    if rencana.arah is Arah.RENTANG:
        return kata.rumus_rentang(rencana, periode)
    if rencana.arah is Arah.NAIK:
        return kata.rumus_naik(rencana, periode)
    if rencana.rumus is Rumus.JENJANG and rencana.target_sd:
        return kata.rumus_jenjang(rencana, periode)
    if rencana.rumus is Rumus.RASIO and rencana.target_sd:
        return kata.rumus_rasio(rencana, periode)
    return kata.rumus_turun(rencana, periode)


def _terms(
    rencana: Rencana, by_month: Mapping[int, Mapping[str, Any]], periode: Periode
) -> list[tuple[int, float, bool]]:
    """(month, value, to date) of the reports that make up realisasi_sd; empty unless they really add up to it.

    The scoring decides; this only finds its parts again, so that no arithmetic is shown that does not hold.
    """
    if rencana.realisasi_sd is None:
        return []
    values = _values(rencana, by_month)
    if rencana.jenis is Jenis.ANGKA and rencana.akumulasi is Akumulasi.JUMLAH:
        last = max((n for n, (_, _, to_date) in enumerate(values) if to_date), default=0)
        terms = values[last:]
        total = math.fsum(v for _, v, _ in terms)
    elif rencana.jenis is Jenis.ANGKA and rencana.akumulasi is Akumulasi.RATA_RATA:
        terms = values[-1:] if values and values[-1][2] else [t for t in values if not t[2]]
        total = math.fsum(v for _, v, _ in terms) / max(len(terms), 1)
    else:
        terms = values[-1:]
        total = terms[0][1] if terms else math.nan
    close = math.isclose(total, rencana.realisasi_sd, rel_tol=SAMA, abs_tol=SAMA)
    return terms if close else []


def _values(rencana: Rencana, by_month: Mapping[int, Mapping[str, Any]]) -> list[tuple[int, float, bool]]:
    angka = rencana.jenis is Jenis.ANGKA
    adds = angka and rencana.akumulasi is Akumulasi.JUMLAH
    mean = angka and rencana.akumulasi is Akumulasi.RATA_RATA
    found: list[tuple[int, float, bool]] = []
    for bulan, row in sorted(by_month.items()):
        value = number(row["nilai"])
        if (row["kosong"] == "nihil" and rencana.per_bulan) or (row["kosong"] == "nihil" and adds):
            found.append((bulan, 0.0, False))
        elif row["kosong"] == "nihil" and rencana.akumulasi is Akumulasi.KUMULATIF and not found:
            found.append((bulan, 0.0, True))
        elif value is not None and row["kosong"] is None:
            to_date = row["sifat"] == Sifat.SD if mean else not (adds and row["sifat"] == Sifat.BULAN_INI)
            found.append((bulan, value, to_date))
    return found


def _last_rows(reported: Sequence[Mapping[str, Any]], periode: Periode) -> dict[int, Mapping[str, Any]]:
    """This year's rows up to the month; of two that claim one month, the one the scoring takes."""
    in_time = [r for r in reported if r["tahun"] == periode.tahun and r["bulan"] <= periode.bulan]
    ordered = sorted(in_time, key=lambda r: (r["kosong"] in (None, "nihil"), r["kiriman_id"], r["baris"]))
    return {int(r["bulan"]): r for r in ordered}


def _bulanan(row: Mapping[str, Any], used: set[int], laporan: Mapping[int, Laporan]) -> Bulanan:
    address = json.loads(row["sel"]).get("realisasi")
    return Bulanan(
        periode=Periode(int(row["tahun"]), int(row["bulan"])),
        nilai=number(row["nilai"]),
        teks=text(row["teks"]),
        kosong=text(row["kosong"]),
        sifat=text(row["sifat"]),
        sel=f"{row['lembar']}!{address}" if address and row["lembar"] else address,
        laporan=laporan.get(int(row["kiriman_id"])),
        dipakai=int(row["bulan"]) in used,
    )


def _target_words(
    rencana: Rencana,
    targets: Sequence[Mapping[str, Any]],
    place: Mapping[str, Any],
    road_map: Mapping[str, Any] | None,
    periode: Periode,
) -> str:
    """Which cells of the road map make the target to date; only an arithmetic that holds is shown."""
    own = sorted((t for t in targets if t["tahun"] == periode.tahun), key=lambda t: t["bulan"])
    year = next((t for t in own if t["bulan"] == 0), None)
    due = [t for t in own if 0 < t["bulan"] <= periode.bulan and (number(t["nilai"]) is not None or t["teks"])]
    parts = []
    if rencana.target_sd is not None:
        parts.append(kata.target_sd(rencana, periode, _target_cells(rencana.target_sd, due, year)))
    elif rencana.jenis is Jenis.ORDINAL and rencana.target_teks:
        source = due[-1] if due else year
        parts.append(kata.target_ordinal(rencana.target_teks, text(source["sel"]) if source else None))
    whole = number(year["nilai"]) if year is not None else None
    if year is not None and rencana.target_tahun is not None and whole == rencana.target_tahun:
        parts.append(kata.target_tahun(rencana, periode, text(year["sel"])))
    parts.append(kata.tempat_road_map(text(place["lembar"]), int(place["baris"]), road_map))
    return " ".join(parts)


def _target_cells(
    target_sd: float, due: Sequence[Mapping[str, Any]], year: Mapping[str, Any] | None
) -> list[tuple[int, float, str | None]]:
    """(month, value, cell): the one cell that is the target to date, or those that add up to it; else none."""
    # a linear target is on the way to a cell, so that none may be it: only an arithmetic that holds is shown
    cells = [(int(t["bulan"]), v, text(t["sel"])) for t in due if (v := number(t["nilai"])) is not None]
    v = number(year["nilai"]) if year is not None else None
    whole = [(0, v, text(year["sel"]))] if year is not None and v is not None else []
    for chosen in (cells[-1:], cells, whole):
        if chosen and math.isclose(math.fsum(v for _, v, _ in chosen), target_sd, rel_tol=SAMA, abs_tol=SAMA):
            return chosen
    return []


def _by_item(frame: pd.DataFrame, wanted: set[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in frame[frame["item_id"].isin(wanted)].to_dict("records"):
        found.setdefault(int(row["item_id"]), []).append({str(k): v for k, v in row.items()})
    return found

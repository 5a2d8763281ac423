"""'Dari mana angka ini?' in words: formulas with their figures, the months they come from, the cell of the target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from progress.model import NAMA_BULAN, Akumulasi, Jenis, Keadaan, Periode
from progress.wording.formats import angka, persen

JUDUL = "Dari mana angka ini?"
RUMUS, REALISASI, TARGET, ROAD_MAP = "Rumus", "Realisasi", "Target", "Seluruh road map"
KENDALA, TINDAK_LANJUT, BUKTI = "Kendala", "Tindak lanjut", "Bukti"
KOLOM_BULAN = ("Bulan", "Tertulis", "Sel", "Berkas", "Versi", "Diterima", "Kode verifikasi")
DIPAKAI = "Bulan bercetak tebal masuk hitungan."
TANPA_LAPORAN = "Belum ada laporan yang memuat rencana aksi ini pada {tahun}."
MENURUT_OPD_SAJA = "OPD menulis capaian {tertulis}."
SATUAN_TAHAP = "%"
"""Stages of a milestone are counted in percent, whatever the satuan of the finished thing is."""
KOSONG_KATA = {"nihil": "NIHIL", "strip": "strip (–)", "kosong": "kosong", "galat": "belum dapat dibaca"}
SIFAT_KATA = {"sd": "s.d.", "bulan_ini": "bulan ini"}


class RencanaLike(Protocol):
    """What the sentences need of one rencana aksi."""

    @property
    def satuan(self) -> str | None: ...
    @property
    def jenis(self) -> Jenis: ...
    @property
    def keadaan(self) -> Keadaan: ...
    @property
    def target_sd(self) -> float | None: ...
    @property
    def target_tahun(self) -> float | None: ...
    @property
    def target_teks(self) -> str | None: ...
    @property
    def realisasi_sd(self) -> float | None: ...
    @property
    def realisasi_teks(self) -> str | None: ...
    @property
    def capaian_pct(self) -> float | None: ...
    @property
    def terpenuhi(self) -> bool | None: ...
    @property
    def tanpa_bulan(self) -> tuple[int, ...]: ...
    @property
    def per_bulan(self) -> bool: ...
    @property
    def linear(self) -> bool: ...
    @property
    def target_sd_atas(self) -> float | None: ...
    @property
    def target_tahun_atas(self) -> float | None: ...


def tepat(value: float | None) -> str:
    """A figure of a formula: as many decimals as it has, up to six, so that a reader can check the sum."""
    if value is None:
        return angka(None)
    exponent = Decimal(repr(round(value, 6))).normalize().as_tuple().exponent
    return angka(value, min(max(-int(exponent), 0), 6))


def bersatuan(value: float | None, teks: str | None, satuan: str | None, jenis: Jenis) -> str:
    """A value as a person says it: '9 dokumen', '87,5 %', 'Ya', 'BB'."""
    if jenis is Jenis.ORDINAL:
        return teks or angka(None)
    if value is None:
        return teks or angka(None)
    if jenis is Jenis.YA_TIDAK:
        return "Ya" if value else "Tidak"
    return f"{angka(value)} {satuan}" if satuan else angka(value)


def target_tampil(r: RencanaLike) -> str:
    """The target to date as it stands in a table; a range by both bounds."""
    if r.target_sd is not None and r.target_sd_atas is not None:
        return _with_unit(r.target_sd, r.target_sd_atas, r)
    return bersatuan(r.target_sd, r.target_teks, r.satuan, r.jenis)


# --- formulas ----------------------------------------------------------------------------------------------------


def rumus_naik(r: RencanaLike, periode: Periode) -> str:
    return (
        f"capaian = realisasi {tepat(r.realisasi_sd)} ÷ {_target(r, periode)} {tepat(r.target_sd)} × 100 "
        f"= {persen(r.capaian_pct)}"
    )


def rumus_turun(r: RencanaLike, periode: Periode) -> str:
    """Lower is better."""
    if r.target_sd == 0:
        return f"makin rendah makin baik, target 0: realisasi {tepat(r.realisasi_sd)}, capaian {persen(r.capaian_pct)}"
    target = tepat(r.target_sd)
    text = (
        f"makin rendah makin baik: capaian = (2 × {_target(r, periode)} {target} − realisasi "
        f"{tepat(r.realisasi_sd)}) ÷ {target} × 100 = {persen(r.capaian_pct)}"
    )
    doubled = r.realisasi_sd is not None and r.target_sd is not None and r.realisasi_sd > 2 * r.target_sd
    return f"{text} (0 karena realisasi lebih dari dua kali target)" if doubled else text


def rumus_rasio(r: RencanaLike, periode: Periode) -> str:
    """Lower is better, counted as target by realisasi; the target is not 0."""
    text = (
        f"makin rendah makin baik, rasio: capaian = {_target(r, periode)} {tepat(r.target_sd)} ÷ realisasi "
        f"{tepat(r.realisasi_sd)} × 100 = {persen(r.capaian_pct)}"
    )
    return f"{text} (paling tinggi 200)" if r.capaian_pct == 200 else text


def rumus_jenjang(r: RencanaLike, periode: Periode) -> str:
    """Lower is better, counted by the steps of the rules; the target is not 0."""
    share = None if r.realisasi_sd is None or not r.target_sd else r.realisasi_sd / r.target_sd * 100
    return (
        f"makin rendah makin baik, jenjang: realisasi {tepat(r.realisasi_sd)} adalah {persen(share)} dari "
        f"{_target(r, periode)} {tepat(r.target_sd)}, capaian {persen(r.capaian_pct)}"
    )


def rumus_rentang(r: RencanaLike, periode: Periode) -> str:
    """Which side of its range a value is on, and the bound that counts there."""
    value, bawah, atas = r.realisasi_sd, r.target_sd, r.target_sd_atas
    said = f"{_target(r, periode)} {_span(bawah, atas)}"
    if value is None or bawah is None or atas is None or bawah <= value <= atas:
        return f"realisasi {tepat(value)} berada di dalam {said}: capaian {persen(r.capaian_pct)}"
    if value < bawah:
        return f"di bawah {said}: capaian = realisasi {tepat(value)} ÷ batas bawah {tepat(bawah)} × 100 = {persen(r.capaian_pct)}"
    if atas == 0:
        return f"di atas {said}: capaian {persen(r.capaian_pct)}"
    return (
        f"di atas {said}: capaian = (2 × batas atas {tepat(atas)} − realisasi {tepat(value)}) ÷ {tepat(atas)} × 100 "
        f"= {persen(r.capaian_pct)}" + (" (paling rendah 0)" if value > 2 * atas else "")
    )


def rumus_ya_tidak(r: RencanaLike) -> str:
    return f"Ya = 100, Tidak = 0; dilaporkan {'Ya' if r.realisasi_sd else 'Tidak'}: capaian {persen(r.capaian_pct)}"


def tanpa_capaian(r: RencanaLike, periode: Periode) -> str:
    """Why this item has no capaian."""
    if r.keadaan is Keadaan.ORDINAL:
        met = {True: "terpenuhi", False: "belum terpenuhi", None: "belum dapat dibandingkan"}[r.terpenuhi]
        return (
            f"nilai bertingkat, tidak ikut dalam rata-rata: realisasi {r.realisasi_teks or angka(None)}, "
            f"target {r.target_teks or angka(None)}, {met}"
        )
    return {
        Keadaan.BELUM_LAPOR: f"belum dilaporkan untuk {periode.nama}, jadi belum ada capaian",
        Keadaan.BELUM_JATUH_TEMPO: f"targetnya belum jatuh tempo s.d. {_bulan(periode)}, jadi belum dinilai",
        Keadaan.TANPA_TARGET: f"road map tidak memberi target {periode.tahun} yang dapat dihitung, jadi tidak dinilai",
    }.get(r.keadaan, "")


def realisasi_dari(
    akumulasi: Akumulasi, jenis: Jenis, terms: Sequence[tuple[int, float, bool]], r: RencanaLike, periode: Periode
) -> str:
    """How the value to date comes out of the months; `terms` are (month, value, to date)."""
    if jenis is Jenis.ORDINAL:
        return f"{r.realisasi_teks}, dari laporan {periode.nama}" if r.realisasi_teks else ""
    if r.realisasi_sd is None:
        return ""
    total = tepat(r.realisasi_sd)
    if jenis is Jenis.YA_TIDAK:
        return f"{'Ya' if r.realisasi_sd else 'Tidak'}, dari laporan {periode.nama}"
    if r.per_bulan:
        return f"{_bulan(periode)} saja = {total}"
    if not terms:
        return f"s.d. {_bulan(periode)} = {total}"
    if akumulasi is Akumulasi.RATA_RATA and len(terms) > 1:
        inside = " + ".join(f"{tepat(v)} ({_pendek(b)})" for b, v, _ in terms)
        return f"rata-rata s.d. {_bulan(periode)} = ({inside}) ÷ {len(terms)} = {total}"
    if akumulasi is Akumulasi.JUMLAH and (len(terms) > 1 or not terms[0][2]):
        inside = " + ".join(f"{tepat(v)} ({'s.d. ' if sd else ''}{_pendek(b)})" for b, v, sd in terms)
        without = ", ".join(NAMA_BULAN[b - 1] for b in r.tanpa_bulan)
        return f"s.d. {_bulan(periode)} = {inside} = {total}" + (f"; tanpa {without}" if without else "")
    kind = {Akumulasi.POSISI_AKHIR: "posisi", Akumulasi.RATA_RATA: "rata-rata s.d."}.get(akumulasi, "angka s.d.")
    return f"s.d. {_bulan(periode)} = {total}, {kind} pada laporan {NAMA_BULAN[terms[0][0] - 1]}"


# --- the road map's side -----------------------------------------------------------------------------------------


def target_sd(r: RencanaLike, periode: Periode, cells: Sequence[tuple[int, float, str | None]]) -> str:
    """'Target s.d. Oktober 10 = target September (sel Y5).'"""
    shown = _with_unit(r.target_sd, r.target_sd_atas, r)
    head = f"{'' if r.per_bulan else 's.d. '}{_bulan(periode)} {shown}"
    if r.linear and not cells:
        return f"{head}, pada garis lurus antar-titik target road map."
    if not cells:
        return f"{head}."
    if len(cells) == 1:
        bulan, _, sel = cells[0]
        whose = f"target {NAMA_BULAN[bulan - 1]}" if bulan else f"target setahun {periode.tahun}"
        return f"{head} = {whose}{_sel(sel)}."
    inside = " + ".join(f"{tepat(v)} ({_pendek(b)}{', sel ' + sel if sel else ''})" for b, v, sel in cells)
    return f"{head} = {inside}."


def target_ordinal(teks: str, sel: str | None) -> str:
    return f"{teks}{_sel(sel)}."


def target_tahun(r: RencanaLike, periode: Periode, sel: str | None) -> str:
    return f"Setahun {periode.tahun}: {_with_unit(r.target_tahun, r.target_tahun_atas, r)}{_sel(sel)}."


def seluruh_road_map(capaian: float | None, tanpa_tahun: Sequence[int]) -> str:
    """The third horizon, or which year it lacks; nothing where there is no such figure."""
    if capaian is not None:
        return f"{persen(capaian)} dari jalan menuju target tahun terakhirnya."
    years = ", ".join(str(t) for t in tanpa_tahun)
    return f"tanpa angka, karena realisasi {years} belum ada." if years else ""


def tempat_road_map(lembar: str | None, baris: int, road_map: Mapping[str, Any] | None) -> str:
    """Where the row stands in the road map workbook."""
    where = f"Road map lembar {lembar}, baris {baris}" if lembar else f"Road map baris {baris}"
    if road_map is None:
        return f"{where}."
    return f"{where}, berkas {road_map['nama_berkas']}, versi {road_map['versi']}, kode verifikasi {kode(road_map['sha256'])}."


def kode(sha256: str) -> str:
    """The first digits of a file's SHA-256 as people compare them: 8F3A-21C0."""
    return f"{sha256[:4]}-{sha256[4:8]}".upper()


def waktu(iso: str, zone: ZoneInfo) -> str:
    """'5 Nov 2026 09.12' of an ISO moment, in the pemda's own time."""
    local = datetime.fromisoformat(iso).astimezone(zone)
    return f"{local.day} {_pendek(local.month)} {local.year} {local:%H.%M}"


def tertulis(nilai: float | None, teks: str | None, kosong: str | None, sifat: str | None, r: RencanaLike) -> str:
    """What one month's cell says."""
    if kosong is not None:
        return KOSONG_KATA.get(kosong, kosong)
    shown = bersatuan(nilai, teks, r.satuan, r.jenis)
    return f"{shown} ({SIFAT_KATA[sifat]})" if sifat in SIFAT_KATA and r.jenis is Jenis.ANGKA else shown


def _with_unit(value: float | None, atas: float | None, r: RencanaLike) -> str:
    if atas is None or atas == value:
        return bersatuan(value, None, r.satuan, r.jenis)
    return f"{angka(value)}–{bersatuan(atas, None, r.satuan, r.jenis)}"


def _span(bawah: float | None, atas: float | None) -> str:
    return tepat(bawah) if atas is None or atas == bawah else f"{tepat(bawah)}–{tepat(atas)}"


def _target(r: RencanaLike, periode: Periode) -> str:
    return f"target {'' if r.per_bulan else 's.d. '}{_bulan(periode)}"


def _bulan(periode: Periode) -> str:
    return NAMA_BULAN[periode.bulan - 1]


def _pendek(bulan: int) -> str:
    return ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des")[bulan - 1]


def _sel(sel: str | None) -> str:
    return f" (sel {sel})" if sel else ""

"""Laws of the scoring on generated road maps, and a second implementation in plain loops that must agree with it."""

from __future__ import annotations

import calendar
import json
import math
import random
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from progress.frames import ITEM, REALISASI, TARGET, checked
from progress.model import Aturan, Kelas, Kelompok, Opd, Periode, Tingkat
from progress.scoring import Skor, rescore, score, score_years, to_json

BANDS = (("Sangat Tinggi", 91), ("Tinggi", 76), ("Sedang", 66), ("Rendah", 51), ("Sangat Rendah", 0))
ATURAN = Aturan("uji", kelas=tuple(Kelas(nama, nama, batas) for nama, batas in BANDS))
REGISTER = (
    Opd("a", "OPD A", "A", Kelompok.DINAS, 2),
    Opd("b", "OPD B", "B", Kelompok.DINAS, 1),
    Opd("c", "OPD C", "C", Kelompok.DINAS, 3, berlaku_mulai=date(2026, 7, 1)),
    Opd("d", "OPD D", "D", Kelompok.BADAN, 4),
)
NAMA = {o.kode: o.nama for o in REGISTER}
LEVELS = ("CC", "B", "BB", "A")
SKALA = {"S": tuple(Tingkat("S", t, None, n) for n, t in enumerate(LEVELS, start=1))}
GRUP = ("A1", "A2", "A3")
TAHUN = 2026

Cell = tuple[float | str | None, str | None]  # a number, a level or "nihil"/"strip"/a text; and its sifat


@dataclass
class Item:
    """A rencana aksi drawn without frames: cells by month, month 0 is the year."""

    opd: str = "a"
    area: str | None = "A1"
    jenis: str = "angka"
    arah: str = "naik"
    akumulasi: str = "jumlah"
    bobot: float | None = None
    anggaran: float | None = None
    target: dict[int, Cell] = field(default_factory=dict)
    laporan: dict[int, Cell] = field(default_factory=dict)
    uang: dict[int, Cell] = field(default_factory=dict)
    atas: dict[int, float] = field(default_factory=dict)  # upper bounds of a range, by month
    rumus: str | None = None
    cara_target: str | None = None
    baseline: float | None = None
    tahun_lain: dict[int, float] = field(default_factory=dict)  # year -> its target
    akhir_tahun: dict[int, float] = field(default_factory=dict)  # earlier year -> what its December reported to date


EMPTY = ("nihil", "strip", "kosong", "galat")


def frames(world: list[Item], shuffle: random.Random | None = None) -> list[pd.DataFrame]:
    items, targets, reports = [], [], []
    for n, it in enumerate(world, start=1):
        items.append(
            {"item_id": n, "kode": None, "opd": it.opd, "area": it.area, "rencana_aksi": f"R{n}", "jenis": it.jenis,
             "arah": it.arah, "akumulasi": it.akumulasi, "skala": "S" if it.jenis == "ordinal" else None,
             "bobot": it.bobot, "anggaran_rp": it.anggaran, "baris": n, "sel": "{}", "rumus": it.rumus,
             "cara_target": it.cara_target, "baseline": it.baseline}
        )  # fmt: skip
        for bulan, (value, sifat) in it.target.items():
            atas = {"nilai_atas": it.atas.get(bulan)}
            targets.append({"item_id": n, "tahun": TAHUN, "bulan": bulan, "sifat": sifat, **_value(value), **atas})
        for tahun, nilai in it.tahun_lain.items():
            targets.append({"item_id": n, "tahun": tahun, "bulan": 0, "sifat": None, "nilai": nilai})
        for tahun, nilai in it.akhir_tahun.items():
            reports.append(
                {"item_id": n, "tahun": tahun, "bulan": 12, "sifat": "sd", "nilai": nilai, "kiriman_id": tahun,
                 "lembar": "L", "baris": n, "sel": "{}"}
            )  # fmt: skip
        for bulan in sorted(it.laporan.keys() | it.uang.keys()):
            value, sifat = it.laporan.get(bulan, ("kosong", None))
            rupiah, sifat_uang = it.uang.get(bulan, (None, None))
            reports.append(
                {"item_id": n, "tahun": TAHUN, "bulan": bulan, "sifat": sifat, "realisasi_anggaran_rp": rupiah,
                 "sifat_anggaran": sifat_uang, "kiriman_id": bulan, "lembar": "L", "baris": n,
                 "sel": json.dumps({"realisasi": f"F{n}"}), **_value(value)}
            )  # fmt: skip
    if shuffle:
        for rows in (items, targets, reports):
            shuffle.shuffle(rows)
    return [typed(items, ITEM), typed(targets, TARGET), typed(reports, REALISASI)]


def typed(records: list[dict[str, Any]], schema: Any) -> pd.DataFrame:
    """What from_records makes, without its check, which takes ten times as long as the score."""
    columns = {
        name: pd.Series([r.get(name) for r in records], dtype=str(column.dtype))
        for name, column in schema.columns.items()
    }
    return pd.DataFrame(columns)


def _value(value: float | str | None) -> dict[str, object]:
    if isinstance(value, str):
        return {"kosong": value} if value in EMPTY else {"teks": value}
    return {"nilai": value}


def run(world: list[Item], bulan: int, shuffle: random.Random | None = None) -> Skor:
    return score(*frames(world, shuffle), REGISTER, Periode(TAHUN, bulan), ATURAN, SKALA, GRUP)


def printed(skor: Skor) -> dict[str, Any]:
    return to_json(skor, "Kabupaten Uji", NAMA)


# --- Generated road maps -----------------------------------------------------------------------------------------


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 -- repeatable, not secret


def any_item(rng: random.Random) -> Item:
    """Anything that a road map and its reports may hold, the odd cases on purpose frequent."""
    jenis = rng.choice(["angka"] * 8 + ["ordinal", "ya_tidak"])
    number = {
        "angka": lambda: rng.choice([0.0, 1.0, 2.5, 10.0, round(rng.uniform(0, 40), 2), float(rng.randint(0, 40))]),
        "ordinal": lambda: rng.choice(LEVELS),
        "ya_tidak": lambda: float(rng.randint(0, 1)),
    }[jenis]
    item = Item(
        opd=rng.choice(["a", "a", "b", "c", "d", "z"]),
        area=rng.choice(["A1", "A1", "A2", None, "LAIN"]),
        jenis=jenis,
        arah=rng.choice(["naik", "naik", "turun", "rentang"]),
        akumulasi=rng.choice(["jumlah", "jumlah", "posisi_akhir", "rata_rata", "kumulatif", "per_bulan"]),
        rumus=rng.choice([None, None, "baku", "rasio", "jenjang"]),
        cara_target=rng.choice([None, None, "tangga", "linear"]),
        baseline=rng.choice([None, 0.0, float(rng.randint(0, 30))]),
        bobot=rng.choice([None, None, 0.0, 1.0, 7.5, 30.0]),
        anggaran=rng.choice([None, 0.0, 1e6, 2.5e7]),
    )
    kind = rng.choice(["bulan_ini", "sd", None, "campur"])
    for bulan in sorted(rng.sample(range(1, 13), rng.choice([0, 0, 1, 2, 4, 12]))):
        sifat = rng.choice(["bulan_ini", "sd", None]) if kind == "campur" else kind
        item.target[bulan] = (number(), sifat)
    if rng.random() < 0.6:
        cells = [v for v, _ in item.target.values()]
        fitting = [sum(cells), cells[-1]] if cells and jenis == "angka" else []
        item.target[0] = (rng.choice([number(), *fitting]), None)
    if jenis != "ordinal":
        for tahun in rng.sample([2025, 2027, 2029], rng.choice([0, 0, 1, 3])):
            item.tahun_lain[tahun] = number()
        if rng.random() < 0.5:
            item.akhir_tahun[2025] = number()
    item.atas = {m: v + number() for m, (v, _) in item.target.items() if isinstance(v, float) and rng.random() < 0.7}
    for bulan in range(1, 13):
        if rng.random() < 0.75:
            value = rng.choice([number()] * 6 + ["nihil", "strip", "galat", "2 dari 4"])
            item.laporan[bulan] = (value, rng.choice(["bulan_ini", "sd", None]))
        if rng.random() < 0.4:
            item.uang[bulan] = (float(rng.randint(0, 2_000_000)), rng.choice(["bulan_ini", "sd", None]))
    return item


def any_world(rng: random.Random) -> list[Item]:
    return [any_item(rng) for _ in range(rng.choice([1, 3, 10, 40]))]


law = settings(deadline=None, max_examples=60)
seeds = st.integers(0, 2**32 - 1)
months = st.integers(1, 12)


# --- The second implementation: plain loops, from the text of the product's rules --------------------------------


def _run_along(cells: dict[int, tuple[float, bool]], until: int) -> float | None:
    """cells: month -> (value, whether it is to date)."""
    total = None
    for bulan in sorted(cells):
        if bulan <= until:
            value, to_date = cells[bulan]
            total = value if to_date or total is None else total + value
    return total


@dataclass
class Plan:
    """What the road map asks of an item by one month; a level counts as 1."""

    tanpa: bool = False
    sd: float | None = None
    tahun: float | None = None
    sd_atas: float | None = None
    tahun_atas: float | None = None


def plain_target(it: Item, bulan: int) -> Plan:
    cells: dict[int, tuple[float, str | None]] = {}
    better_up = it.arah == "naik" or it.jenis == "ya_tidak"
    alone = it.jenis == "angka" and it.akumulasi == "per_bulan"
    for m, (value, sifat) in it.target.items():
        if it.jenis == "ordinal":
            cells[m] = (1.0, None)
        elif it.jenis == "ya_tidak":
            if value == 1.0:
                cells[m] = (1.0, None)
        elif isinstance(value, float) and not (alone and better_up and value == 0):
            cells[m] = (value, sifat)
    year = cells.pop(0)[0] if 0 in cells else None
    if not cells and year is None:
        return Plan(tanpa=True)
    upper = {m: it.atas.get(m, v) for m, (v, _) in cells.items()}
    year_upper = it.atas.get(0, year) if it.arah == "rentang" else None

    unknown = "sd"
    if it.akumulasi == "jumlah" and it.jenis == "angka":
        if any(sifat is None for _, sifat in cells.values()) and len(cells) > 1:
            values = [cells[m][0] for m in sorted(cells)]
            if year is not None and math.isclose(sum(values), year, abs_tol=1e-9):
                unknown = "bulan_ini"
            elif year is None or not math.isclose(values[-1], year, abs_tol=1e-9):
                return Plan(tanpa=True, tahun=year)
        kinds = {m: (v, (sifat or unknown) == "sd") for m, (v, sifat) in cells.items()}
    else:
        kinds = {m: (v, True) for m, (v, _) in cells.items()}
    upper_kinds = {m: (upper[m], to_date) for m, (_, to_date) in kinds.items()}

    if alone:
        due = cells[bulan][0] if bulan in cells else (None if cells else year)
        due_upper = upper[bulan] if bulan in cells else (None if cells else year_upper)
    elif cells:
        due, due_upper = _run_along(kinds, bulan), _run_along(upper_kinds, bulan)
    else:
        due, due_upper = (year, year_upper) if bulan == 12 else (None, None)
    if it.cara_target == "linear" and it.jenis == "angka" and it.arah != "rentang" and not alone:
        due = plain_line(it, kinds, year, bulan)
    if cells and (year is None or alone):
        year, year_upper = _run_along(kinds, 12), _run_along(upper_kinds, 12)
    if it.jenis != "angka" or it.arah != "rentang":
        due_upper = year_upper = None
    for lower, higher in ((due, due_upper), (year, year_upper)):
        if lower is not None and higher is not None and higher < lower:
            return Plan(tanpa=True, tahun=year, tahun_atas=year_upper)
    if better_up and year == 0:
        return Plan(tanpa=True, tahun=year)
    if due is None or (due == 0 and better_up):
        return Plan(tahun=year, tahun_atas=year_upper)
    return Plan(False, due, year, due_upper, year_upper)


def plain_line(it: Item, kinds: dict[int, tuple[float, bool]], year: float | None, bulan: int) -> float | None:
    points: dict[int, float] = {}
    if it.akumulasi in ("jumlah", "kumulatif"):
        points[0] = 0.0
    elif (start := it.tahun_lain.get(TAHUN - 1, it.baseline)) is not None:
        points[0] = start
    for m in kinds:
        points[m] = _run_along(kinds, m) or 0.0
    if 12 not in points and year is not None:
        points[12] = year
    before = [m for m in points if m <= bulan]
    after = [m for m in points if m > bulan]
    if not before:
        return None
    a = max(before)
    if not after:
        return points[a]
    b = min(after)
    return points[a] + (points[b] - points[a]) * (bulan - a) / (b - a)


def plain_realisasi(it: Item, bulan: int) -> tuple[bool, bool, float | None, float | None]:
    """(reported, nihil, value to date, last to-date value of jumlah and kumulatif)."""
    adds = it.jenis == "angka" and it.akumulasi in ("jumlah", "kumulatif")
    alone = it.jenis == "angka" and it.akumulasi == "per_bulan"
    running: float | None = None
    seen: list[float] = []
    reported = nihil = False
    for m in range(1, bulan + 1):
        value, sifat = it.laporan.get(m, ("kosong", None))
        reported = nihil = False
        if isinstance(value, float) and it.jenis != "ordinal":
            reported = True
            if sifat == "bulan_ini":
                seen.append(value)
            of_month = it.jenis == "angka" and it.akumulasi == "jumlah" and sifat == "bulan_ini"
            running = value if not of_month or running is None else running + value
        elif isinstance(value, str) and it.jenis == "ordinal" and value not in EMPTY:
            reported = True
        elif value == "nihil" and (adds or alone):
            reported = nihil = True
            running = 0.0 if running is None or alone else running
        if alone and not nihil and m > 1 and sifat != "bulan_ini":
            reported = False
    to_date = running
    if (
        it.jenis == "angka"
        and it.akumulasi == "rata_rata"
        and it.laporan.get(bulan, ("", None))[1] == "bulan_ini"
        and seen
    ):
        to_date = sum(seen) / len(seen)
    return reported, nihil, to_date if reported and it.jenis != "ordinal" else None, running if adds else None


STEPS = ((100, 100), (125, 75), (150, 50), (200, 25))


def plain_capaian(it: Item, realisasi: float | None, target: float | None, atas: float | None = None) -> float | None:
    if realisasi is None or target is None:
        return None
    if it.jenis == "ya_tidak":
        return 100.0 if realisasi == 1 else 0.0
    if it.arah == "rentang":
        atas = target if atas is None else atas
        if target <= realisasi <= atas:
            return 100.0
        if realisasi < target:
            return max(0.0, realisasi / target * 100) if target else 0.0
        return max(0.0, (2 * atas - realisasi) / atas * 100) if atas else 0.0
    if it.arah == "naik":
        return max(0.0, realisasi / target * 100) if target else None
    if target == 0:
        return 100.0 if realisasi <= 0 else 0.0
    if it.rumus == "rasio":
        return 200.0 if realisasi <= 0 else min(200.0, target / realisasi * 100)
    if it.rumus == "jenjang":
        for limit, value in STEPS:
            if realisasi / target * 100 <= limit + 1e-9:
                return float(value)
        return 0.0
    return max(0.0, (2 * target - realisasi) / target * 100)


def plain_road_map(it: Item, plan: Plan, realisasi: float | None) -> float | None:
    """The whole road map: this year's plan beside the targets of the other years."""
    if (
        realisasi is None
        or plan.tanpa
        or it.jenis == "ordinal"
        or (it.akumulasi == "per_bulan" and it.jenis == "angka")
    ):
        return None
    up = it.arah == "naik" or it.jenis == "ya_tidak"
    years = {TAHUN: (plan.tahun, plan.tahun_atas)}
    for tahun, nilai in it.tahun_lain.items():
        if it.jenis == "ya_tidak" and nilai != 1.0:
            continue
        if not (up and nilai == 0):
            years[tahun] = (nilai, None)
    if it.jenis == "ya_tidak" or (it.akumulasi in ("jumlah", "kumulatif") and it.arah == "naik"):
        done, whole = realisasi, 0.0
        for tahun, (nilai, _) in years.items():
            if nilai is None:
                return None
            whole += nilai
            if tahun < TAHUN:
                reached = it.akhir_tahun.get(tahun)
                if reached is None or (it.jenis == "ya_tidak" and reached not in (0.0, 1.0)):
                    return None
                done += reached
        return done / whole * 100 if whole else None
    final, atas = years[max(years)]
    if it.arah == "rentang":
        return plain_capaian(it, realisasi, final, atas)
    if it.akumulasi in ("jumlah", "kumulatif") or it.baseline is None or final is None:
        return None
    way = final - it.baseline if up else it.baseline - final
    if way > 0:
        return max(0.0, (realisasi - it.baseline if up else it.baseline - realisasi) / way * 100)
    return plain_capaian(it, realisasi, final)


def plain_weights(world: list[Item]) -> list[float]:
    weights = []
    for it in world:
        mine = [o.bobot for o in world if o.opd == it.opd]
        named = [b for b in mine if b is not None]
        if not named or sum(named) == 0:
            weights.append(1.0)
            continue
        mean = sum(named) / len(named)
        whole = sum(mean if b is None else b for b in mine)
        weights.append((mean if it.bobot is None else it.bobot) * len(mine) / whole)
    return weights


def plain_items(world: list[Item], bulan: int) -> list[dict[str, Any]]:
    rows = []
    for it, bobot in zip(world, plain_weights(world), strict=True):
        plan = plain_target(it, bulan)
        tanpa, target, year = plan.tanpa, plan.sd, plan.tahun
        reported, nihil, realisasi, carried = plain_realisasi(it, bulan)
        met = None
        if tanpa:
            keadaan = "tanpa target"
        elif target is None:
            keadaan = "belum jatuh tempo"
        elif it.jenis == "ordinal":
            keadaan = "ordinal"
            aimed = max((m for m in it.target if 0 < m <= bulan), default=0)
            if reported and it.laporan[bulan][0] in LEVELS:
                met = LEVELS.index(str(it.laporan[bulan][0])) >= LEVELS.index(str(it.target[aimed][0]))
        elif not reported:
            keadaan = "belum lapor"
        else:
            keadaan = "nihil" if nihil else "dinilai"
        if it.jenis == "ordinal":
            target = year = None
        capaian = plain_capaian(it, realisasi, None if tanpa else target, plan.sd_atas)
        tahunan = None if tanpa else plain_capaian(it, realisasi, year, plan.tahun_atas)
        keeps = it.arah == "naik" and carried is not None and target is not None
        worst = (plain_capaian(it, carried, target) or 0.0) if keeps else 0.0
        spent = {m: (float(v), sifat != "bulan_ini") for m, (v, sifat) in it.uang.items() if v is not None}
        rows.append(
            {"opd": it.opd, "area": it.area, "target_sd": target, "realisasi_sd": realisasi, "target_tahun": year,
             "capaian_pct": capaian, "capaian_tahun_pct": tahunan, "target_sd_atas": plan.sd_atas,
             "capaian_road_map_pct": plain_road_map(it, plan, realisasi),
             "keadaan": keadaan, "terpenuhi": met, "bobot": bobot, "reported": reported,
             "due": keadaan in ("belum lapor", "nihil", "dinilai"),
             "low": min(100.0, worst if capaian is None else capaian),
             "high": 100.0 if capaian is None else min(100.0, capaian),
             "anggaran": it.anggaran, "terserap": _run_along(spent, bulan) if bulan in spent else None}
        )  # fmt: skip
    return rows


def plain_group(rows: list[dict[str, Any]], bulan: int, by_due: bool) -> dict[str, Any]:
    last_day = date(TAHUN, bulan, calendar.monthrange(TAHUN, bulan)[1])
    registered = {o.kode for o in REGISTER if o.valid_on(last_day)}

    def mean(key: str, among: list[dict[str, Any]]) -> float | None:
        whole = math.fsum(r["bobot"] for r in among)
        return math.fsum(r["bobot"] * min(100.0, r[key]) for r in among) / whole if whole > 0 else None

    due = [r for r in rows if r["due"]]
    got = [r for r in due if r["reported"]]
    money = [r for r in rows if r["terserap"] is not None and (r["anggaran"] or 0) > 0]
    must, did = (due, got) if by_due else (rows, [r for r in rows if r["reported"]])
    capaian = mean("capaian_pct", got)
    kelas = None
    if due and (capaian is None or len(got) < 0.8 * len(due)):
        kelas = "belum dapat dinilai"
    elif due:
        shown = math.floor(round(float(capaian or 0) * 10, 7) + 0.5) / 10
        kelas = next(nama for nama, batas in BANDS if shown >= batas)
    return {
        "capaian_pct": capaian,
        "capaian_tahun_pct": mean("capaian_tahun_pct", got),
        "tepi_bawah_pct": mean("low", due),
        "tepi_atas_pct": mean("high", due),
        "serapan_pct": sum(r["terserap"] for r in money) / sum(r["anggaran"] for r in money) * 100 if money else None,
        "sudah_lapor": len(got),
        "wajib_lapor": len(due),
        "opd_sudah_lapor": len({r["opd"] for r in did} & registered),
        "opd_wajib_lapor": len({r["opd"] for r in must} & registered),
        "kelas": kelas,
        "capaian_road_map_pct": mean("capaian_road_map_pct", [r for r in got if r["capaian_road_map_pct"] is not None]),
        "item_road_map": sum(r["capaian_road_map_pct"] is not None for r in got),
        "ordinal_terpenuhi": sum(r["terpenuhi"] is True for r in rows),
        "ordinal_dinilai": sum(r["keadaan"] == "ordinal" for r in rows),
    }


def plain_ranks(groups: dict[str, dict[str, Any]]) -> dict[str, int | None]:
    kelompok = {o.kode: o.kelompok for o in REGISTER}
    ranked = {
        k: round(g["tepi_bawah_pct"], 9)
        for k, g in groups.items()
        if k in kelompok and g["wajib_lapor"] >= 5 and g["sudah_lapor"] >= 0.8 * g["wajib_lapor"]
        if g["tepi_bawah_pct"] is not None
    }
    return {
        k: 1 + sum(other > ranked[k] for o, other in ranked.items() if kelompok[o] == kelompok[k])
        if k in ranked
        else None
        for k in groups
    }


def same(ours: object, plain: object) -> bool:
    if isinstance(ours, float) and isinstance(plain, float):
        return math.isclose(ours, plain, rel_tol=1e-9, abs_tol=1e-9)
    return ours == plain


def compare(ours: dict[str, Any], plain: dict[str, Any], where: str) -> None:
    for key, value in plain.items():
        if key in ours:
            assert same(ours[key], value), f"{where}: {key} is {ours[key]}, by hand {value}"


def check_against_plain(seed: int) -> None:
    rng = dice(seed)
    world, bulan = any_world(rng), rng.randint(1, 12)
    out = printed(run(world, bulan))
    rows = plain_items(world, bulan)
    for n, (ours, row) in enumerate(zip(out["item"], rows, strict=True)):
        compare(ours, {**row, "opd": NAMA.get(row["opd"], row["opd"])}, f"seed {seed} month {bulan} item {world[n]}")
    compare(out["ringkas"], plain_group(rows, bulan, by_due=False), f"seed {seed} ringkas")
    for key, lines in (("capaian_rata_opd_pct", out["opd"]), ("capaian_rata_area_pct", out["area"])):
        known = [line["capaian_pct"] for line in lines if line["capaian_pct"] is not None]
        compare(out["ringkas"], {key: sum(known) / len(known) if known else None}, f"seed {seed} {key}")
    for line in out["area"]:
        inside = [r for r in rows if r["area"] == line["kode"]]
        compare(line, plain_group(inside, bulan, by_due=True), f"seed {seed} area {line['kode']}")
    groups = {k: plain_group([r for r in rows if r["opd"] == k], bulan, by_due=False) for k in {r["opd"] for r in rows}}
    ranks = plain_ranks(groups)
    kode_of = {**{v: k for k, v in NAMA.items()}, "z": "z"}
    assert {kode_of[o["opd"]] for o in out["opd"]} == groups.keys()
    for line in out["opd"]:
        kode = kode_of[line["opd"]]
        compare(line, {**groups[kode], "peringkat": ranks[kode]}, f"seed {seed} opd {kode}")
    for line in out["opd_area"]:
        known = [r for r in rows if r["opd"] == kode_of[line["opd"]]]
        inside = [r for r in known if (r["area"] if r["area"] in GRUP else None) == line["kode"]]
        assert inside, f"seed {seed}: {line}"
        compare(line, plain_group(inside, bulan, by_due=True), f"seed {seed} {line['opd']} {line['kode']}")


def test_generated_frames_have_their_shape() -> None:
    """The generated tables are what the loaders would hand over."""
    for made, schema in zip(frames(any_world(dice(7))), (ITEM, TARGET, REALISASI), strict=True):
        pd.testing.assert_frame_equal(made, checked(made, schema))


@pytest.mark.parametrize("block", range(5))
def test_second_implementation(block: int) -> None:
    """A second implementation in plain loops finds the same numbers for 250 road maps."""
    for seed in range(block * 50, block * 50 + 50):
        check_against_plain(seed)


@pytest.mark.lambat
def test_second_implementation_long() -> None:
    """The same for 2,000 more road maps."""
    for seed in range(10_000, 12_000):
        check_against_plain(seed)


# --- Laws ----------------------------------------------------------------------------------------------------------


@law
@given(seeds, months, st.integers(-3, 4))
def test_unit(seed: int, bulan: int, power: int) -> None:
    """Target and realisasi in another unit give the same capaian everywhere."""
    world = any_world(dice(seed))
    factor = 2.0**power  # exact in binary: not even the last digit may change

    def scaled(cells: dict[int, Cell]) -> dict[int, Cell]:
        return {m: (v * factor if isinstance(v, float) else v, sifat) for m, (v, sifat) in cells.items()}

    def times(values: dict[int, float]) -> dict[int, float]:
        return {m: v * factor for m, v in values.items()}

    other = [
        replace(
            it,
            target=scaled(it.target),
            laporan=scaled(it.laporan),
            atas=times(it.atas),
            tahun_lain=times(it.tahun_lain),
            akhir_tahun=times(it.akhir_tahun),
            baseline=None if it.baseline is None else it.baseline * factor,
        )
        if it.jenis == "angka"
        else it
        for it in world
    ]
    before, after = printed(run(world, bulan)), printed(run(other, bulan))
    for rows in ("ringkas", "area", "opd", "opd_area"):
        assert before[rows] == after[rows]
    for one, two in zip(before["item"], after["item"], strict=True):
        for key in ("capaian_pct", "capaian_tahun_pct", "capaian_road_map_pct"):
            assert one[key] == two[key]


@law
@given(seeds, months, st.floats(0.01, 50))
def test_monotone(seed: int, bulan: int, more: float) -> None:
    """A better value this month never lowers a capaian or an edge, of the item or of any group it is in."""
    world = any_world(dice(seed))
    numeric = [
        n
        for n, it in enumerate(world)
        if it.jenis == "angka" and it.arah != "rentang" and isinstance(it.laporan.get(bulan, ("", ""))[0], float)
    ]
    assume(numeric)
    n = numeric[seed % len(numeric)]
    value, sifat = world[n].laporan[bulan]
    assert isinstance(value, float)
    better = value + (more if world[n].arah == "naik" else -more)
    improved = [*world]
    improved[n] = replace(world[n], laporan={**world[n].laporan, bulan: (better, sifat)})
    before, after = printed(run(world, bulan)), printed(run(improved, bulan))
    for rows in ("item", "opd", "area", "opd_area"):
        for one, two in zip(before[rows], after[rows], strict=True):
            for key in ("capaian_pct", "capaian_tahun_pct", "tepi_bawah_pct", "tepi_atas_pct", "capaian_road_map_pct"):
                if one.get(key) is not None:
                    assert two[key] >= one[key] - 1e-9


@law
@given(st.integers(0, 500), st.integers(0, 500), st.integers(-200, 2000), st.floats(0, 1))
def test_nearer_to_the_range(kiri: int, lebar: int, nilai: int, langkah: float) -> None:
    """A value nearer to its range never has less capaian; inside it is 100, and nothing is above 100."""
    bawah, atas, realisasi = kiri / 4, (kiri + lebar) / 4, nilai / 4
    goal = min(max(realisasi, bawah), atas)
    nearer = realisasi + (goal - realisasi) * langkah
    found = []
    for value in (realisasi, nearer, goal):
        it = Item(arah="rentang", akumulasi="posisi_akhir", target={6: (bawah, None)}, atas={6: atas})
        found.append(printed(run([replace(it, laporan={6: (value, None)})], 6))["item"][0]["capaian_pct"])
    assert found[0] <= found[1] + 1e-9
    assert found[1] <= found[2] == 100
    assert found[0] >= 0


@law
@given(seeds, months)
def test_row_order(seed: int, bulan: int) -> None:
    """The order of the rows changes nothing, not even the last digit."""
    world = any_world(dice(seed))
    assert printed(run(world, bulan)) == printed(run(world, bulan, shuffle=dice(seed)))


@law
@given(seeds, months)
def test_missing_in_missing_out(seed: int, bulan: int) -> None:
    """Without reports of the month no item and no group has a capaian, and none is 0."""
    world = any_world(dice(seed))
    silent = [
        replace(
            it,
            laporan={m: c for m, c in it.laporan.items() if m != bulan},
            uang={m: c for m, c in it.uang.items() if m != bulan},
        )
        for it in world
    ]
    out = printed(run(silent, bulan))
    for row in [out["ringkas"], *out["area"], *out["opd"], *out["opd_area"]]:
        assert (row["capaian_pct"], row["capaian_tahun_pct"], row["serapan_pct"]) == (None, None, None)
        assert (row["sudah_lapor"], row["opd_sudah_lapor"]) == (0, 0)
    for row in out["item"]:
        assert (row["realisasi_sd"], row["capaian_pct"], row["capaian_tahun_pct"]) == (None, None, None)
        assert row["keadaan"] not in ("dinilai", "nihil")


@law
@given(seeds, months)
def test_one_silent_item(seed: int, bulan: int) -> None:
    """Leaving one item out changes no other item, takes at most itself from sudah lapor, nothing from wajib lapor."""
    world = any_world(dice(seed))
    n = seed % len(world)
    without = [*world]
    without[n] = replace(world[n], laporan={m: c for m, c in world[n].laporan.items() if m != bulan})
    before, after = printed(run(world, bulan)), printed(run(without, bulan))
    assert [r for i, r in enumerate(before["item"]) if i != n] == [r for i, r in enumerate(after["item"]) if i != n]
    assert after["ringkas"]["wajib_lapor"] == before["ringkas"]["wajib_lapor"]
    lost = before["item"][n]["keadaan"] in ("dinilai", "nihil")
    assert after["ringkas"]["sudah_lapor"] == before["ringkas"]["sudah_lapor"] - lost


@st.composite
def rising_worlds(draw: st.DrawFn) -> list[Item]:
    """Road maps of two OPD of one kind whose sums and cumulative values never fall; other values do as they like."""
    world = []
    for opd in ("a", "b"):
        for _ in range(draw(st.integers(5, 8))):
            it = Item(
                opd=opd,
                arah=draw(st.sampled_from(["naik", "turun"])),
                akumulasi=draw(st.sampled_from(["jumlah", "kumulatif", "posisi_akhir", "rata_rata"])),
                jenis=draw(st.sampled_from(["angka", "angka", "angka", "ya_tidak"])),
                bobot=draw(st.sampled_from([None, 1.0, 4.0])),
            )
            it.target = {m: (1.0 if it.jenis == "ya_tidak" else float(5 * m), "sd") for m in (1, 4, 8)}
            total = 0.0
            for m in range(1, 11):
                step = float(draw(st.integers(0, 12)))
                if it.jenis == "ya_tidak":
                    cell: Cell = (step % 2, None)
                elif it.akumulasi == "jumlah":
                    total += step
                    cell = draw(st.sampled_from([(total, "sd"), (total, None), (step, "bulan_ini")]))
                elif it.akumulasi == "kumulatif":
                    total += step
                    cell = (total, "sd")
                else:
                    cell = (step * 4, None)
                if m == 10 or draw(st.integers(0, 4)):
                    it.laporan[m] = cell
                elif it.akumulasi in ("jumlah", "kumulatif"):
                    it.laporan[m] = ("nihil", None)
            world.append(it)
    return world


@law
@given(rising_worlds(), st.data())
def test_silence_never_pays(world: list[Item], data: st.DataObject) -> None:
    """Leaving items out of this month's report never raises the OPD's lower edge nor its rank."""
    left_out = data.draw(
        st.sets(st.sampled_from([n for n, it in enumerate(world) if it.opd == "a"]), min_size=1, max_size=3)
    )
    without = [
        replace(it, laporan={m: c for m, c in it.laporan.items() if m != 10}) if n in left_out else it
        for n, it in enumerate(world)
    ]
    before, after = (next(o for o in printed(run(w, 10))["opd"] if o["opd"] == "OPD A") for w in (world, without))
    assert before["peringkat"] is not None
    assert after["tepi_bawah_pct"] <= before["tepi_bawah_pct"] + 1e-9
    assert after["tepi_atas_pct"] >= before["tepi_atas_pct"] - 1e-9
    assert after["peringkat"] is None or after["peringkat"] >= before["peringkat"]


@law
@given(seeds, months)
def test_parts_make_the_whole(seed: int, bulan: int) -> None:
    """Shares of items add up to the pemda's mean to 1e-9, and the OPD path and the area path give the same."""
    skor = run(any_world(dice(seed)), bulan)
    scored = skor.item[skor.item["due"] & skor.item["dilaporkan"]]
    whole = scored["bobot"].sum()
    assume(whole > 0)
    share = scored["bobot"] / whole
    expected = skor.ringkas["capaian_pct"]
    assert (share * scored["capaian_pct"].clip(upper=100)).sum() == pytest.approx(expected, abs=1e-9)
    area = scored["area"].where(scored["area"].isin(GRUP), "")
    for table, keys in ((skor.opd, [scored["opd"]]), (skor.opd_area, [scored["opd"], area])):
        weight = scored["bobot"].groupby(keys, sort=False).sum()
        names = table[["opd", "area"]].fillna("") if len(keys) == 2 else table["opd"]
        value = table.set_index(pd.MultiIndex.from_frame(names) if len(keys) == 2 else names)["capaian_pct"]
        parts = math.fsum(w / whole * value[k] for k, w in weight.items() if w > 0)
        assert parts == pytest.approx(expected, abs=1e-9)
        assert table["wajib_lapor"].sum() == skor.ringkas["wajib_lapor"]
        assert table["sudah_lapor"].sum() == skor.ringkas["sudah_lapor"]


@law
@given(seeds, months)
def test_area_path(seed: int, bulan: int) -> None:
    """Where every item has an area, the areas give the pemda's mean, edges and counts."""
    world = [replace(it, area=GRUP[n % 3]) for n, it in enumerate(any_world(dice(seed)))]
    skor = run(world, bulan)
    due = skor.item[skor.item["due"]]
    for column, among in (("capaian_pct", due[due["dilaporkan"]]), ("tepi_bawah_pct", due), ("tepi_atas_pct", due)):
        weight = among.groupby("area")["bobot"].sum()
        assume(weight.sum() > 0)
        value = skor.area.set_index("area")[column]
        parts = math.fsum(w * value[k] for k, w in weight.items() if w > 0) / weight.sum()
        assert parts == pytest.approx(skor.ringkas[column], abs=1e-9)
    assert skor.area["wajib_lapor"].sum() == skor.ringkas["wajib_lapor"]


@law
@given(seeds, months)
def test_one_group(seed: int, bulan: int) -> None:
    """The roll-up of a single group is the group."""
    world = [replace(it, opd="a", area="A1") for it in any_world(dice(seed))]
    out = printed(run(world, bulan))
    alike = (
        "capaian_pct",
        "capaian_tahun_pct",
        "tepi_bawah_pct",
        "tepi_atas_pct",
        "serapan_pct",
        "sudah_lapor",
        "wajib_lapor",
        "kelas",
    )
    for row in (out["area"][0], out["opd"][0], out["opd_area"][0]):
        assert {k: row[k] for k in alike} == {k: out["ringkas"][k] for k in alike}


@law
@given(seeds, months)
def test_edges_hold_the_mean(seed: int, bulan: int) -> None:
    """Lower edge below upper edge, both within 0 and the cap; with every due item reported both are the mean."""
    out = printed(run(any_world(dice(seed)), bulan))
    for row in [out["ringkas"], *out["area"], *out["opd"], *out["opd_area"]]:
        if row["tepi_bawah_pct"] is None:
            continue
        assert -1e-9 <= row["tepi_bawah_pct"] <= row["tepi_atas_pct"] + 1e-9 <= 100 + 2e-9
        if row["sudah_lapor"] == row["wajib_lapor"]:
            assert row["tepi_bawah_pct"] == pytest.approx(row["capaian_pct"], abs=1e-9)
            assert row["tepi_atas_pct"] == pytest.approx(row["capaian_pct"], abs=1e-9)


@law
@given(seeds, months)
def test_the_future_does_not_count(seed: int, bulan: int) -> None:
    """Reports of later months change nothing."""
    world = any_world(dice(seed))
    until = [
        replace(
            it,
            laporan={m: c for m, c in it.laporan.items() if m <= bulan},
            uang={m: c for m, c in it.uang.items() if m <= bulan},
        )
        for it in world
    ]
    assert printed(run(world, bulan)) == printed(run(until, bulan))


@law
@given(seeds, months)
def test_a_year_is_its_months(seed: int, bulan: int) -> None:
    """Months scored together are, to the last digit, the months scored alone."""
    world = any_world(dice(seed))
    months_ = [Periode(TAHUN, m) for m in range(1, 13)]
    (year,) = score_years(*frames(world), REGISTER, months_, ATURAN, SKALA, GRUP)
    assert printed(year.month(Periode(TAHUN, bulan))) == printed(run(world, bulan))


@law
@given(seeds, months)
def test_one_changed_opd(seed: int, bulan: int) -> None:
    """Counting again one OPD whose reports changed gives, to the last digit, what counting everything again gives."""
    rng = dice(seed)
    world = any_world(rng)
    opd = rng.choice(world).opd
    changed = [
        replace(it, laporan={m: c for m, c in it.laporan.items() if rng.random() < 0.6}, uang={})
        if it.opd == opd
        else it
        for it in world
    ]
    months_ = [Periode(TAHUN, m) for m in range(1, 13)]
    (before,) = score_years(*frames(world), REGISTER, months_, ATURAN, SKALA, GRUP)
    items, targets, realisasi = frames(changed)
    after = score_years(items, targets, realisasi, REGISTER, months_, ATURAN, SKALA, GRUP)[0].rekap
    mine = realisasi["item_id"].isin(items["item_id"][items["opd"] == opd]) & (realisasi["tahun"] == TAHUN)
    found = rescore(before, opd, realisasi[mine], SKALA)
    for level in ("opd_area", "opd", "area", "pemda"):
        assert repr(getattr(found, level).frame(bulan - 1)) == repr(getattr(after, level).frame(bulan - 1))
    assert repr(found.ringkas(bulan - 1)) == repr(after.ringkas(bulan - 1))


@law
@given(seeds, months, st.sampled_from([0.5, 2.0, 64.0]))
def test_scale_of_weights(seed: int, bulan: int, factor: float) -> None:
    """All weights of an OPD times the same number change nothing; weights sum to its number of items."""
    world = any_world(dice(seed))
    other = [replace(it, bobot=it.bobot * factor) if it.bobot is not None and it.opd == "a" else it for it in world]
    skor = run(other, bulan)
    assert printed(skor) == printed(run(world, bulan))
    per_opd = skor.item.groupby("opd")["bobot"]
    assert per_opd.sum().tolist() == pytest.approx(per_opd.count().tolist(), abs=1e-9)

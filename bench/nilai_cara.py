"""One way to score every month of a generated world: `python -m bench.nilai_cara NAME OPD YEARS ANSWER`.

Every way carries out the same rules for the kinds of item this world has (angka, naik and turun, four accumulations,
weights, money) at the levels opd_area, opd, area and pemda, and answers one table with the columns HASIL. Prints
{"cpu_s", "puncak_mb", "amatan", "satu_s"}: CPU seconds and growth of the peak memory after the data stand in that
engine's own form; of the product's engine also the CPU seconds after one OPD-month changed. The answer goes to the file ANSWER (a pickle of ours, read by bench.nilai alone).
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from bench.nilai_dunia import GRUP, Dunia, dunia
from progress import reference
from progress.model import Aturan, Periode

PERSEN = ("capaian_pct", "capaian_tahun_pct", "tepi_bawah_pct", "tepi_atas_pct", "serapan_pct")
HITUNG = ("sudah_lapor", "wajib_lapor", "opd_sudah_lapor", "opd_wajib_lapor")
HASIL = ("tingkat", "opd", "area", "tahun", "bulan", *PERSEN, *HITUNG, "kelas", "peringkat")
LEVELS = ("opd_area", "opd", "area", "pemda")
TINGKAT = (("opd_area", ("opd", "area")), ("opd", ("opd",)), ("area", ("area",)), ("pemda", ()))

Cara = Callable[[], Any]


def mesin(d: Dunia, aturan: Aturan) -> Cara:
    """The product's own scoring."""
    from progress.scoring import score_years
    from progress.scoring.rollup import Tabel

    def rows(tingkat: str, table: Tabel, tahun: int) -> pd.DataFrame:
        """All months of a level; the answer's form, so part of what is measured."""
        groups, months = table.nilai["capaian_pct"].shape
        names = {name: np.repeat(np.array(values, dtype=object), months) for name, values in table.nama.items()}
        values = {name: table.nilai[name].ravel() for name in (*PERSEN, *HITUNG, "kelas")}
        ranks = {} if table.peringkat is None else {"peringkat": table.peringkat.ravel()}
        bulan = np.tile(np.arange(1, months + 1), groups)
        texts = {"tingkat": np.full(groups * months, tingkat, dtype=object), **names, "kelas": values.pop("kelas")}
        plain = {name: pd.Series(value, dtype=object) for name, value in texts.items()}
        return pd.DataFrame({**plain, "tahun": tahun, "bulan": bulan, **values, **ranks})

    def run() -> pd.DataFrame:
        parts = []
        months = [Periode(t, bulan) for t in d.tahun for bulan in range(1, 13)]
        for year in score_years(d.items, d.targets, d.realisasi, d.opd, months, aturan, {}, GRUP):
            rekap, t = year.rekap, year.periode[0].tahun
            for tingkat, table in zip(LEVELS, (rekap.opd_area, rekap.opd, rekap.area, rekap.pemda), strict=True):
                parts.append(rows(tingkat, table, t))
        return pd.concat(parts, ignore_index=True)

    return run


def pandas_groupby(d: Dunia, aturan: Aturan) -> Cara:
    """Plain pandas: joins, groupby, transform."""

    def run() -> pd.DataFrame:
        items = d.items[["item_id", "opd", "area", "arah", "akumulasi", "bobot", "anggaran_rp"]].copy()
        mean = items.groupby("opd")["bobot"].transform("mean").fillna(1.0)
        items["bobot"] = items["bobot"].fillna(mean)
        by_opd = items.groupby("opd")["bobot"]
        items["bobot"] = items["bobot"] * by_opd.transform("size") / by_opd.transform("sum")
        waktu = pd.DataFrame([(t, b) for t in d.tahun for b in range(1, 13)], columns=["tahun", "bulan"])
        im = items.merge(waktu, how="cross")
        r = d.realisasi[["item_id", "tahun", "bulan", "nilai", "kosong", "realisasi_anggaran_rp"]]
        im = im.merge(r, how="left", on=["item_id", "tahun", "bulan"]).sort_values(["item_id", "tahun", "bulan"])
        t = d.targets[["item_id", "tahun", "bulan", "nilai"]].rename(columns={"nilai": "target"})
        year = t[t["bulan"] == 0][["item_id", "tahun", "target"]].rename(columns={"target": "target_tahun"})
        im = im.merge(t[t["bulan"] > 0], how="left", on=["item_id", "tahun", "bulan"])
        im = im.merge(year, how="left", on=["item_id", "tahun"])
        of_year = im.groupby(["item_id", "tahun"], sort=False)
        im["target"] = of_year["target"].ffill()
        nihil = im["kosong"].notna()
        im["suku"] = im["nilai"].mask(nihil, 0.0)
        im["ada"] = im["suku"].notna()
        of_year = im.groupby(["item_id", "tahun"], sort=False)
        jumlah = of_year["suku"].cumsum().groupby([im["item_id"], im["tahun"]], sort=False).ffill()
        last = im["nilai"].groupby([im["item_id"], im["tahun"]], sort=False).ffill()
        any_so_far = of_year["ada"].cummax()
        kumulatif = last.where(last.notna(), np.where(any_so_far, 0.0, np.nan))
        count = of_year["ada"].cumsum()
        rata = jumlah / count
        kind = im["akumulasi"]
        carried = jumlah.where(kind == "jumlah", kumulatif.where(kind == "kumulatif"))
        sd = carried.where(kind.isin(["jumlah", "kumulatif"]), rata.where(kind == "rata_rata", im["nilai"])).where(
            im["ada"]
        )
        naik = im["arah"] == "naik"
        due = im["target"].notna()

        def capaian(value: pd.Series, target: pd.Series) -> pd.Series:
            return (value / target).where(naik, (2 * target - value) / target).mul(100).clip(lower=0)

        cap = aturan.batas_atas_pct
        sudah = due & im["ada"]
        pct = capaian(sd, im["target"]).clip(upper=cap)
        worst = capaian(carried.where(naik), im["target"]).fillna(0.0).clip(upper=cap)
        im = im.assign(
            due=due, sudah=sudah, w_due=im["bobot"].where(due, 0.0), w_sudah=im["bobot"].where(sudah, 0.0),
            capaian=(pct * im["bobot"]).where(sudah, 0.0),
            tahunan=(capaian(sd, im["target_tahun"]).clip(upper=cap) * im["bobot"]).where(sudah, 0.0),
            bawah=(pct.where(im["ada"], worst) * im["bobot"]).where(due, 0.0),
            atas=(pct.where(im["ada"], 100.0) * im["bobot"]).where(due, 0.0),
            uang=im["realisasi_anggaran_rp"].fillna(0.0), pagu=im["anggaran_rp"].where(im["realisasi_anggaran_rp"].notna(), 0.0),
        )  # fmt: skip
        parts = []
        sums = ["due", "sudah", "w_due", "w_sudah", "capaian", "tahunan", "bawah", "atas", "uang", "pagu"]
        for tingkat, keys in TINGKAT:
            by = [*keys, "tahun", "bulan"]
            g = im.groupby(by, sort=False)[sums].sum().reset_index()
            anything = tingkat in ("opd", "pemda")
            per_opd = im.groupby(list(dict.fromkeys([*keys, "opd", "tahun", "bulan"])), sort=False)[
                ["ada", "due", "sudah"]
            ].any()
            per_opd["wajib"] = True if anything else per_opd["due"]
            per_opd["lapor"] = per_opd["ada"] if anything else per_opd["sudah"]
            counts = per_opd.reset_index().groupby(by, sort=False)[["wajib", "lapor"]].sum().reset_index()
            parts.append(_finished(g.merge(counts, on=by), tingkat))
        return _with_ranks(pd.concat(parts, ignore_index=True), d, aturan)

    return run


def polars_lazy(d: Dunia, aturan: Aturan) -> Cara:
    """polars, lazily, one query for each level over one item-month table."""
    import polars as pl

    items = pl.from_pandas(d.items[["item_id", "opd", "area", "arah", "akumulasi", "bobot", "anggaran_rp"]])
    targets = pl.from_pandas(d.targets[["item_id", "tahun", "bulan", "nilai"]]).rename({"nilai": "target"})
    realisasi = pl.from_pandas(d.realisasi[["item_id", "tahun", "bulan", "nilai", "kosong", "realisasi_anggaran_rp"]])
    realisasi = realisasi.with_columns(pl.col("nilai").fill_nan(None), pl.col("realisasi_anggaran_rp").fill_nan(None))
    items = items.with_columns(pl.col("bobot").fill_nan(None))

    def run() -> pd.DataFrame:
        i = items.lazy().with_columns(
            bobot=pl.col("bobot").fill_null(pl.col("bobot").mean().over("opd")).fill_null(1.0)
        )
        i = i.with_columns(bobot=pl.col("bobot") * pl.len().over("opd") / pl.col("bobot").sum().over("opd"))
        waktu = pl.LazyFrame([(t, b) for t in d.tahun for b in range(1, 13)], schema=["tahun", "bulan"], orient="row")
        keys, year = ["item_id", "tahun", "bulan"], ["item_id", "tahun"]
        im = i.join(waktu, how="cross").join(realisasi.lazy(), on=keys, how="left")
        im = im.join(targets.lazy().filter(pl.col("bulan") > 0), on=keys, how="left")
        im = im.join(
            targets.lazy().filter(pl.col("bulan") == 0).select("item_id", "tahun", target_tahun="target"),
            on=year,
            how="left",
        )
        nihil = pl.col("kosong").is_not_null()
        im = im.sort(keys).with_columns(
            target=pl.col("target").forward_fill().over(year), suku=pl.when(nihil).then(0.0).otherwise(pl.col("nilai"))
        )
        im = im.with_columns(ada=pl.col("suku").is_not_null())
        im = im.with_columns(
            banyak=pl.col("ada").cum_sum().over(year),
            jumlah=pl.col("suku").fill_null(0.0).cum_sum().over(year),
            terakhir=pl.col("nilai").forward_fill().over(year),
        )
        kind = pl.col("akumulasi")
        started = pl.col("banyak") > 0
        im = im.with_columns(
            terbawa=pl.when(kind == "jumlah")
            .then(pl.when(started).then(pl.col("jumlah")))
            .when(kind == "kumulatif")
            .then(pl.coalesce("terakhir", pl.when(started).then(0.0)))
        )
        im = im.with_columns(
            sd=pl.when(pl.col("ada")).then(
                pl.when(kind.is_in(["jumlah", "kumulatif"]))
                .then(pl.col("terbawa"))
                .when(kind == "rata_rata")
                .then(pl.col("jumlah") / pl.col("banyak"))
                .otherwise(pl.col("nilai"))
            )
        )
        naik = pl.col("arah") == "naik"

        def capaian(value: str, target: str) -> Any:
            v, t = pl.col(value), pl.col(target)
            return (pl.when(naik).then(v / t).otherwise((2 * t - v) / t) * 100).clip(lower_bound=0)

        cap = aturan.batas_atas_pct
        im = im.with_columns(
            due=pl.col("target").is_not_null(),
            pct=capaian("sd", "target").clip(upper_bound=cap),
            tahunan_pct=capaian("sd", "target_tahun").clip(upper_bound=cap),
            worst=pl.when(naik).then(capaian("terbawa", "target")).fill_null(0.0).clip(upper_bound=cap),
        ).with_columns(sudah=pl.col("due") & pl.col("ada"))
        w, due, sudah, ada = pl.col("bobot"), pl.col("due"), pl.col("sudah"), pl.col("ada")
        money = pl.col("realisasi_anggaran_rp").is_not_null()
        whole = im.select(
            "opd", "area", "tahun", "bulan", "due", "sudah", "ada",
            w_due=pl.when(due).then(w).otherwise(0.0), w_sudah=pl.when(sudah).then(w).otherwise(0.0),
            capaian=pl.when(sudah).then(pl.col("pct") * w).otherwise(0.0),
            tahunan=pl.when(sudah).then(pl.col("tahunan_pct") * w).otherwise(0.0),
            bawah=pl.when(due).then(pl.when(ada).then(pl.col("pct")).otherwise(pl.col("worst")) * w).otherwise(0.0),
            atas=pl.when(due).then(pl.when(ada).then(pl.col("pct")).otherwise(100.0) * w).otherwise(0.0),
            uang=pl.when(money).then(pl.col("realisasi_anggaran_rp")).otherwise(0.0),
            pagu=pl.when(money).then(pl.col("anggaran_rp")).otherwise(0.0),
        ).collect()  # fmt: skip
        sums = ["due", "sudah", "w_due", "w_sudah", "capaian", "tahunan", "bawah", "atas", "uang", "pagu"]
        parts = []
        for tingkat, levels in TINGKAT:
            by = [*levels, "tahun", "bulan"]
            anything = tingkat in ("opd", "pemda")
            wajib = pl.col("opd") if anything else pl.col("opd").filter(pl.col("due"))
            lapor = pl.col("opd").filter(pl.col("ada") if anything else pl.col("sudah"))
            g = whole.group_by(by).agg(*(pl.col(c).sum() for c in sums), wajib=wajib.n_unique(), lapor=lapor.n_unique())
            parts.append(_finished(g.to_pandas(), tingkat))
        return _with_ranks(pd.concat(parts, ignore_index=True), d, aturan)

    return run


def duckdb_sql(d: Dunia, aturan: Aturan) -> Cara:
    """DuckDB on tables of its own."""
    import duckdb

    db = duckdb.connect()
    db.execute("SET threads = 1")
    for name, frame in (
        ("items", d.items[["item_id", "opd", "area", "arah", "akumulasi", "bobot", "anggaran_rp"]]),
        ("targets", d.targets[["item_id", "tahun", "bulan", "nilai"]]),
        ("realisasi", d.realisasi[["item_id", "tahun", "bulan", "nilai", "kosong", "realisasi_anggaran_rp"]]),
    ):
        db.register("_masuk", frame)
        numbers = [c for c in frame.columns if c in ("bobot", "nilai", "realisasi_anggaran_rp")]
        columns = ", ".join(
            f"CASE WHEN isnan({c}) THEN NULL ELSE {c} END AS {c}" if c in numbers else c for c in frame.columns
        )
        db.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM _masuk")  # noqa: S608 - names of our own
        db.unregister("_masuk")

    def run() -> pd.DataFrame:
        db.execute(f"""
CREATE OR REPLACE TEMP TABLE im AS
WITH berbobot AS (
  SELECT *, coalesce(bobot, avg(bobot) OVER (PARTITION BY opd), 1.0) AS isi FROM items),
 i AS (SELECT item_id, opd, area, arah, akumulasi, anggaran_rp,
         isi * count(*) OVER (PARTITION BY opd) / sum(isi) OVER (PARTITION BY opd) AS w FROM berbobot),
 waktu AS (SELECT t AS tahun, b AS bulan FROM unnest({list(d.tahun)}) AS x(t), range(1, 13) AS y(b)),
 g AS (SELECT i.*, waktu.tahun, waktu.bulan, r.nilai, r.realisasi_anggaran_rp AS uang, y.nilai AS target_tahun,
         CASE WHEN r.kosong IS NOT NULL THEN 0.0 ELSE r.nilai END AS suku, c.nilai AS sel
       FROM i CROSS JOIN waktu
       LEFT JOIN realisasi r ON r.item_id = i.item_id AND r.tahun = waktu.tahun AND r.bulan = waktu.bulan
       LEFT JOIN targets c ON c.item_id = i.item_id AND c.tahun = waktu.tahun AND c.bulan = waktu.bulan
       LEFT JOIN targets y ON y.item_id = i.item_id AND y.tahun = waktu.tahun AND y.bulan = 0),
 s AS (SELECT *, last_value(sel IGNORE NULLS) OVER k AS target, sum(suku) OVER k AS jumlah, count(suku) OVER k AS banyak,
         last_value(nilai IGNORE NULLS) OVER k AS terakhir FROM g
       WINDOW k AS (PARTITION BY item_id, tahun ORDER BY bulan)),
 v AS (SELECT *, CASE akumulasi WHEN 'jumlah' THEN jumlah
                  WHEN 'kumulatif' THEN coalesce(terakhir, CASE WHEN banyak > 0 THEN 0.0 END) END AS terbawa,
         suku IS NOT NULL AS ada, target IS NOT NULL AS due FROM s),
 u AS (SELECT *, CASE WHEN ada THEN CASE WHEN akumulasi IN ('jumlah', 'kumulatif') THEN terbawa
                  WHEN akumulasi = 'rata_rata' THEN jumlah / banyak ELSE nilai END END AS sd FROM v),
 p AS (SELECT *,
   least(greatest(CASE WHEN arah = 'naik' THEN sd / target ELSE (2 * target - sd) / target END * 100, 0), {aturan.batas_atas_pct}) AS pct,
   least(greatest(CASE WHEN arah = 'naik' THEN sd / target_tahun ELSE (2 * target_tahun - sd) / target_tahun END * 100, 0),
     {aturan.batas_atas_pct}) AS tahunan_pct,
   CASE WHEN arah = 'naik' AND terbawa IS NOT NULL THEN least(greatest(terbawa / target * 100, 0), {aturan.batas_atas_pct}) ELSE 0 END AS worst
   FROM u)
SELECT opd, area, tahun, bulan, due, ada, due AND ada AS sudah, CASE WHEN due THEN w ELSE 0 END AS w_due,
  CASE WHEN due AND ada THEN w ELSE 0 END AS w_sudah, CASE WHEN due AND ada THEN pct * w ELSE 0 END AS capaian,
  CASE WHEN due AND ada THEN tahunan_pct * w ELSE 0 END AS tahunan,
  CASE WHEN due THEN CASE WHEN ada THEN pct ELSE worst END * w ELSE 0 END AS bawah,
  CASE WHEN due THEN CASE WHEN ada THEN pct ELSE 100 END * w ELSE 0 END AS atas,
  coalesce(uang, 0) AS uang, CASE WHEN uang IS NULL THEN 0 ELSE anggaran_rp END AS pagu FROM p""")  # noqa: S608
        parts = []
        for tingkat, levels in TINGKAT:
            by = ", ".join([*levels, "tahun", "bulan"])
            wajib, lapor = ("opd", "CASE WHEN ada THEN opd END")
            if tingkat not in ("opd", "pemda"):
                wajib, lapor = "CASE WHEN due THEN opd END", "CASE WHEN sudah THEN opd END"
            sql = f"""SELECT {by}, sum(due::INT) AS due, sum(sudah::INT) AS sudah, sum(w_due) AS w_due, sum(w_sudah) AS w_sudah,
 sum(capaian) AS capaian, sum(tahunan) AS tahunan, sum(bawah) AS bawah, sum(atas) AS atas, sum(uang) AS uang, sum(pagu) AS pagu,
 count(DISTINCT {wajib}) AS wajib, count(DISTINCT {lapor}) AS lapor FROM im GROUP BY {by}"""  # noqa: S608
            parts.append(_finished(db.execute(sql).df(), tingkat))
        return _with_ranks(pd.concat(parts, ignore_index=True), d, aturan)

    return run


def satu_kali_baca(d: Dunia, _: Aturan) -> Cara:
    """The physical limit: one numpy pass over the columns that scoring must look at."""
    columns = [d.realisasi[c].to_numpy(float) for c in ("item_id", "tahun", "bulan", "nilai", "realisasi_anggaran_rp")]

    def run() -> float:
        return float(sum(np.nansum(c) for c in columns))

    return run


def _finished(g: pd.DataFrame, tingkat: str) -> pd.DataFrame:
    """The sums of one level as its values."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return pd.DataFrame(
            {
                "tingkat": tingkat, "opd": g.get("opd"), "area": g.get("area"), "tahun": g["tahun"], "bulan": g["bulan"],
                "capaian_pct": g["capaian"] / g["w_sudah"].where(g["w_sudah"] > 0),
                "capaian_tahun_pct": g["tahunan"] / g["w_sudah"].where(g["w_sudah"] > 0),
                "tepi_bawah_pct": g["bawah"] / g["w_due"].where(g["w_due"] > 0),
                "tepi_atas_pct": g["atas"] / g["w_due"].where(g["w_due"] > 0),
                "serapan_pct": g["uang"] / g["pagu"].where(g["pagu"] > 0) * 100,
                "sudah_lapor": g["sudah"].astype(int), "wajib_lapor": g["due"].astype(int),
                "opd_sudah_lapor": g["lapor"].astype(int), "opd_wajib_lapor": g["wajib"].astype(int),
            }
        )  # fmt: skip


def _with_ranks(table: pd.DataFrame, d: Dunia, aturan: Aturan) -> pd.DataFrame:
    """Class of every row and place of every OPD among its kind; the same plain code for all peers."""
    sudah, wajib = table["sudah_lapor"].to_numpy(), table["wajib_lapor"].to_numpy()
    pct = table["capaian_pct"].to_numpy(float)
    covered = (sudah > 0) & (sudah * 100 >= aturan.ambang_cakupan_pct * wajib)
    shown = np.floor(np.nan_to_num(pct) * 10 + 0.5 + 1e-9) / 10
    order = sorted(aturan.kelas, key=lambda k: k.batas_bawah)
    names = np.array([k.nama for k in order], dtype=object)
    kelas = names[np.searchsorted([k.batas_bawah for k in order], shown, side="right") - 1]
    table["kelas"] = np.where(wajib == 0, None, np.where(covered, kelas, aturan.belum_dapat_dinilai))
    kelompok = table["opd"].map({o.kode: str(o.kelompok) for o in d.opd})
    ranked = (table["tingkat"] == "opd") & covered & (wajib >= aturan.minimal_item_peringkat)
    edge = table["tepi_bawah_pct"].round(9)[ranked]
    by = [kelompok[ranked], table["tahun"][ranked], table["bulan"][ranked]]
    table["peringkat"] = edge.groupby(by).rank(method="min", ascending=False)
    return table


CARA = {
    "mesin Pantau": mesin,
    "pandas groupby": pandas_groupby,
    "polars": polars_lazy,
    "DuckDB SQL": duckdb_sql,
    "numpy, satu kali baca": satu_kali_baca,
}


def canonical(table: pd.DataFrame) -> pd.DataFrame:
    """The answer in one order with one spelling of what is missing, so that ways can be compared."""
    whole = table.reindex(columns=list(HASIL))
    for name in ("tingkat", "opd", "area", "kelas"):
        whole[name] = whole[name].astype(object).where(whole[name].notna(), "")
    for name in ("tahun", "bulan", *PERSEN, *HITUNG, "peringkat"):
        whole[name] = whole[name].astype(float)
    return whole.sort_values(["tingkat", "opd", "area", "tahun", "bulan"], ignore_index=True)


def one_opd(d: Dunia, aturan: Aturan) -> float:
    """CPU seconds to score everything again after one OPD's report of one month changed; median of five."""
    from progress.scoring import rescore, score_years

    months = [Periode(t, bulan) for t in d.tahun for bulan in range(1, 13)]
    year = score_years(d.items, d.targets, d.realisasi, d.opd, months, aturan, {}, GRUP)[-1]
    kode = d.opd[len(d.opd) // 2].kode
    ids = d.items["item_id"][d.items["opd"] == kode]
    mine = d.realisasi[d.realisasi["item_id"].isin(ids) & (d.realisasi["tahun"] == d.tahun[-1])]
    changed = mine.assign(nilai=mine["nilai"].where(mine["bulan"] != 10, mine["nilai"] * 1.1))
    seconds = []
    for _ in range(5):
        start = time.process_time()
        rescore(year, kode, changed, {})
        seconds.append(time.process_time() - start)
    return sorted(seconds)[2]


def main(arguments: list[str]) -> int:
    name, banyak, tahun = arguments[0], int(arguments[1]), int(arguments[2])
    d = dunia(banyak, tuple(range(2027 - tahun, 2027)))
    run = CARA[name](d, reference.load("contoh").aturan)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    answer = run()
    cpu = time.process_time() - start
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    if isinstance(answer, pd.DataFrame):
        canonical(answer).to_pickle(arguments[3])
    satu = one_opd(d, reference.load("contoh").aturan) if name == "mesin Pantau" else None
    print(json.dumps({"cpu_s": cpu, "puncak_mb": grown / 1024, "amatan": len(d.realisasi), "satu_s": satu}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

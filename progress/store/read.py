"""Reading: what is in force as frames, and where each value comes from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Row, Select, and_, func, select

from progress.findings import Finding
from progress.frames import ITEM, REALISASI, TARGET, checked
from progress.model import Periode
from progress.store import schema as t
from progress.store.values import Asumsi, Beku, Ingatan, StoreError

KIRIMAN = (
    "kiriman_id", "opd", "bagian", "periode", "versi", "status", "nama_berkas", "sha256", "ukuran",
    "diterima_pada", "diunggah_pada", "oleh", "kerangka", "saluran", "ringkasan",
)  # fmt: skip


def versi_data(conn: Connection, pemda: str) -> int:
    return conn.execute(select(t.pemda.c.versi_data).where(t.pemda.c.pemda_id == pemda)).scalar() or 0


def has_data(conn: Connection, pemda: str) -> bool:
    return conn.execute(select(t.road_map.c.versi).where(t.road_map.c.pemda_id == pemda).limit(1)).first() is not None


def periods(conn: Connection, pemda: str) -> list[Periode]:
    k = t.kiriman.c
    found = conn.execute(
        select(k.periode).where(k.pemda_id == pemda, k.status == t.AKTIF).distinct().order_by(k.periode)
    )
    return [Periode.parse(text) for text in found.scalars()]


def road_map(conn: Connection, pemda: str) -> dict[str, Any] | None:
    """The road map in force: road_map_id, versi, sha256, nama_berkas, berlaku_mulai, dibuat_pada, oleh, kerangka."""
    c = t.road_map.c
    row = conn.execute(select(t.road_map).where(c.pemda_id == pemda, c.status == t.AKTIF)).mappings().first()
    return dict(row) if row else None


def in_force(conn: Connection, pemda: str, opd: str, periode: Periode) -> list[dict[str, Any]]:
    """The reports in force of one OPD and month, each with what its rows are about and say."""
    k, b = t.kiriman.c, t.baris.c
    rows = conn.execute(
        select(
            k.kiriman_id,
            k.bagian,
            k.sha256,
            k.nama_berkas,
            b.item_id,
            b.rencana_aksi,
            b.indikator,
            b.nilai,
            b.teks,
            b.kosong,
            b.lembar,
            b.sel,
        )
        .join_from(t.kiriman, t.baris, and_(k.pemda_id == b.pemda_id, k.kiriman_id == b.kiriman_id))
        .where(k.pemda_id == pemda, k.opd == opd, k.periode == str(periode), k.status == t.AKTIF)
        .order_by(k.kiriman_id, b.n)
    )
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        one = found.setdefault(
            row.kiriman_id,
            {
                "kiriman_id": row.kiriman_id,
                "bagian": row.bagian,
                "sha256": row.sha256,
                "nama_berkas": row.nama_berkas,
                "baris": [],
            },
        )
        said = {
            n: getattr(row, n) for n in ("item_id", "rencana_aksi", "indikator", "nilai", "teks", "kosong", "lembar")
        }
        cells = json.loads(row.sel)
        one["baris"].append(said | {"sel": cells.get("realisasi") or cells.get("rencana_aksi")})
    return list(found.values())


def latest_before(conn: Connection, pemda: str, opd: str, periode: Periode) -> dict[int, tuple[int, float, str | None]]:
    """item_id -> (month, value, sifat) of the last earlier month of the same year that has a value in force."""
    k, b = t.kiriman.c, t.baris.c
    rows = conn.execute(
        select(k.periode, b.item_id, b.nilai, b.sifat)
        .join_from(t.kiriman, t.baris, and_(k.pemda_id == b.pemda_id, k.kiriman_id == b.kiriman_id))
        .where(
            k.pemda_id == pemda, k.opd == opd, k.status == t.AKTIF, b.item_id.is_not(None), b.nilai.is_not(None),
            k.periode >= f"{periode.tahun}-01", k.periode < str(periode),
        )
        .order_by(k.periode)
    )  # fmt: skip
    return {row.item_id: (int(row.periode[5:]), row.nilai, row.sifat) for row in rows}


def month_before(
    conn: Connection, pemda: str, opd: str, periode: Periode
) -> tuple[Periode, list[dict[str, Any]]] | None:
    """The last earlier month of this OPD in force, with its rows that found an item."""
    k, b = t.kiriman.c, t.baris.c
    mine = and_(k.pemda_id == pemda, k.opd == opd, k.status == t.AKTIF)
    last = conn.execute(select(func.max(k.periode)).where(mine, k.periode < str(periode))).scalar()
    if last is None:
        return None
    rows = conn.execute(
        select(b.item_id, b.nilai, b.teks, b.realisasi_anggaran_rp, b.kendala, b.tindak_lanjut)
        .join_from(t.kiriman, t.baris, and_(k.pemda_id == b.pemda_id, k.kiriman_id == b.kiriman_id))
        .where(mine, k.periode == last, b.item_id.is_not(None))
    ).mappings()
    return Periode.parse(last), [dict(row) for row in rows]


def road_maps(conn: Connection, pemda: str) -> list[dict[str, Any]]:
    """Every version that was ever in force, oldest first."""
    c = t.road_map.c
    rows = conn.execute(select(t.road_map).where(c.pemda_id == pemda).order_by(c.road_map_id)).mappings()
    return [dict(row) for row in rows]


def frozen(conn: Connection, pemda: str, periode: Periode) -> Beku | None:
    c = t.sajian_beku.c
    row = conn.execute(select(t.sajian_beku).where(c.pemda_id == pemda, c.periode == str(periode))).mappings().first()
    if row is None:
        return None
    own = {
        name: row[name] for name in ("isi", "sha256", "aturan", "road_map_id", "versi_data", "oleh", "kiriman_terakhir")
    }
    return Beku(periode=periode, waktu=datetime.fromisoformat(row["waktu"]), **own)


def road_map_at(conn: Connection, pemda: str, pada: str) -> int | None:
    """The road map that was in force at a moment."""
    c = t.road_map.c
    found = conn.execute(select(func.max(c.road_map_id)).where(c.pemda_id == pemda, c.dibuat_pada <= pada))
    return found.scalar()


def first_upload(conn: Connection, pemda: str, periode: Periode) -> str | None:
    """When the first report of a month was stored."""
    k = t.kiriman.c
    found = conn.execute(select(func.min(k.diunggah_pada)).where(k.pemda_id == pemda, k.periode == str(periode)))
    return found.scalar()


def items(conn: Connection, pemda: str, road_map_id: int | None) -> pd.DataFrame:
    rows = conn.execute(
        select(*(t.item.c[name] for name in ITEM.columns))
        .join(t.road_map, _of_version(t.item, road_map_id))
        .where(t.item.c.pemda_id == pemda)
        .order_by(t.item.c.n)
    ).all()
    return _frame(rows, ITEM)


def targets(conn: Connection, pemda: str, tahun: int | None, road_map_id: int | None) -> pd.DataFrame:
    c = t.target.c
    query = (
        select(*(c[name] for name in TARGET.columns))
        .join(t.road_map, _of_version(t.target, road_map_id))
        .where(c.pemda_id == pemda)
        .order_by(c.item_id, c.tahun, c.bulan)
    )
    return _frame(conn.execute(query if tahun is None else query.where(c.tahun == tahun)).all(), TARGET)


def realisasi(
    conn: Connection, pemda: str, sejak: int, tahun: int, road_map_id: int | None, pada: str | None, sampai: int | None
) -> pd.DataFrame:
    k, b = t.kiriman.c, t.baris.c
    source = {name: b[name] for name in REALISASI.columns if name not in ("tahun", "bulan")}
    query = (
        select(k.periode, *source.values())
        .join_from(t.kiriman, t.baris, and_(k.pemda_id == b.pemda_id, k.kiriman_id == b.kiriman_id))
        .join(t.item, and_(t.item.c.pemda_id == b.pemda_id, t.item.c.item_id == b.item_id))
        .join(t.road_map, _of_version(t.item, road_map_id))
        .where(k.pemda_id == pemda, k.periode.between(f"{sejak}-01", f"{tahun}-12"))
        .order_by(k.periode, b.kiriman_id, b.n)
    )
    if pada is None:
        rows = conn.execute(query.where(k.status == t.AKTIF)).all()
    else:
        then = {k for year in range(sejak, tahun + 1) for k in in_force_at(conn, pemda, year, pada, sampai)}
        known = conn.execute(query.add_columns(k.kiriman_id.label("_kiriman")).where(k.diunggah_pada <= pada)).all()
        rows = [row[:-1] for row in known if row[-1] in then]  # type: ignore[misc]
    columns = dict(zip(["periode", *source], zip(*rows, strict=True), strict=True)) if rows else {}
    periode = columns.pop("periode", ())
    dates = {"tahun": [int(p[:4]) for p in periode], "bulan": [int(p[5:]) for p in periode]}
    return _frame_of(columns | dates, REALISASI)


def in_force_at(conn: Connection, pemda: str, tahun: int, pada: str, sampai: int | None) -> set[int]:
    """The reports of a year that were in force at a moment, where the report `sampai` was the last one.

    A report is replaced by a later one of its OPD, part and month, and by one that reports an item of its: no two
    reports in force hold the same item in one month, so the later one can only have come in its place.
    """
    k, b = t.kiriman.c, t.baris.c
    known = and_(k.pemda_id == pemda, k.periode.between(f"{tahun}-01", f"{tahun}-12"), k.diunggah_pada <= pada)
    if sampai is not None:
        known = and_(known, k.kiriman_id <= sampai)
    reports = conn.execute(select(k.kiriman_id, k.opd, k.bagian, k.periode).where(known).order_by(k.kiriman_id)).all()
    rows = conn.execute(
        select(b.kiriman_id, b.item_id)
        .join_from(t.kiriman, t.baris, and_(k.pemda_id == b.pemda_id, k.kiriman_id == b.kiriman_id))
        .where(known, b.item_id.is_not(None))
    )
    item_of: dict[int, list[int]] = {}
    for kiriman_id, item_id in rows:
        item_of.setdefault(kiriman_id, []).append(item_id)
    holder: dict[tuple[object, ...], int] = {}  # (OPD, part, month) or (month, item) -> the report that has it
    places: dict[int, list[tuple[object, ...]]] = {}
    for r in reports:
        mine = [(r.opd, r.bagian, r.periode), *((r.periode, item) for item in item_of.get(r.kiriman_id, ()))]
        for earlier in {holder[place] for place in mine if place in holder}:
            for place in places.pop(earlier):
                del holder[place]
        places[r.kiriman_id] = mine
        holder |= dict.fromkeys(mine, r.kiriman_id)
    return set(places)


def stated(conn: Connection, pemda: str, tahun: int) -> dict[tuple[int, int], tuple[float | None, float | None]]:
    """(kiriman_id, item_id) -> the target and the budget that the report itself states."""
    k, b = t.kiriman.c, t.baris.c
    rows = conn.execute(
        select(b.kiriman_id, b.item_id, b.target_nilai, b.anggaran_rp)
        .join_from(t.kiriman, t.baris, and_(k.pemda_id == b.pemda_id, k.kiriman_id == b.kiriman_id))
        .where(k.pemda_id == pemda, k.status == t.AKTIF, k.periode.between(f"{tahun}-01", f"{tahun}-12"))
        .where(b.item_id.is_not(None))
    )
    return {(row.kiriman_id, row.item_id): (row.target_nilai, row.anggaran_rp) for row in rows}


def kiriman(conn: Connection, pemda: str, periode: Periode | None, opd: str | None) -> pd.DataFrame:
    query = _kiriman().where(t.kiriman.c.pemda_id == pemda).order_by(t.kiriman.c.kiriman_id.desc())
    if periode is not None:
        query = query.where(t.kiriman.c.periode == str(periode))
    if opd is not None:
        query = query.where(t.kiriman.c.opd == opd)
    rows = conn.execute(query).mappings().all()
    numbers = ("kiriman_id", "versi", "ukuran")
    return pd.DataFrame(
        {c: pd.Series([r[c] for r in rows], dtype="int64" if c in numbers else object) for c in KIRIMAN}
    )


def baris(conn: Connection, pemda: str, kiriman_id: int) -> list[dict[str, Any]]:
    b = t.baris.c
    rows = conn.execute(select(t.baris).where(b.pemda_id == pemda, b.kiriman_id == kiriman_id).order_by(b.n)).mappings()
    return [_record(dict(row)) for row in rows]


def temuan(conn: Connection, pemda: str, asal: str) -> list[Finding]:
    c = t.temuan.c
    rows = conn.execute(select(t.temuan).where(c.pemda_id == pemda, c.asal == asal).order_by(c.n)).mappings()
    return [Finding.from_json(dict(row)) for row in rows]


def asumsi(conn: Connection, pemda: str) -> list[Asumsi]:
    """Of the road map and the reports in force, in the order they were accepted."""
    r, k, c = t.road_map.c, t.kiriman.c, t.asumsi.c
    in_force = [
        *(
            f"road_map:{i}"
            for i in conn.execute(select(r.road_map_id).where(r.pemda_id == pemda, r.status == t.AKTIF)).scalars()
        ),
        *(
            f"kiriman:{i}"
            for i in conn.execute(
                select(k.kiriman_id).where(k.pemda_id == pemda, k.status == t.AKTIF).order_by(k.kiriman_id)
            ).scalars()
        ),
    ]
    order = {asal: n for n, asal in enumerate(in_force)}
    rows = conn.execute(
        select(c.kunci, c.teks, c.jawaban, c.asal, c.dibuat_pada).where(c.pemda_id == pemda).order_by(c.asal, c.n)
    ).all()
    return [Asumsi(*row) for row in sorted((r for r in rows if r.asal in order), key=lambda r: order[r.asal])]


def recall(conn: Connection, pemda: str, jenis: str, opd: str | None) -> list[Ingatan]:
    c = t.ingatan.c
    query = (
        select(c.jenis, c.opd, c.kunci, c.isi, c.ingatan_id, c.dibuat_pada, c.oleh)
        .where(c.pemda_id == pemda, c.jenis == jenis, c.dicabut_pada.is_(None))
        .order_by(c.ingatan_id)
    )
    return [Ingatan(*row) for row in conn.execute(query if opd is None else query.where(c.opd == opd))]


def asal(conn: Connection, pemda: str, kiriman_id: int) -> dict[str, Any]:
    k = t.kiriman.c
    row = conn.execute(_kiriman().where(k.pemda_id == pemda, k.kiriman_id == kiriman_id)).mappings().first()
    if row is None:
        raise StoreError(f"Kiriman nomor {kiriman_id} tidak ada.")
    return dict(row) | {"ringkasan": json.loads(row["ringkasan"])}


def holds_file(conn: Connection, pemda: str, sha256: str) -> bool:
    c = t.berkas.c
    return conn.execute(select(c.sha256).where(c.pemda_id == pemda, c.sha256 == sha256)).first() is not None


def known_file(conn: Connection, pemda: str, sha256: str) -> list[dict[str, Any]]:
    k, r = t.kiriman.c, t.road_map.c
    reports = conn.execute(
        select(k.kiriman_id.label("id"), k.opd, k.bagian, k.periode, k.versi, k.status, k.nama_berkas, k.diunggah_pada)
        .where(k.pemda_id == pemda, k.sha256 == sha256)
        .order_by(k.kiriman_id)
    ).mappings()
    road_maps = conn.execute(
        select(r.road_map_id.label("id"), r.versi, r.status, r.nama_berkas, r.dibuat_pada.label("diunggah_pada"))
        .where(r.pemda_id == pemda, r.sha256 == sha256)
        .order_by(r.road_map_id)
    ).mappings()
    return [{"jenis": "road_map"} | dict(row) for row in road_maps] + [
        {"jenis": "kiriman"} | dict(row) for row in reports
    ]


def _in_force(table: Any) -> Any:
    r = t.road_map.c
    return and_(r.pemda_id == table.c.pemda_id, r.road_map_id == table.c.road_map_id, r.status == t.AKTIF)


def _of_version(table: Any, road_map_id: int | None) -> Any:
    """The road map in force, or the version asked for."""
    if road_map_id is None:
        return _in_force(table)
    r = t.road_map.c
    return and_(r.pemda_id == table.c.pemda_id, r.road_map_id == table.c.road_map_id, r.road_map_id == road_map_id)


def _kiriman() -> Select[Any]:
    k, f = t.kiriman.c, t.berkas.c
    return select(*(f.ukuran if name == "ukuran" else k[name] for name in KIRIMAN)).join_from(
        t.kiriman, t.berkas, and_(k.pemda_id == f.pemda_id, k.sha256 == f.sha256)
    )


def _record(row: dict[str, Any]) -> dict[str, Any]:
    """A row in the caller's words: one target, sel and kosong as maps."""
    del row["pemda_id"], row["kosong"]
    nilai, teks = row.pop("target_nilai"), row.pop("target_teks")
    row["target"] = teks if nilai is None else nilai
    row["sel"] = json.loads(row["sel"])
    row["kosong"] = json.loads(row.pop("kosong_per_sel"))
    return row


def _frame(rows: Sequence[Row[Any]], schema: Any) -> pd.DataFrame:
    return _frame_of(dict(zip(schema.columns, zip(*rows, strict=True), strict=True)) if rows else {}, schema)


def _frame_of(columns: dict[str, Sequence[Any]], schema: Any) -> pd.DataFrame:
    """Columns of plain values into a frame of this schema; NULL becomes NaN in numbers and stays None in texts."""
    series = {}
    for name, column in schema.columns.items():
        kind = str(column.dtype)
        values = columns.get(name, ())
        if kind == "object":
            series[name] = pd.Series(values, dtype=object)
        else:
            series[name] = pd.Series(np.array(values, dtype="float64" if kind.startswith("float") else "int64"))
    return checked(pd.DataFrame(series), schema)

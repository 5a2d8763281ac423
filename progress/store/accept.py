"""Writing: what one accepted file leaves in the database, within the caller's transaction.

Rows are only ever added; the one thing that changes is which version is in force.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from progress.findings import BATAL, Finding
from progress.model import Kosong, Periode
from progress.store import schema as t
from progress.store.items import item_key, same_items
from progress.store.values import PEMETAAN, TENTANG_ANGKA, Asumsi, Berkas, Ingatan, Penerimaan, StoreError

Record = Mapping[str, object]

_ITEM = tuple(c.name for c in t.item.columns if c.name not in ("pemda_id", "road_map_id", "item_id"))
_TARGET = tuple(c.name for c in t.target.columns if c.name not in ("pemda_id", "road_map_id", "item_id"))
_BARIS = tuple(
    c.name
    for c in t.baris.columns
    if c.name not in ("pemda_id", "kiriman_id", "n", "target_nilai", "target_teks", "kosong_per_sel")
)


@dataclass(frozen=True, slots=True)
class Kiriman:
    """Everything about one report but its rows."""

    opd: str
    bagian: str
    periode: Periode
    kerangka: str
    diterima: datetime
    waktu: datetime
    oleh: str
    ringkasan: Mapping[str, object]
    juga_menggantikan: tuple[str, ...] = ()
    lagi: bool = False


def road_map(
    conn: Connection,
    pemda: str,
    nama_pemda: str,
    berkas: Berkas,
    items: Sequence[Record],
    targets: Sequence[Record],
    temuan: Iterable[Finding],
    asumsi: Iterable[Asumsi],
    kerangka: str,
    waktu: datetime,
    oleh: str,
    berlaku_mulai: Periode | None,
) -> Penerimaan:
    """Make this road map the one in force, unless this very file is or was."""
    if not items:
        raise StoreError("Road map itu tidak berisi rencana aksi. Tidak ada yang disimpan.")
    _enter(conn, pemda, nama_pemda)
    versions = conn.execute(
        select(t.road_map).where(t.road_map.c.pemda_id == pemda).order_by(t.road_map.c.road_map_id.desc())
    ).all()
    for known in versions:
        if known.sha256 == berkas.sha256:
            return Penerimaan("sama" if known.status == t.AKTIF else "lama", known.road_map_id, known.versi)

    _keep_file(conn, pemda, berkas, moment(waktu))
    nomor = 1 + max((v.road_map_id for v in versions), default=0)
    versi = 1 + max((v.versi for v in versions), default=0)
    ids = _item_ids(conn, pemda, items, [v.road_map_id for v in versions])
    _replace(conn, t.road_map, t.road_map.c.pemda_id == pemda)
    conn.execute(
        insert(t.road_map),
        {
            "pemda_id": pemda,
            "road_map_id": nomor,
            "versi": versi,
            "sha256": berkas.sha256,
            "nama_berkas": berkas.nama,
            "status": t.AKTIF,
            "berlaku_mulai": None if berlaku_mulai is None else str(berlaku_mulai),
            "dibuat_pada": moment(waktu),
            "oleh": oleh,
            "kerangka": kerangka,
        },
    )
    item_of = {row["n"]: item_id for row, item_id in zip(items, ids, strict=True)}
    key = {"pemda_id": pemda, "road_map_id": nomor}
    _add(conn, t.item, [key | {"item_id": item_of[r["n"]]} | _only(r, _ITEM, "item") for r in items])
    _add(conn, t.target, [key | {"item_id": item_of[r["n"]]} | _only(r, _TARGET, "target", "n") for r in targets])
    _add_remarks(conn, pemda, f"road_map:{nomor}", temuan, asumsi, moment(waktu))
    _raise_version(conn, pemda)
    return Penerimaan("versi_baru" if versions else "baru", nomor, versi)


def report(
    conn: Connection,
    pemda: str,
    nama_pemda: str,
    berkas: Berkas,
    kepala: Kiriman,
    baris: Sequence[Record],
    temuan: Iterable[Finding],
    asumsi: Iterable[Asumsi],
) -> Penerimaan:
    """Put this report in force for its OPD, part and month, unless this very file is or was.

    The same file is taken once more only when its rows find other items now (a newer road map, or a person who said so), or
    when other columns were assigned to it; one that was replaced, only when a person wants it in force again.
    """
    if not baris:
        raise StoreError("Laporan itu tidak berisi baris rencana aksi. Tidak ada yang disimpan.")
    rows = [_report_row(n, r) for n, r in enumerate(baris, start=1)]
    _refuse_twice(rows)
    _enter(conn, pemda, nama_pemda)
    k = t.kiriman.c
    month = and_(k.pemda_id == pemda, k.opd == kepala.opd, k.periode == str(kepala.periode))
    place = and_(month, k.bagian == kepala.bagian)
    versions = conn.execute(select(t.kiriman).where(place)).all()
    road_map_id = conn.execute(
        select(t.road_map.c.road_map_id).where(t.road_map.c.pemda_id == pemda, t.road_map.c.status == t.AKTIF)
    ).scalar()
    if known := _already(conn, versions, berkas.sha256, rows, kepala.ringkasan):
        return known
    if not kepala.lagi and (old := _replaced(conn, month, berkas.sha256)):
        return old

    for bagian in kepala.juga_menggantikan:
        _replace(conn, t.kiriman, and_(month, k.bagian == bagian))
    aktif = [v.kiriman_id for v in versions if v.status == t.AKTIF]
    _refuse_elsewhere(conn, pemda, kepala, aktif, rows)
    _keep_file(conn, pemda, berkas, moment(kepala.diterima))
    nomor = 1 + (conn.execute(select(func.max(k.kiriman_id)).where(k.pemda_id == pemda)).scalar() or 0)
    versi = 1 + max((v.versi for v in versions), default=0)
    _replace(conn, t.kiriman, place)
    conn.execute(
        insert(t.kiriman),
        {
            "pemda_id": pemda,
            "kiriman_id": nomor,
            "opd": kepala.opd,
            "bagian": kepala.bagian,
            "periode": str(kepala.periode),
            "versi": versi,
            "sha256": berkas.sha256,
            "nama_berkas": berkas.nama,
            "road_map_id": road_map_id or 0,
            "status": t.AKTIF,
            "diterima_pada": moment(kepala.diterima),
            "diunggah_pada": moment(kepala.waktu),
            "oleh": kepala.oleh,
            "kerangka": kepala.kerangka,
            "saluran": None,
            "ringkasan": as_json(kepala.ringkasan),
        },
    )
    _add(conn, t.baris, [{"pemda_id": pemda, "kiriman_id": nomor} | row for row in rows])
    _add_remarks(conn, pemda, f"kiriman:{nomor}", temuan, asumsi, moment(kepala.waktu))
    _raise_version(conn, pemda)
    return Penerimaan("versi_baru" if aktif or kepala.lagi else "baru", nomor, versi)


def freeze(conn: Connection, pemda: str, periode: Periode, isi: str, aturan: str, waktu: datetime, oleh: str) -> None:
    """Keep what was presented of a month; the road map and the version of the data are those of now."""
    road_map_id = conn.execute(
        select(t.road_map.c.road_map_id).where(t.road_map.c.pemda_id == pemda, t.road_map.c.status == t.AKTIF)
    ).scalar()
    versi = conn.execute(select(t.pemda.c.versi_data).where(t.pemda.c.pemda_id == pemda)).scalar()
    last = conn.execute(select(func.max(t.kiriman.c.kiriman_id)).where(t.kiriman.c.pemda_id == pemda)).scalar()
    conn.execute(
        insert(t.sajian_beku),
        {
            "pemda_id": pemda, "periode": str(periode), "isi": isi, "sha256": hashlib.sha256(isi.encode()).hexdigest(),
            "aturan": aturan, "road_map_id": road_map_id, "versi_data": versi, "waktu": moment(waktu), "oleh": oleh,
            "kiriman_terakhir": last,
        },
    )  # fmt: skip
    _raise_version(conn, pemda)


def remember(conn: Connection, pemda: str, ingatan: Iterable[Ingatan], waktu: datetime, oleh: str) -> None:
    """What is already remembered word for word stays; another answer for the same key revokes the earlier one."""
    c = t.ingatan.c
    for new in ingatan:
        key = and_(c.pemda_id == pemda, c.jenis == new.jenis, c.opd == new.opd, c.kunci == new.kunci)
        known = conn.execute(select(c.ingatan_id, c.isi).where(key, c.dicabut_pada.is_(None))).first()
        if known and known.isi == new.isi:
            continue
        if known:
            forget(conn, pemda, known.ingatan_id, waktu, oleh)
        nomor = 1 + (conn.execute(select(func.max(c.ingatan_id)).where(c.pemda_id == pemda)).scalar() or 0)
        conn.execute(
            insert(t.ingatan),
            {
                "pemda_id": pemda, "ingatan_id": nomor, "jenis": new.jenis, "opd": new.opd, "kunci": new.kunci, "isi": new.isi,
                "dibuat_pada": moment(waktu), "oleh": oleh,
            },
        )  # fmt: skip


def forget(conn: Connection, pemda: str, ingatan_id: int, waktu: datetime, oleh: str) -> None:
    c = t.ingatan.c
    conn.execute(
        update(t.ingatan)
        .where(c.pemda_id == pemda, c.ingatan_id == ingatan_id, c.dicabut_pada.is_(None))
        .values(dicabut_pada=moment(waktu), dicabut_oleh=oleh)
    )


def moment(time: datetime) -> str:
    """ISO text in UTC; a time without a zone is a mistake of the caller (ValueError)."""
    if time.tzinfo is None:
        raise ValueError("waktu tanpa zona")
    return time.astimezone(UTC).isoformat()


def as_json(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value or {}, ensure_ascii=False)


def _already(
    conn: Connection,
    versions: Sequence[Row[Any]],
    sha256: str,
    rows: Sequence[Record],
    ringkasan: Mapping[str, object],
) -> Penerimaan | None:
    same = [v for v in versions if v.sha256 == sha256]
    for v in same:
        if v.status == t.AKTIF:
            before = json.loads(v.ringkasan)
            if _mappings(before) != _mappings(ringkasan) or _answered_otherwise(before, ringkasan):
                return None
            if _links(conn, v) == {r["n"]: r["item_id"] for r in rows}:
                return Penerimaan("sama", v.kiriman_id, v.versi)
            return None
    return None


def _replaced(conn: Connection, month: Any, sha256: str) -> Penerimaan | None:
    """The last report of these bytes for this OPD and month, where none of them is in force."""
    k = t.kiriman.c
    same = conn.execute(select(t.kiriman).where(month, k.sha256 == sha256).order_by(k.kiriman_id)).all()
    if not same or any(v.status == t.AKTIF for v in same):
        return None
    return Penerimaan("lama", same[-1].kiriman_id, same[-1].versi)


def _answered_otherwise(before: Mapping[str, object], now: Mapping[str, object]) -> bool:
    """Whether somebody answers now what was answered differently, or takes a repair back that was made."""
    known, said = before.get("jawaban") or {}, now.get("jawaban") or {}
    if not (isinstance(known, Mapping) and isinstance(said, Mapping)):
        return False
    return any(known.get(k) != v for k, v in said.items() if k in TENTANG_ANGKA or k.startswith(BATAL))


def _mappings(ringkasan: Mapping[str, object]) -> dict[str, object]:
    """The mappings that a report was read by, as its answers hold them."""
    answers = ringkasan.get("jawaban")
    return {k: v for k, v in answers.items() if k.startswith(PEMETAAN)} if isinstance(answers, Mapping) else {}


def _links(conn: Connection, kiriman: Row[Any]) -> dict[int, int | None]:
    b = t.baris.c
    rows = conn.execute(
        select(b.n, b.item_id).where(b.pemda_id == kiriman.pemda_id, b.kiriman_id == kiriman.kiriman_id)
    )
    return {row.n: row.item_id for row in rows}


def _enter(conn: Connection, pemda: str, nama: str) -> None:
    """Name the pemda and wait for its turn: on PostgreSQL this row is the lock that writers queue for."""
    insert_ = _upsert(conn)(t.pemda).values(pemda_id=pemda, nama=nama, versi_data=0)
    conn.execute(insert_.on_conflict_do_update(index_elements=["pemda_id"], set_={"nama": nama}))


def _keep_file(conn: Connection, pemda: str, berkas: Berkas, waktu: str) -> None:
    row = {
        "pemda_id": pemda,
        "sha256": berkas.sha256,
        "nama": berkas.nama,
        "ukuran": len(berkas.isi),
        "diterima_pada": waktu,
    }
    conn.execute(_upsert(conn)(t.berkas).values(row).on_conflict_do_nothing())


def _upsert(conn: Connection) -> Any:
    return postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert


def _replace(conn: Connection, table: Table, place: Any) -> None:
    conn.execute(update(table).where(place, table.c.status == t.AKTIF).values(status=t.DIGANTI))


def _raise_version(conn: Connection, pemda: str) -> None:
    conn.execute(update(t.pemda).where(t.pemda.c.pemda_id == pemda).values(versi_data=t.pemda.c.versi_data + 1))


def _item_ids(conn: Connection, pemda: str, items: Sequence[Record], versions: Sequence[int]) -> list[int]:
    """An id for every item: the one it had in an earlier road map, else the next free one."""
    earlier: dict[int, list[Record]] = {v: [] for v in versions}
    for row in conn.execute(select(t.item).where(t.item.c.pemda_id == pemda)).mappings():
        earlier[row["road_map_id"]].append(dict(row))
    found = same_items(items, list(earlier.values()))
    free = 1 + (
        conn.execute(select(func.max(t.item_induk.c.item_id)).where(t.item_induk.c.pemda_id == pemda)).scalar() or 0
    )
    ids: list[int] = []
    born: list[Record] = []
    for new, known in zip(items, found, strict=True):
        ids.append(free if known is None else known)
        if known is None:
            born.append({"pemda_id": pemda, "item_id": free, "item_key": item_key(new)})
            free += 1
    _add(conn, t.item_induk, born)
    return ids


def _report_row(n: int, row: Record) -> dict[str, object]:
    target = row.get("target")
    kosong, per_sel = _kosong(row.get("kosong"))
    is_number = isinstance(target, int | float)
    return _only({k: v for k, v in row.items() if k not in ("target", "kosong")}, _BARIS, "baris") | {
        "n": n,
        "target_nilai": _plain(target) if is_number else None,
        "target_teks": None if is_number or target is None else str(target),
        "kosong": kosong,
        "kosong_per_sel": per_sel,
    }


def _kosong(value: object) -> tuple[str | None, str]:
    """Why the realisasi is missing, and the JSON of all such reasons; takes the map, its JSON, or the one word."""
    if isinstance(value, str) and not value.startswith("{"):
        value = {"realisasi": value}
    reasons: Mapping[str, str] = json.loads(value) if isinstance(value, str) else value or {}  # type: ignore[assignment]
    word = reasons.get("realisasi")
    return None if word is None else str(Kosong(word)), as_json(dict(reasons))


def _refuse_twice(rows: Sequence[Record]) -> None:
    seen: dict[object, Record] = {}
    for row in rows:
        if (item_id := row["item_id"]) is None:
            continue
        if first := seen.get(item_id):
            raise StoreError(
                f"Baris {first['baris']} dan baris {row['baris']} melaporkan rencana aksi yang sama "
                f"({row['rencana_aksi'] or 'tanpa nama'}). Pilih satu; tidak ada yang disimpan."
            )
        seen[item_id] = row


def _refuse_elsewhere(
    conn: Connection, pemda: str, kepala: Kiriman, replaced: Sequence[int], rows: Sequence[Record]
) -> None:
    """One item has one value a month: a second part or OPD may not report it again."""
    k, b = t.kiriman.c, t.baris.c
    others = conn.execute(
        select(b.item_id, k.nama_berkas, b.baris)
        .join_from(t.kiriman, t.baris, and_(k.pemda_id == b.pemda_id, k.kiriman_id == b.kiriman_id))
        .where(k.pemda_id == pemda, k.periode == str(kepala.periode), k.status == t.AKTIF)
        .where(b.item_id.in_(bindparam("ids", expanding=True)), k.kiriman_id.not_in(bindparam("ini", expanding=True))),
        {"ids": [r["item_id"] for r in rows if r["item_id"] is not None], "ini": list(replaced)},
    ).all()
    if others:
        item_id, nama, nomor = others[0]
        row = next(r for r in rows if r["item_id"] == item_id)
        raise StoreError(
            f"Rencana aksi pada baris {row['baris']} ({row['rencana_aksi'] or 'tanpa nama'}) sudah dilaporkan untuk "
            f"{kepala.periode.nama} pada baris {nomor} berkas {nama}. Tidak ada yang disimpan."
        )


def _add_remarks(
    conn: Connection, pemda: str, asal: str, temuan: Iterable[Finding], asumsi: Iterable[Asumsi], waktu: str
) -> None:
    key: dict[str, object] = {"pemda_id": pemda, "asal": asal}
    _add(conn, t.temuan, [key | {"n": n, **f.to_json()} for n, f in enumerate(temuan, start=1)])
    _add(
        conn,
        t.asumsi,
        [
            key | {"n": n, "kunci": a.kunci, "teks": a.teks, "jawaban": a.jawaban, "dibuat_pada": waktu}
            for n, a in enumerate(asumsi, start=1)
        ],
    )


def _add(conn: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        conn.execute(insert(table), rows)


def _only(row: Record, names: Sequence[str], what: str, *also: str) -> dict[str, object]:
    """Exactly these fields, absent ones missing; a key the table has no place for is a mistake of the caller."""
    if strange := set(row) - set(names) - set(also):
        raise ValueError(f"{what}: kunci tanpa tempat: {', '.join(sorted(strange))}")
    values: dict[str, object] = {name: _plain(row.get(name)) for name in names}
    if "sel" in values and not isinstance(values["sel"], str) and what != "target":
        values["sel"] = as_json(values["sel"])
    return values


def _plain(value: object) -> object:
    """NaN is missing; numpy numbers become Python's own; an integer no database can hold becomes a float."""
    if value != value:
        return None
    value = value.item() if hasattr(value, "item") else value
    return float(value) if isinstance(value, int) and abs(value) > 2**53 else value

"""Which item of a new road map is which item of an earlier one; pure.

Two items are one only where both versions leave no doubt: a link that is missed shows as "belum lapor", a wrong link
would be a wrong number. Keys are tried from strict to loose; a key counts only where it occurs once in each version.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

Row = Mapping[str, object]
Key = tuple[str, ...] | None


def item_key(row: Row) -> str:
    """The item in one line of plain text: OPD, area, rencana aksi, indikator, satuan."""
    return "|".join(_plain(row.get(f)) for f in ("opd", "area", "rencana_aksi", "indikator", "satuan"))


def same_items(new: Sequence[Row], versions: Sequence[Sequence[Row]]) -> list[int | None]:
    """The item_id each new row continues, None for a new item. `versions` are earlier road maps, newest first.

    Wording decides before kode, so that renumbered items keep their history. A kode alone is believed only against the
    version just replaced, within one OPD and one satuan.
    """
    ids: list[int | None] = [None] * len(new)
    for age, old in enumerate(versions):
        for key in (_everything, _wording_and_area, _wording, _kode) if age == 0 else (_everything, _wording_and_area):
            _link(ids, new, old, key)
    return ids


def _link(ids: list[int | None], new: Sequence[Row], old: Sequence[Row], key: Callable[[Row], Key]) -> None:
    known, once = _unique(old, key), _unique(new, key)
    taken = set(ids)
    for k, n in once.items():
        if ids[n] is None and k in known and (item_id := _item_id(old[known[k]])) not in taken:
            ids[n] = item_id


def _unique(rows: Sequence[Row], key: Callable[[Row], Key]) -> dict[tuple[str, ...], int]:
    """Position of every key that occurs once."""
    keys = [key(row) for row in rows]
    count = Counter(keys)
    return {k: n for n, k in enumerate(keys) if k is not None and count[k] == 1}


def _item_id(row: Row) -> int:
    return int(str(row["item_id"]))


def _everything(row: Row) -> Key:
    return (*_fields(row, "opd", "rencana_aksi", "indikator", "satuan", "area"), _plain(row.get("kode")))


def _wording_and_area(row: Row) -> Key:
    return _fields(row, "opd", "rencana_aksi", "indikator", "satuan", "area")


def _wording(row: Row) -> Key:
    return _fields(row, "opd", "rencana_aksi", "indikator", "satuan")


def _kode(row: Row) -> Key:
    return _fields(row, "opd", "kode", "satuan") if _plain(row.get("kode")) else None


def _fields(row: Row, *names: str) -> tuple[str, ...]:
    return tuple(_plain(row.get(name)) for name in names)


def _plain(value: object) -> str:
    return " ".join(str(value).casefold().split()) if value is not None else ""

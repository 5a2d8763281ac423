"""Where a report stands among those in force of its OPD and month: a part beside them, or in the place of some; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.names import fold
from progress.model import Kosong

TAMBAHAN, PENGGANTI = "tambahan", "pengganti"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tempat:
    """`bagian` it takes and `juga`, the others it takes the place of.

    `baku` is set where its rows leave open whether it is a part more or a replacement. `hilang` are rencana aksi of replaced
    reports that it lacks, `kosong` those whose realisasi it no longer gives, `bentrok` its rows whose item stays with another
    part, with that part's report and row.
    """

    bagian: str
    juga: tuple[str, ...] = ()
    baku: str | None = None
    hilang: tuple[str, ...] = ()
    kosong: tuple[str, ...] = ()
    bentrok: tuple[tuple[Row, Row, Row], ...] = ()


def place(rows: Sequence[Row], others: Sequence[Row], sha256: str, answer: str | None) -> Tempat:
    """`others` are the reports in force with their `baris`; `answer` is TAMBAHAN, PENGGANTI (of all it may replace) or
    'pengganti:<bagian>'.

    Without an answer a report replaces those of whose rows it holds most, and is a part more where it shares few or none.
    """
    same = next((k for k in others if k["sha256"] == sha256), None)
    if same is not None or not others:
        return Tempat(str(same["bagian"]) if same else "", bentrok=_clashes(rows, [k for k in others if k is not same]))
    mine = _Rencana(rows)
    shared = {k["bagian"]: sum(mine.holds(r) for r in k["baris"]) for k in others}
    near = sorted((k for k in others if shared[k["bagian"]]), key=lambda k: -shared[k["bagian"]])
    whole = [k for k in near if shared[k["bagian"]] == len(k["baris"])]
    theirs = [_Rencana(k["baris"]) for k in others]
    own = sum(not any(t.holds(r) for t in theirs) for r in rows)
    baku = None
    if not near or (own and len(whole) < len(near)):
        baku = PENGGANTI if near and own * 2 <= len(rows) else TAMBAHAN
    replaced = _replaced(answer or baku or PENGGANTI, near, whole, others)
    if not replaced:
        number = str(1 + max(int(k["bagian"] or 1) for k in others))
        return Tempat(number, baku=baku, bentrok=_clashes(rows, others))
    before = [r for k in replaced for r in k["baris"]]
    return Tempat(
        str(replaced[0]["bagian"]),
        tuple(str(k["bagian"]) for k in replaced[1:]),
        baku,
        tuple(_name(r) for r in before if not mine.holds(r)),
        tuple(_name(r) for r in before if _has_value(r) and mine.holds(r) and not mine.gives(r)),
        _clashes(rows, [k for k in others if k not in replaced]),
    )


def _replaced(answer: str, near: Sequence[Row], whole: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """A part more still takes the place of the reports that it holds entirely."""
    if answer == TAMBAHAN:
        return list(whole)
    if answer == PENGGANTI:
        return list(near or others)
    return [k for k in others if answer == f"{PENGGANTI}:{k['bagian']}"]


class _Rencana:
    """What the rows of a report are about: items, or their words where one of two has no item."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._items = {r["item_id"]: r for r in rows if r["item_id"] is not None}
        self._words = {_words(r): r for r in rows}
        self._open = {_words(r): r for r in rows if r["item_id"] is None}

    def find(self, row: Row) -> Row | None:
        if row["item_id"] is None:
            return self._words.get(_words(row))
        return self._items.get(row["item_id"]) or self._open.get(_words(row))

    def holds(self, row: Row) -> bool:
        return self.find(row) is not None

    def gives(self, row: Row) -> bool:
        """Whether there is a value, or a word such as NIHIL that says there is none."""
        found = self.find(row)
        return found is not None and (_has_value(found) or _reason(found) in (Kosong.NIHIL, Kosong.STRIP))


def _words(row: Row) -> str:
    return fold(f"{row['rencana_aksi'] or ''} | {row['indikator'] or ''}")


def _name(row: Row) -> str:
    return str(row["rencana_aksi"] or row["indikator"] or "")


def _reason(row: Row) -> object:
    kosong = row["kosong"]
    return kosong.get("realisasi") if isinstance(kosong, Mapping) else kosong


def _has_value(row: Row) -> bool:
    return (row["nilai"] is not None or row["teks"] is not None) and _reason(row) is None


def _clashes(rows: Sequence[Row], others: Sequence[Row]) -> tuple[tuple[Row, Row, Row], ...]:
    """(my row, the other report, its row): one item has one value a month, and the report in force keeps it."""
    held = {r["item_id"]: (k, r) for k in others for r in k["baris"] if r["item_id"] is not None}
    return tuple((r, *held[r["item_id"]]) for r in rows if r["item_id"] in held)

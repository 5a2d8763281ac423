"""Which road map item each reported row is about, and its value in that item's terms. A row that fits none is never scored."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from loaders.contract import Temuan
from loaders.names import fold
from loaders.roadmap import level_of
from loaders.values import CATATAN, GALAT, PERINGATAN, Satuan, graded_number, is_yes_no, unit_class
from progress.model import Akumulasi, Jenis, Kosong, Sifat, Tingkat
from progress.wording.formats import angka

ACCEPT, MARGIN = 90, 5
Row = dict[str, Any]


@dataclass(slots=True)
class Kecocokan:
    """Rows ready for the store, in their order; `item_id` None where nothing fits. `tidak_cocok` counts those."""

    baris: list[Row] = field(default_factory=list)
    tidak_cocok: int = 0


def match(
    rows: Sequence[Mapping[str, Any]],
    items: Sequence[Mapping[str, Any]],
    targets: Mapping[int, Sequence[Mapping[str, Any]]],
    skala: Mapping[str, tuple[Tingkat, ...]],
    opd_nama: str,
    temuan: Temuan,
) -> Kecocokan:
    """Match the rows of one OPD and month (public contract form) with that OPD's items.

    `targets` holds the year's target cells by item_id, `items` the fields of frames.ITEM.
    """
    found = Kecocokan()
    chosen = _choose(rows, items)
    taken: dict[int, int] = {}
    for row, pick in zip(rows, chosen, strict=True):
        item = pick.item
        sel = row["sel"].get("rencana_aksi") or row["sel"].get("indikator") or row["sel"].get("realisasi")
        words = row["rencana_aksi"] or row["indikator"] or row.get("kode") or ""
        if pick.berselisih:
            found.tidak_cocok += 1
            temuan.add(
                PERINGATAN,
                "KODE_TEKS_BERBEDA",
                lembar=row["lembar"],
                sel=row["sel"].get("kode"),
                tertulis=row.get("kode"),
                extra=words,
            )
        elif item is None:
            found.tidak_cocok += 1
            twice = sum(fold(str(i["rencana_aksi"])) == fold(row["rencana_aksi"] or "") for i in items) > 1
            kode = "BARIS_COCOK_GANDA" if twice else "BARIS_TIDAK_COCOK"
            temuan.add(PERINGATAN, kode, lembar=row["lembar"], sel=sel, tertulis=words, extra=opd_nama)
        elif item["item_id"] in taken:
            temuan.add(
                PERINGATAN,
                "BARIS_GANDA",
                lembar=row["lembar"],
                sel=sel,
                tertulis=words,
                extra=str(taken[item["item_id"]]),
            )
            item = None
        else:
            taken[item["item_id"]] = row["baris"]
            if pick.mirip:
                temuan.add(
                    CATATAN,
                    "BARIS_COCOK_MIRIP",
                    lembar=row["lembar"],
                    sel=sel,
                    tertulis=words,
                    extra=str(item["rencana_aksi"]),
                )
        found.baris.append(_stored(row, item, targets.get(item["item_id"], ()) if item else (), skala, temuan))
    return found


@dataclass(frozen=True, slots=True)
class _Pick:
    item: Mapping[str, Any] | None
    mirip: bool = False
    berselisih: bool = False  # its kode and its words speak of different items


def _choose(rows: Sequence[Mapping[str, Any]], items: Sequence[Mapping[str, Any]]) -> list[_Pick]:
    """By kode; by the same words; by the action's words where they name one item; by likeness with a clear margin."""
    picks: list[_Pick] = [_Pick(None)] * len(rows)
    free = {int(i["item_id"]): i for i in items}
    by_kode = {str(i["kode"]).strip(): i for i in items if i["kode"]}
    for n, row in enumerate(rows):
        item = by_kode.get((row.get("kode") or "").strip())
        if item is not None and _plausible(row, item, items):
            picks[n] = _Pick(item)
            free.pop(int(item["item_id"]), None)
        elif item is not None:
            picks[n] = _Pick(None, berselisih=True)
    for fields in (
        ("rencana_aksi", "indikator", "area"),
        ("rencana_aksi", "indikator"),
        ("rencana_aksi", "area"),
        ("rencana_aksi",),
        ("indikator",),
    ):
        _by_words(rows, picks, free, fields)
    for n, row in enumerate(rows):
        if picks[n].item is None and not picks[n].berselisih and (item := _alike(row, list(free.values()))) is not None:
            picks[n] = _Pick(item, mirip=True)
            free.pop(int(item["item_id"]))
    return picks


def _plausible(row: Mapping[str, Any], item: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> bool:
    """A kode counts only when the words beside it do not speak of something else."""
    words = fold(row["rencana_aksi"] or row["indikator"] or "")
    if not words:
        return True
    said = {fold(str(i["rencana_aksi"])) for i in items if i is not item}
    if words in said and words != fold(str(item["rencana_aksi"])):
        return False
    known = [fold(str(item[f] or "")) for f in ("rencana_aksi", "indikator")]
    return max(fuzz.token_set_ratio(words, k) for k in known) >= 60


def _by_words(
    rows: Sequence[Mapping[str, Any]], picks: list[_Pick], free: dict[int, Mapping[str, Any]], fields: tuple[str, ...]
) -> None:
    """Equal words in these fields, where they name exactly one free item and exactly one open row."""
    known: dict[tuple[str, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for item in free.values():
        known[tuple(fold(str(item[f] or "")) for f in fields)].append(item)
    asked: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        if picks[n].item is None and not picks[n].berselisih and (fields != ("indikator",) or not row["rencana_aksi"]):
            asked[tuple(fold(str(row[f] or "")) for f in fields)].append(n)
    for key, places in asked.items():
        if key[0] and len(places) == 1 and len(known.get(key, ())) == 1:
            item = known[key][0]
            row = rows[places[0]]
            if (
                "area" not in fields
                and row["area"]
                and item["area"]
                and row["area"] != item["area"]
                and len(fields) == 1
            ):
                continue
            picks[places[0]] = _Pick(item)
            free.pop(int(item["item_id"]))


def _alike(row: Mapping[str, Any], items: list[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    words = fold(f"{row['rencana_aksi'] or ''} {row['indikator'] or ''}")
    if len(words) < 8:
        return None
    scored = []
    for item in items:
        whole = fuzz.token_sort_ratio(words, fold(f"{item['rencana_aksi']} {item['indikator'] or ''}"))
        action = (
            fuzz.token_sort_ratio(fold(row["rencana_aksi"] or ""), fold(str(item["rencana_aksi"])))
            if not row["indikator"]
            else 0
        )
        scored.append(
            (
                max(whole, action),
                _numbers(words) == _numbers(fold(f"{item['rencana_aksi']} {item['indikator'] or ''}")),
                item,
            )
        )
    scored.sort(key=lambda s: -s[0])
    if not scored or scored[0][0] < ACCEPT or not scored[0][1]:
        return None
    return scored[0][2] if len(scored) == 1 or scored[0][0] - scored[1][0] >= MARGIN else None


def _numbers(words: str) -> list[str]:
    """'Tahap 1' and 'Tahap 2' are alike in letters only."""
    return re.findall(r"[0-9]+|\b[ivx]+\b", words)


def _stored(
    row: Mapping[str, Any],
    item: Mapping[str, Any] | None,
    targets: Sequence[Mapping[str, Any]],
    skala: Mapping[str, tuple[Tingkat, ...]],
    temuan: Temuan,
) -> Row:
    stored: Row = {
        k: row[k]
        for k in (
            "lembar", "baris", "area", "rencana_aksi", "indikator", "satuan", "target", "capaian_dilaporkan_pct", "anggaran_rp",
            "realisasi_anggaran_rp", "kendala", "tindak_lanjut", "bukti", "sel", "sifat", "sifat_anggaran",
        )
    }  # fmt: skip
    stored["kosong"] = dict(row["kosong"])
    stored["item_id"] = None if item is None else int(item["item_id"])
    stored["nilai"], stored["teks"] = _plain(row["realisasi"])
    if item is not None:
        _in_terms_of(item, row, stored, skala, temuan)
        _compare_target(item, row, targets, temuan)
    if stored["nilai"] is None and stored["teks"] is None:
        stored["kosong"].setdefault("realisasi", str(Kosong.KOSONG))
    return stored


def _plain(value: float | str | None) -> tuple[float | None, str | None]:
    if value is None:
        return None, None
    return (None, value) if isinstance(value, str) else (float(value), None)


def _in_terms_of(
    item: Mapping[str, Any],
    row: Mapping[str, Any],
    stored: Row,
    skala: Mapping[str, tuple[Tingkat, ...]],
    temuan: Temuan,
) -> None:
    """A tick becomes 1, a graded number its number; what is not of the item's kind is a finding and has no value."""
    where = {"lembar": row["lembar"], "sel": row["sel"].get("realisasi")}
    text = stored["teks"]
    written = text if text is not None else (angka(stored["nilai"]) if stored["nilai"] is not None else None)
    if written is None:
        if (
            row["kosong"].get("realisasi") == Kosong.NIHIL
            and item["akumulasi"] in (Akumulasi.POSISI_AKHIR, Akumulasi.RATA_RATA)
            and item["jenis"] == Jenis.ANGKA
        ):
            temuan.add(
                PERINGATAN, "NIHIL_PADA_POSISI", **where, tertulis="NIHIL", extra=str(item["satuan"] or "posisi")
            )
        return
    jenis = item["jenis"]
    if jenis == Jenis.ANGKA:
        if stored["nilai"] is not None and stored["nilai"] < 0 and unit_class(item["satuan"]) is Satuan.CACAH:
            temuan.add(PERINGATAN, "NILAI_NEGATIF", **where, tertulis=written)
        if not _same_kind_of_unit(row["satuan"], item["satuan"]):
            _no_value(stored, written)
            temuan.add(
                GALAT,
                "SATUAN_TIDAK_COCOK",
                lembar=row["lembar"],
                sel=row["sel"].get("satuan"),
                tertulis=row["satuan"],
                extra=str(item["satuan"]),
            )
        elif text is not None:
            number = graded_number(text)
            if number is None:
                _no_value(stored, text)
                temuan.add(PERINGATAN, "NILAI_BUKAN_JENISNYA", **where, tertulis=text, extra="angka")
            else:
                stored["nilai"], stored["teks"] = number, text
    elif jenis == Jenis.YA_TIDAK:
        yes = is_yes_no(_tick(text)) if text is not None else {0.0: False, 1.0: True}.get(stored["nilai"])
        if yes is None:
            _no_value(stored, written)
            temuan.add(PERINGATAN, "NILAI_BUKAN_JENISNYA", **where, tertulis=written, extra="Ya atau Tidak")
        else:
            stored["nilai"], stored["teks"] = float(yes), text
    else:
        stored["nilai"], stored["teks"] = None, text if text is not None else _bare(row["realisasi"])
        scale = skala.get(item["skala"] or "")
        if scale and level_of(stored["teks"], scale) is None:
            temuan.add(
                PERINGATAN,
                "NILAI_BUKAN_JENISNYA",
                **where,
                tertulis=stored["teks"],
                extra=f"tingkat skala {item['skala']}",
            )


def _tick(text: str) -> str:
    return {"TERCAPAI": "ya", "TIDAK TERCAPAI": "tidak"}.get(text.upper(), text)


def _bare(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)


def _no_value(stored: Row, written: str) -> None:
    stored["nilai"], stored["teks"] = None, written
    stored["kosong"]["realisasi"] = str(Kosong.GALAT)


def _same_kind_of_unit(reported: str | None, planned: str | None) -> bool:
    """Percent against anything else is no comparison; other differences of wording are the sender's."""
    a, b = unit_class(reported), unit_class(planned)
    if Satuan.LAIN in (a, b) and not (reported and planned):
        return True
    return (a is Satuan.PERSEN) == (b is Satuan.PERSEN)


def _compare_target(
    item: Mapping[str, Any], row: Mapping[str, Any], targets: Sequence[Mapping[str, Any]], temuan: Temuan
) -> None:
    """The road map's target is the one that scores; a report that states another is asked about."""
    if row["target"] is None or not row["periode"] or item["jenis"] != Jenis.ANGKA:
        return
    number = row["target"] if not isinstance(row["target"], str) else graded_number(row["target"])
    if number is None:
        return
    month = int(row["periode"][5:])
    known = _expected(targets, month)
    if known and not any(abs(number - k) <= 0.005 * max(1.0, abs(k)) for k in known):
        temuan.add(
            PERINGATAN,
            "TARGET_BERBEDA",
            lembar=row["lembar"],
            sel=row["sel"].get("target"),
            tertulis=angka(number),
            extra=angka(known[0]),
        )


def _expected(targets: Sequence[Mapping[str, Any]], month: int) -> list[float]:
    """What a report of this month may rightly call its target: to date, of the month, of the year."""
    cells = sorted((t for t in targets if t["bulan"] and t["nilai"] is not None), key=lambda t: t["bulan"])
    year = [t["nilai"] for t in targets if not t["bulan"] and t["nilai"] is not None]
    due = [t for t in cells if t["bulan"] <= month]
    found: list[float] = []
    if due and any(t["sifat"] == Sifat.BULAN_INI for t in cells):
        found.append(sum(t["nilai"] for t in due))
        found += [t["nilai"] for t in due if t["bulan"] == month] or [0.0]
    elif due:
        found.append(due[-1]["nilai"])
        before = [t["nilai"] for t in due[:-1]] or [0.0]
        found.append(due[-1]["nilai"] - before[-1])
        upcoming = [t["nilai"] for t in cells if t["bulan"] > month]
        found += upcoming[:1]
    elif cells:
        found += [0.0, cells[0]["nilai"]]
    return found + year

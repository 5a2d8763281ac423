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
from loaders.roadmap import level_of, wrong_grade
from loaders.values import CATATAN, GALAT, PERINGATAN, Satuan, graded_number, is_yes_no, unit_class
from progress.findings import TingkatTemuan
from progress.model import Akumulasi, Arah, Jenis, Kosong, Sifat, Tahap, Tingkat, baca_tahap, pct_tahap, tulis_tahap
from progress.wording.formats import angka

ACCEPT, MARGIN = 90, 5
AHEAD, AHEAD_BY = 75, 10  # a guess worth preselecting for a person who still has to confirm it
NEAREST = 5
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BarisTanya:
    """Rows of one wording that a person may match: open ones, or those matched by an earlier answer.

    `dekat`: the nearest free items with their likeness 0-100, best first. `dugaan`: the first where it is clearly ahead.
    `dipakai`: the item that the answer named, None where it said that the road map holds none, or where there is no answer.
    """

    kunci: str
    tertulis: str
    indikator: str | None
    lembar: str
    sel: tuple[str, ...]
    dekat: tuple[tuple[int, float], ...] = ()
    dugaan: int | None = None
    dipakai: int | None = None


@dataclass(slots=True)
class Kecocokan:
    """Rows ready for the store, in their order; `item_id` None where nothing fits. `tidak_cocok` counts what nobody explained.

    `terbuka` are the rows to ask about, `dijawab` those that an answer decided, `bebas` the items that no row took.
    """

    baris: list[Row] = field(default_factory=list)
    tidak_cocok: int = 0
    terbuka: list[BarisTanya] = field(default_factory=list)
    dijawab: list[BarisTanya] = field(default_factory=list)
    bebas: list[int] = field(default_factory=list)


def row_key(row: Mapping[str, Any]) -> str:
    """What a confirmed match is remembered under: the row's own words. Empty where it has none."""
    words = [fold(str(row.get(f) or "")) for f in ("kode", "rencana_aksi", "indikator", "area")]
    return "|".join(words) if any(words[:3]) else ""


def match(
    rows: Sequence[Mapping[str, Any]],
    items: Sequence[Mapping[str, Any]],
    targets: Mapping[int, Sequence[Mapping[str, Any]]],
    skala: Mapping[str, tuple[Tingkat, ...]],
    opd_nama: str,
    temuan: Temuan,
    ingatan: Mapping[str, int | None] | None = None,
) -> Kecocokan:
    """Match the rows of one OPD and month (public contract form) with that OPD's items.

    `targets` holds the year's target cells by item_id, `items` the fields of frames.ITEM. `ingatan`: what a person said of a
    row_key, an item_id or None for "no item of the road map"; an item that is not among `items` is as if never said.
    """
    found = Kecocokan()
    chosen = _choose(rows, items, ingatan or {}, temuan)
    claims: dict[int, int] = {}
    for row, pick in zip(rows, chosen, strict=True):
        if pick.item is not None:
            claims.setdefault(int(pick.item["item_id"]), row["baris"])
    taken: set[int] = set()
    open_rows: list[Mapping[str, Any]] = []
    answered: list[tuple[Mapping[str, Any], int | None]] = []
    for row, pick in zip(rows, chosen, strict=True):
        item = pick.item
        if item is None:
            if _say_unmatched(row, pick, items, claims, opd_nama, temuan):
                open_rows.append(row)
        elif item["item_id"] in taken:
            _add(temuan, PERINGATAN, "BARIS_GANDA", row, extra=str(claims[item["item_id"]]))
            item = None
        else:
            taken.add(item["item_id"])
            _say_matched(row, pick, temuan)
        if pick.ingat or pick.bukan:
            answered.append((row, None if pick.item is None else int(pick.item["item_id"])))
        found.baris.append(_stored(row, item, targets.get(item["item_id"], ()) if item else (), skala, temuan))
    free = [i for i in items if int(i["item_id"]) not in claims]
    found.tidak_cocok = len(open_rows)
    found.bebas = [int(i["item_id"]) for i in free]
    found.terbuka = _questions([(row, None) for row in open_rows], free)
    found.dijawab = _questions(answered, free)
    return found


def _add(temuan: Temuan, tingkat: TingkatTemuan, kode: str, row: Mapping[str, Any], extra: str) -> None:
    temuan.add(tingkat, kode, lembar=row["lembar"], sel=_cell(row), tertulis=_words(row), extra=extra)


def _cell(row: Mapping[str, Any]) -> str | None:
    sel = row["sel"]
    found: str | None = sel.get("rencana_aksi") or sel.get("indikator") or sel.get("realisasi")
    return found


def _words(row: Mapping[str, Any]) -> str:
    return str(row["rencana_aksi"] or row["indikator"] or row.get("kode") or "")


def _claimed_twin(row: Mapping[str, Any], items: Sequence[Mapping[str, Any]], claims: Mapping[int, int]) -> int | None:
    """The item of exactly these words, where another row was already confirmed to be it."""
    fields = ("rencana_aksi", "indikator")
    words = [fold(str(row[f] or "")) for f in fields]
    same = [i for i in items if words[0] and [fold(str(i[f] or "")) for f in fields] == words]
    return int(same[0]["item_id"]) if len(same) == 1 and int(same[0]["item_id"]) in claims else None


def _say_unmatched(
    row: Mapping[str, Any],
    pick: _Pick,
    items: Sequence[Mapping[str, Any]],
    claims: Mapping[int, int],
    opd_nama: str,
    temuan: Temuan,
) -> bool:
    """Say why this row has no item; True where a person may still tell which it is."""
    if pick.bukan:
        _add(temuan, CATATAN, "BUKAN_RENCANA_AKSI", row, extra=opd_nama)
        return False
    if pick.berselisih:
        _at_kode(temuan, "KODE_TEKS_BERBEDA", row, _words(row))
        return True
    if (twin := _claimed_twin(row, items, claims)) is not None:
        _add(temuan, PERINGATAN, "BARIS_GANDA", row, extra=str(claims[twin]))
        return False
    twice = sum(fold(str(i["rencana_aksi"])) == fold(row["rencana_aksi"] or "") for i in items) > 1
    _add(temuan, PERINGATAN, "BARIS_COCOK_GANDA" if twice else "BARIS_TIDAK_COCOK", row, extra=opd_nama)
    return True


def _say_matched(row: Mapping[str, Any], pick: _Pick, temuan: Temuan) -> None:
    """A match is only passed over in silence where kode or words leave no doubt."""
    if pick.item is None:
        return
    name = str(pick.item["rencana_aksi"])
    if pick.lawan:
        _at_kode(temuan, "KECOCOKAN_LAWAN_KODE" if pick.ingat else "KODE_LAWAN_KECOCOKAN", row, name)
    elif pick.ingat:
        _add(temuan, CATATAN, "KECOCOKAN_DIPAKAI", row, extra=name)


def _at_kode(temuan: Temuan, kode: str, row: Mapping[str, Any], extra: str) -> None:
    temuan.add(
        PERINGATAN, kode, lembar=row["lembar"], sel=row["sel"].get("kode"), tertulis=row.get("kode"), extra=extra
    )


def _questions(
    rows: Sequence[tuple[Mapping[str, Any], int | None]], free: Sequence[Mapping[str, Any]]
) -> list[BarisTanya]:
    """One question per wording: rows of the same words cannot be answered apart."""
    same: dict[str, list[tuple[Mapping[str, Any], int | None]]] = defaultdict(list)
    for row, used in rows:
        if key := row_key(row):
            same[key].append((row, used))
    found = []
    for key, members in same.items():
        row, used = members[0]
        near = _nearest(row, free)
        found.append(
            BarisTanya(
                key, _words(row), row["indikator"] if row["rencana_aksi"] else None, row["lembar"],
                tuple(sel for r, _ in members if (sel := _cell(r))), near, _clear_guess(row, near, free), used,
            )
        )  # fmt: skip
    return found


def _nearest(row: Mapping[str, Any], free: Sequence[Mapping[str, Any]]) -> tuple[tuple[int, float], ...]:
    """The free items most like this row; of equal ones that of its area first, then the road map's order."""
    scored = [(int(i["item_id"]), _kinship(row, i), bool(row["area"]) and row["area"] == i["area"]) for i in free]
    scored.sort(key=lambda s: (-s[1], not s[2]))
    return tuple((item_id, round(score, 1)) for item_id, score, _ in scored[:NEAREST])


def _clear_guess(
    row: Mapping[str, Any], near: Sequence[tuple[int, float]], free: Sequence[Mapping[str, Any]]
) -> int | None:
    if not near or near[0][1] < AHEAD or (len(near) > 1 and near[0][1] - near[1][1] < AHEAD_BY):
        return None
    best = next(i for i in free if int(i["item_id"]) == near[0][0])
    return near[0][0] if _same_numbers(row, best) else None


@dataclass(frozen=True, slots=True)
class _Pick:
    item: Mapping[str, Any] | None
    berselisih: bool = False  # its kode and its words speak of different items
    ingat: bool = False  # a person said so
    bukan: bool = False  # a person said that no item is meant
    lawan: bool = False  # kode and answer name different items; `ingat` tells which was followed


def _choose(
    rows: Sequence[Mapping[str, Any]],
    items: Sequence[Mapping[str, Any]],
    ingatan: Mapping[str, int | None],
    temuan: Temuan,
) -> list[_Pick]:
    """By kode; by what a person said; by the same words; by the action's words where they name one item; by likeness."""
    free = {int(i["item_id"]): i for i in items}
    by_kode = {str(i["kode"]).strip(): i for i in items if i["kode"]}
    picks = [_certain(row, by_kode.get((row.get("kode") or "").strip()), free, items, ingatan) for row in rows]
    decided = [p.item is not None or p.berselisih or p.bukan for p in picks]
    for pick in picks:
        if pick.item is not None:
            free.pop(int(pick.item["item_id"]), None)
    for fields in (
        ("rencana_aksi", "indikator", "area"),
        ("rencana_aksi", "indikator"),
        ("rencana_aksi", "area"),
        ("rencana_aksi",),
        ("indikator",),
    ):
        _by_words(rows, picks, decided, free, fields)
    for n, row in enumerate(rows):
        if decided[n] or (item := _alike(row, list(free.values()))) is None:
            continue
        where = {"lembar": row["lembar"], "sel": _cell(row), "tertulis": _words(row)}
        if temuan.tolerate("BARIS_COCOK_MIRIP", **where, extra=str(item["rencana_aksi"])):
            picks[n] = _Pick(item)
            free.pop(int(item["item_id"]))
    return picks


def _certain(
    row: Mapping[str, Any],
    by_kode: Mapping[str, Any] | None,
    known: Mapping[int, Mapping[str, Any]],
    items: Sequence[Mapping[str, Any]],
    ingatan: Mapping[str, int | None],
) -> _Pick:
    """What its kode or a person says of one row; a kode that its own words bear out is stronger than an earlier answer."""
    key = row_key(row)
    said = ingatan.get(key, 0) if key else 0  # 0: nothing was said
    answer = known.get(said) if said else None
    if by_kode is not None and _plausible(row, by_kode, items):
        return _Pick(by_kode, lawan=said is None or (answer is not None and answer is not by_kode))
    if answer is not None:
        return _Pick(answer, ingat=True, lawan=by_kode is not None and answer is not by_kode)
    return _Pick(None, bukan=said is None, berselisih=said is not None and by_kode is not None)


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
    rows: Sequence[Mapping[str, Any]],
    picks: list[_Pick],
    decided: list[bool],
    free: dict[int, Mapping[str, Any]],
    fields: tuple[str, ...],
) -> None:
    """Equal words in these fields, where they name exactly one free item and exactly one open row."""
    known: dict[tuple[str, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for item in free.values():
        known[tuple(fold(str(item[f] or "")) for f in fields)].append(item)
    asked: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        if not decided[n] and (fields != ("indikator",) or not row["rencana_aksi"]):
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
            decided[places[0]] = True
            free.pop(int(item["item_id"]))


def _alike(row: Mapping[str, Any], items: list[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The one item that is close, clearly ahead, of the same numbers and of no other area."""
    if len(fold(f"{row['rencana_aksi'] or ''} {row['indikator'] or ''}")) < 8:
        return None
    scored = sorted(((_likeness(row, item), item) for item in items), key=lambda s: -s[0])
    if not scored or scored[0][0] < ACCEPT or not _same_numbers(row, scored[0][1]):
        return None
    best = scored[0][1]
    if row["area"] and best["area"] and row["area"] != best["area"]:
        return None
    return best if len(scored) == 1 or scored[0][0] - scored[1][0] >= MARGIN else None


def _likeness(row: Mapping[str, Any], item: Mapping[str, Any]) -> float:
    """0-100: action and indikator together, or the action alone where the row has no indikator."""
    words = fold(f"{row['rencana_aksi'] or ''} {row['indikator'] or ''}")
    whole = fuzz.token_sort_ratio(words, fold(f"{item['rencana_aksi']} {item['indikator'] or ''}"))
    if row["indikator"]:
        return float(whole)
    return float(max(whole, fuzz.token_sort_ratio(words, fold(str(item["rencana_aksi"])))))


def _kinship(row: Mapping[str, Any], item: Mapping[str, Any]) -> float:
    """Milder than likeness, for what a person decides: words in common count beside the order of letters."""
    words = fold(f"{row['rencana_aksi'] or ''} {row['indikator'] or ''}")
    shared = fuzz.token_set_ratio(words, fold(f"{item['rencana_aksi']} {item['indikator'] or ''}"))
    return (_likeness(row, item) + float(shared)) / 2


def _same_numbers(row: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    words = fold(f"{row['rencana_aksi'] or ''} {row['indikator'] or ''}")
    return _numbers(words) == _numbers(fold(f"{item['rencana_aksi']} {item['indikator'] or ''}"))


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
        alone = item["jenis"] == Jenis.ANGKA and item["akumulasi"] == Akumulasi.PER_BULAN
        if not alone or _of_this_month(row, stored, temuan):
            _in_terms_of(item, row, stored, skala, temuan)
        _compare_target(item, row, targets, temuan)
    if stored["nilai"] is None and stored["teks"] is None:
        stored["kosong"].setdefault("realisasi", str(Kosong.KOSONG))
    return stored


def _plain(value: float | str | None) -> tuple[float | None, str | None]:
    if value is None:
        return None, None
    return (None, value) if isinstance(value, str) else (float(value), None)


def _of_this_month(row: Mapping[str, Any], stored: Row, temuan: Temuan) -> bool:
    """An item whose months stand alone takes the figure of this month; one to date is none, except in January.

    False: there is a figure, and it is not this month's.
    """
    beside = row.get("realisasi_bulan_ini")
    january = str(row["periode"] or "").endswith("-01")
    if row["sifat"] == Sifat.BULAN_INI or (january and row["realisasi"] is not None):
        return True
    if beside is not None:
        stored["nilai"], stored["teks"], stored["sifat"] = float(beside), None, str(Sifat.BULAN_INI)
        stored["sel"] = {**row["sel"], "realisasi": row["sel"]["realisasi_bulan_ini"]}
        stored["kosong"].pop("realisasi", None)
    elif stored["nilai"] is not None or stored["teks"] is not None:
        written = stored["teks"] if stored["nilai"] is None else angka(stored["nilai"])
        _no_value(stored, str(written))
        temuan.add(
            PERINGATAN, "BUKAN_ANGKA_BULAN", lembar=row["lembar"], sel=row["sel"].get("realisasi"), tertulis=written
        )
        return False
    return True


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
    if stages := baca_tahap(item.get("tahap") or ""):
        pct = _stage(stages, text, stored["nilai"])
        if pct is None:
            _no_value(stored, written)
            extra = f"salah satu tahap: {tulis_tahap(stages)}"
            temuan.add(PERINGATAN, "NILAI_BUKAN_JENISNYA", **where, tertulis=written, extra=extra)
        else:
            stored["nilai"], stored["teks"] = pct, text
    elif jenis == Jenis.ANGKA:
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
                about = f"{item['indikator'] or ''} {item['rencana_aksi']}"
                if said := wrong_grade(text, about, skala):
                    temuan.add(PERINGATAN, "PREDIKAT_TIDAK_COCOK", **where, tertulis=text, extra=said)
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


def _stage(stages: Sequence[Tahap], text: str | None, nilai: float | None) -> float | None:
    """The percent that a stage's name, its percent, a tick or the finished thing stands for."""
    yes = is_yes_no(_tick(text)) if text is not None else None
    if yes is not None:
        return 100.0 if yes else 0.0
    return pct_tahap(stages, text if text is not None else nilai if nilai is not None else "")


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
    if item.get("tahap") or item.get("arah") == Arah.RENTANG:
        return  # a stage is asked for, or a range: a single number beside it says nothing else
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

"""The words of a row that say what it is: kode, rencana aksi, indikator, area, OPD; filled down where a form leaves them blank."""

from __future__ import annotations

import re
from itertools import pairwise

from loaders.contract import Baris, Temuan
from loaders.header import Kolom
from loaders.names import AreaNames, OpdNames
from loaders.rows import Isi
from loaders.tables import Grid, Line, Tabel
from loaders.values import GALAT, PERINGATAN, empty_reason, is_ditto
from progress.model import Kosong, Opd

OPD_LABEL = re.compile(
    r"^\W*(?:nama\s+)?(?:perangkat daerah|opd|skpd|unit kerja|instansi|satuan kerja|unit organisasi|dinas\s*/\s*badan(?:\s*/\s*\w+)*|nama opd/skpd|opd\s*/\s*skpd|pd)"
    r"(?:\s*/\s*(?:unit kerja|opd|skpd))?\s*(?:[:=]\s*(.*))?$",
    re.IGNORECASE | re.DOTALL,
)


def after_label(text: str) -> str:
    """'Perangkat Daerah : Dinas Kesehatan' -> 'Dinas Kesehatan'; 'A. Dinas Kesehatan' likewise."""
    found = OPD_LABEL.match(text)
    return (
        (found[1] or "").strip() if found and found[1] else re.sub(r"^\W*(?:[A-Z]|[IVX]+|[0-9]{1,2})[.)]\s+", "", text)
    )


class Labels:
    """Reads the labels of one table row by row, in order; remembers what merged and first-of-block cells said."""

    def __init__(self, grid: Grid, table: Tabel, opd: OpdNames, area: AreaNames, temuan: Temuan) -> None:
        self.grid, self.table, self.opd, self.area_names, self.temuan = grid, table, opd, area, temuan
        self.lembar = grid.sheet.name
        self.kode = table.one("kode")
        self.indicator = table.one("indikator")
        self.names = (("rencana_aksi", table.one("rencana_aksi", "kegiatan")), ("indikator", self.indicator))
        self._titled = {k.c for k in table.columns}
        self._stairs = len(table.name_span) > 1
        self.carried: dict[str, tuple[str, str]] = {}
        self.banner_area: str | None = None
        self._area_outline: str | None = None  # how the last banner that named an area was numbered
        self._area_in_blocks = False
        self.fills = not temuan.taken_back("TERISI_OTOMATIS", self.lembar)
        self.filled: set[str] = set()  # what was filled from above, or would have been

    def is_group(self, text: str) -> bool:
        """Whether a whole text names an area or an OPD."""
        if len(text) > 160:
            return False
        return bool(self.area_names.find(text).kode or self.opd.known(after_label(text)) or OPD_LABEL.match(text))

    def take_banner(self, r: int, text: str) -> Opd | None:
        """Remember the area that a banner names; answers the OPD it names instead, if any.

        A banner that must be an area, because it says so or is numbered like the last one that was, and names none that is
        known, ends that area: its rows are not those of the banner before.
        """
        self.carried.pop("rencana_aksi", None)
        found = self.area_names.find(text)
        outline = _outline_kind(text)
        if found.kode:
            self.banner_area, self._area_outline = found.kode, outline
            return None
        if opd := self.opd.find(after_label(text)).opd:
            return opd
        if _SAYS_AREA.match(text) or (outline and outline == self._area_outline):
            self.banner_area = None
            c = next((c for c, t in self.grid.row(r) if t == text), 0)
            self.temuan.add(
                PERINGATAN, "AREA_TIDAK_DIKENAL", lembar=self.lembar, sel=self.grid.line(r).address(c), tertulis=text
            )
        return None

    def area_column(self, isi: Isi) -> Kolom | None:
        """The column that names areas; a Sasaran or Program column only when its texts do."""
        for arti in ("area", "sasaran", "program"):
            k = self.table.one(arti)
            if k and (arti == "area" or any(self.area_names.find(self.grid.filled(r, k.c)).kode for r in isi.data)):
                self._area_in_blocks = self._in_blocks(k, isi)
                return k
        return None

    def _in_blocks(self, k: Kolom, isi: Isi) -> bool:
        """Whether an area is written once per block; where rows in a row repeat it, a blank says nothing."""
        if any((r, k.c) in self.grid.merge_of for r in isi.data):
            return True
        texts = [self.grid.text(r, k.c) for r in isi.data]
        return not any(a and a == b for a, b in pairwise(texts))

    def opd_column(self, isi: Isi, *arti: str) -> Kolom | None:
        """A column full of bidang names is no OPD column; one that names the register is."""
        k = self.table.one(*arti)
        texts = {t for r in isi.data if (t := self.grid.filled(r, k.c))} if k else set()
        return k if any(self.opd.find(t).opd for t in texts) else None

    def coordinators(self, isi: Isi) -> Kolom | None:
        """The Koordinator column of a recap: it names more than one OPD. One name in every row may well be another OPD's."""
        k = self.opd_column(isi, "koordinator")
        named = {o.kode for r in isi.data if k and (o := self.opd.find(self.grid.filled(r, k.c)).opd)}
        return k if len(named) > 1 else None

    def read(self, row: Baris, line: Line) -> None:
        """kode, rencana aksi and indikator of one row, with their addresses."""
        if self.kode:
            text, sel = line.cell(self.kode.c)
            row.sel["kode"] = sel
            row.kode = text if text and empty_reason(text) is None else None
        for field_name, k in self.names:
            if k is None:
                continue
            stairs = self._stairs and field_name == "rencana_aksi"
            text, sel = self._name_cell(line, k.c) if stairs else line.cell(k.c)
            own, ditto = text, is_ditto(text)
            if text and not ditto and empty_reason(text) is None:
                self.carried[field_name] = (text, sel)
            elif (
                field_name in self.carried
                and (ditto or (field_name == "rencana_aksi" and self.indicator and line.text(self.indicator.c)))
                and self._fill(row, field_name)
            ):
                own, sel = self.carried[field_name]
            else:
                row.kosong[field_name] = empty_reason(text) or Kosong.KOSONG
                own = ""
            setattr(row, field_name, own or None)
            row.sel[field_name] = sel

    def _name_cell(self, line: Line, c: int) -> tuple[str, str]:
        """The lowest stair that is written in this row; a number or letter before it is none."""
        for stair in reversed(self.table.name_span[1:]):
            if line.text(stair) and (stair in self._titled or _is_outline(line.text(c))):
                return line.text(stair), line.address(stair)
        return line.cell(c)

    def area(self, row: Baris, line: Line, column: Kolom | None) -> str | None:
        """The area's code, from the column or the last banner; an unknown name is a finding, the row stays."""
        if column is None:
            return self.banner_area
        text, sel = line.cell(column.c)
        ditto = is_ditto(text)
        if not text or ditto or empty_reason(text):
            if self.banner_area or "area" not in self.carried:
                return self.banner_area
            further_indicator = not row.sel.get("rencana_aksi", str(row.baris)).endswith(str(row.baris))
            if not (self._area_in_blocks or further_indicator or ditto) or not self._fill(row, "area"):
                self.temuan.add(PERINGATAN, "AREA_KOSONG", lembar=self.lembar, sel=sel)
                return None
            text, sel = self.carried["area"]
        self.carried["area"] = (text, sel)
        row.sel["area"] = sel
        found = self.area_names.find(text)
        if found.kode is None or (
            found.mirip
            and not self.temuan.tolerate(
                "AREA_MIRIP", lembar=self.lembar, sel=sel, tertulis=text, extra=self.area_names.nama[found.kode]
            )
        ):
            self.temuan.add(PERINGATAN, "AREA_TIDAK_DIKENAL", lembar=self.lembar, sel=sel, tertulis=text)
            return self.banner_area
        return found.kode

    def row_opd(self, row: Baris, line: Line, column: Kolom) -> Opd | None:
        """The OPD that the row itself names; unknown is a galat with the nearest names."""
        text, sel = line.cell(column.c)
        if not text or is_ditto(text) or empty_reason(text):
            if "opd" not in self.carried or not self._fill(row, "opd"):
                self.temuan.add(GALAT, "OPD_TIDAK_DIKENAL", lembar=self.lembar, sel=sel, tertulis=text)
                return None
            text, sel = self.carried["opd"]
        if self.carried.get("opd", (text, sel))[0] != text:
            self.carried.pop("area", None)  # the next OPD begins its own blocks
        self.carried["opd"] = (text, sel)
        row.sel["opd"] = sel
        found = self.opd.find(text)
        if found.opd and (
            not found.mirip
            or self.temuan.tolerate("OPD_MIRIP", lembar=self.lembar, sel=sel, tertulis=text, extra=found.opd.nama)
        ):
            return found.opd
        hint = unknown_opd(text, (found.opd,) if found.opd else found.pilihan)
        self.temuan.add(GALAT, "OPD_TIDAK_DIKENAL", lembar=self.lembar, sel=sel, tertulis=text, extra=hint)
        return None

    def note_filled(self) -> None:
        """One line of the repair log for the whole sheet."""
        if self.filled:
            self.temuan.tolerate("TERISI_OTOMATIS", lembar=self.lembar, extra=", ".join(sorted(self.filled)))

    def _fill(self, row: Baris, field_name: str) -> bool:
        """Whether a blank may be filled from the rows above it."""
        self.filled.add(field_name)
        if self.fills:
            row.terisi_otomatis.append(field_name)
        return self.fills


_SAYS_AREA = re.compile(r"\W*area(?:\s+perubahan)?\s*[:=]", re.IGNORECASE)
_OUTLINE_KIND = re.compile(r"\W*(?:(?P<romawi>[IVX]+)|(?P<huruf>[A-H])|(?P<angka>[0-9]{1,2}))[.)]\s")


def _outline_kind(text: str) -> str | None:
    """'II. Pengawasan' is numbered 'romawi', 'B. Pengawasan' 'huruf', '2. Pengawasan' 'angka'."""
    found = _OUTLINE_KIND.match(text)
    return found.lastgroup if found else None


_OUTLINE = re.compile(r"\W*(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-z]|[ivx]+)?\W*", re.IGNORECASE)


def _is_outline(text: str) -> bool:
    """Nothing, or the number or letter that stands before a name."""
    return bool(_OUTLINE.fullmatch(text))


def unknown_opd(text: str, choices: tuple[Opd, ...]) -> str:
    """The part of a sentence that shows an unknown name and up to three near ones."""
    return f": '{text}'" + (f" (mungkin {', '.join(o.nama for o in choices)})" if choices else "")

"""The workbook of a Paket hitung ulang: every input in a cell, every score a live formula over them.

The formulas are written from the settled arithmetic. Each carries the value worked out beside it as its stored result, so
that a viewer which does not calculate shows the same numbers; a program that does calculate finds them again.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from progress.reports import hitung_ulang
from progress.wording import paket as kata

AWAL = 3  # the first row of every table, 1-based; the same rencana aksi stands in the same row of every sheet
BULAN = range(1, 13)
NILAI = (
    "capaian_pct", "capaian_tahun_pct", "tepi_bawah_pct", "tepi_atas_pct", "serapan_pct", "sudah_lapor", "wajib_lapor",
    "opd_sudah_lapor", "opd_wajib_lapor", "kelas",
)  # fmt: skip
LUAR = "–"  # stands for an area outside the framework: a formula cannot look for an empty cell
Cell = Callable[[int], str]


def write(bahan: Mapping[str, Any], hasil: Mapping[str, Any], *, tersimpan: bool = True) -> bytes:
    """The workbook of what hitung_ulang read and worked out; without `tersimpan` no result is stored beside its formula."""
    isi = io.BytesIO()
    book = xlsxwriter.Workbook(isi, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": kata.JUDUL_BUKU, "created": datetime(2026, 1, 1)})
    book.set_calc_mode("auto")
    if unknown := without_formula(bahan):
        book.add_worksheet("Baca").write_string(0, 0, kata.tanpa_rumus(unknown))
    else:
        _Buku(book, bahan, hasil, tersimpan).write()
    book.close()
    return isi.getvalue()


def without_formula(bahan: Mapping[str, Any]) -> tuple[str, ...]:
    """What this month needs and the formulas do not know; the script does."""
    ways = {row["cara_target"] for row in bahan["rencana_aksi"]} - {"", "tangga"}
    return tuple(f"cara_target {way}" for way in sorted(ways))


class _Lembar(Worksheet):  # type: ignore[misc]
    """Takes formulas as they are: looking for functions newer than ours in each of 90,000 costs most of the time."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class _Buku:
    """The sheets in the order in which a number comes about."""

    def __init__(self, book: Any, bahan: Mapping[str, Any], hasil: Mapping[str, Any], tersimpan: bool) -> None:
        self.book, self.bahan, self.hasil, self.tersimpan = book, bahan, hasil, tersimpan
        self.tebal = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.rows: Sequence[Any] = hasil["item"]
        self.bulan = int(bahan["paket"]["periode"][5:])
        self.area = [a["kode"] for a in bahan["area"]]
        self.jenjang = bahan["aturan"].get("jenjang", hitung_ulang.JENJANG)
        self.akhir = AWAL + max(len(self.rows), 1) - 1

    def write(self) -> None:
        self._baca()
        self._aturan()
        self._rencana_aksi()
        self._target()
        self._hitung_target()
        self._realisasi()
        self._hitung_realisasi()
        self._anggaran()
        self._hitung_item()
        self._opd()
        self._opd_area()
        self._area()
        self._pemda()

    # --- inputs ---

    def _baca(self) -> None:
        sheet = self.book.add_worksheet("Baca")
        sheet.set_column(0, 0, 110)
        paket = self.bahan["paket"]
        for n, line in enumerate(kata.baca_buku(paket["pemda"], paket["periode"], paket["aturan"])):
            sheet.write_string(n, 0, line)

    def _aturan(self) -> None:
        sheet, aturan = self._sheet("Aturan", ("kunci", "nilai")), self.bahan["aturan"]
        values = (
            ("batas_atas", aturan["batas_atas_pct"]), ("ambang", aturan["ambang_cakupan_pct"]),
            ("minimal", aturan["minimal_item_peringkat"]), ("toleransi", aturan.get("toleransi_target", 1e-9)),
            ("belum", aturan.get("belum_dapat_dinilai", "belum dapat dinilai")), ("bulan", self.bulan),
        )  # fmt: skip
        for n, (name, value) in enumerate(values, start=AWAL):
            sheet.write(n - 1, 0, name)
            sheet.write(n - 1, 1, value)
            self.book.define_name(f"aturan_{name}", f"=Aturan!$B${n}")
        kelas = sorted(aturan["kelas"], key=lambda k: k["batas_bawah"])
        for n, k in enumerate(kelas, start=AWAL):
            sheet.write(n - 1, 3, k["batas_bawah"])
            sheet.write(n - 1, 4, k["nama"])
        for n, step in enumerate(self.jenjang, start=AWAL):
            sheet.write(n - 1, 6, step["sampai_pct"])
            sheet.write(n - 1, 7, step["nilai"])
        last = AWAL + len(kelas) - 1
        self.book.define_name("kelas_batas", f"=Aturan!$D${AWAL}:$D${last}")
        self.book.define_name("kelas_nama", f"=Aturan!$E${AWAL}:$E${last}")

    def _rencana_aksi(self) -> None:
        names = (
            "item_id", "kode", "opd", "area", "rencana_aksi", "indikator", "satuan", "jenis", "arah", "akumulasi", "bobot",
            "anggaran_rp", "berkas", "lembar", "baris", "rumus",
        )  # fmt: skip
        sheet = self._sheet("RencanaAksi", names)
        for n, row in enumerate(self.rows, start=AWAL):
            item = {**row["item"], "area": row["area"] if row["area"] in self.area else LUAR}
            for k, name in enumerate(names):
                self._put(sheet, n, k, item.get(name, ""), name in ("item_id", "bobot", "anggaran_rp", "baris"))

    def _target(self) -> None:
        """Column B is the year's target, C to N the months; then their sifat and their cells."""
        heads = (
            "item_id",
            "tahun",
            *BULAN,
            *(f"sifat {b}" for b in BULAN),
            *(f"sel {b}" for b in range(13)),
            *(f"atas {b}" for b in range(13)),
        )
        sheet = self._sheet("Target", heads)
        tahun = self.bahan["paket"]["periode"][:4]
        cells: dict[str, list[Any]] = {}
        for t in self.bahan["target"]:
            if t["tahun"] == tahun:
                cells.setdefault(t["item_id"], []).append(t)
        for n, row in enumerate(self.rows, start=AWAL):
            self._put(sheet, n, 0, row["item"]["item_id"], True)
            for t in cells.get(row["item"]["item_id"], []):
                b = int(t["bulan"])
                self._value(sheet, n, 1 + b, t, row["item"]["jenis"])
                if b:
                    self._put(sheet, n, 13 + b, t["sifat"], False)
                self._put(sheet, n, 26 + b, _address(t, t["sel"]), False)
                self._put(sheet, n, 39 + b, t["nilai_atas"], True)

    def _realisasi(self) -> None:
        """Columns B to M are the months; then their sifat, why a cell is empty, and their cells."""
        sheet = self._sheet(
            "Realisasi", ("item_id", *BULAN, *(f"{k} {b}" for k in ("sifat", "kosong", "sel") for b in BULAN))
        )
        for n, row in enumerate(self.rows, start=AWAL):
            self._put(sheet, n, 0, row["item"]["item_id"], True)
            for b, r in enumerate(row["realisasi"]["laporan"], start=1):
                if r is not None:
                    self._value(sheet, n, b, r, row["item"]["jenis"])
                    self._put(sheet, n, 12 + b, r["sifat"], False)
                    self._put(sheet, n, 24 + b, r["kosong"], False)
                    self._put(sheet, n, 36 + b, _address(r, r["sel_realisasi"]), False)

    def _value(self, sheet: Any, n: int, column: int, row: Mapping[str, str], jenis: str) -> None:
        """A level as typed, else the number; a text that is no number stays a text and counts as nothing."""
        if jenis == "ordinal":
            self._put(sheet, n, column, row["teks"] or row["nilai"], False)
        else:
            self._put(sheet, n, column, row["nilai"] or row["teks"], bool(row["nilai"]))

    # --- item by item ---

    def _hitung_target(self) -> None:
        heads = (
            "item_id", "tahun", *BULAN, "terisi", "jumlah", "terakhir", "jumlah = setahun", "terakhir = setahun", "tanpa sifat",
            "tidak jelas", *(f"s.d. {b}" for b in BULAN), "s.d. bulan ini", "target setahun", "tanpa target", "jatuh tempo", "naik", "per bulan",
            "rentang", "rasio", "jenjang", *(f"atas {b}" for b in range(13)), *(f"atas s.d. {b}" for b in BULAN), "atas s.d. bulan ini",
            "atas setahun",
        )  # fmt: skip
        sheet = self._sheet("HitungTarget", heads)
        tahun, months = "B", "CDEFGHIJKLMN"
        terisi, jumlah, terakhir, sama_jumlah, sama_akhir, tanpa_sifat, tidak_jelas = "OPQRSTU"
        jalan = [xl_col_to_name(21 + k) for k in range(12)]
        kini, setahun, tanpa, tempo, naik, sendiri, rentang, rasio, langkah = (xl_col_to_name(33 + k) for k in range(9))
        atas, atas_jalan = [xl_col_to_name(42 + k) for k in range(13)], [xl_col_to_name(55 + k) for k in range(12)]
        kini_atas, setahun_atas = xl_col_to_name(67), xl_col_to_name(68)
        for n, row in enumerate(self.rows, start=AWAL):
            t = row["target"]
            self._put(sheet, n, 0, row["item"]["item_id"], True)
            jenis, arah, akumulasi, rumus = (f"RencanaAksi!${c}{n}" for c in "HIJP")
            turun = f'{jenis}="angka",{arah}="turun"'
            for column, text, flag in (
                (sendiri, f'AND({jenis}="angka",{akumulasi}="per_bulan")', row["jenis"]["per_bulan"]),
                (rentang, f'AND({jenis}="angka",{arah}="rentang")', row["jenis"]["rentang"]),
                (rasio, f'AND({turun},{rumus}="rasio")', row["jenis"]["rasio"]),
                (langkah, f'AND({turun},{rumus}="jenjang")', row["jenis"]["jenjang"]),
            ):
                self._formula(sheet, n, column, f"IF({text},1,0)", flag)
            for k, column in enumerate((tahun, *months)):
                raw = f"Target!{column}{n}"
                number = f'IF(AND({sendiri}{n}=1,{naik}{n}=1,N({raw})=0),"",{raw})'
                self._formula(
                    sheet, n, column,
                    f'IF({jenis}="ordinal",IF({raw}="","",1),IF({jenis}="ya_tidak",IF(N({raw})>0,1,""),IF(ISNUMBER({raw}),{number},"")))',
                    t["sel"][k],
                )  # fmt: skip
            whole = f"C{n}:N{n}"
            adds = f'AND({jenis}="angka",{akumulasi}="jumlah")'
            near = f"<=aturan_toleransi*MAX(1,ABS({tahun}{n}))"
            self._formula(sheet, n, terisi, f"COUNT({whole})", t["n"])
            self._formula(sheet, n, jumlah, f"SUM({whole})", t["jumlah"])
            self._formula(
                sheet,
                n,
                terakhir,
                f'IF({terisi}{n}=0,"",INDEX({whole},SUMPRODUCT(MAX(ISNUMBER({whole})*(COLUMN({whole})-2)))))',
                t["terakhir"],
            )
            self._formula(
                sheet,
                n,
                sama_jumlah,
                f"IF(ISNUMBER({tahun}{n}),IF(ABS({jumlah}{n}-{tahun}{n}){near},1,0),0)",
                t["jumlahnya"],
            )
            self._formula(
                sheet, n, sama_akhir,
                f"IF(AND(ISNUMBER({tahun}{n}),{terisi}{n}>0),IF(ABS({terakhir}{n}-{tahun}{n}){near},1,0),0)", t["terakhirnya"],
            )  # fmt: skip
            self._formula(
                sheet, n, tanpa_sifat, f'SUMPRODUCT(ISNUMBER({whole})*(Target!O{n}:Z{n}=""))',
                sum(v is not None and not s for v, s in zip(t["sel"][1:], t["sifat"][1:], strict=True)),
            )  # fmt: skip
            self._formula(
                sheet, n, tidak_jelas,
                f"IF(AND({adds},{terisi}{n}>1,{tanpa_sifat}{n}>0,{sama_jumlah}{n}=0,{sama_akhir}{n}=0),1,0)", t["tidak_jelas"],
            )  # fmt: skip
            for k, (column, month) in enumerate(zip(jalan, months, strict=True)):
                cell, mark = f"{month}{n}", f"Target!{xl_col_to_name(14 + k)}{n}"
                if k == 0:
                    text = f'IF(ISNUMBER({cell}),{cell},"")'
                else:
                    before = f"{jalan[k - 1]}{n}"
                    sd = f'OR(NOT({adds}),{mark}="sd",AND({mark}="",{sama_jumlah}{n}=0),{before}="")'
                    text = f"IF(ISNUMBER({cell}),IF({sd},{cell},N({before})+{cell}),{before})"
                self._formula(sheet, n, column, text, t["jalan"][k])
            if row["jenis"]["rentang"]:
                self._upper_bounds(sheet, n, t, (tahun, *months), atas, atas_jalan, adds, f"{sama_jumlah}{n}")
                for column, at_month, at_year, value in (
                    (kini_atas, (atas[self.bulan], atas_jalan[self.bulan - 1]), atas[0], t["kini_atas"]),
                    (setahun_atas, (atas_jalan[11], atas_jalan[11]), atas[0], t["tahun_atas"]),
                ):
                    monthly = f"IF({sendiri}{n}=1,{at_month[0]}{n},{at_month[1]}{n})"
                    whole_year = f"OR({sendiri}{n}=1,aturan_bulan=12)"
                    text = f'IF({terisi}{n}>0,{monthly},IF({whole_year},{at_year}{n},""))'
                    if column == setahun_atas:
                        stated = f"AND(ISNUMBER({tahun}{n}),NOT(AND({sendiri}{n}=1,{terisi}{n}>0)))"
                        text = f"IF({stated},{at_year}{n},{atas_jalan[11]}{n})"
                    self._formula(sheet, n, column, text, value)
            now = f"IF({sendiri}{n}=1,{months[self.bulan - 1]}{n},{jalan[self.bulan - 1]}{n})"
            self._formula(
                sheet,
                n,
                kini,
                f'IF({terisi}{n}=0,IF(OR({sendiri}{n}=1,aturan_bulan=12),{tahun}{n},""),{now})',
                t["kini"],
            )
            self._formula(
                sheet,
                n,
                setahun,
                f"IF(AND(ISNUMBER({tahun}{n}),NOT(AND({sendiri}{n}=1,{terisi}{n}>0))),{tahun}{n},"
                f'IF({tidak_jelas}{n}=1,"",{jalan[11]}{n}))',
                t["tahun_mentah"],
            )
            self._formula(
                sheet, n, tanpa,
                f"IF(OR({tidak_jelas}{n}=1,AND({terisi}{n}=0,NOT(ISNUMBER({tahun}{n}))),AND(ISNUMBER({setahun}{n}),N({setahun}{n})<0),"
                f"AND(ISNUMBER({kini}{n}),N({kini}{n})<0),AND({naik}{n}=1,ISNUMBER({setahun}{n}),N({setahun}{n})=0),"
                f"AND(ISNUMBER({setahun_atas}{n}),N({setahun_atas}{n})<N({setahun}{n})),"
                f"AND(ISNUMBER({kini_atas}{n}),ISNUMBER({kini}{n}),N({kini_atas}{n})<N({kini}{n}))),1,0)",
                t["tanpa_target"],
            )  # fmt: skip
            self._formula(
                sheet, n, tempo,
                f"IF(AND({tanpa}{n}=0,ISNUMBER({kini}{n}),NOT(AND({naik}{n}=1,N({kini}{n})=0))),1,0)", t["jatuh_tempo"],
            )  # fmt: skip
            self._formula(sheet, n, naik, f'IF(OR({jenis}="ya_tidak",{arah}="naik"),1,0)', row["naik"])

    def _upper_bounds(
        self, sheet: Any, n: int, t: Mapping[str, Any], cells: Sequence[str], atas: Sequence[str], jalan: Sequence[str],
        adds: str, sums_up: str,
    ) -> None:  # fmt: skip
        """The upper bounds of a range beside its cells, and added up along the months as the cells are."""
        for k, (cell, column) in enumerate(zip(cells, atas, strict=True)):
            raw = f"Target!{xl_col_to_name(39 + k)}{n}"
            text = f'IF(ISNUMBER({cell}{n}),IF(ISNUMBER({raw}),{raw},{cell}{n}),"")'
            self._formula(sheet, n, column, text, t["atas"][k])
        for k, column in enumerate(jalan):
            own, mark = f"{atas[1 + k]}{n}", f"Target!{xl_col_to_name(14 + k)}{n}"
            if k == 0:
                text = f'IF(ISNUMBER({own}),{own},"")'
            else:
                before = f"{jalan[k - 1]}{n}"
                sd = f'OR(NOT({adds}),{mark}="sd",AND({mark}="",{sums_up}=0),{before}="")'
                text = f"IF(ISNUMBER({own}),IF({sd},{own},N({before})+{own}),{before})"
            self._formula(sheet, n, column, text, t["jalan_atas"][k])

    def _hitung_realisasi(self) -> None:
        """Three columns a month: what counts, whether it is NIHIL, and the value to date."""
        heads = [f"{k} {b}" for b in range(1, self.bulan + 1) for k in ("nilai", "nihil", "s.d.")]
        sheet = self._sheet("HitungRealisasi", ("item_id", *heads))
        for n, row in enumerate(self.rows, start=AWAL):
            r = row["realisasi"]
            self._put(sheet, n, 0, row["item"]["item_id"], True)
            jenis, akumulasi = f"RencanaAksi!$H{n}", f"RencanaAksi!$J{n}"
            for k in range(self.bulan):
                raw, sifat, kosong = (f"Realisasi!{xl_col_to_name(first + k)}{n}" for first in (1, 13, 25))
                nilai, nihil, jalan = (f"{xl_col_to_name(1 + 3 * k + j)}" for j in range(3))
                to_date = f'AND({jenis}="angka",{akumulasi}="per_bulan",{sifat}<>"bulan_ini")' if k else "FALSE"
                self._formula(
                    sheet, n, nilai,
                    f'IF({kosong}<>"","",IF(ISNUMBER({raw}),IF(OR(AND({jenis}="ya_tidak",{raw}<>0,{raw}<>1),{to_date}),"",{raw}),""))',
                    r["nilai"][k],
                )  # fmt: skip
                self._formula(
                    sheet, n, nihil,
                    f'IF(AND({kosong}="nihil",{jenis}="angka",OR({akumulasi}="jumlah",{akumulasi}="kumulatif",{akumulasi}="per_bulan")),1,0)',
                    r["nihil_bulan"][k],
                )  # fmt: skip
                term = f"IF({nihil}{n}=1,0,{nilai}{n})"
                if k == 0:
                    text = term
                else:
                    before = f"{xl_col_to_name(3 * k)}{n}"
                    of_month = f'OR({nihil}{n}=1,AND({sifat}="bulan_ini",{jenis}="angka",{akumulasi}="jumlah"))'
                    adds = f'AND({of_month},{before}<>"")'
                    text = f"IF(OR({nihil}{n}=1,ISNUMBER({nilai}{n})),IF({adds},N({before})+{term},{term}),{before})"
                self._formula(sheet, n, jalan, text, r["jalan"][k])

    def _anggaran(self) -> None:
        """Realisasi anggaran: as reported, its sifat, and the value to date."""
        heads = [f"{k} {b}" for b in range(1, self.bulan + 1) for k in ("rupiah", "sifat", "s.d.")]
        sheet = self._sheet("Anggaran", ("item_id", *heads))
        for n, row in enumerate(self.rows, start=AWAL):
            r = row["realisasi"]
            self._put(sheet, n, 0, row["item"]["item_id"], True)
            for k, laporan in enumerate(r["laporan"]):
                rupiah, sifat, jalan = (f"{xl_col_to_name(1 + 3 * k + j)}" for j in range(3))
                if laporan is not None:
                    self._put(sheet, n, 1 + 3 * k, laporan["realisasi_anggaran_rp"], True)
                    self._put(sheet, n, 2 + 3 * k, laporan["sifat_anggaran"], False)
                cell = f"{rupiah}{n}"
                if k == 0:
                    text = f'IF(ISNUMBER({cell}),{cell},"")'
                else:
                    before = f"{xl_col_to_name(3 * k)}{n}"
                    adds = f'AND({sifat}{n}="bulan_ini",{before}<>"")'
                    text = f"IF(ISNUMBER({cell}),IF({adds},N({before})+{cell},{cell}),{before})"
                self._formula(sheet, n, jalan, text, r["uang_jalan"][k])

    def _hitung_item(self) -> None:
        heads = (
            "item_id", "opd", "area", "naik", "target_sd", "target_tahun", "realisasi_sd", "dilaporkan", "keadaan", "capaian_pct",
            "capaian_tahun_pct", "bobot", "wajib", "sudah", "dihitung", "tahun dihitung", "tepi bawah", "tepi atas",
            "bobot x dihitung", "bobot x tahun", "bobot x bawah", "bobot x atas", "anggaran", "terserap",
        )  # fmt: skip
        sheet = self._sheet("HitungItem", heads)
        place = {o["opd"]: AWAL + k for k, o in enumerate(self.hasil["opd"])}
        last = 3 * (self.bulan - 1)
        nilai_b, nihil_b, jalan_b = (f"HitungRealisasi!{xl_col_to_name(1 + last + j)}" for j in range(3))
        raw_b, sifat_b, kosong_b = (f"Realisasi!{xl_col_to_name(first + self.bulan - 1)}" for first in (1, 13, 25))
        uang_b, uang_sd = f"Anggaran!{xl_col_to_name(1 + last)}", f"Anggaran!{xl_col_to_name(3 + last)}"
        values = [f"HitungRealisasi!{xl_col_to_name(1 + 3 * k)}" for k in range(self.bulan)]
        marks = [f"Realisasi!{xl_col_to_name(13 + k)}" for k in range(self.bulan)]
        cap = self.bahan["aturan"]["batas_atas_pct"]
        for n, row in enumerate(self.rows, start=AWAL):
            r, t = row["realisasi"], row["target"]
            jenis, akumulasi = f"RencanaAksi!$H{n}", f"RencanaAksi!$J{n}"
            tempo, tanpa = f"HitungTarget!AK{n}", f"HitungTarget!AJ{n}"
            dihitung = None if not row["sudah"] else min(row["capaian_pct"], cap)
            tahun_dihitung = None if not row["sudah"] else min(row["capaian_tahun_pct"], cap)
            own = "+".join(
                f'IF(AND({m}{n}="bulan_ini",ISNUMBER({v}{n})),1,0)' for v, m in zip(values, marks, strict=True)
            )
            total = "+".join(f'IF({m}{n}="bulan_ini",N({v}{n}),0)' for v, m in zip(values, marks, strict=True))
            mean = f'IF({sifat_b}{n}="bulan_ini",IF(({own})=0,"",({total})/MAX(1,{own})),{nilai_b}{n})'
            kept = f'AND(D{n}=1,{jenis}="angka",OR({akumulasi}="jumlah",{akumulasi}="kumulatif"))'
            in_budget = f"AND(N(RencanaAksi!L{n})>0,ISNUMBER({uang_b}{n}))"
            budget = row["anggaran"] is not None and row["anggaran"] > 0 and row["uang"] is not None
            single = f"IF({nihil_b}{n}=1,0,{nilai_b}{n})"
            to_date = f'IF({akumulasi}="rata_rata",{mean},IF({akumulasi}="per_bulan",{single},{jalan_b}{n}))'
            reported = f'IF(H{n}=0,"belum lapor",IF({nihil_b}{n}=1,"nihil","dinilai"))'
            p = place[row["opd"]]
            self._put(sheet, n, 0, row["item"]["item_id"], True)
            formulas: tuple[tuple[str, str, Any], ...] = (
                ("B", f"RencanaAksi!C{n}", row["opd"]),
                ("C", f"RencanaAksi!D{n}", row["area"] if row["area"] in self.area else LUAR),
                ("D", f"HitungTarget!AL{n}", row["naik"]),
                ("E", f'IF(AND({tempo}=1,{jenis}<>"ordinal"),HitungTarget!AH{n},"")', t["sd"]),
                ("F", f'IF({jenis}="ordinal","",HitungTarget!AI{n})', t["tahun"]),
                (
                    "G",
                    f'IF(AND(H{n}=1,{jenis}<>"ordinal"),IF({jenis}="angka",{to_date},{jalan_b}{n}),"")',
                    r["sd"],
                ),
                (
                    "H",
                    f'IF({jenis}="ordinal",IF(AND({kosong_b}{n}="",{raw_b}{n}<>""),1,0),IF(OR({nihil_b}{n}=1,ISNUMBER({nilai_b}{n})),1,0))',
                    row["dilaporkan"],
                ),
                (
                    "I",
                    f'IF({tanpa}=1,"tanpa target",IF({tempo}=0,"belum jatuh tempo",IF({jenis}="ordinal","ordinal",{reported})))',
                    row["keadaan"],
                ),
                ("J", self._capaian(n, f"G{n}", f"E{n}", "BP"), row["capaian_pct"]),
                ("K", f'IF({tanpa}=1,"",{self._capaian(n, f"G{n}", f"F{n}", "BQ")})', row["capaian_tahun_pct"]),
                (
                    "L",
                    f"IF(OPD!$I${p}=1,IF(ISNUMBER(RencanaAksi!K{n}),RencanaAksi!K{n},OPD!$J${p})*OPD!$E${p}/OPD!$K${p},1)",
                    row["bobot"],
                ),
                ("M", f'IF(AND({tempo}=1,{jenis}<>"ordinal"),1,0)', row["wajib"]),
                ("N", f"IF(AND(M{n}=1,H{n}=1),1,0)", row["sudah"]),
                ("O", f'IF(N{n}=1,MIN(J{n},aturan_batas_atas),"")', dihitung),
                ("P", f'IF(N{n}=1,MIN(K{n},aturan_batas_atas),"")', tahun_dihitung),
                (
                    "Q",
                    f'IF(M{n}=0,"",IF(N{n}=1,O{n},IF({kept},MIN(N({self._capaian(n, f"{jalan_b}{n}", f"E{n}", "BP")}),aturan_batas_atas),0)))',
                    row["bawah"],
                ),
                ("R", f'IF(M{n}=0,"",IF(N{n}=1,O{n},100))', row["atas"]),
                ("S", f'IF(N{n}=1,L{n}*O{n},"")', _times(row["bobot"], dihitung)),
                ("T", f'IF(N{n}=1,L{n}*P{n},"")', _times(row["bobot"], tahun_dihitung)),
                ("U", f'IF(M{n}=1,L{n}*Q{n},"")', _times(row["bobot"], row["bawah"])),
                ("V", f'IF(M{n}=1,L{n}*R{n},"")', _times(row["bobot"], row["atas"])),
                ("W", f'IF({in_budget},RencanaAksi!L{n},"")', row["anggaran"] if budget else None),
                ("X", f'IF({in_budget},{uang_sd}{n},"")', row["uang"] if budget else None),
            )
            for column, text, value in formulas:
                self._formula(sheet, n, column, text, value)

    def _capaian(self, n: int, realisasi: str, target: str, atas: str) -> str:
        """Percent, floor 0, no cap; empty without a formula. `atas` is a column of HitungTarget."""
        rentang, rasio, langkah, upper = (f"HitungTarget!{c}{n}" for c in ("AN", "AO", "AP", atas))
        quotient = f"{realisasi}/{target}*100"
        steps = "0"
        for place in reversed(range(AWAL, AWAL + len(self.jenjang))):
            steps = f"IF({quotient}<=Aturan!$G${place}+1E-9,Aturan!$H${place},{steps})"
        ratio = f"IF({realisasi}>0,MIN({target}/{realisasi},2),2)*100"
        plain = f"MAX(0,IF(D{n}=1,{realisasi}/{target},(2*{target}-{realisasi})/{target})*100)"
        above = f"IF({rasio}=1,{ratio},IF({langkah}=1,{steps},{plain}))"
        at_zero = f'IF(AND(D{n}=0,N({target})=0),IF(N({realisasi})<=0,100,0),"")'
        below_range = f"MAX(0,IF({target}>0,{realisasi}/{target},{realisasi})*100)"
        above_range = f"IF({upper}>0,MAX(0,(2*{upper}-{realisasi})/{upper}*100),0)"
        inside = f"AND({realisasi}>={target},{realisasi}<={upper})"
        in_range = f"IF({inside},100,IF({realisasi}<{target},{below_range},{above_range}))"
        usable = f"AND(ISNUMBER({upper}),N({target})>=0,N({upper})>=N({target}))"
        number = f'IF({rentang}=1,IF({usable},{in_range},""),IF(N({target})>0,{above},{at_zero}))'
        return f'IF(AND(ISNUMBER({realisasi}),ISNUMBER({target})),{number},"")'

    # --- groups ---

    def _opd(self) -> None:
        heads = (
            "opd", "nama", "kelompok", "terdaftar", "rencana aksi", "bobot tertulis", "jumlah bobot", "bobot negatif", "bobot dipakai",
            "bobot rata-rata", "jumlah penuh", *NILAI, "diperingkat", "tepi", "peringkat",
        )  # fmt: skip
        sheet = self._sheet("OPD", heads)
        known = {o["kode"]: o for o in self.bahan["opd"]}
        last = AWAL + max(len(self.hasil["opd"]), 1) - 1
        opd, bobot = self._range("RencanaAksi", "C"), self._range("RencanaAksi", "K")
        for n, o in enumerate(self.hasil["opd"], start=AWAL):
            mine = [row for row in self.rows if row["opd"] == o["opd"]]
            given = [float(row["item"]["bobot"]) for row in mine if row["item"]["bobot"]]
            used = sum(given) > 0 and min(given) >= 0
            mean = sum(given) / len(given) if used else 1.0
            whole = sum(given) + (len(mine) - len(given)) * mean
            self._put(sheet, n, 0, o["opd"], False)
            self._put(sheet, n, 1, known.get(o["opd"], {}).get("nama", ""), False)
            self._put(sheet, n, 2, o["kelompok"] or "", False)
            self._put(sheet, n, 3, str(int(o["opd_wajib_lapor"] > 0)), True)
            formulas = (
                ("E", f"COUNTIF({opd},A{n})", len(mine)),
                ("F", f"SUMPRODUCT(({opd}=A{n})*ISNUMBER({bobot}))", len(given)),
                ("G", f"SUMIFS({bobot},{opd},A{n})", sum(given)),
                ("H", f'COUNTIFS({opd},A{n},{bobot},"<0")', sum(b < 0 for b in given)),
                ("I", f"IF(AND(G{n}>0,H{n}=0),1,0)", used),
                ("J", f"IF(I{n}=1,G{n}/F{n},1)", mean),
                ("K", f"G{n}+(E{n}-F{n})*J{n}", whole),
            )
            for column, text, value in formulas:
                self._formula(sheet, n, column, text, value)
            reported = f"IF(AND(D{n}=1,COUNTIFS({self._range('HitungItem', 'B')},A{n},{self._range('HitungItem', 'H')},1)>0),1,0)"
            self._nilai(sheet, n, 11, {"B": f"A{n}"}, o, (reported, f"D{n}"))
            sudah, wajib, bawah = f"Q{n}", f"R{n}", f"N{n}"
            ranked = o["peringkat"] is not None
            edge = -1 if o["tepi_bawah_pct"] is None else round(o["tepi_bawah_pct"], 9)
            self._formula(
                sheet, n, "V",
                f'IF(AND(C{n}<>"",{wajib}>0,{wajib}>=aturan_minimal,{sudah}*100>=aturan_ambang*{wajib},ISNUMBER({bawah})),1,0)', ranked,
            )  # fmt: skip
            self._formula(sheet, n, "W", f"IF(ISNUMBER({bawah}),ROUND({bawah},9),-1)", edge)
            rank = f"1+SUMPRODUCT(($C${AWAL}:$C${last}=C{n})*($V${AWAL}:$V${last}=1)*($W${AWAL}:$W${last}>W{n}))"
            self._formula(sheet, n, "X", f'IF(V{n}=1,{rank},"")', o["peringkat"])

    def _opd_area(self) -> None:
        sheet = self._sheet("OPDxArea", ("opd", "area", *NILAI))
        place = {o["opd"]: AWAL + k for k, o in enumerate(self.hasil["opd"])}
        for n, o in enumerate(self.hasil["opd_area"], start=AWAL):
            self._put(sheet, n, 0, o["opd"], False)
            self._put(sheet, n, 1, o["kode"] or LUAR, False)
            listed = f"OPD!$D${place[o['opd']]}=1"
            counts = (f"IF(AND({listed},H{n}>0),1,0)", f"IF(AND({listed},I{n}>0),1,0)")
            self._nilai(sheet, n, 2, {"B": f"A{n}", "C": f"B{n}"}, o, counts)

    def _area(self) -> None:
        sheet = self._sheet("Area", ("area", *NILAI))
        last = AWAL + max(len(self.hasil["opd_area"]), 1) - 1
        area, sudah, wajib = (f"OPDxArea!${c}${AWAL}:${c}${last}" for c in "BJK")
        for n, a in enumerate(self.hasil["area"], start=AWAL):
            self._put(sheet, n, 0, a["kode"], False)
            counts = (f"COUNTIFS({area},A{n},{sudah},1)", f"COUNTIFS({area},A{n},{wajib},1)")
            self._nilai(sheet, n, 1, {"C": f"A{n}"}, a, counts)

    def _pemda(self) -> None:
        sheet = self._sheet("Pemda", ("pemda", *NILAI))
        self._put(sheet, AWAL, 0, self.bahan["paket"]["pemda"], False)
        last = AWAL + max(len(self.hasil["opd"]), 1) - 1
        counts = tuple(f"SUM(OPD!${c}${AWAL}:${c}${last})" for c in "ST")
        means: tuple[str, ...] = ()
        cara = self.bahan["aturan"].get("cara_gabung", "rencana_aksi")
        if cara != "rencana_aksi":
            name, columns, many = (
                ("OPD", "LMNO", last) if cara == "rata_opd" else ("Area", "BCDE", AWAL + len(self.area) - 1)
            )
            means = tuple(f'IFERROR(AVERAGE({name}!${c}${AWAL}:${c}${many}),"")' for c in columns)
        self._nilai(sheet, AWAL, 1, {}, self.hasil["ringkas"], (counts[0], counts[1]), means)

    def _nilai(
        self, sheet: Any, n: int, first: int, where: Mapping[str, str], value: Mapping[str, Any], opd: tuple[str, str],
        means: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """NILAI of the items whose columns in HitungItem hold these cells' values, from column `first` on.

        `means` are other formulas for the first four.
        """

        def among(*extra: str) -> str:
            asked = [f"{self._range('HitungItem', c)},{cell}" for c, cell in where.items()]
            return ",".join([*asked, *(f"{self._range('HitungItem', c)},1" for c in extra)])

        def mean(part: str, flag: str) -> str:
            weights = f"SUMIFS({self._range('HitungItem', 'L')},{among(flag)})"
            return f'IF({weights}>0,SUMIFS({self._range("HitungItem", part)},{among(flag)})/{weights},"")'

        budget, spent = self._range("HitungItem", "W"), self._range("HitungItem", "X")
        all_budget, all_spent = (f"SUMIFS({c},{among()})" if where else f"SUM({c})" for c in (budget, spent))
        capaian, sudah, wajib = (f"{xl_col_to_name(first + k)}{n}" for k in (0, 5, 6))
        kelas = (
            f'IF({wajib}=0,"",IF(OR({sudah}=0,NOT(ISNUMBER({capaian})),{sudah}*100<aturan_ambang*{wajib}),aturan_belum,'
            f"LOOKUP(ROUND(N({capaian}),1),kelas_batas,kelas_nama)))"
        )
        texts: tuple[str, ...] = (
            mean("S", "N"), mean("T", "N"), mean("U", "M"), mean("V", "M"),
            f'IF({all_budget}>0,{all_spent}/{all_budget}*100,"")',
            f"COUNTIFS({among('N')})", f"COUNTIFS({among('M')})", *opd, kelas,
        )  # fmt: skip
        texts = (*means, *texts[len(means) :])
        for k, (name, text) in enumerate(zip(NILAI, texts, strict=True)):
            self._formula(sheet, n, xl_col_to_name(first + k), text, value[name])

    # --- cells ---

    def _sheet(self, name: str, heads: Sequence[object]) -> Any:
        sheet = self.book.add_worksheet(name, _Lembar)
        sheet.write_string(0, 0, kata.LEMBAR[name])
        for k, head in enumerate(heads):
            sheet.write_string(AWAL - 2, k, str(head), self.tebal)
        sheet.freeze_panes(AWAL - 1, 1)
        return sheet

    def _range(self, sheet: str, column: str) -> str:
        return f"{sheet}!${column}${AWAL}:${column}${self.akhir}"

    def _put(self, sheet: Any, n: int, column: int, text: object, number: bool) -> None:
        """An input cell; what is empty stays empty."""
        written = "" if text is None else str(text)
        if written and number:
            sheet.write_number(n - 1, column, float(written))
        elif written:
            sheet.write_string(n - 1, column, written)

    def _formula(self, sheet: Any, n: int, column: str, text: str, value: Any) -> None:
        stored = "" if value is None else int(value) if isinstance(value, bool) else value
        sheet.write_formula(f"{column}{n}", f"={text}", None, stored if self.tersimpan else 0)


def _times(weight: float, value: float | None) -> float | None:
    return None if value is None else weight * value


def _address(row: Mapping[str, str], sel: str) -> str:
    where = f"{row['lembar']}!{sel}" if sel and row["lembar"] else sel
    return " · ".join(filter(None, (row["berkas"], where)))

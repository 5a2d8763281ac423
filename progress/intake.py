"""From a received file to an accepted submission: check in the sandbox, match with the road map, ask or hold, store."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from loaders.contract import TOLERANSI, Status, Temuan, refused, reversal_key
from loaders.formats.archive import HEAD, may_hold_files
from loaders.matching import BarisTanya, Kecocokan, match
from loaders.roadmap import RANCANGAN
from loaders.sandbox import Sandbox
from loaders.wadah import open_zip
from progress import clock
from progress.findings import Finding, TingkatTemuan
from progress.model import Acuan, Akumulasi, Jenis, Opd, Periode, Sifat, baca_tahap
from progress.scoring.pindah import successors
from progress.store import PEMETAAN, TENTANG_ANGKA, Asumsi, Berkas, Ingatan, Laporan, Penerimaan, Store
from progress.tempat import PENGGANTI, TAMBAHAN, place
from progress.wording import penerimaan as kata
from progress.wording.formats import angka

LAGI = "lama"  # the question whether a replaced version shall be in force again
BUKAN = "-"  # the answer that a row is no item of the road map
COPIED = ("nilai", "teks", "realisasi_anggaran_rp", "kendala", "tindak_lanjut")


class IntakeError(Exception):
    """This file cannot be accepted now; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """One grouped question. `pilihan` maps an answer to its words; `baku` is taken when nobody answers."""

    kunci: str
    teks: str
    pilihan: Mapping[str, str]
    baku: str | None = None


@dataclass(frozen=True, slots=True)
class Bagian:
    """What a file says about one OPD and month, matched with the road map."""

    opd: Opd
    periode: Periode
    baris: list[dict[str, Any]]
    tidak_cocok: int
    bagian: str = ""
    juga_menggantikan: tuple[str, ...] = ()
    cocok: Kecocokan = field(default_factory=Kecocokan)
    items: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    lama: Mapping[str, Any] | None = None  # the report of these very bytes that was in force once and was replaced


def kunci_cocok(opd: str, kunci: str) -> str:
    """Under which key of `jawaban` the answer to one row of this OPD stands: an item_id or BUKAN."""
    return f"cocok:{opd}:{kunci}"


@dataclass(slots=True)
class Pemeriksaan:
    """A file checked and not stored. `siap`: nothing stands against accepting it once questions and holds are settled."""

    berkas: Berkas
    jenis: str
    bacaan: dict[str, Any]
    temuan: list[Finding] = field(default_factory=list)
    bagian: list[Bagian] = field(default_factory=list)
    pertanyaan: list[Pertanyaan] = field(default_factory=list)
    dijawab: list[Pertanyaan] = field(default_factory=list)  # with the answer as `baku`; it may still be changed
    ditahan: list[str] = field(default_factory=list)
    asumsi: list[Asumsi] = field(default_factory=list)
    halangan: list[str] = field(default_factory=list)
    road_map: dict[str, Any] | None = None
    jawaban: dict[str, str] = field(default_factory=dict)
    pemetaan: list[dict[str, Any]] = field(default_factory=list)
    usulan: dict[str, Any] | None = None  # what the columns may be, where assigning them may help or was asked for

    @property
    def catatan(self) -> list[Finding]:
        """What was found, but for the repairs: those stand in their own list."""
        return [f for f in self.temuan if not (f.kode in TOLERANSI and f.tingkat is TingkatTemuan.CATATAN)]

    @property
    def perbaikan(self) -> dict[str, str]:
        """Every repair made in reading, as reversal key -> sentence; one taken back is no longer among them."""
        found: dict[str, list[str]] = defaultdict(list)
        for f in self.temuan:
            if f.kode in TOLERANSI and f.tingkat is TingkatTemuan.CATATAN:
                found[reversal_key(f.kode, f.lembar, f.tertulis)].append(f.pesan)
        return {
            kunci: said[0] if len(said) == 1 else kata.SEL_LAIN.format(kalimat=said[0], n=len(said) - 1)
            for kunci, said in found.items()
        }

    @property
    def siap(self) -> bool:
        return not self.halangan

    @property
    def perlu_ditanya(self) -> bool:
        """Whether a person should look before this is accepted."""
        galat = any(f.tingkat is TingkatTemuan.GALAT for f in self.temuan)
        assumed = any(a.kunci != RANCANGAN for a in self.asumsi)
        return galat or assumed or bool(self.pertanyaan or self.ditahan)

    @property
    def hanya_lama(self) -> bool:
        """All of it was replaced once, and nobody wants it back: accepting it changes nothing."""
        return bool(self.bagian) and all(b.lama for b in self.bagian) and self.jawaban.get(LAGI) != "ya"

    @property
    def belum_cocok(self) -> list[tuple[Bagian, BarisTanya]]:
        """Rows that fit no item and that a person may match."""
        return [(part, row) for part in self.bagian for row in part.cocok.terbuka]


@dataclass(frozen=True, slots=True)
class Kiriman:
    """One file as it is to be checked: by itself, or out of the ZIP `wadah`. Without `berkas` there is none, and `gagal` says why."""

    nama: str
    berkas: Berkas | None
    gagal: Finding | None = None
    wadah: str | None = None
    folder: str = ""


class Penerima:
    """Checks and accepts files of one pemda; keeps its sandbox and the road map's items between files."""

    def __init__(self, store: Store, acuan: Acuan, sandbox: Sandbox | None = None) -> None:
        self.store, self.acuan = store, acuan
        self._sandbox = sandbox or Sandbox(acuan)
        self._names = {o.nama: o for o in acuan.opd}
        self._plan: tuple[int, dict[str, list[dict[str, Any]]], dict[tuple[int, int], list[dict[str, Any]]]] | None = (
            None
        )

    def __enter__(self) -> Penerima:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._sandbox.close()

    # -- opening ---------------------------------------------------------------------------------------------------

    def unpack(self, nama: str, isi: bytes) -> tuple[list[Kiriman], tuple[str, ...]]:
        """The files in what was received: itself, or those of a ZIP in order of names; and the lock files passed over."""
        if not may_hold_files(isi[:HEAD]):
            return [Kiriman(nama, Berkas(nama, isi))], ()
        with tempfile.TemporaryDirectory(prefix="pantau-") as place:
            path, folder = Path(place) / "berkas", Path(place) / "isi"
            path.write_bytes(isi)
            folder.mkdir()
            found = open_zip(self._sandbox, path, nama, folder)
            if found is None:
                return [Kiriman(nama, Berkas(nama, isi))], ()
            if found.gagal:
                return [Kiriman(nama, None, found.gagal)], ()
            return [
                Kiriman(a.nama, None if a.gagal else Berkas(a.nama, a.path.read_bytes()), a.gagal, nama, a.folder)
                for a in found.anggota
            ], found.kunci

    # -- checking --------------------------------------------------------------------------------------------------

    def check(
        self,
        berkas: Berkas,
        *,
        opd: str | None = None,
        periode: Periode | None = None,
        jenis: str | None = None,
        jawaban: Mapping[str, str] | None = None,
        petakan: Mapping[str, Any] | None = None,
    ) -> Pemeriksaan:
        """Read a file and match it; stores nothing. `opd` (kode) and `periode` are the sender's choice and win.

        `petakan` asks for the columns of a sheet (lembar, baris, sampai), so that a person may assign them.
        """
        answers = self._as_in_force(berkas) | dict(jawaban or {})
        answer = self._read(berkas, opd, periode, jenis, answers, petakan)
        bacaan = answer["bacaan"]
        checked = Pemeriksaan(
            berkas, bacaan["jenis"], bacaan, [Finding.from_json(t) for t in bacaan["temuan"]], jawaban=answers,
            pemetaan=answer.get("pemetaan", []), usulan=answer.get("usulan"),
        )  # fmt: skip
        # A report keeps the mapping it was read by: it is read the same way again when that is edited or forgotten.
        answers |= {PEMETAAN + p["sidik"]: p["isi"] for p in checked.pemetaan}
        if bacaan["status"] == Status.DITOLAK:
            checked.halangan.append(kata.BELUM_DAPAT_DIBACA)
        elif checked.jenis == "road_map":
            checked.road_map = answer["road_map"]
            checked.asumsi = [Asumsi(a["kunci"], a["teks"], a["jawaban"]) for a in checked.road_map["asumsi"]]
            checked.pertanyaan = [
                Pertanyaan(
                    a["kunci"], a["teks"] + "?", {p: kata.PILIHAN[p] for p in a["pilihan"]}, a["jawaban"] or None
                )
                for a in checked.road_map["asumsi"]
                if a["pilihan"]
            ]
            if not checked.road_map["items"]:
                checked.halangan.append(kata.TANPA_OPD)
            checked.halangan += [f.pesan for f in checked.temuan if f.kode == "TAHUN_TIDAK_DIKENAL"]
        else:
            self._check_report(checked)
            as_then = {k: v for part in checked.bagian for k, v in self._answered(part.lama).items()}
            if answers.get(LAGI) == "ya" and (as_then | dict(jawaban or {})) != dict(jawaban or {}):
                return self.check(
                    berkas,
                    opd=opd,
                    periode=periode,
                    jenis=jenis,
                    jawaban=as_then | dict(jawaban or {}),
                    petakan=petakan,
                )
            self._ask_again(checked)
        return checked

    def _as_in_force(self, berkas: Berkas) -> dict[str, str]:
        """What was answered about these very bytes where they are in force: sent again, they keep it until somebody says otherwise."""
        found = self.store.known_file(self.acuan.pemda.id, berkas.sha256)
        said = [self._answered(k) for k in found if k["jenis"] == "kiriman" and k["status"] == "aktif"]
        return {k: v for one in said for k, v in one.items() if k in TENTANG_ANGKA}

    def _answered(self, kiriman: Mapping[str, Any] | None) -> dict[str, str]:
        """What people answered when this report was accepted."""
        found = self.store.asal(self.acuan.pemda.id, kiriman["id"])["ringkasan"].get("jawaban") if kiriman else None
        return dict(found or {})

    def _ask_again(self, checked: Pemeriksaan) -> None:
        """A file that was replaced is put in force again only when somebody says so; else there is nothing to ask about it."""
        old = [part for part in checked.bagian if part.lama]
        if not old:
            return
        if checked.hanya_lama:
            checked.pertanyaan, checked.ditahan, checked.asumsi = [], [], []
        if LAGI not in checked.jawaban:
            words = {"opd": old[0].opd.nama, "periode": old[0].periode.nama, "versi": (old[0].lama or {})["versi"]}
            teks = (kata.LAMA if len(old) == 1 else kata.LAMA_BANYAK).format(n=len(old), **words)
            checked.pertanyaan.append(Pertanyaan(LAGI, teks, kata.LAMA_PILIHAN, "tidak"))

    def _read(
        self,
        berkas: Berkas,
        opd: str | None,
        periode: Periode | None,
        jenis: str | None,
        jawaban: dict[str, str],
        petakan: Mapping[str, Any] | None,
    ) -> dict[str, Any]:
        with tempfile.TemporaryDirectory(prefix="pantau-") as folder:
            path = Path(folder) / "berkas"
            path.write_bytes(berkas.isi)
            job: dict[str, object] = {
                "path": str(path),
                "nama": berkas.nama,
                "opd": opd,
                "periode": str(periode) if periode else None,
                "jenis": jenis,
            }
            job |= {
                "jawaban": jawaban,
                "pemetaan": self._mappings(jawaban),
                "petakan": petakan,
                "tahap": self._stages(),
            }
            answer: dict[str, Any] = self._sandbox.run(job)
        if "gagal" in answer:
            return {
                "bacaan": refused(
                    berkas.nama, self.acuan.pemda.kerangka_baku, Finding.from_json(answer["gagal"])
                ).to_json()
            }
        return answer

    def _mappings(self, jawaban: Mapping[str, str]) -> list[dict[str, str | None]]:
        """Those chosen for this file, and what every OPD of the register has stored."""
        chosen: list[dict[str, str | None]] = [
            {"isi": isi, "opd": None} for kunci, isi in jawaban.items() if kunci.startswith(PEMETAAN)
        ]
        known = {o.kode for o in self.acuan.opd}
        stored = [i for i in self.store.recall(self.acuan.pemda.id, "pemetaan") if i.opd in known]
        return chosen + [{"isi": i.isi, "opd": i.opd} for i in stored]

    def _check_report(self, checked: Pemeriksaan) -> None:
        groups: dict[tuple[str | None, str | None], list[dict[str, Any]]] = defaultdict(list)
        for row in checked.bacaan["baris"]:
            groups[row["opd"], row["periode"]].append(row)
        known = {k: v for k, v in groups.items() if k[0] and k[1]}
        if not known:
            checked.halangan.append(kata.TANPA_OPD if any(k[0] is None for k in groups) else kata.TANPA_PERIODE)
            return
        self._ask_sifat(checked, [r for rows in known.values() for r in rows])
        temuan = Temuan(checked.jawaban)
        for (nama, periode), rows in known.items():
            self._check_part(checked, self._names[str(nama)], Periode.parse(str(periode)), rows, temuan)
        checked.temuan += temuan.rows
        if self.store.road_map(self.acuan.pemda.id) is None:
            checked.temuan.append(Finding(TingkatTemuan.PERINGATAN, "BELUM_ADA_ROAD_MAP", kata.BELUM_ADA_ROAD_MAP))
        if lost := sum(len(v) for k, v in groups.items() if k not in known):
            checked.ditahan.append(kata.OPD_TIDAK_DILAPORKAN.format(n=lost))
        if any(f.kode == "OPD_BERBEDA" for f in checked.temuan):
            checked.ditahan.append(kata.OPD_BERBEDA)

    def _check_part(
        self, checked: Pemeriksaan, opd: Opd, periode: Periode, rows: Sequence[dict[str, Any]], temuan: Temuan
    ) -> None:
        items, targets = self._items(opd.kode, periode), self._targets(opd.kode, periode)
        pemda = self.acuan.pemda.id
        said = self._said(checked, opd, periode)
        matched = match(rows, items, targets, self.acuan.skala, opd.nama, temuan, said) if items else None
        linked = matched.baris if matched else match(rows, [], {}, self.acuan.skala, opd.nama, Temuan()).baris
        self._compare_with_before(
            linked, {i["item_id"]: i for i in items}, self.store.latest_before(pemda, opd.kode, periode), temuan
        )
        if matched is None and self.store.road_map(pemda) is not None:
            pesan = kata.OPD_TANPA_RENCANA_AKSI.format(opd=opd.nama)
            temuan.rows.append(Finding(TingkatTemuan.PERINGATAN, "OPD_TANPA_RENCANA_AKSI", pesan))
        _forget_to_date(checked, linked, {i["item_id"] for i in items if i["akumulasi"] == Akumulasi.PER_BULAN})
        where = self._place(checked, opd, periode, linked, temuan)
        checked.bagian.append(
            Bagian(
                opd, periode, linked, matched.tidak_cocok if matched else len(rows), *where, matched or Kecocokan(),
                {int(i["item_id"]): i for i in items}, self._replaced(checked.berkas, opd, periode),
            )
        )  # fmt: skip
        if earlier := self.store.month_before(pemda, opd.kode, periode):
            self._hold_copy(checked, linked, *earlier, {i["item_id"]: i for i in items})
        for twin in self.store.known_file(pemda, checked.berkas.sha256):
            if (
                twin["jenis"] == "kiriman"
                and (twin["opd"], twin["periode"]) != (opd.kode, str(periode))
                and not self._same_book(checked, twin)
            ):
                nama = next((o.nama for o in self.acuan.opd if o.kode == twin["opd"]), twin["opd"])
                checked.ditahan.append(kata.BERKAS_SAMA.format(opd=nama, periode=Periode.parse(twin["periode"]).nama))

    def _replaced(self, berkas: Berkas, opd: Opd, periode: Periode) -> Mapping[str, Any] | None:
        same = [
            k
            for k in self.store.known_file(self.acuan.pemda.id, berkas.sha256)
            if k["jenis"] == "kiriman" and (k["opd"], k["periode"]) == (opd.kode, str(periode))
        ]
        return same[-1] if same and all(k["status"] != "aktif" for k in same) else None

    def _said(self, checked: Pemeriksaan, opd: Opd, periode: Periode) -> dict[str, int | None]:
        """What people said of this OPD's rows: remembered, then with this very file when it was accepted, then now."""
        pemda, prefix = self.acuan.pemda.id, kunci_cocok(opd.kode, "")
        said = {i.kunci: json.loads(i.isi)["item_id"] for i in self.store.recall(pemda, "kecocokan", opd.kode)}
        for known in self.store.in_force(pemda, opd.kode, periode):
            if known["sha256"] == checked.berkas.sha256:
                before = self.store.asal(pemda, known["kiriman_id"])["ringkasan"].get("jawaban") or {}
                said |= _cocok(before, prefix)
        return said | _cocok(checked.jawaban, prefix)

    def _hold_copy(
        self,
        checked: Pemeriksaan,
        rows: Sequence[dict[str, Any]],
        month: Periode,
        before: Sequence[Mapping[str, Any]],
        items: Mapping[int, Mapping[str, Any]],
    ) -> None:
        """Last month's file sent again: at least ten filled cells, 95 % of them equal, not positions alone."""
        known = {b["item_id"]: b for b in before}
        equal = total = telling = 0
        for row in rows:
            old = known.get(row["item_id"])
            for name in COPIED if old else ():
                if row[name] is not None:
                    total += 1
                    equal += row[name] == old[name]  # type: ignore[index]
                    adds = name == "nilai" and items[row["item_id"]]["akumulasi"] == Akumulasi.JUMLAH
                    telling += adds or name == "kendala"
        if total >= 10 and telling and equal >= 0.95 * total:
            checked.ditahan.append(kata.ISI_SAMA.format(bulan=month.nama, sama=equal, semua=total))

    def _same_book(self, checked: Pemeriksaan, twin: Mapping[str, Any]) -> bool:
        """Another part of this very file, accepted together with it, is no wrong file."""
        return any(
            r["periode"] == twin["periode"] and self._names[r["opd"]].kode == twin["opd"]
            for r in checked.bacaan["baris"]
            if r["opd"]
        )

    def _ask_sifat(self, checked: Pemeriksaan, rows: Sequence[dict[str, Any]]) -> None:
        """Numbers of unknown kind are asked about once per file; unanswered they are kept as they are and never summed."""
        open_value = any(r["sifat"] is None and r["realisasi"] is not None for r in rows)
        open_money = any(r["sifat_anggaran"] is None and r["realisasi_anggaran_rp"] is not None for r in rows)
        first = rows[0]
        words = {"opd": first["opd"], "periode": Periode.parse(first["periode"]).nama, "berkas": checked.berkas.nama}
        for is_open, kunci, teks, asumsi in (
            (open_value, "sifat", kata.SIFAT, kata.SIFAT_ASUMSI),
            (open_money, "sifat_anggaran", kata.SIFAT_ANGGARAN, kata.SIFAT_ANGGARAN_ASUMSI),
        ):
            if is_open:
                checked.pertanyaan.append(Pertanyaan(kunci, teks, kata.SIFAT_PILIHAN, str(Sifat.SD)))
                checked.asumsi.append(Asumsi(kunci, asumsi.format(**words), str(Sifat.SD)))
            elif kunci in checked.jawaban:
                checked.dijawab.append(Pertanyaan(kunci, teks, kata.SIFAT_PILIHAN, checked.jawaban[kunci]))
                said = kata.SIFAT_DIJAWAB.format(**words, pilihan=kata.SIFAT_PILIHAN[checked.jawaban[kunci]])
                checked.asumsi.append(Asumsi(kunci, said, checked.jawaban[kunci]))

    def _place(
        self, checked: Pemeriksaan, opd: Opd, periode: Periode, rows: Sequence[dict[str, Any]], temuan: Temuan
    ) -> tuple[str, tuple[str, ...]]:
        """Which bagian this report is, and which others it replaces; what that costs is asked about or held.

        A row whose item stays with another part has no item any more.
        """
        others = self.store.in_force(self.acuan.pemda.id, opd.kode, periode)
        kunci = f"bagian:{opd.kode}:{periode}"
        found = place(rows, others, checked.berkas.sha256, checked.jawaban.get(kunci))
        if found.baku and kunci not in checked.jawaban:
            self._ask_bagian(checked, kunci, opd, periode, found.baku, others)
        for sentence, names in ((kata.BARIS_HILANG, found.hilang), (kata.NILAI_HILANG, found.kosong)):
            if names:
                checked.ditahan.append(sentence.format(n=len(names), contoh="; ".join(names[:3])))
        for mine, report, theirs in found.bentrok:
            mine["item_id"] = None  # type: ignore[index]
            sel = str(mine["sel"].get("realisasi") or mine["sel"].get("rencana_aksi") or "")
            said = kata.DI_BAGIAN_LAIN.format(
                aksi=mine["rencana_aksi"] or mine["indikator"], sel=kata.sel(mine["lembar"], sel),
                lain=kata.sel(theirs["lembar"], theirs["sel"]), berkas=report["nama_berkas"],
            )  # fmt: skip
            said = said[:1].upper() + said[1:]
            checked.ditahan.append(said)
            temuan.rows.append(
                Finding(
                    TingkatTemuan.PERINGATAN, "DI_BAGIAN_LAIN", said, mine["lembar"], sel or None, mine["rencana_aksi"]
                )
            )
        return found.bagian, found.juga

    def _ask_bagian(
        self,
        checked: Pemeriksaan,
        kunci: str,
        opd: Opd,
        periode: Periode,
        baku: str,
        others: Sequence[Mapping[str, Any]],
    ) -> None:
        words = {"opd": opd.nama, "periode": periode.nama, "berkas": checked.berkas.nama}
        teks = (kata.BAGIAN if baku == TAMBAHAN else kata.BAGIAN_SEBAGIAN).format(**words)
        pilihan = dict(kata.BAGIAN_PILIHAN)
        if len(others) > 1:
            pilihan |= {
                f"{PENGGANTI}:{k['bagian']}": kata.PENGGANTI_SATU.format(berkas=k["nama_berkas"]) for k in others
            }
        checked.pertanyaan.append(Pertanyaan(kunci, teks, pilihan, baku))
        asumsi = kata.BAGIAN_ASUMSI if baku == TAMBAHAN else kata.PENGGANTI_ASUMSI
        checked.asumsi.append(Asumsi(kunci, asumsi.format(**words), baku))

    def _compare_with_before(
        self,
        rows: Iterable[dict[str, Any]],
        items: Mapping[int, Mapping[str, Any]],
        before: Mapping[int, tuple[int, float, str | None]],
        temuan: Temuan,
    ) -> None:
        """A value to date that falls is asked about; nothing is changed."""
        for row in rows:
            item = items.get(row["item_id"]) if row["item_id"] is not None else None
            earlier = before.get(row["item_id"]) if item else None
            if not item or not earlier or row["nilai"] is None or item["jenis"] != Jenis.ANGKA:
                continue
            to_date = item["akumulasi"] == Akumulasi.KUMULATIF or (
                item["akumulasi"] == Akumulasi.JUMLAH and row["sifat"] == Sifat.SD and earlier[2] == Sifat.SD
            )
            if to_date and row["nilai"] < earlier[1] - 1e-9:
                temuan.add(
                    TingkatTemuan.PERINGATAN, "KUMULATIF_TURUN", lembar=row["lembar"], sel=row["sel"].get("realisasi"),
                    tertulis=angka(row["nilai"]), extra=angka(earlier[1]),
                )  # fmt: skip

    # -- the road map's items, loaded once per version ------------------------------------------------------------------

    def _loaded(self) -> tuple[int, dict[str, list[dict[str, Any]]], dict[tuple[int, int], list[dict[str, Any]]]]:
        pemda = self.acuan.pemda.id
        current = self.store.road_map(pemda)
        version = int(current["road_map_id"]) if current else 0
        if self._plan is None or self._plan[0] != version:
            items: dict[str, list[dict[str, Any]]] = defaultdict(list)
            targets: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
            for row in self.store.items(pemda).to_dict("records"):
                items[row["opd"]].append(row)
            for row in self.store.targets(pemda).to_dict("records"):
                row["nilai"] = None if row["nilai"] != row["nilai"] else row["nilai"]
                targets[row["item_id"], row["tahun"]].append(row)
            self._plan = (version, items, targets)
        return self._plan

    def _stages(self) -> list[str]:
        """Every name of a stage that the road map in force gives to its milestones, folded."""
        texts = {i["tahap"] for items in self._loaded()[1].values() for i in items if i["tahap"]}
        return sorted({t.nama.casefold() for text in texts for t in baca_tahap(text) or ()})

    def _items(self, opd: str, periode: Periode) -> list[dict[str, Any]]:
        """Those of the OPD, and of the OPD that it had followed by this month."""
        heirs = successors(self.acuan.opd, periode.hari_terakhir)
        mine = [opd, *(kode for kode, heir in heirs.items() if heir == opd)]
        return [item for kode in mine for item in self._loaded()[1].get(kode, [])]

    def _targets(self, opd: str, periode: Periode) -> dict[int, list[dict[str, Any]]]:
        targets = self._loaded()[2]
        return {i["item_id"]: targets.get((i["item_id"], periode.tahun), []) for i in self._items(opd, periode)}

    # -- accepting -------------------------------------------------------------------------------------------------

    def accept(
        self, checked: Pemeriksaan, *, diterima: datetime, waktu: datetime, oleh: str, ingat: bool = True
    ) -> list[Penerimaan]:
        """Store what was checked, all parts or none. Raises IntakeError (not now) or StoreError (the database).

        `ingat`: remember what was confirmed for the months to come.
        """
        if not checked.siap:
            raise IntakeError(" ".join(checked.halangan))
        if diterima > waktu:
            raise IntakeError(kata.WAKTU_MENDATANG)
        pemda = self.acuan.pemda
        if checked.jenis == "road_map":
            plan = checked.road_map or {}
            done = self.store.accept_road_map(
                pemda.id, nama_pemda=pemda.nama, berkas=checked.berkas, items=plan["items"], targets=plan["targets"], temuan=checked.temuan,
                asumsi=checked.asumsi, kerangka=checked.bacaan["kerangka"], waktu=waktu, oleh=oleh,
            )  # fmt: skip
            if done.status in ("baru", "versi_baru"):
                self._relink(waktu, oleh)
            return [done]
        parts = [self._laporan(checked, part) for part in checked.bagian]
        return self.store.accept_book(
            pemda.id,
            nama_pemda=pemda.nama,
            berkas=checked.berkas,
            laporan=parts,
            diterima=diterima,
            waktu=waktu,
            oleh=oleh,
            ingatan=[i for p in checked.bagian for i in (*_mappings_of(checked, p), *_matches_of(checked, p))]
            if ingat
            else (),
        )

    def _laporan(self, checked: Pemeriksaan, part: Bagian) -> Laporan:
        sheets = {r["lembar"] for r in part.baris}
        mine = [f for f in checked.temuan if len(checked.bagian) == 1 or f.lembar is None or f.lembar in sheets]
        mine_alone = kunci_cocok(part.opd.kode, "")
        answers = {
            k: v
            for k, v in checked.jawaban.items()
            if (not k.startswith(("bagian:", "cocok:")) and k != LAGI) or k.startswith(mine_alone)
        }
        summary = {
            "baris": len(part.baris), "tidak_cocok": part.tidak_cocok, "status": checked.bacaan["status"],
            "jawaban": answers | _used(part), "dipilih": {"opd": part.opd.kode, "periode": str(part.periode)},
            "banyak": len(checked.bagian) > 1, "pengesahan": checked.bacaan.get("pengesahan", []),
        }  # fmt: skip
        return Laporan(
            part.opd.kode, part.periode, part.bagian, checked.bacaan["kerangka"], part.baris, tuple(mine), tuple(checked.asumsi), summary,
            part.lama is not None and checked.jawaban.get(LAGI) == "ya", part.juga_menggantikan,
        )  # fmt: skip

    def senders(self, sampai: Periode) -> set[str]:
        """kode of every OPD with a report in force in the year up to `sampai`."""
        current = self.store.kiriman(self.acuan.pemda.id)
        months = [Periode.parse(p) for p in current["periode"]]
        lines = zip(current["opd"], current["status"], months, strict=True)
        return {str(o) for o, s, p in lines if s == "aktif" and p.tahun == sampai.tahun and p <= sampai}

    def reports_in_force(self, sampai: Periode) -> Iterator[tuple[str, dict[str, Any], set[tuple[str, str]]]]:
        """Every report of the year up to `sampai`, read again: file name, contract, and which (OPD, month) of it count."""
        names = {o.kode: o.nama for o in self.acuan.opd}
        for sent, checked in self._again(lambda p: p.tahun == sampai.tahun and p <= sampai):
            parts = {(names.get(one["opd"], ""), str(one["periode"])) for one in sent}
            yield str(sent[0]["nama_berkas"]), checked.bacaan, parts

    def _again(self, wanted: Callable[[Periode], bool]) -> Iterator[tuple[list[dict[str, Any]], Pemeriksaan]]:
        """The reports in force of the months wanted: their lines, and how they read now."""
        for sent in self._accepted(wanted):
            if (checked := self._check_again(sent)) is not None:
                yield sent, checked

    def _accepted(self, wanted: Callable[[Periode], bool]) -> list[list[dict[str, Any]]]:
        """The lines of the reports in force of the months wanted, oldest first, a book of several at once."""
        current = self.store.kiriman(self.acuan.pemda.id)
        chosen = (current["status"] == "aktif") & current["periode"].map(lambda p: wanted(Periode.parse(p))).astype(
            bool
        )
        found = [s for _, rows in current[chosen].groupby("sha256") for s in _sent(rows.to_dict("records"))]
        return sorted(found, key=lambda sent: min(r["kiriman_id"] for r in sent))

    def _check_again(self, sent: Sequence[Mapping[str, Any]]) -> Pemeriksaan | None:
        """An accepted report as it reads now, with the answers of then; None where its original is gone."""
        first = sent[0]
        path = self.store.original(self.acuan.pemda.id, str(first["sha256"]))
        if path is None:
            return None
        alone = not first["ringkasan"].get("banyak")
        return self.check(
            Berkas(str(first["nama_berkas"]), path.read_bytes()), opd=first["opd"] if alone else None,
            periode=Periode.parse(first["periode"]) if alone else None, jenis="laporan",
            jawaban={k: v for one in sent for k, v in (one["ringkasan"].get("jawaban") or {}).items()},
        )  # fmt: skip

    def _relink(self, waktu: datetime, oleh: str) -> None:
        """A new road map: read the reports in force again from their originals, so that each finds its items now."""
        todo = self._accepted(lambda _: True)
        # What stood in the way of a row may itself have moved to another item: such reports are read once more.
        for _ in range(2):
            todo = [sent for sent in todo if self._put_again(sent, waktu, oleh)]

    def _put_again(self, sent: Sequence[Mapping[str, Any]], waktu: datetime, oleh: str) -> bool:
        """Put an accepted report in force as the road map finds it now; True where another part held one of its items."""
        checked = self._check_again(sent)
        if checked is None or not checked.siap:
            return False
        diterima = datetime.fromisoformat(sent[0]["diterima_pada"])
        self.accept(checked, diterima=diterima, waktu=waktu, oleh=oleh, ingat=False)
        return any(f.kode == "DI_BAGIAN_LAIN" for f in checked.temuan)


def _sent(rows: Iterable[Mapping[Any, Any]]) -> list[list[dict[str, Any]]]:
    """Reports of the same bytes as they were accepted: a book of several at once, any other each by itself."""
    reports = [{**row, "ringkasan": json.loads(row["ringkasan"])} for row in rows]
    book = [r for r in reports if r["ringkasan"].get("banyak")]
    return [*([book] if book else []), *([r] for r in reports if not r["ringkasan"].get("banyak"))]


def _cocok(jawaban: Mapping[str, str], prefix: str) -> dict[str, int | None]:
    """The answers to rows of one OPD, by row_key."""
    return {k.removeprefix(prefix): None if v == BUKAN else int(v) for k, v in jawaban.items() if k.startswith(prefix)}


def _used(part: Bagian) -> dict[str, str]:
    """Every answer that decided a row, also a remembered one: the report keeps it when that is forgotten."""
    return {
        kunci_cocok(part.opd.kode, row.kunci): BUKAN if row.dipakai is None else str(row.dipakai)
        for row in part.cocok.dijawab
    }


def _matches_of(checked: Pemeriksaan, part: Bagian) -> list[Ingatan]:
    """The matches answered for this file that decided rows of this OPD."""
    return [
        Ingatan(
            "kecocokan", part.opd.kode, row.kunci,
            json.dumps({"item_id": row.dipakai, "tertulis": row.tertulis}, ensure_ascii=False),
        )
        for row in part.cocok.dijawab
        if kunci_cocok(part.opd.kode, row.kunci) in checked.jawaban
    ]  # fmt: skip


def _mappings_of(checked: Pemeriksaan, part: Bagian) -> list[Ingatan]:
    """The mappings chosen for this file by which rows of this OPD were read."""
    sheets = {r["lembar"] for r in part.baris}
    mine = {p["sidik"]: p["isi"] for p in checked.pemetaan if p["dipilih"] and p["lembar"] in sheets}
    return [Ingatan("pemetaan", part.opd.kode, sidik, isi) for sidik, isi in mine.items()]


def now(acuan: Acuan) -> datetime:
    """The moment that counts as now for this pemda."""
    return clock.now(acuan.pemda)


def _forget_to_date(checked: Pemeriksaan, rows: Sequence[Mapping[str, Any]], alone: set[int]) -> None:
    """Where months stand alone nobody needs the column to date: that it is blank or smaller is no remark there."""
    lines = {(r["lembar"], int(r["baris"])) for r in rows if r["item_id"] in alone}
    if lines:
        checked.temuan = [
            f
            for f in checked.temuan
            if f.kode not in ("SD_KOSONG", "SD_LEBIH_KECIL") or (f.lembar, _line(f.sel)) not in lines
        ]


def _line(sel: str | None) -> int:
    """The row number of a cell's address."""
    return int("".join(c for c in sel or "" if c.isdigit()) or 0)

"""The flow from a chosen file to an accepted one: check, show, ask, accept or cancel. Nothing is stored before Terima."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from html import escape

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from loaders import guard
from loaders.formats import archive
from loaders.sandbox import Limits, Sandbox
from progress import clock
from progress.intake import IntakeError, Pemeriksaan, Penerima
from progress.model import Acuan, Periode
from progress.rekap import score_month
from progress.sajian import unggah
from progress.sajian.nilai import Nilai
from progress.store import Asumsi, Berkas, Penerimaan, Store, StoreError
from progress.web import bagian, balasan, cocok_layar, pemetaan_layar, perbaikan_layar, session
from progress.wording import unggah as kata

BATAS_MB, BATAS_ZIP_MB = guard.MAX_FILE // guard.MB, archive.MAX_ARCHIVE // guard.MB
CATATAN_TAMPIL = 8
OLEH = "halaman Unggah"
_ANGGOTA = "_isi_"  # between the key of a ZIP on the page and what tells its files apart
BULAN_DITAWARKAN = 18

_Angka = tuple[float | None, int, int]


@dataclass(slots=True)
class Masukan:
    """One file on the page: how it was checked, and what became of it."""

    berkas: Berkas | None
    nama: str
    asal: str = ""
    periksa: Pemeriksaan | None = None
    versi: int = -1
    road_map: int = -1
    ingatan: tuple[int, ...] = ()
    kunci: tuple[str | None, str | None] = (None, None)
    pesan: str | None = None
    dikenal: bool = False
    selesai: bool = False
    hasil: list[Penerimaan] = field(default_factory=list)
    perubahan: list[str] = field(default_factory=list)
    jawaban: dict[str, str] = field(default_factory=dict)
    tanya: dict[str, tuple[str, dict[str, str], str | None]] = field(default_factory=dict)
    perbaikan: dict[str, str] = field(default_factory=dict)
    salinan: balasan.Salinan | None = None
    petakan: dict[str, object] | None = None  # the sheet and rows whose columns a person looks at


def draw(store: Store, acuan: Acuan, hanya: str | None = None) -> None:
    """The whole flow; `hanya="road_map"` takes nothing but a road map."""
    bagian.style()
    alur = _Alur(store, acuan, hanya)
    st.markdown(kata.PENGANTAR_ROAD_MAP if hanya == "road_map" else kata.PENGANTAR)
    files = st.file_uploader(
        kata.PILIH_BERKAS, accept_multiple_files=True, key=alur.key("berkas"), max_upload_size=BATAS_ZIP_MB
    )
    if hanya is None and Limits().weaker:
        bagian.note(kata.BATAS_LEMAH)
    opd, periode = alur.choose_for_all() if hanya is None and files else (None, None)
    diterima = alur.choose_received() if files else None
    shown = alur.take(files)
    alur.check(shown, opd, periode)
    if shown:
        alur.draw_accept_all(shown, diterima)
    for nomor, masukan in shown:
        alur.draw_file(nomor, masukan, diterima)
    if hanya is None:
        pemetaan_layar.draw_stored(store, acuan, OLEH, alur.read_again)


class _Alur:
    """The flow of one run; what outlives it stands in the session."""

    def __init__(self, store: Store, acuan: Acuan, hanya: str | None) -> None:
        self.store, self.acuan, self.hanya = store, acuan, hanya
        self.penerima = Penerima(store, acuan, _sandbox(acuan.pemda.id, acuan))
        self.masukan: dict[str, Masukan] = st.session_state.setdefault(self.key("masukan"), {})
        self.opd = {o.kode: o.nama for o in sorted(acuan.opd, key=lambda o: o.urutan)}

    def key(self, name: str) -> str:
        return f"unggah_{self.acuan.pemda.id}_{self.hanya or 'semua'}_{name}"

    # -- choosing ------------------------------------------------------------------------------------------------

    def choose_for_all(self) -> tuple[str | None, str | None]:
        with st.expander(kata.PILIHAN_SEMUA):
            return self._choose("semua", kata.OPD_SEMUA, kata.PERIODE_SEMUA)

    def _choose(self, part: str, label_opd: str, label_periode: str) -> tuple[str | None, str | None]:
        opd = st.selectbox(
            label_opd, list(self.opd), index=None, format_func=lambda k: self.opd[k], placeholder=kata.KENALI, key=self.key(f"opd_{part}")
        )  # fmt: skip
        months = [str(Periode.of(clock.now(self.acuan.pemda).date()).shift(-n)) for n in range(BULAN_DITAWARKAN)]
        periode = st.selectbox(
            label_periode, months, index=None, format_func=lambda p: Periode.parse(p).nama, placeholder=kata.KENALI,
            key=self.key(f"periode_{part}"),
        )  # fmt: skip
        return opd, periode

    def choose_received(self) -> datetime | None:
        """When the files reached the office; None: just now."""
        now = clock.now(self.acuan.pemda)
        if not st.checkbox(kata.DITERIMA_LEBIH_AWAL, key=self.key("lebih_awal")):
            return None
        kiri, kanan = st.columns(2)
        day = kiri.date_input(
            kata.TANGGAL, value=now.date(), max_value=now.date(), format="DD/MM/YYYY", key=self.key("tanggal")
        )
        hour = kanan.time_input(
            kata.JAM, value=now.time().replace(second=0, microsecond=0), step=300, key=self.key("jam")
        )
        moment = datetime.combine(day, hour, clock.zone(self.acuan.pemda))
        if moment > now:
            st.warning(kata.WAKTU_MENDATANG)
        return moment

    # -- checking ------------------------------------------------------------------------------------------------

    def take(self, files: Sequence[UploadedFile]) -> list[tuple[str, Masukan]]:
        """The files on the page in order; a file that was taken away is forgotten."""
        shown: dict[str, Masukan] = {}
        for file in files:
            known = {k: m for k, m in self.masukan.items() if k.partition(_ANGGOTA)[0] == file.file_id}
            shown |= known or {f"{file.file_id}{end}": m for end, m in self._received(file)}
        self.masukan.clear()
        self.masukan.update(shown)
        return list(shown.items())

    def _received(self, file: UploadedFile) -> list[tuple[str, Masukan]]:
        """A file, or each file of a ZIP, with what tells its key from the others'. Sizes are asked again here: what the
        browser was told is not a lock."""
        batas = BATAS_ZIP_MB if archive.looks_like_zip(file.getbuffer()[:4].tobytes()) else BATAS_MB
        if file.size > batas * guard.MB:
            return [("", Masukan(None, file.name, pesan=kata.TERLALU_BESAR.format(mb=batas)))]
        found, kunci = self.penerima.unpack(file.name, file.getvalue())
        skipped = kata.KUNCI_DILEWATI.format(nama=session.plain(", ".join(kunci))) if kunci else None
        notes = [(f"{_ANGGOTA}kunci", Masukan(None, file.name, pesan=skipped))] if skipped else []
        for n, k in enumerate(found):
            asal, pesan = kata.sebutan_zip(k.wadah, k.folder), k.gagal.pesan if k.gagal else None
            notes.append((f"{_ANGGOTA}{n}" if k.wadah else "", Masukan(k.berkas, k.nama, asal, pesan=pesan)))
        return notes

    def check(self, shown: Sequence[tuple[str, Masukan]], opd: str | None, periode: str | None) -> None:
        """Check what is new, what was chosen anew, and what an accepted road map has made old."""
        versi, road_map = self.store.versi_data(self.acuan.pemda.id), self._road_map()
        ingatan = tuple(i.ingatan_id for i in self.store.recall(self.acuan.pemda.id, "kecocokan"))
        todo = []
        for nomor, m in shown:
            learned = bool(m.periksa and m.periksa.belum_cocok and m.ingatan != ingatan)
            own = (st.session_state.get(self.key(f"opd_{nomor}")), st.session_state.get(self.key(f"periode_{nomor}")))
            kunci = (own[0] or opd, own[1] or periode)
            if (
                m.berkas
                and not m.selesai
                and (m.periksa is None or m.kunci != kunci or m.road_map != road_map or learned)
            ):
                if m.kunci != kunci:
                    m.jawaban = pemetaan_layar.beside(m.jawaban)  # another OPD or month does not take a mapping back
                    m.tanya.clear()
                m.kunci, m.versi, m.road_map, m.ingatan = kunci, versi, road_map, ingatan
                todo.append(m)
        bar = st.progress(0.0) if len(todo) > 1 else None
        for n, m in enumerate(todo, start=1):
            if bar:
                bar.progress(n / len(todo), kata.MEMERIKSA.format(n=n, total=len(todo), nama=session.shown(m.nama)))
            self._check_one(m)
        if bar:
            bar.empty()

    def _check_one(self, m: Masukan) -> None:
        if m.berkas is None:
            return
        opd, periode = m.kunci
        m.salinan = None
        m.periksa = self.penerima.check(
            m.berkas, opd=opd, periode=Periode.parse(periode) if periode else None, jenis=self.hanya, jawaban=m.jawaban,
            petakan=m.petakan,
        )  # fmt: skip
        m.dikenal = bool(self.store.known_file(self.acuan.pemda.id, m.berkas.sha256))
        m.perbaikan = {k: v for k, v in m.perbaikan.items() if k in m.jawaban} | m.periksa.perbaikan
        for q in (*m.periksa.pertanyaan, *m.periksa.dijawab):
            m.tanya.setdefault(q.kunci, (q.teks, dict(q.pilihan), q.baku))
        for a in m.periksa.asumsi:
            if m.periksa.jenis == "road_map" and (pilihan := kata.PILIHAN_ANGGAPAN.get(a.kunci.split(":")[0])):
                m.tanya.setdefault(a.kunci, (a.teks, dict(pilihan), a.jawaban))

    # -- showing -------------------------------------------------------------------------------------------------

    def draw_accept_all(self, shown: Sequence[tuple[str, Masukan]], diterima: datetime | None) -> None:
        """One button for everything that needs nobody to look; what it changed stays above the files."""
        if said := st.session_state.get(self.key("hasil_semua")):
            for kalimat in said:
                st.success(session.plain(kalimat))
        ready = [m for _, m in shown if m.periksa and not (m.selesai or m.dikenal) and _plain(m.periksa)]
        if self.hanya is None and len(ready) > 1:
            label = kata.TERIMA_SEMUA.format(n=len(ready))
            if st.button(label, type="primary", key=self.key("terima_semua"), help=kata.TERIMA_SEMUA_KET):
                session.require_local()
                self._accept_all(ready, diterima)
                st.rerun()

    def draw_file(self, nomor: str, m: Masukan, diterima: datetime | None) -> None:
        with st.container(border=True, key=self.key(f"panel_{nomor}")):
            st.html(_head(m))
            if m.selesai:
                self._draw_done(m)
                self._draw_reply(nomor, m)
                return
            if m.pesan:
                st.warning(m.pesan)
            if m.dikenal:
                st.info(kata.SUDAH_ADA)
            if m.periksa is None:
                return
            self._draw_findings(m.periksa)
            cocok_layar.draw(self.key(nomor), m.periksa, m.jawaban, partial(self._check_one, m))
            self._draw_reply(nomor, m)
            perbaikan_layar.draw(
                self.key(f"perbaikan_{nomor}"), m.perbaikan, m.jawaban, lambda k, on: self._repair(m, k, on)
            )
            if self.hanya is None:
                pemetaan_layar.draw(self.key(f"peta_{nomor}"), m.periksa, self._mapping_actions(m))
            self._draw_rows(m.periksa)
            self._draw_questions(nomor, m)
            confirmed = self._draw_holds(nomor, m.periksa)
            for kalimat in m.periksa.halangan:
                st.error(kalimat)
            if self.hanya is None and m.periksa.jenis == "laporan" and (m.periksa.bacaan["baris"] or m.periksa.usulan):
                with st.expander(kata.UBAH, expanded=not m.periksa.siap):
                    self._choose(nomor, kata.OPD_BERKAS, kata.PERIODE_BERKAS)
            self._draw_buttons(nomor, m, confirmed, diterima)

    def _draw_findings(self, p: Pemeriksaan) -> None:
        rows = unggah.finding_rows(p.catatan, p.bacaan["baris"])
        st.markdown(f"**{kata.CATATAN_PEMERIKSAAN}:** {kata.hitung_catatan(*unggah.count_findings(p.catatan))}")
        if rows:
            st.html(_findings(rows[:CATATAN_TAMPIL]))
        if rest := rows[CATATAN_TAMPIL:]:
            with st.expander(kata.CATATAN_LAIN.format(n=len(rest))):
                st.html(_findings(rest))

    def _draw_reply(self, nomor: str, m: Masukan) -> None:
        """What goes back to the sender; a cancelled file is let go."""
        if m.berkas and m.periksa and (temuan := m.periksa.temuan):
            with_text = m.periksa.jenis == "laporan"
            m.salinan = balasan.draw(self.key(nomor), m.berkas, temuan, m.periksa.bacaan["baris"], m.salinan, with_text)

    def _draw_rows(self, p: Pemeriksaan) -> None:
        plan = (p.road_map or {}).get("items", [])
        total = len(plan) if p.jenis == "road_map" else len(p.bacaan["baris"])
        if not total:
            return
        rows = unggah.road_map_rows(plan) if p.jenis == "road_map" else unggah.report_rows(p.bacaan["baris"])
        with st.expander(kata.LIHAT_BARIS.format(n=total)):
            st.html(bagian.table(kata.KOLOM_ROAD_MAP if p.jenis == "road_map" else kata.KOLOM_BARIS, rows))
            if total > len(rows):
                bagian.note(kata.BARIS_LAIN.format(n=total - len(rows)))

    def _draw_questions(self, nomor: str, m: Masukan) -> None:
        if m.tanya:
            st.markdown(f"**{kata.PERTANYAAN}**")
        for kunci, (teks, pilihan, baku) in m.tanya.items():
            key = self.key(f"tanya_{nomor}_{kunci}")
            choices = list(pilihan)
            st.radio(
                session.plain(teks), choices, index=choices.index(baku) if baku in choices else None,
                format_func=lambda k, words=pilihan: words[k], key=key, on_change=self._answer, args=(m, kunci, key),
            )  # fmt: skip
        if m.periksa and (others := [a for a in m.periksa.asumsi if a.kunci not in m.tanya]):
            st.html(_assumptions(others))

    def _draw_holds(self, nomor: str, p: Pemeriksaan) -> bool:
        """Every reason to wait needs its own tick."""
        if p.ditahan:
            st.markdown(f"**{kata.DITAHAN}**")
        ticks = [
            st.checkbox(
                session.plain(kata.DITAHAN_CENTANG.format(kalimat=kalimat)),
                key=self.key(f"tahan_{nomor}_{n}_{hash(kalimat)}"),
            )
            for n, kalimat in enumerate(p.ditahan)
        ]
        return all(ticks)

    def _draw_buttons(self, nomor: str, m: Masukan, confirmed: bool, diterima: datetime | None) -> None:
        open_question = any(baku is None and k not in m.jawaban for k, (_, _, baku) in m.tanya.items())
        siap = bool(m.periksa and m.periksa.siap and confirmed) and not self._wrong_kind(m) and not open_question
        if self._wrong_kind(m):
            st.error(kata.BUKAN_ROAD_MAP)
        with st.container(horizontal=True):
            st.button(
                kata.TERIMA, type="primary", disabled=not siap, key=self.key(f"terima_{nomor}"), on_click=self._accept_one,
                args=(m, diterima),
            )  # fmt: skip
            st.button(kata.BATALKAN, key=self.key(f"batal_{nomor}"), on_click=self._cancel, args=(m,))

    def _draw_done(self, m: Masukan) -> None:
        if not m.hasil:
            st.info(m.pesan or kata.DIBATALKAN)
            return
        for kalimat in dict.fromkeys(kata.DITERIMA[h.status].format(versi=h.versi) for h in m.hasil):
            st.success(kalimat)
        for kalimat in m.perubahan:
            st.markdown(session.plain(kalimat))
        if m.periksa is None or not self.store.has_data(self.acuan.pemda.id):
            return
        with st.container(horizontal=True):
            for part in m.periksa.bagian[:3]:
                session.page_link(
                    "opd", kata.BUKA_OPD.format(opd=part.opd.nama), opd=part.opd.kode, pemda=self.acuan.pemda.id, periode=part.periode
                )  # fmt: skip
            last = max((part.periode for part in m.periksa.bagian), default=None)
            session.page_link("ringkasan", kata.BUKA_RINGKASAN, pemda=self.acuan.pemda.id, periode=last)

    def _wrong_kind(self, m: Masukan) -> bool:
        return bool(
            self.hanya and m.periksa and m.periksa.bacaan["status"] != "ditolak" and m.periksa.jenis != self.hanya
        )

    # -- writing: every callback asks the second lock first -----------------------------------------------------------

    def _answer(self, m: Masukan, kunci: str, key: str) -> None:
        session.require_local()
        if (said := st.session_state.get(key)) is not None:
            m.jawaban[kunci] = said
            self._check_one(m)

    def _repair(self, m: Masukan, kunci: str, wanted: bool) -> None:
        session.require_local()
        if wanted:
            m.jawaban.pop(kunci, None)
        else:
            m.jawaban[kunci] = "ya"
        self._check_one(m)

    def _mapping_actions(self, m: Masukan) -> pemetaan_layar.Aksi:
        def look(wish: dict[str, object] | None) -> None:
            session.require_local()
            m.petakan = wish
            self._check_one(m)

        def choose(answers: dict[str, str]) -> None:
            session.require_local()
            m.jawaban, m.petakan = answers, None
            m.tanya.clear()  # other columns, other questions
            self._check_one(m)

        def use(kunci: str, isi: str) -> None:
            choose(pemetaan_layar.beside(m.jawaban, isi) | {kunci: isi})

        return pemetaan_layar.Aksi(use, lambda: choose({}), look)

    def read_again(self, refused_only: bool = False) -> None:
        """What is stored of layouts has changed: check the files that are still open anew."""
        for m in self.masukan.values():
            if m.periksa and not m.selesai and not (refused_only and m.periksa.bacaan["baris"]):
                m.periksa = None

    def _accept_one(self, m: Masukan, diterima: datetime | None) -> None:
        session.require_local()
        self._accept(m, diterima)

    def _accept_all(self, ready: Sequence[Masukan], diterima: datetime | None) -> None:
        months = sorted({part.periode for m in ready if m.periksa for part in m.periksa.bagian})
        before = {p: self._headline(p) for p in months}
        bar = st.progress(0.0)
        for n, m in enumerate(ready, start=1):
            bar.progress(n / len(ready), kata.MENERIMA.format(n=n, total=len(ready), nama=session.shown(m.nama)))
            self._accept(m, diterima, headline=False)
        done = sum(m.selesai for m in ready)
        st.session_state[self.key("hasil_semua")] = [
            kata.DITERIMA_SEMUA.format(n=done, total=len(ready)),
            *self._changes(before),
        ]

    def _accept(self, m: Masukan, diterima: datetime | None, headline: bool = True) -> None:
        """Accept exactly what was shown: when the data changed meanwhile, what is new to see is shown first."""
        if m.periksa is None or m.selesai:
            return
        m.pesan = None
        seen = m.periksa
        versi = self.store.versi_data(self.acuan.pemda.id)
        answers = {k: baku for k, (_, _, baku) in m.tanya.items() if baku is not None and k not in m.jawaban}
        if versi != m.versi or (answers and seen.jenis == "laporan"):
            m.jawaban |= answers
            self._check_one(m)
            m.versi = versi
            if (
                m.periksa.halangan != seen.halangan
                or set(m.periksa.ditahan) - set(seen.ditahan)
                or m.periksa.pertanyaan
            ):
                m.pesan = kata.PERIKSA_ULANG
                return
        self._store(m, diterima, headline)

    def _store(self, m: Masukan, diterima: datetime | None, headline: bool) -> None:
        if m.periksa is None:
            return
        now = clock.now(self.acuan.pemda)
        months = sorted({part.periode for part in m.periksa.bagian}) if headline else []
        before = {p: self._headline(p) for p in months}
        try:
            m.hasil = self.penerima.accept(m.periksa, diterima=diterima or now, waktu=now, oleh=OLEH)
        except (IntakeError, StoreError) as problem:
            m.pesan = str(problem)
            return
        m.selesai, m.perubahan = True, self._changes(before)
        if any(p["dipilih"] for p in m.periksa.pemetaan):
            self.read_again(refused_only=True)

    def _changes(self, before: Mapping[Periode, _Angka | None]) -> list[str]:
        """The headline of every month concerned, before and after."""
        after = {p: self._headline(p) for p in before}
        return [kata.perubahan(p, before[p], now) for p, now in after.items() if now is not None]

    def _road_map(self) -> int:
        found = self.store.road_map(self.acuan.pemda.id)
        return 0 if found is None else int(found["road_map_id"])

    def _headline(self, periode: Periode) -> _Angka | None:
        """(capaian, sudah lapor, wajib lapor) of the pemda; None while nothing is due."""
        if not self.store.has_data(self.acuan.pemda.id):
            return None
        nilai = Nilai.of(score_month(self.store, self.acuan, periode).ringkas)
        return (nilai.capaian_pct, nilai.sudah_lapor, nilai.wajib_lapor) if nilai.wajib_lapor else None

    def _cancel(self, m: Masukan) -> None:
        session.require_local()
        m.selesai, m.pesan, m.berkas = True, kata.DIBATALKAN, None


@st.cache_resource(show_spinner=False, max_entries=4)
def _sandbox(pemda: str, _acuan: Acuan) -> Sandbox:
    """One child process per pemda for the whole server."""
    return Sandbox(_acuan)


def _findings(rows: Sequence[tuple[str, ...]]) -> str:
    return bagian.table(kata.KOLOM_CATATAN, rows, short=(0, 1), long=(4,))


def _plain(p: Pemeriksaan) -> bool:
    return p.siap and not p.perlu_ditanya and not p.belum_cocok


def _head(m: Masukan) -> str:
    p = m.periksa
    if p is None:
        return f'<p class="berkas"><strong>{escape(m.nama)}</strong></p><p class="redup">{escape(m.asal)}</p>'
    status = str(p.bacaan["status"])
    words = f"{kata.JENIS.get(p.jenis, p.jenis)} · {_about(p)}" if status != "ditolak" else ""
    signed = kata.pengesahan(p.bacaan.get("pengesahan", []))
    return (
        f'<p class="berkas"><strong>{escape(m.nama)}</strong> <span class="cip polos">{escape(kata.STATUS[status])}</span></p>'
        f'<p class="redup">{escape(" · ".join(filter(None, (words, m.asal))))}</p>'
        + (f'<p class="redup">{escape(signed)}</p>' if signed else "")
    )


def _about(p: Pemeriksaan) -> str:
    if p.jenis == "road_map":
        plan = p.road_map or {"items": [], "targets": []}
        return kata.pokok_road_map(
            len(plan["items"]), len({i["opd"] for i in plan["items"]}), unggah.years(plan["targets"])
        )
    planned = all(f.kode != "BELUM_ADA_ROAD_MAP" for f in p.temuan)
    lost_of = [b.tidak_cocok if planned else 0 for b in p.bagian]
    if len(p.bagian) > 1:
        parts = zip(p.bagian, lost_of, strict=True)
        return " | ".join(kata.pokok_laporan(b.opd.nama, str(b.periode), len(b.baris), lost) for b, lost in parts)
    lost = lost_of[0] if lost_of else 0
    return kata.pokok_laporan(p.bacaan["opd"], p.bacaan["periode"], len(p.bacaan["baris"]), lost)


def _assumptions(rows: Sequence[Asumsi]) -> str:
    items = "".join(f"<li>{escape(a.teks)}</li>" for a in rows)
    return (
        f'<p><strong>{kata.ANGGAPAN}</strong></p><ul class="polos">{items}</ul><p class="redup">{kata.ANGGAPAN_KET}</p>'
    )

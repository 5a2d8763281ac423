"""The answer to a sender on the page Unggah: a marked copy, made only when somebody asks for it, and a text for WhatsApp."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from loaders.feedback import HANDLER, findings_text, reply
from loaders.sandbox import Sandbox, SandboxError
from loaders.template import safe_name
from progress.findings import Finding, fields_of
from progress.store import Berkas
from progress.web import bagian, session
from progress.wording import unggah as kata

Baris = Sequence[Mapping[str, Any]]
"""Rows of a report as its check gives them: they tell what stands in which cell."""


@dataclass(frozen=True, slots=True)
class Salinan:
    """A workbook to send back and what it is in one sentence; `isi` is None where none could be made."""

    nama: str
    isi: bytes | None
    kalimat: str


def make(berkas: Berkas, temuan: Sequence[Finding], baris: Baris = ()) -> Salinan:
    """The marked copy of this file, or the list beside it; an editor that fails is an answer too."""
    with tempfile.TemporaryDirectory(prefix="pantau-") as folder, Sandbox(handler=HANDLER) as sandbox:
        path, keluaran = Path(folder) / "berkas", Path(folder) / "balasan.xlsx"
        path.write_bytes(berkas.isi)
        job: dict[str, object] = {"path": str(path), "keluaran": str(keluaran), "nama": berkas.nama}
        try:
            answer = reply(sandbox, job | {"temuan": [f.to_json() for f in temuan], "baris": list(baris)})
        except SandboxError as problem:
            return Salinan("", None, str(problem))
        if "gagal" in answer or not keluaran.is_file():
            return Salinan("", None, kata.SALINAN_GAGAL)
        name = (kata.NAMA_SALINAN if answer["utuh"] else kata.NAMA_DAFTAR).format(nama=Path(berkas.nama).stem)
        return Salinan(safe_name(name), keluaran.read_bytes(), str(answer["kalimat"]))


def draw(
    key: str, berkas: Berkas, temuan: Sequence[Finding], baris: Baris, salinan: Salinan | None, pesan: bool
) -> Salinan | None:
    """Both answers behind one tap; gives back the copy to keep for the next run. `pesan`: with the text for WhatsApp."""
    with st.expander(kata.BALASAN, key=f"{key}_balasan"):
        place = st.empty()
        if salinan is None and place.button(kata.SIAPKAN_SALINAN, key=f"{key}_siapkan"):
            session.require_local()
            with place, st.spinner(kata.MENYIAPKAN_SALINAN):
                salinan = make(berkas, temuan, baris)
        if salinan is None:
            bagian.note(kata.SALINAN_KET)
        elif salinan.isi is None:
            place.warning(session.plain(salinan.kalimat))
        else:
            place.download_button(
                kata.UNDUH_SALINAN, salinan.isi, salinan.nama, bagian.XLSX, key=f"{key}_unduh", on_click="ignore"
            )  # fmt: skip
            bagian.note(salinan.kalimat)
        if pesan:
            st.markdown(f"**{kata.PESAN_WA}**")
            st.code(findings_text(temuan, fields_of(baris)), language=None, wrap_lines=True)
    return salinan

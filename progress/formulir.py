"""The monthly forms as the command and the pages hand them out: what the store knows of a month, given to the form's writer."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from loaders import template
from progress.model import Acuan, Opd, Periode
from progress.rekap import kerangka_of
from progress.scoring.pindah import moved
from progress.store import Store
from progress.wording import formulir as kata


def recipients(acuan: Acuan, periode: Periode) -> list[Opd]:
    """Who reports this month, in official order: scoring asks for the last day of a month, and so does a form."""
    last_day = date(periode.shift(1).tahun, periode.shift(1).bulan, 1) - timedelta(days=1)
    return [o for o in sorted(acuan.opd, key=lambda o: o.urutan) if o.valid_on(last_day)]


def gather(store: Store, acuan: Acuan, opd: Sequence[Opd], periode: Periode) -> dict[str, Any]:
    """What template.write_form and write_all ask for beside path and opd; `items` is empty where the road map has none."""
    pemda, wanted = acuan.pemda, {o.kode for o in opd}
    items = moved(store.items(pemda.id), acuan.opd, periode.hari_terakhir)
    return {
        "pemda_nama": pemda.nama,
        "periode": periode,
        "items": [i for i in items.to_dict("records") if i["opd"] in wanted],
        "targets": template.by_item(store.targets(pemda.id, periode.tahun).to_dict("records")),
        "last": {i: v for o in opd for i, v in store.latest_before(pemda.id, o.kode, periode).items()},
        "skala": acuan.skala,
        "kerangka": kerangka_of(store, acuan),
        "contoh": pemda.contoh,
    }


def form(store: Store, acuan: Acuan, opd: Opd, periode: Periode) -> bytes | None:
    """The form of one OPD as an .xlsx; None where it does not report then or the road map has no rencana aksi of it."""
    if opd not in recipients(acuan, periode):
        return None
    bahan = gather(store, acuan, [opd], periode)
    if not bahan["items"]:
        return None
    content = io.BytesIO()
    template.write_form(content, opd=opd, **bahan)
    return content.getvalue()


def all_forms(store: Store, acuan: Acuan, periode: Periode) -> tuple[bytes, int] | None:
    """The forms of everybody who reports this month as one ZIP, and how many; None where the road map names none of them."""
    opd = recipients(acuan, periode)
    content = io.BytesIO()
    n = template.write_all(content, opd=opd, **gather(store, acuan, opd, periode))
    return (content.getvalue(), n) if n else None


def zip_name(acuan: Acuan, periode: Periode) -> str:
    return template.safe_name(kata.NAMA_ZIP.format(pemda=acuan.pemda.nama, bulan=periode.nama))

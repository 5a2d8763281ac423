"""The monthly forms as the command and the pages hand them out: what the store knows of a month, given to the form's writer."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from loaders import template
from progress.model import Acuan, Opd, Periode
from progress.rekap import kerangka_of
from progress.store import Store


def gather(store: Store, acuan: Acuan, opd: Sequence[Opd], periode: Periode) -> dict[str, Any]:
    """What template.write_form and write_all ask for beside path and opd; `items` is empty where the road map has none."""
    pemda, wanted = acuan.pemda, {o.kode for o in opd}
    return {
        "pemda_nama": pemda.nama,
        "periode": periode,
        "items": [i for i in store.items(pemda.id).to_dict("records") if i["opd"] in wanted],
        "targets": template.by_item(store.targets(pemda.id, periode.tahun).to_dict("records")),
        "last": {i: v for o in opd for i, v in store.latest_before(pemda.id, o.kode, periode).items()},
        "skala": acuan.skala,
        "kerangka": kerangka_of(store, acuan),
        "contoh": pemda.contoh,
    }


def form(store: Store, acuan: Acuan, opd: Opd, periode: Periode) -> bytes | None:
    """The form of one OPD as an .xlsx; None where the road map has no rencana aksi of it."""
    bahan = gather(store, acuan, [opd], periode)
    if not bahan["items"]:
        return None
    content = io.BytesIO()
    template.write_form(content, opd=opd, **bahan)
    return content.getvalue()

"""What goes into the store and what comes back from accepting it; no database is known here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from progress.findings import Finding
from progress.model import Periode

TENTANG_ANGKA = ("sifat", "sifat_anggaran")  # keys of answers that change what a figure means
PEMETAAN = "pemetaan:"
"""Begins the key, ended by a header's fingerprint, under which a report's answers hold the mapping it was read by."""


class StoreError(Exception):
    """The store cannot do this; the text is one Indonesian sentence for the person who asked."""


@dataclass(frozen=True, slots=True)
class Berkas:
    """A file as received: its name and its bytes."""

    nama: str
    isi: bytes = field(repr=False)
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        # A name in an old encoding reaches Python with halves of characters that no database takes.
        object.__setattr__(self, "nama", self.nama.encode(errors="replace").decode())
        object.__setattr__(self, "sha256", hashlib.sha256(self.isi).hexdigest())


@dataclass(frozen=True, slots=True)
class Asumsi:
    """What was taken as true where the file was silent. `asal` and `dibuat_pada` are filled by the store."""

    kunci: str
    teks: str
    jawaban: str
    asal: str | None = None
    dibuat_pada: str | None = None


@dataclass(frozen=True, slots=True)
class Penerimaan:
    """What accepting a file did.

    baru: the first one. versi_baru: it replaced the one in force. sama: this very file is in force, nothing changed.
    lama: this very file was in force once and has been replaced since, nothing changed.
    """

    status: Literal["baru", "sama", "versi_baru", "lama"]
    id: int
    versi: int


@dataclass(frozen=True, slots=True)
class Ingatan:
    """What a person confirmed once for one OPD: `isi` is JSON. jenis 'pemetaan': kunci is the header's fingerprint;
    'kecocokan': kunci is the row's words. `ingatan_id`, `dibuat_pada` and `oleh` are filled by the store."""

    jenis: Literal["pemetaan", "kecocokan"]
    opd: str
    kunci: str
    isi: str
    ingatan_id: int = 0
    dibuat_pada: str | None = None
    oleh: str | None = None


@dataclass(frozen=True, slots=True)
class Laporan:
    """One OPD's report of one month inside a file; `bagian` tells apart what two bidang of one OPD send."""

    opd: str
    periode: Periode
    bagian: str
    kerangka: str
    baris: Sequence[Mapping[str, object]]
    temuan: tuple[Finding, ...]
    asumsi: tuple[Asumsi, ...]
    ringkasan: Mapping[str, object]
    lagi: bool = False  # a person wants the version of these very bytes, replaced since, in force again
    juga_menggantikan: tuple[str, ...] = ()  # other bagian of the same OPD and month whose every row this report holds


@dataclass(frozen=True, slots=True)
class Beku:
    """A month's score as it was presented; `isi` is its canonical JSON, `versi_data` that of the data it was made from."""

    periode: Periode
    isi: str = field(repr=False)
    sha256: str
    aturan: str
    road_map_id: int
    versi_data: int
    waktu: datetime
    oleh: str
    kiriman_terakhir: int | None  # the last report it was made from

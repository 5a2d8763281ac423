"""The worked examples of the rules: what the page Metode prints is what the arithmetic finds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from progress.model import CaraGabung, Contoh
from progress.reference import load
from progress.scoring.contoh import benar, hitung

ACUAN = load("contoh")


@pytest.mark.parametrize("contoh", ACUAN.contoh, ids=lambda c: f"{c.kunci}: {c.nama}")
def test_every_example_holds(contoh: Contoh) -> None:
    """An example's result is what the scoring makes of its cells under the shipped rules."""
    found = hitung(contoh, ACUAN.aturan, ACUAN.skala)
    assert benar(contoh, ACUAN.aturan, ACUAN.skala), found


def test_every_example_belongs_to_a_rule() -> None:
    """No example speaks of a rule that is not there, and every formula has one."""
    told = {c.kunci for c in ACUAN.contoh}
    assert told <= {b.kunci for b in ACUAN.aturan.butir}
    assert {
        "naik", "turun", "batas_atas", "nihil", "tidak_melapor", "target_sd", "tonggak", "ordinal", "akumulasi", "kelas", "bobot",
        "hitung_01", "hitung_03", "hitung_06", "hitung_07", "hitung_13", "hitung_14", "hitung_15", "hitung_16", "hitung_17",
        "hitung_18", "hitung_19",
    } <= told  # fmt: skip


@pytest.mark.parametrize(("cara", "capaian"), [("rencana_aksi", 80), ("rata_opd", 60), ("rata_area", 80)])
def test_the_pemda_s_figure_is_chosen_by_the_rules(cara: str, capaian: float) -> None:
    """cara_gabung decides which of the three ways is the pemda's figure; the other ways stay as they are."""
    contoh = next(c for c in ACUAN.contoh if c.kunci == "hitung_19")
    asked = replace(contoh, hasil=(("capaian_pct", None), ("capaian_rata_opd_pct", None), ("kelas", None)))
    found = hitung(asked, replace(ACUAN.aturan, cara_gabung=CaraGabung(cara)), ACUAN.skala)
    assert (found["capaian_pct"], found["capaian_rata_opd_pct"]) == (capaian, 60)
    assert found["kelas"] == ("Rendah" if capaian == 60 else "Tinggi")


def test_an_example_that_no_longer_holds_is_known() -> None:
    """Under a cap of 120 the example of the cap of 100 does not hold, and is not shown."""
    contoh = next(c for c in ACUAN.contoh if c.kunci == "batas_atas")
    assert not benar(contoh, replace(ACUAN.aturan, batas_atas_pct=120), ACUAN.skala)

"""Every month can be scored again under any kept version of the rules and of the road map; who moves is listed."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from test_perubahan import JAN, plan, send

from progress import reference, rekap
from progress.__main__ import main
from progress.model import Periode
from progress.reference import BrokenReference, load
from progress.scoring.perubahan import who_moves
from progress.store import Store

PEMDA = reference.load("pamekasan")
FEB = Periode(2026, 2)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The shipped reference data, and an older version of the rules in which a capaian counts up to 150."""
    folder = tmp_path / "acuan"
    shutil.copytree(reference.BAWAAN, folder)
    text = (folder / "_umum" / "aturan.toml").read_text("utf-8")
    lama = text.replace(PEMDA.aturan.versi, "lama-2025").replace("batas_atas_pct = 100", "batas_atas_pct = 150")
    (folder / "_umum" / "aturan-lama-2025.toml").write_text(lama, "utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two items reported at 50 and 150 percent; then a road map that drops the first and doubles the other's target."""
    found = Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "masuk")
    plan(found, "road map", JAN, {1: 10.0, 2: 10.0})
    send(found, 2, {1: 5.0, 2: 15.0}, JAN + timedelta(days=1))
    plan(found, "road map 2", JAN + timedelta(days=2), {2: 20.0})
    send(found, 2, {2: 15.0}, JAN + timedelta(days=3))
    return found


def printed(capsys: pytest.CaptureFixture[str], *args: str) -> Any:
    assert main(["skor", "--pemda", "pamekasan", "--periode", "2026-02", "--json", *args]) == 0
    return json.loads(capsys.readouterr().out)


def test_versions_kept_beside_each_other(root: Path) -> None:
    """The version in force and the older file beside it are both there, by their versi."""
    acuan = load("pamekasan", root)
    assert set(acuan.aturan_tersimpan) == {"lama-2025", PEMDA.aturan.versi}
    assert acuan.aturan_tersimpan["lama-2025"].batas_atas_pct == 150
    assert acuan.aturan == acuan.aturan_tersimpan[PEMDA.aturan.versi]


def test_a_kept_file_is_named_for_its_version(root: Path) -> None:
    """A file whose name says another version is refused with its key, so that nobody scores under the wrong one."""
    (root / "_umum" / "aturan-lama-2025.toml").rename(root / "_umum" / "aturan-2024.toml")
    with pytest.raises(BrokenReference, match=r"aturan-2024.*versi.*lama-2025"):
        load("pamekasan", root)


def test_one_version_has_one_content(root: Path) -> None:
    """Two files of one folder that say different things under one version are refused."""
    versi = PEMDA.aturan.versi
    text = (root / "_umum" / "aturan-lama-2025.toml").read_text("utf-8").replace("lama-2025", versi)
    (root / "_umum" / f"aturan-{versi}.toml").write_text(text, "utf-8")
    with pytest.raises(BrokenReference, match="versi"):
        load("pamekasan", root)


def test_an_older_road_map_keeps_what_was_reported_under_it(store: Store) -> None:
    """Under version 1 the dropped item still has its report: (50 + 100) / 2; under version 2 the other one is at 75."""
    old = rekap.score_inputs(rekap.under_road_map(store, PEMDA, FEB, "1"), PEMDA, FEB)
    new = rekap.score_inputs(rekap.under_road_map(store, PEMDA, FEB, "2"), PEMDA, FEB)
    assert (old.ringkas["capaian_pct"], old.ringkas["sudah_lapor"]) == (75.0, 2)
    assert (new.ringkas["capaian_pct"], new.ringkas["wajib_lapor"]) == (75.0, 1)
    assert repr(new.ringkas) == repr(rekap.score_month(store, PEMDA, FEB).ringkas)


def test_command_scores_under_an_older_rule(
    store: Store, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """--aturan and --road-map print the score under them, with the OPD whose class moves."""
    monkeypatch.setenv("PANTAU_ACUAN", str(root))
    database = ("--database", f"sqlite:///{tmp_path / 'x.db'}")
    kini = printed(capsys, *database)
    lama = printed(capsys, *database, "--aturan", "lama-2025", "--road-map", "1")
    assert (kini["ringkas"]["capaian_pct"], lama["ringkas"]["capaian_pct"]) == (75.0, 100.0)
    assert (lama["aturan"], lama["road_map"]) == ("lama-2025", "1")
    assert "bergeser" not in kini
    (moved,) = lama["bergeser"]
    assert (moved["opd"], moved["kelas_sebelum"], moved["kelas_sesudah"]) == (
        PEMDA.opd[0].nama,
        "Sedang",
        "Sangat Tinggi",
    )


@pytest.mark.parametrize("option", ["--aturan", "--road-map"])
def test_an_unknown_version_is_wrong_usage(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    """Exit 2, and one sentence that names the versions there are."""
    where = ["--pemda", "pamekasan", "--periode", "2026-02", "--database", f"sqlite:///{tmp_path / 'x.db'}"]
    assert main(["skor", *where, option, "99"]) == 2
    assert "Versi '99' tidak tersimpan. Yang ada: " in capsys.readouterr().err


def test_nobody_moves_between_equal_scores(store: Store) -> None:
    """A score compared with itself lists nobody."""
    skor = rekap.score_month(store, PEMDA, FEB)
    assert who_moves(skor, skor) == ()

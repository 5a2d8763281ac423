"""A file that was replaced and comes again: nothing changes unless a person wants it in force again, and then all is as it was."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kit import acuan
from test_intake import AGEN, HEAD, NOW, OKT, PUAS, SOP, report, road_map, take, values

from progress import __main__ as command
from progress.intake import LAGI, Penerima
from progress.rekap import score_month
from progress.scoring import to_json
from progress.store import Store


@pytest.fixture
def penerima(tmp_path: Path) -> Iterator[Penerima]:
    with Penerima(Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "masuk"), acuan()) as p:
        take(p, road_map(tmp_path))
        yield p


def score(penerima: Penerima) -> Any:
    """The whole score but the numbers of the reports."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: plain(v) for k, v in value.items() if k not in ("kiriman_id", "versi_data")}
        return [plain(v) for v in value] if isinstance(value, list) else value

    return plain(to_json(score_month(penerima.store, penerima.acuan, OKT), "x", {}))


def test_it_is_asked_and_not_done_by_itself(penerima: Penerima, tmp_path: Path) -> None:
    """The default leaves the newer version in force, and nothing else is asked about a file that changes nothing."""
    first, second = report(tmp_path, SOP, AGEN), report(tmp_path, [*SOP[:4], 7], name="b.xlsx")
    take(penerima, first)
    take(penerima, second)
    checked, status = take(penerima, first)
    assert [(q.kunci, q.baku) for q in checked.pertanyaan] == [(LAGI, "tidak")]
    assert (checked.ditahan, checked.asumsi, status) == ([], [], ["lama"])
    assert values(penerima) == {"D1": 7}
    checked, status = take(penerima, first, jawaban={LAGI: "tidak"})
    assert (checked.pertanyaan, status) == ([], ["lama"])


def test_confirmed_the_score_is_what_it_was(penerima: Penerima, tmp_path: Path) -> None:
    """The same rows, read with the answers of that time, are a new version; all versions stay in the history."""
    head = [*HEAD[:4], "Target", "Realisasi"]
    take(penerima, report(tmp_path, AGEN, bulan="September", name="s.xlsx", head=head), jawaban={"sifat": "bulan_ini"})
    first = report(tmp_path, SOP, AGEN, PUAS, head=head)
    take(penerima, first, jawaban={"sifat": "bulan_ini"})
    then = score(penerima)
    take(penerima, report(tmp_path, SOP, [*AGEN[:4], 1], PUAS, name="b.xlsx", head=head), jawaban={"sifat": "sd"})
    assert score(penerima) != then
    _, status = take(penerima, first, jawaban={LAGI: "ya"})
    assert status == ["versi_baru"]
    assert score(penerima) == then
    history = penerima.store.kiriman("pamekasan", OKT)
    assert history[["versi", "status"]].values.tolist() == [[3, "aktif"], [2, "diganti"], [1, "diganti"]]
    assert take(penerima, first)[1] == ["sama"]


def test_rows_that_would_vanish_are_held_once_it_is_wanted(penerima: Penerima, tmp_path: Path) -> None:
    """Going back may lose rows as any replacement may."""
    first = report(tmp_path, SOP)
    take(penerima, first)
    take(penerima, report(tmp_path, SOP, AGEN, name="b.xlsx"))
    assert penerima.check(first).ditahan == []
    assert "Melatih agen" in penerima.check(first, jawaban={LAGI: "ya"}).ditahan[0]


def test_it_survives_a_new_road_map(penerima: Penerima, tmp_path: Path) -> None:
    """A version in force again is read again like any other, and the answer is not carried on."""
    first = report(tmp_path, SOP)
    take(penerima, first)
    take(penerima, report(tmp_path, [*SOP[:4], 7], name="b.xlsx"))
    take(penerima, first, jawaban={LAGI: "ya"})
    take(penerima, road_map(tmp_path, ["D4", "A1", "Dinkes", "Lain", "Jumlah", "Kali", "naik", "jumlah", 4]))
    assert values(penerima) == {"D1": 5}


def test_a_part_that_a_whole_report_replaced_can_return(penerima: Penerima, tmp_path: Path) -> None:
    """Wherever it would stand now, it is recognised as replaced."""
    part = report(tmp_path, AGEN, name="bidang2.xlsx")
    take(penerima, report(tmp_path, SOP, name="bidang1.xlsx"))
    take(penerima, part)
    take(penerima, report(tmp_path, SOP, [*AGEN[:4], 12], name="semua.xlsx"))
    assert take(penerima, part)[1] == ["lama"]
    assert values(penerima) == {"D1": 5, "D2": 12}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_impor_asks_at_a_terminal_and_leaves_it_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a terminal it is said and nothing changes; at one, 2 and y bring it back."""
    monkeypatch.setenv("PANTAU_MASUK", str(tmp_path / "masuk"))
    names = {}
    for name, content in {
        "rm": road_map(tmp_path),
        "a": report(tmp_path, SOP),
        "b": report(tmp_path, [*SOP[:4], 7], name="b.xlsx"),
    }.items():
        names[name] = tmp_path / f"{name}_.xlsx"
        names[name].write_bytes(content.isi)
    common = ["--pemda", "pamekasan", "--database", f"sqlite:///{tmp_path / 'y.db'}", "--diterima", NOW.isoformat()]

    def impor(name: str, *more: str) -> tuple[int, str]:
        return command.main(["impor", str(names[name]), *common, *more]), capsys.readouterr().out

    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert [impor(n, "--terima")[0] for n in ("rm", "a", "b")] == [0, 0, 0]
    status, said = impor("a")
    assert (status, "tidak ada yang berubah" in said) == (0, True)
    assert "tidak ada yang berubah" in impor("a", "--terima")[1]
    monkeypatch.setattr("sys.stdin", Terminal("2\ny\n"))
    assert "versi 3" in impor("a")[1]

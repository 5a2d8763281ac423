"""A real dashboard on a free loopback port, for tests that need the whole server; nothing of it outlives its test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
from google.protobuf.message import Message
from playwright.sync_api import Browser, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from progress import reference
from progress.model import Periode
from progress.settings import Settings
from progress.store import Berkas, Store

_WAKTU = datetime(2026, 11, 3, 2, 15, tzinfo=UTC)
_ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, trust_env=False, timeout=30)

    def said(self) -> str:
        return self.log.read_text("utf-8")


def environment(folder: Path) -> dict[str, str]:
    """Settings that keep a server's databases and files inside `folder`."""
    return {
        "PANTAU_DATABASE_URL": f"sqlite:///{(folder / 'pantau.db').as_posix()}",
        "PANTAU_DEMO_URL": f"sqlite:///{(folder / 'contoh' / 'contoh.db').as_posix()}",
        "PANTAU_MASUK": str(folder / "masuk"),
    }


@contextmanager
def running(
    folder: Path, env: Mapping[str, str] | None = None, *, root: Path = ROOT, script: Path | None = None
) -> Iterator[Server]:
    """`streamlit run dashboard.py` in `root` until the block ends; RuntimeError with its log when it does not come up.

    Databases and uploads stay in `folder`; `script` is another ASGI script to run with the code of `root`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    server = Server(_free_port(), folder / "server.log")
    values = {**os.environ, "PYTHONPATH": str(root), **environment(folder), **(env or {})}
    start = [sys.executable, "-m", "streamlit", "run", str(script or root / "dashboard.py")]
    with server.log.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [*start, "--server.port", str(server.port)], cwd=root, env=values, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def seed(folder: Path, pemda: str, periods: Iterable[str] = ("2026-09", "2026-10")) -> None:
    """A small road map of this pemda and one report per month in the database that `environment(folder)` names."""
    acuan = reference.load(pemda)
    settings = Settings.from_env(environment(folder))
    url = settings.database_for(acuan.pemda)
    store = Store(url, settings.originals_dir(url))
    opd = [o.kode for o in acuan.opd[:3]]
    item = {"jenis": "angka", "arah": "naik", "akumulasi": "jumlah", "satuan": "dokumen", "bobot": 1.0, "lembar": "RM"}
    items = [
        item
        | {"n": n, "kode": f"{n}", "opd": opd[n % 3], "area": f"A{n % 8 + 1}", "rencana_aksi": f"Rencana aksi {n}"}
        | {"indikator": f"Jumlah dokumen {n}", "baris": 4 + n, "sel": {"target": f"F{4 + n}"}}
        for n in range(1, 25)
    ]
    common = {"nama_pemda": acuan.pemda.nama, "temuan": [], "asumsi": [], "kerangka": acuan.pemda.kerangka_baku}
    common |= {"waktu": _WAKTU, "oleh": "Bagian Organisasi"}
    store.accept_road_map(
        pemda,
        berkas=Berkas("road map.xlsx", pemda.encode()),
        items=items,
        targets=[
            {"n": i["n"], "tahun": 2026, "bulan": bulan, "nilai": nilai, "sel": "H5"}
            for i in items
            for bulan, nilai in ((0, 12.0), (10, 10.0))
        ],
        **common,
    )
    known = {str(r["kode"]): int(r["item_id"]) for r in store.items(pemda).to_dict("records")}
    for text in periods:
        periode = Periode.parse(text)
        for kode in opd:
            rows = [
                {"baris": i["baris"], "lembar": "Realisasi", "item_id": known[i["kode"]], "area": i["area"]}
                | {"rencana_aksi": i["rencana_aksi"], "target": 10.0, "nilai": float(i["n"] % 11), "sifat": "sd"}
                | {"sel": {"realisasi": f"F{i['baris']}"}}
                for i in items
                if i["opd"] == kode
            ]
            store.accept_report(
                pemda,
                berkas=Berkas(f"{kode}.xlsx", f"{pemda} {kode} {text}".encode()),
                opd=kode,
                periode=periode,
                baris=rows,
                diterima=_WAKTU,
                ringkasan={"baris": len(rows)},
                **common,
            )
    store.close()


def copy_of_project(folder: Path) -> Path:
    """The program as it would be installed elsewhere, for tests that add or break a page."""
    for part in ("progress", "loaders", "pages", "data/acuan", ".streamlit"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "dashboard.py", folder)
    return folder


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium: the system's where there is one, else Playwright's own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            yield chromium
        finally:
            chromium.close()


def first_run(server: Server, page_name: str, query: str = "", wait_s: float = 30) -> list[ForwardMsg]:
    """What a browser gets that opens this page by a link: every message until the run and its redirects have ended."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page_name
    received: list[ForwardMsg] = []
    with connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream",
        origin=server.url,  # type: ignore[arg-type]
        subprotocols=["streamlit"],  # type: ignore[list-item]
        max_size=None,
        proxy=None,
    ) as socket_:
        socket_.send(message.SerializeToString())
        end = time.monotonic() + wait_s
        while time.monotonic() < end:
            data = socket_.recv(timeout=max(0.1, end - time.monotonic()))
            received.append(ForwardMsg.FromString(data))  # type: ignore[arg-type]
            if received[-1].script_finished in _ENDS and received[-1].WhichOneof("type") == "script_finished":
                return received
    raise TimeoutError("the first run did not end")


def said_by(messages: Iterable[ForwardMsg]) -> str:
    """Everything these messages put on the screen, as one text."""
    return "\n".join(text for m in messages for text in _texts(m.delta))


def _texts(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        for one in [value] if isinstance(value, Message | str | bytes | int | float) else value:
            if isinstance(one, Message):
                yield from _texts(one)
            elif isinstance(one, str) and field.name != "id":
                yield one


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(server: Server, process: subprocess.Popen[bytes], limit_s: float = 90) -> None:
    end = time.monotonic() + limit_s
    with server.client() as client:
        while time.monotonic() < end and process.poll() is None:
            try:
                if client.get("/_stcore/health").is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
    raise RuntimeError(server.said())

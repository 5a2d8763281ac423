"""Real servers over the demo's database, and a client that speaks Streamlit's websocket: what a browser would cause."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

AKAR = Path(__file__).resolve().parents[1]
KUERI = "pemda=contoh&periode=2026-10"
BATAS_S = 90.0


@dataclass(frozen=True, slots=True)
class Peladen:
    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cpu_s(self) -> float:
        """CPU of the server process so far, all its threads; ticks of 10 ms, so measure several reruns at once."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Kunjungan:
    """One browser tab: a websocket that asks for runs and reads each to its end."""

    def __init__(self, peladen: Peladen) -> None:
        self._socket = connect(
            f"ws://127.0.0.1:{peladen.port}/_stcore/stream",
            origin=peladen.url,
            subprotocols=["streamlit"],
            max_size=None,
            proxy=None,
        )

    def run(self) -> int:
        """One run of the script, as after a click; answers the bytes received. Raises RuntimeError when it fails."""
        message = BackMsg()
        message.rerun_script.query_string = KUERI
        self._socket.send(message.SerializeToString())
        received = 0
        while True:
            data = self._socket.recv(timeout=BATAS_S)
            received += len(data)
            told = ForwardMsg.FromString(data)
            if told.WhichOneof("type") == "delta":
                _refuse_failure(told.delta.new_element)
            if told.WhichOneof("type") == "script_finished":
                return received

    def close(self) -> None:
        self._socket.close()


def _refuse_failure(element: Element) -> None:
    """A page that failed is fast; it must not be measured."""
    kind = element.WhichOneof("type")
    if kind == "exception" or (kind == "alert" and element.alert.format == Alert.ERROR):
        raise RuntimeError(element.exception.message or element.alert.body)


@contextmanager
def demo(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a freshly made demo below `folder`."""
    env = {
        "PANTAU_DATABASE_URL": f"sqlite:///{(folder / 'pantau.db').as_posix()}",
        "PANTAU_DEMO_URL": f"sqlite:///{(folder / 'contoh' / 'contoh.db').as_posix()}",
        "PANTAU_MASUK": str(folder / "masuk"),
    }
    print("Menyiapkan data contoh ...", flush=True)
    subprocess.run(
        [sys.executable, "-m", "progress", "demo", "--json"],
        cwd=AKAR,
        env={**os.environ, **env},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    yield env


@contextmanager
def running(script: str, env: Mapping[str, str], log: Path) -> Iterator[Peladen]:
    """`streamlit run` of this script of the project until the block ends."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(AKAR / script), *options],
            cwd=AKAR,
            env={**os.environ, "PYTHONPATH": str(AKAR), **env},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(port, process, log)
            yield Peladen(port, process.pid)
        finally:
            process.terminate()
            process.wait()


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + BATAS_S
    while time.monotonic() < end and process.poll() is None:
        try:
            opener.open(f"http://127.0.0.1:{port}/_stcore/health", timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(log.read_text("utf-8"))

"""Bytes of the first visit to Ringkasan on the demo, in a real browser with an empty cache.

Each server is visited twice, at once after its start and again with another empty cache: files that are not compressed
yet may go out less small the first time (only where data/cache is empty). Counted: what came over the line for every file (compressed as sent) and every websocket message (as unpacked, so at
most too much). The peer is bench/halaman_biasa.py served by Streamlit as it is.
"""

from __future__ import annotations

import base64
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.peladen import KUERI, demo, running
from bench.tabel import angka, print_ratio, print_table

CARA = {"Pantau RB": "dashboard.py", "Streamlit apa adanya": "bench/halaman_biasa.py"}
SEGERA, KEMUDIAN = "segera setelah menyala", "kemudian"
BATAS_MB = 2.5
TENANG_MS = 2500


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="pantau-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        env = stack.enter_context(demo(folder))
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=chromium(), args=["--no-sandbox"]
        )
        stack.callback(browser.close)
        found = {}
        for n, (cara, script) in enumerate(CARA.items()):
            server = stack.enter_context(running(script, env, folder / f"{n}.log"))
            for kapan in (SEGERA, KEMUDIAN):
                found[cara, kapan] = visit(browser, f"{server.url}/?{KUERI}")
    print("Kunjungan pertama ke Ringkasan, cache peramban kosong\n")
    print_table(
        ["cara", "MB", "di antaranya websocket", "berkas"],
        [
            [f"{cara}, {kapan}", angka(total / 1e6), angka(socket / 1e6), files]
            for (cara, kapan), (total, socket, files) in found.items()
        ],
    )
    print()
    ours, plain = (max(found[cara, kapan][0] for kapan in (SEGERA, KEMUDIAN)) for cara in CARA)
    print(f"dibanding Streamlit apa adanya: {angka(ours / plain)}×")
    return 0 if print_ratio("kunjungan pertama, yang terbesar", ours / 1e6, "≤", BATAS_MB, " MB") else 1


def visit(browser: Browser, url: str) -> tuple[int, int, int]:
    """(bytes in all, of them by websocket, files) until the charts are drawn and the line is quiet."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    files: list[float] = []
    messages: list[int] = []
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.on("Network.loadingFinished", lambda e: files.append(e["encodedDataLength"]))
    cdp.on("Network.webSocketFrameReceived", lambda e: messages.append(frame_bytes(e["response"])))
    page.goto(url)
    page.wait_for_selector("svg.main-svg", timeout=60_000)
    before = -1
    while before != len(files) + len(messages):
        before = len(files) + len(messages)
        page.wait_for_timeout(TENANG_MS)
    page.context.close()
    return int(sum(files)) + sum(messages), sum(messages), len(files)


def frame_bytes(frame: dict[str, str]) -> int:
    return len(base64.b64decode(frame["payloadData"])) if frame["opcode"] == 2 else len(frame["payloadData"].encode())


def chromium() -> str | None:
    """The system's browser; None leaves it to Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("PANTAU_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


if __name__ == "__main__":
    raise SystemExit(main())

"""Static files as they go out: Streamlit's own and ours, compressed once, in Indonesian, nothing outside a list."""

from __future__ import annotations

import base64
import gzip
import hashlib
import logging
import mimetypes
import os
import re
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from progress.wording import web as kata

_LOG = logging.getLogger("pantau.statis")
_COMPRESSIBLE = {".js", ".mjs", ".css", ".html", ".json", ".svg", ".map", ".txt", ".wasm", ".ttf"}
_IMMUTABLE = "public, immutable, max-age=31536000"
_REVALIDATE = "no-cache"
_INDEX_TEXTS = (
    ('<html lang="en">', '<html lang="id">'),
    ("<title>Streamlit</title>", f"<title>{kata.NAMA_APLIKASI}</title>"),
    (
        "window.prerenderReady = false",
        # The pages lie at the root: without this a link to /opd first asks for /opd/_stcore/health, and gets a 404.
        "window.prerenderReady = false; window.__streamlit = {BACKEND_BASE_URL: window.location.origin}",
    ),
)


@dataclass(frozen=True, slots=True)
class Berkas:
    """One file as it is served, before compression."""

    isi: bytes
    tipe: str
    cache: str
    dapat_dipadatkan: bool

    @property
    def tanda(self) -> str:
        return hashlib.sha256(self.isi).hexdigest()[:20]


class Compressor:
    """Compressed bodies by content: made once, kept in memory and on disk (a disk that refuses is no obstacle)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bodies: dict[tuple[str, str], bytes] = {}
        self._lock = threading.Lock()

    def encoded(self, isi: bytes, coding: str) -> bytes:
        """In 'br' or 'gzip', at once: with `improve`'s result where there is one."""
        digest = hashlib.sha256(isi).hexdigest()
        with self._lock:
            if (digest, coding) not in self._bodies:
                body = (coding == "br" and self._read(digest, "br11")) or self._read(digest, coding)
                if not body:
                    body = brotli.compress(isi, quality=9) if coding == "br" else gzip.compress(isi, 9, mtime=0)
                    self._write(digest, coding, body)
                self._bodies[digest, coding] = body
            return self._bodies[digest, coding]

    def improve(self, isi: bytes) -> None:
        """Take the time that the smallest brotli body needs (plotly.js: nine seconds for a tenth less), once ever."""
        digest = hashlib.sha256(isi).hexdigest()
        if self._read(digest, "br11"):
            return
        body = brotli.compress(isi, quality=11)
        self._write(digest, "br11", body)
        with self._lock:
            self._bodies[digest, "br"] = body

    def _read(self, digest: str, kind: str) -> bytes | None:
        try:
            return (self._folder / f"{digest}.{kind}").read_bytes() or None
        except OSError:
            return None

    def _write(self, digest: str, kind: str, body: bytes) -> None:
        """Whole or not at all, also when two servers start together."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(body)
            Path(name).replace(self._folder / f"{digest}.{kind}")
        except OSError:
            _LOG.info("cache berkas statis tidak dapat ditulis")


class StaticLibrary:
    """Every file that may be served, by its exact URL path; what is not listed here does not exist."""

    def __init__(self, streamlit_static: Path, own: Mapping[str, Path], cache: Path) -> None:
        """`own`: name -> file; each gets a URL that changes with its content (see `url`)."""
        self._root = streamlit_static
        self.streamlit_urls = {
            "/" + path.relative_to(streamlit_static).as_posix(): path
            for path in sorted((streamlit_static / "static").rglob("*"))
            if path.is_file()
        }
        self._own = {self._own_url(name, path): path for name, path in own.items()}
        self._names = dict(zip(own, self._own, strict=True))
        self._loaded: dict[str, Berkas] = {}
        self._compressor = Compressor(cache)

    @staticmethod
    def _own_url(name: str, path: Path) -> str:
        return f"/aset/{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}/{name}"

    def url(self, name: str) -> str:
        return self._names[name]

    @cached_property
    def index(self) -> Berkas:
        """Streamlit's page shell in Indonesian; raises ValueError when a text to be replaced is no longer there."""
        html = (self._root / "index.html").read_text("utf-8")
        for old, new in _INDEX_TEXTS:
            if old not in html:
                raise ValueError(f"teks index.html Streamlit berubah: {old}")
            html = html.replace(old, new)
        html = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
        html = re.sub(r'\s*<link rel="service-desc"[^>]*>', "", html)
        html = re.sub(
            r"<noscript>.*?</noscript>", f"<noscript><p>{kata.PERLU_JAVASCRIPT}</p></noscript>", html, flags=re.DOTALL
        )
        return Berkas(html.strip().encode(), "text/html; charset=utf-8", _REVALIDATE, True)

    @property
    def script_hashes(self) -> list[str]:
        """CSP hashes of the inline scripts in the index page as served."""
        scripts = re.findall(r"<script>(.*?)</script>", self.index.isi.decode(), flags=re.DOTALL)
        return ["sha256-" + base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]

    def find(self, url_path: str) -> Berkas | None:
        if url_path not in self._loaded:
            if (path := self._own.get(url_path)) is not None:
                berkas = _read(path, _IMMUTABLE)
            elif (path := self.streamlit_urls.get(url_path)) is not None:
                berkas = translated(path.name, _read(path, _IMMUTABLE))
            else:
                return None
            self._loaded[url_path] = berkas
        return self._loaded[url_path]

    def respond(self, berkas: Berkas, request_headers: Mapping[str, str], method: str) -> Response:
        coding = accepted_coding(request_headers.get("accept-encoding", "")) if berkas.dapat_dipadatkan else ""
        tag = f'W/"{berkas.tanda}{"-" + coding if coding else ""}"'
        headers = {"Cache-Control": berkas.cache, "ETag": tag}
        if berkas.dapat_dipadatkan:
            headers["Vary"] = "Accept-Encoding"
        if tag in [t.strip() for t in request_headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers=headers)
        body = self._compressor.encoded(berkas.isi, coding) if coding else berkas.isi
        if coding:
            headers["Content-Encoding"] = coding
        if method == "HEAD":
            return Response(headers={**headers, "Content-Length": str(len(body))}, media_type=berkas.tipe)
        return Response(body, headers=headers, media_type=berkas.tipe)

    def warm(self) -> None:
        """Compress what the first visit asks for before it comes; then, politely in the background, better."""
        linked = re.findall(r'"\./(static/[^"]+)"', self.index.isi.decode())
        files = [self.find(url) for url in [*self._own, *(f"/{p}" for p in linked)]]
        texts = [berkas.isi for berkas in files if berkas is not None and berkas.dapat_dipadatkan]
        for isi in texts:
            self._compressor.encoded(isi, "br")
        if sys.platform == "linux":  # elsewhere a thread has no priority of its own
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 15)
        for isi in texts:
            self._compressor.improve(isi)

    async def favicon(self, request: Request) -> Response:
        berkas = self.find(self.url("ikon.png"))
        return PlainTextResponse("", 404) if berkas is None else self.respond(berkas, request.headers, request.method)

    async def page(self, request: Request) -> Response:
        """The page shell; every page of the navigation has the same one."""
        return await run_in_threadpool(self.respond, self.index, request.headers, request.method)


class StaticFiles:
    """ASGI middleware that answers /static/* and /aset/* from the library and passes everything else on."""

    def __init__(self, app: ASGIApp, library: StaticLibrary) -> None:
        self._app = app
        self._library = library

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(("/static/", "/aset/")):
            return await self._app(scope, receive, send)
        request = Request(scope)
        berkas = await run_in_threadpool(self._library.find, scope["path"])
        response: Response
        if request.method not in ("GET", "HEAD"):
            response = PlainTextResponse("", 405, {"Allow": "GET, HEAD"})
        elif berkas is None:
            response = PlainTextResponse(kata.TIDAK_ADA, 404, {"Cache-Control": "no-store"})
        else:
            response = await run_in_threadpool(self._library.respond, berkas, request.headers, request.method)
        return await response(scope, receive, send)


def accepted_coding(accept_encoding: str) -> str:
    """'br', 'gzip' or '' (as it is), the best the browser accepts; q=0 means no."""
    offered: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        name, _, parameter = part.partition(";")
        weight = re.fullmatch(r"\s*q\s*=\s*([0-9.]+)\s*", parameter)
        try:
            offered[name.strip()] = float(weight[1]) if weight else 1.0
        except ValueError:
            offered[name.strip()] = 0.0
    return next((c for c in ("br", "gzip") if offered.get(c, 0) > 0), "")


def translated(name: str, berkas: Berkas) -> Berkas:
    """The same script with its English texts replaced. It keeps Streamlit's URL, so browsers must ask for it again."""
    pairs = [pair for start, texts in kata.STREAMLIT.items() if name.startswith(start) for pair in texts]
    if not pairs or not name.endswith(".js"):
        return berkas
    shipped = berkas.isi.decode()
    served = shipped
    for old, new in pairs:
        served = served.replace(old, new)
    return berkas if served == shipped else replace(berkas, isi=served.encode(), cache=_REVALIDATE)


def _read(path: Path, cache: str) -> Berkas:
    tipe = "text/javascript" if path.suffix in (".js", ".mjs") else mimetypes.guess_type(path.name)[0]
    return Berkas(path.read_bytes(), tipe or "application/octet-stream", cache, path.suffix in _COMPRESSIBLE)

"""The doors of a running server: who is let in, what goes out, and in which language."""

from __future__ import annotations

import gzip
import re
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from progress.model import Periode
from progress.web import session
from progress.web.aset import PLOTLY, library
from progress.web.gate import refusal
from progress.web.grafik import to_json
from progress.web.pintu import Pembuat, Tahap
from progress.web.static import accepted_coding, translated
from progress.wording import web as kata
from tests import serverkit
from tests.serverkit import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serverkit.running(tmp_path_factory.mktemp("web")) as running:
        yield running


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with server.client() as opened:
        yield opened


PATHS = ["/", "/opd", "/_stcore/health", "/_stcore/host-config", "/media/abc.csv", "/static/js/x.js", "/favicon.png"]

FOREIGN = [
    ("host", {"Host": "pantau.example"}),
    ("host with our name inside", {"Host": "localhost.example"}),
    ("host with a port that is none", {"Host": "localhost:80:80"}),
    ("another address of this machine", {"Host": "192.168.1.10"}),
    ("all addresses", {"Host": "0.0.0.0"}),  # noqa: S104
    ("empty host", {"Host": ""}),
    ("Forwarded", {"Forwarded": "for=10.0.0.1"}),
    ("X-Forwarded-For", {"X-Forwarded-For": "127.0.0.1"}),
    ("X-Forwarded-Host", {"X-Forwarded-Host": "localhost"}),
    ("X-Forwarded-Proto", {"x-forwarded-proto": "https"}),
    ("X-Real-IP", {"X-Real-IP": "127.0.0.1"}),
    ("Via", {"Via": "1.1 proksi"}),
    ("foreign Origin", {"Origin": "http://pantau.example"}),
    ("hidden Origin", {"Origin": "null"}),
    ("Origin of another program here", {"Origin": "http://127.0.0.1:1"}),
]


@pytest.mark.server
class TestGateOverHttp:
    @pytest.mark.parametrize("path", PATHS)
    @pytest.mark.parametrize(("case", "headers"), FOREIGN, ids=[c for c, _ in FOREIGN])
    def test_refused(self, client: httpx.Client, path: str, case: str, headers: dict[str, str]) -> None:
        """Whatever the path, a request that may come from elsewhere gets 403 and one sentence."""
        response = client.get(path, headers=headers)
        assert (response.status_code, response.text) == (403, kata.HANYA_KOMPUTER_INI)

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"])
    def test_every_method(self, client: httpx.Client, method: str) -> None:
        """An upload is refused like a page."""
        path = "/_stcore/upload_file/sesi/berkas"
        assert client.request(method, path, headers={"Host": "pantau.example"}).status_code == 403

    @pytest.mark.parametrize(
        "request_head",
        [
            b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
            b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: pantau.example\r\nConnection: close\r\n\r\n",
        ],
        ids=["no host", "HTTP/1.0, as some proxies speak", "two hosts"],
    )
    def test_raw(self, server: Server, request_head: bytes) -> None:
        """What no browser sends is not answered with a page."""
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
            raw.sendall(request_head)
            answer = b"".join(iter(lambda: raw.recv(65536), b""))
        assert re.match(rb"HTTP/1.[01] 40[03]", answer)

    @pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST:8501", "127.0.0.1:80"])
    def test_let_in(self, client: httpx.Client, host: str) -> None:
        """This machine under any of its own names gets the page."""
        assert client.get("/", headers={"Host": host}).status_code == 200

    def test_listens_on_loopback_only(self, server: Server) -> None:
        """Another address of this machine has nothing listening."""
        with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", server.port), timeout=2):
            pass

    def test_refusal_is_logged_without_the_person(self, server: Server, client: httpx.Client) -> None:
        """The log says that and why, not who."""
        client.get("/", headers={"Host": "rahasia.example", "X-Forwarded-For": "203.0.113.9"})
        assert "permintaan ditolak: host" in server.said()
        assert not re.search(r"rahasia\.example|203\.0\.113\.9", server.said())

    @pytest.mark.parametrize("headers", [{}, {"Host": "pantau.example"}], ids=["let in", "refused"])
    @pytest.mark.parametrize("path", PATHS)
    def test_security_headers(self, client: httpx.Client, path: str, headers: dict[str, str]) -> None:
        """Every answer carries the headers, once each."""
        sent = client.get(path, headers=headers).headers
        assert {k: sent.get_list(k) for k in SECURITY} == {k: [v] for k, v in SECURITY.items()}

    def test_content_security_policy(self, client: httpx.Client) -> None:
        """Scripts come from this server or are the one inline script of the page shell; nobody frames the page."""
        response = client.get("/")
        policy = dict(part.strip().split(" ", 1) for part in response.headers["content-security-policy"].split(";"))
        assert policy["script-src"] == f"'self' 'wasm-unsafe-eval' '{library().script_hashes[0]}'"
        assert (policy["frame-ancestors"], policy["object-src"], policy["connect-src"]) == (
            "'none'",
            "'none'",
            "'self'",
        )
        assert len(re.findall("<script>", response.text)) == len(library().script_hashes) == 1


SECURITY = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


@pytest.mark.server
class TestGateOverWebsocket:
    @pytest.mark.parametrize(("case", "headers"), FOREIGN, ids=[c for c, _ in FOREIGN])
    def test_refused(self, server: Server, case: str, headers: dict[str, str]) -> None:
        """The websocket is closed before it is accepted."""
        assert _handshake(server, headers) == 403

    def test_let_in(self, server: Server) -> None:
        """A browser on this machine gets its websocket."""
        assert _handshake(server, {"Origin": server.url}) == 101


def _handshake(server: Server, headers: dict[str, str]) -> int:
    """Status of a websocket handshake written by hand, so that Host can be anything."""
    lines = {
        "Host": f"127.0.0.1:{server.port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13",
    } | headers
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as raw:
        head = "".join(f"{k}: {v}\r\n" for k, v in lines.items())
        raw.sendall(f"GET /_stcore/stream HTTP/1.1\r\n{head}\r\n".encode())
        return int(raw.recv(4096).split()[1])


class TestGateAlone:
    @pytest.mark.parametrize(
        ("peer", "let_in"),
        [
            ("127.0.0.1", True),
            ("127.8.9.1", True),
            ("::1", True),
            ("::ffff:127.0.0.1", True),
            ("10.0.0.5", False),
            ("::ffff:10.0.0.5", False),
            ("0.0.0.0", False),  # noqa: S104
            ("", False),
            ("localhost", False),
        ],
    )
    def test_peer(self, peer: str, let_in: bool) -> None:
        """Only a loopback address is this machine, whatever the headers say."""
        assert (refusal(_scope(peer)) is None) == let_in

    def test_no_peer(self) -> None:
        """A server that does not say who asks (a unix socket behind a proxy) lets nobody in."""
        assert refusal(_scope(None)) == "peer"

    @given(st.text(max_size=40))
    def test_any_host(self, host: str) -> None:
        """No Host but this machine's own names, with an optional port, is let in."""
        own = re.fullmatch(r"\s*(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?\s*", host, re.IGNORECASE)
        scope = _scope("127.0.0.1") | {"headers": [(b"host", host.encode("utf-8", "surrogatepass"))]}
        assert (refusal(scope) is None) == bool(own)


def _scope(peer: str | None) -> dict[str, Any]:
    client = None if peer is None else (peer, 5)
    return {"type": "http", "http_version": "1.1", "client": client, "headers": [(b"host", b"localhost")]}


@pytest.mark.server
class TestStatic:
    @pytest.mark.parametrize(("coding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
    def test_compressed(self, server: Server, coding: str, decode: Any) -> None:
        """plotly.js goes out compressed, and unpacks to the file of the package."""
        url = library().url(PLOTLY)
        with server.client().stream("GET", url, headers={"Accept-Encoding": coding}) as response:
            sent = b"".join(response.iter_raw())
        assert (response.headers["content-encoding"], response.headers["vary"]) == (coding, "Accept-Encoding")
        assert decode(sent) == library().find(url).isi  # type: ignore[union-attr]
        assert len(sent) < 1_600_000

    def test_uncompressed_for_those_who_cannot(self, client: httpx.Client) -> None:
        """Without Accept-Encoding the file goes out as it is."""
        response = client.get(library().url("ikon.png"), headers={"Accept-Encoding": "identity"})
        assert "content-encoding" not in response.headers
        assert response.content.startswith(b"\x89PNG")

    def test_kept_for_ever(self, client: httpx.Client) -> None:
        """A file whose URL changes with its content is asked for once."""
        assert "immutable" in client.head(library().url(PLOTLY)).headers["cache-control"]

    def test_not_modified(self, client: httpx.Client) -> None:
        """A translated script keeps Streamlit's URL, so it is asked for again, and answered with 304."""
        path = next(u for u in library().streamlit_urls if "/js/FileUploader." in u)
        first = client.get(path)
        assert first.headers["cache-control"] == "no-cache"
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize(
        "path",
        [
            "/static/../../../requirements.txt",
            "/static/%2e%2e/%2e%2e/requirements.txt",
            "/static/..%2f..%2f..%2frequirements.txt",
            "/static/js/..%5c..%5crequirements.txt",
            "/static//etc/passwd",
            "/aset/../dashboard.py",
            "/aset/x/plotly.min.js",
            "/aset/%00",
            "/_stcore/bidi-components/pantau.grafik/../../frame.py",
            "/_stcore/bidi-components/pantau.grafik/%2e%2e/%2e%2e/frame.py",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/app/static/dashboard.py",
        ],
    )
    def test_nothing_outside(self, server: Server, path: str) -> None:
        """A path that leaves the list of files gets no file, only a refusal or the page shell."""
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
            raw.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            answer = b"".join(iter(lambda: raw.recv(65536), b""))
        assert not re.search(rb"streamlit~=|root:|import |Plotly", answer)

    def test_no_directory_listing(self, client: httpx.Client) -> None:
        """A folder is not a file."""
        assert [client.get(p).status_code for p in ("/static/", "/static/js", "/aset/")] == [404, 404, 404]

    def test_not_writable(self, client: httpx.Client) -> None:
        """Static files are only read."""
        assert client.post(library().url("ikon.png"), content=b"x").status_code == 405


@pytest.mark.server
class TestLanguage:
    def test_page_shell(self, client: httpx.Client) -> None:
        """The shell says that it is Indonesian, and nothing in English."""
        shell = client.get("/").text
        assert '<html lang="id">' in shell
        assert f"<title>{kata.NAMA_APLIKASI}</title>" in shell
        assert not re.search(r"JavaScript to run|agent API|service-desc|<title>Streamlit", shell)

    @pytest.mark.parametrize("start", sorted(kata.STREAMLIT))
    def test_replaced_when_served(self, client: httpx.Client, start: str) -> None:
        """No English text of the table is left in what the browser gets."""
        served = [client.get(u).text for u in _scripts(start)]
        assert [old for old, _ in kata.STREAMLIT[start] for text in served if old in text] == []


class TestTranslation:
    @pytest.mark.parametrize(
        ("start", "text"), [(start, old) for start, pairs in kata.STREAMLIT.items() for old, _ in pairs]
    )
    def test_original_still_there(self, start: str, text: str) -> None:
        """Each text to be replaced occurs in this version of Streamlit; after an upgrade this test names the rest."""
        shipped = [library().streamlit_urls[u].read_text("utf-8") for u in _scripts(start)]
        assert any(text in script for script in shipped)

    def test_untouched_files_stay_immutable(self) -> None:
        """A script without a text of the table is served as shipped, and kept by the browser."""
        url = next(u for u in library().streamlit_urls if "/js/Json." in u)
        berkas = library().find(url)
        assert berkas is not None
        assert translated("Json.x.js", berkas) is berkas
        assert "immutable" in berkas.cache


def _scripts(start: str) -> list[str]:
    return [u for u, p in library().streamlit_urls.items() if p.name.startswith(start) and p.suffix == ".js"]


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("", ""),
        ("identity", ""),
        ("br;q=abc", "br"),
        ("*", ""),
    ],
)
def test_accepted_coding(accept: str, coding: str) -> None:
    """The best coding that the browser names."""
    assert accepted_coding(accept) == coding


@pytest.mark.server
class TestFirstRun:
    def test_deep_link_to_unregistered_file(self, tmp_path: Path) -> None:
        """In a fresh process a link to a file in pages/ outside the navigation runs the frame and not the file."""
        copy = serverkit.copy_of_project(tmp_path / "copy")
        (copy / "pages" / "rahasia.py").write_text(
            "open('terbuka', 'w').close()\nimport streamlit as st\nst.title('x')"
        )
        with serverkit.running(tmp_path / "data", root=copy) as fresh:
            messages = serverkit.first_run(fresh, "rahasia")
            assert "page_not_found" in [m.WhichOneof("type") for m in messages]
            assert kata.PINTU_CONTOH in serverkit.said_by(messages)
        assert not (copy / "terbuka").exists()

    def test_first_visit_is_sent_to_the_doors(self, server: Server) -> None:
        """Without any data every page leads to the two doors."""
        assert kata.PINTU_CONTOH in serverkit.said_by(serverkit.first_run(server, ""))

    def test_looking_creates_nothing(self, server: Server) -> None:
        """A visit without data leaves no database behind."""
        serverkit.first_run(server, "")
        assert not list(server.log.parent.rglob("*.db"))

    def test_the_demo_says_so(self, tmp_path: Path) -> None:
        """A page of the demo carries DATA CONTOH, a page of a real pemda does not, and each has its own database."""
        serverkit.seed(tmp_path, "contoh")
        serverkit.seed(tmp_path, "pamekasan", ["2026-08"])
        with serverkit.running(tmp_path) as both:
            demo = serverkit.said_by(serverkit.first_run(both, "", "pemda=contoh"))
            real = serverkit.said_by(serverkit.first_run(both, ""))
        assert kata.DATA_CONTOH in demo
        assert "Kabupaten Contoh" in demo
        assert kata.DATA_CONTOH_RINCI not in real
        assert "Kabupaten Pamekasan" in real

    def test_garbled_link(self, tmp_path: Path) -> None:
        """A link that makes no sense shows the default with a sentence that says so."""
        serverkit.seed(tmp_path, "pamekasan", ["2026-08", "2026-09"])
        with serverkit.running(tmp_path) as running:
            said = serverkit.said_by(serverkit.first_run(running, "", "pemda=%00%3Cmarquee%3E&periode=2026-99&opd=%5B"))
        assert kata.PERIODE_TIDAK_DIKENAL.format(tertulis="2026-99", periode="September 2026") in said
        assert "<marquee>" not in said  # shown, if at all, as text

    def test_page_that_fails(self, tmp_path: Path) -> None:
        """An exception in a page becomes one sentence; what it was is in the log and not on the screen."""
        copy = serverkit.copy_of_project(tmp_path / "copy")
        (copy / "pages" / "ringkasan.py").write_text("raise RuntimeError('rahasia dapur')")
        serverkit.seed(tmp_path / "data", "pamekasan")
        with serverkit.running(tmp_path / "data", root=copy) as running:
            messages = serverkit.first_run(running, "")
        assert kata.TERJADI_KESALAHAN in serverkit.said_by(messages)
        assert not [m for m in messages if "rahasia dapur" in str(m) or "Traceback" in str(m)]
        assert "rahasia dapur" in running.said()

    def test_unreadable_database(self, tmp_path: Path) -> None:
        """A database that cannot be read is said to be so; it is not taken for an empty one."""
        (tmp_path / "pantau.db").write_bytes(b"bukan basis data" * 100)
        with serverkit.running(tmp_path) as running:
            messages = serverkit.first_run(running, "")
        assert kata.PINTU_CONTOH not in serverkit.said_by(messages)
        assert [m.delta.new_element.alert.body for m in messages if m.delta.new_element.HasField("alert")] != []


@pytest.mark.browser
class TestInBrowser:
    def test_charts(self, tmp_path: Path) -> None:
        """Two charts arrive within 2.5 MB and from this server alone, and a click on a cell or a bar reaches Python."""
        (tmp_path / "frame.py").write_text(CHARTS)
        (tmp_path / "app.py").write_text(CHARTS_APP.format(frame=str(tmp_path / "frame.py")))
        with (
            serverkit.running(tmp_path / "data", script=tmp_path / "app.py") as running,
            serverkit.browser() as chromium,
        ):
            page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
            visit = Visit(page)
            page.goto(running.url)
            page.locator(".hm image").wait_for()
            page.locator(".bars .point").first.wait_for()
            print(f"first visit with two charts: {visit.bytes / 1e6:.2f} MB, {len(visit.urls)} requests")
            assert visit.bytes <= 2_500_000
            assert [u for u in visit.urls if not u.startswith((running.url, "data:", "blob:"))] == []
            assert page.locator('[role=img][aria-label="Peta capaian"]').count() == 1

            area = page.locator(".hm image").bounding_box()
            assert area is not None
            page.mouse.click(area["x"] + area["width"] * 0.75, area["y"] + area["height"] * 0.25)
            page.get_by_text("peta: D1/A2 A2 Dinas Satu").wait_for()
            bar = page.locator(".bars .point").nth(1)
            bar.scroll_into_view_if_needed()
            area = bar.bounding_box()
            assert area is not None
            page.mouse.click(area["x"] + area["width"] / 2, area["y"] + area["height"] / 2)
            page.get_by_text("batang: A2 A2 2000.5").wait_for()
            assert "1.000" in page.locator(".pantau-grafik").nth(1).inner_text()
            assert visit.complaints == []
            assert page.evaluate("document.documentElement.scrollWidth") == 390

    def test_failing_demo(self, tmp_path: Path) -> None:
        """When the demo cannot be made the door says so in one sentence and can be tried again."""
        copy = serverkit.copy_of_project(tmp_path / "copy")
        (copy / "progress" / "__main__.py").write_text("raise SystemExit(1)")
        with serverkit.running(tmp_path / "data", root=copy) as running, serverkit.browser() as chromium:
            page = chromium.new_page()
            page.goto(running.url)
            page.get_by_role("button", name=kata.PINTU_CONTOH).click()
            page.get_by_text(kata.CONTOH_GAGAL).wait_for()
            assert page.get_by_role("button", name=kata.PINTU_CONTOH).is_enabled()

    def test_back(self, tmp_path: Path) -> None:
        """Another period is another URL, and the browser's Back returns to the one before."""
        serverkit.seed(tmp_path, "pamekasan", ["2026-08", "2026-09"])
        with serverkit.running(tmp_path) as running, serverkit.browser() as chromium:
            page = chromium.new_page()
            page.goto(running.url)
            page.wait_for_url("**/?pemda=pamekasan&periode=2026-09")
            page.get_by_role("combobox", name=kata.PERIODE).click()
            page.get_by_role("option", name="Agustus 2026").click()
            page.wait_for_url("**/?pemda=pamekasan&periode=2026-08")
            page.go_back()
            page.wait_for_url("**/?pemda=pamekasan&periode=2026-09")
            expect(page.get_by_role("combobox", name=kata.PERIODE)).to_have_value("September 2026")


class Visit:
    """What a page asked for, how many bytes came, and what the browser complained about."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        self.urls: list[str] = []
        self.complaints: list[str] = []
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", self._finished)
        page.on("request", lambda request: self.urls.append(request.url))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])


CHARTS = """
import streamlit as st
from progress.web.grafik import grafik

def say(nama, klik):
    st.text(f"{nama}: " + (f"{klik['customdata']} {klik['x'] if nama == 'peta' else klik['y']} "
        f"{klik['y'] if nama == 'peta' else klik['x']}" if klik else "-"))

peta = {"type": "heatmap", "z": [[10.5, 20], [float("nan"), 0]], "x": ["A1", "A2"], "y": ["Dinas Satu", "Dinas Dua"],
    "customdata": [["D1/A1", "D1/A2"], ["D2/A1", "D2/A2"]], "showscale": False}
say("peta", grafik({"data": [peta], "layout": {"yaxis": {"autorange": "reversed"}}}, key="p", height=300,
    alt="Peta capaian"))
batang = {"type": "bar", "orientation": "h", "x": [1000.5, 2000.5], "y": ["A1", "A2"], "customdata": ["A1", "A2"]}
say("batang", grafik({"data": [batang], "layout": {"xaxis": {"tickformat": ",.0f", "dtick": 1000}}}, key="b", height=250))
"""

CHARTS_APP = """
import streamlit as st
import dashboard
app = st.App({frame!r}, lifespan=dashboard.lifespan, middleware=dashboard.MIDDLEWARE, routes=dashboard.ROUTES)
"""


class TestView:
    A, B, C = Periode(2026, 8), Periode(2026, 9), Periode(2026, 10)

    @pytest.mark.parametrize(
        ("tertulis", "sebelumnya", "shown", "found"),
        [
            (None, None, C, True),
            (None, A, A, True),
            ("2026-09", A, B, True),
            ("2026-11", None, C, False),
            ("2026-11", A, A, False),
            ("kemarin", None, C, False),
            ("", None, C, False),
        ],
    )
    def test_periode(self, tertulis: str | None, sebelumnya: Periode | None, shown: Periode, found: bool) -> None:
        """The URL first, then what was shown before, then the latest; a period that is not there is said to be so."""
        assert session.pick_periode(tertulis, sebelumnya, [self.A, self.B, self.C]) == (shown, found)

    def test_no_periode(self) -> None:
        """Before the first accepted report there is no period, and a link that names one is answered."""
        assert session.pick_periode("2026-10", None, []) == (None, False)

    @given(st.text())
    def test_any_periode(self, tertulis: str) -> None:
        """No text in the URL makes a page fail."""
        shown, found = session.pick_periode(tertulis, None, [self.A])
        assert (shown, found) == (self.A, tertulis.strip() == "2026-08")

    @pytest.mark.parametrize(
        ("tertulis", "sebelumnya", "ada", "expected"),
        [
            (None, None, ["pamekasan", "contoh"], ("pamekasan", True)),
            ("contoh", "pamekasan", ["pamekasan", "contoh"], ("contoh", True)),
            ("entah", "contoh", ["pamekasan", "contoh"], ("contoh", False)),
            (None, "hilang", ["contoh"], ("contoh", True)),
            ("contoh", None, [], (None, False)),
        ],
    )
    def test_pemda(
        self, tertulis: str | None, sebelumnya: str | None, ada: list[str], expected: tuple[str | None, bool]
    ) -> None:
        """A real pemda before the demo, unless the link says otherwise."""
        assert session.pick_pemda(tertulis, sebelumnya, ada) == expected

    @given(st.text())
    def test_shown_text(self, text: str) -> None:
        """Text from a URL comes back short and without anything that Markdown or HTML reads."""
        assert not re.search(r"[<>*_`\[\]()#&$\\|~:!\n]", session.shown(text))
        assert len(session.shown(text)) <= 40


class TestFigure:
    def test_missing_is_null(self) -> None:
        """A missing value reaches the browser as null, never as 0."""
        assert to_json({"data": [{"z": [[1.5, float("nan")], [float("inf"), 0.0]]}]}) == (
            '{"data":[{"z":[[1.5,null],[null,0.0]]}]}'
        )


class TestDemoDoor:
    @pytest.mark.parametrize(
        ("script", "tahap"),
        [
            ('print(\'{"siap": true, "periode": "2026-10"}\')', Tahap.SIAP),
            ("pass", Tahap.GAGAL),
            ('print(\'{"siap": true, "periode": "2026-10"}\'); raise SystemExit(1)', Tahap.GAGAL),
            ("print('bukan json'); print('[1]'); print('{}'); raise SystemExit(1)", Tahap.GAGAL),
            ('print(\'bukan json\'); print(\'{"siap": true, "periode": "2026-10"}\')', Tahap.SIAP),
        ],
        ids=["ready", "says nothing", "ready but failed", "noise and failure", "noise and ready"],
    )
    def test_end(self, script: str, tahap: Tahap) -> None:
        """The demo is ready when the command says so and ends well; anything else has failed."""
        assert _finished(Pembuat([sys.executable, "-c", script])) is tahap

    def test_command_that_is_not_there(self) -> None:
        """A command that cannot start is a failure, and may be tried again."""
        pembuat = Pembuat(["/tidak/ada"])
        assert [_finished(pembuat), _finished(pembuat)] == [Tahap.GAGAL, Tahap.GAGAL]

    def test_two_clicks(self, tmp_path: Path) -> None:
        """A second click while it runs starts nothing."""
        script = f"import sys; open({str(tmp_path / 'n')!r}, 'a').write('x'); sys.stdin.read()"
        pembuat = Pembuat([sys.executable, "-c", script])
        pembuat.start()
        pembuat.start()
        _wait(pembuat)
        assert (tmp_path / "n").read_text() == "x"

    def test_progress(self) -> None:
        """The last line said is what the reader sees."""
        script = 'print(\'{"selesai": 3, "jumlah": 4, "kalimat": "Membaca laporan Maret"}\')'
        pembuat = Pembuat([sys.executable, "-c", script])
        _finished(pembuat)
        assert (pembuat.kemajuan.bagian, pembuat.kemajuan.kalimat) == (0.75, "Membaca laporan Maret")


def _finished(pembuat: Pembuat) -> Tahap:
    pembuat.start()
    return _wait(pembuat)


def _wait(pembuat: Pembuat) -> Tahap:
    end = time.monotonic() + 30
    while pembuat.kemajuan.tahap is Tahap.BERJALAN and time.monotonic() < end:
        threading.Event().wait(0.02)
    return pembuat.kemajuan.tahap

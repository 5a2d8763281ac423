#!/usr/bin/env python3
"""The one command: makes .venv beside this file, installs what is needed when that changed, opens the dashboard.

Standard library only. Older Pythons must still be able to parse this file, to be told what to install: no syntax
newer than 3.6, and only ASCII, which every console can print.
"""

import hashlib
import importlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from importlib.util import find_spec
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - this is the file that says so
    sys.exit(
        "Pantau RB memerlukan Python 3.11 atau yang lebih baru, sedangkan perintah ini dijalankan oleh Python "
        + "%d.%d; " % sys.version_info[:2]  # noqa: UP031
        + "mohon pasang yang baru dengan 'sudo apt install python3.11 python3.11-venv' (Windows: "
        + "https://www.python.org/downloads/, macOS: 'brew install python@3.13'), lalu jalankan lagi dengan Python itu."
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NEEDS = ROOT / "requirements.txt"
TEST_NEEDS = ROOT / "tests" / "requirements.txt"
HOST = "127.0.0.1"
FIRST_PORT = 8501
BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "microsoft-edge"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    os.path.expandvars(r"%ProgramFiles%\Google\Chrome\Application\chrome.exe"),
    os.path.expandvars(r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe"),
)
DOTTED = "{}.{}".format(*sys.version_info[:2])

BANTUAN = """Pantau RB: satu perintah untuk memulai.

  python3 mulai.py                    menyiapkan lingkungan (sekali saja), lalu membuka papan di peramban
  python3 mulai.py --tanpa-peramban   sama, tanpa membuka peramban
  python3 mulai.py siapkan            hanya menyiapkan lingkungan di folder .venv
  python3 mulai.py uji [argumen ...]  memasang alat uji, lalu menjalankan semua pemeriksaan; argumen untuk pytest

Di Windows tulis "py" sebagai ganti "python3"."""
TANPA_VENV = (
    "Python {versi} ini belum memuat venv untuk membuat lingkungan sendiri; mohon pasang dengan "
    "'sudo apt install python{versi}-venv' (Fedora: 'sudo dnf install python3-pip', Windows: pasang ulang Python dari "
    "https://www.python.org/downloads/, macOS: 'brew install python'), lalu ulangi perintah ini."
)
VENV_GAGAL = "Lingkungan di folder .venv belum dapat dibuat; mohon periksa izin tulis dan ruang disk: {sebab}"
PIP_GAGAL = "Pemasangan belum berhasil; mohon periksa sambungan internet dan ruang disk, lalu ulangi. Kata pip: {sebab}"
TANPA_CHROMIUM = (
    "Uji peramban memerlukan Chromium yang belum dapat dipasang otomatis; mohon pasang dengan 'sudo apt install "
    "chromium' (Windows dan macOS: pasang Google Chrome), lalu ulangi perintah ini."
)
TANPA_PORT = "Semua port {awal} sampai {akhir} sedang dipakai program lain; mohon tutup salah satunya, lalu ulangi."


def main(arguments: list[str]) -> int:
    """The exit status; sys.exit with one sentence where a person has to do something first."""
    sys.stdout.reconfigure(line_buffering=True, errors="replace")
    if arguments[:1] == ["uji"]:
        return test(arguments[1:])
    if arguments == ["siapkan"]:
        prepare(NEEDS)
        return 0
    if arguments in ([], ["--tanpa-peramban"]):
        prepare(NEEDS)
        return serve(browser=not arguments and has_desktop())
    print(BANTUAN)
    return 0 if arguments in (["-h"], ["--help"]) else 2


def prepare(*needs: Path) -> None:
    """A working .venv that holds these requirement files; does nothing when neither changed since the last time."""
    if not venv_works():
        make_venv()
    digest = hashlib.sha256(b"\n".join(file.read_bytes() for file in needs)).hexdigest()
    stamp = VENV / f"pantau-{needs[0].relative_to(ROOT).as_posix().replace('/', '-')}.sha256"
    if stamp.is_file() and stamp.read_text("ascii") == digest:
        return
    install(needs[0])
    stamp.write_text(digest, "ascii")


def venv_works() -> bool:
    """False also for a .venv that was moved, half made, or whose Python was removed."""
    probe = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", probe], capture_output=True).returncode == 0


def has_venv() -> bool:
    importlib.invalidate_caches()
    return find_spec("venv") is not None and find_spec("ensurepip") is not None


def make_venv() -> None:
    if not has_venv():
        sys.exit(TANPA_VENV.format(versi=DOTTED))
    print("Membuat lingkungan Python di folder .venv ...")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if made.returncode:
        sys.exit(VENV_GAGAL.format(sebab=last_line(made.stdout.decode(errors="replace").splitlines())))


def install(needs: Path) -> None:
    """pip with the configuration this machine gives it; its own words appear only when it fails."""
    print(f"Memasang isi {needs.relative_to(ROOT).as_posix()} (sekali saja, beberapa menit, perlu internet) ...")
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    said = []
    with subprocess.Popen(
        [*command, "-r", needs], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        for line in pip.stdout:
            said.append(line)
            if line.startswith("Collecting "):
                print("  mengambil " + re.match(r"[\w.-]*", line.split()[1])[0])
            elif line.startswith("Installing collected packages"):
                print("  menyimpan ke .venv ...")
    if pip.returncode:
        sys.exit(PIP_GAGAL.format(sebab=last_line(said)))


def last_line(lines: list[str]) -> str:
    return next((line.strip() for line in reversed(lines) if line.strip()), "(tanpa keterangan)")


def serve(browser: bool) -> int:
    """Run the dashboard until it ends or is interrupted; it never outlives this process."""
    url = f"http://{HOST}:{free_port()}"
    port = url.rpartition(":")[2]
    options = ["--server.address", HOST, "--server.port", port, "--logger.hideWelcomeMessage", "true"]
    print("Menyalakan Pantau RB ...")
    server = subprocess.Popen([PYTHON, "-m", "streamlit", "run", ROOT / "dashboard.py", *options], cwd=ROOT)
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    threading.Thread(target=announce, args=(url, server, browser), daemon=True).start()
    try:
        status = server.wait()
        return 128 - status if status < 0 else status
    except KeyboardInterrupt:
        server.wait()
        print("Pantau RB dihentikan.")
        return 0
    finally:
        if server.poll() is None:
            server.terminate()


def announce(url: str, server: subprocess.Popen, browser: bool) -> None:
    """Say where the dashboard is, and open it, as soon as it answers."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while server.poll() is None:
        try:
            opener.open(url + "/_stcore/health", timeout=2).close()
        except OSError:
            time.sleep(0.2)
            continue
        print(f"Pantau RB terbuka di {url} (hentikan dengan Ctrl+C).")
        if browser:
            webbrowser.open(url)
        return


def free_port(first: int = FIRST_PORT, last: int = FIRST_PORT + 99) -> int:
    """The first port that nobody on this machine listens on."""
    for port in range(first, last + 1):
        with socket.socket() as trial:
            # Windows would let two programs share a port; elsewhere a port left a moment ago must not count as taken.
            option = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
            trial.setsockopt(socket.SOL_SOCKET, option, 1)
            try:
                trial.bind((HOST, port))
            except OSError:
                continue
            return port
    sys.exit(TANPA_PORT.format(awal=first, akhir=last))


def has_desktop() -> bool:
    if os.name == "nt":
        return True
    if sys.platform == "darwin":
        return "SSH_CONNECTION" not in os.environ
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def test(arguments: list[str]) -> int:
    """Every check, also after one failed; the exit status is the worst of them."""
    if not venv_works() and not has_venv():
        apt_install(f"python{DOTTED}-venv")
    prepare(TEST_NEEDS, NEEDS)
    browser = find_chromium()
    environment = {**os.environ, **({"PANTAU_CHROMIUM": browser} if browser else {})}
    checks = {
        "ruff check": ["ruff", "check"],
        "ruff format": ["ruff", "format", "--check"],
        "mypy": ["mypy"],
        "pytest": ["pytest", "-q", *arguments],
    }
    results = {}
    for name, check in checks.items():
        print(f"== {name}")
        results[name] = subprocess.run([PYTHON, "-m", *check], cwd=ROOT, env=environment).returncode
    print("Hasil: " + ", ".join(f"{name} {'gagal' if status else 'lulus'}" for name, status in results.items()) + ".")
    return max(abs(status) for status in results.values())


def find_chromium() -> str | None:
    """The system's browser, installed first where that is possible; None when the test tool has its own."""
    if not (system_chromium() or (apt_install("chromium", "fonts-liberation") and system_chromium())):
        print("Mengambil Chromium untuk uji peramban ...")
        own = [PYTHON, "-m", "playwright", "install", "chromium"]
        if subprocess.run(own, cwd=ROOT, capture_output=True).returncode:
            sys.exit(TANPA_CHROMIUM)
    return system_chromium()


def system_chromium() -> str | None:
    """Ubuntu's chromium-browser without its snap is a script that only says so: on Linux the browser has to answer."""
    for path in filter(None, map(shutil.which, BROWSERS)):
        if sys.platform != "linux" or subprocess.run([path, "--version"], capture_output=True).returncode == 0:
            return path
    return None


def apt_install(*packages: str) -> bool:
    """Debian and Ubuntu only, as root or where sudo asks for no password."""
    if not shutil.which("apt-get") or (os.geteuid() != 0 and not shutil.which("sudo")):
        return False
    print(f"Memasang {' '.join(packages)} dari paket sistem ...")
    apt = ["apt-get"] if os.geteuid() == 0 else ["sudo", "-n", "apt-get"]
    install_them = [*apt, "install", "-y", "-q", "--no-install-recommends", *packages]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if subprocess.run(install_them, env=quiet, capture_output=True).returncode == 0:
        return True
    subprocess.run([*apt, "update", "-q"], env=quiet, capture_output=True)
    return subprocess.run(install_them, env=quiet, capture_output=True).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

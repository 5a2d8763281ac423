"""Settings: where this installation keeps its data; read once, then frozen."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from progress.model import Pemda

PROJECT = Path(__file__).resolve().parents[1]


class WrongSettings(ValueError):
    """These settings cannot hold together; the text is one Indonesian sentence."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Database addresses are SQLAlchemy URLs. The demo and the real database are never the same one."""

    database_url: str = f"sqlite:///{(PROJECT / 'data' / 'pantau.db').as_posix()}"
    demo_url: str = f"sqlite:///{(PROJECT / 'data' / 'contoh' / 'contoh.db').as_posix()}"
    acuan: Path = PROJECT / "data" / "acuan"
    masuk: Path = PROJECT / "data" / "masuk"

    def __post_init__(self) -> None:
        if same_database(self.database_url, self.demo_url):
            raise WrongSettings("Basis data contoh dan basis data pemda harus berbeda. Ubah PANTAU_DATABASE_URL.")

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Read PANTAU_DATABASE_URL, PANTAU_DEMO_URL, PANTAU_ACUAN and PANTAU_MASUK; a blank one counts as not set."""
        env = os.environ if env is None else env
        baku = cls()
        return cls(
            database_url=env.get("PANTAU_DATABASE_URL", "").strip() or baku.database_url,
            demo_url=env.get("PANTAU_DEMO_URL", "").strip() or baku.demo_url,
            acuan=_folder(env.get("PANTAU_ACUAN", ""), baku.acuan),
            masuk=_folder(env.get("PANTAU_MASUK", ""), baku.masuk),
        )

    def database_for(self, pemda: Pemda) -> str:
        """The one database this pemda lives in: the demo's for a demo pemda, never for any other."""
        return self.demo_url if pemda.contoh else self.database_url

    def originals_dir(self, url: str) -> Path:
        """Where the original files of this database are kept: `masuk` beside an SQLite file, else PANTAU_MASUK."""
        file = sqlite_file(url)
        return self.masuk if file is None else file.parent / "masuk"


def same_database(left: str, right: str) -> bool:
    """Whether two URLs name one database, however the path is spelled."""
    files = [sqlite_file(url) for url in (left, right)]
    return left == right or (None not in files and len({f.resolve() for f in files if f}) == 1)


def sqlite_file(url: str) -> Path | None:
    """The file an SQLite URL names; None for a server's URL and for a database in memory."""
    found = re.fullmatch(r"sqlite(?:\+\w+)?:///([^?]+)(?:\?.*)?", url)
    return Path(found[1]) if found and not found[1].startswith((":memory:", "file:")) else None


def _folder(text: str, baku: Path) -> Path:
    return Path(text.strip()).resolve() if text.strip() else baku

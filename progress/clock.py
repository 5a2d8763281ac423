"""What time it is for a pemda; the demo's today stands still."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from progress.model import Pemda


def zone(pemda: Pemda) -> ZoneInfo:
    return ZoneInfo(pemda.zona_waktu)


def now(pemda: Pemda) -> datetime:
    """Aware, in the pemda's zone: the real time, or the fixed moment that pemda.toml names (the demo)."""
    if pemda.hari_ini:
        return datetime.fromisoformat(pemda.hari_ini).replace(tzinfo=zone(pemda))
    return datetime.now(zone(pemda))

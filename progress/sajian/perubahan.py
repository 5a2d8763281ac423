"""Why a capaian moved since the month before, with digits that add up to the change as it is printed."""

from __future__ import annotations

from progress.sajian.nilai import shown
from progress.scoring.penjelasan import fitted
from progress.scoring.perubahan import BAGIAN, Jalur, change
from progress.wording import penjelasan as kata


def parts(jalur: Jalur, opd: str | None = None, area: str | None = None) -> dict[str, float]:
    """The part of each cause as printed; they sum to the printed change. Empty where there is no change to explain."""
    found = change(jalur, opd, area)
    if found is None:
        return {}
    moved = round((shown(found.akhir) or 0.0) - (shown(found.awal) or 0.0), 1)
    return dict(zip(BAGIAN, fitted([found.bagian[name] for name in BAGIAN], moved), strict=True))


def words(jalur: Jalur, opd: str | None = None, area: str | None = None) -> str:
    """'data +3,0; cakupan −0,9'; empty where nothing moved."""
    return kata.sebab(parts(jalur, opd, area))

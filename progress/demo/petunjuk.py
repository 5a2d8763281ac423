"""The README beside the generated workbooks: each scripted case, and the page that shows it."""

from __future__ import annotations

from progress.demo import naskah
from progress.demo.naskah import TANDA, Peran, Watak
from progress.model import Acuan
from progress.wording.formats import angka

_HALAMAN = {
    "membaik": "OPD (tren), Ringkasan (kenaikan terbesar)",
    "menurun": "OPD (tren), Ringkasan (penurunan terbesar)",
}


def readme(acuan: Acuan) -> str:
    """Markdown, in Indonesian; names every OPD with a part in the script."""
    nama = {o.kode: o.nama for o in acuan.opd}
    rows = [(k, p) for k, p in naskah.PERAN.items() if k in nama]
    cases = [f"- **{nama[kode]}**: {_describe(peran)}" for kode, peran in rows]
    mistakes = [
        f"- **{nama[kode]}**, {naskah.BULAN_LAPORAN[bulan - 1].nama}: {keliru} (halaman Unggah, catatan pemeriksaan)"
        for (kode, bulan), keliru in naskah.KEKELIRUAN.items()
        if kode in nama
    ]
    return "\n".join(
        [
            f"# {TANDA}",
            "",
            f"Semua berkas di folder ini dibuat oleh program untuk {acuan.pemda.nama}, daerah rekaan.",
            "Tidak satu pun angka berasal dari daerah sungguhan. Berkas boleh dihapus:",
            "program membuatnya kembali dengan isi yang sama.",
            "",
            "- `road-map-rb-2025-2029.xlsx`: matriks rencana aksi dengan target 2025-2029.",
            "- `laporan/2026-01` sampai `laporan/2026-10`: laporan bulanan tiap perangkat daerah, seperti diterima.",
            "",
            "## Naskah tahun contoh",
            "",
            *cases,
            "",
            "Perangkat daerah lain melapor tepat waktu dengan capaian di sekitar rata-rata. Pada beberapa baris",
            'realisasi tidak diisi ("-", kosong, "n/a", titik-titik): itu belum lapor, bukan nol.',
            "Angka 0 yang diketik tetap nol.",
            "Beberapa rencana aksi baru bertarget mulai 2027: pada 2026 tanpa target (halaman OPD).",
            "",
            "## Kekeliruan yang disengaja",
            "",
            *mistakes,
            "",
        ]
    )


def _describe(peran: Peran) -> str:
    parts = [_lateness(peran), _manner(peran), _watak(peran.watak) if peran.bulan_lapor else ""]
    return "; ".join(p for p in parts if p) + "."


def _lateness(peran: Peran) -> str:
    if not peran.bulan_lapor:
        return "tidak pernah melapor pada 2026 (Ringkasan, daftar belum lapor)"
    last = max(peran.bulan_lapor)
    akhir = "" if last == naskah.BULAN_TERAKHIR else f"tidak melapor sesudah {naskah.BULAN_LAPORAN[last - 1].nama}"
    lambat = "laporan sering diterima sesudah tenggat" if peran.bulan_terlambat else ""
    return "; ".join(p for p in (lambat, f"{akhir} (Ringkasan, daftar belum lapor)" if akhir else "") if p)


def _manner(peran: Peran) -> str:
    parts = {
        "mengosongkan baris yang buruk: rata-rata tampak tinggi, peringkat tidak naik (OPD)": peran.selektif,
        "melaporkan semua baris apa adanya (OPD, cakupan)": peran.lengkap,
        f"memberi bobot berjumlah {angka(peran.jumlah_bobot)} (OPD, Metode)": peran.jumlah_bobot,
        "mengetik angka 0 pada kegiatan yang belum berjalan (OPD)": peran.nol_diketik,
        "menulis NIHIL bila bulan itu tidak ada kegiatan (OPD)": peran.nihil,
    }
    return "; ".join(text for text, holds in parts.items() if holds)


def _watak(watak: Watak) -> str:
    if watak is Watak.SERAPAN_TANPA_CAPAIAN:
        return "serapan sekitar 90 persen dengan capaian sekitar 20 persen (Ringkasan, OPD)"
    if watak is Watak.STABIL:
        return "capaian stabil"
    return f"capaian {watak} ({_HALAMAN.get(str(watak), 'Ringkasan, peta capaian')})"

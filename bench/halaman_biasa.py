"""Ringkasan as it is written without a thought for cost: the peer of `python -m bench halaman`. No page of the product.

Same content from the same store: sentence, cards, area bars against last month, who is silent, map OPD x area, trend.
Figures are plotly.express on every run. With PANTAU_BENCH_CACHE=nilai the scores are kept by st.cache_data, as
Streamlit's own documentation teaches; otherwise they are computed from the store on every run.
"""

from __future__ import annotations

import os

import pandas as pd
import plotly.express as px
import streamlit as st

from progress import reference
from progress.model import Periode
from progress.rekap import kerangka_of, score_month
from progress.sajian import bulan
from progress.scoring import Skor
from progress.settings import Settings
from progress.store import Store

st.set_page_config(page_title="Ringkasan", layout="wide")


@st.cache_resource
def sources() -> tuple[object, Store]:
    settings = Settings.from_env()
    acuan = reference.load("contoh", settings.acuan)
    url = settings.database_for(acuan.pemda)
    return acuan, Store(url, settings.originals_dir(url))


acuan, store = sources()


def score(periode: Periode) -> Skor:
    return score_month(store, acuan, periode)


if os.environ.get("PANTAU_BENCH_CACHE") == "nilai":
    score = st.cache_data(show_spinner=False)(score)

tersedia = store.periods(acuan.pemda.id)
pilihan = st.selectbox("Periode", [p.nama for p in reversed(tersedia)])
periode = next(p for p in tersedia if p.nama == pilihan)
tahun = {p: score(p) for p in tersedia if p.tahun == periode.tahun and p <= periode}
kerangka = kerangka_of(store, acuan)
ringkasan = bulan.summarise(tahun, periode, acuan, kerangka)
nilai = ringkasan.nilai

st.title("Ringkasan")
st.markdown(
    f"**{nilai.capaian_pct:.1f} %** dari target; {nilai.sudah_lapor} dari {nilai.wajib_lapor} rencana aksi dilaporkan."
)
for place, (judul, angka) in zip(
    st.columns(4),
    [
        ("Capaian", nilai.capaian_pct),
        ("Capaian tahun", nilai.capaian_tahun_pct),
        ("Serapan", nilai.serapan_pct),
        ("OPD sudah lapor", nilai.opd_sudah_lapor),
    ],
    strict=True,
):
    place.metric(judul, f"{angka:.1f}", ringkasan.perubahan if judul == "Capaian" else None)

area = pd.DataFrame(
    [
        {
            "area": b.nama,
            "bulan": nama,
            "capaian": n.capaian_pct,
            "kelas": n.kelas,
            "sudah": n.sudah_lapor,
            "wajib": n.wajib_lapor,
        }
        for b in ringkasan.area
        for nama, n in (("bulan ini", b.nilai), ("bulan lalu", b.lalu))
        if n
    ]
)
bars = px.bar(area, x="capaian", y="area", color="bulan", barmode="group", hover_data=["kelas", "sudah", "wajib"])
bars.add_vline(x=100)
st.plotly_chart(bars)
st.dataframe(area, hide_index=True)

st.subheader("Belum lapor")
st.dataframe(
    pd.DataFrame([{"OPD": d.nama, "terakhir": str(d.terakhir or "-"), "bulan": d.bulan} for d in ringkasan.diam])
)

st.subheader("Peta capaian")
peta = pd.DataFrame(
    [[n.capaian_pct if n else None for n in baris.sel] for baris in ringkasan.peta],
    index=[baris.singkatan for baris in ringkasan.peta],
    columns=[g.nama for g in kerangka.grup],
)
st.plotly_chart(px.imshow(peta, text_auto=".0f", aspect="auto", zmin=0, zmax=100, height=1200))

st.subheader("Tren")
tren = pd.DataFrame(
    [
        {
            "bulan": t.periode.nama,
            "capaian": t.nilai.capaian_pct,
            "bawah": t.nilai.tepi_bawah_pct,
            "atas": t.nilai.tepi_atas_pct,
        }
        for t in ringkasan.tren
        if t.nilai
    ]
)
st.plotly_chart(px.line(tren, x="bulan", y=["capaian", "bawah", "atas"], markers=True))
st.dataframe(tren, hide_index=True)

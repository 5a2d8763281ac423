// Draws one Plotly figure and tells Python which mark was clicked.
// plotly.js itself comes from our own server, once per page, under a URL that changes with its content.

const ID = {
  moduleType: "locale",
  name: "id",
  dictionary: {},
  format: {
    days: ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
    shortDays: ["Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"],
    months: ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"],
    shortMonths: ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des"],
    date: "%d/%m/%Y",
    decimal: ",",
    thousands: ".",
  },
};

function loadPlotly(url) {
  window.pantauPlotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => {
      window.Plotly.register(ID);
      resolve(window.Plotly);
    };
    script.onerror = () => {
      window.pantauPlotly = undefined;
      script.remove();
      reject(new Error("plotly.js"));
    };
    document.head.append(script);
  });
  return window.pantauPlotly;
}

// What the figure leaves open is filled in here: the theme's colours, no dragging (a phone must be able to scroll).
function complete(figure, height, parent) {
  const css = getComputedStyle(parent);
  const text = css.getPropertyValue("--st-text-color").trim() || css.color;
  const line = css.getPropertyValue("--st-border-color-light").trim() || "rgba(128,128,128,.25)";
  const layout = { ...figure.layout, height, autosize: true };
  layout.separators ??= ",.";
  layout.paper_bgcolor ??= "rgba(0,0,0,0)";
  layout.plot_bgcolor ??= "rgba(0,0,0,0)";
  layout.dragmode ??= false;
  layout.font = { family: css.fontFamily, color: text, size: 13, ...layout.font };
  layout.hoverlabel = { align: "left", ...layout.hoverlabel };
  const axes = new Set(["xaxis", "yaxis", ...Object.keys(layout).filter((k) => /^[xy]axis\d*$/.test(k))]);
  for (const name of axes) {
    layout[name] = { fixedrange: true, gridcolor: line, zerolinecolor: line, automargin: true, ...layout[name] };
  }
  return layout;
}

function clicked(event) {
  const point = event.points?.[0];
  if (!point) return null;
  return {
    customdata: point.customdata ?? null,
    x: point.x ?? null,
    y: point.y ?? null,
    trace: point.curveNumber,
  };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const { gambar, tinggi, plotly, uraian, galat } = data;
  let box = parentElement.querySelector(":scope .pantau-grafik");
  if (!box) {
    box = document.createElement("div");
    box.className = "pantau-grafik";
    parentElement.append(box);
  }
  box.style.height = `${tinggi}px`;
  box.style.width = "100%";
  if (uraian) {
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", uraian);
  }
  let gone = false;
  let observer;
  loadPlotly(plotly)
    .then(async (Plotly) => {
      if (gone) return;
      const figure = JSON.parse(gambar);
      await Plotly.react(box, figure.data, complete(figure, tinggi, parentElement), {
        displayModeBar: false,
        displaylogo: false,
        locale: "id",
        doubleClick: false,
        showTips: false,
        responsive: false,
      });
      if (gone) return;
      box.removeAllListeners?.("plotly_click");
      box.on("plotly_click", (event) => {
        const value = clicked(event);
        if (value) setTriggerValue("klik", value);
      });
      box.dataset.siap = "1";
      let width = box.clientWidth;
      observer = new ResizeObserver(() => {
        if (!gone && box.clientWidth && box.clientWidth !== width) {
          width = box.clientWidth;
          Plotly.Plots.resize(box);
        }
      });
      observer.observe(box);
    })
    .catch(() => {
      if (!gone) box.textContent = galat;
    });
  return () => {
    gone = true;
    observer?.disconnect();
    if (window.Plotly && box.dataset.siap) window.Plotly.purge(box);
    delete box.dataset.siap;
  };
}

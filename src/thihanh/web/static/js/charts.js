// Charts are drawn from the table that stands in the page, so the two can never differ.
(() => {
  "use strict";
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const INK = colour("--ink"), MUTED = colour("--ink-2"), LINE = colour("--line"), STRONG = colour("--line-2"), ACCENT = colour("--accent"), SOON = colour("--soon");
  const FONT = getComputedStyle(document.body).fontFamily;

  // 1234567.5 → 1.234.567,5: the same rule as on the server.
  const vi = (value, decimals) => {
    const [whole, rest] = Math.abs(value).toFixed(decimals).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
    return (value < 0 ? "−" : "") + grouped + (rest ? "," + rest : "");
  };

  const readTable = (table) => {
    const heads = [...table.querySelectorAll("thead th")];
    const rows = [...table.querySelectorAll("tbody tr")].map((row) => [...row.children]);
    const number = (cell) => (cell.dataset.value === undefined || cell.dataset.value === "" ? null : Number(cell.dataset.value));
    return { heads, rows, number, labels: rows.map((row) => row[0].dataset.tick ?? row[0].textContent.trim()) };
  };

  const base = (figure) => {
    const unit = figure.dataset.unit ?? "", decimals = Number(figure.dataset.decimals ?? 0);
    const text = (value) => (value === null || value === undefined || value === "-" ? "–" : vi(Number(value), decimals) + unit);
    return {
      text,
      option: {
        animation: false,
        aria: { enabled: true, label: { description: figure.querySelector("figcaption")?.firstElementChild?.textContent ?? "" } },
        textStyle: { fontFamily: FONT, color: INK, fontSize: 12 },
        grid: { left: 8, right: 96, top: 16, bottom: 8, containLabel: true },
        tooltip: { renderMode: "richText", trigger: "axis", backgroundColor: "#fff", borderColor: STRONG, borderWidth: 1, shadowBlur: 0, shadowColor: "transparent", shadowOffsetX: 0, shadowOffsetY: 0, textStyle: { color: INK, fontFamily: FONT, fontSize: 12 }, valueFormatter: text },
        xAxis: { type: "category", axisLine: { lineStyle: { color: STRONG } }, axisTick: { show: false }, axisLabel: { color: MUTED, fontSize: 12 } },
        yAxis: { type: "value", splitLine: { lineStyle: { color: LINE } }, axisLabel: { color: MUTED, fontSize: 12, formatter: (value) => vi(value, 0) + unit } },
      },
    };
  };

  const LOOKS = {
    actual: { color: ACCENT, lineStyle: { width: 2.5, color: ACCENT }, symbol: "circle", symbolSize: 5 },
    target: { color: INK, lineStyle: { width: 1.25, color: INK }, symbol: "none" },
    prorata: { color: MUTED, lineStyle: { width: 1.25, type: "dashed", color: MUTED }, symbol: "none" },
    seasonal: { color: SOON, lineStyle: { width: 1.25, type: "dotted", color: SOON }, symbol: "none" },
    third: { color: SOON, lineStyle: { width: 2, color: SOON }, symbol: "circle", symbolSize: 5 },
    "actual-first": { color: ACCENT, lineStyle: { width: 0 }, symbol: "emptyDiamond", symbolSize: 9 },
    "target-first": { color: INK, lineStyle: { width: 0 }, symbol: "emptyDiamond", symbolSize: 9 },
    "third-first": { color: SOON, lineStyle: { width: 0 }, symbol: "emptyDiamond", symbolSize: 9 },
  };

  const draw = {
    curve(figure, table) {
      const { option, text } = base(figure);
      const { heads, rows, number, labels } = readTable(table);
      option.xAxis.data = labels;
      option.xAxis.boundaryGap = false;
      option.xAxis.axisLabel = { ...option.xAxis.axisLabel, interval: (index) => index % 2 === 1, alignMaxLabel: "right" };
      option.series = heads.slice(1).map((head, column) => ({
        type: "line", name: head.textContent.trim(), ...LOOKS[head.dataset.look ?? "actual"],
        data: rows.map((row) => number(row[column + 1])),
      }));
      const broken = rows.findIndex((row) => row[0].parentElement.dataset.break);
      if (broken >= 0) {
        option.series[0].markLine = { silent: true, symbol: "none", lineStyle: { color: INK, type: "solid", width: 1 }, data: [{ xAxis: labels[broken] }], label: { formatter: rows[broken][0].parentElement.dataset.break, position: "insideEndTop", color: INK } };
      }
      option.legend = { top: 0, left: 0, itemWidth: 22, itemHeight: 8, itemGap: 14, textStyle: { color: MUTED, fontSize: 12 }, selectedMode: false };
      option.grid.top = 34;
      option.grid.right = 12;
      option.tooltip.valueFormatter = text;
      return option;
    },
    series(figure, table) {
      const option = draw.curve(figure, table);
      const { rows, labels } = readTable(table);
      const breaks = rows.map((row, i) => [row[0].parentElement.dataset.break, labels[i]]).filter(([name]) => name);
      option.xAxis.boundaryGap = true;
      option.xAxis.axisLabel = { color: MUTED, fontSize: 12, interval: 0, hideOverlap: true };
      option.legend.itemWidth = 16;
      option.legend.itemGap = 10;
      option.grid.top = 22 * Math.ceil((option.series.length * 150) / Math.max(figure.clientWidth, 300)) + 22;
      option.series.forEach((one) => { one.connectNulls = false; if (one.symbol === "none") { one.symbol = "circle"; one.symbolSize = 5; } });
      if (breaks.length && option.series.length) option.series[0].markLine = {
        silent: true, symbol: "none", lineStyle: { color: MUTED, type: "dashed", width: 1 },
        label: { color: MUTED, fontSize: 11, position: "end", rotate: 0, distance: 4, formatter: (p) => p.name },
        data: breaks.map(([name, at]) => ({ name, xAxis: at })),
      };
      return option;
    },
    waterfall(figure, table) {
      const { option, text } = base(figure);
      const { rows, number, labels } = readTable(table);
      option.grid.right = 8;
      const lying = lies(figure, labels.length);
      option.xAxis.data = lying ? rows.map((row) => row[0].textContent.trim()) : labels;
      const room = Math.max(36, Math.floor((figure.clientWidth - 60) / labels.length) - 4);
      option.xAxis.axisLabel = { ...option.xAxis.axisLabel, interval: 0, width: room, overflow: "break", lineHeight: 14, fontSize: room < 60 ? 11 : 12 };
      if (lying) {
        option.grid.right = 64;
        [option.xAxis, option.yAxis] = [{ ...option.yAxis, splitNumber: 4, axisLabel: { ...option.yAxis.axisLabel, hideOverlap: true } }, { ...option.xAxis, inverse: true, axisLabel: { color: MUTED, interval: 0, width: Math.min(300, figure.clientWidth * 0.42), overflow: "break", lineHeight: 13, fontSize: 12 } }];
      }
      let level = 0;
      const floor = [], bars = [];
      rows.forEach((row) => {
        const value = number(row[1]) ?? 0, total = row[0].parentElement.dataset.kind === "total";
        const start = total ? 0 : level, end = total ? value : level + value;
        level = end;
        floor.push(Math.min(start, end));
        bars.push({ value: Math.abs(end - start), signed: value, itemStyle: { color: total ? ACCENT : value < 0 ? STRONG : "#7ba3ab" } });
      });
      option.tooltip.trigger = "item";
      option.tooltip.formatter = (p) => `${p.name}\n${text(p.data.signed ?? p.value)}`;
      option.series = [
        { type: "bar", stack: "w", silent: true, itemStyle: { color: "transparent" }, data: floor, tooltip: { show: false } },
        { type: "bar", stack: "w", barMaxWidth: 46, data: bars, label: { show: true, position: lying ? "right" : "top", color: INK, fontSize: 12, formatter: (p) => text(p.data.signed) }, labelLayout: { hideOverlap: !lying } },
      ];
      return option;
    },
    // One unit a line, best first: the dot is its rate, the dot's area its volume, the whisker the interval.
    dots(figure, table) {
      const { option, text } = base(figure);
      const { heads, rows, number, labels } = readTable(table);
      const target = Number(figure.dataset.target);
      const low = heads.findIndex((head) => head.dataset.look === "low"), high = heads.findIndex((head) => head.dataset.look === "high");
      const at = (row, column) => (column < 0 ? null : number(row[column]));
      const units = rows
        .map((row, i) => ({ name: labels[i], volume: number(row[1]), rate: number(row[2]), low: at(row, low), high: at(row, high) }))
        .filter((unit) => unit.volume !== null && unit.rate !== null)
        .sort((a, b) => b.rate - a.rate);
      const most = Math.max(1, ...units.map((unit) => unit.volume));
      const rate = heads[2].textContent.trim(), volume = heads[1].textContent.trim();
      option.grid = { left: 8, right: 24, top: target ? 24 : 8, bottom: 30, containLabel: true };
      option.xAxis = { ...option.yAxis, scale: true, minInterval: 1, name: `chấm càng to, ${volume.charAt(0).toLowerCase()}${volume.slice(1)} càng nhiều`, nameLocation: "middle", nameGap: 26, nameTextStyle: { color: MUTED } };
      option.yAxis = { type: "category", inverse: true, data: units.map((unit) => unit.name), axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: true, lineStyle: { color: LINE } }, axisLabel: { color: INK, interval: 0, fontSize: 12, width: Math.min(260, figure.clientWidth * 0.4), overflow: "truncate" } };
      option.tooltip.trigger = "item";
      option.tooltip.formatter = (p) => `${p.name}\n${rate}: ${text(p.data.rate)}\n${volume}: ${vi(p.data.volume, 0)}`;
      const spans = units.filter((unit) => unit.low !== null && unit.high !== null).map((unit) => ({
        type: "line", silent: true, symbol: "none", lineStyle: { color: STRONG, width: 1.5 }, tooltip: { show: false },
        data: [[unit.low, unit.name], [unit.high, unit.name]],
      }));
      option.series = [...spans, {
        type: "scatter", itemStyle: { color: ACCENT }, z: 3,
        data: units.map((unit) => ({ ...unit, value: [unit.rate, unit.name], symbolSize: 5 + 13 * Math.sqrt(unit.volume / most) })),
        markLine: target ? { silent: true, symbol: "none", lineStyle: { color: INK, type: "solid", width: 1 }, data: [{ xAxis: target }], label: { formatter: `chỉ tiêu ${text(target)}`, position: "start", color: INK } } : undefined,
      }];
      return option;
    },
  };

  // Many steps, or a narrow page: bars lie down so that every label can be read.
  const lies = (figure, steps) => steps > 9 || figure.clientWidth < 480;
  const lines = (figure) => {
    const rows = figure.querySelectorAll("tbody tr").length;
    if (figure.dataset.chart === "dots") return rows;
    return figure.dataset.chart === "waterfall" && lies(figure, rows) ? rows : 0;
  };

  const show = (figure) => {
    const table = figure.querySelector("table"), canvas = figure.querySelector(".canvas");
    figure.classList.add("drawn");
    const many = lines(figure);
    if (many) canvas.style.height = `${many * 26 + 64}px`;
    const chart = echarts.init(canvas, null, { renderer: "canvas" });
    chart.setOption(draw[figure.dataset.chart](figure, table));
    canvas.setAttribute("role", "img");
    const button = figure.querySelector("button[data-table]");
    button?.addEventListener("click", () => {
      const shown = figure.classList.toggle("as-table");
      button.textContent = shown ? "Xem biểu đồ (t)" : "Xem bảng (t)";
      if (!shown) chart.resize();
    });
    new ResizeObserver(() => chart.resize()).observe(canvas);
  };

  const showAll = (root) => root.querySelectorAll("figure.chart[data-chart]:not(.drawn)").forEach(show);
  showAll(document);
  document.addEventListener("htmx:afterSettle", () => showAll(document));
})();

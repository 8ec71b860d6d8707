/** The reports. Charts have two series at most: one is solid, the other dashed, so that nobody must tell colours apart. */
export const REPORTS = `
.choices { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s3); align-items: end; margin-bottom: var(--s3); }
.choices > label { flex: 0 1 10rem; margin: 0; } .choices .pick { flex: 1 1 12rem; margin: 0; }
.choices input { font-weight: 400; } .choices .pick fieldset { columns: 12rem; padding-block: var(--s2); } .choices summary { color: inherit; overflow-wrap: anywhere; }
.totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: var(--s2); margin: 0 0 var(--s3); }
.totals > div { padding: var(--s2) var(--s3); background: var(--paper); border: 1px solid var(--line); border-radius: var(--round); }
.totals dt { color: var(--quiet); font-size: .875rem; } .totals dd { margin: 0; font-size: 1.375rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.totals small { display: block; color: var(--quiet); font-size: .875rem; font-weight: 400; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); gap: var(--s3); align-items: start; }
.report { margin: 0; min-width: 0; } .report figcaption { display: flex; flex-wrap: wrap; gap: 0 var(--s3); justify-content: space-between; margin-bottom: var(--s2); }
.report p { margin: var(--s2) 0 0; } .report details { margin-top: var(--s1); } .report > p:last-child { margin: 0; } .download { display: inline-block; min-height: 1.5rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0 var(--s3); margin: 0; padding: 0; list-style: none; color: var(--quiet); font-size: .875rem; }
.legend svg { width: 1.5rem; height: .625rem; margin-inline-end: var(--s1); }
.chart { display: block; width: 100%; height: auto; direction: ltr; overflow: visible; }
.chart text { fill: var(--quiet); font-size: 11.5px; unicode-bidi: plaintext; font-variant-numeric: tabular-nums; } .chart .name { fill: var(--ink); }
.chart .grid { stroke: var(--line); } .chart .fill { fill: var(--ours); }
.series { fill: none; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.series.s1 { stroke: var(--accent); } .series.s2 { stroke: var(--good); stroke-dasharray: 1 4; stroke-width: 2.5; }
.bar.s1 { fill: var(--accent); } .bar.s2 { fill: var(--good); opacity: .75; }
.scroll { max-height: 24rem; overflow: auto; } .figures { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.figures th, .figures td { padding: var(--s1) var(--s2); text-align: end; border-bottom: 1px solid var(--line); vertical-align: bottom; }
.figures tr > :first-child { text-align: start; } .figures thead th { color: var(--quiet); font-size: .875rem; } .figures tbody th { font-weight: 400; overflow-wrap: anywhere; }
.by-action th[scope=row] { min-width: 10rem; }
section.card { margin-block-end: var(--s3); }
.differences { margin: 0; padding: 0; list-style: none; } .differences > li { padding-block: var(--s2); border-block-start: 1px solid var(--line); overflow-wrap: anywhere; } .differences > li:first-child { border: 0; } .differences .small-table { width: 100%; margin-block: var(--s1); }
.meanings { margin: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); gap: var(--s2) var(--s3); } .meanings dt { font-weight: 600; } .meanings dd { margin: 0; }
@media print { .report details > :not(summary) { display: block; } .scroll { max-height: none; } }
`;

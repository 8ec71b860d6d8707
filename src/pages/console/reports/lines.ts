import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { type Html, html, when } from '../../html';
import { readableDay } from './days';
import { type Drawing, drawing, markOf, marksUpTo, round, WIDTH } from './drawing';

const HEIGHT = 200;
const BESIDE = 46;
const EDGE = 10;
const ABOVE = 10;
const BELOW = 26;

/** Figures by day: a line for each series, and the first one filled if it is alone. Days without a figure are gaps. */
interface Lines extends Drawing {
  days: readonly string[];
  series: readonly (readonly (number | undefined)[])[];
}

type Point = [day: number, figure: number | undefined];

/** Draws lines over days. The days go from the right to the left where people read so. */
export function lineChart({ days, series, ...about }: Lines): Html {
  const { isTime, language, isMirrored } = about;
  const largest = Math.max(0, ...series.flat().map((figure) => figure ?? 0));
  const marks = marksUpTo(largest, isTime);
  const [start, end] = isMirrored ? [WIDTH - BESIDE, EDGE] : [BESIDE, WIDTH - EDGE];
  const x = scaleLinear()
    .domain([0, Math.max(days.length - 1, 1)])
    .range([start, end]);
  const y = scaleLinear()
    .domain([0, marks.at(-1) ?? 1])
    .range([HEIGHT - BELOW, ABOVE]);
  const path = line<Point>()
    .defined(([, figure]) => figure !== undefined)
    .x(([day]) => round(x(day)))
    .y(([, figure]) => round(y(figure ?? 0)));
  const filled = area<Point>()
    .x(([day]) => round(x(day)))
    .y0(round(y(0)))
    .y1(([, figure]) => round(y(figure ?? 0)));
  const points = series.map((figures) => figures.map((figure, day): Point => [day, figure]));
  return drawing(
    about,
    HEIGHT,
    html`${marks.map(
      (mark) =>
        html`<line class="grid" x1="${Math.min(start, end)}" x2="${Math.max(start, end)}" y1="${round(y(mark))}" y2="${round(y(mark))}"/><text x="${
          isMirrored ? start + 6 : start - 6
        }" y="${round(y(mark)) + 4}" text-anchor="${isMirrored ? 'start' : 'end'}">${markOf(language, mark, isTime)}</text>`,
    )}${when(points.length === 1, () => html`<path class="fill" d="${filled(points[0] ?? []) ?? ''}"/>`)}
${points.map((figures, at) => html`<path class="series s${at + 1}" d="${path(figures) ?? ''}"/>`)}
${labelled(days.length).map(
  (day, at, all) =>
    html`<text x="${round(x(day))}" y="${HEIGHT - 8}" text-anchor="${anchorOf(at, all.length, isMirrored)}">${readableDay(language, days[day] ?? '', 'short')}</text>`,
)}`,
  );
}

/** The days that get a label: at most four, the first and the last among them. */
function labelled(days: number): number[] {
  const count = Math.min(days, 4);
  if (count < 2) return days === 0 ? [] : [0];
  return Array.from({ length: count }, (_, at) => Math.round((at * (days - 1)) / (count - 1)));
}

/** The first and the last label stay inside the chart. */
function anchorOf(at: number, count: number, isMirrored: boolean): string {
  if (at === 0) return isMirrored ? 'end' : 'start';
  if (at === count - 1) return isMirrored ? 'start' : 'end';
  return 'middle';
}

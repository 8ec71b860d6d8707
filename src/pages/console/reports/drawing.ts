import { scaleLinear } from 'd3-scale';
import { type Html, html } from '../../html';
import { timeMark, timeMarks } from './durations';

/** What a chart shows, apart from its marks. */
export interface Drawing {
  /** Makes ids of it, which must differ from those of the other charts. */
  id: string;
  title: string;
  /** What is read aloud in place of the chart. */
  description: string;
  /** Whether the figures are times in seconds. */
  isTime: boolean;
  language: string;
  /** Whether people read from the right, so that everything begins there. */
  isMirrored: boolean;
}

/** About the width of a phone, so that text stays readable there. Where there is room, several charts are in a row. */
export const WIDTH = 400;

/** Half a pixel more keeps lines sharp at the size in which most see them. */
export const round = (at: number): number => Math.round(at * 10) / 10;

/** The numbers at which an axis has marks, from zero on. The last is at or above the largest figure. */
export function marksUpTo(largest: number, isTime: boolean): number[] {
  if (isTime) return timeMarks(largest);
  const scale = scaleLinear()
    .domain([0, Math.max(largest, 1)])
    .nice(4);
  return scale.ticks(4).filter(Number.isInteger);
}

/** A mark of an axis, as short as it gets: `1.2K`, `2h`. */
export const markOf = (language: string, figure: number, isTime: boolean): string =>
  isTime && figure > 0 ? timeMark(language, figure) : compact(language).format(figure);

const formats = new Map<string, Intl.NumberFormat>();

function compact(language: string): Intl.NumberFormat {
  const format = formats.get(language) ?? new Intl.NumberFormat(language, { notation: 'compact' });
  formats.set(language, format);
  return format;
}

/** Renders a chart. Its directions are those of the drawing, which mirrors itself where people read from the right. */
export const drawing = ({ id, title, description }: Drawing, height: number, marks: Html): Html =>
  html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-description">
<title id="${id}-title">${title}</title><desc id="${id}-description">${description}</desc>
${marks}
</svg>`;

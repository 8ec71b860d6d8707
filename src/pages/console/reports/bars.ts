import { scaleLinear } from 'd3-scale';
import { type Html, html } from '../../html';
import { type Drawing, drawing, round, WIDTH } from './drawing';

/** More bars would be a list, which the table is. */
export const MOST_BARS = 12;

const NAME = 18;
const BAR = 12;
const GAP = 10;
/** What is kept free for the figure at the end of the longest bar. */
const FIGURE = 100;
const EDGE = 2;
const LONGEST_NAME = 44;

/** Figures by name: a bar for each series below the name. */
interface Bars extends Drawing {
  rows: readonly { name: string; figures: readonly (number | undefined)[] }[];
  readable(figure: number): string;
}

/** Draws bars. They begin at the right where people read so. */
export function barChart({ rows, readable, ...about }: Bars): Html {
  const { isMirrored } = about;
  const largest = Math.max(1, ...rows.flatMap(({ figures }) => figures.map((figure) => figure ?? 0)));
  const length = scaleLinear()
    .domain([0, largest])
    .range([0, WIDTH - FIGURE]);
  const at = (distance: number): number => round(isMirrored ? WIDTH - EDGE - distance : EDGE + distance);
  const anchor = isMirrored ? 'end' : 'start';
  const each = NAME + GAP + BAR * (rows[0]?.figures.length ?? 1);
  return drawing(
    about,
    rows.length * each,
    html`${rows.map(({ name, figures }, row) => {
      const top = row * each;
      return html`<text class="name" x="${at(0)}" y="${top + 13}" text-anchor="${anchor}">${short(name)}</text>${figures.map(
        (figure, series) => {
          const y = top + NAME + series * BAR;
          const width = figure === undefined ? 0 : Math.max(round(length(figure)), 1);
          return html`<rect class="bar s${series + 1}" x="${isMirrored ? at(width) : at(0)}" y="${y}" width="${width}" height="${BAR - 2}"/><text x="${at(width + 6)}" y="${y + 9}" text-anchor="${anchor}">${figure === undefined ? '–' : readable(figure)}</text>`;
        },
      )}
`;
    })}`,
  );
}

const short = (name: string): string =>
  [...name].length > LONGEST_NAME ? `${[...name].slice(0, LONGEST_NAME - 1).join('')}…` : name;

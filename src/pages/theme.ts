import { createHash } from 'node:crypto';
import { BLACK, type Colour, mix, READABLE, readColour, WHITE, withContrast, writeColour } from '../text/colour';
import { STYLE, STYLE_HASH } from './style';

/** The style of the pages in the operator's colour, and what the content security policy allows. */
interface Style {
  text: string;
  hash: string;
}

/** `--paper` and `--ground` of the style sheet. */
const LIGHT: readonly Colour[] = [WHITE, [0xf4, 0xf5, 0xf7]];
const DARK_PAPER: Colour = [0x1b, 0x20, 0x28];

/** In the dark, colours need more contrast to look as strong. */
const STRONG = 7;

/** Hashing a style takes 20 us, which pages would pay each time. */
const styles = new Map<string, Style>([['', { text: STYLE, hash: STYLE_HASH }]]);

/** The style in a colour, `#rrggbb`; in our own if it is empty. */
export function styleFor(colour: string): Style {
  const known = styles.get(colour);
  if (known !== undefined) return known;
  const read = readColour(colour);
  const text = read === undefined ? STYLE : `${STYLE}${tokensOf(read)}\n`;
  const style = { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
  // Only an operator who tries many colours fills it.
  if (styles.size >= 50) styles.clear();
  styles.set(colour, style);
  return style;
}

/** Buttons and links in the colour, and a hint of it behind what we write, by day and by night. */
function tokensOf(colour: Colour): string {
  const ours = mix(WHITE, colour, 0.06);
  const accent = withContrast(colour, BLACK, READABLE, [...LIGHT, ours]);
  const darkAccent = withContrast(colour, WHITE, STRONG, [DARK_PAPER]);
  const light = { accent, 'on-accent': WHITE, ours };
  const dark = {
    ...{ accent: darkAccent, 'on-accent': mix(BLACK, colour, 0.15) },
    ours: mix(DARK_PAPER, darkAccent, 0.1),
  };
  return `@media screen { :root { ${written(light)} } } @media screen and (prefers-color-scheme: dark) { :root { ${written(dark)} } }`;
}

const written = (tokens: Record<string, Colour>): string =>
  Object.entries(tokens)
    .map(([name, colour]) => `--${name}: ${writeColour(colour)};`)
    .join(' ');

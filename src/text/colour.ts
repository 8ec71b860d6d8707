/** A colour by its red, green and blue, each from 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

export const WHITE: Colour = [255, 255, 255];
export const BLACK: Colour = [0, 0, 0];

/** The contrast that text of any size needs, by WCAG 2.2. */
export const READABLE = 4.5;

/** Reads `#rrggbb`; undefined for anything else. */
export function readColour(text: string): Colour | undefined {
  const [, red = '', green = '', blue = ''] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text) ?? [];
  return red === '' ? undefined : [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

/** Writes a colour as `#rrggbb`. */
export const writeColour = (colour: Colour): string =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** A colour between two others. @param share of the second one, from 0 to 1 */
export const mix = (one: Colour, other: Colour, share: number): Colour => [
  one[0] + (other[0] - one[0]) * share,
  one[1] + (other[1] - one[1]) * share,
  one[2] + (other[2] - one[2]) * share,
];

/** The contrast of two colours, from 1 to 21, as WCAG defines it. */
export function contrastOf(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Mixes a colour with another until it has a contrast with all grounds. @param towards must have that contrast */
export function withContrast(colour: Colour, towards: Colour, least: number, grounds: readonly Colour[]): Colour {
  const steps = Array.from({ length: 51 }, (_, step) => rounded(mix(colour, towards, step / 50)));
  return steps.find((mixed) => grounds.every((ground) => contrastOf(mixed, ground) >= least)) ?? towards;
}

/** Contrasts are promised for what is written, not for what lies between two shades. */
const rounded = ([red, green, blue]: Colour): Colour => [Math.round(red), Math.round(green), Math.round(blue)];

function luminanceOf(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

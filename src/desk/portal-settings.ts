import { BLACK, contrastOf, READABLE, readColour, WHITE, withContrast, writeColour } from '../text/colour';
import { decodeDataUrl } from '../wire/data-url';
import { imageTypeOf } from '../wire/image-type';

/** Each process keeps the logo in memory, and each visitor's phone loads it. */
const LOGO_BYTES = 65_536;

/** How long the `data:` URL of a logo may be, with room for line breaks. */
export const LOGO_LENGTH = 100_000;

/**
 * Reads the colour of links and buttons.
 *
 * @throws Error saying what it must be, and which darker shade people can read
 */
export function readPortalColour(text: string): string {
  const given = text.trim().toLowerCase();
  const colour = readColour(given);
  if (colour === undefined) throw new Error('must be a colour such as #1656b8');
  const contrast = contrastOf(colour, WHITE);
  if (contrast < READABLE) {
    const shade = writeColour(withContrast(colour, BLACK, READABLE, [WHITE]));
    // Rounded down, because 4.49 is refused.
    const shown = Math.floor(contrast * 10) / 10;
    throw new Error(
      `must have a contrast of at least ${READABLE} to 1 with white, or people cannot read it: ${given} has ${shown}. ${shade} is a darker shade that is allowed`,
    );
  }
  return given;
}

/** Reads the picture of a logo by its bytes, whatever type it claims. @throws Error saying what it must be */
export function readLogo(text: string): string {
  const bytes = decodeDataUrl(text);
  const type = bytes && imageTypeOf(bytes);
  if (bytes === undefined || type === undefined) {
    throw new Error('must be a PNG, JPEG, GIF or WebP picture as a data: URL');
  }
  if (bytes.length > LOGO_BYTES) throw new Error(`must be a picture of at most ${LOGO_BYTES} bytes`);
  return `data:${type};base64,${bytes.toString('base64')}`;
}

/** What to say of a logo where its bytes would be in the way. */
export function describePicture(dataUrl: string): string {
  if (dataUrl === '') return '';
  const bytes = decodeDataUrl(dataUrl)?.length ?? 0;
  return `${dataUrl.slice('data:'.length, dataUrl.indexOf(';'))}, ${bytes} bytes`;
}

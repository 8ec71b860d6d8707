const MAX_BYTES = 200;
const MAX_EXTENSION_BYTES = 32;
/** More than any file system allows. Longer names are cut before the patterns below run. */
const MAX_CHARACTERS = 800;

const shorten = (text: string, bytes: number): string => {
  let size = 0;
  let result = '';
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    result += character;
  }
  return result;
};

/**
 * Makes a caller's file name safe to show, to put into a header and to save:
 * - NFC, without folders
 * - no characters that don't print or that change the reading direction (`exe.gpj` read backwards)
 * - no bar, which separates names in lists
 * - no dots or spaces at either end: Windows ignores those after `evil.exe.`, other systems hide `.bashrc`
 * - at most 200 bytes of UTF-8, keeping the extension
 *
 * @returns the name, or `file` if nothing is left of it
 */
export const cleanFileName = (name: string): string => {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const bounded =
    last.length > MAX_CHARACTERS ? last.slice(0, MAX_CHARACTERS / 2) + last.slice(-MAX_CHARACTERS / 2) : last;
  const clean = bounded
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .normalize('NFC')
    .replaceAll('|', '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  if (clean === '') return 'file';
  if (Buffer.byteLength(clean) <= MAX_BYTES) return clean;

  const dot = clean.lastIndexOf('.');
  const extension = dot > 0 && Buffer.byteLength(clean.slice(dot)) <= MAX_EXTENSION_BYTES ? clean.slice(dot) : '';
  const stem = extension === '' ? clean : clean.slice(0, dot);
  return shorten(stem, MAX_BYTES - Buffer.byteLength(extension)).trimEnd() + extension;
};

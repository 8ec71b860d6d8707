/** The line above a file: its rights as Unix counts them, and its name. */
const BEGIN = /^begin [0-7]{3,4} (\S.*)$/;

/** A file that is written into a text. */
interface WrittenFile {
  name: string;
  content: Buffer;
}

/** How many bytes a line says that it holds. */
const lengthOf = (line: string): number => (line.charCodeAt(0) - 0x20) & 0x3f;

/** Whether a line holds bytes. Blanks at its end may be lost, and some programs add a letter to check it by. */
const holdsBytes = (line: string): boolean =>
  /^[!-_][ -`]*$/.test(line) && line.length <= 4 * Math.ceil(lengthOf(line) / 3) + 2;

const holdsNothing = (line: string): boolean => /^[ `]?\s*$/.test(line);

function bytesOf(line: string): Buffer {
  const letters = [...line.slice(1)].map((letter) => (letter.charCodeAt(0) - 0x20) & 0x3f);
  const bytes = Buffer.alloc(3 * Math.ceil(63 / 3));
  for (let at = 0; at * 4 < letters.length && at * 3 < bytes.length; at++) {
    const [one = 0, two = 0, three = 0, four = 0] = letters.slice(at * 4, at * 4 + 4);
    bytes[at * 3] = (one << 2) | (two >> 4);
    bytes[at * 3 + 1] = ((two & 15) << 4) | (three >> 2);
    bytes[at * 3 + 2] = ((three & 3) << 6) | four;
  }
  return bytes.subarray(0, lengthOf(line));
}

/** Undoes the encoding of UUCP: lines that begin with their length, between `begin` and `end`. */
export function decodeUu(encoded: Buffer): Buffer {
  const lines = encoded.toString('latin1').split(/\r?\n/);
  const begin = lines.findIndex((line) => BEGIN.test(line));
  if (begin < 0) return encoded;
  const end = lines.indexOf('end', begin);
  return Buffer.concat(lines.slice(begin + 1, end < 0 ? undefined : end).map(bytesOf));
}

/**
 * Takes the files out of a text that programs without MIME have written into it, such as `uuencode` below a report of
 * cron. A file counts only if it is whole: people write lines that begin with "begin" too.
 */
export function withoutUuencoded(text: string): { text: string; files: WrittenFile[] } {
  if (!/^begin [0-7]/m.test(text)) return { text, files: [] };
  const lines = text.split('\n');
  const kept: string[] = [];
  const files: WrittenFile[] = [];
  for (let at = 0; at < lines.length; at++) {
    const name = BEGIN.exec(lines[at] ?? '')?.[1];
    const end = name === undefined ? -1 : endOfFile(lines, at + 1);
    if (name === undefined || end < 0) kept.push(lines[at] ?? '');
    else {
      files.push({ name, content: Buffer.concat(lines.slice(at + 1, end).map(bytesOf)) });
      at = end;
    }
  }
  return { text: kept.join('\n'), files };
}

/** @returns the index of the line that ends a file; -1 if something else comes first */
function endOfFile(lines: string[], from: number): number {
  let at = from;
  while (at < lines.length && holdsBytes(lines[at] ?? '')) at++;
  if (holdsNothing(lines[at] ?? '')) at++;
  return at > from && lines[at] === 'end' ? at : -1;
}

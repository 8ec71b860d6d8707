/** Text before the next string: types, numbers and braces, none of which has an `s`. */
const UP_TO_STRING = /[^s]*/y;
const STRING = /s:(\d{1,9}):"/y;

/** How other languages count the characters of a string, as the position after so many of them. */
const UNITS: readonly ((text: string, start: number, count: number) => number)[] = [
  // Code points: Python, Ruby, Go.
  (text, start, count) => {
    let end = start;
    for (let left = count; left > 0 && end < text.length; left -= 1)
      end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
    return end;
  },
  // UTF-16 units: JavaScript, Java, C#.
  (_text, start, count) => start + count,
];

/**
 * Corrects the lengths of strings in serialize()'s format that count characters. PHP counts bytes; programs that write
 * the format by hand often count characters, which differ as soon as a text is not ASCII.
 *
 * @returns every reading in which each string ends exactly where its length says, in bytes; usually one or none
 */
export function withByteLengths(text: string): string[] {
  const readings = UNITS.map((endOf) => correct(text, endOf)).filter((reading) => reading !== undefined);
  return [...new Set(readings)];
}

/** The text with every length counted anew, up to the next `";`. Tells wrong lengths from other faults. */
export const withoutLengths = (text: string): string =>
  text.replace(/s:\d{1,9}:"(.*?)";/gs, (_string, value: string) => `s:${Buffer.byteLength(value)}:"${value}";`);

function correct(text: string, endOf: (typeof UNITS)[number]): string | undefined {
  let result = '';
  for (let at = 0; at < text.length; ) {
    UP_TO_STRING.lastIndex = at;
    result += UP_TO_STRING.exec(text)?.[0] ?? '';
    at = UP_TO_STRING.lastIndex;
    if (at >= text.length) break;
    STRING.lastIndex = at;
    const [head, length] = STRING.exec(text) ?? [];
    if (head === undefined) return undefined;
    const start = at + head.length;
    const end = endOf(text, start, Number(length));
    if (text.slice(end, end + 2) !== '";') return undefined;
    const value = text.slice(start, end);
    result += `s:${Buffer.byteLength(value)}:"${value}";`;
    at = end + 2;
  }
  return result;
}

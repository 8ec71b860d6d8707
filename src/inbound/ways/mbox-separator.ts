/** The line before each mail of an mbox: who sent it, and when it was received, as asctime writes it. */
const DATED = /^From \S+.*? (\w{3} \w{3} +\d+ \d+:\d+:\d+ (?:\S+ )?\d{4})/;
/** What Thunderbird writes there by now. */
const BARE = /^From \s*$/;
const HEADER = /^[\x21-\x39\x3b-\x7e]+[ \t]*:/;

/** Longer ones are lines of a text. */
const LONGEST = 1_000;

/** What stands around a line of an mbox. */
interface Surroundings {
  /** Whether an empty line is above it, or nothing. */
  isAfterBlank: boolean;
  /** The line below it; '' at the end. */
  next: string;
}

/**
 * Reads the line that begins a mail.
 *
 * @returns the date in it, '' if it has none; undefined for a line of a mail
 */
export function readSeparator(line: string, { isAfterBlank, next }: Surroundings): string | undefined {
  if (!line.startsWith('From ') || line.length > LONGEST) return undefined;
  const date = DATED.exec(line)?.[1];
  // Some programs leave no line empty above it, and in a text, a header hardly ever comes below such a line.
  if (date !== undefined) return isAfterBlank || HEADER.test(next) ? date : undefined;
  return BARE.test(line) && isAfterBlank && (HEADER.test(next) || DATED.test(next)) ? '' : undefined;
}

/** Whether a file that begins with this text is an mbox. */
export function beginsMbox(start: string): boolean {
  const [line = '', next = ''] = start.split('\n', 2);
  return readSeparator(line, { isAfterBlank: true, next }) !== undefined;
}

/** What no text may hold: controls but tab and line feed, and what PostgreSQL refuses. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it removes
const CONTROLS = /[\x00-\x08\x0e-\x1f\x7f-\x9f]/g;
/** Colours and cursor movements of terminals. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what it looks for
const TERMINAL_CODES = /\x1b\[[0-9;?]{0,20}[A-Za-z]/g;

/** A text as the desk keeps it: LF at line ends, no other controls, no half characters, no byte order mark. */
export function cleanText(text: string): string {
  const whole = text.isWellFormed() ? text : text.replace(/\p{Cs}/gu, '');
  return whole
    .replace(/\r\n?|[\v\f\x85]/g, '\n')
    .replace(TERMINAL_CODES, '')
    .replace(CONTROLS, '')
    .replace(/^\ufeff/, '');
}

/** Characters that turn the reading direction around. */
const DIRECTION_OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;

/** A decoded header on one line: line breaks and tabs become blanks, other controls go. */
export function cleanLine(text: string): string {
  return cleanText(text)
    .replace(/(?<![\t ])[\t ]*(?:[\n\u2028\u2029][\t ]*)+/g, ' ')
    .replaceAll('\t', ' ')
    .replace(DIRECTION_OVERRIDES, '')
    .trim();
}

const INVISIBLE = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff]/g;
/** Joiners belong between the parts of an emoji and between letters of some scripts, and nowhere else. */
const STRAY_JOINERS =
  /(?<!\ufe0f|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Sinhala}\p{Script=Malayalam}\p{Mn}])[\u200c\u200d]/gu;

/** The name of a person: on one line, and without letters that nobody sees. */
export const cleanName = (name: string): string =>
  cleanLine(name).replace(INVISIBLE, '').replace(STRAY_JOINERS, '').replace(/ {2,}/g, ' ').trim();

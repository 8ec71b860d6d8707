/** Longer lines are no attribution; only their beginning is looked at. */
const LONGEST = 500;

const words = (list: string): string => list.split('|').join('|');

/** What a mail program says that somebody did, before or after the name. */
const VERBS = words(
  // English, German, French, Spanish, Italian, Portuguese, Dutch
  'wrote|writes|quoting|schrieb|geschrieben|zitat von|a écrit|écrit|escribió|escribio|ha scritto|scrisse|escreveu|schreef|' +
    // Swedish, Danish, Norwegian, Finnish, Icelandic
    'skrev|skreiv|kirjoitti|skrifaði|' +
    // Polish, Czech, Slovak, Slovenian, Croatian, Serbian, Hungarian, Romanian
    'napisał|napisała|napisał\\(a\\)|napisał/a|pisze|napsal|napsala|napsal\\(a\\)|napísal|napísala|napísal\\(a\\)|je napisal|je napisala|je napisal/a|je napisao|je napisala|je napisao/la|је написао|' +
    'ezt írta|írta|a scris|' +
    // Russian, Ukrainian, Bulgarian, Greek
    'пишет|писал|писали|писал\\(а\\)|написал|написала|написал\\(а\\)|пише|писав|написав|написав\\(ла\\)|написав \\(-ла\\)|написа|έγραψε|' +
    // Turkish, Estonian, Latvian, Lithuanian, Catalan, Basque
    'şunu yazdı|şunları yazdı|yazdı|kirjutas|rakstīja|rašė|parašė|va escriure|ha escrit|idatzi du|' +
    // Hebrew, Arabic, Persian, Hindi, Thai, Vietnamese, Indonesian
    'כתב|כתבה|כתב/ה|כתב\\(ה\\)|‏כתב|كتب|كتبت|كتب/كتبت|نوشت|ने लिखा|লিখেছেন|نے لکھا|დაწერა|գրել է|เขียนว่า|đã viết|menulis|' +
    // Chinese, Japanese, Korean
    '写道|寫道|编写|撰寫|のメール|書きました|さんは書きました|wrote|님이 작성|님의 말|작성|쓴 글',
);
const VERB_AT_END = new RegExp(
  `(?:^|[\\s,>)\\]"'”»;）】\\p{Script=Han}\\p{Script=Hangul}\\p{Script=Hiragana}\\d])(?:${VERBS})(?:\\s*\\([^()]{0,80}\\))?\\s*[:：]?$`,
  'iu',
);
const VERB_INSIDE = new RegExp(`(?:^|[\\s,>)"'”])(?:${VERBS})(?=[\\s,:<"'(“]|$)`, 'iu');

const ADDRESS = /[^\s<>()[\]:;,"']{1,200}@[^\s<>()[\]:;,"']{1,200}/;
/** A time of day, or a date in figures, or a day and a year. */
const TIME = /(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)/;
const DATE = /(?<!\d)(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?|(?:19|20)\d{2})(?!\d)/;

/** What the digit zero is in scripts that have digits of their own: Arabic, Persian and Urdu, Hindi, Bengali. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6];
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/g;
const DIRECTION_MARKS = /[\u200e\u200f\u061c]/g;

/** A line with its digits as they are in English. Marks of direction stand between those of a date. */
const withDigits = (line: string): string =>
  line.replace(DIRECTION_MARKS, '').replace(DIGITS, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    return String(ZEROS.map((zero) => code - zero).find((value) => value >= 0 && value <= 9) ?? digit);
  });

/** Whether a line names a mail address. */
export const hasAddress = (line: string): boolean => ADDRESS.test(line);

/** Whether a line says on which day and at which time. `20.11.` alone could be either. */
export const hasDateAndTime = (line: string): boolean =>
  /(?<!\d)\d{4}(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)/.test(line) && TIME.test(line.replace(DATE, ' '));

/** Whether a line says when. */
export const hasDate = (line: string): boolean => {
  const text = withDigits(line);
  return TIME.test(text) || DATE.test(text);
};

/**
 * Whether a line is the one that mail programs write above what they quote. Lines end with a colon, and name somebody's
 * address or a time; beyond that, the languages have little in common.
 *
 * @param line joined, if it was wrapped; without its signs of quoting.
 */
export function isAttribution(line: string): boolean {
  if (line.length > LONGEST || !/[:：]$/.test(line)) return isBareAttribution(line);
  const isAddressed = hasAddress(line);
  const isDated = hasDate(line);
  const hasVerb = VERB_AT_END.test(line) || VERB_INSIDE.test(line);
  return (isAddressed && (isDated || hasVerb)) || (isDated && hasVerb);
}

/** Some programs write no colon; then all the rest must be there. */
const isBareAttribution = (line: string): boolean =>
  line.length <= LONGEST && VERB_AT_END.test(line) && ADDRESS.test(line) && TIME.test(line) && DATE.test(line);

/** Whether a line says no more than who wrote: `Ann Lee wrote:`. It counts only right above quoted lines. */
export const isShortAttribution = (line: string): boolean =>
  line.length <= 80 &&
  /[:：]$/.test(line) &&
  VERB_AT_END.test(line) &&
  /^["“]?\p{Lu}[\p{L}.'’-]*["”]?(?:\s+["“]?\p{Lu}[\p{L}.'’-]*["”]?){0,4}\s+\p{Ll}[^\s]*(?:\s+\p{Ll}[^\s]*)?\s*:$/u.test(
    line,
  );

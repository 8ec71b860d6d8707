import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageFor } from '../../src/pages/texts';
import { en } from '../../src/pages/texts/en';
import { inLanguage, PROBLEMS } from '../../src/pages/texts/problems';

const SCHEMAS = join(__dirname, '../../schemas/pages');

/** Every refusal that an action of a page can answer. */
const refusals = readdirSync(SCHEMAS).flatMap(
  (file) => (JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')) as { 'x-refusals'?: string[] })['x-refusals'] ?? [],
);

const codes = Object.keys(PROBLEMS);

/** The texts of a language, by their paths. Those with values get some. */
function textsOf(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    const here = `${path}${name}`;
    if (typeof value === 'object' && value !== null) return textsOf(value, `${here}.`);
    const text = typeof value === 'function' ? value(...Array.from(value as { length: number }, () => '7')) : value;
    return [[here, String(text)]];
  });
}

const textsIn = (code: string) => textsOf(languageFor([], code).texts);

test('every language has every text, and none is empty', () => {
  const names = textsOf(en).map(([name]) => name);
  expect(names.length).toBeGreaterThan(50);
  for (const code of ['en', ...codes]) {
    expect(languageFor([], code).code).toBe(code);
    expect(textsIn(code).map(([name]) => name)).toEqual(names);
    expect(textsIn(code).filter(([, text]) => text.trim() === '')).toEqual([]);
  }
});

/** Words that are the same in both languages. */
const SAME = /^(ltr|Status|Support|Name|Domains)$/;

test.each(codes)('no text of the language %s was left in English', (code) => {
  const english = new Map(textsOf(en));
  expect(textsIn(code).filter(([name, text]) => english.get(name) === text && !SAME.test(text))).toEqual([]);
});

test.each(codes)("the language %s has a text for every refusal of the pages' actions, with the same blanks", (code) => {
  const problems = PROBLEMS[code] ?? {};
  expect(refusals.length).toBeGreaterThan(20);
  expect(refusals.filter((refusal) => !Object.hasOwn(problems, refusal))).toEqual([]);
  const blanks = (text: string) => text.split('xxx').length;
  expect(Object.entries(problems).filter(([english, text]) => blanks(english) !== blanks(text))).toEqual([]);
});

test('a refusal keeps what it names, and an unknown one stays as it is', () => {
  const german = languageFor([], 'de');
  expect(inLanguage(german, 'Attachment "a (1).exe": this type of file is not allowed. Allowed are: .txt, .pdf')).toBe(
    'Datei „a (1).exe“: Diese Art von Datei ist nicht erlaubt. Erlaubt sind: .txt, .pdf',
  );
  expect(inLanguage(german, 'At most $& attachments are allowed')).toBe('Es sind höchstens $& Dateien erlaubt');
  expect(inLanguage(german, 'Something new')).toBe('Something new');
  expect(inLanguage(languageFor([], 'en'), 'Ticket Not Found')).toBe('Ticket Not Found');
});

import type { Db } from '../../database/pool';
import { anyOf, type Condition, escapeLike, mayHaveAccents, searchable } from '../conditions';
import type { TicketTexts } from './ticket-texts';

/** A search for subjects that contain a text. */
export interface SubjectSearch {
  /** A LIKE pattern that all these subjects match, made of the parts that the index finds fastest. */
  pattern: string;
  /** The text itself, if subjects without it can match the pattern too. */
  text?: string;
  /** Whether the text has any part that the index knows. */
  isIndexed: boolean;
  /** Whether it is for tickets that were indexed with their accents, and are not yet indexed again. */
  isWritten: boolean;
}

const FEWEST_PARTS = 3;
const MOST_PARTS = 4;
/**
 * How far apart the picked parts begin. Parts that touch would merge into one longer part, with trigrams nobody picked.
 */
const APART = 4;

/**
 * Picks the rarest parts of a text. The index holds every sequence of three letters or digits. Most sequences of a long
 * text are in so many subjects (`.example.com`) that reading their index entries takes longer than everything else.
 *
 * @param texts alternatives
 */
export async function searchSubjects(db: Db, texts: string[]): Promise<SubjectSearch[]> {
  const plain = new Set(texts.map((text) => text.normalize('NFC')));
  const written = new Set([...plain].flatMap(inAnyCase));
  // In ASCII, there is no difference.
  for (const text of plain) if (!mayHaveAccents(text)) written.delete(text);
  const subjects = [...plain, ...written].some(isLong) ? await sample(db) : [];
  return [
    ...[...plain].map((text) => searchSubject(text, false, subjects)),
    ...[...written].map((text) => searchSubject(text, true, subjects)),
  ];
}

/**
 * A text as a subject may have it that is in lower case, with its accents. A capital Σ is ς at the end of a word and σ
 * elsewhere, which the database does not tell, and ß is SS.
 */
const inAnyCase = (text: string): string[] => [
  text,
  text.replace(/[σςΣ]/g, 'σ'),
  text.replace(/(?<=\p{L})[σςΣ](?!\p{L})/gu, 'ς'),
  text.replace(/ß|ẞ/g, 'ss'),
  text.replace(/ss/gi, 'ß'),
];

const partsOf = (text: string) =>
  [...text.matchAll(/(?=([\p{L}\p{N}]{3}))/gu)].map(({ 1: part = '', index }) => ({ part, index }));

/** Whether there are parts to pick from. */
function isLong(text: string): boolean {
  const parts = partsOf(text);
  const isShort = (parts.at(-1)?.index ?? 0) - (parts[0]?.index ?? 0) < (FEWEST_PARTS - 1) * APART;
  // Lower-casing writes a sigma differently at the end of a word, and a part may end where the word goes on.
  return !isShort && !/[σςΣ]/.test(text);
}

function searchSubject(text: string, isWritten: boolean, subjects: string[]): SubjectSearch {
  const parts = partsOf(text);
  const picked = isLong(text) ? pickRarest(parts, subjects) : [];
  const isIndexed = parts.length > 0;
  if (picked.length < FEWEST_PARTS) return { pattern: `%${escapeLike(text)}%`, isIndexed, isWritten };
  return { pattern: `%${picked.join('%')}%`, text, isIndexed, isWritten };
}

function pickRarest(parts: { part: string; index: number }[], subjects: string[]): string[] {
  const frequency = (part: string) => subjects.filter((subject) => subject.includes(part.toLowerCase())).length;
  const rarest = parts
    .map((found) => ({ ...found, frequency: frequency(found.part) }))
    .sort((one, other) => one.frequency - other.frequency);
  const picked: typeof rarest = [];
  for (const found of rarest) {
    const isApart = picked.every(({ index }) => Math.abs(index - found.index) >= APART);
    if (isApart && picked.length < MOST_PARTS) picked.push(found);
  }
  return picked.sort((one, other) => one.index - other.index).map(({ part }) => part);
}

/** A few hundred subjects from the planner's statistics; none on a new desk. */
async function sample(db: Db): Promise<string[]> {
  const [row] = await db.query<{ subjects: string[] }>(
    `select coalesce(most_common_vals::text::text[], '{}') || coalesce(histogram_bounds::text::text[], '{}') as subjects
     from pg_stats where schemaname = current_schema() and tablename = 'ticket_subjects' and attname = 'subject'`,
  );
  return row?.subjects ?? [];
}

/** The tickets whose subject contains one of the texts, in any letter case, with or without accents. */
export const withSubjects = (searches: SubjectSearch[]): TicketTexts => ({
  table: 'ticket_subjects',
  condition: anyOf(
    searches.map(({ pattern, text, isWritten }): Condition => {
      const plain = isWritten ? (sql: string) => `lower(${sql})` : searchable;
      const matches = `x.subject like ${plain(`?::jsonb ->> 'pattern'`)}`;
      if (text === undefined) return [matches, { pattern }];
      return [`${matches} and position(${plain(`?::jsonb ->> 'text'`)} in x.subject) > 0`, { pattern, text }];
    }),
  ),
});

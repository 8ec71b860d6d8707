import type { Db } from '../../database/pool';
import { escapeLike } from '../conditions';
import type { TicketTexts } from './ticket-texts';

/** A search for subjects that contain a text. */
export interface SubjectSearch {
  /** A LIKE pattern that all these subjects match, made of the parts that the index finds fastest. */
  pattern: string;
  /** The text itself, if subjects without it can match the pattern too. */
  text?: string;
  /** Whether the text has any part that the index knows. */
  isIndexed: boolean;
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
 */
export async function searchSubjects(db: Db, text: string): Promise<SubjectSearch> {
  const parts = [...text.matchAll(/(?=([\p{L}\p{N}]{3}))/gu)].map(({ 1: part = '', index }) => ({ part, index }));
  const isShort = (parts.at(-1)?.index ?? 0) - (parts[0]?.index ?? 0) < (FEWEST_PARTS - 1) * APART;
  // Lower-casing writes a sigma differently at the end of a word, and a part may end where the word goes on.
  const picked = isShort || /[σςΣ]/.test(text) ? [] : pickRarest(parts, await sample(db));
  const isIndexed = parts.length > 0;
  if (picked.length < FEWEST_PARTS) return { pattern: `%${escapeLike(text)}%`, isIndexed };
  return { pattern: `%${picked.join('%')}%`, text, isIndexed };
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

/** The tickets whose subject contains a text, in any letter case. */
export const withSubject = ({ pattern, text }: SubjectSearch): TicketTexts => ({
  table: 'ticket_subjects',
  condition: text === undefined ? [MATCHES, { pattern }] : [`${MATCHES} and ${CONTAINS}`, { pattern, text }],
});

const MATCHES = `x.subject like lower(?::jsonb ->> 'pattern')`;
const CONTAINS = `position(lower(?::jsonb ->> 'text') in x.subject) > 0`;

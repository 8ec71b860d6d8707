import type { Db } from '../../database/pool';
import { escapeLike } from '../conditions';
import type { TicketTexts } from './ticket-texts';

/** A text that subjects are to contain. */
export interface SubjectSearch {
  /** What of it an index finds soonest: a pattern that every such subject matches. */
  pattern: string;
  /** The text itself, where some match the pattern that do not contain it. */
  text?: string;
  /** Whether the index knows anything of it. */
  isIndexed: boolean;
}

const FEWEST_PARTS = 3;
const MOST_PARTS = 4;
/** Parts that touch each other would be one, with more in it than was picked. */
const APART = 4;

/**
 * Picks the rarest parts of a text. The index is made of all there is of three letters or digits, and of a long text most
 * is in so many subjects (`.example.com`) that reading what the index knows of it takes longer than anything else.
 */
export async function searchSubjects(db: Db, text: string): Promise<SubjectSearch> {
  const parts = [...text.matchAll(/(?=([\p{L}\p{N}]{3}))/gu)].map(({ 1: part = '', index }) => ({ part, index }));
  const isShort = (parts.at(-1)?.index ?? 0) - (parts[0]?.index ?? 0) < (FEWEST_PARTS - 1) * APART;
  // A sigma is written in another way at the end of a word, and a part may end where the word does not.
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

/** Some hundred subjects, as the database keeps them for its planner; none on a new desk. */
async function sample(db: Db): Promise<string[]> {
  const [row] = await db.query<{ subjects: string[] }>(
    `select coalesce(most_common_vals::text::text[], '{}') || coalesce(histogram_bounds::text::text[], '{}') as subjects
     from pg_stats where schemaname = current_schema() and tablename = 'ticket_subjects' and attname = 'subject'`,
  );
  return row?.subjects ?? [];
}

/** The tickets with a text in their subject, in any letter case. */
export const withSubject = ({ pattern, text }: SubjectSearch): TicketTexts => ({
  table: 'ticket_subjects',
  hold: text === undefined ? [MATCHES, { pattern }] : [`${MATCHES} and ${CONTAINS}`, { pattern, text }],
});

const MATCHES = `x.subject like lower(?::jsonb ->> 'pattern')`;
const CONTAINS = `position(lower(?::jsonb ->> 'text') in x.subject) > 0`;

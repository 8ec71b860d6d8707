/** SQL that carriers of people share. In all of it, `s` is a staged record. */

/** When the first run of the import began. It stands in for a date that the old desk does not have. */
export const BEGAN = `(select i.created_at from {stage}.marker m join import_runs r on r.id = m.run_id
    join imports i on i.id = r.import_id)`;

/** A text of one line, as calls write it. */
export const oneLine = (column: string): string => `regexp_replace(coalesce(s.${column}, ''), '[\\r\\n]+', ' ', 'g')`;

/** A text of several lines. */
export const text = (column: string): string => `coalesce(s.${column}, '')`;

export const flag = (column: string, otherwise = false): string => `coalesce(s.${column}, ${otherwise})`;

export const email = `btrim(${oneLine('email')})`;

/** A two-letter code in capitals, and everything else as it is. */
export const country = `case when s.country ~ '^\\s*[A-Za-z]{2}\\s*$' then upper(btrim(s.country)) else ${oneLine('country')} end`;

/** One of some words in any letter case, or else another one. */
export const oneOf = (column: string, words: readonly string[], otherwise: string): string =>
  `case lower(btrim(s.${column})) ${words.map((word) => `when '${word.toLowerCase()}' then '${word}'`).join(' ')}
     else '${otherwise}' end`;

/** Whether a word is none of those. */
export const isNoneOf = (column: string, words: readonly string[]): string =>
  `btrim(coalesce(s.${column}, '')) <> '' and lower(btrim(s.${column})) not in (${words.map((word) => `'${word.toLowerCase()}'`).join(', ')})`;

/** The flags of these names, in an object. */
export const flags = (column: string, names: readonly string[]): string =>
  `coalesce((select jsonb_object_agg(f.key, f.value::text in ('true', '1', '"1"', '"true"', '"on"'))
     from jsonb_each(case jsonb_typeof(s.${column}) when 'object' then s.${column} end) f
     where f.key in (${names.map((name) => `'${name}'`).join(', ')})), '{}')`;

/** Password hashes that are accepted at a sign-in: see access/passwords/plan.ts. */
const HASH = String.raw`\$2[aby]\$(0[4-9]|1[0-6])\$[./A-Za-z0-9]{53}|[0-9A-Fa-f]{32}:.+`;

/** A password hash that is accepted at a sign-in; null for another one. */
export const passwordHash = (more = ''): string =>
  `case when s.password_hash ~ '^(${HASH}${more})$' then s.password_hash end`;

/** What people know somebody by. */
export const name = (more = ''): string =>
  `coalesce(nullif(btrim(concat_ws(' ', s.first_name, s.last_name)), ''), ${more}s.email, '')`;

interface Line {
  line: 'differs' | 'stays' | 'note';
  kind: string;
  title: string;
  reason: string;
  /** An SQL expression. */
  text: string;
  where: string;
}

/** A line for each record of a kind that a condition is true for. */
export const lineOf = ({ line, kind, title, reason, text, where }: Line): string =>
  `select '${line}' as line, s.source_id, ${title} as title, '${reason}' as reason, ${text} as text
   from {stage.${kind}} s where ${where}`;

/** A line for all records of a kind that a condition is true for. */
export const lineOfAll = ({ line, kind, reason, text, where }: Omit<Line, 'title'>): string =>
  `select '${line}' as line, '' as source_id, '${reason}' as reason, ${text} as text, count(*) as count
   from {stage.${kind}} s where ${where} having count(*) > 0`;

/** Lines for records without a date. A source that knows none of a kind's dates is said once. */
export const withoutDate = (kind: string, title: string, column = 'created_at'): string[] => {
  const words = { line: 'differs', kind, reason: 'no date' } as const;
  const others = `exists (select from {stage.${kind}} o where o.${column} is not null)`;
  return [
    lineOf({
      ...{ ...words, title, where: `s.${column} is null and ${others}` },
      text: `'The old desk has no valid date for it. It has the date of this import.'`,
    }),
    lineOfAll({
      ...{ ...words, where: `s.${column} is null and not ${others}` },
      text: `'The old desk tells no dates of these. They have the date of this import.'`,
    }),
  ];
};

/** Lines for addresses that nobody can be mailed at. */
export const withoutRealAddress = (kind: string, title: string): string =>
  lineOf({
    ...{ line: 'note', kind, title, reason: 'not an e-mail address' },
    text: `'No mail can be sent to the address ' || left(s.email, 100) || '. It is kept as it is.'`,
    where: `btrim(s.email) <> '' and btrim(s.email) !~ '^[^@[:space:]]+@[^@[:space:].]+([.][^@[:space:].]+)+$'`,
  });

/** Lines for countries that are no codes. */
export const withoutCountryCode = (kind: string, title: string): string =>
  lineOf({
    ...{ line: 'note', kind, title, reason: 'not a country code' },
    text: `'The country is ' || left(s.country, 100) || ' and not a code of two letters. It is kept as it is.'`,
    where: `btrim(s.country) <> '' and s.country !~ '^\\s*[A-Za-z]{2}\\s*$'`,
  });

/**
 * A line for records that this desk had already.
 *
 * @param isHere finds them before they are carried
 * @param isFirst whether no record before it says the same
 */
export const alreadyHere = (kind: string, title: string, isHere: string, text: string, isFirst = 'true'): string =>
  lineOf({
    ...{ line: 'note', kind, title, reason: 'here already', text: `'${text}'` },
    where: `${isFirst} and coalesce({way.${kind}:s.source_id}, case when ${isHere} then 'linked' end) = 'linked'`,
  });

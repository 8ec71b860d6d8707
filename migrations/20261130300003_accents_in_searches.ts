import type { Knex } from 'knex';

const between = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at));

/** The letters that have an accent beside a base letter, with the base letter in lower case. */
const accented = (letters: string[]): [letter: string, base: string][] =>
  letters.flatMap((letter): [string, string][] => {
    const base = letter
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase();
    return /^\p{L}+$/u.test(letter) && base !== letter.toLowerCase() ? [[letter, base]] : [];
  });

/** Letters that Unicode does not take apart. */
const WHOLE = {
  ...{ Æ: 'ae', æ: 'ae', Œ: 'oe', œ: 'oe', ß: 'ss', ẞ: 'ss', Ĳ: 'ij', ĳ: 'ij', ſ: 's', ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl' },
  ...{ ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st', Ø: 'o', ø: 'o', Ǿ: 'o', ǿ: 'o', Đ: 'd', đ: 'd', Ð: 'd', ð: 'd' },
  ...{ Ħ: 'h', ħ: 'h', Ł: 'l', ł: 'l', Ŀ: 'l', ŀ: 'l', ẛ: 's', Ǣ: 'ae', ǣ: 'ae', Ǽ: 'ae', ǽ: 'ae', ς: 'σ', ı: 'i' },
  ...{ Ǆ: 'dz', ǅ: 'dz', ǆ: 'dz', Ǳ: 'dz', ǲ: 'dz', ǳ: 'dz', Ǉ: 'lj', ǈ: 'lj', ǉ: 'lj', Ǌ: 'nj', ǋ: 'nj', ǌ: 'nj' },
};

/**
 * What each letter counts as in a search: for Latin and Greek, and for those Cyrillic letters that MySQL takes for another
 * with an accent. It takes й, ї and ў for letters of their own, as people do.
 */
const LETTERS = new Map([
  ...accented([
    ...between(0xc0, 0x24f),
    ...between(0x1e00, 0x1eff),
    ...between(0x370, 0x3ff),
    ...between(0x1f00, 0x1fff),
  ]),
  ...accented([...'ЀѐЁёЍѝӁӂӢӣӮӯ']),
  ...Object.entries(WHOLE),
  // The wide letters and digits of Japanese keyboards.
  ...[...between(0xff10, 0xff19), ...between(0xff21, 0xff3a), ...between(0xff41, 0xff5a)].map(
    (sign): [string, string] => [sign, sign.normalize('NFKC').toLowerCase()],
  ),
  // What MySQL ignores: combining accents, Hebrew points and Arabic vowel signs.
  ...[...between(0x300, 0x362), ...between(0x591, 0x5c7), ...between(0x64b, 0x652), '\u0670']
    .filter((sign) => /\p{Mn}/u.test(sign))
    .map((sign): [string, string] => [sign, '']),
]);

/** More different letters than this in a text are looked up one after the other. Vietnamese needs some 50. */
const MOST_REPLACED = 60;

/** The pairs that are one letter, not a letter with an accent, in Cyrillic, Arabic and Japanese. */
const PAIRS = [
  '[АаГгЕеЖжЗзИиІіКкОоУуЧчЫыЭэѴѵӘәӨө][\\u0301\\u0306\\u0308\\u030f]',
  '[\\u0627\\u0648\\u064a\\u06c1\\u06d2\\u06d5][\\u0653-\\u0655]',
  '[\\u3046-\\u309d\\u30a6-\\u30fd][\\u3099\\u309a]',
].join('|');

/** Letters as ranges of a regular expression. */
function asRanges(letters: Iterable<string>): string {
  const ranges: { first: number; last: number }[] = [];
  for (const code of [...letters].map((letter) => letter.charCodeAt(0)).sort((one, other) => one - other)) {
    const range = ranges.at(-1);
    if (range?.last === code - 1) range.last = code;
    else ranges.push({ first: code, last: code });
  }
  const escaped = (code: number) => `\\u${code.toString(16).padStart(4, '0')}`;
  return ranges.map(({ first, last }) => `${escaped(first)}-${escaped(last)}`).join('');
}

/** What each sign counts as, for SQL. */
const MEANINGS = `'${JSON.stringify(Object.fromEntries(LETTERS))}'::jsonb`;

/**
 * A text with its letters as people search for them: without accents. Those that change are in lower case. Bytes never get
 * more.
 *
 * A letter is replaced in the whole text at once, because nearly every text has only a few different ones. PostgreSQL's
 * `normalize` is no help: it would take minutes for a hundred thousand accents in a row, because it sorts them by exchanging
 * neighbours.
 */
const WITHOUT_ACCENTS = `
    create function without_accents(text) returns text language plpgsql immutable strict parallel safe as $$
    declare
      content text := $1;
      sign text;
      signs text;
    begin
      if octet_length(content) = length(content) then
        return content;
      end if;
      if content ~ '[\\u0301\\u0306\\u0308\\u030f\\u0653-\\u0655\\u3099\\u309a]' then
        for sign in select distinct pair[1] from regexp_matches(content, '(${PAIRS})', 'g') as pair loop
          content := replace(content, sign, normalize(sign, NFC));
        end loop;
      end if;
      signs := regexp_replace(content, '[^${asRanges(LETTERS.keys())}]+', '', 'g');
      for different in 1 .. ${MOST_REPLACED} loop
        if signs = '' then
          return content;
        end if;
        sign := left(signs, 1);
        signs := replace(signs, sign, '');
        content := replace(content, sign, ${MEANINGS} ->> sign);
      end loop;
      return array_to_string(array(
        select coalesce(${MEANINGS} ->> one, one) from unnest(string_to_array(content, null)) as one), '');
    end $$;`;

/**
 * A later migration replaces these three, and brings them back when undone.
 *
 * @param plain makes SQL for a text as it is cut into words
 */
export const wordsInPlain = (plain: (text: string) => string): string => `
    create or replace function words_in_plain(text) returns tsvector language plpgsql immutable parallel safe as $$
    declare
      plain text := ${plain('$1')};
      words tsvector := strip(to_tsvector('simple', plain));
    begin
      return case when plain ~ '[[:alnum:]]-[[:alnum:]]' then words || pairs_in(plain) else words end;
    end $$;`;

/** @param plain makes SQL for a text as parts of it are searched */
export const noteRequester = (plain: (text: string) => string): string => `
    create or replace function note_requester() returns trigger language plpgsql as $$
    begin
      new.subject := ${plain('new.subject')};
      new.requester := coalesce((
        select case when client_id is null then ${plain("requester_name || ' ' || requester_email")} else '' end
        from tickets where id = new.ticket_id), '');
      return new;
    end $$;`;

/** @param plain makes SQL for a text as parts of it are searched */
export const searchIndexes = (plain: (text: string) => string): string => `
    drop index clients_search, users_search, contacts_search;
    create index clients_search on clients using gin (
      (${plain("first_name || ' ' || last_name || ' ' || company || ' ' || email")}) gin_trgm_ops);
    create index users_search on users using gin (
      (${plain("first_name || ' ' || last_name || ' ' || email")}) gin_trgm_ops);
    create index contacts_search on contacts using gin (
      (${plain("first_name || ' ' || last_name || ' ' || email")}) gin_trgm_ops);`;

/**
 * Lets searches ignore accents, as MySQL's collations do: "Muller" finds "Müller". The server indexes existing tickets again
 * in the background, the newest first (src/store/search/search-rebuild.ts).
 *
 * Processes of the version before call the same functions and triggers, so both versions may run at once. Those don't find
 * words with accents in tickets that are indexed without.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ${WITHOUT_ACCENTS}
    ${wordsInPlain((text) => `without_accents(${text})`)}
    ${noteRequester((text) => `lower(without_accents(${text}))`)}
    ${searchIndexes((text) => `lower(without_accents(${text}))`)}

    -- A search with its words as they are in the index, or as they were before accents were left out.
    create function in_either_spelling(plain tsquery, written tsquery) returns tsquery
    language plpgsql immutable parallel safe as $$
    declare
      word constant text := $re$('([^']|'')*')$re$;
      plains text[] := array(select match[1] from regexp_matches(plain::text, word, 'g') as match);
      writtens text[] := array(select match[1] from regexp_matches(written::text, word, 'g') as match);
    begin
      if plains = writtens or cardinality(plains) <> cardinality(writtens) then
        return plain;
      end if;
      return (
        -- Made-up words of with_phrases_as_words begin with an angle bracket.
        select string_agg(
          gap || case when p = w or p like '''<%' then p else '(' || p || ' | ' || w || ')' end, '' order by place)
        from unnest(regexp_split_to_array(plain::text, word), array_append(plains, ''),
          array_append(writtens, '')) with ordinality as parts (gap, p, w, place));
    end $$;

    -- Of the tickets below this id, those with accents have yet to be indexed again. At most one row; none is the end.
    create table search_rebuild (before_id int not null);
    insert into search_rebuild select max(id) + 1 from tickets having max(id) is not null;
  `);
}

/** Indexes all tickets again. Until then, searches read their texts. */
export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop table search_rebuild;
    drop function in_either_spelling;
    ${searchIndexes((text) => `lower(${text})`)}
    ${noteRequester((text) => `lower(${text})`)}
    ${wordsInPlain((text) => text)}
    drop function without_accents;
    delete from ticket_words;
    insert into search_marks select id, null, true from tickets where merged_into_id is null;
  `);
}

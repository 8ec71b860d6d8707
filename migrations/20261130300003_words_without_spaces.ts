import type { Knex } from 'knex';
import { noteRequester, searchIndexes, wordsInPlain } from './20261130300003_accents_in_searches';

/** Thai, Lao, Burmese, Khmer, kana and Han: letters of scripts without spaces between words. */
const SPACELESS = [
  '\\u0e01-\\u0e30\\u0e32\\u0e33\\u0e40-\\u0e46\\u0e81-\\u0eb0\\u0eb2\\u0eb3\\u0ebd-\\u0ec6\\u0edc-\\u0edf\\u1000-\\u102a',
  '\\u103f\\u1050-\\u1055\\u1780-\\u17b3\\u3005\\u3041-\\u3096\\u30a1-\\u30fa\\u30fc\\u3400-\\u4dbf\\u4e00-\\u9fff\\uff66-\\uff9d',
].join('');

/** The vowels and tones that stand above, below or beside these letters, which PostgreSQL's parser takes for gaps. */
const THEIR_MARKS =
  '\\u0e31\\u0e34-\\u0e3a\\u0e47-\\u0e4e\\u0eb1\\u0eb4-\\u0ebc\\u0ec8-\\u0ece\\u102b-\\u103e\\u1056-\\u1059\\u17b4-\\u17d3';

/**
 * The words of what plain_words returned. Of scripts without spaces, each letter is a word, and so is each pair of
 * neighbours. Together they stay below the megabyte that a tsvector may have: letters beyond four bytes are not among them.
 */
const WORDS_IN_PLAIN = `
    create function letters_apart(text) returns text language sql immutable strict parallel safe as
      $$ select regexp_replace($1, '([${SPACELESS}])[${THEIR_MARKS}]*', ' \\1 ', 'g') $$;

    create function neighbours_in(text) returns tsvector language plpgsql immutable parallel safe as $$
    declare
      letters text := regexp_replace($1, '[${THEIR_MARKS}]+', '', 'g');
      others text := regexp_replace(letters, '(^|[^${SPACELESS}])[${SPACELESS}]', '\\1', 'g');
    begin
      return array_to_tsvector(array(
        select pair[1] from regexp_matches(letters, '[${SPACELESS}]{2}', 'g') as pair
        union select pair[1] from regexp_matches(others, '[${SPACELESS}]{2}', 'g') as pair));
    end $$;

    create or replace function words_in_plain(text) returns tsvector language plpgsql immutable parallel safe as $$
    declare
      plain text := $1;
      words tsvector;
      neighbours tsvector;
    begin
      if octet_length(plain) = length(plain) then
        words := strip(to_tsvector('simple', plain));
      else
        -- First in lower case, because some locales write a capital sigma at the end of a word as another letter.
        plain := without_accents(lower(plain));
        if plain ~ '[${SPACELESS}]' then
          words := strip(to_tsvector('simple', letters_apart(plain)));
          neighbours := neighbours_in(plain);
          -- More than join_words takes: a random text of a hundred thousand letters.
          if pg_column_size(words) + pg_column_size(neighbours) < 1000000 then
            words := words || neighbours;
          end if;
        else
          words := strip(to_tsvector('simple', plain));
        end if;
      end if;
      return case when plain ~ '[[:alnum:]]-[[:alnum:]]' then words || pairs_in(plain) else words end;
    end $$;`;

/** Starts indexing all tickets again in the background. Those in ASCII are left out. */
const REBUILD = `
    delete from search_rebuild;
    insert into search_rebuild select max(id) + 1 from tickets having max(id) is not null;`;

/**
 * Lets searches find words in Chinese, Japanese and Thai, which have no spaces. Texts are in lower case before their accents are
 * left out, so that a locale's own rules for capitals make no difference.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ${WORDS_IN_PLAIN}
    ${noteRequester((text) => `without_accents(lower(${text}))`)}
    ${searchIndexes((text) => `without_accents(lower(${text}))`)}
    ${REBUILD}
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    ${wordsInPlain((text) => `without_accents(${text})`)}
    drop function letters_apart, neighbours_in;
    ${noteRequester((text) => `lower(without_accents(${text}))`)}
    ${searchIndexes((text) => `lower(without_accents(${text}))`)}
    ${REBUILD}
  `);
}

import type { Knex } from 'knex';

const POSTGRESQL_14 = 140_000;

const BY_THE_SERVER = `
    create or replace function asked_words(text) returns tsquery language sql immutable parallel safe as
      $$ select websearch_to_tsquery('simple', $1) $$;`;

/**
 * The search as PostgreSQL 14 and newer read it: the parts of a word such as `don't` or `left-over` follow each other.
 * For 13, they stand at one place, so that no text has a phrase with such a word. Its phraseto_tsquery puts them in order.
 *
 * There is no question mark in it, because Knex would take that for a parameter.
 */
export const PART_BY_PART = `
    create or replace function asked_words(text) returns tsquery language plpgsql immutable parallel safe as $$
    declare
      tokens text[] := array(select part[1] from
        regexp_matches(translate($1, '|&!()', '     '), '(-{0,1}"[^"]*"{0,1}|[^[:space:]"]+)', 'g') as part);
      words tsquery;
      all_of tsquery := '';
      one_of tsquery := '';
      follows_word boolean := false;
    begin
      for place in 1 .. cardinality(tokens) loop
        -- At the beginning and the end, "or" is a word like others.
        if follows_word and lower(tokens[place]) = 'or' and place < cardinality(tokens) then
          one_of := one_of || all_of;
          all_of := '';
          follows_word := false;
        else
          words := phraseto_tsquery('simple', regexp_replace(tokens[place], '^-', ''));
          all_of := all_of && case when tokens[place] ~ '^-' then !!words else words end;
          follows_word := true;
        end if;
      end loop;
      return one_of || all_of;
    end $$;`;

/** Lets searches on PostgreSQL 13 find phrases with apostrophes, hyphens and other signs within words. */
export async function up(db: Knex): Promise<void> {
  const { rows } = await db.raw<{ rows: { version: number }[] }>(
    `select current_setting('server_version_num')::integer as version`,
  );
  await db.raw((rows[0]?.version ?? 0) >= POSTGRESQL_14 ? BY_THE_SERVER : PART_BY_PART);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop function asked_words');
}

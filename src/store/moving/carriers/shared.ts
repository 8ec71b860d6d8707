/**
 * Counts what tickets refer to without a record of its own at the source, so that one was made. It is a table of the stage,
 * so that lines can tell.
 */
export const MADE = `
  create table if not exists {stage}.made (kind text, source_id text, tickets int not null, primary key (kind, source_id))`;

/** SQL for a text that must be one line, such as a subject, because headers of mail are made of it. */
export const oneLineSql = (text: string): string =>
  `regexp_replace(btrim(coalesce(${text}, ''), e' \\t\\r\\n'), '[\\r\\n]+', ' ', 'g')`;

/** SQL for a reference by name; `otherwise` if it says nothing. The source ids of statuses and priorities are such names. */
export const nameId = (name: string, otherwise: string): string =>
  `coalesce(nullif(lower(btrim(${name})), ''), '${otherwise}')`;

/**
 * Statements that note which records of a kind another kind refers to, although neither the source nor this desk has them.
 *
 * Lines ask for these, because a condition of the form "we have no id of it" looks as rare to the planner as it is common:
 * for the files of 20,000 tickets, it compared each with each.
 */
export const noteLost = (from: string, references: Record<string, string>): string[] => [
  'create table if not exists {stage}.lost (kind text, source_id text, primary key (kind, source_id))',
  ...Object.entries(references).map(
    ([column, kind]) => `
      with unknown as materialized (
        select distinct s.${column} as id from {stage.${from}} s
        where s.${column} is not null and not exists (select from {stage.${kind}} r where r.source_id = s.${column}))
      insert into {stage}.lost (kind, source_id)
      select '${kind}', id from unknown where {id.${kind}:unknown.id} is null on conflict do nothing`,
  ),
];

/** SQL for whether a record refers to one that {@link noteLost} has found missing. */
export const isLost = (kind: string, id: string): string =>
  `coalesce(${id} in (select source_id from {stage}.lost where kind = '${kind}'), false)`;

/** SQL for the name of a staged member of staff. */
export const staffNameSql = (alias: string): string =>
  `coalesce(nullif(btrim(concat_ws(' ', ${alias}.first_name, ${alias}.last_name)), ''), ${alias}.username, '')`;

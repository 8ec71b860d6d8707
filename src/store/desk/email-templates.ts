import type { Db } from '../../database/pool';

/** What a mail is about, which decides whose id goes with it. */
export type TemplateKind = 'general' | 'product' | 'domain' | 'invoice' | 'support' | 'affiliate' | 'admin' | 'user';

export interface EmailTemplate {
  id: number;
  kind: TemplateKind;
  name: string;
  /** Empty for the one that is used where there is none in the reader's language. */
  language: string;
  subject: string;
  /** HTML with merge fields. */
  body: string;
  /** Whether somebody made it; false for those that the desk came with. */
  custom: boolean;
  disabled: boolean;
}

/** A template in all of its languages, by its name in any letter case. */
export const listTemplatesNamed = (db: Db, name: string): Promise<EmailTemplate[]> =>
  db.query(
    `select id, kind, name, language, subject, body, custom, disabled from email_templates
     where lower(name) = lower($1) order by language, id`,
    [name.trim()],
  );

/** The one in a language, or else the one of no language. */
export function inLanguage(templates: EmailTemplate[], language: string): EmailTemplate | undefined {
  const wanted = language.trim().toLowerCase();
  return (
    templates.find((template) => template.language === wanted) ?? templates.find(({ language }) => language === '')
  );
}

/** Deletes a template, in all of its languages where it is the one of no language. */
export async function deleteTemplate(
  db: Db,
  { id, name, language }: Pick<EmailTemplate, 'id' | 'name' | 'language'>,
): Promise<void> {
  await db.query(`delete from email_templates where id = $1 or (lower(name) = lower($2) and $3 = '')`, [
    id,
    name,
    language,
  ]);
}

/** Gives templates a name. */
export async function renameTemplates(db: Db, ids: number[], name: string, now: Date): Promise<void> {
  await db.query('update email_templates set name = $2, updated_at = $3 where id = any($1::int[])', [ids, name, now]);
}

/** Which templates; undefined members do not count. */
export interface TemplateFilter {
  id: number | undefined;
  /** In any letter case, as the language. */
  kind: string | undefined;
  /** The one language of those that are listed; of the one with an id, any. */
  language: string;
}

/** The templates of a language, or the one with an id, in the order of their names. */
export const listTemplates = (db: Db, { id, kind, language }: TemplateFilter): Promise<EmailTemplate[]> =>
  db.query(
    `select id, name, kind, language, subject, body, disabled, custom from email_templates
     where case when $3::int is null then language = lower($2) else id = $3 end and ($1::text is null or kind = lower($1))
     order by lower(name), id`,
    [kind ?? null, language, id ?? null],
  );

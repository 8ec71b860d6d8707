import type { Db } from '../../database/pool';

/** What a mail is about. It decides what the id sent along refers to. */
export type TemplateKind = 'general' | 'product' | 'domain' | 'invoice' | 'support' | 'affiliate' | 'admin' | 'user';

export interface EmailTemplate {
  id: number;
  kind: TemplateKind;
  name: string;
  /** Empty for the default, used if there is no template in the reader's language. */
  language: string;
  subject: string;
  /** HTML with merge fields. */
  body: string;
  /** Whether somebody added it; false for built-in templates. */
  custom: boolean;
  disabled: boolean;
}

/** Lists a template's versions in all languages, by its name in any letter case. */
export const listTemplatesNamed = (db: Db, name: string): Promise<EmailTemplate[]> =>
  db.query(
    `select id, kind, name, language, subject, body, custom, disabled from email_templates
     where lower(name) = lower($1) order by language, id`,
    [name.trim()],
  );

/** Picks the version in a language, else the default. */
export function inLanguage(templates: EmailTemplate[], language: string): EmailTemplate | undefined {
  const wanted = language.trim().toLowerCase();
  return (
    templates.find((template) => template.language === wanted) ?? templates.find(({ language }) => language === '')
  );
}

/** Deletes a template in one language; if that is the default, in all languages. */
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

/** Renames templates. */
export async function renameTemplates(db: Db, ids: number[], name: string, now: Date): Promise<void> {
  await db.query('update email_templates set name = $2, updated_at = $3 where id = any($1::int[])', [ids, name, now]);
}

/** Which templates to list. Undefined members exclude none. */
interface TemplateFilter {
  id: number | undefined;
  /** In any letter case, like the language. */
  kind: string | undefined;
  /** Only templates in this language are listed, except by id. */
  language: string;
}

/** Lists the templates of a language ordered by name, or only the one with an id. */
export const listTemplates = (db: Db, { id, kind, language }: TemplateFilter): Promise<EmailTemplate[]> =>
  db.query(
    `select id, name, kind, language, subject, body, disabled, custom from email_templates
     where case when $3::int is null then language = lower($2) else id = $3 end and ($1::text is null or kind = lower($1))
     order by lower(name), id`,
    [kind ?? null, language, id ?? null],
  );

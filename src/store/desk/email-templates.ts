import type { Db } from '../../database/pool';

/** What a mail is about. It decides what the id sent along refers to. */
export type TemplateKind = 'general' | 'product' | 'domain' | 'invoice' | 'support' | 'affiliate' | 'admin' | 'user';

export interface EmailTemplate {
  id: number;
  kind: TemplateKind;
  name: string;
  /** Empty for the default, used if there is no template in the reader's language. */
  language: string;
  /** The only department whose mails use it; null for every department without one of its own. */
  departmentId: number | null;
  subject: string;
  /** HTML with merge fields. */
  body: string;
  /** The same as plain text; empty to make it from the HTML. */
  plain: string;
  /** Whether somebody added it; false for built-in templates. */
  custom: boolean;
  disabled: boolean;
}

const COLUMNS = `id, kind, name, language, department_id as "departmentId", subject, body, plain, custom, disabled`;

/** Lists a template's versions in all languages and departments, by its name in any letter case. */
export const listTemplatesNamed = (db: Db, name: string): Promise<EmailTemplate[]> =>
  db.query(
    `select ${COLUMNS} from email_templates
     where lower(name) = lower($1) order by department_id is not null, language, id`,
    [name.trim()],
  );

/** The same for several names. */
export const listTemplatesWithNames = (db: Db, names: string[]): Promise<EmailTemplate[]> =>
  db.query(
    `select ${COLUMNS} from email_templates
     where lower(name) = any(select lower(wanted) from unnest($1::text[]) wanted)
     order by department_id is not null, language, id`,
    [names],
  );

/**
 * Picks the version in a language and for a department. The language matters more, because the reader must understand
 * it. The default in no language for no department is the last resort.
 */
export function pickTemplate(
  templates: EmailTemplate[],
  language: string,
  departmentId?: number,
): EmailTemplate | undefined {
  const wanted = language.trim().toLowerCase();
  const find = (inLanguage: string, department: number | null) =>
    templates.find((template) => template.language === inLanguage && template.departmentId === department);
  const departments = departmentId === undefined ? [null] : [departmentId, null];
  for (const inLanguage of new Set([wanted, ''])) {
    for (const department of departments) {
      const found = find(inLanguage, department);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Deletes a template in one language; if that is the default for every department, all its versions. */
export async function deleteTemplate(
  db: Db,
  { id, name, language, departmentId }: Pick<EmailTemplate, 'id' | 'name' | 'language' | 'departmentId'>,
): Promise<void> {
  await db.query(`delete from email_templates where id = $1 or (lower(name) = lower($2) and $3)`, [
    id,
    name,
    language === '' && departmentId === null,
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
    `select ${COLUMNS} from email_templates
     where case when $3::int is null then language = lower($2) else id = $3 end and ($1::text is null or kind = lower($1))
     order by lower(name), department_id is not null, id`,
    [kind ?? null, language, id ?? null],
  );

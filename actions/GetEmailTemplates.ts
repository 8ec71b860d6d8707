import { action } from '../src/calls/action';
import type { GetEmailTemplates } from '../src/generated/GetEmailTemplates';

export default action<GetEmailTemplates>(async ({ type, language = '', templateid }, { db }) => {
  const emailtemplate = await db.query(
    `select id, name, kind as type, language, subject, body as message, disabled, custom::int as custom
     from email_templates
     where case when $3::int is null then language = lower($2) else id = $3 end and ($1::text is null or kind = lower($1))
     order by lower(name), id`,
    [type?.trim() ?? null, language.trim(), templateid ?? null],
  );
  return { totalresults: emailtemplate.length, emailtemplates: { emailtemplate } };
});

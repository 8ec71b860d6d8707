import { type EmailTemplate, pickTemplate } from '../store/desk/email-templates';
import type { MailContext } from './queue';

/**
 * Chooses the template of a mail that the desk sends by itself.
 *
 * @param language empty for the desk's language.
 * @returns undefined if there is none, or if an operator disabled it
 */
export function findEnabled(
  { desk }: Pick<MailContext, 'desk'>,
  templates: EmailTemplate[],
  language: string,
  departmentId: number,
): EmailTemplate | undefined {
  const template = pickTemplate(templates, language || desk.language, departmentId);
  return template?.disabled ? undefined : template;
}

import type { Visit } from './layout';
import type { FormProblem, TicketForm } from './new-ticket';
import type { Texts } from './texts';
import { sizeOf } from './times';

/** Says what is wrong in the visitor's language, with the name of the field. */
export const wordsOf =
  (visit: Visit, { fields }: TicketForm) =>
  ({ field, code, details }: FormProblem): string => {
    const { submit } = visit.language.texts;
    const { wrong } = submit;
    const custom = fields.find(({ id }) => field === `customfields.${id}`);
    const label = custom?.name ?? labelOf(submit, field);
    const [first = '', second = ''] = details;
    switch (code) {
      case 'required':
        return wrong.required(label);
      case 'choose':
        return wrong.choose(label);
      case 'tick':
        return wrong.tick(label);
      case 'too_long':
        return wrong.tooLong(label, Number(first), Number(second));
      case 'email':
        return wrong.email;
      case 'copies':
        return wrong.copies(first);
      case 'too_many_copies':
        return wrong.tooManyCopies(Number(first));
      case 'too_many_files':
        return wrong.tooManyFiles(Number(first));
      case 'file_type':
        return wrong.fileType(first, second);
      case 'file_size':
        return wrong.fileSize(first, sizeOf(visit, Number(second)));
      case 'held_size':
        return wrong.heldSize(sizeOf(visit, Number(first)));
      case 'not_number':
        return wrong.number(label);
      case 'not_time':
        return wrong.time(label);
      case 'not_date':
        return wrong.date(label);
      case 'not_select':
      case 'not_multi_button':
      case 'not_hierarchy':
        return wrong.choose(label);
      default:
        return wrong.format(label);
    }
  };

const LABELS = ['name', 'email', 'subject', 'message', 'priority', 'related', 'cc', 'files'] as const;

function labelOf(submit: Texts['submit'], field: string): string {
  const known = LABELS.find((name) => name === field);
  return known === undefined ? field : submit[known];
}

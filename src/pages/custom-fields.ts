import { type Choice, choiceField, type FormField, lineField, radioField, textField, tickField } from './form-parts';
import { type Html, html } from './html';
import type { Visit } from './layout';
import type { Entered, OfferedField } from './new-ticket';

type MakeField = (id: string, label: string, isRequired: boolean, hint: string) => FormField;

/** The inputs of custom fields, each by its type. Their names are WHMCS's: `customfield[7]`. */
export const fieldsOf = (visit: Visit, fields: OfferedField[], make: MakeField, entered: Entered): Html =>
  html`${fields.map((field) => {
    const name = `customfield[${field.id}]`;
    const shown = make(`field-${field.id}`, field.name, field.required, field.description);
    return inputOf(visit, field, shown, name, entered[name] ?? '');
  })}`;

function inputOf(visit: Visit, field: OfferedField, shown: FormField, name: string, value: string): Html {
  const { submit } = visit.language.texts;
  const none = { value: '', name: field.required ? submit.choose : submit.none };
  switch (field.type) {
    case 'textarea':
      return textField(visit, shown, name, value, 4);
    case 'number':
      return lineField(visit, shown, name, value, { inputmode: 'decimal' });
    case 'date':
      return lineField(visit, shown, name, value, { type: 'date' });
    case 'time':
      return lineField(visit, shown, name, value, { type: 'time' });
    case 'checkbox':
    case 'button':
      return tickField(visit, shown, name, value === '1');
    case 'multi_button':
      return radioField(visit, shown, name, value, [...(field.required ? [] : [none]), ...choicesOf(field)]);
    case 'select':
    case 'hierarchy':
      return choiceField(visit, shown, name, value, [{ heading: '', choices: [none, ...choicesOf(field)] }]);
    default:
      return lineField(visit, shown, name, value);
  }
}

/** The options in the order of a tree, each with the names of those above it. */
function choicesOf({ options }: OfferedField): Choice[] {
  const below = (parentId: number | null, path: string): Choice[] =>
    options
      .filter(({ parent_id }) => parent_id === parentId)
      .flatMap(({ id, name }) => {
        const whole = path === '' ? name : `${path} › ${name}`;
        return [{ value: String(id), name: whole }, ...below(id, whole)];
      });
  return below(null, '');
}

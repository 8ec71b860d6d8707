import { Parser } from 'htmlparser2';
import type { StaffPerson } from './staff-browser';
import type { HttpAnswer } from './world';

/** The fields of a form with all their values, as a browser would send them. */
export type FormFields = [name: string, value: string][];

/** A form on a page. */
export interface PageForm {
  action: string;
  method: string;
  fields: FormFields;
}

/** The parser leaves the text of a textarea as it is written. */
const decoded = (text: string): string =>
  text.replace(
    /&(lt|gt|quot|#39|amp);/g,
    (_all, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '&',
  );

/** Reads the forms of a page that are made from schemas. */
export function setupForms(page: string): PageForm[] {
  const forms: PageForm[] = [];
  let form: PageForm | undefined;
  let textarea: string | undefined;
  let select: { name: string; values: string[]; chosen: string | undefined } | undefined;
  const parser = new Parser({
    onopentag(tag, attributes) {
      const { name = '', value = '', type = 'text' } = attributes;
      if (tag === 'form') form = { action: attributes.action ?? '', method: attributes.method ?? 'get', fields: [] };
      if (form === undefined) return;
      if (tag === 'input' && name !== '' && (type !== 'checkbox' || 'checked' in attributes))
        form.fields.push([name, value]);
      if (tag === 'textarea') [textarea] = [name, form.fields.push([name, ''])];
      if (tag === 'select') select = { name, values: [], chosen: undefined };
      if (tag === 'option' && select !== undefined) {
        select.values.push(value);
        if ('selected' in attributes) select.chosen = value;
      }
    },
    ontext(text) {
      const field = textarea === undefined ? undefined : form?.fields.at(-1);
      if (field !== undefined) field[1] += text;
    },
    onclosetag(tag) {
      if (tag === 'textarea') {
        const field = form?.fields.at(-1);
        // Readers of HTML drop the first line break.
        if (field !== undefined) field[1] = decoded(field[1].replace(/^\n/, ''));
        textarea = undefined;
      }
      if (tag === 'select' && select !== undefined) {
        form?.fields.push([select.name, select.chosen ?? select.values[0] ?? '']);
        select = undefined;
      }
      if (tag === 'form' && form !== undefined) {
        forms.push(form);
        form = undefined;
      }
    },
  });
  parser.end(page);
  return forms.filter(({ fields }) => !fields.some(([name]) => name === 'task'));
}

/** The form of a page that changes or adds something: the one with fields of an action, if it has any. */
export function mainForm(page: string): PageForm {
  const forms = setupForms(page).filter(({ method }) => method === 'post');
  const found = forms.find(({ fields }) => fields.some(([name]) => name.startsWith('p['))) ?? forms.at(-1);
  if (found === undefined) throw new Error('the page has no form');
  return found;
}

/** Puts other values into fields of a form; `p[...]` is left out of their names. Fields that it lacks are added. */
export function filledIn({ fields }: PageForm, values: Record<string, string>): FormFields {
  const names = Object.keys(values).map((name) => `p[${name}]`);
  const kept = fields.filter(([name]) => !names.includes(name.replace(/\[\]$/, '')));
  return [
    ...kept,
    ...Object.entries(values).flatMap(([name, value]): FormFields => {
      const isList = fields.some(([one]) => one === `p[${name}][]`);
      return isList ? value.split(',').map((one) => [`p[${name}][]`, one]) : [[`p[${name}]`, value]];
    }),
  ];
}

/** Opens and sends pages below `/admin/setup/`. */
export function setupPages({ browser }: StaffPerson) {
  const addressOf = (to: string) => `/admin/setup/${to}`;
  return {
    get: (to: string): Promise<HttpAnswer> => browser.get(addressOf(to)),
    send: (to: string, fields: FormFields): Promise<HttpAnswer> => browser.post(addressOf(to), fields),
    follow: (answer: HttpAnswer): Promise<HttpAnswer> => browser.follow(answer),
  };
}

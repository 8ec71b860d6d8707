import type { Control, SetupField } from '../../../pages/console/setup/model';
import { asObject } from './answers';
import { type FormParts, fieldOf } from './fields';

/** The desk's own fields of clients, as fields of a form. */
export async function clientFields(name: string, parts: FormParts): Promise<SetupField[]> {
  const { setUp, lookUps, item } = parts;
  const familyOf = (noun: string) => setUp.families.find((family) => family.noun === noun);
  const [fields, options] = await Promise.all(
    ['CustomField', 'CustomFieldOption'].map(async (noun) => {
      const family = familyOf(noun);
      return family === undefined ? [] : ((await lookUps.all(family)) ?? []);
    }),
  );
  const values = Array.isArray(item?.customfields) ? item.customfields.map(asObject) : [];
  const before = Object.fromEntries(values.map(({ id, value }) => [String(id), value]));
  return (fields ?? [])
    .filter(({ owner }) => owner === 'client')
    .map((field) => {
      const id = String(field.id);
      const choices = (options ?? [])
        .filter(({ fieldid }) => String(fieldid) === id)
        .map((option) => String(option.name));
      const property = {
        type: field.type === 'checkbox' ? 'boolean' : 'string',
        description: String(field.description),
      };
      const control = controlOf(String(field.type), choices);
      const made = fieldOf([name, id], property, control, {
        ...{ ...parts, isRequired: false, problem: '' },
        ...(item !== undefined && { item: { [name]: before } }),
      });
      return { ...made, name: String(field.name) };
    });
}

function controlOf(type: string, options: string[]): Control {
  if (type === 'textarea') return { kind: 'text' };
  if (type === 'checkbox') return { kind: 'tick' };
  if (type !== 'select') return { kind: 'line' };
  return { kind: 'choice', choices: ['', ...options].map((name) => ({ value: name, name })) };
}

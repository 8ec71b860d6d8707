import type { Registered } from '../../../calls/registry';
import { fingerprint } from '../../../pages/console/setup/fingerprint';
import type { Control, SetupField } from '../../../pages/console/setup/model';
import { clientFields } from './client-fields';
import type { SetUp } from './families';
import { NOT_ASKED, REFERS_TO } from './hints';
import type { LookUps } from './lookups';
import { kindsOf, type Property, wordsOf } from './property';
import { cleared, type Sent } from './sent';
import { valueIn } from './values';

/** What a form is made of. */
export interface FormParts {
  action: Registered;
  /** What the page knows already, and asks nobody for. */
  fixed: Readonly<Record<string, string>>;
  /** What is to be changed; undefined for what is new. */
  item?: Record<string, unknown>;
  /** What the thing is, for the names of its parameters. */
  noun: string;
  /** What was entered before. */
  sent: Sent;
  /** Why that was refused, in the reader's language; empty if it was not. */
  problem: string;
  /** The same as the action words it. */
  refusal: string;
  timeZone: string;
  setUp: SetUp;
  lookUps: LookUps;
}

/** The fields of the form for an action, in the order of its schema. */
export async function fieldsOf(parts: FormParts): Promise<SetupField[]> {
  const { schema } = parts.action;
  const wrong = wrongParameter(schema, parts.refusal);
  const asked = Object.entries(schema.properties).filter(
    ([name, property]) => !(name in parts.fixed) && !NOT_ASKED.has(name) && property['x-removes'] === undefined,
  );
  const fields = asked.map(async ([name, property]) => {
    const isRequired = schema.required?.includes(name) || isThereForGood(name, property, parts);
    const control = await controlOf(name, property, isRequired, parts);
    return fieldOf([name], property, control, { ...parts, isRequired, problem: name === wrong ? parts.problem : '' });
  });
  return Promise.all(fields);
}

/** Whether a thing has a value that can be changed, and not removed. */
function isThereForGood(name: string, property: Property, { action, item, noun, timeZone }: FormParts): boolean {
  if (item === undefined || property['x-secret'] || cleared(property) !== undefined) return false;
  if (Object.values(action.schema.properties).some((other) => other['x-removes']?.includes(name))) return false;
  return (valueIn(item, [name], property, { noun, timeZone }) ?? '') !== '';
}

/** One field with its value: as it was entered, as it is, or as it would be if nothing were entered. */
export function fieldOf(
  path: readonly string[],
  property: Property,
  control: Control,
  { item, sent, isRequired, problem, noun, timeZone }: Omit<FormParts, 'action'> & { isRequired: boolean },
): SetupField {
  const isSecret = control.kind === 'secret';
  const known = item === undefined || isSecret ? undefined : valueIn(item, path, property, { noun, timeZone });
  const before = known === '0' && isNone(control) ? '' : known;
  const unsaid = control.kind === 'tick' ? (property.default === true && item === undefined ? '1' : '0') : '';
  const value = isSecret ? '' : (sent.value(path) ?? before ?? unsaid);
  const was = sent.was(path) ?? (item === undefined ? undefined : fingerprint(before ?? unsaid));
  // How programs write such values is no help to people.
  const hint = property['x-decode'] === 'customfields' ? '' : (property.description ?? '');
  return { path, noun, hint, isRequired, problem, control, value, ...(was !== undefined && { was }) };
}

/** Whether zero is no value of a choice, and stands for none of them. */
const isNone = (control: Control): boolean =>
  control.kind === 'choice' &&
  control.choices.some(({ value }) => value === '') &&
  !control.choices.some(({ value }) => value === '0');

async function controlOf(name: string, property: Property, isRequired: boolean, parts: FormParts): Promise<Control> {
  const { action, lookUps, setUp, item } = parts;
  if (property['x-decode'] === 'customfields') return { kind: 'group', fields: await clientFields(name, parts) };
  if (property.properties !== undefined)
    return { kind: 'group', fields: innerFields(name, property.properties, parts) };
  const words = wordsOf(property);
  if (words.length > 0) {
    const none = isRequired || item !== undefined ? [] : [{ value: '', name: '' }];
    return { kind: 'choice', choices: [...none, ...words.map((word) => ({ value: word, name: word }))] };
  }
  const groups = await lookUps.listed(name, property);
  if (groups !== undefined) return { kind: 'ticks', groups };
  const family = setUp.referred(name, action.name);
  if (family === undefined || !(kindsOf(property).includes('integer') || name in REFERS_TO))
    return plainControl(property);
  const choices = await lookUps.choices(family);
  if (choices === undefined) return { ...plainControl(property), kind: 'number', lookUp: { slug: family.slug } };
  const none = noneOf(property, isRequired, item !== undefined);
  return { kind: 'choice', choices: [...none.map((value) => ({ value, name: '' })), ...choices] };
}

/** How it is said that nothing is meant: by zero, where that is a value, or by nothing. */
function noneOf({ minimum, 'x-absent': absent }: Property, isRequired: boolean, isEdited: boolean): string[] {
  if (isRequired) return [];
  if (minimum === 0 && absent === undefined && isEdited) return ['0'];
  return [''];
}

function plainControl(property: Property): Control {
  const kinds = kindsOf(property);
  if (property['x-secret']) return { kind: 'secret' };
  if (property['x-decode'] === 'date') {
    return { kind: 'date', hasTime: /HH|ISO|Unix/.test(property.description ?? '') };
  }
  if (kinds.length === 1 && kinds[0] === 'boolean') return { kind: 'tick' };
  if (kinds.length === 1 && kinds[0] === 'integer') {
    const { minimum, maximum } = property;
    return {
      kind: 'number',
      ...(minimum !== undefined && { least: minimum }),
      ...(maximum !== undefined && { most: maximum }),
    };
  }
  if (property['x-multiline'] || kinds.includes('object') || property['x-decode'] === 'values') return { kind: 'text' };
  return property['x-decode'] === 'email' ? { kind: 'line', inputmode: 'email' } : { kind: 'line' };
}

const innerFields = (name: string, properties: Record<string, Property>, parts: FormParts): SetupField[] =>
  Object.entries(properties).map(([inner, property]) =>
    fieldOf([name, inner], property, plainControl(property), { ...parts, isRequired: false, problem: '' }),
  );

/** The parameter that a refusal is about: the one whose refusal it is, or the one it names. */
function wrongParameter({ properties }: Registered['schema'], refusal: string): string | undefined {
  if (refusal === '') return undefined;
  const [, named] = /^(?:Parameter |Invalid value for (?:parameter )?)"?(\w+)/i.exec(refusal) ?? [];
  const names = Object.keys(properties);
  return (
    names.find((name) => properties[name]?.['x-error'] === refusal) ??
    names.find((name) => name.toLowerCase() === named?.toLowerCase())
  );
}

import type { Context } from '../../calls/action';
import { type ApiError, notFound } from '../../errors';
import type { Names } from '../../store/desk/named';
import {
  type FieldFacts,
  type FieldOption,
  type FieldOwner,
  findFieldFacts,
} from '../../store/tickets/custom-field-options';
import { type Localized, localized } from './names';

/** An entry of any dictionary of this API, such as a department or status. */
export const presentNamed = <Id>({ id, name, names }: { id: Id; name: string; names: Names }) => ({
  id,
  name: localized(name, names),
});

/** The refusal for a missing custom field, and for one that the caller may not see. */
export const noField = (id: number): ApiError => notFound(`Custom field with id {${id}} not found`);

/**
 * Finds a custom field of tickets or clients. For clients, fields for staff only do not exist.
 *
 * @throws ApiError (not_found) `Custom field with id {5} not found`
 */
export async function findField({ db, caller }: Context, owner: FieldOwner, id: number): Promise<FieldFacts> {
  const field = await findFieldFacts(db, owner, id, caller.clientId === null);
  if (field === undefined) throw noField(id);
  return field;
}

/** Names an option as the API's published texts do, with the ids in braces. */
export const nameOption = (fieldId: number, id: number): string =>
  `Option with id {${id}} of custom field with id {${fieldId}}`;

const flag = (set: boolean): 0 | 1 => (set ? 1 : 0);

const rights = (sees: boolean, required: boolean) => ({
  view: flag(sees),
  edit: flag(sees),
  required_to_create_ticket: flag(sees && required),
  // Our desk requires no fields when a ticket is closed.
  required_to_close_ticket: flag(false),
});

/** A custom field in this API: its name, its type, and what staff and users may do with it. */
export const presentField = (field: FieldFacts) => ({
  id: field.id,
  name: field.type === 'hierarchy' ? presentLevels(field) : localized(field.name, field.names),
  field_type: field.type,
  permissions: { staff: rights(true, field.required), user: rights(!field.staffOnly, field.required) },
});

/** The names of a hierarchy's levels. The first level defaults to the field's name. */
function presentLevels({ name, names, levelNames }: FieldFacts): Record<string, Localized> {
  const [first = {}, ...others] = levelNames;
  const levels = [localized(name, { ...names, ...first }), ...others.map((level) => localized('', level))];
  return Object.fromEntries(levels.map((level, index) => [String(index + 1), level]));
}

/** An option in this API. In a hierarchy, `pid` is the id of its parent; 0 means that it has none. */
export const presentOption = (field: FieldFacts, { id, parentId, name, names }: FieldOption) => ({
  id,
  ...(field.type === 'hierarchy' && { pid: parentId ?? 0 }),
  name: localized(name, names),
});

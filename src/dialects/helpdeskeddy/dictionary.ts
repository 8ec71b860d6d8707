import type { Context } from '../../calls/action';
import { type ApiError, notFound } from '../../errors';
import type { Names } from '../../store/desk/named';
import { type FieldFacts, type FieldOption, findFieldFacts } from '../../store/tickets/custom-field-options';
import { type Localized, localized } from './names';

/** What can be chosen, as every dictionary of this API lists it. */
export const presentNamed = <Id>({ id, name, names }: { id: Id; name: string; names: Names }) => ({
  id,
  name: localized(name, names),
});

/** The same for a custom field that is not there as for one that the caller may not see. */
export const noField = (id: number): ApiError => notFound(`Custom field with id {${id}} not found`);

/**
 * A custom field that there is for the caller: those of staff are not there for clients.
 *
 * @throws ApiError (not_found) `Custom field with id {5} not found`.
 */
export async function findField({ db, caller }: Context, id: number): Promise<FieldFacts> {
  const field = await findFieldFacts(db, id, caller.clientId === null);
  if (field === undefined) throw noField(id);
  return field;
}

/** As the API's own texts name an option, with the ids in braces. */
export const nameOption = (fieldId: number, id: number): string =>
  `Option with id {${id}} of custom field with id {${fieldId}}`;

const flag = (set: boolean): 0 | 1 => (set ? 1 : 0);

const rights = (sees: boolean, required: boolean) => ({
  view: flag(sees),
  edit: flag(sees),
  required_to_create_ticket: flag(sees && required),
  // Nothing is asked for when a ticket is closed.
  required_to_close_ticket: flag(false),
});

/** A custom field as this API describes it: what it is called, of what kind it is, and who may do what with it. */
export const presentField = (field: FieldFacts) => ({
  id: field.id,
  name: field.type === 'hierarchy' ? presentLevels(field) : localized(field.name, field.names),
  field_type: field.type,
  permissions: { staff: rights(true, field.required), user: rights(!field.staffOnly, field.required) },
});

/** Every level has a name of its own; the first is called as the field, where nobody named it. */
function presentLevels({ name, names, levelNames }: FieldFacts): Record<string, Localized> {
  const [first = {}, ...others] = levelNames;
  const levels = [localized(name, { ...names, ...first }), ...others.map((level) => localized('', level))];
  return Object.fromEntries(levels.map((level, index) => [String(index + 1), level]));
}

const NO_PARENT = 0;

/** An option as this API describes it; the one above it where there can be one. */
export const presentOption = (field: FieldFacts, { id, parentId, name, names }: FieldOption) => ({
  id,
  ...(field.type === 'hierarchy' && { pid: parentId ?? NO_PARENT }),
  name: localized(name, names),
});

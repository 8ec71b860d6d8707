import { action } from '../../src/calls/action';
import { noField, presentOption } from '../../src/dialects/helpdeskeddy/dictionary';
import { invalid } from '../../src/errors';
import type { HelpdeskeddyCreateFieldOptions } from '../../src/generated/helpdeskeddy/CreateFieldOptions';
import type { Names } from '../../src/store/desk/named';
import {
  type FieldFacts,
  type FieldOption,
  holdField,
  listFieldOptions,
  type OptionChange,
  writeFieldOptions,
} from '../../src/store/tickets/custom-field-options';
import { hasOptions } from '../../src/tickets/custom-field-rules';

type Given = HelpdeskeddyCreateFieldOptions['options'][number];

export default action<HelpdeskeddyCreateFieldOptions>(async ({ id, options: given }, { db, forget }) => {
  const field = await holdField(db, id);
  if (field === undefined) throw noField(id);
  if (!hasOptions(field.type)) {
    throw invalid(`Custom field with id {${id}} has no options: its type is ${field.type}`);
  }
  const present = await listFieldOptions(db, id);
  const changes = given.map((option, index) => checkOption(field, present, option, `options[${index}]`));
  writeFieldOptions(db, id, changes);
  forget();
  const options = await listFieldOptions(db, id);
  return { data: options.map((option) => presentOption(field, option)) };
});

/** Checks one option. @param parameter its name in refusals, such as `options[0]`. */
function checkOption(field: FieldFacts, options: FieldOption[], given: Given, parameter: string): OptionChange {
  const known = (id: number, member: string): FieldOption => {
    const option = options.find((candidate) => candidate.id === id);
    if (option !== undefined) return option;
    throw invalid(`Parameter "${parameter}.${member}" must be an option of custom field with id {${field.id}}`);
  };
  const renamed = given.id === undefined ? undefined : known(given.id, 'id');
  // 0 means no parent.
  const parentId = given.pid ? known(given.pid, 'pid').id : null;
  if (parentId !== null && field.type !== 'hierarchy') {
    throw invalid(`Parameter "${parameter}.pid" is only for options of a hierarchy`);
  }
  // Tickets store the whole path to an option, which would become wrong.
  if (renamed !== undefined && given.pid !== undefined && parentId !== renamed.parentId) {
    throw invalid(`Parameter "${parameter}.pid" cannot be changed`);
  }
  const { english, names } = readName(given.name);
  const name = english || (renamed === undefined ? names.ru || names.ua : undefined);
  if (!name && renamed === undefined) throw invalid(`Parameter "${parameter}.name" must not be empty`);
  return { id: renamed?.id ?? null, parentId, name: name || null, names };
}

/**
 * Reads an option's names. The English one becomes the name itself, and `en` is removed. Absent languages don't change.
 */
function readName(given: Given['name']): { english: string; names: Names } {
  const { en = '', ...others } = typeof given === 'string' ? { en: given } : given;
  const english = en.trim();
  const translated = Object.entries(others).map(([language, text]) => [language, text.trim()]);
  return { english, names: { ...Object.fromEntries(translated), ...(english !== '' && { en: '' }) } };
}

import { renderMailHtml } from '../../../../inbound/reading/html-text';
import { addTo } from '../../tables/lists';
import type { TableRow } from '../../tables/table-row';
import type { FieldPlace, Filled, Lookups } from './lookups';
import type { Mapping, Reading } from './mapping';
import { textOf } from './people';

/** Kinds of forms. */
const [OF_TICKETS, OF_USERS, ADDED] = ['T', 'U', 'G'];

/** What forms have besides custom fields, by kind. They are members of tickets and clients here. */
const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
  [OF_TICKETS]: ['subject', 'message', 'priority'],
  [OF_USERS]: ['email', 'name', 'phone', 'notes'],
};

export const forms: Mapping = {
  table: 'form',
  learn: { columns: ['id', 'type'], row: (row, { forms }) => void forms.set(row.key('id'), row.code('type')) },
};

export const filledForms: Mapping = {
  table: 'form_entry',
  learn: {
    columns: ['id', 'form_id', 'object_id', 'object_type'],
    row(row, { filled, usedForms }) {
      const kind = row.code('object_type');
      if (kind !== OF_TICKETS && kind !== OF_USERS) return;
      const owner = kind === OF_TICKETS ? 'ticket' : 'client';
      filled.set(row.key('id'), { formId: row.key('form_id'), owner, ownerId: row.key('object_id') });
      if (kind === OF_TICKETS) usedForms.add(row.key('form_id'));
    },
  },
};

export const listItems: Mapping = {
  table: 'list_items',
  learn: { columns: ['list_id', 'value'], row: (row, { lists }) => addTo(lists, row.id('list_id'), row.line('value')) },
};

const TYPES: Readonly<Record<string, string>> = {
  ...{ text: 'text', phone: 'text', memo: 'textarea', bool: 'checkbox', choices: 'select' },
};

/** These say something to whoever fills in a form, and keep nothing. */
const SILENT = ['info', 'break'];

/** What osTicket keeps in tables of their own, or refers to. */
const ELSEWHERE = ['thread', 'files', 'priority', 'department', 'topic', 'assignee', 'sla'];

/** Bits of a field: whether it is kept, required of customers, and shown to them. */
const FLAG = { enabled: 0x1, required: 0x400, visible: 0x100 };

export const fields: Mapping = {
  table: 'form_field',
  learn: {
    columns: ['id', 'form_id', 'type', 'name', 'configuration'],
    row(row, lookups) {
      lookups.fieldPlaces.set(row.key('id'), {
        formId: row.key('form_id'),
        type: row.code('type'),
        name: row.code('name').toLowerCase(),
        choices: choicesOf(row.text('configuration')),
      });
    },
  },
  read: {
    columns: ['id', 'form_id', 'flags', 'type', 'label', 'name', 'configuration', 'sort', 'hint'],
    async row(row, reading) {
      const { sink, lookups, count } = reading;
      const id = row.key('id');
      const owner = ownerOf(id, reading);
      if (owner === undefined) return;
      const said = row.code('type');
      if (ELSEWHERE.includes(said)) {
        return count({
          ...{ line: 'stays', kind: 'customField', reason: 'kinds of fields' },
          text: 'These fields hold files, departments, priorities and the like, which no custom field does here.',
        });
      }
      const listId = /^list-(\d+)$/.exec(said)?.[1];
      const isMultiple = takesSeveral(row.text('configuration'));
      const type = isMultiple ? undefined : listId === undefined ? TYPES[said] : 'select';
      const flags = row.integer('flags') ?? FLAG.enabled;
      const isEnabled = (flags & FLAG.enabled) !== 0;
      const name = row.line('label') ?? row.line('name');
      await sink.add('customField', {
        sourceId: id,
        ...{ owner, name, type: type ?? 'text', description: row.line('hint'), sortOrder: row.integer('sort') },
        // A form that a topic adds is filled in for its tickets only, and a disabled field for none.
        required: isEnabled && (flags & FLAG.required) !== 0 && lookups.forms.get(row.key('form_id')) !== ADDED,
        staffOnly: !isEnabled || (flags & FLAG.visible) === 0,
        options: isMultiple ? [] : optionsOf(id, listId, lookups),
      });
      if (type !== undefined) return;
      await sink.line({
        ...{ line: 'differs', kind: 'customField', sourceId: id, title: name ?? id, reason: 'type of a field' },
        text: isMultiple
          ? 'The field takes several choices there. Here it is a line of text, with commas between them.'
          : `The field has the type ${said} there. Here it is a line of text, which shows the value as it is.`,
      });
    },
  },
  ignored: ['created', 'updated'],
};

/** Whose a custom field is; undefined for what is none. */
function ownerOf(fieldId: string, { lookups }: Reading): 'ticket' | 'client' | undefined {
  const place = lookups.fieldPlaces.get(fieldId);
  if (place === undefined || SILENT.includes(place.type)) return undefined;
  const form = lookups.forms.get(place.formId) ?? '';
  if (BUILT_IN[form]?.includes(place.name)) return undefined;
  if (form === OF_TICKETS || (form === ADDED && lookups.usedForms.has(place.formId))) return 'ticket';
  return form === OF_USERS ? 'client' : undefined;
}

/** What a field offers. */
const optionsOf = (fieldId: string, listId: string | undefined, { fieldPlaces, lists }: Lookups): string[] =>
  listId === undefined ? [...(fieldPlaces.get(fieldId)?.choices.values() ?? [])] : (lists.get(listId) ?? []);

/** The choices of a field, by their keys: its configuration has a line for each, such as `de:German`. */
function choicesOf(configuration: string | null): Map<string, string> {
  const choices = memberOf(configuration ?? '', 'choices');
  const lines = typeof choices === 'string' ? choices.split('\n') : [];
  const split = lines.map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at < 0 ? undefined : at).trim(), line.slice(at + 1).trim()] as const;
  });
  return new Map(split.filter(([, choice]) => choice !== ''));
}

/** Whether a field takes several choices at a time. */
const takesSeveral = (configuration: string | null): boolean =>
  [true, 1, '1', 'on'].some((yes) => yes === memberOf(configuration ?? '', 'multiselect'));

export const fieldValues: Mapping = {
  table: 'form_entry_values',
  read: {
    columns: ['entry_id', 'field_id', 'value', 'value_id'],
    row(row, reading) {
      const { sink, lookups, count } = reading;
      const filled = lookups.filled.get(row.key('entry_id'));
      const fieldId = row.key('field_id');
      const place = lookups.fieldPlaces.get(fieldId);
      if (filled !== undefined) complete(filled, place, row, lookups);
      const type = place?.type ?? '';
      const value = readable(row, type, place?.choices);
      if (value === '' || filled === undefined) return undefined;
      const owner = ownerOf(fieldId, reading);
      if (owner === undefined || ELSEWHERE.includes(type)) return undefined;
      const isOwned = owner === filled.owner && (owner === 'ticket' || lookups.accounts.has(filled.ownerId));
      if (!isOwned) {
        return count({
          ...{ line: 'stays', kind: 'customFieldValue', reason: 'value of a guest' },
          text: 'Custom fields of people belong to clients here, and these users have no account.',
        });
      }
      const { ownerId } = filled;
      return sink.add('customFieldValue', { sourceId: `${fieldId}:${ownerId}`, fieldId, ownerId, value });
    },
  },
};

/**
 * Takes what the tables for osTicket's searches lack from the forms themselves: osTicket drops such a table when its form is
 * changed, and makes it anew when somebody searches. Tables are read in the order of their names, so tickets and accounts
 * come later.
 */
function complete(
  { owner, ownerId }: Filled,
  place: FieldPlace | undefined,
  row: TableRow,
  { details, facts, forms }: Lookups,
): void {
  const form = forms.get(place?.formId ?? '') ?? '';
  const name = place?.name ?? '';
  if (!BUILT_IN[form]?.includes(name)) return;
  if (owner === 'ticket' && form === OF_TICKETS) {
    const known = details.get(ownerId) ?? { subject: null, priority: '' };
    if (name === 'subject' && !known.subject) details.set(ownerId, { ...known, subject: row.text('value') });
    if (name === 'priority' && known.priority === '') {
      details.set(ownerId, { ...known, priority: row.id('value_id') ?? shown(row.code('value')) });
    }
  }
  if (owner === 'client' && form === OF_USERS) {
    const known = facts.get(ownerId) ?? { phone: null, notes: null };
    if (name === 'phone' && known.phone === null) facts.set(ownerId, { ...known, phone: row.line('value') });
    if (name === 'notes' && known.notes === null) facts.set(ownerId, { ...known, notes: textOf(row, 'value') });
  }
}

/** A value as people read it. */
function readable(row: TableRow, type: string, choices: ReadonlyMap<string, string> | undefined): string {
  const value = row.text('value') ?? '';
  // An area for long texts may be one for HTML.
  if (type === 'memo' && /<(p|br|div|ul|ol|b|i|strong|em|a|span)\b/i.test(value)) return renderMailHtml(value).text;
  // Versions before 1.11 store the seconds since 1970.
  if (type === 'datetime' && /^\d{9,10}$/.test(value)) {
    return `${new Date(Number(value) * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  }
  return choices?.get(value) ?? shown(value);
}

/** What a value shows: osTicket keeps a choice as `{"de":"German"}`, and several in the same way. */
function shown(value: string): string {
  if (!/^[{[]/.test(value)) return value;
  const parsed = parse(value);
  if (typeof parsed !== 'object' || parsed === null) return value;
  const parts = Object.values(parsed);
  return parts.every((part) => typeof part === 'string' || typeof part === 'number') ? parts.join(', ') : value;
}

function memberOf(json: string, name: string): unknown {
  const parsed = parse(json);
  return typeof parsed === 'object' && parsed !== null ? new Map(Object.entries(parsed)).get(name) : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

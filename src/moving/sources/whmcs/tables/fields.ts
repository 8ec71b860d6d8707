import { commaList, type Mapping } from './mapping';

/** What WHMCS's types of fields are here. */
const TYPES: Readonly<Record<string, string>> = {
  text: 'text',
  link: 'text',
  password: 'text',
  dropdown: 'select',
  tickbox: 'checkbox',
  textarea: 'textarea',
};

const OWNERS: Readonly<Record<string, string>> = { support: 'ticket', client: 'client' };

export const customFields: Mapping = {
  table: 'tblcustomfields',
  learn: {
    columns: ['id', 'type'],
    row(row, { fields }) {
      if (OWNERS[row.code('type')] !== undefined) fields.add(row.key('id'));
    },
  },
  read: {
    columns: [
      ...['id', 'type', 'relid', 'fieldname', 'fieldtype', 'description', 'fieldoptions', 'regexpr', 'adminonly'],
      ...['required', 'sortorder'],
    ],
    async row(row, { sink, count }) {
      const sourceId = row.key('id');
      const owner = OWNERS[row.code('type')];
      if (owner === undefined) {
        return count({
          line: 'stays',
          kind: 'customField',
          reason: 'field of a product',
          text: 'Services here have no custom fields, because Hatchdesk does not sell them.',
        });
      }
      // WHMCS shows what stands behind the bar, and its templates use what stands before it.
      const [first = '', ...shown] = (row.line('fieldname') ?? '').split('|');
      const name = shown.join('|').trim() || first.trim();
      const fieldType = row.code('fieldtype').toLowerCase();
      const pattern = patternOf(row.line('regexpr'));
      const type = TYPES[fieldType] ?? 'text';
      await sink.add('customField', {
        ...{ sourceId, owner, name, type: type === 'text' && pattern !== null ? 'regex' : type },
        departmentId: owner === 'ticket' ? row.id('relid') : null,
        ...{ description: row.text('description'), pattern, options: optionsOf(row.line('fieldoptions')) },
        ...{ required: row.flag('required'), staffOnly: row.flag('adminonly'), sortOrder: row.integer('sortorder') },
      });
      if (fieldType === type || fieldType === 'dropdown' || fieldType === 'tickbox') return undefined;
      return sink.line({
        ...{ line: 'differs', kind: 'customField', sourceId, title: name, reason: 'type of a field' },
        text: `The field has the type ${fieldType} there. Here it is a line of text, which shows the value as it is.`,
      });
    },
  },
  ignored: ['showorder', 'showinvoice', 'created_at', 'updated_at'],
};

/** `/^\d+$/` is `^\d+$`. */
const patternOf = (expression: string | null): string | null =>
  expression === null ? null : (/^\/(.*)\/[a-z]*$/s.exec(expression)?.[1] ?? expression) || null;

/** `key|Shown` shows what stands behind the bar, and stores all of it. */
const optionsOf = (text: string | null): string[] => commaList(text ?? '');

export const customFieldValues: Mapping = {
  table: 'tblcustomfieldsvalues',
  read: {
    columns: ['fieldid', 'relid', 'value'],
    row(row, { sink, lookups, count }) {
      const fieldId = row.key('fieldid');
      const value = row.text('value');
      if (value === null || value === '') return undefined;
      if (!lookups.fields.has(fieldId)) {
        return count({
          line: 'stays',
          kind: 'customFieldValue',
          reason: 'value of a product',
          text: 'Their fields belong to products, or are gone.',
        });
      }
      const ownerId = row.key('relid');
      return sink.add('customFieldValue', { sourceId: `${fieldId}:${ownerId}`, fieldId, ownerId, value });
    },
  },
  ignored: ['id', 'created_at', 'updated_at'],
};

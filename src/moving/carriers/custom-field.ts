import { customFieldValues, VALUES_OF_NO_FIELD } from '../../store/moving/carriers/custom-field-values';
import { CUSTOM_FIELDS } from '../../store/moving/carriers/custom-fields';
import type { Carrier } from '../carrier';

export const customField: Carrier = { kind: 'customField', table: 'custom_fields', ...CUSTOM_FIELDS };

const ofTickets = customFieldValues('ticket');

export const ticketFieldValue: Carrier = {
  kind: 'customFieldValue',
  ...ofTickets,
  lines: [...ofTickets.lines, VALUES_OF_NO_FIELD],
};

export const clientFieldValue: Carrier = { kind: 'customFieldValue', ...customFieldValues('client') };

import type { TicketEmail } from '../../store/desk/emails';
import type { CustomField, CustomFieldValue } from '../../store/tickets/custom-fields';
import { showCustomField } from '../../tickets/custom-field-rules';

const NONE = 0;

/** What became of a mail for one of those who should get it. */
interface Recipient {
  address: string;
  state: string;
  failureReason: string;
}

/** Shows a mail about a message of a ticket: what became of it, for each of its recipients. */
export const presentEmail = (email: TicketEmail, recipients: Recipient[]) => ({
  id: email.id,
  to: email.to,
  cc: email.cc,
  bcc: email.bcc,
  subject: email.subject,
  state: email.state,
  answer: email.answer,
  failure_reason: email.failureReason,
  recipients: {
    recipient: recipients.map(({ address, state, failureReason }) => ({
      address,
      state,
      failure_reason: failureReason,
    })),
  },
  retry_count: email.retryCount,
  date: email.createdAt,
  updated_at: email.updatedAt,
});

/** Shows a custom field of a ticket with its value, if it has one. */
export function presentField(field: CustomField, value: CustomFieldValue | undefined) {
  const chosen = new Set(typeof value === 'number' ? [value] : typeof value === 'object' ? Object.values(value) : []);
  return {
    ...{ id: field.id, name: field.name, type: field.type, required: field.required, staffonly: field.staffOnly },
    value: value === undefined ? '' : showCustomField(value, field.options),
    options: {
      option: field.options.map(({ id, parentId, name }) => ({
        ...{ id, parentid: parentId ?? NONE, name, chosen: chosen.has(id) },
      })),
    },
  };
}

import type { Carrier } from '../carrier';
import { attachment } from './attachment';
import { clientFieldValue, customField, ticketFieldValue } from './custom-field';
import { department } from './department';
import { message } from './message';
import { note } from './note';
import { predefinedCategory, predefinedReply } from './predefined';
import { priority } from './priority';
import { status } from './status';
import { tag } from './tag';
import { ticket } from './ticket';

/** Everything about tickets, and what they refer to besides people. */
export const TICKET_CARRIERS: readonly Carrier[] = [
  ...[
    status,
    priority,
    department,
    customField,
    tag,
    ticket,
    ticketFieldValue,
    clientFieldValue,
    message,
    note,
    attachment,
  ],
  ...[predefinedCategory, predefinedReply],
];

import { MERGE_LINES } from '../../store/moving/carriers/merged';
import { TICKET_LINES } from '../../store/moving/carriers/ticket-lines';
import { TICKETS } from '../../store/moving/carriers/tickets';
import type { Carrier } from '../carrier';

const { columns, prepare, select } = TICKETS;

export const ticket: Carrier = {
  kind: 'ticket',
  table: 'tickets',
  ...{ columns, prepare, select },
  children: [
    { table: 'recipients', owner: 'ticket_id', columns: ['kind', 'position', 'email'], select: TICKETS.recipients },
    { table: 'ticket_tags', owner: 'ticket_id', columns: ['tag_id', 'position'], select: TICKETS.tags },
    {
      table: 'ticket_ratings',
      owner: 'ticket_id',
      columns: ['rating', 'comment', 'first_rated_at', 'rated_at'],
      select: TICKETS.ratings,
    },
    { table: 'followers', owner: 'ticket_id', columns: ['staff_id'], select: TICKETS.followers },
  ],
  lines: [...TICKET_LINES, ...MERGE_LINES],
};

import { MESSAGES } from '../../store/moving/carriers/messages';
import type { Carrier } from '../carrier';

const { ratings, ...carried } = MESSAGES;

/** Merged tickets lead to the others when the messages are there, because then they know their opening messages. */
export const message: Carrier = {
  kind: 'message',
  table: 'messages',
  ...carried,
  children: [
    {
      table: 'message_ratings',
      owner: 'message_id',
      columns: ['stars', 'first_rated_at', 'rated_at'],
      select: ratings,
    },
  ],
};

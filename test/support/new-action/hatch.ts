import type { Files, Made } from './made';

/** Makes an action of the hatch that looks up a ticket, refuses a missing one, and answers with its id. */
export function hatch({ name, words, access }: Made): Files {
  return {
    schema: `{
  "title": "${name}",
  "description": "${words}",
  "x-topic": "Tickets",
  "type": "object",
  "required": ["ticketid"],
  "properties": {
    "ticketid": {
      "type": "integer",
      "description": "The ticket's id",
      "minimum": 1,
      "x-error": "Ticket ID Not Found"
    }
  },
  "additionalProperties": false,
  "x-access": "${access}",
  "x-responsetype": "${access === 'read' ? 'list' : 'nvp'}",
  "x-refusals": ["Ticket ID Not Found"],
  "x-example": {
    "request": { "ticketid": 1 },
    "answer": { "result": "success", "ticketid": 1 }
  },
  "x-answer": {
    "type": "object",
    "properties": {
      "result": { "type": "string" },
      "ticketid": { "type": "integer", "x-text": true }
    }
  }
}
`,
    action: `import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { ${name} } from '../src/generated/${name}';
import { findTicketView } from '../src/store/tickets/whmcs-views';

export default action<${name}>(async ({ ticketid }, { db, caller }) => {
  const ticket = await findTicketView(db, { id: ticketid }, caller);
  if (ticket === undefined) throw notFound('Ticket ID Not Found');
  return { ticketid: ticket.id };
});
`,
    test: `import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('answers with the id of the ticket', async () => {
  const { id } = await world.ticket();
  const answer = await world.done('${name}', { ticketid: id });
  expectAnswer('${name}', answer);
  expect(answer).toEqual({ result: 'success', ticketid: id });
});

testRefusals(world, '${name}', [
  { message: 'Ticket ID Not Found', params: { ticketid: 999_999 } },
  { message: 'Ticket ID Not Found', because: 'none', params: {} },
]);
`,
  };
}

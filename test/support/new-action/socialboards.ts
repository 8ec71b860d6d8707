import type { Files, Made } from './made';

/** Makes the same action for the Socialboards API. */
export function socialboards({ name, words, access, method, path }: Made): Files {
  return {
    schema: `{
  "title": "${name}",
  "description": "${words}",
  "type": "object",
  "required": ["ticketId"],
  "properties": {
    "ticketId": {
      "type": "integer",
      "description": "The ticket's id",
      "minimum": 1
    }
  },
  "additionalProperties": false,
  "x-typed": true,
  "x-access": "${access}",
  "x-responsetype": "${access === 'read' ? 'list' : 'nvp'}",
  "x-refusals": ["Ticket ID not found"],
  "x-example": {
    "request": { "ticketId": 1 },
    "answer": {
      "data": { "id": 1 },
      "errorCode": -1,
      "errorText": null
    }
  },
  "x-answer": {
    "type": "object",
    "properties": {
      "data": {
        "type": "object",
        "properties": {
          "id": { "type": "integer" }
        }
      }
    }
  }
}
`,
    action: `import { action } from '../../src/calls/action';
import { findVisibleTicket } from '../../src/dialects/socialboards/tickets';
import type { Socialboards${name} } from '../../src/generated/socialboards/${name}';

export default action<Socialboards${name}>(async ({ ticketId }, context) => {
  const ticket = await findVisibleTicket(context, ticketId);
  return { data: { id: ticket.id } };
});
`,
    test: `import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { success } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld();

let headers: Record<string, string>;

beforeAll(async () => {
  headers = await asProgram(world);
});

const call = (id: unknown) => ask(world, headers, '${method}', \`/tickets/\${id}/${path}\`);

test('answers with the id of the ticket', async () => {
  const { id } = await world.ticket();
  expect((await call(id)).json).toEqual(success({ id }));
});

testDoorRefusals(world, 'socialboards/${name}', [
  { message: 'Ticket ID not found', status: 404, request: () => call(999_999) },
]);
`,
  };
}

import type { Files, Made } from './made';

/** Makes the same action for the HelpDeskEddy API. */
export function helpdeskeddy({ name, words, access, method, path }: Made): Files {
  return {
    schema: `{
  "title": "${name}",
  "description": "${words}",
  "type": "object",
  "required": ["id"],
  "properties": {
    "id": {
      "type": "integer",
      "description": "The ticket's id",
      "minimum": 1,
      "x-error": "Parameter \\"id\\" must be the id of a ticket"
    }
  },
  "additionalProperties": false,
  "x-typed": true,
  "x-access": "${access}",
  "x-responsetype": "${access === 'read' ? 'list' : 'nvp'}",
  "x-refusals": ["Parameter \\"id\\" must be the id of a ticket", "Ticket with id {xxx} not found"],
  "x-example": {
    "request": { "id": 1 },
    "answer": {
      "data": { "id": 1 }
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
import { findTicket } from '../../src/dialects/helpdeskeddy/tickets';
import type { Helpdeskeddy${name} } from '../../src/generated/helpdeskeddy/${name}';

export default action<Helpdeskeddy${name}>(async ({ id }, context) => {
  const ticket = await findTicket(context, id);
  return { data: { id: ticket.id } };
});
`,
    test: `import { expectAnswer } from '../../support/answers';
import { testDoorRefusals } from '../../support/doors';
import { type ApiUser, staffUser } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();

let jo: ApiUser;

beforeAll(async () => {
  jo = await staffUser(world, 'jo');
});

const call = (id: unknown) => jo.ask('${method}', \`/tickets/\${id}/${path}\`);

test('answers with the id of the ticket', async () => {
  const { id } = await world.ticket();
  const { json } = await call(id);
  expectAnswer('helpdeskeddy/${name}', json);
  expect(json).toEqual({ data: { id } });
});

testDoorRefusals(world, 'helpdeskeddy/${name}', [
  { message: 'Parameter "id" must be the id of a ticket', request: () => call('1x') },
  { message: 'Ticket with id {999999} not found', status: 404, request: () => call(999_999) },
]);
`,
  };
}

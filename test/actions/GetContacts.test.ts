import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let clientId: number;
const PLACE = { address1: 'A St', address2: 'B', city: 'Leeds', state: 'Yorks', postcode: 'LS1', country: 'GB' };

beforeAll(async () => {
  ({ clientId } = await world.client());
  const second = await world.client();
  await world.done('AddContact', {
    ...{ clientid: clientId, firstname: 'Con', lastname: 'Tact', companyname: 'Zoo', email: 'con@example.com' },
    ...{ ...PLACE, phonenumber: '0113', tax_id: 'T', email_preferences: { support: true, domain: true } },
  });
  await world.done('AddContact', { clientid: clientId, firstname: 'Con%', email: 'second@example.com' });
  await world.done('AddContact', { clientid: second.clientId, firstname: 'Other', email: 'con@example.org' });
});

test('answers as published', async () => {
  const answer = await world.done('GetContacts', { limitnum: 1 });
  expectAnswer('GetContacts', answer);
  expect(answer).toEqual({
    ...{ result: 'success', totalresults: 3, startnumber: 0, numreturned: 1 },
    contacts: {
      contact: [
        {
          ...{ id: 1, userid: clientId, firstname: 'Con', lastname: 'Tact', companyname: 'Zoo' },
          ...{ email: 'con@example.com', ...PLACE, phonenumber: '0113', tax_id: 'T' },
          ...{ domainemails: true, generalemails: false, invoiceemails: false, productemails: false },
          ...{ supportemails: true, affiliateemails: false },
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
          updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
        },
      ],
    },
  });
});

test.each<[Record<string, unknown>, number[]]>([
  [{}, [1, 2, 3]],
  [{ limitstart: 1, limitnum: 1 }, [2]],
  [{ userid: '1' }, [1, 2]],
  [{ userid: 999_999 }, []],
  [{ contactid: 2 }, [2]],
  [{ contactid: '2', userid: 999_999 }, []],
  [{ contactid: 0, limitstart: 2, limitnum: 5 }, [3]],
  [{ firstname: 'CON' }, [1]],
  [{ firstname: 'con%' }, [2]],
  [{ lastname: 'tact' }, [1]],
  [{ companyname: 'zoo' }, [1]],
  [{ email: ' Con@Example.com' }, [1]],
  [{ address1: 'a st' }, [1]],
  [{ address2: 'b' }, [1]],
  [{ city: 'leeds' }, [1]],
  [{ state: 'yorks' }, [1]],
  [{ postcode: 'ls1' }, [1]],
  [{ country: 'gb' }, [1]],
  [{ phonenumber: '0113' }, [1]],
  [{ userid: 1, email: 'con@example.org' }, []],
])('%j gives %j', async (params, ids) => {
  const answer = await world.done('GetContacts', params);
  const { contact } = answer.contacts as { contact: { id: number }[] };
  expect(contact.map(({ id }) => id)).toEqual(ids);
  expect(answer).toMatchObject({ numreturned: ids.length, startnumber: params.limitstart ?? 0 });
  if (params.limitnum === undefined) expect(answer.totalresults).toBe(ids.length);
});

testRefusals(world, 'GetContacts', [
  { message: 'Parameter "limitnum" is out of range', params: { limitnum: -1 } },
  { message: 'Parameter "userid" must be a whole number', params: { userid: 'x' } },
]);

import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(async () => {
  await world.customField({ name: 'Plan', type: 'select', options: ['Basic'] });
  await world.customField({ name: 'Product', type: 'hierarchy', options: ['Hosting>Shared'] });
});

const BASIC = { id: 1, fieldid: 1, parentid: 0, name: 'Basic', sortorder: 1 };
const HOSTING = { id: 2, fieldid: 2, parentid: 0, name: 'Hosting', sortorder: 1 };
const SHARED = { id: 3, fieldid: 2, parentid: 2, name: 'Shared', sortorder: 2 };

test.each<[Record<string, unknown>, unknown[]]>([
  [{}, [BASIC, HOSTING, SHARED]],
  [{ fieldid: 2 }, [HOSTING, SHARED]],
  [{ customfieldid: '1' }, [BASIC]],
  [{ optionid: 3 }, [SHARED]],
  [{ fieldid: 1, optionid: 3 }, []],
  [{ fieldid: 999_999 }, []],
])('lists the options in order: %j', async (params, option) => {
  const answer = await world.done('GetCustomFieldOptions', params);
  expectAnswer('GetCustomFieldOptions', answer);
  expect(answer).toEqual({ result: 'success', totalresults: option.length, options: { option } });
});

testRefusals(world, 'GetCustomFieldOptions', []);

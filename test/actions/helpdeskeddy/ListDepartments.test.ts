import { jsonOf, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

test('lists departments in order, hidden ones to staff only', async () => {
  await world.desk.database.transaction('write', async (db) => {
    await db.query(`update departments set names = '{"en": "Help", "ru": "Помощь"}' where name = 'Support'`);
    await db.query(`insert into departments (id, name, hidden, sort_order) values (90, 'Hidden', true, -1)`);
  });
  const support = { id: 1, name: { en: 'Help', ru: 'Помощь', ua: '' } };
  const elsewhere = { id: 2, name: { en: 'Elsewhere', ru: '', ua: '' } };
  const hidden = { id: 90, name: { en: 'Hidden', ru: '', ua: '' } };
  const [staff, ann] = [
    await callers.staff.ask('GET', '/departments/'),
    await callers.ann.ask('GET', '/departments?page=1'),
  ];
  expect(staff.text).toBe(jsonOf({ data: [hidden, support, elsewhere] }));
  expect(ann.text).toBe(jsonOf({ data: [support, elsewhere] }));
});

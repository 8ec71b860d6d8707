import { jsonOf, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

test('their ids are texts: the slug, or else the number', async () => {
  await world.desk.database.transaction('write', (db) =>
    db.query(`insert into statuses (id, title, names, sort_order) values (60, 'Waiting', '{"ua": "Чекаємо"}', 99)`),
  );
  const name = (en: string, ua = '') => ({ en, ru: '', ua });
  const data = [
    { id: 'open', name: name('Open') },
    { id: 'answered', name: name('Answered') },
    { id: 'customer-reply', name: name('Customer-Reply') },
    { id: 'on-hold', name: name('On Hold') },
    { id: 'process', name: name('In Progress') },
    { id: 'closed', name: name('Closed') },
    { id: '60', name: name('Waiting', 'Чекаємо') },
  ];
  for (const who of [callers.staff, callers.ann]) {
    expect((await who.ask('GET', '/statuses/')).text).toBe(jsonOf({ data }));
  }
});

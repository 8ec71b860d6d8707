import { useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

test('lists the documented priorities', async () => {
  const name = (en: string) => ({ en, ru: '', ua: '' });
  const data = [
    { id: 1, name: name('Very urgent') },
    { id: 2, name: name('Standard') },
    { id: 3, name: name('Medium') },
  ];
  for (const who of [callers.staff, callers.ann]) {
    expect((await who.ask('GET', '/priorities/')).text).toBe(JSON.stringify({ data }));
  }
});

import { jsonOf, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

test('the documented ones, and the one for no type', async () => {
  const data = [
    { id: 0, name: { en: 'Without type', ru: 'Без типа', ua: '' } },
    { id: 1, name: { en: 'Problem', ru: 'Проблема', ua: '' } },
    { id: 2, name: { en: 'Task', ru: 'Задача', ua: '' } },
    { id: 3, name: { en: 'Bug', ru: 'Ошибка', ua: '' } },
  ];
  for (const who of [callers.staff, callers.ann]) {
    expect((await who.ask('GET', '/types/')).text).toBe(jsonOf({ data }));
  }
});

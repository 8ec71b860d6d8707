import pino from 'pino';
import { createDeliveries } from '../../src/deliveries/deliveries';
import { findMirror } from '../../src/server/mirror';
import { startPeriodic } from '../../src/server/periodic';
import { useDeskBehindDoor } from '../support/desk-behind-door';
import { eventually } from '../support/eventually';
import { useWorld } from '../support/world';

const { desk: old, door, take, passOn } = useDeskBehindDoor();

const world = useWorld((config) => {
  config.upstream = { url: door.url, ...old.credentials, timeoutMs: 30_000 };
});

/** Mirrors like a server that no request reaches. @returns what stops it */
function startMirroring(): () => Promise<void> {
  const { database } = world.desk;
  const find = [findMirror(world.desk)];
  const deliveries = createDeliveries({ database, clock: () => world.now, find, log: pino({ level: 'silent' }) });
  const stopPolling = startPeriodic([{ everyMs: 50, run: () => deliveries.poll(), onFailure: () => {} }]);
  return async () => {
    stopPolling();
    await deliveries.stop('at once');
  };
}

test('what was on its way when the server stopped is not written twice', async () => {
  await world.done('SetConfigurationValue', { setting: 'Mirror', value: 'push' });
  let isHeld = false;
  door.respond = async (call, res) => {
    if (call.action !== 'OpenTicket' || isHeld) return passOn(call, res);
    await take(call);
    isHeld = true;
  };
  const stop = startMirroring();
  const guest = { name: 'Ida', email: 'ida@example.com' };
  await world.done('OpenTicket', { deptid: 1, subject: 'During a restart', message: 'Once', ...guest });
  await eventually(() => isHeld);
  await stop();
  world.now = new Date(world.now.getTime() + 3_600_000);
  const stopNext = startMirroring();
  await eventually(async () => {
    const rows = await world.rows<{ state: string }>(`select state from deliveries where listener = 'mirror'`);
    return rows.length === 1 && rows[0]?.state === 'delivered';
  });
  await stopNext();
  expect(await old.rows('select subject from tickets')).toEqual([{ subject: 'During a restart' }]);
});

import type { World } from './world';

/** Makes a call while another holds the messages, so that whoever reads them waits until the call's time is up. */
export const withoutMessages = <T>(world: World, call: () => Promise<T>): Promise<T> =>
  world.desk.database.transaction('write', async (db) => {
    await db.query('lock table messages in access exclusive mode');
    return call();
  });

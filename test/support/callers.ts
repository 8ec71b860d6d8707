import type { LocalAnswer } from '../../src/doors/local';
import type { Credentials, World } from './world';

/** The same world, but its calls go through the hatch with these credentials: for tests that depend on the caller. */
export const calling = (world: World, credentials: () => Credentials): World =>
  Object.assign(Object.create(world) as World, {
    call: async (action: string, params: Record<string, string> = {}) => {
      const { json } = await world.post({ ...credentials(), action, ...params });
      return json as LocalAnswer;
    },
  });

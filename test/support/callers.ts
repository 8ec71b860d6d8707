import type { LocalAnswer } from '../../src/doors/local';
import type { Credentials, World } from './world';

/** The same world, where calls come through the hatch with these credentials: for what depends on who calls. */
export const calling = (world: World, credentials: () => Credentials): World =>
  Object.assign(Object.create(world) as World, {
    call: async (action: string, params: Record<string, string> = {}) => {
      const { json } = await world.post({ ...credentials(), action, ...params });
      return json as LocalAnswer;
    },
  });

import { randomBytes } from 'node:crypto';
import type { World } from './world';

/** Adds an administrator, and locks out every other caller. */
export async function onlyAdmin(world: World): Promise<number> {
  await world.change('update credentials set revoked_at = now()');
  await world.change('update staff set disabled = true');
  return world.admin(`only-${randomBytes(6).toString('hex')}`, { passwordHash: 'of no password' });
}

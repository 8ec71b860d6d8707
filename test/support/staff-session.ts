import { randomBytes } from 'node:crypto';
import { hashSecret } from '../../src/access/secrets';
import type { World } from './world';

/** An administrator's browser. */
export interface StaffBrowser {
  /** The headers that it sends with every request. */
  headers: { Cookie: string };
  /** What its forms prove where they are from. */
  proof: string;
  /** Ends its session, as signing out does. */
  end(): Promise<unknown>;
}

/** Signs an administrator in, without the form. */
export async function staffBrowser(world: World, staffId: number): Promise<StaffBrowser> {
  const token = randomBytes(32).toString('base64url');
  await world.change(
    `insert into staff_sessions (hash, staff_id, address, browser, awaits_code, expires_at, created_at, last_seen_at)
     values ($1, $2, '', '', false, $3::timestamptz + interval '7 days', $3, $3)`,
    [hashSecret(token), staffId, world.now],
  );
  return {
    headers: { Cookie: `hatchdesk_staff=${token}` },
    proof: world.desk.sessions.proofOf(token),
    end: () => world.change('delete from staff_sessions where hash = $1', [hashSecret(token)]),
  };
}

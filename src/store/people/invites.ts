import type { Db } from '../../database/pool';
import { nameOf } from './people';

interface NewInvite {
  clientId: number;
  email: string;
  permissions: string[];
  tokenHash: string;
  expiresAt: Date;
  now: Date;
}

/**
 * Stores an invitation, and deletes earlier ones to the same address that were not accepted. It does not wait: the
 * commit does.
 */
export function insertInvite(db: Db, invite: NewInvite): void {
  db.send('delete from client_invites where client_id = $1 and lower(email) = lower($2) and accepted_at is null', [
    invite.clientId,
    invite.email,
  ]);
  db.send(
    `insert into client_invites (client_id, email, permissions, token_hash, expires_at, created_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [invite.clientId, invite.email, invite.permissions, invite.tokenHash, invite.expiresAt, invite.now],
  );
}

/** An invitation that can still be accepted. */
export interface Invite {
  clientId: number;
  clientName: string;
  email: string;
  permissions: string[];
  /** Whether a user with the address exists. */
  isUser: boolean;
}

/**
 * Finds an invitation that can still be accepted: its client is not closed, and the address is not yet a member's.
 *
 * @param hold keeps the client from changing until the transaction ends.
 */
export async function findInvite(db: Db, tokenHash: string, now: Date, hold?: 'hold'): Promise<Invite | undefined> {
  const [row] = await db.query<Invite>(
    `select i.client_id as "clientId", ${nameOf.client} as "clientName", i.email, i.permissions,
       exists (select from users u where lower(u.email) = lower(i.email)) as "isUser"
     from client_invites i join clients c on c.id = i.client_id
     where i.token_hash = $1 and i.accepted_at is null and i.expires_at > $2 and c.status <> 'Closed'
       and not exists (select from client_users cu join users u on u.id = cu.user_id
         where cu.client_id = i.client_id and lower(u.email) = lower(i.email))
     ${hold === undefined ? '' : 'for share of c'}`,
    [tokenHash, now],
  );
  return row;
}

/** Uses up an invitation. @returns false if it has been accepted or withdrawn in the meantime. */
export async function markInviteAccepted(db: Db, tokenHash: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    'update client_invites set accepted_at = $2 where token_hash = $1 and accepted_at is null returning 1',
    [tokenHash, now],
  );
  return rows.length > 0;
}

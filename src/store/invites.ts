import type { Db } from '../database/pool';

export interface NewInvite {
  clientId: number;
  email: string;
  permissions: string[];
  tokenHash: string;
  expiresAt: Date;
  now: Date;
}

/** Keeps an invitation; an earlier one of the same address that nobody accepted ends. */
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

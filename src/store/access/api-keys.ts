import type { Db } from '../../database/pool';
import { RIGHTS_OF_STAFF, type Rights } from './rights';
import { actionsOf } from './roles';

/** The person behind an API key. */
export interface ApiUser extends Rights {
  keyId: number;
  email: string;
  clientId: number | null;
}

/** Finds the person behind an API key; undefined if they are a disabled member of staff or a closed client. */
export async function findApiUser(db: Db, keyHash: string): Promise<ApiUser | undefined> {
  const [row] = await db.query<ApiUser>(
    `select k.id as "keyId", coalesce(s.email, c.email, '') as email, k.client_id as "clientId", s.id as "staffId",
       coalesce(s.username, '') as username, ${RIGHTS_OF_STAFF}, ${actionsOf('staff', 's.id')} as actions
     from api_keys k left join staff s on s.id = k.staff_id left join clients c on c.id = k.client_id
     where k.hash = $1 and k.revoked_at is null and not coalesce(s.disabled, false)
       and coalesce(c.status, '') <> 'Closed'`,
    [keyHash],
  );
  return row;
}

/** Gives a person a new API key and revokes their old ones. It does not wait: the commit does. */
export function insertApiKey(db: Db, owner: { staffId: number } | { clientId: number }, hash: string, now: Date): void {
  const [column, id] = 'staffId' in owner ? ['staff_id', owner.staffId] : ['client_id', owner.clientId];
  db.send(`update api_keys set revoked_at = coalesce(revoked_at, $2) where ${column} = $1`, [id, now]);
  db.send(`insert into api_keys (hash, ${column}) values ($1, $2)`, [hash, id]);
}

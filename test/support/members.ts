import type { Refusal } from './refusals';
import type { World } from './world';

/** Adds a user who is a member of a client's account but does not own it. */
export async function addMember(
  world: World,
  permissions: string[] = [],
): Promise<{ user_id: number; client_id: number; owner: number }> {
  const { clientId, userId: owner } = await world.client();
  const { userId } = await world.client('Mem Ber');
  await world.change('insert into client_users (client_id, user_id, permissions) values ($1, $2, $3)', [
    clientId,
    userId,
    permissions,
  ]);
  return { user_id: userId, client_id: clientId, owner };
}

/** The refusals of every action on a user's membership in a client's account. */
export const memberRefusals = (world: World, params: Record<string, unknown> = {}): Refusal[] => [
  { message: 'Invalid user id', params },
  {
    message: 'Invalid user id',
    because: 'no such user',
    params: async () => ({ ...params, user_id: 999_999, client_id: (await world.client()).clientId }),
  },
  {
    message: 'Invalid client id',
    params: async () => ({ ...params, user_id: (await world.client()).userId, client_id: 999_999 }),
  },
  {
    message: 'User is not associated with client',
    params: async () => ({
      ...params,
      user_id: (await world.client()).userId,
      client_id: (await world.client()).clientId,
    }),
  },
];

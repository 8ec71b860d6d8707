import type { World } from './world';

/** Adds a service of an active client, and one of a closed client. */
export async function twoServices(world: World): Promise<{ service: number; closedService: number }> {
  const service = await world.service((await world.client()).clientId);
  const { clientId } = await world.client();
  const closedService = await world.service(clientId);
  await world.change(`update clients set status = 'Closed' where id = $1`, [clientId]);
  return { service, closedService };
}

import { eventually } from './eventually';

/** A query for events that nobody has been told of yet, or not with success. */
const UNFINISHED = `select 1 from outbox o left join events e on e.outbox_id = o.id
  left join deliveries d on d.outbox_id = o.id
  where e.sequence is null or d.state in ('waiting', 'retrying')`;

/** Waits until every event has its number and all its deliveries. */
export async function allDelivered(world: { rows(sql: string): Promise<object[]> }): Promise<void> {
  await eventually(async () => (await world.rows(UNFINISHED)).length === 0);
}

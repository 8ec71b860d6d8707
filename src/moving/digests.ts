import { divideAmong } from '../database/lines';
import { beginDigests, describeTickets, SIDES, writeDigests } from '../store/moving/digests';
import { type Carrying, inTransaction } from './batches';

/** Compares every ticket of a run on both sides, which are described at the same time. */
export async function digestTickets({ place, connections }: Carrying): Promise<void> {
  const [db] = connections;
  await inTransaction(db, place, () => beginDigests(db, place));
  await divideAmong(connections, SIDES, (line, side) =>
    inTransaction(line, place, () => describeTickets(line, place, side)),
  );
  await inTransaction(db, place, () => writeDigests(db, place));
}

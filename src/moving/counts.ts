import type { SingleConnection } from '../database/single-connection';
import { type CountedKind, countStagedKinds, countUnchanged } from '../store/moving/counts';
import type { Place } from '../store/moving/place';
import { listFilled } from '../store/moving/stage';
import { OF_TICKETS } from './read';
import { KINDS, type Kind } from './records';

export type KindCounts = CountedKind;

/** Counts the records of each kind that the source has, also of tickets that it need not read again. */
export async function countKinds(db: SingleConnection, place: Place): Promise<Partial<Record<Kind, KindCounts>>> {
  const kinds = await listFilled(db, place, Object.keys(KINDS));
  const counted = await countStagedKinds(db, place, [...kinds]);
  const counts = new Map(counted.map(({ kind, ...rest }) => [kind, rest]));
  for (const { kind, ...more } of await countUnchanged(db, place, OF_TICKETS)) {
    const read = counts.get(kind);
    counts.set(kind, read === undefined ? more : sum(read, more));
  }
  return Object.fromEntries(counts);
}

const sum = (one: KindCounts, other: KindCounts): KindCounts => ({
  ...{ there: one.there + other.there, here: one.here + other.here, added: one.added + other.added },
  ...{ changed: one.changed + other.changed, unchanged: one.unchanged + other.unchanged },
  linked: one.linked + other.linked,
});

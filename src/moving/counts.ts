import type { SingleConnection } from '../database/single-connection';
import { type CountedKind, countStagedKinds } from '../store/moving/counts';
import type { Place } from '../store/moving/place';
import { listFilled } from '../store/moving/stage';
import { KINDS, type Kind } from './records';

export type KindCounts = CountedKind;

/** Counts the records of each kind that the source has. */
export async function countKinds(db: SingleConnection, place: Place): Promise<Partial<Record<Kind, KindCounts>>> {
  const kinds = await listFilled(db, place, Object.keys(KINDS));
  const counted = await countStagedKinds(db, place, [...kinds]);
  return Object.fromEntries(counted.map(({ kind, ...counts }) => [kind, counts]));
}

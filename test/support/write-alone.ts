import type { Db } from '../../src/database/pool';

/** Runs a statement as the only one with which a call writes. */
export const writeAlone = (db: Db, text: string, values: unknown[] = []): Promise<unknown> =>
  db.writeTogether({ write: async (own) => [await own.query(text, values)], find: async () => [] }, undefined, true);

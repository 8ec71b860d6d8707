import type { SingleConnection } from '../../database/single-connection';
import { countDigests, listDigests } from '../../store/moving/digests';
import { readRun } from './read';
import type { RunReport, TicketDigests } from './report';

const DIGESTS_AT_ONCE = 5_000;

/**
 * Reads everything that is told of a finished run.
 *
 * @param source what the old desk is called
 * @throws Error `run 3 is not finished`
 */
export async function readReport(db: SingleConnection, runId: number, source: string): Promise<RunReport> {
  const run = await readRun(db, runId);
  const digests = run.isDryRun ? null : await countDigests(db, runId);
  return { ...run, source, digests, digestsOfTickets: () => digestsOf(db, runId) };
}

async function* digestsOf(db: SingleConnection, runId: number): AsyncIterable<TicketDigests> {
  for (let after = ''; ; ) {
    const digests = await listDigests(db, runId, after, DIGESTS_AT_ONCE);
    yield* digests;
    after = digests.at(-1)?.sourceId ?? after;
    if (digests.length < DIGESTS_AT_ONCE) return;
  }
}

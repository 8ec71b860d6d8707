import type { UpstreamClient } from '../upstream/client';
import { nameCall } from './actions';
import { faultOf, judge, type OurAnswer } from './judge';
import { UnreadableAnswer } from './read-answer';
import type { Tally } from './tally';

type Fields = Record<string, string>;

interface SampleParts {
  client: Pick<UpstreamClient, 'call'>;
  /** Calls this desk and returns the answer as JSON, refusals too. */
  here(action: string, fields: Fields): Promise<OurAnswer>;
  /** Counts what is found. */
  tally: Tally;
  clock: () => Date;
  /** How many tickets to take. */
  tickets: number;
  /** How many calls may be under way. */
  atOnce: number;
  /** Is told how many calls are done, and how many there are as far as is known. */
  onProgress(done: number, total: number): void;
}

/** Calls that name nothing. */
const WHOLE: readonly [action: string, fields: Fields][] = [
  ['GetSupportDepartments', {}],
  ['GetSupportStatuses', {}],
  ['GetTicketCounts', { includeCountsByStatus: '1' }],
  ['GetTicketPredefinedCats', {}],
  ['GetClientGroups', {}],
  ['GetClients', { limitnum: '25' }],
];

const PAGE = 25;
/** If none of so many calls is answered, there is no other desk to compare with. */
const FIRST_CALLS = 3;

/**
 * Asks both desks for a sample of what they have: pages of tickets of every age, each of these tickets, the clients of some,
 * and the lists of departments, statuses and the like. Only reads.
 *
 * @throws UpstreamFailure if the other desk answers none of the first calls; Error saying how it refuses them
 */
export async function compareSample(parts: SampleParts): Promise<void> {
  const { here, tickets, atOnce, onProgress } = parts;
  let done = 0;
  let total = 0;
  let failed = 0;

  /** @returns our answer */
  async function ask(action: string, fields: Fields): Promise<Record<string, unknown>> {
    const ours = await here(action, fields);
    const failure = await compareCall(parts, action, fields, ours);
    if (failure !== undefined && ++failed === FIRST_CALLS && done < FIRST_CALLS) throw failure;
    onProgress(++done, total);
    return JSON.parse(ours.body) as Record<string, unknown>;
  }
  async function askAll(calls: readonly (readonly [action: string, fields: Fields])[]): Promise<unknown[]> {
    total += calls.length;
    const answers: unknown[] = [];
    const waiting = [...calls];
    const failures: unknown[] = [];
    const work = async () => {
      try {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) answers.push(await ask(...next));
      } catch (failure) {
        waiting.length = 0;
        failures.push(failure);
      }
    };
    // Whoever asked closes this desk after a failure, so no call may still be under way.
    await Promise.all(Array.from({ length: atOnce }, work));
    if (failures.length > 0) throw failures[0];
    return answers;
  }

  await askAll(WHOLE);
  const first = JSON.parse((await here('GetTickets', { limitnum: '1' })).body) as { totalresults?: unknown };
  const starts = spread(Number(first.totalresults ?? 0), tickets);
  const pages = await askAll(starts.map((start) => ['GetTickets', { limitstart: `${start}`, limitnum: `${PAGE}` }]));
  // A ticket that gets a reply meanwhile moves to another page.
  const rows = [...new Map(pages.flatMap(rowsOf).map((row) => [row.tid, row])).values()].slice(0, tickets);
  await askAll(rows.map(({ tid }) => ['GetTicket', { ticketnum: String(tid) }]));
  const clients = [...new Set(rows.map(({ userid }) => String(userid ?? '0')))].filter((id) => id !== '0');
  await askAll(clients.slice(0, PAGE).map((clientid) => ['GetClientsDetails', { clientid }]));
}

/** @returns why the other desk gave no answer that can be compared, if it gave none */
async function compareCall(
  { client, tally, clock }: SampleParts,
  action: string,
  fields: Fields,
  ours: OurAnswer,
): Promise<unknown> {
  try {
    const theirs = await client.call(action, fields, { responsetype: 'json', who: 'comparing' });
    const fault = faultOf(theirs);
    if (fault !== undefined) {
      tally.count(action, fault.outcome, clock(), fault.said);
      return new Error(`The other desk cannot be compared with: ${fault.said}`);
    }
    const comparison = judge(ours, theirs);
    if (comparison.isSameThing) tally.add(action, nameCall(fields), comparison, clock());
    else tally.count(action, 'another', clock());
    return undefined;
  } catch (error) {
    const outcome = error instanceof UnreadableAnswer ? 'unreadable' : 'failed';
    tally.count(action, outcome, clock(), error instanceof Error ? error.message : '');
    return error;
  }
}

/** The first places of pages that together have so many tickets: all of them, or evenly spread from the newest to the oldest. */
function spread(total: number, wanted: number): number[] {
  const pages = Math.ceil(Math.min(wanted, total) / PAGE);
  const gap = total <= wanted ? PAGE : (total - PAGE) / Math.max(1, pages - 1);
  return Array.from({ length: pages }, (_, page) => Math.round(page * gap));
}

function rowsOf(answer: unknown): { tid: unknown; userid?: unknown }[] {
  const { tickets } = answer as { tickets?: { ticket?: { tid: unknown; userid?: unknown }[] } };
  return tickets?.ticket ?? [];
}

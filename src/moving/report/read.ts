import type { SingleConnection } from '../../database/single-connection';
import type { CountedKind } from '../../store/moving/counts';
import { countDigests, listDigests } from '../../store/moving/digests';
import {
  findFinishedRun,
  type KeptLine,
  listLinesAfter,
  listReasonLines,
  type ReasonLine,
} from '../../store/moving/reports';
import { KINDS } from '../records';
import type { LineKind, ReportLine } from '../source';
import type { KindCounts, Reason, RunReport, TicketDigests } from './report';

/** More of a reason's lines say nothing new. */
const EXAMPLES = 20;

const LINES_AT_ONCE = 5_000;

type Read = Omit<RunReport, 'source'>;

/**
 * Reads what is told of a finished run.
 *
 * @throws Error `run 3 is not finished`
 */
export async function readRun(db: SingleConnection, runId: number): Promise<Read> {
  const run = await findFinishedRun(db, runId);
  if (run === undefined) throw new Error(`run ${runId} is not finished`);
  const { isDry, startedAt, finishedAt, counts } = run;
  return {
    ...{ isDryRun: isDry, run: runId, startedAt, finishedAt },
    kinds: Object.keys(KINDS).flatMap((kind) => (counts[kind] === undefined ? [] : [inOrder(kind, counts[kind])])),
    reasons: byReason(await listReasonLines(db, runId, EXAMPLES)),
    digests: isDry ? null : await countDigests(db, runId),
    lines: () => linesOf(db, runId),
    digestsOfTickets: () => digestsOf(db, runId),
  };
}

/** The database keeps members in an order of its own. */
const inOrder = (kind: string, { there, here, added, changed, unchanged, linked }: CountedKind): KindCounts => ({
  ...{ kind, there, here, added, changed, unchanged, linked },
});

// The table checks that it is a kind of line.
const asLine = ({ line, ...rest }: KeptLine): ReportLine => ({ ...rest, line: line as LineKind });

function byReason(lines: ReasonLine[]): Reason[] {
  const reasons: Reason[] = [];
  for (const { ofReason, ...kept } of lines) {
    const last = reasons.at(-1);
    const example = asLine(kept);
    const { line, kind, reason } = example;
    if (last?.line === line && last.kind === kind && last.reason === reason) last.examples.push(example);
    else reasons.push({ ...{ line, kind, reason }, count: ofReason, examples: [example] });
  }
  return reasons;
}

async function* linesOf(db: SingleConnection, runId: number): AsyncIterable<ReportLine> {
  for (let after = 0; ; ) {
    const lines = await listLinesAfter(db, runId, after, LINES_AT_ONCE);
    for (const { id, ...line } of lines) {
      after = id;
      yield asLine(line);
    }
    if (lines.length < LINES_AT_ONCE) return;
  }
}

async function* digestsOf(db: SingleConnection, runId: number): AsyncIterable<TicketDigests> {
  for (let after = ''; ; ) {
    const digests = await listDigests(db, runId, after, LINES_AT_ONCE);
    yield* digests;
    after = digests.at(-1)?.sourceId ?? after;
    if (digests.length < LINES_AT_ONCE) return;
  }
}

import type { CountedKind } from '../../store/moving/counts';
import type { LineKind, ReportLine } from '../source';

/** What a run did with the records of a kind. */
export type KindCounts = CountedKind & { kind: string };

/** All lines with one reason. */
export interface Reason {
  line: LineKind;
  kind: string;
  reason: string;
  /** How many records its lines stand for. */
  count: number;
  /** The first of its lines. */
  examples: ReportLine[];
}

/** A ticket with the digests of what both sides have of it. */
export interface TicketDigests {
  sourceId: string;
  number: string;
  /** Our id; null if it is not here. */
  id: number | null;
  there: string | null;
  here: string | null;
  /** The parts that are not the same. */
  differs: string[];
}

/** What is told of a run. */
export interface RunSummary {
  source: string;
  isDryRun: boolean;
  run: number;
  startedAt: Date;
  finishedAt: Date;
  kinds: KindCounts[];
  reasons: Reason[];
  /** How many tickets have the same digest on both sides, and how many don't; null for a dry run. */
  digests: { equal: number; different: number } | null;
}

/** A run with everything that is told of it. Lists that may be long are read piece by piece. */
export interface RunReport extends RunSummary {
  lines(): AsyncIterable<ReportLine>;
  digestsOfTickets(): AsyncIterable<TicketDigests>;
}

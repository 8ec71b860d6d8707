/** How one kind of question was answered. Times are milliseconds; they are absent where a call failed. */
export interface Reading {
  question: string;
  p50?: number;
  p99?: number;
  /** Whether it may miss the goal, because every match has to be read to be counted. */
  isHard: boolean;
  /** What is wrong, if anything. */
  notes: string[];
}

/** The note of a question that cannot be asked, because no ticket has what it asks for. */
export const NO_TICKETS = 'no such tickets';

import type { PersonHere } from '../../presence-words';

/** What the stream says, and what tabs say to each other about it. */
export type News =
  /** Anything may have changed. */
  | { kind: 'reset' }
  /** Some tickets changed. @param counts whether lists and counts may have, too */
  | { kind: 'changed'; tickets: number[]; counts: boolean }
  /** Who is at some tickets now. @param all whether nobody is at any other */
  | { kind: 'presence'; all: boolean; tickets: Record<string, PersonHere[]> }
  /** How the stream is doing. */
  | { kind: 'connection'; state: 'open' | 'lost' | 'ended' };

/** News with the number of the last event that they include. */
export interface Told {
  news: News;
  last: string;
}

import type { Snapshot } from '../../metrics/sum';

/** How to stop: after answering the running requests, or dropping them. */
export type Manner = 'drained' | 'at once';

/** What the supervisor sends to a worker. */
export type Order = { type: 'hatchdesk:stop'; how: Manner } | { type: 'hatchdesk:scrape'; scrape: number };

/** What a worker sends to the supervisor: that it takes calls, why it does not start, or its metrics. */
export type Report =
  | { type: 'hatchdesk:listening'; url: string }
  | { type: 'hatchdesk:failed'; message: string }
  | { type: 'hatchdesk:scraped'; scrape: number; snapshot: Snapshot };

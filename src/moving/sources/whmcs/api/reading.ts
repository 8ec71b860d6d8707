import type { Sink } from '../../../source';
import type { WallClock } from '../../tables/dates';
import type { Caller } from './caller';

/** What every part of a reading needs. */
export interface Reading {
  caller: Caller;
  sink: Sink;
  clock: WallClock;
  /** Whether the credential may call an action. */
  may(action: string): boolean;
  pageSize: number;
  signal: AbortSignal;
}

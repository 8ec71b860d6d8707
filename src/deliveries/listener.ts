import type { Db } from '../database/pool';
import type { NumberedEvent } from '../store/deliveries/events';
import type { DeskEvent } from '../store/desk/outbox';

/** What is to be delivered. */
export interface Delivery {
  id: number;
  event: DeskEvent | 'WebhookTest';
  /** The event's number; null for a test, which is no event. */
  sequence: number | null;
  /** The event's id, which never changes; null for a test. */
  eventId: number | null;
  /** What the event says, named as WHMCS's hook names it; empty if the event was removed meanwhile. */
  payload: Record<string, unknown>;
  ticketId: number | null;
  recordedAt: Date;
  /** Which attempt this is, from 1. */
  attempt: number;
  /** What the listener gave as `request` in an earlier attempt, so that it can send the same again, or go on. */
  request: string | null;
}

/** How an attempt ended. */
export interface Outcome {
  /**
   * `failed` is tried again as the listener's schedule says, and dead when that ends. `refused` is dead at once.
   */
  state: 'delivered' | 'failed' | 'refused';
  /** A few words for the operator, without secrets: `250 OK`, `HTTP 503`. */
  text: string;
  /** The next attempt is not made before this time has passed. */
  retryAfterMs?: number;
  /** More about the attempt for its log, such as the status and the beginning of the answer. */
  details?: Record<string, unknown>;
  /** What failed may have had its effect all the same, so that it counts as an attempt even if the server stops. */
  mayBeDone?: boolean;
  /** What was sent, or what an attempt has done: kept, and given to later attempts. */
  request?: string;
}

/**
 * Somebody who is told events. Deliveries of one ticket to one listener keep the order of the events: a later one waits
 * until the earlier one is delivered, or dead.
 */
interface AnyListener {
  /** Identifies it in the database: never change it. */
  name: string;
  /** The pauses after failed attempts; each varies by a fifth. When they are used up, the delivery is dead. */
  pausesMs: readonly number[];
  /** Whether to deliver an event. It is asked once, in the transaction that numbers the event. */
  wants(event: NumberedEvent): boolean;
}

/** A listener that does something outside of the database. */
export interface Listener extends AnyListener {
  /** The most deliveries at one time, of all processes together. */
  concurrency: number;
  /** How long one attempt may take. Then it is aborted, and counts as failed. */
  timeoutMs: number;
  /**
   * Delivers, outside of any transaction. What it throws counts as failed, with the message of the error.
   *
   * @param signal is aborted when the time is over, or when the server stops
   */
  deliver(delivery: Delivery, signal: AbortSignal): Promise<Outcome>;
}

/**
 * A listener that only writes to the database. It does so in the transaction that marks the deliveries, many at a time,
 * and so exactly once.
 */
export interface WritingListener extends AnyListener {
  /** Waits until it may write, because others need the database more. @param isWanted whether to go on waiting */
  ready(isWanted: () => boolean): Promise<void>;
  /**
   * Writes for several deliveries of different tickets. What it throws undoes everything, and then each delivery is made
   * alone.
   *
   * @returns how each ended, in their order
   */
  write(db: Db, deliveries: Delivery[]): Promise<Outcome[]>;
  /** Is called when what was written is committed. */
  written(): void;
}

/** Finds the listeners of one kind. It is asked before events are handed on, and must find each that is needed then. */
export type FindListeners = (db: Db) => Promise<SomeListener[]> | SomeListener[];

export type SomeListener = Listener | WritingListener;

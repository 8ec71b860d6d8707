import type { Caller } from '../access/caller';
import { mayForward } from '../access/rights';
import type { Database } from '../database/pool';
import { insertActivity } from '../store/desk/activity';
import type { UpstreamAnswer, UpstreamClient } from '../upstream/client';
import { ActivityEntry } from './activity-entry';
import { isOfTheHatch, type Registry } from './registry';
import { unsupportedAction } from './unsupported';

type SendOptions = NonNullable<Parameters<UpstreamClient['send']>[1]>;

/** A call to forward. */
interface ForwardedCall {
  /** The action as it was sent. */
  name: string;
  caller: Caller;
  /** The network address; empty for a call from this process. */
  address: string;
  write: Parameters<UpstreamClient['send']>[0];
  options?: Pick<SendOptions, 'acceptEncoding' | 'signal'>;
}

/** Hands calls on to the old desk: those of actions that this one lacks. */
export interface Forwarding {
  /** Whether an action would be forwarded, for callers who may. @param name in any letter case */
  covers(name: string): boolean;
  /** Whether a caller's call goes there. Clients' and guests' never do. */
  takes(name: string, caller: Caller): boolean;
  /**
   * Forwards a call. No transaction is open meanwhile. One that may have changed something gets an entry in the activity
   * log, without its parameters.
   *
   * @throws UpstreamFailure
   */
  send(call: ForwardedCall): Promise<UpstreamAnswer>;
  /** The same, and reads the answer as JSON. */
  ask(call: ForwardedCall): Promise<Record<string, unknown>>;
}

interface ForwardingParts {
  upstream: UpstreamClient;
  database: Database;
  registry: Registry;
  clock: () => Date;
  /** Receives failures that don't concern the caller. */
  onFailure: (failure: unknown) => void;
}

/** What an action may be called there: WHMCS makes the name of a file of it. */
const NAME = /^[a-z0-9_]{1,64}$/i;

/** Whether the old desk may have done a call that failed. */
const isUnknown = (error: unknown): boolean =>
  error instanceof Error && 'mayBeDone' in error && error.mayBeDone === true;

/** WHMCS's actions that only read begin so. They get no entry here either. */
const READS = /^get/i;

export function createForwarding({ upstream, database, registry, clock, onFailure }: ForwardingParts): Forwarding {
  const covers = (name: string): boolean => NAME.test(name) && isOfTheHatch(name) && registry.find(name) === undefined;

  async function note({ name, caller, address }: ForwardedCall, outcome: string): Promise<void> {
    if (READS.test(name)) return;
    const action = unsupportedAction(name) ?? name;
    const entry = new ActivityEntry({ at: clock(), action, caller, address });
    entry.add({ description: `${action} at ${upstream.host}${outcome}` });
    await database
      .transaction('write', async (db) => insertActivity(db, entry.row({}, {})), caller.name)
      .catch(onFailure);
  }

  async function send(call: ForwardedCall): Promise<UpstreamAnswer> {
    const { caller, write, options } = call;
    try {
      const answer = await upstream.send(write, { ...options, who: caller.name });
      await note(call, answer.status < 400 ? '' : `: status ${answer.status}`);
      return answer;
    } catch (error) {
      if (isUnknown(error)) await note(call, ': outcome unknown');
      throw error;
    }
  }

  return {
    covers,
    takes: (name, caller) => covers(name) && mayForward(caller, name.toLowerCase()),
    send,
    ask: async (call) => upstream.read(await send(call)),
  };
}

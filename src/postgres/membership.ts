import path from 'node:path';
import { endServer, endServerSoon } from './leftovers';
import type { Location } from './location';
import { claim } from './ownership';
import { runningServer } from './processes';
import type { ServerPlan } from './server';
import { registerSharer, type Sharer } from './sharers';
import { type Supervised, supervise, superviseForOthers } from './supervisor';
import { addUser } from './users';

/** How often to look whether the owner has gone, in milliseconds. */
const OWNER_CHECK_INTERVAL = 200;

/**
 * One user of a data folder's server, and its owner once no other is. Whoever leaves last shuts the server down:
 * everyone first takes back what others can see of it (registration, ownership) and then looks at the others, so of two
 * who leave at the same moment at least one sees that the other has gone.
 */
export class Membership {
  private readonly sharer: Sharer;
  private release: (() => void) | undefined;
  private supervised: Supervised | undefined;
  private owning: Promise<unknown> | undefined;
  private takingOver: Promise<void> | undefined;
  private watch: NodeJS.Timeout | undefined;
  private left: Promise<void> | undefined;
  private failure: string | undefined;
  /** Gives up a start that has not come to its end. */
  private readonly ending = new AbortController();
  private readonly hasLeft: () => void;
  private readonly atExit = (): void => this.leaveAtExit();

  /** @param prepare makes everything ready for a start of the server; only the owner calls it. It gives up when the signal aborts */
  constructor(
    private readonly location: Location,
    private readonly prepare: (ending: AbortSignal) => Promise<ServerPlan>,
    private readonly log: (message: string) => void,
  ) {
    this.sharer = registerSharer(path.join(location.home, 'sharers'));
    process.once('exit', this.atExit);
    this.hasLeft = addUser(this);
  }

  /**
   * Becomes the owner and starts the server, unless another process owns it. A server that a dead owner left running is
   * replaced, or taken over as it is if others use it.
   *
   * @returns undefined, or the process id of the owner
   * @throws Error as supervise does, and after `leave`
   */
  own(): Promise<number | undefined> {
    const owning = this.ownOnce();
    this.owning = owning.catch(() => {});
    return owning;
  }

  private async ownOnce(): Promise<number | undefined> {
    this.ending.signal.throwIfAborted();
    const claimed = claim(path.join(this.location.home, 'owner'));
    if ('heldBy' in claimed) return claimed.heldBy;
    this.release = claimed.release;
    try {
      const plan = await this.prepare(this.ending.signal);
      this.ending.signal.throwIfAborted();
      const isUsed = this.sharer.othersLive() && runningServer(this.location.dataDirectory) !== undefined;
      this.supervised = isUsed ? superviseForOthers(plan) : await supervise(plan, this.ending);
    } catch (error) {
      this.giveUp();
      throw error;
    }
    return undefined;
  }

  /** Takes the server over as soon as its owner has gone. */
  watchOwner(): void {
    if (this.left) return;
    clearInterval(this.watch);
    this.watch = setInterval(() => {
      this.takingOver ??= this.takeOver().finally(() => {
        this.takingOver = undefined;
      });
    }, OWNER_CHECK_INTERVAL).unref();
  }

  private async takeOver(): Promise<void> {
    try {
      const claimed = claim(path.join(this.location.home, 'owner'));
      if ('heldBy' in claimed) return;
      clearInterval(this.watch);
      this.release = claimed.release;
      this.supervised = superviseForOthers(await this.prepare(this.ending.signal));
      this.log('the process that owned the database has gone: this one takes over');
    } catch (error) {
      this.giveUp();
      if (this.left) return;
      this.complain(error instanceof Error ? error.message : String(error));
      this.watchOwner();
    }
  }

  /** Says a failure once, because the same one may come back with every look. */
  private complain(failure: string): void {
    if (failure !== this.failure) this.log(failure);
    this.failure = failure;
  }

  private giveUp(): void {
    this.release?.();
    this.release = undefined;
  }

  /** Stops using the server, and shuts it down if nobody else uses it. */
  leave(): Promise<void> {
    this.left ??= this.leaveOnce();
    return this.left;
  }

  private async leaveOnce(): Promise<void> {
    clearInterval(this.watch);
    // Without one, the server is just being made or started, by this user if at all.
    if (!this.supervised) this.ending.abort();
    await this.owning;
    await this.takingOver;
    this.sharer.unregister();
    if (this.sharer.othersLive()) await this.supervised?.letGo();
    else await this.supervised?.shutDown();
    this.giveUp();
    await this.asLast(endServer);
    process.off('exit', this.atExit);
    this.hasLeft();
  }

  /** The same for a process that exits without `leave`, where nothing can be waited for. */
  private leaveAtExit(): void {
    this.sharer.unregister();
    if (this.supervised) this.supervised.stopWatching();
    else this.ending.abort();
    this.giveUp();
    void this.asLast(endServerSoon);
  }

  /** Ends the server if nobody else uses it. Up to the end of the server, nothing here waits. */
  private async asLast(end: (dataDirectory: string) => Promise<void> | void): Promise<void> {
    while (!this.sharer.othersLive()) {
      const claimed = claim(path.join(this.location.home, 'owner'));
      if ('heldBy' in claimed) return;
      const isLast = !this.sharer.othersLive();
      try {
        if (isLast) await end(this.location.dataDirectory);
      } finally {
        claimed.release();
      }
      if (isLast) return;
    }
  }
}

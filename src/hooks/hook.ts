import type { HookFile } from './files';
import { type AskDesk, HookThread, NOTHING_RETURNED, type Ran, type ThreadParts, VALIDATION } from './thread';

/** How long a hook may take. */
export interface HookLimits {
  runMs: number;
  /** Whoever opens a ticket waits for it. */
  validationMs: number;
  loadMs: number;
}

/** One that is asked, and one that stands by. */
const ASKED_THREADS = 2;

/** A hook that answers from memory takes a few milliseconds at most. */
const HANGING_MS = 10;

/**
 * A file of hooks with its threads: one is told what has happened, others are asked about new tickets, so that neither
 * waits for the other. One that is asked stands by for when the first hangs.
 */
export class Hook {
  readonly name: string;
  /** Whether too many runs failed in a row. */
  isDisabled = false;
  /** Whether the last run failed, as far as this process knows. */
  isFailing = false;
  /** When somebody enabled it; undefined if this process has not heard yet. */
  enabledAt: number | null | undefined;
  /** Whether to load it again although the file is the same. */
  isStale = false;
  private telling: Promise<HookThread> | undefined;
  /** Those that are asked, in their order. */
  private asking: HookThread[] = [];
  private readonly starting = new Set<Promise<void>>();
  private isClosed = false;

  private constructor(
    readonly file: HookFile,
    /** What its hooks want to be told, as they name it. */
    readonly events: ReadonlySet<string>,
    private readonly parts: ThreadParts,
    private readonly limits: HookLimits,
  ) {
    this.name = file.name;
  }

  /** Loads a file. @throws Error saying where it is wrong */
  static async load(file: HookFile, parts: ThreadParts, limits: HookLimits): Promise<Hook> {
    const thread = await HookThread.start(parts);
    const hook = new Hook(file, thread.events, parts, limits);
    if (!thread.events.has(VALIDATION)) hook.telling = Promise.resolve(thread);
    else {
      hook.asking.push(thread);
      await hook.standBy();
    }
    return hook;
  }

  get validates(): boolean {
    return this.events.has(VALIDATION);
  }

  /**
   * Runs the hooks of an event.
   *
   * @param told.except the places of the hooks in the file that know already
   * @param signal gives up
   */
  async tell(
    told: { event: string; vars: object; except: readonly number[] },
    ask: AskDesk,
    signal: AbortSignal,
  ): Promise<Ran> {
    try {
      const thread = await this.tellingThread();
      return await thread.run(told, ask, this.limits.runMs, signal);
    } catch (error) {
      return { state: 'failed', text: (error as Error).message, returned: NOTHING_RETURNED };
    }
  }

  /** Asks about a new ticket. Nobody waits for a thread that starts, nor behind one that hangs if another is free. */
  async ask(vars: object, ask: AskDesk): Promise<Ran> {
    this.asking = this.asking.filter(({ hasEnded }) => !hasEnded);
    void this.standBy();
    // As long as it answers, it is always the same, because hooks may remember something in their variables.
    const free = this.asking.find(({ busyMs }) => busyMs < HANGING_MS);
    const thread = free ?? [...this.asking].sort((one, other) => one.busyMs - other.busyMs)[0];
    if (thread === undefined) return { state: 'lost', text: 'its threads start again', returned: NOTHING_RETURNED };
    const ran = await thread.run({ event: VALIDATION, vars }, ask, this.limits.validationMs);
    if (thread.hasEnded) void this.standBy();
    return ran;
  }

  /** Ends its threads. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.starting, ...this.asking.map((thread) => thread.end())]);
    const thread = await this.telling?.catch(() => undefined);
    await thread?.end();
  }

  private async tellingThread(): Promise<HookThread> {
    const known = this.telling;
    const thread = await known?.catch(() => undefined);
    if (thread !== undefined && !thread.hasEnded) return thread;
    if (this.isClosed) throw new Error('the hook is gone');
    // Another run may have started the next thread meanwhile.
    const next = this.telling === known || this.telling === undefined ? HookThread.start(this.parts) : this.telling;
    this.telling = next;
    return next;
  }

  /** Starts the threads that are missing. It never throws: what cannot start now is tried with the next ticket. */
  private async standBy(): Promise<void> {
    const alive = this.asking.filter(({ hasEnded }) => !hasEnded).length;
    const missing = this.isClosed ? 0 : ASKED_THREADS - alive - this.starting.size;
    const started = Array.from({ length: Math.max(0, missing) }, () => {
      const start = this.startAsking().finally(() => this.starting.delete(start));
      this.starting.add(start);
      return start;
    });
    await Promise.all(started);
  }

  private async startAsking(): Promise<void> {
    try {
      const thread = await HookThread.start(this.parts);
      if (this.isClosed) await thread.end();
      else this.asking.push(thread);
    } catch {
      // A ticket that is opened unasked says so.
    }
  }
}

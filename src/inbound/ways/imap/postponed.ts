const FIRST_MS = 10_000;
const LONGEST_MS = 60 * 60_000;
/** A mail that broke the connection so often alone is at fault. */
const MOST_BREAKS = 2;

/** The mails of a folder that could not be taken or fetched, and when to try again. They must not keep up the others. */
export class Postponed {
  private readonly mails = new Map<number, { dueAt: number; pauseMs: number }>();
  private readonly suspects = new Map<number, number>();

  /** Tries a mail again later, and later each time. */
  postpone(uid: number): void {
    const pauseMs = Math.min(LONGEST_MS, (this.mails.get(uid)?.pauseMs ?? FIRST_MS / 2) * 2);
    this.mails.set(uid, { dueAt: performance.now() + pauseMs, pauseMs });
  }

  forget(uid: number): void {
    this.mails.delete(uid);
    this.suspects.delete(uid);
  }

  /** Forgets mails that are no longer there. */
  keep(uids: ReadonlySet<number>): void {
    for (const kept of [this.mails, this.suspects]) {
      for (const uid of kept.keys()) if (!uids.has(uid)) kept.delete(uid);
    }
  }

  isDue(uid: number): boolean {
    return (this.mails.get(uid)?.dueAt ?? 0) <= performance.now();
  }

  /** Milliseconds until the first is due; infinite if there is none. */
  nextMs(): number {
    const now = performance.now();
    return Math.max(
      0,
      Math.min(Number.POSITIVE_INFINITY, ...Array.from(this.mails.values(), ({ dueAt }) => dueAt - now)),
    );
  }

  /** Notes that fetching these mails failed. One that fails alone again and again is postponed. */
  suspect(uids: readonly number[]): void {
    const [only] = uids;
    for (const uid of uids) {
      if (!this.suspects.has(uid)) this.suspects.set(uid, 0);
    }
    if (only === undefined || uids.length > 1) return;
    const breaks = (this.suspects.get(only) ?? 0) + 1;
    this.suspects.set(only, breaks);
    if (breaks >= MOST_BREAKS) this.postpone(only);
  }

  /** Whether a mail is to be fetched alone. */
  isSuspect(uid: number): boolean {
    return this.suspects.has(uid);
  }
}

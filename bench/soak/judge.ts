import type { Answer, Request } from './client';

interface Suspect {
  from: number;
  to: number;
  what: string;
}

/** Calls that were under way when trouble began, and those that meet its last effects, may fail too. */
const BEFORE_MS = 1_000;
const AFTER_MS = 5_000;

/**
 * Judges the answers. A server may answer 503 or not at all around a kill. Everything else must be an answer of 2xx or
 * 4xx, and a call that is right must succeed.
 */
export class Judge {
  calls = 0;
  readonly statuses = new Map<string, number>();
  /** What is wrong whenever it happens. */
  private readonly faults: string[] = [];
  private readonly suspects: Suspect[] = [];
  private readonly troubles: { from: number; to: number }[] = [];

  /** Begins a time of trouble. @returns a function that ends it */
  trouble(): () => void {
    const span = { from: performance.now() - BEFORE_MS, to: Number.POSITIVE_INFINITY };
    this.troubles.push(span);
    return () => {
      span.to = performance.now() + AFTER_MS;
    };
  }

  answered(from: number, request: Request, { status, text }: Answer): void {
    this.count(String(status));
    const what = `${request.path} answered ${status}: ${text.slice(0, 300)}`;
    if (status === 503) this.suspect(from, what);
    else if (status < 200 || status >= 500) this.fault(what);
  }

  unanswered(from: number, request: Request, error: Error): void {
    this.count('none');
    this.suspect(from, `${request.path} was not answered: ${error.message}`);
  }

  fault(what: string): void {
    this.faults.push(what);
  }

  /** Everything that went wrong, apart from what trouble excuses. */
  verdict(): string[] {
    const excused = ({ from, to }: Suspect): boolean =>
      this.troubles.some((trouble) => from <= trouble.to && to >= trouble.from);
    return [...this.faults, ...this.suspects.filter((suspect) => !excused(suspect)).map(({ what }) => what)];
  }

  private suspect(from: number, what: string): void {
    this.suspects.push({ from, to: performance.now(), what });
  }

  private count(status: string): void {
    this.calls++;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
  }
}

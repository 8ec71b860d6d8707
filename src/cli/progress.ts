const WIDTH = 30;

/** A step's pace is told once it is known a little. */
const PACE_AFTER_S = 1;

const grouped = (number: number): string => Math.round(number).toLocaleString('en');

/** Where there is no terminal, a step of which nobody knows the end is told this often. */
const LINE_EVERY_MS = 10_000;

export interface ProgressBar {
  /**
   * Shows how far a step is.
   *
   * @param what what is counted, such as `tickets`, or bytes, such as `bytes of the dump`
   * @param total undefined if nobody knows, 0 if nothing is counted
   */
  draw(what: string, done: number, total?: number): void;
  /** Call it before anything else is printed. */
  end(): void;
}

/** Makes a progress bar for a terminal, with the rate and the time left. Elsewhere it prints a line every 5 %. */
export function progressBar(): ProgressBar {
  let step = { what: '', first: 0, begun: 0 };
  let last = { line: '', at: 0 };
  let isDrawn = false;
  return {
    draw(what, done, total) {
      const now = performance.now();
      if (what !== step.what) step = { what, first: done, begun: now };
      const seconds = (now - step.begun) / 1000;
      const rate = seconds > PACE_AFTER_S && done > step.first ? (done - step.first) / seconds : undefined;
      const share = total ? done / total : undefined;
      const percent = share === undefined ? '' : `${Math.floor(100 * share)} %`;
      const text = `${amount(what, done, total)}${pace(what, rate, total === undefined ? undefined : total - done)}`;
      if (process.stderr.isTTY) {
        const bar = '#'.repeat(Math.round(WIDTH * (share ?? 0))).padEnd(WIDTH);
        process.stderr.write(`\r\x1b[K[${bar}] ${percent}  ${text}`);
        isDrawn = true;
        return;
      }
      const line = `${what} ${share === undefined ? '' : Math.floor(20 * share)}`;
      if (line === last.line && (share !== undefined || now - last.at < LINE_EVERY_MS)) return;
      last = { line, at: now };
      process.stderr.write(`${percent}${percent && '  '}${text}\n`);
    },
    end() {
      if (isDrawn) process.stderr.write('\n');
    },
  };
}

const BYTES = /^bytes( of)?/;

/** One digit behind the point if there are few. */
const megabytes = (bytes: number): string =>
  `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: bytes < 10_000_000 ? 1 : 0 })} MB`;

/** `1,200 of 3,000 tickets`, `12 MB of 300 MB of the dump`. */
function amount(what: string, done: number, total: number | undefined): string {
  if (BYTES.test(what)) {
    const of = what.replace(/^bytes/, '');
    return `${megabytes(done)}${total === undefined ? '' : ` of ${megabytes(total)}`}${of}`;
  }
  if (total === 0) return what;
  return `${grouped(done)}${total === undefined ? '' : ` of ${grouped(total)}`} ${what}`;
}

function pace(what: string, rate: number | undefined, left: number | undefined): string {
  if (rate === undefined) return '';
  const each = BYTES.test(what) ? megabytes(rate) : grouped(rate);
  return `, ${each} a second${left === undefined ? '' : `, about ${duration(left / rate)} left`}`;
}

/** `40 s`, `12 min`, `3 h 20 min`. */
function duration(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

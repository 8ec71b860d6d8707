import type { Sample } from './exposition';

/** What a server showed at two times. */
export interface Scrapes {
  before: Sample[];
  after: Sample[];
  /** Between the two. */
  seconds: number;
}

/** A series without its name, or a plain number. */
type Vector = Omit<Sample, 'name'>[];
type Value = Vector | number;

/**
 * Evaluates the part of PromQL that our rules and panels use: selectors, rate and increase, sum, min, max, histogram_quantile,
 * division, multiplication and comparison. Ranges stand for the time between the two scrapes. As in Prometheus, a
 * comparison keeps the series for which it is true, and an alert fires if any is left.
 *
 * @throws Error where it is not of that part
 */
export function evaluate(expression: string, scrapes: Scrapes): Vector {
  const value = new Reader(expression, scrapes).whole();
  return typeof value === 'number' ? [{ labels: {}, value }] : value;
}

/** The names of the metrics in an expression. */
export function metricsIn(expression: string): string[] {
  const reader = new Reader(expression, { before: [], after: [], seconds: 1 });
  reader.whole();
  return reader.names;
}

const JOINS = {
  sum: (one: number, other: number): number => one + other,
  min: Math.min,
  max: Math.max,
};

const TOKEN = /\s*(?:([a-z_]+)|(\d+(?:\.\d+)?(?:e\d+)?)|(\{[^}]*\})|(\[\w+\])|(==|>=|<=|>|<|[-+*/(),]))/y;

class Reader {
  readonly names: string[] = [];
  private readonly tokens: string[] = [];

  constructor(
    expression: string,
    private readonly scrapes: Scrapes,
  ) {
    const text = expression.trim();
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
      const from = TOKEN.lastIndex;
      const found = TOKEN.exec(text)?.[0].trim();
      if (found === undefined) throw new Error(`not understood: ${text.slice(from)}`);
      this.tokens.push(found);
    }
  }

  whole(): Value {
    const value = this.comparison();
    if (this.tokens.length > 0) throw new Error(`not understood: ${this.tokens.join(' ')}`);
    return value;
  }

  private take(expected?: string): string {
    const token = this.tokens.shift() ?? '';
    if (expected !== undefined && token !== expected) throw new Error(`expected ${expected}, not "${token}"`);
    return token;
  }

  private comparison(): Value {
    const left = this.product();
    const compare = COMPARISONS[this.tokens[0] ?? ''];
    if (compare === undefined) return left;
    this.take();
    const right = this.product();
    if (typeof left === 'number' || typeof right !== 'number') throw new Error('compare a series with a number');
    return left.filter(({ value }) => compare(value, right));
  }

  private product(): Value {
    let left = this.factor();
    for (;;) {
      const operate = OPERATIONS[this.tokens[0] ?? ''];
      if (operate === undefined) return left;
      this.take();
      left = combine(left, this.factor(), operate);
    }
  }

  private factor(): Value {
    const token = this.take();
    if (/^\d/.test(token)) return Number(token);
    if (token === '(') {
      const value = this.comparison();
      this.take(')');
      return value;
    }
    if (token === 'sum' || token === 'min' || token === 'max') return this.aggregate(JOINS[token]);
    if (token === 'rate' || token === 'increase') return this.change(token);
    if (token === 'histogram_quantile') return this.quantile();
    return this.select(token, this.scrapes.after);
  }

  /** A selector. Its samples have the label `__name__` nowhere, as after any function of Prometheus. */
  private select(name: string, samples: Sample[]): Vector {
    if (!/^[a-z_]+$/.test(name)) throw new Error(`"${name}" is no name of a metric`);
    this.names.push(name);
    const matchers = this.tokens[0]?.startsWith('{')
      ? Array.from(this.take().matchAll(/(\w+)(=~|!~|!=|=)"([^"]*)"/g), ([, label = '', sign = '', text = '']) => {
          const pattern = new RegExp(`^(?:${sign.includes('~') ? text : text.replace(/\W/g, '\\$&')})$`);
          return (labels: Record<string, string>) => pattern.test(labels[label] ?? '') !== sign.startsWith('!');
        })
      : [];
    return samples.filter((sample) => sample.name === name && matchers.every((matches) => matches(sample.labels)));
  }

  /** As in Prometheus, a series that did not exist before has not changed. */
  private change(how: 'rate' | 'increase'): Vector {
    this.take('(');
    const [name = '', matchers = ''] = this.tokens;
    const after = this.select(this.take(), this.scrapes.after);
    if (matchers.startsWith('{')) this.tokens.unshift(matchers);
    const before = this.select(name, this.scrapes.before);
    this.names.pop();
    if (!this.take().startsWith('[')) throw new Error(`${how} needs a range`);
    this.take(')');
    return after.flatMap(({ labels, value }) => {
      const earlier = before.find((other) => same(other.labels, labels));
      if (earlier === undefined) return [];
      return [{ labels, value: (value - earlier.value) / (how === 'rate' ? this.scrapes.seconds : 1) }];
    });
  }

  private aggregate(join: (one: number, other: number) => number): Vector {
    const by = this.labels();
    this.take('(');
    const value = this.comparison();
    this.take(')');
    if (typeof value === 'number') throw new Error('only series can be aggregated');
    const groups = new Map<string, Vector[number]>();
    for (const sample of value) {
      const labels = Object.fromEntries(by.map((label) => [label, sample.labels[label] ?? '']));
      const key = JSON.stringify(labels);
      const group = groups.get(key);
      groups.set(key, { labels, value: group === undefined ? sample.value : join(group.value, sample.value) });
    }
    return [...groups.values()];
  }

  /** The labels of `by (le, action)`, if it is there. */
  private labels(): string[] {
    if (this.tokens[0] !== 'by') return [];
    const end = this.tokens.indexOf(')');
    return this.tokens.splice(0, end + 1).filter((token) => /^[a-z]/.test(token) && token !== 'by');
  }

  private quantile(): Vector {
    this.take('(');
    const quantile = Number(this.take());
    this.take(',');
    const buckets = this.comparison();
    this.take(')');
    if (typeof buckets === 'number') throw new Error('histogram_quantile needs buckets');
    const sorted = buckets
      .map(({ labels, value }) => ({ most: labels.le === '+Inf' ? Infinity : Number(labels.le), value }))
      .sort((one, other) => one.most - other.most);
    const total = sorted.at(-1)?.value ?? 0;
    if (total === 0) return [];
    const index = sorted.findIndex(({ value }) => value >= quantile * total);
    const { most = 0, value = 0 } = sorted[index] ?? {};
    const lower = sorted[index - 1] ?? { most: 0, value: 0 };
    if (most === Infinity) return [{ labels: {}, value: lower.most }];
    const part = (quantile * total - lower.value) / (value - lower.value);
    return [{ labels: {}, value: lower.most + (most - lower.most) * part }];
  }
}

const COMPARISONS: Record<string, (left: number, right: number) => boolean> = {
  '==': (left, right) => left === right,
  '>': (left, right) => left > right,
  '<': (left, right) => left < right,
  '>=': (left, right) => left >= right,
  '<=': (left, right) => left <= right,
};

const OPERATIONS: Record<string, (left: number, right: number) => number> = {
  '/': (left, right) => left / right,
  '*': (left, right) => left * right,
  '-': (left, right) => left - right,
};

function combine(left: Value, right: Value, operate: (left: number, right: number) => number): Value {
  if (typeof left === 'number' && typeof right === 'number') return operate(left, right);
  if (typeof left === 'number') throw new Error('write the series first');
  return left.flatMap(({ labels, value }) => {
    const other = typeof right === 'number' ? right : right.find((sample) => same(sample.labels, labels))?.value;
    return other === undefined ? [] : [{ labels, value: operate(value, other) }];
  });
}

const same = (one: Record<string, string>, other: Record<string, string>): boolean =>
  Object.keys({ ...one, ...other }).every((label) => one[label] === other[label]);

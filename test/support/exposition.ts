/** One line of an exposition: a series and its value. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** Reads Prometheus's text format. @throws Error naming the first line that is none of it. */
export function readMetrics(text: string): Sample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = '', value = ''] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      if (name === '' || Number.isNaN(Number(value))) throw new Error(`not a sample: ${line}`);
      return { name, labels: pairsOf(labels, /(\w+)="([^"]*)"/g), value: Number(value) };
    });
}

const pairsOf = (text: string, pattern: RegExp): Record<string, string> =>
  Object.fromEntries(Array.from(text.matchAll(pattern), ([, name, value]) => [name, value]));

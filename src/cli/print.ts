import type { Command } from 'commander';
import type { LocalAnswer } from '../doors/local';

/** A row of an answer. Its members have no static types. */
export type Row = Record<string, unknown>;

/** Finds the list in an answer such as `{statuses: {status: [...]}}`; undefined if it has none. */
export function rowsOf(answer: LocalAnswer): Row[] | undefined {
  for (const value of Object.values(answer)) {
    const [items] = typeof value === 'object' && value !== null ? Object.values(value) : [];
    if (Array.isArray(items)) return items as Row[];
  }
  return undefined;
}

/** Strangers write messages and answers, and what they write must not command the terminal. */
const harmless = (text: string): string => text.replace(/(?!\r\n)[^\P{Cc}\n\t]/gu, '\uFFFD');

/** Writes a failure to stderr. */
export const complain = (failure: unknown): void => {
  process.stderr.write(`${harmless(String(failure))}\n`);
};

/** Writes a line to stdout. */
export const say = (text: string): void => {
  process.stdout.write(`${harmless(text)}\n`);
};

/**
 * Prints rows as a table or, with `--json`, as JSON.
 *
 * @param shown what the table has, if not what programs get
 */
export function print(command: Command, value: Row | Row[], shown = value): void {
  const asJson = command.optsWithGlobals<{ json?: boolean }>().json === true;
  say(asJson ? JSON.stringify(value, null, 2) : table(Array.isArray(shown) ? shown : [shown]));
}

function table(rows: Row[]): string {
  if (rows.length === 0) return 'none';
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => cell(row[name])))];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const padded = lines.map((line) => line.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  '));
  return padded.map((line) => line.trimEnd()).join('\n');
}

function cell(value: unknown): string {
  const names = namesIn(value);
  if (names !== undefined) return names.join(', ');
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

/** The names in a nested list such as `{role: [{id, name}]}`; undefined for any other value. */
function namesIn(value: unknown): string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const [list, ...others] = Object.values(value);
  if (!Array.isArray(list) || others.length > 0) return undefined;
  const names = (list as unknown[]).map((item) =>
    typeof item === 'object' && item !== null && 'name' in item ? item.name : item,
  );
  return names.some((name) => typeof name === 'object') ? undefined : names.map(String);
}

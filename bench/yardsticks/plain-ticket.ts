import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the SQL lies. The compiler does not copy it. */
const FOLDER = join(__dirname, '..', '..', '..', 'bench', 'yardsticks');

/** The path of the script that pgbench runs. */
export const PGBENCH_SCRIPT = join(FOLDER, 'plain-insert.sql');

/** Returns the statements that create the three plain tables. */
export const plainSchema = (): string => readFileSync(join(FOLDER, 'plain-schema.sql'), 'utf8');

/** A ticket as the plain tables keep it. */
export interface PlainTicket {
  tid: string;
  c: string;
  deptid: number;
  clientid: number;
  name: string;
  email: string;
  subject: string;
  message: string;
}

/** Makes a ticket of a parsed form. */
export function plainTicket(form: Record<string, unknown>): PlainTicket {
  const text = (name: string): string => String(form[name] ?? '');
  return {
    // From a range so large that no number comes twice: nobody looks for a free one.
    tid: String(randomInt(1e11, 2 ** 48 - 1)),
    c: Math.random().toString(36).slice(2, 10),
    deptid: Number(form.deptid),
    clientid: Number(form.clientid ?? 0),
    name: text('name'),
    email: text('email'),
    subject: text('subject'),
    message: text('message'),
  };
}

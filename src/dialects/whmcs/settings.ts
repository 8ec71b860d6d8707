import type { Context } from '../../calls/action';
import { holdDepartment } from '../../store/desk/departments';
import { holdPriority, listPriorities } from '../../store/desk/priorities';

/** A value of a setting, or what is wrong with it. */
export type Read<Value> = { value: Value; problem?: undefined } | { value?: undefined; problem: string };

/**
 * Finds what a setting's value names, which stays until the transaction ends, and gives the value as it is written there.
 *
 * @param names which table must have it; any value will do without one.
 */
export async function holdNamed<Value>(
  { db }: Context,
  names: 'priority' | 'department' | undefined,
  value: Value,
): Promise<Read<Value | string>> {
  if (names === 'priority') {
    const found = await holdPriority(db, String(value));
    if (found !== undefined) return { value: found.name };
    return { problem: `must be one of ${(await listPriorities(db)).map(({ name }) => name).join(', ')}` };
  }
  const isMissing = names === 'department' && (await holdDepartment(db, Number(value))) === undefined;
  return isMissing ? { problem: 'there is no such department' } : { value };
}

import type { Context } from '../../calls/action';
import { holdDepartment } from '../../store/desk/departments';
import { holdPriority, listPriorities } from '../../store/desk/priorities';

/** A setting's value, or what is wrong with it. */
export type Read<Value> = { value: Value; problem?: undefined } | { value?: undefined; problem: string };

/**
 * Finds the row that a setting's value refers to, and locks it until the transaction ends.
 *
 * @param names the table that must have the row; without it, any value is fine
 * @returns the value as the row spells it, or what is wrong with it
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

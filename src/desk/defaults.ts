import type { DeskDefaults } from '../config';
import type { Db } from '../database/pool';
import { findDepartment } from '../store/desk/departments';
import { findByName } from '../store/desk/named';
import { listPriorities } from '../store/desk/priorities';
import { listSettings } from '../store/desk/settings';
import { defaultSettings, withSettings } from './settings';

/**
 * Finds out whether the default priority and department exist.
 *
 * @returns a line for each that does not, which tells where the wrong value is set
 */
export async function findMissingDefaults(db: Db, defaults: DeskDefaults): Promise<string[]> {
  const rows = await listSettings(db);
  const set = new Set(rows.map(({ name }) => name));
  const { defaultPriority, defaultDepartmentId: id } = withSettings(defaultSettings(defaults), rows);
  const priorities = await listPriorities(db);
  const department = id === undefined ? true : await findDepartment(db, id);
  const names = priorities.map(({ name }) => name).join(', ');
  const source = (setting: string, variable: string): string =>
    set.has(setting) ? `${setting}, as it is set in the database` : variable;
  return [
    ...(findByName(priorities, defaultPriority, ({ name }) => name) === undefined
      ? [`${source('TicketDefaultPriority', 'HATCHDESK_DEFAULT_PRIORITY')}: must be one of ${names}`]
      : []),
    ...(department === undefined
      ? [`${source('TicketDefaultDepartment', 'HATCHDESK_DEFAULT_DEPARTMENT')}: there is no such department`]
      : []),
  ];
}

import { action } from '../src/calls/action';
import type { GetHooks } from '../src/generated/GetHooks';
import { type HookRow, listHooks } from '../src/store/deliveries/hooks';

export default action<GetHooks>(async ({ name }, { db }) => {
  const rows = await listHooks(db);
  const hook = rows.filter((row) => name === undefined || row.name === name).map(present);
  return { totalresults: hook.length, hooks: { hook } };
});

const present = (hook: HookRow) => ({
  name: hook.name,
  events: hook.events.join(','),
  state: hook.disabledAt !== null ? 'disabled' : hook.failures > 0 ? 'failing' : 'enabled',
  failures: hook.failures,
  lastfailure: hook.lastFailure,
  lastfailed: hook.lastFailureAt,
  disabled: hook.disabledAt,
  loaded: hook.loadedAt,
});

import { action } from '../src/calls/action';
import type { PurgeDeliveries } from '../src/generated/PurgeDeliveries';
import { PURGED_AT_ONCE, purgeSome } from '../src/store/deliveries/purging';

export default action<PurgeDeliveries>(async ({ state, listener }, { db, now, caller, record }) => {
  const purged = await purgeSome(db, { states: [state], listener, departmentIds: caller.departmentIds }, now);
  record({ changes: { state: [state, null], listener: [listener ?? null, null], purged: [null, purged] } });
  return { purged, more: purged === PURGED_AT_ONCE };
});

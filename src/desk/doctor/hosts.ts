import type { Config } from '../../config';
import { explainFailure } from '../../database/explain';
import { Hosts, stateOf } from '../../database/hosts';
import type { Database } from '../../database/pool';
import { openReplica } from '../../database/replica';
import { bad, type Check, fine } from './check';

/** Says what each host is, if there are several. Only one may accept writes: two would mean that tickets go to either. */
export async function examineHosts(hosts: unknown): Promise<Check[]> {
  if (!(hosts instanceof Hosts)) return [];
  const heard = await hosts.survey();
  const writable = heard.filter(({ heard }) => !(heard instanceof Error) && heard.takesWrites);
  const detail = heard.map(({ name, heard }) => `${name} ${stateOf(heard)}`).join('; ');
  if (writable.length > 1) {
    return [bad('hosts', `${detail}: stop all but one primary, or tickets go to either`)];
  }
  if (writable.length === 0) return [bad('hosts', `${detail}: promote one of them`)];
  return heard.some(({ heard }) => heard instanceof Error)
    ? [bad('hosts', `${detail}: repair the one that does not answer, or nothing is left when the other fails`)]
    : [fine('hosts', detail)];
}

/** Reads from the replica as a call would, if there is one. */
export async function examineReplica(
  primary: Database,
  hosts: Hosts | undefined,
  settings: Config['database'],
): Promise<Check[]> {
  if (hosts === undefined) return [];
  const replica = openReplica({ primary, hosts, settings, onFailure: () => {} });
  const each = (await hosts.survey()).map(({ name, heard }) => `${name} ${stateOf(heard)}`).join('; ');
  try {
    await replica.test();
    return [fine('replica', `${each}; it has every change of the primary`)];
  } catch (error) {
    const { reason } = explainFailure(error);
    return [bad('replica', `${each}; the primary answers instead: ${reason}; repair the replica, or let it catch up`)];
  } finally {
    await replica.close();
  }
}

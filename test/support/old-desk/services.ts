import { Dice } from './dice';
import type { DomainFacts, ServiceFacts } from './facts';
import { dayOf, isDeletedClient, moment, sizes } from './people';
import { PRODUCTS } from './setup';

/** A service of every second client. */
export function service(id: number, tickets: number): ServiceFacts | undefined {
  const clientId = id * 2;
  if (isDeletedClient(clientId) || id > sizes(tickets).services) return undefined;
  const dice = new Dice('service', id);
  return {
    ...{ id, clientId, product: dice.of(PRODUCTS).name, domain: dice.onceIn(4) ? '' : `site${id}.example.com` },
    status: dice.of(['Active', 'Active', 'Suspended', 'Terminated', 'Pending']),
    registeredOn: dayOf(moment(dice)),
  };
}

/** A domain of every third client. */
export function domain(id: number, tickets: number): DomainFacts | undefined {
  const clientId = id * 3;
  if (isDeletedClient(clientId) || id > sizes(tickets).domains) return undefined;
  const dice = new Dice('domain', id);
  return {
    ...{ id, clientId, name: dice.onceIn(9) ? `müller${id}.example` : `domain${id}.example` },
    status: dice.of(['Active', 'Expired', 'Transferred Away', 'Pending Transfer']),
    expiresOn: dice.onceIn(5) ? undefined : dayOf(moment(dice)),
  };
}

import type { Mapping } from './mapping';

const SOLD = 'the names are carried with the services; Hatchdesk does not sell';

export const products: Mapping = {
  table: 'tblproducts',
  learn: {
    columns: ['id', 'gid', 'name'],
    row: (row, { products }) =>
      void products.set(row.key('id'), { name: row.line('name') ?? '', groupId: row.id('gid') }),
  },
  rest: SOLD,
};

export const productGroups: Mapping = {
  table: 'tblproductgroups',
  learn: {
    columns: ['id', 'name'],
    row: (row, { productGroups }) => void productGroups.set(row.key('id'), row.line('name') ?? ''),
  },
  rest: SOLD,
};

export const servers: Mapping = {
  table: 'tblservers',
  learn: {
    columns: ['id', 'name'],
    row: (row, { servers }) => void servers.set(row.key('id'), row.line('name') ?? ''),
  },
  rest: 'their names are carried with the services; Hatchdesk runs no servers',
};

const SERVERS = 'Hatchdesk runs no servers.';
const BILLING = 'Hatchdesk does not bill.';

export const services: Mapping = {
  table: 'tblhosting',
  read: {
    columns: [
      ...[
        'id',
        'userid',
        'packageid',
        'server',
        'domain',
        'domainstatus',
        'username',
        'dedicatedip',
        'qty',
        'billingcycle',
      ],
      ...['firstpaymentamount', 'amount', 'paymentmethod', 'notes', 'regdate', 'nextduedate', 'created_at'],
    ],
    row(row, { sink, lookups }) {
      const product = lookups.products.get(row.key('packageid'));
      return sink.add('service', {
        ...{ sourceId: row.key('id'), clientId: row.id('userid'), productId: row.integer('packageid') || null },
        name: product?.name || null,
        groupName: lookups.productGroups.get(product?.groupId ?? '') || null,
        ...{ domain: row.line('domain'), status: row.line('domainstatus'), username: row.line('username') },
        serverName: lookups.servers.get(row.key('server')) || null,
        ...{
          dedicatedIp: row.line('dedicatedip'),
          quantity: row.integer('qty'),
          billingCycle: row.line('billingcycle'),
        },
        ...{ firstPayment: row.amount('firstpaymentamount'), recurring: row.amount('amount') },
        ...{ paymentMethod: row.line('paymentmethod'), notes: row.text('notes'), registeredOn: row.day('regdate') },
        ...{ nextDueOn: row.day('nextduedate'), createdAt: row.moment('created_at') },
      });
    },
  },
  stays: {
    ...{ password: SERVERS, assignedips: SERVERS, ns1: SERVERS, suspendreason: SERVERS },
    ...{ subscriptionid: BILLING, promoid: BILLING },
  },
  ignored: [
    ...['orderid', 'nextinvoicedate', 'termination_date', 'completed_date', 'overideautosuspend', 'ns2', 'promocount'],
    ...['overidesuspenduntil', 'diskusage', 'disklimit', 'bwusage', 'bwlimit', 'lastupdate', 'updated_at'],
  ],
};

export const domains: Mapping = {
  table: 'tbldomains',
  read: {
    columns: [
      ...['id', 'userid', 'domain', 'registrar', 'type', 'status', 'registrationperiod', 'firstpaymentamount'],
      ...['recurringamount', 'paymentmethod', 'additionalnotes', 'registrationdate', 'expirydate', 'nextduedate'],
      ...['created_at', 'dnsmanagement', 'emailforwarding', 'idprotection', 'donotrenew'],
    ],
    row: (row, { sink }) =>
      sink.add('domain', {
        ...{ sourceId: row.key('id'), clientId: row.id('userid'), name: row.line('domain') },
        ...{ registrar: row.line('registrar'), kind: row.line('type'), status: row.line('status') },
        years: row.integer('registrationperiod'),
        ...{ firstPayment: row.amount('firstpaymentamount'), recurring: row.amount('recurringamount') },
        ...{ paymentMethod: row.line('paymentmethod'), notes: row.text('additionalnotes') },
        ...{
          registeredOn: row.day('registrationdate'),
          expiresOn: row.day('expirydate'),
          nextDueOn: row.day('nextduedate'),
        },
        createdAt: row.moment('created_at'),
        ...{ dnsManagement: row.flag('dnsmanagement'), emailForwarding: row.flag('emailforwarding') },
        ...{ idProtection: row.flag('idprotection'), doNotRenew: row.flag('donotrenew') },
      }),
  },
  stays: { subscriptionid: BILLING, promoid: BILLING },
  ignored: [
    ...[
      'orderid',
      'nextinvoicedate',
      'reminders',
      'synced',
      'is_premium',
      'promocount',
      'updated_at',
      'registrationtype',
    ],
    ...['grace', 'gracefee', 'redemption', 'redemptionfee'],
  ],
};

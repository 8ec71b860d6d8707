import { alreadyHere, BEGAN, lineOf, oneLine } from './people-words';

/** The banned network; null for what is none. `192.0.2.*` is all of 192.0.2.0/24. */
const network = (alias: string): string => `{stage}.network_of(${alias}.network)`;

const isFirst = `not exists (select from {stage.bannedIp} o where ${network('o')} = ${network('s')} and o.seq < s.seq)`;

const isHere = `exists (select from banned_ips t where t.network = ${network('s')})`;

const FIRST = `(select {id.bannedIp:o.source_id} from {stage.bannedIp} o where ${network('o')} = ${network('s')} order by o.seq limit 1)`;

/** The server itself: whoever bans it bans everybody behind a proxy beside it. */
const isServer = `(${network('s')} && '127.0.0.0/8' or ${network('s')} && '::1/128')`;

const NEIGHBOURS = `('10.0.0.0/8'), ('172.16.0.0/12'), ('192.168.0.0/16'), ('169.254.0.0/16'), ('fc00::/7'), ('fe80::/10')`;

const TITLE = `left(coalesce(s.network, ''), 100)`;

export const BANNED_IPS = {
  columns: ['network', 'reason', 'expires_at', 'created_at'],

  prepare: [
    `create or replace function {stage}.network_of(written text) returns cidr language plpgsql immutable as $$
     declare
       parts text := regexp_replace(btrim(written), '([.][*%])+$', '');
       stars int := 4 - cardinality(string_to_array(parts, '.'));
     begin
       if parts <> btrim(written) then
         return network((parts || repeat('.0', stars) || '/' || 32 - 8 * stars)::inet);
       end if;
       return network(regexp_replace(parts, '^::ffff:(?=[0-9]+[.])', '', 'i')::inet);
     exception when others then
       return null;
     end $$`,
    'create index if not exists banned_ip_network on {stage.bannedIp} ({stage}.network_of(network))',
  ],

  select: `select s.source_id, {wanted:s.source_id} as wanted_id, ${network('s')} as network, ${oneLine('reason')} as reason,
      s.expires_at, coalesce(s.created_at, ${BEGAN}) as created_at
    from {stage.bannedIp} s where ${network('s')} is not null and not ${isServer} and ${isFirst}`,

  matches: `select s.source_id, t.id as target_id from {stage.bannedIp} s join banned_ips t on t.network = ${network('s')}
    union all select s.source_id, ${FIRST} from {stage.bannedIp} s where not ${isFirst} and ${FIRST} is not null`,

  lines: [
    lineOf({
      ...{ line: 'stays', kind: 'bannedIp', title: TITLE, reason: 'not a network' },
      ...{ text: `'It is neither an address nor a network.'`, where: `${network('s')} is null` },
    }),
    lineOf({
      ...{ line: 'stays', kind: 'bannedIp', title: TITLE, reason: 'bans the server' },
      text: `'It would ban the server itself, and with it whoever comes through a proxy on the same machine.'`,
      where: isServer,
    }),
    lineOf({
      ...{ line: 'note', kind: 'bannedIp', title: TITLE, reason: 'bans neighbours' },
      text: `'It bans a private network. If a proxy or a program of your own calls from there, take it away with DeleteBannedIp.'`,
      where: `not ${isServer} and exists (select from (values ${NEIGHBOURS}) n (network) where n.network::cidr && ${network('s')})`,
    }),
    alreadyHere(
      ...(['bannedIp', TITLE, `not ${isServer} and ${isHere}`] as const),
      'This desk bans the network already, for its own reason and time.',
      isFirst,
    ),
    lineOf({
      ...{ line: 'note', kind: 'bannedIp', title: TITLE, reason: 'banned twice' },
      text: `'The old desk bans the network more than once. Here the first of them counts.'`,
      where: `not ${isFirst} and not ${isServer}`,
    }),
  ],
};

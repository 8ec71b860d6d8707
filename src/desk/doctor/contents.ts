import type { Config } from '../../config';
import type { Database } from '../../database/pool';
import { countCallers } from '../../store/access/credentials';
import { type DeskSettings, listSettings } from '../../store/desk/settings';
import { listFieldRows } from '../../store/tickets/custom-fields';
import { canTakeLong } from '../../tickets/patterns/patterns';
import { findMissingDefaults } from '../defaults';
import { defaultSettings, withSettings } from '../settings';
import { bad, type Check, fine, firstOf, hint } from './check';
import { examineDeliveries, examineMail } from './deliveries';
import { examineKey } from './key';
import { examineMailboxes } from './mailboxes';

/** Checks the desk's own rows. They exist once all migrations are applied. */
export async function examineContents(database: Database, config: Config, now: () => Date): Promise<Check[]> {
  const { desk, mail } = config;
  const { key, missing, callers, settings, fields, deliveries, mails, mailboxes } = await database.transaction(
    'read',
    async (db) => ({
      key: await examineKey(db, config),
      missing: await findMissingDefaults(db, desk),
      callers: await countCallers(db),
      settings: withSettings(defaultSettings(desk), await listSettings(db)),
      fields: await listFieldRows(db, { id: undefined, owner: undefined }),
      deliveries: await examineDeliveries(db, now()),
      mails: await examineMail(db, mail.smtp !== undefined, now()),
      mailboxes: await examineMailboxes(db, now()),
    }),
  );
  return [
    missing.length > 0 ? bad('defaults', missing.join('; ')) : fine('defaults', 'priority and department exist'),
    firstOf(
      [
        callers.credentials === 0 &&
          callers.revoked === 0 &&
          hint('callers', 'no credential yet: the first start makes one'),
        callers.credentials === 0 &&
          bad('callers', 'no program can call, because every credential is revoked: hatchdesk credential create'),
        callers.administrators === 0 &&
          hint('callers', 'no administrator, so that nobody can sign in by name: hatchdesk admin create'),
      ],
      fine('callers', `${callers.credentials} credentials, ${callers.administrators} administrators`),
    ),
    examineAddress(settings.publicUrl),
    examinePatterns(fields),
    key,
    deliveries,
    mails,
    ...mailboxes,
    ...examineSideBySide(settings, config.upstream !== undefined),
  ];
}

/** What is to be done with the old desk needs its address, which is in the environment and not in the settings. */
function examineSideBySide({ compareReads, mirror }: DeskSettings, hasUpstream: boolean): Check[] {
  const wanted = [
    ...(compareReads === 'off' ? [] : [`CompareReads is ${compareReads}`]),
    ...(mirror === 'off' ? [] : [`Mirror is ${mirror}`]),
  ].join(' and ');
  if (hasUpstream || wanted === '') return [];
  return [hint('upstream', `${wanted}, but there is no old desk: set HATCHDESK_UPSTREAM, or turn it off`)];
}

function examineAddress(publicUrl: string): Check {
  if (publicUrl === '') {
    return hint(
      'address',
      'links in mail and answers lack a host: set HATCHDESK_PUBLIC_URL to the address of your proxy',
    );
  }
  return publicUrl.startsWith('https://')
    ? fine('address', publicUrl)
    : hint('address', `${publicUrl} is not https, so that secrets cross the network in clear: let a proxy end TLS`);
}

/** Names the custom fields whose patterns can take long. That is no fault: values that take longer are refused. */
function examinePatterns(fields: Awaited<ReturnType<typeof listFieldRows>>): Check {
  const slow = fields.filter(({ pattern }) => pattern !== '' && canTakeLong(pattern));
  const names = slow.map(({ id, name }) => `${id} "${name}"`).join(', ');
  return slow.length === 0
    ? fine('patterns', 'all custom fields are checked in linear time')
    : hint(
        'patterns',
        `checked in a thread, for 20 ms at a time, because of lookahead, backreferences or the like: ${names}`,
      );
}

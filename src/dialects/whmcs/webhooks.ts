import { checkMayGiveDepartments, departmentsOf, itemsOf, readDepartments } from '../../access/assignments';
import type { Context } from '../../calls/action';
import { invalid, notFound } from '../../errors';
import { holdWebhook, type PayloadKind, type WebhookRow } from '../../store/deliveries/webhooks';
import { DESK_EVENTS } from '../../store/desk/outbox';
import { VERSION } from '../../webhooks/body';
import { createGuard } from '../../webhooks/guard';
import { openSecrets } from '../../webhooks/secrets';
import { printedPublicKey } from '../../webhooks/signing';

type Listed = string | (string | number)[];

/** What a call says about a webhook. */
interface Sent {
  url?: string;
  description?: string;
  events?: Listed;
  departments?: Listed;
  payload?: PayloadKind;
  version?: number;
  enabled?: boolean;
}

type Described = Pick<
  WebhookRow,
  'url' | 'description' | 'events' | 'departmentIds' | 'payload' | 'version' | 'enabled'
>;

/** A webhook about which nothing is said. */
const DEFAULTS: Described = {
  ...{ url: '', description: '', events: [], departmentIds: [], payload: 'full', version: VERSION, enabled: true },
};

/**
 * Reads what a call says about a webhook; what it leaves out stays as it was.
 *
 * @throws ApiError (invalid) `The URL must be an http or https address of at most 2000 characters, without user name,
 *   password and fragment`; `The URL leads to a network that is not allowed: see HATCHDESK_WEBHOOK_ALLOWED_NETWORKS`;
 *   `There is no event "xxx"`; (not_found) `Department ID Not Found`; (forbidden) `You may not give access to departments
 *   that you do not work in`
 */
export async function readWebhook(context: Context, sent: Sent, before: Described = DEFAULTS): Promise<Described> {
  const { db, caller, desk } = context;
  const url = sent.url === undefined ? before.url : readUrl(sent.url, desk.webhookNetworks);
  const events = sent.events === undefined ? before.events : readEvents(sent.events);
  const departmentIds =
    sent.departments === undefined ? before.departmentIds : await readDepartments(db, sent.departments);
  // Whoever works in some departments could otherwise read the others' tickets.
  checkMayGiveDepartments(caller, departmentsOf(departmentIds));
  return {
    ...{ url, events, departmentIds },
    description: sent.description ?? before.description,
    payload: sent.payload ?? before.payload,
    version: sent.version ?? before.version,
    enabled: sent.enabled ?? before.enabled,
  };
}

const LONGEST_URL = 2000;

function readUrl(text: string, allowedNetworks: string[]): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  const isFit =
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.username + url.password + url.hash === '' &&
    url.href.length <= LONGEST_URL;
  if (!isFit) {
    throw invalid(
      'The URL must be an http or https address of at most 2000 characters, without user name, password and fragment',
    );
  }
  if (createGuard(allowedNetworks).isForbidden(url)) {
    throw invalid('The URL leads to a network that is not allowed: see HATCHDESK_WEBHOOK_ALLOWED_NETWORKS');
  }
  return url.href;
}

const NAMES = new Map<string, string>(DESK_EVENTS.map((name) => [name.toLowerCase(), name]));

/**
 * Reads a list of events.
 *
 * @returns their names; empty for all
 * @throws ApiError (invalid) `There is no event "xxx"`
 */
export function readEvents(sent: Listed): string[] {
  const items = itemsOf(sent);
  if (items.includes('*')) return [];
  return items.map((item) => {
    const name = NAMES.get(item.toLowerCase());
    if (name === undefined) throw invalid(`There is no event "${item.slice(0, 100)}"`);
    return name;
  });
}

/**
 * Reads a webhook that the call may change, and locks it.
 *
 * @throws ApiError (not_found) `Webhook ID Not Found`, also if it is told of departments that the caller does not work in
 */
export async function holdOwnWebhook({ db, caller }: Context, id: number): Promise<WebhookRow> {
  const webhook = await holdWebhook(db, id);
  if (webhook === undefined || !isOwn(caller.departmentIds, webhook)) throw notFound('Webhook ID Not Found');
  return webhook;
}

/** Whether somebody who works in these departments may see a webhook. */
export const isOwn = (own: number[] | null, { departmentIds }: Pick<WebhookRow, 'departmentIds'>): boolean =>
  own === null || (departmentIds.length > 0 && departmentIds.every((id) => own.includes(id)));

/** A webhook as answers show it: without what is secret. */
export const presentWebhook = (webhook: WebhookRow, key: Context['key'], now: Date) => {
  const secrets = openSecrets(key, webhook.id, webhook);
  return {
    ...{ id: webhook.id, url: webhook.url, description: webhook.description },
    ...{ events: webhook.events.join(','), departments: webhook.departmentIds.join(',') },
    ...{ payload: webhook.payload, version: webhook.version, enabled: webhook.enabled },
    ...{ disabledbecause: webhook.disabledBecause, failingsince: webhook.failingSince },
    publickey: secrets === undefined ? '' : printedPublicKey(secrets),
    oldsecretends: webhook.oldEndsAt !== null && webhook.oldEndsAt > now ? webhook.oldEndsAt : null,
    ...{ created: webhook.createdAt, updated: webhook.updatedAt },
  };
};

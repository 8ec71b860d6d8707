import type { DeskKey } from '../access/desk-key';
import type { Database } from '../database/pool';
import type { Delivery, FindListeners, Listener, Outcome } from '../deliveries/listener';
import {
  disableWebhook,
  findWebhook,
  listEnabledWebhooks,
  noteFailure,
  noteSuccess,
  type WebhookRow,
} from '../store/deliveries/webhooks';
import { messageIdOf, withoutForeign, writeBody } from './body';
import { type FindFacts, rememberedFacts } from './facts';
import { ForbiddenAddress } from './guard';
import type { Answered, Poster } from './post';
import { openSecrets } from './secrets';
import { type SigningSecrets, signatureHeaders } from './signing';

interface WebhookParts {
  database: Pick<Database, 'transaction'>;
  clock: () => Date;
  key: Pick<DeskKey, 'open'>;
  poster: Poster;
  /** Is told that a webhook was disabled because it did not work. */
  onDisabled(webhook: Pick<WebhookRow, 'id' | 'url'>, because: string): Promise<void>;
}

/** Slow receivers must not fill the process with open requests. */
const CONCURRENCY = 20;
const TIMEOUT_MS = 15_000;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Ten attempts in 75 hours. */
const PAUSES_MS = [...[5 * SECOND, 5 * MINUTE, 30 * MINUTE], ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR)];

/** Longer than the attempts for one event, so that one event cannot disable a webhook. */
const LONGEST_FAILURE_MS = 5 * 24 * HOUR;

/** The name under which a webhook's deliveries are found. */
export const listenerOf = (webhookId: number): string => `webhook ${webhookId}`;

/** Makes a function that finds the webhooks. Each is a listener of its own. */
export function createWebhooks(parts: WebhookParts): FindListeners {
  const facts = rememberedFacts(parts.database);
  return async (db) => (await listEnabledWebhooks(db)).map((webhook) => asListener(webhook, parts, facts));
}

function asListener(webhook: WebhookRow, parts: WebhookParts, facts: FindFacts): Listener {
  const { events, departmentIds } = webhook;
  return {
    name: listenerOf(webhook.id),
    concurrency: CONCURRENCY,
    timeoutMs: TIMEOUT_MS,
    pausesMs: PAUSES_MS,
    wants: ({ event, departmentId, fromDepartmentIds }) =>
      (events.length === 0 || events.includes(event)) &&
      (departmentIds.length === 0 ||
        [departmentId, ...fromDepartmentIds].some((id) => id !== null && departmentIds.includes(id))),
    async deliver(delivery, signal) {
      const body =
        delivery.request ?? writeBody(delivery, webhook.payload, withoutForeign(await facts(delivery), departmentIds));
      const result = await send(webhook, delivery, body, parts, signal);
      const isTest = delivery.eventId === null;
      const isDeleted = !isTest && (await note(webhook, result, parts)) === 'deleted';
      // Whoever tests wants to know now, and nobody would try for a webhook that was deleted meanwhile.
      const state = (isTest || isDeleted) && result.state === 'failed' ? 'refused' : result.state;
      return { ...result, state, request: body };
    },
  };
}

async function send(
  webhook: WebhookRow,
  delivery: Delivery,
  body: string,
  { poster, clock, key }: WebhookParts,
  signal: AbortSignal,
): Promise<Outcome & { isGone?: boolean }> {
  const at = clock();
  const details = { url: webhook.url };
  const secrets = secretsOf(webhook, key, at);
  if (secrets.length === 0) {
    return { state: 'failed', text: "this server lacks the desk's key, so it cannot sign: see HATCHDESK_KEY", details };
  }
  const headers = signatureHeaders({ id: messageIdOf(delivery), at, body }, secrets);
  try {
    return judged(await poster.post(webhook.url, body, headers, signal), webhook.url);
  } catch (error) {
    if (error instanceof ForbiddenAddress) return { state: 'failed', text: error.message, details };
    const text = signal.aborted ? `no answer within ${TIMEOUT_MS / SECOND} s` : reasonOf(error);
    return { state: 'failed', text, details };
  }
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'no answer';
  // Of several addresses, each failed for its own reason.
  const [first] = error instanceof AggregateError ? (error.errors as Error[]) : [];
  return (first ?? error).message || error.name;
};

/** Empty if this process lacks the key. After it was lost, the old ones cannot sign, and new ones can. */
function secretsOf(webhook: WebhookRow, key: Pick<DeskKey, 'open'>, at: Date): SigningSecrets[] {
  const { id, oldSecret, oldSeed, oldEndsAt } = webhook;
  const isRotating = oldEndsAt !== null && oldEndsAt > at;
  const current = openSecrets(key, id, webhook);
  if (current === undefined) return [];
  const old =
    isRotating && oldSecret !== null && oldSeed !== null
      ? openSecrets(key, id, { secret: oldSecret, seed: oldSeed })
      : undefined;
  return [current, ...(old === undefined ? [] : [old])];
}

function judged({ status, answer, retryAfterMs }: Answered, url: string): Outcome & { isGone?: boolean } {
  const outcome = { text: `HTTP ${status}`, details: { url, status, answer } };
  if (status >= 200 && status < 300) return { ...outcome, state: 'delivered' };
  if (status === 410) return { ...outcome, state: 'refused', isGone: true };
  return { ...outcome, state: 'failed', ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/**
 * Notes whether a webhook works, and disables one that is gone or has not worked for days.
 *
 * @returns whether a webhook that failed was deleted meanwhile
 */
async function note(
  webhook: WebhookRow,
  { state, isGone = false, text }: Outcome & { isGone?: boolean },
  { database, clock, onDisabled }: WebhookParts,
): Promise<'kept' | 'deleted'> {
  const { id } = webhook;
  if (state === 'delivered') {
    if (webhook.failingSince !== null) await database.transaction('write', async (db) => noteSuccess(db, id));
    return 'kept';
  }
  const now = clock();
  const { because, isDeleted } = await database.transaction('write', async (db) => {
    const since = await noteFailure(db, id, now);
    const isHopeless = since !== undefined && now.getTime() - since.getTime() >= LONGEST_FAILURE_MS;
    if (!isGone && !isHopeless) return { isDeleted: since === undefined && (await findWebhook(db, id)) === undefined };
    const reason = isGone
      ? 'the receiver answered HTTP 410, which means that it is gone'
      : `nothing was delivered for five days: ${text}`;
    return (await disableWebhook(db, id, reason, now)) ? { because: reason } : {};
  });
  if (because !== undefined) await onDisabled(webhook, because);
  return isDeleted === true ? 'deleted' : 'kept';
}

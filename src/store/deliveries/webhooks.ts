import type { Db } from '../../database/pool';
import { type Listed, listPage, type Page } from '../pages';
import { inserted } from '../rows';

export type PayloadKind = 'full' | 'thin';

/** A program that is told events. */
export interface WebhookRow {
  id: number;
  url: string;
  description: string;
  /** Empty for all. */
  events: string[];
  /** Empty for all. */
  departmentIds: number[];
  payload: PayloadKind;
  version: number;
  enabled: boolean;
  /** Why it was disabled, if nobody did it. */
  disabledBecause: string;
  failingSince: Date | null;
  /** Sealed, as are the others. */
  secret: string;
  seed: string;
  oldSecret: string | null;
  oldSeed: string | null;
  oldEndsAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

const WEBHOOKS = {
  select: `id, url, description, events, department_ids as "departmentIds", payload, version, enabled,
    disabled_because as "disabledBecause", failing_since as "failingSince", secret, seed, old_secret as "oldSecret",
    old_seed as "oldSeed", old_ends_at as "oldEndsAt", created_at as "createdAt", updated_at as "updatedAt"`,
  from: 'webhooks',
  orderBy: 'id',
};

/** Lists the webhooks that are told events. */
export const listEnabledWebhooks = (db: Db): Promise<WebhookRow[]> =>
  db.query(`select ${WEBHOOKS.select} from webhooks where enabled order by id`);

/** Lists a page of the webhooks. */
export const listWebhooks = (db: Db, id: number | undefined, page: Page): Promise<Listed<WebhookRow>> =>
  listPage<WebhookRow>(db, WEBHOOKS, [['id = ?', id]], page);

/** Reads a webhook, and locks it until the transaction ends. */
export async function holdWebhook(db: Db, id: number): Promise<WebhookRow | undefined> {
  const [row] = await db.query<WebhookRow>(`select ${WEBHOOKS.select} from webhooks where id = $1 for update`, [id]);
  return row;
}

/** Finds a webhook. */
export async function findWebhook(db: Db, id: number): Promise<WebhookRow | undefined> {
  const [row] = await db.query<WebhookRow>(`select ${WEBHOOKS.select} from webhooks where id = $1`, [id]);
  return row;
}

/** What can be said about a webhook. */
type WebhookColumns = Pick<
  WebhookRow,
  'url' | 'description' | 'events' | 'departmentIds' | 'payload' | 'version' | 'enabled' | 'secret' | 'seed'
>;

/** Draws the id of a new webhook: its secrets are sealed with it. */
export async function drawWebhookId(db: Db): Promise<number> {
  const rows = await db.query<{ id: number }>(`select nextval(pg_get_serial_sequence('webhooks', 'id'))::int as id`);
  return inserted(rows).id;
}

/** Inserts a webhook. It does not wait: the commit does. */
export function insertWebhook(db: Db, id: number, webhook: WebhookColumns, now: Date): void {
  db.send(
    `insert into webhooks (id, url, description, events, department_ids, payload, version, enabled, secret, seed, created_at,
       updated_at)
     overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
    [id, ...valuesOf(webhook), now],
  );
}

const valuesOf = (webhook: WebhookColumns): unknown[] => [
  ...[webhook.url, webhook.description, webhook.events, webhook.departmentIds, webhook.payload, webhook.version],
  ...[webhook.enabled, webhook.secret, webhook.seed],
];

/** Changes a webhook. Whoever enables it starts its failures anew. It does not wait: the commit does. */
export function rewriteWebhook(db: Db, id: number, webhook: WebhookColumns & OldSecrets, now: Date): void {
  db.send(
    `update webhooks set url = $2, description = $3, events = $4, department_ids = $5, payload = $6, version = $7,
       enabled = $8, secret = $9, seed = $10, old_secret = $11, old_seed = $12, old_ends_at = $13, updated_at = $14,
       disabled_because = case when $8 then '' else disabled_because end,
       failing_since = case when $8 and not enabled then null else failing_since end
     where id = $1`,
    [id, ...valuesOf(webhook), webhook.oldSecret, webhook.oldSeed, webhook.oldEndsAt, now],
  );
}

type OldSecrets = Pick<WebhookRow, 'oldSecret' | 'oldSeed' | 'oldEndsAt'>;

/** Deletes a webhook. It does not wait: the commit does. */
export const deleteWebhook = (db: Db, id: number): void => db.send('delete from webhooks where id = $1', [id]);

/** Notes that a delivery failed. @returns since when all have failed; undefined if the webhook is gone or disabled */
export async function noteFailure(db: Db, id: number, now: Date): Promise<Date | undefined> {
  const [row] = await db.query<{ since: Date }>(
    `update webhooks set failing_since = coalesce(failing_since, $2) where id = $1 and enabled
     returning failing_since as since`,
    [id, now],
  );
  return row?.since;
}

/** Notes that a delivery succeeded. It does not wait: the commit does. */
export const noteSuccess = (db: Db, id: number): void =>
  db.send('update webhooks set failing_since = null where id = $1 and failing_since is not null', [id]);

/** Disables a webhook. @returns whether it was enabled */
export async function disableWebhook(db: Db, id: number, because: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    'update webhooks set enabled = false, disabled_because = $2, updated_at = $3 where id = $1 and enabled returning 1',
    [id, because, now],
  );
  return rows.length > 0;
}

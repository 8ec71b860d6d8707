import type { Logger } from 'pino';
import type { FindListeners } from '../deliveries/listener';
import type { Desk } from '../desk/desk';
import { createGuard } from '../webhooks/guard';
import { createWebhooks } from '../webhooks/listeners';
import { createPoster } from '../webhooks/post';
import type { TellAdministrators } from './tell-administrators';

/** The webhooks of a running desk. */
export function openWebhooks(
  { database, key, clock, config }: Desk,
  log: Pick<Logger, 'warn'>,
  tellAdministrators: TellAdministrators,
): { find: FindListeners; close(): void } {
  const poster = createPoster(createGuard(config.desk.webhookNetworks), clock);
  const find = createWebhooks({
    ...{ database, key, clock, poster },
    async onDisabled({ id, url }, reason) {
      log.warn({ webhook: id, reason }, 'a webhook was disabled');
      await tellAdministrators(`Webhook ${id} was disabled`, [
        `Webhook ${id} (${url}) is told of no more events: ${reason}.`,
        'When it works again, enable it with UpdateWebhook. What waited for it is kept, and RedeliverWebhook tells it the rest.',
      ]);
    },
  });
  return { find, close: () => poster.close() };
}

import { action } from '../src/calls/action';
import { readWebhook } from '../src/dialects/whmcs/webhooks';
import type { AddWebhook } from '../src/generated/AddWebhook';
import { drawWebhookId, insertWebhook } from '../src/store/deliveries/webhooks';
import { sealSecrets } from '../src/webhooks/secrets';
import { drawSigningSecrets, printedPublicKey, printedSecret } from '../src/webhooks/signing';

export default action<AddWebhook>(async (params, context) => {
  const { db, key, now, record } = context;
  const described = await readWebhook(context, params);
  const secrets = drawSigningSecrets();
  const webhookid = await drawWebhookId(db);
  insertWebhook(db, webhookid, { ...described, ...(await sealSecrets(key, db, webhookid, secrets)) }, now);
  record({ changes: { url: [null, described.url], events: [null, described.events] } });
  return { webhookid, secret: printedSecret(secrets), publickey: printedPublicKey(secrets) };
});

import { action } from '../src/calls/action';
import { holdOwnWebhook, readWebhook } from '../src/dialects/whmcs/webhooks';
import type { UpdateWebhook } from '../src/generated/UpdateWebhook';
import { rewriteWebhook } from '../src/store/deliveries/webhooks';
import { differences } from '../src/store/rows';
import { sealSecrets } from '../src/webhooks/secrets';
import { drawSigningSecrets, printedPublicKey, printedSecret } from '../src/webhooks/signing';

/** How long the old secrets sign too, in minutes: receivers are changed by people. */
const OVERLAP = 24 * 60;

export default action<UpdateWebhook>(async ({ webhookid, rotate = false, overlap = OVERLAP, ...params }, context) => {
  const { db, key, now } = context;
  const before = await holdOwnWebhook(context, webhookid);
  const described = await readWebhook(context, params, before);
  const { secret, seed, oldSecret, oldSeed, oldEndsAt } = before;
  const drawn = drawSigningSecrets();
  const kept = { secret, seed, oldSecret, oldSeed, oldEndsAt };
  const endsAt = new Date(now.getTime() + overlap * 60_000);
  const secrets = rotate
    ? { ...(await sealSecrets(key, db, webhookid, drawn)), oldSecret: secret, oldSeed: seed, oldEndsAt: endsAt }
    : kept;
  rewriteWebhook(db, webhookid, { ...described, ...secrets }, now);
  const { url, events, departmentIds, payload, enabled } = before;
  const old = { url, events, departments: departmentIds, payload, enabled };
  const { departmentIds: departments, description: _description, version: _version, ...rest } = described;
  context.record({
    changes: { ...differences(old, { departments, ...rest }), ...(rotate && { secret: ['...', '...'] }) },
  });
  return { webhookid, ...(rotate && { secret: printedSecret(drawn), publickey: printedPublicKey(drawn) }) };
});

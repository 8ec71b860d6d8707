import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteBannedIp } from '../src/generated/DeleteBannedIp';
import { deleteRow, holdRow } from '../src/store/rows';

export default action<DeleteBannedIp>(async ({ banid }, context) => {
  const ban = await holdRow<{ network: string }>(context.db, 'banned_ips', banid);
  if (ban === undefined) throw notFound('Ban ID Not Found');
  await deleteRow(context.db, 'banned_ips', banid);
  context.record({ changes: { network: [ban.network, null] } });
  context.forget();
  return { banid };
});

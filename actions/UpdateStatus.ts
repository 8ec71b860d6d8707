import { action } from '../src/calls/action';
import { statusColumns } from '../src/dialects/whmcs/columns';
import { invalid, notFound } from '../src/errors';
import type { UpdateStatus } from '../src/generated/UpdateStatus';
import { isStatusUsed } from '../src/store/desk/statuses';
import { changeRow, holdRowExclusively } from '../src/store/rows';
import { checkStatusNames, isCoreStatus } from '../src/tickets/status';

interface Row {
  title: string;
  slug: string | null;
  isClosed: boolean;
}

export default action<UpdateStatus>(async ({ statusid, ...params }, context) => {
  const { db } = context;
  const status = await holdRowExclusively<Row>(db, 'statuses', statusid);
  if (status === undefined) throw notFound('Status ID Not Found');
  const columns = statusColumns(params);
  const { title = status.title, slug = status.slug } = columns;
  const isEnding = params.closed ?? status.isClosed;
  if (isCoreStatus(status) && (title !== status.title || slug !== status.slug || isEnding !== status.isClosed)) {
    throw invalid(
      'Open, Answered, Customer-Reply and Closed keep their titles, their slugs and whether they end tickets',
    );
  }
  await checkStatusNames(context, { title, slug }, statusid);
  // Tickets with this status have stored when they were closed, or that they are open.
  if (isEnding !== status.isClosed && (await isStatusUsed(db, statusid))) {
    throw invalid('Whether a status ends tickets can be changed only while no ticket has it');
  }
  const changes = await changeRow(db, 'statuses', statusid, columns);
  context.forget();
  context.record({ changes: changes ?? {} });
  return { statusid };
});

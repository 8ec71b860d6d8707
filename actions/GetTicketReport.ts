import { itemsOf } from '../src/access/assignments';
import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { GetTicketReport } from '../src/generated/GetTicketReport';
import type { Grouping } from '../src/store/tickets/report-sql';
import { type Figures, makeReport } from '../src/tickets/report';

export default action<GetTicketReport>(async (params, context) => {
  const { caller, desk } = context;
  const by: Grouping = params.by ?? 'day';
  const { departments } = await context.catalogue();
  const wanted = itemsOf(params.deptids ?? []).map((item) => {
    const department = departments.find(({ id }) => String(id) === item);
    if (department === undefined) throw notFound('Department ID Not Found');
    return department.id;
  });
  const theirs = caller.departmentIds;
  const departmentIds = wanted.length === 0 ? theirs : wanted.filter((id) => theirs?.includes(id) ?? true);
  const report = await makeReport(context, { from: params.from, to: params.to, by, departmentIds });
  return {
    ...{ from: report.days[0] ?? '', to: report.days.at(-1) ?? '', timezone: desk.timeZone, by },
    total: present(report.total),
    rows: { row: report.rows.map(({ key, name, ...figures }) => ({ key, name, ...present(figures) })) },
  };
});

const present = ({ opened, answered, closed, backlog, firstReplies, firstReply, toClose }: Figures) => ({
  ...{ opened, answered, closed, backlog, firstreplies: firstReplies },
  ...(firstReply.median !== null && { firstreplymedian: firstReply.median, firstreplyp90: firstReply.p90 }),
  ...(toClose.median !== null && { closemedian: toClose.median, closep90: toClose.p90 }),
});

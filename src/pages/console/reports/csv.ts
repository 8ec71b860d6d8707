import { BYTE_ORDER_MARK, csvRow } from '../../../wire/csv';
import type { StaffVisit } from '../layout';
import { type Figure, isTime, nameOf, type Report } from './figures';

/** A report as a CSV file (RFC 4180) with a row for each group, and the total last. Times are in seconds. */
export function reportCsv({ texts }: StaffVisit, report: Report, figures: readonly Figure[]): string {
  const { reports } = texts;
  const titles = figures.map((figure) => {
    const title = reports.figures[figure];
    return isTime(figure) ? reports.seconds.replace('{figure}', title) : title;
  });
  const named = [...report.rows.row.map((row) => ({ ...row, name: nameOf(reports, report.by, row) }))];
  const rows = [...named, { ...report.total, name: reports.total }].map((row) => [
    row.name,
    ...figures.map((figure) => row[figure]),
  ]);
  const header = [reports.group[report.by], ...titles];
  return BYTE_ORDER_MARK + [header, ...rows].map(csvRow).join('');
}

import type { RunSummary } from './report';
import { countTitles, FILE_MISSING, LINE_ORDER, LINE_WORDS, nameOfKind } from './words';

/** A run's counts, as people read them. */
export function countRows({ kinds, isDryRun }: RunSummary): Record<string, string | number | undefined>[] {
  const titles = countTitles(isDryRun).map((title) => title.toLowerCase());
  return kinds.map(({ kind, there, here, added, changed, unchanged, linked }) => ({
    records: nameOfKind(kind),
    ...Object.fromEntries([there, here, added, changed, unchanged, linked].map((count, at) => [titles[at], count])),
  }));
}

/** What to know after a run, in lines. @param page the report's; undefined if none was wanted */
export function conclusion({ kinds, reasons, isDryRun }: RunSummary, page: string | undefined): string[] {
  const counted = LINE_ORDER.map((line) => {
    const ours = reasons.filter((reason) => reason.line === line);
    return { line, count: ours.reduce((sum, { count }) => sum + count, 0) };
  }).filter(({ count }) => count > 0);
  const told = counted.map(({ line, count }) => `${LINE_WORDS[line].title}: ${count.toLocaleString('en')}`);
  const missing = reasons.find(({ kind, reason }) => kind === 'attachment' && reason === FILE_MISSING)?.count ?? 0;
  return [
    ...(kinds.length > 0 ? [] : ['Nothing was found. If it is a dump, was it made without its data?']),
    ...(told.length === 0 ? [] : [`${told.join('. ')}.`]),
    ...(missing === 0 ? [] : [sayMissing(missing)]),
    ...(isDryRun ? ['This was a dry run: nothing was written.'] : []),
    page === undefined ? 'The report, --report FOLDER, says why of each.' : `The report is in ${page}`,
  ];
}

/** Attachments count as carried without their files too, so that the counts don't show a wrong folder. */
const sayMissing = (count: number): string =>
  `The files of ${count === 1 ? '1 attachment' : `${count.toLocaleString('en')} attachments`} were not found: this desk has the ` +
  'names only. If --attachments names another folder than theirs, start the import again with the right one.';

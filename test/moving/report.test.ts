import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Reason, RunReport, TicketDigests } from '../../src/moving/report/report';
import { conclusion } from '../../src/moving/report/summary';
import { prepareReport, writeReport } from '../../src/moving/report/write';
import type { ReportLine } from '../../src/moving/source';
import { temporaryFolder } from '../support/temporary-folder';

const HOSTILE = '<img src=x onerror=alert(1)>"\'';

const line = (more: Partial<ReportLine> = {}): ReportLine => ({
  ...{ line: 'differs', kind: 'ticket', sourceId: '7', title: '#123456', reason: 'unknown status' },
  text: 'Its status is "Weird", which was made here.',
  ...more,
});

const digests = (more: Partial<TicketDigests> = {}): TicketDigests => ({
  ...{ sourceId: '7', number: '123456', id: 7, there: 'aa', here: 'aa', differs: [] },
  ...more,
});

async function* each<T>(list: T[]): AsyncIterable<T> {
  yield* list;
}

function reportOf(more: Partial<RunReport> = {}, lines: ReportLine[] = [], tickets = [digests()]): RunReport {
  return {
    ...{ source: 'WHMCS in dump.sql', isDryRun: false, run: 3 },
    startedAt: new Date('2026-11-29T01:00:00Z'),
    finishedAt: new Date('2026-11-29T01:04:00Z'),
    kinds: [{ kind: 'ticket', there: 1200, here: 1199, added: 1100, changed: 9, unchanged: 90, linked: 0 }],
    reasons: [],
    digests: { equal: 1198, different: 1 },
    lines: () => each(lines),
    digestsOfTickets: () => each(tickets),
    ...more,
  };
}

async function written(run: RunReport) {
  const folder = join(temporaryFolder(), 'reports', 'first');
  const page = await writeReport(folder, run);
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  return { folder, page: readFileSync(page, 'utf8'), read };
}

test('a run is told in a page and three lists, which only their owner may read', async () => {
  const { folder, page, read } = await written(reportOf({}, [line()]));
  expect(readdirSync(folder).sort()).toEqual(['counts.csv', 'lines.csv', 'report.html', 'tickets.csv']);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  expect(page).toContain('<strong>1,198 of 1,199 tickets are the same on both sides</strong>');
  expect(page).toContain('2026-11-29 01:00 UTC to 2026-11-29 01:04 UTC');
  expect(page).toMatch(/<th scope="row">Tickets<\/th><td class="number">1,200<\/td><td class="number">1,199<\/td>/);
  expect(page).toContain('Nothing differs and nothing stays behind.');
  expect(read('counts.csv').split('\r\n').slice(1)).toEqual(['Tickets,1200,1199,1100,9,90,0', '']);
  expect(read('lines.csv').split('\r\n').slice(1)).toEqual([
    `Differs,Tickets,7,#123456,unknown status,"Its status is ""Weird"", which was made here.",1`,
    '',
  ]);
  expect(read('tickets.csv').split('\r\n').slice(1)).toEqual(['7,123456,7,aa,aa,yes,', '']);
});

test('lines stand below what they mean, with the first of each reason', async () => {
  const reasons = [
    { line: 'note', kind: 'client', reason: 'old password', count: 1, examples: [line({ text: 'Works once more.' })] },
    { line: 'stays', kind: 'tblinvoices', reason: 'no such thing here', count: 70, examples: [line({ count: 3 })] },
  ] as const;
  const { page } = await written(
    reportOf({ reasons: reasons.map((reason) => ({ ...reason, examples: [...reason.examples] })) }),
  );
  expect(page.indexOf('Stays behind')).toBeLessThan(page.indexOf('Worth knowing'));
  expect(page).toContain('<strong>tblinvoices: no such thing here</strong> <span class="quiet">70</span>');
  expect(page).toContain('67 more in lines.csv');
  expect(page).toContain('<strong>Clients: old password</strong>');
  expect(page).not.toContain('Nothing differs');
});

test('what is said of no record in particular can be read without opening it', async () => {
  const examples = ['48 values stay.', '<7> values stay.'].map((text) =>
    line({ sourceId: '', title: 'cardnum', text }),
  );
  const reason = { line: 'stays', kind: 'tblclients', reason: 'column', count: 3, examples } as const;
  const { page } = await written(reportOf({ reasons: [{ ...reason, examples }] }));
  expect(page).toContain(
    '<p class="summed"><strong>tblclients: column</strong> <span class="quiet">3</span>' +
      '<br>48 values stay.<br>&lt;7&gt; values stay.</p><p class="quiet">1 more in lines.csv</p>',
  );
  expect(page).not.toContain('<details>');
});

test('a dry run says what would move, and has no digests', async () => {
  const { folder, page } = await written(reportOf({ isDryRun: true, digests: null }));
  expect(readdirSync(folder).sort()).toEqual(['counts.csv', 'lines.csv', 'report.html']);
  expect(page).toContain('nothing was written');
  expect(page).toContain('What would move from WHMCS in dump.sql');
});

test('names of the old desk run nowhere', async () => {
  const hostile = line({ title: HOSTILE, text: `=cmd|' /C calc'!A0`, sourceId: '+7' });
  const reason = { line: 'stays', kind: HOSTILE, reason: HOSTILE, count: 1, examples: [hostile] } as const;
  const run = reportOf({ source: HOSTILE, reasons: [{ ...reason, examples: [hostile] }] }, [hostile]);
  const { page, read } = await written(run);
  expect(page).not.toContain('<img');
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;');
  expect(read('lines.csv')).toContain(`,"'=cmd|' /C calc'!A0",1`);
  expect(read('lines.csv')).toContain(`,"'+7",`);
});

test('lists are as long as the run', async () => {
  const tickets = Array.from({ length: 20_000 }, (_, id) =>
    digests({ sourceId: `${id}`, number: `${id}`, id, ...(id === 9 && { here: 'bb', differs: ['subject', 'files'] }) }),
  );
  const { read } = await written(
    reportOf({}, [], [...tickets, digests({ id: null, here: null, differs: ['ticket'] })]),
  );
  const rows = read('tickets.csv').trimEnd().split('\r\n').slice(1);
  expect(rows).toHaveLength(20_001);
  expect(rows.filter((row) => row.includes(',no,'))).toEqual([
    '9,9,9,aa,bb,no,subject files',
    '7,123456,,aa,,no,ticket',
  ]);
});

test('a folder that cannot be written is refused in words, before a run and after it', async () => {
  const file = join(temporaryFolder(), 'file');
  const place = await writeReport(file, reportOf());
  for (const write of [writeReport(place, reportOf()), prepareReport(place), prepareReport(join(place, 'below'))]) {
    await expect(write).rejects.toThrow(/^The report cannot be written into .+: there is a file of that name$/);
  }
  // A folder, where a file is to be.
  mkdirSync(join(file, 'below', 'lines.csv'), { recursive: true });
  await expect(writeReport(join(file, 'below'), reportOf())).rejects.toThrow(
    /^The report cannot be written into .+: there is a folder of the name of a file$/,
  );
});

test.each([
  [1, 'The files of 1 attachment were not found'],
  [1200, 'The files of 1,200 attachments were not found'],
])('a run ends with what to do about missing files: %i', (count, said) => {
  const missing: Reason = { line: 'differs', kind: 'attachment', reason: 'file missing', count, examples: [] };
  const other: Reason = { ...missing, line: 'note', reason: 'file pruned there' };
  const told = conclusion(reportOf({ reasons: [other, missing] }), undefined);
  expect(told[1]).toContain(`${said}: this desk has the names only. If --attachments names another folder`);
  expect(conclusion(reportOf({ reasons: [other] }), undefined).join()).not.toContain('not found');
});

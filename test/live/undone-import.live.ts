/** Lives here because it imports whole desks with processes of their own. */
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { type MovingDesk, makeMovingDesk } from '../support/moving-desk';
import { laterDesk } from '../support/old-desk/changes';
import { writeAttachments, writeDump } from '../support/old-desk/folder';
import { OldDesk } from '../support/old-desk/old-desk';
import { temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();
const attachments = join(folder, 'attachments');

/** What a run leaves behind even when it was undone: that it was there, and the activity log. */
const LEFT = /^(import|imports|activity_log$|event_cursor$)/;

/** What two tables say: rows of tallies are added up, and where a word stands depends on how it came into the index. */
const MEANINGS: Record<string, string> = {
  ticket_tallies: `(select week, department_id, status_id, sum(tickets) from ticket_tallies group by 1, 2, 3 having sum(tickets) <> 0)`,
  ticket_words: '(select ticket_id, last_reply_at, is_deleted, strip(words) from ticket_words)',
};

/** The rows of every table, as one number. The server indexes texts on its own account, after a while. */
async function fingerprints({ rows }: MovingDesk): Promise<Record<string, string>> {
  await eventually(async () => (await rows('select from search_marks limit 1')).length === 0);
  const tables = await rows<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and relpersistence = 'p' order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    if (LEFT.test(name)) continue;
    const [row] = await rows<{ sum: string }>(
      `select count(*) || ' ' || coalesce(sum(hashtextextended(whole_row::text, 0)), 0) as sum
       from ${MEANINGS[name] ?? name} whole_row`,
    );
    found[name] = row?.sum ?? '';
  }
  return found;
}

let desk: MovingDesk;
beforeAll(async () => {
  desk = await makeMovingDesk();
});
afterAll(() => desk?.stop());

test('a desk whose import was undone is as before, and can be moved to again', async () => {
  await desk.call('OpenTicket', {
    deptid: '1',
    name: 'Ann',
    email: 'ann@example.com',
    subject: 'Mine',
    message: 'Here first',
  });
  await writeDump(new OldDesk(150), join(folder, 'first.sql'));
  await writeDump(laterDesk(150), join(folder, 'second.sql'));
  await writeAttachments(laterDesk(150), attachments);
  await writeAttachments(new OldDesk(150), attachments);

  const empty = await fingerprints(desk);
  await desk.import('--dump', join(folder, 'first.sql'), '--attachments', attachments);
  const first = await fingerprints(desk);
  expect(first).not.toEqual(empty);
  await desk.import('--dump', join(folder, 'second.sql'), '--attachments', attachments);
  expect(await fingerprints(desk)).not.toEqual(first);

  await desk.import('--undo');
  expect(await fingerprints(desk)).toEqual(first);
  await desk.import('--undo');
  expect(await fingerprints(desk)).toEqual(empty);
  await desk.import('--dump', join(folder, 'first.sql'), '--attachments', attachments);
  const count = await desk.rows('select count(*)::int from tickets');
  expect(count).toEqual([{ count: 151 }]);
});

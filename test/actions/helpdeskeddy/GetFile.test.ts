import { testDoorRefusals } from '../../support/doors';
import { sendFile, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

/** The files of the world by id: of a message, a note and a draft of Ann's, one that was removed, one that is a link. */
const [OF_MESSAGE, OF_NOTE, OF_DRAFT, REMOVED, LINK] = [1, 2, 3, 4, 5];

beforeAll(async () => {
  const { id } = await world.ticket({ clientid: callers.ann.id });
  await sendFile(world, callers.staff.headers, `/tickets/${id}/posts/`, { text: 'x' }, 'größe.txt', 'one\u0000two');
  await sendFile(world, callers.staff.headers, `/tickets/${id}/comments/`, { text: 'x' }, 'note.txt', 'note');
  await world.desk.database.transaction('write', async (db) => {
    await db.query(
      `insert into messages (id, ticket_id, author_kind, body, created_at, is_draft)
       values (500, $1, 'staff', 'Draft', now(), true)`,
      [id],
    );
    await db.query(
      `insert into attachments (id, message_id, position, filename, stored_name, size, removed_at, url) values
         (3, 500, 0, 'draft.txt', 'x', 5, null, null),
         (4, 1, 0, 'removed.txt', 'x', 7, now(), null),
         (5, 1, 1, 'link.txt', 'x', 0, null, 'https://files.example.com/link.txt')`,
    );
    await db.query(`insert into attachment_contents (attachment_id, bytes) values (3, 'draft'), (4, 'removed')`);
  });
});

test('answers the bytes, with headers that keep a browser from running them', async () => {
  for (const who of [callers.staff, callers.ann]) {
    const { status, text, headers } = await who.ask('GET', `/files/${OF_MESSAGE}/`);
    expect([status, text]).toEqual([200, 'one\u0000two']);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="gr__e.txt"; filename*=UTF-8''gr%C3%B6%C3%9Fe.txt`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  }
});

test('gives staff the files of notes and drafts too', async () => {
  const texts = await Promise.all(
    [OF_NOTE, OF_DRAFT].map(async (id) => (await callers.staff.ask('GET', `/files/${id}`)).text),
  );
  expect(texts).toEqual(['note', 'draft']);
});

const missing = (id: number, who: 'staff' | 'ann' | 'bob' | 'elsewhere', because: string) => ({
  message: `File with id {${id}} not found`,
  status: 404,
  because: `${who}, ${because}`,
  request: () => callers[who].ask('GET', `/files/${id}`),
});
testDoorRefusals(world, 'helpdeskeddy/GetFile', [
  missing(999, 'staff', 'none'),
  missing(999, 'bob', 'none'),
  missing(OF_MESSAGE, 'bob', "another client's"),
  missing(OF_MESSAGE, 'elsewhere', "another department's"),
  missing(OF_NOTE, 'ann', "a note's"),
  missing(OF_DRAFT, 'ann', "a draft's"),
  missing(REMOVED, 'staff', 'removed'),
  missing(LINK, 'staff', 'a link'),
  { message: 'Parameter "id" must be a whole number', request: () => callers.staff.ask('GET', '/files/..%2f1') },
]);

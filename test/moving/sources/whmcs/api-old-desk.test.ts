import { openApi } from '../../../../src/moving/sources/whmcs/api';
import { MemorySink } from '../../../support/memory-sink';
import { CREDENTIAL, openOldApi } from '../../../support/old-desk/api/server';
import type { Author, FileFacts } from '../../../support/old-desk/facts';
import { OldDesk } from '../../../support/old-desk/old-desk';
import { STAFF } from '../../../support/old-desk/setup';

const ZONE = 'Europe/Berlin';

/** The API tells seconds. */
const told = (date: Date | undefined): Date | null =>
  date === undefined ? null : new Date(Math.floor(date.getTime() / 1_000) * 1_000);

const idOf = (id: number): string | null => (id === 0 ? null : String(id));

function authorOf(author: Author) {
  if (author.kind === 'staff') {
    // A name that two have says nothing.
    const same = STAFF.filter(({ firstName, lastName }) => `${firstName} ${lastName}` === author.name);
    return { staffName: author.name, staffId: same.length === 1 ? String(author.staffId) : null };
  }
  return {
    staffName: null,
    clientId: 'clientId' in author ? String(author.clientId) : null,
    contactId: author.kind === 'contact' ? String(author.contactId) : null,
    userId: author.kind === 'user' ? String(author.userId) : null,
    ...(author.kind === 'guest' && { authorName: author.name, authorEmail: author.email }),
  };
}

const filesOf = (files: readonly FileFacts[], owner: string) =>
  files.map(({ name, state }, position) => ({
    ...{ sourceId: `${owner}:${position}`, filename: name, isRemoved: state === 'pruned' },
  }));

test('reads of every ticket what people knew, with all oddities', async () => {
  const desk = new OldDesk(80);
  const api = await openOldApi(desk, ZONE);
  const source = await openApi({ url: api.url, ...CREDENTIAL, timeZone: ZONE, now: () => new Date() });
  const sink = new MemorySink();
  try {
    await source.read(sink, new AbortController().signal);
  } finally {
    await source.close();
    await api.close();
  }
  const facts = [...desk.tickets()];
  const merged = facts.filter(({ mergedIntoId }) => mergedIntoId !== 0).map(({ id }) => String(id));
  expect(merged.length).toBeGreaterThan(0);
  expect(sink.because('merged').map(({ sourceId }) => sourceId)).toEqual(merged);
  const living = facts.filter(({ mergedIntoId }) => mergedIntoId === 0);
  expect(sink.all('ticket').map(({ sourceId }) => sourceId)).toEqual(living.map(({ id }) => String(id)));
  for (const ticket of living) {
    const record = sink.one('ticket', ticket.id);
    const { staffName: _, ...requester } = authorOf(ticket.requester);
    expect(record).toMatchObject({
      ...{ number: ticket.number, accessCode: ticket.accessCode, departmentId: String(ticket.departmentId) },
      ...{ subject: ticket.subject, cc: ticket.cc, assigneeId: idOf(ticket.assigneeId) },
      ...{ statusId: ticket.status.toLowerCase(), priorityId: ticket.priority.toLowerCase() },
      ...{ createdAt: told(ticket.createdAt), lastReplyAt: told(ticket.lastReplyAt) },
      openedByStaffName: ticket.openedBy?.name ?? null,
      ...(ticket.requester.kind === 'guest'
        ? { requesterName: ticket.requester.name, requesterEmail: ticket.requester.email, clientId: null }
        : requester),
    });
    const [sort, id] = [ticket.service.slice(0, 1), ticket.service.slice(1)];
    expect([record.serviceId, record.domainId]).toEqual([sort === 'S' ? id : null, sort === 'D' ? id : null]);
    for (const message of ticket.messages) {
      const sourceId = message.id === 0 ? `t${ticket.id}` : String(message.id);
      expect(sink.one('message', sourceId)).toMatchObject({
        ...{ ticketId: String(ticket.id), isFirst: message.id === 0, body: message.body },
        ...{ createdAt: told(message.createdAt), ...authorOf(message.author) },
        // The API does not show the rating of an opening message.
        rating: message.id === 0 || message.rating === 0 ? null : message.rating,
      });
      for (const file of filesOf(message.files, `message:${sourceId}`)) {
        expect(sink.one('attachment', file.sourceId)).toMatchObject(file);
      }
    }
    for (const note of ticket.notes) {
      expect(sink.one('note', note.id)).toMatchObject({
        ...{ ticketId: String(ticket.id), body: note.body, createdAt: told(note.createdAt) },
        staffName: note.author.name,
      });
      for (const file of filesOf(note.files, `note:${note.id}`)) {
        expect(sink.one('attachment', file.sourceId)).toMatchObject(file);
      }
    }
  }
  const count = (all: readonly (readonly unknown[])[]) => all.reduce((sum, { length }) => sum + length, 0);
  expect(sink.all('message').length).toBe(count(living.map(({ messages }) => messages)));
  expect(sink.all('note').length).toBe(count(living.map(({ notes }) => notes)));
});

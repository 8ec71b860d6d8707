import type { OldRecords } from './old-records';

type TicketRecord = NonNullable<OldRecords['ticket']>[number];
type MessageRecord = NonNullable<OldRecords['message']>[number];

/** A time in March 2025. */
export const at = (day: number, hour = 10): Date => new Date(Date.UTC(2025, 2, day, hour));

/** A guest's ticket without anything odd, besides what is given. */
export const ticket = (sourceId: string, more: Partial<TicketRecord> = {}): TicketRecord => ({
  ...{ sourceId, number: `9${sourceId}`, accessCode: 'abcdEFGH', departmentId: '1', subject: `Subject ${sourceId}` },
  ...{ statusId: 'open', priorityId: 'low', requesterName: 'Gus', requesterEmail: 'gus@example.com' },
  ...{ createdAt: at(1), lastReplyAt: at(1), viewedByStaff: true, viewedByClient: true },
  ...more,
});

/** Its opening message. */
export const opening = (ticketId: string, more: Partial<MessageRecord> = {}): MessageRecord => ({
  ...{ sourceId: `t${ticketId}`, ticketId, isFirst: true, body: `Body of ${ticketId}`, createdAt: at(1) },
  ...more,
});

const reply = (sourceId: string, ticketId: string, more: Partial<MessageRecord> = {}): MessageRecord => ({
  ...{ sourceId, ticketId, body: `Reply ${sourceId}`, createdAt: at(2) },
  ...more,
});

const file = (messageId: string, ticketId: string, position: number, filename: string, place = filename) => ({
  ...{ sourceId: `message:${messageId}:${position}`, ticketId, messageId, position, filename, place },
});

const WHOLE = ticket('100', {
  ...{ number: '123456', departmentId: '4', subject: 'Help', priorityId: 'high', clientId: '815', assigneeId: '3' },
  ...{ requesterName: '', requesterEmail: '', lastReplyAt: at(2), tags: ['Red', 'blue'], followerIds: ['3'] },
  ...{ cc: ['Bob <bob@example.com>', 'eve@example.com'] },
});

/** An old desk whose tickets have everything that tickets may have, and everything that may be wrong with them. */
export const oldTickets = (): OldRecords => ({
  status: [
    { sourceId: 'open', title: 'Open', color: '#779500', isActive: true, isAwaitingReply: true, isClosed: false },
    { sourceId: 'answered', title: 'Answered', isActive: true, isAwaitingReply: false, isClosed: false },
    { sourceId: 'closed', title: 'Closed', color: '#888888', isActive: false, isClosed: true },
  ],
  priority: ['Low', 'Medium', 'High'].map((name) => ({ sourceId: name.toLowerCase(), name })),
  staff: [{ sourceId: '3', username: 'ann', firstName: 'Ann', lastName: 'Agent', email: 'ann@example.com' }],
  department: [
    { sourceId: '1', name: 'Sales' },
    { sourceId: '4', name: 'Billing', email: 'billing@example.com' },
  ],
  client: [{ sourceId: '815', firstName: 'Carl', lastName: 'Client', email: 'carl@example.com' }],
  customField: [
    { sourceId: '7', owner: 'ticket', name: 'Plan', type: 'select', options: ['Small', 'Large'] },
    { sourceId: '8', owner: 'ticket', name: 'Urgent', type: 'checkbox' },
    { sourceId: '9', owner: 'ticket', name: 'Order', type: 'text', departmentId: '4', required: true, sortOrder: 1 },
  ],
  customFieldValue: [
    { sourceId: '7:100', fieldId: '7', ownerId: '100', value: 'Large' },
    { sourceId: '8:100', fieldId: '8', ownerId: '100', value: 'on' },
    { sourceId: '9:100', fieldId: '9', ownerId: '100', value: '  A 1' },
    { sourceId: '9:300', fieldId: '9', ownerId: '300', value: ' ' },
    { sourceId: '7:300', fieldId: '7', ownerId: '300', value: 'Huge' },
    { sourceId: '6:300', fieldId: '6', ownerId: '300', value: 'Of no field' },
  ],
  ticket: [
    WHOLE,
    ticket('150', {
      ...{ clientId: '815', requesterName: '', requesterEmail: '', subject: 'As called', statusId: 'answered' },
      ...{ createdAt: at(5), updatedAt: at(6), lastReplyAt: at(6), viewedByClient: false, cc: ['bob@example.com'] },
    }),
    ticket('110', { number: 'ABC - 1234 - 2025' }),
    // Merged: 202 into 200, and 201 into 202. 203 into one that is gone, 204 and 205 in a circle.
    ticket('200'),
    ticket('201', { mergedIntoId: '202', accessCode: 'ijklMNOP' }),
    ticket('202', { mergedIntoId: '200' }),
    ticket('203', { mergedIntoId: '999' }),
    ticket('204', { mergedIntoId: '205' }),
    ticket('205', { mergedIntoId: '204' }),
    // What they refer to is lost.
    ticket('300', { departmentId: '77', statusId: 'escalated', priorityId: 'urgent', subject: ' \n', accessCode: '' }),
    ticket('301', {
      ...{ departmentId: null, statusId: 'auto closed', clientId: '816', requesterName: null, requesterEmail: null },
    }),
    ticket('302', {
      ...{ number: null, createdAt: null, lastReplyAt: null, assigneeId: '9' },
      cc: ['nobody', 'a@b.example', 'A@b.example'],
    }),
    ticket('303', { number: '9300', subject: 'Two\nlines', serviceId: '5' }),
  ],
  message: [
    opening('100', { clientId: '815', body: 'One\0 two', mailId: '<a@b>' }),
    reply('12', '100', { staffName: 'Ann Agent', body: '**Answer**', format: 'markdown', rating: 4 }),
    opening('150', { clientId: '815', body: 'Hello', createdAt: at(5) }),
    reply('51', '150', { staffId: '3', body: 'Answer', createdAt: at(6) }),
    ...['110', '200', '203', '204', '205', '300'].map((id) => opening(id)),
    opening('201', { body: 'Copied', createdAt: at(2) }),
    opening('202', { body: 'Not copied', createdAt: at(3) }),
    reply('21', '200', { body: 'Copied' }),
    reply('22', '201', { staffName: 'Gone', body: 'Answer there', createdAt: at(4) }),
    opening('301', { clientId: '816' }),
    reply('31', '301', { staffName: 'Gone Gil' }),
    reply('32', '302', { body: 'No date', createdAt: null }),
    reply('33', '302', { body: 'Date', createdAt: at(3), rating: 9 }),
    reply('34', '399'),
    opening('303', { body: 'x'.repeat(3_000_000) }),
  ],
  note: [
    { sourceId: '5', ticketId: '100', staffId: '3', body: 'Psst', createdAt: at(2, 11) },
    { sourceId: '7', ticketId: '150', staffName: 'Ann Agent', body: 'Psst', createdAt: at(6) },
    { sourceId: '6', ticketId: '201', body: 'Note', createdAt: at(4) },
  ],
  attachment: [
    file('12', '100', 0, 'a.txt', '123456_a.txt'),
    { sourceId: 'note:5:0', ticketId: '100', noteId: '5', position: 0, filename: 'b.txt', place: 'b', isRemoved: true },
    file('t201', '201', 0, 'a.txt'),
    file('t201', '201', 1, 'b.txt'),
    file('21', '200', 0, 'a.txt'),
  ],
  predefinedCategory: [
    { sourceId: '2', name: 'Child', parentId: '3' },
    { sourceId: '3', name: 'Top' },
  ],
  predefinedReply: [{ sourceId: '1', name: 'Hi', body: 'Hello', categoryId: '2' }],
});

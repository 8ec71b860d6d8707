import type { DeskEvent } from '../store/desk/outbox';

type Value = string | number | boolean | number[] | string[] | Record<string, string | number>;

/** What an event says: when it is recorded, and a sample of each variable. */
interface DescribedEvent {
  when: string;
  data: Record<string, Value>;
}

const department = { deptid: 1, deptname: 'Support' };
const opening = {
  ...{ ticketid: 5, ticketmask: '438217', userid: 0, ...department, subject: 'Broken', message: 'It does not work.' },
  ...{ priority: 'Medium', messageid: 9, noemail: false },
};
const reply = {
  ...{
    ...department,
    subject: 'Broken',
    message: 'Now it works.',
    priority: 'Medium',
    status: 'Answered',
    noemail: false,
  },
};
const person = { firstname: 'Ann', lastname: 'Lee', email: 'ann@example.com' };
const user = { user_id: 4, ...person, language: 'english' };
const client = { userid: 3, client_id: 3 };
const announcement = {
  ...{ announcementid: 2, date: '2027-01-31T09:00:00.000Z', title: 'Maintenance', announcement: 'On Sunday.' },
  published: true,
};

/** Every event, in the order of the documentation. */
export const EVENTS: Record<DeskEvent, DescribedEvent> = {
  TicketOpen: { when: 'A client or guest has opened a ticket', data: opening },
  TicketOpenAdmin: { when: 'An administrator has opened a ticket', data: opening },
  TicketUserReply: {
    when: 'A client or guest has replied',
    data: { ticketid: 5, replyid: 10, userid: 0, ...reply, status: 'Customer-Reply' },
  },
  TicketAdminReply: {
    when: 'An administrator has replied',
    data: { ticketid: 5, replyid: 10, admin: 'Jo Doe', ...reply },
  },
  TicketAddNote: {
    when: 'An administrator has added a note, which customers do not see',
    data: { ticketid: 5, noteid: 2, message: 'Ask the provider.', adminid: 1, attachments: ['log.txt'] },
  },
  TicketStatusChange: {
    when: 'An administrator has changed the status',
    data: { ticketid: 5, adminid: 1, status: 'In Progress' },
  },
  TicketClose: { when: 'A ticket was closed', data: { ticketid: 5 } },
  TicketPriorityChange: {
    when: 'The priority has changed',
    data: { ticketid: 5, priority: 'High', adminid: 1 },
  },
  TicketDepartmentChange: {
    when: 'The ticket has moved to another department',
    data: { ticketid: 5, ...department, fromdeptids: [2] },
  },
  TicketFlagged: {
    when: 'The ticket was assigned to an administrator',
    data: { ticketid: 5, adminid: 1, adminname: 'Jo Doe' },
  },
  TicketSubjectChange: { when: 'The subject has changed', data: { ticketid: 5, subject: 'Very broken' } },
  TicketDelete: { when: 'A ticket was deleted', data: { ticketId: 5, adminId: 1, deptid: 1 } },
  TicketDeleteReply: { when: 'A reply was deleted', data: { ticketId: 5, replyId: 10, adminId: 1 } },
  TicketMerge: {
    when: 'Tickets were merged into another',
    data: { adminId: 1, mergedTicketIds: [6, 7], masterTicketId: 5, fromdeptids: [2] },
  },
  TicketRated: {
    when: 'A customer has rated a closed ticket as good, okay or bad. WHMCS has no such hook',
    data: { ticketid: 5, rating: 'good', comment: 'Quick and friendly.' },
  },
  TicketReplyRated: {
    when: 'A customer has given a reply one to five stars. WHMCS has no such hook',
    data: { ticketid: 5, replyid: 10, rating: 5 },
  },
  TicketSnoozed: {
    when: 'An administrator has snoozed a ticket until a later time. WHMCS has no such hook',
    data: { ticketid: 5, until: '2027-01-31T09:00:00.000Z', adminid: 1 },
  },
  TicketUnsnoozed: {
    when: 'A snoozed ticket is back: its time has come, its customer has replied, or somebody has woken it. WHMCS has no such hook',
    data: { ticketid: 5 },
  },
  TicketReplyScheduled: {
    when: 'An administrator has written a reply that is sent later: ten seconds, as a rule. WHMCS has no such hook',
    data: { ticketid: 5, scheduledid: 3, adminid: 1, admin: 'Jo Doe', dueat: '2027-01-31T09:00:10.000Z' },
  },
  TicketReplyStopped: {
    when:
      'A scheduled reply is not sent: `reason` is reply, note, closed, merged, gone (the ticket), rights (of its author) ' +
      'or status. WHMCS has no such hook',
    data: { ticketid: 5, scheduledid: 3, adminid: 1, reason: 'reply' },
  },
  TicketReplyCancelled: {
    when: 'A scheduled reply was taken back. WHMCS has no such hook',
    data: { ticketid: 5, scheduledid: 3, adminid: 1 },
  },
  TicketRestore: {
    when: 'A deleted ticket is back. WHMCS has no such hook',
    data: { ticketid: 5, adminid: 1, deptid: 1 },
  },
  TicketUnmerge: {
    when: 'A merge was taken back: the ticket has its messages again. WHMCS has no such hook',
    data: { adminId: 1, ticketId: 6, masterTicketId: 5, fromdeptids: [2] },
  },
  TicketSplit: {
    when: 'Messages of a ticket were moved to a new one. WHMCS has no such hook',
    data: { adminId: 1, ticketId: 8, fromTicketId: 5, messageIds: [10, 11], fromdeptids: [2] },
  },
  ClientAdd: {
    when: 'A client was added',
    data: { ...client, user_id: 4, ...person, companyname: '', country: 'US', noemail: false },
  },
  ClientEdit: {
    when: 'A client has changed',
    data: { ...client, email: 'ann@example.com', changed: ['email'] },
  },
  ClientClose: { when: "A client's account was closed", data: client },
  ClientDelete: { when: 'A client was deleted, with its tickets', data: { ...client, email: 'ann@example.com' } },
  ContactAdd: { when: 'A contact was added', data: { userid: 3, contactid: 8, ...person } },
  ContactEdit: {
    when: 'A contact has changed',
    data: { userid: 3, contactid: 8, email: 'ann@example.com', changed: ['email'] },
  },
  ContactDelete: { when: 'A contact was deleted', data: { userid: 3, contactid: 8 } },
  UserAdd: { when: 'A user was added', data: user },
  UserEdit: { when: 'A user has changed', data: { ...user, olddata: { ...person, language: 'english' } } },
  UserChangePassword: { when: 'A user has chosen another password', data: { userid: 4 } },
  UserLogin: {
    when: 'A user has signed in to the pages',
    data: { user: { id: 4, ...person, language: 'english' } },
  },
  UserLogout: {
    when: 'A user has signed out',
    data: { user: { id: 4, ...person, language: 'english' } },
  },
  CancellationRequest: {
    when: 'A client wants to end a service',
    data: { userid: 3, relid: 2, reason: 'Too slow', type: 'Immediate' },
  },
  AnnouncementAdd: { when: 'An announcement was added', data: announcement },
  AnnouncementEdit: { when: 'An announcement has changed', data: announcement },
  EmailPreSend: { when: 'A mail was queued', data: { emailid: 12 } },
  NotificationPreSend: {
    when: 'TriggerNotificationEvent was called',
    data: {
      ...{ notification_identifier: 'backup', title: 'Backup', message: 'Done', url: '', status: 'OK' },
      statusStyle: 'success',
    },
  },
};

/** A ticket event's ticket, as a `full` webhook has it. */
const ticket = {
  ...{
    id: 5,
    tid: '438217',
    ...department,
    userid: 0,
    contactid: 0,
    name: 'Ann Lee',
    email: 'ann@example.com',
    cc: '',
  },
  ...{ subject: 'Broken', status: 'Open', priority: 'Medium', admin: '', flag: 0, service: '' },
  ...{ date: '2027-01-31T09:00:00.000Z', lastreply: '2027-01-31T09:00:00.000Z' },
};

const hasTicket = (event: string): boolean => event.startsWith('Ticket');

/** A sample of what a `full` webhook gets. */
export const sampleOf = (event: string, { data }: DescribedEvent) => ({
  ...{ id: 'evt_21', type: event, sequence: 21, timestamp: '2027-01-31T09:00:00.000Z', version: 1 },
  data,
  ticket: hasTicket(event) ? ticket : null,
});

type Json = { [name: string]: unknown };

/** The JSON Schema of a value like this one. What `thin` webhooks leave out is not required. */
function schemaOf(value: unknown): Json {
  if (Array.isArray(value)) return { type: 'array', items: schemaOf(value[0]) };
  if (typeof value === 'object' && value !== null) {
    return {
      type: 'object',
      properties: Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, schemaOf(inner)])),
    };
  }
  return { type: typeof value === 'number' ? 'integer' : typeof value };
}

const header = (name: string, description: string): Json => ({
  ...{ name, in: 'header', required: true, description, schema: { type: 'string' } },
});

/** Describes what webhooks are sent, for OpenAPI. */
export const describeWebhooks = (): Json =>
  Object.fromEntries(
    Object.entries(EVENTS).map(([event, described]) => {
      const sample = sampleOf(event, described);
      const { properties } = schemaOf({ ...sample, ticket }) as { properties: Json };
      const schema = {
        type: 'object',
        required: ['id', 'type', 'sequence', 'timestamp', 'version', 'data', 'ticket'],
        properties: {
          ...properties,
          type: { const: event },
          timestamp: { type: 'string', format: 'date-time' },
          ticket: hasTicket(event) ? { ...(properties.ticket as Json), type: ['object', 'null'] } : { type: 'null' },
        },
      };
      const operation = {
        operationId: `webhook${event}`,
        summary: described.when,
        tags: ['Deliveries'],
        security: [],
        parameters: [
          header('webhook-id', 'The same in every attempt'),
          header('webhook-timestamp', 'When it was sent, in seconds since 1970'),
          header('webhook-signature', 'v1 and v1a of Standard Webhooks 1.0, separated by spaces'),
        ],
        requestBody: { required: true, content: { 'application/json': { schema, example: sample } } },
        responses: { '2XX': { description: 'Delivered. Everything else is tried again' } },
      };
      return [event, { post: operation }];
    }),
  );

/** Writes docs/EVENTS.md. */
export function describeEvents(): string {
  const sections = Object.entries(EVENTS).map(([event, described]) => {
    const sample = JSON.stringify(sampleOf(event, described), null, 2);
    return `## ${event}\n\n${described.when}.\n\n\`\`\`json\n${sample}\n\`\`\`\n`;
  });
  return `<!-- Made by \`npm run generate\` from src/description/events.ts; changes belong there. -->

# Events

What [webhooks](WEBHOOKS.md) are sent and the [feed](FEED.md) tells, with a sample of each event. \`data\` has the variables of WHMCS's hook of that name,
and what was written as \`message\`. The JSON Schema of each is in \`/openapi.json\`, under \`webhooks\`.

${sections.join('\n')}`;
}

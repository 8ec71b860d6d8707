import type { Db } from '../../database/pool';
import type { LookUpTogether, WriteTogether } from '../../database/together';
import { type ActivityRow, activityJson } from '../desk/activity';
import type { EventRow } from '../desk/outbox';
import { NO_ID } from '../ids';
import { jsonRows } from '../json-rows';
import type { NewAttachment } from './attachments';
import type { CustomFieldChange } from './custom-fields';
import { detailsJson, type TicketDetails } from './details';
import { clientOf, type Given, INSERT, INSERT_ONE, INSERT_WITH_FILES, oneValues } from './opening-statements';
import type { Author, MessageFormat } from './tickets';

/** What a client's ticket refers to besides the catalogue. */
interface ClientReferences {
  clientId: number;
  userId?: number | undefined;
  contactId?: number | undefined;
  serviceId?: number | undefined;
  domainId?: number | undefined;
}

/** A reference is null if there is no such row, or if it belongs to another client. */
export type FoundReferences = Record<keyof ClientReferences, number | null>;

/** Looks up everything of a client that a ticket refers to. */
export const lookUpReferences = (db: Db, references: ClientReferences): Promise<FoundReferences> =>
  db.lookUpTogether(REFERENCES, references);

const REFERENCES: LookUpTogether<ClientReferences, FoundReferences> = {
  lookUp: (db, all) =>
    db.query(
      `select
         (select id from clients where id = g.client_id) as "clientId",
         (select user_id from client_users where client_id = g.client_id and user_id = g.user_id) as "userId",
         (select id from contacts where id = g.contact_id and client_id = g.client_id) as "contactId",
         (select id from services where id = g.service_id and client_id = g.client_id) as "serviceId",
         (select id from domains where id = g.domain_id and client_id = g.client_id) as "domainId"
       from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[]) with ordinality
         as g (client_id, user_id, contact_id, service_id, domain_id, place)
       order by place`,
      [
        all.map(({ clientId }) => clientId),
        all.map(({ userId }) => userId ?? NO_ID),
        all.map(({ contactId }) => contactId ?? NO_ID),
        all.map(({ serviceId }) => serviceId ?? NO_ID),
        all.map(({ domainId }) => domainId ?? NO_ID),
      ],
    ),
};

export interface NewTicketRow {
  /** Numbers to try, best first. `%i` stands for the ticket's id. */
  numbers: string[];
  accessCode: string;
  departmentId: number;
  subject: string;
  statusId: number;
  priorityId: number;
  opener: Author;
  serviceId: number | null;
  domainId: number | null;
  preventClientClosure: boolean;
  createdAt: Date;
  now: Date;
  body: string;
  format: MessageFormat;
  /** The event to record. The statement adds the new ids to its payload. */
  event: EventRow;
  /** The entry in the activity log. The statement adds the new id and number to its description. */
  activity: ActivityRow;
  /** Values of custom fields. */
  customFields: CustomFieldChange[];
  /** The files of its message. */
  files: NewAttachment[];
  /** The addresses of people who get copies of its mail. */
  cc: string[];
  bcc: string[];
  details: TicketDetails | undefined;
  /** Whether to return the client. */
  showsClient: boolean;
}

interface OpenedTicket {
  id: number;
  number: string;
  messageId: number;
  /** Null unless the row asked for it. */
  client: OpeningClient | null;
}

/** The client of a new ticket. */
export interface OpeningClient {
  firstName: string;
  lastName: string;
  /** The whole name, or else the company. */
  name: string;
  email: string;
}

/**
 * Inserts tickets, each under the first of its numbers that is free, with its first message, custom fields, files,
 * copies, event and log entry. It is one statement for many tickets because this is the hot path: 16 tickets in one take PostgreSQL a
 * third of the time of 16 statements. They travel as JSON, because the driver takes five times as long to write thirty
 * arrays. The bytes of all files are one parameter, because the driver sends only that without encoding it.
 *
 * @returns undefined for a ticket none of whose numbers is free. Of that, nothing was inserted.
 */
export const insertTickets: WriteTogether<NewTicketRow, OpenedTicket | undefined> = {
  async write(db, rows, deadline) {
    const [only] = rows;
    if (only !== undefined && rows.length === 1 && isSimple(only)) {
      return [(await db.query<OpenedTicket>(INSERT_ONE, oneValues(givenOf(only), only.activity, deadline)))[0]];
    }
    const isPlain = rows.every(({ files, cc, bcc }) => files.length + cc.length + bcc.length === 0);
    const inserted = await (isPlain
      ? db.query<OpenedTicket & { place: number }>(INSERT, [writeRows(rows), deadline])
      : db.query<OpenedTicket & { place: number }>(INSERT_WITH_FILES, [writeRows(rows), deadline, bytesOf(rows)]));
    const opened = new Map(inserted.map(({ place, ...ticket }) => [place, ticket]));
    return rows.map((_, place) => opened.get(place));
  },

  async find(db, rows) {
    const found = await db.query<OpenedTicket & { accessCode: string }>(
      `select t.id, t.number, m.id as "messageId", t.access_code as "accessCode", ${clientOf('t.client_id')} as client
       from tickets t join messages m on m.ticket_id = t.id and m.is_first
       where t.updated_at = any($1::timestamptz[]) and t.access_code = any($2::text[])`,
      [rows.map(({ now }) => now), rows.map(({ accessCode }) => accessCode)],
    );
    return rows.map(({ accessCode }) => found.find((ticket) => ticket.accessCode === accessCode));
  },

  sizeOf: ({ files }) => sizeOfFiles(files),
};

/** Whether a ticket is no more than its row, its message, its event and its log entry. */
const isSimple = ({ customFields, files, cc, bcc, details, showsClient, numbers }: NewTicketRow): boolean =>
  customFields.length + files.length + cc.length + bcc.length === 0 &&
  details === undefined &&
  !showsClient &&
  !numbers.some((number) => number.includes('%i'));

/** How many bytes files have together. */
export const sizeOfFiles = (files: NewAttachment[]): number =>
  files.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);

/** The bytes of all files, one after the other. */
function bytesOf(rows: NewTicketRow[]): Buffer {
  const parts = rows.flatMap(({ files }) => files.flatMap(({ data }) => data ?? []));
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : Buffer.concat(parts);
}

function writeRows(rows: NewTicketRow[]): string {
  let start = 1;
  const startOf = ({ data }: NewAttachment): number | null => {
    const at = start;
    start += data?.length ?? 0;
    return data === null ? null : at;
  };
  return jsonRows(rows.map((row, place) => writeRow(row, place, startOf)));
}

/** @param startOf tells where the bytes of a file begin, counted from 1; null for a link */
const writeRow = (row: NewTicketRow, place: number, startOf: (file: NewAttachment) => number | null) =>
  Object.assign(
    givenOf(row),
    {
      place,
      log: activityJson(row.activity),
      fields: unlessEmpty(row.customFields.map(({ fieldId, value }) => ({ field_id: fieldId, value }))),
      files: unlessEmpty(
        row.files.map((file, position) => ({
          position,
          filename: file.filename,
          stored_name: file.storedName,
          size: file.data?.length ?? 0,
          url: file.url,
          start: startOf(file),
        })),
      ),
      cc: unlessEmpty(row.cc),
      bcc: unlessEmpty(row.bcc),
      shows_client: row.showsClient || undefined,
    },
    row.details && detailsJson(row.details),
  );

/** JSON leaves out what is undefined. */
const unlessEmpty = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

/** What every statement is given of a ticket. */
const givenOf = (row: NewTicketRow): Given => ({
  numbers: row.numbers,
  access_code: row.accessCode,
  department_id: row.departmentId,
  subject: row.subject,
  status_id: row.statusId,
  priority_id: row.priorityId,
  opener_kind: row.opener.kind,
  client_id: row.opener.clientId,
  user_id: row.opener.userId,
  contact_id: row.opener.contactId,
  staff_id: row.opener.staffId,
  name: row.opener.name,
  email: row.opener.email,
  service_id: row.serviceId,
  domain_id: row.domainId,
  prevent_client_closure: row.preventClientClosure,
  created_at: row.createdAt,
  now: row.now,
  body: row.body,
  format: row.format,
  event: row.event.name,
  payload: row.event.payload,
});

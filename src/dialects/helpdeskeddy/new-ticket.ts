import type { Context } from '../../calls/action';
import type { KnownDepartment, KnownPriority } from '../../store/desk/catalogue';
import type { Status } from '../../store/desk/statuses';
import type { CustomField, CustomFieldChange } from '../../store/tickets/custom-fields';
import type { TicketDetails } from '../../store/tickets/details';
import type { OpeningClient } from '../../store/tickets/opening';
import { presentField } from './fields';
import { present, type ShownTicket } from './ticket-answer';

/** A ticket that was opened a moment ago, with nothing but what stands here. */
interface NewTicket {
  id: number;
  /** The ticket above it, and the client of that. */
  parent: { id: number; clientId: number | null } | undefined;
  title: string;
  status: Pick<Status, 'slug' | 'isClosed'>;
  priority: KnownPriority;
  department: KnownDepartment;
  clientId: number;
  client: OpeningClient;
  details: TicketDetails;
  cc: string[];
  bcc: string[];
  /** The fields that the caller may see, in their order, and the values. */
  fields: CustomField[];
  values: CustomFieldChange[];
}

/** Shows a new ticket without reading it: the same as reading it would show. */
export function presentNew(context: Context, ticket: NewTicket): ShownTicket {
  const { id, parent, status, priority, department, clientId, client, details } = ticket;
  const facts = {
    id,
    parentId: parent?.id ?? null,
    parentClientId: parent?.clientId ?? null,
    subject: ticket.title,
    createdAt: context.now,
    updatedAt: context.now,
    deletedAt: null,
    statusSlug: status.slug,
    statusIsClosed: status.isClosed,
    priorityId: priority.publicId,
    typeId: details.typeId ?? 0,
    departmentId: department.id,
    departmentName: department.name,
    assigneeId: null,
    assigneeFirstName: '',
    assigneeLastName: '',
    assigneeUsername: '',
    assigneeEmail: '',
    clientId,
    requesterFirstName: client.firstName,
    requesterLastName: client.lastName,
    requesterName: client.name,
    requesterEmail: client.email,
    cc: ticket.cc,
    bcc: ticket.bcc,
    followerIds: [],
    tags: [],
    locked: details.locked ?? false,
    slaDueAt: details.slaDueAt ?? null,
    frozenUntil: details.frozenUntil ?? null,
    ...{ rating: '', ratingComment: '', ratedAt: null },
    viewedByStaff: details.viewedByStaff ?? false,
    viewedByClient: details.viewedByClient ?? false,
  };
  const shown = ticket.fields.flatMap((field) => {
    const value = ticket.values.find(({ fieldId }) => fieldId === field.id)?.value ?? null;
    return value === null ? [] : [presentField({ ...field, value })];
  });
  return present(facts, shown, context);
}

import { action, type Context } from '../../src/calls/action';
import { noCategory } from '../../src/dialects/socialboards/categories';
import { readFieldValues } from '../../src/dialects/socialboards/field-values';
import { findAssignee, guest, noTeammate, readContact, readCreator } from '../../src/dialects/socialboards/people';
import { invalid } from '../../src/errors';
import type { SocialboardsCreateTicket } from '../../src/generated/socialboards/CreateTicket';
import { lookUpRequester } from '../../src/store/tickets/requesters';
import { checkLinks } from '../../src/tickets/attachments';
import { ofClient } from '../../src/tickets/authors';
import { fieldsFor } from '../../src/tickets/client-limits';
import { checkCustomFields, ofTickets } from '../../src/tickets/custom-field-rules';
import { checkTags, readableRecipients } from '../../src/tickets/extras';
import { openTicket } from '../../src/tickets/open';
import { catalogueWith, defaultDepartment, findOpening, hasDefaultDepartment } from '../../src/tickets/opening';
import { renderText } from '../../src/tickets/render';

/** Checks in the order of `x-refusals`. */
export default action<SocialboardsCreateTicket>(async (params, context) => {
  const { now, desk, caller } = context;
  const attachments = checkLinks(params.attachments, desk);
  const contact = readContact(params.creator);
  const cc = readableRecipients(context, 'cc', params.cc ?? []);
  const tags = checkTags(params.tags ?? []);
  const creator = readCreator(params.creator);
  const { assignee, categoryId, clientId, department } = await findReferences(params, creator.email, context);
  const opener = clientId === null ? guest(creator.name, creator.email) : ofClient(clientId);
  const priority = desk.defaultPriority.trim();
  const defaultPriority = priority;
  const guestEmail = opener.kind === 'guest' ? opener.email : undefined;
  const found = await findOpening(context, {
    departmentId: department.id,
    priority,
    defaultPriority,
    guestEmail,
    fieldKeys: (params.customFields ?? []).map(({ id }) => String(id)),
    ...UNUSED_REFERENCES,
  });
  if (found.priority === null) throw invalid(`This desk has no priority ${priority}`);

  const format = params.isHtml === false ? 'plain' : 'html';
  const fields = fieldsFor(caller, found.customFields);
  const customFields = await checkCustomFields(
    context,
    fields,
    readFieldValues(fields, params.customFields ?? []),
    true,
    ofTickets('customFields'),
  );
  const { id } = await openTicket(context, {
    department,
    status: found.status,
    priority: found.priority,
    opener,
    subject: params.title?.trim() ? params.title : titleOf(renderText(params.message, format)),
    body: params.message,
    format,
    serviceId: null,
    domainId: null,
    preventClientClosure: department.preventClientClosure,
    createdAt: now,
    customFields,
    attachments,
    quiet: false,
    spamFilters: found.spamFilters,
    extras: {
      details: {
        source: 'socialboards',
        sourceName: params.sourceName?.trim() ?? '',
        categoryId,
        sentiment: params.sentiment ?? null,
        ...contact,
      },
      tags,
      cc,
      assignee,
    },
  });
  return { data: id };
});

/**
 * Finds what the call refers to, and then checks one after the other. The client is the one with the creator's address,
 * in any letter case.
 *
 * @throws ApiError (invalid) naming `assigneeId` or `categoryId`; `This desk has no department to open tickets in`
 */
async function findReferences(
  { assigneeId = null, categoryId = null }: SocialboardsCreateTicket,
  email: string,
  context: Context,
) {
  const [assignee, found, catalogue] = await Promise.all([
    findAssignee(context, assigneeId),
    lookUpRequester(context.db, { email, categoryId }),
    catalogueWith(context, (remembered) => hasDefaultDepartment(remembered, context)),
  ]);
  if (assignee === undefined) throw noTeammate();
  if (found.categoryId !== categoryId) throw noCategory();
  const department = defaultDepartment(catalogue, context);
  if (department === undefined) throw invalid('This desk has no department to open tickets in');
  return { assignee, department, ...found };
}

/** This API has no services or domains, and finds clients by their addresses. */
const UNUSED_REFERENCES = {
  clientId: undefined,
  userId: undefined,
  contactId: undefined,
  serviceId: undefined,
  domainId: undefined,
};

const LONGEST_TITLE = 80;

/** Makes a title from the beginning of the message, cut at the end of a word if possible. */
function titleOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  // A character takes at most two UTF-16 units. So this keeps one character more than the longest title, if there is
  // one.
  const characters = Array.from(line.slice(0, 2 * (LONGEST_TITLE + 1)));
  if (characters.length <= LONGEST_TITLE) return line || 'No title';
  const beginning = characters.slice(0, LONGEST_TITLE).join('');
  const lastSpace = beginning.lastIndexOf(' ');
  return lastSpace > LONGEST_TITLE / 2 ? beginning.slice(0, lastSpace) : beginning;
}

import type { Context } from '../calls/action';
import { findAgentCorrespondent, findClientCorrespondent } from '../store/people/correspondents';
import type { TicketView } from '../store/tickets/whmcs-views';
import { fillPlain, type MergeFields } from './merge';
import { ticketFields } from './ticket-fields';

/** WHMCS's own variables of predefined replies, and what they stand for here. */
const BRACKETS: Record<string, string> = {
  NAME: 'client_name',
  FIRSTNAME: 'client_first_name',
  EMAIL: 'client_email',
};

/** What means something in Markdown, wherever it stands or at the beginning of a line. */
const MARKDOWN = /[\\`*_{}[\]<>#|~&!]|^[-+=>]|^\d+(?=[.)])/g;

/** Writes a value so that Markdown shows it as it is. What people call themselves must not become a link or a heading. */
const escapeMarkdown = (text: string): string =>
  text.replace(MARKDOWN, (found) => (/^\d/.test(found) ? `${found}\\` : `\\${found}`));

/** Fills the variables of texts into which staff writes them. */
export type FillText = (text: string) => string;

/**
 * Prepares to fill in variables for a ticket: those that mails about it have, `agent_name` and `signature` of the caller,
 * and WHMCS's `[NAME]`, `[FIRSTNAME]` and `[EMAIL]`. Values are not searched for variables again.
 *
 * @param isMarkdown whether the text is Markdown, in which values of one line stay plain text
 * @returns a function that throws ApiError (invalid) `The message may have at most 1000000 characters`
 */
export async function textFiller(
  { db, desk, caller }: Pick<Context, 'db' | 'desk' | 'caller'>,
  ticket: TicketView,
  isMarkdown: boolean,
): Promise<FillText> {
  const [client, agent] = await Promise.all([
    ticket.clientId === 0 ? undefined : findClientCorrespondent(db, ticket.clientId),
    caller.staff === null ? undefined : findAgentCorrespondent(db, caller.staff.id),
  ]);
  const values: MergeFields = {
    ...ticketFields(desk, ticket, client, undefined),
    client_first_name: ticket.name.trim().split(/\s+/)[0] ?? '',
    company_name: desk.companyName,
    agent_name: agent?.name ?? '',
  };
  const inert = Object.entries(values).map(([name, value]) => {
    const text = (typeof value === 'string' ? value : value.text).replace(/\s+/g, ' ').trim();
    return [name, isMarkdown && !/^ticket_(?:url|link)$/.test(name) ? escapeMarkdown(text) : text] as const;
  });
  // Staff writes the signature, which may have lines and Markdown of its own.
  const fields: MergeFields = { ...Object.fromEntries(inert), signature: agent?.signature ?? '' };
  return (text) =>
    fillPlain(
      text.replace(/\[(NAME|FIRSTNAME|EMAIL)\]/g, (_all, name: string) => `{$${BRACKETS[name] ?? ''}}`),
      fields,
    );
}

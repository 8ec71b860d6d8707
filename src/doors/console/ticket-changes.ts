import { ADDRESSES } from '../../config/addresses';
import { invalid } from '../../errors';
import { FIELD_TASK, optionPaths } from '../../pages/console/ticket/fields';
import type { Choices, ShownTicket } from '../../pages/console/ticket/shown';
import type { Reply } from '../door';
import { text } from '../pages/page-door';
import { type Desk, gone, goTo, keyAfter, orAgain } from './console-page';
import { fromOf, returnToTicket, ticketIdOf, toTicket } from './named-ticket';
import { readChoices } from './ticket-choices';
import { renderTicket } from './ticket-page';

/** The tasks whose form has one field, named after the parameter of UpdateTicket. */
const PLAIN = ['status', 'priority', 'deptid', 'flag', 'categoryid', 'typeid', 'subject'] as const;

/** A list of words. Nothing means that none is left. */
const wordsOf = (value: string): string[] =>
  value
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

/** A browser's field for times says them without seconds, in the desk's time zone. */
const momentOf = (value: string): string => value.replace('T', ' ').replace(/^(\d{4}-\d\d-\d\d \d\d:\d\d)$/, '$1:00');

/** `/admin/tickets/:id/change`: changes one fact of a ticket. */
export async function changeTicket(desk: Desk): Promise<Reply> {
  const id = ticketIdOf(desk);
  const task = text(desk.fields.task);
  const values = Object.fromEntries(Object.entries(desk.fields).map(([name, value]) => [name, text(value)]));
  return orAgain(
    desk,
    async () => {
      const done = await change(desk, id, task);
      return returnToTicket(desk, { done });
    },
    (problem, error) => renderTicket(desk, { problem, entered: { task, values }, key: keyAfter(desk, error) }),
  );
}

/** @returns which of the page's texts says what was done */
async function change(desk: Desk, id: number, task: string): Promise<string> {
  const { fields, visit } = desk;
  const value = text(fields[task]);
  const update = (params: Record<string, unknown>) => desk.ask('UpdateTicket', { ticketid: id, ...params });
  if (task === 'client-note') {
    const note = { userid: text(fields.userid), notes: text(fields.notes), sticky: text(fields.sticky) };
    await desk.ask('AddClientNote', note, { idempotencyKey: text(fields.key) });
    return 'noted';
  }
  if (task === 'take') {
    await update({ flag: String(visit.staff.id) });
    return 'taken';
  }
  if (task === 'close' || task === 'reopen') {
    await update({ status: statusFor(await readChoices(desk), task === 'close') });
    return task === 'close' ? 'closed' : 'reopened';
  }
  if (task === 'tags') await update(await tags(desk, id));
  else if (task === 'cc')
    await update({ cc: mergedWords(wordsOf(value), wasOf(desk), (await shown(desk, id)).cc.email) });
  else if (task === 'duedate') await update(dueDate(desk));
  else if (task === 'snooze') await update(snooze(desk));
  else if (task.startsWith(FIELD_TASK)) await update(await customField(desk, id, task.slice(FIELD_TASK.length)));
  else if (PLAIN.some((name) => name === task)) await update({ [task]: value });
  else throw gone(desk);
  return 'changed';
}

/** The status that a ticket closes with, or is open with: the usual one, or else the first. */
function statusFor({ statuses }: Choices, isClosed: boolean): string {
  const fitting = statuses.filter((status) => status.isClosed === isClosed);
  const usual = fitting.find(({ value }) => value.toLowerCase() === (isClosed ? 'closed' : 'open'));
  const status = usual ?? fitting[0];
  if (status === undefined) throw invalid('Invalid Ticket Status');
  return status.value;
}

const isNothing = (value: string, removes: unknown): boolean => text(removes) !== '' || value.trim() === '';

const dueDate = ({ fields }: Desk) =>
  isNothing(text(fields.duedate), fields.removeDueDate)
    ? { removeDueDate: true }
    : { duedate: momentOf(text(fields.duedate)) };

function snooze({ fields }: Desk) {
  const until = text(fields.until) || text(fields.snoozeuntil);
  return isNothing(until, fields.removeSnooze) ? { removeSnooze: true } : { snoozeuntil: momentOf(until) };
}

const isSame = (some: string[], others: string[]): boolean =>
  some.length === others.length && some.every((word, at) => word === others[at]);

/** Those of some words that others do not have, in any letter case. */
function without(words: string[], others: string[]): string[] {
  const known = new Set(others.map((word) => word.toLowerCase()));
  return words.filter((word) => !known.has(word.toLowerCase()));
}

/** What a list was when its form was shown; undefined for a form that does not say it. */
const wasOf = ({ fields }: Desk): string[] | undefined =>
  fields.was === undefined ? undefined : wordsOf(text(fields.was));

/** A list as it was written, with what somebody else has added and without what they have removed meanwhile. */
function mergedWords(written: string[], was: string[] | undefined, current: string[]): string[] {
  if (was === undefined) return written;
  const removed = without(was, current);
  return [...without(written, removed), ...without(current, [...was, ...written])];
}

/** Tags that only come and go are sent as such, so that no change at the same moment is lost. */
async function tags(desk: Desk, id: number) {
  const [written, was] = [wordsOf(text(desk.fields.tags)), wasOf(desk)];
  if (was === undefined) return { tags: written };
  const [added, removed] = [without(written, was), without(was, written)];
  if (isSame(written, [...without(was, removed), ...added])) return { addtags: added, removetags: removed };
  return { tags: mergedWords(written, was, (await shown(desk, id)).tags.tag) };
}

const shown = (desk: Desk, ticketid: number) =>
  desk.ask<ShownTicket>('GetTicketConversation', { ticketid, limitnum: 1 });

/** A hierarchy is chosen by its lowest option, and sent level by level. */
async function customField(desk: Desk, ticketid: number, id: string) {
  const value = text(desk.fields.value);
  const { customfields } = await shown(desk, ticketid);
  const field = customfields.customfield.find((one) => String(one.id) === id);
  if (field?.type !== 'hierarchy') return { customfields: { [id]: value } };
  const path = optionPaths(field).find((option) => String(option.id) === value)?.ids ?? [];
  const levels = Object.fromEntries(path.map((option, level) => [String(level + 1), String(option)]));
  return { customfields: { [id]: path.length === 0 ? '' : levels } };
}

/** `/admin/tickets/:id/remove`: deletes a ticket, or refuses what its sender sends. */
export async function removeTicket(desk: Desk): Promise<Reply> {
  const id = ticketIdOf(desk);
  const task = text(desk.fields.task);
  const listed = Object.fromEntries(new URLSearchParams(fromOf(desk)));
  return orAgain(
    desk,
    async () => {
      if (task === 'block') {
        await desk.ask('BlockTicketSender', { ticketid: id });
        return toTicket(desk, { done: 'blocked' });
      }
      if (task === 'spam') await desk.ask('BlockTicketSender', { ticketid: id, delete: true });
      else if (task === 'delete') await desk.ask('DeleteTicket', { ticketid: id });
      else throw gone(desk);
      return goTo(desk, ADDRESSES.console, { ...listed, done: 'deleted' });
    },
    (problem) => renderTicket(desk, { problem, entered: { task, values: {} } }),
  );
}

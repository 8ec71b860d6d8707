import type { HttpAnswer, World } from './world';

/** How a test visits the pages of tickets, like a browser without scripts. */
export interface TicketPages {
  /** Sends a request from an address of its own, unless one is named, so that wrong codes of other tests don't count. */
  visit(path: string, init?: RequestInit, address?: string): Promise<HttpAnswer>;
  /** Sends a form. @param files their texts, by name */
  post(fields: Record<string, string>, files?: Record<string, string>): Promise<HttpAnswer>;
  messagesOf(id: number): Promise<Record<string, unknown>[]>;
  statusOf(id: number): Promise<unknown>;
}

/** The address of a ticket's page, as in a mail. */
export const linkTo = ({ tid, c }: { tid: string; c: string }): string => `/viewticket.php?tid=${tid}&c=${c}`;

/** The hidden fields of the form that does a task. */
export function formFor(page: string, task: string): Record<string, string> {
  const form = page.split('<form').find((part) => part.includes(`name="task" value="${task}"`)) ?? '';
  const fields = form.matchAll(/name="(\w+)" value="([^"]*)"/g);
  return Object.fromEntries(Array.from(fields, ([, name, value]) => [name, value]));
}

/** The addresses of files and pictures on a page. */
export const filesOn = (page: string, attribute: 'href' | 'src'): string[] =>
  Array.from(
    page.matchAll(new RegExp(`${attribute}="(ticketfile[^"]*)"`, 'g')),
    ([, address = '']) => `/${address.replaceAll('&amp;', '&')}`,
  );

/** @param world must trust 127.0.0.1 as a proxy */
export function ticketPagesOf(world: World): TicketPages {
  let drawn = 0;
  const pages: TicketPages = {
    visit(path, init = {}, address) {
      drawn += 1;
      const from = address ?? `198.51.${Math.floor(drawn / 250)}.${(drawn % 250) + 1}`;
      return world.send(path, { redirect: 'manual', ...init, headers: { 'X-Forwarded-For': from, ...init.headers } });
    },
    post(fields, files = {}) {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      for (const [name, text] of Object.entries(files)) body.append('attachments[]', new Blob([text]), name);
      return pages.visit('/viewticket.php', { method: 'POST', body });
    },
    messagesOf: (id) =>
      world.rows('select author_kind, author_email, body, format from messages where ticket_id = $1 order by id', [id]),
    async statusOf(id) {
      const sql = 'select s.title from tickets t join statuses s on s.id = t.status_id where t.id = $1';
      return (await world.rows(sql, [id]))[0]?.title;
    },
  };
  return pages;
}

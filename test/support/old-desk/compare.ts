import type { Author, FileFacts, MessageFacts, NoteFacts, TicketFacts } from './facts';
import { FIELDS } from './fields';
import type { OldDesk } from './old-desk';
import { client, contact, users } from './people';
import { domain, service } from './services';
import { DELETED_DEPARTMENT, DEPARTMENTS, STAFF } from './setup';

export type Answer = Record<string, unknown>;
export type Call = (action: string, fields: Record<string, string>) => Promise<Answer>;

/** Where the new desk shows something else than people on the old one knew. */
export interface Difference {
  what: string;
  known: unknown;
  shown: unknown;
}

/** What only some sources can tell: the API does not know everything that tables have. */
export interface Known {
  tags: boolean;
  watchers: boolean;
  values: boolean;
  formats: boolean;
  /** Whether clients may close a ticket. */
  closing: boolean;
  /** The notes of tickets that were merged into others. */
  mergedNotes: boolean;
}

const TIME = (date: Date | undefined): string | undefined => date?.toISOString().slice(0, 19).replace('T', ' ');

/** Rows that no action shows: followers, formats and Message-IDs. */
export interface HiddenRows {
  followers: readonly string[];
  formats: ReadonlyMap<number, string>;
  mailIds: ReadonlyMap<number, string | null>;
}

interface Shown {
  requestor_name: string;
  requestor_email: string;
  requestor_type: string;
}

/** Compares tickets of the new desk, read through its API, with what people on the old desk knew. */
export class Comparison {
  readonly differences: Difference[] = [];
  private readonly users: Map<number, { firstName: string; lastName: string; email: string }>;

  constructor(
    private readonly old: OldDesk,
    private readonly call: Call,
  ) {
    this.users = new Map([...users(old.size)].map((one) => [one.id, one]));
  }

  /** What the desk must say of an author. Of whoever was deleted, only the kind is known. */
  private person(author: Author): Partial<Shown> & { admin?: string } {
    const named = (
      one: { firstName: string; lastName: string; email: string } | undefined,
      type: string,
    ): Partial<Shown> =>
      one === undefined
        ? {}
        : { requestor_name: `${one.firstName} ${one.lastName}`, requestor_email: one.email, requestor_type: type };
    switch (author.kind) {
      case 'staff':
        return { admin: author.name, requestor_type: 'Operator' };
      case 'guest':
        return { requestor_name: author.name, requestor_email: author.email, requestor_type: 'Guest', admin: '' };
      default:
        break;
    }
    if (client(author.clientId, this.old.size) === undefined) return { requestor_type: 'Guest', admin: '' };
    if (author.kind === 'user') return { ...named(this.users.get(author.userId), 'Authorized User'), admin: '' };
    if (author.kind === 'contact')
      return { ...named(contact(author.contactId, this.old.size), 'Sub-account'), admin: '' };
    return { ...named(client(author.clientId, this.old.size), 'Owner'), admin: '' };
  }

  /** On whose account the ticket is. */
  private account(author: Exclude<Author, { kind: 'staff' }>): Answer {
    if (author.kind === 'guest' || client(author.clientId, this.old.size) === undefined)
      return { userid: 0, contactid: 0 };
    return { userid: author.clientId, contactid: author.kind === 'contact' ? author.contactId : 0 };
  }

  /** Who opened the ticket: a member of staff counts, also if it was for a client. */
  private opener({ openedBy, requester }: TicketFacts): Answer {
    return openedBy === undefined
      ? this.person(requester)
      : { admin: openedBy.name, requestor_name: openedBy.name, requestor_type: 'Operator' };
  }

  private expect(what: string, known: Record<string, unknown>, shown: Answer): void {
    for (const [name, value] of Object.entries(known)) {
      if (value === undefined || JSON.stringify(shown[name]) === JSON.stringify(value)) continue;
      this.differences.push({ what: `${what} ${name}`, known: value, shown: shown[name] });
    }
  }

  private service(ref: string): string {
    const id = Number(ref.slice(1));
    const exists = ref.startsWith('S')
      ? service(id, this.old.size)
      : ref.startsWith('D')
        ? domain(id, this.old.size)
        : undefined;
    return exists === undefined ? '' : ref;
  }

  /** Compares a ticket with everything in it. */
  async ticket(facts: TicketFacts, known: Known, hiddenOf: (ticketId: number) => HiddenRows): Promise<void> {
    const what = `ticket ${facts.id}`;
    // The id of a ticket that was opened later may have been taken here meanwhile. Its number finds it.
    const isLater = facts.id > this.old.size;
    const shown = await this.call('GetTicket', isLater ? { ticketnum: facts.number } : { ticketid: String(facts.id) });
    if (shown.result !== 'success') {
      this.differences.push({ what, known: facts.number, shown: shown.message });
      return;
    }
    const hidden = hiddenOf(Number(shown.ticketid));
    const department = DEPARTMENTS.find(({ id }) => id === facts.departmentId);
    const assignee = STAFF.find(({ id }) => id === facts.assigneeId);
    this.expect(
      what,
      {
        ticketid: isLater ? undefined : facts.id,
        tid: facts.numberIsTaken || this.sharesNumber(facts) ? undefined : facts.number,
        c: facts.accessCode,
        deptname: department?.name ?? `Moved (deleted department ${DELETED_DEPARTMENT})`,
        subject: facts.subject === '' ? '(no subject)' : facts.subject,
        status: facts.status,
        priority: facts.priority,
        cc: facts.cc.join(','),
        date: TIME(facts.createdAt),
        lastreply: TIME(facts.lastReplyAt),
        flag: assignee === undefined ? 0 : undefined,
        service: this.service(facts.service),
        preventClientClosure: known.closing ? facts.preventClientClosure : undefined,
        ...this.account(facts.requester),
        ...this.opener(facts),
        ...(known.tags ? { tags: { tag: facts.tags } } : {}),
        ...(known.values ? { customfields: { customfield: this.values(facts) } } : {}),
      },
      withSortedValues(shown),
    );
    if (known.watchers) {
      const wanted = STAFF.filter(({ id }) => facts.watcherIds.includes(id)).map(({ username }) => username);
      this.expect(what, { followers: wanted.sort() }, { followers: [...hidden.followers].sort() });
    }
    await this.messages(what, facts, shown, known, hidden);
    await this.notes(what, facts, shown, known);
  }

  private sharesNumber(facts: TicketFacts): boolean {
    return this.old.ticket(facts.id + 1)?.numberIsTaken === true;
  }

  private values({ values }: TicketFacts): Answer[] {
    return values
      .map(({ fieldId, value }) => ({ field: FIELDS.find(({ id }) => id === fieldId), value }))
      .filter(({ field, value }) => field !== undefined && value.trim() !== '')
      .map(({ field, value }) => ({ id: field?.id ?? 0, value: field?.type === 'tickbox' ? '1' : value }))
      .sort((one, other) => one.id - other.id);
  }

  private async messages(
    what: string,
    facts: TicketFacts,
    shown: Answer,
    known: Known,
    hidden: HiddenRows,
  ): Promise<void> {
    const replies = [...(shown.replies as { reply: Answer[] }).reply];
    this.expect(what, { replies: facts.messages.length }, { replies: replies.length });
    for (const message of facts.messages) {
      const at = placeOf(message, replies);
      const [reply] = at < 0 ? [] : replies.splice(at, 1);
      if (reply === undefined) {
        this.differences.push({ what: `${what} reply ${message.id}`, known: message.body, shown: undefined });
        continue;
      }
      const name = `${what} ${message.id === 0 ? 'opening' : `reply ${message.id}`}`;
      this.expect(
        name,
        {
          message: message.body,
          date: TIME(message.createdAt),
          ...this.person(message.author),
          ...(message.id === 0 ? {} : { rating: message.rating }),
          ...filesShown(message.files),
        },
        { rating: 0, ...reply },
      );
      const shownId = Number(reply.replyid);
      const key = shownId === 0 ? -Number(shown.ticketid) : shownId;
      if (known.formats) this.expect(name, { format: message.format }, { format: hidden.formats.get(key) });
      if (known.formats)
        this.expect(name, { mailId: message.mailId?.slice(1, -1) ?? null }, { mailId: hidden.mailIds.get(key) });
      const owner =
        message.id === 0
          ? { type: 'ticket', relatedid: String(shown.ticketid) }
          : { type: 'reply', relatedid: String(shownId) };
      await this.files(name, message.files, owner);
    }
  }

  /** The notes of a ticket, and of those merged into it. */
  private notesOf({ id, notes }: TicketFacts): readonly NoteFacts[] {
    const merged = this.old.ticket(id + 1);
    return merged?.mergedIntoId === id ? [...notes, ...this.notesOf(merged)] : notes;
  }

  private async notes(what: string, facts: TicketFacts, shown: Answer, { mergedNotes }: Known): Promise<void> {
    const notes = (shown.notes as { note: Answer[] }).note;
    const written = mergedNotes ? this.notesOf(facts) : facts.notes;
    this.expect(what, { notes: written.length }, { notes: notes.length });
    for (const note of written) {
      const one =
        notes.find(({ noteid }) => Number(noteid) === note.id) ?? notes.find(({ message }) => message === note.body);
      if (one === undefined) {
        this.differences.push({ what: `${what} note ${note.id}`, known: note.body, shown: undefined });
        continue;
      }
      const name = `${what} note ${note.id}`;
      const known = {
        message: note.body,
        date: TIME(note.createdAt),
        admin: note.author.name,
        ...filesShown(note.files),
      };
      this.expect(name, known, one);
      await this.files(name, note.files, { type: 'note', relatedid: String(one.noteid) });
    }
  }

  /** Compares the bytes of files. */
  private async files(what: string, files: readonly FileFacts[], owner: Record<string, string>): Promise<void> {
    for (const [index, file] of files.entries()) {
      const answer = await this.call('GetTicketAttachment', { ...owner, index: String(index) });
      const name = `${what} file ${index}`;
      if (file.state !== 'kept') {
        this.expect(name, { message: 'Attachments Deleted' }, answer);
        continue;
      }
      this.expect(name, { filename: file.name, data: file.bytes().toString('base64') }, answer);
    }
  }
}

/**
 * Where a message is among replies. It has another id where its own was taken, such as by the opening message of a ticket,
 * which has none there.
 */
function placeOf({ id, body, createdAt }: MessageFacts, replies: readonly Answer[]): number {
  const at = replies.findIndex(({ replyid }) => Number(replyid) === id);
  if (at >= 0 || id === 0) return at;
  return replies.findIndex(
    ({ message, date }) => message === body && (createdAt === undefined || date === TIME(createdAt)),
  );
}

const filesShown = (files: MessageFacts['files'] | NoteFacts['files']): Answer => ({
  attachments: files.map(({ name }, index) => ({ filename: name, index })),
});

function withSortedValues(shown: Answer): Answer {
  const { customfield } = shown.customfields as { customfield: { id: number; value: unknown }[] };
  const sorted = [...customfield].sort((one, other) => one.id - other.id).map(({ id, value }) => ({ id, value }));
  return { ...shown, customfields: { customfield: sorted } };
}

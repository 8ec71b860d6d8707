/** A user of osTicket: anybody who has written, whether with an account or not. */
interface User {
  name: string;
  /** The id of the address, and the id of the organization; null for none. */
  emailId: string | null;
  organizationId: string | null;
}

export interface Status {
  title: string;
  isOpen: boolean;
  /** Whether its tickets wait for the staff, if they are not answered. */
  isWaiting: boolean;
}

/** The entry that opens a thread: the first message of the customer, or else the first answer. */
interface Opening {
  entryId: string;
  /** Sorts entries: the smallest one opens the thread. */
  rank: string;
}

/** A form that somebody has filled in. */
export interface Filled {
  formId: string;
  owner: 'ticket' | 'client';
  ownerId: string;
}

/** Where a field belongs. */
export interface FieldPlace {
  formId: string;
  type: string;
  name: string;
  /** What it offers, by what old versions store for it. */
  choices: ReadonlyMap<string, string>;
}

export interface File {
  name: string | null;
  key: string;
  /** Where its bytes are. */
  backend: string;
  size: number;
}

/** What records of one table take from rows of others. It is read first, and kept whole. */
export class Lookups {
  readonly users = new Map<string, User>();
  readonly addresses = new Map<string, string>();
  /** The first address of each user. */
  readonly ownAddresses = new Map<string, string>();
  readonly organizations = new Map<string, string>();
  /** What people have said of themselves, by the user's id. */
  readonly facts = new Map<string, { phone: string | null; notes: string | null }>();
  /** The ids of users with an account. They are the clients here, and all others are guests. */
  readonly accounts = new Set<string>();
  /** Addresses of the desk itself. */
  readonly deskAddresses = new Map<string, string>();
  readonly roles = new Map<string, string>();
  readonly staff = new Set<string>();
  /** The departments of members of staff, besides their first. */
  readonly access = new Map<string, string[]>();
  readonly departments = new Map<string, { name: string; parentId: string | null }>();
  readonly topics = new Map<string, { name: string; parentId: string | null }>();
  readonly statuses = new Map<string, Status>();
  readonly priorities = new Map<string, string>();
  /** The number of the least urgent priority. */
  leastUrgency = 0;
  /** The tickets of threads. Threads of tasks are not among them. */
  readonly threads = new Map<string, string>();
  readonly openings = new Map<string, Opening>();
  /** When the newest message of a thread was written, as the table has it. */
  readonly newest = new Map<string, string>();
  /** What older versions of entries are versions of, in turn; null for the first ones. */
  readonly older = new Map<string, string | null>();
  /** The same of entries that were edited, as they are now. */
  readonly edited = new Map<string, string>();
  /** The threads of entries that are carried and have files, and whether they are notes. */
  readonly entries = new Map<string, { threadId: string; isNote: boolean }>();
  /** Subjects, and the ids or names of priorities. */
  readonly details = new Map<string, { subject: string | null; priority: string }>();
  /** The threads of tickets. Usually it is one. */
  readonly ownThreads = new Map<string, string[]>();
  /** The threads that tickets have from being merged. */
  readonly mergedThreads = new Map<string, string[]>();
  /** The ids of users who get copies, by thread. */
  readonly collaborators = new Map<string, string[]>();
  /** Message-IDs of entries. */
  readonly mailIds = new Map<string, string>();
  readonly files = new Map<string, File>();
  /** The ids of files whose bytes are in the database. */
  readonly storedFiles = new Set<string>();
  /** The names of files by their keys, in lower case: what HTML refers to. */
  readonly fileNames = new Map<string, string>();
  /** The ids of the attachments of entries, in their order. */
  readonly attached = new Map<string, string[]>();
  /** Kinds of forms: `T` of tickets, `U` of users, `G` for those that topics add. */
  readonly forms = new Map<string, string>();
  /** The forms that tickets and users have filled in, by the id of the entry. */
  readonly filled = new Map<string, Filled>();
  /** Forms of topics that some ticket has. */
  readonly usedForms = new Set<string>();
  /** Where the fields of forms belong. */
  readonly fieldPlaces = new Map<string, FieldPlace>();
  /** The values that lists offer, in their order. */
  readonly lists = new Map<string, string[]>();
  /** The ids of filters that ban whom their rules name. */
  readonly banLists = new Set<string>();

  /**
   * An entry and its older versions, the first one last. An edit makes a new entry, and hides the one that it replaces. What
   * replies to that still names it as its parent.
   */
  versionsOf(entryId: string): string[] {
    const versions = [entryId];
    for (let at: string | null = this.edited.get(entryId) ?? null; at !== null && !versions.includes(at); ) {
      const before = this.older.get(at);
      if (before === undefined) break;
      versions.push(at);
      at = before;
    }
    return versions;
  }

  /** The id that an entry had before anybody edited it: a later run knows it by that. */
  originalOf(entryId: string): string {
    return this.versionsOf(entryId).at(-1) ?? entryId;
  }

  threadsOf(ticketId: string): string[] {
    return [...(this.ownThreads.get(ticketId) ?? []), ...(this.mergedThreads.get(ticketId) ?? [])];
  }

  /** Whether an entry opens a ticket. Only one does, also of those with several threads. */
  isOpening(entryId: string, ticketId: string): boolean {
    const opening =
      this.firstOpening(this.ownThreads.get(ticketId)) ?? this.firstOpening(this.mergedThreads.get(ticketId));
    return opening?.entryId === entryId;
  }

  private firstOpening(threadIds: readonly string[] = []): Opening | undefined {
    const openings = threadIds.flatMap((id) => this.openings.get(id) ?? []);
    return openings.reduce<Opening | undefined>(
      (first, next) => (first === undefined || next.rank < first.rank ? next : first),
      undefined,
    );
  }

  /** The address of a user; null if it is unknown. */
  addressOf(userId: string | null): string | null {
    if (userId === null) return null;
    const emailId = this.users.get(userId)?.emailId ?? '';
    return this.addresses.get(emailId) ?? this.ownAddresses.get(userId) ?? null;
  }
}

/** A name with those of what it lies in: `Sales / Europe`. A circle of parents ends where it began. */
export function pathOf(places: ReadonlyMap<string, { name: string; parentId: string | null }>, id: string): string {
  const names: string[] = [];
  const seen = new Set<string>();
  for (let at: string | null = id; at !== null && !seen.has(at); ) {
    seen.add(at);
    const place = places.get(at);
    if (place === undefined) break;
    names.unshift(place.name);
    at = place.parentId;
  }
  return names.join(' / ');
}

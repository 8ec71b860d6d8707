/** What a customer said of a member of staff, or of a ticket as a whole. */
interface Feedback {
  /** Null for the ticket. */
  staffId: string | null;
  /** From 1 to 10; 0 for none. */
  rating: number;
  comment: string;
  /** As the table has it. */
  at: string;
}

/** What records of one table take from rows of others. It is read first, and kept whole, so it must be small. */
export class Lookups {
  readonly roles = new Map<string, string>();
  readonly products = new Map<string, { name: string; groupId: string | null }>();
  readonly productGroups = new Map<string, string>();
  readonly servers = new Map<string, string>();
  readonly tags = new Map<string, string[]>();
  readonly watchers = new Map<string, string[]>();
  readonly feedback = new Map<string, Feedback[]>();
  /** When a ticket was closed the last time, as the table has it. */
  readonly closings = new Map<string, string>();
  /** The lower-case titles of the statuses that the old desk describes, and whether they are closed. */
  readonly statuses = new Map<string, boolean>();
  /** The custom fields that are carried. */
  readonly fields = new Set<string>();
  /** Settings that say how to read the rest. */
  readonly settings = new Map<string, string>();
  /** Whether people sign in as users, as from version 8 on, and not as clients. */
  hasUsers = false;
  private readonly staff = new Map<string, string | null>();
  private readonly staffNames = new Map<string, string>();

  addStaff(id: string, names: readonly string[]): void {
    const [name] = names;
    if (name !== undefined) this.staffNames.set(id, name.trim());
    for (const name of new Set(names.map(normal))) {
      // Two of the same name: nobody can tell whose reply it was.
      this.staff.set(name, this.staff.has(name) && this.staff.get(name) !== id ? null : id);
    }
  }

  /** What a member of staff is called, who may be gone. */
  staffName(id: string): string {
    return this.staffNames.get(id) ?? `Deleted member of staff ${id}`;
  }

  /** The one and only member of staff of this name. */
  staffId(name: string | null): string | null {
    return name === null ? null : (this.staff.get(normal(name)) ?? null);
  }
}

const normal = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

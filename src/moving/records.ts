/**
 * What a desk consists of, in our words, whatever program it comes from. A source yields records of these kinds, the stage
 * keeps them in tables of these columns, and carrying turns them into rows of the desk.
 *
 * A column that ends with `Id` or `Ids` holds the source's ids, as text. A member that a source doesn't know is null.
 * Texts are clean: Unicode, without HTML entities of the old desk's storage, with lines ended by `\n`.
 */
export const KINDS = {
  department: {
    ...{ name: 'text', description: 'text', email: 'text' },
    ...{ clientsOnly: 'boolean', repliesOnly: 'boolean', hidden: 'boolean', preventClientClosure: 'boolean' },
    sortOrder: 'integer',
  },
  /** The source id is the title, in lower case. */
  status: {
    ...{ title: 'text', color: 'text', isActive: 'boolean', isAwaitingReply: 'boolean', isClosed: 'boolean' },
    ...{ autoClose: 'boolean', sortOrder: 'integer' },
  },
  /** The source id is the name, in lower case. */
  priority: { name: 'text', sortOrder: 'integer' },
  staff: {
    ...{ username: 'text', firstName: 'text', lastName: 'text', email: 'text', passwordHash: 'text' },
    ...{ disabled: 'boolean', signature: 'text', notes: 'text', language: 'text', createdAt: 'timestamptz' },
    /** The name of what the old desk calls a role. It gives no rights here. */
    roleName: 'text',
    departmentIds: 'text[]',
  },
  clientGroup: {
    ...{ name: 'text', color: 'text', discountPercent: 'numeric' },
    ...{ suspendExempt: 'boolean', separateInvoices: 'boolean' },
  },
  client: {
    ...{ firstName: 'text', lastName: 'text', company: 'text', email: 'text', phone: 'text' },
    ...{ address1: 'text', address2: 'text', city: 'text', state: 'text', postcode: 'text', country: 'text' },
    ...{ taxId: 'text', status: 'text', groupId: 'text', language: 'text', notes: 'text' },
    ...{ currencyId: 'integer', paymentMethod: 'text', emailPreferences: 'jsonb', billingFlags: 'jsonb' },
    ...{ marketingOptIn: 'boolean', emailVerified: 'boolean', ssoAllowed: 'boolean', lastAddress: 'text' },
    ...{ lastLoginAt: 'timestamptz', createdAt: 'timestamptz' },
    /** Set where the old desk has no users: the client's own password. Carrying makes a user of it, the owner. */
    passwordHash: 'text',
  },
  user: {
    ...{ firstName: 'text', lastName: 'text', email: 'text', passwordHash: 'text', language: 'text' },
    ...{ emailVerified: 'boolean', lastAddress: 'text', lastLoginAt: 'timestamptz', createdAt: 'timestamptz' },
  },
  /** The source id is the client's id, a colon and the user's id. */
  clientUser: {
    ...{ clientId: 'text', userId: 'text', isOwner: 'boolean', permissions: 'text[]', createdAt: 'timestamptz' },
  },
  contact: {
    ...{ clientId: 'text', firstName: 'text', lastName: 'text', company: 'text', email: 'text', phone: 'text' },
    ...{ address1: 'text', address2: 'text', city: 'text', state: 'text', postcode: 'text', country: 'text' },
    ...{ taxId: 'text', emailPreferences: 'jsonb', createdAt: 'timestamptz' },
    /** Set where the contact may sign in. Carrying makes a user of it, who may do this with the client's account. */
    ...{ passwordHash: 'text', permissions: 'text[]' },
  },
  clientNote: {
    clientId: 'text',
    staffId: 'text',
    authorName: 'text',
    body: 'text',
    sticky: 'boolean',
    createdAt: 'timestamptz',
  },
  customField: {
    /** `ticket` or `client`. Fields of products stay behind, with a line. */
    owner: 'text',
    /** A type of our custom fields. */
    ...{ name: 'text', type: 'text', description: 'text', departmentId: 'text', pattern: 'text' },
    ...{ required: 'boolean', staffOnly: 'boolean', sortOrder: 'integer', options: 'text[]' },
  },
  /** The source id is the field's id, a colon and the owner's id: a ticket's or a client's, as the field says. */
  customFieldValue: { fieldId: 'text', ownerId: 'text', value: 'text' },
  service: {
    ...{ clientId: 'text', name: 'text', productId: 'integer', groupName: 'text', domain: 'text', status: 'text' },
    ...{ username: 'text', serverName: 'text', dedicatedIp: 'text', quantity: 'integer', billingCycle: 'text' },
    ...{ firstPayment: 'numeric', recurring: 'numeric', paymentMethod: 'text', notes: 'text' },
    ...{ registeredOn: 'date', nextDueOn: 'date', createdAt: 'timestamptz' },
  },
  domain: {
    ...{ clientId: 'text', name: 'text', registrar: 'text', kind: 'text', status: 'text', years: 'integer' },
    ...{ firstPayment: 'numeric', recurring: 'numeric', paymentMethod: 'text', notes: 'text' },
    ...{ registeredOn: 'date', expiresOn: 'date', nextDueOn: 'date', createdAt: 'timestamptz' },
    ...{ dnsManagement: 'boolean', emailForwarding: 'boolean', idProtection: 'boolean', doNotRenew: 'boolean' },
  },
  /** Made of the tags of all tickets, so that a source need not add it. The source id is the name, in lower case. */
  tag: { name: 'text' },
  ticket: {
    /** The public number (WHMCS: tid) and the code that opens it without signing in (c). */
    ...{ number: 'text', accessCode: 'text' },
    ...{ departmentId: 'text', subject: 'text', statusId: 'text', priorityId: 'text' },
    ...{ clientId: 'text', userId: 'text', contactId: 'text', requesterName: 'text', requesterEmail: 'text' },
    /** The member of staff who opened it for the client, by id or else by name. */
    ...{ openedByStaffId: 'text', openedByStaffName: 'text' },
    ...{ assigneeId: 'text', followerIds: 'text[]', serviceId: 'text', domainId: 'text' },
    ...{ preventClientClosure: 'boolean', viewedByStaff: 'boolean', viewedByClient: 'boolean' },
    ...{ createdAt: 'timestamptz', updatedAt: 'timestamptz', lastReplyAt: 'timestamptz', closedAt: 'timestamptz' },
    /** The ticket that has its conversation now. */
    mergedIntoId: 'text',
    /** What its customer said of it: good, okay or bad. */
    ...{ rating: 'text', ratingComment: 'text', ratedAt: 'timestamptz' },
    ...{ cc: 'text[]', tags: 'text[]' },
  },
  /**
   * The opening message or a reply. A reply's source id is the reply's, the opening message's is `t` and the ticket's. Its
   * author is whoever is set, in this order: staff, contact, user, client; or else the guest of this name and address.
   */
  message: {
    ...{ ticketId: 'text', isFirst: 'boolean' },
    ...{ staffId: 'text', staffName: 'text', contactId: 'text', userId: 'text', clientId: 'text' },
    ...{ authorName: 'text', authorEmail: 'text', format: 'text', body: 'text', createdAt: 'timestamptz' },
    /** From 1 to 5. */
    rating: 'integer',
    /** The Message-ID of the mail that it came with, or went out with, with its angle brackets. */
    mailId: 'text',
  },
  note: {
    ...{ ticketId: 'text', staffId: 'text', staffName: 'text', format: 'text', body: 'text', createdAt: 'timestamptz' },
  },
  /** Belongs to a message or a note. The source id is the owner's kind, its id and the position: `message:t815:0`. */
  attachment: {
    ...{ ticketId: 'text', messageId: 'text', noteId: 'text', position: 'integer', filename: 'text' },
    /** What the source needs to find its bytes. */
    place: 'text',
    /** Set where the old desk itself has deleted the bytes and kept the name. */
    isRemoved: 'boolean',
  },
  predefinedCategory: { name: 'text', parentId: 'text', sortOrder: 'integer' },
  predefinedReply: { name: 'text', body: 'text', categoryId: 'text', sortOrder: 'integer' },
  announcement: {
    ...{ title: 'text', body: 'text', published: 'boolean', language: 'text', parentId: 'text' },
    ...{ announcedAt: 'timestamptz', createdAt: 'timestamptz', updatedAt: 'timestamptz' },
  },
  /** `filterKind` is a kind of our spam filters: sender, subject or phrase. */
  spamFilter: { filterKind: 'text', pattern: 'text' },
  bannedIp: { network: 'text', reason: 'text', expiresAt: 'timestamptz', createdAt: 'timestamptz' },
  /** An API credential without its secret, which nobody can carry. */
  credential: { identifier: 'text', description: 'text', staffId: 'text', createdAt: 'timestamptz' },
} as const satisfies Record<string, Record<string, ColumnType>>;

export type ColumnType = 'text' | 'text[]' | 'integer' | 'numeric' | 'boolean' | 'timestamptz' | 'date' | 'jsonb';

interface ColumnValues {
  text: string;
  'text[]': string[];
  integer: number;
  /** As decimal text. */
  numeric: string;
  boolean: boolean;
  timestamptz: Date;
  /** As `2026-11-29`. */
  date: string;
  jsonb: Record<string, unknown>;
}

export type Kind = keyof typeof KINDS;

type Members<Of extends Record<string, ColumnType>> = { -readonly [Name in keyof Of]?: ColumnValues[Of[Name]] | null };

/** A record of a kind: its id at the source, and what the source knows of it. */
export type MovedRecord<K extends Kind> = { sourceId: string } & Members<(typeof KINDS)[K]>;

/**
 * What people on the old desk know, in plain words: who wrote what, when and where. The rows of the old desk are made of it,
 * and the new desk must show it. Nothing here comes from the code that moves desks.
 */

export interface Password {
  plain: string;
  /** As WHMCS stores it. */
  stored: string;
}

export interface PersonFacts {
  firstName: string;
  lastName: string;
  email: string;
}

export interface StaffFacts extends PersonFacts {
  id: number;
  username: string;
  password: Password;
  disabled: boolean;
  signature: string;
  notes: string;
  language: string;
  roleName: string;
  departmentIds: readonly number[];
  createdAt: Date | undefined;
}

export interface AddressFacts {
  company: string;
  address1: string;
  address2: string;
  city: string;
  state: string;
  postcode: string;
  country: string;
  phone: string;
  taxId: string;
}

export interface ClientFacts extends PersonFacts, AddressFacts {
  id: number;
  status: 'Active' | 'Inactive' | 'Closed';
  groupId: number;
  language: string;
  notes: string;
  marketing: boolean;
  /** As `2019-01-31`. */
  createdOn: string;
  createdAt: Date | undefined;
  lastLoginAt: Date | undefined;
  lastAddress: string;
  ownerId: number;
  values: readonly FieldValue[];
  clientNotes: readonly ClientNoteFacts[];
}

export interface ClientNoteFacts {
  id: number;
  staffId: number;
  body: string;
  sticky: boolean;
  createdAt: Date;
}

export interface UserFacts extends PersonFacts {
  id: number;
  password: Password | undefined;
  language: string;
  verifiedAt: Date | undefined;
  lastLoginAt: Date | undefined;
  createdAt: Date;
  accounts: readonly { clientId: number; isOwner: boolean; permissions: readonly string[] }[];
}

export interface ContactFacts extends PersonFacts, AddressFacts {
  id: number;
  clientId: number;
  createdAt: Date;
}

export interface ServiceFacts {
  id: number;
  clientId: number;
  product: string;
  domain: string;
  status: string;
  registeredOn: string;
}

export interface DomainFacts {
  id: number;
  clientId: number;
  name: string;
  status: string;
  expiresOn: string | undefined;
}

export interface FieldValue {
  fieldId: number;
  value: string;
}

/** Whoever wrote something. Of a deleted client, contact, user or member of staff only the id or the name is left. */
export type Author =
  | { kind: 'staff'; name: string; staffId: number | undefined }
  | { kind: 'client'; clientId: number }
  | { kind: 'user'; clientId: number; userId: number }
  | { kind: 'contact'; clientId: number; contactId: number }
  | { kind: 'guest'; name: string; email: string };

export interface FileFacts {
  name: string;
  /** The name in the folder. */
  place: string;
  /** `kept` has bytes, `pruned` lost them by a setting of WHMCS, and of `missing` nobody knows where they went. */
  state: 'kept' | 'pruned' | 'missing';
  bytes: () => Buffer;
}

export interface MessageFacts {
  /** 0 is the opening message. */
  id: number;
  author: Author;
  body: string;
  format: 'plain' | 'markdown';
  createdAt: Date | undefined;
  rating: number;
  files: readonly FileFacts[];
  /** The Message-ID of the mail that it came with, where an add-on of WHMCS has kept it. */
  mailId: string | undefined;
  /** How the text is stored, which must not be seen afterwards. */
  stored: { entities: boolean; crlf: boolean; latin1: boolean; withNul: boolean };
}

export interface NoteFacts {
  id: number;
  author: Extract<Author, { kind: 'staff' }>;
  body: string;
  format: 'plain' | 'markdown';
  createdAt: Date | undefined;
  files: readonly FileFacts[];
}

export interface TicketFacts {
  id: number;
  number: string;
  /** Whether an earlier ticket has the same number. */
  numberIsTaken: boolean;
  accessCode: string;
  departmentId: number;
  subject: string;
  status: string;
  priority: string;
  /** Whose ticket it is; a member of staff may have opened it for them. */
  requester: Exclude<Author, { kind: 'staff' }>;
  openedBy: Extract<Author, { kind: 'staff' }> | undefined;
  assigneeId: number;
  watcherIds: readonly number[];
  service: string;
  preventClientClosure: boolean;
  createdAt: Date | undefined;
  lastReplyAt: Date | undefined;
  updatedAt: Date | undefined;
  /** 0 for none. */
  mergedIntoId: number;
  cc: readonly string[];
  tags: readonly string[];
  values: readonly FieldValue[];
  /** The opening message first. A merged ticket has only that: the ticket that it was merged into has the conversation. */
  messages: readonly MessageFacts[];
  notes: readonly NoteFacts[];
}

/** A member of a list by which something is chosen. */
export interface Choice {
  value: string;
  name: string;
}

interface Recipient {
  address: string;
  state: string;
  failure_reason: string;
}

/** A mail about a message, as GetTicketConversation answers it. */
export interface ShownEmail {
  id: number;
  state: string;
  answer: string;
  recipients: { recipient: Recipient[] };
}

/** A file of a message or note. */
export interface ShownFile {
  id: number;
  relatedid: number;
  relatedtype: string;
  index: number;
  filename: string;
  size: number;
  image: boolean;
  kept: boolean;
  url: string;
}

/** A message or a note. */
export interface ShownEntry {
  kind: string;
  id: number;
  first: boolean;
  author: string;
  name: string;
  email: string;
  date: Date;
  edited: Date | null;
  /** Safe markup, made by the action, like `quoted`. */
  html: string;
  quoted: string;
  remoteimages: number;
  files: { file: ShownFile[] };
  emails?: { email: ShownEmail[] };
  mailid: number;
  mailflags?: { flag: string[] };
  leftout?: { file: { name: string; because: string }[] };
  rating?: number;
}

/** A custom field with its value. */
export interface ShownField {
  id: number;
  name: string;
  type: string;
  required: boolean;
  staffonly: boolean;
  value: string;
  options: { option: { id: number; parentid: number; name: string; chosen: boolean }[] };
}

/** A ticket, as GetTicketConversation answers it. */
export interface ShownTicket {
  ticketid: number;
  tid: string;
  subject: string;
  deptid: number;
  deptname: string;
  statusid: number;
  status: string;
  closed: boolean;
  priorityid: number;
  priority: string;
  flag: number;
  flagname: string;
  categoryid: number;
  category: string;
  typeid: number;
  type: string;
  userid: number;
  name: string;
  email: string;
  company: string;
  groupname: string;
  clientstatus: string;
  cc: { email: string[] };
  tags: { tag: string[] };
  date: Date;
  closedat: Date | null;
  duedate: Date | null;
  snoozeuntil: Date | null;
  source: string;
  viewed: boolean;
  rating?: { value: string; comment: string };
  mergedtickets: { ticket: { ticketid: number; tid: string }[] };
  customfields: { customfield: ShownField[] };
  timezone: string;
  older: boolean;
  entries: { entry: ShownEntry[] };
}

/** Something that happened to a ticket, as GetTicketHistory answers it. */
export interface ShownEvent {
  id: number;
  date: Date;
  what: string;
  name: string;
  /** The tickets that were merged, unmerged or split off. */
  tickets: { ticket: { ticketid: number; tid: string; deleted: boolean }[] };
  changes: { change: { name: string; from: string; to: string }[] };
}

/** What a person may choose from. A list that they may not see is empty, and what it is for is then not editable. */
export interface Choices {
  statuses: (Choice & { isClosed: boolean })[];
  priorities: Choice[];
  departments: Choice[];
  /** Each with the departments that they work in, none for all. */
  admins: (Choice & { departments: number[] })[];
  categories: Choice[];
  types: Choice[];
}

/** What is known of the requester besides the ticket. Undefined for what a person may not see. */
export interface Requester {
  others: { id: number; tid: string; subject: string; status: string; lastreply: Date }[] | undefined;
  othersTotal: number;
  services: { id: number; name: string; domain: string; status: string }[] | undefined;
  domains: { id: number; domainname: string; status: string }[] | undefined;
  notes: { id: number; admin: string; date: Date; note: string; sticky: boolean }[] | undefined;
}

/** What was entered into a form that was refused: the form's task, and its fields. */
export interface Entered {
  task: string;
  values: Readonly<Record<string, string>>;
}

/** How a ticket is shown. */
export interface TicketView {
  /** The query of the queue that the reader came from. */
  from: string;
  /** Only messages before the one with this id; undefined for the newest. */
  before: number | undefined;
  /** The message whose pictures on other servers are shown. */
  images: number | undefined;
  done: string;
  problem: string;
  entered: Entered | undefined;
  /** The idempotency key of forms that add something. */
  key: string;
}

/** Everything that the page of a ticket shows. */
export interface TicketPage {
  ticket: ShownTicket;
  events: ShownEvent[];
  /** Whether there are events that it does not show. */
  isMoreEvents: boolean;
  choices: Choices;
  requester: Requester;
  view: TicketView;
}

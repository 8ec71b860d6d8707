import type { Answer, Call, Difference } from './compare';
import type { AddressFacts, ClientFacts, ContactFacts, PersonFacts, UserFacts } from './facts';
import { FIELDS } from './fields';
import type { OldDesk } from './old-desk';
import { users } from './people';
import { clients, contacts, domains, services } from './people-rows';
import {
  ANNOUNCEMENTS,
  BANNED,
  CATEGORIES,
  CREDENTIALS,
  DEPARTMENTS,
  GROUPS,
  PREDEFINED,
  SPAM,
  STAFF,
  STATUSES,
} from './setup';

const EVERYTHING = { limitnum: '100000' };

const person = ({ firstName, lastName, email }: PersonFacts): Answer => ({
  firstname: firstName,
  lastname: lastName,
  email,
});

const address = (facts: AddressFacts): Answer => ({
  ...{ companyname: facts.company, address1: facts.address1, address2: facts.address2, city: facts.city },
  ...{
    state: facts.state,
    postcode: facts.postcode,
    country: facts.country,
    phonenumber: facts.phone,
    tax_id: facts.taxId,
  },
});

/** Compares everything but tickets with what people on the old desk knew. */
export class PeopleComparison {
  readonly differences: Difference[] = [];

  constructor(
    private readonly old: OldDesk,
    private readonly call: Call,
  ) {}

  private expect(what: string, known: Answer, shown: Answer | undefined): void {
    if (shown === undefined) {
      this.differences.push({ what, known, shown });
      return;
    }
    for (const [name, value] of Object.entries(known)) {
      if (value === undefined || JSON.stringify(shown[name]) === JSON.stringify(value)) continue;
      this.differences.push({ what: `${what} ${name}`, known: value, shown: shown[name] });
    }
  }

  /** The rows of a list of the new desk. */
  private async list(action: string, ...way: string[]): Promise<Answer[]> {
    let answer: unknown = await this.call(action, EVERYTHING);
    for (const member of way) answer = (answer as Answer)[member];
    return answer as Answer[];
  }

  async clients(): Promise<void> {
    const groups = await this.list('GetClientGroups', 'groups', 'group');
    for (const facts of clients(this.old.size)) {
      const shown = await this.call('GetClientsDetails', { clientid: String(facts.id) });
      const group = groups.find(({ id }) => id === shown.groupid)?.groupname;
      const known = {
        ...{ id: facts.id, ...person(facts), ...address(facts), status: facts.status, language: facts.language },
        ...{ notes: facts.notes, currency: 1, defaultgateway: 'paypal', owner_user_id: facts.ownerId },
        ...{ marketing_emails_opt_in: facts.marketing, allowSingleSignOn: 1 },
        email_preferences: { general: '1', invoice: '0', support: '1', product: '1', domain: '1', affiliate: '0' },
        group: GROUPS.find(({ id }) => id === facts.groupId)?.name,
        values: facts.values
          .filter(({ value }) => value.trim() !== '')
          .map(({ fieldId, value }) => ({ id: fieldId, value: isTick(fieldId) ? '1' : value }))
          .sort((one, other) => one.id - other.id),
      };
      this.expect(`client ${facts.id}`, known, { ...shown, group, values: valuesShown(shown) });
      await this.clientNotes(facts);
    }
  }

  private async clientNotes({ id, clientNotes }: ClientFacts): Promise<void> {
    if (clientNotes.length === 0) return;
    const answer = await this.call('GetClientNotes', { userid: String(id), clientid: String(id), ...EVERYTHING });
    const { note: shown } = answer.notes as { note: Answer[] };
    for (const { id: noteId, body, sticky, createdAt } of clientNotes) {
      const known = { note: body, sticky, date: createdAt.toISOString().slice(0, 19).replace('T', ' ') };
      this.expect(
        `note ${noteId} of client ${id}`,
        known,
        shown.find((one) => one.id === noteId),
      );
    }
  }

  async contacts(): Promise<void> {
    const shown = await this.list('GetContacts', 'contacts', 'contact');
    for (const facts of contacts(this.old.size)) {
      const known = {
        userid: facts.clientId,
        ...person(facts),
        ...address(facts),
        supportemails: true,
        domainemails: false,
      };
      this.expect(
        `contact ${facts.id}`,
        known,
        shown.find(({ id }: Partial<ContactFacts>) => id === facts.id),
      );
    }
  }

  async users(): Promise<void> {
    const shown = await this.list('GetUsers', 'users');
    for (const facts of users(this.old.size)) {
      const one = shown.find(({ id }) => id === facts.id);
      const accounts = facts.accounts.map(({ clientId, isOwner }) => ({ id: clientId, isOwner }));
      const known = {
        ...person(facts),
        datecreated: facts.createdAt.toISOString().slice(0, 19).replace('T', ' '),
        clients: accounts,
      };
      this.expect(`user ${facts.id}`, known, one);
      await this.permissions(facts);
    }
  }

  private async permissions({ id, accounts }: UserFacts): Promise<void> {
    for (const { clientId, isOwner, permissions } of accounts) {
      if (isOwner) continue;
      const answer = await this.call('GetUserPermissions', { user_id: String(id), client_id: String(clientId) });
      const { permission } = answer.permissions as { permission: string[] };
      this.expect(
        `user ${id} at ${clientId}`,
        { permissions: [...permissions].sort() },
        { permissions: [...permission].sort() },
      );
    }
  }

  async belongings(): Promise<void> {
    const products = await this.list('GetClientsProducts', 'products', 'product');
    for (const { id, clientId, product, domain, status, registeredOn } of services(this.old.size)) {
      const known = {
        ...{
          clientid: clientId,
          name: product,
          domain,
          status,
          regdate: registeredOn,
          username: `site${id}`,
          billingcycle: 'Monthly',
        },
        ...{
          recurringamount: '4.95',
          firstpaymentamount: '9.90',
          nextduedate: '2026-12-01',
          dedicatedip: '192.0.2.20',
        },
        ...{ notes: 'A & B', servername: 'web1', groupname: 'Web & Mail' },
      };
      this.expect(
        `service ${id}`,
        known,
        products.find((one) => one.id === id),
      );
    }
    const names = await this.list('GetClientsDomains', 'domains', 'domain');
    for (const { id, clientId, name, status, expiresOn } of domains(this.old.size)) {
      const known = {
        ...{
          userid: clientId,
          domainname: name,
          status,
          expirydate: expiresOn ?? '0000-00-00',
          registrar: 'enom',
          regperiod: 2,
        },
        ...{ regdate: '2020-02-29', nextduedate: '2026-12-31', recurringamount: '12.50' },
      };
      this.expect(
        `domain ${id}`,
        known,
        names.find((one) => one.id === id),
      );
    }
  }

  /** How the desk is set up. */
  async setup(): Promise<void> {
    const departments = await this.list('GetDepartments', 'departments', 'department');
    for (const one of DEPARTMENTS) {
      const known = {
        ...{
          description: one.description,
          email: one.email,
          clientsonly: one.clientsOnly,
          repliesonly: one.repliesOnly,
        },
        ...{ hidden: one.hidden, preventclientclosure: one.preventClientClosure, sortorder: one.sortOrder },
      };
      this.expect(
        `department ${one.name}`,
        known,
        departments.find(({ name }) => name === one.name),
      );
    }
    const statuses = await this.list('GetStatuses', 'statuses', 'status');
    // Those that every desk has stay as they are here.
    for (const { title, color, isActive, isAwaiting, autoClose } of STATUSES.slice(6)) {
      const known = { color, active: isActive, awaitingreply: isAwaiting, autoclose: autoClose };
      this.expect(
        `status ${title}`,
        known,
        statuses.find((one) => one.title === title),
      );
    }
    await this.staff();
    await this.fields();
    await this.texts();
  }

  private async staff(): Promise<void> {
    const admins = await this.list('GetAdmins', 'admins', 'admin');
    const departments = await this.list('GetDepartments', 'departments', 'department');
    for (const one of STAFF) {
      const shown = admins.find(({ username }) => username === one.username);
      const { department: ids = [] } = (shown?.departments ?? {}) as { department?: number[] };
      const names = ids.map((id) => departments.find((department) => department.id === id)?.name);
      const known = {
        ...{
          ...person(one),
          disabled: one.disabled,
          signature: one.signature,
          notes: one.notes,
          language: one.language,
        },
        departments: DEPARTMENTS.filter(({ id }) => one.departmentIds.includes(id))
          .map(({ name }) => name)
          .sort(),
      };
      // A member of staff may also be in the department that stands for the deleted one.
      const kept = names.filter((name) => DEPARTMENTS.some((department) => department.name === name)).sort();
      this.expect(`staff ${one.username}`, known, shown && { ...shown, departments: kept });
    }
  }

  private async fields(): Promise<void> {
    const fields = await this.list('GetCustomFields', 'fields', 'field');
    for (const one of FIELDS) {
      const shown = fields.find(({ name }) => name === one.name);
      if (one.owner === 'product') {
        if (shown !== undefined) this.differences.push({ what: `field ${one.name}`, known: undefined, shown });
        continue;
      }
      const known = {
        ...{
          id: one.id,
          owner: one.owner,
          description: one.description,
          required: one.required,
          staffonly: one.staffOnly,
        },
        sortorder: one.sortOrder,
      };
      this.expect(`field ${one.name}`, known, shown);
    }
  }

  private async texts(): Promise<void> {
    const categories = await this.list('GetPredefinedReplyCategories', 'categories', 'category');
    for (const { name } of CATEGORIES)
      this.expect(
        `category ${name}`,
        {},
        categories.find((one) => one.name === name),
      );
    const replies = await this.list('GetPredefinedReplies', 'predefinedreplies', 'predefinedreply');
    for (const { name, reply } of PREDEFINED)
      this.expect(
        `reply ${name}`,
        { reply },
        replies.find((one) => one.name === name),
      );
    const announcements = await this.list('GetAnnouncements', 'announcements', 'announcement');
    for (const { id, title, body, published, language } of ANNOUNCEMENTS) {
      const known = { announcement: body, published: published ? 1 : 0, language, date: '2025-05-05 10:00:00' };
      this.expect(
        `announcement ${id}`,
        known,
        announcements.find((one) => one.title === title),
      );
    }
    const filters = await this.list('GetSpamFilters', 'spamfilters', 'spamfilter');
    for (const { kind, pattern } of SPAM)
      this.expect(
        `filter ${pattern}`,
        { type: kind },
        filters.find((one) => one.pattern === pattern),
      );
    const bans = await this.list('GetBannedIps', 'bans', 'ban');
    for (const { network, reason, expiresAt } of BANNED.slice(0, 2)) {
      const known = { reason, expires: expiresAt.toISOString().slice(0, 19).replace('T', ' ') };
      this.expect(
        `ban of ${network}`,
        known,
        bans.find(({ ip }) => ip === network),
      );
    }
    const credentials = await this.list('GetCredentials', 'credentials', 'credential');
    for (const { identifier, description } of CREDENTIALS) {
      this.expect(
        `credential ${identifier}`,
        { description, secrets: 0 },
        credentials.find((one) => one.identifier === identifier),
      );
    }
  }
}

const isTick = (fieldId: number): boolean => FIELDS.find(({ id }) => id === fieldId)?.type === 'tickbox';

function valuesShown(shown: Answer): { id: number; value: string }[] {
  const values = shown.customfields as { id: number; value: string }[];
  return values
    .filter(({ value }) => value !== '')
    .map(({ id, value }) => ({ id, value }))
    .sort((one, other) => one.id - other.id);
}

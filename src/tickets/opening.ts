import type { Context } from '../calls/action';
import type { Catalogue, KnownDepartment } from '../store/desk/catalogue';
import { findByName, type Named } from '../store/desk/named';
import type { CustomField } from '../store/tickets/custom-fields';
import { type FoundReferences, lookUpReferences } from '../store/tickets/opening';
import type { SpamFilter } from '../store/tickets/spam';
import { addressSpellings } from '../text/email';
import { findField } from './custom-field-rules';
import { filtersOf } from './spam';

interface OpeningReferences {
  departmentId: number;
  clientId: number | undefined;
  userId: number | undefined;
  contactId: number | undefined;
  serviceId: number | undefined;
  domainId: number | undefined;
  priority: string;
  /** The priority to take if there is none of that name. */
  defaultPriority: string;
  /** The address of a guest who opens the ticket, which may be empty; undefined for all others. */
  guestEmail: string | undefined;
  /** The custom fields that the ticket names, by id or name. */
  fieldKeys: string[];
}

/** What a new ticket refers to. A reference is null if there is no such row, or if it belongs to another client. */
export interface Opening extends FoundReferences {
  department: KnownDepartment | null;
  priority: Named | null;
  /** The status of new tickets: Open, or the first if an operator renamed Open. */
  status: { id: number };
  /** The names of all priorities, separated by commas as in the refusal. */
  priorityNames: string;
  customFields: CustomField[];
  /** Empty for everybody but guests. */
  spamFilters: SpamFilter[];
}

/**
 * The remembered catalogue if it has what a call needs, and else a fresh one. A remembered catalogue may be a moment old,
 * so nothing may be refused or ignored because it is not in there.
 */
export async function catalogueWith(
  context: Pick<Context, 'catalogue'>,
  hasAll: (remembered: Catalogue) => boolean,
): Promise<Catalogue> {
  const remembered = await context.catalogue();
  return hasAll(remembered) ? remembered : context.catalogue('fresh');
}

/** The department for tickets that name none: the configured one, else the first of those that the caller works in. */
export function defaultDepartment(
  { departments }: Pick<Catalogue, 'departments'>,
  { desk, caller }: Pick<Context, 'desk' | 'caller'>,
): KnownDepartment | undefined {
  const open = departments.filter(({ id }) => caller.departmentIds === null || caller.departmentIds.includes(id));
  return open.find(({ id }) => id === desk.defaultDepartmentId) ?? open[0];
}

/** Whether a catalogue has the department for tickets that name none. */
export const hasDefaultDepartment = ({ departments }: Catalogue, context: Pick<Context, 'desk' | 'caller'>): boolean =>
  defaultDepartment({ departments }, context) !== undefined &&
  (context.desk.defaultDepartmentId === undefined ||
    departments.some(({ id }) => id === context.desk.defaultDepartmentId));

/** Finds everything that a new ticket refers to: for a guest, without a look into the database. */
export async function findOpening(context: Context, references: OpeningReferences): Promise<Opening> {
  const { priority, defaultPriority, guestEmail, clientId, fieldKeys } = references;
  const catalogue = await catalogueWith(context, (remembered) => {
    const { department, customFields } = partsFor(remembered, references, context);
    return (
      department !== null &&
      byName(remembered.priorities, priority) !== undefined &&
      fieldKeys.every((key) => findField(customFields, key) !== undefined)
    );
  });
  const { priorities, firstStatus } = catalogue;
  const { department, customFields } = partsFor(catalogue, references, context);
  const found =
    clientId === undefined ? NO_REFERENCES : await lookUpReferences(context.db, { ...references, clientId });
  return {
    department,
    priority: byName(priorities, priority) ?? byName(priorities, defaultPriority) ?? null,
    status: firstStatus,
    priorityNames: priorities.map(({ name }) => name).join(','),
    spamFilters: guestEmail === undefined ? [] : await filtersFor(context, catalogue, guestEmail),
    customFields,
    clientId: found.clientId,
    userId: found.userId,
    contactId: found.contactId,
    serviceId: found.serviceId,
    domainId: found.domainId,
  };
}

/** The department, and the fields that exist in it. For clients, hidden departments do not exist. */
const partsFor = (
  catalogue: Catalogue,
  { departmentId }: OpeningReferences,
  { caller }: Pick<Context, 'caller'>,
): Pick<Opening, 'department' | 'customFields'> => ({
  department:
    catalogue.departments.find(({ id, hidden }) => id === departmentId && (caller.clientId === null || !hidden)) ??
    null,
  customFields: fieldsIn(catalogue, departmentId),
});

/** The custom fields of tickets in a department, in their order. */
export const fieldsIn = ({ customFields }: Pick<Catalogue, 'customFields'>, departmentId: number): CustomField[] =>
  customFields.filter((field) => field.departmentId === null || field.departmentId === departmentId);

const NO_REFERENCES: FoundReferences = {
  clientId: null,
  userId: null,
  contactId: null,
  serviceId: null,
  domainId: null,
};

const byName = (priorities: Named[], name: string) => findByName(priorities, name, (priority) => priority.name);

/** The filters that apply to a guest with this address, which may be empty: each `sender` filter matches already. */
export async function filtersFor(context: Context, catalogue: Catalogue, email: string): Promise<SpamFilter[]> {
  const { spamFilters, blockedSenders } = catalogue;
  if (blockedSenders === undefined) return filtersOf(context.db, email);
  const isBlocked = addressSpellings(email).some(
    (one) => blockedSenders.has(one) || blockedSenders.has(`@${one.split('@')[1] ?? ''}`),
  );
  return isBlocked ? [...spamFilters, { kind: 'sender', pattern: email.toLowerCase() }] : spamFilters;
}

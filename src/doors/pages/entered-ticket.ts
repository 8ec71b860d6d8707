import type { Entered } from '../../pages/new-ticket';
import { text, type Visitor } from './page-door';

/** The inputs that come back as they were. WHMCS's form has the same names but for the priority, which is `urgency`. */
const INPUTS = ['deptid', 'name', 'email', 'subject', 'message', 'priority', 'relatedservice', 'cc'] as const;

/** PostgreSQL's limit. */
const LARGEST_ID = 2_147_483_647;

const FIELD_ID = /^[1-9]\d{0,9}$/;

/** What was entered in the form, or stands in the address of its link, by the names of inputs. */
export function enteredIn({ fields }: Visitor): Entered {
  const entered: Record<string, string> = {};
  for (const name of INPUTS) if (typeof fields[name] === 'string') entered[name] = fields[name];
  if (entered.priority === undefined && typeof fields.urgency === 'string') entered.priority = fields.urgency;
  for (const [id, value] of Object.entries(customFieldsIn(fields))) entered[`customfield[${id}]`] = value;
  return entered;
}

function customFieldsIn({ customfield }: Visitor['fields']): Record<string, string> {
  if (typeof customfield !== 'object' || customfield === null) return {};
  const values = Object.entries(customfield).filter(([id, value]) => FIELD_ID.test(id) && typeof value === 'string');
  return Object.fromEntries(values);
}

/** The same as parameters of pages/OpenTicket. */
export const parametersOf = (visitor: Visitor): Record<string, unknown> => {
  const { relatedservice = '', ...entered } = enteredIn(visitor);
  const inputs = Object.fromEntries(Object.entries(entered).filter(([name]) => !name.startsWith('customfield[')));
  return { ...inputs, related: relatedservice, customfields: customFieldsIn(visitor.fields) };
};

/** What a link to the form said besides the department, so that the next link says it too. */
export const queryOf = (entered: Entered): string =>
  Object.entries(entered)
    .filter(([name, value]) => name !== 'deptid' && value !== '')
    .map(([name, value]) => `&${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('');

/** The department that was chosen; undefined if none was. */
export const departmentIn = ({ fields }: Visitor): number | undefined => {
  const id = text(fields.deptid).trim();
  return /^[1-9]\d{0,9}$/.test(id) && Number(id) <= LARGEST_ID ? Number(id) : undefined;
};

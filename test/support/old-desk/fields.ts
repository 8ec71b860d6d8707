import type { Dice } from './dice';
import type { FieldValue } from './facts';
import { body } from './texts';

export interface FieldFacts {
  id: number;
  owner: 'client' | 'ticket' | 'product';
  /** The department or product; 0 for clients. */
  ownerId: number;
  name: string;
  /** WHMCS's word for it. */
  type: 'text' | 'link' | 'password' | 'dropdown' | 'tickbox' | 'textarea';
  description: string;
  options: readonly string[];
  pattern: string;
  staffOnly: boolean;
  required: boolean;
  sortOrder: number;
}

const OPTIONS = ['Bronze', 'Silver & Gold', 'Größe "L"'];
const TYPES: readonly FieldFacts['type'][] = ['text', 'link', 'password', 'dropdown', 'tickbox', 'textarea'];

function fieldsOf(owner: FieldFacts['owner'], ownerId: number, first: number): FieldFacts[] {
  return TYPES.map((type, at) => ({
    id: first + at,
    owner,
    ownerId,
    name: `${owner === 'client' ? 'Client' : `Dept ${ownerId}`}'s ${type} & more`,
    type,
    description: type === 'text' ? 'Say <what> it is' : '',
    options: type === 'dropdown' ? OPTIONS : [],
    pattern: type === 'text' && owner === 'client' ? '/^[A-Z]{2}-\\d+$/' : '',
    staffOnly: type === 'password',
    required: type === 'dropdown',
    sortOrder: TYPES.length - at,
  }));
}

/** Fields of clients, of tickets of two departments, and one of a product, which stays behind. */
export const FIELDS: readonly FieldFacts[] = [
  ...fieldsOf('client', 0, 1),
  ...fieldsOf('ticket', 1, 11),
  ...fieldsOf('ticket', 2, 21),
  { ...(fieldsOf('product', 1, 31)[0] as FieldFacts), name: 'Root password' },
];

function randomValue(dice: Dice, type: FieldFacts['type']): string {
  if (type === 'dropdown') return dice.onceIn(8) ? 'Platinum, which was removed' : dice.of(OPTIONS);
  if (type === 'tickbox') return dice.of(['on', '']);
  if (type === 'link') return `https://example.com/?a=${dice.below(9)}&b="c"`;
  if (type === 'textarea') return [...body(dice, 'any')].slice(0, 500).join('').trim();
  return type === 'password' ? `s3cr&t ${dice.below(99)}` : `AB-${dice.below(999)}`;
}

const valuesOf = (dice: Dice, owner: FieldFacts['owner'], ownerId: number): FieldValue[] =>
  FIELDS.filter((field) => field.owner === owner && field.ownerId === ownerId)
    .filter(() => !dice.onceIn(3))
    .map(({ id, type }) => ({ fieldId: id, value: randomValue(dice, type) }));

export const clientValues = (dice: Dice): FieldValue[] => (dice.onceIn(2) ? valuesOf(dice, 'client', 0) : []);

/** Some tickets also have values of a department that they left. */
export function ticketValues(dice: Dice, departmentId: number): FieldValue[] {
  if (dice.onceIn(2)) return [];
  return [
    ...valuesOf(dice, 'ticket', departmentId),
    ...(dice.onceIn(20) ? valuesOf(dice, 'ticket', 3 - departmentId) : []),
  ];
}

import type { Carrier } from './carrier';
import type { Kind } from './records';

/** What refers to something comes after it. */
const ORDER: readonly Kind[] = [
  ...(['status', 'priority', 'department', 'staff', 'clientGroup', 'client', 'user', 'clientUser', 'contact'] as const),
  ...(['clientNote', 'customField', 'service', 'domain', 'ticket', 'customFieldValue', 'message', 'note'] as const),
  ...(['attachment', 'predefinedCategory', 'predefinedReply', 'announcement', 'spamFilter', 'bannedIp'] as const),
  'credential',
];

/** Carriers in the order in which they can carry. */
export const inOrder = (carriers: readonly Carrier[]): Carrier[] =>
  [...carriers].sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));

import { PREDEFINED_CATEGORIES, PREDEFINED_REPLIES } from '../../store/moving/carriers/predefined';
import type { Carrier } from '../carrier';

export const predefinedCategory: Carrier = {
  kind: 'predefinedCategory',
  table: 'predefined_reply_categories',
  ...PREDEFINED_CATEGORIES,
};

export const predefinedReply: Carrier = {
  kind: 'predefinedReply',
  table: 'predefined_replies',
  ...PREDEFINED_REPLIES,
};

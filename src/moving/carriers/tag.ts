import { TAGS } from '../../store/moving/carriers/tags';
import type { Carrier } from '../carrier';

export const tag: Carrier = { kind: 'tag', table: 'tags', ...TAGS };

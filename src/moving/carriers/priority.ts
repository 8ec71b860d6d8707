import { PRIORITIES } from '../../store/moving/carriers/priorities';
import type { Carrier } from '../carrier';

export const priority: Carrier = { kind: 'priority', table: 'priorities', ...PRIORITIES };

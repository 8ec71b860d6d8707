import { STATUSES } from '../../store/moving/carriers/statuses';
import type { Carrier } from '../carrier';

export const status: Carrier = { kind: 'status', table: 'statuses', ...STATUSES };

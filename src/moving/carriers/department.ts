import { DEPARTMENTS } from '../../store/moving/carriers/departments';
import type { Carrier } from '../carrier';

export const department: Carrier = { kind: 'department', table: 'departments', ...DEPARTMENTS };

import { NOTES } from '../../store/moving/carriers/notes';
import type { Carrier } from '../carrier';

export const note: Carrier = { kind: 'note', table: 'notes', ...NOTES };

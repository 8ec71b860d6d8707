import { ATTACHMENTS } from '../../store/moving/carriers/attachments';
import type { Carrier } from '../carrier';

/** The rows only: their bytes come afterwards. */
export const attachment: Carrier = { kind: 'attachment', table: 'attachments', ...ATTACHMENTS };

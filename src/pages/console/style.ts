import { ADDRESSES } from '../../config/addresses';
import { type KeptFile, keptFile } from '../built-file';
import { STYLE } from '../style';
import { BULK } from './style/bulk';
import { FRAME } from './style/frame';
import { KEYS } from './style/keys';
import { LIVE } from './style/live';
import { MACROS } from './style/macros';
import { QUEUE } from './style/queue';
import { REPLY } from './style/reply';
import { REPORTS } from './style/reports';
import { SETUP } from './style/setup';
import { TICKET } from './style/ticket';

const PARTS = [
  STYLE, // that of all pages
  FRAME,
  BULK,
  KEYS,
  LIVE,
  MACROS,
  QUEUE,
  REPLY,
  REPORTS,
  SETUP,
  TICKET,
];

/** The style sheet of the console: a file in `style/` for each part of it. */
export const consoleStyle: KeptFile = keptFile(ADDRESSES.consoleAssets, PARTS.join('\n'), '.css');

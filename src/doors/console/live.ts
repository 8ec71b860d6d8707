import type { ConsolePage } from './console-page';
import { PRESENCE_PAGE } from './presence';

export const LIVE_PAGES: readonly ConsolePage[] = [PRESENCE_PAGE];

import { action } from '../../src/calls/action';
import { localized } from '../../src/dialects/helpdeskeddy/names';
import { onlyPage } from '../../src/dialects/helpdeskeddy/paging';
import type { HelpdeskeddyListUserStatuses } from '../../src/generated/helpdeskeddy/ListUserStatuses';

const STATUSES = [
  { id: 'online', name: localized('Online', { ru: 'Онлайн', ua: 'Онлайн' }) },
  { id: 'offline', name: localized('Offline', { ru: 'Оффлайн', ua: 'Офлайн' }) },
];

export default action<HelpdeskeddyListUserStatuses>(async ({ page }) => ({ data: onlyPage(STATUSES, page) }));

import { action } from '../src/calls/action';
import type { PreviewTicketMessage } from '../src/generated/PreviewTicketMessage';
import { formatOf } from '../src/tickets/format';
import { renderHtml, SAFE_ON_PAGES } from '../src/tickets/render';

export default action<PreviewTicketMessage>(async ({ message, markdown }) => ({
  html: renderHtml(message, formatOf(markdown), undefined, SAFE_ON_PAGES),
}));

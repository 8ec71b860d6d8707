import type { Context } from '../../calls/action';
import type { AttachmentRow } from '../../store/tickets/attachments';
import type { MessageFormat } from '../../store/tickets/tickets';
import { type RenderBudget, renderHtml, renderText } from '../../tickets/render';

interface Text {
  messageId: number;
  body: string;
  format: MessageFormat;
}

/** Shows a message as plain text and as safe HTML, inside the element that the API puts around it. */
export const presentText = ({ messageId, body, format }: Text, budget: RenderBudget) => ({
  message: renderText(body, format),
  htmlMessage: `<div id="sb-message-${messageId}" class="sb-html-message">${renderHtml(body, format, budget)}</div>`,
});

/** Shows files as links: to their own address, or to this API if we store them. */
export const presentFiles = ({ desk }: Context, ticketId: number, files: AttachmentRow[]) =>
  files
    .filter(({ removed }) => !removed)
    .map(({ id, filename, url }) => ({
      name: filename,
      url: url ?? `${desk.publicUrl}/tickets/${ticketId}/attachments/${id}`,
      isContentPart: false,
    }));

/** Groups rows by the id of their owner. */
export function groupBy<Row>(rows: Row[], keyOf: (row: Row) => number | null): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const key = keyOf(row) ?? 0;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

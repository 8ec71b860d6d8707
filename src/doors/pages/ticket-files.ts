import type { DoorParts, Reply } from '../door';
import { askAs } from './asking';
import { text, type Visitor } from './page-door';
import { shownFile } from './shown-file';
import { reaching, visitorOf, wayOf } from './ticket-visit';

/** `/ticketfile.php?tid=&c=&file=`: a file of a ticket. With `preview`, only a picture, to be shown on the page. */
export const ticketFile =
  (parts: DoorParts): ((visitor: Visitor) => Promise<Reply>) =>
  async (visitor) => {
    const caller = await reaching(() => visitorOf(parts, visitor, wayOf(visitor)));
    const { result } = await reaching(() =>
      askAs(parts, visitor, caller, 'GetFile', { folder: 'pages', fields: { id: text(visitor.fields.file) } }),
    );
    // The type of a result names no members. GetFile's schema promises these.
    const { filename, data } = result as unknown as { filename: string; data: Buffer };
    return shownFile({ filename, data }, visitor.fields.preview !== undefined);
  };

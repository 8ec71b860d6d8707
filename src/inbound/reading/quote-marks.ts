/** How much of a page an element says is quoted: itself, or all that comes from there on. */
export type QuoteMark = 'element' | 'rest';

/** Classes of elements in which mail programs put what they quote, and the line above it. */
const CLASSES = new Set(
  'yahoo_quoted protonmail_quote tutanota_quote front-blockquote moz-cite-prefix gmail_attr zmail_extra mailru-blockquote'.split(
    ' ',
  ),
);
/** The same for ids and names. */
const IDS = new Set(
  'yahoo_quoted reply-intro olk_src_body_section mail-editor-reference-message-container messagereplysection replyforwardmessage ymail_android_quote'.split(
    ' ',
  ),
);
/** What stands above the quoted mail in the programs of Microsoft. */
const REST_IDS = new Set(['divrplyfwdmsg', 'stopspelling', 'appendonsend']);

/** The line that Outlook draws above the mail it quotes, in the colours of its versions. */
const OUTLOOK_LINE = /border:none;\s*border-top:solid #(?:b5c4df|e1e1e1) 1\.0pt;\s*padding:3\.0pt/i;

/** GMX and WEB.DE call the element `quote` in which they quote, and draw a line beside it. Others name offers so. */
const isQuoteOfGmx = (name: string, attributes: Record<string, string>): boolean =>
  name === 'div' && attributes.name === 'quote' && /border-left/i.test((attributes.style ?? '').slice(0, 1_000));

/** Outlook and Yahoo put this before the names that they find in mails. */
const bare = (name: string): string => name.replace(/^(?:x_)+/, '').replace(/^ydp[0-9a-z]{1,20}(?=yahoo_)/, '');

/** What an element says about quoting; null if nothing. */
export function quoteMarkOf(name: string, attributes: Record<string, string>): QuoteMark | null {
  const classes = (attributes.class ?? '').slice(0, 1_000).toLowerCase().split(/\s+/).map(bare);
  const ids = [attributes.id, attributes.name].map((id) => bare((id ?? '').toLowerCase()));
  if (name === 'blockquote' && (attributes.type?.toLowerCase() === 'cite' || classes.includes('gmail_quote')))
    return 'element';
  if (classes.some((one) => CLASSES.has(one)) || ids.some((id) => IDS.has(id) || id.startsWith('yahoo_quoted')))
    return 'element';
  if (isQuoteOfGmx(name, attributes)) return 'element';
  if (ids.some((id) => REST_IDS.has(id))) return 'rest';
  return name === 'div' && OUTLOOK_LINE.test((attributes.style ?? '').slice(0, 1_000)) ? 'rest' : null;
}

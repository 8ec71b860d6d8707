import { charsetOfPage } from './charset-labels';
import { decodeText } from './charsets';
import { readRtf } from './rtf';
import { decompressRtf } from './rtf-compressed';
import { readProperties } from './tnef-properties';

/** A file in a winmail.dat. */
interface TnefFile {
  name: string;
  type: string | null;
  contentId: string | null;
  content: Buffer;
}

interface Tnef {
  files: TnefFile[];
  text: string | null;
  html: string | null;
  /** Whether its text is in a form that nobody can read here. */
  isUnread: boolean;
}

const SIGNATURE = 0x223e9f78;

/** Attributes, named as in MS-OXTNEF 2.1.3. */
const BODY = 0x0002800c;
const MESSAGE_PROPERTIES = 0x00069003;
const CODE_PAGE = 0x00069007;
const FILE_BEGINS = 0x00069002;
const FILE_TITLE = 0x00018010;
const FILE_DATA = 0x0006800f;
const FILE_PROPERTIES = 0x00069005;

/** Properties, named as in MS-OXPROPS. */
const PLAIN_BODY = 0x1000;
const HTML_BODY = 0x1013;
const RTF_BODY = 0x1009;
const CHARACTER_SET = 0x3fde;
const DATA = 0x3701;
const SHORT_NAME = 0x3704;
const LONG_NAME = 0x3707;
const MIME_TYPE = 0x370e;
const CONTENT_ID = 0x3712;

/**
 * Reads the format in which Outlook sends what it cannot say in MIME.
 *
 * @returns null if the bytes are not in this format. Of a file that is cut off, what has arrived.
 */
export function readTnef(bytes: Buffer): Tnef | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return null;
  const tnef: Tnef = { files: [], text: null, html: null, isUnread: false };
  let charset = 'windows-1252';
  let file: TnefFile | undefined;
  for (let at = 6; at + 9 <= bytes.length; ) {
    const attribute = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const data = bytes.subarray(at + 9, at + 9 + length);
    at += 9 + length + 2;
    if (attribute === CODE_PAGE && data.length >= 4) charset = charsetOfPage(data.readUInt32LE(0));
    else if (attribute === BODY) tnef.text ??= textOf(data, charset);
    else if (attribute === MESSAGE_PROPERTIES) readBodies(data, charset, tnef);
    else if (attribute === FILE_BEGINS) {
      file = { name: '', type: null, contentId: null, content: Buffer.alloc(0) };
      tnef.files.push(file);
    } else if (file !== undefined && attribute === FILE_TITLE) file.name ||= textOf(data, charset);
    else if (file !== undefined && attribute === FILE_DATA) file.content = data;
    else if (file !== undefined && attribute === FILE_PROPERTIES) readFileProperties(data, charset, file);
  }
  return tnef;
}

const textOf = (data: Buffer, charset: string): string => decodeText(data, charset).replace(/\0+$/, '');

function readBodies(data: Buffer, charset: string, tnef: Tnef): void {
  const properties = readProperties(data);
  const page = properties.get(CHARACTER_SET)?.data;
  const html = properties.get(HTML_BODY)?.data;
  const plain = properties.get(PLAIN_BODY);
  const label = page !== undefined && page.length >= 4 ? charsetOfPage(page.readUInt32LE(0)) : charset;
  if (plain !== undefined) tnef.text = textOf(plain.data, plain.isUnicode ? 'utf-16le' : charset);
  if (html !== undefined) tnef.html = textOf(html, label);
  const rtf = properties.get(RTF_BODY)?.data;
  if (rtf !== undefined && html === undefined && !tnef.text?.trim()) readRichBody(rtf, tnef);
}

/** Some versions of Outlook send the text in this form alone. */
function readRichBody(compressed: Buffer, tnef: Tnef): void {
  const rtf = decompressRtf(compressed);
  if (rtf === null || !rtf.toString('latin1', 0, 5).startsWith('{\\rtf')) tnef.isUnread = true;
  else {
    const { plain, html } = readRtf(rtf);
    tnef.text = plain?.trim() ?? tnef.text;
    tnef.html = html;
  }
}

function readFileProperties(data: Buffer, charset: string, file: TnefFile): void {
  const properties = readProperties(data);
  const text = (id: number): string | undefined => {
    const property = properties.get(id);
    return property && textOf(property.data, property.isUnicode ? 'utf-16le' : charset);
  };
  file.name = text(LONG_NAME) || file.name || text(SHORT_NAME) || '';
  file.type = text(MIME_TYPE)?.toLowerCase() || null;
  file.contentId = text(CONTENT_ID)?.replace(/^<|>$/g, '') || null;
  if (file.content.length === 0) file.content = properties.get(DATA)?.data ?? file.content;
}

import { cleanFileName } from '../../wire/file-name';
import { cleanLine } from './clean';

/** What the name of a file ends in if its sender gave it none. */
const EXTENSIONS: Record<string, string> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
  'text/calendar': 'ics',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/directory': 'vcf',
  'text/rtf': 'rtf',
  'text/xml': 'xml',
  'text/css': 'css',
  'text/markdown': 'md',
  'text/x-amp-html': 'html',
  'text/rfc822-headers': 'txt',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/pjpeg': 'jpg',
  'image/svg+xml': 'svg',
  'image/x-icon': 'ico',
  'image/vnd.microsoft.icon': 'ico',
  'image/tiff': 'tif',
  'image/x-png': 'png',
  'image/x-ms-bmp': 'bmp',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/x-wav': 'wav',
  'audio/amr': 'amr',
  'video/quicktime': 'mov',
  'video/x-msvideo': 'avi',
  'video/3gpp': '3gp',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/x-zip-compressed': 'zip',
  'application/gzip': 'gz',
  'application/x-gzip': 'gz',
  'application/x-7z-compressed': '7z',
  'application/x-rar-compressed': 'rar',
  'application/vnd.rar': 'rar',
  'application/x-tar': 'tar',
  'application/json': 'json',
  'application/xml': 'xml',
  'application/rtf': 'rtf',
  'application/ics': 'ics',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.ms-outlook': 'msg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/pkcs7-mime': 'p7m',
  'application/x-pkcs7-mime': 'p7m',
  'application/pgp-encrypted': 'asc',
  'application/pgp-keys': 'asc',
  'application/ms-tnef': 'dat',
  'application/vnd.ms-tnef': 'dat',
  'message/rfc822': 'eml',
  'message/global': 'eml',
  'message/news': 'eml',
  'message/partial': 'eml',
};

/** Types whose second half is no extension. */
const OTHERWISE: Record<string, string> = { text: 'txt', message: 'txt' };

/** The extension that goes with a type; undefined for types that say nothing of a file. */
function knownExtensionOf(type: string): string | undefined {
  const [kind = '', subtype = ''] = type.split('/');
  const isExtension = /^(?:image|audio|video)$/.test(kind) && /^[a-z0-9]{2,5}$/.test(subtype);
  return EXTENSIONS[type] ?? (isExtension ? subtype : undefined);
}

const extensionOf = (type: string): string =>
  knownExtensionOf(type) ?? OTHERWISE[type.slice(0, type.indexOf('/'))] ?? 'bin';

/** Whether a name ends in an extension. What follows the dot in `Invoice No. 5` or `Plan v1.2` is none. */
const hasExtension = (name: string): boolean => /\.(?=[^.]*\p{L})[\p{L}\d_+~-]{1,15}$/u.test(name);

/**
 * The name under which a file is kept. Some programs hide extensions from their users, and send none.
 *
 * @param given that of its sender, decoded; '' for none.
 * @param number what tells files without a name apart.
 */
export function fileNameOf(given: string, type: string, number: number): string {
  const name = given.trim() === '' ? '' : cleanFileName(cleanLine(given));
  if (name === '') return `attachment-${number}.${extensionOf(type)}`;
  const extension = knownExtensionOf(type);
  return extension === undefined || hasExtension(name) ? name : withExtension(name, extension);
}

/** The name of a file of Outlook that cannot be read. It is kept, because nothing else is left of what it says. */
export const WINMAIL = 'winmail.dat';

/** A name that ends in an extension, whatever the sender ends it in. */
export function withExtension(name: string, extension: string): string {
  const clean = cleanFileName(cleanLine(name));
  return clean.toLowerCase().endsWith(`.${extension}`) ? clean : cleanFileName(`${clean}.${extension}`);
}

/** The name of an attached mail: that of its sender, or its subject. */
export function mailFileNameOf(given: string, subject: string): string {
  if (given.trim() !== '') return withExtension(given, 'eml');
  // A folder's sign in a subject is a sign.
  return withExtension(cleanLine(subject).replace(/[/\\]/g, '-').slice(0, 180) || 'message', 'eml');
}

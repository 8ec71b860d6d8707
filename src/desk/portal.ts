import { createHash } from 'node:crypto';
import type { LanguageCode } from '../config/languages';
import type { DeskSettings } from '../store/desk/settings';
import { renderHtml } from '../tickets/render';
import { decodeDataUrl } from '../wire/data-url';
import { imageTypeOf } from '../wire/image-type';

/** How the pages for people look on this desk, in one language. */
export interface Portal {
  /** What the site is called; may be empty. */
  title: string;
  /** The colour of links and buttons; empty for our own. */
  colour: string;
  /** Safe markup; empty for nothing. */
  footer: string;
  /** Safe markup; empty for nothing. */
  welcome: string;
  logo: Logo | undefined;
  /** Whether guests may open tickets. */
  isOpenToGuests: boolean;
}

interface Logo {
  data: Buffer;
  /** Its media type, by its bytes. */
  type: string;
  /** Another picture has another one, so that browsers may keep this one. */
  version: string;
}

/** Made once for each reading of the settings: every page needs it. */
const made = new WeakMap<DeskSettings, Map<LanguageCode, Portal>>();

/** How the pages look in a language. */
export function portalOf(settings: DeskSettings, code: LanguageCode): Portal {
  const portals = made.get(settings) ?? new Map<LanguageCode, Portal>();
  made.set(settings, portals);
  const known = portals.get(code);
  if (known !== undefined) return known;
  const own = (name: 'Footer' | 'Title' | 'Welcome') => settings[`portal${name}.${code}`] || settings[`portal${name}`];
  const portal = {
    title: own('Title') || settings.companyName,
    colour: settings.portalColour,
    footer: shown(own('Footer')),
    welcome: shown(own('Welcome')),
    logo: readPicture(settings.portalLogo),
    isOpenToGuests: settings.ticketGuestOpening === 'on',
  };
  portals.set(code, portal);
  return portal;
}

const shown = (markdown: string): string => (markdown.trim() === '' ? '' : renderHtml(markdown, 'markdown'));

/** Checks the bytes again: whoever can write to the table need not have come through the setting. */
function readPicture(dataUrl: string): Logo | undefined {
  const data = dataUrl === '' ? undefined : decodeDataUrl(dataUrl);
  const type = data && imageTypeOf(data);
  if (data === undefined || type === undefined) return undefined;
  return { data, type, version: createHash('sha256').update(data).digest('hex').slice(0, 12) };
}

import { ADDRESSES } from '../../config/addresses';
import { type Html, html } from '../html';
import type { ConsoleTexts } from './texts';

/**
 * What the script needs for keys, the palette and the help, once on every page.
 *
 * @param link makes a link of an address
 */
export function keyTexts({ keys }: ConsoleTexts, link: (address: string) => string): Html {
  const { palette, openTicket, find, nothing, close } = keys;
  return html`<console-keys palette="${palette}" ticket="${openTicket}" find="${find}" nothing="${nothing}" close="${close}" queue="${link(ADDRESSES.console)}" number="${link(ADDRESSES.consoleTicketNumber)}" help="${link(ADDRESSES.consoleKeys)}"></console-keys>`;
}

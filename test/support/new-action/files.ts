import { hatch } from './hatch';
import { helpdeskeddy } from './helpdeskeddy';
import { type Files, type Made, readName } from './made';
import { socialboards } from './socialboards';

interface Api {
  files: (made: Made) => Files;
  /** The file with its table of addresses, and a line of that table. */
  door: string;
  route: (made: Made) => string;
}

/** The APIs other than WHMCS's for which actions can be made. */
export const APIS: Record<string, Api> = {
  helpdeskeddy: {
    files: helpdeskeddy,
    door: 'src/doors/helpdeskeddy.ts',
    route: ({ method, path, name }) => `route('${method}', '/tickets/:id/${path}', '${name}')`,
  },
  socialboards: {
    files: socialboards,
    door: 'src/doors/socialboards.ts',
    route: ({ method, path, name }) => `{ method: '${method}', path: '/tickets/:ticketId/${path}', action: '${name}' }`,
  },
};

/** A line for a door's table of addresses. */
export interface Address {
  door: string;
  route: string;
}

/**
 * Makes a small but complete action, so that each of its files shows what belongs in it.
 *
 * @param name `DeleteTicketNote` or, for another API, `socialboards/GetMacro`.
 * @returns the text of each file by its path, and the address if the API needs one.
 */
export function actionFiles(name: string): { files: Map<string, string>; address?: Address } {
  const [own = '', folder = ''] = name.split('/').reverse();
  const api = APIS[folder];
  const made = readName(own);
  const { schema, action, test } = (api?.files ?? hatch)(made);
  return {
    files: new Map([
      [`schemas/${name}.json`, schema],
      [`actions/${name}.ts`, action],
      [`test/actions/${name}.test.ts`, test],
    ]),
    ...(api !== undefined && { address: { door: api.door, route: api.route(made) } }),
  };
}

import type { Db } from '../../database/pool';
import type { LookUpTogether } from '../../database/together';
import { type CustomField, fieldsJson } from '../tickets/custom-fields';
import type { SpamFilter } from '../tickets/spam';
import type { Department } from './departments';
import type { Named } from './named';
import { PUBLIC_ID, type PublicPriority } from './priorities';
import { FIRST_STATUS, type Status, statusesJson } from './statuses';

/**
 * What tickets refer to and operators rarely change. Processes remember it, so that opening a ticket or replying need
 * not look it up. A row in it may be gone: the statement that refers to it then fails, and the call starts anew.
 */
export interface Catalogue {
  /** In their order. */
  departments: KnownDepartment[];
  /** In their order. */
  priorities: KnownPriority[];
  /** In their order. */
  statuses: Status[];
  /** The status of new tickets: Open, or the first if an operator renamed Open. */
  firstStatus: Pick<Status, 'id' | 'title' | 'slug' | 'isClosed'>;
  /** The fields of tickets, in their order. */
  customFields: CustomField[];
  /** The filters of subjects and phrases. */
  spamFilters: SpamFilter[];
  /** The blocked addresses, and domains with an `@` before them, in lower case. Undefined if they are too many. */
  blockedSenders: ReadonlySet<string> | undefined;
}

/** A department, whether clients don't see it, and whether only clients may write to it. */
export type KnownDepartment = Department & { hidden: boolean; clientsOnly: boolean };

/** A priority with the number that the HelpDeskEddy API has for it. */
export type KnownPriority = Named & Pick<PublicPriority, 'publicId'>;

/** More than these take longer to load after each change than to look up for each guest. */
const MOST_SENDERS = 10_000;

/** Loads the whole catalogue with one statement. */
export const loadCatalogue = (db: Db): Promise<Catalogue> => db.lookUpTogether(CATALOGUE, undefined);

const CATALOGUE: LookUpTogether<undefined, Catalogue> = {
  async lookUp(db, keys) {
    const catalogue = await readCatalogue(db);
    return keys.map(() => catalogue);
  },
};

async function readCatalogue(db: Pick<Db, 'query'>): Promise<Catalogue> {
  const [row] = await db.query<Omit<Catalogue, 'blockedSenders'> & { senders: string[] }>(
    `select
       (select coalesce(json_agg(json_build_object('id', id, 'name', name,
                                                   'preventClientClosure', prevent_client_closure, 'hidden', hidden,
                                                   'clientsOnly', clients_only)
                                 order by sort_order, id), '[]')
        from departments) as departments,
       (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'publicId', ${PUBLIC_ID})
                                 order by sort_order, id), '[]')
        from priorities) as priorities,
       ${statusesJson} as statuses,
       (select json_build_object('id', id, 'title', title, 'slug', coalesce(slug, id::text), 'isClosed', is_closed)
        ${FIRST_STATUS}) as "firstStatus",
       ${fieldsJson(`f.owner = 'ticket'`)} as "customFields",
       (select coalesce(json_agg(json_build_object('kind', kind, 'pattern', pattern)), '[]')
        from spam_filters where kind <> 'sender') as "spamFilters",
       array(select lower(pattern) from spam_filters where kind = 'sender' limit $1) as senders`,
    [MOST_SENDERS + 1],
  );
  if (row === undefined) throw new Error('a select of scalars returned no row');
  const { senders, ...rest } = row;
  return { ...rest, blockedSenders: senders.length > MOST_SENDERS ? undefined : new Set(senders) };
}

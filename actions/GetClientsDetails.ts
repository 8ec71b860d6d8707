import { action } from '../src/calls/action';
import { presentClient, presentCounts } from '../src/dialects/whmcs/clients';
import { invalid, notFound } from '../src/errors';
import type { GetClientsDetails } from '../src/generated/GetClientsDetails';
import { countOfClient, findClientDetails } from '../src/store/people/clients';
import { listClientFieldValues } from '../src/store/tickets/custom-fields';

export default action<GetClientsDetails>(async ({ clientid, email, stats = false }, { db, desk }) => {
  if (clientid === undefined && email === undefined) throw invalid('Either clientid Or email Is Required');
  const reference = clientid === undefined ? { email: email?.trim() ?? '' } : { id: clientid };
  const client = await findClientDetails(db, reference, desk.timeZone);
  if (client === undefined) throw notFound('Client Not Found');
  const [fields, counts] = await Promise.all([
    listClientFieldValues(db, client.id),
    stats ? countOfClient(db, client.id) : undefined,
  ]);
  const shown = presentClient(client, fields);
  return {
    // As documented, the client's fields are at the top, too. They come first, because some clients unwrap the last key.
    ...shown,
    client: shown,
    ...(counts !== undefined && { stats: presentCounts(counts) }),
  };
});

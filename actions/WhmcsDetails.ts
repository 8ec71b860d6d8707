import { action } from '../src/calls/action';
import { WHMCS_VERSION } from '../src/dialects/whmcs/version';
import type { WhmcsDetails } from '../src/generated/WhmcsDetails';

export default action<WhmcsDetails>(async () => ({ whmcs: WHMCS_VERSION }));

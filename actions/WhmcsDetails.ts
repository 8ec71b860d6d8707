import { action } from '../src/action';
import { WHMCS_VERSION } from '../src/dialects/whmcs';
import type { WhmcsDetails } from '../src/generated/WhmcsDetails';

export default action<WhmcsDetails>(async () => ({ whmcs: WHMCS_VERSION }));

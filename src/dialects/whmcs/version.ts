/** The WHMCS version that we report, for callers that compare versions. */
export const WHMCS_VERSION = { version: '9.0.0', canonicalversion: '9.0.0-release.1' };

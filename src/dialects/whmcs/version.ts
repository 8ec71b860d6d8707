/** The version of WHMCS whose API this is, for callers that compare it. */
export const WHMCS_VERSION = { version: '9.0.0', canonicalversion: '9.0.0-release.1' };

/** Chromium's relatives name Chrome and Safari too, so the most particular comes first. */
const BROWSERS: readonly [mark: RegExp, name: string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly [mark: RegExp, name: string][] = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** More than any browser sends. */
const LONGEST_HEADER = 500;

/** Names a browser and its system as people know them: `Firefox, Windows`. Empty if its `User-Agent` names neither. */
export function browserName(userAgent: string): string {
  const header = userAgent.slice(0, LONGEST_HEADER);
  const named = (list: typeof BROWSERS) => list.find(([mark]) => mark.test(header))?.[1] ?? [];
  return [named(BROWSERS), named(SYSTEMS)].flat().join(', ');
}

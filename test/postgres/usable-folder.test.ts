import fs from 'node:fs';
import path from 'node:path';
import { examine } from '../../src/desk/doctor';
import { canBeNobody, doctorProcess, NOBODY } from '../support/patients';
import { startProgram } from '../support/program';
import { cleanUp, isRoot, temporaryDirectory } from './support';

afterEach(cleanUp);

/** What a start and the doctor say of a data folder. */
async function said(folder: string): Promise<[number | null, string, string | undefined]> {
  const env = { HATCHDESK_DATA: folder, PORT: '0' };
  const { code, stderr } = await startProgram(['migrate'], env).ended;
  const checks = await examine({ env });
  return [code, stderr.trim(), checks.find(({ name, ok }) => name === 'data' && !ok)?.detail];
}

test.each(['', '/below'])('a data folder that is a file%s is refused in a sentence', async (below) => {
  const file = path.join(temporaryDirectory(), 'file');
  fs.writeFileSync(file, '');
  const sentence = `${file} is not a folder: set HATCHDESK_DATA to one`;
  expect(await said(file + below)).toEqual([3, sentence, sentence]);
});

test.each(['', '/below'])('a data folder that is a link to nowhere%s is refused in a sentence', async (below) => {
  const link = path.join(temporaryDirectory(), 'link');
  fs.symlinkSync('/no/such/disk', link);
  const sentence = `${link} is a link that leads nowhere: mount or make what it should lead to, or set HATCHDESK_DATA to another folder`;
  expect(await said(link + below)).toEqual([3, sentence, sentence]);
});

// Nothing is closed to root.
const asAnyUser = canBeNobody || !isRoot ? test : test.skip;

asAnyUser.each(['pg18', 'owner', 'sharers'])(
  'a folder %s that is closed to its user is refused in a sentence',
  async (name) => {
    const home = temporaryDirectory(0o755);
    const folder = path.join(home, name);
    fs.mkdirSync(folder, 0o500);
    if (isRoot) for (const one of [home, folder]) fs.chownSync(one, NOBODY.uid, NOBODY.gid);
    const env = { HATCHDESK_DATA: home, PORT: '0' };
    const sentence = `this user may not write in ${folder}, although it is its own: chmod u+rwx ${folder}`;
    const { code, stderr } = await startProgram(['migrate'], env, undefined, isRoot ? NOBODY : {}).ended;
    expect([code, stderr.trim()]).toEqual([3, sentence]);
    const { checks } = await doctorProcess(env, isRoot ? 'as nobody' : 'as we are');
    expect(checks).toContainEqual(expect.objectContaining({ name: 'data', ok: false, detail: sentence }));
  },
);

import { readMail } from '../../../src/inbound/reading/read';
import { cpuTimeOfAll } from '../../support/cpu-time';
import { readMade, readParts } from '../../support/made-mails';

const read = (mail: string) => readMail(Buffer.from(`From: n@e.example\n${mail}`.replaceAll('\n', '\r\n')));

test.each([
  ['a line of one blank', 'Subject: x\n \nText', 'x', 'Text'],
  [
    'a line of blanks above words that look like a header',
    'Subject: x\n \t\nNote: it hums.\n\nAnn',
    'x',
    'Note: it hums.\n\nAnn',
  ],
  [
    'a line of blanks above indented words',
    'Subject: x\n \n  Dear all,\nit hums.\n\nAnn',
    'x',
    '  Dear all,\nit hums.\n\nAnn',
  ],
  ['a line of blanks and nothing else', 'Subject: x\n \n  it hums', 'x', '  it hums'],
  [
    'no empty line',
    'Subject: x\nThe scanner is broken.\nIt hums.\n\nAnn',
    'x',
    'The scanner is broken.\nIt hums.\n\nAnn',
  ],
  ['no empty line at all', 'Subject: x\nThe scanner is broken.\nFrom: Ann', 'x', 'The scanner is broken.\nFrom: Ann'],
  [
    'no empty line above an address',
    'Subject: x\nhttps://a.example/ is down.\n\nAnn',
    'x',
    'https://a.example/ is down.\n\nAnn',
  ],
])('headers end at %s', async (_what, mail, subject, text) => {
  expect(await read(mail)).toMatchObject({ subject, text });
});

test.each([
  ['a line of blanks in a header', 'X-A: b\n \n c\nSubject: x\n\nText', 'x'],
  ['a line of blanks in the last header', 'Subject: x\n \n y\n\nText', 'x  y'],
  ['a header that goes on without an indent', 'X-A: b\nc d\nSubject: x\n\nText', 'x'],
  ['such a header between others', 'X-A: b\nc d\nOrganization: e\nf\nSubject: x\n\nText', 'x'],
  ['a parameter without an indent', 'Subject: x\nContent-Type: text/plain;\ncharset=utf-8\n\nText', 'x'],
])('headers do not end at %s', async (_what, mail, subject) => {
  expect(await read(mail)).toMatchObject({ subject, text: 'Text' });
});

test('parts begin without an empty line', async () => {
  const mail = await readMade('Content-Type: multipart/mixed; boundary=b\n--b\nContent-Type: text/plain', 'Hi\n--b--');
  expect(mail).toMatchObject({ text: 'Hi', files: [] });
  const parts = await readParts(['Content-Type: text/plain\nHi', 'Content-Type: text/csv; name=a.csv\n\nx']);
  expect(parts).toMatchObject({ text: 'Hi', files: [{ name: 'a.csv' }] });
});

test('a mail of lines that are no headers takes no time', async () => {
  const lines = `Text\n${'a b\nNote: c\n \n'.repeat(50_000)}`;
  let text = '';
  const ms = await cpuTimeOfAll(async () => {
    text = (await read(`Subject: x\n${lines}`)).text;
  });
  expect(text).toBe(lines.trim());
  expect(ms).toBeLessThan(3_000);
});

import { loadActions } from '../../src/desk/desk';
import { type Family, setUpOf } from '../../src/doors/console/setup/families';
import { addOne, freeTexts, NEVER_EMPTY, textFor } from '../support/setup-families';
import { filledIn, mainForm, setupPages } from '../support/setup-pages';
import { signedInStaff } from '../support/staff-browser';
import { useWorld } from '../support/world';

const world = useWorld();
let pages: ReturnType<typeof setupPages>;

beforeAll(async () => {
  pages = setupPages(await signedInStaff(world));
  await world.client('Ann Lee');
  await world.customField({ name: 'Colour', type: 'select', options: ['Red'] });
});

const { families } = setUpOf(loadActions().all());
const editable = families.filter(({ add, update }) => add !== undefined && update !== undefined);

// Live because there are four requests for each of some hundred fields, which takes half a minute.
test.each(editable.map((family): [string, Family] => [family.noun, family]))(
  '%s: each text is changed by itself, and stays empty once it is emptied',
  async (_noun, family) => {
    const to = await addOne(pages, family);
    for (const name of freeTexts(family, mainForm((await pages.get(to)).text))) {
      for (const value of [textFor(family, name), '']) {
        const page = (await pages.get(to)).text;
        const sent = await pages.send(to, filledIn(mainForm(page), { [name]: value }));
        if (value === '' && (sent.status !== 303 || NEVER_EMPTY.has(`${family.noun}.${name}`))) continue;
        expect([name, value, sent.status]).toEqual([name, value, 303]);
        const [, now = ''] = mainForm((await pages.get(to)).text).fields.find(([one]) => one === `p[${name}]`) ?? [];
        expect([name, now.trim()]).toEqual([name, value]);
      }
    }
  },
);

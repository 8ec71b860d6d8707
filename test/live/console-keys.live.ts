/** Live, because it needs a browser and builds the script. What keys do on the console's own pages is in console-keyboard.live.ts. */
import { describeInBrowser, openPage, useBrowser } from '../support/browser';
import { type Press, pressAs, showWithKeys } from '../support/key-page';

/** Says on the page which command was used. */
const command = (name: string, more = ''): string =>
  `<button type="button" data-key="${name}" ${more}>${name}</button>`;

const LIST = `<form><table>${[1, 2, 3, 4]
  .map(
    (id) =>
      `<tr data-row data-ticket="${id}" id="row-${id}"><td><input type="checkbox" name="ids" value="${id}" aria-label="Select ${id}"></td>
<td><a id="open-${id}" href="/admin/tickets/${id}" data-key="open">Ticket ${id}</a></td></tr>`,
  )
  .join('')}</table><p><span data-selected-count>0</span> selected</p>
<fieldset>${command('close')}<label>Status <select data-key="status"><option>Open</option><option>Closed</option></select></label></fieldset></form>`;

describeInBrowser('keys of the console', () => {
  const browser = useBrowser();

  /** A page with this content, which notes every click on a button. */
  async function pageWith(content: string) {
    const opened = await openPage(browser());
    await opened.page.addInitScript(`window.used = []; addEventListener('click', ({ target }) => {
      const command = target.closest?.('button[data-key], a[data-key]')?.dataset.key;
      if (command) used.push(command);
    }, true)`);
    await showWithKeys(opened.page, content);
    const used = () => opened.page.evaluate<string[]>('window.used');
    const focused = () => opened.page.evaluate<string>('document.activeElement.id || document.activeElement.tagName');
    return { ...opened, used, focused };
  }

  const layouts: (Press & { keyboard: string; command: string })[] = [
    { keyboard: 'American', command: 'reply', key: 'r', code: 'KeyR' },
    { keyboard: 'American', command: 'next', key: 'J', code: 'KeyJ', shift: true },
    { keyboard: 'German', command: 'snooze', key: 'z', code: 'KeyY' },
    { keyboard: 'French', command: 'assign', key: 'a', code: 'KeyQ' },
    { keyboard: 'French', command: 'merge', key: 'm', code: 'Semicolon' },
    { keyboard: 'Dvorak', command: 'close', key: 'c', code: 'KeyI' },
    { keyboard: 'Arabic', command: 'reply', key: 'ق', code: 'KeyR' },
    { keyboard: 'Arabic', command: 'assign', key: 'ش', code: 'KeyA' },
    { keyboard: 'Arabic', command: 'macro:1', key: '١', code: 'Digit1' },
    { keyboard: 'Russian', command: 'note', key: 'т', code: 'KeyN' },
    { keyboard: 'Greek', command: 'close', key: 'ψ', code: 'KeyC' },
  ];

  test.each(layouts)('$keyboard: $key on $code means $command', async ({ command: name, ...press }) => {
    const names = ['reply', 'next', 'snooze', 'assign', 'merge', 'close', 'note'];
    const macro = command('macro:1', 'data-keys="1"');
    const { page, used, problems, close } = await pageWith(names.map((one) => command(one)).join('') + macro);
    await pressAs(page, press);
    expect(await used()).toEqual([name]);
    expect(problems).toEqual([]);
    await close();
  });

  const symbols: (Press & { keyboard: string; shows: string })[] = [
    { keyboard: 'American', shows: 'search', key: '/', code: 'Slash' },
    { keyboard: 'German', shows: 'search', key: '/', code: 'Digit7', shift: true },
    { keyboard: 'French', shows: 'search', key: '/', code: 'Period', shift: true },
    { keyboard: 'Arabic', shows: 'search', key: 'ظ', code: 'Slash' },
    { keyboard: 'American', shows: 'palette', key: ':', code: 'Semicolon', shift: true },
    { keyboard: 'French', shows: 'palette', key: ':', code: 'Period' },
    { keyboard: 'American', shows: 'keys-help', key: '?', code: 'Slash', shift: true },
    { keyboard: 'German', shows: 'keys-help', key: '?', code: 'Minus', shift: true },
    { keyboard: 'French', shows: 'keys-help', key: '?', code: 'KeyM', shift: true },
    { keyboard: 'Arabic', shows: 'keys-help', key: '؟', code: 'Slash', shift: true },
  ];

  test.each(symbols)('$keyboard: $key shows the $shows', async ({ shows, ...press }) => {
    const { page, focused, close } = await pageWith('<input id="search" data-key="search" aria-label="Search">');
    await pressAs(page, press);
    if (shows === 'search') expect(await focused()).toBe('search');
    else await page.locator(`dialog.${shows}`).waitFor();
    await close();
  });

  test('letters are letters in fields, also when a menu of options has the focus', async () => {
    const fields =
      '<input id="a" aria-label="A"><textarea id="b" aria-label="B"></textarea><select id="c"><option>r</select>';
    const { page, used, close } = await pageWith(command('reply') + fields + LIST);
    for (const id of ['a', 'b', 'c']) {
      await page.locator(`#${id}`).focus();
      await page.keyboard.press('r');
      await page.keyboard.press('j');
    }
    expect(await used()).toEqual([]);
    expect(await page.locator('#b').inputValue()).toBe('rj');
    // Escape leaves the field, and then letters are commands again.
    await page.locator('#a').focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    expect(await used()).toEqual(['reply']);
    await close();
  });

  test('keys with Alt, Ctrl or Cmd are the browser’s', async () => {
    const { page, used, close } = await pageWith(command('reply') + command('close'));
    for (const press of ['Alt+r', 'Control+Shift+r', 'Meta+c', 'Control+c']) await page.keyboard.press(press);
    expect(await used()).toEqual([]);
    await close();
  });

  test('two keys are one command, and the second is not a command of its own', async () => {
    const content = command('assign-me') + command('merge') + command('go:tickets') + command('view:mine');
    const { page, used, close } = await pageWith(content);
    for (const key of 'gigmim') await page.keyboard.press(key);
    expect(await used()).toEqual(['go:tickets', 'view:mine', 'assign-me', 'merge']);
    await close();
  });

  test('two keys are one command although a page arrives between them', async () => {
    const { page, used, close } = await pageWith(command('assign-me') + command('go:tickets'));
    await page.keyboard.press('g');
    await page.evaluate("Turbo.visit('/admin/another')");
    await page.waitForURL('**/admin/another');
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
    await page.keyboard.press('i');
    expect(await used()).toEqual(['go:tickets']);
    await close();
  });

  test('rows are moved in, selected in ranges, and acted on', async () => {
    const { page, used, focused, problems, close } = await pageWith(LIST);
    const selected = () =>
      page.locator('input:checked').evaluateAll((all) => all.map((box) => box.getAttribute('value')));
    for (const key of 'jjk') await page.keyboard.press(key);
    expect(await focused()).toBe('open-1');
    await page.keyboard.press('x');
    for (const key of ['ArrowDown', 'ArrowDown', 'Shift+X']) await page.keyboard.press(key);
    expect([await selected(), await page.locator('[data-selected-count]').textContent()]).toEqual([
      ['1', '2', '3'],
      '3',
    ]);
    await page.keyboard.press('*');
    await page.keyboard.press('n');
    expect(await selected()).toEqual([]);
    await page.keyboard.press('j');
    // Without a selection, a command is for the row with the focus.
    await page.keyboard.press('c');
    expect([await used(), await selected()]).toEqual([['close'], ['4']]);
    await page.keyboard.press('s');
    expect(await focused()).toBe('SELECT');
    await page.keyboard.press('Escape');
    await page.keyboard.press('k');
    expect(await focused()).toBe('open-4');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/tickets/4');
    expect(problems).toEqual([]);
    await close();
  });

  test('what is selected, focused, opened and written survives a page that changes in place', async () => {
    const more =
      '<details id="menu"><summary>Menu</summary><p>Open</p></details><textarea id="text" name="text"></textarea>';
    const { page, focused, close } = await pageWith(LIST + more);
    await page.locator('summary').click();
    await page.locator('#text').fill('Half a rep');
    for (const press of ['Escape', 'j', 'x', 'j']) await page.keyboard.press(press);
    const focusedBefore = await focused();
    await page.evaluate("document.body.dataset.before = 'yes'; Turbo.session.refresh(location.href)");
    await page.waitForFunction('document.body.dataset.before === undefined');
    expect(focusedBefore).toBe(await focused());
    expect(await page.locator('input:checked').count()).toBe(1);
    expect(await page.locator('#text').inputValue()).toBe('Half a rep');
    expect(await page.locator('details').getAttribute('open')).toBe('');
    await close();
  });

  test('a row that goes leaves the focus to the one in its place', async () => {
    const { page, focused, close } = await pageWith(LIST);
    for (const key of 'jjj') await page.keyboard.press(key);
    expect(await focused()).toBe('open-3');
    await page.evaluate(
      "document.querySelector('#row-3').remove(); document.dispatchEvent(new CustomEvent('hatchdesk:refreshed'))",
    );
    expect(await focused()).toBe('open-4');
    await close();
  });

  test('a list with data-submits is sent by Enter, not by the keys that lead to a choice', async () => {
    const list = `<form id="form" action="/admin/sent"><select data-key="status" data-submits name="status" aria-label="Status">
<option>Open</option><option>Answered</option><option>Closed</option></select></form>`;
    const { page, close } = await pageWith(list);
    await page.keyboard.press('s');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(page.url()).toMatch(/admin\/$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/sent?status=Closed');
    await close();
  });

  test('the palette finds commands and tickets, and gives the focus back', async () => {
    const content = `<nav><a href="/admin/reports">Reports</a></nav>${command('reply')}${command('close')}${LIST}`;
    const { page, used, focused, close } = await pageWith(content);
    await page.keyboard.press('j');
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Find a command' });
    await field.waitFor();
    await page.keyboard.type('no such command of ours');
    expect(await page.locator('dialog').getByRole('option').allTextContents()).toEqual([
      'Search for no such command of ours',
    ]);
    await field.fill('');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('open-1');
    await page.keyboard.press(':');
    await page.keyboard.type('clo');
    expect(await page.locator('dialog').getByRole('option').first().textContent()).toBe('closec');
    await page.keyboard.press('Enter');
    expect([await used(), await focused()]).toEqual([['close'], 'open-1']);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('ticket 815');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/tickets/number/815');
    await close();
  });

  test('what is typed into the palette stays there while another page arrives', async () => {
    const { page, used, close } = await pageWith(command('close'));
    await page.keyboard.press('Control+k');
    await page.keyboard.type('cl');
    await page.evaluate("Turbo.visit('/admin/another')");
    await page.waitForURL('**/admin/another');
    await page.keyboard.type('o');
    expect(await page.getByRole('combobox', { name: 'Find a command' }).inputValue()).toBe('clo');
    expect(await used()).toEqual([]);
    await close();
  });

  test('the help lists what works on this page', async () => {
    const { page, close } = await pageWith(command('reply') + command('macro:7', 'data-keys="7"'));
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys of this page' });
    await dialog.waitFor();
    expect(await dialog.getByRole('rowheader').allTextContents()).toEqual(['Reply', 'macro:7']);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await close();
  });

  test('single keys can be switched off, and keys with Ctrl remain', async () => {
    const content = `${command('reply')}<keys-switch hidden><label><input type="checkbox"> Single keys</label></keys-switch>`;
    const { page, used, close } = await pageWith(content);
    await page.getByLabel('Single keys').uncheck();
    await page.reload();
    expect(await page.getByLabel('Single keys').isChecked()).toBe(false);
    await page.keyboard.press('r');
    expect(await used()).toEqual([]);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find a command' }).waitFor();
    await close();
  });
});

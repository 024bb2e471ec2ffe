import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type AskedOutside, askedOutside } from '../support/asked-outside.ts';
import { launchBrowser, openTab, type Scheme, SIZES, shoot, type Tab } from '../support/browser.ts';
import { describeOnSqlite, type TestDatabases } from '../support/databases.ts';
import { runWeb } from '../support/running-web.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const NARROW = { width: 320, height: 640 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser.close());

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Everything that axe-core finds against WCAG 2.2 AA, with where, and whatever is wider than the screen. */
async function wrong(page: Page): Promise<string[]> {
  // Past the page's own policy on scripts, which lets none in: as a browser's own tools are.
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setBypassCSP', { enabled: true });
  await page.reload();
  await page.addScriptTag({ path: AXE });
  const found = await page.evaluate<{ violations: Violation[] }>(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
  );
  const wide = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  await session.send('Page.setBypassCSP', { enabled: false });
  return [
    ...found.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
    ),
    ...(wide > 0 ? [`The page is ${wide} pixels wider than the screen.`] : []),
  ];
}

async function scene(
  open: TestDatabases,
  how: { scheme?: Scheme; size?: { width: number; height: number } } = {},
) {
  let origin = '';
  const s = await askedOutside(open, { app: { pages: { origin: () => origin } } });
  const web = await runWeb({
    door: s.links,
    listening: (here) => {
      origin = here;
    },
  });
  const tab: Tab = await openTab(browser, {
    scheme: how.scheme ?? 'light',
    more: { javaScriptEnabled: true, ...(how.size ? { viewport: how.size } : {}) },
  });
  onTestFinished(async () => {
    await tab.close();
    await web.stop();
  });
  const link = `${origin}/view/${await s.makesLink()}`;
  return { s, page: tab.page, tab, origin, link };
}

/** The chair of two schools, asked by both, with one Accord and one browser. */
async function twoSchools(open: TestDatabases) {
  const store = await open();
  const same: TestDatabases = Object.assign(async () => store, {
    kind: open.kind,
    fresh: open.fresh,
    raw: open.raw,
  });
  let origin = '';
  const more = { app: { pages: { origin: () => origin } } };
  const first = await askedOutside(same, { ...more, name: 'Larkfield Primary' });
  const second = await askedOutside(same, { ...more, name: 'Moorfield Junior' });
  const web = await runWeb({
    door: first.links,
    listening: (here) => {
      origin = here;
    },
  });
  const { page, close } = await openTab(browser);
  onTestFinished(async () => {
    await close();
    await web.stop();
  });
  const links = { first: await first.makesLink(), second: await second.makesLink() };
  return { first, second, page, origin, links };
}

describeOnSqlite('the page of a governor without an account, in a browser', (open) => {
  for (const [scheme, size] of [
    ['light', NARROW],
    ['dark', SIZES.desktop],
  ] as const)
    it(`has nothing for axe-core to find, in the ${scheme} at ${size.width} pixels, on any of its pages`, async () => {
      const { page, tab, origin, link } = await scene(open, { scheme, size });
      const look = async (name: string) => {
        expect(await wrong(page), name).toEqual([]);
        await shoot(page, `view-${scheme}-${name}`);
      };
      await page.goto(link);
      await look('1-asked');
      await page.getByRole('button', { name: 'I am involved in this' }).click();
      await look('2-aside');
      await page.getByRole('link', { name: 'Back to the question' }).click();
      await look('3-asked-again');
      await page.getByRole('button', { name: 'Open it' }).click();
      await page.getByRole('heading', { name: 'Your view' }).waitFor();
      await look('4-question');
      await page.getByLabel('I have reservations').check();
      await page.getByRole('button', { name: 'Send' }).click();
      await shoot(page, `view-${scheme}-5-missing`);
      await page.getByLabel('In a sentence or two').fill('Mind the child, who is in Year 1.');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('Your answer is with the school').waitFor();
      await look('6-done');
      await page.goto(`${origin}/view/${'a'.repeat(43)}`);
      await look('7-dead');
      expect(tab.problems.filter((row) => !row.includes('404') && !row.includes('422'))).toEqual([]);
    }, 120_000);

  it('is answered with the keyboard alone and without a script, and keeps what was typed', async () => {
    const { s, page, link } = await scene(open);
    await page.goto(link);
    await page.keyboard.press('Tab');
    await expect.poll(() => page.locator(':focus').textContent()).toBe('To the page');
    await page.getByRole('button', { name: 'Open it' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your view' }).waitFor();
    await page.getByLabel('I support this').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: 'Send' }).focus();
    await page.keyboard.press('Enter');
    const summary = page.getByRole('alert');
    await summary.waitFor();
    expect(await page.title()).toMatch(/^Something is missing: /);
    await expect.poll(() => page.locator(':focus').getAttribute('class')).toBe('summary');
    expect(await page.getByLabel('I have reservations').isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator(':focus').getAttribute('id')).toBe('comment');
    await page.keyboard.type('Wait for a week.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Your answer is with the school: I have reservations').waitFor();
    await page.reload();
    await page.getByText('Your answer is with the school: I have reservations').waitFor();
    expect((await s.facts()).filter((row) => row.type === 'view_given')).toHaveLength(1);
  }, 60_000);

  it('still works on a phone that loads the page again, and at twice the size', async () => {
    const { page, link, s } = await scene(open, { size: { width: 160 * 4, height: 900 } });
    await page.goto(link);
    await page.reload();
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.getByRole('heading', { name: 'Your view' }).waitFor();
    expect(page.url()).not.toContain(link.slice(-43));
    await page.reload();
    await page.getByLabel("I'd like to talk").check();
    await page.getByLabel('In a sentence or two').fill('Ring me on Monday.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('will ring you').waitFor();
    // Back to what was sent: nothing is sent twice.
    await page.goto(link);
    await page.getByRole('heading', { name: 'This link opens nothing' }).waitFor();
    expect((await s.facts()).filter((row) => row.type === 'view_given')).toHaveLength(1);
  }, 60_000);

  it('keeps two questions of two schools apart in one browser, whichever was opened last', async () => {
    const { first, second, page, origin, links } = await twoSchools(open);
    const other = await page.context().newPage();
    for (const [tab, link] of [
      [page, links.first],
      [other, links.second],
    ] as const) {
      await tab.goto(`${origin}/view/${link}`);
      await tab.getByRole('button', { name: 'Open it' }).click();
      await tab.getByRole('heading', { name: 'Your view' }).waitFor();
    }
    await page.getByLabel('I have reservations').check();
    await page.getByLabel('In a sentence or two').fill('Meant for Larkfield.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Your answer is with the school').waitFor();
    await page.getByText('Larkfield Primary').waitFor();
    const given = async (of: AskedOutside) => (await of.facts()).filter((row) => row.type === 'view_given');
    expect(await given(first)).toHaveLength(1);
    expect(await given(second)).toHaveLength(0);
    await other.reload();
    await other.getByText('Moorfield Junior').waitFor();
    await other.getByLabel('I support this').check();
    await other.getByRole('button', { name: 'Send' }).click();
    await other.getByText('Your answer is with the school: I support this').waitFor();
    expect(await given(second)).toHaveLength(1);
  }, 60_000);
});

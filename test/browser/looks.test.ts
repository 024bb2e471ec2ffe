import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openTab, type Scheme, type Size, shoot, type Tab } from '../support/browser.ts';
import { ALL_SAINTS, firstCase, REPORT, STOCKHAM } from '../support/first-case.ts';
import { type PlaygroundPage, playgroundPage } from '../support/playground-page.ts';
import { type RunningPlayground, runPlayground } from '../support/running-playground.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let browser: Browser;
let running: RunningPlayground;
beforeAll(async () => {
  browser = await launchBrowser();
  running = await runPlayground();
  const tab = await openTab(browser);
  const on = playgroundPage(tab.page, running.url);
  await on.open();
  await on.chooseSchool(ALL_SAINTS.pack);
  // Far enough that every kind of card is there: a letter waits, the gate list has somebody, the week has turned.
  for (const stage of firstCase(ALL_SAINTS)) await stage.do(on);
  await tab.close();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await running.stop();
});

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe-core finds that is serious or critical, with where. It runs beside the page's own policy on scripts. */
async function serious(page: Page): Promise<string[]> {
  const found = await page.evaluate<{ violations: Violation[] }>('axe.run(document)');
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
    );
}

interface Screen {
  readonly name: string;
  readonly show: (on: PlaygroundPage) => Promise<void>;
}

const home = async (on: PlaygroundPage) => {
  await on.open();
  await on.page.locator('[data-pack="all-saints-mat"]').click();
  await on.page.locator('#log li').first().waitFor();
};

const SCREENS: readonly Screen[] = [
  { name: '01-schools', show: (on) => on.open() },
  { name: '02-teacher', show: home },
  {
    name: '03-report',
    async show(on) {
      await home(on);
      await on.type('/incident');
      await on.form().waitFor();
    },
  },
  {
    name: '04-report-mend',
    async show(on) {
      await home(on);
      await on.type('/incident');
      await on.enter({ narrative: REPORT.narrative ?? '' });
      await on.send();
    },
  },
  {
    name: '05-head',
    async show(on) {
      await home(on);
      await on.actAs(ALL_SAINTS.head);
    },
  },
  {
    name: '06-decide',
    async show(on) {
      await home(on);
      await on.actAs(ALL_SAINTS.head);
      await on.press('Decide');
    },
  },
  {
    name: '07-chair',
    async show(on) {
      await home(on);
      await on.actAs(ALL_SAINTS.chair);
    },
  },
  {
    name: '08-office',
    async show(on) {
      await home(on);
      await on.actAs('office');
    },
  },
  {
    name: '09-gate',
    async show(on) {
      await home(on);
      await on.actAs('office');
      await on.go('gate');
    },
  },
  {
    name: '10-leadership',
    async show(on) {
      await home(on);
      await on.actAs(ALL_SAINTS.head);
      await on.go('leadership');
    },
  },
  {
    name: '11-home',
    async show(on) {
      await home(on);
      await on.actAs(ALL_SAINTS.head);
      await on.go('home');
    },
  },
  {
    name: '12-case',
    async show(on) {
      await home(on);
      await on.actAs(ALL_SAINTS.head);
      await on.go('cases');
      await on.page.locator('.look .ref').first().click();
      await on.page.locator('.look h3', { hasText: 'What happened' }).waitFor();
    },
  },
  {
    name: '13-words',
    async show(on) {
      await home(on);
      await on.page.locator('#write').pressSequentially('/');
      await on.page.getByRole('listbox').waitFor();
    },
  },
  {
    name: '14-clock',
    async show(on) {
      await home(on);
      const menu = on.page.locator('.top .menu');
      if (await menu.isVisible()) await menu.click();
      await on.page.locator('[data-clock]').click();
      await on.page.locator('[data-move]').first().waitFor();
    },
  },
  {
    name: '15-menu',
    async show(on) {
      await home(on);
      const menu = on.page.locator('.top .menu');
      if (await menu.isVisible()) await menu.click();
    },
  },
  {
    name: '16-afresh',
    async show(on) {
      await home(on);
      const menu = on.page.locator('.top .menu');
      if (await menu.isVisible()) await menu.click();
      await on.page.getByRole('button', { name: 'Start afresh' }).click();
    },
  },
];

const WIDER =
  "Math.max(...[...document.querySelectorAll('html, main, dialog, .side, .fields, #log, .look')].map((it) => it.scrollWidth - it.clientWidth))";

const VIEWS: readonly Size[] = ['desktop', 'phone'];

describe.each(VIEWS)('on a %s', (size) => {
  it('has nothing serious for axe-core on any screen, light or dark, and nothing wider than the screen', {
    timeout: 300_000,
  }, async () => {
    const found: string[] = [];
    const tab = await openTab(browser, { size, more: { bypassCSP: true } });
    await tab.page.addInitScript({ path: AXE });
    for (const { name, show } of SCREENS) {
      await tab.page.goto(`${running.url}/healthz`);
      await tab.page.evaluate('sessionStorage.clear()');
      await show(playgroundPage(tab.page, running.url));
      for (const colorScheme of ['light', 'dark'] as const) {
        await tab.page.emulateMedia({ colorScheme });
        await shoot(tab.page, `${name}-${size}-${colorScheme}`);
        found.push(...(await serious(tab.page)).map((row) => `${name} ${colorScheme} ${row}`));
      }
      const wider = await tab.page.evaluate<number>(WIDER);
      if (wider > 0) found.push(`${name} is ${wider} pixels wider than the screen`);
    }
    found.push(...tab.problems);
    await tab.close();
    expect(found).toEqual([]);
  });
});

interface Shown {
  readonly on: PlaygroundPage;
  readonly tab: Tab;
}

/** The head makes a link for the chair, whom they have asked; it is shown. */
async function shownOnce(size: Size, scheme: Scheme, more: BrowserContextOptions = {}): Promise<Shown> {
  const tab = await openTab(browser, { size, scheme, more });
  const on = playgroundPage(tab.page, running.url);
  await on.open();
  await on.chooseSchool(STOCKHAM.pack);
  await on.actAs(STOCKHAM.head);
  await on.type('show AC-26-0001');
  await on.press('More...');
  await on.press(/^Make a (new )?link/);
  await on.fill({});
  await tab.page.locator('dialog[data-once]').waitFor();
  return { on, tab };
}

describe('a link for somebody outside, shown once', () => {
  beforeAll(async () => {
    const tab = await openTab(browser);
    const on = playgroundPage(tab.page, running.url);
    await on.open();
    await on.chooseSchool(STOCKHAM.pack);
    for (const stage of firstCase(STOCKHAM).slice(0, 2)) await stage.do(on);
    await on.type('show AC-26-0001');
    await on.press(/^Ask for a view/);
    await on.fill({ summary: 'A parent shouted at the gate.', proposal: 'To write to them.' });
    await tab.close();
  }, 60_000);

  it('is copied with the keyboard, and is nowhere in the page once it is closed', async () => {
    const { on, tab } = await shownOnce('phone', 'dark', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const { page } = tab;
    const dialog = page.locator('dialog[data-once]');
    const words = await dialog.innerText();
    expect(words).toMatch(/The link for .+Copy it now/);
    expect(words).toMatch(/It can be used once, until the end of/);
    const link = /http:\/\/\S+\/view\/[A-Za-z0-9_-]{43}/.exec(words)?.[0] ?? 'no link';
    expect(await page.locator('#once-title:focus').count()).toBe(1);
    await page.keyboard.press('Tab');
    await expect.poll(() => page.locator('dialog :focus').innerText()).toBe('Copy the link');
    await page.keyboard.press('Enter');
    // Said in the dialog: a screen reader hears nothing from what lies under it.
    await dialog.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    expect(await page.locator('dialog :focus').innerText()).toBe('Copy the link');
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(link);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });

    const secret = link.slice(-43);
    const kept = () =>
      page.evaluate<string>(
        'document.documentElement.outerHTML + JSON.stringify({ ...sessionStorage, ...localStorage })',
      );
    expect(await kept()).not.toContain(secret);
    expect(await on.said()).toContain('The link was made, and shown to you once.');
    await page.reload();
    await page.locator('#log').waitFor();
    expect(await kept()).not.toContain(secret);
    await page.goto(link);
    await page.getByRole('heading', { name: 'You are asked for your view' }).waitFor();
    expect(tab.problems).toEqual([]);
    await tab.close();
  }, 60_000);

  it('is selected where the browser lets no page copy, and goes when somebody else takes the seat', async () => {
    const { tab } = await shownOnce('desktop', 'light');
    const { page } = tab;
    await page.evaluate('Object.defineProperty(navigator, "clipboard", { value: undefined })');
    const dialog = page.locator('dialog[data-once]');
    await dialog.getByRole('button', { name: 'Copy the link' }).click();
    await dialog.getByRole('status').filter({ hasText: 'The link is selected' }).waitFor();
    const link = await page.locator('#once-link').innerText();
    expect(await page.evaluate<string>('getSelection().toString().trim()')).toBe(link);
    await page.goBack();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(link.slice(-43));
    expect(tab.problems).toEqual([]);
    await tab.close();
  }, 60_000);

  it.each(VIEWS)(
    'has nothing for axe-core on a %s, light or dark',
    async (size) => {
      const { tab } = await shownOnce(size, 'light', { bypassCSP: true });
      await tab.page.addScriptTag({ path: AXE });
      await tab.page.getByRole('button', { name: 'Copy the link' }).click();
      await tab.page.locator('dialog [role="status"]').filter({ hasText: /\S/ }).waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await tab.page.emulateMedia({ colorScheme });
        await shoot(tab.page, `17-shown-once-${size}-${colorScheme}`);
        expect(await serious(tab.page), colorScheme).toEqual([]);
      }
      expect(await tab.page.evaluate<number>(WIDER)).toBe(0);
      await tab.close();
    },
    60_000,
  );
});

import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openTab, type Size, shoot } from '../support/browser.ts';
import { ALL_SAINTS, firstCase, REPORT } from '../support/first-case.ts';
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

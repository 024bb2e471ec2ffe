import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser, openTab, shoot, type Tab } from '../support/browser.ts';
import {
  ALL_SAINTS,
  ALUMWELL,
  firstCase,
  ROBERT_MILES,
  SCHOOLS_AND_PARENTS,
  STOCKHAM,
} from '../support/first-case.ts';
import { type PlaygroundPage, playgroundPage } from '../support/playground-page.ts';
import { type RunningPlayground, runPlayground } from '../support/running-playground.ts';

let browser: Browser;
let running: RunningPlayground;
let tab: Tab;
let on: PlaygroundPage;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  running = await runPlayground();
  tab = await openTab(browser);
  on = playgroundPage(tab.page, running.url);
});
afterEach(async (test) => {
  if (test.task.result?.state === 'fail') await shoot(tab.page, `failed-${test.task.name.slice(0, 20)}`);
  await tab.close();
  await running.stop();
});

const guideTitle = async () => (await tab.page.locator('.guide').innerText()).split('\n')[0] ?? '';

/** Whoever the guide names, as a newcomer who follows it would. */
async function followGuide(): Promise<void> {
  const link = tab.page.locator('.guide a.main');
  if ((await link.count()) > 0) await link.click();
}

describe('a newcomer with a mouse goes from report to weekly review', () => {
  it.each([ALL_SAINTS, ALUMWELL, ROBERT_MILES, SCHOOLS_AND_PARENTS, STOCKHAM])(
    '$pack',
    {
      timeout: 180_000,
    },
    async (first) => {
      await on.open();
      await on.chooseSchool(first.pack);
      expect(await guideTitle()).toBe('Your first case · step 1 of 6');
      for (const stage of firstCase(first)) {
        await followGuide();
        await stage.do(on);
        await on.page.locator('.guide').waitFor();
      }
      await tab.page.locator('.guide', { hasText: 'That was a whole case' }).waitFor();
      expect(await guideTitle()).toBe('Your first case · done');
      const review = await on.said();
      expect(review).toContain('This week, Monday 23 November');
      expect(review.includes('AC-26-0001')).toBe(first.dueNextWeek);
      expect(review).not.toContain('Jordan');

      await on.actAs('office');
      await on.go('gate');
      expect((await on.said()).includes('Jordan Vale (red coat; father of Maya')).toBe(
        first.details !== null,
      );
      await on.actAs(first.head);
      await on.go('cases');
      await tab.page.locator('.look .ref').first().click();
      await tab.page.locator('.look h3', { hasText: 'What happened in AC-26-0001' }).waitFor();
      await tab.page.locator('.look h3', { hasText: 'Letters, AC-26-0001' }).waitFor();
      expect(tab.problems).toEqual([]);
      expect(running.log.lines).toEqual([]);
    },
  );
});

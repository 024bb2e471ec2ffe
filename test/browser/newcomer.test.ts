import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser, openTab, shoot, type Tab } from '../support/browser.ts';
import { ALL_SAINTS, firstCase } from '../support/first-case.ts';
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
  if (test.task.result?.state === 'fail') await shoot(tab.page, 'failed');
  await tab.close();
  await running.stop();
});

const nothingWentWrong = () => {
  expect(tab.problems).toEqual([]);
  expect(running.log.lines).toEqual([]);
};

describe('a newcomer with a mouse', () => {
  it('marks what is unread, and only until it has been seen', { timeout: 180_000 }, async () => {
    await on.open();
    await on.chooseSchool(ALL_SAINTS.pack);
    expect(await on.unread(ALL_SAINTS.head)).toBe(0);
    const [report] = firstCase(ALL_SAINTS);
    await report?.do(on);
    await tab.page.locator(`[data-person$=":${ALL_SAINTS.head}"] .badge`).waitFor();
    expect(await on.unread(ALL_SAINTS.head)).toBe(1);
    await on.actAs(ALL_SAINTS.head);
    await tab.page.locator(`[data-person$=":${ALL_SAINTS.head}"] .badge`).waitFor({ state: 'detached' });
    nothingWentWrong();
  });

  it('throws nothing away on a slip, and everything only when sure', { timeout: 180_000 }, async () => {
    await on.open();
    await on.chooseSchool(ALL_SAINTS.pack);
    await on.type('/incident');
    await on.enter({ narrative: 'Half a sentence' });
    await tab.page.keyboard.press('Escape');
    await tab.page.getByRole('button', { name: 'Keep writing' }).click();
    expect(await on.form().locator('[name="narrative"]').inputValue()).toBe('Half a sentence');
    await on.form().getByRole('button', { name: 'Cancel' }).click();
    await tab.page.getByRole('button', { name: 'Leave', exact: true }).click();
    await on.form().waitFor({ state: 'detached' });

    await tab.page.getByRole('button', { name: 'Start afresh' }).click();
    await tab.page.getByRole('button', { name: 'Keep it' }).click();
    await tab.page.locator('#log').waitFor();
    await tab.page.getByRole('button', { name: 'Start afresh' }).click();
    await tab.page.locator('dialog').getByRole('button', { name: 'Start afresh' }).click();
    await tab.page.locator('.choices').waitFor();
    expect(await tab.page.locator('.choices .chip').count()).toBe(0);
    nothingWentWrong();
  });

  it('says what is missing at the field, and keeps what was typed', { timeout: 180_000 }, async () => {
    await on.open();
    await on.chooseSchool(ALL_SAINTS.pack);
    await on.type('/incident');
    await on.enter({ narrative: 'He shouted.' });
    await on.send();
    expect(await on.mend()).toContain('things to mend');
    expect(await on.form().locator('[name="narrative"]').inputValue()).toBe('He shouted.');
    expect(await on.form().locator('#f-when').getAttribute('aria-invalid')).toBe('true');
    const described = await on.form().locator('#f-when').getAttribute('aria-describedby');
    expect(described).toContain('f-when-error');
    nothingWentWrong();
  });
});

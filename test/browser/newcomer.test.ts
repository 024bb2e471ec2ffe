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

  it('may skip a step of the guide, put it away, and have it back', {
    timeout: 180_000,
  }, async () => {
    await on.open();
    await on.chooseSchool(ALL_SAINTS.pack);
    const guide = tab.page.locator('.guide');
    const at = (words: string) => tab.page.locator('.guide', { hasText: words }).waitFor();
    await at('step 1 of 6');
    await guide.getByRole('button', { name: 'Skip this step' }).click();
    await at('step 2 of 6');
    await guide.getByRole('button', { name: 'Put the guide away' }).click();
    await guide.waitFor({ state: 'detached' });
    await tab.page.reload();
    await tab.page.locator('#log').waitFor();
    expect(await guide.count()).toBe(0);
    await tab.page.getByRole('button', { name: 'Show the guided first case' }).click();
    await at('step 1 of 6');
    nothingWentWrong();
  });

  it('moves the clock to a day and time, and not back', { timeout: 180_000 }, async () => {
    await on.open();
    await on.chooseSchool(ALL_SAINTS.pack);
    const clock = tab.page.locator('[data-clock]').locator('xpath=..');
    const before = await clock.innerText();
    await tab.page.locator('[data-clock]').click();
    const box = tab.page.locator('#clock-at');
    const earliest = (await box.getAttribute('min')) ?? '';
    await box.fill('2020-01-01T09:00');
    await tab.page.getByRole('button', { name: 'Go there' }).click();
    expect(await clock.innerText()).toBe(before);
    const wanted = new Date(Date.parse(`${earliest.slice(0, 10)}T10:30Z`) + 4 * 86_400_000);
    await box.fill(wanted.toISOString().slice(0, 16));
    await tab.page.getByRole('button', { name: 'Go there' }).click();
    await tab.page.locator('dialog.clock-ask').waitFor({ state: 'detached' });
    const day = wanted.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
    await clock.getByText(new RegExp(`${day}.*10:30`)).waitFor();
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

  it('sees nothing move who has asked for less movement', { timeout: 180_000 }, async () => {
    const moving = async (reducedMotion: 'reduce' | 'no-preference') => {
      await tab.close();
      tab = await openTab(browser, { size: 'phone', more: { reducedMotion } });
      on = playgroundPage(tab.page, running.url);
      await on.open();
      await on.chooseSchool(ALL_SAINTS.pack);
      return tab.page.evaluate<boolean>(`[...document.querySelectorAll('*')].some((row) => {
        const { transitionDuration, animationDuration } = getComputedStyle(row);
        return (transitionDuration + ', ' + animationDuration).split(', ').some((one) => one !== '0s');
      })`);
    };
    expect(await moving('no-preference')).toBe(true);
    expect(await moving('reduce')).toBe(false);
  });
});

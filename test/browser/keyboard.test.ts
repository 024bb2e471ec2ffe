import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser, openTab, shoot, type Tab } from '../support/browser.ts';
import { type RunningPlayground, runPlayground } from '../support/running-playground.ts';

let browser: Browser;
let running: RunningPlayground;
let tab: Tab;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  running = await runPlayground();
  tab = await openTab(browser);
  await tab.page.goto(running.url);
});
afterEach(async (test) => {
  if (test.task.result?.state === 'fail') await shoot(tab.page, 'failed');
  await tab.close();
  await running.stop();
});

const press = (key: string) => tab.page.keyboard.press(key);
const type = (text: string) => tab.page.keyboard.type(text);

/** Tab until it is there, as somebody without a mouse would; and what has the focus can be seen to have it. */
async function tabTo(target: Locator, most = 80): Promise<void> {
  await target.waitFor();
  for (let count = 0; count < most; count += 1) {
    await press('Tab');
    if (await target.evaluate((it) => it === it.ownerDocument.activeElement)) {
      const seen = await target.evaluate((it) => {
        const { outlineStyle, outlineWidth } = it.ownerDocument.defaultView?.getComputedStyle(it) ?? {};
        const inWrite = it.closest('.write') !== null;
        return inWrite || (outlineStyle !== 'none' && outlineWidth !== '0px');
      });
      expect(seen).toBe(true);
      return;
    }
  }
  throw new Error(`Tab does not lead to ${target}.`);
}

const named = (role: 'button' | 'link', name: string | RegExp, within = '#page, #dialogs') =>
  tab.page
    .locator(within)
    .getByRole(role, { name, exact: typeof name === 'string' })
    .last();

/** A browser shows day and month in the order of its own language, whatever the page says. */
async function typeMoment(): Promise<void> {
  const field = tab.page.locator('#f-when');
  for (const [day, time] of [
    ['11202026', '0310PM'],
    ['20112026', '1510'],
  ] as const) {
    await field.focus();
    await type(day + time);
    if ((await field.inputValue()) === '2026-11-20T15:10') return;
  }
  throw new Error('The moment could not be typed.');
}

/** Spaces and arrows choose within a group; Tab leads from one to the next. */
async function tick(value: string): Promise<void> {
  await tabTo(tab.page.locator(`dialog input[type="checkbox"][value="${value}"]`));
  await press('Space');
}

async function send(): Promise<void> {
  await tabTo(tab.page.locator('dialog footer button[type="submit"]'));
  await press('Enter');
  await tab.page.locator('footer [aria-disabled="true"]').waitFor({ state: 'detached' });
}

async function sendAndLeave(): Promise<void> {
  await send();
  await tab.page.locator('dialog').waitFor({ state: 'detached' });
}

async function actAs(key: string): Promise<void> {
  await tabTo(tab.page.locator(`[data-person$=":${key}"]`));
  const name = await tab.page.locator(`[data-person$=":${key}"] .name b`).innerText();
  await press('Enter');
  await tab.page.locator('.side h2', { hasText: `You are ${name}` }).waitFor();
  // The title says where one is now, so that reading goes on from there.
  await tab.page.locator('#title:focus').waitFor();
}

describe('without a mouse', () => {
  it('a newcomer reports, decides, signs, sends and reads the weekly review', {
    timeout: 120_000,
  }, async () => {
    await tabTo(tab.page.locator('[data-pack="stockham-primary"]'));
    await press('Enter');

    // Slash words complete themselves.
    await tabTo(tab.page.locator('#write'));
    await type('/in');
    await tab.page.getByRole('option', { name: /^\/incident Report/ }).waitFor();
    await press('ArrowDown');
    await press('Enter');
    expect(await tab.page.locator('#write').inputValue()).toBe('/incident');
    await press('Enter');
    await tab.page.locator('dialog').waitFor();

    // Somebody from the list, by arrows.
    await tabTo(tab.page.locator('#f-who'));
    await type('Jordan');
    await tab.page.getByRole('option', { name: /Jordan Vale/ }).waitFor();
    await press('ArrowDown');
    await press('Enter');
    await tab.page.locator('.picked', { hasText: 'On the school' }).waitFor();
    await tick('loud_offensive_temper');
    await tabTo(tab.page.locator('#f-when'));
    await typeMoment();
    await tabTo(tab.page.locator('#f-narrative'));
    await type('He shouted at me at the gate.');
    await sendAndLeave();
    await tab.page.locator('.bubble.good', { hasText: 'AC-26-0001' }).waitFor();

    await actAs('head');
    await tabTo(named('button', 'I have read this', '#log'));
    await press('Enter');
    await named('button', 'I have read this', '#log').waitFor({ state: 'detached' });
    await tabTo(named('button', 'Decide', '#log'));
    await press('Enter');
    await tab.page.locator('dialog').waitFor();
    // What the policy recommends is chosen already: a formal letter with an invitation.
    expect(await tab.page.locator('dialog input[value="invite_meeting"]').isChecked()).toBe(true);
    await tabTo(tab.page.locator('#f-reason'));
    await type('So that it does not happen again.');
    await sendAndLeave();

    const sign = tab.page
      .locator('#log')
      .getByRole('button', { name: 'Read and sign a letter', exact: true })
      .last();
    await tabTo(sign);
    await press('Enter');
    await tab.page.locator('dialog textarea').first().waitFor();
    for (const box of await tab.page.locator('dialog textarea').all()) {
      const text = await box.inputValue();
      if (!text.includes('[WRITE HERE')) continue;
      await tabTo(box);
      await press('ControlOrMeta+A');
      await tab.page.keyboard.insertText(
        text.replace(/\[WRITE HERE: [^\]]*\]/g, 'as we said on the telephone'),
      );
    }
    await sendAndLeave();

    await actAs('office');
    await tabTo(named('button', /^Sent:/, '#log'));
    await press('Enter');
    await tabTo(tab.page.locator('dialog input[name="how"]').first());
    await press('Space');
    await tick('yes');
    await sendAndLeave();

    await actAs('head');
    await tabTo(tab.page.locator('[data-clock]'));
    await press('Enter');
    await tabTo(tab.page.locator('[data-move="weekly"]'));
    await press('Enter');
    await tab.page.locator('dialog').waitFor({ state: 'detached' });
    await tabTo(tab.page.locator('.places a[href$="/leadership"]'));
    await press('Enter');
    await tab.page.locator('#log h3', { hasText: 'This week, Monday 23 November' }).waitFor();
    expect(tab.problems).toEqual([]);
  });

  it('a dialog keeps the focus within, closes by Escape, and gives the focus back', {
    timeout: 180_000,
  }, async () => {
    await tabTo(tab.page.locator('[data-pack="stockham-primary"]'));
    await press('Enter');
    const opener = named('button', 'Report something', '#log');
    await tabTo(opener);
    await press('Enter');
    await tab.page.locator('dialog').waitFor();
    for (let count = 0; count < 60; count += 1) {
      await press('Tab');
      const outside = await tab.page.locator('#page :focus').count();
      expect(outside).toBe(0);
    }
    await press('Escape');
    await tab.page.locator('dialog').waitFor({ state: 'detached' });
    expect(await opener.evaluate((it) => it === it.ownerDocument.activeElement)).toBe(true);
    expect(tab.problems).toEqual([]);
  });

  it('the list of words closes by Escape and sends nothing', { timeout: 180_000 }, async () => {
    await tabTo(tab.page.locator('[data-pack="stockham-primary"]'));
    await press('Enter');
    await tabTo(tab.page.locator('#write'));
    await type('ho');
    await tab.page.getByRole('option', { name: /^home/ }).waitFor();
    await press('Escape');
    await tab.page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(await tab.page.locator('#write').inputValue()).toBe('ho');
    expect(await tab.page.locator('.message.me').count()).toBe(0);
  });
});

import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser, openTab, shoot, type Tab } from '../support/browser.ts';
import { ALL_SAINTS, firstCase, REPORT } from '../support/first-case.ts';
import { type PlaygroundPage, playgroundPage } from '../support/playground-page.ts';
import { type RunningPlayground, runPlayground } from '../support/running-playground.ts';

let browser: Browser;
let running: RunningPlayground;
const tabs: Tab[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  running = await runPlayground();
});
afterEach(async (test) => {
  const [tab] = tabs;
  if (tab && test.task.result?.state === 'fail') await shoot(tab.page, 'failed');
  for (const one of tabs.splice(0)) await one.close();
  await running.stop();
});

async function newPage(): Promise<PlaygroundPage & { readonly tab: Tab }> {
  const tab = await openTab(browser);
  tabs.push(tab);
  const on = playgroundPage(tab.page, running.url);
  await on.open();
  return { ...on, tab };
}

describe('what stays', () => {
  it('is the same after a reload at every step, and after a restart of the server in the middle', {
    timeout: 300_000,
  }, async () => {
    const on = await newPage();
    await on.chooseSchool(ALL_SAINTS.pack);
    const stages = firstCase(ALL_SAINTS);
    for (const [n, stage] of stages.entries()) {
      await stage.do(on);
      await on.page.locator('#log').waitFor();
      await running.playground.settle();
      const place = on.page.url();
      const texts = () => on.page.locator('#log .text, #log .bubble, #log h3').allInnerTexts();
      await on.page.reload();
      await on.page.locator('#log li').first().waitFor();
      const before = await texts();
      expect(before.length, stage.name).toBeGreaterThan(0);
      if (n === Math.floor(stages.length / 2)) await running.restart();
      await on.page.reload();
      await on.page.locator('#log li').first().waitFor();
      expect(await texts(), stage.name).toEqual(before);
      expect(on.page.url()).toBe(place);
    }
    expect(on.tab.problems).toEqual([]);
  });

  it('is a half-filled form, through a reload and through a restart of the server', {
    timeout: 180_000,
  }, async () => {
    const on = await newPage();
    await on.chooseSchool(ALL_SAINTS.pack);
    await on.type('/incident');
    await on.enter(REPORT);
    await on.page.reload();
    await on.form().waitFor();
    expect(await on.form().locator('[name="narrative"]').inputValue()).toBe(REPORT.narrative);
    expect(await on.form().locator('#f-who').inputValue()).toBe('Jordan Vale');

    await running.restart();
    await on.send();
    await on.form().waitFor({ state: 'detached' });
    await on.page.locator('.bubble.good', { hasText: 'AC-26-0001' }).waitFor();
    await on.actAs(ALL_SAINTS.head);
    await on.page.locator('#log h3', { hasText: 'AC-26-0001' }).waitFor();
    expect(await on.said()).toContain('Jordan Vale');
    expect(on.tab.problems).toEqual([]);
  });

  it('is a form that the server could not take, with what was typed in it', {
    timeout: 180_000,
  }, async () => {
    const on = await newPage();
    await on.chooseSchool(ALL_SAINTS.pack);
    await on.type('/incident');
    await on.enter(REPORT);
    await on.page.route('**/api/intent', (route) => route.abort());
    await on.send();
    expect(await on.mend()).toContain('What you typed is still here');
    await on.page.unroute('**/api/intent');
    await on.send();
    await on.form().waitFor({ state: 'detached' });
  });
});

describe('two people at two pages', () => {
  it('both see what one of them does within a second, and a button that was answered is gone', {
    timeout: 180_000,
  }, async () => {
    const one = await newPage();
    await one.chooseSchool(ALL_SAINTS.pack);
    const two = await newPage();
    await two.page.goto(one.page.url());
    await two.page.locator('#log').waitFor();
    const [report] = firstCase(ALL_SAINTS);
    await report?.do(one);
    await one.actAs(ALL_SAINTS.head);
    await two.actAs(ALL_SAINTS.head);
    const read = (on: PlaygroundPage) =>
      on.page.locator('#log').getByRole('button', { name: 'I have read this' });
    await read(one).waitFor();
    await read(two).waitFor();
    await one.press('I have read this');
    await read(two).waitFor({ state: 'detached', timeout: 1000 });
    await read(one).waitFor({ state: 'detached', timeout: 1000 });
    expect(two.tab.problems).toEqual([]);
  });

  it('both begin again when one starts afresh', { timeout: 180_000 }, async () => {
    const one = await newPage();
    await one.chooseSchool(ALL_SAINTS.pack);
    const two = await newPage();
    await two.chooseSchool('stockham-primary');
    await one.page.getByRole('button', { name: 'Start afresh' }).click();
    await one.page.locator('dialog').getByRole('button', { name: 'Start afresh' }).click();
    for (const on of [one, two]) await on.page.locator('.choices').waitFor();
    await two.chooseSchool('stockham-primary');
    expect(await two.said()).toContain('Welcome');
  });
});

const HOSTILE = `<img src=x onerror="document.title='gone'"><script>document.title='gone'</script>"'\`\${7*7} {{7*7}} javascript:alert(1) \u202Eltr https://evil.example/?a=b`;

describe('hostile text', () => {
  it('is text wherever it is shown, in every field of a report and after it', {
    timeout: 180_000,
  }, async () => {
    const on = await newPage();
    const asked: string[] = [];
    on.page.on('request', (request) => asked.push(new URL(request.url()).host));
    await on.chooseSchool(ALL_SAINTS.pack);
    await on.type(HOSTILE);
    await on.type('/incident');
    await on.fill({ ...REPORT, who: `new:${HOSTILE.slice(0, 100)}`, narrative: HOSTILE });
    await on.actAs(ALL_SAINTS.head);
    await on.page.locator('#log h3', { hasText: 'AC-26-0001' }).waitFor();
    expect(await on.said()).toContain(HOSTILE.slice(0, 60));
    await on.press('We have gathered what happened');
    await on.fill({ note: HOSTILE });
    await on.go('cases');
    await on.page.locator('.look .ref').first().click();
    await on.page.locator('.look h3', { hasText: 'What happened' }).waitFor();
    expect(await on.page.title()).not.toContain('gone');
    expect(await on.page.locator('#page img:not([src^="/page/"]), #page script').count()).toBe(0);
    expect([...new Set(asked)]).toEqual([`127.0.0.1:${running.port}`]);
    expect(on.tab.problems).toEqual([]);
  });

  it('in the address leads to the first page and nowhere else', { timeout: 180_000 }, async () => {
    const on = await newPage();
    for (const hash of [
      '#/x/y/accord',
      '#/%/%/%',
      `#/${encodeURIComponent(HOSTILE)}/y/home`,
      '#//\\evil.example',
    ]) {
      await on.page.goto('about:blank');
      await on.page.goto(`${running.url}/${hash}`);
      await on.page.locator('.choices button').first().waitFor();
    }
    expect(on.tab.problems.filter((row) => !/status of 40[04]/.test(row))).toEqual([]);
  });
});

import { readFile } from 'node:fs/promises';
import { encode } from 'fast-png';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser, openTab, PATIENCE_MS, shoot, type Tab } from '../support/browser.ts';
import { ALL_SAINTS, REPORT } from '../support/first-case.ts';
import { type PlaygroundPage, playgroundPage } from '../support/playground-page.ts';
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
});
afterEach(async (test) => {
  if (test.task.result?.state === 'fail') await shoot(tab.page, 'failed');
  await tab.close();
  await running.stop();
});

const PICTURE = Buffer.from(encode({ width: 3, height: 2, channels: 3, data: new Uint8Array(18).fill(120) }));

async function evidenceForm(): Promise<PlaygroundPage> {
  const on = playgroundPage(tab.page, running.url);
  await on.open();
  await on.chooseSchool(ALL_SAINTS.pack);
  await on.actAs('teacher');
  await on.type('/incident');
  await on.fill(REPORT);
  await on.type('show AC-26-0001');
  await on.press('Add evidence');
  return on;
}

describe('a photo as evidence', () => {
  it('is chosen in the form, kept with the case, and downloaded by the head', {
    timeout: 180_000,
  }, async () => {
    const on = await evidenceForm();
    await on.enter({ kind: 'photo', what: 'Taken from the office window.' });
    const input = on.form().locator('#f-files');
    await input.setInputFiles([
      { name: 'at the gate.png', mimeType: 'image/png', buffer: PICTURE },
      { name: 'wrong one.png', mimeType: 'image/png', buffer: Buffer.from('another') },
    ]);
    await on.form().getByRole('button', { name: 'Take out wrong one.png' }).click();
    await on.send();
    expect(await on.mend()).toBeNull();
    expect(await on.said()).toContain('Your file is being fetched');
    await running.playground.settle();

    await on.actAs('exec_head');
    await on.type('show AC-26-0001');
    await expect.poll(() => on.said(), { timeout: PATIENCE_MS }).toContain('A photo, from');
    expect(await on.said()).not.toContain('at the gate.png');
    await on.press('Send me the file');
    await running.playground.settle();
    const link = tab.page.getByRole('link', { name: 'Download' });
    await link.waitFor();
    expect(await on.said()).toContain('A photo that is kept with AC-26-0001.');
    const shown = tab.page.getByAltText('The picture itself');
    const wide = () => shown.evaluate((it) => ('naturalWidth' in it ? it.naturalWidth : null));
    await expect.poll(wide, { timeout: PATIENCE_MS }).toBe(3);
    const [download] = await Promise.all([tab.page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('at the gate.png');
    expect(await readFile(await download.path())).toEqual(PICTURE);
    expect(tab.problems).toEqual([]);
  });

  it('is sent in the conversation, with the reference', { timeout: 180_000 }, async () => {
    const on = playgroundPage(tab.page, running.url);
    await on.open();
    await on.chooseSchool(ALL_SAINTS.pack);
    await on.actAs('teacher');
    await on.type('/incident');
    await on.fill(REPORT);
    expect(await on.said()).toContain('send the file to Accord with AC-26-0001');
    await tab.page.getByText('Send a photo or another file').click();
    const input = tab.page.locator('#send-files');
    await input.setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: PICTURE });
    await on.type('');
    await expect
      .poll(() => on.said(), { timeout: PATIENCE_MS })
      .toContain('Send it again with the reference');
    await input.setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: PICTURE });
    await on.type('ac-26-0001 from the window');
    await expect.poll(() => on.said(), { timeout: PATIENCE_MS }).toContain('It goes to AC-26-0001');
    await running.playground.settle();
    await on.type('show AC-26-0001');
    await expect.poll(() => on.said(), { timeout: PATIENCE_MS }).toContain('A photo, from');
    await shoot(tab.page, 'files-composer');
    await on.press('Add evidence');
    await on
      .form()
      .locator('#f-files')
      .setInputFiles({ name: 'y.png', mimeType: 'image/png', buffer: PICTURE });
    await on.form().getByRole('button', { name: 'Take out y.png' }).waitFor();
    await on.form().locator('#f-files').scrollIntoViewIfNeeded();
    await shoot(tab.page, 'files-form');
    expect(tab.problems).toEqual([]);
  });

  it('that is over 10 MB is told at once, and the form is not sent with it', {
    timeout: 180_000,
  }, async () => {
    const on = await evidenceForm();
    await on.enter({ kind: 'photo', what: 'A long film.' });
    await on
      .form()
      .locator('#f-files')
      .setInputFiles({
        name: 'film.mp4',
        mimeType: 'video/mp4',
        buffer: Buffer.alloc(10 * 1024 * 1024 + 1),
      });
    await on.form().getByText('That file is over 10 MB.').waitFor();
    await on.send();
    expect(await on.mend()).toContain('A file did not arrive.');
    await on.form().getByRole('button', { name: 'Take out film.mp4' }).click();
    await on.send();
    await on.form().waitFor({ state: 'detached' });
  });
});

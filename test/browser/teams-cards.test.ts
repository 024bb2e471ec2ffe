import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawCard } from '../../adapters/teams/draw-card.ts';
import { drawForm } from '../../adapters/teams/draw-form.ts';
import { SchoolId } from '../../src/domain/ids.ts';
import { launchBrowser, openTab, shoot } from '../support/browser.ts';
import { buttonsIn } from '../support/drawings.ts';
import { showInTeams } from '../support/teams-page.ts';
import { mainCards, mainForms } from '../support/teams-samples.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const school = SchoolId.parse('school');

const CARDS = Object.entries(mainCards()).map(([name, card]) => ({
  name,
  card: drawCard(card, school, 'message'),
  says: [card.title, ...buttonsIn(card).map((row) => row.label)],
}));
const FORMS = Object.entries(mainForms()).map(([name, form]) => ({
  name,
  card: drawForm(form),
  says: [form.submit, ...Object.values(form.errors), ...form.fields.map((row) => row.label)],
}));

const flat = (text = '') => text.replaceAll(/\s+/g, ' ');

describe.each([
  ['phone', 360],
  ['desktop', 700],
] as const)('in Teams on a %s', (size, width) => {
  it.each([
    ['cards', CARDS],
    ['forms', FORMS],
  ] as const)('the official library shows %s whole, and nothing wider than a card', async (what, all) => {
    const tab = await openTab(browser, { more: { viewport: { width, height: 900 } } });
    const shown = await showInTeams(tab.page, all);
    await tab.page.setViewportSize({ width, height: shown.height + 24 });
    await shoot(tab.page, `teams-${what}-${size}`);
    expect(shown.problems).toEqual([]);
    expect(shown.wider).toBeLessThanOrEqual(0);
    for (const { name, says } of all)
      for (const words of says) expect(flat(shown.texts[name]), name).toContain(flat(words));
    expect(tab.problems).toEqual([]);
    await tab.close();
  });
});

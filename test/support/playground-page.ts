import type { Locator, Page } from 'playwright-core';

export type Typed = Readonly<Record<string, string | boolean | readonly string[]>>;

/** What a newcomer does on the page, in their words. Everything is found by what people see or hear of it. */
export interface PlaygroundPage {
  readonly page: Page;
  open(): Promise<void>;
  chooseSchool(pack: string): Promise<void>;
  /** `teacher`, `head`, `chair`, `office` or another key of the cast; a role the policy names by the policy's own. */
  actAs(key: string): Promise<void>;
  /** The keys of everybody who can be acted as, as listed. */
  cast(): Promise<string[]>;
  go(place: 'accord' | 'leadership' | 'home' | 'gate' | 'cases'): Promise<void>;
  type(words: string): Promise<void>;
  /** Presses the newest button of this name in the conversation. */
  press(label: string | RegExp): Promise<void>;
  /** Whether such a button is there now. */
  offers(label: string | RegExp): Promise<boolean>;
  form(): Locator;
  /** Fills what is named in the form that is open and sends it. Throws where the form comes back to be mended. */
  fill(values: Typed): Promise<void>;
  /** Only fills, and leaves the form open. */
  enter(values: Typed): Promise<void>;
  send(): Promise<void>;
  /** What the form says is to be mended, if it came back. */
  mend(): Promise<string | null>;
  /** Everything said in the conversation that is open. */
  said(): Promise<string>;
  moveClock(to: 'deadline' | 'weekly'): Promise<void>;
  unread(key: string): Promise<number>;
}

/** Nothing is under way: the form is closed or has come back, and the page has drawn what it was told. */
const settled = (page: Page): Promise<void> =>
  page.locator('[aria-busy="true"], footer [aria-disabled="true"]').first().waitFor({ state: 'detached' });

async function enterField(form: Locator, name: string, value: Typed[string]): Promise<void> {
  const person = form.locator(`.person:has(input[type="hidden"][name="${name}"])`);
  if ((await person.count()) > 0 && typeof value === 'string') {
    const box = person.getByRole('combobox');
    const isNew = value.startsWith('new:');
    await box.fill(isNew ? value.slice('new:'.length) : value);
    const options = person.getByRole('option');
    const known = { hasText: 'Somebody new:' };
    await (isNew ? options.filter(known) : options.filter({ hasNot: form.page().getByText('Somebody new:') }))
      .first()
      .click();
    return;
  }
  const control = form.locator(`[name="${name}"]`);
  const kind = await control.first().evaluate((it) => it.getAttribute('type') ?? it.tagName);
  if (kind === 'checkbox' || kind === 'radio') {
    const wanted =
      typeof value === 'string' ? [value] : value === true ? ['yes'] : value === false ? [] : value;
    for (const box of await control.all()) {
      const has = wanted.includes((await box.getAttribute('value')) ?? '');
      if (kind === 'checkbox') await box.setChecked(has);
      else if (has) await box.check();
    }
  } else if (kind === 'SELECT') await control.selectOption(String(value));
  else await control.fill(String(value));
}

export function playgroundPage(page: Page, url: string): PlaygroundPage {
  const form = () => page.locator('dialog.sheet-form');
  const buttons = (label: string | RegExp) =>
    page
      .locator('#log .card, .look .card')
      .getByRole('button', { name: label, exact: typeof label === 'string' });
  const enter = async (values: Typed) => {
    for (const [name, value] of Object.entries(values)) await enterField(form(), name, value);
  };
  const send = async () => {
    await form().locator('footer button[type="submit"]').click();
    await settled(page);
  };
  const mend = async () => {
    const summary = form().locator('#summary');
    return (await summary.count()) > 0 ? await summary.innerText() : null;
  };
  const menuIfSmall = async () => {
    const menu = page.locator('.top .menu');
    if (await menu.isVisible()) await menu.click();
  };
  const arrived = () => page.locator('#log, .look:not([aria-busy])').first().waitFor();
  return {
    page,
    form,
    enter,
    send,
    async open() {
      await page.goto(url);
      await page.locator('.choices button, #log').first().waitFor();
    },
    async chooseSchool(pack) {
      await page.locator(`[data-pack="${pack}"]`).click();
      await page.locator('#log li').first().waitFor();
    },
    async actAs(key) {
      await menuIfSmall();
      const person = page.locator(`[data-person$=":${key}"]`);
      const name = await person.locator('.name b').innerText();
      await person.click();
      await page.locator('.side h2', { hasText: `You are ${name}` }).waitFor({ state: 'attached' });
      await arrived();
    },
    cast: () =>
      page
        .locator('[data-person]')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-person')?.split(':').at(-1) ?? '')),
    async go(place) {
      await menuIfSmall();
      await page.locator(`.places a[href$="/${place}"]`).click();
      await page
        .locator(place === 'accord' || place === 'leadership' ? '#log' : '.look .card, .look .bubble')
        .first()
        .waitFor();
    },
    async type(words) {
      await page.locator('#write').fill(words);
      await page.locator('#write').press('Enter');
      await settled(page);
    },
    async press(label) {
      const button = buttons(label).last();
      await button.click();
      await settled(page);
    },
    offers: async (label) => (await buttons(label).count()) > 0,
    async fill(values) {
      await enter(values);
      await send();
      const wrong = await mend();
      if (wrong !== null) throw new Error(`The form came back: ${wrong}`);
    },
    mend,
    said: async () => (await page.locator('#log, .look').first().innerText()) ?? '',
    async moveClock(to) {
      await menuIfSmall();
      await page.locator('[data-clock]').click();
      await page.locator(`[data-move="${to}"]`).click();
      await page.locator('dialog.clock-ask').waitFor({ state: 'detached' });
    },
    async unread(key) {
      const badge = page.locator(`[data-person$=":${key}"] .badge`);
      if ((await badge.count()) === 0) return 0;
      return Number(((await badge.textContent()) ?? '').replace(/\D/g, ''));
    },
  };
}

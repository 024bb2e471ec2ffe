import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { ROOT } from './sources.ts';

/** Made for functions in a cloud: one process dies with its first page, and without web security nothing is shown. */
const NOT_OURS: ReadonlySet<string> = new Set([
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
]);

/** How long a page is waited for on a machine that does much else. No test sleeps for it: it is over when it is there. */
export const PATIENCE_MS = 30_000;

/** A real browser from npm: nothing has to be on the machine. About two seconds the first time. */
export const launchBrowser = async (): Promise<Browser> =>
  chromium.launch({
    args: sparticuz.args.filter((arg) => !NOT_OURS.has(arg)),
    executablePath: await sparticuz.executablePath(),
    headless: true,
  });

export const SIZES = { desktop: { width: 1280, height: 860 }, phone: { width: 360, height: 740 } } as const;
export type Size = keyof typeof SIZES;
export type Scheme = 'light' | 'dark';

export interface Tab {
  readonly page: Page;
  /** What the page wrote to the console or failed at: content refused by the policy is among it. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** A browser profile of its own, so that nothing is shared but the server. */
export async function openTab(
  browser: Browser,
  how: { size?: Size; scheme?: Scheme; more?: BrowserContextOptions } = {},
): Promise<Tab> {
  const context = await browser.newContext({
    viewport: SIZES[how.size ?? 'desktop'],
    colorScheme: how.scheme ?? 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    ...how.more,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`${error.name}: ${error.message}`));
  page.on('console', (message) => {
    // A server that is being restarted is no fault of the page.
    if (
      message.type() === 'error' &&
      !/ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY|ERR_NETWORK/.test(message.text())
    )
      problems.push(message.text());
  });
  return { page, problems, close: () => context.close() };
}

/** Where screenshots go: a folder that git leaves out. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = join(ROOT, 'shots');
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

import { afterEach, expect, it } from 'vitest';
import { CaseId, IntentKey } from '../../src/domain/ids.ts';
import type { Door } from '../../src/surface.ts';
import type { Card } from '../../src/view/card.ts';
import { describeOnSqlite } from '../support/databases.ts';
import { slackSchool } from '../support/slack-school.ts';
import { teamsSchool } from '../support/teams-school.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const school of open.splice(0)) await school.stop();
});

const ACCOUNTS = Array.from({ length: 60 }, (_, n) => `account ${n + 1} of sixty`);
const of = CaseId.parse('01large');

/** More than any window holds, on either platform: each account as long as a box for one. */
const LARGE: Card = {
  title: 'AC-26-0042',
  tone: 'private',
  blocks: [
    ...ACCOUNTS.map((name) => ({
      is: 'quote' as const,
      text: `${name}: ${'and so it went on. '.repeat(150)}`,
      by: 'A teacher',
    })),
    {
      is: 'buttons',
      buttons: [
        {
          label: 'Decide',
          tap: { tap: 'form', form: 'decide', case: of, carries: {} },
          key: IntentKey.parse('decide'),
          style: 'main',
        },
      ],
    },
  ],
  whole: { tap: 'show', case: of },
};

/** Answers whatever asks for the case, or types "show", with all of it. */
const showing = (door: Door): Door => ({
  ...door,
  receive: async (who, intent) =>
    (intent.do === 'tap' && (intent.tap.tap === 'show' || intent.tap.tap === 'say')) ||
    (intent.do === 'say' && intent.words.startsWith('show'))
      ? { is: 'card', card: LARGE }
      : door.receive(who, intent),
});

interface Shown {
  readonly text: string;
  readonly buttons: readonly string[];
}

/** From the first part to the last and one back, as somebody reads. */
async function readThrough(shown: () => Shown, press: (label: string) => Promise<unknown>): Promise<void> {
  const parts: Shown[] = [shown()];
  expect(parts[0]?.buttons).not.toContain('Previous part');
  while (parts.at(-1)?.buttons.includes('Next part')) {
    await press('Next part');
    parts.push(shown());
    expect(parts.length).toBeLessThan(ACCOUNTS.length);
  }
  expect(parts.length).toBeGreaterThan(2);
  const all = parts.map((row) => row.text).join(' ');
  expect(ACCOUNTS.filter((name) => !all.includes(`${name}:`))).toEqual([]);
  expect(all).not.toContain('There is more than fits here');
  for (const [n, part] of parts.entries()) {
    expect(part.text).toContain(`Part ${n + 1} of ${parts.length}`);
    expect(part.buttons).toContain('Decide');
  }
  await press('Previous part');
  expect(shown()).toEqual(parts.at(-2));
}

describeOnSqlite('a case that is larger than a window', (db) => {
  it('is read part by part in Slack, by a command and from a message', async () => {
    const school = await slackSchool(await db(), { around: showing });
    open.push(school);
    const { world } = school;
    const head = school.person('head');
    const shown = (): Shown => {
      const { view } = head.screen();
      return { text: view?.lines.join(' ') ?? '', buttons: view?.buttons ?? [] };
    };
    const press = async (label: string) => {
      await head.press(label, 'view');
      await school.settled();
    };
    await head.type('/incident show AC-26-0042');
    await school.settled();
    await readThrough(shown, press);
    await head.close();
    const to = { kind: 'member', member: world.as('head').id } as const;
    await school.slack.outlet.post(to, world.school.id, LARGE, 'Accord');
    await head.press('Open file', 'message');
    await school.settled();
    await readThrough(shown, press);
    expect(school.fake.violations).toEqual([]);
  });

  it('is read part by part in Teams, from a message', async () => {
    const school = await teamsSchool(await db(), { around: showing });
    open.push(school);
    const { world } = school;
    const head = school.person('head');
    const to = { kind: 'member', member: world.as('head').id } as const;
    await school.teams.outlet.post(to, world.school.id, LARGE, 'Accord');
    await head.press('Open file');
    await school.settled();
    await readThrough(
      () => {
        const { dialog } = head.screen();
        return { text: dialog?.lines.join(' ') ?? '', buttons: dialog?.buttons ?? [] };
      },
      async (label) => {
        await head.press(label);
        await school.settled();
      },
    );
    expect(school.fake.violations).toEqual([]);
  });
});

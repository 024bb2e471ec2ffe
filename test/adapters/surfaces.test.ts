import { expect, it } from 'vitest';
import { memorySurface } from '../../adapters/playground/memory-surface.ts';
import { MemberId, SchoolId } from '../../src/domain/ids.ts';
import { outletOver } from '../../src/live/surfaces.ts';
import type { Conversation, Platform } from '../../src/ports.ts';
import type { Card } from '../../src/view/card.ts';

const SCHOOL = SchoolId.parse('school');
const member = (name: string): Conversation => ({ kind: 'member', member: MemberId.parse(name) });
const card = (title: string): Card => ({ title, tone: 'plain', blocks: [] });

/** Slack and Teams, and on which of them somebody has an account. */
function both(where: Record<string, readonly Platform[]>) {
  const slack = memorySurface();
  const teams = memorySurface();
  const outlet = outletOver(
    [
      { platform: 'slack', outlet: slack, directory: slack.directory },
      { platform: 'teams', outlet: teams, directory: teams.directory },
    ],
    async (platform, to) =>
      to.kind === 'member' && where[to.member]?.includes(platform) ? `${platform}-${to.member}` : null,
  );
  return { slack, teams, outlet, where };
}

it('writes to somebody with two platforms on one of them, and to others where they are', async () => {
  const { slack, teams, outlet } = both({ two: ['slack', 'teams'], one: ['teams'] });
  await outlet.post(member('two'), SCHOOL, card('For two'), 'Accord');
  await outlet.post(member('one'), SCHOOL, card('For one'), 'Accord');
  expect(slack.messages(member('two'), SCHOOL)).toHaveLength(1);
  expect(teams.messages(member('two'), SCHOOL)).toEqual([]);
  expect(teams.messages(member('one'), SCHOOL)).toHaveLength(1);
});

it('draws again where the message is, even when they are written to elsewhere by now', async () => {
  const where: Record<string, readonly Platform[]> = { moved: ['teams'] };
  const { slack, teams, outlet } = both(where);
  const sent = await outlet.post(member('moved'), SCHOOL, card('Before'), 'Accord');
  where.moved = ['slack', 'teams'];
  const again = await outlet.redraw(member('moved'), SCHOOL, sent.ok ? sent.message : '', card('After'));
  expect(again).toEqual(sent);
  expect(teams.messages(member('moved'), SCHOOL).map((row) => row.card.title)).toEqual(['After']);
  expect(slack.messages(member('moved'), SCHOOL)).toEqual([]);
});

it('refuses for good, naming nobody, where there is nowhere to write to or no such platform', async () => {
  const { outlet } = both({});
  const file = { name: 'a', mediaType: 'text/plain', bytes: new Uint8Array(1) };
  const tries = [
    await outlet.post(member('nobody'), SCHOOL, card('Lost'), 'Accord'),
    await outlet.file(member('nobody'), SCHOOL, file, 'A file.'),
    await outlet.redraw(member('nobody'), SCHOOL, 'playground|m1', card('Lost')),
  ];
  for (const sent of tries) {
    expect(sent).toMatchObject({ ok: false, why: 'never' });
    expect(JSON.stringify(sent)).not.toContain('nobody"');
  }
});

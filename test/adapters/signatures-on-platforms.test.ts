import { afterEach, expect, it } from 'vitest';
import { blankPerson } from '../../src/app/blank-person.ts';
import { PersonId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports.ts';
import { describeOnSqlite } from '../support/databases.ts';
import { settleOver } from '../support/settle-stage.ts';
import { slackSchool } from '../support/slack-school.ts';
import { teamsSchool } from '../support/teams-school.ts';
import type { World } from '../support/world.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const school of open.splice(0)) await school.stop();
});

const JORDAN = PersonId.parse('person-jordan');
const FILE = {
  name: 'signed.csv',
  mimetype: 'text/csv',
  mediaType: 'text/csv',
  bytes: Buffer.from('Contact ID,Name,Signed on,agrees\r\n11,Jordan Vale,10/09/2026,yes\r\n'),
};
const LOOK = 'Look it over and record';

const withJordan = ({ app, school }: World): Promise<void> =>
  app.store.write((unit) =>
    unit.people.putAll([
      { ...blankPerson(JORDAN, school.id, 'Jordan Vale'), listed: true, externalId: '11' },
    ]),
  );

const recorded = (world: World) =>
  world.app.store.read((unit) => unit.agreements.ofPerson(world.school.id, JORDAN));

describeOnSqlite('a file of signatures', (db) => {
  const inPack = async <S extends { readonly world: World; stop(): Promise<void> }>(
    make: (store: Store, more: { pack: string }) => Promise<S>,
  ): Promise<S> => {
    const school = await make(await db(), { pack: 'stockham-primary' });
    open.push(school);
    await withJordan(school.world);
    return school;
  };

  it('is sent, looked over and recorded in Slack', async () => {
    const { world, slack, person, settled, fake } = await inPack(slackSchool);
    const office = person('office');
    const settle = () => settleOver(world.app, [{ surface: slack, shown: settled }]);
    await office.sendDm('agreements', [FILE]);
    await settle();
    const message = office.screen().messages.at(-1);
    expect(message?.lines.join('\n')).toContain('Your file of signatures');
    expect(message?.lines.join('\n')).not.toContain('Vale');
    await office.press(LOOK, 'message');
    await settle();
    expect(office.screen().view?.lines.join('\n')).toContain('1 signature');
    await office.fillAndSubmit({ 'tick:looked': true });
    await settle();
    expect(await recorded(world)).toMatchObject([{ on: '2026-09-10', ticks: ['agrees'] }]);
    expect(world.log.lines.join('\n')).not.toContain('Vale');
    expect(fake.violations).toEqual([]);
  });

  it('is sent, looked over and recorded in Teams', async () => {
    const { world, teams, person, settled, fake } = await inPack(teamsSchool);
    const office = person('office');
    const settle = () => settleOver(world.app, [{ surface: teams, shown: settled }]);
    await office.sendFile(FILE, 'agreements');
    await settle();
    const message = office.screen().messages.at(-1);
    expect(message?.lines.join('\n')).toContain('Your file of signatures');
    expect(message?.lines.join('\n')).not.toContain('Vale');
    await office.press(LOOK);
    await settle();
    expect(office.screen().dialog?.lines.join('\n')).toContain('1 signature');
    await office.fillAndSubmit({ 'tick:looked': true });
    await settle();
    expect(await recorded(world)).toMatchObject([{ on: '2026-09-10', ticks: ['agrees'] }]);
    expect(world.log.lines.join('\n')).not.toContain('Vale');
    expect(fake.violations).toEqual([]);
  });
});

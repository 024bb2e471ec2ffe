import { expect, it, onTestFinished } from 'vitest';
import { BAD_TOKENS } from '../support/fake-teams/tokens.ts';
import { QUIET_DOOR } from '../support/quiet-door.ts';

it('tokens that are no good put nothing on the console, and what others write there is heard', async () => {
  const before = console.error;
  const said: string[] = [];
  console.error = (...words) => void said.push(words.join(' '));
  onTestFinished(() => {
    console.error = before;
  });
  // Only now: the adapter takes the console as it finds it.
  const { runTeams } = await import('../support/running-teams.ts');
  const running = await runTeams({
    door: { ...QUIET_DOOR, receive: async () => ({ is: 'said', text: 'Heard.', level: 'info' }) },
    addressOf: async () => null,
  });
  onTestFinished(running.stop);
  const { fake } = running;
  const user = fake.tenant.addUser({ name: 'Ada Invented' });
  const message = fake.activities.personalMessage(user, 'help');
  for (const kind of BAD_TOKENS)
    expect((await fake.delivery.send(message, { token: fake.badToken(kind) })).status, kind).toBe(401);
  expect(said).toEqual([]);
  console.error('something else');
  expect(said).toEqual(['something else']);
});

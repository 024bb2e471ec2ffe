import { expect, it } from 'vitest';
import { receive } from '../../src/app/receive.ts';
import { describeOnSqlite } from '../support/databases.ts';
import { replyText } from '../support/reply-text.ts';
import { openWorld } from '../support/world.ts';

describeOnSqlite('a command of another name, where another app has the first', (open) => {
  it('is understood, and named wherever people are told what to type', async () => {
    const { app, as } = await openWorld(await open(), 'schools-and-parents');
    const named = { ...app, command: '/conduct' };
    const { who } = as('teacher');
    expect(await receive(named, who, { do: 'say', words: '/conduct report' })).toMatchObject({ is: 'form' });
    const help = replyText(await receive(named, who, { do: 'say', words: '/conduct help' }));
    expect(help).toContain('This list.');
    expect(help).not.toContain('/incident');
  });
});

import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { linkDoorOf } from '../../src/app/link-door.ts';
import { describeOnSqlite, type OpenedStore } from '../support/databases.ts';
import { runWeb } from '../support/running-web.ts';
import { slackSchool } from '../support/slack-school.ts';
import { teamsSchool } from '../support/teams-school.ts';
import { openWorld } from '../support/world.ts';

interface Served {
  readonly url: string;
  readonly log: { readonly lines: readonly unknown[] };
  stop(): Promise<void>;
}

/** Sends the beginning of a request and goes away, then asks again and waits for that answer. */
async function goAway(url: string, headers: readonly string[] = []): Promise<void> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const head = [`POST ${pathname} HTTP/1.1`, `Host: ${hostname}:${port}`, 'Content-Length: 500', ...headers];
  socket.write(`${head.join('\r\n')}\r\n\r\n{"half":`);
  await new Promise<void>((resolve) => socket.end(resolve));
  socket.destroy();
  await fetch(url, { method: 'POST', body: 'x' });
}

describeOnSqlite('whoever goes away while sending', (open) => {
  const WAYS: Readonly<Record<string, (store: OpenedStore) => Promise<Served>>> = {
    async Slack(store) {
      const school = await slackSchool(store);
      return { url: school.url, log: school.world.log, stop: school.stop };
    },
    async Teams(store) {
      const school = await teamsSchool(store);
      return { url: school.url, log: school.world.log, stop: school.stop };
    },
    async 'the pages for governors'(store) {
      const world = await openWorld(store, 'stockham-primary');
      const web = await runWeb({ door: linkDoorOf(world.app) });
      return { url: `${web.origin}/view/${'a'.repeat(43)}`, log: web.log, stop: web.stop };
    },
  };
  it.each(Object.entries(WAYS))('of %s is no failure, and the next is answered', async (_, serve) => {
    const served = await serve(await open());
    onTestFinished(() => served.stop());
    await goAway(served.url, ['Content-Type: application/x-www-form-urlencoded']);
    expect(JSON.stringify(served.log.lines)).not.toMatch(/could not|error/i);
  });
});

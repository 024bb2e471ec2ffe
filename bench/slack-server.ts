import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';
import { receive } from '../src/app/receive.ts';
import { IntentKey } from '../src/domain/ids.ts';
import { openLive } from '../src/live/live.ts';
import { NARRATIVE } from './slack-payloads.ts';
import { benchSchool, REPORTER, SECRET, TOKEN } from './slack-school.ts';
import { rawSqlite, rowsOf, sealTwo } from './written-rows.ts';

/**
 * One server in a process of its own: Accord as `accord start` runs it, or a bare Bolt app with one listener that does
 * the same Slack calls, with a report's rows by hand or without.
 */
export type Kind = 'accord' | 'command' | 'submission' | 'rows';

interface Told {
  readonly kind: Kind;
  readonly file: string;
  readonly api: string;
  /** A file with what Accord shows and answers: the bare app shows and answers the same. */
  readonly same: string;
}

async function accord({ file, api }: Told): Promise<number> {
  const { app, config } = await benchSchool(file, api);
  const live = await openLive(app, config);
  return (await live.start(0, '127.0.0.1')).port;
}

/** The rows of one report through Accord, written again and again with nothing else. */
async function rowsByHand({ file, api }: Told): Promise<() => Promise<void>> {
  const { app, store } = await benchSchool(file, api);
  const raw = rawSqlite(file);
  const who = { platform: 'slack', user: REPORTER } as const;
  const rows = await rowsOf(raw, async () => {
    const opened = await receive(app, who, { do: 'say', words: 'report' });
    if (opened.is !== 'form') throw new Error('The report form did not open.');
    const { form } = opened;
    const when = new Date(Date.now() - 86_400_000).toISOString().slice(0, 16);
    const values = {
      who: 'new:Jordan Vale (invented), red coat',
      breaches: ['disrespectful_interaction'],
      when,
      where: 'on_site',
      narrative: NARRATIVE,
    };
    const reply = await receive(app, who, {
      do: 'submit',
      submit: {
        form: 'report',
        key: IntentKey.parse(form.key),
        case: null,
        revision: 0,
        values,
        carries: {},
      },
    });
    if (reply.is !== 'said') throw new Error('The report was not saved.');
  });
  await store.close();
  const write = raw.handWriter(rows);
  let n = 0;
  return async () => {
    n += 1;
    sealTwo(NARRATIVE);
    await write(n);
  };
}

async function bolt(told: Told): Promise<number> {
  const { view, answer } = JSON.parse(readFileSync(told.same, 'utf8'));
  const receiver = new HTTPReceiver({ signingSecret: SECRET, port: 0 });
  const app = new App({
    receiver,
    token: TOKEN,
    botId: 'B0000001',
    botUserId: 'U0BOT',
    tokenVerificationEnabled: false,
    convoStore: false,
    clientOptions: { slackApiUrl: told.api },
  });
  const write = told.kind === 'rows' ? await rowsByHand(told) : null;
  if (told.kind === 'command')
    app.command('/incident', async ({ body, ack, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view });
    });
  else
    app.view('form', async ({ ack }) => {
      await write?.();
      await ack(answer);
    });
  const server = await app.start(0);
  return (server as unknown as { address(): AddressInfo }).address().port;
}

const told: Told = JSON.parse(process.argv[2] ?? '{}');
const port = told.kind === 'accord' ? await accord(told) : await bolt(told);
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
// The benchmark is over, however it ended.
process.on('disconnect', () => process.exit());
process.send?.({ port });

import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { Message } from '../../../adapters/slack/block-kit.ts';
import { behave } from './behave.ts';
import { checked } from './checked.ts';
import { type Core, refuse } from './core.ts';
import { answerJson, readArguments, readBytes } from './http-body.ts';
import { LIMITED_TO } from './lifetimes.ts';
import type { FakeMisbehaviour } from './misbehave.ts';
import type { FakeMessage } from './workspace.ts';

const Said = z.strictObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
});

interface Given {
  readonly user: string;
  readonly channel: string;
  readonly original: FakeMessage | null;
  readonly until: number;
  uses: number;
}

/** Says something back where a person acted: in a message body's words, after a command or a press. */
export function sayBack(
  it: Core,
  at: string,
  to: Pick<Given, 'user' | 'channel' | 'original'>,
  body: unknown,
): string | null {
  const read = checked(Said, body, '');
  if (!read.ok) {
    refuse(it, at, 'invalid_payload', read.messages);
    return 'invalid_payload';
  }
  const said = read.value;
  if (said.delete_original) {
    if (to.original) to.original.deleted = true;
    return null;
  }
  const message = checked(
    Message,
    {
      text: said.text ?? 'Blocks without text',
      ...(said.blocks === undefined ? {} : { blocks: said.blocks }),
    },
    '',
  );
  if (!message.ok || (!said.text && said.blocks === undefined)) {
    const error = said.text || said.blocks ? 'invalid_blocks' : 'no_text';
    refuse(it, at, error, message.ok ? [] : message.messages);
    return error;
  }
  if (said.replace_original && to.original) {
    to.original.text = said.text ?? '';
    to.original.blocks = it.workspace.placed(message.value.blocks ?? []);
    to.original.edits += 1;
    return null;
  }
  it.workspace.post({
    channel: to.channel,
    user: it.names.botUserId,
    fromApp: true,
    text: said.text ?? '',
    blocks: message.value.blocks ?? [],
    threadTs: said.thread_ts ?? null,
    ephemeralTo: said.response_type === 'in_channel' ? null : to.user,
  });
  return null;
}

export function fakeResponseUrls(it: Core, misbehave: FakeMisbehaviour) {
  const all = new Map<string, Given>();
  return {
    give(user: string, channel: string, original: FakeMessage | null = null): string {
      const id = `R${all.size + 1}`;
      all.set(id, { user, channel, original, until: it.clock.now() + LIMITED_TO.responseUrlMs, uses: 0 });
      return `${it.url}/respond/${id}`;
    },
    async answer(id: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
      const sent = await readArguments(req, await readBytes(req));
      await behave(misbehave.take('response_url'), res, it.clock, () => {
        const found = all.get(id);
        const isOver = !found || it.clock.now() > found.until || found.uses >= LIMITED_TO.responseUrlUses;
        if (isOver) {
          const error = found && found.uses >= LIMITED_TO.responseUrlUses ? 'used_url' : 'expired_url';
          refuse(it, 'response_url', error);
          return () => answerJson(res, 404, { ok: false, error });
        }
        found.uses += 1;
        const error = sayBack(it, 'response_url', found, sent?.fields);
        return () =>
          error ? answerJson(res, 400, { ok: false, error }) : answerJson(res, 200, { ok: true });
      });
    },
  };
}

export type ResponseUrls = ReturnType<typeof fakeResponseUrls>;

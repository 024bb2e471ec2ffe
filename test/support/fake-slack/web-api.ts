import type { IncomingMessage, ServerResponse } from 'node:http';
import { behave } from './behave.ts';
import { CHAT_METHODS } from './chat-methods.ts';
import { type Core, refuse } from './core.ts';
import { FILE_METHODS } from './file-methods.ts';
import { answerJson, bearerOf, readArguments, readBytes } from './http-body.ts';
import { type Answer, type Method, no } from './method.ts';
import type { FakeMisbehaviour } from './misbehave.ts';
import { PEOPLE_METHODS } from './people-methods.ts';
import { METHOD_SCOPES, type MethodName } from './scopes.ts';
import { VIEW_METHODS } from './view-methods.ts';

/** One call of the Web API as it arrived. */
export interface Call {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Null where it never got so far as to be done. */
  readonly answer: Answer | null;
  /** The fake's clock, milliseconds. */
  readonly at: number;
}

const isMethod = (name: string): name is MethodName => Object.hasOwn(METHOD_SCOPES, name);
const scopesOf = (name: MethodName): readonly string[] => [METHOD_SCOPES[name] ?? []].flat();
/** What counts towards a message a second in a channel. */
const POSTS = new Set(['chat.postMessage', 'files.completeUploadExternal']);

export function fakeWebApi(it: Core, misbehave: FakeMisbehaviour, openSocket: Method) {
  const calls: Call[] = [];
  const methods: Readonly<Record<MethodName, Method>> = {
    ...CHAT_METHODS,
    ...VIEW_METHODS,
    ...PEOPLE_METHODS,
    ...FILE_METHODS,
    'apps.connections.open': openSocket,
  };
  let isRevoked = false;

  const mayNot = (name: MethodName, token: string | null): Answer | null => {
    if (token === null) return no('not_authed');
    const isApp = name === 'apps.connections.open';
    if (token === (isApp ? it.names.botToken : it.names.appToken)) return no('not_allowed_token_type');
    if (token !== (isApp ? it.names.appToken : it.names.botToken)) return no('invalid_auth');
    if (isRevoked) return no('token_revoked');
    const scopes = scopesOf(name);
    // Any of them will do to be heard; the method itself knows for which of its objects.
    const mayNot = scopes.length > 0 && !scopes.some((scope) => it.scopes.includes(scope));
    return mayNot && !isApp ? no('missing_scope') : null;
  };

  const body = (name: string, answer: Answer): Record<string, unknown> => {
    if (answer.ok) return { ...answer };
    const messages = answer.messages ?? [];
    return {
      ok: false,
      error: answer.error,
      ...(answer.error === 'missing_scope' && isMethod(name)
        ? { needed: scopesOf(name).join(','), provided: it.scopes.join(',') }
        : {}),
      ...(messages.length > 0
        ? { errors: messages.map((line) => line.replace('[ERROR] ', '')), response_metadata: { messages } }
        : {}),
    };
  };

  /** A person's direct messages are one conversation, whichever way they are named. */
  const channelOf = (args: Readonly<Record<string, unknown>>): string => {
    const id = String(args.channel ?? args.channel_id ?? '');
    return it.workspace.users.has(id) ? it.workspace.dm(id).id : id;
  };

  const run = (name: string, args: Readonly<Record<string, unknown>>, token: string | null): Answer => {
    if (!isMethod(name)) return no('unknown_method');
    const { token: _, ...rest } = args;
    return mayNot(name, token) ?? methods[name](rest, it);
  };

  return {
    calls,
    /** As when the app is removed from the workspace. */
    revoke(): void {
      isRevoked = true;
    },
    async answer(name: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
      const sent = await readArguments(req, await readBytes(req));
      const args = sent?.fields ?? {};
      const token = bearerOf(req) ?? (typeof args.token === 'string' ? args.token : null);
      const note = (answer: Answer | null) => calls.push({ method: name, args, answer, at: it.clock.now() });
      const planned = misbehave.take(name);
      const wait = POSTS.has(name) && !planned ? misbehave.tooSoon(channelOf(args)) : null;
      const how = wait === null ? planned : ({ do: 'ratelimited', retryAfter: wait } as const);
      let isNoted = false;
      await behave(how, res, it.clock, () => {
        const answer = sent ? run(name, args, token) : no('invalid_json');
        if (!answer.ok) refuse(it, name, answer.error, answer.messages);
        note(answer);
        isNoted = true;
        return () =>
          answerJson(res, 200, body(name, answer), {
            'x-oauth-scopes': it.scopes.join(','),
            'x-accepted-oauth-scopes': isMethod(name) ? scopesOf(name).join(',') : '',
          });
      });
      if (!isNoted) note(null);
    },
  };
}

import { fakeClock } from '../fake-slack/fake-clock.ts';
import { fakeActivities } from './activities.ts';
import { type Answer, behave, no } from './answers.ts';
import { connectorMatter, type Matter } from './connector.ts';
import { type Core, type Names, refuse } from './core.ts';
import { fakeDelivery } from './delivery.ts';
import { fileMatter } from './file-host.ts';
import { fakeFiles } from './files.ts';
import { giveToken, keySet, openIdConfiguration } from './identity.ts';
import { fakeMisbehaviour, type Place } from './misbehave.ts';
import { type Asked, type Host, takeNetwork } from './network.ts';
import { type FakePerson, fakePerson } from './person.ts';
import { fakeTenant } from './tenant.ts';
import { type BadToken, badToken, fakeAppTokens, goodToken } from './tokens.ts';

export interface Wanted {
  /** Where its clock begins, milliseconds. It moves only by `clock.move`. */
  readonly now?: number;
  /** Real milliseconds in which an invoke must be answered: Teams' five seconds, or fewer for a quick test. */
  readonly invokeMs?: number;
  readonly messageMs?: number;
  /** Ids of the manifest's commands. */
  readonly command?: string;
  readonly messageCommand?: string;
  /** Uploaded for the app in place of a secret. */
  readonly certificate?: { readonly publicKey: string };
}

/** Something the app asked of Microsoft. */
export interface Call extends Asked {
  readonly place: Place | 'unknown';
  /** Null where it never was answered. */
  status: number | null;
  /** The fake's clock, milliseconds. */
  readonly at: number;
}

let started = 0;

function freshNames(): Names {
  const appId = `a0000000-0000-4000-8000-${String(++started).padStart(12, '0')}`;
  return {
    appId,
    appPassword: 'a-fake-app-password',
    tenantId: 'b0000000-0000-4000-8000-000000000001',
    botId: `28:${appId}`,
    botName: 'Accord',
    serviceUrl: 'https://smba.trafficmanager.net/uk/',
    sharePointHost: 'invented-school.sharepoint.com',
  };
}

/**
 * A Microsoft Teams of our own, with authentication on: the SDK runs against it as in production. It has the network of
 * the process to itself until it is stopped.
 */
export async function startFakeTeams(wanted: Wanted = {}) {
  const names = freshNames();
  const clock = fakeClock(wanted.now ?? Date.parse('2026-11-20T15:20:00Z'));
  const core: Core = {
    names,
    clock,
    tenant: fakeTenant(names.tenantId, clock),
    files: fakeFiles(names.sharePointHost, names.serviceUrl),
    violations: [],
    certificate: wanted.certificate ?? null,
  };
  const tokens = fakeAppTokens();
  const misbehave = fakeMisbehaviour(clock);
  const activities = fakeActivities(core);
  const delivery = fakeDelivery(core, {
    invokeMs: wanted.invokeMs ?? 5000,
    messageMs: wanted.messageMs ?? 15_000,
  });
  const calls: Call[] = [];
  const people = new Map<string, FakePerson>();
  let stop: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });

  const unknown = (asked: Asked): Answer => {
    refuse(core, 'network', 'an address Microsoft does not have', [`${asked.method} ${asked.url}`]);
    return no(404, 'NotFound', 'There is nothing here.');
  };

  async function answered(asked: Asked, matter: Matter | null): Promise<Answer> {
    const call: Call = { ...asked, place: matter?.place ?? 'unknown', status: null, at: clock.now() };
    calls.push(call);
    const how = matter && misbehave.take(matter.place, matter.conversation);
    const answer = await behave(how, clock, stopped, () => (matter ? matter.apply() : unknown(asked)));
    call.status = answer.status;
    return answer;
  }

  const on =
    (place: Place, apply: (asked: Asked) => Answer | null): Host =>
    (asked) => {
      const matter = { place, conversation: null, apply: () => apply(asked) ?? unknown(asked) };
      return answered(asked, matter);
    };

  /** Nothing of the connector is said to somebody without a token of its own. */
  const connector: Host = (asked) => {
    const matter = connectorMatter(core, misbehave, asked);
    if (tokens.isGood(asked.headers.authorization ?? '')) return answered(asked, matter);
    // A token that was taken back meanwhile is no mistake of the app.
    if (!tokens.isOurs(asked.headers.authorization ?? ''))
      refuse(core, matter?.place ?? 'connector', 'no token for the connector');
    const denied = (): Answer => no(401, 'Unauthorized', 'Authorization has been denied for this request.');
    return answered(asked, { place: matter?.place ?? '*', conversation: null, apply: denied });
  };

  const network = takeNetwork(
    {
      'login.botframework.com': (asked) =>
        asked.path === '/v1/.well-known/keys'
          ? on('keys', keySet)(asked)
          : on('openid', () =>
              asked.path === '/v1/.well-known/openidconfiguration' ? openIdConfiguration() : null,
            )(asked),
      'login.microsoftonline.com': on('token', (asked) =>
        asked.method === 'POST' ? giveToken(core, tokens, asked) : null,
      ),
      'smba.trafficmanager.net': connector,
      [names.sharePointHost]: (asked) => answered(asked, fileMatter(core, tokens, asked)),
    },
    (method, where) => refuse(core, 'network', 'a host that is none of Microsoft’s', [`${method} ${where}`]),
  );

  return {
    names,
    clock,
    tenant: core.tenant,
    files: core.files,
    tokens,
    activities,
    delivery,
    misbehave,
    /** Everything the app asked of Microsoft, in order. */
    calls,
    /** Everything that Teams refused for a mistake of the app: a test of an app asks that it is empty. */
    violations: core.violations,
    /** Where activities go. */
    appAt: delivery.toHttp,
    /** The proof Teams sends with an activity, for a service address. */
    token: (serviceUrl?: string): string => goodToken(names, serviceUrl),
    /** Null for none at all. */
    badToken: (kind: BadToken): string | null => badToken(names, kind),
    user(id: string): FakePerson {
      const user = core.tenant.user(id);
      if (!user) throw new Error(`There is no ${id} in the fake tenant: add them first.`);
      const known = people.get(user.id);
      if (known) return known;
      const made = fakePerson(
        {
          core,
          delivery,
          activities,
          command: wanted.command ?? 'incident',
          messageCommand: wanted.messageCommand ?? 'report-message',
        },
        user,
      );
      people.set(user.id, made);
      return made;
    },
    /** What hangs is cut, and what the SDK tries again later finds no network. */
    async stop(): Promise<void> {
      stop();
      network.release();
    },
  };
}

export type FakeTeams = Awaited<ReturnType<typeof startFakeTeams>>;

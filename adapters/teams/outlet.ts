import type { SchoolId } from '../../src/domain/ids.ts';
import type { Conversation } from '../../src/ports.ts';
import type { AddressOf, Outlet, Sent } from '../../src/surface.ts';
import { ConnectorFailed } from './connector-http.ts';
import type { ConsentedFiles } from './consented-files.ts';
import { attached } from './dialogs.ts';
import { drawCard } from './draw-card.ts';
import { consentMessage } from './file-consent.ts';
import { within } from './given-up.ts';
import type { Pace } from './pace.ts';
import { sentOf } from './sent.ts';
import { cut } from './text.ts';
import type { Place, TeamsTransport } from './transport.ts';

/** Longer than any of its calls may take, and shorter than a lease: a token that never comes is given up. Milliseconds. */
export const GIVEN_UP_MS = 20_000;
const PREVIEW_MAX = 150;

export interface OutletParts {
  readonly transport: TeamsTransport;
  readonly addressOf: AddressOf;
  readonly pace: Pace;
  readonly givenUpMs: number;
  readonly consented: ConsentedFiles;
  /** Where the tenant's connector is, as it was last heard from. */
  readonly serviceUrl: () => string;
}

const never = (reason: string): Sent => ({ ok: false, why: 'never', reason });

/** A card's name is its conversation and its id there; a file's has a mark before it. */
const FILE = 'file';
const SEPARATOR = '\n';

/** A file that has been taken away already is away. */
function unlessGone(cause: unknown): void {
  if (!(cause instanceof ConnectorFailed) || cause.status !== 404) throw cause;
}

export interface TeamsChats {
  /** The conversation with one person. */
  chatWith(user: string): Promise<string>;
}

export function teamsOutlet(parts: OutletParts, { chatWith }: TeamsChats): Outlet {
  const { transport, addressOf, pace, givenUpMs, consented, serviceUrl } = parts;

  async function placeOf(
    to: Conversation,
    school: SchoolId,
  ): Promise<(Place & { readonly user: string }) | null> {
    const address = await addressOf('teams', to, school);
    if (address === null) return null;
    const conversation = to.kind === 'channel' ? address : await chatWith(address);
    return { conversation, serviceUrl: serviceUrl(), user: address };
  }

  async function paced(place: Place, what: 'message' | 'redraw', work: () => Promise<Sent>): Promise<Sent> {
    const waits = pace.take(place.conversation, what);
    if (waits) return waits;
    const sent = await work().catch(sentOf);
    if (!sent.ok && sent.why === 'later' && sent.held) pace.shut(place.conversation, sent.afterMs);
    return sent;
  }

  const inPlace = (
    to: Conversation,
    school: SchoolId,
    work: (place: Place & { readonly user: string }) => Promise<Sent>,
  ): Promise<Sent> =>
    within(
      givenUpMs,
      placeOf(to, school).then((place) =>
        place ? work(place) : never('there is nobody of that name, and no such channel, in Teams'),
      ),
    ).catch(sentOf);

  return {
    post: (to, school, card, preview) =>
      inPlace(to, school, (place) =>
        paced(place, 'message', async () => {
          const id = await transport.send(place, {
            type: 'message',
            summary: cut(preview, PREVIEW_MAX),
            attachments: [attached(drawCard(card, school, 'message'))],
          });
          return { ok: true, message: [place.conversation, id].join(SEPARATOR) };
        }),
      ),
    redraw: (to, school, message, card) =>
      inPlace(to, school, async (place) => {
        const [conversation, id, kind] = message.split(SEPARATOR);
        if (conversation !== place.conversation || !id)
          return never('that message is not in this conversation');
        return paced(place, 'redraw', async () => {
          if (kind === FILE) await transport.remove(place, id).catch(unlessGone);
          else
            await transport.update(place, id, {
              type: 'message',
              summary: 'Accord',
              attachments: [attached(drawCard(card, school, 'message'))],
            });
          return { ok: true, message };
        });
      }),
    file: (to, school, file, words) =>
      inPlace(to, school, (place) => {
        if (to.kind === 'channel')
          return Promise.resolve(never('Teams takes files in a chat with one person alone'));
        return paced(place, 'message', async () => {
          const waiting = consented.offer({ file, words, user: place.user });
          const id = await transport.send(place, consentMessage(file, words, waiting));
          return { ok: true, message: [place.conversation, id, FILE].join(SEPARATOR) };
        });
      }),
  };
}

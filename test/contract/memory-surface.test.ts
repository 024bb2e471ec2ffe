import {
  type MemorySurface,
  memorySurface,
  type ShownMessage,
} from '../../adapters/playground/memory-surface.ts';
import { MemberId, SchoolId } from '../../src/domain/ids.ts';
import type { Intent } from '../../src/view/intent.ts';
import { cardText, formText } from '../../src/view/plain-text.ts';
import type { Reply } from '../../src/view/reply.ts';
import { submitted } from '../support/submitted.ts';
import { offered } from '../support/world.ts';
import {
  type SeenMessage,
  type SeenReply,
  type SurfaceUnderTest,
  surfaceContract,
} from './surface-contract.ts';

const SCHOOL = SchoolId.parse('school');
const MEMBERS = {
  one: MemberId.parse('member-one'),
  two: MemberId.parse('member-two'),
  nobody: MemberId.parse('member-nobody'),
};

const toSeen = ({ id, card, preview }: ShownMessage): SeenMessage => ({
  id,
  text: cardText(card),
  preview,
  buttons: card.blocks.flatMap((block) => (block.is === 'buttons' ? block.buttons : [])),
});

function toReply(reply: Reply): SeenReply {
  switch (reply.is) {
    case 'card':
      return { is: 'card', text: cardText(reply.card) };
    case 'said':
      return { is: 'said', text: reply.text };
    case 'form':
    case 'form_again':
      return { is: 'form', form: reply.form, text: formText(reply.form), values: offered(reply.form) };
    default:
      return reply satisfies never;
  }
}

surfaceContract('the surface in memory', async (): Promise<SurfaceUnderTest> => {
  const surface: MemorySurface = memorySurface({
    knows: (to) => to.kind === 'channel' || to.member !== MEMBERS.nobody,
  });
  const saw: Intent[] = [];
  let answer: (intent: Intent) => Reply = () => ({ is: 'said', text: 'Nothing to say.', level: 'info' });
  const act = async (intent: Intent): Promise<SeenReply> => {
    saw.push(intent);
    return toReply(answer(intent));
  };
  return {
    outlet: surface,
    directory: surface.directory,
    seenFiles: async (to) =>
      surface
        .files(to, SCHOOL)
        .map(({ words, file }) => ({ text: words, preview: words, bytes: file.bytes })),
    picks: async (_by, file) => surface.give(file),
    school: SCHOOL,
    members: MEMBERS,
    seen: async (to) => surface.messages(to, SCHOOL).map(toSeen),
    tap: (_by, { key, tap, school }) => act({ do: 'tap', key, tap, ...(school ? { school } : {}) }),
    submit: (_by, form, values) => act(submitted(form, values)),
    say: (_by, words) => act({ do: 'say', words }),
    doorSaw: () => saw,
    setReply: (reply) => {
      answer = reply;
    },
    close: async () => {},
  };
});

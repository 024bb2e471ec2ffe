import { openChat } from '../../adapters/playground/chat.ts';
import type { PlayedPerson, PlayedSchool } from '../../adapters/playground/playground.ts';
import { MemberId, SchoolId } from '../../src/domain/ids.ts';
import type { Door } from '../../src/surface.ts';
import type { Intent } from '../../src/view/intent.ts';
import { cardText, formText } from '../../src/view/plain-text.ts';
import type { Reply } from '../../src/view/reply.ts';
import { QUIET_DOOR } from '../support/quiet-door.ts';
import { serveChat } from '../support/served-chat.ts';
import { submitted } from '../support/submitted.ts';
import { keptLog, movableClock, offered } from '../support/world.ts';
import { type SeenReply, type SurfaceUnderTest, surfaceContract } from './surface-contract.ts';

const SCHOOL = SchoolId.parse('01m7wd7tgme682wecez06zkgsr');
const MEMBERS = {
  one: MemberId.parse('member-one'),
  two: MemberId.parse('member-two'),
  nobody: MemberId.parse('member-nobody'),
};

const person = (name: 'one' | 'two', channels: PlayedPerson['channels']): PlayedPerson => ({
  user: `${SCHOOL}:${name}`,
  member: MEMBERS[name],
  name: `Person ${name}`,
  title: 'Teacher',
  group: 'Staff',
  part: 'staff',
  channels,
  knowsGate: false,
});
const PLAYED: PlayedSchool = {
  id: SCHOOL,
  pack: 'invented',
  name: 'An invented school',
  policy: 'A code',
  people: [person('one', ['leadership']), person('two', [])],
};

surfaceContract('the playground over HTTP', async (): Promise<SurfaceUnderTest> => {
  const clock = movableClock();
  const log = keptLog();
  const chat = openChat(':memory:', clock, async (to) =>
    to.kind === 'channel' ? true : to.member !== MEMBERS.nobody,
  );
  const saw: Intent[] = [];
  let answer: (intent: Intent) => Reply = () => ({ is: 'said', text: 'Nothing to say.', level: 'info' });
  const door: Door = {
    ...QUIET_DOOR,
    async receive(_who, intent) {
      saw.push(intent);
      return answer(intent);
    },
  };
  const page = await serveChat({ door, chat, now: clock.now, log, school: () => PLAYED });
  const userOf = (to: 'one' | 'two') => `${SCHOOL}:${to}`;

  /** What stands in the conversation afterwards, and not what the answer to the request held. */
  async function act(by: 'one' | 'two', intent: Intent): Promise<SeenReply> {
    const { reply, message } = await page.intent(userOf(by), intent);
    if (reply.is === 'form' || reply.is === 'form_again')
      return { is: 'form', form: reply.form, text: formText(reply.form), values: offered(reply.form) };
    const row = (await page.rows(userOf(by), 'accord')).find(({ id }) => id === message);
    if (!row) throw new Error('The answer does not stand in the conversation.');
    return row.card ? { is: 'card', text: cardText(row.card) } : { is: 'said', text: row.text ?? '' };
  }

  return {
    outlet: chat,
    directory: chat.directory,
    picks: (by, file) => page.upload(userOf(by), file),
    async seenFiles(to) {
      if (to.kind === 'channel') return [];
      const as = userOf(to.member === MEMBERS.two ? 'two' : 'one');
      const rows = (await page.rows(as, 'accord')).filter((row) => row.hasFile);
      return Promise.all(
        rows.map(async ({ id, text }) => ({
          text: text ?? '',
          preview: null,
          bytes: (await page.download(as, id)).bytes,
        })),
      );
    },
    school: SCHOOL,
    members: MEMBERS,
    async seen(to) {
      const rows =
        to.kind === 'channel'
          ? await page.rows(userOf('one'), 'leadership')
          : await page.rows(userOf(to.member === MEMBERS.two ? 'two' : 'one'), 'accord');
      return rows.flatMap(({ id, card, onlyYou }) =>
        card === null || onlyYou
          ? []
          : [
              {
                id: String(id),
                text: cardText(card),
                preview: null,
                buttons: card.blocks.flatMap((block) => (block.is === 'buttons' ? block.buttons : [])),
              },
            ],
      );
    },
    tap: (by, { key, tap, school }) => act(by, { do: 'tap', key, tap, ...(school ? { school } : {}) }),
    submit: (by, form, values) => act(by, submitted(form, values)),
    say: (by, words) => act(by, { do: 'say', words }),
    doorSaw: () => saw,
    setReply: (reply) => {
      answer = reply;
    },
    async close() {
      await page.close();
      chat.close();
      if (log.lines.length > 0) throw new Error(`The server logged trouble: ${log.lines.join('\n')}`);
    },
  };
});

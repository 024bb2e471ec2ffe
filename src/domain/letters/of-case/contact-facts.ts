import { titleOf } from '../../book.ts';
import type { Policy } from '../../policy/policy.ts';
import type { ContactChannel } from '../../policy/rules.ts';
import type { LetterFacts } from '../facts.ts';
import { gap } from '../gaps.ts';
import { aboutRestriction, type CaseSource } from './case-source.ts';
import { contactPoint } from './heading-facts.ts';

function channelSaid(channel: ContactChannel, { settings }: CaseSource): string {
  const { phone, email } = settings.letterhead;
  switch (channel) {
    case 'in_person':
      return 'a meeting in person, which we have arranged beforehand';
    case 'phone':
      return phone ? `a telephone call to ${phone}` : 'a telephone call to the school';
    case 'email':
      return `an email to ${email || gap('the email address to use')}`;
    case 'letter':
      return 'a letter to the school';
    case 'app':
      return "a message in the school's app";
    default:
      return channel satisfies never;
  }
}

/** What the school has promised about messages, as it stands in its policy. */
function answeredWithin(policy: Policy): string | null {
  const clock = policy.promises
    .filter((row) => row.from === 'message_received')
    .flatMap((row) => row.clocks)
    .at(0);
  if (!clock) return null;
  return `within ${'words' in clock.within ? clock.within.words : clock.within.read_as.words}`;
}

export function contactFacts(source: CaseSource): LetterFacts {
  const { it, policy, holders, member } = source;
  const id = aboutRestriction(source);
  const extent = it.restrictions.find((row) => row.id === id)?.extent;
  if (extent?.of !== 'contact') return {};
  const [named] = holders(extent.named);
  const title = titleOf(extent.named, policy);
  const times = extent.perWeek === 1 ? 'once' : `${extent.perWeek} times`;
  return {
    contact_pattern: {
      gap: 'the contacts you have counted: what they were, how many, and from when to when',
    },
    channels: extent.channels.map((channel) => channelSaid(channel, source)),
    contact_frequency: `up to ${times} in each week`,
    named_contact: contactPoint(source, named ? `${member(named)}, ${title}` : title),
    response_time:
      answeredWithin(policy) ?? gap('when they can expect an answer, such as within five school days'),
    not_answered: [gap('what you will not answer, such as further messages in the same week')],
  };
}

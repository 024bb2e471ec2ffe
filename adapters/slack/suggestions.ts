import { admitted } from './admit.ts';
import type { Option } from './block-kit.ts';
import { readMeta } from './coded.ts';
import { personOption } from './draw-field.ts';
import { LIMITS } from './limits.ts';
import { inTime, type SlackParts } from './parts.ts';
import type { Suggestion } from './payloads.ts';
import { cut, whole } from './text.ts';

const plain = (text: string) => ({
  type: 'plain_text' as const,
  text: cut(text, LIMITS.optionText),
  emoji: false,
});
const NEW = 'new:';
/** What stands before a new name where it is offered. */
const OFFER = 'Someone new: ';
const NOBODY = new Map<string, string>();

/** Those on the school's list, and the name as it was typed, cut to what Slack can carry and shown as it will be kept. */
async function people(parts: SlackParts, asked: Suggestion): Promise<readonly Option[]> {
  const who = admitted(parts, asked.user, asked.team?.id);
  if (!who) return [];
  const meta = readMeta(asked.view?.private_metadata ?? '');
  const typed = asked.value.trim();
  const found = await parts.door.findPeople(who, cut(typed, 80), meta?.school);
  const named = whole(typed.slice(0, LIMITS.optionText - OFFER.length));
  return [
    ...found.map(({ id, name, detail }) => ({
      value: id,
      text: plain(detail ? `${name} (${detail})` : name),
    })),
    ...(named.length > 1 ? [personOption(`${NEW}${named}`, undefined, NOBODY)] : []),
    { value: 'unknown', text: plain('Not known yet') },
  ];
}

async function userGroups(parts: SlackParts, asked: Suggestion): Promise<readonly Option[]> {
  if (!admitted(parts, asked.user, asked.team?.id)) return [];
  const found = await parts.directory.groups(asked.value);
  return found.slice(0, LIMITS.selectOptions).map(({ id, name }) => ({ value: id, text: plain(name) }));
}

/** What is offered while somebody types. Nothing where there is no answer in time: they can type on. */
export async function onSuggestion(
  parts: SlackParts,
  asked: Suggestion,
  ack: (answer: { options: Option[] }) => Promise<void>,
): Promise<void> {
  const [kind] = asked.action_id.split(':', 1);
  const offered = kind === 'person' ? people : kind === 'groups' ? userGroups : null;
  try {
    const found = offered ? await inTime(offered(parts, asked)) : null;
    await ack({ options: [...(found?.value ?? [])] });
  } catch (cause) {
    parts.log.error('Nothing could be offered while somebody typed in Slack.', cause);
    await ack({ options: [] });
  }
}

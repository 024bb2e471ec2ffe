import { CaseRef, IntentKey, type MemberId } from '../domain/ids.ts';
import type { Unit } from '../ports.ts';
import type { Who } from '../surface.ts';
import type { Card } from '../view/card.ts';
import { openCard } from '../view/cards/open-card.ts';
import { WORDS_TO_TYPE } from '../view/cards/words-to-type.ts';
import type { App } from './app.ts';
import type { AtSchool } from './school.ts';
import { spoken } from './spoken.ts';
import { type Asking, tapOf, whichSchool, whoIsIt } from './who-is-it.ts';

const KNOWN: ReadonlySet<string> = new Set([
  ...WORDS_TO_TYPE.map((row) => row.words.split(' ')[0] ?? ''),
  ...['show', 'incident', 'form'],
]);

const isRef = (word: string): boolean => CaseRef.safeParse(word.toUpperCase()).success;

/** Words of Accord's own and references: what is owed is kept unencrypted, so a name that was typed is left out. */
function plainWords(command: string, typed: string): string {
  const { first, after } = spoken(command, typed);
  const word = first.toLowerCase();
  if (word === '') return 'report';
  if (isRef(first)) return first;
  if (!KNOWN.has(word)) return 'help';
  return isRef(after) || KNOWN.has(after.toLowerCase()) ? `${word} ${after}` : word;
}

const plain = (app: App, intent: Asking): Asking =>
  intent.do === 'tap' ? intent : { ...intent, words: plainWords(app.command, intent.words) };

/** A button for what could not be shown in time, owed once for each key. Strangers are owed nothing. */
export async function later(app: App, who: Who, key: string, intent: Asking): Promise<void> {
  await app.store.write(async (unit) => {
    const found = await whoIsIt(unit, who, intent.school);
    if (found.is === 'stranger') return;
    const member = found.is === 'several' ? found.members[0] : found.member;
    if (!member) return;
    await unit.owed.owe(
      [
        {
          key: `open/${key}`,
          school: member.school,
          to: { kind: 'member', member: member.id },
          about: { show: 'open', intent: plain(app, intent) },
        },
      ],
      app.clock.now(),
    );
  });
}

/** Whoever works in several schools and named none is asked which, as they would have been at once. */
export async function openAgain(
  app: App,
  unit: Unit,
  at: AtSchool,
  reader: MemberId,
  intent: Asking,
): Promise<Card> {
  const own = at.members.find((row) => row.id === reader)?.identities ?? [];
  const found = await Promise.all(own.map((one) => unit.members.byIdentity(one.platform, one.user)));
  const active = found.flat().filter((row) => row.active);
  const schools = [...new Map(active.map((row) => [row.school, row])).values()];
  if (intent.school === undefined && schools.length > 1) return whichSchool(app, unit, schools, intent);
  return openCard(tapOf(intent), intent.do === 'tap' ? intent.key : IntentKey.parse(app.ids.next()));
}

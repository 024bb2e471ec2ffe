import { IntentKey, type SchoolId } from '../domain/ids.ts';
import type { Member, Unit } from '../ports.ts';
import type { Who } from '../surface.ts';
import type { Card } from '../view/card.ts';
import { whichSchoolCard } from '../view/cards/which-school-card.ts';
import type { Intent, Tap } from '../view/intent.ts';
import type { App } from './app.ts';

export type Found =
  | { readonly is: 'member'; readonly member: Member }
  | { readonly is: 'stranger' }
  /** Of several schools, with none chosen. */
  | { readonly is: 'several'; readonly members: readonly Member[] };

export async function whoIsIt(unit: Unit, who: Who, school: SchoolId | undefined): Promise<Found> {
  const known = (await unit.members.byIdentity(who.platform, who.user)).filter((row) => row.active);
  const here = school === undefined ? known : known.filter((row) => row.school === school);
  const [member, second] = here;
  if (!member) return { is: 'stranger' };
  return second ? { is: 'several', members: here } : { is: 'member', member };
}

/** Characters of words that a button may carry. */
const WORDS_IN_A_TAP = 200;

export type Asking = Extract<Intent, { do: 'say' | 'tap' }>;

/** What a button carries that asks for the same again. */
export const tapOf = (intent: Asking): Tap =>
  intent.do === 'tap' ? intent.tap : { tap: 'say', words: intent.words.slice(0, WORDS_IN_A_TAP) };

export async function whichSchool(
  app: App,
  unit: Unit,
  members: readonly Pick<Member, 'school'>[],
  intent: Asking,
): Promise<Card> {
  const schools = await Promise.all(
    members.map(async ({ school }) => ({
      id: school,
      name: (await unit.schools.byId(school))?.name ?? school,
    })),
  );
  return whichSchoolCard({
    schools: schools.toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    tap: tapOf(intent),
    key: () => (intent.do === 'tap' ? intent.key : IntentKey.parse(app.ids.next())),
  });
}

import { blankPerson } from '../../src/app/blank-person.ts';
import { type Drafter, letterDraftFor } from '../../src/app/letter.ts';
import type { LoadedCase } from '../../src/app/load-case.ts';
import { CaseEvent, type Recorded } from '../../src/domain/events/case-event.ts';
import { fold } from '../../src/domain/evolve/evolve.ts';
import { ParticularsRef, SchoolId } from '../../src/domain/ids.ts';
import type { LetterKind } from '../../src/domain/letters/kinds.ts';
import type { LetterDraft } from '../../src/domain/letters/of-case/draft-of-case.ts';
import { readSettings } from '../../src/domain/settings.ts';
import { addDays, type Day } from '../../src/domain/time.ts';
import { loadPack } from '../../src/packs/load.ts';
import type { LoadedPolicy, Member } from '../../src/ports.ts';
import { ref } from './commands.ts';
import type { Story } from './given.ts';

/** What people typed, by the fact and the field it stands in. Anything else is for the file and says so. */
const WORDS: Readonly<Record<string, string>> = {
  'report_received.place': 'at the main gate',
  'evidence_added.what': 'Invented teacher found https://social.example/p/1 at home',
  'their_side_received.text': 'I was worried about my child. I do not remember shouting.',
  'restriction_confirmed.reason': 'Three people told us the same thing.',
  'restriction_confirmed.answer': 'I understand the worry, and I accept what the three people say.',
  'restriction_confirmed.arrangements': 'Mrs Ito meets your child at the office door.',
  'restriction_varied.reason': 'Things have gone well since.',
  'restriction_extended.reason': 'There were two further reports in December.',
  'restriction_extended.considered': 'the two further reports\nyour comments',
  'restriction_lifted.reason': 'Nothing has been reported since.',
  'view_asked.summary': 'It is reported that the parent shouted at the gate.',
  'view_asked.proposal': 'Not to come on site for half a term.',
};
export const FOR_THE_FILE = 'for the file alone';

export const SCHOOL = 'Invented Primary School';
export const FILLED = {
  provider: 'community',
  letterhead: {
    address: 'Mill Lane, Anytown AN1 1AA',
    phone: '01632 960 100',
    email: 'office@invented.example',
  },
  letters: {
    contact: 'Ms Hall in the school office',
    sent_by: 'first-class post',
    handover: { where: 'the Mill Lane gate', morning: '8.50 am', afternoon: '3.15 pm' },
    drop_off_times: '8.40 to 9.00 am and 3.10 to 3.30 pm',
  },
};

const byHand: Readonly<Partial<Record<LetterKind, (today: Day) => unknown>>> = {
  contact_restriction: (today) => ({
    type: 'contact_restricted',
    restriction: 'by-hand',
    step: 'by_hand',
    extent: { of: 'contact', channels: ['email'], named: 'deputy', perWeek: 1 },
    start: today,
    end: addDays(today, 30),
    review: addDays(today, 20),
    reason: ref(),
    gates: [{ gate: 'by_hand', how: 'met', source: 'default', words: 'by hand' }],
  }),
};

/** The case's own letter of the kind; where it owes none, the letter and what it rests on are written in. */
function recordedWith(story: Story, kind: LetterKind): readonly Recorded[] {
  const meta = { at: story.facts.now, by: 'head' };
  const write = (event: unknown): Recorded => ({ event: CaseEvent.parse(event), ...meta });
  if (story.it.letters.some((row) => row.kind === kind && !row.dropped)) return story.recorded;
  const first = story.it.restrictions.length === 0 ? byHand[kind]?.(story.today) : undefined;
  const owed = {
    type: 'letter_owed',
    letter: 'letter-by-hand',
    kind,
    restriction: first ? 'by-hand' : (story.it.restrictions.at(-1)?.id ?? null),
    step: story.it.taken.at(-1)?.step ?? null,
    signers: ['head'],
    due: story.today,
  };
  return [...story.recorded, ...(first ? [write(first)] : []), write(owed)];
}

/** Each text by the fact and field it stands in, so that a test sees which ones a letter holds. */
function wordsOf(recorded: readonly Recorded[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, at: string): void => {
    const own = ParticularsRef.safeParse(value);
    if (own.success) found.set(own.data.id, WORDS[at] ?? `${at}, ${FOR_THE_FILE}`);
    else if (typeof value === 'object' && value !== null)
      for (const [key, child] of Object.entries(value)) walk(child, at.includes('.') ? at : `${at}.${key}`);
  };
  for (const { event } of recorded)
    for (const [key, child] of Object.entries(event)) walk(child, `${event.type}.${key}`);
  return found;
}

const loadedPacks = new Map<string, LoadedPolicy>();
export function loadedPack(id: string): LoadedPolicy {
  const known = loadedPacks.get(id);
  if (known) return known;
  const pack = loadPack(id);
  if (!pack.ok) throw new Error(pack.problems.map((row) => row.says).join('\n'));
  loadedPacks.set(id, pack);
  return pack;
}

export interface Circumstances {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly by?: string;
  /** Another letter than the one of the kind. */
  readonly letter?: string;
  readonly address?: string | null;
  /** Facts changed before the letter is drafted: a place nobody gave, a text since erased. */
  readonly change?: (event: CaseEvent) => CaseEvent;
  readonly erased?: (words: string) => boolean;
}

const OWN_ADDRESS = '4 High Street, Anytown, AN1 2BB';

/** What the bot drafts from for one reader, with the texts and the people behind ports of our own. */
export function deskFor(
  story: Story,
  kind: LetterKind,
  more: Circumstances = {},
): readonly [Drafter, LoadedCase, Readonly<Record<string, string>>] {
  const placed = (event: CaseEvent): CaseEvent =>
    event.type === 'report_received' ? { ...event, place: ref() } : event;
  const recorded = recordedWith(story, kind).map((row) => ({
    ...row,
    event: (more.change ?? placed)(row.event),
  }));
  const it = fold(recorded);
  if (!it) throw new Error('Nothing has been reported yet.');
  const letter = it.letters.findLast((row) => row.kind === kind);
  const words = wordsOf(recorded);
  const policy = loadedPack(story.policy.id);
  const settings = more.settings ?? FILLED;
  const school = SchoolId.parse('school');
  const members: Member[] = story.book.members.map((row) => ({
    ...row,
    school,
    name: `Invented ${row.id.replaceAll('_', ' ')}`,
    identities: [],
    email: null,
    via: null,
  }));
  const member = members.find((row) => row.id === (more.by ?? 'head'));
  if (!member) throw new Error('Nobody asks.');
  const cannot = async (): Promise<never> => {
    throw new Error('A draft writes nothing.');
  };
  const drafter: Drafter = {
    at: {
      school: {
        id: school,
        name: SCHOOL,
        trust: null,
        pack: policy.policy.id,
        adopted: policy.sha256,
        settings,
      },
      settings: readSettings(settings),
      current: policy,
      calendar: story.calendar,
      members,
      now: story.facts.now,
      today: story.today,
    },
    member,
    unit: {
      particulars: {
        keep: cannot,
        erase: cannot,
        read: async (_school, id) => {
          const text = words.get(id) ?? 'erased';
          if (text.endsWith(FOR_THE_FILE)) throw new Error(`A draft read a text that is not for it: ${text}`);
          return more.erased?.(text) ? 'erased' : text;
        },
      },
      people: {
        put: cannot,
        putAll: cannot,
        all: cannot,
        linked: cannot,
        search: cannot,
        byId: async (_school, id) => ({
          ...blankPerson(id, school, id === 'parent' ? 'Jo Bell' : 'Somebody Else'),
          detail: 'blue coat',
          address:
            more.address === undefined ? (id === 'parent' ? OWN_ADDRESS : '9 Other Road') : more.address,
        }),
      },
    },
  };
  const loaded = { it, recorded, policy, book: story.book, history: story.history };
  const asked = more.letter ?? letter?.id;
  return [drafter, loaded, asked === undefined ? {} : { letter: asked }];
}

export const drafted = async (
  story: Story,
  kind: LetterKind,
  more: Circumstances = {},
): Promise<LetterDraft | null> => letterDraftFor(...deskFor(story, kind, more));

export async function markdownOf(story: Story, kind: LetterKind, more: Circumstances = {}): Promise<string> {
  const draft = await drafted(story, kind, more);
  if (!draft?.ok) throw new Error(draft ? draft.says : 'No draft was made.');
  return draft.markdown;
}

import type { AgreementStanding } from '../../domain/agreements.ts';
import type { Case } from '../../domain/case.ts';
import { apartBy } from '../../domain/contacts/contact.ts';
import type { Earlier } from '../../domain/history.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Block, Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Scene } from '../drawing.ts';
import { needsWords } from '../needs-words.ts';
import type { PersonKept } from '../person-page.ts';
import { agreementWords } from './agreement-words.ts';
import {
  buttons,
  fact,
  facts,
  heading,
  type Item,
  list,
  MOST_BUTTONS,
  notice,
  opensForm,
  section,
  shows,
  smallPrint,
  text,
} from './blocks.ts';
import { earlierItems } from './case-facts.ts';
import { CAPACITY_WORDS, SENT_WORDS } from './case-words.ts';
import { letterTitle } from './letters-card.ts';
import { restrictionWords } from './restriction-words.ts';

/** What the reader may do on the page, and see beside it. */
export interface PersonPageMay {
  readonly change: boolean;
  readonly link: boolean;
  /** Record that they signed the code. */
  readonly record: boolean;
}

/** One matter that counts, with what came of it. */
export interface PersonMatter {
  readonly earlier: Earlier;
  readonly it: Pick<Case, 'ref' | 'restrictions' | 'requests' | 'letters'>;
}

/** Their matters, for those who decide. `decides`: those that this reader decides, and may open. */
export interface PersonMatters {
  /** Newest first. */
  readonly matters: readonly PersonMatter[];
  readonly decides: ReadonlySet<CaseId>;
}

function addressWords(it: PersonKept, scene: Scene): string {
  if (it.address === null) return 'Not known. A letter cannot go out without one.';
  return it.addressConfirmed
    ? `${it.address} (checked by ${scene.member(it.addressConfirmed.by)}, ${sayDay(it.addressConfirmed.on, scene.today)})`
    : `${it.address} (not checked yet)`;
}

const warnings = (it: PersonKept, { today }: Scene): readonly Block[] => [
  ...(it.leftOn ? [notice('info', `Left the school: ${sayDay(it.leftOn, today)}.`)] : []),
  ...(it.separateAddress
    ? [
        notice(
          'warning',
          'The parents live apart. Letters go to this address alone, and neither is told about the other.',
        ),
      ]
    : []),
  ...(it.courtOrderSeen
    ? [
        notice(
          'warning',
          "We have seen a court order. Look at it in the child's file before anything goes out.",
        ),
      ]
    : []),
];

const restrictionsOf = (matters: readonly PersonMatter[], { today }: Scene): readonly Item[] =>
  matters
    .flatMap(({ it }) => it.restrictions.map((row) => ({ it, row })))
    .toSorted((a, b) => (a.row.start > b.row.start ? -1 : 1))
    .map(({ it, row }) => ({ text: `${it.ref}: ${restrictionWords(row, it, today)}` }));

const lettersOf = (matters: readonly PersonMatter[], { today }: Scene): readonly Item[] =>
  matters
    .flatMap(({ it }) => it.letters.flatMap((row) => (row.sent ? [{ it, row, sent: row.sent }] : [])))
    .toSorted((a, b) => (a.sent.on > b.sent.on ? -1 : 1))
    .map(({ it, row, sent }) => ({
      text: `${it.ref}: ${letterTitle(row.kind)}, sent ${sayDay(sent.on, today)} ${SENT_WORDS[sent.how]}`,
    }));

function mattersOf(scene: Scene, { matters, decides }: PersonMatters): readonly Block[] {
  const history = matters.map((row) => row.earlier);
  const opened = history
    .filter((row) => decides.has(row.case))
    .toSorted((a, b) => Number(b.status === 'open') - Number(a.status === 'open'))
    .slice(0, MOST_BUTTONS);
  return [
    heading('Earlier matters'),
    history.length === 0
      ? text('Nothing counts against this person.')
      : list(earlierItems({ history, policy: scene.policy, today: scene.today })),
    ...section('Restrictions, now and before', restrictionsOf(matters, scene)),
    ...section('Letters that went', lettersOf(matters, scene)),
    smallPrint('Matters that were taken back or not upheld are not shown and do not count.'),
    ...buttons(opened.map((row) => shows(scene, row.case, row.ref))),
  ];
}

/**
 * One person's own page. `matters` is null for whoever does not decide: they are told neither of a matter nor that
 * there is none. What was taken back or not upheld is no part of a `History`.
 */
export function personCard(
  scene: Scene,
  it: PersonKept,
  standing: AgreementStanding,
  matters: PersonMatters | null,
  may: PersonPageMay,
): Card {
  const carries = { person: it.id };
  const needs = needsWords(it);
  return {
    title: 'About one person',
    tone: 'private',
    blocks: [
      facts([
        fact('Name', it.title === '' ? it.name : `${it.title} ${it.name}`),
        fact('To tell them apart', apartBy(it) || 'Nothing kept'),
        fact('They are', CAPACITY_WORDS[it.capacity]),
        fact('Address', addressWords(it, scene)),
        it.email === '' ? null : fact('Email', it.email),
        fact('Needs', needs ?? 'None that we know of'),
        fact('Our code', agreementWords(standing, scene.today)),
        may.link && it.member ? fact('Is, or is family of', scene.member(it.member)) : null,
      ]),
      ...warnings(it, scene),
      ...buttons([
        ...(may.change
          ? [
              opensForm(
                scene,
                'Change details',
                'person',
                null,
                carries,
                it.addressConfirmed ? 'plain' : 'main',
              ),
            ]
          : []),
        ...(may.record && (standing.is === 'signed' || standing.is === 'not_signed')
          ? [opensForm(scene, 'Signed our code', 'agreement', null, carries)]
          : []),
        ...(may.link ? [opensForm(scene, 'Is it a colleague?', 'link_member', null, carries)] : []),
      ]),
      ...(matters ? mattersOf(scene, matters) : []),
    ],
  };
}

import { titleOf } from '../../domain/book.ts';
import { inWords } from '../../domain/letters/print-day.ts';
import type { Step } from '../../domain/policy/step.ts';
import type { Block, Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { buttons, fact, facts, heading, list, notice, says, section, smallPrint, text } from './blocks.ts';
import { cited, sentence, small } from './cited.ts';
import { overdueReview, sayPolicyDate } from './policy-dates.ts';

const name = (scene: Scene): string => scene.policy.title ?? 'Code of conduct for parents';

/** Our code in short, for a question at the door. */
export function policyCard(scene: Scene): Card {
  const { policy, today } = scene;
  const { dates } = policy;
  const overdue = overdueReview(scene);
  const by = policy.decides.find((row) => row.steps.length === 0);
  return {
    title: name(scene),
    tone: 'plain',
    blocks: [
      ...(overdue ? [notice('warning', overdue)] : []),
      facts([
        fact('School', scene.school.name),
        fact('Approved', sayPolicyDate(dates.approved, today)),
        dates.amended.length > 0
          ? fact('Amended', inWords(dates.amended.map((row) => sayPolicyDate(row, today))))
          : null,
        fact('Next review', sayPolicyDate(dates.next_review, today)),
      ]),
      heading('Where it holds'),
      list([{ text: policy.scope.text, source: cited(policy.scope.source) }]),
      ...(by
        ? [
            heading('Who decides'),
            list([
              {
                text: inWords(
                  by.by.roles.map((role) => titleOf(role, policy)),
                  by.by.how === 'jointly' ? 'and' : 'or',
                ),
                source: cited(by.source),
              },
            ]),
          ]
        : []),
      ...section(
        'What the school promises in return',
        policy.duties.map((row) => ({ text: row.text, source: cited(row.source) })),
      ),
      ...section(
        'Asked of everybody',
        policy.expectations.map((row) => ({ text: row.text, source: cited(row.source) })),
      ),
      ...section(
        'Written in the policy and not followed by us',
        policy.not_applied.map((row) => ({
          text: `${sentence(row.says)} Not followed, because: ${sentence(row.why)} Instead: ${sentence(row.instead)}`,
          source: cited({ kind: 'policy', words: row.clause }),
        })),
      ),
      ...buttons([
        says(scene, 'What is not accepted', 'breaches'),
        says(scene, 'What the school may do', 'steps'),
        says(scene, 'A worry or complaint', 'routes'),
        says(scene, 'How to reach us', 'contact'),
      ]),
    ],
  };
}

/** What the code asks people not to do. How grave each is stays with those who decide. */
export const breachesCard = (scene: Scene): Card => ({
  title: 'What our code asks people not to do',
  tone: 'plain',
  blocks: [
    list(
      scene.policy.breaches.list.map((row) => ({
        text: `${row.label}${
          row.exceptions.length > 0
            ? `. Allowed: ${inWords(
                row.exceptions.map((one) => small(one.label)),
                'or',
              )}`
            : ''
        }`,
        source: cited({ kind: 'policy' as const, words: row.clause }),
      })),
    ),
    text(
      scene.policy.breaches.exhaustive
        ? 'Report anything else that worries you too: choose "something else, or not sure".'
        : 'The policy says that this list is not complete.',
    ),
    notice('info', 'Raising a worry or complaint is never against the code.'),
  ],
});

const STRENGTH: Readonly<Record<Step['strength'], string>> = {
  must: 'will be done',
  usually: 'usually',
  'if necessary': 'if necessary',
  'where possible': 'where possible',
  may: 'may be done',
};

export const stepsCard = (scene: Scene): Card => {
  const { policy } = scene;
  const gates = (step: Step): string => {
    const rows = policy.gates.filter((row) => row.before.includes(step.id));
    return rows.length > 0 ? ` Must happen first: ${inWords(rows.map((row) => small(row.label)))}.` : '';
  };
  const blocks: readonly Block[] = policy.tracks.flatMap((track) =>
    section(
      track.label,
      policy.steps
        .filter((row) => row.track === track.id)
        .map((row) => ({
          text: `${row.label} (${STRENGTH[row.strength]}).${gates(row)}`,
          source: cited(row.source),
        })),
    ),
  );
  return {
    title: 'What the school may do',
    tone: 'plain',
    blocks: [
      ...blocks,
      notice(
        'info',
        'The person hears what was reported and can give their side. Nothing is confirmed by itself.',
      ),
    ],
  };
};

export const routesCard = (scene: Scene): Card => {
  const { concern_route: route } = scene.policy;
  return {
    title: 'Where to take a worry or complaint',
    tone: 'plain',
    blocks: [
      text(route.ordered ? 'In this order:' : 'To any of these, in no fixed order:'),
      list(route.steps.map((row, index) => ({ text: route.ordered ? `${index + 1}. ${row.who}` : row.who }))),
      ...(route.note ? [text(sentence(route.note))] : []),
      smallPrint(cited(route.source).words),
      notice('info', 'A complaint is welcome, is looked into fairly and is never held against anybody.'),
    ],
  };
};

export function contactCard(scene: Scene): Card {
  const { contact_table: table, promises } = scene.policy;
  const clocks = promises.flatMap((row) =>
    row.clocks.map((clock) => ({
      text: `${row.label}: ${clock.label}${clock.target ? ' (what we aim for)' : ''}`,
      source: cited(row.source),
    })),
  );
  return {
    title: 'How parents can reach us',
    tone: 'plain',
    blocks: [
      ...(table
        ? [
            facts(table.rows.map((row) => fact(row.want, row.use.join(', ')))),
            smallPrint(cited(table.source).words),
          ]
        : [text('Our policy has no list of ways to reach us. The school office can tell you.')]),
      ...section('When we answer', clocks),
    ],
  };
}

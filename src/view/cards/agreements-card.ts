import type { Policy } from '../../domain/policy/policy.ts';
import type { Day } from '../../domain/time.ts';
import type { Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Scene } from '../drawing.ts';
import { LIST_WORDS } from '../forms/import-list.ts';
import { agreementWords, HOLDS_ANYWAY } from './agreement-words.ts';
import { buttons, fact, facts, opensForm, says, smallPrint, text } from './blocks.ts';

/** Parents and carers on the list who have not left. */
export interface Coverage {
  readonly onList: number;
  readonly thisVersion: number;
  readonly olderVersion: number;
  /** Since when the school has followed the version of now. */
  readonly since: Day;
}

export const AGREEMENT_FORM_WORDS = 'agreements form';

const number = (n: number): string => n.toLocaleString('en-GB');

/** How many have signed, and never who has not. */
export function agreementsCard(scene: Scene, policy: Policy, coverage: Coverage, mayRecord: boolean): Card {
  const { how } = policy.agreement;
  const title = 'Who has signed our code';
  if (how !== 'signed')
    return { title, tone: 'plain', blocks: [text(agreementWords({ is: how }, scene.today))] };
  const { onList, thisVersion, olderVersion, since } = coverage;
  const records = mayRecord && onList > 0;
  return {
    title,
    tone: 'plain',
    blocks: [
      text(
        onList === 0
          ? 'Nobody is on our list of parents and carers yet. Type "people" to import it.'
          : `${number(thisVersion)} of ${number(onList)} parents and carers on our list have signed the version we have followed since ${sayDay(since, scene.today)}.`,
      ),
      ...(onList === 0
        ? []
        : [
            facts([
              fact('This version', number(thisVersion)),
              fact('An older version', number(olderVersion)),
              fact('Nothing recorded', number(onList - thisVersion - olderVersion)),
            ]),
            text('To record one signature type "person" and the name, then choose "Signed our code".'),
          ]),
      smallPrint(HOLDS_ANYWAY),
      ...buttons([
        ...(records
          ? [opensForm(scene, 'Record from a file', 'import_list', null, { list: 'signatures' }, 'main')]
          : []),
        says(scene, 'Send me the form to print', AGREEMENT_FORM_WORDS),
      ]),
      ...(records
        ? [
            smallPrint(
              `Or send the CSV file to Accord in a message of your own, with the word "${LIST_WORDS.signatures}". Nothing changes before you have seen what would.`,
            ),
          ]
        : []),
    ],
  };
}

import type { MemberId, StepId } from '../../domain/ids.ts';
import { FORMAL_KINDS, type StepKind } from '../../domain/policy/step.ts';
import type { Option as StepOption } from '../../domain/recommend.ts';
import { deciders, mayDecide } from '../../domain/standing.ts';
import type { Block } from '../card.ts';
import type { Drawing } from '../drawing.ts';
import type { Carries, FormKind } from '../form-kind.ts';
import type { TypedText } from '../typed.ts';
import { memberOptions, type Option } from './choices.ts';
import { toDecide } from './decide-command.ts';
import { equalityFields, readEquality } from './decide-equality.ts';
import { isOpenNow, needsOf } from './decide-needs.ts';
import { choiceField, longField, manyField } from './fields.ts';
import { sourceWords } from './labels.ts';
import { type Reader, reader } from './read-values.ts';

/** What is carried in one value between two pages, at most. Characters. */
const CARRIED = 200;

const ORDER: readonly StepOption['standing'][] = ['next', 'then', 'allowed'];

/** Recommended first, otherwise in the policy's order. */
const inOrder = (d: Drawing): readonly StepOption[] =>
  [...d.options].sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing));

/** Some steps are for somebody else: the staff on the spot, or whoever was not involved. */
const isTheirs = (row: StepOption, d: Drawing): boolean =>
  mayDecide(row.step.id, row.step.kind, d.it, d.policy, d.book, d.today).some(
    (one) => one.member === d.reader,
  );

function hintOf(row: StepOption, d: Drawing): string {
  const waits = waitsFor(row);
  const source = sourceWords(row.why ?? row.step.source);
  const standing =
    row.standing === 'next'
      ? `Recommended: ${source}`
      : row.standing === 'then'
        ? `After the first steps: ${source}`
        : source;
  const order = row.offOrder === 'no' ? '' : '. Earlier than our policy has it';
  const other = isTheirs(row, d) ? '' : '. For somebody else to decide';
  return `${standing}${other}${order}${waits.length > 0 ? `. Must happen first: ${waits.join('; ')}` : ''}`;
}

export const stepOptions = (d: Drawing): readonly Option<StepId>[] =>
  inOrder(d).map((row) => ({ value: row.step.id, label: row.step.label, hint: hintOf(row, d) }));

const preselected = (d: Drawing): readonly StepOption[] =>
  d.options.filter((row) => row.standing === 'next' && isOpenNow(row, d) && isTheirs(row, d));

/** Asked once more before they count; surfaces ask on the button, the form says so beforehand. */
const GRAVE: Partial<Readonly<Record<StepKind, string>>> = {
  restrict_site: 'You are about to keep somebody away from the school. They must be told why, and heard.',
  refer_police:
    'You are about to pass this to the police. Nothing is sent by itself: somebody has to make the call.',
  refer_legal:
    'You are about to ask for legal advice. Nothing is sent by itself: somebody has to send the papers.',
};

export const graveNotices = (rows: readonly StepOption[]): readonly Block[] =>
  [...new Set(rows.flatMap((row) => GRAVE[row.step.kind] ?? []))].map((text) => ({
    is: 'notice',
    level: 'danger',
    text: `${text} Look it over once more before you send it.`,
  }));

const waitsFor = (row: StepOption): readonly string[] =>
  row.gates.filter((gate) => gate.state === 'unmet').map((gate) => gate.label);

/** In full, because a surface may cut the hint of an option short. */
function recommendedBlocks(d: Drawing): readonly Block[] {
  const rows = inOrder(d).filter((row) => row.standing !== 'allowed');
  if (rows.length === 0) return [];
  return [
    { is: 'heading', text: 'Recommended' },
    {
      is: 'list',
      items: rows.map((row) => ({
        text: [
          row.step.label,
          ...(waitsFor(row).length > 0 ? [`Must happen first: ${waitsFor(row).join('; ')}`] : []),
        ].join('. '),
        source: row.why ?? row.step.source,
        mark: isOpenNow(row, d) ? 'todo' : 'warning',
      })),
    },
  ];
}

/** Colleagues who could have decided this themselves, for a decision told by phone. */
const byPhone = (d: Drawing): readonly Option<MemberId>[] => {
  const may = new Set(deciders(d.it, d.policy, d.book, d.today).map((row) => row.member));
  return memberOptions(d, (id) => id !== d.reader && may.has(id));
};

export interface FirstPage {
  readonly steps: readonly StepId[] | undefined;
  readonly reason: TypedText | undefined;
  readonly decidedBy: MemberId | null | undefined;
}

export const readFirstPage = (r: Reader, d: Drawing): FirstPage => ({
  steps: r.manyOf(
    'steps',
    stepOptions(d),
    'Choose at least one step. If nothing needs doing, say so by choosing that.',
  ),
  reason: r.text(
    'reason',
    'reason',
    'Write in a sentence why you decide this. The letter and the record rest on it.',
  ),
  decidedBy: r.maybeOneOf('phone', byPhone(d)),
});

const carried = (carries: Carries, steps: readonly StepId[]): Carries => {
  const list = steps.join(',');
  return { ...carries, draft: 'decide', ...(list.length <= CARRIED ? { steps: list } : {}) };
};

export const decide: FormKind = {
  name: 'decide',
  draw: (d, _carries, values) => {
    const first = preselected(d);
    const phone = byPhone(d);
    return {
      title: 'Decide what happens',
      intro: [...graveNotices(first), ...recommendedBlocks(d)],

      fields: [
        manyField(values, {
          name: 'steps',
          label: 'What will be done?',
          hint: 'What is recommended is chosen already. Choose one step or several.',
          options: stepOptions(d),
          values: first.map((row) => row.step.id),
        }),
        longField(values, {
          name: 'reason',
          label: 'Why?',
          hint: 'One sentence may be enough. The person may be entitled to read it.',
        }),
        ...(first.some((row) => FORMAL_KINDS.has(row.step.kind)) ? equalityFields(values, false) : []),
        ...(phone.length > 0
          ? [
              choiceField(values, {
                name: 'phone',
                label: 'Are you writing down what somebody else decided by phone?',
                hint: 'Leave it empty if you decide yourself.',
                options: phone,
                required: false,
              }),
            ]
          : []),
      ],
      submit: 'Decide',
    };
  },
  read: (values, d, carries) => {
    const r = reader(values);
    const first = readFirstPage(r, d);
    const equality = readEquality(r, values, null);
    if (first.steps && first.decidedBy !== undefined) {
      const needs = needsOf(
        { steps: first.steps, decidedBy: first.decidedBy, equalityAnswered: equality != null },
        d,
      );
      if (needs.refused) r.fail(needs.refused.code === 'not_open' ? 'form' : 'steps', needs.refused.words);
      if (needs.details.size > 0)
        return r.asks(first, ({ steps }) => ({
          next: 'decide_details' as const,
          carries: carried(carries, steps),
        }));
    }
    return r.asks({ ...first, equality }, ({ steps, reason, decidedBy, equality }) => [
      toDecide({ steps, reason, decidedBy, equality }),
    ]);
  },
};

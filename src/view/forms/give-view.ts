import { titleOf } from '../../domain/book.ts';
import type { Consultation } from '../../domain/case.ts';
import type { CommandOf } from '../../domain/command.ts';
import type { MemberId } from '../../domain/ids.ts';
import { askable } from '../../domain/standing.ts';
import type { Block } from '../card.ts';
import { cited } from '../cards/cited.ts';
import type { Drawing } from '../drawing.ts';
import type { Carries, FormKind } from '../form-kind.ts';
import { carriedId, memberOptions, type Option, optionsOf, type Which } from './choices.ts';
import { choiceField, longField, rowOf, whichField } from './fields.ts';
import { isBlank, reader, typedText } from './read-values.ts';

type View = CommandOf<'give_view'>['view'];

const CONSULTED: readonly Option<View>[] = optionsOf({
  support: 'I support this',
  concern: 'I have reservations',
  talk: "I'd like to talk",
});
const APPROVING: readonly Option<View>[] = optionsOf({
  approve: 'I approve this',
  refuse: 'I do not approve this',
});

const stepLabel = (row: Consultation, d: Drawing): string =>
  d.policy.steps.find((step) => step.id === row.step)?.label ?? 'A step of our policy';

/** After "I'd like to talk", what came of the talk is still to be said. */
const waiting = (d: Drawing): Which<Consultation> => ({
  name: 'consultation',
  label: 'Which question is it about?',
  rows: d.it.consultations.filter((row) => row.given === null || row.given.view === 'talk'),
  says: (row) => `${stepLabel(row, d)}: ${titleOf(row.role, d.policy)}`,
  needed: 'Choose which question the view answers.',
  none: 'No view is waited for on this case.',
});

/** Whoever asked writes a view down that was given by phone; whoever was asked gives their own. */
const byPhone = (d: Drawing, carries: Carries): boolean =>
  d.places.has('decider') && (carriedId({ name: 'phone' }, carries) === 'yes' || !d.places.has('consulted'));

/** Those who may give it: holders of the role who are free to. */
const mayGive = (row: Consultation | undefined, d: Drawing): readonly Option<MemberId>[] => {
  const roles = row ? [row.role] : waiting(d).rows.map((one) => one.role);
  const free = new Set(roles.flatMap((role) => askable(role, d.it, d.policy, d.book).map((one) => one.id)));
  return memberOptions(d, (id) => free.has(id) && id !== d.reader);
};

const answers = (row: Consultation | undefined): readonly Option<View>[] =>
  row === undefined ? [...CONSULTED, ...APPROVING] : row.kind === 'approve' ? APPROVING : CONSULTED;

function intro(row: Consultation | undefined, d: Drawing): readonly Block[] {
  const approving = row ? row.kind === 'approve' : waiting(d).rows.some((one) => one.kind === 'approve');
  const first: Block = approving
    ? {
        is: 'notice',
        level: 'warning',
        text: 'Our policy asks for your approval: without it, this is not done.',
      }
    : {
        is: 'notice',
        level: 'info',
        text: 'You are not being asked to approve. Your view is asked for and kept; the decision stays with the school.',
      };
  if (!row) return [first];
  const gate = d.policy.gates.find((one) => one.id === row.gate);
  return [
    first,
    {
      is: 'notice',
      level: 'info',
      text: 'Whoever gives a view here cannot hear an appeal about it later.',
    },
    { is: 'facts', rows: [{ label: 'About', value: stepLabel(row, d) }] },
    { is: 'quote', text: d.text(row.summary), by: 'What happened' },
    { is: 'quote', text: d.text(row.proposal), by: 'What is proposed' },
    ...(gate
      ? [{ is: 'list' as const, items: [{ text: 'Why you are asked', source: cited(gate.source) }] }]
      : []),
  ];
}

export const giveView: FormKind = {
  name: 'give_view',
  draw: (d, carries, values) => {
    const row = rowOf(values, waiting(d), carries);
    return {
      title: row?.kind === 'approve' ? 'Your approval' : 'Your view',
      intro: intro(row, d),
      fields: [
        ...whichField(values, waiting(d), carries),
        ...(byPhone(d, carries)
          ? [
              choiceField(values, {
                name: 'view_of',
                label: 'Whose view are you writing down?',
                options: mayGive(row, d),
              }),
            ]
          : []),
        choiceField(values, {
          name: 'view',
          label: byPhone(d, carries) ? 'What did they say?' : 'What do you say?',
          options: answers(row),
          value: answers(row).find((one) => one.value === carriedId({ name: 'view' }, carries))?.value,
        }),
        longField(values, {
          name: 'comment',
          label: 'In a sentence or two',
          hint: 'Needed unless the answer is a plain yes.',
          required: false,
        }),
      ],
      submit: 'Send',
    };
  },
  read: (values, d, carries) => {
    const r = reader(values);
    const row = r.row(waiting(d), carries);
    const view = r.oneOf('view', answers(row), 'Choose one of the answers.');
    if (view && view !== 'support' && view !== 'approve' && isBlank(typedText(values, 'comment') ?? ''))
      r.fail('comment', 'Say in a sentence what troubles you, or what you would like to talk about.');
    const parts = {
      row,
      view,
      comment: r.maybeText('comment', 'view'),
      viewOf: byPhone(d, carries) ? r.oneOf('view_of', mayGive(row, d), 'Say whose view it is.') : null,
    };
    return r.asks(parts, ({ row, view, comment, viewOf }) => [
      {
        do: 'give_view' as const,
        consultation: row.id,
        view,
        comment,
        phone: viewOf === null ? null : { viewOf },
      },
    ]);
  },
};

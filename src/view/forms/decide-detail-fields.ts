import { holdsRole } from '../../domain/book.ts';
import { nextSchoolDay } from '../../domain/calendar.ts';
import { lengthEnd } from '../../domain/decide/restriction-dates.ts';
import { addDuration } from '../../domain/due.ts';
import type { GateState } from '../../domain/gate-state.ts';
import type { GateId, MemberId, StepId } from '../../domain/ids.ts';
import type { Day } from '../../domain/time.ts';
import type { Drawing } from '../drawing.ts';
import type { Field } from '../form.ts';
import type { Values } from '../form-kind.ts';
import { memberOptions, type Option, optionsOf } from './choices.ts';
import { equalityFields } from './decide-equality.ts';
import { type Detail, type Needs, panelFor } from './decide-needs.ts';
import { contactFields, siteFields } from './extent-fields.ts';
import { choiceField, dayField, longField, manyField } from './fields.ts';
import { sourceWords } from './labels.ts';
import { chosenValues } from './read-values.ts';

export const MODES = optionsOf({
  intention: 'No: tell them what we intend, and hear them first',
  provisional: 'Yes: from now, while we hear their side',
});
type Mode = (typeof MODES)[number]['value'];

/** Nobody is kept away before being heard unless somebody is in danger. */
const suggestedMode = (d: Drawing): Mode =>
  d.it.flags.includes('immediate_risk') || d.it.flags.includes('weapon') ? 'provisional' : 'intention';

/** A notice starts after their time to answer; while they are heard, it starts today. */
export const suggestedStart = (mode: string, d: Drawing): Day =>
  mode === 'provisional'
    ? d.today
    : nextSchoolDay(d.calendar, addDuration(d.calendar, d.today, d.policy.restriction.their_side.within));

export const gateOptions = (
  rows: readonly GateState[],
  words: (row: GateState) => string,
): readonly Option<GateId>[] =>
  rows.map((row) => ({ value: row.gate, label: words(row), hint: sourceWords(row.source) }));

/** Members of the panel; every colleague where the school has named none, so that the question can be answered. */
export const panelOptions = (steps: readonly StepId[], d: Drawing): readonly Option<MemberId>[] => {
  const roles = steps.flatMap((step) => panelFor(step, d)?.members ?? []);
  const sitting = memberOptions(d, (id) => {
    const member = d.book.members.find((row) => row.id === id);
    return member !== undefined && roles.some((role) => holdsRole(member, role, d.policy));
  });
  return sitting.length > 0 ? sitting : memberOptions(d);
};

/** What the form suggests as the last day: the usual length from the day on which it would begin. */
export const suggestedEnd = (mode: string, d: Drawing): Day =>
  lengthEnd(suggestedStart(mode, d), d.policy.restriction.length.usual, d);

function restrictionFields(values: Values, d: Drawing): readonly Field[] {
  const rules = d.policy.restriction;
  return [
    choiceField(values, {
      name: 'mode',
      label: 'Is it too dangerous to wait until they have been heard?',
      options: MODES,
      value: suggestedMode(d),
    }),
    ...siteFields(values, d),
    dayField(values, {
      name: 'start',
      label: 'First day',
      hint: `Leave it empty: it then begins today, or, after a notice, when their ${rules.their_side.within.words} to answer are over.`,
      earliest: d.today,
      required: false,
    }),
    dayField(values, {
      name: 'end',
      label: 'Last day',
      hint: `Usually ${rules.length.usual.words}, at most ${rules.length.cap.words}. Until they have been heard it ends at the latest on the day by which you must decide.`,
      value: suggestedEnd(chosenValues(values, 'mode')?.[0] ?? suggestedMode(d), d),
      earliest: d.today,
    }),
    longField(values, {
      name: 'threshold',
      label: 'Who was at risk or felt threatened, and why?',
      hint: 'It is enough that somebody felt threatened. Say what was said or done.',
    }),
  ];
}

export function detailFields(detail: Detail, values: Values, needs: Needs, d: Drawing): readonly Field[] {
  switch (detail) {
    case 'restriction':
      return restrictionFields(values, d);
    case 'site_risk':
      return [
        longField(values, {
          name: 'site_risk',
          label: 'It did not happen on site: why are they a risk there?',
          hint: 'Say what makes you expect harm on the school site itself.',
        }),
      ];
    case 'contact':
      return [
        ...contactFields(values, d),
        dayField(values, {
          name: 'contact_start',
          label: 'First day of the limit',
          value: d.today,
          earliest: d.today,
        }),
        dayField(values, {
          name: 'contact_end',
          label: 'Last day of the limit',
          hint: `Usually ${d.policy.contact.length.usual.words}, and never over six months at once.`,
          value: lengthEnd(d.today, d.policy.contact.length.usual, d),
          earliest: d.today,
        }),
      ];
    case 'risk':
      return [
        longField(values, {
          name: 'risk',
          label: 'What is the danger that cannot wait?',
          hint: 'Needed when somebody is kept away before they have been heard.',
          required: needs.chosen.some((row) => row.step.kind === 'turn_away'),
        }),
      ];
    case 'confirmed':
      if (needs.confirm.length === 0) return [];
      return [
        manyField(values, {
          name: 'confirmed',
          label: 'Has this happened?',
          options: gateOptions(needs.confirm, (row) => row.mend),
          required: false,
        }),
      ];
    case 'waived':
      if (needs.waive.length === 0) return [];
      return [
        manyField(values, {
          name: 'waived',
          label: 'Go ahead although this has not happened?',
          hint: 'It must happen first. Tick it only if it cannot wait; your reason is kept.',
          options: gateOptions(needs.waive, (row) => row.label),
          required: false,
        }),
      ];
    case 'equality':
      return equalityFields(values, true);
    case 'departure_reason':
      return [
        longField(values, {
          name: 'departure_reason',
          label: 'Why do you go another way here?',
          hint:
            needs.different ??
            'Say what makes this case need something else. Your reason stays on the record.',
        }),
      ];
    case 'second_person':
      return [
        choiceField(values, {
          name: 'second_person',
          label: 'Who is with you as the second person?',
          options: memberOptions(d, (id) => id !== d.reader),
        }),
      ];
    case 'present':
      return [
        manyField(values, {
          name: 'present',
          label: 'Who took part in the decision?',
          options: panelOptions(
            needs.chosen.map((row) => row.step.id),
            d,
          ),
        }),
      ];
    default:
      return detail satisfies never;
  }
}

import { UNLISTED } from '../../domain/events/reporting.ts';
import { BreachId, type MemberId } from '../../domain/ids.ts';
import type { WHERE } from '../../domain/policy/condition.ts';
import { schoolTime } from '../../domain/time.ts';
import type { Block } from '../card.ts';
import type { Scene } from '../drawing.ts';
import type { ReportAsked, ReportFormKind } from '../form-kind.ts';
import { maybePerson, PERSON_HINT } from './asked-person.ts';
import { memberOptions, type Option, optionsOf } from './choices.ts';
import { choiceField, longField, manyField, momentField, personField } from './fields.ts';
import { HARM_LABELS, PLACE_LABELS, UNLISTED_LABELS } from './labels.ts';
import { reader } from './read-values.ts';

const INTRO: readonly Block[] = [
  {
    is: 'notice',
    level: 'danger',
    text: 'Is everyone safe? Need someone now? If anybody is in danger, call 999 first. If you are worried about a child, go to the safeguarding lead now. Report it here afterwards.',
  },
];

/** How severe it is stays the decider's matter: reporters see plain labels, in the policy's order. */
export const breachOptions = (scene: Pick<Scene, 'policy'>): readonly Option<BreachId>[] => [
  ...scene.policy.breaches.list
    .filter((row) => row.over_any_report === undefined)
    .map((row) => ({ value: row.id, label: row.label })),
  ...UNLISTED.map((id) => ({ value: BreachId.parse(id), label: UNLISTED_LABELS[id] })),
];

const HAPPENED: Readonly<Record<keyof typeof PLACE_LABELS, (typeof WHERE)[number]>> = {
  on_site: 'premises',
  online: 'online',
  by_message: 'anywhere',
  off_site: 'anywhere',
};

const two = (n: number): string => String(n).padStart(2, '0');
const clockTime = (scene: Scene): string => {
  const { day, hour, minute } = schoolTime(scene.now, scene.calendar.zone);
  return `${day}T${two(hour)}:${two(minute)}`;
};

const colleagues = (scene: Scene): readonly Option<MemberId>[] =>
  memberOptions(scene, (id) => id !== scene.reader);

export const report: ReportFormKind = {
  name: 'report',
  draw: (scene, _carries, values) => ({
    title: 'Report an incident',
    intro: INTRO,
    fields: [
      personField(values, {
        name: 'who',
        label: 'Who was it?',
        hint: `${PERSON_HINT} Leave it empty if you do not know.`,
        required: false,
      }),
      manyField(values, {
        name: 'breaches',
        label: 'What do you want to report?',
        hint: 'Choose all that fit.',
        options: breachOptions(scene),
      }),
      momentField(values, { name: 'when', label: 'When did it happen?', latest: clockTime(scene) }),
      choiceField(values, {
        name: 'where',
        label: 'Where did it happen?',
        options: optionsOf(PLACE_LABELS),
        required: false,
      }),
      longField(values, {
        name: 'narrative',
        label: 'What happened?',
        hint: 'Write what you saw and heard. The parent may be entitled to see it.',
      }),
      choiceField(values, {
        name: 'harm',
        label: 'Is anyone hurt, or a child at risk?',
        options: optionsOf(HARM_LABELS),
        required: false,
      }),
      choiceField(values, {
        name: 'on_behalf',
        label: 'Are you reporting this for a colleague?',
        hint: 'Leave it empty if you saw it yourself.',
        options: colleagues(scene),
        required: false,
      }),
    ],
    submit: 'Send report',
  }),
  read: (values, scene) => {
    const r = reader(values);
    const parts = {
      who: maybePerson(r, values, 'who'),
      breaches: r.manyOf(
        'breaches',
        breachOptions(scene),
        'Choose what you want to report. If nothing fits, choose "Something else, or not sure".',
      ),
      when: r.moment(
        'when',
        { zone: scene.calendar.zone, now: scene.now },
        'Say when it happened. If you are not sure, give the nearest time you can.',
      ),
      where: r.maybeOneOf('where', optionsOf(PLACE_LABELS)),
      narrative: r.text('narrative', 'narrative', 'Write in a sentence or two what happened.'),
      harm: r.maybeOneOf('harm', optionsOf(HARM_LABELS)),
      // Colleagues' names are opened only where one is named.
      onBehalf: values.on_behalf ? r.maybeOneOf('on_behalf', colleagues(scene)) : null,
    };
    return r.asks(
      parts,
      ({ who, breaches, when, where, narrative, harm, onBehalf }): ReportAsked => ({
        person: typeof who === 'string' ? who : null,
        newPerson: who !== null && typeof who === 'object' ? who.new : null,
        capacity: 'parent',
        onBehalfOf: onBehalf,
        breaches,
        occurredAt: when,
        happened: where === null ? 'anywhere' : HAPPENED[where],
        // On site and online are said by `happened` already.
        place:
          where === 'by_message' || where === 'off_site'
            ? { typed: PLACE_LABELS[where], kind: 'note' }
            : null,
        narrative,
        harm: harm ?? 'nobody',
      }),
    );
  },
};

import { CaseId, MemberId, PersonId } from '../../src/domain/ids.ts';
import { toDay } from '../../src/domain/time.ts';
import type { Card } from '../../src/view/card.ts';
import { caseCard } from '../../src/view/cards/decider-card.ts';
import { gateCard } from '../../src/view/cards/gate-card.ts';
import { homeCard } from '../../src/view/cards/home-card.ts';
import { lettersCard } from '../../src/view/cards/letters-card.ts';
import { statusCard } from '../../src/view/cards/status-card.ts';
import { timelineCard } from '../../src/view/cards/timeline-card.ts';
import { viewAskedCard } from '../../src/view/cards/view-asked-card.ts';
import { weeklyChannel, weeklyMine } from '../../src/view/cards/weekly-card.ts';
import { welcomeCard } from '../../src/view/cards/welcome-card.ts';
import type { Drawing } from '../../src/view/drawing.ts';
import type { Form, FormName } from '../../src/view/form.ts';
import type { Carries, Drawn, Values } from '../../src/view/form-kind.ts';
import { FORM_KINDS } from '../../src/view/forms/forms.ts';
import { type CaseForm, isCaseForm, SCHOOL_FORMS } from '../../src/view/intent.ts';
import {
  ask,
  classified,
  close,
  decide,
  dslTold,
  gathered,
  hold,
  people,
  sign,
  spoken,
  view,
} from './commands.ts';
import { DETAIL, drawingOf, dueRowsOf, NAME } from './drawings.ts';
import { given, type Story } from './given.ts';
import { schoolForms } from './school-forms.ts';

const assault = () =>
  given('all-saints-mat').reported({ breaches: ['physical_aggression'], harm: 'someone_hurt' });
const asked = () => assault().by('head').when(gathered(), spoken(), ask('ban'));
const banned = () =>
  asked()
    .by('chair')
    .when(view('support'))
    .by('head')
    .when(people({ affected: ['second_teacher'] }), decide('ban'));

const consultationIn = (story: Story) => {
  const row = story.it.consultations.at(-1);
  if (!row) throw new Error('Nobody has been asked.');
  return row.id;
};

/** The cards that people meet most, in the order of a case. */
export function mainCards(): Readonly<Record<string, Card>> {
  const fresh = assault();
  const inView = asked();
  const done = banned();
  const signed = banned().by('head').when(sign());
  const { it } = fresh;
  const line = { case: it.id, ref: it.ref, status: it.status, occurredOn: it.occurredOn, person: NAME };
  const scene = drawingOf(fresh, 'head');
  return {
    decider: caseCard(scene),
    decided: caseCard(drawingOf(done, 'head')),
    view: viewAskedCard(drawingOf(inView, 'chair'), consultationIn(inView), true),
    status: statusCard(drawingOf(fresh, 'teacher')),
    letters: lettersCard(drawingOf(signed, 'office')),
    timeline: timelineCard(drawingOf(done, 'head')),
    gate: gateCard({ ...scene, today: toDay('2026-11-03') }, [
      {
        person: PersonId.parse('zebedee'),
        name: NAME,
        detail: DETAIL,
        ref: it.ref,
        status: 'confirmed',
        extent: { of: 'site', places: ['whole_site'] },
        start: toDay('2026-11-02'),
        end: toDay('2026-11-20'),
        capacity: 'parent',
      },
    ]),
    weekly: weeklyMine(scene, { rows: dueRowsOf(fresh), until: toDay('2026-11-30'), coversBreak: true }),
    channel: weeklyChannel(scene, { rows: dueRowsOf(fresh), until: toDay('2026-11-30'), coversBreak: false }),
    home: homeCard(scene, { mine: [line], waiting: [line], due: dueRowsOf(fresh), inForce: [] }),
    welcome: welcomeCard(scene),
  };
}

export const asForm = (
  name: FormName,
  drawn: Drawn,
  d: Drawing,
  more: Partial<Pick<Form, 'carries' | 'errors'>> = {},
): Form => ({
  name,
  key: d.key(),
  school: d.school.id,
  case: isCaseForm(name) ? d.it.id : null,
  revision: d.it.revision,
  carries: {},
  errors: {},
  ...more,
  ...drawn,
});

const shouting = () => given('robert-miles-junior').reported().by('head');
const posted = () =>
  given('robert-miles-junior')
    .reported({ breaches: ['pupil_image_identification'], happened: 'online' })
    .by('head')
    .when(dslTold(), classified(), decide('ask_removal', { because: true }));
const unknown = () => given('robert-miles-junior').reported({ person: null });
const joined = () =>
  shouting().when({
    do: 'take_in',
    from: CaseId.parse('case-other'),
    accounts: [],
    reporters: [MemberId.parse('third_teacher')],
  });

/** Forms that few stories come to. */
export function rareForms(): readonly Form[] {
  const of = (name: CaseForm, story: Story): Form => {
    const byLink = { mail: true, days: 7, hasAccount: () => false, emailOf: () => 'gil@example.org' };
    const d = drawingOf(story, 'head', { byLink });
    return asForm(name, FORM_KINDS[name].draw(d, {}, {}), d);
  };
  return [
    of('removal', posted()),
    of('identify', unknown()),
    of('move', shouting()),
    of('join', shouting()),
    of('separate', joined()),
    of('evidence', shouting()),
    of('correct', shouting()),
    of('withdraw', shouting()),
    of('stand_aside', shouting()),
    of('view_link', asked()),
    of('hold', shouting()),
    of('lift_hold', shouting().when(hold())),
    of('dispose', shouting().when(close('no_breach', 'not_upheld'))),
  ];
}

/** The forms that people meet most; one of them has come back with what is wrong. */
export function mainForms(): Readonly<Record<string, Form>> {
  const of = (
    name: CaseForm,
    story: Story,
    reader: string,
    more: { carries?: Carries; values?: Values; draft?: string } = {},
  ): Form => {
    const { carries = {}, values = {}, draft } = more;
    const d = drawingOf(story, reader, draft === undefined ? {} : { draft });
    return asForm(name, FORM_KINDS[name].draw(d, carries, values), d, { carries });
  };
  const d = drawingOf(assault(), 'teacher');
  const report = FORM_KINDS.report.draw(d, {}, {});
  const typed = { narrative: 'They *shouted* at the desk.\nThen they left.', who: 'new:Pat, red coat' };
  const inView = asked();
  const classifiedOne = assault().by('head').when(gathered(), spoken(), classified());
  return {
    report: asForm('report', report, d),
    'report-again': asForm('report', FORM_KINDS.report.draw(d, {}, typed), d, {
      errors: { form: 'Something is missing.', when: 'Say when it happened.', breaches: 'Choose what fits.' },
    }),
    decide: of('decide', classifiedOne, 'head'),
    'decide-details': of('decide_details', classifiedOne, 'head', {
      carries: { steps: 'turn_away' },
      values: { steps: ['turn_away'], reason: 'It cannot go on.' },
    }),
    'give-view': of('give_view', inView, 'chair', { carries: { consultation: consultationIn(inView) } }),
    letter: of('letter', banned(), 'head', {
      draft: `Dear Zebedee Quillfeather,\n\n${'Please read this with care. '.repeat(20)}\n\nYours sincerely`,
    }),
    evidence: of('evidence', assault(), 'teacher'),
    ...Object.fromEntries(SCHOOL_FORMS.map((name) => [name, asForm(name, schoolForms(d)[name].draw({}), d)])),
  };
}

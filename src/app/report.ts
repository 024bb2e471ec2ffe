import type { ReportIncident } from '../domain/command.ts';
import { reportIncident } from '../domain/decide/reporting.ts';
import { CaseId, CaseRef, type ParticularsRef } from '../domain/ids.ts';
import type { Unit } from '../ports.ts';
import { savedWords } from '../view/cards/saved.ts';
import type { Values } from '../view/form-kind.ts';
import { report as reportForm } from '../view/forms/report.ts';
import type { Submit } from '../view/intent.ts';
import type { Reply } from '../view/reply.ts';
import type { Caller } from './caller.ts';
import { commitCase } from './commit.ts';
import { sceneFor } from './drawing.ts';
import { errorsOf, openReport } from './forms.ts';
import { keepPerson } from './keep-person.ts';
import { keepTexts } from './keep-texts.ts';
import { factsFor, historyOf } from './load-case.ts';
import { bookOf } from './school.ts';
import { Undone } from './undone.ts';

/** `AC-26-0042`: the year's two digits and the school's own number. */
async function nextRef(unit: Unit, caller: Caller): Promise<CaseRef> {
  const year = Number(caller.at.today.slice(0, 4));
  const number = await unit.cases.nextNumber(caller.at.school.id, year);
  return CaseRef.parse(`AC-${String(year % 100).padStart(2, '0')}-${String(number).padStart(4, '0')}`);
}

type Kept = Pick<ReportIncident, 'narrative' | 'place'>;

/** A report is committed before it is acknowledged; what cannot be saved stays in the open form (promise 6). */
export async function submitReport(caller: Caller, submit: Submit): Promise<Reply> {
  const { app, unit, at, member } = caller;
  const scene = await sceneFor(app, unit, at, member.id);
  const values: Values = submit.values;
  const again = (errors: Readonly<Record<string, string>>): Reply => ({
    is: 'form_again',
    form: openReport(scene, values, errors, submit.key),
  });
  const read = reportForm.read(values, scene);
  if (!read.ok) return again(read.errors);
  const { newPerson, narrative, place, ...asked } = read.asks;
  if (asked.person !== null && !(await unit.people.byId(at.school.id, asked.person)))
    return again({
      who: "That person is not on this school's list any more. Choose again, or name them as someone new.",
    });
  const person = newPerson
    ? await keepPerson(app, unit, at.school.id, newPerson, asked.capacity)
    : asked.person;
  const kept: Kept = {
    narrative: await keepTexts<ParticularsRef>(unit, at.school.id, narrative),
    place: await keepTexts<ParticularsRef | null>(unit, at.school.id, place),
  };
  const id = CaseId.parse(app.ids.next());
  // Somebody new is linked to no member yet.
  const book = await bookOf(unit, at, newPerson ? null : person);
  const history = newPerson ? [] : await historyOf(unit, at, { id, person });
  const command: ReportIncident = {
    ...asked,
    ...kept,
    do: 'report_incident',
    case: id,
    school: at.school.id,
    ref: await nextRef(unit, caller),
    sha256: at.current.sha256,
    person,
    reporter: member.id,
  };
  const decided = reportIncident(
    command,
    factsFor(app, at, { policy: at.current, book, history }, member.id),
  );
  if (!decided.ok) throw new Undone(again(errorsOf(decided.refusal)));
  const policy = at.current.policy;
  const it = await commitCase(unit, at, null, decided.events, { actor: member.id, policy, book });
  const text = savedWords(decided.events, { it, policy, today: at.today, member: scene.member });
  return { is: 'said', text, level: 'good' };
}

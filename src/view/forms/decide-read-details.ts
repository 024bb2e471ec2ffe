import type { Decide } from '../../domain/command.ts';
import type { GateState } from '../../domain/gate-state.ts';
import type { Drawing } from '../drawing.ts';
import type { Values } from '../form-kind.ts';
import type { Typed, TypedText } from '../typed.ts';
import { memberOptions } from './choices.ts';
import type { DecideParts } from './decide-command.ts';
import { gateOptions, MODES, panelOptions, suggestedEnd, suggestedStart } from './decide-detail-fields.ts';
import { readEquality } from './decide-equality.ts';
import type { Detail, Needs } from './decide-needs.ts';
import { readContact, readSite } from './extent-fields.ts';
import type { Reader } from './read-values.ts';

type Terms = Typed<Decide>['restriction'];
type ContactTerms = Typed<Decide>['contact'];
type Parts<K extends keyof DecideParts> = {
  readonly [P in K]: Exclude<DecideParts[P], undefined> | undefined;
};

const NO_RISK =
  'Say what makes it too dangerous to wait until they have been heard. If nothing does, give notice and hear them first.';

function readTerms(
  r: Reader,
  d: Drawing,
  risk: TypedText | null | undefined,
  siteRisk: TypedText | null | undefined,
): Terms | undefined {
  const mode = r.oneOf('mode', MODES, 'Say whether it can wait until they have been heard.');
  const extent = readSite(r, d);
  const typed = r.maybeDay('start', { earliest: d.today });
  const start = typed === null && mode ? suggestedStart(mode, d) : typed;
  const given = r.day('end', {
    needed: 'Give the last day. A restriction always has one.',
    earliest: d.today,
  });
  // The last day that was suggested for a notice is too late for what begins today: left as it was, it follows.
  const isLeft = mode === 'provisional' && typed === null && given === suggestedEnd('intention', d);
  const end = isLeft ? suggestedEnd('provisional', d) : given;
  const threshold = r.text(
    'threshold',
    'reason',
    'Say who was at risk or felt threatened, and what gave rise to it.',
  );
  if (mode === 'provisional' && risk === null) r.fail('risk', NO_RISK);
  if (start && end && end < start) r.fail('end', 'The last day is before the first. Choose a later one.');
  if (!mode || !extent || !start || !end || !threshold || risk === undefined || siteRisk === undefined)
    return undefined;
  return { mode, extent, start, end, threshold, risk: mode === 'provisional' ? risk : null, siteRisk };
}

function readContactTerms(r: Reader, d: Drawing): ContactTerms | undefined {
  const extent = readContact(r, d);
  const start = r.day('contact_start', { needed: 'Give the first day of the limit.', earliest: d.today });
  const end = r.day('contact_end', { needed: 'Give the last day of the limit.', earliest: d.today });
  if (start && end && end < start)
    r.fail('contact_end', 'The last day is before the first. Choose a later one.');
  return extent && start && end ? { extent, start, end } : undefined;
}

const says = (rows: readonly GateState[]): string => rows.map((row) => row.label).join('; ');

/** What must happen first is answered one way or the other before the form goes on. */
function readGates(r: Reader, needs: Needs): Parts<'confirmed' | 'waived'> {
  const confirmed = r.manyOf(
    'confirmed',
    gateOptions(needs.confirm, (row) => row.mend),
    null,
  );
  const waived = r.manyOf(
    'waived',
    gateOptions(needs.waive, (row) => row.label),
    null,
  );
  if (!confirmed || !waived) return { confirmed, waived };
  const open = [...needs.confirm, ...needs.waive].filter(
    (row) => !confirmed.includes(row.gate) && !waived.includes(row.gate),
  );
  const mayWaive = open.filter((row) => needs.waive.includes(row));
  const mayNot = open.filter((row) => !needs.waive.includes(row));
  if (mayWaive.length > 0)
    r.fail(
      'waived',
      `Must happen first: ${says(mayWaive)}. Tick it to go ahead without, or wait until it has happened.`,
    );
  if (mayNot.length > 0)
    r.fail('confirmed', `Must happen first: ${says(mayNot)}. Tick it once it has happened.`);
  return { confirmed, waived };
}

type Details = Parts<
  | 'equality'
  | 'departure'
  | 'confirmed'
  | 'waived'
  | 'present'
  | 'secondPerson'
  | 'restriction'
  | 'contact'
  | 'risk'
>;

/** Each question that was asked, read; null for those that were not. */
export function readDetails(r: Reader, values: Values, needs: Needs, d: Drawing): Details {
  const wants = (detail: Detail): boolean => needs.details.has(detail);
  const gates = readGates(r, needs);
  const turnsAway = needs.chosen.some((row) => row.step.kind === 'turn_away');
  const onDanger = needs.waive.some(
    (row) => row.waivable === 'immediate_risk' && (gates.waived ?? []).includes(row.gate),
  );
  const risk = !wants('risk')
    ? null
    : turnsAway || onDanger
      ? r.text(
          'risk',
          'reason',
          'Say what the danger is: this is done without waiting, and needs that reason.',
        )
      : r.maybeText('risk', 'reason');
  const siteRisk = wants('site_risk')
    ? r.text('site_risk', 'reason', 'Say why somebody who did this elsewhere is a risk on the site.')
    : null;
  const restricts = needs.chosen.some((row) => row.step.kind === 'restrict_site');
  const limits = needs.chosen.some((row) => row.step.kind === 'restrict_contact');
  return {
    ...gates,
    risk,
    restriction: restricts ? readTerms(r, d, risk, siteRisk) : null,
    contact: limits ? readContactTerms(r, d) : null,
    equality: readEquality(
      r,
      values,
      wants('equality') ? 'Answer this before a warning, or before anybody is kept away.' : null,
    ),
    departure: wants('departure_reason')
      ? r.text('departure_reason', 'reason', 'Say why. You may do it, and the reason stays on the record.')
      : null,
    secondPerson: wants('second_person')
      ? r.oneOf(
          'second_person',
          memberOptions(d, (id) => id !== d.reader),
          'Name the second person.',
        )
      : null,
    present: wants('present')
      ? r.manyOf(
          'present',
          panelOptions(
            needs.chosen.map((row) => row.step.id),
            d,
          ),
          'Name those who took part.',
        )
      : [],
  };
}

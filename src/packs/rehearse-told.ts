import { isLetterKind, LETTER_TITLES } from '../domain/letters/kinds.ts';
import { inWords, printDay } from '../domain/letters/print-day.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Action, ActionOf } from './scenario-words.ts';

const UNLISTED_WORDS: Readonly<Record<string, string>> = {
  violence_or_threat: 'Violence or threat',
  something_else: 'Something else, or not sure',
};

const HARM_WORDS: Readonly<Record<ActionOf<'report'>['with']['harm'], string | null>> = {
  nobody: null,
  someone_hurt: 'somebody was hurt',
  child_at_risk: 'a child may be at risk',
  crime_now: 'it is still going on',
};

const VIEW_WORDS: Readonly<Record<ActionOf<'give_view'>['with']['view'], string>> = {
  support: 'I support this',
  concern: 'I have reservations',
  talk: "I'd like to talk",
  approve: 'I approve',
  refuse: 'I do not approve',
};

const MEETING_WORDS: Readonly<Record<ActionOf<'meeting'>['with'], string>> = {
  resolved: 'they came, and it is settled',
  undertakings: 'they came, and undertook to keep to the code',
  unresolved: 'they came, and it is not settled',
  refused: 'they did not take up the meeting',
  no_reply: 'they did not reply',
  accepted: 'they accepted',
  declined: 'they declined',
};

const REFERRAL_WORDS: Readonly<Record<ActionOf<'referral'>['with']['outcome'], string>> = {
  acknowledged: 'received, with a reference',
  may_proceed: 'we may go on and speak to those involved',
  concluded: 'they have finished',
  declined: 'they are not taking it up',
};

const REQUEST_WORDS: Readonly<Record<ActionOf<'request'>['with']['kind'], string>> = {
  complaint: 'a complaint',
  appeal: 'an appeal',
  complaint_about_ban: 'a complaint about being kept away',
  pupil_record: "a request for their child's record",
  data_complaint: 'a complaint about how their data is handled',
  information: 'a request for information',
  access: 'a request for their records',
  correction: 'a request to put their records right',
  objection: 'an objection to keeping their records',
};

const plain = (id: string): string => id.replaceAll('_', ' ');
const lower = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);
export const letterName = (kind: string): string => (isLetterKind(kind) ? LETTER_TITLES[kind] : plain(kind));

const breachLabels = (ids: readonly string[], policy: Policy): string =>
  inWords(
    ids.map((id) =>
      lower(policy.breaches.list.find((row) => row.id === id)?.label ?? UNLISTED_WORDS[id] ?? plain(id)),
    ),
  );

const stepLabel = (id: string, policy: Policy): string =>
  policy.steps.find((row) => row.id === id)?.label ?? plain(id);

function reported(it: ActionOf<'report'>['with'], policy: Policy): string {
  const where = { site: 'on site', online: 'online', elsewhere: 'away from the site' }[it.where];
  const more = [
    where,
    it.days_ago === 0 ? null : it.days_ago === 1 ? 'the day before' : `${it.days_ago} days before`,
    HARM_WORDS[it.harm],
    it.person === 'unknown' ? 'nobody knows yet who it was' : null,
    it.capacity === 'parent' ? null : `a ${it.capacity}`,
  ].filter((part) => part !== null);
  return `reports: ${breachLabels(it.what, policy)} (${more.join('; ')}).`;
}

function classified(it: ActionOf<'classify'>['with'], policy: Policy): string {
  const finding = {
    undecided: 'looks at what it is',
    found: 'finds that it happened',
    unfounded: 'finds that it was not so',
  }[it.finding];
  const more = [
    it.breaches ? `it is: ${breachLabels(it.breaches, policy)}` : null,
    it.flags ? `noticed: ${it.flags.length > 0 ? it.flags.map(plain).join(', ') : 'nothing'}` : null,
    ...it.exceptions.map((row) => {
      const breach = policy.breaches.list.find((one) => one.id === row.breach);
      const exception = breach?.exceptions.find((one) => one.id === row.exception);
      return `the policy allows it: ${lower(exception?.label ?? plain(row.exception))}`;
    }),
    it.continues ? 'it went on after an earlier step' : null,
  ].filter((part) => part !== null);
  return `${[finding, ...more].join('; ')}.`;
}

function decided(it: ActionOf<'decide'>['with'], policy: Policy): string {
  const reasons = [
    it.reason ? `Reason: ${it.reason}` : null,
    it.danger ? `The danger: ${it.danger}` : null,
    it.site_risk ? `The risk on site: ${it.site_risk}` : null,
    it.early_because ? `Why so early: ${it.early_because}` : null,
    it.different_because ? `Why different from the policy: ${it.different_because}` : null,
  ].filter((part) => part !== null);
  const sentences = reasons.map((text) => (/[.?!]$/.test(text) ? text : `${text}.`));
  const phone = it.by_phone_of ? `writes down what the ${plain(it.by_phone_of)} decided by phone` : 'decides';
  return [`${phone}: ${it.steps.map((id) => stepLabel(id, policy)).join('; ')}.`, ...sentences].join(' ');
}

/** What happens at a point, as a sentence that begins with who does it. */
export function toldOf(action: Action, who: string, policy: Policy): string {
  const says = (rest: string): string => `The ${who} ${rest}`;
  switch (action.do) {
    case 'report':
      return says(reported(action.with, policy));
    case 'read':
      return says('reads it.');
    case 'identified':
      return says('says who it was.');
    case 'wrong_person':
      return says('moves it to somebody else: it was the wrong person.');
    case 'names':
      return says(
        `names who was affected (${inWords(action.with.affected?.map(plain) ?? []) || 'nobody'}) and who saw it (${inWords(action.with.saw_it?.map(plain) ?? []) || 'nobody'}).`,
      );
    case 'stands_aside':
      return says(`notes that the ${plain(action.with.who)} stands aside (${plain(action.with.why)}).`);
    case 'gathered':
      return says('has gathered what those involved saw and heard.');
    case 'spoke':
      return says(`has spoken to the person; it is ${action.with === 'settled' ? '' : 'not '}settled.`);
    case 'not_reached':
      return says(`could not reach the person (tries: ${action.with}).`);
    case 'dsl_told':
      return says('has told the safeguarding lead.');
    case 'classify':
      return says(classified(action.with, policy));
    case 'withdraw':
      return says('withdraws the report.');
    case 'correct':
      return says('corrects the report.');
    case 'decide':
      return says(decided(action.with, policy));
    case 'ask_view': {
      const to = { impose: '', extend: ', to make it longer', widen: ', to make it wider' }[action.with.for];
      return says(`asks for a view on: ${stepLabel(action.with.step, policy)}${to}.`);
    }
    case 'chase_view':
      return says('chases the view.');
    case 'pass_on_view':
      return says('asks the next in line.');
    case 'give_view': {
      const by = action.with.by_phone_of
        ? `writes down what the ${plain(action.with.by_phone_of)} said by phone`
        : 'answers';
      const comment = action.with.comment ? ` ${action.with.comment}` : '';
      return says(`${by}: "${VIEW_WORDS[action.with.view]}."${comment}`);
    }
    case 'meeting':
      return says(`records the meeting: ${MEETING_WORDS[action.with]}.`);
    case 'new_meeting_date':
      return says('offers a new date.');
    case 'referral':
      return says(`records what came of passing it on: ${REFERRAL_WORDS[action.with.outcome]}.`);
    case 'post_removed':
      return says(`looks at the post: it has ${action.with ? '' : 'not '}gone.`);
    case 'their_side':
      return says(`records their side (${action.with.how}).`);
    case 'acknowledge':
      return says('lets the person know that their side has arrived.');
    case 'confirm':
      return says(
        `confirms that the person is not to come on site${action.with.nothing_to_add ? '; they said that they had nothing to add' : ''}.`,
      );
    case 'vary':
      return says('changes what the person is asked to keep to.');
    case 'invite_comments':
      return says('asks the person for their comments before anything is made longer.');
    case 'extend':
      return says(`makes it longer, until ${printDay(action.with.until)}.`);
    case 'lift':
      return says('ends it: the person may come and get in touch as before.');
    case 'sign_letter':
      return says(`signs the letter "${letterName(action.with)}".`);
    case 'send_letter':
      return says(`sends the letter "${letterName(action.with.kind)}" (${plain(action.with.how)}).`);
    case 'hold':
      return says(
        `places a "do not contact" for the ${action.with === 'dsl' ? 'safeguarding lead' : 'police'}.`,
      );
    case 'review_hold':
      return says('looks again at the "do not contact" and leaves it.');
    case 'lift_hold':
      return says('lifts the "do not contact".');
    case 'request':
      return says(`records that ${REQUEST_WORDS[action.with.kind]} has come in.`);
    case 'answer_request':
      return says('answers what came in.');
    case 'close':
      return says(
        `closes the case: ${plain(action.with.outcome)}; the reporter hears: ${plain(action.with.outline)}.`,
      );
    case 'reopen':
      return says('reopens the case.');
    case 'wait':
      return 'Time passes.';
    case 'look':
      return 'Nothing happens: this is where the case stands.';
    default:
      return action satisfies never;
  }
}

import { z } from 'zod';
import { CAPACITIES, HARM } from '../domain/events/reporting.ts';
import { REQUEST_KINDS } from '../domain/events/restricting.ts';
import { BreachId, GateId, MemberId, RoleId, StepId } from '../domain/ids.ts';
import { Flag } from '../domain/policy/condition.ts';
import { Duration } from '../domain/policy/duration.ts';
import { ContactChannel, SiteExtent } from '../domain/policy/rules.ts';
import { Day } from '../domain/time.ts';

const text = z.string().trim().min(1).max(300);
const slug = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);
const tick = z.literal(true);
/** One word may stand where a list may. */
const many = <S extends z.ZodType>(one: S) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(one).min(1).max(20));
/** A word or a list alone stands for the group that has only that in it. */
const short = <S extends z.ZodType>(key: string, group: S) =>
  z.preprocess(
    (value) => (typeof value === 'string' || Array.isArray(value) ? { [key]: value } : value),
    group,
  );

const Report = z.strictObject({
  what: many(BreachId),
  where: z.enum(['site', 'online', 'elsewhere']).default('site'),
  harm: z.enum(HARM).default('nobody'),
  days_ago: z.int().min(0).max(1500).default(0),
  person: z.enum(['known', 'unknown']).default('known'),
  capacity: z.enum(CAPACITIES).default('parent'),
});

const Classify = z.strictObject({
  /** Left out: as it was reported. */
  breaches: many(BreachId).optional(),
  flags: z.array(Flag).max(20).optional(),
  finding: z.enum(['undecided', 'found', 'unfounded']).default('undecided'),
  exceptions: z
    .array(z.strictObject({ breach: BreachId, exception: slug }))
    .max(20)
    .default([]),
  continues: z.boolean().default(false),
});

const Decide = z.strictObject({
  steps: many(StepId),
  /** Texts are for the reader of the scenario: what counts is that a reason is given. */
  reason: text.optional(),
  different_because: text.optional(),
  early_because: text.optional(),
  danger: text.optional(),
  site_risk: text.optional(),
  waive: many(GateId).optional(),
  confirmed: many(GateId).optional(),
  equality: z.enum(['none_known', 'adjustments', 'not_asked']).default('none_known'),
  by_phone_of: MemberId.optional(),
  present: many(MemberId).optional(),
  second_person: MemberId.optional(),
  restriction: z
    .strictObject({
      mode: z.enum(['provisional', 'notice']).optional(),
      places: many(SiteExtent).optional(),
      from: Day.optional(),
      until: Day.optional(),
    })
    .optional(),
  contact: z
    .strictObject({
      channels: many(ContactChannel).optional(),
      with: RoleId.optional(),
      per_week: z.int().min(1).max(20).optional(),
      from: Day.optional(),
      until: Day.optional(),
    })
    .optional(),
});

const Wait = z.string().transform((words, context) => {
  const day = Day.safeParse(words.replace(/^until /, ''));
  if (day.success) return { until: day.data };
  const length = Duration.safeParse(words);
  if (length.success) return { for: length.data };
  context.addIssue({
    code: 'custom',
    message:
      '"wait" is neither a day nor a length of time; write a day (until 2026-12-01) or a length (3 school days)',
  });
  return z.NEVER;
});

const CHANNELS = ['email', 'letter', 'phone', 'meeting', 'other'] as const;
const action = <K extends string, S extends z.ZodType>(word: K, schema: S) =>
  z.object({ do: z.literal(word), with: schema });

/** Who sat, where a panel decides; and that the reason answers the reservations of whoever was asked. */
const again = { present: many(MemberId).optional(), answers_reservations: z.boolean().default(false) };

/** What may happen at a point of a scenario: exactly one of these words. */
export const Action = z.discriminatedUnion('do', [
  action('report', short('what', Report)),
  action('read', tick),
  action('identified', tick),
  action('wrong_person', tick),
  action('names', z.strictObject({ affected: many(MemberId).optional(), saw_it: many(MemberId).optional() })),
  action(
    'stands_aside',
    z.strictObject({
      who: MemberId,
      why: z.enum(['suffered', 'saw', 'related', 'complained_about', 'is_the_person', 'consulted', 'other']),
    }),
  ),
  action('gathered', tick),
  action('spoke', z.enum(['settled', 'not_settled'])),
  action('not_reached', z.int().min(1).max(9)),
  action('dsl_told', tick),
  action('classify', Classify),
  action('withdraw', tick),
  action('correct', tick),
  action('decide', short('steps', Decide)),
  action(
    'ask_view',
    short(
      'step',
      z.strictObject({ step: StepId, for: z.enum(['impose', 'extend', 'widen']).default('impose') }),
    ),
  ),
  action('chase_view', tick),
  action('pass_on_view', tick),
  action(
    'give_view',
    short(
      'view',
      z.strictObject({
        view: z.enum(['support', 'concern', 'talk', 'approve', 'refuse']),
        comment: text.optional(),
        by_phone_of: MemberId.optional(),
      }),
    ),
  ),
  action(
    'meeting',
    z.enum(['resolved', 'undertakings', 'unresolved', 'refused', 'no_reply', 'accepted', 'declined']),
  ),
  action('new_meeting_date', tick),
  action(
    'referral',
    short(
      'outcome',
      z.strictObject({
        outcome: z.enum(['acknowledged', 'may_proceed', 'concluded', 'declined']),
        step: StepId.optional(),
      }),
    ),
  ),
  action('post_removed', z.boolean()),
  action(
    'their_side',
    short('how', z.strictObject({ how: z.enum(CHANNELS).default('email'), received: Day.optional() })),
  ),
  action('acknowledge', tick),
  action(
    'confirm',
    z.strictObject({
      until: Day.optional(),
      places: many(SiteExtent).optional(),
      nothing_to_add: z.boolean().default(false),
      confirmed: many(GateId).optional(),
      waive: many(GateId).optional(),
      ...again,
    }),
  ),
  action('vary', z.strictObject({ until: Day.optional(), places: many(SiteExtent).optional(), ...again })),
  action('invite_comments', tick),
  action('extend', short('until', z.strictObject({ until: Day, ...again }))),
  action('lift', tick),
  action('sign_letter', slug),
  action(
    'send_letter',
    short(
      'kind',
      z.strictObject({
        kind: slug,
        how: z.enum(['by_hand', 'first_class', 'signed_for', 'email', 'in_meeting']).default('first_class'),
      }),
    ),
  ),
  action('hold', z.enum(['police', 'dsl'])),
  action('review_hold', tick),
  action('lift_hold', tick),
  action(
    'request',
    short(
      'kind',
      z.strictObject({
        kind: z.enum(REQUEST_KINDS),
        how: z.enum(CHANNELS).default('email'),
        received: Day.optional(),
      }),
    ),
  ),
  action('answer_request', tick),
  action(
    'close',
    z.strictObject({
      outcome: z.enum([
        'no_breach',
        'no_further_action',
        'resolved',
        'step_taken',
        'handed_to_complaints',
        'unfounded',
        'withdrawn',
      ]),
      outline: z.enum([
        'nothing_more',
        'spoken_to',
        'written_to',
        'arrangements_changed',
        'passed_on',
        'not_upheld',
      ]),
    }),
  ),
  action('reopen', tick),
  action('wait', Wait),
  /** Nothing happens: the case is looked at as it stands. */
  action('look', tick),
]);
export type Action = z.output<typeof Action>;
export type ActionWord = Action['do'];
export type ActionOf<K extends ActionWord> = Extract<Action, { do: K }>;

export const ACTION_WORDS: readonly ActionWord[] = Action.options.map((row) => row.shape.do.value);

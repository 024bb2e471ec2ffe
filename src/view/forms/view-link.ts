import { z } from 'zod';
import { titleOf } from '../../domain/book.ts';
import type { Consultation } from '../../domain/case.ts';
import type { LINK_WAYS } from '../../domain/events/linking.ts';
import type { MemberId } from '../../domain/ids.ts';
import { linkable } from '../../domain/link-standing.ts';
import type { Drawing } from '../drawing.ts';
import type { FormKind } from '../form-kind.ts';
import { memberOptions, type Option, optionsOf, type Which } from './choices.ts';
import { choiceField, rowOf, textField, tickField, whichField } from './fields.ts';
import { isBlank, isTicked, reader, typedText } from './read-values.ts';

type Way = (typeof LINK_WAYS)[number];

const WAYS: readonly Option<Way>[] = optionsOf({
  copied: 'I copy the link and send it myself',
  emailed: 'Accord sends it by email',
});

const NOWHERE =
  'Accord has no public address here, so a link would lead nowhere. Ask whoever looks after it.';

const THERE_IS_ONE =
  'There is a link already. The new one takes its place, and the old one opens nothing any more.';

const isLive = (row: Consultation | undefined, { now }: Pick<Drawing, 'now'>): boolean =>
  row?.link?.ended === null && row.link.until > now;

/** Characters that an address may have. RFC 5321. */
const LONGEST_ADDRESS = 254;
const Address = z.email().max(LONGEST_ADDRESS);

const asked = (d: Drawing): Which<Consultation> => ({
  name: 'consultation',
  label: 'Which question is it for?',
  rows: d.it.consultations.filter((row) => row.given === null || row.given.view === 'talk'),
  says: (row) =>
    `${d.policy.steps.find((step) => step.id === row.step)?.label ?? row.step}: ${titleOf(row.role, d.policy)}`,
  needed: 'Choose which question the link is for.',
  none: 'No view is waited for on this case.',
});

const whom = (row: Consultation | undefined, d: Drawing): readonly Option<MemberId>[] => {
  const rows = row ? [row] : asked(d).rows;
  const free = new Set(
    rows.flatMap((one) => linkable(one, d.it, d.policy, d.book).map((member) => member.id)),
  );
  return memberOptions(d, (id) => free.has(id) && id !== d.reader);
};

/** Whoever has no account first: it is for them that links are made. */
const firstWithout = (options: readonly Option<MemberId>[], d: Drawing): MemberId | undefined =>
  (options.find((one) => d.byLink?.hasAccount(one.value) === false) ?? options[0])?.value;

export const viewLink: FormKind = {
  name: 'view_link',
  draw: (d, carries, values) => {
    const row = rowOf(values, asked(d), carries);
    const options = whom(row, d);
    const first = firstWithout(options, d);
    const live = isLive(row, d);
    return {
      title: 'Make a link',
      intro: [
        {
          is: 'text',
          text: 'For somebody who has no account here. The link opens the question for whoever has it, once: send it to them alone, and to an address that only they read.',
        },
        ...(d.byLink ? [] : [{ is: 'notice' as const, level: 'warning' as const, text: NOWHERE }]),
        ...(live
          ? [
              {
                is: 'notice' as const,
                level: 'info' as const,
                text: THERE_IS_ONE,
              },
            ]
          : []),
      ],
      fields: [
        ...whichField(values, asked(d), carries),
        choiceField(values, { name: 'for', label: 'Who is it for?', options, value: first }),
        ...(d.byLink?.mail
          ? [
              choiceField(values, {
                name: 'how',
                label: 'How does it reach them?',
                options: WAYS,
                value: 'emailed',
              }),
              textField(values, {
                name: 'email',
                label: 'Their email address',
                hint: 'Left empty, it is the one that Accord has for them. The email says who asks, and nothing of the case.',
                required: false,
                max: LONGEST_ADDRESS,
                value: (options.length === 1 && first && d.byLink.emailOf(first)) || undefined,
              }),
            ]
          : []),
        ...(live
          ? [
              tickField(values, {
                name: 'replace',
                label: 'The new link takes the place of the one that there is',
                value: true,
              }),
            ]
          : []),
      ],
      submit: 'Make a link',
    };
  },
  read: (values, d, carries) => {
    const r = reader(values);
    const row = r.row(asked(d), carries);
    if (!d.byLink) r.fail('form', NOWHERE);
    // A form from before there was one has no box for it: it came from another device, or a colleague was quicker.
    if (isLive(row, d) && !isTicked(values, 'replace'))
      r.fail(
        'replace',
        'There is a link already, and somebody may be reading by it just now. Send this again if the new one is to take its place.',
      );
    const how = d.byLink?.mail ? r.oneOf('how', WAYS, 'Choose how it reaches them.') : 'copied';
    const member = r.oneOf('for', whom(row, d), 'Choose who the link is for.');
    const written = (typedText(values, 'email') ?? '').trim();
    const typed = isBlank(written) && member ? (d.byLink?.emailOf(member) ?? '') : written;
    if (how === 'emailed' && isBlank(typed)) r.fail('email', 'Give the address that Accord sends it to.');
    else if (how === 'emailed' && !Address.safeParse(typed).success)
      r.fail('email', 'That is no email address. Write it such as name@example.org.');
    return r.asks({ row, member, how }, ({ row, member, how }) => [
      {
        do: 'make_link' as const,
        consultation: row.id,
        for: member,
        how,
        to: how === 'emailed' ? { typed, kind: 'note' as const } : null,
        days: d.byLink?.days ?? 1,
      },
    ]);
  },
};

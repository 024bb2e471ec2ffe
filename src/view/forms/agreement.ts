import { type Signed, tickFields } from '../../domain/agreements.ts';
import type { Day } from '../../domain/time.ts';
import { sayDay } from '../days.ts';
import type { Scene } from '../drawing.ts';
import type { SchoolFormKind } from '../form-kind.ts';
import { choiceField, dayField, manyField } from './fields.ts';
import { reader } from './read-values.ts';

export interface AgreementScene extends Scene {
  /** Whose signature it is. */
  readonly person: { readonly name: string };
  readonly signed: readonly Signed[];
  /** Texts of the policy that the school has had, the one it follows now first. */
  readonly versions: readonly { readonly sha256: string; readonly since: Day }[];
}

export type AgreementAsked =
  | { readonly do: 'record'; readonly sha256: string; readonly on: Day; readonly ticks: readonly string[] }
  | { readonly do: 'take_out'; readonly sha256: string; readonly on: Day };

const versionsOf = ({ versions, today }: AgreementScene) =>
  versions.map((row, at) => ({
    value: row.sha256,
    label: `${at === 0 ? 'The one we follow now' : 'An earlier one'}, since ${sayDay(row.since, today)}`,
  }));

const signedOf = ({ signed, versions, today }: AgreementScene) =>
  signed.map((row, at) => ({
    value: `s${at}`,
    label: `${sayDay(row.on, today)}, ${row.sha256 === versions[0]?.sha256 ? 'the version we follow now' : 'an earlier version'}`,
  }));

const ticksOf = ({ policy }: AgreementScene) =>
  tickFields(policy).map((row) => ({ value: row.id as string, label: row.label }));

export const agreement: SchoolFormKind<'agreement', AgreementScene, AgreementAsked> = {
  name: 'agreement',
  draw: (scene, _carries, values) => ({
    title: 'Signed our code',
    intro: [
      { is: 'facts', rows: [{ label: 'Who', value: scene.person.name }] },
      {
        is: 'notice',
        level: 'info',
        text: 'Record what stands on the paper. Our code holds for those who have not signed, too, and nobody is treated differently for it.',
      },
    ],
    fields: [
      choiceField(values, {
        name: 'version',
        label: 'Which version was signed?',
        options: versionsOf(scene),
        value: scene.versions[0]?.sha256,
        required: scene.signed.length === 0,
      }),
      dayField(values, {
        name: 'on',
        label: 'The day on the paper',
        latest: scene.today,
        required: scene.signed.length === 0,
      }),
      ...(ticksOf(scene).length > 0
        ? [
            manyField(values, {
              name: 'ticks',
              label: 'What was ticked',
              options: ticksOf(scene),
              values: ticksOf(scene).map((row) => row.value),
              required: false,
            }),
          ]
        : []),
      ...(scene.signed.length > 0
        ? [
            choiceField(values, {
              name: 'take_out',
              label: 'Or take one out that was entered by mistake',
              options: signedOf(scene),
              required: false,
            }),
          ]
        : []),
    ],
    submit: 'Save',
  }),
  read: (values, scene) => {
    const r = reader(values);
    const out = scene.signed.length > 0 ? r.maybeOneOf('take_out', signedOf(scene)) : null;
    const wrong = out ? scene.signed[Number(out.slice(1))] : undefined;
    if (wrong) return { ok: true, asks: { do: 'take_out' as const, sha256: wrong.sha256, on: wrong.on } };
    const parts = {
      out,
      sha256: r.oneOf('version', versionsOf(scene), 'Say which version was signed.'),
      on: r.day('on', { latest: scene.today, needed: 'Give the day that stands on the paper.' }),
      ticks: r.manyOf('ticks', ticksOf(scene), null),
    };
    return r.asks(parts, ({ sha256, on, ticks }) => ({ do: 'record' as const, sha256, on, ticks }));
  },
};

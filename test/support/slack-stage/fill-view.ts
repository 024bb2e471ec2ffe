import { readForm, ViewState } from '../../../adapters/slack/read-form.ts';
import type { Field, Form } from '../../../src/view/form.ts';
import type { Values } from '../../../src/view/form-kind.ts';
import type { Filling } from '../fake-slack/client-rules.ts';
import type { FakeSlack } from '../fake-slack/fake-slack.ts';

const NEW = 'new:';

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** An empty choice is a choice left alone. */
const isEmpty = (value: Values[string]): boolean =>
  value === '' || value === false || (Array.isArray(value) && value.length === 0);

export interface Filler {
  readonly fake: FakeSlack;
  readonly user: string;
  /** By which name a person is found who is on the school's list. */
  readonly nameOf: (person: string) => Promise<string>;
}

/** Types until the search offers them, as somebody would. */
async function choosePerson({ fake, user, nameOf }: Filler, box: string, value: string): Promise<void> {
  const typed = value.startsWith(NEW)
    ? value.slice(NEW.length)
    : value === 'unknown'
      ? 'somebody'
      : await nameOf(value);
  const person = fake.user(user);
  await person.suggest(box, typed);
  await person.fill({ [box]: value });
}

function filling(field: Field, value: Values[string]): Readonly<Record<string, Filling>> {
  if (field.is === 'moment') {
    const [day = '', time = ''] = String(value).split('T');
    return { [`${field.name}~day`]: day, [`${field.name}~time`]: time.slice(0, 5) };
  }
  if (field.is === 'tick') return { [field.name]: value === true ? ['yes'] : [] };
  return { [field.name]: value === '' ? null : value };
}

/** Puts into Slack's own boxes what differs from what stands in them. What has no box cannot be filled and is not. */
export async function fillView(filler: Filler, form: Form, values: Values): Promise<void> {
  const { fake, user } = filler;
  const open = fake.views.top(user);
  const stands = readForm(ViewState.parse({ values: open?.state ?? {} }));
  for (const field of form.fields) {
    const value = values[field.name];
    if (value === undefined || field.is === 'files') continue;
    const now = stands[field.name];
    if (same(now, value) || (isEmpty(value) && (now === undefined || isEmpty(now)))) continue;
    if (field.is === 'person' && typeof value === 'string' && value !== '')
      await choosePerson(filler, field.name, value);
    else await fake.user(user).fill(filling(field, value));
  }
}

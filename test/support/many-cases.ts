import type { Playground } from '../../adapters/playground/playground.ts';
import { IntentKey, SchoolId } from '../../src/domain/ids.ts';
import { addDays, toDay } from '../../src/domain/time.ts';
import { offered } from './world.ts';

/** How many people the reports are about: some are reported again and again, as at a school. */
const PARENTS = 40;
/** Days over which they are spread, so that they are neither all new nor all overdue. */
const DAYS = 30;
const LAST = toDay('2026-11-19');

/** Reports through the door, as a busy school would have made them, and everything told that they owe. */
export async function reportMany(playground: Playground, pack: string, count: number): Promise<void> {
  await playground.use(async ({ open, door }) => {
    const school = SchoolId.parse(await open(pack));
    const who = (n: number) => ({
      platform: 'playground' as const,
      user: `${school}:${n % 2 === 0 ? 'teacher' : 'teacher2'}`,
    });
    const forms = [0, 1].map((n) => door.receive(who(n), { do: 'say', words: 'report', school }));
    const opened = await Promise.all(forms);
    const known = await door.findPeople(who(0), 'Jordan', school);
    for (let n = 0; n < count; n += 1) {
      const reply = opened[n % 2];
      if (reply?.is !== 'form') throw new Error('The report form did not open.');
      const { form } = reply;
      const said = await door.receive(who(n), {
        do: 'submit',
        school,
        submit: {
          form: form.name,
          key: IntentKey.parse(`many-cases-${n}`),
          case: null,
          revision: form.revision,
          carries: { ...form.carries },
          values: {
            ...mutable(offered(form)),
            who:
              n % PARENTS === 0 && known[0] ? known[0].id : `new:Parent ${n % PARENTS} (invented), blue coat`,
            breaches: [n % 3 === 0 ? 'verbal_aggression' : 'loud_offensive_temper'],
            when: `${addDays(LAST, -(n % DAYS))}T15:10`,
            where: 'on_site',
            narrative: `Shouted at me at the gate. `.repeat(8),
            harm: 'nobody',
          },
        },
      });
      if (said.is !== 'said' || said.level !== 'good')
        throw new Error(`Report ${n} was not taken: ${JSON.stringify(said).slice(0, 400)}`);
    }
  });
  await playground.settle();
}

const mutable = (values: ReturnType<typeof offered>): Record<string, string | boolean | string[]> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'boolean' ? value : [...value],
    ]),
  );

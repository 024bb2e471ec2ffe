import { addSchool, putMember } from '../src/app/school-setup.ts';
import { Config } from '../src/config.ts';
import type { PackId, RoleId } from '../src/domain/ids.ts';
import { type Joined, joinApp } from '../src/main.ts';
import { migrate } from '../src/store/migrate.ts';

export const SECRET = 'a-secret-of-the-benchmark';
export const TOKEN = 'xoxb-benchmark';
export const TEAM = 'T0000001';

/** People of a primary school with two classes a year, those with a part to play first. */
const STAFF = 40;
const PARTS = ['head', 'deputy', 'chair', 'office', 'dsl', 'dpo', 'admin'];
/** A teacher who reports. */
export const REPORTER = 'U0000020';

const user = (n: number): string => `U${String(n).padStart(7, '0')}`;

/** A school on Slack in a file of its own, as in production, and its configuration. */
export async function benchSchool(file: string, api: string): Promise<Joined & { readonly config: Config }> {
  const url = `file:${file}`;
  await migrate({ url });
  const config = Config.parse({
    NODE_ENV: 'production',
    DATABASE_URL: url,
    ACCORD_DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    SLACK_BOT_TOKEN: TOKEN,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_TEAM_ID: TEAM,
    SLACK_API_URL: api,
    LOG_LEVEL: 'error',
  });
  const joined = await joinApp(config);
  const { app, store } = joined;
  const added = await addSchool(app, {
    name: 'Invented Primary',
    pack: 'schools-and-parents' as PackId,
    trust: null,
    settings: { channels: { slack: 'C0000001' } },
  });
  if (!added.ok) throw new Error(added.refusal.words);
  for (let n = 0; n < STAFF; n += 1) {
    const put = await store.write((unit) =>
      putMember(
        app,
        unit,
        added.made.school,
        {
          name: `Invented Colleague ${n}`,
          roles: [(PARTS[n] ?? 'staff') as RoleId],
          identities: [{ platform: 'slack', user: user(n) }],
        },
        'command_line',
      ),
    );
    if (!put.ok) throw new Error(put.refusal.words);
  }
  return { ...joined, config };
}

import { afterEach, expect, it } from 'vitest';
import { newPlace, type Place } from '../support/run-accord.ts';

const SLACK = {
  NODE_ENV: 'production',
  SLACK_BOT_TOKEN: 'xoxb-not-a-real-one',
  SLACK_SIGNING_SECRET: 'not-a-real-one',
};
const SMTP_URL = 'smtps://accord:a-password@mail.example.org';
const SMTP_FROM = 'Larkfield Primary <office@larkfield.example>';
const PUBLIC_URL = 'https://accord.example.org';

let place: Place | null = null;
afterEach(() => place?.remove());

it.each([
  [{ SMTP_URL, PUBLIC_URL }, 'Mail is set up by half: SMTP_FROM is missing. Set both, or neither.'],
  [{ SMTP_FROM, PUBLIC_URL }, 'Mail is set up by half: SMTP_URL is missing. Set both, or neither.'],
  [{ SMTP_URL, SMTP_FROM }, 'the links it sends lead to PUBLIC_URL'],
  [
    { SMTP_URL, SMTP_FROM, PUBLIC_URL: 'http://accord.example.org' },
    'has to be there and begin with https://',
  ],
  [{ SMTP_URL: 'mail.example.org', SMTP_FROM, PUBLIC_URL }, 'SMTP_URL cannot be used: write smtps://'],
  [
    { SMTP_URL: 'smtps://office:Hunter#2@mail.example', SMTP_FROM, PUBLIC_URL },
    'SMTP_URL cannot be used: it does not end with the host',
  ],
  [{ SMTP_URL: 'smtps://a@school.example:p@ss#w/rd@mail.example', SMTP_FROM, PUBLIC_URL }, 'write # as %23'],
  [{ SMTP_URL, SMTP_FROM: 'Larkfield', PUBLIC_URL }, 'SMTP_FROM cannot be used: write an address'],
  [{ SMTP_URL, SMTP_FROM: 'a@b.example\nBcc: c@d.example', PUBLIC_URL }, 'SMTP_FROM cannot be used'],
])('does not start with mail as in %j, and says why', async (mail, reason) => {
  place = newPlace({ environment: { ...SLACK, ...mail } });
  const ran = await place.here('start');
  expect(ran.exit).toBe(1);
  expect(ran.err).toContain(reason);
  expect(ran.err).not.toContain('a-password');
});

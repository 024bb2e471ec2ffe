import { printDay } from '../domain/letters/print-day.ts';
import type { Day } from '../domain/time.ts';

/** A name is no line of its own, least of all one with an address in it. */
const inOneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\s]+/gu, ' ').trim();

/** To somebody without an account: who asks and where to answer, and nothing of what it is about. */
export const linkMail = (name: string, url: string, lastDay: Day): { subject: string; text: string } => {
  const school = inOneLine(name);
  return {
    subject: `You are asked for a view by ${school}`,
    text: `${school} asks for your view.

Open this page, on a phone or a computer, to see what it is about and to answer:

${url}

The page is for you alone, so please do not pass this email on. It can be
used once, until the end of ${printDay(lastDay)}.

What it is about is not in this email. If you did not expect it, ring the
school on the number that you know before you open it. Please do not answer
this email: nobody reads the replies.
`,
  };
};

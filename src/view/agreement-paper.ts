import type { Policy } from '../domain/policy/policy.ts';
import type { SchoolSettings } from '../domain/settings.ts';
import type { Instant } from '../domain/time.ts';
import type { Paper, PaperBlock } from './paper.ts';

/** Room to write by hand. */
const ROOM = '\n\n';

interface Printed {
  readonly school: string;
  readonly policy: Policy;
  readonly settings: Pick<SchoolSettings, 'letterhead' | 'letters'>;
  /** Since when the school follows this text, as it is said. */
  readonly since: string;
  readonly at: Instant;
}

/** The form on which parents sign the code: what the policy's own form asks, and nothing else. */
export function agreementPaper({ school, policy, settings, since, at }: Printed): Paper {
  const { fields } = policy.agreement;
  const written = fields.filter((row) => row.kind === 'text' || row.kind === 'date');
  const ticks = fields.filter((row) => row.kind === 'tick');
  const signature = fields.find((row) => row.kind === 'signature');
  const { address, phone, email } = settings.letterhead;
  const lines = [address, phone, email].filter((line) => line !== '');
  const title = policy.title ?? 'Our code of conduct for parents and carers';
  const table = (head: readonly string[], rows: readonly (readonly string[])[], widths: readonly number[]) =>
    rows.length === 0 ? [] : [{ is: 'table', head, widths, rows } satisfies PaperBlock];
  return {
    title: `${title}: agreement form`,
    author: school,
    language: 'en-GB',
    foot: `${school}: agreement form`,
    size: 'usual',
    turned: false,
    mark: null,
    contents: null,
    logo: null,
    at,
    blocks: [
      // No letterhead: that leaves room for the window of an envelope, and this is handed out.
      { is: 'heading', level: 2, text: school },
      ...(lines.length > 0 ? [{ is: 'small', text: lines.join(', ') } satisfies PaperBlock] : []),
      { is: 'rule' },
      { is: 'heading', level: 1, text: title },
      {
        is: 'paragraph',
        text: `This form is about the version that we have followed since ${since}. The code is ${settings.letters.policies_at}. Please ask us if anything in it is unclear, or if another language or large print would help you.`,
      },
      ...table(
        ['Please fill in', ''],
        written.map((row) => [row.label, ROOM]),
        [2, 3],
      ),
      ...table(
        ['Tick', 'What I agree to'],
        ticks.map((row) => [ROOM, row.label]),
        [1, 7],
      ),
      ...(signature
        ? [{ is: 'signature', closing: null, name: '', lines: [signature.label] } satisfies PaperBlock]
        : []),
      {
        is: 'small',
        text: `Please give the form back to ${settings.letters.contact}. The code holds for everybody, signed or not, and nobody is treated differently for not signing. We record that you signed, when, and which version; our privacy notice, ${settings.letters.privacy_notice_at}, says how we look after it.`,
      },
    ],
  };
}

import { createTransport } from 'nodemailer';
import type { Mail, Mailer, Sent } from '../../src/surface.ts';

/** A try ends after this long, well within the lease of what is owed. Milliseconds. */
const PATIENCE_MS = 10_000;
/** The server's wish for the next try is its own; ours begins with this. Milliseconds. */
const AGAIN_MS = 1000;

export interface SmtpSettings {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  readonly url: string;
  readonly from: string;
  /** Certificates of authorities beside those that Node knows, for a server of one's own. PEM. */
  readonly ca?: string;
}

const isLocal = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || host.startsWith('127.');

/** From 500 on the server's answer is for good; a wrong password may be put right meanwhile, like anything else. */
const isForGood = (cause: unknown): boolean =>
  cause instanceof Error &&
  !('code' in cause && cause.code === 'EAUTH') &&
  'responseCode' in cause &&
  typeof cause.responseCode === 'number' &&
  cause.responseCode >= 500;

/** By the system's or the server's own code: a message of theirs may repeat the address. */
function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  const answer = cause instanceof Error && 'responseCode' in cause ? ` ${String(cause.responseCode)}` : '';
  return `the mail server did not take it (${code}${answer})`;
}

/** Sends by SMTP, encrypted unless the server is on this machine. Nothing is kept, logged or sent twice here. */
export function smtpMailer({ url, from, ca }: SmtpSettings): Mailer {
  const { hostname, protocol } = new URL(url);
  const transport = createTransport({
    url,
    requireTLS: protocol === 'smtp:' && !isLocal(hostname),
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  return {
    async send({ to, subject, text }: Mail): Promise<Sent> {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return { ok: true, message: '' };
      } catch (cause) {
        const reason = reasonOf(cause);
        return isForGood(cause)
          ? { ok: false, why: 'never', reason }
          : { ok: false, why: 'later', afterMs: AGAIN_MS, reason };
      }
    },
  };
}

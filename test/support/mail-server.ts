import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly headers: string;
  readonly text: string;
  readonly secure: boolean;
  readonly user: string | null;
}

export interface MailServer {
  readonly port: number;
  readonly received: readonly Received[];
  stop(): Promise<void>;
}

/** Quoted-printable, as far as plain ASCII goes. */
const plain = (body: string): string =>
  body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\r\n', '\n');

/** A mail server on this machine that keeps what it is given. */
export async function startMailServer(
  more: SMTPServerOptions & { readonly listen?: number } = {},
): Promise<MailServer> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    ...more,
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const [headers = '', ...body] = Buffer.concat(parts).toString('utf8').split('\r\n\r\n');
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map((row) => row.address),
          headers,
          text: plain(body.join('\r\n\r\n')),
          secure: session.secure,
          user: typeof session.user === 'string' ? session.user : null,
        });
        done();
      });
    },
  });
  // A client that does not trust the certificate goes away, which is what is tried.
  server.on('error', () => {});
  await new Promise<void>((ready) => server.listen(more.listen ?? 0, '127.0.0.1', () => ready()));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    stop: () => new Promise((done) => server.close(() => done())),
  };
}

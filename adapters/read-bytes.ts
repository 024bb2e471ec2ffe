import type { IncomingMessage } from 'node:http';

/** `too_long`: it was read to its end and dropped, or its sender would never come to read the answer. */
export type Sent = Buffer | 'too_long' | 'gone';

/** The body of a request. `gone`: whoever sent it went away meanwhile, and there is nobody to answer. */
export function readBytes(request: IncomingMessage, most: number): Promise<Sent> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= most) parts.push(part);
      else parts.length = 0;
    });
    request.once('end', () => resolve(size > most ? 'too_long' : Buffer.concat(parts)));
    request.once('error', () => resolve('gone'));
    request.once('close', () => resolve('gone'));
  });
}

import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** The server's half of RFC 6455, as far as socket mode needs it: text, ping, pong and close. */
export interface FakeWebSocket {
  send(text: string): void;
  /** With a closing handshake. */
  close(): void;
  /** Without one: the line is dead. */
  cut(): void;
}

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const OP = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const;

function frame(op: number, body: Buffer): Buffer {
  const size = body.length;
  if (size < 126) return Buffer.concat([Buffer.from([0x80 | op, size]), body]);
  if (size < 65_536) {
    const head = Buffer.from([0x80 | op, 126, 0, 0]);
    head.writeUInt16BE(size, 2);
    return Buffer.concat([head, body]);
  }
  const head = Buffer.alloc(10);
  head.writeUInt8(0x80 | op, 0);
  head.writeUInt8(127, 1);
  head.writeBigUInt64BE(BigInt(size), 2);
  return Buffer.concat([head, body]);
}

interface Frame {
  readonly op: number;
  readonly isLast: boolean;
  readonly body: Buffer;
  readonly rest: Buffer;
}

/** The first whole frame, or null until more has come. A client's frames are always masked. */
function firstFrame(data: Buffer): Frame | null {
  if (data.length < 2) return null;
  const short = data.readUInt8(1) & 0x7f;
  const head = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (data.length < head + 4) return null;
  const size = short === 126 ? data.readUInt16BE(2) : short === 127 ? Number(data.readBigUInt64BE(2)) : short;
  const end = head + 4 + size;
  if (data.length < end) return null;
  const mask = data.subarray(head, head + 4);
  const body = Buffer.from(data.subarray(head + 4, end));
  for (let at = 0; at < body.length; at++) body.writeUInt8(body.readUInt8(at) ^ mask.readUInt8(at % 4), at);
  const first = data.readUInt8(0);
  return { op: first & 0x0f, isLast: (first & 0x80) !== 0, body, rest: data.subarray(end) };
}

export function acceptWebSocket(
  req: IncomingMessage,
  line: Duplex,
  on: { text(text: string): void; gone(): void },
): FakeWebSocket {
  const accept = createHash('sha1').update(`${req.headers['sec-websocket-key']}${GUID}`).digest('base64');
  line.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let waiting: Buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  let isClosing = false;
  const write = (op: number, body: Buffer) => {
    if (line.writable) line.write(frame(op, body));
  };
  line.on('data', (some: Buffer) => {
    waiting = Buffer.concat([waiting, some]);
    for (let next = firstFrame(waiting); next; next = firstFrame(waiting)) {
      waiting = next.rest;
      if (next.op === OP.ping) write(OP.pong, next.body);
      else if (next.op === OP.close) {
        if (!isClosing) write(OP.close, next.body);
        line.end();
      } else if (next.op === OP.text || next.op === OP.continuation) {
        parts.push(next.body);
        if (!next.isLast) continue;
        const text = Buffer.concat(parts).toString();
        parts = [];
        on.text(text);
      }
    }
  });
  line.on('error', () => line.destroy());
  line.on('close', on.gone);
  return {
    send: (text) => write(OP.text, Buffer.from(text)),
    close() {
      isClosing = true;
      write(OP.close, Buffer.from([0x03, 0xe8]));
    },
    cut: () => void line.destroy(),
  };
}

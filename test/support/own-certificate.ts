import { createSign, generateKeyPairSync } from 'node:crypto';

const sized = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: readonly Buffer[]) => sized(0x30, ...parts);
const oid = (...bytes: readonly number[]) => sized(0x06, Buffer.from(bytes));
const utcTime = (text: string) => sized(0x17, Buffer.from(text));

const ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const NAME = sequence(
  sized(0x31, sequence(oid(0x55, 0x04, 0x03), sized(0x0c, Buffer.from('A test of Accord')))),
);

/** A certificate for 127.0.0.1 that nobody but the test trusts, with its key; PEM. Made anew each time. */
export function ownCertificate(): { readonly cert: string; readonly key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const names = sequence(sized(0x87, Buffer.from([127, 0, 0, 1])), sized(0x82, Buffer.from('localhost')));
  const extensions = sequence(
    sequence(oid(0x55, 0x1d, 0x13), sized(0x04, sequence(sized(0x01, Buffer.from([0xff]))))),
    sequence(oid(0x55, 0x1d, 0x11), sized(0x04, names)),
  );
  const signed = sequence(
    sized(0xa0, sized(0x02, Buffer.from([2]))),
    sized(0x02, Buffer.from([1])),
    ECDSA_SHA256,
    NAME,
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
    sized(0xa3, extensions),
  );
  const signature = createSign('sha256').update(signed).sign(privateKey);
  const whole = sequence(signed, ECDSA_SHA256, sized(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { behave } from './behave.ts';
import { type Core, refuse } from './core.ts';
import { bearerOf, readArguments, readBytes } from './http-body.ts';
import type { FakeMisbehaviour } from './misbehave.ts';
import { OTHER_SCOPES } from './scopes.ts';

function plain(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  res.end(text);
}

/** The bytes of an upload, raw or as the one file of a form. */
export async function takeUpload(
  it: Core,
  misbehave: FakeMisbehaviour,
  id: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const raw = await readBytes(req);
  const isForm = req.headers['content-type']?.startsWith('multipart/form-data') ?? false;
  const bytes = isForm ? ((await readArguments(req, raw))?.file ?? Buffer.alloc(0)) : raw;
  await behave(misbehave.take('files.upload'), res, it.clock, () => {
    const file = it.workspace.files.get(id);
    if (!file || file.complete) {
      refuse(it, 'files.upload', 'not_found');
      return () => plain(res, 404, 'not found');
    }
    if (bytes.length !== file.size) {
      refuse(it, 'files.upload', 'length', [`${bytes.length} bytes came of the ${file.size} announced`]);
      return () => plain(res, 400, 'length');
    }
    file.bytes = bytes;
    return () => plain(res, 200, `OK - ${bytes.length}`);
  });
}

/** A private file, for who shows a token; whoever shows none gets the sign-in page, with a 200 as from Slack. */
export async function giveDownload(
  it: Core,
  misbehave: FakeMisbehaviour,
  id: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  await behave(misbehave.take('files.download'), res, it.clock, () => {
    const file = it.workspace.files.get(id);
    const mayRead = bearerOf(req) === it.names.botToken && it.scopes.includes(OTHER_SCOPES.fileDownload);
    if (!mayRead) {
      refuse(it, 'files.download', 'not_authed');
      return () => {
        res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
        res.end('<!DOCTYPE html><html><head><title>Slack</title></head><body>Sign in</body></html>');
      };
    }
    if (!file?.bytes) {
      refuse(it, 'files.download', 'not_found');
      return () => plain(res, 404, 'not found');
    }
    const { bytes, mimetype } = file;
    return () => {
      res.writeHead(200, { 'content-type': mimetype, 'content-length': bytes.length });
      res.end(bytes);
    };
  });
}

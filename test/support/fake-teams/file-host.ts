import { type Answer, no, yes } from './answers.ts';
import type { Matter } from './connector.ts';
import { type Core, refuse } from './core.ts';
import { type Asked, bytesOf } from './network.ts';
import type { AppTokens } from './tokens.ts';

function takeUpload(it: Core, asked: Asked, name: string, contentUrl: string): Answer {
  const bytes = bytesOf(asked);
  const range = `bytes 0-${bytes.length - 1}/${bytes.length}`;
  if (asked.headers['content-range'] !== range) {
    refuse(it, 'upload', 'a wrong Content-Range', [`${asked.headers['content-range']} where it is ${range}`]);
    return no(400, 'invalidRange', 'The range does not fit the bytes.');
  }
  it.files.uploaded.set(contentUrl, { name, bytes });
  it.files.sessions.delete(asked.url);
  return yes({ id: contentUrl, name, size: bytes.length }, 201);
}

/** Where files lie: addresses here hold their own leave, and the app's token is nobody's business. */
export function fileMatter(it: Core, tokens: AppTokens, asked: Asked): Matter | null {
  if (tokens.isOurs(asked.headers.authorization ?? ''))
    refuse(it, 'files', 'the app’s token was given to a host it is not for', [asked.host]);
  const none = { conversation: null };
  if (asked.method === 'GET' && asked.path.startsWith('/download/'))
    return {
      place: 'download',
      ...none,
      apply: () => {
        const found = it.files.downloads.get(asked.url);
        return found
          ? { ...yes(found.bytes), headers: { 'content-type': found.mediaType } }
          : no(404, 'itemNotFound', 'The file is gone.');
      },
    };
  if (asked.method === 'PUT' && asked.path.startsWith('/upload/'))
    return {
      place: 'upload',
      ...none,
      apply: () => {
        const session = it.files.sessions.get(asked.url);
        return session
          ? takeUpload(it, asked, session.name, session.contentUrl)
          : no(404, 'itemNotFound', 'The upload session was not found.');
      },
    };
  return null;
}

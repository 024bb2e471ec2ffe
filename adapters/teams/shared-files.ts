import { createHash } from 'node:crypto';
import type { Fetched } from '../../src/surface.ts';
import type { Message } from './activity.ts';
import type { TeamsTransport } from './transport.ts';

/** Files that are remembered until they are fetched; what is older is forgotten, and its sender told to send it again. */
const MOST = 500;
/** A file may take longer than words. Milliseconds. */
const FILE_MS = 30_000;
const FILE_INFO = 'application/vnd.microsoft.teams.file.download.info';

const MEDIA: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  heic: 'image/heic',
  pdf: 'application/pdf',
  txt: 'text/plain',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

interface SharedFile {
  readonly url: string;
  readonly name: string;
  readonly mediaType: string;
  /** Kept by the connector itself, which wants to know who asks; other links say it in themselves. */
  readonly isGuarded: boolean;
}

export interface SharedFiles {
  /** Handles of the files that came with a message. */
  heard(message: Message): readonly string[];
  fetch(handle: string, limit: number): Promise<Fetched>;
}

/** Where Teams keeps what people share. */
export const isSharePoint = (address: string): boolean => {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url?.protocol === 'https:' && /\.sharepoint(-df)?\.com$/.test(url.hostname);
};

const isConnector = (address: string): boolean => {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url?.protocol === 'https:' && url.hostname === 'smba.trafficmanager.net';
};

function toFile({
  contentType,
  contentUrl,
  content,
  name,
}: NonNullable<Message['attachments']>[number]): SharedFile | null {
  if (
    contentType === FILE_INFO &&
    typeof content === 'object' &&
    content !== null &&
    'downloadUrl' in content
  ) {
    const { downloadUrl: url } = content;
    if (typeof url !== 'string' || !isSharePoint(url)) return null;
    const kind = (name ?? '').split('.').at(-1)?.toLowerCase() ?? '';
    return {
      url,
      name: name ?? 'file',
      mediaType: MEDIA[kind] ?? 'application/octet-stream',
      isGuarded: false,
    };
  }
  if (contentType.startsWith('image/') && contentUrl && isConnector(contentUrl))
    return {
      url: contentUrl,
      name: name ?? 'image',
      mediaType: contentType === 'image/*' ? 'image/png' : contentType,
      isGuarded: true,
    };
  return null;
}

/** Messages are numbered in each conversation for itself, and the names of conversations are long. */
const sendingOf = ({ conversation, id = '' }: Message): string =>
  createHash('sha256')
    .update(JSON.stringify([conversation.id, id]))
    .digest('hex')
    .slice(0, 40);

/**
 * A file in Teams is known by a link that soon expires and is no longer than it has to be: it is remembered here and
 * not in the database, so that after a restart whoever sent it is told to send it again.
 */
export function sharedFiles(transport: TeamsTransport): SharedFiles {
  const files = new Map<string, SharedFile>();
  return {
    heard(message) {
      const found = (message.attachments ?? []).flatMap((row) => toFile(row) ?? []);
      return found.map((file, n) => {
        const handle = `${sendingOf(message)}.${n}`;
        files.set(handle, file);
        for (const old of files.keys()) {
          if (files.size <= MOST) break;
          files.delete(old);
        }
        return handle;
      });
    },
    async fetch(handle, limit) {
      const file = files.get(handle);
      if (!file) return { ok: false, why: 'never', reason: 'Teams keeps its link for a short while only' };
      try {
        const answer = await fetch(file.url, {
          redirect: 'error',
          signal: AbortSignal.timeout(FILE_MS),
          ...(file.isGuarded ? { headers: { authorization: `Bearer ${await transport.token()}` } } : {}),
        });
        if (answer.status === 401 || answer.status === 403 || answer.status === 404 || answer.status === 410)
          return { ok: false, why: 'never', reason: `its link answers ${answer.status}` };
        if (!answer.ok || !answer.body)
          return { ok: false, why: 'later', afterMs: 30_000, reason: `its link answers ${answer.status}` };
        const parts: Uint8Array[] = [];
        let size = 0;
        for await (const part of answer.body) {
          size += part.length;
          if (size > limit) return { ok: false, why: 'too_large', reason: 'the file is over the limit' };
          parts.push(part);
        }
        files.delete(handle);
        return {
          ok: true,
          file: { name: file.name, mediaType: file.mediaType, bytes: Buffer.concat(parts) },
        };
      } catch {
        return { ok: false, why: 'later', afterMs: 30_000, reason: 'its link does not answer' };
      }
    },
  };
}

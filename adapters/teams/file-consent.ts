import type { SentFile } from '../../src/ports.ts';
import type { Who } from '../../src/surface.ts';
import { neutralFileName } from '../../src/view/neutral-file-name.ts';
import type { InvokeOf } from './activity.ts';
import { placeOf, type TeamsParts } from './parts.ts';
import { isSharePoint } from './shared-files.ts';
import type { InvokeAnswer } from './transport.ts';

const FILE_MS = 30_000;
const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
const INFO = 'application/vnd.microsoft.teams.card.file.info';

/** Asks whether somebody will have a file: Teams lets a bot give one no other way. */
export const consentMessage = (file: SentFile, words: string, id: string) => ({
  type: 'message',
  summary: words,
  attachments: [
    {
      contentType: CONSENT,
      name: neutralFileName(file),
      content: {
        description: words,
        sizeInBytes: file.bytes.length,
        acceptContext: { file: id },
        declineContext: { file: id },
      },
    },
  ],
});

async function upload(address: string, { bytes }: SentFile): Promise<void> {
  if (!isSharePoint(address))
    throw new TypeError('A file was to be sent to an address that is not SharePoint.');
  const answer = await fetch(address, {
    method: 'PUT',
    redirect: 'error',
    signal: AbortSignal.timeout(FILE_MS),
    headers: {
      'content-type': 'application/octet-stream',
      'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
    },
    body: Buffer.from(bytes),
  });
  if (!answer.ok) throw new Error(`The upload was answered ${answer.status}.`);
}

const GONE = 'That file is not at hand any more. Ask for it again from its case.';
const NOT_SENT = 'The file could not be given to Teams just now. Ask for it again from its case.';

const DONE: InvokeAnswer = { status: 200, body: {} };

/** Somebody said yes or no to a file. Teams is answered first; the file goes afterwards. */
export async function takeFile(
  parts: TeamsParts,
  who: Who,
  heard: InvokeOf<'fileConsent/invoke'>,
): Promise<InvokeAnswer> {
  const { action, context, uploadInfo } = heard.value;
  const waiting = context ? parts.consented.take(context.file, who.user) : null;
  if (waiting === 'taken') return DONE;
  const place = placeOf(heard);
  const message = typeof heard.replyToId === 'string' ? heard.replyToId : null;
  const tell = async (text: string) => {
    await parts.transport.send(place, { type: 'message', text });
  };
  parts.after('A file that was accepted', async () => {
    if (action === 'decline') {
      if (message) await parts.transport.remove(place, message);
      return;
    }
    if (!waiting || !uploadInfo) return tell(GONE);
    try {
      await upload(uploadInfo.uploadUrl, waiting.file);
    } catch (cause) {
      parts.log.error('A file could not be given to Teams.', cause);
      return tell(NOT_SENT);
    }
    const shown = {
      type: 'message',
      summary: waiting.words,
      attachments: [
        {
          contentType: INFO,
          name: uploadInfo.name ?? neutralFileName(waiting.file),
          contentUrl: uploadInfo.contentUrl ?? '',
          content: { uniqueId: uploadInfo.uniqueId ?? '', fileType: uploadInfo.fileType ?? '' },
        },
      ],
    };
    // In the place of the question, so that it can be taken away with it later.
    if (message) await parts.transport.update(place, message, shown);
    else await parts.transport.send(place, shown);
  });
  return DONE;
}

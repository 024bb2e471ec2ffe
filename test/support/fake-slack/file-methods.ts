import { z } from 'zod';
import { conversation } from './chat-methods.ts';
import type { Core } from './core.ts';
import { method, no, whole } from './method.ts';
import type { FakeFile } from './workspace.ts';

const MOST_BYTES = 1024 ** 3;

export const privateUrl = (it: Core, file: FakeFile): string =>
  `${it.url}/files-pri/${it.names.teamId}-${file.id}/${encodeURIComponent(file.name)}`;

export const fileObject = (it: Core, file: FakeFile) => ({
  id: file.id,
  created: Math.floor(it.clock.now() / 1000),
  timestamp: Math.floor(it.clock.now() / 1000),
  name: file.name,
  title: file.title,
  mimetype: file.mimetype,
  filetype: file.name.split('.').at(-1) ?? '',
  user: file.owner,
  user_team: it.names.teamId,
  mode: 'hosted',
  is_external: false,
  file_access: 'visible',
  size: file.size,
  url_private: privateUrl(it, file),
  url_private_download: privateUrl(it, file),
  permalink: `https://${it.names.teamDomain}.slack.com/files/${file.owner}/${file.id}/${encodeURIComponent(file.name)}`,
});

export const FILE_METHODS = {
  'files.getUploadURLExternal': method(
    z.strictObject({
      filename: z.string().min(1),
      length: whole.pipe(z.number().min(1).max(MOST_BYTES)),
      alt_text: z.string().optional(),
      snippet_type: z.string().optional(),
    }),
    (args, it) => {
      const file = it.workspace.addFile({
        name: args.filename,
        owner: it.names.botUserId,
        size: args.length,
      });
      return { ok: true, upload_url: `${it.url}/upload/v1/${file.id}`, file_id: file.id };
    },
  ),
  'files.completeUploadExternal': method(
    z.strictObject({
      files: z.array(z.strictObject({ id: z.string(), title: z.string().optional() })).min(1),
      channel_id: z.string().optional(),
      initial_comment: z.string().optional(),
      thread_ts: z.string().optional(),
    }),
    (args, it) => {
      const found = args.files.map(({ id }) => it.workspace.files.get(id));
      const files = found.filter((file) => file !== undefined && file.bytes !== null && !file.complete);
      if (files.length < args.files.length) return no('file_not_found');
      // Unlike chat.postMessage it takes no user's id for their direct messages.
      const channel =
        args.channel_id === undefined
          ? null
          : it.workspace.channels.has(args.channel_id)
            ? conversation(it, args.channel_id)
            : 'channel_not_found';
      if (typeof channel === 'string') return no(channel);
      for (const file of files) {
        if (!file) continue;
        file.complete = true;
        file.title = args.files.find(({ id }) => id === file.id)?.title ?? file.name;
        if (channel) file.sharedIn.add(channel.id);
      }
      if (channel)
        it.workspace.post({
          channel: channel.id,
          user: it.names.botUserId,
          fromApp: true,
          text: args.initial_comment ?? '',
          threadTs: args.thread_ts ?? null,
          files: args.files.map(({ id }) => id),
        });
      return { ok: true, files: args.files.map(({ id, title }) => ({ id, title: title ?? '' })) };
    },
  ),
  'files.info': method(z.strictObject({ file: z.string() }), (args, it) => {
    const file = it.workspace.files.get(args.file);
    return file?.complete ? { ok: true, file: fileObject(it, file), comments: [] } : no('file_not_found');
  }),
  'files.delete': method(z.strictObject({ file: z.string() }), (args, it) => {
    const file = it.workspace.files.get(args.file);
    if (!file?.complete) return no('file_not_found');
    // An app may take away what it uploaded, and nobody else's.
    if (file.owner !== it.names.botUserId) return no('cant_delete_file');
    it.workspace.files.delete(file.id);
    return { ok: true };
  }),
};

import type { AppAsk } from '../form-kind.ts';
import { MOST_FILES } from './evidence.ts';
import { filesField } from './fields.ts';

/** What they sent, as it came. */
export const originalsField = filesField({
  name: 'files',
  label: 'The email or letter itself',
  hint: 'If you have it as a file, such as a saved email or a scan. Each may have 10 MB.',
  required: false,
  most: MOST_FILES,
});

export const originals = (handles: readonly string[]): readonly AppAsk[] =>
  handles.length === 0 ? [] : [{ do: 'fetch_files', handles, originals: true }];

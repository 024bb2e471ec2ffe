import type { FormKind } from '../form-kind.ts';
import { optionsOf } from './choices.ts';
import { choiceField, filesField, longField, momentField } from './fields.ts';
import { EVIDENCE_LABELS } from './labels.ts';
import { reader } from './read-values.ts';

/** Files given at once, in the form or in a message. */
export const MOST_FILES = 10;

export const evidence: FormKind = {
  name: 'evidence',
  draw: (_d, _carries, values) => ({
    title: 'Add evidence',
    intro: [
      {
        is: 'notice',
        level: 'info',
        text: 'For a post: keep a screenshot and its link, and do not answer it. For a recording: say where it is kept; nobody can be made to delete theirs.',
      },
    ],
    fields: [
      choiceField(values, { name: 'kind', label: 'What is it?', options: optionsOf(EVIDENCE_LABELS) }),
      longField(values, {
        name: 'what',
        label: 'What does it show, and where is it?',
        hint: 'Paste the link, or say where the file is kept.',
      }),
      momentField(values, { name: 'seen_at', label: 'When did you see it?', required: false }),
      filesField({
        name: 'files',
        label: 'A photo, a screenshot or a document',
        hint: 'If you have one. Each may have 10 MB; say above where anything larger is kept.',
        required: false,
        most: MOST_FILES,
      }),
    ],
    submit: 'Add',
  }),
  read: (values, d) => {
    const r = reader(values);
    const parts = {
      kind: r.oneOf('kind', optionsOf(EVIDENCE_LABELS), 'Say what it is.'),
      what: r.text('what', 'evidence', 'Say what it shows and where it is.'),
      seenAt: r.maybeMoment('seen_at', { zone: d.calendar.zone, now: d.now }),
      files: r.files('files', MOST_FILES),
    };
    return r.asks(parts, ({ kind, what, seenAt, files }) => [
      { do: 'add_evidence' as const, kind, what, seenAt },
      ...(files.length > 0 ? [{ do: 'fetch_files' as const, handles: files }] : []),
    ]);
  },
};

import type { KnownBlock, ModalView } from '@slack/types';
import type { Form } from '../../src/view/form.ts';
import { formMeta, type Under } from './coded.ts';
import { drawBlock } from './draw-blocks.ts';
import { viewTitle } from './draw-card.ts';
import { drawField, type Known } from './draw-field.ts';
import { LIMITS } from './limits.ts';
import { cut } from './text.ts';

const wrong = (text: string): readonly KnownBlock[] =>
  drawBlock({ is: 'notice', level: 'danger', text }, undefined, '');

/** Where the same form came back, sentences stand at their fields and what was typed in them. */
export function drawForm(
  form: Form,
  more: { readonly known?: Known; readonly under?: Under | null } = {},
): ModalView {
  const { known = new Map(), under = null } = more;
  const blocks: readonly KnownBlock[] = [
    ...(form.title.length > LIMITS.viewTitle
      ? drawBlock({ is: 'heading', text: form.title }, undefined, '')
      : []),
    ...(form.errors.form ? wrong(form.errors.form) : []),
    ...form.intro.flatMap((block, n) => drawBlock(block, form.school, `intro${n}`)),
    ...form.fields.flatMap((field) => {
      const error = form.errors[field.name];
      return [...(error ? wrong(error) : []), ...drawField(field, known)];
    }),
  ];
  return {
    type: 'modal',
    callback_id: 'form',
    title: viewTitle(form.title),
    submit: { type: 'plain_text', text: cut(form.submit, LIMITS.viewTitle), emoji: false },
    close: { type: 'plain_text', text: 'Cancel', emoji: false },
    private_metadata: formMeta(form, under),
    blocks: fitting(blocks),
  };
}

/** Every question stays; explanations give way, with a line that says so. */
function fitting(blocks: readonly KnownBlock[]): KnownBlock[] {
  let over = blocks.length - LIMITS.viewBlocks;
  if (over <= 0) return [...blocks];
  const said = drawBlock(
    { is: 'small', text: 'Some of the explanation did not fit here\u2026' },
    undefined,
    '',
  );
  over += said.length;
  const kept = blocks.filter((block) => block.type === 'input' || over-- <= 0);
  if (kept.length + said.length > LIMITS.viewBlocks)
    throw new Error(`A form of ${kept.length} questions is more than Slack can ask at once.`);
  return [...said, ...kept];
}

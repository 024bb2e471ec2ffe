import type { Field, Form } from '../../src/view/form.ts';
import type { Again } from '../../src/view/intent.ts';
import { codedForm } from './coded.ts';
import { drawBlocks } from './draw-blocks.ts';
import { actionTitle } from './draw-buttons.ts';
import { isTitleCut } from './draw-card.ts';
import { drawField, type Known } from './draw-field.ts';
import { paragraphs, SMALL, title } from './draw-text.ts';
import { type AdaptiveCard, adaptiveCard, bytes, type Element, LIMITS } from './limits.ts';

const CUT = 'Some of the explanation did not fit here\u2026';

const wrong = (text: string): Element[] =>
  drawBlocks([{ is: 'notice', level: 'danger', text }], { of: undefined, where: 'dialog' }).flatMap(
    (row) => row.elements,
  );

/** Points: of a box to read a letter in, and about as much as each other element takes. */
const [TALL, USUAL] = [320, 80];

/** A dialog high enough for its tall boxes; they share what the rest leaves. */
function heightOf(body: readonly Element[]): { minHeight?: string } {
  const tall = body.filter((element) => element.type === 'Input.Text' && element.height === 'stretch').length;
  return tall === 0 ? {} : { minHeight: `${tall * TALL + (body.length - tall) * USUAL}px` };
}

/**
 * A question without a choice to make is left out. Where the same form came back, sentences stand at their fields
 * and what was typed in them. `again` is the card underneath, to be shown anew when the form has done something.
 */
export function drawForm(
  form: Form,
  more: { readonly known?: Known; readonly again?: Again | null } = {},
): AdaptiveCard {
  const { known = new Map(), again = null } = more;
  const top = [
    ...(isTitleCut(form.title) ? [title(form.title)] : []),
    ...(form.errors.form ? wrong(form.errors.form) : []),
  ];
  const at = { of: form.school, where: 'dialog', again } as const;
  const intro = drawBlocks(form.intro, at).flatMap((row) => row.elements);
  const questions = (fields: readonly Field[]) =>
    fields.flatMap((field) => drawField(field, form.errors[field.name], known));
  const card = (explained: readonly Element[], fields: readonly Field[]): AdaptiveCard => {
    const body = [...top, ...explained, ...questions(fields)];
    const words = actionTitle(form.submit);
    const data = codedForm(form, again);
    return {
      ...adaptiveCard(body),
      ...heightOf(body),
      actions: [{ type: 'Action.Submit', title: words, style: 'positive', data }],
    };
  };
  const fits = (one: AdaptiveCard): boolean => bytes(one) <= LIMITS.cardBytes;
  const whole = card(intro, form.fields);
  if (fits(whole)) return whole;
  // Every question stays, with what was typed in it; explanations give way, with a line that says so.
  const said = paragraphs(CUT, SMALL);
  for (let kept = intro.length - 1; kept >= 0; kept -= 1) {
    const shorter = card([...intro.slice(0, kept), ...said], form.fields);
    if (fits(shorter)) return shorter;
  }
  return card(
    said,
    form.fields.map(({ hint: _, ...field }) => field),
  );
}

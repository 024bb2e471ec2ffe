import type { SchoolId } from '../../src/domain/ids.ts';
import type { Button } from '../../src/view/card.ts';
import type { Again } from '../../src/view/intent.ts';
import { codedTap, VERB } from './coded.ts';
import { paragraphs, rich, run, SMALL } from './draw-text.ts';
import { type Acting, type Action, type Element, LIMITS } from './limits.ts';
import { cut, unread } from './text.ts';

/** Where a card stands: what its buttons do in Teams depends on it. */
export interface Standing {
  readonly of: SchoolId | undefined;
  readonly where: 'message' | 'dialog';
  /** In a dialog: the card that is asked for again once something was done from it. */
  readonly again?: Again | null;
}

export const actionTitle = (text: string): string =>
  cut(unread(text.replaceAll(/\s+/g, ' ')).trim() || '\u2013', LIMITS.actionTitle);

const STYLES = { main: { style: 'positive' }, grave: { style: 'destructive' }, plain: {} } as const;

function acting(row: Button, words: string, { of, where, again }: Standing): Acting {
  const { tap, key, style } = row;
  const title = actionTitle(words);
  const isDialog = where === 'dialog';
  const data = codedTap({ school: row.school ?? of, key, tap, again: isDialog ? (again ?? null) : null });
  if (isDialog)
    // What stands in the boxes of a form does not keep its other buttons back.
    return {
      type: 'Action.Submit',
      title,
      ...STYLES[style],
      associatedInputs: 'none',
      data: { verb: VERB, ...data },
    };
  return tap.tap === 'act'
    ? { type: 'Action.Execute', title, ...STYLES[style], verb: VERB, data }
    : {
        type: 'Action.Submit',
        title,
        ...STYLES[style],
        data: { msteams: { type: 'task/fetch' }, verb: VERB, ...data },
      };
}

/** Teams asks nothing before a tap counts: the question unfolds under its button, with the button that means it. */
function button(row: Button, at: Standing): Action {
  const { label, confirm, style } = row;
  if (!confirm) return acting(row, label, at);
  return {
    type: 'Action.ShowCard',
    title: actionTitle(label),
    ...STYLES[style],
    card: {
      type: 'AdaptiveCard',
      body: [
        rich([run(confirm.title, { weight: 'bolder' })]),
        ...paragraphs(confirm.text),
        { type: 'ActionSet', actions: [acting(row, confirm.yes, at)] },
      ],
    },
  };
}

const isLong = ({ label }: Button): boolean => label.length > LIMITS.actionShown;

/** Buttons side by side, as many as Teams shows; one whose words a phone would cut stands alone. */
function rowsOf(buttons: readonly Button[]): readonly (readonly Button[])[] {
  const rows: Button[][] = [];
  for (const one of buttons) {
    const last = rows.at(-1);
    const fits = last?.[0] && !isLong(last[0]) && !isLong(one) && last.length < LIMITS.actions;
    if (fits) last.push(one);
    else rows.push([one]);
  }
  return rows;
}

/** Nothing is hidden: what a phone would cut of a button's words is told whole above it. */
export function drawButtons(buttons: readonly Button[], at: Standing): Element[] {
  return rowsOf(buttons).flatMap((row, n): Element[] => {
    const [first] = row;
    const whole = first && isLong(first) ? paragraphs(first.label, SMALL, { spacing: 'medium' }) : [];
    return [
      ...whole,
      {
        type: 'ActionSet',
        actions: row.map((one) => button(one, at)),
        spacing: n === 0 && whole.length === 0 ? 'medium' : 'small',
      },
    ];
  });
}

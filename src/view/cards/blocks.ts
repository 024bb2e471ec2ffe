import type { CaseId, CaseRef } from '../../domain/ids.ts';
import type { Block, Button } from '../card.ts';
import type { Scene } from '../drawing.ts';
import type { Act, FormName, Tap } from '../intent.ts';

type Level = Extract<Block, { is: 'notice' }>['level'];
export type Item = Extract<Block, { is: 'list' }>['items'][number];
export type FactRow = Extract<Block, { is: 'facts' }>['rows'][number];

/** Every card keeps its rows of buttons to this many, so that the one that is due is found. */
export const MOST_BUTTONS = 6;

export const text = (words: string): Block => ({ is: 'text', text: words });
export const heading = (words: string): Block => ({ is: 'heading', text: words });
export const smallPrint = (words: string): Block => ({ is: 'small', text: words });
export const notice = (level: Level, words: string): Block => ({ is: 'notice', level, text: words });
export const quote = (words: string, by: string): Block => ({ is: 'quote', text: words, by });
export const facts = (rows: readonly (FactRow | null)[]): Block => ({
  is: 'facts',
  rows: rows.filter((row) => row !== null),
});
export const fact = (label: string, value: string): FactRow => ({ label, value });
export const rule: Block = { is: 'rule' };
export const list = (items: readonly Item[]): Block => ({ is: 'list', items });

/** A heading with its rows, or nothing at all where there are none. */
export const section = (title: string, items: readonly Item[]): readonly Block[] =>
  items.length === 0 ? [] : [heading(title), list(items)];

/** No row of buttons without buttons. */
export const buttons = (row: readonly Button[]): readonly Block[] =>
  row.length === 0 ? [] : [{ is: 'buttons', buttons: row }];

type Style = Button['style'];

const button = (scene: Pick<Scene, 'key'>, label: string, tap: Tap, style: Style): Button => ({
  label,
  tap,
  key: scene.key(),
  style,
});

type Carries = Readonly<Record<string, string>>;

export const opensForm = (
  scene: Pick<Scene, 'key'>,
  label: string,
  form: FormName,
  of: CaseId | null,
  carries: Carries = {},
  style: Style = 'plain',
): Button => button(scene, label, { tap: 'form', form, case: of, carries: { ...carries } }, style);

export const acts = (
  scene: Pick<Scene, 'key'>,
  label: string,
  act: Act,
  of: { readonly id: CaseId; readonly revision: number },
  carries: Carries = {},
  style: Style = 'plain',
): Button =>
  button(
    scene,
    label,
    { tap: 'act', act, case: of.id, revision: of.revision, carries: { ...carries } },
    style,
  );

export const shows = (scene: Pick<Scene, 'key'>, of: CaseId, ref: CaseRef, style: Style = 'plain'): Button =>
  button(scene, `Open ${ref}`, { tap: 'show', case: of }, style);

/** Says the words for the person, as if they had typed them. */
export const says = (
  scene: Pick<Scene, 'key'>,
  label: string,
  words: string,
  style: Style = 'plain',
): Button => button(scene, label, { tap: 'say', words }, style);

import type { BlockContent, ListItem, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Run, Words } from '../view/paper.ts';
import type { SimpleBlock } from './simple-block.ts';

type Style = Pick<Run, 'strong' | 'emphasis'>;

/** Where a piece of Markdown stands in what was typed. */
const sourceOf = (typed: string, node: RootContent | PhrasingContent): string =>
  typed.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);

/** What marks no letter uses is not acted on: it is printed as it was typed. */
function inline(typed: string, nodes: readonly PhrasingContent[], style: Style): Run[] {
  return nodes.flatMap((node): Run[] => {
    switch (node.type) {
      case 'text':
        // People who know no Markdown end a line where they want it to end.
        return [{ text: node.value, ...style }];
      case 'strong':
        return inline(typed, node.children, { ...style, strong: true });
      case 'emphasis':
        return inline(typed, node.children, { ...style, emphasis: true });
      case 'break':
        return [{ text: '\n', ...style }];
      default:
        return [{ text: sourceOf(typed, node), ...style }];
    }
  });
}

/** Neighbours of one style are one run, so that a word is never cut where an escaped mark stood. */
function joined(runs: readonly Run[]): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (last && last.strong === run.strong && last.emphasis === run.emphasis)
      all[all.length - 1] = { ...last, text: last.text + run.text };
    else all.push(run);
  }
  return all;
}

const wordsOf = (typed: string, nodes: readonly PhrasingContent[]): Run[] => joined(inline(typed, nodes, {}));

const LINE: Run = { text: '\n' };
const underOneAnother = (parts: readonly (readonly Run[])[]): Run[] =>
  joined(parts.filter((part) => part.length > 0).flatMap((part, i) => (i === 0 ? part : [LINE, ...part])));

const MARKER = /^<!--[\s\S]*?-->$/;

/** Everything of a block as lines of text. */
function flat(typed: string, node: RootContent | BlockContent): Run[] {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return wordsOf(typed, node.children);
    case 'blockquote':
      return underOneAnother(node.children.map((child) => flat(typed, child)));
    case 'html':
      return MARKER.test(node.value.trim()) ? [] : [{ text: node.value }];
    default:
      return [{ text: sourceOf(typed, node) }];
  }
}

/** A list within a list follows its item, one under another. */
function itemsOf(typed: string, item: ListItem): Words[] {
  const own = item.children.filter((child) => child.type !== 'list').map((child) => flat(typed, child));
  const within = item.children.flatMap((child) =>
    child.type === 'list' ? child.children.flatMap((row) => itemsOf(typed, row)) : [],
  );
  return [underOneAnother(own), ...within];
}

const isBlank = (runs: readonly Run[]): boolean => runs.every((run) => run.text.trim() === '');

const LEVELS = [1, 2, 3] as const;

function blockOf(typed: string, node: RootContent): SimpleBlock | null {
  switch (node.type) {
    case 'heading': {
      const text = wordsOf(typed, node.children);
      // A mark typed alone is a heading of nothing, which no PDF can have.
      return isBlank(text) ? null : { is: 'heading', level: LEVELS[node.depth - 1] ?? 3, text };
    }
    case 'paragraph':
      return { is: 'paragraph', text: wordsOf(typed, node.children) };
    case 'list':
      return {
        is: 'list',
        from: node.ordered ? (node.start ?? 1) : null,
        items: node.children.flatMap((item) => itemsOf(typed, item)),
      };
    case 'blockquote':
      return { is: 'quote', text: flat(typed, node) };
    case 'thematicBreak':
      return { is: 'rule' };
    default: {
      const text = flat(typed, node);
      return text.length === 0 ? null : { is: 'paragraph', text };
    }
  }
}

/** Markdown as far as our letters use it. HTML, links, code and whatever else it knows comes out as it was typed. */
export const readMarkdown = (typed: string): SimpleBlock[] =>
  fromMarkdown(typed).children.flatMap((node) => blockOf(typed, node) ?? []);

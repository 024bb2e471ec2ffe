import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const LIBRARY = require.resolve('adaptivecards/dist/adaptivecards.min.js');

const shades = (text: string, subtle: string) => ({ default: text, subtle });
const FOREGROUND = {
  default: shades('#242424', '#616161'),
  accent: shades('#5B5FC7', '#4F52B2'),
  attention: shades('#C4314B', '#A72037'),
  good: shades('#237B4B', '#13673A'),
  warning: shades('#835C00', '#6B4A00'),
};
const container = (backgroundColor: string) => ({ backgroundColor, foregroundColors: FOREGROUND });

/** As near to Teams in its light look as is known: fonts, gaps, colours, and what it allows. */
const HOST = {
  fontFamily: '"Segoe UI", "Open Sans", system-ui, sans-serif',
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 24, large: 26, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 12, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: '#D1D1D1' },
  supportsInteractivity: true,
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  inputs: {
    label: {
      requiredInputs: { weight: 'bolder', size: 'default', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder', size: 'default' },
      inputSpacing: 'small',
    },
  },
  containerStyles: {
    default: container('#FFFFFF'),
    emphasis: container('#F5F5F5'),
    accent: container('#E8EBFA'),
    good: container('#E7F2DA'),
    attention: container('#FCF0F2'),
    warning: container('#FBF6D9'),
  },
};

const CSS = `
  body { margin: 0; background: #f0f0f0; }
  .card { background: #fff; border-radius: 6px; margin: 12px 8px; overflow: hidden; box-shadow: 0 1px 3px #0003; }
  .card > p { margin: 0; padding: 8px 16px 0; color: #616161; font: 12px sans-serif; }
  .ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
  .ac-pushButton { font: 600 14px "Segoe UI", "Open Sans", sans-serif; padding: 5px 12px; border: 1px solid #d1d1d1;
    border-radius: 4px; background: #fff; max-width: 100%; overflow: hidden; }
  .ac-pushButton.style-positive { background: #5b5fc7; color: #fff; border-color: #5b5fc7; }
  .ac-pushButton.style-destructive { background: #fff; color: #c4314b; border-color: #c4314b; }
  .ac-input { font: 14px "Segoe UI", "Open Sans", sans-serif; box-sizing: border-box; }
  input.ac-input, textarea.ac-input, select.ac-input { padding: 6px 10px; border: 1px solid #d1d1d1; border-radius: 4px; }
  textarea.ac-input { min-height: 64px; }
`;

export interface ShownInTeams {
  /** What the official library says of the cards: unknown elements, missing properties. */
  readonly problems: readonly string[];
  /** What each card says to a reader, by its name. */
  readonly texts: Readonly<Record<string, string>>;
  /** Pixels by which anything is wider than its card. */
  readonly wider: number;
  readonly height: number;
}

/** Shows cards one under another with Microsoft's own library, as Teams does it. */
export async function showInTeams(
  page: Page,
  cards: readonly { readonly name: string; readonly card: unknown }[],
): Promise<ShownInTeams> {
  await page.setContent(`<!doctype html><html lang="en"><style>${CSS}</style><body></body></html>`);
  await page.addScriptTag({ path: LIBRARY });
  return page.evaluate<ShownInTeams>(`(() => {
    const problems = [];
    const host = new AdaptiveCards.HostConfig(${JSON.stringify(HOST)});
    for (const { name, card: json } of ${JSON.stringify(cards)}) {
      const card = new AdaptiveCards.AdaptiveCard();
      card.hostConfig = host;
      const context = new AdaptiveCards.SerializationContext();
      card.parse(json, context);
      for (let n = 0; n < context.eventCount; n += 1) problems.push(name + ': ' + context.getEventAt(n).message);
      const box = document.createElement('div');
      box.className = 'card';
      const note = document.createElement('p');
      note.textContent = name;
      box.append(note, card.render());
      document.body.append(box);
    }
    const all = [...document.querySelectorAll('.card')];
    return {
      problems,
      texts: Object.fromEntries(all.map((it) => [it.firstChild.textContent, it.innerText])),
      wider: Math.max(...all.map((it) => it.scrollWidth - it.clientWidth)),
      height: document.body.scrollHeight,
    };
  })()`);
}

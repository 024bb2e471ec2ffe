import type { Intent } from '../view/intent.ts';
import type { App } from './app.ts';
import { spoken } from './spoken.ts';

/** Words that open the form for a report. */
const REPORT: ReadonlySet<string> = new Set(['', 'report', 'incident']);

/**
 * Whether what is asked for is an empty report form, by far the most frequent thing: nothing is written for it, so it
 * need not wait its turn among those who write.
 */
export function onlyReads(app: App, intent: Intent): boolean {
  switch (intent.do) {
    case 'say':
      return REPORT.has(spoken(app.command, intent.words).first.toLowerCase());
    case 'tap':
      return intent.tap.tap === 'form' && intent.tap.form === 'report';
    case 'submit':
    case 'find_person':
      return false;
    default:
      return intent satisfies never;
  }
}

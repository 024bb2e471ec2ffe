import type { CaseRef } from '../../domain/ids.ts';
import type { Card } from '../card.ts';
import { text } from './blocks.ts';

/** For somebody with no place in a case: the same words whether it exists or not. */
export const notForYouCard = (): Card => ({
  title: 'Not for you to see',
  tone: 'plain',
  blocks: [text('This is for somebody else in your school. If you think you should see it, ask the head.')],
});

/** What is left of a posted card when its case has closed or been erased: the reference and where it ended. */
export const cutDownCard = (ref: CaseRef): Card => ({
  title: ref,
  tone: 'done',
  blocks: [text(`This matter is closed. Those who may see it can type ${ref} to Accord.`)],
});

/** The same while it goes on, for whoever has lost their place or may not have what stood there: it says no more. */
export const notHereCard = (ref: CaseRef): Card => ({
  title: ref,
  tone: 'done',
  blocks: [text(`This is not shown here any more. Those who may see it can type ${ref} to Accord.`)],
});

import { expect } from 'vitest';
import { linkDoorOf } from '../../../src/app/link-door.ts';
import { askTheChair, ORIGIN, PROPOSAL, SUMMARY, secretIn } from '../../support/asked-outside.ts';
import type { Script } from '../../support/played.ts';
import { replyText } from '../../support/reply-text.ts';

/** The chair has no account: the head makes a link where they are, and the view comes by it. */
export const chairOutside: Script = {
  pack: 'all-saints-mat',
  app: { pages: { origin: () => ORIGIN } },
  async tell(story) {
    const assault = await askTheChair(story);
    expect(await story.asks('head', `show ${assault.ref}`)).toMatch(/make a link/);
    const made = await story.tries('head', 'view_link', assault, {});
    const secret = secretIn(replyText(made));
    await story.world.settle();
    expect(story.has('head')).not.toContain(secret);
    expect(replyText(await story.tapsAnywhere('head', assault, 'Take the link back'))).toContain(
      'taken back',
    );
    const links = linkDoorOf(story.world.app);
    expect((await links.look(secret)).is).toBe('dead');
    const again = secretIn(replyText(await story.tries('head', 'view_link', assault, {})));
    const opened = await links.open(again, 'answer');
    if (!opened.ok) throw new Error('The link opened nothing.');
    const page = JSON.stringify(await links.page(opened.session, 'answer'));
    expect(page).toContain(SUMMARY);
    expect(page).toContain(PROPOSAL);
    await links.send(opened.session, 'answer', { view: 'support', comment: 'Mind the child.' });
    await story.world.settle();
    expect(story.has('head')).toContain('The view that you asked for has been given.');
    expect(await story.asks('head', `show ${assault.ref}`)).toMatch(/I support this \(by a link\)/);
    await story.does('head', 'decide', assault, {
      steps: ['ban'],
      reason: 'A colleague was hit.',
      mode: 'provisional',
      places: ['whole_site'],
      threshold: 'In front of children.',
      risk: 'Said that Monday would be worse.',
      equality: 'none_known',
    });
    expect(await story.facts(assault)).toContain('restriction_opened');
    story.reachedOnly(secret, ['head']);
    story.reachedOnly(again, ['head']);
  },
};

import { linkDoorOf } from '../../src/app/link-door.ts';
import type { Fact } from '../../src/ports.ts';
import type { Card } from '../../src/view/card.ts';
import type { Reply } from '../../src/view/reply.ts';
import type { TestDatabases } from './databases.ts';
import { replyText } from './reply-text.ts';
import { type Story, type StoryCase, tell } from './story.ts';
import type { RoleName } from './world.ts';

export const ORIGIN = 'https://accord.example.org';
export const EMAIL = 'gil@governors.example';
export const SUMMARY = 'A colleague was hit at the gate on Friday, xylophone.';
export const PROPOSAL = 'To keep the person off the site for a while.';

type More = NonNullable<Parameters<typeof tell>[3]>;

/** Takes a member's accounts away: they are known by an address alone. */
export async function hasNoAccount(
  story: Story,
  role: RoleName,
  email: string | null = EMAIL,
): Promise<void> {
  const { app, school } = story.world;
  await app.store.write(async ({ members }) => {
    const member = await members.byId(school.id, story.as(role).id);
    if (!member) throw new Error(`Nobody plays ${role}.`);
    await members.put({ ...member, identities: [], email });
  });
}

/** The head has asked the chair, who has no account, before keeping somebody off the site. */
export async function askTheChair(story: Story): Promise<StoryCase> {
  await hasNoAccount(story, 'chair');
  const assault = await story.reports('teacher', {
    breaches: ['physical_aggression'],
    when: '2026-11-20T15:10',
    narrative: 'Hit me at the gate.',
  });
  await story.does('head', 'gathered', assault, { note: 'Three people saw the same.' });
  await story.does('head', 'spoke', assault, { how: 'spoke', note: 'Would do it again.' });
  await story.does('head', 'ask_view', assault, { step: 'ban', summary: SUMMARY, proposal: PROPOSAL });
  return assault;
}

export const secretIn = (text: string): string => {
  const found = /\/view\/([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/.exec(text)?.[1];
  if (!found) throw new Error(`There is no link in: ${text}`);
  return found;
};

const linkIn = (reply: Reply): string => secretIn(replyText(reply));

export interface AskedOutside {
  readonly story: Story;
  readonly assault: StoryCase;
  readonly links: ReturnType<typeof linkDoorOf>;
  /** The head makes a link, to be copied; what is secret in it. */
  makesLink(more?: Readonly<Record<string, string>>): Promise<string>;
  /** It is opened, as its page's button does; what the browser holds then. */
  opens(secret: string, to?: 'answer' | 'aside'): Promise<string>;
  facts(): Promise<readonly Fact[]>;
  /** What the chair was written down for in their own stream. */
  access(): Promise<readonly Fact[]>;
  end(): Promise<void>;
}

export async function askedOutside(open: TestDatabases, more: More = {}): Promise<AskedOutside> {
  const told = await tell(open, 'all-saints-mat', ['2026-11-20', 15, 20], {
    ...more,
    app: { pages: { origin: () => ORIGIN }, ...more.app },
  });
  const { story } = told;
  const { app } = story.world;
  const assault = await askTheChair(story);
  const links = linkDoorOf(app);
  return {
    story,
    assault,
    links,
    async makesLink(typed = {}) {
      const reply = await story.tries('head', 'view_link', assault, { how: 'copied', ...typed });
      await story.world.settle();
      return linkIn(reply);
    },
    async opens(secret, to = 'answer') {
      const opened = await links.open(secret, to);
      if (!opened.ok) throw new Error('The link opened nothing.');
      return opened.session;
    },
    facts: () => app.store.read((unit) => unit.journal.load(`case:${assault.id}`)),
    access: () => app.store.read((unit) => unit.journal.load(`access:${story.as('chair').id}:2026-11`)),
    end: told.end,
  };
}

export const cardWords = (card: Card): string => JSON.stringify(card);

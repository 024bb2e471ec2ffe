import type { Day } from '../../time.ts';
import { md } from '../markdown.ts';
import { printDay } from '../print-day.ts';

export interface PostSeen {
  readonly link: string;
  readonly seenOn: Day;
  /** As it is said: `7.10 pm`. */
  readonly seenAt: string;
  readonly screenshot: boolean;
}

export const composePosts = (posts: readonly PostSeen[]): string[] =>
  posts.length === 0
    ? []
    : [
        posts
          .map(
            (it) =>
              md`- ${it.link}, seen on ${printDay(it.seenOn)} at ${it.seenAt}` +
              (it.screenshot ? ' (we hold a screenshot and can show it to you)' : ''),
          )
          .join('\n'),
      ];
